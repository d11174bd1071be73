//! The till's comps against ours, and its list of bills.

use comeback_books::Tie;
use comeback_domain::{
    BusinessDate, Currency, Deed, Event, Money, TillBill, TillBillsSet, read_pasted_bills,
};
use comeback_store::{Tx, takings, till_bill, totals};

use crate::takings::{is_open, unread_bill};
use crate::{ActionError, Field, House, dto, typed};

impl House {
    /// The till's comps of a period against ours, with the bills that are on one side alone.
    ///
    /// # Errors
    /// [`ActionError::Date`] or [`ActionError::PeriodBackwards`].
    pub async fn tie(&self, from: &str, to: &str) -> Result<Tie, ActionError> {
        let period = typed::period(from, to)?;
        self.read(Deed::SeeTotals, move |tx, shop, _| {
            tied(tx, shop.currency, period)
        })
        .await
    }

    /// Sets the bills of the till, of all the days in it or of none: each day's list takes the place of the one before.
    ///
    /// # Errors
    /// [`ActionError::Takings`] for a day that has not come or is closed; [`ActionError::TillBill`], [`ActionError::Date`].
    pub async fn set_till_bills(&self, form: dto::TillBillsForm) -> Result<dto::TakingsWritten, ActionError> {
        let named = typed::staff(&form.staff)?;
        let mut days = Vec::new();
        for day in form.days {
            days.push((typed::date(&day.day, Field::From)?, day.bills));
        }
        self.write(Deed::EnterTakings, move |moment| {
            let mut written = 0;
            for (day, typed) in &days {
                is_open(moment, *day, *day)?;
                let mut bills = Vec::new();
                for bill in typed {
                    let read = TillBill::read(&bill.bill, &bill.amount, moment.shop.currency);
                    bills.push(read.map_err(|error| unread_bill(*day, error))?);
                }
                let before = till_bill::of_period(moment.tx, *day, *day)?.remove(day);
                if before.unwrap_or_default() != bills {
                    let event = Event::TillBillsSet(TillBillsSet { day: *day, bills });
                    moment.append(moment.by(named.clone()), None, event)?;
                    written += 1;
                }
            }
            Ok(dto::TakingsWritten { written })
        })
        .await
    }

    /// Reads a list of bills that was copied from a spreadsheet. Nothing is set by it.
    ///
    /// # Errors
    /// [`ActionError`] of the house.
    pub async fn read_till_bills(&self, pasted: &str) -> Result<dto::PastedBills, ActionError> {
        let pasted = pasted.to_owned();
        self.read(Deed::EnterTakings, move |_, shop, today| {
            let read = read_pasted_bills(&pasted, shop.currency, today);
            let bill = |bill: &TillBill| dto::TillBill {
                bill: bill.bill.clone(),
                amount: bill.amount.plain(),
            };
            let day = |day: &comeback_domain::DayOfBills| dto::TillBillsOfDay {
                day: day.day.to_string(),
                bills: day.bills.iter().map(bill).collect(),
            };
            Ok(dto::PastedBills {
                days: read.days.iter().map(day).collect(),
                faults: read.faults.iter().map(ToString::to_string).collect(),
            })
        })
        .await
    }
}

/// Holds a period against the till.
pub(crate) fn tied(
    tx: &Tx<'_>,
    currency: Currency,
    (from, to): (BusinessDate, BusinessDate),
) -> Result<Tie, ActionError> {
    let bills = till_bill::of_period(tx, from, to)?;
    let movements = totals::movements(tx, from, to)?;
    let days = totals::by_day(tx, (from, to), &totals::daily(tx, from, to)?)?;
    let known = takings::touching(tx, from, to)?;
    Ok(Tie::of((from, to), currency, &days, &movements, &known, &bills))
}

impl From<&Tie> for dto::Tie {
    fn from(tie: &Tie) -> Self {
        let money = |minor| dto::Money::from(Money::new(minor, tie.currency));
        let alone = |one: &comeback_books::Unmatched| dto::TieBill {
            day: one.day.to_string(),
            bill: one.bill.clone(),
            amount: money(one.amount),
            incident_id: one.incident.clone(),
            kind: one.kind.map(str::to_owned),
        };
        Self {
            from: tie.from.to_string(),
            to: tie.to.to_string(),
            days: tie.days,
            known_days: tie.known_days,
            till: money(tie.till()),
            ours: money(tie.ours()),
            difference: money(tie.difference()),
            ours_elsewhere: money(tie.ours_elsewhere),
            rows: tie
                .rows
                .iter()
                .map(|row| dto::TieRow {
                    from: row.from.to_string(),
                    to: row.to.to_string(),
                    till: money(row.till),
                    ours: money(row.ours),
                    difference: money(row.difference()),
                })
                .collect(),
            days_with_bills: tie.days_with_bills,
            matched: tie.matched,
            ours_alone: tie.ours_alone.iter().map(alone).collect(),
            till_alone: tie.till_alone.iter().map(alone).collect(),
            other_amounts: tie
                .other_amounts
                .iter()
                .map(|other| dto::TieOther {
                    day: other.day.to_string(),
                    bill: other.bill.clone(),
                    till: money(other.till),
                    ours: money(other.ours),
                })
                .collect(),
            without_a_bill: tie.without_a_bill,
        }
    }
}
