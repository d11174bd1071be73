//! Putting a copy in the place of the database. The copy is made ready beside it and proved first; the database that was
//! there is set aside under another name, never deleted; and at every moment there is one whole database in its place.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use comeback_domain::BusinessDate;
use rusqlite::{Connection, TransactionBehavior};
use tempfile::TempPath;

use crate::backup::{self, Held};
use crate::open::{DATABASE_FILE, migrate};
use crate::{RestoreError, StoreError, verify};

/// A copy that is ready to take the place of the database.
#[derive(Debug)]
pub struct Ready {
    copy: TempPath,
    /// What it holds, as it was in the file it came from.
    pub held: Held,
}

/// Reads a copy, wherever it lies, into a file beside the database, brings it up to this version, and proves all of it:
/// the file, the chain, the tables and the sums. The file it came from is only read, and nothing is replaced yet.
///
/// # Errors
/// [`RestoreError`], with why this is nothing to restore.
pub fn ready(folder: &Path, from: &Path, today: BusinessDate) -> Result<Ready, RestoreError> {
    let held = backup::proved(from)?;
    if held.through == 0 {
        return Err(RestoreError::Nothing {
            file: from.to_owned(),
        });
    }
    fs::create_dir_all(folder).map_err(|error| RestoreError::of_folder(&error, folder))?;
    let made = tempfile::Builder::new()
        .prefix(".restore-")
        .suffix(".db")
        .tempfile_in(folder)
        .map_err(|error| RestoreError::of_folder(&error, folder))?;
    backup::into(&backup::opened(from)?, made.path())?;
    let mut copy = Connection::open(made.path()).map_err(StoreError::from)?;
    migrate(&mut copy).map_err(|_| RestoreError::Damaged {
        file: from.to_owned(),
    })?;
    fits(&mut copy, from, today)?;
    copy.close().map_err(|(_, error)| StoreError::from(error))?;
    made.as_file()
        .sync_all()
        .map_err(|error| RestoreError::of_folder(&error, folder))?;
    Ok(Ready {
        copy: made.into_temp_path(),
        held,
    })
}

/// Everything in the copy fits. What its screens had asked for is nobody's question any more.
fn fits(copy: &mut Connection, from: &Path, today: BusinessDate) -> Result<(), RestoreError> {
    let tx = copy
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(StoreError::from)?;
    if let Some(fault) = verify::verify(&tx, today)?.faults.into_iter().next() {
        return Err(RestoreError::Fault {
            file: from.to_owned(),
            fault,
        });
    }
    tx.execute("DELETE FROM asking", []).map_err(StoreError::from)?;
    tx.commit().map_err(|error| StoreError::from(error).into())
}

/// Lets go of the log beside the database, so that the one file is all of it. Nobody else may have it open.
pub(crate) fn alone(connection: &Connection) -> Result<(), RestoreError> {
    let mode: Result<String, rusqlite::Error> =
        connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0));
    match mode.map_err(StoreError::from) {
        Ok(mode) if mode == "delete" => Ok(()),
        Ok(_) | Err(StoreError::Busy) => Err(RestoreError::InUse),
        Err(error) => Err(error.into()),
    }
}

/// Puts a copy in the place of a database that nobody has open, and that one under another name beside it.
pub(crate) fn swap(folder: &Path, ready: Ready, aside: Option<&Path>) -> Result<(), RestoreError> {
    let file = folder.join(DATABASE_FILE);
    let failed = |error: &io::Error| RestoreError::of_folder(error, folder);
    if let Some(aside) = aside {
        // A second name for the same file, and then the copy takes the first: there is no moment without a database.
        match fs::hard_link(&file, aside) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            // A file system without second names.
            Err(_) => copied(&file, aside).map_err(|error| failed(&error))?,
        }
        set_log_aside(&file, aside).map_err(|error| failed(&error))?;
    }
    ready.copy.persist(&file).map_err(|error| failed(&error.error))?;
    sync_folder(folder).map_err(|error| failed(&error))
}

/// What a crash or a damaged database left beside it goes with it: it must never meet another database.
fn set_log_aside(file: &Path, aside: &Path) -> io::Result<()> {
    for end in ["-wal", "-shm"] {
        match fs::rename(with_end(file, end), with_end(aside, end)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

fn with_end(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn copied(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to)?;
    File::open(to)?.sync_all()
}

/// The names in a folder are on the disk.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
pub(crate) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Puts a copy in the place of a database that cannot be opened: damaged, empty, or not there at all.
///
/// # Errors
/// [`RestoreError`]; what was there is where it was, or set aside.
pub fn replace_closed(folder: &Path, ready: Ready, aside: &Path) -> Result<(), RestoreError> {
    swap(folder, ready, Some(aside))
}
