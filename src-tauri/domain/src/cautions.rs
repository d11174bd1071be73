//! What should not stand in a free text: card numbers and details of somebody's health. A caution is said while a
//! person types; it stops nothing.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Something in a text that should not stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Caution {
    /// Digits that pass the check of a payment card.
    Card,
    /// A word about somebody's health.
    Health,
}

impl Caution {
    /// Its stable name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Health => "health",
        }
    }

    /// What to do about it.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Card => {
                "This looks like a card number. Take it out: what is written here is kept, and a card number must not be."
            }
            Self::Health => {
                "This reads like somebody's health. Write what happened, not what they have: “the dish held nuts” is enough."
            }
        }
    }
}

/// What should not stand in a text, each kind once.
pub fn cautions_of(text: &str) -> Vec<Caution> {
    let mut found = Vec::new();
    if holds_card_number(text) {
        found.push(Caution::Card);
    }
    if holds_health_word(text) {
        found.push(Caution::Health);
    }
    found
}

/// Text as it is compared: small letters without their accents.
pub(crate) fn plain(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Beginnings of words that tell of somebody's health. A word about the food (“burnt”, “raw”) is none of them.
const HEALTH_STEMS: [&str; 44] = [
    "allerg",
    "alzheimer",
    "anaphyla",
    "anorexi",
    "antidepress",
    "arthrit",
    "asthma",
    "autis",
    "blood pressure",
    "bulimi",
    "cancer",
    "celiac",
    "chemo",
    "coeliac",
    "crohn",
    "dementia",
    "depression",
    "diabet",
    "diagnos",
    "dialysis",
    "disabled",
    "disabilit",
    "epilep",
    "epipen",
    "fainted",
    "heart attack",
    "heart condition",
    "hepatitis",
    "hiv",
    "insulin",
    "intoleran",
    "medical",
    "medication",
    "mental health",
    "migraine",
    "miscarr",
    "panic attack",
    "parkinson",
    "pregnan",
    "prescription",
    "psychiatr",
    "seizure",
    "surgery",
    "tumor",
];

fn holds_health_word(text: &str) -> bool {
    let text = plain(text);
    HEALTH_STEMS.iter().any(|stem| {
        text.match_indices(stem).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            // “hiv” is a whole word and the beginning of “hives”, which are health as well.
            before.is_none_or(|before| !before.is_alphanumeric())
        })
    })
}

/// Some digits that stand together, and whether they are a telephone's.
struct Figures {
    groups: Vec<String>,
    telephone: bool,
}

/// The figures of a text: digits with at most one space or dash between two of them.
fn figures(text: &str) -> Vec<Figures> {
    let mut all: Vec<Figures> = Vec::new();
    let mut before: Option<char> = None;
    let mut gap: Option<char> = None;
    let mut open = false;
    for c in text.nfkc() {
        if c.is_ascii_digit() {
            match (open, gap, all.last_mut()) {
                (true, None, Some(figures)) => {
                    if let Some(group) = figures.groups.last_mut() {
                        group.push(c);
                    }
                }
                (true, Some(_), Some(figures)) => figures.groups.push(c.to_string()),
                _ => all.push(Figures {
                    groups: vec![c.to_string()],
                    // No card begins with a plus or a nought; telephones abroad and at home do.
                    telephone: before == Some('+') || c == '0',
                }),
            }
            (open, gap) = (true, None);
        } else if open && gap.is_none() && matches!(c, ' ' | '-' | '\u{2010}'..='\u{2014}') {
            gap = Some(c);
        } else {
            (open, gap) = (false, None);
        }
        before = Some(c);
    }
    all
}

fn holds_card_number(text: &str) -> bool {
    figures(text)
        .iter()
        .filter(|figures| !figures.telephone)
        .any(|figures| {
            let groups = &figures.groups;
            (0..groups.len()).any(|from| {
                (from + 1..=groups.len()).any(|to| groups.get(from..to).is_some_and(is_card_number))
            })
        })
}

fn is_card_number(groups: &[String]) -> bool {
    let digits: Vec<u8> = groups
        .iter()
        .flat_map(|group| group.bytes())
        .map(|digit| digit - b'0')
        .collect();
    (13..=19).contains(&digits.len())
        && digits.first() != Some(&0)
        && !holds_date(groups)
        && !holds_telephone(groups)
        && passes_luhn(&digits)
}

