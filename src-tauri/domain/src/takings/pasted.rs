//! Takings as they are copied from a spreadsheet: a line a day, with tabs, semicolons or commas between.

use thiserror::Error;

use super::amount::{TillError, covers, till_amount};
use super::sheet::{Dates, cell, heading, is_total, lines, short, unsigned};
use crate::{BusinessDate, Currency, Money};

/// The figures of one line. An empty cell says nothing, and leaves what is known as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PastedDay {
    /// Which line, from 1.
    pub line: usize,
    /// The business date.
    pub day: BusinessDate,
    /// Net sales.
    pub net_sales: Option<Money>,
    /// Covers.
    pub covers: Option<u32>,
    /// The till's comps.
    pub comps: Option<Money>,
}

/// What was made of a paste.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The lines that were read, in their order.
    pub days: Vec<PastedDay>,
    /// The lines that were not, in their order. Nothing is set while there is one.
    pub faults: Vec<PasteFault>,
}

/// A line that was not read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("Line {line}: {kind}")]
pub struct PasteFault {
    /// Which line, from 1.
    pub line: usize,
    /// Why not.
    pub kind: PasteFaultKind,
}

/// Why a line of a paste was not read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PasteFaultKind {
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
    /// A day that has a line already.
    #[error("{} stands in line {first} as well. Leave one of the two.", day.readable())]
    Twice {
        /// Which.
        day: BusinessDate,
        /// Its first line.
        first: usize,
    },
    /// A figure that cannot be read.
    #[error("“{typed}” under {column}. {error}")]
    Figure {
        /// The column, as people call it.
        column: &'static str,
        /// What stands there.
        typed: String,
        /// Why not.
        error: TillError,
    },
    /// A day without any figure.
    #[error("There is no figure beside {}. Write net sales, covers or comps after it.", day.readable())]
    Bare {
        /// Which.
        day: BusinessDate,
    },
    /// Nothing but a heading, or nothing at all.
    #[error("There is no day in this. Paste lines with a date and its figures.")]
    Nothing,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Day,
    NetSales,
    Covers,
    Comps,
    Other,
}

/// Without a heading the columns stand in this order.
const USUAL: [Column; 4] = [Column::Day, Column::NetSales, Column::Covers, Column::Comps];

impl Column {
    fn named(heading: &str) -> Self {
        let name = heading.trim().to_lowercase();
        let has = |word: &str| name.contains(word);
        match () {
            () if has("cover") || has("guest") || has("customer") => Self::Covers,
            () if has("comp") => Self::Comps,
            () if has("gross") || has("tax") => Self::Other,
            () if has("net") || has("sales") => Self::NetSales,
            () if has("date") || has("day") => Self::Day,
            () => Self::Other,
        }
    }
}

/// Reads a column or a table. A first line of words names its columns, in any order; without one they are date, net
/// sales, covers and comps. Dates are 2026-11-21, 21 Nov 2026, or numbers as the shop writes them: where the lines leave
/// open which is the month, it is the first for a shop that counts in US dollars. A line that begins with “Total” is
/// passed over.
pub fn read_pasted(text: &str, currency: Currency, today: BusinessDate) -> Pasted {
    let mut lines = lines(text);
    let columns = heading(&mut lines, Column::named, &Column::Day).unwrap_or_else(|| USUAL.to_vec());
    let at = columns
        .iter()
        .position(|column| *column == Column::Day)
        .unwrap_or(0);
    let dates = Dates::of(lines.iter().map(|(_, cells)| cell(cells, at)), currency);
    let mut pasted = Pasted::default();
    for (line, cells) in lines.iter().filter(|(_, cells)| !is_total(cells, at)) {
        let typed = cell(cells, at);
        match one(
            *line,
            typed,
            cells,
            &columns,
            (dates, currency, today),
            &pasted.days,
        ) {
            Ok(day) => pasted.days.push(day),
            Err(kind) => pasted.faults.push(PasteFault { line: *line, kind }),
        }
    }
    if pasted.days.is_empty() && pasted.faults.is_empty() {
        let kind = PasteFaultKind::Nothing;
        pasted.faults.push(PasteFault { line: 1, kind });
    }
    pasted
}

