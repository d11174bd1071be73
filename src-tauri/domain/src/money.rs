//! Money: whole minor units of one currency, never a fraction of a float.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use crate::grouped;

/// The most that one amount may be, in major units (dollars, yen). Keeps every sum far below 2^53, so that the
/// page can hold it exactly.
pub const MAX_MAJOR_UNITS: i64 = 1_000_000;

/// An ISO 4217 currency that has minor units of 0, 2 or 3 decimals, or whatever the standard gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The currency with this three-letter code, in any case.
    ///
    /// # Errors
    /// [`MoneyError::UnknownCurrency`] when ISO 4217 has no such code, or one with no minor units (gold).
    pub fn parse(code: &str) -> Result<Self, MoneyError> {
        let unknown = || MoneyError::UnknownCurrency {
            typed: code.trim().chars().take(10).collect(),
        };
        let currency =
            iso_currency::Currency::from_str(&code.trim().to_ascii_uppercase()).map_err(|_| unknown())?;
        currency.exponent().map(|_| Self(currency)).ok_or_else(unknown)
    }

    /// The three-letter code, `USD`.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// How many decimals an amount has: 2 for USD, 0 for JPY, 3 for KWD.
    pub fn decimals(self) -> u32 {
        u32::from(self.0.exponent().unwrap_or(2))
    }

    /// What stands before an amount for a person: `$`, `€`, or the code and a space where there is no sign, or one
    /// of letters (`Kč`), or one of another script, which our Latin papers cannot set and which may turn the amount
    /// around (`د.ك`).
    pub fn prefix(self) -> String {
        let symbol = self.0.symbol().to_string();
        let is_sign = |c: char| c.is_ascii() || matches!(c, '¢'..='£' | '¥' | '\u{20a0}'..='\u{20cf}');
        if symbol.chars().all(char::is_alphabetic) || !symbol.chars().all(is_sign) {
            format!("{}\u{a0}", self.code())
        } else {
            symbol
        }
    }

    fn scale(self) -> i64 {
        10_i64.pow(self.decimals())
    }

    /// How the smallest sensible example of an amount is written: `12.50`, `1250`, `12.500`.
    fn example(self) -> String {
        match self.decimals() {
            0 => "1250".to_owned(),
            decimals => format!("12.5{}", "0".repeat(decimals as usize - 1)),
        }
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::parse(&code).map_err(serde::de::Error::custom)
    }
}

/// An amount in minor units (cents) of a currency. May be zero or negative as a sum; a typed amount is above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Whole minor units: 1250 is $12.50, ¥1250 and 1.250 KWD.
    pub minor: i64,
    /// The currency they are of.
    pub currency: Currency,
}

impl Money {
    /// So many minor units.
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing.
    pub fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// Reads an amount as a person types it: `12.50`, `$12.50`, `12.5`, `12`. The decimal mark is a point and there
    /// are no commas, because `12,500` means two different amounts in two countries.
    ///
    /// # Errors
    /// [`AmountError`] naming what is wrong and how to write it; never a guess.
    pub fn parse(typed: &str, currency: Currency) -> Result<Self, AmountError> {
        let text = typed.trim();
        let text = text
            .strip_prefix(currency.prefix().trim_end())
            .unwrap_or(text)
            .trim_start();
        if text.is_empty() {
            return Err(AmountError::Missing {
                example: currency.example(),
            });
        }
        let unreadable = || AmountError::Unreadable {
            example: currency.example(),
        };
        if let Some(rest) = text.strip_prefix(['-', '−']) {
            return if Self::parse(rest, currency).is_ok() {
                Err(AmountError::NotAboveZero)
            } else {
                Err(unreadable())
            };
        }
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) || text.ends_with('.') {
            return Err(unreadable());
        }
        if fraction.len() > currency.decimals() as usize {
            return Err(AmountError::TooManyDecimals {
                code: currency.code(),
                decimals: currency.decimals(),
                example: currency.example(),
            });
        }
        let too_much = || AmountError::TooMuch {
            most: Self::new(MAX_MAJOR_UNITS * currency.scale(), currency),
        };
        let major: i64 =
            whole
                .trim_start_matches('0')
                .parse()
                .or_else(|error: std::num::ParseIntError| {
                    if *error.kind() == std::num::IntErrorKind::Empty {
                        Ok(0)
                    } else {
                        Err(too_much())
                    }
                })?;
        if major > MAX_MAJOR_UNITS {
            return Err(too_much());
        }
        let padded = format!("{fraction:0<width$}", width = currency.decimals() as usize);
        let minor = major * currency.scale() + padded.parse::<i64>().unwrap_or(0);
        match minor {
            0 => Err(AmountError::NotAboveZero),
            _ if minor > MAX_MAJOR_UNITS * currency.scale() => Err(too_much()),
            _ => Ok(Self::new(minor, currency)),
        }
    }

    /// The sum of two amounts.
    ///
    /// # Errors
    /// [`MoneyError::TwoCurrencies`] for two currencies, [`MoneyError::TooLarge`] past what 64 bits hold.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        self.minor
            .checked_add(other.minor)
            .map(|minor| Self { minor, ..self })
            .ok_or(MoneyError::TooLarge)
    }

    /// What is left when the other amount is taken away; may be below zero.
    ///
    /// # Errors
    /// As [`Money::plus`].
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        self.minor
            .checked_sub(other.minor)
            .map(|minor| Self { minor, ..self })
            .ok_or(MoneyError::TooLarge)
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::TwoCurrencies {
                one: self.currency.code(),
                other: other.currency.code(),
            })
        }
    }

    /// As files carry it: `1234.50`, no symbol, no grouping, a point, a leading minus.
    pub fn plain(self) -> String {
        let decimals = self.currency.decimals() as usize;
        let sign = if self.minor < 0 { "-" } else { "" };
        let digits = self.minor.unsigned_abs();
        if decimals == 0 {
            return format!("{sign}{digits}");
        }
        let scale = self.currency.scale().unsigned_abs();
        format!("{sign}{}.{:0decimals$}", digits / scale, digits % scale)
    }
}

