//! What a caller says about one document. Plain values: nothing here is looked up, computed or remembered.

use chrono::{DateTime, NaiveDate, Utc};

/// The sheet a document is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperSize {
    /// US Letter, 8.5 by 11 inches.
    Letter,
    /// ISO A4, 210 by 297 millimetres.
    A4,
}

/// The business that gives, as its guests know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Business {
    /// The name over the door. Printed in capitals at the head of the paper.
    pub name: String,
    /// The address as guests should read it; may hold commas or line breaks, may be empty.
    pub address: String,
    /// The telephone number as guests should read it; may be empty.
    pub telephone: String,
}

/// What the document is good for, and so which document it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gives {
    /// A Missed Opportunity check over an amount of money.
    Check {
        /// The amount, already formatted with its currency and minor units, such as `$24.00`.
        amount: String,
    },
    /// A free-visit certificate.
    Certificate {
        /// What the guest gets, such as `Breakfast for two`.
        benefit: String,
        /// A second, smaller line that says more about it.
        detail: Option<String>,
    },
}

/// The redemption code in the three forms the paper shows.
///
/// `Debug` shows the last four characters only, so that a code never reaches a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Code {
    /// In groups of four, `XXXX-XXXX-XXXX`.
    pub grouped: String,
    /// What the QR code holds, `CB1:` and the twelve characters.
    pub qr: String,
    /// The last four characters, for the office stub.
    pub last_four: String,
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Code(…{})", self.last_four)
    }
}

/// The lower part of the page, which stays with the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stub {
    /// The incident's category.
    pub category: String,
    /// The guest's table, if there was one.
    pub table: Option<String>,
    /// Who gave the document.
    pub given_by: String,
    /// Who approved it; `None` when it was within the giver's own limit.
    pub approved_by: Option<String>,
    /// When it was given, already formatted for the shop's locale.
    pub when: String,
    /// What happened, in the shop's words. The stub shows as much of it as has room; the record keeps it whole.
    pub note: String,
}

/// One check or certificate on a full page: the guest's part on two thirds, the office stub on one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoucherPaper {
    /// The sheet.
    pub size: PaperSize,
    /// Who gives.
    pub business: Business,
    /// What is given.
    pub gives: Gives,
    /// The redemption code; `None` for a preview before issue, which shows a quiet notice in its place and never
    /// holds anything a scanner could read.
    pub code: Option<Code>,
    /// The guest's name, if known.
    pub guest: Option<String>,
    /// The apology, in the shop's own words.
    pub apology: Option<String>,
    /// The last business date on which the document is good.
    pub expires: NaiveDate,
    /// The business date of issue.
    pub issued: NaiveDate,
    /// Who issued it.
    pub issued_by: String,
    /// Whether a check carries THIS IS NOT A CHECK on a ribbon across its face. A certificate never does.
    pub legend: bool,
    /// The office stub.
    pub stub: Stub,
    /// The moment written into the file as its creation date, from the caller's clock.
    pub made_at: DateTime<Utc>,
}
