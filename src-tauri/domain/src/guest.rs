//! Guests: found again, told from one another, and forgotten in time.

use chrono::Months;

use crate::BusinessDate;
use crate::cautions::plain;

/// Guests are forgotten this many months after the last contact, unless the owner wants it sooner.
pub const RETENTION_MONTHS: u32 = 24;

/// So many digits from the end tell one telephone from another; what is before them is written or left out.
pub(crate) const TELLING_DIGITS: usize = 8;

/// What a search looks in: the name, the contact, and the digits of a telephone, in small letters without accents.
pub fn search_text(name: Option<&str>, contact: Option<&str>) -> String {
    let contact = contact.unwrap_or_default();
    let digits = digits_of(contact).unwrap_or_default();
    [plain(name.unwrap_or_default()), plain(contact), digits]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// What a search looks for: each of these must be in the text. A telephone is looked for by its digits, however it is
/// written; a name by its words in any order. Nothing for fewer than two characters.
pub fn search_words(typed: &str) -> Vec<String> {
    const MOST: usize = 5;
    let plain = plain(typed.trim());
    if plain.chars().count() < 2 {
        return Vec::new();
    }
    if let Some(digits) = digits_of(&plain).filter(|digits| digits.len() >= 2) {
        let from = match digits.len() {
            length if length > TELLING_DIGITS => length - TELLING_DIGITS,
            _ => 0,
        };
        return vec![digits.get(from..).unwrap_or_default().to_owned()];
    }
    plain.split_whitespace().take(MOST).map(str::to_owned).collect()
}

/// The digits of a text that holds nothing but a telephone; `None` for any other.
pub(crate) fn digits_of(text: &str) -> Option<String> {
    let written = |c: char| c.is_ascii_digit() || " +-()./\u{a0}\u{2010}\u{2011}\u{2013}".contains(c);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (!digits.is_empty() && text.chars().all(written)).then_some(digits)
}

/// A guest's name and contact, as they are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calling<'a> {
    /// What they are called.
    pub name: Option<&'a str>,
    /// How to reach them.
    pub contact: Option<&'a str>,
}

impl Calling<'_> {
    /// Whether two guests may be the same person: the same telephone, the same email, or the same name.
    pub fn may_be(&self, other: &Self) -> bool {
        let name = |calling: &Self| {
            calling
                .name
                .map(|name| plain(name.trim()))
                .filter(|name| !name.is_empty())
        };
        let same = |a: Option<String>, b: Option<String>| a.is_some() && a == b;
        same(name(self), name(other)) || same(self.reach(), other.reach())
    }

    /// What the search text of anybody who may be the same holds: one of these.
    pub fn needles(&self) -> Vec<String> {
        let name = self
            .name
            .map(|name| plain(name.trim()))
            .filter(|name| !name.is_empty());
        name.into_iter().chain(self.reach()).collect()
    }

    fn reach(&self) -> Option<String> {
        let contact = self.contact?.trim();
        match digits_of(contact) {
            Some(digits) => {
                let from = digits.len().saturating_sub(TELLING_DIGITS);
                digits.get(from..).map(str::to_owned)
            }
            None => Some(plain(contact)).filter(|contact| !contact.is_empty()),
        }
    }
}

/// The first day on which a guest is forgotten, unless there is another contact.
pub fn forgotten_on(last_contact: BusinessDate, months: u32) -> BusinessDate {
    let day = last_contact.date().checked_add_months(Months::new(months));
    BusinessDate::new(day.unwrap_or(chrono::NaiveDate::MAX))
}

/// A date by which a guest's last contact must lie for them to be due today or before. A few days too many: whoever is
/// found is asked by [`forgotten_on`], for months are not of one length.
pub fn due_before(today: BusinessDate, months: u32) -> BusinessDate {
    months_before(today, months).plus_days(3)
}

/// The same day so many months ago, or the last day of that month.
pub(crate) fn months_before(today: BusinessDate, months: u32) -> BusinessDate {
    let day = today.date().checked_sub_months(Months::new(months));
    BusinessDate::new(day.unwrap_or(chrono::NaiveDate::MIN))
}

