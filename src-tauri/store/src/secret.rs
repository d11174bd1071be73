//! What people prove themselves with, and how often they failed to. Neither is business, so neither has events.

use comeback_domain::{Instant, Lockout};
use rusqlite::{OptionalExtension as _, named_params};

use crate::row::instant;
use crate::{StoreError, Tx};

/// A PIN, a password or the recovery code, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// What Argon2id made of it.
    pub hash: [u8; 32],
    /// What was mixed in.
    pub salt: [u8; 16],
    /// How much memory it took, in KiB.
    pub memory: u32,
    /// How often it went over that.
    pub passes: u32,
    /// Which key of the system keychain is in it.
    pub pepper: Option<String>,
}

/// The secret of a person, by their id, or of the recovery code.
///
/// # Errors
/// [`StoreError`].
pub fn get(tx: &Tx<'_>, subject: &str) -> Result<Option<Secret>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT * FROM secret WHERE subject = :subject")?
        .query_row(named_params! {":subject": subject}, |row| {
            Ok(Secret {
                hash: row.get("hash")?,
                salt: row.get("salt")?,
                memory: row.get("memory")?,
                passes: row.get("passes")?,
                pepper: row.get("pepper")?,
            })
        })
        .optional()?)
}

/// Keeps a secret in the place of the one before.
///
/// # Errors
/// [`StoreError`].
pub fn put(tx: &Tx<'_>, subject: &str, secret: &Secret) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT OR REPLACE INTO secret (subject, hash, salt, memory, passes, pepper)
         VALUES (:subject, :hash, :salt, :memory, :passes, :pepper)",
    )?
    .execute(named_params! {
        ":subject": subject,
        ":hash": secret.hash,
        ":salt": secret.salt,
        ":memory": secret.memory,
        ":passes": secret.passes,
        ":pepper": secret.pepper,
    })?;
    Ok(())
}

/// Forgets a secret.
///
/// # Errors
/// [`StoreError`].
pub fn remove(tx: &Tx<'_>, subject: &str) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM secret WHERE subject = :subject")?
        .execute(named_params! {":subject": subject})?;
    Ok(())
}

/// Whether any secret was made with another key than this one.
///
/// # Errors
/// [`StoreError`].
pub fn any_of_another_pepper(tx: &Tx<'_>, pepper: Option<&str>) -> Result<bool, StoreError> {
    Ok(tx
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM secret WHERE pepper IS NOT NULL AND pepper IS NOT :pepper)",
        )?
        .query_row(named_params! {":pepper": pepper}, |row| row.get(0))?)
}

/// The wrong tries of one person, or at one station.
///
/// # Errors
/// [`StoreError`].
pub fn lockout(tx: &Tx<'_>, subject: &str, now: Instant) -> Result<Lockout, StoreError> {
    let found = tx
        .prepare_cached("SELECT * FROM lockout WHERE subject = :subject")?
        .query_row(named_params! {":subject": subject}, |row| {
            Ok(Lockout {
                wrong: row.get("wrong")?,
                since: instant(row, "since_ms")?,
            })
        })
        .optional()?;
    Ok(found.unwrap_or(Lockout::none(now)))
}

/// Sets down the wrong tries of one person, or at one station.
///
/// # Errors
/// [`StoreError`].
pub fn put_lockout(tx: &Tx<'_>, subject: &str, lockout: Lockout) -> Result<(), StoreError> {
    if lockout.wrong == 0 {
        tx.prepare_cached("DELETE FROM lockout WHERE subject = :subject")?
            .execute(named_params! {":subject": subject})?;
    } else {
        tx.prepare_cached(
            "INSERT OR REPLACE INTO lockout (subject, wrong, since_ms) VALUES (:subject, :wrong, :since)",
        )?
        .execute(named_params! {
            ":subject": subject,
            ":wrong": lockout.wrong,
            ":since": lockout.since.timestamp_millis(),
        })?;
    }
    Ok(())
}
