//! QuickBooks Desktop: IIF. It has no rule for quoting, no undo and no check for a second import, so nothing that would
//! need a quotation mark goes in, and whoever imports it should keep a copy of the company file first.

use comeback_domain::Journal;

pub(super) fn refuses(account: &str) -> Option<&'static str> {
    if !account.is_ascii() {
        return Some("it has letters beyond plain ASCII");
    }
    if account.contains(['"', ';']) {
        return Some("it has a quotation mark or a semicolon");
    }
    account
        .split(':')
        .any(|part| part.len() > 31)
        .then_some("a part of it has more than 31 characters")
}

pub(super) fn iif(journals: &[Journal]) -> Vec<u8> {
    let mut file = String::from(
        "!TRNS\tTRNSTYPE\tDATE\tACCNT\tAMOUNT\tDOCNUM\tMEMO\r\n\
         !SPL\tTRNSTYPE\tDATE\tACCNT\tAMOUNT\tDOCNUM\tMEMO\r\n\
         !ENDTRNS\r\n",
    );
    for journal in journals {
        let date = journal.date.date().format("%m/%d/%Y").to_string();
        for (place, line) in journal.lines.iter().enumerate() {
            let row = [
                if place == 0 { "TRNS" } else { "SPL" },
                "GENERAL JOURNAL",
                &date,
                line.account.as_str(),
                &journal.signed(line.minor),
                &journal.number,
                &line.memo,
            ];
            file.push_str(&row.join("\t"));
            file.push_str("\r\n");
        }
        file.push_str("ENDTRNS\r\n");
    }
    file.into_bytes()
}
