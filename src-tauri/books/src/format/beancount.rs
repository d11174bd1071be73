//! beancount. Its accounts are narrower than those of any other program, so spaces become hyphens; anything else is
//! refused. To join the files of several months, keep the `open` lines of the first.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use comeback_domain::Journal;

const ROOTS: [&str; 5] = ["Assets", "Liabilities", "Equity", "Income", "Expenses"];

/// The account as beancount has it.
pub(super) fn slug(account: &str) -> String {
    account.replace(' ', "-")
}

pub(super) fn refuses(account: &str) -> Option<&'static str> {
    let slug = slug(account);
    let mut parts = slug.split(':');
    if !parts.next().is_some_and(|root| ROOTS.contains(&root)) {
        return Some("it begins with none of Assets, Liabilities, Equity, Income and Expenses");
    }
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return Some("it needs a part after the first, as in Income:Comps");
    }
    let fits = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    (!parts.all(fits)).then_some(
        "each part begins with a capital or a digit and has letters, digits and hyphens only, so no & and no point",
    )
}

pub(super) fn ledger(journals: &[Journal]) -> Vec<u8> {
    let mut text = String::new();
    let opened = journals.iter().map(|journal| journal.from).min();
    let accounts: BTreeSet<_> = journals
        .iter()
        .flat_map(|journal| &journal.lines)
        .map(|line| slug(line.account.as_str()))
        .collect();
    if let (Some(opened), Some(journal)) = (opened, journals.first()) {
        for account in accounts {
            let _ = writeln!(text, "{opened} open {account} {}", journal.currency.code());
        }
    }
    for journal in journals {
        let _ = writeln!(
            text,
            "\n{} * \"Comeback\" \"{}\" #comps ^{}",
            journal.date, journal.narration, journal.number
        );
        for line in &journal.lines {
            let (amount, code) = (journal.signed(line.minor), journal.currency.code());
            let _ = writeln!(text, "  {}  {amount} {code}", slug(line.account.as_str()));
            let _ = writeln!(text, "    memo: \"{}\"", line.memo);
        }
    }
    text.into_bytes()
}
