//! Files that leave the house: whole or not at all.

use std::ffi::OsStr;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::ActionError;

/// A place for a file that was tried before anything was decided: what cannot be written is said before a code is
/// made, not after. The file appears whole, under its name, when it is finished.
#[derive(Debug)]
pub struct Destination {
    path: PathBuf,
    file: tempfile::NamedTempFile,
}

impl Destination {
    /// Tries the place.
    ///
    /// # Errors
    /// [`ActionError::CannotWrite`], with the path and what the system said.
    pub fn reserve(path: &Path) -> Result<Self, ActionError> {
        let failed = |error| ActionError::CannotWrite {
            path: path.to_owned(),
            error,
        };
        could_be_replaced(path).map_err(failed)?;
        let folder = Self::folder(path);
        let file = tempfile::Builder::new()
            .prefix(UNNAMED)
            .tempfile_in(folder)
            .map_err(failed)?;
        Ok(Self {
            path: path.to_owned(),
            file,
        })
    }

    /// Tries the place, and makes its folder first.
    ///
    /// # Errors
    /// As [`Destination::reserve`].
    pub fn reserve_in(folder: &Path, name: &str) -> Result<Self, ActionError> {
        std::fs::create_dir_all(folder).map_err(|error| ActionError::CannotWrite {
            path: folder.to_owned(),
            error,
        })?;
        Self::reserve(&folder.join(name))
    }

    /// Writes the bytes, brings them to the disk, and puts the file in its place.
    ///
    /// # Errors
    /// [`ActionError::CannotWrite`]; no part of the file is left behind then.
    pub fn finish(mut self, bytes: &[u8]) -> Result<PathBuf, ActionError> {
        self.fill(bytes)?;
        self.place()
    }

    /// Writes the bytes and brings them to the disk, still under no name: whoever gives up now leaves nothing behind.
    ///
    /// # Errors
    /// [`ActionError::CannotWrite`].
    pub fn fill(&mut self, bytes: &[u8]) -> Result<(), ActionError> {
        let mut write = || {
            self.file.write_all(bytes)?;
            self.file.as_file().sync_all()
        };
        write().map_err(|error| ActionError::CannotWrite {
            path: self.path.clone(),
            error,
        })
    }

    /// The folder it will be in.
    pub(crate) fn folder(path: &Path) -> &Path {
        path.parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."))
    }

    /// Where the file will be.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The empty file under no name, for what writes it by itself.
    pub(crate) fn unnamed(&self) -> &Path {
        self.file.path()
    }

    /// Brings what was written to the disk.
    ///
    /// # Errors
    /// [`ActionError::CannotWrite`].
    pub(crate) fn sync(&self) -> Result<(), ActionError> {
        let synced = self.file.as_file().sync_all();
        synced.map_err(|error| ActionError::CannotWrite {
            path: self.path.clone(),
            error,
        })
    }

    /// Puts the filled file in its place, for its owner alone, and its name on the disk: it holds what no document does.
    ///
    /// # Errors
    /// As [`Destination::place`].
    pub(crate) fn place_for_owner(self) -> Result<PathBuf, ActionError> {
        let path = self.path;
        let failed = |error| ActionError::CannotWrite {
            path: path.clone(),
            error,
        };
        let file = self.file.persist(&path).map_err(|error| failed(error.error))?;
        // On Windows the name is on the disk with the file.
        #[cfg(unix)]
        path.parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .map_or(Ok(()), |folder| std::fs::File::open(folder)?.sync_all())
            .map_err(failed)?;
        drop(file);
        Ok(path)
    }

    /// The same place, with nothing written yet.
    ///
    /// # Errors
    /// As [`Destination::reserve`].
    pub(crate) fn emptied(self) -> Result<Self, ActionError> {
        Self::reserve(&self.path)
    }

