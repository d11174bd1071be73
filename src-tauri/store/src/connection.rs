//! The one connection, and whose turn it is.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::task::block_in_place;

use crate::restore::{self, Ready};
use crate::{OpenError, RestoreError, StoreError, open};

/// A transaction, as the modules of this crate take it.
pub type Tx<'a> = Transaction<'a>;

/// The connection; `None` once a copy took the place of the database and could not be opened.
type Kept = Option<Connection>;

/// A handle to the database. Cheap to clone; when the last handle has been dropped, the file is closed.
///
/// There is one connection, and every read and write is a closure that has it for itself from beginning to end: no pool,
/// and no transaction that is open while something else is waited for. The closure runs on the thread that asks, which
/// waits for the disk; a runtime whose tasks share threads is told so. A thread of its own for the connection
/// would wait no less, and to wake it and be woken by it takes a tenth of a millisecond, a sixth of a redemption.
#[derive(Clone)]
pub struct Store {
    kept: Arc<Mutex<Kept>>,
    folder: PathBuf,
    /// The version of the database when it was opened, as SQLite counts the changes of other connections.
    opened_at: i64,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Opens the database in a folder; makes both when neither is there.
    ///
    /// # Errors
    /// [`OpenError`], a sentence for the person at the machine. Nothing is changed then.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        let connection = open::open(folder)?;
        let opened_at = version(&connection).map_err(|error| open::told(error, folder))?;
        Ok(Self {
            kept: Arc::new(Mutex::new(Some(connection))),
            folder: folder.to_owned(),
            opened_at,
        })
    }

    /// The folder of the database.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Runs a closure inside one write transaction (`BEGIN IMMEDIATE`), which is committed when the closure returns
    /// `Ok` and rolled back when it returns `Err`. When this returns `Ok`, it is on the disk.
    ///
    /// # Errors
    /// What the closure returns, or [`StoreError`]; [`StoreError::Unknown`] when the commit itself failed.
    pub fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        E: From<StoreError>,
        F: FnOnce(&Tx<'_>) -> Result<T, E>,
    {
        shared(|| self.with(|connection| written(connection, work)))
    }

    /// Runs a closure inside one read transaction: it sees one moment of the database.
    ///
    /// # Errors
    /// What the closure returns, or [`StoreError`].
    pub fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        E: From<StoreError>,
        F: FnOnce(&Tx<'_>) -> Result<T, E>,
    {
        shared(|| self.with(|connection| seen(connection, work)))
    }

    /// Sweeps the file: what was erased is left neither in its free pages nor in the log beside it.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Busy`] when another program reads just now.
    pub fn sweep(&self) -> Result<(), StoreError> {
        shared(|| self.with(swept))
    }

    /// Puts a copy in the place of the database, and that one under another name beside it; every handle goes on with
    /// the copy. Where it cannot be put there, they go on as before.
    ///
    /// # Errors
    /// [`RestoreError`]; [`RestoreError::InUse`] when another program has the database open.
    pub fn restore(&self, ready: Ready, aside: Option<PathBuf>) -> Result<(), RestoreError> {
        shared(|| self.with_kept(|kept| restored(kept, &self.folder, ready, aside.as_deref())))
    }

    /// A number that changes when another process has changed the database; 0 as long as none has since it was opened.
    /// After a [`Store::restore`] it may be any number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn foreign_changes(&self) -> Result<i64, StoreError> {
        shared(|| self.with(|connection| Ok(version(connection)? - self.opened_at)))
    }

    fn with<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        self.with_kept(|kept| work(kept.as_mut().ok_or(StoreError::Closed)?))
    }

    fn with_kept<T>(&self, work: impl FnOnce(&mut Kept) -> T) -> T {
        // A closure that panicked had its transaction rolled back on the way out.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut kept)
    }
}

/// Does what waits for the disk. Where threads are shared by many tasks, the others are given another one meanwhile.
fn shared<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|runtime| runtime.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => block_in_place(work),
        _ => work(),
    }
}

/// What SQLite calls the version of the data: another one after a change by another connection.
fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA data_version", [], |row| row.get(0))
}

/// Closes the database, puts the copy in its place, and opens what is there then.
fn restored(kept: &mut Kept, folder: &Path, ready: Ready, aside: Option<&Path>) -> Result<(), RestoreError> {
    let connection = kept.take().ok_or(StoreError::Closed)?;
    let swapped = match restore::alone(&connection) {
        // What is damaged is set aside with its log.
        Ok(()) | Err(RestoreError::Store(StoreError::Damaged(_))) => {
            connection.close().map_err(|(_, error)| StoreError::from(error))?;
            restore::swap(folder, ready, aside)
        }
        refused => {
            drop(connection);
            refused
        }
    };
    *kept = Some(open::open(folder)?);
    swapped
}

fn written<T, E: From<StoreError>>(
    connection: &mut Connection,
    work: impl FnOnce(&Tx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let tx = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(StoreError::from)?;
    let answer = work(&tx)?;
    tx.commit().map_err(StoreError::Unknown)?;
    Ok(answer)
}

fn seen<T, E: From<StoreError>>(
    connection: &mut Connection,
    work: impl FnOnce(&Tx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let tx = connection
        .transaction_with_behavior(TransactionBehavior::Deferred)
        .map_err(StoreError::from)?;
    work(&tx)
}

/// Writes the file anew and empties the log. Erased bytes are overwritten as it is (`secure_delete`); a page that was
/// moved, and the log, may still hold them.
fn swept(connection: &mut Connection) -> Result<(), StoreError> {
    connection.execute_batch("VACUUM")?;
    let busy: bool = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy { Err(StoreError::Busy) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    fn opened() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Store::open(folder.path()).expect("opened");
        (folder, store)
    }

    fn preferences(store: &Store) -> i64 {
        let count = |tx: &Tx<'_>| {
            Ok::<_, StoreError>(tx.query_row("SELECT count(*) FROM preference", [], |row| row.get(0))?)
        };
        store.read(count).expect("counted")
    }

    fn prefer(tx: &Tx<'_>) -> Result<(), StoreError> {
        tx.execute("INSERT INTO preference (name, value) VALUES ('one', 'two')", [])?;
        Ok(())
    }

    #[test]
    fn what_panics_leaves_nothing_behind_and_holds_nobody_up() {
        let (_folder, store) = opened();
        let panics = |tx: &Tx<'_>| -> Result<(), StoreError> {
            prefer(tx)?;
            panic!("in the middle")
        };
        let ended = catch_unwind(AssertUnwindSafe(|| store.write(panics)));
        assert!(ended.is_err(), "it panicked");
        assert_eq!(preferences(&store), 0);
        store.write(prefer).expect("written");
        assert_eq!(preferences(&store), 1);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn another_task_goes_on_while_one_waits_for_the_database() {
        let (_folder, store) = opened();
        let (done, waited_for) = mpsc::channel();
        let waits = tokio::spawn(async move {
            store.read(|_| Ok::<_, StoreError>(waited_for.recv_timeout(Duration::from_secs(20)).is_ok()))
        });
        let other = tokio::spawn(async move { done.send(()) });
        assert!(
            waits.await.expect("ended").expect("read"),
            "the other task had its turn"
        );
        other.await.expect("ended").expect("heard");
    }
}
