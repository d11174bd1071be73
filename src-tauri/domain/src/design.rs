//! How the shop's papers look and what they say: everything a shop may make its own. What the law asks for is no part
//! of it and cannot be designed away.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Digest, Line, ShopError};

/// A paper as it lies in a printer, and the form a voucher takes on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    /// A full page of US Letter, 8.5 by 11 inches.
    Letter,
    /// A full page of ISO A4, 210 by 297 mm.
    A4,
    /// Perforated check stock, three to a page of US Letter.
    ThreeUp,
    /// A receipt roll of 80 mm.
    Receipt80,
    /// A receipt roll of 58 mm.
    Receipt58,
    /// A letter on US Letter with the voucher to tear off, folded for a No. 10 envelope.
    LetterMail,
    /// A letter on A4 with the voucher to tear off, folded for a DIN lang envelope.
    A4Mail,
}

impl Paper {
    /// All of them, in the order screens show them.
    pub const ALL: [Self; 7] = [
        Self::Letter,
        Self::A4,
        Self::ThreeUp,
        Self::Receipt80,
        Self::Receipt58,
        Self::LetterMail,
        Self::A4Mail,
    ];

    /// The stable name in files, the database and the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::A4 => "a4",
            Self::ThreeUp => "three-up",
            Self::Receipt80 => "receipt80",
            Self::Receipt58 => "receipt58",
            Self::LetterMail => "letter-mail",
            Self::A4Mail => "a4-mail",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Letter => "US Letter",
            Self::A4 => "A4",
            Self::ThreeUp => "Three to a page",
            Self::Receipt80 => "80 mm receipt",
            Self::Receipt58 => "58 mm receipt",
            Self::LetterMail => "Letter to mail, US Letter",
            Self::A4Mail => "Letter to mail, A4",
        }
    }

    /// The paper with this [`Paper::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.key() == key)
    }

    /// The full page of a house, whatever it prints its checks on.
    #[must_use]
    pub fn full_page(self) -> Self {
        match self {
            Self::A4 | Self::A4Mail => Self::A4,
            Self::Letter | Self::ThreeUp | Self::Receipt80 | Self::Receipt58 | Self::LetterMail => {
                Self::Letter
            }
        }
    }

    /// Whether the shop's letter stands on it.
    pub fn is_mailed(self) -> bool {
        matches!(self, Self::LetterMail | Self::A4Mail)
    }
}

/// The two sets of type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// Serifs.
    #[default]
    Classic,
    /// None.
    Modern,
}

impl Style {
    /// The stable name in the database and the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Classic => "classic",
            Self::Modern => "modern",
        }
    }

    /// The style with this [`Style::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Classic, Self::Modern]
            .into_iter()
            .find(|style| style.key() == key)
    }
}

/// A colour, written `#1E4D3B`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent([u8; 3]);

impl Accent {
    /// The green that a new shop starts with.
    pub const GREEN: Self = Self([0x1E, 0x4D, 0x3B]);

    /// Red, green and blue.
    pub fn rgb(self) -> [u8; 3] {
        self.0
    }
}

impl Default for Accent {
    fn default() -> Self {
        Self::GREEN
    }
}

impl fmt::Display for Accent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02X}{green:02X}{blue:02X}")
    }
}

impl FromStr for Accent {
    type Err = ShopError;

    /// Reads `#1E4D3B` or `1e4d3b`, and the short form `#abc`.
    fn from_str(typed: &str) -> Result<Self, ShopError> {
        let digits = typed.trim();
        let digits = digits.strip_prefix('#').unwrap_or(digits);
        let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| hex);
        match (number, digits.len()) {
            (Some(number), 6) => {
                let [_, red, green, blue] = number.to_be_bytes();
                Ok(Self([red, green, blue]))
            }
            (Some(number), 3) => {
                let twice = |shift: u32| u8::try_from((number >> shift) & 0xF).unwrap_or(0) * 0x11;
                Ok(Self([twice(8), twice(4), twice(0)]))
            }
            _ => Err(ShopError::Accent {
                typed: typed.trim().chars().take(20).collect(),
            }),
        }
    }
}

impl Serialize for Accent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Accent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// What a shop made its own. Events written before there was a design read as the default, which is how their papers
/// looked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Design {
    /// The set of type.
    pub style: Style,
    /// The one colour beside black. The paper darkens one that would not be read on white.
    pub accent: Accent,
    /// Lines where there would be filled areas.
    pub save_ink: bool,
    /// The logo, by the digest of its kept form.
    pub logo: Option<Digest>,
    /// What the shop adds below the required wording; may be empty.
    pub fine_print: String,
    /// What its certificates usually give, to choose from.
    pub benefits: Vec<String>,
    /// The words of the mailed letter, paragraphs parted by an empty line; empty for [`Design::LETTER`].
    pub letter: String,
    /// What stands above the signature of the letter; empty for [`Design::CLOSING`].
    pub closing: String,
}

impl Design {
    /// The letter of a shop that wrote none of its own.
    pub const LETTER: &'static str = "Thank you for telling us. You came to us for a good meal and we let you down, and we are sorry.\n\nWe have talked it through with the team, so that it does not happen to the next guest.\n\nBelow is something from us. Please let us cook for you again, and properly.";
    /// The closing of a shop that wrote none of its own.
    pub const CLOSING: &'static str = "Yours sincerely,";
    /// The most characters of fine print: more would push the required wording together.
    pub const LONGEST_FINE_PRINT: usize = 300;
    /// The most characters of a letter: one page with the voucher below.
    pub const LONGEST_LETTER: usize = 1_200;
    /// The most phrases to choose from.
    pub const MOST_BENEFITS: usize = 24;

