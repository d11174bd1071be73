//! Text that people type: what is taken, and what is refused with a sentence.

use thiserror::Error;
use unicode_normalization::UnicodeNormalization as _;

/// One field of typed text: its name for messages, its longest length in characters, and whether it may have lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// What the field is called in a sentence: `guest name`.
    pub name: &'static str,
    /// The most characters it takes.
    pub longest: usize,
    /// Whether line breaks are kept (a note) or turned into spaces (a name).
    pub many_lines: bool,
}

impl Line {
    /// A field of one line, 200 characters.
    pub const fn short(name: &'static str) -> Self {
        Self {
            name,
            longest: 200,
            many_lines: false,
        }
    }

    /// A field of many lines, 4,000 characters.
    pub const fn long(name: &'static str) -> Self {
        Self {
            name,
            longest: 4_000,
            many_lines: true,
        }
    }

    /// Cleans typed text: NFC, outer space trimmed, other white space to plain spaces. Empty text is `None`.
    ///
    /// # Errors
    /// [`TextError`] for text that is too long, or that holds characters nobody can see: control characters (NUL)
    /// and the marks that reorder or hide text. They are refused, not dropped, so that what is kept is what was
    /// read.
    pub fn clean(&self, typed: &str) -> Result<Option<String>, TextError> {
        let length = typed.chars().count();
        if length > self.longest {
            return Err(TextError::TooLong {
                name: self.name,
                length,
                longest: self.longest,
            });
        }
        if is_clean(typed) {
            return Ok(Some(typed.to_owned()));
        }
        self.looked_through(typed)
    }

    /// Cleans text of any length, character by character.
    fn looked_through(&self, typed: &str) -> Result<Option<String>, TextError> {
        if typed.chars().any(|c| c.is_control() && !c.is_whitespace()) {
            return Err(TextError::Control { name: self.name });
        }
        if typed.chars().any(is_reordering_or_hidden) {
            return Err(TextError::Hidden { name: self.name });
        }
        let text: String = typed.nfc().collect();
        let text = if self.many_lines {
            text.replace("\r\n", "\n")
                .replace('\r', "\n")
                .lines()
                .map(str::trim_end)
                .collect::<Vec<_>>()
                .join("\n")
        } else {
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let text = text.trim();
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }

    /// As [`Line::clean`], for a field that must not be empty.
    ///
    /// # Errors
    /// As [`Line::clean`], and [`TextError::Missing`].
    pub fn required(&self, typed: &str) -> Result<String, TextError> {
        self.clean(typed)?.ok_or(TextError::Missing { name: self.name })
    }
}

/// Whether text is clean at a glance, as nearly all is that comes back from the books: printable ASCII, its words one space
/// apart.
fn is_clean(text: &str) -> bool {
    text.split(' ')
        .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_graphic()))
}

/// Bidirectional overrides, embeddings and isolates, zero-width space and the byte order mark. Joiners stay: some
/// scripts cannot be written without them.
fn is_reordering_or_hidden(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}')
}

/// Why typed text was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TextError {
    /// Nothing was typed where something must be.
    #[error("The {name} is missing. Write it, then try again.")]
    Missing {
        /// The field.
        name: &'static str,
    },
    /// More characters than the field takes.
    #[error("The {name} is too long: {length} characters, and {longest} fit. Shorten it.")]
    TooLong {
        /// The field.
        name: &'static str,
        /// How many were typed.
        length: usize,
        /// How many fit.
        longest: usize,
    },
    /// NUL and its kin.
    #[error("The {name} holds a control character that cannot be printed. Type it again by hand.")]
    Control {
        /// The field.
        name: &'static str,
    },
    /// Marks that turn text around or hide it.
    #[error("The {name} holds invisible marks that reorder text. Type it again by hand.")]
    Hidden {
        /// The field.
        name: &'static str,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NAME: Line = Line::short("guest name");

    fn say(typed: &str) -> String {
        NAME.required(typed).expect_err("refused").to_string()
    }

    #[test]
    fn names_are_trimmed_and_composed() {
        assert_eq!(
            NAME.clean("  Zoe\u{308}  \u{a0}Brandt\n").expect("clean"),
            Some("Zoë Brandt".into())
        );
        assert_eq!(NAME.clean(" \t ").expect("clean"), None);
        assert_eq!(NAME.clean("क्‍ष").expect("joiners stay"), Some("क्‍ष".into()));
    }

    #[test]
    fn notes_keep_their_lines() {
        assert_eq!(
            Line::long("note").clean("one \r\ntwo\rthree\n").expect("clean"),
            Some("one\ntwo\nthree".into())
        );
    }

    #[test]
    fn what_cannot_be_read_is_refused_in_a_sentence() {
        assert_eq!(say(" "), "The guest name is missing. Write it, then try again.");
        assert_eq!(
            say(&"x".repeat(10_000)),
            "The guest name is too long: 10000 characters, and 200 fit. Shorten it."
        );
        assert_eq!(
            say("Helen\0Okafor"),
            "The guest name holds a control character that cannot be printed. Type it again by hand."
        );
        assert_eq!(
            say("Helen\u{202e}rofakO"),
            "The guest name holds invisible marks that reorder text. Type it again by hand."
        );
    }

    proptest! {
        #[test]
        fn what_is_clean_at_a_glance_is_what_a_closer_look_leaves(text in "[ -~\u{7f}\t\né]{0,12}", many_lines: bool) {
            let line = Line { many_lines, ..NAME };
            if is_clean(&text) {
                prop_assert_eq!(line.looked_through(&text), Ok(Some(text)));
            }
        }

        #[test]
        fn cleaning_twice_changes_nothing(typed in any::<String>()) {
            if let Ok(Some(once)) = Line::long("note").clean(&typed) {
                prop_assert_eq!(Line::long("note").clean(&once), Ok(Some(once)));
            }
        }
    }
}
