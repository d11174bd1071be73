//! The bills that the till took a comp off: its own list, to be held against ours by their numbers.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::amount::{TillError, till_amount};
use super::sheet::{Dates, cell, heading, is_total, lines, short, unsigned};
use crate::{BusinessDate, Currency, Line, Money, TextError};

/// A comp on a bill, as the till has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TillBill {
    /// The number of the bill, as the till writes it.
    pub bill: String,
    /// What came off it.
    pub amount: Money,
}

impl TillBill {
    const NUMBER: Line = Line {
        name: "bill number",
        longest: 40,
        many_lines: false,
    };

    /// Reads a bill of the till.
    ///
    /// # Errors
    /// [`BillError`].
    pub fn read(bill: &str, amount: &str, currency: Currency) -> Result<Self, BillError> {
        Ok(Self {
            bill: Self::NUMBER.required(bill)?,
            amount: till_amount(unsigned(amount.trim()), currency)?,
        })
    }
}

/// A bill number by which two lists are matched: without what a till may write around it or leave out, so that `#0040931`
/// is `40931`.
pub fn bill_key(bill: &str) -> String {
    let bare: String = bill
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let short = bare.trim_start_matches('0');
    if short.is_empty() { bare } else { short.to_owned() }
}

/// Why a bill of the till was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BillError {
    /// No number, or none that can be kept.
    #[error(transparent)]
    Number(#[from] TextError),
    /// No amount.
    #[error(transparent)]
    Amount(#[from] TillError),
}

/// The bills of one day, as they were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOfBills {
    /// The business date.
    pub day: BusinessDate,
    /// In the order of the paste.
    pub bills: Vec<TillBill>,
}

/// What was made of a paste.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PastedBills {
    /// The days that were read, each once.
    pub days: Vec<DayOfBills>,
    /// The lines that were not. Nothing is set while there is one.
    pub faults: Vec<BillFault>,
}

/// A line that was not read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("Line {line}: {kind}")]
pub struct BillFault {
    /// Which line, from 1.
    pub line: usize,
    /// Why not.
    pub kind: BillFaultKind,
}

/// Why a line of a paste was not read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BillFaultKind {
    /// No date where one belongs.
    #[error("“{typed}” is not a date. Write it as 2026-11-21.")]
    Date {
        /// What stands there.
        typed: String,
    },
    /// A day that has not come.
    #[error("{} has not come yet.", day.readable())]
    NotYet {
        /// Which.
        day: BusinessDate,
    },
    /// A bill that cannot be taken.
    #[error(transparent)]
    Bill(#[from] BillError),
    /// Nothing but a heading, or nothing at all.
    #[error("There is no bill in this. Paste lines with a date, a bill number and an amount.")]
    Nothing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Day,
    Bill,
    Amount,
    Other,
}

impl Column {
    fn named(heading: &str) -> Self {
        let name = heading.trim().to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        match () {
            () if has(&["date", "day"]) => Self::Day,
            () if has(&["amount", "comp", "discount", "total"]) => Self::Amount,
            () if has(&["bill", "check", "ticket", "order", "number", "no."]) => Self::Bill,
            () => Self::Other,
        }
    }
}

