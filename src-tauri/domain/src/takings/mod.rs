//! What the till took: net sales, covers and comps, by the business date or by a stretch of them. They are what the cost
//! of the lapses is held against, and no part of it.

mod amount;
mod bills;
mod pasted;
mod sheet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use amount::{MOST_COVERS, MOST_TAKINGS, TillError, covers, till_amount};
pub use bills::{
    BillError, BillFault, BillFaultKind, DayOfBills, PastedBills, TillBill, bill_key, read_pasted_bills,
};
pub use pasted::{PasteFault, PasteFaultKind, Pasted, PastedDay, read_pasted};

use crate::{BusinessDate, Money};

/// What the till says of a stretch of business dates, most often of one. A figure that nobody typed is not there, which
/// is not the same as nought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Takings {
    /// The first business date.
    pub from: BusinessDate,
    /// The last business date.
    pub to: BusinessDate,
    /// What was sold, after discounts and before tax.
    pub net_sales: Option<Money>,
    /// How many guests were served.
    pub covers: Option<u32>,
    /// What the till itself booked as comps.
    pub comps: Option<Money>,
}

impl Takings {
    /// A stretch of which nothing is known yet.
    pub fn of(from: BusinessDate, to: BusinessDate) -> Self {
        Self {
            from,
            to,
            net_sales: None,
            covers: None,
            comps: None,
        }
    }

    /// Whether no figure is known. Such takings are those that were taken away.
    pub fn is_empty(&self) -> bool {
        self.net_sales.is_none() && self.covers.is_none() && self.comps.is_none()
    }

    /// How many business dates they are of.
    pub fn days(&self) -> u32 {
        days(self.from, self.to)
    }

    /// Whether they are of this very stretch.
    pub fn is_of(&self, from: BusinessDate, to: BusinessDate) -> bool {
        (self.from, self.to) == (from, to)
    }

    /// Whether a day of theirs lies in this stretch.
    pub fn touches(&self, from: BusinessDate, to: BusinessDate) -> bool {
        self.from <= to && from <= self.to
    }

    /// Which stretch, as a person says it: `20 Nov 2026`, or `1 Nov 2026 to 30 Nov 2026`.
    pub fn readable(&self) -> String {
        stretch(self.from, self.to)
    }
}

/// A stretch of business dates as a person says it.
pub fn stretch(from: BusinessDate, to: BusinessDate) -> String {
    if from == to {
        from.readable()
    } else {
        format!("{} to {}", from.readable(), to.readable())
    }
}

/// How many business dates there are from one to another, both counted.
pub fn days(from: BusinessDate, to: BusinessDate) -> u32 {
    u32::try_from((to.date() - from.date()).num_days() + 1).unwrap_or(0)
}

/// A figure of a period, as far as it was typed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Known {
    /// The sum: minor units, or heads.
    pub sum: i64,
    /// On how many business dates of the period it is known.
    pub days: u32,
}

/// What the till took in a period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct TakingsSum {
    /// How many business dates the period has.
    pub days: u32,
    /// Net sales, in minor units.
    pub net_sales: Known,
    /// Covers.
    pub covers: Known,
    /// The till's own comps, in minor units.
    pub comps: Known,
    /// Figures of a longer stretch that begins or ends outside the period. They cannot be split, so they are in no sum.
    #[serde(skip)]
    pub across: Option<(BusinessDate, BusinessDate)>,
}

impl TakingsSum {
    /// Adds up what lies in a period.
    pub fn of((from, to): (BusinessDate, BusinessDate), takings: &[Takings]) -> Self {
        let mut sum = Self {
            days: days(from, to),
            ..Self::default()
        };
        for each in takings.iter().filter(|each| each.touches(from, to)) {
            if each.from < from || each.to > to {
                sum.across = Some((each.from, each.to));
                continue;
            }
            let count = each.days();
            sum.net_sales.add(each.net_sales.map(|money| money.minor), count);
            sum.covers.add(each.covers.map(i64::from), count);
            sum.comps.add(each.comps.map(|money| money.minor), count);
        }
        sum
    }
}

impl Known {
    fn add(&mut self, figure: Option<i64>, days: u32) {
        if let Some(figure) = figure {
            self.sum += figure;
            self.days += days;
        }
    }

    /// The figure, where it is known on any day.
    pub fn any(self) -> Option<i64> {
        (self.days > 0).then_some(self.sum)
    }
}

