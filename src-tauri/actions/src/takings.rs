//! What the till took: typed in by the day or by a stretch of days, or pasted from a spreadsheet.

use comeback_domain::{
    BillError, BusinessDate, Currency, Deed, Event, Money, PastedDay, Takings, TakingsError, TakingsSet,
    TakingsSum, TillError, covers, read_pasted, till_amount,
};
use comeback_store::{Tx, closing, takings};

use crate::moment::Moment;
use crate::{ActionError, House, dto, typed};

impl House {
    /// What the till took in a period, stretch by stretch, with its sums.
    ///
    /// # Errors
    /// [`ActionError::Date`] or [`ActionError::PeriodBackwards`].
    pub async fn takings(&self, from: &str, to: &str) -> Result<dto::TakingsOfPeriod, ActionError> {
        let period = typed::period(from, to)?;
        self.read(Deed::SeeTotals, move |tx, shop, _| {
            of_period(tx, shop.currency, period)
        })
        .await
    }

    /// Sets what the till took, of one day or of many: all of it, or nothing. A figure that is not given stays as it is,
    /// and an empty one is taken away.
    ///
    /// # Errors
    /// [`ActionError::Takings`] with the day and the figure; [`ActionError::Date`], [`ActionError::PeriodBackwards`].
    pub async fn set_takings(&self, form: dto::TakingsForm) -> Result<dto::TakingsWritten, ActionError> {
        let named = typed::staff(&form.staff)?;
        let mut stretches = Vec::new();
        for stretch in form.stretches {
            stretches.push((typed::period(&stretch.from, &stretch.to)?, stretch));
        }
        self.write(Deed::EnterTakings, move |moment| {
            let mut written = 0;
            for ((from, to), stretch) in &stretches {
                let before = before(moment, *from, *to)?;
                let set = changed(before, stretch, moment.shop.currency)?;
                if set != before {
                    let event = Event::TakingsSet(TakingsSet { takings: set });
                    moment.append(moment.by(named.clone()), None, event)?;
                    written += 1;
                }
            }
            Ok(dto::TakingsWritten { written })
        })
        .await
    }

    /// Reads what was copied from a spreadsheet, line by line. Nothing is set by it.
    ///
    /// # Errors
    /// [`ActionError`] of the house.
    pub async fn read_takings(&self, pasted: &str) -> Result<dto::PastedTakings, ActionError> {
        let pasted = pasted.to_owned();
        self.read(Deed::EnterTakings, move |_, shop, today| {
            let read = read_pasted(&pasted, shop.currency, today);
            Ok(dto::PastedTakings {
                stretches: read.days.iter().map(stretch_of).collect(),
                faults: read.faults.iter().map(ToString::to_string).collect(),
            })
        })
        .await
    }
}

/// Whether figures of the till may be set for these days: they have come, and are open.
pub(crate) fn is_open(moment: &Moment<'_>, from: BusinessDate, to: BusinessDate) -> Result<(), ActionError> {
    if to > moment.today {
        return Err(TakingsError::NotYet {
            day: to,
            today: moment.today,
        }
        .into());
    }
    match closing::all(moment.tx)?.holding(from, to) {
        Some(closing) => Err(TakingsError::Closed {
            through: closing.closed.to,
            batch: closing.closed.batch.number,
        }
        .into()),
        None => Ok(()),
    }
}

/// A bill of the till that cannot be read, with its day.
pub(crate) fn unread_bill(day: BusinessDate, error: BillError) -> ActionError {
    ActionError::TillBill { day, error }
}

/// What is known of a stretch, which may be set now: no other stretch meets it.
fn before(moment: &Moment<'_>, from: BusinessDate, to: BusinessDate) -> Result<Takings, ActionError> {
    is_open(moment, from, to)?;
    let found = takings::touching(moment.tx, from, to)?;
    match found.iter().find(|other| !other.is_of(from, to)) {
        Some(other) => Err(TakingsError::Overlap {
            from: other.from,
            to: other.to,
        }
        .into()),
        None => Ok(found.first().copied().unwrap_or_else(|| Takings::of(from, to))),
    }
}

/// The same with what was typed.
fn changed(before: Takings, form: &dto::TakingsStretch, currency: Currency) -> Result<Takings, ActionError> {
    let refused = |figure, error| {
        ActionError::Takings(TakingsError::Figure {
            from: before.from,
            to: before.to,
            figure,
            error,
        })
    };
    let amount = |text: &str| till_amount(text, currency);
    Ok(Takings {
        net_sales: read(form.net_sales.as_deref(), before.net_sales, amount)
            .map_err(|error| refused("net_sales", error))?,
        covers: read(form.covers.as_deref(), before.covers, covers)
            .map_err(|error| refused("covers", error))?,
        comps: read(form.comps.as_deref(), before.comps, amount).map_err(|error| refused("comps", error))?,
        ..before
    })
}

fn read<T>(
    text: Option<&str>,
    before: Option<T>,
    parse: impl Fn(&str) -> Result<T, TillError>,
) -> Result<Option<T>, TillError> {
    match text {
        None => Ok(before),
        Some(text) => typed::given(text).map(parse).transpose(),
    }
}

fn stretch_of(day: &PastedDay) -> dto::TakingsStretch {
    dto::TakingsStretch {
        from: day.day.to_string(),
        to: day.day.to_string(),
        net_sales: day.net_sales.map(Money::plain),
        covers: day.covers.map(|covers| covers.to_string()),
        comps: day.comps.map(Money::plain),
    }
}

fn of_period(
    tx: &Tx<'_>,
    currency: Currency,
    period: (BusinessDate, BusinessDate),
) -> Result<dto::TakingsOfPeriod, ActionError> {
    let found = takings::touching(tx, period.0, period.1)?;
    let money = |minor: i64| dto::Money::from(Money::new(minor, currency));
    let sum = TakingsSum::of(period, &found);
    Ok(dto::TakingsOfPeriod {
        from: period.0.to_string(),
        to: period.1.to_string(),
        days: sum.days,
        net_sales: sum.net_sales.any().map(money),
        net_sales_days: sum.net_sales.days,
        covers: sum.covers.any(),
        covers_days: sum.covers.days,
        comps: sum.comps.any().map(money),
        comps_days: sum.comps.days,
        stretches: found
            .iter()
            .map(|takings| dto::Takings {
                from: takings.from.to_string(),
                to: takings.to.to_string(),
                net_sales: takings.net_sales.map(dto::Money::from),
                covers: takings.covers,
                comps: takings.comps.map(dto::Money::from),
            })
            .collect(),
    })
}
