//! What a file is made of: read in one go, and made into bytes while nobody waits for the database.

use std::ops::ControlFlow;

use comeback_books::{
    About, ClosedAs, Format, Month, OpenVoucher, Totals, details_csv, render, rows_by, summary_csv, workbook,
};
use comeback_domain::{BatchRef, BusinessDate, By, Instant, Journal, Movement, PeriodClosed, Shop};
use comeback_store::{Tx, closing, event, totals};

use super::ExportForm;
use crate::month::MonthDocument;
use crate::{ActionError, House, accounts, books, closings, outstanding};

/// Told how many lines are written; breaks it off.
pub(super) type Watch<'a> = dyn FnMut(usize) -> ControlFlow<()> + 'a;

/// What one form of a period is made of.
pub(super) struct Source {
    what: What,
    closed: Option<PeriodClosed>,
}

enum What {
    Details(Vec<Movement>),
    Summary(Box<Totals>),
    Workbook(Box<Month>),
    Page(Box<MonthDocument>),
    Journal(Format, Vec<Journal>),
    /// As it first left the house.
    Kept(Vec<Vec<u8>>),
}

impl Source {
    /// Reads it: of a closed period what was closed.
    ///
    /// # Errors
    /// [`ActionError::Posting`] for what keeps a journal from being posted; [`ActionError::Closing`] for a closed period
    /// that is not what it was.
    pub fn read(
        tx: &Tx<'_>,
        shop: &Shop,
        period: (BusinessDate, BusinessDate),
        form: ExportForm,
        (today, now): (BusinessDate, Instant),
    ) -> Result<Self, ActionError> {
        let closed = closings::exactly(tx, period)?;
        if let Some(closed) = &closed {
            let files = closing::kept(tx, closed.batch, form.key())?;
            if !files.is_empty() {
                let what = What::Kept(files);
                return Ok(Self {
                    what,
                    closed: Some(closed.clone()),
                });
            }
        }
        let what = match form {
            ExportForm::Details => What::Details(totals::movements(tx, period.0, period.1)?),
            ExportForm::Summary => {
                closings::same_sums(tx, closed.as_ref())?;
                What::Summary(Box::new(books::totals_of(tx, shop.currency, period)?))
            }
            ExportForm::Workbook => What::Workbook(Box::new(month(tx, shop, period, closed.as_ref(), now)?)),
            ExportForm::Month => {
                closings::same_sums(tx, closed.as_ref())?;
                What::Page(Box::new(MonthDocument::read(tx, shop, period, (today, now))?))
            }
            ExportForm::Journal(format) => {
                let journals = match &closed {
                    Some(closed) => closings::journals_of(closed)?,
                    None => accounts::of_period(tx, shop.currency, period, None)?,
                };
                What::Journal(format, journals)
            }
        };
        Ok(Self { what, closed })
    }

    /// The closed period it is of.
    pub fn batch(&self) -> Option<BatchRef> {
        self.closed.as_ref().map(|closed| closed.batch)
    }

    /// How many lines it has that take their time.
    pub fn lines(&self) -> usize {
        match &self.what {
            What::Details(movements) => movements.len(),
            What::Workbook(month) => month.lines(),
            What::Summary(_) | What::Page(_) | What::Journal(..) | What::Kept(_) => 0,
        }
    }

    /// Whether its program would take it.
    ///
    /// # Errors
    /// [`ActionError::Posting`] for an account that it would not take.
    pub fn can_be_posted(&self) -> Result<(), ActionError> {
        match &self.what {
            What::Journal(format, journals) => Ok(render(*format, journals).map(drop)?),
            What::Details(_) | What::Summary(_) | What::Workbook(_) | What::Page(_) | What::Kept(_) => Ok(()),
        }
    }

