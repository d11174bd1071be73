//! What a PIN and a password must be like before they are taken.

use thiserror::Error;
use unicode_normalization::UnicodeNormalization as _;

use crate::Proof;

/// The fewest characters of a password.
pub const SHORTEST_PASSWORD: usize = 12;
/// The most characters of a password: more is a slip of the clipboard.
pub const LONGEST_PASSWORD: usize = 200;
/// The digits of a PIN.
pub const PIN_DIGITS: usize = 6;

/// Why a PIN or a password was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SecretError {
    /// A PIN of another form.
    #[error("A PIN has six digits. Write six digits.")]
    NotSixDigits,
    /// 111111.
    #[error("A PIN of one digit six times is guessed first. Choose another.")]
    OneDigit,
    /// 123456, 654321, 890123.
    #[error("A PIN that counts up or down is guessed first. Choose another.")]
    Straight,
    /// A short password.
    #[error("A password has at least 12 characters. A few plain words will do.")]
    TooShort,
    /// A password of one character again and again.
    #[error("A password of one character is guessed first. A few plain words will do.")]
    OneCharacter,
    /// A very long password.
    #[error("A password has at most 200 characters. Shorten it.")]
    TooLong,
}

/// A PIN or password as it is held against the one that is kept: the same letters count as the same, however a keyboard
/// puts them together.
pub fn settled_secret(typed: &str) -> String {
    typed.nfc().collect()
}

impl Proof {
    /// Whether this may become somebody's PIN or password.
    ///
    /// # Errors
    /// [`SecretError`], a sentence for whoever typed it.
    pub fn check(self, typed: &str) -> Result<(), SecretError> {
        match self {
            Self::Pin => pin(typed),
            Self::Password => password(typed),
        }
    }
}

fn pin(typed: &str) -> Result<(), SecretError> {
    let digits = typed.as_bytes();
    if digits.len() != PIN_DIGITS || !digits.iter().all(u8::is_ascii_digit) {
        return Err(SecretError::NotSixDigits);
    }
    // Nine is followed by nought, as on the keys.
    let all_step = |step: u8| {
        let follows = |pair: &[u8]| matches!(pair, [a, b] if (a - b'0' + step) % 10 == b - b'0');
        digits.windows(2).all(follows)
    };
    if all_step(0) {
        Err(SecretError::OneDigit)
    } else if all_step(1) || all_step(9) {
        Err(SecretError::Straight)
    } else {
        Ok(())
    }
}

fn password(typed: &str) -> Result<(), SecretError> {
    let length = typed.chars().count();
    let mut characters = typed.chars();
    let first = characters.next();
    if length < SHORTEST_PASSWORD {
        Err(SecretError::TooShort)
    } else if length > LONGEST_PASSWORD {
        Err(SecretError::TooLong)
    } else if characters.all(|other| Some(other) == first) {
        Err(SecretError::OneCharacter)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pins_that_everybody_tries_first_are_refused() {
        let say = |typed: &str| Proof::Pin.check(typed).expect_err("refused").to_string();
        for typed in ["", "12345", "1234567", "12a456", "١٢٣٤٥٦", " 123456"] {
            assert_eq!(say(typed), "A PIN has six digits. Write six digits.", "{typed}");
        }
        for typed in ["000000", "111111", "999999"] {
            assert_eq!(
                say(typed),
                "A PIN of one digit six times is guessed first. Choose another."
            );
        }
        for typed in ["123456", "654321", "456789", "890123", "321098"] {
            assert_eq!(
                say(typed),
                "A PIN that counts up or down is guessed first. Choose another."
            );
        }
        for typed in ["112233", "135790", "483920"] {
            assert_eq!(Proof::Pin.check(typed), Ok(()));
        }
    }

    #[test]
    fn a_password_is_long_and_not_one_key() {
        let check = |typed: &str| Proof::Password.check(typed).map_err(|error| error.to_string());
        let short = Err("A password has at least 12 characters. A few plain words will do.".to_owned());
        assert_eq!(check("elevenchars"), short);
        assert_eq!(check("483920"), short);
        assert_eq!(check("Straße ☕ am Markt"), Ok(()));
        assert_eq!(
            check("xxxxxxxxxxxx"),
            Err("A password of one character is guessed first. A few plain words will do.".to_owned())
        );
        assert_eq!(
            check(&"ab".repeat(101)),
            Err("A password has at most 200 characters. Shorten it.".to_owned())
        );
    }

    proptest! {
        #[test]
        fn no_typed_text_upsets_the_check(typed in any::<String>()) {
            let _ = Proof::Pin.check(&typed);
            let _ = Proof::Password.check(&typed);
        }
    }
}
