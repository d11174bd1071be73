//! Periods that were made final, and what was written to files.

use std::collections::BTreeMap;

use comeback_domain::{
    BatchRef, BooksExported, BusinessDate, Closing, Closings, Digest, Envelope, Event, Instant, PeriodClosed,
    PeriodReopened, Reopening,
};
use rusqlite::{OptionalExtension as _, named_params};

use crate::event::envelope;
use crate::row::{date_or_null, instant, unreadable};
use crate::{StoreError, Tx};

pub(crate) fn insert(tx: &Tx<'_>, seq: i64, closed: &PeriodClosed) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO closing (batch, revision, seq, from_on, to_on) VALUES (:batch, :revision, :seq, :from, :to)",
    )?
    .execute(named_params! {
        ":batch": closed.batch.number,
        ":revision": closed.batch.revision,
        ":seq": seq,
        ":from": closed.from.to_string(),
        ":to": closed.to.to_string(),
    })?;
    Ok(())
}

pub(crate) fn reopen(tx: &Tx<'_>, seq: i64, reopened: &PeriodReopened) -> Result<(), StoreError> {
    let BatchRef { number, revision } = reopened.batch;
    let changed = tx
        .prepare_cached(
            "UPDATE closing SET reopened_seq = :seq
             WHERE batch = :batch AND revision = :revision AND reopened_seq IS NULL",
        )?
        .execute(named_params! {":seq": seq, ":batch": number, ":revision": revision})?;
    if changed == 1 {
        Ok(())
    } else {
        Err(StoreError::Conflict)
    }
}

pub(crate) fn insert_export(tx: &Tx<'_>, seq: i64, exported: &BooksExported) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO books_export (seq, from_on, to_on, form) VALUES (:seq, :from, :to, :form)",
    )?
    .execute(named_params! {
        ":seq": seq,
        ":from": exported.from.to_string(),
        ":to": exported.to.to_string(),
        ":form": exported.form,
    })?;
    Ok(())
}

/// The last day that was ever closed.
///
/// # Errors
/// [`StoreError`].
pub fn through(tx: &Tx<'_>) -> Result<Option<BusinessDate>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT max(to_on) AS through FROM closing")?
        .query_row([], |row| date_or_null(row, "through"))?)
}

/// The first business date that anything is recorded for.
///
/// # Errors
/// [`StoreError`].
pub fn first_recorded(tx: &Tx<'_>) -> Result<Option<BusinessDate>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT min(business_date) AS first FROM incident")?
        .query_row([], |row| date_or_null(row, "first"))?)
}

/// Every closing there was, in the order they were made.
///
/// # Errors
/// [`StoreError`].
pub fn all(tx: &Tx<'_>) -> Result<Closings, StoreError> {
    let mut statement = tx.prepare_cached("SELECT seq, reopened_seq FROM closing ORDER BY seq")?;
    let places = statement.query_map([], |row| {
        Ok((
            row.get::<_, i64>("seq")?,
            row.get::<_, Option<i64>>("reopened_seq")?,
        ))
    })?;
    let mut closings = Vec::new();
    for place in places {
        let (seq, reopened) = place?;
        let Some(Envelope {
            at,
            event: Event::PeriodClosed(closed),
            ..
        }) = at_place(tx, seq)?
        else {
            return Err(unreadable("closing", "no such event").into());
        };
        let reopened = match reopened.map(|seq| at_place(tx, seq)).transpose()?.flatten() {
            Some(Envelope {
                seq,
                at,
                event: Event::PeriodReopened(event),
                ..
            }) => Some(Reopening { seq, at, event }),
            _ => None,
        };
        closings.push(Closing {
            seq,
            at,
            closed: *closed,
            reopened,
        });
    }
    Ok(Closings::new(closings))
}

fn at_place(tx: &Tx<'_>, seq: i64) -> Result<Option<Envelope>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT * FROM event WHERE seq = :seq")?
        .query_row(named_params! {":seq": seq}, envelope)
        .optional()?)
}

/// Where a closing stands in the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainPlace {
    /// The place of its event.
    pub seq: i64,
    /// When it was written.
    pub at: Instant,
    /// The hash of its event: the head of the chain at that moment.
    pub hash: Digest,
}

