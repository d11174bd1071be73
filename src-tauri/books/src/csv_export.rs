//! The details of a period as CSV: one line a movement, for a spreadsheet or a script.

use std::ops::ControlFlow;

use comeback_domain::{Money, Movement};
use thiserror::Error;

use crate::{Totals, TotalsRow};

/// The columns, in order. A column is never renamed or moved; new ones go to the end.
const HEADER: [&str; 14] = [
    "business_date",
    "written_at_utc",
    "basis",
    "kind",
    "category",
    "amount",
    "currency",
    "code_ends_in",
    "bill",
    "what",
    "staff",
    "incident",
    "of_date",
    "of_batch",
];

/// After so many lines somebody may break it off.
const STEP: usize = 1_000;

/// Writes movements as CSV after RFC 4180: UTF-8, comma, CRLF, a header line. Amounts are bare numbers (`1234.50`),
/// empty where no figure was recorded, and below nought in a line that takes back what another brought; such a line cites the
/// day of the other, and its closed period where that was closed before. No guest's name is in it, and of a code only the last
/// four. `watch` is told how many lines are written and may break it off: `None` then.
///
/// # Errors
/// [`ExportError`], which only a failing allocation could bring about.
pub fn details_csv(
    movements: &[Movement],
    watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Option<Vec<u8>>, ExportError> {
    let mut writer = for_people();
    writer.write_record(HEADER).map_err(ExportError::of)?;
    for (done, movement) in movements.iter().enumerate() {
        if done.is_multiple_of(STEP) && watch(done).is_break() {
            return Ok(None);
        }
        writer.write_record(line(movement)).map_err(ExportError::of)?;
    }
    if watch(movements.len()).is_break() {
        return Ok(None);
    }
    writer.into_inner().map(Some).map_err(ExportError::of)
}

fn line(movement: &Movement) -> [String; HEADER.len()] {
    [
        movement.business_date.to_string(),
        movement.at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        movement.basis.key().to_owned(),
        movement.kind.key().to_owned(),
        movement.category.key().to_owned(),
        movement.amount.map_or(String::new(), Money::plain),
        movement
            .amount
            .map_or(String::new(), |amount| amount.currency.code().to_owned()),
        text(movement.last_four.as_deref()),
        text(movement.bill.as_deref()),
        text(movement.what.as_deref()),
        text(movement.staff.as_deref()),
        movement.incident.to_string(),
        movement.of_date.map_or(String::new(), |date| date.to_string()),
        movement.of_batch.map_or(String::new(), |batch| batch.to_string()),
    ]
}

/// A writer of CSV that spreadsheets open: without the mark at its head, Excel takes UTF-8 for an old code page.
fn for_people() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec())
}

/// The columns of the summary, in order; as with the details, new ones go to the end.
const SUMMARY: [&str; 18] = [
    "from",
    "to",
    "currency",
    "by",
    "key",
    "label",
    "issued_count",
    "issued_amount",
    "redeemed_count",
    "redeemed_amount",
    "comps_count",
    "comps_amount",
    "gestures_count",
    "gestures_amount",
    "voided_count",
    "voided_amount",
    "reversed_count",
    "reversed_amount",
];

/// Writes the totals of a period as CSV, one line a category, one a kind, and one for all; in the form of the details.
///
/// # Errors
/// As [`details_csv`].
pub fn summary_csv(totals: &Totals) -> Result<Vec<u8>, ExportError> {
    let mut writer = for_people();
    writer.write_record(SUMMARY).map_err(ExportError::of)?;
    let mut write = |by: &str, row: &TotalsRow| {
        let figures = row.tallies().into_iter().flat_map(|tally| {
            let amount = Money::new(tally.amount, totals.currency).plain();
            [tally.count.to_string(), amount]
        });
        let (from, to) = (totals.from.to_string(), totals.to.to_string());
        let words = [&from, &to, totals.currency.code(), by, &row.key, &row.label].map(str::to_owned);
        writer
            .write_record(words.into_iter().chain(figures))
            .map_err(ExportError::of)
    };
    for row in &totals.by_category {
        write("category", row)?;
    }
    for row in &totals.by_kind {
        write("kind", row)?;
    }
    write("total", &totals.total)?;
    writer.into_inner().map_err(ExportError::of)
}