/// 2026-11-21, 21-11-2026, or a moment in one row of digits.
fn holds_date(groups: &[String]) -> bool {
    let in_range = |group: &str, from: u32, to: u32| {
        let number = group.parse::<u32>();
        number.is_ok_and(|number| (from..=to).contains(&number))
    };
    let year = |group: &str| group.len() == 4 && in_range(group, 1900, 2100);
    let month_or_day = |group: &str| group.len() <= 2 && in_range(group, 1, 31);
    let written = groups.windows(3).any(|three| match three {
        [a, b, c] => month_or_day(b) && (year(a) && month_or_day(c) || month_or_day(a) && year(c)),
        _ => false,
    });
    let in_a_row = groups.first().is_some_and(|first| {
        let part = |from: usize, to: usize| first.get(from..to).unwrap_or_default();
        first.len() == 14
            && in_range(part(0, 4), 1900, 2100)
            && in_range(part(4, 6), 1, 12)
            && in_range(part(6, 8), 1, 31)
            && in_range(part(8, 10), 0, 23)
            && in_range(part(10, 12), 0, 59)
    });
    written || in_a_row
}

/// 616 555 0119, or 555 0119 with something before it.
fn holds_telephone(groups: &[String]) -> bool {
    groups
        .windows(3)
        .any(|three| three.iter().map(String::len).eq([3, 3, 4]))
}

/// The check digit of payment cards: every second digit from the right counts twice, and the sum ends in nought.
fn passes_luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| {
            let digit = u32::from(*digit);
            match (at % 2, digit * 2) {
                (0, _) => digit,
                (_, twice @ 0..=9) => twice,
                (_, twice) => twice - 9,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn card(text: &str) -> bool {
        cautions_of(text).contains(&Caution::Card)
    }

    fn health(text: &str) -> bool {
        cautions_of(text).contains(&Caution::Health)
    }

    #[test]
    fn card_numbers_are_seen_however_they_are_written() {
        for text in [
            "4111111111111111",
            "paid with 4111 1111 1111 1111, then left",
            "5555-5555-5555-4444",
            "3782 822463 10005",
            "card 6011\u{a0}1111\u{a0}1111\u{a0}1117",
            "table 12 4111 1111 1111 1111",
            "4111–1111–1111–1111",
            "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
            "4222222222222",
            "6304000000000000000",
        ] {
            assert!(card(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_card_number_is_left_alone() {
        for text in [
            // One digit off, too short, too long.
            "4111 1111 1111 1112",
            "411111111111",
            "41111111111111111111",
            // Telephones, of which these would pass the check of a card.
            "(616) 555-0119",
            "616 555 0119 616 555 0140",
            "+44 20 7946 0123 4567",
            "0044 20 7946 0123 4569",
            // Dates and moments.
            "2026-11-21 2026-11-25",
            "21-11-2026 22-11-2026",
            "20261121194204",
            "2026-11-21T19:42:00-05:00",
            // A code and a bill.
            "4F7K-9M2P-XQRT on bill 40931",
            "0000 0000 0000 0000",
            "",
        ] {
            assert!(!card(text), "{text}");
        }
    }

    #[test]
    fn words_of_health_are_seen_and_words_of_food_are_not() {
        for text in [
            "She is diabetic",
            "ALLERGIC to nuts",
            "has Crohn’s",
            "said he was pregnánt",
            "non-celiac",
        ] {
            assert!(health(text), "{text}");
        }
        for text in [
            "Duck came to the table cold",
            "The archive closed",
            "burnt and raw",
            "paramedical",
        ] {
            assert!(!health(text), "{text}");
        }
    }

    #[test]
    fn each_kind_is_said_once_with_what_to_do() {
        let found = cautions_of("allergic, diabetic, 4111111111111111 and 5555555555554444");
        assert_eq!(found, [Caution::Card, Caution::Health]);
        assert_eq!(
            found.map_sentences(),
            [
                "This looks like a card number. Take it out: what is written here is kept, and a card number must not be.",
                "This reads like somebody's health. Write what happened, not what they have: “the dish held nuts” is enough.",
            ]
        );
        assert_eq!((Caution::Card.key(), Caution::Health.key()), ("card", "health"));
    }

    trait Sentences {
        fn map_sentences(&self) -> Vec<&'static str>;
    }

    impl Sentences for Vec<Caution> {
        fn map_sentences(&self) -> Vec<&'static str> {
            self.iter().map(|caution| caution.sentence()).collect()
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_looked_at(text in any::<String>()) {
            cautions_of(&text);
        }

        #[test]
        fn a_number_with_its_check_digit_is_seen_and_any_other_end_is_not(body in "[2-6][0-9]{14}", shift in 1u8..10) {
            let digits: Vec<u8> = body.bytes().map(|digit| digit - b'0').collect();
            let end = (0..10u8)
                .find(|end| passes_luhn(&[digits.as_slice(), &[*end]].concat()))
                .expect("one of ten digits fits");
            let (right, wrong) = (format!("{body}{end}"), format!("{body}{}", (end + shift) % 10));
            prop_assert!(card(&right));
            prop_assert!(!card(&wrong));
        }
    }
}