/// Where the closing of this batch and revision stands in the chain.
///
/// # Errors
/// [`StoreError`], also where there is none.
pub fn place_of(tx: &Tx<'_>, batch: BatchRef) -> Result<ChainPlace, StoreError> {
    Ok(tx
        .prepare_cached(
            "SELECT e.seq, e.at_ms, e.hash FROM closing c JOIN event e ON e.seq = c.seq
             WHERE c.batch = :batch AND c.revision = :revision",
        )?
        .query_row(
            named_params! {":batch": batch.number, ":revision": batch.revision},
            |row| {
                Ok(ChainPlace {
                    seq: row.get("seq")?,
                    at: instant(row, "at_ms")?,
                    hash: Digest::from_bytes(row.get("hash")?),
                })
            },
        )?)
}

/// Keeps the files of a closed period as they leave the house, unless they are kept.
///
/// # Errors
/// [`StoreError`].
pub fn keep(tx: &Tx<'_>, batch: BatchRef, form: &str, files: &[Vec<u8>]) -> Result<(), StoreError> {
    let mut insert = tx.prepare_cached(
        "INSERT INTO kept_export (batch, revision, form, part, bytes) VALUES (:batch, :revision, :form, :part, :bytes)
         ON CONFLICT DO NOTHING",
    )?;
    for (part, bytes) in (1_u32..).zip(files) {
        insert.execute(named_params! {
            ":batch": batch.number, ":revision": batch.revision, ":form": form, ":part": part, ":bytes": bytes,
        })?;
    }
    Ok(())
}

/// The files of a closed period as they first left the house; none where it never did in this form.
///
/// # Errors
/// [`StoreError`].
pub fn kept(tx: &Tx<'_>, batch: BatchRef, form: &str) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT bytes FROM kept_export WHERE batch = :batch AND revision = :revision AND form = :form ORDER BY part",
    )?;
    let found = statement.query_map(
        named_params! {":batch": batch.number, ":revision": batch.revision, ":form": form},
        |row| row.get("bytes"),
    )?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The digests of all kept files, by batch, revision and form.
pub(crate) fn all_kept(tx: &Tx<'_>) -> Result<BTreeMap<(BatchRef, String), Vec<Digest>>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT batch, revision, form, bytes FROM kept_export ORDER BY batch, revision, form, part",
    )?;
    let mut rows = statement.query([])?;
    let mut found = BTreeMap::<_, Vec<Digest>>::new();
    while let Some(row) = rows.next()? {
        let batch = BatchRef {
            number: row.get("batch")?,
            revision: row.get("revision")?,
        };
        let bytes = row
            .get_ref("bytes")?
            .as_blob()
            .map_err(|_| unreadable("kept_export", "no bytes"))?;
        found
            .entry((batch, row.get("form")?))
            .or_default()
            .push(Digest::of(bytes));
    }
    Ok(found)
}

/// The exports there were, the last first: at most so many.
///
/// # Errors
/// [`StoreError`].
pub fn exports(tx: &Tx<'_>, most: u32) -> Result<Vec<Envelope>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT e.* FROM books_export x JOIN event e ON e.seq = x.seq ORDER BY x.seq DESC LIMIT :most",
    )?;
    let found = statement.query_map(named_params! {":most": most}, envelope)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The last export that had a day of these in it, in this form.
///
/// # Errors
/// [`StoreError`].
pub fn exported_before(
    tx: &Tx<'_>,
    from: BusinessDate,
    to: BusinessDate,
    form: &str,
) -> Result<Option<Envelope>, StoreError> {
    Ok(tx
        .prepare_cached(
            "SELECT e.* FROM books_export x JOIN event e ON e.seq = x.seq
             WHERE x.from_on <= :to AND x.to_on >= :from AND x.form = :form ORDER BY x.seq DESC LIMIT 1",
        )?
        .query_row(
            named_params! {":from": from.to_string(), ":to": to.to_string(), ":form": form},
            envelope,
        )
        .optional()?)
}

/// Every export, by the place of its event, as its row says.
pub(crate) fn all_exports(tx: &Tx<'_>) -> Result<BTreeMap<i64, (String, String, String)>, StoreError> {
    let mut statement = tx.prepare_cached("SELECT * FROM books_export")?;
    let found = statement.query_map([], |row| {
        Ok((
            row.get("seq")?,
            (row.get("from_on")?, row.get("to_on")?, row.get("form")?),
        ))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}
