//! What the owner reads on Monday morning: whether guests come back, what one won back costs, what went wrong most, and
//! whether what was done about it has helped. Definitions in one place, for the page, the command line and the paper.

mod change;
mod channel;
mod weeks;

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, Months, Timelike as _};

pub use change::{Change, Tendency, share_interval};
pub use channel::Channel;
pub use weeks::{WeekRate, rates_by_week, tendency_of, weeks_of};

use crate::{BusinessDate, BusinessDay, Category, Score, ScoreMovement};

/// Below so many a share is told as numbers: a percent of nine says more than is known.
pub const FEW: u32 = 20;

/// Below so many a middle is not told.
pub const FEW_FOR_A_MIDDLE: u32 = 5;

/// Papers whose last day is over, by when their guests came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaperFact {
    /// How many days after the issue they came first; `None` for those who never did.
    pub days: Option<u32>,
    /// How many papers.
    pub papers: u32,
    /// What they took off bills, in minor units.
    pub minor: i64,
}

/// Incidents by how their guests felt, then and the last time they were asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreFact {
    /// What fell short.
    pub category: Category,
    /// At the time.
    pub first: Option<Score>,
    /// Later.
    pub later: Option<Score>,
    /// How many.
    pub incidents: u32,
}

/// Everything the figures of a period are made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InsightFacts {
    /// Incidents by the day they count for.
    pub days: BTreeMap<BusinessDate, u32>,
    /// By what fell short.
    pub categories: BTreeMap<Category, u32>,
    /// By whether it was takeout, and the place without its number.
    pub places: Vec<(bool, Option<String>, u32)>,
    /// By the quarter of an hour since 1970.
    pub quarters: Vec<(i64, u32)>,
    /// By the key of the cause, where one was named.
    pub causes: Vec<(String, u32)>,
    /// By how guests felt.
    pub scores: Vec<ScoreFact>,
    /// What the period cost in the books, by the key of the cause; empty where none was named.
    pub costs: Vec<(String, u32, i64)>,
    /// Papers that ran out unused, by the key of the cause.
    pub unused: Vec<(String, u32)>,
    /// Papers whose last day fell into the period and is over; those voided or replaced are none.
    pub papers: Vec<PaperFact>,
    /// Comps and gestures beside them, in minor units.
    pub beside: i64,
}

impl InsightFacts {
    /// How many incidents.
    pub fn incidents(&self) -> u32 {
        self.days.values().sum()
    }

    /// What the period cost in the books: redeemed, comps and gestures, in minor units.
    pub fn cost(&self) -> i64 {
        self.costs.iter().map(|(_, _, minor)| minor).sum()
    }

    /// Who came back with their paper.
    pub fn returns(&self) -> Returns {
        let mut returns = Returns {
            minor: self.beside,
            ..Returns::default()
        };
        for fact in &self.papers {
            returns.ran += fact.papers;
            returns.minor += fact.minor;
            if let Some(days) = fact.days {
                *returns.days.entry(days).or_default() += fact.papers;
            }
        }
        returns
    }

    /// How guests felt, then and after, by what fell short; only categories of which there is something to tell.
    pub fn felt(&self) -> BTreeMap<Category, ScoreMovement> {
        let mut felt: BTreeMap<Category, ScoreMovement> = BTreeMap::new();
        for fact in &self.scores {
            let movement = felt.entry(fact.category).or_default();
            movement.take(fact.first, fact.later, fact.incidents);
        }
        felt
    }

    /// Through which door, the most first.
    pub fn channels(&self) -> Vec<(Channel, u32)> {
        let mut sums: BTreeMap<Channel, u32> = BTreeMap::new();
        for (takeout, place, n) in &self.places {
            *sums.entry(Channel::of(*takeout, place.as_deref())).or_default() += n;
        }
        let mut sums: Vec<_> = sums.into_iter().collect();
        sums.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
        sums
    }

    /// By weekday of the business date, from Monday as 0, and by hour of the shop's wall clock.
    pub fn hours(&self, day: &BusinessDay) -> BTreeMap<(u8, u8), u32> {
        let mut hours = BTreeMap::new();
        for (quarter, n) in &self.quarters {
            let Some(at) = DateTime::from_timestamp(quarter * 900, 0) else {
                continue;
            };
            let weekday = day.of(at).date().weekday().num_days_from_monday();
            let hour = at.with_timezone(&day.zone).hour();
            let cell = (
                u8::try_from(weekday).unwrap_or(0),
                u8::try_from(hour).unwrap_or(0),
            );
            *hours.entry(cell).or_default() += n;
        }
        hours
    }

