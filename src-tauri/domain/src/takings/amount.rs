//! A figure of the till, as a person types it or a spreadsheet shows it.

use thiserror::Error;

use crate::{Currency, Money};

/// The most that the takings of one stretch may be, in major units: the year of a large house, in yen as well. Keeps
/// every sum far below 2^53.
pub const MOST_TAKINGS: i64 = 1_000_000_000;

/// The most covers that one stretch may have.
pub const MOST_COVERS: u32 = 10_000_000;

/// Why a figure of the till was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TillError {
    /// No amount.
    #[error("Write the amount as 4821.50 or 4,821.50.")]
    Unreadable,
    /// A mark that may stand between thousands or before the decimals.
    #[error(
        "The comma or point may stand for thousands or for decimals. Write the amount without it, or with both."
    )]
    Ambiguous,
    /// More decimals than the currency has.
    #[error("{code} has {decimals} decimals. Write no more of them.")]
    TooManyDecimals {
        /// The currency.
        code: &'static str,
        /// How many it has.
        decimals: u32,
    },
    /// Below nought.
    #[error("The amount is below nought. Write what was sold after refunds, or 0.")]
    Negative,
    /// Above [`MOST_TAKINGS`] or [`MOST_COVERS`].
    #[error("The figure is too large. Check the number of zeros.")]
    TooMuch,
    /// No number of guests.
    #[error("Write the covers as a whole number, such as 212.")]
    Covers,
}

/// Reads an amount of the till: `4821.50`, `$4,821.50`, `4.821,50`, `0`. Thousands may be grouped, because whoever
/// copies from a spreadsheet cannot help it; what may mean two amounts is refused.
///
/// # Errors
/// [`TillError`]; never a guess.
pub fn till_amount(typed: &str, currency: Currency) -> Result<Money, TillError> {
    let text: String = typed
        .replace(currency.prefix().trim_end(), "")
        .replace(currency.code(), "")
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '’' && *c != '\'')
        .collect();
    if text.starts_with(['-', '−']) || (text.starts_with('(') && text.ends_with(')')) {
        return Err(TillError::Negative);
    }
    let (whole, fraction) = split(&text, currency)?;
    let decimals = currency.decimals();
    if fraction.len() > decimals as usize {
        return Err(TillError::TooManyDecimals {
            code: currency.code(),
            decimals,
        });
    }
    let digits = format!("{whole}{fraction:0<width$}", width = decimals as usize);
    let minor: i64 = digits.parse().map_err(|_| TillError::TooMuch)?;
    if minor > MOST_TAKINGS * 10_i64.pow(decimals) {
        return Err(TillError::TooMuch);
    }
    Ok(Money::new(minor, currency))
}

/// The whole units and the decimals, as digits.
fn split(text: &str, currency: Currency) -> Result<(String, String), TillError> {
    let marks: Vec<char> = text.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let both = marks.contains(&'.') && marks.contains(&',');
    let (decimal, group) = match marks.as_slice() {
        [] => (None, None),
        [mark] => match (text.rsplit_once(*mark), currency.decimals()) {
            // Three digits after one mark: a comma groups thousands, unless the currency has three decimals. A point
            // is the mark of decimals here, and is not taken for anything else.
            (Some((_, after)), 3) if after.len() == 3 && *mark == ',' => return Err(TillError::Ambiguous),
            (Some((_, after)), 0..3) if after.len() == 3 && *mark == '.' => return Err(TillError::Ambiguous),
            (Some((_, after)), 0..3) if after.len() == 3 => (None, Some(',')),
            _ => (Some(*mark), None),
        },
        [.., last] if both => (Some(*last), Some(if *last == ',' { '.' } else { ',' })),
        [first, ..] => (None, Some(*first)),
    };
    let (whole, fraction) = match decimal {
        Some(mark) => text.rsplit_once(mark).unwrap_or((text, "")),
        None => (text, ""),
    };
    let groups: Vec<&str> = group.map_or_else(|| vec![whole], |mark| whole.split(mark).collect());
    let sound = groups.iter().enumerate().all(|(place, group)| {
        let all_digits = !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
        all_digits && (groups.len() == 1 || (place == 0 && group.len() <= 3) || group.len() == 3)
    });
    let digits = fraction.bytes().all(|byte| byte.is_ascii_digit());
    if !sound || !digits || (decimal.is_some() && fraction.is_empty()) {
        return Err(TillError::Unreadable);
    }
    Ok((groups.concat(), fraction.to_owned()))
}

