//! The books: the totals of a period.

use comeback_books::{Outstanding, Tally, Totals, TotalsRow};
use comeback_domain::{BusinessDate, Currency, Deed, Money};
use comeback_store::{Tx, totals};

use crate::{ActionError, House, dto, typed};

impl House {
    /// The totals of a period, both dates included.
    ///
    /// # Errors
    /// [`ActionError::Date`] or [`ActionError::PeriodBackwards`].
    pub async fn totals(&self, from: &str, to: &str) -> Result<Totals, ActionError> {
        let period = typed::period(from, to)?;
        self.read(Deed::SeeTotals, move |tx, shop, _| {
            totals_of(tx, shop.currency, period)
        })
        .await
    }
}

/// Adds a period up.
pub(crate) fn totals_of(
    tx: &Tx<'_>,
    currency: Currency,
    period: (BusinessDate, BusinessDate),
) -> Result<Totals, ActionError> {
    let standing = totals::standing(tx, period.1)?;
    let outstanding = Outstanding {
        count: standing.outstanding,
        amount: standing.outstanding_minor,
        without_value: standing.without_value,
    };
    let sums = totals::sums(tx, period.0, period.1)?;
    let incidents = totals::incidents(tx, period.0, period.1)?;
    Ok(Totals::of(period, currency, incidents, &sums, outstanding))
}

impl From<&Totals> for dto::Totals {
    fn from(totals: &Totals) -> Self {
        let row = |row: &TotalsRow| shown(row, totals.currency);
        Self {
            from: totals.from.to_string(),
            to: totals.to.to_string(),
            incidents: totals.incidents,
            categories: totals.by_category.iter().map(row).collect(),
            kinds: totals.by_kind.iter().map(row).collect(),
            total: row(&totals.total),
            outstanding: dto::Tally {
                count: totals.outstanding.count,
                amount: Money::new(totals.outstanding.amount, totals.currency).into(),
            },
            outstanding_without_value: totals.outstanding.without_value,
        }
    }
}

fn shown(row: &TotalsRow, currency: Currency) -> dto::TotalsRow {
    let tally = |tally: Tally| dto::Tally {
        count: tally.count,
        amount: Money::new(tally.amount, currency).into(),
    };
    dto::TotalsRow {
        key: row.key.to_owned(),
        label: row.label.to_owned(),
        issued: tally(row.issued),
        redeemed: tally(row.redeemed),
        voided: tally(row.voided),
        comps: tally(row.comps),
        gestures: tally(row.gestures),
        cost: Money::new(row.cost(), currency).into(),
    }
}
