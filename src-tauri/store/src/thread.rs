//! The one thread that owns the connection.

use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::oneshot;

use crate::restore::{self, Ready};
use crate::{OpenError, RestoreError, StoreError, open};

/// A transaction, as the modules of this crate take it.
pub type Tx<'a> = Transaction<'a>;

/// The connection; `None` once a copy took the place of the database and could not be opened.
type Kept = Option<Connection>;

type Job = Box<dyn FnOnce(&mut Kept) + Send>;

/// A handle to the database. Cheap to clone; when the last handle has been dropped, the file is closed.
///
/// The connection lives on a thread of its own, and every read and write is a closure sent to it. So there is no
/// pool and no lock to hold wrongly, and a caller's async thread never waits for the disk.
#[derive(Clone)]
pub struct Store {
    owner: Arc<Owner>,
    folder: PathBuf,
    /// The version of the database when it was opened, as SQLite counts the changes of other connections.
    opened_at: i64,
}

/// The thread with the connection, and the way to it. Both are there until it is dropped.
struct Owner {
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Owner {
    /// Waits until the file is closed: a program that ends right after would leave its write-ahead log lying beside
    /// the database, and a copy of the database alone would lack what is in there.
    fn drop(&mut self) {
        drop(self.jobs.take());
        // A job that held the last handle is on that very thread, which cannot wait for itself.
        let other = |thread: &JoinHandle<()>| thread.thread().id() != thread::current().id();
        if let Some(thread) = self.thread.take().filter(other) {
            // A job that panicked took its own caller's answer with it; there is nobody left to tell.
            let _ = thread.join();
        }
    }
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
        let mut kept = Some(connection);
        let (jobs, queue) = mpsc::channel::<Job>();
        let thread = thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || {
                while let Ok(job) = queue.recv() {
                    job(&mut kept);
                }
            })
            .map_err(|error| OpenError::Other(error.to_string()))?;
        let owner = Owner {
            jobs: Some(jobs),
            thread: Some(thread),
        };
        Ok(Self {
            owner: Arc::new(owner),
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
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.send(move |connection| written(connection, work)).await
    }

    /// Runs a closure inside one read transaction: it sees one moment of the database.
    ///
    /// # Errors
    /// What the closure returns, or [`StoreError`].
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.send(move |connection| seen(connection, work)).await
    }

    /// As [`Store::write`], for a caller that has nothing else to do: it waits for the disk.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_and_wait<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.send_and_wait(move |connection| written(connection, work))
    }

    /// As [`Store::read`], for a caller that has nothing else to do.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub fn read_and_wait<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.send_and_wait(move |connection| seen(connection, work))
    }

    /// Sweeps the file: what was erased is left neither in its free pages nor in the log beside it.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Busy`] when another program reads just now.
    pub async fn sweep(&self) -> Result<(), StoreError> {
        self.send(swept).await
    }

    /// As [`Store::sweep`], for a caller that has nothing else to do.
    ///
    /// # Errors
    /// As [`Store::sweep`].
    pub fn sweep_and_wait(&self) -> Result<(), StoreError> {
        self.send_and_wait(swept)
    }

    /// Puts a copy in the place of the database, and that one under another name beside it; every handle goes on with
    /// the copy. Where it cannot be put there, they go on as before.
    ///
    /// # Errors
    /// [`RestoreError`]; [`RestoreError::InUse`] when another program has the database open.
    pub async fn restore(&self, ready: Ready, aside: Option<PathBuf>) -> Result<(), RestoreError> {
        let folder = self.folder.clone();
        self.send_kept(move |kept| restored(kept, &folder, ready, aside.as_deref()))
            .await
    }

    /// A number that changes when another process has changed the database; 0 as long as none has since it was opened.
    /// After a [`Store::restore`] it may be any number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn foreign_changes(&self) -> Result<i64, StoreError> {
        let opened_at = self.opened_at;
        self.send(move |connection| Ok(version(connection)? - opened_at))
            .await
    }

    async fn send<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
    {
        self.send_kept(move |kept| work(kept.as_mut().ok_or(StoreError::Closed)?))
            .await
    }

    async fn send_kept<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Kept) -> Result<T, E> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |kept| {
            // A caller that stopped waiting loses the answer, not the work.
            let _ = answer.send(work(kept));
        });
        self.hand(job)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }

    fn send_and_wait<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
    {
        let (answer, answered) = mpsc::sync_channel(1);
        self.hand(Box::new(move |kept| {
            let worked = kept.as_mut().map_or_else(|| Err(StoreError::Closed.into()), work);
            // The caller waits for as long as it takes.
            let _ = answer.send(worked);
        }))?;
        answered.recv().map_err(|_| StoreError::Closed)?
    }

    fn hand(&self, job: Job) -> Result<(), StoreError> {
        let jobs = self.owner.jobs.as_ref().ok_or(StoreError::Closed)?;
        jobs.send(job).map_err(|_| StoreError::Closed)
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
