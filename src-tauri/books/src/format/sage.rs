//! Sage 50: the general journal as CSV. Every line of an entry says how many lines it has.

use comeback_domain::Journal;

use super::rows;
use crate::ExportError;

const HEADER: [&str; 6] = [
    "Date",
    "Reference",
    "Number of Distributions",
    "G/L Account",
    "Description",
    "Amount",
];

pub(super) fn refuses(account: &str) -> Option<&'static str> {
    if account.chars().count() > 15 {
        return Some("it takes account ids of at most 15 characters");
    }
    account
        .contains(['*', '?', '+', '"'])
        .then_some("it has a mark that no account id may have (* ? + or a quotation mark)")
}

pub(super) fn csv(journals: &[Journal]) -> Result<Vec<u8>, ExportError> {
    let lines = journals.iter().flat_map(|journal| {
        let date = journal.date.date().format("%m/%d/%y").to_string();
        let distributions = journal.lines.len().to_string();
        journal.lines.iter().map(move |line| {
            [
                date.clone().into(),
                journal.number.as_str().into(),
                distributions.clone().into(),
                line.account.as_str().into(),
                line.memo.as_str().into(),
                journal.signed(line.minor).into(),
            ]
        })
    });
    rows(&HEADER, lines)
}
