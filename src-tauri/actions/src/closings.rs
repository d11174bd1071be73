//! A period is made final, and opened again.

use std::ops::ControlFlow;

use comeback_books::{PostingError, details_csv};
use comeback_domain::{
    BatchRef, BusinessDate, Closing, ClosingError, Deed, Digest, Event, Journal, Money, PeriodClosed,
    PeriodReopened, Shop, StaffName, TakingsSum, TillClosed, closing_differences,
};
use comeback_store::{Tx, closing, takings, totals};

use crate::{ActionError, Field, House, accounts, dto, show, typed};

/// The form of the details that a closing names by their digest.
const DETAILS_FORM: u32 = 1;
/// How many exports the register shows.
const MOST_EXPORTS: u32 = 200;

impl House {
    /// Closes the books through a day: everything since the last closing becomes final, as one batch.
    ///
    /// # Errors
    /// [`ActionError::Closing`] for a day that is not over, or closed; [`ActionError::Posting`] for what keeps its
    /// journal from being posted, so that a closed period is never without one.
    pub async fn close(&self, through: &str, staff: &str) -> Result<dto::Closings, ActionError> {
        let through = typed::date(through, Field::Through)?;
        let staff = typed::staff(staff)?;
        self.write(Deed::ClosePeriod, move |moment| {
            let (tx, shop) = (moment.tx, &moment.shop);
            let known = closing::all(tx)?;
            let (batch, from) = known.next(through, moment.today, closing::first_recorded(tx)?)?;
            let staff = moment.by(staff);
            let closed = closed(tx, shop, batch, (from, through), staff.clone())?;
            moment.append(staff, None, Event::PeriodClosed(Box::new(closed)))?;
            listed(tx, shop, moment.today)
        })
        .await
    }

    /// Opens a closed period again. It keeps its number and is closed again as its next revision; its movements stay as
    /// they are, because nothing is written for its days.
    ///
    /// # Errors
    /// [`ActionError::Closing`] for one that is not there, or open; [`ActionError::Text`] without a reason.
    pub async fn reopen(&self, batch: u32, reason: &str, staff: &str) -> Result<dto::Closings, ActionError> {
        let (reason, staff) = (typed::reason(reason)?, typed::staff(staff)?);
        self.write(Deed::ReopenPeriod, move |moment| {
            let known = closing::all(moment.tx)?;
            let batch = known.reopenable(batch)?.closed.batch;
            let staff = moment.by(staff);
            let reopened = PeriodReopened {
                batch,
                reason,
                staff: staff.clone(),
            };
            moment.append(staff, None, Event::PeriodReopened(reopened))?;
            listed(moment.tx, &moment.shop, moment.today)
        })
        .await
    }

    /// The closed periods, the last first, and what was exported.
    ///
    /// # Errors
    /// [`ActionError`] of the house.
    pub async fn closings(&self) -> Result<dto::Closings, ActionError> {
        self.read(Deed::SeeTotals, listed).await
    }

    /// The days of a closed period.
    ///
    /// # Errors
    /// [`ActionError::Closing`] for one that is not there, or open again.
    pub async fn days_of_batch(&self, number: u32) -> Result<(BusinessDate, BusinessDate), ActionError> {
        self.read(Deed::SeeTotals, move |tx, _, _| {
            let closings = closing::all(tx)?;
            let closing = &closings.reopenable(number)?.closed;
            Ok((closing.from, closing.to))
        })
        .await
    }
}