    /// Reads the fine print; a line break becomes a space.
    ///
    /// # Errors
    /// [`ShopError::Text`] when it is too long or cannot be printed.
    pub fn parse_fine_print(typed: &str) -> Result<String, ShopError> {
        one_line("fine print", Self::LONGEST_FINE_PRINT, typed)
    }

    /// Reads the words of the letter; its lines and paragraphs are kept.
    ///
    /// # Errors
    /// [`ShopError::Text`] when they are too long or cannot be printed.
    pub fn parse_letter(typed: &str) -> Result<String, ShopError> {
        let line = Line {
            name: "letter",
            longest: Self::LONGEST_LETTER,
            many_lines: true,
        };
        Ok(line.clean(typed)?.unwrap_or_default())
    }

    /// Reads the closing of the letter.
    ///
    /// # Errors
    /// [`ShopError::Text`] when it is too long or cannot be printed.
    pub fn parse_closing(typed: &str) -> Result<String, ShopError> {
        one_line("closing of the letter", 60, typed)
    }

    /// Reads the benefit phrases; empty ones and those that are there already are left out.
    ///
    /// # Errors
    /// [`ShopError::Text`] for one that is too long or cannot be printed, [`ShopError::TooManyBenefits`].
    pub fn parse_benefits(typed: &[String]) -> Result<Vec<String>, ShopError> {
        let mut phrases: Vec<String> = Vec::new();
        for phrase in typed {
            let phrase = one_line("benefit phrase", 80, phrase)?;
            if !phrase.is_empty() && !phrases.contains(&phrase) {
                phrases.push(phrase);
            }
        }
        if phrases.len() > Self::MOST_BENEFITS {
            return Err(ShopError::TooManyBenefits { count: phrases.len() });
        }
        Ok(phrases)
    }

    /// The words of the mailed letter, the shop's own or ours.
    pub fn letter_words(&self) -> &str {
        if self.letter.is_empty() {
            Self::LETTER
        } else {
            &self.letter
        }
    }

    /// The closing of the mailed letter, the shop's own or ours.
    pub fn closing_words(&self) -> &str {
        if self.closing.is_empty() {
            Self::CLOSING
        } else {
            &self.closing
        }
    }
}

fn one_line(name: &'static str, longest: usize, typed: &str) -> Result<String, ShopError> {
    let line = Line {
        name,
        longest,
        many_lines: false,
    };
    Ok(line.clean(typed)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn say<T: fmt::Debug>(refused: Result<T, ShopError>) -> String {
        refused.expect_err("refused").to_string()
    }

    #[test]
    fn a_paper_has_one_name_everywhere() {
        for paper in Paper::ALL {
            assert_eq!(Paper::from_key(paper.key()), Some(paper));
            assert_eq!(
                serde_json::to_string(&paper).expect("JSON"),
                format!("\"{}\"", paper.key()),
                "the name in events is the key"
            );
        }
        assert_eq!(Paper::from_key("legal"), None);
    }

    #[test]
    fn colours_are_read_as_people_write_them() {
        for typed in ["#1E4D3B", "1e4d3b", " #1e4D3b "] {
            assert_eq!(typed.parse(), Ok(Accent::GREEN));
        }
        assert_eq!("#f0a".parse::<Accent>().expect("short").to_string(), "#FF00AA");
        for typed in ["", "#", "green", "#12345", "#1234567", "+12345", "#ééé"] {
            assert_eq!(
                say(typed.parse::<Accent>()),
                format!("“{typed}” is not a colour. Write six hexadecimal digits, such as #1E4D3B.")
            );
        }
    }

    #[test]
    fn what_does_not_fit_on_the_paper_is_refused_in_a_sentence() {
        assert_eq!(
            say(Design::parse_fine_print(&"x".repeat(301))),
            "The fine print is too long: 301 characters, and 300 fit. Shorten it."
        );
        assert_eq!(
            say(Design::parse_letter(&"x".repeat(1_201))),
            "The letter is too long: 1201 characters, and 1200 fit. Shorten it."
        );
        assert_eq!(
            say(Design::parse_closing(&"x".repeat(61))),
            "The closing of the letter is too long: 61 characters, and 60 fit. Shorten it."
        );
        assert_eq!(
            say(Design::parse_benefits(&["x\u{202e}y".to_owned()])),
            "The benefit phrase holds invisible marks that reorder text. Type it again by hand."
        );
        let many: Vec<String> = (0..25).map(|number| format!("Pie {number}")).collect();
        assert_eq!(
            say(Design::parse_benefits(&many)),
            "There are 25 benefit phrases, and 24 fit. Remove some."
        );
    }

    #[test]
    fn phrases_are_kept_once_and_a_letter_keeps_its_paragraphs() {
        let typed = [" Breakfast for two ", "", "Breakfast  for two", "Pie"].map(str::to_owned);
        assert_eq!(
            Design::parse_benefits(&typed),
            Ok(vec!["Breakfast for two".into(), "Pie".into()])
        );
        assert_eq!(
            Design::parse_letter("Dear guest,\r\n\r\nWe are sorry.\n"),
            Ok("Dear guest,\n\nWe are sorry.".into())
        );
        assert!(Design::parse_letter(Design::LETTER).is_ok_and(|letter| letter == Design::LETTER));
        assert!(Design::parse_closing(Design::CLOSING).is_ok());
    }

    proptest! {
        #[test]
        fn every_colour_reads_back(rgb in any::<[u8; 3]>()) {
            prop_assert_eq!(Accent(rgb).to_string().parse(), Ok(Accent(rgb)));
        }

        #[test]
        fn no_text_makes_a_colour_panic(typed in any::<String>()) {
            let _ = typed.parse::<Accent>();
        }
    }
}
