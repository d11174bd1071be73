//! Where "now" comes from: always from the outside.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

/// A moment in UTC. Events keep milliseconds; what is finer is dropped when they are written.
pub type Instant = DateTime<Utc>;

/// A moment as people read it where the shop is: `28 Nov 2026, 4:07 pm`.
pub fn readable_moment(at: Instant, zone: Tz) -> String {
    let local = at.with_timezone(&zone);
    local.format("%-d %b %Y, %-I:%M %P").to_string()
}

/// Tells the time to whoever needs it. The window and the command line pass the machine's clock, a story passes
/// [`FixedClock`].
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Instant;
}

/// Tells how long the program runs, to whoever measures how long nobody touched it: unlike a [`Clock`] it is never set.
pub trait Ticker: Send + Sync {
    /// Since some moment before the program was asked for anything.
    fn ticked(&self) -> std::time::Duration;
}

/// A clock that stands still, for stories and for writing history.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub Instant);

impl Clock for FixedClock {
    fn now(&self) -> Instant {
        self.0
    }
}

/// So far a clock may go back without anybody being told: it was set right by the network.
const BACK: TimeDelta = TimeDelta::minutes(2);
/// So long nothing is written in a house that is closed for the holidays; after more, the date is asked for.
const AHEAD: TimeDelta = TimeDelta::days(31);

/// A clock that shows what it should not, held against the last thing that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockJump {
    /// It shows an earlier time.
    Back,
    /// It shows a time that is later by more than a month.
    Ahead,
}

impl ClockJump {
    /// How the clock stands to the latest moment that anything was written at; `None` while nothing is odd.
    pub fn of(latest: Instant, now: Instant) -> Option<Self> {
        if now < latest - BACK {
            Some(Self::Back)
        } else if now > latest + AHEAD {
            Some(Self::Ahead)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jump(seconds: i64) -> Option<ClockJump> {
        let latest = DateTime::from_timestamp(1_795_000_000, 0).expect("a moment");
        ClockJump::of(latest, latest + TimeDelta::seconds(seconds))
    }

    #[test]
    fn two_minutes_back_and_a_month_ahead_are_nothing() {
        assert_eq!((jump(-120), jump(0), jump(31 * 86_400)), (None, None, None));
        assert_eq!(jump(-121), Some(ClockJump::Back));
        assert_eq!(jump(31 * 86_400 + 1), Some(ClockJump::Ahead));
    }
}
