//! The parts of sentences that several errors have.

use comeback_domain::{Deed, StaffName};
use comeback_store::StoreError;

/// What is done, in the middle of a sentence.
pub(super) fn as_done(deed: &Deed) -> String {
    let mut letters = deed.label().chars();
    let first = letters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// Who brought a thing to its end.
pub(super) fn settled(by: Option<&StaffName>, what: &str) -> String {
    match by {
        Some(name) => format!("{} settled this {what}", name.as_str()),
        None => format!("This {what} was settled"),
    }
}

/// Why a file cannot be written, without the words of the system where plain ones are known.
pub(super) fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "its folder is not there".to_owned(),
        ErrorKind::NotADirectory => "a part of the path is a file".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::InvalidFilename => "its name is too long, or no name for a file".to_owned(),
        ErrorKind::PermissionDenied => "this user may not write there".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        _ => error.to_string(),
    }
}

/// What the database did not do, and what to do next.
pub(super) fn told(error: &StoreError) -> String {
    match error {
        StoreError::Unknown(_) => {
            "We could not make sure that it was written. Ask again: the same request is never done twice.".to_owned()
        }
        StoreError::Busy => {
            "Another program holds the database. Close it, then try again; nothing was changed.".to_owned()
        }
        StoreError::Full => "The disk is full. Make room, then try again; nothing was lost.".to_owned(),
        StoreError::ReadOnly => {
            "The data folder cannot be written to. Check its permissions, then try again; nothing was lost.".to_owned()
        }
        StoreError::Damaged(_) => {
            "The database is damaged. Stop working with it, keep a copy of the data folder, and put a backup in its place."
                .to_owned()
        }
        StoreError::Conflict => {
            "This was changed by someone else at the same moment. Look it up again.".to_owned()
        }
        StoreError::Sql(error) => {
            format!("The database did not do it: {error}. Restart the program; nothing was changed.")
        }
        StoreError::Beside(error) => format!(
            "The list of forgotten guests beside the database cannot be used: {}. Check the data folder, then try again; nobody was forgotten.",
            reason(error)
        ),
        StoreError::Closed => "The database is closed. Restart the program.".to_owned(),
    }
}
