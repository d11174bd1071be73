//! A paper that was left at home: what a host types to find it, and what of a guest is looked in for that.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};

use crate::BusinessDate;
use crate::cautions::plain;
use crate::code::end_of_code;
use crate::guest::{TELLING_DIGITS, digits_of};

/// Before the digits of a telephone written backwards: it is the end of a number that people know it by.
const BACKWARDS: char = '~';
/// More words than this narrow nothing any more.
const MOST_WORDS: usize = 6;

/// One way to read what was typed. Whatever it names has to fit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sought {
    /// Of each, one of its beginnings stands among the words of the guest.
    pub words: Vec<Needle>,
    /// The last four of the code.
    pub end: Option<String>,
    /// One of these days it was given; empty for any.
    pub days: Vec<BusinessDate>,
}

/// Beginnings of a word, any of which will do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle(pub Vec<String>);

impl Sought {
    /// Whether the words of a guest hold what this looks for.
    pub fn fits(&self, words: &BTreeSet<String>) -> bool {
        self.words.iter().all(|needle| needle.is_in(words))
    }

    fn is_empty(&self) -> bool {
        self.end.is_none() && self.days.is_empty() && self.words.is_empty()
    }
}

impl Needle {
    fn is_in(&self, words: &BTreeSet<String>) -> bool {
        let begins = |beginning: &String| {
            let mut from = words.range(beginning.clone()..);
            from.next()
                .is_some_and(|word| word.starts_with(beginning.as_str()))
        };
        self.0.iter().any(begins)
    }

    /// How much it says: the length of its shortest beginning.
    pub fn length(&self) -> usize {
        self.0.iter().map(|text| text.chars().count()).min().unwrap_or(0)
    }
}

/// Every way to read what was typed: words of a name, the digits of a telephone from either end, a day, the last four of
/// a code, in any order and mixture. Nothing for what says too little to look for.
pub fn readings(typed: &str, today: BusinessDate) -> Vec<Sought> {
    let text = plain(&typed.replace('’', "'"));
    let (days, rest) = days_in(&text, today);
    let tokens: Vec<&str> = rest.iter().map(String::as_str).take(MOST_WORDS).collect();
    let with = |tokens: &[&str], end: Option<String>| Sought {
        words: needles(tokens),
        end,
        days: days.clone(),
    };
    let mut readings = vec![with(&tokens, None)];
    for (at, token) in tokens.iter().enumerate() {
        if let Some(end) = end_of_code(token) {
            let others: Vec<&str> = tokens
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at)
                .map(|(_, token)| *token)
                .collect();
            readings.push(with(&others, Some(end)));
        }
    }
    readings.retain(|reading| !reading.is_empty());
    readings
}

/// The needles of some words. Digits, however they are set apart, are one telephone.
fn needles(tokens: &[&str]) -> Vec<Needle> {
    let (digits, names): (Vec<&str>, Vec<&str>) = tokens.iter().partition(|token| digits_of(token).is_some());
    let digits: String = digits.iter().filter_map(|token| digits_of(token)).collect();
    let names: Vec<&str> = names
        .into_iter()
        .filter(|name| name.chars().any(char::is_alphanumeric))
        .collect();
    let telling = names.iter().any(|name| name.chars().count() >= 2);
    let names = names
        .into_iter()
        .filter(|_| telling)
        .map(|name| Needle(vec![name.to_owned()]));
    names.chain(telephone(&digits)).collect()
}

/// A telephone by its digits: from the front, or from the end, where what is before the last eight is written or left
/// out.
fn telephone(digits: &str) -> Option<Needle> {
    if digits.len() < 2 {
        return None;
    }
    let backwards: String = digits.chars().rev().take(TELLING_DIGITS).collect();
    let backwards = format!("{BACKWARDS}{backwards}");
    Some(Needle(if digits.len() > TELLING_DIGITS {
        vec![backwards]
    } else {
        vec![digits.to_owned(), backwards]
    }))
}

/// The words by which a guest is found, from the text that [`crate::search_text`] makes of their name and contact.
pub fn guest_words(search: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for line in search.lines() {
        if line.chars().all(|c| c.is_ascii_digit()) {
            words.insert(line.to_owned());
            words.insert(std::iter::once(BACKWARDS).chain(line.chars().rev()).collect());
        } else if digits_of(line).is_none() {
            for token in line.replace('’', "'").split_whitespace() {
                words.insert(token.to_owned());
                // Of an address, nobody knows a guest by what is behind the @.
                let own = token.split('@').next().unwrap_or_default();
                words.extend(own.split('-').map(str::to_owned));
                words.extend(own.split(|c: char| !c.is_alphanumeric()).map(str::to_owned));
            }
        }
    }
    words.remove("");
    words
}