/// As a person reads it: `$1,234.50`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (digits, scale) = (self.minor.unsigned_abs(), self.currency.scale().unsigned_abs());
        let sign = if self.minor < 0 { "−" } else { "" };
        write!(f, "{sign}{}{}", self.currency.prefix(), grouped(digits / scale))?;
        match self.currency.decimals() as usize {
            0 => Ok(()),
            decimals => write!(f, ".{:0decimals$}", digits % scale),
        }
    }
}

/// Why a typed amount was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AmountError {
    /// Nothing was typed.
    #[error("The amount is missing. Write it as {example}.")]
    Missing {
        /// An amount written the right way.
        example: String,
    },
    /// It is not digits with at most one point.
    #[error("Write the amount as {example}.")]
    Unreadable {
        /// An amount written the right way.
        example: String,
    },
    /// More decimals than the currency has.
    #[error("{code} has {decimals} decimals. Write the amount as {example}.")]
    TooManyDecimals {
        /// The currency.
        code: &'static str,
        /// How many it has.
        decimals: u32,
        /// An amount written the right way.
        example: String,
    },
    /// Zero or below.
    #[error("The amount must be more than zero.")]
    NotAboveZero,
    /// Above [`MAX_MAJOR_UNITS`].
    #[error("The amount is over {most}. Check the number of zeros.")]
    TooMuch {
        /// The most that is taken.
        most: Money,
    },
}

