//! How the history of a sample goes: as ever, ever better, ever worse, or only just begun.

use comeback_domain::BusinessDate;

/// What a sample history tells. The seed says what happens; the kind says which way it goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SampleKind {
    /// As many let-downs at the end as at the beginning.
    #[default]
    Steady,
    /// Fewer and milder let-downs, and more guests who come back. Late in it the house begins to mend causes.
    Improving,
    /// More and graver let-downs, and fewer guests who come back. What was planned about causes is mostly left undone.
    Worsening,
    /// A shop that has only just opened: nine incidents in all.
    New,
}

/// What goes wrong in a new shop.
const NINE: u32 = 9;

/// From here on an improving house does something about its causes.
const ACTS_FROM: f64 = 0.78;

/// By how many of a hundred a habit is better or worse than usual at either end.
const REACH: f64 = 25.0;

/// Of eight let-downs, how bad each is: in a good time, usually, and in a bad one.
const SEVERITIES: [[u8; 8]; 3] = [
    [1, 1, 1, 1, 1, 2, 2, 2],
    [1, 1, 1, 2, 2, 2, 2, 3],
    [1, 2, 2, 2, 2, 3, 3, 3],
];

/// A kind, laid over the days of a history.
#[derive(Debug, Clone, Copy)]
pub(super) struct Course {
    kind: SampleKind,
    first: BusinessDate,
    days: u32,
}

impl Course {
    pub fn new(kind: SampleKind, first: BusinessDate, days: u32) -> Self {
        Self { kind, first, days }
    }

    /// How many incidents there are in all, where so many were asked for.
    pub fn incidents(kind: SampleKind, asked: u32) -> u32 {
        if kind == SampleKind::New { NINE } else { asked }
    }

    /// How much of the history is over on a day, from 0 to 1.
    fn along(&self, day: BusinessDate) -> f64 {
        let gone = (day.date() - self.first.date()).num_days().unsigned_abs();
        f64::from(u32::try_from(gone).unwrap_or(self.days)) / f64::from(self.days.max(1))
    }

    /// How good a time it is, from -1 to 1; nought is as ever.
    fn fortune(&self, day: BusinessDate) -> f64 {
        match self.kind {
            SampleKind::Steady | SampleKind::New => 0.0,
            SampleKind::Improving => 2.0 * self.along(day) - 1.0,
            SampleKind::Worsening => 1.0 - 2.0 * self.along(day),
        }
    }

    /// How often something goes wrong, as a multiple of the average. It turns slowly and then fast, so that the last
    /// quarter alone shows it; over all days it is one.
    pub fn often(&self, day: BusinessDate) -> f64 {
        let turned = self.along(day).powi(3);
        match self.kind {
            SampleKind::Steady | SampleKind::New => 1.0,
            SampleKind::Improving => 1.25 - turned,
            SampleKind::Worsening => 0.5 + 2.0 * turned,
        }
    }

    /// Of a hundred, how many do what so many usually do, where more of them is better.
    pub fn of_a_hundred(&self, usual: u32, day: BusinessDate) -> u32 {
        let shifted = f64::from(usual) + REACH * self.fortune(day);
        shifted.round().clamp(0.0, 100.0) as u32
    }

    /// Of eight let-downs, how bad each is.
    pub fn severities(&self, day: BusinessDate) -> &'static [u8; 8] {
        match self.fortune(day) {
            good if good > 1.0 / 3.0 => &SEVERITIES[0],
            bad if bad < -1.0 / 3.0 => &SEVERITIES[2],
            _ => &SEVERITIES[1],
        }
    }

    /// Whether the house does something about a cause that keeps coming back.
    pub fn acts(&self, day: BusinessDate) -> bool {
        self.kind != SampleKind::Improving || self.along(day) >= ACTS_FROM
    }

    /// Of four actions that were planned, how many get done.
    pub fn done_of_four(&self) -> u32 {
        if self.kind == SampleKind::Worsening { 1 } else { 3 }
    }
}
