//! Follow-ups: who is to be called, and how it went.

use std::collections::BTreeMap;

use comeback_domain::{
    BusinessDate, Envelope, FollowUpId, FollowUpSet, FollowUpSettled, FollowUpState, IncidentId, Note,
    Outcome, Settled, StaffName,
};
use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension as _, Row, named_params};

use crate::row::{date, instant, known, parsed, score_or_null, text_or_null};
use crate::{StoreError, Tx, score};

/// A follow-up with its identity.
pub type FollowUp = (FollowUpId, FollowUpState);

/// Sets it, or moves one that is open.
pub(crate) fn put(tx: &Tx<'_>, set: &FollowUpSet) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached(
            "INSERT INTO follow_up (id, incident_id, due_ms, due_on) VALUES (:id, :incident, :due, :due_on)
             ON CONFLICT (id) DO UPDATE SET due_ms = excluded.due_ms, due_on = excluded.due_on
             WHERE outcome IS NULL AND incident_id = excluded.incident_id",
        )?
        .execute(named_params! {
            ":id": set.follow_up.to_string(),
            ":incident": set.incident.to_string(),
            ":due": set.due_at.timestamp_millis(),
            ":due_on": set.due_on.to_string(),
        })?;
    if changed == 1 {
        Ok(())
    } else {
        Err(StoreError::Conflict)
    }
}

pub(crate) fn settle(tx: &Tx<'_>, envelope: &Envelope, settled: &FollowUpSettled) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached(
            "UPDATE follow_up SET outcome = :outcome, note = :note, score = :score, settled_ms = :at,
                    settled_on = :on, settled_by = :by
             WHERE id = :id AND incident_id = :incident AND outcome IS NULL",
        )?
        .execute(named_params! {
            ":id": settled.follow_up.to_string(),
            ":incident": settled.incident.to_string(),
            ":outcome": settled.outcome.key(),
            ":note": settled.note.as_ref().map(Note::as_str),
            ":score": settled.score.map(u8::from),
            ":at": envelope.at.timestamp_millis(),
            ":on": envelope.business_date.to_string(),
            ":by": envelope.actor.as_ref().map(StaffName::as_str),
        })?;
    if changed != 1 {
        return Err(StoreError::Conflict);
    }
    score::of_follow_up(tx, envelope, settled)
}

/// One follow-up.
///
/// # Errors
/// [`StoreError`].
pub fn get(tx: &Tx<'_>, id: FollowUpId) -> Result<Option<FollowUpState>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT * FROM follow_up WHERE id = :id")?
        .query_row(named_params! {":id": id.to_string()}, |row| Ok(follow_up(row)?.1))
        .optional()?)
}

/// Those of an incident, in the order they were due.
///
/// # Errors
/// [`StoreError`].
pub fn of_incident(tx: &Tx<'_>, incident: IncidentId) -> Result<Vec<FollowUp>, StoreError> {
    let mut statement =
        tx.prepare_cached("SELECT * FROM follow_up WHERE incident_id = :incident ORDER BY due_ms, id")?;
    let found = statement.query_map(named_params! {":incident": incident.to_string()}, follow_up)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Those that are open, the oldest first.
///
/// # Errors
/// [`StoreError`].
pub fn open(tx: &Tx<'_>) -> Result<Vec<FollowUp>, StoreError> {
    let mut statement =
        tx.prepare_cached("SELECT * FROM follow_up WHERE outcome IS NULL ORDER BY due_ms, id")?;
    let found = statement.query_map([], follow_up)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Those settled on this date or later, the latest first.
///
/// # Errors
/// [`StoreError`].
pub fn settled_since(tx: &Tx<'_>, from: BusinessDate) -> Result<Vec<FollowUp>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT * FROM follow_up WHERE outcome IS NOT NULL AND settled_on >= :from
         ORDER BY settled_ms DESC, id DESC",
    )?;
    let found = statement.query_map(named_params! {":from": from.to_string()}, follow_up)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// How many open ones are due on this date or before it.
///
/// # Errors
/// [`StoreError`].
pub fn count_due(tx: &Tx<'_>, until: BusinessDate) -> Result<u32, StoreError> {
    Ok(tx
        .prepare_cached("SELECT count(*) FROM follow_up WHERE outcome IS NULL AND due_on <= :until")?
        .query_row(named_params! {":until": until.to_string()}, |row| row.get(0))?)
}

pub(crate) fn all(tx: &Tx<'_>) -> Result<BTreeMap<FollowUpId, FollowUpState>, StoreError> {
    let mut statement = tx.prepare("SELECT * FROM follow_up")?;
    let found = statement.query_map([], follow_up)?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn follow_up(row: &Row<'_>) -> rusqlite::Result<FollowUp> {
    let settled = if row.get_ref("outcome")? == ValueRef::Null {
        None
    } else {
        Some(Settled {
            outcome: known(row, "outcome", Outcome::from_key)?,
            note: text_or_null(row, "note", Note::parse)?,
            score: score_or_null(row, "score")?,
            at: instant(row, "settled_ms")?,
            on: date(row, "settled_on")?,
            by: text_or_null(row, "settled_by", StaffName::parse)?,
        })
    };
    let state = FollowUpState {
        incident: parsed(row, "incident_id")?,
        due_at: instant(row, "due_ms")?,
        due_on: date(row, "due_on")?,
        settled,
    };
    Ok((parsed(row, "id")?, state))
}
