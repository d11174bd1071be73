//! How the door slows down who tries out codes. Only a whole code that was never issued counts: a slip that the check
//! character finds costs nothing.

use chrono::TimeDelta;

use crate::{Instant, StaffId};

/// So many unknown codes within [`WITHIN`] are bad luck or a worn paper.
const FREE: usize = 5;
/// The stretch in which they count together; and as long after a pause a person is watched more closely.
const WITHIN: TimeDelta = TimeDelta::minutes(10);
/// The first pause.
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(60);
/// The longest.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(15);
/// So many at one station within [`STATION_WITHIN`] stop it until a manager unlocks it.
const STATION_FREE: usize = 20;
/// The stretch in which those of a station count together.
const STATION_WITHIN: TimeDelta = TimeDelta::hours(1);

/// Whose unknown codes count together.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Guesser {
    /// Somebody who is signed in, wherever they look.
    Person(StaffId),
    /// Whoever looks at a station while people do not sign in there.
    AnybodyAt(String),
}

/// The unknown codes of one guesser: the fold of when each was looked up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guesses {
    /// When the latest were, the oldest first; none once they led to a pause.
    pub lately: Vec<Instant>,
    /// How many pauses followed on each other.
    pub pauses: u32,
    /// When the last pause ends, or ended.
    pub until: Option<Instant>,
}

impl Guesses {
    /// After one more. The fifth within ten minutes brings a pause of a minute; so does, at twice the length each time
    /// up to a quarter of an hour, every further one within ten minutes of the end of a pause.
    #[must_use]
    pub fn one_more(self, at: Instant) -> Self {
        if self.until.is_some_and(|until| at < until + WITHIN) {
            return self.paused(at);
        }
        let mut lately = within(self.lately, at, WITHIN);
        lately.push(at);
        let fresh = Self {
            lately,
            pauses: 0,
            until: None,
        };
        if fresh.lately.len() < FREE {
            fresh
        } else {
            fresh.paused(at)
        }
    }

    fn paused(self, at: Instant) -> Self {
        let pauses = self.pauses.saturating_add(1);
        Self {
            lately: Vec::new(),
            pauses,
            until: Some(at + pause(pauses)),
        }
    }

    /// Until when no code is looked at; `None` when one may look.
    pub fn paused_until(&self, now: Instant) -> Option<Instant> {
        self.until.filter(|until| now < *until)
    }

    /// How many unknown codes led to the pause that is on: five, and one for every pause after the first.
    pub fn count(&self) -> u32 {
        self.pauses.saturating_add(4)
    }

    /// The same after the clock was set to this moment, where it was set back: a pause begins again, so that it neither
    /// ends early nor lasts until the clock is where it was.
    #[must_use]
    pub fn as_of(self, now: Instant) -> Self {
        let longest = now + pause(self.pauses);
        Self {
            lately: no_later(self.lately, now),
            until: self.until.map(|until| until.min(longest)),
            ..self
        }
    }
}

/// The unknown codes at one station, whoever looked them up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StationGuesses {
    /// When the latest were, the oldest first.
    pub lately: Vec<Instant>,
    /// It looks at no code until a manager unlocks it.
    pub locked: bool,
}

impl StationGuesses {
    /// After one more: the twentieth within an hour locks the station.
    #[must_use]
    pub fn one_more(self, at: Instant) -> Self {
        let mut lately = within(self.lately, at, STATION_WITHIN);
        lately.push(at);
        Self {
            locked: self.locked || lately.len() >= STATION_FREE,
            lately,
        }
    }

    /// The same after the clock was set to this moment, where it was set back.
    #[must_use]
    pub fn as_of(self, now: Instant) -> Self {
        Self {
            lately: no_later(self.lately, now),
            ..self
        }
    }
}

/// How long the pause of this number lasts, from 1.
fn pause(number: u32) -> TimeDelta {
    let doubled = number.saturating_sub(1).min(16);
    FIRST_PAUSE
        .checked_mul(1_i32.checked_shl(doubled).unwrap_or(i32::MAX))
        .map_or(LONGEST_PAUSE, |pause| pause.min(LONGEST_PAUSE))
}

/// Those that count together with one at this moment.
fn within(moments: Vec<Instant>, at: Instant, stretch: TimeDelta) -> Vec<Instant> {
    moments
        .into_iter()
        .filter(|moment| at - *moment < stretch)
        .collect()
}