/// Why takings were not set.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TakingsError {
    /// A figure that cannot be read.
    #[error("{}: {error}", stretch(*from, *to))]
    Figure {
        /// Of which stretch.
        from: BusinessDate,
        /// Its last day.
        to: BusinessDate,
        /// Which figure: `net_sales`, `covers` or `comps`.
        figure: &'static str,
        /// Why not.
        error: TillError,
    },
    /// A day that has not come.
    #[error("{} has not come yet. Write figures up to {}.", day.readable(), today.readable())]
    NotYet {
        /// Which.
        day: BusinessDate,
        /// Today.
        today: BusinessDate,
    },
    /// One of these days is closed.
    #[error(
        "The books are closed through {}, batch {batch}. Have the owner reopen it, or leave these figures as they are.",
        through.readable()
    )]
    Closed {
        /// Its last day.
        through: BusinessDate,
        /// In which batch.
        batch: u32,
    },
    /// Figures of another stretch stand for one of these days.
    #[error(
        "The figures of {} stand for these days already. Change those, or take them away first.",
        stretch(*from, *to)
    )]
    Overlap {
        /// Their first day.
        from: BusinessDate,
        /// Their last day.
        to: BusinessDate,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    fn day(text: &str) -> BusinessDate {
        BusinessDate::parse(text).expect("a date")
    }

    fn takings(from: &str, to: &str, minor: i64, covers: Option<u32>) -> Takings {
        Takings {
            net_sales: Some(Money::new(minor, Currency::parse("USD").expect("a currency"))),
            covers,
            ..Takings::of(day(from), day(to))
        }
    }

    #[test]
    fn a_period_counts_the_days_on_which_each_figure_is_known() {
        let known = [
            takings("2026-11-01", "2026-11-01", 100, Some(4)),
            takings("2026-11-02", "2026-11-02", 0, None),
            takings("2026-11-10", "2026-11-16", 700, Some(30)),
        ];
        let sum = TakingsSum::of((day("2026-11-01"), day("2026-11-30")), &known);
        assert_eq!(sum.days, 30);
        assert_eq!(sum.net_sales, Known { sum: 800, days: 9 });
        assert_eq!(sum.covers, Known { sum: 34, days: 8 });
        assert_eq!((sum.comps.any(), sum.across), (None, None));
    }

    #[test]
    fn what_reaches_out_of_the_period_is_in_no_sum_and_is_told() {
        let known = [takings("2026-10-26", "2026-11-01", 700, Some(30))];
        let sum = TakingsSum::of((day("2026-11-01"), day("2026-11-30")), &known);
        assert_eq!((sum.net_sales.any(), sum.covers.any()), (None, None));
        assert_eq!(sum.across, Some((day("2026-10-26"), day("2026-11-01"))));
        let before = TakingsSum::of((day("2026-11-02"), day("2026-11-30")), &known);
        assert_eq!(before.across, None);
    }

    #[test]
    fn takings_are_kept_in_these_very_words() {
        let set = takings("2026-11-01", "2026-11-01", 482_150, Some(212));
        let written = r#"{"from":"2026-11-01","to":"2026-11-01","net_sales":{"minor":482150,"currency":"USD"},"covers":212,"comps":null}"#;
        assert_eq!(serde_json::to_string(&set).expect("JSON"), written);
        assert_eq!(serde_json::from_str::<Takings>(written).expect("it reads"), set);
    }

    #[test]
    fn each_refusal_says_what_to_do_next() {
        let (from, to) = (day("2026-11-01"), day("2026-11-30"));
        let errors = [
            (
                TakingsError::Figure {
                    from,
                    to: from,
                    figure: "covers",
                    error: TillError::Covers,
                },
                "1 Nov 2026: Write the covers as a whole number, such as 212.",
            ),
            (
                TakingsError::NotYet { day: to, today: from },
                "30 Nov 2026 has not come yet. Write figures up to 1 Nov 2026.",
            ),
            (
                TakingsError::Closed {
                    through: to,
                    batch: 9,
                },
                "The books are closed through 30 Nov 2026, batch 9. Have the owner reopen it, or leave these figures as they are.",
            ),
            (
                TakingsError::Overlap { from, to },
                "The figures of 1 Nov 2026 to 30 Nov 2026 stand for these days already. Change those, or take them away first.",
            ),
        ];
        for (error, says) in errors {
            assert_eq!(error.to_string(), says);
        }
    }
}
