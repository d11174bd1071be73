//! QuickBooks Online: journal entries as CSV, a debit or a credit a line and nothing below nought. With its warning for
//! a number used twice switched on, a second import is refused.

use comeback_domain::Journal;

use super::rows;
use crate::ExportError;

const HEADER: [&str; 9] = [
    "JournalNo",
    "JournalDate",
    "AccountName",
    "Debits",
    "Credits",
    "Description",
    "Name",
    "Location",
    "Class",
];

pub(super) fn refuses(account: &str) -> Option<&'static str> {
    if account.contains('"') {
        return Some("it has a quotation mark");
    }
    account
        .split(':')
        .any(|part| part.chars().count() > 100)
        .then_some("a part of it has more than 100 characters")
}

pub(super) fn csv(journals: &[Journal]) -> Result<Vec<u8>, ExportError> {
    let lines = journals.iter().flat_map(|journal| {
        let date = journal.date.date().format("%m/%d/%Y").to_string();
        journal.lines.iter().map(move |line| {
            let amount = journal.unsigned(line.minor);
            let (debit, credit) = if line.minor > 0 {
                (amount, String::new())
            } else {
                (String::new(), amount)
            };
            [
                journal.number.as_str().into(),
                date.clone().into(),
                line.account.as_str().into(),
                debit.into(),
                credit.into(),
                line.memo.as_str().into(),
                "".into(),
                "".into(),
                "".into(),
            ]
        })
    });
    rows(&HEADER, lines)
}
