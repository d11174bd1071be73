//! What the till took, by stretches of business dates that do not meet.

use std::collections::BTreeMap;

use comeback_domain::{BusinessDate, Takings};
use rusqlite::{Row, named_params};

use crate::row::{date, money_or_null};
use crate::{StoreError, Tx};

pub(crate) fn put(tx: &Tx<'_>, set: &Takings) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM takings WHERE first_day = :first AND last_day = :last")?
        .execute(named_params! {":first": set.from.to_string(), ":last": set.to.to_string()})?;
    if set.is_empty() {
        return Ok(());
    }
    tx.prepare_cached(
        "INSERT INTO takings (first_day, last_day, net_sales, covers, comps, currency)
         VALUES (:first, :last, :net_sales, :covers, :comps, :currency)",
    )?
    .execute(named_params! {
        ":first": set.from.to_string(),
        ":last": set.to.to_string(),
        ":net_sales": set.net_sales.map(|money| money.minor),
        ":covers": set.covers,
        ":comps": set.comps.map(|money| money.minor),
        ":currency": set.net_sales.or(set.comps).map(|money| money.currency.code()),
    })?;
    Ok(())
}

/// Every stretch of which a day lies in a period, in their order.
///
/// # Errors
/// [`StoreError`].
pub fn touching(tx: &Tx<'_>, from: BusinessDate, to: BusinessDate) -> Result<Vec<Takings>, StoreError> {
    // Stretches do not meet: of those that begin before the period, only the last can reach into it.
    let mut statement = tx.prepare_cached(
        "SELECT * FROM takings WHERE first_day BETWEEN :from AND :to
         UNION ALL
         SELECT * FROM (SELECT * FROM takings WHERE first_day < :from ORDER BY first_day DESC LIMIT 1)
         WHERE last_day >= :from
         ORDER BY first_day",
    )?;
    let found = statement.query_map(
        named_params! {":from": from.to_string(), ":to": to.to_string()},
        takings,
    )?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// All of them, by their first day.
///
/// # Errors
/// [`StoreError`].
pub fn all(tx: &Tx<'_>) -> Result<BTreeMap<BusinessDate, Takings>, StoreError> {
    let mut statement = tx.prepare_cached("SELECT * FROM takings")?;
    let found = statement.query_map([], |row| takings(row).map(|takings| (takings.from, takings)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn takings(row: &Row<'_>) -> rusqlite::Result<Takings> {
    Ok(Takings {
        from: date(row, "first_day")?,
        to: date(row, "last_day")?,
        net_sales: money_or_null(row, "net_sales", "currency")?,
        covers: row.get("covers")?,
        comps: money_or_null(row, "comps", "currency")?,
    })
}
