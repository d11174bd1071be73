//! The papers that left the house, to the byte.

use comeback_domain::{Digest, IncidentId, Instant, Paper, RunId, VoucherId};
use rusqlite::{OptionalExtension as _, Row, named_params};

use crate::row::{instant, known};
use crate::{StoreError, Tx};

/// A paper as it left.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    /// Its form.
    pub paper: Paper,
    /// Its bytes.
    pub pdf: Vec<u8>,
    /// Their SHA-256.
    pub sha256: Digest,
    /// Width and height of its first page in points.
    pub size: (f32, f32),
    /// When it was set.
    pub made_at: Instant,
}

/// Keeps the paper of a voucher, once: whoever comes second is given what is kept.
///
/// # Errors
/// [`StoreError`].
pub fn keep(tx: &Tx<'_>, voucher: VoucherId, printed: Printed) -> Result<Printed, StoreError> {
    if let Some(kept) = of_voucher(tx, voucher, Some(printed.paper))? {
        return Ok(kept);
    }
    tx.prepare_cached(
        "INSERT INTO printed_paper (voucher_id, paper, pdf, sha256, width, height, made_ms)
         VALUES (:voucher, :paper, :pdf, :sha256, :width, :height, :made)",
    )?
    .execute(named_params! {
        ":voucher": voucher.to_string(),
        ":paper": printed.paper.key(),
        ":pdf": printed.pdf,
        ":sha256": printed.sha256.as_bytes().as_slice(),
        ":width": printed.size.0,
        ":height": printed.size.1,
        ":made": printed.made_at.timestamp_millis(),
    })?;
    Ok(printed)
}

/// The kept paper of a voucher: of this form, or the one that was kept last.
///
/// # Errors
/// [`StoreError`].
pub fn of_voucher(
    tx: &Tx<'_>,
    voucher: VoucherId,
    paper: Option<Paper>,
) -> Result<Option<Printed>, StoreError> {
    Ok(tx
        .prepare_cached(
            "SELECT * FROM printed_paper WHERE voucher_id = :voucher AND (:paper IS NULL OR paper = :paper)
             ORDER BY made_ms DESC, rowid DESC LIMIT 1",
        )?
        .query_row(
            named_params! {":voucher": voucher.to_string(), ":paper": paper.map(Paper::key)},
            printed,
        )
        .optional()?)
}

/// Keeps the papers of a run.
///
/// # Errors
/// [`StoreError`].
pub fn keep_run(tx: &Tx<'_>, run: RunId, incident: IncidentId, printed: &Printed) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO printed_run (run, incident_id, paper, pdf, sha256, width, height, made_ms)
         VALUES (:run, :incident, :paper, :pdf, :sha256, :width, :height, :made)",
    )?
    .execute(named_params! {
        ":run": run.to_string(),
        ":incident": incident.to_string(),
        ":paper": printed.paper.key(),
        ":pdf": printed.pdf,
        ":sha256": printed.sha256.as_bytes().as_slice(),
        ":width": printed.size.0,
        ":height": printed.size.1,
        ":made": printed.made_at.timestamp_millis(),
    })?;
    Ok(())
}

/// The papers of a run in one file.
///
/// # Errors
/// [`StoreError`].
pub fn of_run(tx: &Tx<'_>, run: RunId) -> Result<Option<Printed>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT * FROM printed_run WHERE run = :run")?
        .query_row(named_params! {":run": run.to_string()}, printed)
        .optional()?)
}

pub(crate) fn printed(row: &Row<'_>) -> rusqlite::Result<Printed> {
    Ok(Printed {
        paper: known(row, "paper", Paper::from_key)?,
        pdf: row.get("pdf")?,
        sha256: Digest::from_bytes(row.get("sha256")?),
        size: (row.get("width")?, row.get("height")?),
        made_at: instant(row, "made_ms")?,
    })
}
