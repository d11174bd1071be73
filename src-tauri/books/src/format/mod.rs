//! The forms a journal goes into the world in. Each is one file of this folder, and each knows which accounts its
//! program would refuse, so that nothing is found out halfway through an import.
//!
//! hledger, ledger and beancount were tried, and the tests run them. QuickBooks, Xero and Sage could not be: those
//! follow their makers' pages, and the tests hold them to a strict reader of those rules.

mod beancount;
mod iif;
mod plain;
mod quickbooks;
mod sage;
mod xero;

use std::collections::BTreeMap;

use comeback_domain::{AccountName, Journal};
use serde::Serialize;

use crate::{ExportError, PostingError};

/// A program that takes a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// QuickBooks Online: journal entries as CSV.
    Qbo,
    /// QuickBooks Desktop: IIF.
    Iif,
    /// Xero: manual journals as CSV, at most 300 lines a file.
    Xero,
    /// Sage 50: general journal as CSV.
    Sage50,
    /// hledger and ledger, one text for both.
    Hledger,
    /// beancount.
    Beancount,
}

impl Format {
    /// All of them, in the order screens list them.
    pub const ALL: [Self; 6] = [
        Self::Qbo,
        Self::Iif,
        Self::Xero,
        Self::Sage50,
        Self::Hledger,
        Self::Beancount,
    ];

    /// The stable name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Qbo => "qbo",
            Self::Iif => "iif",
            Self::Xero => "xero",
            Self::Sage50 => "sage50",
            Self::Hledger => "hledger",
            Self::Beancount => "beancount",
        }
    }

    /// What people call the program.
    pub fn label(self) -> &'static str {
        match self {
            Self::Qbo => "QuickBooks Online",
            Self::Iif => "QuickBooks Desktop",
            Self::Xero => "Xero",
            Self::Sage50 => "Sage 50",
            Self::Hledger => "hledger",
            Self::Beancount => "beancount",
        }
    }

    /// How the name of its file ends.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Qbo | Self::Xero | Self::Sage50 => "csv",
            Self::Iif => "iif",
            Self::Hledger => "journal",
            Self::Beancount => "beancount",
        }
    }

    /// The form with this [`Format::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.key() == key)
    }

    /// Why this program would not take an account; `None` when it does.
    fn refuses(self, account: &str) -> Option<&'static str> {
        let starts = |marks: &[char]| account.starts_with(marks);
        let part = |bad: &dyn Fn(&str) -> bool| account.split(':').any(bad);
        if part(&|part| part.trim().is_empty() || part != part.trim()) {
            return Some("a part between colons is empty, or begins or ends with a space");
        }
        if starts(&['=', '+', '-', '@']) {
            return Some("a spreadsheet would take it for a formula");
        }
        match self {
            Self::Qbo => quickbooks::refuses(account),
            Self::Iif => iif::refuses(account),
            Self::Xero => xero::refuses(account),
            Self::Sage50 => sage::refuses(account),
            Self::Hledger => plain::refuses(account),
            Self::Beancount => beancount::refuses(account),
        }
    }

    /// What an account is to this program: two that give the same are one.
    fn known_as(self, account: &str) -> String {
        match self {
            Self::Qbo | Self::Iif | Self::Xero | Self::Sage50 => account.to_lowercase(),
            Self::Hledger => account.to_owned(),
            Self::Beancount => beancount::slug(account),
        }
    }

    fn check<'a>(self, accounts: impl Iterator<Item = &'a AccountName>) -> Result<(), PostingError> {
        let mut known: BTreeMap<String, &AccountName> = BTreeMap::new();
        for account in accounts {
            let name = account.as_str();
            if let Some(why) = self.refuses(name) {
                return Err(PostingError::Refused {
                    format: self,
                    account: name.to_owned(),
                    why,
                });
            }
            let first = known.entry(self.known_as(name)).or_insert(account);
            if *first != account {
                return Err(PostingError::Alike {
                    format: self,
                    one: first.as_str().to_owned(),
                    other: name.to_owned(),
                });
            }
        }
        Ok(())
    }
}

/// Writes journals for a program: one file, or several where it takes only so many lines. No journal is cut in two.
///
/// # Errors
/// [`RenderError::Posting`] for an account that the program would not take.
pub fn render(format: Format, journals: &[Journal]) -> Result<Vec<Vec<u8>>, RenderError> {
    format.check(
        journals
            .iter()
            .flat_map(|journal| &journal.lines)
            .map(|line| &line.account),
    )?;
    Ok(match format {
        Format::Qbo => vec![quickbooks::csv(journals)?],
        Format::Iif => vec![iif::iif(journals)],
        Format::Xero => xero::csv(journals)?,
        Format::Sage50 => vec![sage::csv(journals)?],
        Format::Hledger => vec![plain::journal(journals)],
        Format::Beancount => vec![beancount::ledger(journals)],
    })
}

/// Why no file was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// For the accounts.
    #[error(transparent)]
    Posting(#[from] PostingError),
    /// For want of room.
    #[error(transparent)]
    Export(#[from] ExportError),
}

/// CSV after RFC 4180, without a mark at its head: importers stumble over one.
fn rows<'a, R>(header: &[&str], rows: impl Iterator<Item = R>) -> Result<Vec<u8>, ExportError>
where
    R: IntoIterator<Item = std::borrow::Cow<'a, str>>,
{
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(header).map_err(ExportError::of)?;
    for row in rows {
        let row: Vec<_> = row.into_iter().collect();
        writer
            .write_record(row.iter().map(|cell| cell.as_bytes()))
            .map_err(ExportError::of)?;
    }
    writer.into_inner().map_err(ExportError::of)
}

#[cfg(test)]
mod tests;