/// Whether a name that was said is the guest's: each of its words is one of theirs, whole, and one of them is more than a
/// letter. A part of a word confirms nothing.
pub fn is_named(said: &str, name: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        plain(&text.replace('’', "'"))
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (said, known) = (words(said), words(name));
    said.iter().any(|word| word.chars().count() >= 2) && said.iter().all(|word| known.contains(word))
}

/// The days that a text names, and what is left of it in words.
fn days_in(text: &str, today: BusinessDate) -> (Vec<BusinessDate>, Vec<String>) {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    for length in (1..=3).rev() {
        for (from, window) in tokens.windows(length).enumerate() {
            let days = days_of(window, today);
            if !days.is_empty() {
                let rest = tokens
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| !(from..from + length).contains(at));
                return (days, rest.map(|(_, token)| (*token).to_owned()).collect());
            }
        }
    }
    (Vec::new(), tokens.into_iter().map(str::to_owned).collect())
}

/// The days that these words together name: `21 nov`, `november 21 2026`, `2026-11-21`, `21.11.`, `11/21`, `yesterday`.
/// Where day and month could be either, both are meant; a day without a year is the last one that was.
fn days_of(words: &[&str], today: BusinessDate) -> Vec<BusinessDate> {
    match words {
        ["today" | "tonight"] => vec![today],
        ["yesterday"] => today
            .date()
            .pred_opt()
            .map(BusinessDate::new)
            .into_iter()
            .collect(),
        [one] => in_figures(one, today),
        [day, month] | [month, day] if month_of(month).is_some() => {
            dated(number(day), month_of(month), None, today)
        }
        [day, month, year] | [month, day, year] if month_of(month).is_some() && year.len() == 4 => {
            dated(number(day), month_of(month), number(year), today)
        }
        _ => Vec::new(),
    }
}

/// A day in figures, with dashes, points or slashes.
fn in_figures(text: &str, today: BusinessDate) -> Vec<BusinessDate> {
    if let Ok(day) = BusinessDate::parse(text) {
        return vec![day];
    }
    let parts: Vec<&str> = text.split(['.', '/']).filter(|part| !part.is_empty()).collect();
    if parts.iter().any(|part| number(part).is_none()) {
        return Vec::new();
    }
    let (one, other, year) = match parts[..] {
        [one, other] => (number(one), number(other), None),
        [one, other, year] if year.len() == 4 => (number(one), number(other), number(year)),
        _ => return Vec::new(),
    };
    let mut days = dated(one, other, year, today);
    days.extend(dated(other, one, year, today));
    days.dedup();
    days
}

fn dated(day: Option<u32>, month: Option<u32>, year: Option<u32>, today: BusinessDate) -> Vec<BusinessDate> {
    let (Some(day), Some(month)) = (day, month) else {
        return Vec::new();
    };
    let this = today.date().year();
    // Eight years hold a 29 February.
    let years: Vec<i32> = match year {
        Some(year) => i32::try_from(year).into_iter().collect(),
        None => (this - 8..=this).rev().collect(),
    };
    let found = years
        .into_iter()
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|date| year.is_some() || *date <= today.date());
    found.map(BusinessDate::new).into_iter().collect()
}

fn number(text: &str) -> Option<u32> {
    let text = text.trim_end_matches(['.', ',']);
    let text = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| text.strip_suffix(end))
        .unwrap_or(text);
    if text.is_empty() || text.len() > 4 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

