//! The last sheet: what the workbook is of, as what it was closed, and how to read it.

use comeback_domain::{BatchRef, StaffName};
use rust_xlsxwriter as xlsx;

use super::Month;
use super::sheet::{Cell, Looks, Sheet};
use crate::ExportError;

pub(super) fn about(book: &mut xlsx::Workbook, looks: &Looks, month: &Month) -> Result<(), ExportError> {
    let (about, totals) = (&month.about, &month.totals);
    let mut sheet = Sheet::new(book, looks, "About", &[("About", 24), ("", 90)])?;
    let event = format!("event {}, {}", about.event, about.chain);
    sheet.line([Cell::Text("Business"), Cell::Text(&about.business)])?;
    sheet.line([Cell::Text("First business date"), Cell::Date(totals.from)])?;
    sheet.line([Cell::Text("Last business date"), Cell::Date(totals.to)])?;
    sheet.line([Cell::Text("Currency"), Cell::Text(totals.currency.code())])?;
    match &about.closed {
        None => sheet.line([
            Cell::Text("State"),
            Cell::Text("Open, or no closed period as a whole: it may still change."),
        ])?,
        Some(closed) => {
            let BatchRef { number, revision } = closed.batch;
            let batch =
                format!("Closed as batch {number}, revision {revision}. It does not change any more.");
            let details = closed.details.to_string();
            sheet.line([Cell::Text("State"), Cell::Text(&batch)])?;
            sheet.line([Cell::Text("Closed, UTC"), Cell::Moment(closed.at)])?;
            let staff = closed.staff.as_ref().map(StaffName::as_str);
            sheet.line([Cell::Text("Closed by"), Cell::text(staff)])?;
            sheet.line([Cell::Text("SHA-256 of the details"), Cell::Text(&details)])?;
        }
    }
    sheet.line([Cell::Text("Made, UTC"), Cell::Moment(about.made)])?;
    sheet.line([Cell::Text("Made by"), Cell::Text(&about.program)])?;
    sheet.line([Cell::Text("Head of the chain"), Cell::Text(&event)])?;
    for (what, says) in WORDS {
        sheet.line([Cell::Text(what), Cell::Text(says)])?;
    }
    Ok(())
}

/// How to read it.
const WORDS: [(&str, &str); 6] = [
    (
        "Issued",
        "Control: papers handed out in these days, at their amount. A promise, and no cost.",
    ),
    (
        "Redeemed, comps, gestures",
        "Cost: what came off bills in these days, at menu price before tax and tip, and what gestures cost. A redemption that was undone on its day is in neither.",
    ),
    (
        "Voided, reversed",
        "What was taken back. A paper is voided on the day that was done; where its own day is closed, it names that batch.",
    ),
    (
        "Outstanding",
        "Papers in date with something left, as at the end of the last day. A memo, and no liability, unless your accountant says otherwise.",
    ),
    (
        "Codes",
        "Only the last four characters: a whole code is worth money.",
    ),
    ("Guests", "No guest is named here."),
];
