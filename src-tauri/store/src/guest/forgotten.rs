//! Who was forgotten, in a small file beside the database: an older database that is put back in its place brings
//! guests back, and this file has them forgotten again. It holds identities and nothing else.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use comeback_domain::GuestId;
use rusqlite::named_params;

use crate::row::parsed;
use crate::{StoreError, Tx};

/// The name of the file in the data folder.
pub const FORGOTTEN_FILE: &str = "comeback.forgotten";

/// The file of those who were forgotten.
#[derive(Debug, Clone)]
pub struct Forgotten {
    file: PathBuf,
}

impl Forgotten {
    /// The file in a data folder; it need not be there.
    pub fn beside(folder: &Path) -> Self {
        Self {
            file: folder.join(FORGOTTEN_FILE),
        }
    }

    /// Notes that guests are about to be forgotten. When this returns, it is on the disk: it comes before the erasure
    /// is committed, so that a crash between the two forgets rather than remembers.
    ///
    /// # Errors
    /// What the system says.
    pub fn note(&self, guests: &[GuestId]) -> io::Result<()> {
        let new = !self.file.exists();
        let mut file = OpenOptions::new()
            .read(true)
            .append(true)
            .create(true)
            .open(&self.file)?;
        let mut text = String::new();
        if !ends_a_line(&mut file)? {
            // A power cut in the middle of a line.
            text.push('\n');
        }
        for guest in guests {
            text.push_str(&guest.to_string());
            text.push('\n');
        }
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        if new {
            sync_folder(&self.file)?;
        }
        Ok(())
    }

    /// Everybody in the file. A line that was cut off is passed over: its erasure was never committed.
    ///
    /// # Errors
    /// What the system says; that there is no file is none.
    pub fn read(&self) -> io::Result<BTreeSet<GuestId>> {
        match fs::read(&self.file) {
            Ok(bytes) => Ok(String::from_utf8_lossy(&bytes)
                .lines()
                .filter_map(|line| line.parse().ok())
                .collect()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
            Err(error) => Err(error),
        }
    }

    /// Those in the file whom the database knows by name again, each as whom they turned out to be.
    ///
    /// # Errors
    /// [`StoreError`], also when the file cannot be read.
    pub fn back_again(&self, tx: &Tx<'_>) -> Result<BTreeSet<GuestId>, StoreError> {
        let noted = self.read().map_err(StoreError::Beside)?;
        let erased: u32 = tx
            .prepare_cached("SELECT count(*) AS n FROM guest WHERE erased = 1")?
            .query_row([], |row| row.get("n"))?;
        if u32::try_from(noted.len()).is_ok_and(|noted| noted <= erased) {
            return Ok(BTreeSet::new());
        }
        let mut statement = tx.prepare_cached(
            "SELECT coalesce(merged_into, id) AS who FROM guest WHERE id = :guest AND erased = 0",
        )?;
        let mut back = BTreeSet::new();
        for guest in noted {
            let found = statement.query_map(named_params! {":guest": guest.to_string()}, |row| {
                parsed(row, "who")
            })?;
            for who in found {
                back.insert(who?);
            }
        }
        Ok(back)
    }
}

fn ends_a_line(file: &mut File) -> io::Result<bool> {
    let length = file.metadata()?.len();
    if length == 0 {
        return Ok(true);
    }
    let mut last = [0];
    file.seek(SeekFrom::Start(length - 1))?;
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

/// The name of a new file is on the disk when its folder is.
#[cfg(unix)]
fn sync_folder(file: &Path) -> io::Result<()> {
    file.parent()
        .map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

#[cfg(not(unix))]
fn sync_folder(_file: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guest(number: u32) -> GuestId {
        format!("019aa8a0-0000-7000-8000-{number:012}")
            .parse()
            .expect("an id")
    }

    #[test]
    fn what_was_noted_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let forgotten = Forgotten::beside(folder.path());
        assert!(forgotten.read().expect("no file is no guest").is_empty());
        forgotten.note(&[guest(1)]).expect("noted");
        forgotten.note(&[guest(3), guest(2)]).expect("noted");
        let all: Vec<_> = forgotten.read().expect("read").into_iter().collect();
        assert_eq!(all, [guest(1), guest(2), guest(3)]);
    }

    #[test]
    fn a_line_that_was_cut_off_harms_no_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let forgotten = Forgotten::beside(folder.path());
        forgotten.note(&[guest(1)]).expect("noted");
        let file = folder.path().join(FORGOTTEN_FILE);
        let mut bytes = fs::read(&file).expect("read");
        bytes.extend(b"019aa8a0-00");
        fs::write(&file, bytes).expect("written");
        forgotten.note(&[guest(2)]).expect("noted");
        let all: Vec<_> = forgotten.read().expect("read").into_iter().collect();
        assert_eq!(all, [guest(1), guest(2)]);
    }
}