fn month_of(text: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.trim_end_matches(['.', ',']);
    if text.len() < 3 {
        return None;
    }
    let at = MONTHS.iter().position(|month| month.starts_with(text))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search_text;
    use proptest::prelude::*;

    fn day(text: &str) -> BusinessDate {
        BusinessDate::parse(text).expect("a date")
    }

    const TODAY: &str = "2026-11-28";

    fn read(typed: &str) -> Vec<Sought> {
        readings(typed, day(TODAY))
    }

    fn finds(typed: &str) -> bool {
        let text = search_text(Some("Zoë Brandt-O’Hara"), Some("+1 (616) 555-0119"));
        let words = guest_words(&text);
        read(typed)
            .iter()
            .any(|sought| sought.end.is_none() && !sought.words.is_empty() && sought.fits(&words))
    }

    #[test]
    fn a_guest_is_found_by_the_beginnings_of_words_and_the_digits_from_either_end() {
        for typed in [
            "zoe",
            "ZO",
            "brandt zoe",
            "brandt-o'h",
            "hara",
            "O’Hara",
            "zoe b",
            "0119",
            "555-0119",
            "(616) 555 0119",
            "+1 616 555 0119",
            "16165",
            "zoe 0119",
            "zoe 555 0119",
            "zoe 2026-11-21",
        ] {
            assert!(finds(typed), "{typed}");
        }
        for typed in [
            "z",
            "",
            " ",
            "andt",
            "helen",
            "zoe helen",
            "0118",
            "616555011",
            "5",
            "zoe 0118",
        ] {
            assert!(!finds(typed), "{typed}");
        }
    }

    #[test]
    fn an_address_is_found_by_its_own_part() {
        let words = guest_words(&search_text(None, Some("zoe.brandt@example.com")));
        assert_eq!(
            words.into_iter().collect::<Vec<_>>(),
            ["brandt", "zoe", "zoe.brandt", "zoe.brandt@example.com"]
        );
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        for (typed, days) in [
            ("21 Nov", &["2026-11-21"] as &[&str]),
            ("Nov 21", &["2026-11-21"]),
            ("November 21st, 2025", &["2025-11-21"]),
            ("21. November 2025", &["2025-11-21"]),
            ("2026-11-21", &["2026-11-21"]),
            ("21.11.", &["2026-11-21"]),
            ("11/21", &["2026-11-21"]),
            ("5/6", &["2026-06-05", "2026-05-06"]),
            ("29 Nov", &["2025-11-29"]),
            ("29 feb", &["2024-02-29"]),
            ("today", &["2026-11-28"]),
            ("yesterday", &["2026-11-27"]),
        ] {
            let days: Vec<_> = days.iter().map(|text| day(text)).collect();
            assert_eq!(
                read(typed)[0],
                Sought {
                    days,
                    ..Sought::default()
                },
                "{typed}"
            );
        }
    }

    #[test]
    fn a_name_beside_a_day_stays_a_name() {
        let found = &read("okafor 21 nov")[0];
        assert_eq!(found.days, [day("2026-11-21")]);
        assert_eq!(found.words, [Needle(vec!["okafor".to_owned()])]);
        assert_eq!(read("May").len(), 1, "a month alone is a name");
        assert_eq!(read("May")[0].words, [Needle(vec!["may".to_owned()])]);
    }

    #[test]
    fn four_characters_may_be_the_end_of_a_code_or_of_anything_else() {
        let ends =
            |typed: &str| -> Vec<Option<String>> { read(typed).into_iter().map(|one| one.end).collect() };
        let end = |text: &str| Some(text.to_owned());
        assert_eq!(ends("9twh"), [None, end("9TWH")]);
        assert_eq!(ends("…9TWH"), [None, end("9TWH")]);
        assert_eq!(ends("4729"), [None, end("4729")], "or the end of a telephone");
        assert_eq!(ends("okafor 9twh"), [None, end("9TWH")]);
        assert_eq!(ends("lynn"), [None, end("LYNN")]);
        assert_eq!(ends("zoe"), [None]);
        assert_eq!(ends("0119"), [None], "no code ends like this");
    }

    #[test]
    fn a_name_is_confirmed_by_whole_words_alone() {
        for said in ["Okafor", "helen okafor", "OKAFOR, Helen", "Helen"] {
            assert!(is_named(said, "Helen Okafor"), "{said}");
        }
        for said in ["", " ", "O", "Okaf", "Helen O", "Okafor Smith", "-"] {
            assert!(!is_named(said, "Helen Okafor"), "{said}");
        }
        assert!(is_named("李雷", "李雷"));
        assert!(!is_named("anybody", ""));
    }

    proptest! {
        #[test]
        fn whoever_is_kept_is_found_by_each_word_of_the_name(name in "\\PC{2,40}") {
            let words = guest_words(&search_text(Some(&name), None));
            for word in name.split_whitespace() {
                for sought in read(word).iter().filter(|one| one.end.is_none() && one.days.is_empty()) {
                    prop_assert!(digits_of(&plain(word)).is_some() || sought.fits(&words), "{word:?} in {words:?}");
                }
            }
        }

        #[test]
        fn no_text_makes_it_panic(typed in any::<String>()) {
            let _ = read(&typed);
            let _ = guest_words(&typed);
            let _ = is_named(&typed, &typed);
        }
    }
}
