//! The redemption code: what a guest holds, a host types, and a scanner reads.

mod layout;
mod slip;

use std::fmt;
use std::str::FromStr;

use rand::{Rng, RngExt as _};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization as _;

pub use slip::{Group, one_slip_away};

/// The 29 characters of a code: no vowels, so no words; no 0, 1, I or O, so nothing to mistake for another.
/// Twenty-nine is prime, which is what lets one check character find every slip of one place and every swap.
pub const CODE_ALPHABET: &[u8; 29] = b"23456789BCDFGHJKLMNPQRSTVWXYZ";

const LENGTH: usize = 12;
/// Typed text longer than this is not looked at: no code is, however it is spaced.
const LONGEST_TYPED: usize = 64;
/// What the QR holds before the code: the maker and the version.
const QR_PREFIX: &str = "CB1:";

/// A redemption code: 11 random characters and a check character over [`CODE_ALPHABET`], with
/// `sum(2^i * c_i) = 0 (mod 29)`.
///
/// It is half a secret: whoever has it can spend it. `Debug` shows the last four only, and there is no `Display`;
/// the whole code is written on purpose with [`Code::grouped`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code([u8; LENGTH]);

impl Code {
    /// Draws a new code. The generator must be cryptographically secure where the code is for a guest; uniqueness is
    /// the database's to enforce.
    pub fn draw(rng: &mut (impl Rng + ?Sized)) -> Self {
        let mut places = [0_u8; LENGTH];
        for place in &mut places[..LENGTH - 1] {
            // `random_range` rejects, so every character is equally likely.
            *place = rng.random_range(0..29);
        }
        places[LENGTH - 1] = check_place(&places);
        Self(places.map(|place| CODE_ALPHABET[usize::from(place)]))
    }

    /// Reads a code as typed or scanned: any case, any spacing or dashes, full-width letters, the QR's `CB1:`, a
    /// scanner's AIM prefix, the look-alikes that can only mean one character of the alphabet, and the scan of a scanner
    /// that is set to another keyboard than this machine's.
    ///
    /// # Errors
    /// [`CodeError`], which tells apart what can be no code of ours from a slip in one that could be. A slip is never
    /// corrected: the paper is looked at again.
    pub fn parse(typed: &str) -> Result<Self, CodeError> {
        // As the database keeps it, a row of every list: nothing has to be read into it.
        if let Ok(code) = Self::of_characters(typed) {
            return Ok(code);
        }
        if begins_as_others(typed) {
            return Err(CodeError::NotOurs);
        }
        if typed.chars().count() > LONGEST_TYPED {
            return Err(if layout::is_address(typed) {
                CodeError::NotOurs
            } else {
                CodeError::NotACode
            });
        }
        let (characters, of_others) = normalise(typed);
        // Other keyboards are thought of last: nearly all that arrives is a code as it stands.
        Self::of_characters(&characters).or_else(|error| match layout::read(typed) {
            _ if layout::is_address(typed) => Err(CodeError::NotOurs),
            Some(code) => Ok(code),
            None if of_others => Err(CodeError::NotOurs),
            None => Err(error),
        })
    }

    /// Reads bare upper-case characters.
    fn of_characters(characters: &str) -> Result<Self, CodeError> {
        if let Some((at, stranger)) = characters.chars().enumerate().find(|(_, c)| !is_in_alphabet(*c)) {
            return if characters.chars().count() == LENGTH && stranger.is_ascii_alphanumeric() {
                Err(CodeError::NeverInACode {
                    character: stranger,
                    group: Group::at(at),
                })
            } else {
                Err(CodeError::NotACode)
            };
        }
        let places: [u8; LENGTH] = characters
            .chars()
            .filter_map(place_of)
            .collect::<Vec<_>>()
            .try_into()
            .map_err(|found: Vec<u8>| CodeError::WrongLength { found: found.len() })?;
        if weighted_sum(&places) != 0 {
            return Err(CodeError::Mistyped);
        }
        Ok(Self(places.map(|place| CODE_ALPHABET[usize::from(place)])))
    }

    /// The twelve characters, as the database keeps them.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// As the paper shows it: `XXXX-XXXX-XXXX`. The whole secret; for the guest's paper.
    pub fn grouped(&self) -> String {
        let code = self.as_str();
        format!("{}-{}-{}", &code[..4], &code[4..8], &code[8..])
    }

    /// What the QR holds: `CB1:` and the twelve characters. No address, no personal data.
    pub fn qr(&self) -> String {
        format!("{QR_PREFIX}{}", self.as_str())
    }

    /// The last four characters: what screens, lists and exports show.
    pub fn last_four(&self) -> &str {
        &self.as_str()[8..]
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code(…{})", self.last_four())
    }
}

impl FromStr for Code {
    type Err = CodeError;

    fn from_str(typed: &str) -> Result<Self, CodeError> {
        Self::parse(typed)
    }
}

