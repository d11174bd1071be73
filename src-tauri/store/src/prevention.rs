//! What is to be done so that it does not happen again.

use std::collections::BTreeMap;

use comeback_domain::{
    BusinessDate, CauseName, Envelope, IncidentId, PreventionDone, PreventionId, PreventionPlanned,
    PreventionState, StaffName,
};
use rusqlite::{OptionalExtension as _, Row, named_params};

use crate::row::{cause_name, date, instant, note, parsed, text_or_null, unreadable};
use crate::{StoreError, Tx};

/// A prevention with its identity.
pub type Prevention = (PreventionId, PreventionState);

pub(crate) fn insert(tx: &Tx<'_>, planned: &PreventionPlanned) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO prevention (id, incident_id, cause, same, what, owner, due_on)
         VALUES (:id, :incident, :cause, :same, :what, :owner, :due_on)",
    )?
    .execute(named_params! {
        ":id": planned.prevention.to_string(),
        ":incident": planned.incident.to_string(),
        ":cause": planned.cause.as_str(),
        ":same": planned.cause.key(),
        ":what": planned.what.as_str(),
        ":owner": planned.owner.as_str(),
        ":due_on": planned.due_on.to_string(),
    })?;
    Ok(())
}

pub(crate) fn done(tx: &Tx<'_>, envelope: &Envelope, done: &PreventionDone) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached(
            "UPDATE prevention SET done_on = :on, done_ms = :at, done_by = :by
             WHERE id = :id AND incident_id = :incident AND done_on IS NULL",
        )?
        .execute(named_params! {
            ":id": done.prevention.to_string(),
            ":incident": done.incident.to_string(),
            ":on": envelope.business_date.to_string(),
            ":at": envelope.at.timestamp_millis(),
            ":by": envelope.actor.as_ref().map(StaffName::as_str),
        })?;
    if changed == 1 {
        Ok(())
    } else {
        Err(StoreError::Conflict)
    }
}

/// One prevention.
///
/// # Errors
/// [`StoreError`].
pub fn get(tx: &Tx<'_>, id: PreventionId) -> Result<Option<PreventionState>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT * FROM prevention WHERE id = :id")?
        .query_row(
            named_params! {":id": id.to_string()},
            |row| Ok(prevention(row)?.1),
        )
        .optional()?)
}

/// Those that came from an incident, in the order they were planned.
///
/// # Errors
/// [`StoreError`].
pub fn of_incident(tx: &Tx<'_>, incident: IncidentId) -> Result<Vec<Prevention>, StoreError> {
    let mut statement =
        tx.prepare_cached("SELECT * FROM prevention WHERE incident_id = :incident ORDER BY id")?;
    let found = statement.query_map(named_params! {":incident": incident.to_string()}, prevention)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Those against a cause, in the order they were planned.
///
/// # Errors
/// [`StoreError`].
pub fn against(tx: &Tx<'_>, cause: &CauseName) -> Result<Vec<Prevention>, StoreError> {
    let mut statement = tx.prepare_cached("SELECT * FROM prevention WHERE same = :same ORDER BY id")?;
    let found = statement.query_map(named_params! {":same": cause.key()}, prevention)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Those that are open, the one due first at the head.
///
/// # Errors
/// [`StoreError`].
pub fn open(tx: &Tx<'_>) -> Result<Vec<Prevention>, StoreError> {
    let mut statement =
        tx.prepare_cached("SELECT * FROM prevention WHERE done_on IS NULL ORDER BY due_on, id")?;
    let found = statement.query_map([], prevention)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Those that were done in a period, the latest first.
///
/// # Errors
/// [`StoreError`].
pub fn done_between(
    tx: &Tx<'_>,
    from: BusinessDate,
    to: BusinessDate,
) -> Result<Vec<Prevention>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT * FROM prevention WHERE done_on BETWEEN :from AND :to ORDER BY done_on DESC, id DESC",
    )?;
    let found = statement.query_map(
        named_params! {":from": from.to_string(), ":to": to.to_string()},
        prevention,
    )?;
    Ok(found.collect::<Result<_, _>>()?)
}

pub(crate) fn all(tx: &Tx<'_>) -> Result<BTreeMap<PreventionId, PreventionState>, StoreError> {
    let mut statement = tx.prepare("SELECT * FROM prevention")?;
    let found = statement.query_map([], prevention)?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn prevention(row: &Row<'_>) -> rusqlite::Result<Prevention> {
    let done_on: Option<String> = row.get("done_on")?;
    let done: Option<(BusinessDate, _, _)> = match done_on {
        None => None,
        Some(_) => Some((
            date(row, "done_on")?,
            instant(row, "done_ms")?,
            text_or_null(row, "done_by", StaffName::parse)?,
        )),
    };
    let owner: String = row.get("owner")?;
    let state = PreventionState {
        incident: parsed(row, "incident_id")?,
        cause: cause_name(row, "cause")?,
        what: note(row, "what")?,
        owner: StaffName::required(&owner).map_err(|error| unreadable("owner", error))?,
        due_on: date(row, "due_on")?,
        done,
    };
    Ok((parsed(row, "id")?, state))
}