/// Reads the list of bills of a till: a line a bill. A first line of words names its columns; without one they are date,
/// bill and amount.
pub fn read_pasted_bills(text: &str, currency: Currency, today: BusinessDate) -> PastedBills {
    let mut lines = lines(text);
    let columns = heading(&mut lines, Column::named, &Column::Day)
        .unwrap_or_else(|| vec![Column::Day, Column::Bill, Column::Amount]);
    let at = |wanted| {
        let found = columns.iter().position(|column| *column == wanted);
        found.unwrap_or(usize::MAX)
    };
    let (day, bill, amount) = (at(Column::Day), at(Column::Bill), at(Column::Amount));
    let dates = Dates::of(lines.iter().map(|(_, cells)| cell(cells, day)), currency);
    let mut pasted = PastedBills::default();
    for (line, cells) in &lines {
        if is_total(cells, day) {
            continue;
        }
        let typed = cell(cells, day);
        let read = dates
            .read(typed)
            .ok_or_else(|| BillFaultKind::Date { typed: short(typed) })
            .and_then(|day| {
                if day > today {
                    return Err(BillFaultKind::NotYet { day });
                }
                Ok((
                    day,
                    TillBill::read(cell(cells, bill), cell(cells, amount), currency)?,
                ))
            });
        match read {
            Ok((day, bill)) => match pasted.days.iter_mut().find(|known| known.day == day) {
                Some(known) => known.bills.push(bill),
                None => pasted.days.push(DayOfBills {
                    day,
                    bills: vec![bill],
                }),
            },
            Err(kind) => pasted.faults.push(BillFault { line: *line, kind }),
        }
    }
    if pasted.days.is_empty() && pasted.faults.is_empty() {
        pasted.faults.push(BillFault {
            line: 1,
            kind: BillFaultKind::Nothing,
        });
    }
    pasted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn usd() -> Currency {
        Currency::parse("USD").expect("a currency")
    }

    fn read(text: &str) -> PastedBills {
        read_pasted_bills(text, usd(), BusinessDate::parse("2026-11-21").expect("a date"))
    }

    fn told(pasted: &PastedBills) -> Vec<String> {
        let bill = |day: &DayOfBills| {
            let bills = day
                .bills
                .iter()
                .map(|bill| format!("{} {}", bill.bill, bill.amount.plain()));
            format!("{}: {}", day.day, bills.collect::<Vec<_>>().join(", "))
        };
        pasted.days.iter().map(bill).collect()
    }

    #[test]
    fn bills_are_gathered_by_their_day() {
        let rows = ["2026-11-20: 40931 24.00, 40933 12.50", "2026-11-21: A-7 6.00"];
        for text in [
            "2026-11-20\t40931\t24.00\n2026-11-21\tA-7\t-6\n2026-11-20\t40933\t12.50",
            "Comp amount,Check number,Business date\n$24.00,40931,11/20/2026\n(6.00),A-7,11/21/2026\n12.50,40933,11/20/2026\n",
        ] {
            let pasted = read(text);
            assert_eq!(
                (told(&pasted), pasted.faults),
                (rows.map(str::to_owned).to_vec(), Vec::new())
            );
        }
    }

    #[test]
    fn a_bad_line_is_named_with_its_number() {
        let pasted = read(
            "Date\tBill\tAmount\nFriday\t1\t2\n2026-11-22\t1\t2\n2026-11-20\t\t2\n2026-11-20\t1\tmuch\nTotal\t\t99",
        );
        assert_eq!(
            pasted.faults.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [
                "Line 2: “Friday” is not a date. Write it as 2026-11-21.",
                "Line 3: 22 Nov 2026 has not come yet.",
                "Line 4: The bill number is missing. Write it, then try again.",
                "Line 5: Write the amount as 4821.50 or 4,821.50.",
            ]
        );
        assert_eq!(
            read("").faults[0].to_string(),
            "Line 1: There is no bill in this. Paste lines with a date, a bill number and an amount."
        );
    }

    #[test]
    fn a_bill_number_is_the_same_whatever_is_written_around_it() {
        for bill in [
            "40931",
            "#40931",
            " 0040931",
            "No 40931".trim_start_matches("No "),
        ] {
            assert_eq!(bill_key(bill), "40931");
        }
        assert_eq!(
            (bill_key("A-07"), bill_key("000"), bill_key("#")),
            ("a07".into(), "000".into(), String::new())
        );
    }

    proptest! {
        #[test]
        fn no_paste_makes_it_panic(text in "(?s).{0,200}") {
            let _ = read(&text);
        }
    }
}
