//! The day a thing counts for.

use std::fmt;

use chrono::{Days, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Instant;

/// A calendar day on which something counts in the shop's books, written `2026-11-22`.
///
/// The night belongs to the day before until the cut-over; see [`BusinessDay`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BusinessDate(NaiveDate);

impl BusinessDate {
    /// The business date that bears this calendar date.
    pub fn new(date: NaiveDate) -> Self {
        Self(date)
    }

    /// Reads `2026-11-22`.
    ///
    /// # Errors
    /// [`DateError`] with what was typed when it is no such date.
    pub fn parse(typed: &str) -> Result<Self, DateError> {
        NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d")
            .map(Self)
            .map_err(|_| DateError {
                typed: typed.trim().chars().take(40).collect(),
            })
    }

    /// The calendar date it bears.
    pub fn date(self) -> NaiveDate {
        self.0
    }

    /// The date so many days later, or the last date there is.
    pub fn plus_days(self, days: u32) -> Self {
        Self(
            self.0
                .checked_add_days(Days::new(days.into()))
                .unwrap_or(NaiveDate::MAX),
        )
    }

    /// As a person reads it: `19 Feb 2027`.
    pub fn readable(self) -> String {
        self.0.format("%-d %b %Y").to_string()
    }
}

impl fmt::Display for BusinessDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What was typed is no date.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("“{typed}” is not a date. Write it as 2027-03-31.")]
pub struct DateError {
    /// The first 40 characters of what was typed.
    pub typed: String,
}

/// How this shop tells its days apart: its time zone, and the hour until which the night counts for the day before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BusinessDay {
    /// The shop's time zone, which need not be the machine's.
    pub zone: Tz,
    /// The wall-clock time at which a new business date begins.
    pub cutover: NaiveTime,
}

impl BusinessDay {
    /// The business date of a moment.
    ///
    /// Reads the wall clock, so a day keeps its cut-over on the nights when the clocks change.
    pub fn of(&self, at: Instant) -> BusinessDate {
        let local = at.with_timezone(&self.zone).naive_local();
        if local.time() < self.cutover {
            BusinessDate(local.date().pred_opt().unwrap_or(NaiveDate::MIN))
        } else {
            BusinessDate(local.date())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn detroit() -> BusinessDay {
        BusinessDay {
            zone: chrono_tz::America::Detroit,
            cutover: NaiveTime::from_hms_opt(4, 0, 0).expect("a time"),
        }
    }

    fn on(at: &str) -> String {
        detroit().of(at.parse().expect("an instant")).to_string()
    }

    #[test]
    fn the_night_belongs_to_the_day_before_until_the_cutover() {
        assert_eq!(on("2026-11-22T04:30:00Z"), "2026-11-21", "11:30 pm");
        assert_eq!(on("2026-11-22T08:59:59Z"), "2026-11-21", "3:59:59 am");
        assert_eq!(on("2026-11-22T09:00:00Z"), "2026-11-22", "4:00 am");
    }

    #[test]
    fn the_cutover_keeps_its_wall_clock_hour_when_the_clocks_change() {
        // Clocks go back on 1 Nov 2026 at 2 am and forward on 14 Mar 2027 at 2 am.
        assert_eq!(on("2026-11-01T08:59:59Z"), "2026-10-31");
        assert_eq!(on("2026-11-01T09:00:00Z"), "2026-11-01");
        assert_eq!(on("2027-03-14T07:59:59Z"), "2027-03-13");
        assert_eq!(on("2027-03-14T08:00:00Z"), "2027-03-14");
    }

    #[test]
    fn what_is_no_date_is_said_with_the_way_to_write_it() {
        let error = BusinessDate::parse("31/03/2027").expect_err("not our way to write it");
        assert_eq!(
            error.to_string(),
            "“31/03/2027” is not a date. Write it as 2027-03-31."
        );
        assert!(BusinessDate::parse("2027-02-30").is_err());
    }

    proptest! {
        #[test]
        fn business_dates_never_run_backwards(a in 0i64..4_000_000_000, step in 0i64..10_000_000) {
            let zone = detroit();
            // A clock set back an hour crosses no cut-over at four in the morning.
            let first = chrono::DateTime::from_timestamp(a, 0).expect("in range");
            let later = chrono::DateTime::from_timestamp(a + step, 0).expect("in range");
            prop_assert!(zone.of(first) <= zone.of(later));
        }

        #[test]
        fn a_printed_date_reads_back(days in 0u32..400_000) {
            let date = BusinessDate::parse("1900-01-01").expect("a date").plus_days(days);
            prop_assert_eq!(BusinessDate::parse(&date.to_string()), Ok(date));
        }
    }
}