/// The words of a name by which a text may still tell who it was: “Mrs Okafor” of “Helen Okafor”.
pub fn telling_words(name: &str) -> Vec<String> {
    plain(name)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= 3)
        .map(str::to_owned)
        .collect()
}

/// Whether one of these words stands in a text, as a word of its own.
pub fn tells_of(text: &str, words: &[String]) -> bool {
    plain(text)
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| words.iter().any(|known| known == word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finds(typed: &str) -> bool {
        let text = search_text(Some("Zoë Brandt-Okafor"), Some("(616) 555-0119"));
        let words = search_words(typed);
        !words.is_empty() && words.iter().all(|word| text.contains(word.as_str()))
    }

    #[test]
    fn a_guest_is_found_by_a_part_of_the_name_or_the_digits() {
        for typed in [
            "zoe",
            "ZOË",
            "okaf",
            "brandt zoe",
            " Zo",
            "555-01",
            "6165550119",
            "+1 616 555 0119",
            "001 616-555-0119",
            "616.555",
            "0119",
        ] {
            assert!(finds(typed), "{typed}");
        }
        for typed in [
            "z",
            " ",
            "",
            "5",
            "helen",
            "zoe helen",
            "555-02",
            "+1 616 555 0118",
        ] {
            assert!(!finds(typed), "{typed}");
        }
    }

    #[test]
    fn an_address_with_digits_is_no_telephone() {
        let text = search_text(None, Some("Zoe.1984@Example.com"));
        assert_eq!(text, "zoe.1984@example.com");
        assert_eq!(search_words("zoe.1984@"), ["zoe.1984@"]);
    }

    #[test]
    fn guests_who_may_be_the_same_are_told() {
        let guest = |name, contact| Calling { name, contact };
        let zoe = guest(Some("Zoë Brandt"), Some("(616) 555-0119"));
        for other in [
            guest(Some("zoe brandt"), None),
            guest(None, Some("+1 616-555-0119")),
            guest(Some("Someone"), Some("616 555 0119")),
        ] {
            assert!(zoe.may_be(&other) && other.may_be(&zoe), "{other:?}");
        }
        for other in [
            guest(Some("Zoë"), None),
            guest(None, None),
            guest(Some("Zoë Brand"), Some("(616) 555-0118")),
        ] {
            assert!(!zoe.may_be(&other) && !other.may_be(&zoe), "{other:?}");
        }
        assert!(
            !guest(None, None).may_be(&guest(None, None)),
            "nothing is the same as nothing"
        );
        let mail = guest(None, Some("Zoe@Example.com"));
        assert!(mail.may_be(&guest(Some("Zoë"), Some("zoe@example.com"))));
    }

    fn day(text: &str) -> BusinessDate {
        BusinessDate::parse(text).expect("a date")
    }

    #[test]
    fn a_guest_is_forgotten_to_the_month() {
        assert_eq!(forgotten_on(day("2026-11-21"), 24), day("2028-11-21"));
        assert_eq!(forgotten_on(day("2026-08-31"), 6), day("2027-02-28"));
        assert_eq!(forgotten_on(day("2028-02-29"), 12), day("2029-02-28"));
    }

    #[test]
    fn words_that_tell_a_name_are_found_in_a_text() {
        let words = telling_words("Helen Okafor");
        assert_eq!(words, ["helen", "okafor"]);
        assert!(tells_of("Mrs. OKAFOR waited", &words));
        assert!(!tells_of("The Okafors waited for her", &words));
        assert!(telling_words("Al").is_empty());
    }

    proptest! {
        #[test]
        fn nobody_who_is_due_is_missed(days in 0u32..200_000, months in 1u32..=24) {
            let last = day("1900-01-01").plus_days(days);
            prop_assert!(last <= due_before(forgotten_on(last, months), months));
        }

        #[test]
        fn whoever_is_kept_is_found_again_by_name_and_by_contact(name in "\\PC{2,40}", contact in "[0-9 ()+-]{4,20}") {
            let text = search_text(Some(&name), Some(&contact));
            for typed in [&name, &contact] {
                for word in search_words(typed) {
                    prop_assert!(text.contains(word.as_str()), "{word:?} in {text:?}");
                }
            }
        }
    }
}