    /// The files: one, or several where a program takes only so many lines; `None` when it was broken off.
    ///
    /// # Errors
    /// [`ActionError::Closing`] for a closed period that does not come out as it was closed; [`ActionError::Posting`] for
    /// an account that the program would not take.
    pub fn bytes(&self, house: &House, watch: &mut Watch<'_>) -> Result<Option<Vec<Vec<u8>>>, ActionError> {
        let one = |file: Option<Vec<u8>>| file.map(|bytes| vec![bytes]);
        match &self.what {
            What::Details(movements) => {
                let file = details_csv(movements, watch)?;
                if let (Some(closed), Some(details)) = (&self.closed, &file) {
                    closings::same_details(closed, details)?;
                }
                Ok(one(file))
            }
            What::Summary(totals) => Ok(Some(vec![summary_csv(totals)?])),
            What::Workbook(month) => {
                if let Some(closed) = &self.closed {
                    let details = details_csv(&month.movements, &mut |_| ControlFlow::Continue(()))?;
                    closings::same_details(closed, &details.unwrap_or_default())?;
                }
                Ok(one(workbook(month, watch)?))
            }
            What::Page(document) => Ok(Some(vec![document.set(house)?.page.pdf])),
            What::Journal(format, journals) => Ok(Some(render(*format, journals)?)),
            What::Kept(files) => Ok(Some(files.clone())),
        }
    }
}

/// A period with everything a workbook shows of it.
fn month(
    tx: &Tx<'_>,
    shop: &Shop,
    period: (BusinessDate, BusinessDate),
    closed: Option<&PeriodClosed>,
    now: Instant,
) -> Result<Month, ActionError> {
    let (from, to) = period;
    // A cause may be named, or named otherwise, at any time after it was closed.
    let as_of = closed
        .map(|closed| closing::place_of(tx, closed.batch))
        .transpose()?;
    let further = [By::Staff, By::Approver, By::Reason, By::Location];
    let sums = totals::sums_by(tx, further, period, as_of.map(|place| place.seq))?;
    let called = ["Person", "Approved by", "Cause", "Place"];
    let movements = totals::movements(tx, from, to)?;
    Ok(Month {
        totals: books::totals_of(tx, shop.currency, period)?,
        by: (called.into_iter().zip(further).zip(sums))
            .map(|((called, by), sums)| (called, rows_by(by, &sums)))
            .collect(),
        roll: outstanding::roll_of(tx, shop.currency, period)?,
        movements,
        open: totals::outstanding(tx, to)?.into_iter().map(open).collect(),
        about: about(tx, shop, closed, now)?,
    })
}

fn open(totals::Open { paper, left, .. }: totals::Open) -> OpenVoucher {
    OpenVoucher {
        kind: paper.kind,
        last_four: paper.last_four,
        what: paper.what,
        issued_on: paper.issued_on,
        expires_on: paper.expires_on,
        left,
        incident: paper.incident.to_string(),
    }
}

/// What a workbook and a bundle say of themselves: of a closed period everything as at its closing, so that they come out
/// the same for ever.
pub(super) fn about(
    tx: &Tx<'_>,
    shop: &Shop,
    closed: Option<&PeriodClosed>,
    now: Instant,
) -> Result<About, ActionError> {
    let Some(closed) = closed else {
        let (event, chain) = event::head(tx)?;
        return Ok(About {
            business: shop.name.clone(),
            closed: None,
            made: now,
            program: format!("Comeback {}", env!("CARGO_PKG_VERSION")),
            event,
            chain,
        });
    };
    let place = closing::place_of(tx, closed.batch)?;
    let then = event::shop_before(tx, place.seq)?;
    Ok(About {
        business: then.unwrap_or_else(|| shop.clone()).name,
        closed: Some(ClosedAs {
            batch: closed.batch,
            at: place.at,
            staff: closed.staff.clone(),
            details: closed.details,
        }),
        made: place.at,
        program: format!("Comeback {}", closed.program),
        event: place.seq,
        chain: place.hash,
    })
}
