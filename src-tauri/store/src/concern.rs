//! Concerns: what is about to go wrong.

use std::collections::BTreeMap;

use comeback_domain::{
    Category, ConcernEnd, ConcernId, ConcernNoted, ConcernState, Envelope, IncidentId, Place, StaffName,
};
use rusqlite::{OptionalExtension as _, Row, named_params};

use crate::row::{instant, note, parsed, parsed_or_null, text_or_null};
use crate::{StoreError, Tx, incident};

pub(crate) fn insert(tx: &Tx<'_>, envelope: &Envelope, noted: &ConcernNoted) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO concern (id, seq, at_ms, what, place, category, staff)
         VALUES (:id, :seq, :at, :what, :place, :category, :staff)",
    )?
    .execute(named_params! {
        ":id": noted.concern.to_string(),
        ":seq": envelope.seq,
        ":at": envelope.at.timestamp_millis(),
        ":what": noted.what.as_str(),
        ":place": noted.place.as_ref().map(Place::as_str),
        ":category": noted.category.map(Category::key),
        ":staff": envelope.actor.as_ref().map(StaffName::as_str),
    })?;
    Ok(())
}

/// It is over: it became an incident, or was dropped.
pub(crate) fn end(tx: &Tx<'_>, id: ConcernId, incident: Option<IncidentId>) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached(
            "UPDATE concern SET dropped = :incident IS NULL, incident_id = :incident
             WHERE id = :id AND incident_id IS NULL",
        )?
        .execute(named_params! {
            ":id": id.to_string(),
            ":incident": incident.map(|id| id.to_string()),
        })?;
    if changed == 1 {
        Ok(())
    } else {
        Err(StoreError::Conflict)
    }
}

/// One concern.
///
/// # Errors
/// [`StoreError`].
pub fn get(tx: &Tx<'_>, id: ConcernId) -> Result<Option<ConcernState>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT * FROM concern WHERE id = :id")?
        .query_row(named_params! {":id": id.to_string()}, |row| Ok(concern(row)?.1))
        .optional()?)
}

/// Those that are open, the oldest first.
///
/// # Errors
/// [`StoreError`].
pub fn open(tx: &Tx<'_>) -> Result<Vec<(ConcernId, ConcernState)>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT * FROM concern WHERE dropped = 0 AND incident_id IS NULL ORDER BY at_ms, id",
    )?;
    let found = statement.query_map([], concern)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// How many are open.
///
/// # Errors
/// [`StoreError`].
pub fn count_open(tx: &Tx<'_>) -> Result<u32, StoreError> {
    Ok(tx
        .prepare_cached("SELECT count(*) FROM concern WHERE dropped = 0 AND incident_id IS NULL")?
        .query_row([], |row| row.get(0))?)
}

pub(crate) fn all(tx: &Tx<'_>) -> Result<BTreeMap<ConcernId, ConcernState>, StoreError> {
    let mut statement = tx.prepare("SELECT * FROM concern")?;
    let found = statement.query_map([], concern)?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn concern(row: &Row<'_>) -> rusqlite::Result<(ConcernId, ConcernState)> {
    let category: Option<String> = row.get("category")?;
    let dropped: bool = row.get("dropped")?;
    let incident: Option<IncidentId> = parsed_or_null(row, "incident_id")?;
    let state = ConcernState {
        at: instant(row, "at_ms")?,
        what: note(row, "what")?,
        place: text_or_null(row, "place", Place::parse)?,
        category: category.map(|_| incident::category(row)).transpose()?,
        staff: text_or_null(row, "staff", StaffName::parse)?,
        end: incident
            .map(ConcernEnd::Incident)
            .or(dropped.then_some(ConcernEnd::Dropped)),
    };
    Ok((parsed(row, "id")?, state))
}
