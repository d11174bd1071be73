//! How often a guest was let down, told fairly: it informs and never refuses.

use crate::guest::months_before;
use crate::{BusinessDate, capital};

/// An incident of a guest, as the repeat view counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PastIncident {
    /// The day it counts for.
    pub on: BusinessDate,
    /// What was given for it, in minor units, where there is a figure.
    pub given: i64,
    /// Whether the house found its cause.
    pub confirmed: bool,
}

/// How often this guest was let down within [`Repeat::MONTHS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// How many incidents.
    pub incidents: u32,
    /// What was given for them, in minor units.
    pub given: i64,
    /// Of how many the house found the cause.
    pub confirmed: u32,
    /// All of it in a sentence or two.
    pub sentence: String,
}

impl Repeat {
    /// How far back it looks.
    pub const MONTHS: u32 = 24;

    /// Counts the incidents of a guest, in any order, up to a day.
    pub fn of(incidents: &[PastIncident], today: BusinessDate) -> Self {
        let since = months_before(today, Self::MONTHS);
        let mut counted: Vec<&PastIncident> = incidents.iter().filter(|one| one.on > since).collect();
        counted.sort_by_key(|one| one.on);
        let confirmed: Vec<usize> = (1..)
            .zip(&counted)
            .filter(|(_, one)| one.confirmed)
            .map(|(place, _)| place)
            .collect();
        let number = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
        Self {
            incidents: number(counted.len()),
            given: counted.iter().map(|one| one.given).sum(),
            confirmed: number(confirmed.len()),
            sentence: sentence(counted.len(), &confirmed),
        }
    }
}

fn sentence(incidents: usize, confirmed: &[usize]) -> String {
    if incidents == 0 {
        return format!("No incident in {} months.", Repeat::MONTHS);
    }
    let first = format!(
        "{} incident in {} months.",
        capital(&ordinal(incidents)),
        Repeat::MONTHS
    );
    let cause = match confirmed {
        [] => return first,
        _ if incidents == 1 => "its cause".to_owned(),
        all if all.len() == incidents && incidents == 2 => "the cause of both".to_owned(),
        all if all.len() == incidents => "the cause of each".to_owned(),
        [one] => format!("the cause of the {}", ordinal(*one)),
        some => format!("the cause of {} of them", some.len()),
    };
    format!("{first} The house confirmed {cause}.")
}

fn ordinal(number: usize) -> String {
    const WORDS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ];
    let word = number.checked_sub(1).and_then(|at| WORDS.get(at));
    word.map_or_else(
        || {
            let ending = match (number % 100, number % 10) {
                (11..=13, _) => "th",
                (_, 1) => "st",
                (_, 2) => "nd",
                (_, 3) => "rd",
                _ => "th",
            };
            format!("{number}{ending}")
        },
        |word| (*word).to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> BusinessDate {
        BusinessDate::parse(text).expect("a date")
    }

    fn past(on: &str, confirmed: bool) -> PastIncident {
        PastIncident {
            on: day(on),
            given: 1_200,
            confirmed,
        }
    }

    fn said(incidents: &[PastIncident]) -> String {
        Repeat::of(incidents, day("2026-11-21")).sentence
    }

    #[test]
    fn it_is_told_fairly() {
        let (early, late) = (past("2026-03-01", true), past("2026-11-21", false));
        assert_eq!(said(&[]), "No incident in 24 months.");
        assert_eq!(said(&[late]), "First incident in 24 months.");
        assert_eq!(
            said(&[early]),
            "First incident in 24 months. The house confirmed its cause."
        );
        assert_eq!(
            said(&[late, early]),
            "Second incident in 24 months. The house confirmed the cause of the first.",
            "whatever their order"
        );
        assert_eq!(
            said(&[early, early]),
            "Second incident in 24 months. The house confirmed the cause of both."
        );
        assert_eq!(
            said(&[early, early, late]),
            "Third incident in 24 months. The house confirmed the cause of 2 of them."
        );
        assert_eq!(
            said(&[early; 12]),
            "12th incident in 24 months. The house confirmed the cause of each."
        );
        assert_eq!(said(&[late; 21]), "21st incident in 24 months.");
    }

    #[test]
    fn what_is_older_than_24_months_does_not_count() {
        let repeat = Repeat::of(
            &[
                past("2024-11-21", true),
                past("2024-11-22", true),
                past("2026-11-21", false),
            ],
            day("2026-11-21"),
        );
        assert_eq!((repeat.incidents, repeat.given, repeat.confirmed), (2, 2_400, 1));
    }
}
