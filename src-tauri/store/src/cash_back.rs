//! The sums below which a state has a rest paid out in cash. Data of this house, to be edited; no part of the books.

use comeback_domain::CashBack;
use rusqlite::named_params;

use crate::row::{money_or_null, unreadable};
use crate::{StoreError, Tx};

/// All of them, by state.
///
/// # Errors
/// [`StoreError`].
pub fn all(tx: &Tx<'_>) -> Result<Vec<CashBack>, StoreError> {
    let mut statement = tx.prepare_cached("SELECT * FROM cash_back ORDER BY state")?;
    let rows = statement.query_map([], |row| {
        Ok(CashBack {
            state: row.get("state")?,
            below: money_or_null(row, "below_minor", "currency")?
                .ok_or_else(|| unreadable("below_minor", "no sum"))?,
            source: row.get("source")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Puts these in the place of all.
///
/// # Errors
/// [`StoreError`].
pub fn set(tx: &Tx<'_>, rows: &[CashBack]) -> Result<(), StoreError> {
    tx.execute("DELETE FROM cash_back", [])?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO cash_back (state, below_minor, currency, source) VALUES (:state, :below, :currency, :source)",
    )?;
    for row in rows {
        insert.execute(named_params! {
            ":state": row.state,
            ":below": row.below.minor,
            ":currency": row.below.currency.code(),
            ":source": row.source,
        })?;
    }
    Ok(())
}