/// Why two amounts, or a currency, do not go together.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// ISO 4217 does not know it.
    #[error("“{typed}” is not a currency code. Use three letters, such as USD or EUR.")]
    UnknownCurrency {
        /// The first characters of what was typed.
        typed: String,
    },
    /// Adding dollars to euros.
    #[error("{one} and {other} cannot be added.")]
    TwoCurrencies {
        /// The currency of the first amount.
        one: &'static str,
        /// The currency of the second.
        other: &'static str,
    },
    /// More than 64 bits of minor units.
    #[error("The sum is too large.")]
    TooLarge,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn usd() -> Currency {
        Currency::parse("USD").expect("a currency")
    }

    fn refusal(typed: &str, code: &str) -> String {
        Money::parse(typed, Currency::parse(code).expect("a currency"))
            .expect_err(typed)
            .to_string()
    }

    #[test]
    fn typed_amounts_become_minor_units_with_0_2_and_3_decimals() {
        for (typed, code, minor) in [
            ("12.50", "USD", 1250),
            ("12.5", "USD", 1250),
            (" 12 ", "USD", 1200),
            ("$24.00", "USD", 2400),
            ("0.01", "USD", 1),
            ("007", "USD", 700),
            ("1000000", "USD", 100_000_000),
            ("1250", "JPY", 1250),
            ("12.500", "KWD", 12_500),
            ("€3.20", "EUR", 320),
        ] {
            let currency = Currency::parse(code).expect("a currency");
            assert_eq!(
                Money::parse(typed, currency),
                Ok(Money::new(minor, currency)),
                "{typed} {code}"
            );
        }
    }

    #[test]
    fn what_is_no_amount_is_refused_with_the_way_to_write_it() {
        for typed in [
            "1e3", "12,50", "1,250.00", "twelve", "12.", ".50", "12.5.0", "+5", "0x10", "１２", "--5",
        ] {
            assert_eq!(refusal(typed, "USD"), "Write the amount as 12.50.", "{typed}");
        }
        assert_eq!(refusal("", "USD"), "The amount is missing. Write it as 12.50.");
        assert_eq!(refusal("$", "USD"), "The amount is missing. Write it as 12.50.");
        assert_eq!(
            refusal("12.345", "USD"),
            "USD has 2 decimals. Write the amount as 12.50."
        );
        assert_eq!(
            refusal("12.5", "JPY"),
            "JPY has 0 decimals. Write the amount as 1250."
        );
        assert_eq!(
            refusal("1.2345", "KWD"),
            "KWD has 3 decimals. Write the amount as 12.500."
        );
        for typed in ["0", "0.00", "-5", "-0.01", "−3"] {
            assert_eq!(
                refusal(typed, "USD"),
                "The amount must be more than zero.",
                "{typed}"
            );
        }
        for typed in ["1000000.01", "1000001", "99999999999999999999999"] {
            assert_eq!(
                refusal(typed, "USD"),
                "The amount is over $1,000,000.00. Check the number of zeros."
            );
        }
    }

    #[test]
    fn amounts_are_written_for_files_and_for_people() {
        let show = |minor, code| {
            let money = Money::new(minor, Currency::parse(code).expect("a currency"));
            (money.plain(), money.to_string())
        };
        assert_eq!(show(123_450, "USD"), ("1234.50".into(), "$1,234.50".into()));
        assert_eq!(show(-5, "USD"), ("-0.05".into(), "−$0.05".into()));
        assert_eq!(show(1_250_000, "JPY"), ("1250000".into(), "¥1,250,000".into()));
        assert_eq!(show(12_500, "KWD").0, "12.500");
    }

    #[test]
    fn an_amount_is_told_with_a_sign_that_a_latin_paper_can_set_or_with_the_code() {
        for (code, shown) in [
            ("EUR", "€0.05"),
            ("CAD", "$0.05"),
            ("BRL", "R$0.05"),
            ("INR", "₹0.05"),
            ("CZK", "CZK\u{a0}0.05"),
            ("KWD", "KWD\u{a0}0.005"),
            ("BGN", "BGN\u{a0}0.05"),
            ("CHF", "₣0.05"),
        ] {
            let money = Money::new(5, Currency::parse(code).expect("a currency"));
            assert_eq!(money.to_string(), shown);
        }
    }

    #[test]
    fn two_currencies_do_not_add() {
        let euro = Money::new(1, Currency::parse("eur").expect("a currency"));
        let error = Money::new(1, usd()).plus(euro).expect_err("two currencies");
        assert_eq!(error.to_string(), "USD and EUR cannot be added.");
        assert_eq!(
            Money::new(i64::MAX, usd()).plus(Money::new(1, usd())),
            Err(MoneyError::TooLarge)
        );
    }

    #[test]
    fn a_currency_that_is_none_is_said() {
        let error = Currency::parse("DOLLARS").expect_err("no such code");
        assert_eq!(
            error.to_string(),
            "“DOLLARS” is not a currency code. Use three letters, such as USD or EUR."
        );
        assert!(Currency::parse("XAU").is_err(), "gold has no minor units");
    }

    proptest! {
        #[test]
        fn a_plain_amount_reads_back(minor in 1i64..=100_000_000, code in prop::sample::select(vec!["USD", "JPY", "KWD", "EUR"])) {
            let currency = Currency::parse(code).expect("a currency");
            let money = Money::new(minor.min(MAX_MAJOR_UNITS * currency.scale()), currency);
            prop_assert_eq!(Money::parse(&money.plain(), currency), Ok(money));
        }

        #[test]
        fn no_text_makes_it_panic(typed in any::<String>()) {
            let _ = Money::parse(&typed, usd());
        }

        #[test]
        fn adding_and_taking_away_is_nothing(a in -1_000_000_000i64..1_000_000_000, b in -1_000_000_000i64..1_000_000_000) {
            let (a, b) = (Money::new(a, usd()), Money::new(b, usd()));
            prop_assert_eq!(a.plus(b).and_then(|sum| sum.minus(b)), Ok(a));
        }
    }
}
