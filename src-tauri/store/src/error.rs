//! What can go wrong with the file.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

/// Why the database cannot be opened. Each is a sentence for the person at the machine.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The folder or the file cannot be written.
    #[error(
        "The data folder {} cannot be written to. Give this user the right to write there, or choose another folder; nothing was changed.",
        folder.display()
    )]
    ReadOnly {
        /// The folder.
        folder: PathBuf,
    },
    /// A database of another program, or no database at all.
    #[error(
        "The file {} is not a Comeback database. Move it away, or choose another data folder; it was not touched.",
        file.display()
    )]
    NotOurs {
        /// The file.
        file: PathBuf,
    },
    /// Nought bytes: what a failed copy or a full disk leaves behind.
    #[error(
        "The file {} is empty. Put a backup in its place, or move it away to start anew; it was not touched.",
        file.display()
    )]
    Empty {
        /// The file.
        file: PathBuf,
    },
    /// Written by a later version of the program.
    #[error(
        "The file {} was written by a newer version of Comeback (schema {found}; this one knows {known}). Install the newer version; the file was not touched.",
        file.display()
    )]
    Newer {
        /// The file.
        file: PathBuf,
        /// Its schema version.
        found: i64,
        /// The latest this program knows.
        known: usize,
    },
    /// The file is ours and broken.
    #[error(
        "The file {} is damaged. Do not work on with it: keep a copy of the folder, and put a backup in its place.",
        file.display()
    )]
    Damaged {
        /// The file.
        file: PathBuf,
    },
    /// Another program has locked it for longer than we wait.
    #[error("Another program holds the file {}. Close it, then try again.", file.display())]
    Busy {
        /// The file.
        file: PathBuf,
    },
    /// The SQLite in this build has the fault that 3.51.3 mended.
    #[error(
        "This build carries SQLite {found}, which can damage a database. Install a newer build of Comeback."
    )]
    OldSqlite {
        /// Its version.
        found: &'static str,
    },
    /// A setting that keeps data safe did not take.
    #[error("The database refused the setting {name}. Keep the data folder on a disk of this machine.")]
    Setting {
        /// The pragma.
        name: &'static str,
    },
    /// Anything else.
    #[error("The data folder could not be opened: {0}. Check the disk, then try again.")]
    Other(String),
}

/// Why a copy does not take the place of the database. Nothing was changed then.
#[derive(Debug, Error)]
pub enum RestoreError {
    /// No such file.
    #[error("{} is not there. Choose another file; nothing was changed.", file.display())]
    NotThere {
        /// The file.
        file: PathBuf,
    },
    /// A file that the system does not give out.
    #[error("{} cannot be read: {error}. Choose another file; nothing was changed.", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// No database, or another program's.
    #[error("{} is no backup of Comeback. Choose another file; nothing was changed.", file.display())]
    NotOurs {
        /// The file.
        file: PathBuf,
    },
    /// A house in which nothing ever happened.
    #[error("Nothing was ever recorded in {}. Choose another backup; nothing was changed.", file.display())]
    Nothing {
        /// The file.
        file: PathBuf,
    },
    /// Written by a later version of the program.
    #[error(
        "{} was made by a newer version of Comeback (schema {found}; this one knows {known}). Install the newer version first; nothing was changed.",
        file.display()
    )]
    Newer {
        /// The file.
        file: PathBuf,
        /// Its schema version.
        found: i64,
        /// The latest this program knows.
        known: usize,
    },
    /// The file is ours and broken.
    #[error("{} is damaged. Choose an older backup; nothing was changed.", file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
    },
    /// The file is whole, and what is in it does not fit together.
    #[error("{} does not fit together: {fault} Choose another backup; nothing was changed.", file.display())]
    Fault {
        /// The file.
        file: PathBuf,
        /// What does not fit.
        fault: String,
    },
    /// Another program works with the database that is to be replaced.
    #[error("Another program works with these books. Close it, then restore again; nothing was changed.")]
    InUse,
    /// The data folder does not take the copy.
    #[error("The data folder {} cannot be written to: {error}. Make room or give this user the right, then restore again; nothing was changed.", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What is in the place of the database now cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
}

impl RestoreError {
    pub(crate) fn of_io(error: &std::io::Error, file: &Path) -> Self {
        let file = file.to_owned();
        match error.kind() {
            ErrorKind::NotFound => Self::NotThere { file },
            kind => Self::Unreadable {
                file,
                error: kind.into(),
            },
        }
    }

    pub(crate) fn of_folder(error: &std::io::Error, folder: &Path) -> Self {
        Self::Folder {
            folder: folder.to_owned(),
            error: error.kind().into(),
        }
    }

    pub(crate) fn of_sql(error: rusqlite::Error, file: &Path) -> Self {
        let file = file.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotOurs { file },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { file },
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::Unreadable {
                file,
                error: ErrorKind::PermissionDenied.into(),
            },
            _ => StoreError::from(error).into(),
        }
    }
}

/// Why a read or a write did not go through.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The commit failed: whether it was written is not known. The same request may be asked again.
    #[error("We could not make sure that it was written: {0}")]
    Unknown(#[source] rusqlite::Error),
    /// Another program held the database for longer than we wait.
    #[error("the database is busy")]
    Busy,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The file cannot be written.
    #[error("the database cannot be written")]
    ReadOnly,
    /// The file is broken.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// The voucher was not as it had been read a moment before, inside the same transaction.
    #[error("the voucher changed under the redemption")]
    Conflict,
    /// An error of SQLite that says nothing a person could act on.
    #[error(transparent)]
    Sql(rusqlite::Error),
    /// The file of forgotten guests, beside the database, cannot be read or written.
    #[error("the list of forgotten guests beside the database: {0}")]
    Beside(#[source] std::io::Error),
    /// A copy took the place of the database and could not be opened.
    #[error("the database is closed")]
    Closed,
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            _ => match error {
                // A value that this program never writes.
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..) => Self::Damaged(error.to_string()),
                _ => Self::Sql(error),
            },
        }
    }
}