fn one(
    line: usize,
    typed: &str,
    cells: &[String],
    columns: &[Column],
    (dates, currency, today): (Dates, Currency, BusinessDate),
    before: &[PastedDay],
) -> Result<PastedDay, PasteFaultKind> {
    let day = dates
        .read(typed)
        .ok_or_else(|| PasteFaultKind::Date { typed: short(typed) })?;
    if day > today {
        return Err(PasteFaultKind::NotYet { day });
    }
    if let Some(other) = before.iter().find(|other| other.day == day) {
        return Err(PasteFaultKind::Twice {
            day,
            first: other.line,
        });
    }
    let of = |wanted: Column| {
        let at = columns.iter().position(|column| *column == wanted)?;
        let text = cells.get(at)?.trim();
        (!text.is_empty() && text != "-" && text != "–").then_some(text)
    };
    let figure = |column, typed: &str, error| PasteFaultKind::Figure {
        column,
        typed: short(typed),
        error,
    };
    let net_sales = of(Column::NetSales)
        .map(|text| till_amount(text, currency).map_err(|error| figure("net sales", text, error)))
        .transpose()?;
    let covers = of(Column::Covers)
        .map(|text| covers(text).map_err(|error| figure("covers", text, error)))
        .transpose()?;
    // Tills write what they gave away with a minus, or without one.
    let comps = of(Column::Comps)
        .map(|text| till_amount(unsigned(text), currency).map_err(|error| figure("comps", text, error)))
        .transpose()?;
    if net_sales.is_none() && covers.is_none() && comps.is_none() {
        return Err(PasteFaultKind::Bare { day });
    }
    Ok(PastedDay {
        line,
        day,
        net_sales,
        covers,
        comps,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn usd() -> Currency {
        Currency::parse("USD").expect("a currency")
    }

    fn read_as(text: &str, code: &str) -> Pasted {
        let today = BusinessDate::parse("2026-11-21").expect("a date");
        read_pasted(text, Currency::parse(code).expect("a currency"), today)
    }

    fn read(text: &str) -> Pasted {
        read_as(text, "USD")
    }

    /// Date, net sales, covers and comps of every line, as text.
    fn told(pasted: &Pasted) -> Vec<String> {
        assert_eq!(pasted.faults, [], "all of it is read");
        let money = |money: Option<Money>| money.map_or("-".to_owned(), Money::plain);
        let row = |day: &PastedDay| {
            let covers = day.covers.map_or("-".to_owned(), |covers| covers.to_string());
            format!(
                "{} {} {covers} {}",
                day.day,
                money(day.net_sales),
                money(day.comps)
            )
        };
        pasted.days.iter().map(row).collect()
    }

    #[test]
    fn tabs_semicolons_and_commas_stand_between_the_cells() {
        let rows = ["2026-11-01 4821.50 212 24.00", "2026-11-02 0.00 0 -"];
        for text in [
            "2026-11-01\t4,821.50\t212\t24\n2026-11-02\t0\t0\t",
            "2026-11-01;4821,50;212;24\r\n2026-11-02;0;0;-\r\n",
            "2026-11-01,4821.50,212,-24.00\n\n2026-11-02,0,0",
            "2026-11-01,\"$4,821.50\",\"212\",(24.00)\n2026-11-02,0,0,",
        ] {
            assert_eq!(told(&read(text)), rows, "{text}");
        }
    }

    #[test]
    fn a_heading_names_the_columns_in_any_order() {
        let text = "Comps\tGross sales\tNet sales\tGuests\tBusiness date\n24\t5000\t4821.50\t212\t2026-11-01\nTotal\t\t\t\t\n";
        assert_eq!(told(&read(text)), ["2026-11-01 4821.50 212 24.00"]);
        assert_eq!(
            told(&read("Date,Covers\n2026-11-01,212\nTotal,212\n")),
            ["2026-11-01 - 212 -"]
        );
    }

    #[test]
    fn one_column_beside_the_dates_is_net_sales() {
        assert_eq!(
            told(&read("2026-11-01\t4821.50\n2026-11-02\t3990")),
            ["2026-11-01 4821.50 - -", "2026-11-02 3990.00 - -"]
        );
    }

    #[test]
    fn dates_are_read_as_the_shop_writes_them() {
        for typed in [
            "2026-11-03",
            "2026/11/03",
            "3 Nov 2026",
            "03 November 2026",
            "Nov 3, 2026",
            "11/3/2026",
            "11/03/26",
            "Tue 11/3/2026",
            "2026-11-03 00:00:00",
            "2026-11-03T00:00",
        ] {
            assert_eq!(
                told(&read(&format!("{typed}\t1")))[0],
                "2026-11-03 1.00 - -",
                "{typed}"
            );
        }
        for typed in ["3.11.2026", "03/11/2026", "3-11-2026"] {
            assert_eq!(
                told(&read_as(&format!("{typed}\t1"), "EUR"))[0],
                "2026-11-03 1.00 - -",
                "{typed}"
            );
        }
    }

    #[test]
    fn one_line_that_can_be_read_only_one_way_settles_all_of_them() {
        let rows = ["2026-11-03 1.00 - -", "2026-11-13 1.00 - -"];
        assert_eq!(told(&read("03/11/2026\t1\n13/11/2026\t1")), rows);
        assert_eq!(told(&read_as("11/03/2026\t1\n11/13/2026\t1", "EUR")), rows);
    }

    #[test]
    fn a_bad_line_is_named_with_its_number_and_the_others_are_read() {
        let text = "Date\tNet sales\tCovers\tComps\n2026-11-01\t4821.50\t212\t24\n\nSunday\t1\n2026-11-31\t1\n2026-11-22\t1\n2026-11-01\t5\n2026-11-02\tn/a\n2026-11-03\t1\t21.5\n2026-11-04\t1\t2\t1.2345\n2026-11-05\t\n2026-11-06\t12";
        let pasted = read(text);
        assert_eq!(
            pasted.days.iter().map(|day| day.line).collect::<Vec<_>>(),
            [2, 12]
        );
        assert_eq!(
            pasted.faults.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [
                "Line 4: “Sunday” is not a date. Write it as 2026-11-21.",
                "Line 5: “2026-11-31” is not a date. Write it as 2026-11-21.",
                "Line 6: 22 Nov 2026 has not come yet.",
                "Line 7: 1 Nov 2026 stands in line 2 as well. Leave one of the two.",
                "Line 8: “n/a” under net sales. Write the amount as 4821.50 or 4,821.50.",
                "Line 9: “21.5” under covers. Write the covers as a whole number, such as 212.",
                "Line 10: “1.2345” under comps. USD has 2 decimals. Write no more of them.",
                "Line 11: There is no figure beside 5 Nov 2026. Write net sales, covers or comps after it.",
            ]
        );
    }

    #[test]
    fn nothing_to_read_is_said() {
        for text in ["", "\n \n", "Date\tNet sales\n"] {
            assert_eq!(
                read(text)
                    .faults
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>(),
                ["Line 1: There is no day in this. Paste lines with a date and its figures."]
            );
        }
    }

    proptest! {
        #[test]
        fn no_paste_makes_it_panic(text in "(?s).{0,300}") {
            let today = BusinessDate::parse("2026-11-21").expect("a date");
            let _ = read_pasted(&text, usd(), today);
        }
    }
}
