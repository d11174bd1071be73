//! The clock of this machine, held against what was written before. Nothing is ordered by it, but the day a thing counts
//! for is read from it, so that a wrong one is said before more is written.

use comeback_domain::{
    BusinessDate, ClockJump, ClockTrusted, ClockWentBack, Deed, Event, Instant, Shop, readable_moment,
};
use comeback_store::{StoreError, Tx, event, guard, preference};

use crate::{ActionError, House, dto, typed};

/// When the last entry was written before the clock went ahead by more than a month, in milliseconds; until somebody says
/// that it is right. What was written meanwhile proves nothing: it was dated by the same clock.
const AHEAD_OF: &str = "clock_ahead_of";

/// Takes note of a clock that jumped, before the first thing that is written after that, for this day at this station.
pub(crate) fn note(
    tx: &Tx<'_>,
    (at, today): (Instant, BusinessDate),
    station: &str,
) -> Result<(), StoreError> {
    let Some(last) = event::last_at(tx)? else {
        return Ok(());
    };
    match ClockJump::of(last, at) {
        Some(ClockJump::Ahead) if ahead_of(tx)?.is_none() => {
            preference::set(tx, AHEAD_OF, &last.timestamp_millis().to_string())?;
        }
        Some(ClockJump::Ahead) | None => {}
        Some(ClockJump::Back) => {
            preference::remove(tx, AHEAD_OF)?;
            if let Some(was) = guard::latest(tx)? {
                let back = event::NewEvent {
                    at,
                    business_date: today,
                    actor: None,
                    station: station.to_owned(),
                    request: None,
                    event: Event::ClockWentBack(ClockWentBack { was }),
                };
                event::append(tx, back)?;
            }
        }
    }
    Ok(())
}

fn ahead_of(tx: &Tx<'_>) -> Result<Option<Instant>, StoreError> {
    let millis = preference::get(tx, AHEAD_OF)?.and_then(|millis| millis.parse().ok());
    Ok(millis.and_then(chrono::DateTime::from_timestamp_millis))
}

/// A clock that is not believed as it is.
pub(crate) struct Doubt {
    jump: ClockJump,
    /// The latest entry that it is held against.
    latest: Instant,
    /// Something was written by it already.
    written: bool,
}

/// Whether the clock is believed as it is now.
pub(crate) fn doubt(tx: &Tx<'_>, now: Instant) -> Result<Option<Doubt>, StoreError> {
    let held_against = |latest, written| {
        let jump = ClockJump::of(latest, now)?;
        Some(Doubt {
            jump,
            latest,
            written,
        })
    };
    if let Some(was) = ahead_of(tx)?
        && let Some(doubt) = held_against(was, true)
        && doubt.jump == ClockJump::Ahead
    {
        return Ok(Some(doubt));
    }
    Ok(guard::latest(tx)?.and_then(|latest| held_against(latest, false)))
}

/// Whether the clock went far ahead and nobody said that it is right: nothing is done then that time alone would do, and
/// that cannot be undone.
pub(crate) fn is_far_ahead(tx: &Tx<'_>, now: Instant) -> Result<bool, StoreError> {
    Ok(doubt(tx, now)?.is_some_and(|doubt| doubt.jump == ClockJump::Ahead))
}

/// What is odd about the clock, to be said where everybody sees it.
pub(crate) fn warning(shop: &Shop, doubt: &Doubt, now: Instant) -> dto::ClockWarning {
    let shown = |at: Instant| readable_moment(at, shop.timezone);
    let latest = shown(doubt.latest);
    let counts = shop.business_day().of(now).readable();
    match doubt.jump {
        ClockJump::Back => dto::ClockWarning {
            back: true,
            says: format!(
                "The clock went back: the last entry is of {latest}, and now it shows {}.",
                shown(now)
            ),
            then: format!(
                "What is written now counts for {counts}. Set the clock of this machine right, or say that it is right now."
            ),
        },
        ClockJump::Ahead => dto::ClockWarning {
            back: false,
            says: format!(
                "Is it really {}? The last entry {} of {latest}.",
                shown(now),
                if doubt.written {
                    "before this date is"
                } else {
                    "is"
                },
            ),
            then: format!(
                "What is written now counts for {counts}, and papers run out by that date. Set the clock of this machine right, or say that it is right."
            ),
        },
    }
}

impl House {
    /// Believes the clock as it is now, after it jumped. Where nothing is odd, nothing is written.
    ///
    /// # Errors
    /// [`ActionError::NotAllowed`], [`ActionError::Locked`].
    pub async fn trust_clock(&self, staff: &str) -> Result<dto::AppState, ActionError> {
        let named = typed::staff(staff)?;
        self.write(Deed::TrustClock, move |moment| {
            if doubt(moment.tx, moment.at)?.is_some() {
                preference::remove(moment.tx, AHEAD_OF)?;
                let staff = moment.by(named);
                let trusted = ClockTrusted { staff: staff.clone() };
                moment.append(staff, None, Event::ClockTrusted(trusted))?;
            }
            Ok(())
        })
        .await?;
        // What waited for that is done with the next action.
        self.look_again();
        self.app_state().await
    }
}
