//! Logos, each under the digest of its bytes.

use comeback_domain::Digest;
use rusqlite::{OptionalExtension as _, named_params};

use crate::{StoreError, Tx};

/// Keeps a logo, and gives back what it is known by. The same logo is kept once.
///
/// # Errors
/// [`StoreError`].
pub fn keep(tx: &Tx<'_>, bytes: &[u8], width: u32, height: u32) -> Result<Digest, StoreError> {
    let digest = Digest::of(bytes);
    tx.prepare_cached(
        "INSERT INTO logo (digest, bytes, width, height) VALUES (:digest, :bytes, :width, :height)
         ON CONFLICT (digest) DO NOTHING",
    )?
    .execute(named_params! {
        ":digest": digest.to_string(),
        ":bytes": bytes,
        ":width": width,
        ":height": height,
    })?;
    Ok(digest)
}

/// The bytes of a logo.
///
/// # Errors
/// [`StoreError`].
pub fn bytes(tx: &Tx<'_>, digest: Digest) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT bytes FROM logo WHERE digest = :digest")?
        .query_row(named_params! {":digest": digest.to_string()}, |row| {
            row.get("bytes")
        })
        .optional()?)
}

/// Whether a logo is kept under this digest.
///
/// # Errors
/// [`StoreError`].
pub fn is_kept(tx: &Tx<'_>, digest: Digest) -> Result<bool, StoreError> {
    Ok(tx
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM logo WHERE digest = :digest)")?
        .query_row(named_params! {":digest": digest.to_string()}, |row| row.get(0))?)
}
