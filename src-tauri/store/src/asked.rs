//! Make-goods that wait for a yes.

use comeback_domain::{AskedId, Envelope, IncidentId, Instant, MakeGood, MakeGoodAsked, StaffName};
use rusqlite::{OptionalExtension as _, Row, named_params};

use crate::row::{instant, json, parsed, text_or_null, unreadable};
use crate::{StoreError, Tx};

/// A make-good that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its identity.
    pub id: AskedId,
    /// When it was asked for.
    pub at: Instant,
    /// What it is to make good.
    pub incident: IncidentId,
    /// What is to be given.
    pub gives: MakeGood,
    /// Who asked.
    pub staff: Option<StaffName>,
    /// Why it waits.
    pub why: String,
}

/// Everything that waits, the oldest first.
///
/// # Errors
/// [`StoreError`].
pub fn waiting(tx: &Tx<'_>) -> Result<Vec<Asked>, StoreError> {
    let mut statement = tx.prepare_cached("SELECT * FROM asked ORDER BY seq")?;
    let found = statement.query_map([], asked)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// One that waits.
///
/// # Errors
/// [`StoreError`].
pub fn get(tx: &Tx<'_>, id: AskedId) -> Result<Option<Asked>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT * FROM asked WHERE id = :id")?
        .query_row(named_params! {":id": id.to_string()}, asked)
        .optional()?)
}

pub(crate) fn insert(tx: &Tx<'_>, envelope: &Envelope, asked: &MakeGoodAsked) -> Result<(), StoreError> {
    let gives = serde_json::to_string(&asked.gives).map_err(|error| unreadable("gives", error))?;
    tx.prepare_cached(
        "INSERT INTO asked (id, incident_id, seq, at_ms, gives, staff, why)
         VALUES (:id, :incident, :seq, :at, :gives, :staff, :why)",
    )?
    .execute(named_params! {
        ":id": asked.asked.to_string(),
        ":incident": asked.incident.to_string(),
        ":seq": envelope.seq,
        ":at": envelope.at.timestamp_millis(),
        ":gives": gives,
        ":staff": asked.staff.as_ref().map(StaffName::as_str),
        ":why": asked.why,
    })?;
    Ok(())
}

/// It has its answer. One that has had it already is somebody else's.
pub(crate) fn settle(tx: &Tx<'_>, asked: Option<AskedId>) -> Result<(), StoreError> {
    let Some(asked) = asked else {
        return Ok(());
    };
    let gone = tx
        .prepare_cached("DELETE FROM asked WHERE id = :id")?
        .execute(named_params! {":id": asked.to_string()})?;
    if gone == 1 {
        Ok(())
    } else {
        Err(StoreError::Conflict)
    }
}

pub(crate) fn asked(row: &Row<'_>) -> rusqlite::Result<Asked> {
    Ok(Asked {
        id: parsed(row, "id")?,
        at: instant(row, "at_ms")?,
        incident: parsed(row, "incident_id")?,
        gives: json(row, "gives")?,
        staff: text_or_null(row, "staff", StaffName::parse)?,
        why: row.get("why")?,
    })
}
