//! A copy of the open database in one file: whole, proved, and of one moment.

use std::fs;
use std::path::Path;

use comeback_domain::Digest;
use rusqlite::{Connection, OpenFlags};

use crate::open::{APPLICATION_ID, BUSY, DATABASE_FILE, known_schema};
use crate::{RestoreError, StoreError};

/// What a copy holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The place of its last event; 0 where it has none.
    pub through: i64,
    /// The hash of that event.
    pub head: Digest,
    /// How large the file is.
    pub bytes: u64,
}

/// Copies the database of a folder into an empty file. It goes by a connection of its own, beside the one that works: a
/// copy of a large house keeps nobody at the door waiting.
///
/// # Errors
/// [`StoreError`]; [`StoreError::Full`] when the disk of the copy is full. The database itself is only read.
pub fn copy(folder: &Path, to: &Path) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = Connection::open_with_flags(folder.join(DATABASE_FILE), flags)?;
    source.busy_timeout(BUSY)?;
    source.pragma_update(None, "trusted_schema", "OFF")?;
    into(&source, to)
}

/// Writes the whole of a database into an empty file, as `VACUUM` would write it anew.
pub(crate) fn into(source: &Connection, to: &Path) -> Result<(), StoreError> {
    let to = to
        .to_str()
        .ok_or_else(|| StoreError::from(rusqlite::Error::InvalidPath(to.to_owned())))?;
    source.execute("VACUUM INTO ?1", [to])?;
    Ok(())
}

/// Opens a copy as whoever restores it will, and reads all of it.
///
/// # Errors
/// [`RestoreError`], with why it could not be restored.
pub fn proved(file: &Path) -> Result<Held, RestoreError> {
    let copy = opened(file)?;
    let verdict: String = copy
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(|error| RestoreError::of_sql(error, file))?;
    if verdict != "ok" {
        return Err(RestoreError::Damaged {
            file: file.to_owned(),
        });
    }
    held(&copy, file)
}

/// Opens a file that should be a copy of ours, to read it and nothing else.
pub(crate) fn opened(file: &Path) -> Result<Connection, RestoreError> {
    let found = fs::metadata(file).map_err(|error| RestoreError::of_io(&error, file))?;
    if !found.is_file() || found.len() == 0 {
        return Err(RestoreError::NotOurs {
            file: file.to_owned(),
        });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let told = |error: rusqlite::Error| RestoreError::of_sql(error, file);
    let copy = Connection::open_with_flags(file, flags).map_err(told)?;
    copy.busy_timeout(BUSY).map_err(told)?;
    copy.pragma_update(None, "trusted_schema", "OFF").map_err(told)?;
    let id: i32 = copy
        .query_row("PRAGMA application_id", [], |row| row.get(0))
        .map_err(told)?;
    if id != APPLICATION_ID {
        return Err(RestoreError::NotOurs {
            file: file.to_owned(),
        });
    }
    let found: i64 = copy
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .map_err(told)?;
    let known = known_schema();
    if usize::try_from(found).is_ok_and(|found| found > known) {
        return Err(RestoreError::Newer {
            file: file.to_owned(),
            found,
            known,
        });
    }
    Ok(copy)
}

/// What a copy that was opened holds.
fn held(copy: &Connection, file: &Path) -> Result<Held, RestoreError> {
    let last = copy
        .query_row(
            "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1",
            [],
            |row| Ok((row.get(0)?, Digest::from_bytes(row.get(1)?))),
        )
        .map_or_else(
            |error| match error {
                rusqlite::Error::QueryReturnedNoRows => Ok((0, Digest::GENESIS)),
                error => Err(RestoreError::of_sql(error, file)),
            },
            Ok,
        )?;
    let bytes = fs::metadata(file).map_err(|error| RestoreError::of_io(&error, file))?;
    Ok(Held {
        through: last.0,
        head: last.1,
        bytes: bytes.len(),
    })
}
