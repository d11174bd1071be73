//! Whole amounts for a shop that does not count in dollars.

use crate::{Currency, Money};

/// How many units of a currency a dollar roughly buys of a meal there, to 1, 2 or 5 and noughts. What is not here is
/// taken one for one, or a hundred for one where a currency has no decimals.
const UNITS: &[(&str, i64)] = &[
    ("CLP", 500),
    ("CNY", 5),
    ("COP", 2_000),
    ("CZK", 20),
    ("DKK", 10),
    ("HKD", 5),
    ("HUF", 200),
    ("IDR", 10_000),
    ("INR", 50),
    ("ISK", 200),
    ("JPY", 100),
    ("KRW", 1_000),
    ("MXN", 10),
    ("NOK", 10),
    ("PHP", 50),
    ("PLN", 5),
    ("SEK", 10),
    ("THB", 20),
    ("TWD", 20),
    ("VND", 10_000),
    ("ZAR", 10),
];

/// So many dollars' worth, in whole units of this currency.
pub(super) fn whole(dollars: i64, currency: Currency) -> Money {
    let listed = UNITS.iter().find(|(code, _)| *code == currency.code());
    let usual = if currency.decimals() == 0 { 100 } else { 1 };
    let units = dollars * listed.map_or(usual, |(_, units)| *units);
    Money::new(units * 10_i64.pow(currency.decimals()), currency)
}
