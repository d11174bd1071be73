//! hledger and ledger: one text for both. Their pitfalls were found by trying: an account that begins with a bracket
//! turns silently into a virtual posting, two spaces end it, and a semicolon begins a comment.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use comeback_domain::Journal;

pub(super) fn refuses(account: &str) -> Option<&'static str> {
    let starts = account
        .split(':')
        .any(|part| part.starts_with(['(', '[', '*', '!', '|', '~', '#', '%']));
    if starts {
        return Some("a part of it begins with a mark that has a meaning of its own");
    }
    if account.contains("  ") {
        return Some("it has two spaces in a row");
    }
    (account.contains([';', '"', '\t']) || account.ends_with([')', ']']))
        .then_some("it has a mark that begins a comment, or ends with a bracket")
}

pub(super) fn journal(journals: &[Journal]) -> Vec<u8> {
    let mut text = String::new();
    if let Some(journal) = journals.first() {
        let code = journal.currency.code();
        let _ = writeln!(text, "commodity {code}");
        // Of whole amounts the two would not read the same example: hledger wants a point in it, ledger wants none.
        if journal.currency.decimals() > 0 {
            let decimals = "0".repeat(journal.currency.decimals() as usize);
            let _ = writeln!(text, "    format 1000.{decimals} {code}");
        }
    }
    let accounts: BTreeSet<_> = lines(journals).map(|line| line.account.as_str()).collect();
    for account in accounts {
        let _ = writeln!(text, "account {account}");
    }
    for journal in journals {
        let _ = writeln!(
            text,
            "\n{} * ({}) {}",
            journal.date, journal.number, journal.narration
        );
        for line in &journal.lines {
            let amount = journal.signed(line.minor);
            let code = journal.currency.code();
            let _ = writeln!(
                text,
                "    {}  {amount} {code}  ; {}",
                line.account.as_str(),
                line.memo
            );
        }
    }
    text.into_bytes()
}

fn lines(journals: &[Journal]) -> impl Iterator<Item = &comeback_domain::JournalLine> {
    journals.iter().flat_map(|journal| &journal.lines)
}
