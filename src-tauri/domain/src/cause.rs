//! Causes: when two are the same, and whether what was done against one has helped.

use serde::{Deserialize, Serialize};

use crate::{BusinessDate, Instant, Line, TextError, capital, in_words};

/// What lay behind an incident, in the team's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CauseName(String);

impl CauseName {
    /// Takes what was typed: one line, at most 120 characters.
    ///
    /// # Errors
    /// [`TextError`], also when nothing was typed.
    pub fn required(typed: &str) -> Result<Self, TextError> {
        let line = Line {
            name: "cause",
            longest: 120,
            many_lines: false,
        };
        line.required(typed).map(Self)
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is the same for the same cause: neither case nor space, nor a full stop at the end, tells two apart.
    pub fn key(&self) -> String {
        let words: Vec<&str> = self.0.split_whitespace().collect();
        let joined = words.join(" ").to_lowercase();
        let bare = joined.trim_end_matches(['.', ' ']);
        if bare.is_empty() { joined } else { bare.to_owned() }
    }
}

/// The most whys of one cause: past the fifth they go in circles.
pub const MOST_WHYS: usize = 5;

/// Reads the whys; empty lines are dropped and those past the fifth are refused by the caller.
///
/// # Errors
/// [`TextError`] for one that cannot be taken.
pub fn whys(typed: &[String]) -> Result<Vec<String>, TextError> {
    let line = Line::short("why");
    let mut taken = Vec::new();
    for text in typed {
        taken.extend(line.clean(text)?);
    }
    Ok(taken)
}

/// How many days are looked at on either side of an action.
pub const DAYS: u32 = 28;

/// How often a cause came up in the four weeks before something was done about it, and since, up to four weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Incidents before.
    pub before: u32,
    /// Incidents since.
    pub after: u32,
    /// Over how many days `after` counts: 0 on the day itself, at most [`DAYS`].
    pub after_days: u32,
}

impl Rate {
    /// Counts by business date. On the date itself the hour decides, so that the incident that led to the action never
    /// counts against it, and none falls between the two.
    pub fn of(
        incidents: impl IntoIterator<Item = (BusinessDate, Instant)>,
        done: (BusinessDate, Instant),
        today: BusinessDate,
    ) -> Self {
        let (done_on, done_at) = done;
        let days_from = |date: BusinessDate| (date.date() - done_on.date()).num_days();
        let days = i64::from(DAYS);
        let mut rate = Self {
            before: 0,
            after: 0,
            after_days: u32::try_from(days_from(today).clamp(0, days)).unwrap_or(0),
        };
        for (date, at) in incidents {
            match days_from(date) {
                0 if at < done_at => rate.before += 1,
                0 => rate.after += 1,
                from if (-days..0).contains(&from) => rate.before += 1,
                from if (1..=days).contains(&from) => rate.after += 1,
                _ => {}
            }
        }
        rate
    }

    /// “Cold plates since then: none. Four weeks before: five.”
    pub fn sentence(&self, cause: &CauseName) -> String {
        let name = cause.as_str().trim_end_matches('.');
        format!(
            "{} since then: {}. Four weeks before: {}.",
            capital(name),
            in_words(self.after),
            in_words(self.before)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Days, NaiveTime};
    use proptest::prelude::*;

    fn cause(typed: &str) -> CauseName {
        CauseName::required(typed).expect("a cause")
    }

    fn done() -> (BusinessDate, Instant) {
        let date = BusinessDate::parse("2026-11-27").expect("a date");
        (date, "2026-11-27T21:30:00Z".parse().expect("a moment"))
    }

    /// So many days from the action, at this hour.
    fn incident(days: i64, hour: u32) -> (BusinessDate, Instant) {
        let date = done().0.date();
        let date = if days < 0 {
            date.checked_sub_days(Days::new(days.unsigned_abs()))
        } else {
            date.checked_add_days(Days::new(days.unsigned_abs()))
        };
        let date = date.expect("in range");
        let at = date.and_time(NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour"));
        (BusinessDate::new(date), at.and_utc())
    }

    #[test]
    fn the_same_words_are_the_same_cause() {
        for same in [
            "Heat lamp out",
            " heat  LAMP out ",
            "HEAT LAMP OUT.",
            "heat\tlamp\u{a0}out",
        ] {
            assert_eq!(cause(same).key(), "heat lamp out", "{same:?}");
        }
        assert_ne!(cause("Heat lamp out").key(), cause("Heat lamps out").key());
        assert_eq!(cause("…").key(), "…");
        assert_eq!(cause("..").key(), "..");
        assert_eq!(
            CauseName::required(" ").expect_err("refused").to_string(),
            "The cause is missing. Write it, then try again."
        );
    }

    #[test]
    fn four_weeks_on_either_side_are_counted_and_the_hour_decides_on_the_day() {
        let incidents = [
            incident(-29, 19),
            incident(-28, 19),
            incident(-1, 19),
            incident(0, 12),
            incident(0, 23),
            incident(28, 19),
            incident(29, 19),
        ];
        let later = BusinessDate::parse("2027-02-01").expect("a date");
        assert_eq!(
            Rate::of(incidents, done(), later),
            Rate {
                before: 3,
                after: 2,
                after_days: 28
            }
        );
        assert_eq!(Rate::of([], done(), done().0).after_days, 0);
        assert_eq!(Rate::of([], done(), incident(9, 0).0).after_days, 9);
    }

    #[test]
    fn the_rate_is_told_in_a_sentence() {
        let rate = |before, after| Rate {
            before,
            after,
            after_days: 28,
        };
        assert_eq!(
            rate(5, 0).sentence(&cause("cold plates")),
            "Cold plates since then: none. Four weeks before: five."
        );
        assert_eq!(
            rate(12, 1).sentence(&cause("Heat lamp out.")),
            "Heat lamp out since then: one. Four weeks before: 12."
        );
    }

    proptest! {
        #[test]
        fn nothing_is_counted_twice_and_nothing_near_is_lost(
            days in prop::collection::vec((-40i64..40, 0u32..24), 0..40), today in 0i64..60,
        ) {
            let incidents: Vec<_> = days.iter().map(|(days, hour)| incident(*days, *hour)).collect();
            let near = days.iter().filter(|(days, _)| (-28..=28).contains(days)).count();
            let rate = Rate::of(incidents, done(), incident(today, 0).0);
            prop_assert_eq!((rate.before + rate.after) as usize, near);
            prop_assert!(i64::from(rate.after_days) == today.min(28));
        }

        #[test]
        fn a_key_is_its_own_key(typed in "[ -~]{1,60}") {
            if let Ok(name) = CauseName::required(&typed) {
                let key = name.key();
                prop_assert_eq!(cause(&key).key(), key);
            }
        }
    }
}
