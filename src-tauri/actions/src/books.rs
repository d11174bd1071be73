//! The books: the totals of a period.

use comeback_books::{Against, Outstanding, Tally, Totals, TotalsRow, hundredths, rows_by, tenths};
use comeback_domain::{BusinessDate, By, Currency, Deed, Figure, Money, Movement, MovementSum};
use comeback_store::{Tx, takings, totals};

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

impl House {
    /// A period by whatever is asked for: a line each, the dearest first, whoever is nobody last.
    ///
    /// # Errors
    /// As [`House::totals`], and [`ActionError::NoSuchBy`].
    pub async fn totals_by(&self, from: &str, to: &str, by: &str) -> Result<Vec<TotalsRow>, ActionError> {
        let period = typed::period(from, to)?;
        let by = parse_by(by)?;
        self.read(Deed::SeeTotals, move |tx, shop, _| {
            let totals = match by {
                By::Category | By::Kind => totals_of(tx, shop.currency, period)?,
                By::Staff | By::Approver | By::Reason | By::Location => {
                    let [sums] = totals::sums_by(tx, [by], period, None)?;
                    return Ok(rows_by(by, &sums));
                }
            };
            Ok(if by == By::Kind {
                totals.by_kind
            } else {
                totals.by_category
            })
        })
        .await
    }

    /// The same for the page.
    ///
    /// # Errors
    /// As [`House::totals_by`].
    pub async fn shown_by(&self, from: &str, to: &str, by: &str) -> Result<Vec<dto::TotalsRow>, ActionError> {
        let rows = self.totals_by(from, to, by).await?;
        let currency = self.read(Deed::SeeTotals, |_, shop, _| Ok(shop.currency)).await?;
        Ok(rows.iter().map(|row| shown(row, currency)).collect())
    }

    /// The movements behind a figure, the latest first.
    ///
    /// # Errors
    /// As [`House::totals_by`], and [`ActionError::NoSuchFigure`].
    pub async fn behind(&self, asked: dto::BehindRequest) -> Result<dto::Behind, ActionError> {
        let period = typed::period(&asked.from, &asked.to)?;
        let by = asked.by.as_deref().map(parse_by).transpose()?;
        let figure = Figure::from_key(&asked.figure).ok_or_else(|| ActionError::NoSuchFigure {
            typed: typed::quoted(&asked.figure),
        })?;
        self.read(Deed::SeeTotals, move |tx, _, _| {
            let key = typed::given(&asked.key);
            let wanted = totals::Wanted {
                period,
                line: by.map(|by| (by, key)),
                figure,
            };
            let (rows, total) = totals::behind(tx, wanted, MOST_BEHIND)?;
            Ok(dto::Behind {
                rows: rows.iter().map(movement).collect(),
                total,
            })
        })
        .await
    }
}

/// How many movements or papers are shown behind a figure at most; the export has them all.
pub(crate) const MOST_BEHIND: u32 = 500;

fn parse_by(typed: &str) -> Result<By, ActionError> {
    By::from_key(typed).ok_or_else(|| ActionError::NoSuchBy {
        typed: typed::quoted(typed),
    })
}

fn movement(row: &Movement) -> dto::Movement {
    dto::Movement {
        business_date: row.business_date.to_string(),
        basis: row.basis.key().to_owned(),
        kind: row.kind.key().to_owned(),
        category: row.category.key().to_owned(),
        incident_id: row.incident.to_string(),
        last_four: row.last_four.clone(),
        what: row.what.clone(),
        bill: row.bill.clone(),
        staff: row.staff.clone(),
        amount: row.amount.map(dto::Money::from),
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
    let moved = totals::daily(tx, period.0, period.1)?;
    let sums: Vec<MovementSum> = moved.iter().map(|(_, sum)| *sum).collect();
    let incidents = totals::incidents(tx, period.0, period.1)?;
    let known = takings::touching(tx, period.0, period.1)?;
    // Most houses type in nothing at all: then there is nothing to hold each day against.
    let days = if known.is_empty() {
        Vec::new()
    } else {
        totals::by_day(tx, period, &moved)?
    };
    let against = Against::of(period, &known, &days);
    Ok(Totals::of(period, currency, incidents, &sums, outstanding).beside(against))
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
            against: against(&totals.against, totals.currency),
        }
    }
}

fn shown(row: &TotalsRow, currency: Currency) -> dto::TotalsRow {
    let tally = |tally: Tally| dto::Tally {
        count: tally.count,
        amount: Money::new(tally.amount, currency).into(),
    };
    dto::TotalsRow {
        key: row.key.clone().into_owned(),
        label: row.label.clone().into_owned(),
        issued: tally(row.issued),
        redeemed: tally(row.redeemed),
        reversed: tally(row.reversed),
        voided: tally(row.voided),
        comps: tally(row.comps),
        gestures: tally(row.gestures),
        cost: Money::new(row.cost(), currency).into(),
    }
}

fn against(against: &Against, currency: Currency) -> dto::Against {
    let money = |minor| dto::Money::from(Money::new(minor, currency));
    let till = &against.till;
    dto::Against {
        days: till.days,
        net_sales: till.net_sales.any().map(money),
        net_sales_days: till.net_sales.days,
        covers: till.covers.any(),
        covers_days: till.covers.days,
        cost: money(against.cost_on_those_days),
        incidents: against.incidents_on_those_days,
        percent: against.of_net_sales().map(hundredths),
        per_thousand: against.per_thousand_covers().map(tenths),
    }
}
