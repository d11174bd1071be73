//! What a caller says about one document. Plain values: nothing here is looked up, computed or remembered.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::logo::Logo;

/// The paper a document is printed on: how large it is, and what stands on it besides the guest's part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperKind {
    /// US Letter, 8.5 by 11 inches: the guest's part on two thirds, the office stub on one.
    Letter,
    /// ISO A4, 210 by 297 millimetres, divided like [`PaperKind::Letter`].
    A4,
    /// US Letter check stock, perforated into three, each with its stub at the right.
    ThreeUp,
    /// A receipt on a roll 80 mm wide, as long as its text, for a one-bit head of 203 dots to the inch.
    Receipt80,
    /// As [`PaperKind::Receipt80`], on a roll 58 mm wide.
    Receipt58,
    /// A letter on US Letter that folds for a No. 10 window envelope, with the document as its tear-off part.
    LetterMail,
    /// A letter on A4 that folds for a DIN lang window envelope (DIN 5008, form A), with the document as its tear-off
    /// part.
    A4Mail,
}

/// The type a document is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Playfair Display, framed and centred.
    #[default]
    Classic,
    /// Inter, flush left, no frame.
    Modern,
}

/// What a shop may choose about its papers. The required wording is not among it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Design {
    /// The type. Receipts are always set in Inter.
    pub style: Style,
    /// The accent as sRGB bytes; darkened until it can be read where it is too pale for white paper.
    pub accent: [u8; 3],
    /// Whether flat fills are left white.
    pub save_ink: bool,
    /// Whether a check carries THIS IS NOT A CHECK on a ribbon across its face. A certificate never does. Switching it
    /// off removes the ribbon and moves nothing.
    pub legend: bool,
    /// The shop's logo, read once and shared by every paper.
    pub logo: Option<Arc<Logo>>,
    /// The shop's own fine print, after the required sentences.
    pub fine_print: Option<String>,
}

impl Default for Design {
    fn default() -> Self {
        Design {
            style: Style::Classic,
            accent: [0x1E, 0x4D, 0x3B],
            save_ink: false,
            legend: true,
            logo: None,
            fine_print: None,
        }
    }
}

/// The letter above a tear-off part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Name and postal address, a line each, for the window of the envelope.
    pub recipient: Vec<String>,
    /// The shop's apology in its own words; a blank line begins a new paragraph.
    pub body: String,
    /// Such as `With our apologies,`.
    pub closing: String,
    /// Who signs, below white for a signature in ink.
    pub signed_by: String,
}

/// How far one printer is off, in points: right and down.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Shift {
    /// To the right; negative to the left.
    pub x: f32,
    /// Down; negative up.
    pub y: f32,
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

/// One check or certificate on one kind of paper. The required wording, the expiry and the code stand on every kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoucherPaper {
    /// The paper it is printed on.
    pub kind: PaperKind,
    /// How it looks.
    pub design: Design,
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
    /// The office stub.
    pub stub: Stub,
    /// The letter above the tear-off part, on the two kinds of paper that are mailed.
    pub letter: Option<Letter>,
    /// The moment written into the file as its creation date, from the caller's clock.
    pub made_at: DateTime<Utc>,
}

/// The sheet that keeps the recovery code of a house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoverySheet {
    /// The business.
    pub house: String,
    /// The code, with its dashes.
    pub code: String,
    /// The day it was made.
    pub made_on: NaiveDate,
}

/// Tables of figures, for the office.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The business.
    pub house: String,
    /// What it is of, such as a month.
    pub title: String,
    /// What the figures mean, a paragraph each.
    pub words: Vec<String>,
    /// Whether it is final; at the foot of every page.
    pub state: String,
    /// The tables, in their order.
    pub tables: Vec<ReportTable>,
}

/// A table of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportTable {
    /// What it is by.
    pub heading: String,
    /// What stands above its columns; all of them empty for none. The first column holds labels, the others figures.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<ReportRow>,
    /// A sentence below it.
    pub note: Option<String>,
}

/// A row of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportRow {
    /// A label, and figures as they are to be read.
    pub cells: Vec<String>,
    /// Whether it adds up the rows above it.
    pub sum: bool,
}
