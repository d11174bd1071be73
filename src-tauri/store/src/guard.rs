//! Who is slowed down at the door, and how far the clock is believed.

use std::collections::BTreeMap;

use chrono::DateTime;
use comeback_domain::{
    ClockWentBack, DoorUnlocked, Envelope, GuardState, Guesser, Guesses, Instant, StationGuesses, UnknownCode,
};
use rusqlite::{OptionalExtension as _, Row, named_params};

use crate::row::{instant, json, parsed, unreadable};
use crate::{StoreError, Tx, event};

/// The unknown codes of one guesser.
///
/// # Errors
/// [`StoreError`].
pub fn guesses(tx: &Tx<'_>, of: &Guesser) -> Result<Guesses, StoreError> {
    let (staff, station) = keys(of);
    Ok(tx
        .prepare_cached("SELECT * FROM guesser WHERE staff_id = :staff AND station = :station")?
        .query_row(named_params! {":staff": staff, ":station": station}, read_guesses)
        .optional()?
        .unwrap_or_default())
}

/// The unknown codes at a station.
///
/// # Errors
/// [`StoreError`].
pub fn station(tx: &Tx<'_>, name: &str) -> Result<StationGuesses, StoreError> {
    Ok(tx
        .prepare_cached("SELECT * FROM guessed_station WHERE station = :station")?
        .query_row(named_params! {":station": name}, read_station)
        .optional()?
        .unwrap_or_default())
}

/// The latest moment that anything was written at, as far as it is known: of the last event, or of those before the clock
/// went back. `None` in a house without events.
///
/// # Errors
/// [`StoreError`].
pub fn latest(tx: &Tx<'_>) -> Result<Option<Instant>, StoreError> {
    Ok(event::last_at(tx)?.max(clock_was(tx)?))
}

/// The latest moment before the clock went back; `None` while nothing is wrong with it.
///
/// # Errors
/// [`StoreError`].
pub fn clock_was(tx: &Tx<'_>) -> Result<Option<Instant>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT was_ms FROM clock")?
        .query_row([], |row| instant(row, "was_ms"))
        .optional()?)
}

pub(crate) fn unknown(tx: &Tx<'_>, envelope: &Envelope, unknown: &UnknownCode) -> Result<(), StoreError> {
    let guesser = unknown.guesser(envelope);
    put_guesses(tx, &guesser, &guesses(tx, &guesser)?.one_more(envelope.at))?;
    let found = station(tx, &envelope.station)?;
    put_station(tx, &envelope.station, &found.one_more(envelope.at))
}

pub(crate) fn unlock(tx: &Tx<'_>, envelope: &Envelope, unlocked: &DoorUnlocked) -> Result<(), StoreError> {
    let guesser = unlocked.guesser(envelope);
    let (staff, station) = keys(&guesser);
    tx.prepare_cached("DELETE FROM guesser WHERE staff_id = :staff AND station = :station")?
        .execute(named_params! {":staff": staff, ":station": station})?;
    tx.prepare_cached("DELETE FROM guessed_station WHERE station = :station")?
        .execute(named_params! {":station": envelope.station})?;
    Ok(())
}

/// The clock went back: what was counted by the later time is counted by the earlier one.
pub(crate) fn clock_back(tx: &Tx<'_>, envelope: &Envelope, back: &ClockWentBack) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT OR REPLACE INTO clock (id, was_ms) VALUES (1, :was)")?
        .execute(named_params! {":was": back.was.timestamp_millis()})?;
    let all = state(tx)?;
    for (guesser, guesses) in all.guesses {
        put_guesses(tx, &guesser, &guesses.as_of(envelope.at))?;
    }
    for (name, station) in all.stations {
        put_station(tx, &name, &station.as_of(envelope.at))?;
    }
    Ok(())
}

pub(crate) fn clock_trusted(tx: &Tx<'_>) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM clock")?.execute([])?;
    Ok(())
}

/// All of it.
pub(crate) fn state(tx: &Tx<'_>) -> Result<GuardState, StoreError> {
    let mut statement = tx.prepare_cached("SELECT * FROM guesser")?;
    let guesses = statement.query_map([], |row| Ok((read_guesser(row)?, read_guesses(row)?)))?;
    let guesses = guesses.collect::<Result<BTreeMap<_, _>, _>>()?;
    let mut statement = tx.prepare_cached("SELECT * FROM guessed_station")?;
    let stations = statement.query_map([], |row| Ok((row.get("station")?, read_station(row)?)))?;
    Ok(GuardState {
        guesses,
        stations: stations.collect::<Result<BTreeMap<_, _>, _>>()?,
        clock_was: clock_was(tx)?,
    })
}

fn keys(of: &Guesser) -> (String, &str) {
    match of {
        Guesser::Person(staff) => (staff.to_string(), ""),
        Guesser::AnybodyAt(station) => (String::new(), station),
    }
}

fn put_guesses(tx: &Tx<'_>, of: &Guesser, guesses: &Guesses) -> Result<(), StoreError> {
    let (staff, station) = keys(of);
    tx.prepare_cached(
        "INSERT OR REPLACE INTO guesser (staff_id, station, lately, pauses, until_ms)
         VALUES (:staff, :station, :lately, :pauses, :until)",
    )?
    .execute(named_params! {
        ":staff": staff,
        ":station": station,
        ":lately": written(&guesses.lately)?,
        ":pauses": guesses.pauses,
        ":until": guesses.until.map(|until| until.timestamp_millis()),
    })?;
    Ok(())
}

fn put_station(tx: &Tx<'_>, name: &str, station: &StationGuesses) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT OR REPLACE INTO guessed_station (station, lately, locked) VALUES (:station, :lately, :locked)",
    )?
    .execute(named_params! {
        ":station": name,
        ":lately": written(&station.lately)?,
        ":locked": station.locked,
    })?;
    Ok(())
}

fn read_guesser(row: &Row<'_>) -> rusqlite::Result<Guesser> {
    let station: String = row.get("station")?;
    if station.is_empty() {
        parsed(row, "staff_id").map(Guesser::Person)
    } else {
        Ok(Guesser::AnybodyAt(station))
    }
}

fn read_guesses(row: &Row<'_>) -> rusqlite::Result<Guesses> {
    Ok(Guesses {
        lately: moments(row)?,
        pauses: row.get("pauses")?,
        until: match row.get::<_, Option<i64>>("until_ms")? {
            Some(_) => Some(instant(row, "until_ms")?),
            None => None,
        },
    })
}

fn read_station(row: &Row<'_>) -> rusqlite::Result<StationGuesses> {
    Ok(StationGuesses {
        lately: moments(row)?,
        locked: row.get("locked")?,
    })
}

fn moments(row: &Row<'_>) -> rusqlite::Result<Vec<Instant>> {
    let moment =
        |ms| DateTime::from_timestamp_millis(ms).ok_or_else(|| unreadable("lately", "no such moment"));
    json::<Vec<i64>>(row, "lately")?.into_iter().map(moment).collect()
}

fn written(moments: &[Instant]) -> Result<String, StoreError> {
    let millis: Vec<i64> = moments.iter().map(Instant::timestamp_millis).collect();
    serde_json::to_string(&millis).map_err(|error| StoreError::Sql(unreadable("lately", error)))
}