/// Why what was typed is no code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CodeError {
    /// Twelve characters of the alphabet, but the check character does not fit: a slip of the finger or the eye.
    #[error("That is not quite the code: one or more characters are wrong. Look again at the paper.")]
    Mistyped,
    /// Too few or too many characters.
    #[error("A code has 12 characters; this has {found}. Look again at the paper.")]
    WrongLength {
        /// How many there are.
        found: usize,
    },
    /// A letter or digit that no code ever holds.
    #[error("Codes never contain “{character}”. Look again at {}.", group.label())]
    NeverInACode {
        /// The character.
        character: char,
        /// Where it stands.
        group: Group,
    },
    /// Nothing like a code.
    #[error("That is not one of our codes. A code looks like XXXX-XXXX-XXXX.")]
    NotACode,
    /// A whole code of somebody else's: an address, a contact card, a network.
    #[error("That is a code, and not one of ours. Scan the square code beside the twelve characters.")]
    NotOurs,
}

/// Folds what a person or a scanner typed to bare upper-case characters, and tells whether a scanner announced a code
/// that does not begin as ours do.
fn normalise(typed: &str) -> (String, bool) {
    let folded: String = typed.nfkc().flat_map(char::to_uppercase).collect();
    let folded = folded.trim();
    // A scanner may announce the symbology: `]Q1` stands before what a QR held.
    let (folded, announced) = match folded.strip_prefix(']') {
        Some(announced) => (announced.get(2..).unwrap_or_default(), true),
        None => (folded, false),
    };
    let ours = folded.strip_prefix(QR_PREFIX);
    let bare = ours
        .unwrap_or(folded)
        .chars()
        .filter(|c| !is_spacing(*c))
        .map(look_alike)
        .collect();
    (bare, announced && ours.is_none())
}

/// How texts begin that other people put into square codes.
const OF_OTHERS: [&str; 12] = [
    "HTTP://", "HTTPS://", "WWW.", "MAILTO:", "TEL:", "SMSTO:", "GEO:", "WIFI:", "MECARD:", "BEGIN:",
    "MATMSG:", "BITCOIN:",
];

/// Whether this begins as the text of a code that was made for something else.
fn begins_as_others(typed: &str) -> bool {
    let start: String = typed
        .trim_start()
        .chars()
        // A field may have grouped what it took for a code at first.
        .filter(|c| *c != '-')
        .take(16)
        .flat_map(char::to_uppercase)
        .collect();
    let start = match start.strip_prefix(']') {
        Some(announced) => announced.get(2..).unwrap_or_default(),
        None => &start,
    };
    OF_OTHERS.iter().any(|known| start.starts_with(known))
}

fn is_spacing(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '-' | '_' | '.' | '\u{ad}' | '\u{58a}' | '\u{5be}' | '\u{2010}'..='\u{2015}' | '\u{2212}'
        )
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Characters outside the alphabet that can stand for just one inside it. `0`, `O`, `A` and `E` could stand for none
/// or several, and are refused by name.
fn look_alike(c: char) -> char {
    match c {
        '1' | 'I' | '|' | 'ı' | 'İ' => 'L',
        'U' => 'V',
        other => other,
    }
}

/// The last four of a code, where what was typed can be that.
pub(crate) fn end_of_code(typed: &str) -> Option<String> {
    let (bare, _) = normalise(typed.trim_start_matches('…'));
    (bare.len() == 4 && bare.chars().all(is_in_alphabet)).then_some(bare)
}

fn is_in_alphabet(c: char) -> bool {
    place_of(c).is_some()
}

fn place_of(c: char) -> Option<u8> {
    let byte = u8::try_from(c).ok()?;
    CODE_ALPHABET
        .iter()
        .position(|known| *known == byte)
        .and_then(|place| u8::try_from(place).ok())
}

/// `sum(2^i * c_i) mod 29`. Two has order 28 modulo 29, so no two of the twelve weights are equal, and a swap of any
/// two different characters changes the sum.
fn weighted_sum(places: &[u8; LENGTH]) -> u32 {
    places
        .iter()
        .rev()
        .fold(0, |sum, place| (sum * 2 + u32::from(*place)) % 29)
}

