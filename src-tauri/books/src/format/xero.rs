//! Xero: manual journals as CSV, which land as drafts. A file has at most 300 lines; a journal is never cut in two.

use comeback_domain::Journal;

use super::rows;
use crate::ExportError;

/// The most lines of a file, without its header.
pub(crate) const MOST_LINES: usize = 300;

const HEADER: [&str; 10] = [
    "*Narration",
    "*Date",
    "Description",
    "*AccountCode",
    "*TaxRate",
    "*Amount",
    "TrackingName1",
    "TrackingOption1",
    "TrackingName2",
    "TrackingOption2",
];

pub(super) fn refuses(account: &str) -> Option<&'static str> {
    if account.chars().count() > 10 {
        return Some("it takes account codes of at most 10 characters, not names");
    }
    let code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/' | '_');
    (!account.chars().all(code)).then_some("it takes account codes, such as 4010, not names")
}

pub(super) fn csv(journals: &[Journal]) -> Result<Vec<Vec<u8>>, ExportError> {
    let mut files: Vec<Vec<&Journal>> = Vec::new();
    let mut room = 0;
    for journal in journals {
        match files.last_mut().filter(|_| journal.lines.len() <= room) {
            Some(file) => file.push(journal),
            None => {
                files.push(vec![journal]);
                room = MOST_LINES;
            }
        }
        room = room.saturating_sub(journal.lines.len());
    }
    files.iter().map(|journals| file(journals)).collect()
}

fn file(journals: &[&Journal]) -> Result<Vec<u8>, ExportError> {
    let lines = journals.iter().flat_map(|journal| {
        // The month in letters, which no country reads another way.
        let date = journal.date.date().format("%-d %b %Y").to_string();
        journal.lines.iter().map(move |line| {
            [
                journal.narration.as_str().into(),
                date.clone().into(),
                line.memo.as_str().into(),
                line.account.as_str().into(),
                journal.tax_rate.as_str().into(),
                journal.signed(line.minor).into(),
                "".into(),
                "".into(),
                "".into(),
                "".into(),
            ]
        })
    });
    rows(&HEADER, lines)
}
