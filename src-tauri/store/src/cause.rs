//! What lay behind incidents.

use std::collections::BTreeMap;

use comeback_domain::{
    BusinessDate, CauseName, CauseNamed, CauseState, Envelope, IncidentId, Instant, StaffName,
};
use rusqlite::{OptionalExtension as _, Row, named_params};

use crate::row::{cause_name, date, instant, json, parsed, text_or_null, unreadable};
use crate::{StoreError, Tx};

/// One cause with what it did.
#[derive(Debug, Clone)]
pub struct CauseSum {
    /// In the team's words.
    pub cause: CauseName,
    /// How many incidents.
    pub incidents: u32,
    /// What was given for them, in minor units.
    pub given: i64,
    /// The last of them.
    pub last_on: BusinessDate,
}

pub(crate) fn put(tx: &Tx<'_>, envelope: &Envelope, named: &CauseNamed) -> Result<(), StoreError> {
    let whys = serde_json::to_string(&named.whys).map_err(|error| unreadable("whys", error))?;
    tx.prepare_cached(
        "INSERT OR REPLACE INTO cause (incident_id, cause, same, whys, at_ms, staff)
         VALUES (:incident, :cause, :same, :whys, :at, :staff)",
    )?
    .execute(named_params! {
        ":incident": named.incident.to_string(),
        ":cause": named.cause.as_str(),
        ":same": named.cause.key(),
        ":whys": whys,
        ":at": envelope.at.timestamp_millis(),
        ":staff": envelope.actor.as_ref().map(StaffName::as_str),
    })?;
    Ok(())
}

/// The cause of an incident, if it was named.
///
/// # Errors
/// [`StoreError`].
pub fn get(tx: &Tx<'_>, incident: IncidentId) -> Result<Option<CauseState>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT * FROM cause WHERE incident_id = :incident")?
        .query_row(named_params! {":incident": incident.to_string()}, |row| {
            Ok(cause(row)?.1)
        })
        .optional()?)
}

/// How this cause was first written, where it was written before: all that name it have taken over the same words.
///
/// # Errors
/// [`StoreError`].
pub fn first_written(tx: &Tx<'_>, typed: &CauseName) -> Result<Option<CauseName>, StoreError> {
    Ok(tx
        .prepare_cached(
            "SELECT cause FROM (SELECT cause, same FROM cause UNION ALL SELECT cause, same FROM prevention)
             WHERE same = :same LIMIT 1",
        )?
        .query_row(named_params! {":same": typed.key()}, |row| {
            cause_name(row, "cause")
        })
        .optional()?)
}

/// Every cause with what it did, the one with most incidents first, then the latest.
///
/// # Errors
/// [`StoreError`].
pub fn sums(tx: &Tx<'_>) -> Result<Vec<CauseSum>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT c.cause, count(*) AS incidents, max(i.business_date) AS last_on,
                coalesce(sum((SELECT sum(m.minor) FROM make_good m WHERE m.incident_id = i.id)), 0) AS given
         FROM cause c JOIN incident i ON i.id = c.incident_id
         GROUP BY c.same ORDER BY incidents DESC, last_on DESC, c.same",
    )?;
    let sum = |row: &Row<'_>| {
        Ok(CauseSum {
            cause: cause_name(row, "cause")?,
            incidents: row.get("incidents")?,
            given: row.get("given")?,
            last_on: date(row, "last_on")?,
        })
    };
    let found = statement.query_map([], sum)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// When the incidents of this cause happened.
///
/// # Errors
/// [`StoreError`].
pub fn moments(tx: &Tx<'_>, cause: &CauseName) -> Result<Vec<(BusinessDate, Instant)>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT i.business_date, i.occurred_ms FROM cause c JOIN incident i ON i.id = c.incident_id
         WHERE c.same = :same",
    )?;
    let found = statement.query_map(named_params! {":same": cause.key()}, |row| {
        Ok((date(row, "business_date")?, instant(row, "occurred_ms")?))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// How many incidents have no cause named.
///
/// # Errors
/// [`StoreError`].
pub fn count_unnamed(tx: &Tx<'_>) -> Result<u32, StoreError> {
    Ok(tx
        .prepare_cached(
            "SELECT count(*) FROM incident i WHERE NOT EXISTS (SELECT 1 FROM cause c WHERE c.incident_id = i.id)",
        )?
        .query_row([], |row| row.get(0))?)
}

pub(crate) fn all(tx: &Tx<'_>) -> Result<BTreeMap<IncidentId, CauseState>, StoreError> {
    let mut statement = tx.prepare("SELECT * FROM cause")?;
    let found = statement.query_map([], cause)?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn cause(row: &Row<'_>) -> rusqlite::Result<(IncidentId, CauseState)> {
    let state = CauseState {
        cause: cause_name(row, "cause")?,
        whys: json(row, "whys")?,
        at: instant(row, "at_ms")?,
        by: text_or_null(row, "staff", StaffName::parse)?,
    };
    Ok((parsed(row, "incident_id")?, state))
}