    /// The causes, the most frequent first, the dearer of equals before the other.
    pub fn pareto(&self) -> Vec<CauseLine> {
        let cost = |key: &str| {
            self.costs
                .iter()
                .find(|(other, ..)| other == key)
                .map_or(0, |(.., minor)| *minor)
        };
        let unused = |key: &str| {
            self.unused
                .iter()
                .find(|(other, _)| other == key)
                .map_or(0, |(_, n)| *n)
        };
        let mut keys: BTreeMap<&str, u32> = self.causes.iter().map(|(key, n)| (key.as_str(), *n)).collect();
        // One that cost something now, for what happened before.
        for (key, ..) in self.costs.iter().filter(|(key, ..)| !key.is_empty()) {
            keys.entry(key).or_default();
        }
        let mut lines: Vec<CauseLine> = keys
            .into_iter()
            .map(|(key, incidents)| CauseLine {
                key: key.to_owned(),
                incidents,
                minor: cost(key),
                unused: unused(key),
                share: 0,
            })
            .collect();
        lines.sort_by(|one, other| {
            let by = |line: &CauseLine| (line.incidents, line.minor);
            by(other).cmp(&by(one)).then_with(|| one.key.cmp(&other.key))
        });
        let all: u32 = lines.iter().map(|line| line.incidents).sum();
        let mut so_far = 0;
        for line in &mut lines {
            so_far += line.incidents;
            line.share = percent(so_far, all);
        }
        lines
    }
}

/// A cause with what it did in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CauseLine {
    /// Its key.
    pub key: String,
    /// How many incidents.
    pub incidents: u32,
    /// What it cost in the books, in minor units.
    pub minor: i64,
    /// Papers for it that ran out unused.
    pub unused: u32,
    /// Of all incidents with a cause, those of this line and the lines before, in percent.
    pub share: u32,
}

/// How many causes, from the first, make half of all incidents with one.
pub fn make_half(lines: &[CauseLine]) -> usize {
    lines
        .iter()
        .position(|line| line.share >= 50)
        .map_or(lines.len(), |place| place + 1)
}

/// Papers whose time has run, and who came back with theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Returns {
    /// How many papers' last day is over.
    pub ran: u32,
    /// Those that were used at least in part, by the days until their guests came first.
    pub days: BTreeMap<u32, u32>,
    /// What they took off bills, with the comps and gestures of the same incidents, in minor units.
    pub minor: i64,
}

impl Returns {
    /// How many were used at least in part.
    pub fn back(&self) -> u32 {
        self.days.values().sum()
    }

    /// The bring-back rate in percent, a half rounded up; `None` while no paper's time has run.
    pub fn rate(&self) -> Option<u32> {
        (self.ran > 0).then(|| percent(self.back(), self.ran))
    }

    /// What each that came back cost, in minor units, a half rounded up; `None` while nobody did.
    pub fn each(&self) -> Option<i64> {
        let back = i64::from(self.back());
        (back > 0).then(|| (self.minor * 2 + back).div_euclid(back * 2))
    }

    /// The day by which half of those who came were back; `None` for too few to have a middle.
    pub fn middle(&self) -> Option<u32> {
        let back = self.back();
        if back < FEW_FOR_A_MIDDLE {
            return None;
        }
        let mut so_far = 0;
        self.days
            .iter()
            .find(|(_, n)| {
                so_far += **n;
                so_far * 2 >= back
            })
            .map(|(days, _)| *days)
    }

    /// How many came in the first week, the second, and so on, up to the last in which anybody did.
    pub fn by_week(&self) -> Vec<u32> {
        let mut weeks = Vec::new();
        for (days, n) in &self.days {
            let week = usize::try_from(days / 7).unwrap_or(0);
            if weeks.len() <= week {
                weeks.resize(week + 1, 0);
            }
            weeks[week] += n;
        }
        weeks
    }
}

/// A share in percent, a half rounded up; nought of nought.
pub fn percent(part: u32, whole: u32) -> u32 {
    let (part, whole) = (u64::from(part), u64::from(whole));
    (part * 200 + whole)
        .checked_div(whole * 2)
        .map_or(0, |percent| u32::try_from(percent).unwrap_or(u32::MAX))
}

/// What a period is held against.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Against {
    /// As many days just before; of whole calendar months, as many months.
    #[default]
    Before,
    /// The same dates a year ago.
    YearAgo,
}

impl Against {
    /// The stable name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::YearAgo => "year_ago",
        }
    }

    /// The one with this [`Against::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Before, Self::YearAgo]
            .into_iter()
            .find(|against| against.key() == key.trim())
    }

    /// The period that this one is held against.
    pub fn of(self, (from, to): (BusinessDate, BusinessDate)) -> (BusinessDate, BusinessDate) {
        let back = |date: BusinessDate, months: u32| {
            BusinessDate::new(
                date.date()
                    .checked_sub_months(Months::new(months))
                    .unwrap_or(date.date()),
            )
        };
        let minus = |date: BusinessDate, days: u64| {
            BusinessDate::new(
                date.date()
                    .checked_sub_days(chrono::Days::new(days))
                    .unwrap_or(date.date()),
            )
        };
        match self {
            Self::YearAgo => (back(from, 12), back(to, 12)),
            Self::Before => {
                let end = minus(from, 1);
                let whole_months = from.date().day() == 1 && to.plus_days(1).date().day() == 1;
                if whole_months {
                    let (first, last) = (from.date(), to.date());
                    let months = (last.year() - first.year()) * 12 + last.month().cast_signed()
                        - first.month().cast_signed()
                        + 1;
                    return (back(from, u32::try_from(months).unwrap_or(1)), end);
                }
                let days = (to.date() - from.date()).num_days().unsigned_abs();
                (minus(end, days), end)
            }
        }
    }
}

#[cfg(test)]
mod tests;
