//! The guard at the door: who tries out codes is slowed down, and a manager lets a station look again.

use comeback_domain::{
    Code, Deed, DoorUnlocked, Event, Guesser, Instant, RequestId, Staff, UnknownCode, capital, in_words,
};
use comeback_store::{Tx, event, guard, staff, voucher};

use crate::house::gate::{self, Pass};
use crate::moment::Moment;
use crate::team::person;
use crate::{ActionError, House, dto, show};

/// Why no code is looked at now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pause {
    /// One person looked up too many codes that nobody knows.
    Person {
        /// How many.
        codes: u32,
        /// Until when.
        until: Instant,
        /// How many seconds that is from now, rounded up.
        seconds: u32,
    },
    /// A station did, and waits for a manager.
    Station,
}

impl Pause {
    /// What is said of it, with the next step.
    pub fn says(&self) -> String {
        match self {
            Self::Person { codes, seconds, .. } => format!(
                "{} codes we do not know. Wait {}, or ask a manager.",
                capital(&in_words(*codes)),
                stretch(*seconds)
            ),
            Self::Station => "Twenty codes we do not know within an hour. This station looks at no code until a manager unlocks it.".to_owned(),
        }
    }
}

/// A stretch of time in words: seconds up to a minute and a half, then minutes.
fn stretch(seconds: u32) -> String {
    match seconds {
        1 => "1 second".to_owned(),
        2..=90 => format!("{seconds} seconds"),
        _ => format!("{} minutes", seconds.div_ceil(60)),
    }
}

/// Whose unknown codes count together, at this station.
fn guesser(who: Option<&Staff>, station: &str) -> Guesser {
    who.map_or_else(
        || Guesser::AnybodyAt(station.to_owned()),
        |who| Guesser::Person(who.staff),
    )
}

/// Why no code is looked at now, if none is.
pub(crate) fn pause(
    tx: &Tx<'_>,
    who: Option<&Staff>,
    station: &str,
    now: Instant,
) -> Result<Option<Pause>, ActionError> {
    if guard::station(tx, station)?.locked {
        return Ok(Some(Pause::Station));
    }
    // By a clock that was set back a pause lasts no longer than any.
    let guesses = guard::guesses(tx, &guesser(who, station))?.as_of(now);
    Ok(guesses.paused_until(now).map(|until| {
        let seconds = (until - now + chrono::TimeDelta::milliseconds(999)).num_seconds();
        Pause::Person {
            codes: guesses.count(),
            until,
            seconds: u32::try_from(seconds).unwrap_or(1).max(1),
        }
    }))
}

impl House {
    /// Writes down that a code was looked up which nobody knows, and gives the pause that follows from it.
    ///
    /// # Errors
    /// [`ActionError::Store`].
    pub(crate) async fn guessed(&self, pass: &Pass, code: Code) -> Result<Option<Pause>, ActionError> {
        self.write_on(pass, move |moment| guessed(moment, code)).await
    }

    /// Takes note of a clock that was set back, so that a pause comes to its end by the clock as it is now. What is refused
    /// leaves nothing behind, and would not take note of it.
    pub(crate) async fn note_the_clock(&self, pass: &Pass) -> Result<(), ActionError> {
        self.write_on(pass, |_| Ok(())).await
    }

    /// Lets this station look at codes again, and whoever is paused at it. While people sign in it takes the PIN or
    /// password of somebody who may, whoever is at the screen.
    ///
    /// # Errors
    /// [`ActionError::WrongSecret`], [`ActionError::Wait`]; [`ActionError::NotAllowed`] for somebody who may not;
    /// [`ActionError::UnlockNeedsPin`] where nobody proves themselves while people sign in.
    pub async fn unlock_door(&self, approval: Option<dto::Approval>) -> Result<(), ActionError> {
        // On somebody else's screen, the authority of whoever proves themselves counts.
        let pass = match approval {
            Some(_) => self.pass(Deed::SeeIncidents).await?,
            None => self.pass(Deed::Unlock).await?,
        };
        let manager = match (&pass.who, approval) {
            (None, _) => None,
            (Some(_), None) => return Err(ActionError::UnlockNeedsPin),
            (Some(_), Some(approval)) => Some(self.prove(&approval.by, &approval.secret).await?),
        };
        self.write_on(&pass, move |moment| {
            if let Some(manager) = manager.as_ref().filter(|who| !who.role.may(Deed::Unlock)) {
                return Err(gate::not_allowed(moment.tx, Deed::Unlock, manager)?);
            }
            if pause(moment.tx, moment.who.as_ref(), &moment.station, moment.at)?.is_none() {
                // Unlocked twice is unlocked; there is nothing to write down.
                return Ok(());
            }
            let staff = manager.map(|manager| manager.name);
            let unlocked = DoorUnlocked {
                by: moment.who.as_ref().map(|who| who.staff),
                staff: staff.clone(),
            };
            moment.append(staff, None, Event::DoorUnlocked(unlocked))?;
            Ok(())
        })
        .await
    }

