//! What this station prefers: where files are saved, and the like.

use rusqlite::{OptionalExtension as _, named_params};

use crate::{StoreError, Tx};

/// A preference, if it was ever set.
///
/// # Errors
/// [`StoreError`].
pub fn get(tx: &Tx<'_>, name: &str) -> Result<Option<String>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT value FROM preference WHERE name = :name")?
        .query_row(named_params! {":name": name}, |row| row.get("value"))
        .optional()?)
}

/// Sets a preference.
///
/// # Errors
/// [`StoreError`].
pub fn set(tx: &Tx<'_>, name: &str, value: &str) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT OR REPLACE INTO preference (name, value) VALUES (:name, :value)")?
        .execute(named_params! {":name": name, ":value": value})?;
    Ok(())
}

/// Takes a preference away.
///
/// # Errors
/// [`StoreError`].
pub fn remove(tx: &Tx<'_>, name: &str) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM preference WHERE name = :name")?
        .execute(named_params! {":name": name})?;
    Ok(())
}
