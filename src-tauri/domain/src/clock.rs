//! Where "now" comes from: always from the outside.

use chrono::{DateTime, Utc};

/// A moment in UTC. Events keep milliseconds; what is finer is dropped when they are written.
pub type Instant = DateTime<Utc>;

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
