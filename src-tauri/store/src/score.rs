//! How guests felt after the incident.

use std::collections::BTreeMap;

use comeback_domain::{
    Envelope, FollowUpSettled, IncidentId, Note, Score, ScoreGiven, ScoreMoment, ScoreMovement, ScoreState,
    StaffName,
};
use rusqlite::{Row, named_params};

use crate::row::{instant, known, parsed, score_or_null, text_or_null, unreadable};
use crate::{StoreError, Tx};

pub(crate) fn insert(tx: &Tx<'_>, envelope: &Envelope, given: &ScoreGiven) -> Result<(), StoreError> {
    put(
        tx,
        envelope,
        given.incident,
        given.moment,
        given.score,
        given.words.as_ref(),
    )
}

/// The score of a settled follow-up, where one was given.
pub(crate) fn of_follow_up(
    tx: &Tx<'_>,
    envelope: &Envelope,
    settled: &FollowUpSettled,
) -> Result<(), StoreError> {
    settled.score.map_or(Ok(()), |score| {
        let note = settled.note.as_ref();
        put(tx, envelope, settled.incident, ScoreMoment::FollowUp, score, note)
    })
}

fn put(
    tx: &Tx<'_>,
    envelope: &Envelope,
    incident: IncidentId,
    moment: ScoreMoment,
    score: Score,
    words: Option<&Note>,
) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO score (seq, incident_id, moment, score, words, at_ms, staff)
         VALUES (:seq, :incident, :moment, :score, :words, :at, :staff)",
    )?
    .execute(named_params! {
        ":seq": envelope.seq,
        ":incident": incident.to_string(),
        ":moment": moment.key(),
        ":score": u8::from(score),
        ":words": words.map(Note::as_str),
        ":at": envelope.at.timestamp_millis(),
        ":staff": envelope.actor.as_ref().map(StaffName::as_str),
    })?;
    Ok(())
}

/// The scores given after an incident, in order.
///
/// # Errors
/// [`StoreError`].
pub fn of_incident(tx: &Tx<'_>, incident: IncidentId) -> Result<Vec<ScoreState>, StoreError> {
    let mut statement =
        tx.prepare_cached("SELECT * FROM score WHERE incident_id = :incident ORDER BY seq")?;
    let found = statement.query_map(named_params! {":incident": incident.to_string()}, |row| {
        Ok(score(row)?.1)
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// How scores moved, over all incidents: the one at the time against the last one later.
///
/// # Errors
/// [`StoreError`].
pub fn movement(tx: &Tx<'_>) -> Result<ScoreMovement, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT i.score AS first, s.score AS later, count(*) AS incidents
         FROM incident i
         LEFT JOIN (SELECT incident_id, score, max(seq) FROM score GROUP BY incident_id) s
           ON s.incident_id = i.id
         GROUP BY first, later",
    )?;
    let mut rows = statement.query([])?;
    let mut movement = ScoreMovement::default();
    while let Some(row) = rows.next()? {
        let (first, later) = (score_or_null(row, "first")?, score_or_null(row, "later")?);
        movement.take(first, later, row.get("incidents")?);
    }
    Ok(movement)
}

pub(crate) fn all(tx: &Tx<'_>) -> Result<BTreeMap<i64, ScoreState>, StoreError> {
    let mut statement = tx.prepare("SELECT * FROM score")?;
    let found = statement.query_map([], score)?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn score(row: &Row<'_>) -> rusqlite::Result<(i64, ScoreState)> {
    let state = ScoreState {
        incident: parsed(row, "incident_id")?,
        moment: known(row, "moment", ScoreMoment::from_key)?,
        score: score_or_null(row, "score")?.ok_or_else(|| unreadable("score", "none"))?,
        words: text_or_null(row, "words", Note::parse)?,
        at: instant(row, "at_ms")?,
        by: text_or_null(row, "staff", StaffName::parse)?,
    };
    Ok((row.get("seq")?, state))
}
