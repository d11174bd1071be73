//! The follow-up: when a guest is called, how it begins, and how it went.

use chrono::{NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{BusinessDate, Category, Instant};

/// How a follow-up went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The guest came round.
    Recovered,
    /// They did not, or not yet.
    NotRecovered,
    /// Nobody answered, or there was no number.
    NotReached,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Recovered, Self::NotRecovered, Self::NotReached];

    /// The stable name in files, the database and the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Recovered => "recovered",
            Self::NotRecovered => "not_recovered",
            Self::NotReached => "not_reached",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Recovered => "Recovered",
            Self::NotRecovered => "Not recovered",
            Self::NotReached => "Could not reach",
        }
    }

    /// The outcome with this [`Outcome::key`]; dashes and spaces are taken for underscores.
    pub fn from_key(typed: &str) -> Option<Self> {
        let wanted = typed.trim().to_lowercase().replace(['-', ' '], "_");
        Self::ALL.into_iter().find(|outcome| outcome.key() == wanted)
    }
}

/// The longest that a call may be put off: four weeks.
pub const MOST_HOURS: u32 = 28 * 24;

/// Takes a number of hours until a call: 1 to [`MOST_HOURS`].
///
/// # Errors
/// [`HoursError`] outside it.
pub fn hours(hours: u32) -> Result<u32, HoursError> {
    if (1..=MOST_HOURS).contains(&hours) {
        Ok(hours)
    } else {
        Err(HoursError { hours })
    }
}

/// A call nobody would make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("A guest is called after 1 to {MOST_HOURS} hours; {hours} is outside. Choose another number.")]
pub struct HoursError {
    /// What was given.
    pub hours: u32,
}

/// When a guest is to be called: so many hours later, and by day. What would fall before ten in the morning or after
/// eight in the evening, in the shop's own time, waits for ten of the next morning.
pub fn due_at(from: Instant, hours: u32, zone: Tz) -> Instant {
    let after = TimeDelta::hours(hours.min(MOST_HOURS).into());
    let Some(at) = from.checked_add_signed(after) else {
        return from;
    };
    let local = at.with_timezone(&zone).naive_local();
    let (morning, evening) = (of_day(10), of_day(20));
    if local.time() < morning {
        in_zone(local.date().and_time(morning), zone)
    } else if local.time() > evening {
        let next = local.date().succ_opt().unwrap_or(local.date());
        in_zone(next.and_time(morning), zone)
    } else {
        at
    }
}

fn of_day(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()
}

fn in_zone(local: NaiveDateTime, zone: Tz) -> Instant {
    let at = zone.from_local_datetime(&local).earliest();
    at.map_or_else(|| local.and_utc(), |at| at.to_utc())
}