/// What a period comes to, as it is closed.
fn closed(
    tx: &Tx<'_>,
    shop: &Shop,
    batch: BatchRef,
    (from, to): (BusinessDate, BusinessDate),
    staff: Option<StaffName>,
) -> Result<PeriodClosed, ActionError> {
    let journals = match accounts::of_period(tx, shop.currency, (from, to), Some(batch)) {
        Ok(journals) => journals,
        Err(ActionError::Posting(PostingError::ReportOnly | PostingError::Nothing)) => Vec::new(),
        Err(error) => return Err(error),
    };
    let movements = totals::movements(tx, from, to)?;
    let details = details_csv(&movements, &mut |_| ControlFlow::Continue(()))?.unwrap_or_default();
    let standing = totals::standing(tx, to)?;
    let till = TakingsSum::of((from, to), &takings::touching(tx, from, to)?);
    Ok(PeriodClosed {
        batch,
        from,
        to,
        movements: u32::try_from(movements.len()).unwrap_or(u32::MAX),
        details: Digest::of(&details),
        form: DETAILS_FORM,
        incidents: totals::incidents(tx, from, to)?,
        sums: totals::sums(tx, from, to)?,
        outstanding: standing.outstanding,
        outstanding_minor: standing.outstanding_minor,
        till: Some(TillClosed::of(&till, shop.currency)),
        accounts: accounts::in_force(tx)?,
        journals,
        staff,
        program: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

/// The closing in force for exactly these days.
pub(crate) fn exactly(
    tx: &Tx<'_>,
    (from, to): (BusinessDate, BusinessDate),
) -> Result<Option<PeriodClosed>, ActionError> {
    Ok(closing::all(tx)?
        .exactly(from, to)
        .map(|found| found.closed.clone()))
}

/// The details of a closed period, if they are still what was closed.
pub(crate) fn same_details(closed: &PeriodClosed, details: &[u8]) -> Result<(), ActionError> {
    if Digest::of(details) == closed.details {
        return Ok(());
    }
    let batch = closed.batch.number;
    Err(ClosingError::Moved { batch }.into())
}

/// That a closed period still adds up to what was closed.
pub(crate) fn same_sums(tx: &Tx<'_>, closed: Option<&PeriodClosed>) -> Result<(), ActionError> {
    match closed {
        Some(closed) if !closed.has_sums(&totals::sums(tx, closed.from, closed.to)?) => {
            let batch = closed.batch.number;
            Err(ClosingError::Moved { batch }.into())
        }
        _ => Ok(()),
    }
}

/// The journals of a closed period as they were closed, or why there are none.
pub(crate) fn journals_of(closed: &PeriodClosed) -> Result<Vec<Journal>, ActionError> {
    if !closed.journals.is_empty() {
        return Ok(closed.journals.clone());
    }
    let why = match closed.accounts.mode {
        comeback_domain::PostingMode::ReportOnly => PostingError::ReportOnly,
        _ => PostingError::Nothing,
    };
    Err(why.into())
}

fn listed(tx: &Tx<'_>, shop: &Shop, today: BusinessDate) -> Result<dto::Closings, ActionError> {
    let closings = closing::all(tx)?;
    let all = closings.all();
    let through = closings.through();
    let next_from = match through {
        Some(through) => Some(through.plus_days(1)),
        None => closing::first_recorded(tx)?,
    };
    let exports = closing::exports(tx, MOST_EXPORTS)?;
    Ok(dto::Closings {
        today: today.to_string(),
        through: through.map(|day| day.to_string()),
        next_from: next_from.map(|day| day.to_string()),
        rows: all.iter().rev().map(|closing| row(closing, all, shop)).collect(),
        exports: exports
            .into_iter()
            .filter_map(|envelope| match envelope.event {
                Event::BooksExported(exported) => Some(dto::ExportMade {
                    at: show::moment(envelope.at),
                    from: exported.from.to_string(),
                    to: exported.to.to_string(),
                    batch: exported.batch.map(|batch| batch.number),
                    revision: exported.batch.map(|batch| batch.revision),
                    form: exported.form,
                    files: exported.files.iter().map(ToString::to_string).collect(),
                    staff: show::staff(exported.staff.as_ref()),
                }),
                _ => None,
            })
            .collect(),
    })
}

fn row(closing: &Closing, all: &[Closing], shop: &Shop) -> dto::ClosingRow {
    let closed = &closing.closed;
    let BatchRef { number, revision } = closed.batch;
    let before = all
        .iter()
        .find(|other| other.closed.batch.number == number && other.closed.batch.revision + 1 == revision);
    let cost = comeback_books::Totals::of(
        (closed.from, closed.to),
        shop.currency,
        closed.incidents,
        &closed.sums,
        comeback_books::Outstanding::default(),
    )
    .total
    .cost();
    dto::ClosingRow {
        batch: number,
        revision,
        from: closed.from.to_string(),
        to: closed.to.to_string(),
        at: show::moment(closing.at),
        staff: show::staff(closed.staff.as_ref()),
        movements: closed.movements,
        incidents: closed.incidents,
        cost: Money::new(cost, shop.currency).into(),
        details: closed.details.to_string(),
        journals: closed
            .journals
            .iter()
            .map(|journal| journal.number.clone())
            .collect(),
        reopened: closing.reopened.as_ref().map(|reopening| dto::ReopeningMade {
            at: show::moment(reopening.at),
            reason: reopening.event.reason.clone(),
            staff: show::staff(reopening.event.staff.as_ref()),
        }),
        differences: before.map_or_else(Vec::new, |before| {
            closing_differences(&before.closed, closed)
                .into_iter()
                .map(|each| dto::Difference {
                    what: each.what,
                    before: each.before,
                    after: each.after,
                })
                .collect()
        }),
    }
}
