//! How the shop posts.

use comeback_domain::Accounts;
use rusqlite::{OptionalExtension as _, named_params};

use crate::row::{json, unreadable};
use crate::{StoreError, Tx};

pub(crate) fn put(tx: &Tx<'_>, set: &Accounts) -> Result<(), StoreError> {
    let settings = serde_json::to_string(set).map_err(|error| unreadable("settings", error))?;
    tx.prepare_cached("INSERT OR REPLACE INTO accounts (id, settings) VALUES (1, :settings)")?
        .execute(named_params! {":settings": settings})?;
    Ok(())
}

/// How the shop posts, if that was ever set.
///
/// # Errors
/// [`StoreError`].
pub fn get(tx: &Tx<'_>) -> Result<Option<Accounts>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT settings FROM accounts")?
        .query_row([], |row| json(row, "settings"))
        .optional()?)
}
