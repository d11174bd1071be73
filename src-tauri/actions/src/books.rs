//! The books: the totals of a period, and its export.

use std::path::Path;

use comeback_books::{Outstanding, Tally, Totals, TotalsRow, to_csv};
use comeback_domain::{Currency, Deed, Money};
use comeback_store::totals;

use crate::{ActionError, Destination, House, dto, typed};

impl House {
    /// The totals of a period, both dates included.
    ///
    /// # Errors
    /// [`ActionError::Date`] or [`ActionError::PeriodBackwards`].
    pub async fn totals(&self, from: &str, to: &str) -> Result<Totals, ActionError> {
        let period = typed::period(from, to)?;
        self.read(Deed::SeeTotals, move |tx, shop, _| {
            let standing = totals::standing(tx, period.1)?;
            let outstanding = Outstanding {
                count: standing.outstanding,
                amount: standing.outstanding_minor,
                without_value: standing.without_value,
            };
            let sums = totals::sums(tx, period.0, period.1)?;
            let incidents = totals::incidents(tx, period.0, period.1)?;
            Ok(Totals::of(period, shop.currency, incidents, &sums, outstanding))
        })
        .await
    }

    /// Writes the movements of a period as CSV to a path.
    ///
    /// # Errors
    /// As [`House::totals`], and [`ActionError::CannotWrite`]; no part of the file is left behind.
    pub async fn export_csv(&self, from: &str, to: &str, path: &Path) -> Result<dto::Saved, ActionError> {
        self.allow(Deed::Export).await?;
        let destination = Destination::reserve(path)?;
        self.export_to(from, to, destination).await
    }

    /// Writes the movements of a period as CSV to the save folder, named after the period.
    ///
    /// # Errors
    /// As [`House::export_csv`].
    pub async fn save_csv(&self, from: &str, to: &str) -> Result<dto::Saved, ActionError> {
        self.allow(Deed::Export).await?;
        let (first, last) = typed::period(from, to)?;
        let name = format!("comeback-{first}-to-{last}.csv");
        let destination = Destination::reserve_in(&self.folder_of_papers().await?, &name)?;
        self.export_to(from, to, destination).await
    }

    async fn export_to(
        &self,
        from: &str,
        to: &str,
        destination: Destination,
    ) -> Result<dto::Saved, ActionError> {
        let (first, last) = typed::period(from, to)?;
        let movements = self
            .read(Deed::Export, move |tx, _, _| {
                Ok(totals::movements(tx, first, last)?)
            })
            .await?;
        let path = destination.finish(&to_csv(&movements)?)?;
        Ok(dto::Saved {
            path: path.display().to_string(),
        })
    }
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
