//! A period as a workbook, for people: typed cells, one sheet a question.

mod about;
mod rows;
mod sheet;
mod summary;

use std::ops::ControlFlow;

use comeback_domain::{BatchRef, BusinessDate, Digest, Instant, MakeGoodKind, Money, Movement, StaffName};
use rust_xlsxwriter as xlsx;

use self::rows::Watched;
use self::sheet::{Looks, moment};
use crate::{ExportError, RollForward, Totals, TotalsRow};

/// How hard a workbook is pressed: as Excel does it. The usual 6 makes it a twentieth smaller and takes a third longer.
const PRESSED: u8 = 3;

/// A voucher that was outstanding at the end of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenVoucher {
    /// A check or a certificate.
    pub kind: MakeGoodKind,
    /// The end of its code.
    pub last_four: String,
    /// What a certificate is good for.
    pub what: Option<String>,
    /// When it was issued.
    pub issued_on: BusinessDate,
    /// The last day it was good.
    pub expires_on: BusinessDate,
    /// What was left on it; `None` for a certificate without a figure.
    pub left: Option<Money>,
    /// Its incident.
    pub incident: String,
}

/// As what a period was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedAs {
    /// Its number and revision.
    pub batch: BatchRef,
    /// When.
    pub at: Instant,
    /// By whom.
    pub staff: Option<StaffName>,
    /// The digest of its details.
    pub details: Digest,
}

/// What a workbook says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The business.
    pub business: String,
    /// As what it was closed; `None` for days that are open, or that are no closed period.
    pub closed: Option<ClosedAs>,
    /// When it was made: of a closed period the moment it was closed, so that it comes out the same for ever.
    pub made: Instant,
    /// By which version of the program.
    pub program: String,
    /// The last event it knows of.
    pub event: i64,
    /// The hash of that event, which is the head of the chain up to it.
    pub chain: Digest,
}

/// A period with everything a workbook shows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// The totals by category and by kind.
    pub totals: Totals,
    /// The same by further questions: how each is called, and its lines.
    pub by: Vec<(&'static str, Vec<TotalsRow>)>,
    /// How what is outstanding moved.
    pub roll: RollForward,
    /// Every movement.
    pub movements: Vec<Movement>,
    /// What was outstanding at its end.
    pub open: Vec<OpenVoucher>,
    /// What it says of itself.
    pub about: About,
}

impl Month {
    /// How many lines its details and its outstanding are together.
    pub fn lines(&self) -> usize {
        self.movements.len() + self.open.len()
    }
}

/// Writes a period as a workbook: Summary, Detail, Outstanding, Voids and About. Dates are dates and money is numbers, at
/// the decimals of its currency; text is text, also where it looks like a formula; of a code only the last four. The same
/// month gives the same bytes. `watch` is told how many lines are written and may break it off: `None` then.
///
/// # Errors
/// [`ExportError`] for more lines than a sheet holds, or where the system has no room for the work.
pub fn workbook(
    month: &Month,
    watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Option<Vec<u8>>, ExportError> {
    let mut book = xlsx::Workbook::new();
    book.set_zip_compression_level(PRESSED);
    book.set_properties(
        &xlsx::DocProperties::new()
            .set_title(format!("Books, {} to {}", month.totals.from, month.totals.to))
            .set_author(&month.about.business)
            .set_creation_datetime(&moment(month.about.made)?),
    );
    let looks = Looks::of(month.totals.currency);
    summary::summary(&mut book, &looks, month)?;
    let mut watched = Watched { done: 0, watch };
    if rows::detail(&mut book, &looks, month, &mut watched)?.is_break()
        || rows::outstanding(&mut book, &looks, month, &mut watched)?.is_break()
    {
        return Ok(None);
    }
    rows::voids(&mut book, &looks, month)?;
    about::about(&mut book, &looks, month)?;
    if (watched.watch)(watched.done).is_break() {
        return Ok(None);
    }
    book.save_to_buffer().map(Some).map_err(ExportError::of)
}