    /// The name of the file to come, without its folder.
    pub fn file_name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// Puts the filled file in its place.
    ///
    /// # Errors
    /// [`ActionError::CannotWrite`]; no part of the file is left behind then.
    pub fn place(self) -> Result<PathBuf, ActionError> {
        let path = self.path;
        readable(self.file.as_file());
        self.file
            .persist(&path)
            .map_err(|error| ActionError::CannotWrite {
                path: path.clone(),
                error: error.error,
            })?;
        Ok(path)
    }
}

/// How what is not finished yet is called, before six letters of chance.
pub(crate) const UNNAMED: &str = ".comeback-";

/// After so long what is not finished is nobody's any more: no export takes a day.
const ABANDONED: Duration = Duration::from_secs(24 * 60 * 60);

/// Takes away what exports left beside something that was just made, when they were killed or the machine lost its power.
/// The disk's own clock tells how old that is. What cannot be taken away stays: that is no reason to write nothing.
pub(crate) fn sweep(made: &Path) {
    let folder = Destination::folder(made);
    let now = std::fs::metadata(made).and_then(|made| made.modified());
    let (Ok(now), Ok(found)) = (now, std::fs::read_dir(folder)) else {
        return;
    };
    for entry in found.flatten().filter(|entry| is_unnamed(&entry.file_name())) {
        let Ok(about) = entry.metadata() else { continue };
        let age = about.modified().ok().and_then(|at| now.duration_since(at).ok());
        if age.is_some_and(|age| age > ABANDONED) {
            let _ = if about.is_dir() {
                std::fs::remove_dir_all(entry.path())
            } else {
                std::fs::remove_file(entry.path())
            };
        }
    }
}

fn is_unnamed(name: &OsStr) -> bool {
    let chance = name.to_str().and_then(|name| name.strip_prefix(UNNAMED));
    chance.is_some_and(|chance| {
        chance.len() == 6 && chance.chars().all(|letter| letter.is_ascii_alphanumeric())
    })
}

/// How a SQLite file begins. A slip of the tab key must not put a paper in the place of the books.
const DATABASE_HEAD: &[u8; 16] = b"SQLite format 3\0";

/// Whether a file may take this name: what would only be found out when the finished file is moved there is found out
/// now, before there is a code.
fn could_be_replaced(path: &Path) -> io::Result<()> {
    let named_as_folder = path.as_os_str().as_encoded_bytes().ends_with(b"/");
    match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        // A device or a pipe would be replaced by a file, not written to.
        Ok(found) if !found.is_file() => Err(io::Error::other("it is a device, not a file")),
        Ok(_) => {
            // Opened to write: a file that is read-only, or another user's, is left to them.
            let mut file = std::fs::OpenOptions::new().read(true).write(true).open(path)?;
            let mut head = [0; DATABASE_HEAD.len()];
            let is_database = file.read_exact(&mut head).is_ok() && head == *DATABASE_HEAD;
            let refused = || Err(io::Error::other("it is a database"));
            if is_database { refused() } else { Ok(()) }
        }
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Err(_) if named_as_folder => Err(io::ErrorKind::IsADirectory.into()),
        Err(_) => Ok(()),
    }
}

/// Temporary files are for their owner alone; a finished one is like any other document.
#[cfg(unix)]
fn readable(file: &std::fs::File) {
    use std::os::unix::fs::PermissionsExt as _;
    // A file system without permissions keeps what it has.
    let _ = file.set_permissions(std::fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn readable(_: &std::fs::File) {}

/// The folder of the database unless another was asked for: `COMEBACK_DATA`, or [`machine_data_folder`].
pub fn default_data_folder() -> PathBuf {
    std::env::var_os("COMEBACK_DATA").map_or_else(machine_data_folder, PathBuf::from)
}

/// The system's place for application data that stays on this machine.
pub fn machine_data_folder() -> PathBuf {
    directories::ProjectDirs::from("", "", "Comeback").map_or_else(
        || PathBuf::from("comeback-data"),
        |dirs| dirs.data_local_dir().to_owned(),
    )
}
