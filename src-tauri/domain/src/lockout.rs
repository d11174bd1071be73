//! How long one waits after wrong PINs and passwords.

use chrono::TimeDelta;

use crate::Instant;

/// So many wrong ones are a hand in a hurry.
const FREE_TRIES: u32 = 5;
/// The first wait.
const FIRST_WAIT: TimeDelta = TimeDelta::seconds(30);
/// The longest.
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(15);

/// The tries of one person, or at one station, since the last right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lockout {
    /// How many were wrong, or are not known to be right yet.
    pub wrong: u32,
    /// When the last of them was.
    pub since: Instant,
}

impl Lockout {
    /// Nobody tried.
    pub fn none(now: Instant) -> Self {
        Self { wrong: 0, since: now }
    }

    /// How long one waits after the last try: 30 seconds after the fifth wrong one, and twice as long after each more,
    /// up to 15 minutes.
    pub fn wait(&self) -> TimeDelta {
        match self.wrong.checked_sub(FREE_TRIES) {
            None => TimeDelta::zero(),
            Some(more) => FIRST_WAIT
                .checked_mul(1_i32.checked_shl(more.min(16)).unwrap_or(i32::MAX))
                .map_or(LONGEST_WAIT, |wait| wait.min(LONGEST_WAIT)),
        }
    }

    /// Until when nothing is tried; `None` when one may try. A clock that was set back does not shorten the wait, and
    /// does not make it longer than a whole one from now.
    pub fn until(&self, now: Instant) -> Option<Instant> {
        let until = self.since.min(now) + self.wait();
        (until > now).then_some(until)
    }

    /// After one more try that is not known to be right.
    #[must_use]
    pub fn tried(self, now: Instant) -> Self {
        Self {
            wrong: self.wrong.saturating_add(1),
            since: now,
        }
    }

    /// The same as the clock has it now: one that was set back has the wait begin again, so that it comes to an end.
    #[must_use]
    pub fn as_of(self, now: Instant) -> Self {
        Self {
            since: self.since.min(now),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        chrono::DateTime::from_timestamp(1_795_000_000 + seconds, 0).expect("a moment")
    }

    fn after(wrong: u32) -> Lockout {
        (0..wrong).fold(Lockout::none(at(0)), |lockout, _| lockout.tried(at(0)))
    }

    #[test]
    fn five_wrong_ones_wait_half_a_minute_and_more_wait_twice_as_long() {
        let waits: Vec<i64> = (0..13).map(|wrong| after(wrong).wait().num_seconds()).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
        let countless = Lockout {
            wrong: u32::MAX,
            since: at(0),
        };
        assert_eq!(countless.tried(at(0)).wait(), LONGEST_WAIT);
    }

    #[test]
    fn the_wait_ends_when_it_is_over() {
        let lockout = after(5);
        assert_eq!(lockout.until(at(0)), Some(at(30)));
        assert_eq!(lockout.until(at(29)), Some(at(30)));
        assert_eq!(lockout.until(at(30)), None);
        assert_eq!(after(4).until(at(0)), None);
    }

    #[test]
    fn a_clock_set_back_does_not_shorten_the_wait_nor_make_it_endless() {
        let lockout = after(10);
        let earlier = at(-86_400);
        assert_eq!(lockout.until(earlier), Some(earlier + TimeDelta::minutes(15)));
        let begun_again = lockout.as_of(earlier);
        assert_eq!(begun_again.until(earlier + TimeDelta::minutes(15)), None);
        assert_eq!(
            begun_again.until(earlier + TimeDelta::minutes(14)),
            Some(earlier + TimeDelta::minutes(15))
        );
    }
}