/// Reads a number of guests: `212`, `1,240`, and `212.00` as spreadsheets write it.
///
/// # Errors
/// [`TillError::Covers`], [`TillError::TooMuch`].
pub fn covers(typed: &str) -> Result<u32, TillError> {
    let text = typed.trim();
    let whole = match text.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') => whole,
        _ => text,
    };
    let groups: Vec<&str> = whole.split(',').collect();
    let sound = groups.iter().enumerate().all(|(place, group)| {
        let digits = !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
        digits && (groups.len() == 1 || (place == 0 && group.len() <= 3) || group.len() == 3)
    });
    if !sound {
        return Err(TillError::Covers);
    }
    let count: u32 = groups.concat().parse().map_err(|_| TillError::TooMuch)?;
    if count > MOST_COVERS {
        Err(TillError::TooMuch)
    } else {
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn currency(code: &str) -> Currency {
        Currency::parse(code).expect("a currency")
    }

    #[test]
    fn an_amount_is_read_as_a_spreadsheet_shows_it() {
        for (typed, code, minor) in [
            ("4821.50", "USD", 482_150),
            ("$4,821.50", "USD", 482_150),
            ("4,821", "USD", 482_100),
            ("1,234,567.8", "USD", 123_456_780),
            ("0", "USD", 0),
            ("0.00", "USD", 0),
            ("4.821,50", "EUR", 482_150),
            ("4821,5", "EUR", 482_150),
            ("4 821,50 €", "EUR", 482_150),
            ("4’821.50", "CHF", 482_150),
            ("1.234.567", "EUR", 123_456_700),
            ("482,150", "JPY", 482_150),
            ("¥482150", "JPY", 482_150),
            ("4,821.500", "KWD", 4_821_500),
            ("4821.5", "KWD", 4_821_500),
            ("USD 12", "USD", 1_200),
        ] {
            let money = till_amount(typed, currency(code));
            assert_eq!(money, Ok(Money::new(minor, currency(code))), "{typed} {code}");
        }
    }

    #[test]
    fn what_may_mean_two_amounts_or_none_is_refused() {
        for (typed, code, error) in [
            ("", "USD", TillError::Unreadable),
            ("n/a", "USD", TillError::Unreadable),
            ("12.", "USD", TillError::Unreadable),
            (".50", "USD", TillError::Unreadable),
            ("1,23,456", "USD", TillError::Unreadable),
            ("12,34.50", "USD", TillError::Unreadable),
            ("1e5", "USD", TillError::Unreadable),
            ("١٢", "USD", TillError::Unreadable),
            ("4,821", "KWD", TillError::Ambiguous),
            ("4.821", "EUR", TillError::Ambiguous),
            ("-4.00", "USD", TillError::Negative),
            ("(4.00)", "USD", TillError::Negative),
            (
                "4.8215",
                "USD",
                TillError::TooManyDecimals {
                    code: "USD",
                    decimals: 2,
                },
            ),
            ("1000000000.01", "USD", TillError::TooMuch),
            ("99999999999999999999999", "USD", TillError::TooMuch),
        ] {
            assert_eq!(till_amount(typed, currency(code)), Err(error), "{typed} {code}");
        }
    }

    #[test]
    fn covers_are_whole() {
        for (typed, count) in [("212", 212), (" 0 ", 0), ("1,240", 1_240), ("212.00", 212)] {
            assert_eq!(covers(typed), Ok(count), "{typed}");
        }
        for typed in ["", "21.5", "-3", "12 guests", "1,24", "２"] {
            assert_eq!(covers(typed), Err(TillError::Covers), "{typed}");
        }
        assert_eq!(covers("10,000,001"), Err(TillError::TooMuch));
        assert_eq!(covers("99999999999"), Err(TillError::TooMuch));
    }

    #[test]
    fn each_refusal_says_how_to_write_it() {
        for (error, says) in [
            (TillError::Unreadable, "Write the amount as 4821.50 or 4,821.50."),
            (
                TillError::Ambiguous,
                "The comma or point may stand for thousands or for decimals. Write the amount without it, or with both.",
            ),
            (
                TillError::TooManyDecimals {
                    code: "USD",
                    decimals: 2,
                },
                "USD has 2 decimals. Write no more of them.",
            ),
            (
                TillError::Negative,
                "The amount is below nought. Write what was sold after refunds, or 0.",
            ),
            (
                TillError::TooMuch,
                "The figure is too large. Check the number of zeros.",
            ),
            (
                TillError::Covers,
                "Write the covers as a whole number, such as 212.",
            ),
        ] {
            assert_eq!(error.to_string(), says);
        }
    }

    proptest! {
        #[test]
        fn what_files_and_people_write_reads_back(minor in 0i64..=1_000_000_000, code in prop::sample::select(vec!["USD", "JPY", "KWD", "EUR"])) {
            let money = Money::new(minor, currency(code));
            prop_assert_eq!(till_amount(&money.plain(), currency(code)), Ok(money));
            // Grouped dinars without decimals cannot happen: they always have three.
            prop_assert_eq!(till_amount(&money.to_string(), currency(code)), Ok(money));
        }

        #[test]
        fn no_text_makes_it_panic(typed in any::<String>(), code in prop::sample::select(vec!["USD", "JPY", "KWD"])) {
            let _ = till_amount(&typed, currency(code));
            let _ = covers(&typed);
        }
    }
}
