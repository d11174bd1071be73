//! The bills that the till took a comp off, by the day.

use std::collections::BTreeMap;

use comeback_domain::{BusinessDate, TillBill, TillBillsSet};
use rusqlite::{Row, named_params};

use crate::row::{date, money_or_null, unreadable};
use crate::{StoreError, Tx};

pub(crate) fn put(tx: &Tx<'_>, set: &TillBillsSet) -> Result<(), StoreError> {
    let day = set.day.to_string();
    tx.prepare_cached("DELETE FROM till_bill WHERE day = :day")?
        .execute(named_params! {":day": day})?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO till_bill (day, place, bill, minor, currency) VALUES (:day, :place, :bill, :minor, :currency)",
    )?;
    for (place, bill) in (0_i64..).zip(&set.bills) {
        insert.execute(named_params! {
            ":day": day,
            ":place": place,
            ":bill": bill.bill,
            ":minor": bill.amount.minor,
            ":currency": bill.amount.currency.code(),
        })?;
    }
    Ok(())
}

/// The bills of a period, by the day, each day in the order of its list.
///
/// # Errors
/// [`StoreError`].
pub fn of_period(
    tx: &Tx<'_>,
    from: BusinessDate,
    to: BusinessDate,
) -> Result<BTreeMap<BusinessDate, Vec<TillBill>>, StoreError> {
    let mut statement =
        tx.prepare_cached("SELECT * FROM till_bill WHERE day BETWEEN :from AND :to ORDER BY day, place")?;
    let found = statement.query_map(
        named_params! {":from": from.to_string(), ":to": to.to_string()},
        |row| Ok((date(row, "day")?, till_bill(row)?)),
    )?;
    gathered(found)
}

/// All of them.
///
/// # Errors
/// [`StoreError`].
pub fn all(tx: &Tx<'_>) -> Result<BTreeMap<BusinessDate, Vec<TillBill>>, StoreError> {
    let mut statement = tx.prepare_cached("SELECT * FROM till_bill ORDER BY day, place")?;
    gathered(statement.query_map([], |row| Ok((date(row, "day")?, till_bill(row)?)))?)
}

fn gathered(
    rows: impl Iterator<Item = rusqlite::Result<(BusinessDate, TillBill)>>,
) -> Result<BTreeMap<BusinessDate, Vec<TillBill>>, StoreError> {
    let mut days: BTreeMap<BusinessDate, Vec<TillBill>> = BTreeMap::new();
    for row in rows {
        let (day, bill) = row?;
        days.entry(day).or_default().push(bill);
    }
    Ok(days)
}

fn till_bill(row: &Row<'_>) -> rusqlite::Result<TillBill> {
    Ok(TillBill {
        bill: row.get("bill")?,
        amount: money_or_null(row, "minor", "currency")?.ok_or_else(|| unreadable("minor", "no amount"))?,
    })
}