/// How the call begins: who calls, what fell short and when, and the question. No excuse, and no asking for a favour.
pub fn opening(shop: &str, category: Category, happened_on: BusinessDate, today: BusinessDate) -> String {
    let days = (today.date() - happened_on.date()).num_days();
    let day = match days {
        i64::MIN..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2..=6 => happened_on.date().format("on %A").to_string(),
        _ => happened_on.date().format("on %-d %B").to_string(),
    };
    let lapse = match category {
        Category::FoodQuality => format!("Your food {day} wasn’t right."),
        Category::WrongItem => format!("What we brought you {day} wasn’t what you asked for."),
        Category::LongWait => format!("We kept you waiting {day}."),
        Category::Service => format!("We didn’t look after you {day} as we should have."),
        Category::Cleanliness => format!("Our house wasn’t as clean {day} as it should have been."),
        Category::Billing => format!("Your bill {day} was wrong."),
        Category::Reservation => format!("Your booking {day} went wrong."),
        Category::Takeout => format!("Your order {day} wasn’t right."),
        Category::Other => format!("We let you down {day}."),
    };
    format!("This is {shop}. {lapse} I wanted to hear how you are, and whether we have put it right.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DETROIT: Tz = chrono_tz::America::Detroit;

    fn due(from: &str, hours: u32) -> String {
        let at = due_at(from.parse().expect("a moment"), hours, DETROIT);
        at.with_timezone(&DETROIT).format("%a %H:%M:%S").to_string()
    }

    #[test]
    fn a_call_falls_in_the_daytime_of_the_shop() {
        // Saturday, 7:42 pm.
        assert_eq!(due("2026-11-22T00:42:00Z", 24), "Sun 19:42:00");
        assert_eq!(due("2026-11-22T00:42:00Z", 48), "Mon 19:42:00");
        assert_eq!(
            due("2026-11-22T01:00:00Z", 24),
            "Sun 20:00:00",
            "eight is still evening"
        );
        assert_eq!(due("2026-11-22T01:00:01Z", 24), "Mon 10:00:00");
        // Half past eleven at night, and half past two: both are called in the same morning.
        assert_eq!(due("2026-11-22T04:30:00Z", 24), "Mon 10:00:00");
        assert_eq!(due("2026-11-22T07:30:00Z", 24), "Mon 10:00:00");
        assert_eq!(due("2026-11-22T14:59:59Z", 24), "Mon 10:00:00", "before ten");
        assert_eq!(due("2026-11-22T15:00:00Z", 24), "Mon 10:00:00", "at ten");
    }

    #[test]
    fn the_hours_keep_to_the_wall_clock_when_the_clocks_change() {
        // Clocks go back in the night to Sunday, 1 Nov 2026: a day later is an hour earlier by the wall.
        assert_eq!(due("2026-10-31T22:00:00Z", 24), "Sun 17:00:00");
        assert_eq!(due("2026-11-01T03:00:00Z", 24), "Mon 10:00:00");
    }

    #[test]
    fn hours_have_their_bounds() {
        assert_eq!((hours(1), hours(MOST_HOURS)), (Ok(1), Ok(MOST_HOURS)));
        for wrong in [0, MOST_HOURS + 1] {
            assert_eq!(
                hours(wrong).expect_err("outside").to_string(),
                format!("A guest is called after 1 to 672 hours; {wrong} is outside. Choose another number.")
            );
        }
    }

    #[test]
    fn outcomes_are_found_by_what_people_type() {
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::from_key(outcome.key()), Some(outcome));
        }
        assert_eq!(Outcome::from_key("Not reached"), Some(Outcome::NotReached));
        assert_eq!(Outcome::from_key("later"), None);
    }

    #[test]
    fn a_call_begins_with_what_fell_short() {
        let on = |date| BusinessDate::parse(date).expect("a date");
        let say = |category, date| opening("Bistro Verveine", category, on(date), on("2026-11-22"));
        assert_eq!(
            say(Category::FoodQuality, "2026-11-21"),
            "This is Bistro Verveine. Your food yesterday wasn’t right. I wanted to hear how you are, and whether we have put it right."
        );
        assert!(say(Category::LongWait, "2026-11-20").contains("We kept you waiting on Friday."));
        assert!(say(Category::Billing, "2026-11-01").contains("Your bill on 1 November was wrong."));
        assert!(say(Category::Other, "2026-11-22").contains("We let you down today."));
    }

    proptest! {
        #[test]
        fn it_is_never_sooner_than_asked_nor_at_night_nor_much_later(
            second in 0i64..4_000_000_000, hours in 1u32..=MOST_HOURS, zone in 0usize..4,
        ) {
            let zone = [DETROIT, chrono_tz::Asia::Tokyo, chrono_tz::Europe::Paris, chrono_tz::Australia::Lord_Howe][zone];
            let from = chrono::DateTime::from_timestamp(second, 0).expect("in range");
            let due = due_at(from, hours, zone);
            let asked = from + TimeDelta::hours(hours.into());
            prop_assert!(due >= asked);
            prop_assert!(due - asked <= TimeDelta::hours(15), "{}", due - asked);
            let local = due.with_timezone(&zone).time();
            prop_assert!(local >= of_day(10) && local <= of_day(20), "{local}");
        }
    }
}
