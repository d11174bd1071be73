//! What the screens of a station asked for and have not heard the answer to. Written before it is asked: whatever dies
//! in between, it is known afterwards which question is open. Not part of the books, and no code is in it.

use comeback_domain::{Instant, Money, RequestId};
use rusqlite::{Row, named_params};

use crate::row::{instant, money_or_null, read};
use crate::{StoreError, Tx};

/// A redemption that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// The request it was asked under.
    pub request: RequestId,
    /// When.
    pub at: Instant,
    /// The end of the code.
    pub last_four: String,
    /// How much, where that was written and could be read.
    pub amount: Option<Money>,
    /// On which bill.
    pub bill: Option<String>,
}

/// Notes what is about to be asked. The same request again stays one note.
///
/// # Errors
/// [`StoreError`].
pub fn note(tx: &Tx<'_>, station: &str, asking: &Asking) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT OR REPLACE INTO asking (request_id, station, at_ms, last_four, minor, currency, bill)
         VALUES (:request, :station, :at, :last_four, :minor, :currency, :bill)",
    )?
    .execute(named_params! {
        ":request": asking.request.as_str(),
        ":station": station,
        ":at": asking.at.timestamp_millis(),
        ":last_four": asking.last_four,
        ":minor": asking.amount.map(|amount| amount.minor),
        ":currency": asking.amount.map(|amount| amount.currency.code()),
        ":bill": asking.bill,
    })?;
    Ok(())
}

/// The open questions of a station, the oldest first.
///
/// # Errors
/// [`StoreError`].
pub fn of(tx: &Tx<'_>, station: &str) -> Result<Vec<Asking>, StoreError> {
    let mut statement =
        tx.prepare_cached("SELECT * FROM asking WHERE station = :station ORDER BY at_ms, request_id")?;
    let found = statement.query_map(named_params! {":station": station}, asking)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The answer was heard.
///
/// # Errors
/// [`StoreError`].
pub fn heard(tx: &Tx<'_>, request: &RequestId) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM asking WHERE request_id = :request")?
        .execute(named_params! {":request": request.as_str()})?;
    Ok(())
}

fn asking(row: &Row<'_>) -> rusqlite::Result<Asking> {
    Ok(Asking {
        request: read(row, "request_id", RequestId::parse)?,
        at: instant(row, "at_ms")?,
        last_four: row.get("last_four")?,
        amount: money_or_null(row, "minor", "currency")?,
        bill: row.get("bill")?,
    })
}