    /// The voucher with this code, or an unknown code written down. For whoever names a paper by its code, perhaps in a
    /// request that has its answer already.
    ///
    /// # Errors
    /// [`ActionError::Paused`], [`ActionError::UnknownCode`].
    pub(crate) async fn found_by_code(
        &self,
        pass: &Pass,
        code: Code,
        request: &str,
    ) -> Result<voucher::Voucher, ActionError> {
        let (station, now) = (&self.surroundings.station, self.clock.now());
        let found = self
            .read_on(pass, |tx, _, _| {
                if let Some(pause) = pause(tx, pass.who.as_ref(), station, now)?
                    && !is_answered(tx, code, request)?
                {
                    return Err(ActionError::Paused(pause));
                }
                Ok(voucher::by_code(tx, code)?)
            })
            .await;
        if matches!(found, Err(ActionError::Paused(_))) {
            self.note_the_clock(pass).await?;
        }
        match found? {
            Some(found) => Ok(found),
            None => Err(match self.guessed(pass, code).await? {
                Some(pause) => ActionError::Paused(pause),
                None => ActionError::UnknownCode,
            }),
        }
    }
}

/// Counts an unknown code, unless a pause came in between: what was asked at once by many does not count for less.
pub(crate) fn guessed(moment: &Moment<'_>, code: Code) -> Result<Option<Pause>, ActionError> {
    let asked = |moment: &Moment<'_>| pause(moment.tx, moment.who.as_ref(), &moment.station, moment.at);
    if let Some(pause) = asked(moment)? {
        return Ok(Some(pause));
    }
    let unknown = UnknownCode {
        last_four: code.last_four().to_owned(),
        by: moment.who.as_ref().map(|who| who.staff),
    };
    moment.append(moment.by(None), None, Event::UnknownCode(unknown))?;
    asked(moment)
}

/// Why a redemption by a code is not even looked at; `None` where it is. A request that has its answer gets it again.
pub(crate) fn keeps_from_redeeming(
    moment: &Moment<'_>,
    code: Code,
    request: &str,
) -> Result<Option<Pause>, ActionError> {
    match pause(moment.tx, moment.who.as_ref(), &moment.station, moment.at)? {
        Some(pause) if !is_answered(moment.tx, code, request)? => Ok(Some(pause)),
        _ => Ok(None),
    }
}

/// Whether a request has its answer, and it is about the voucher with this code: what it names is known then, and nothing
/// is tried out by asking it again.
fn is_answered(tx: &Tx<'_>, code: Code, request: &str) -> Result<bool, ActionError> {
    let Ok(request) = RequestId::parse(request) else {
        return Ok(false);
    };
    let first = event::for_request(tx, &request)?.and_then(|first| first.event.voucher());
    let asked = voucher::by_code(tx, code)?.map(|found| found.id);
    Ok(first.is_some() && first == asked)
}

/// The verdict of a pause, with who may unlock it.
pub(crate) fn verdict(tx: &Tx<'_>, pause: &Pause, signin: bool) -> Result<dto::Verdict, ActionError> {
    let (until, seconds) = match pause {
        Pause::Person { until, seconds, .. } => (Some(show::moment(*until)), Some(*seconds)),
        Pause::Station => (None, None),
    };
    let unlockers = match signin {
        true => staff::all(tx)?,
        false => Vec::new(),
    };
    let may = unlockers
        .iter()
        .filter(|one| one.active && one.role.may(Deed::Unlock));
    Ok(dto::Verdict::Paused {
        until,
        seconds,
        message: pause.says(),
        unlockers: may.map(person).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_a_person(codes: u32, seconds: u32) -> String {
        let until = chrono::DateTime::UNIX_EPOCH;
        Pause::Person {
            codes,
            until,
            seconds,
        }
        .says()
    }

    #[test]
    fn a_pause_says_why_how_long_and_whom_to_ask() {
        assert_eq!(
            of_a_person(5, 60),
            "Five codes we do not know. Wait 60 seconds, or ask a manager."
        );
        assert_eq!(
            of_a_person(6, 1),
            "Six codes we do not know. Wait 1 second, or ask a manager."
        );
        assert_eq!(
            of_a_person(12, 841),
            "12 codes we do not know. Wait 15 minutes, or ask a manager."
        );
        assert_eq!(
            Pause::Station.says(),
            "Twenty codes we do not know within an hour. This station looks at no code until a manager unlocks it."
        );
    }
}