fn no_later(moments: Vec<Instant>, now: Instant) -> Vec<Instant> {
    moments.into_iter().map(|moment| moment.min(now)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(seconds: i64) -> Instant {
        chrono::DateTime::from_timestamp(1_795_000_000 + seconds, 0).expect("a moment")
    }

    fn after(seconds: &[i64]) -> Guesses {
        let moments = seconds.iter().map(|second| at(*second));
        moments.fold(Guesses::default(), Guesses::one_more)
    }

    fn waits(guesses: &Guesses, now: i64) -> Option<i64> {
        guesses
            .paused_until(at(now))
            .map(|until| (until - at(now)).num_seconds())
    }

    #[test]
    fn the_fifth_within_ten_minutes_pauses_for_a_minute() {
        assert_eq!(waits(&after(&[0, 1, 2, 3]), 3), None);
        let five = after(&[0, 1, 2, 3, 599]);
        assert_eq!(waits(&five, 599), Some(60));
        assert_eq!(waits(&five, 658), Some(1));
        assert_eq!(waits(&five, 659), None);
        assert_eq!(
            waits(&after(&[0, 1, 2, 3, 600]), 600),
            None,
            "the first is ten minutes old, and counts no more"
        );
    }

    #[test]
    fn each_further_one_doubles_the_pause_up_to_a_quarter_of_an_hour() {
        let mut guesses = after(&[0, 0, 0, 0, 0]);
        let mut now = 0;
        let mut lengths = Vec::new();
        for _ in 0..7 {
            let length = waits(&guesses, now).expect("paused");
            lengths.push((length, guesses.count()));
            now += length + 599;
            guesses = guesses.one_more(at(now));
        }
        assert_eq!(
            lengths,
            [
                (60, 5),
                (120, 6),
                (240, 7),
                (480, 8),
                (900, 9),
                (900, 10),
                (900, 11)
            ]
        );
    }

    #[test]
    fn ten_quiet_minutes_after_a_pause_begin_anew() {
        let quiet = after(&[0, 0, 0, 0, 0, 660]);
        assert_eq!((waits(&quiet, 660), quiet.pauses), (None, 0));
        assert_eq!(waits(&after(&[0, 0, 0, 0, 0, 659]), 659), Some(120));
    }

    #[test]
    fn a_clock_set_back_neither_ends_a_pause_nor_makes_it_endless() {
        let guesses = after(&[0, 0, 0, 0, 0]).as_of(at(-86_400));
        assert_eq!(waits(&guesses, -86_400), Some(60));
        let few = after(&[0, 0, 0, 0]).as_of(at(-86_400));
        assert_eq!(waits(&few.one_more(at(-86_390)), -86_390), Some(60));
    }

    #[test]
    fn the_twentieth_within_an_hour_locks_the_station() {
        let looked = |times: i64, every: i64| {
            (0..times).fold(StationGuesses::default(), |station, n| {
                station.one_more(at(n * every))
            })
        };
        assert!(!looked(19, 1).locked);
        assert!(
            looked(20, 189).locked,
            "the first is 59 minutes and 51 seconds old"
        );
        assert!(!looked(20, 190).locked, "the first is more than an hour old");
        assert!(
            looked(20, 1).one_more(at(90_000)).locked,
            "time alone unlocks nothing"
        );
    }

    proptest! {
        /// Whatever somebody tries, and however they wait: who looks only while they may gets no more than one code in
        /// a quarter of an hour once the pauses are long, and never more than eight in any ten minutes.
        #[test]
        fn nobody_tries_faster_than_the_rule(gaps in prop::collection::vec(0i64..2_000, 1..200)) {
            let mut guesses = Guesses::default();
            let mut now = 0;
            let mut tried: Vec<i64> = Vec::new();
            for gap in gaps {
                now += gap;
                if guesses.paused_until(at(now)).is_some() {
                    continue;
                }
                guesses = guesses.one_more(at(now));
                tried.push(now);
                let lately = tried.iter().filter(|then| now - **then < 600).count();
                prop_assert!(lately <= 8, "{lately} in ten minutes: {tried:?}");
                if let Some(until) = guesses.paused_until(at(now)) {
                    let length = (until - at(now)).num_seconds();
                    prop_assert!((60..=900).contains(&length));
                    let alone = tried.iter().filter(|then| now - **then < 600).count() == 1;
                    prop_assert!(!alone || length >= 120, "one alone paused only after an earlier pause");
                } else {
                    prop_assert!(lately < 5);
                }
                prop_assert!(guesses.lately.len() < 5, "it never grows");
            }
        }

        /// The whole of it is the fold of the moments: whatever comes in any order of clock, no pause is longer than a
        /// quarter of an hour after the last of them.
        #[test]
        fn no_clock_makes_a_pause_longer(seconds in prop::collection::vec(-1_000_000i64..1_000_000, 0..60), back in -2_000_000i64..2_000_000) {
            let guesses = after(&seconds).as_of(at(back));
            if let Some(until) = guesses.paused_until(at(back)) {
                prop_assert!((until - at(back)).num_seconds() <= 900);
            }
        }
    }
}