fn check_place(places: &[u8; LENGTH]) -> u8 {
    (0..29)
        .find(|check| {
            let mut whole = *places;
            whole[LENGTH - 1] = *check;
            weighted_sum(&whole) == 0
        })
        .unwrap_or_default()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng as _};

    pub(crate) fn drawn(seed: u64) -> Code {
        Code::draw(&mut ChaCha20Rng::seed_from_u64(seed))
    }

    #[test]
    fn the_check_is_the_sum_of_powers_of_two_times_the_places() {
        for seed in 0..500 {
            let code = drawn(seed);
            let sum: u64 = code
                .as_str()
                .chars()
                .enumerate()
                .map(|(i, c)| (1_u64 << i) * u64::from(place_of(c).expect("in the alphabet")))
                .sum();
            assert_eq!(sum % 29, 0, "{code:?}");
        }
    }

    #[test]
    fn every_slip_of_one_place_and_every_swap_is_noticed() {
        for seed in 0..50 {
            let code = drawn(seed);
            for i in 0..LENGTH {
                for other in CODE_ALPHABET.iter().filter(|c| **c != code.0[i]) {
                    let mut slip = code.0;
                    slip[i] = *other;
                    assert_eq!(
                        Code::parse(&String::from_utf8_lossy(&slip)),
                        Err(CodeError::Mistyped)
                    );
                }
                for j in (i + 1)..LENGTH {
                    let mut swap = code.0;
                    swap.swap(i, j);
                    if swap != code.0 {
                        assert_eq!(
                            Code::parse(&String::from_utf8_lossy(&swap)),
                            Err(CodeError::Mistyped)
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_code_is_read_however_it_is_typed_or_scanned() {
        let code = drawn(7);
        let grouped = code.grouped();
        let full_width: String = grouped
            .chars()
            .map(|c| {
                if c == '-' {
                    '－'
                } else {
                    char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c)
                }
            })
            .collect();
        for typed in [
            grouped.clone(),
            grouped.to_lowercase(),
            grouped.replace('-', " "),
            grouped.replace('-', "–"),
            format!("  {} \n", code.as_str()),
            code.qr(),
            code.qr().to_lowercase(),
            format!("]Q1{}\t", code.qr()),
            grouped.replace('-', "\u{200b}‑"),
            full_width,
            code.as_str().replace('L', "1").replace('V', "u"),
            code.as_str().replace('L', "|"),
        ] {
            assert_eq!(Code::parse(&typed), Ok(code), "{typed:?}");
        }
    }

    #[test]
    fn what_can_be_no_code_is_told_apart() {
        let say = |typed: &str| Code::parse(typed).expect_err(typed).to_string();
        assert_eq!(
            say("2222-2222-2220"),
            "Codes never contain “0”. Look again at the last group."
        );
        assert_eq!(
            say("A222-2222-2222"),
            "Codes never contain “A”. Look again at the first group."
        );
        assert_eq!(
            say("2222-2222"),
            "A code has 12 characters; this has 8. Look again at the paper."
        );
        assert_eq!(
            say("hello, is it me?"),
            "That is not one of our codes. A code looks like XXXX-XXXX-XXXX."
        );
        assert_eq!(
            say(&"2".repeat(65)),
            "That is not one of our codes. A code looks like XXXX-XXXX-XXXX."
        );
        assert_eq!(
            say(""),
            "A code has 12 characters; this has 0. Look again at the paper."
        );
        for other in [
            "https://example.com/menu",
            "HTTP-S://example.com/menu",
            " HTTP://EXAMPLE.COM/?table=12&seat=4&lang=en&from=card&campaign=spring-menu-2026",
            "]Q1https://example.com",
            "WIFI:T:WPA;S=Guests;P=bread;;",
            "BEGIN:VCARD",
            "]E04006381333931",
            "]Q1Anything at all",
        ] {
            assert_eq!(
                say(other),
                "That is a code, and not one of ours. Scan the square code beside the twelve characters.",
                "{other}"
            );
        }
        assert_eq!(
            say("2222-2222-2223"),
            "That is not quite the code: one or more characters are wrong. Look again at the paper."
        );
    }

    #[test]
    fn debug_keeps_the_secret() {
        let code = drawn(1);
        assert_eq!(format!("{code:?}"), format!("Code(…{})", code.last_four()));
    }

    #[test]
    fn characters_are_drawn_evenly() {
        let mut rng = ChaCha20Rng::seed_from_u64(29);
        let mut counts = [0_u32; 29];
        let codes = 20_000;
        for _ in 0..codes {
            for byte in &Code::draw(&mut rng).0[..11] {
                counts[usize::from(place_of(char::from(*byte)).expect("in the alphabet"))] += 1;
            }
        }
        let expected = f64::from(codes * 11) / 29.0;
        let chi: f64 = counts
            .iter()
            .map(|n| (f64::from(*n) - expected).powi(2) / expected)
            .sum();
        assert!(
            chi < 56.9,
            "chi squared {chi} is past the 0.1 % point for 28 degrees (seed 29)"
        );
    }

    proptest! {
        #[test]
        fn a_printed_code_reads_back(seed in any::<u64>()) {
            let code = drawn(seed);
            prop_assert_eq!(Code::parse(&code.grouped()), Ok(code));
            prop_assert_eq!(Code::parse(&code.qr()), Ok(code));
        }

        #[test]
        fn no_text_makes_it_panic(typed in any::<String>()) {
            let _ = Code::parse(&typed);
        }
    }
}