/// The export could not be put together.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ExportError {
    /// More lines than a sheet holds.
    #[error(
        "These days have more lines than the 1,048,576 of a sheet. Export fewer days, or the details as CSV."
    )]
    TooLong,
    /// What the system said.
    #[error("The export could not be written: {0}. Try again.")]
    Failed(String),
}

impl ExportError {
    pub(crate) fn of(error: impl std::fmt::Display) -> Self {
        Self::Failed(error.to_string())
    }
}

/// Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP ASVS 1.2.10). Text that begins
/// with an apostrophe gets one too, so that taking one off always gives back what was typed.
fn text(typed: Option<&str>) -> String {
    let typed = typed.unwrap_or_default();
    let first = typed.trim_start_matches(' ').chars().next();
    let risky = first.is_some_and(|c| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '\'' | '＝' | '＋' | '－' | '＠'
        )
    });
    if risky {
        format!("'{typed}")
    } else {
        typed.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use comeback_domain::{Basis, BusinessDate, Category, Currency, IncidentId, MakeGoodKind};
    use proptest::prelude::*;

    fn movement(what: &str) -> Movement {
        Movement {
            seq: 2,
            at: "2026-11-22T00:43:00Z".parse().expect("an instant"),
            business_date: BusinessDate::parse("2026-11-21").expect("a date"),
            basis: Basis::Given,
            category: Category::Takeout,
            kind: MakeGoodKind::Gesture,
            incident: "019aa9a5-0000-7000-8000-000000000001"
                .parse::<IncidentId>()
                .expect("an id"),
            last_four: None,
            what: Some(what.to_owned()),
            bill: None,
            staff: Some("Owen Brandt".to_owned()),
            amount: Some(Money::new(600, Currency::parse("USD").expect("a currency"))),
            of_date: None,
            of_batch: None,
        }
    }

    fn written(movements: &[Movement]) -> Vec<u8> {
        let file = details_csv(movements, &mut |_| ControlFlow::Continue(()));
        file.expect("written").expect("to its end")
    }

    #[test]
    fn it_is_broken_off_when_somebody_says_so() {
        let movements = vec![movement("Cookies"); 2_500];
        let mut told = Vec::new();
        let file = details_csv(&movements, &mut |done| {
            told.push(done);
            if done == 2_000 {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        assert_eq!((file, told), (Ok(None), vec![0, 1_000, 2_000]));
    }

    #[test]
    fn a_movement_is_one_line_under_the_header() {
        let bytes = written(&[movement("Cookies, \"warm\"")]);
        assert_eq!(
            String::from_utf8(bytes).expect("text"),
            "\u{feff}business_date,written_at_utc,basis,kind,category,amount,currency,code_ends_in,bill,what,staff,incident,of_date,of_batch\r\n\
             2026-11-21,2026-11-22T00:43:00Z,given,gesture,takeout,6.00,USD,,,\"Cookies, \"\"warm\"\"\",Owen Brandt,019aa9a5-0000-7000-8000-000000000001,,\r\n"
        );
    }

    #[test]
    fn nothing_typed_runs_as_a_formula() {
        for typed in [
            "=HYPERLINK(\"x\")",
            "+1",
            "-1",
            "@sum",
            "  =1",
            "＝1",
            "\t=1",
            "'quoted",
        ] {
            assert_eq!(text(Some(typed)), format!("'{typed}"));
        }
        assert_eq!(text(Some("Duck, cold")), "Duck, cold");
    }

    proptest! {
        #[test]
        fn what_was_typed_comes_back(typed in "\\PC{0,40}") {
            let bytes = written(&[movement(&typed)]);
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            let record = reader.records().next().expect("a line").expect("readable");
            let field = &record[9];
            prop_assert_eq!(field.strip_prefix('\'').unwrap_or(field), typed);
        }
    }
}
