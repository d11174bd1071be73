//! Opening the file: made whole or not at all, refused when it is not ours, and set so that what was confirmed
//! survives a power cut.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};
use rusqlite_migration::{M, Migrations};

use crate::{OpenError, guest, standing};

/// The name of the database in the data folder.
pub const DATABASE_FILE: &str = "comeback.db";

/// SQLite before 3.51.3 can damage a WAL database that two connections write.
pub const MIN_SQLITE_VERSION: i32 = 3_051_003;

/// "Cmbk", so that no other program's database is taken for ours.
pub(crate) const APPLICATION_ID: i32 = 0x436d_626b;

/// How long a write waits for another process to finish its own.
pub(crate) const BUSY: Duration = Duration::from_secs(5);

/// A file up to this size is read through for damage at every start (about a millisecond per megabyte); a larger one
/// only by `verify`.
const CHECKED_AT_START: u64 = 64 * 1024 * 1024;

/// The schema, step by step. Another schema is another number: what is here never changes, it is added to.
static MIGRATIONS: LazyLock<Vec<M<'static>>> = LazyLock::new(|| {
    vec![
        M::up(include_str!("../migrations/0001_house.sql")),
        M::up(include_str!("../migrations/0002_paper.sql")),
        M::up(include_str!("../migrations/0003_team.sql")),
        M::up(include_str!("../migrations/0004_care.sql")),
        M::up_with_hook(
            include_str!("../migrations/0005_guests.sql"),
            |tx: &rusqlite::Transaction<'_>| Ok(guest::make_searchable(tx)?),
        ),
        M::up(include_str!("../migrations/0006_life.sql")),
        M::up(include_str!("../migrations/0007_responsibility.sql")),
        M::up(include_str!("../migrations/0008_guard.sql")),
        M::up(include_str!("../migrations/0009_parts.sql")),
        M::up(include_str!("../migrations/0010_books.sql")),
        M::up_with_hook(
            include_str!("../migrations/0011_found.sql"),
            |tx: &rusqlite::Transaction<'_>| Ok(guest::make_findable(tx)?),
        ),
        M::up(include_str!("../migrations/0012_names.sql")),
        M::up(include_str!("../migrations/0013_closings.sql")),
        M::up(include_str!("../migrations/0014_takings.sql")),
        M::up(include_str!("../migrations/0015_insights.sql")),
        M::up(include_str!("../migrations/0016_kept_exports.sql")),
        M::up(include_str!("../migrations/0017_till_bills.sql")),
        M::up_with_hook(
            include_str!("../migrations/0018_standing.sql"),
            |tx: &rusqlite::Transaction<'_>| Ok(standing::keep_all(tx)?),
        ),
        M::up(include_str!("../migrations/0019_taken_back.sql")),
        M::up(include_str!("../migrations/0020_insights_of_papers.sql")),
    ]
});

/// Opens the database in a folder; makes both when neither is there.
pub(crate) fn open(folder: &Path) -> Result<Connection, OpenError> {
    if rusqlite::version_number() < MIN_SQLITE_VERSION {
        return Err(OpenError::OldSqlite {
            found: rusqlite::version(),
        });
    }
    let file = folder.join(DATABASE_FILE);
    match fs::metadata(&file) {
        Ok(found) if found.len() == 0 => return Err(OpenError::Empty { file }),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(folder, &file)?,
        Err(error) => return Err(from_io(&error, folder)),
    }
    writable(folder)?;
    open_existing(&file).map_err(|error| error.told(folder, &file))
}

/// What went wrong with the database of a folder while it was opened, for the person at the machine.
pub(crate) fn told(error: rusqlite::Error, folder: &Path) -> OpenError {
    Trouble::from(error).told(folder, &folder.join(DATABASE_FILE))
}

/// Builds a new database beside its place and moves it there whole, so that a crash never leaves half a file. When
/// another process was faster, its file is used.
fn create(folder: &Path, file: &Path) -> Result<(), OpenError> {
    fs::create_dir_all(folder).map_err(|error| from_io(&error, folder))?;
    let made = tempfile::Builder::new()
        .prefix(".new-")
        .suffix(".db")
        .tempfile_in(folder)
        .map_err(|error| from_io(&error, folder))?;
    build(made.path()).map_err(|error| error.told(folder, file))?;
    made.as_file()
        .sync_all()
        .map_err(|error| from_io(&error, folder))?;
    match made.persist_noclobber(file) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(from_io(&error.error, folder)),
    }
}

fn build(path: &Path) -> Result<(), Trouble> {
    let mut connection = Connection::open(path)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    migrate(&mut connection)?;
    connection.close().map_err(|(_, error)| error.into())
}

fn open_existing(file: &Path) -> Result<Connection, Trouble> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(BUSY)?;
    let id: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if id != APPLICATION_ID {
        return Err(Trouble::NotOurs);
    }
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if usize::try_from(found).is_ok_and(|found| found > MIGRATIONS.len()) {
        return Err(Trouble::Newer { found });
    }
    settle(&connection)?;
    if fs::metadata(file).is_ok_and(|found| found.len() <= CHECKED_AT_START) {
        let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if verdict != "ok" {
            return Err(Trouble::Damaged);
        }
    }
    migrate(&mut connection)?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(connection)
}

/// How many steps of the schema this version knows.
pub(crate) fn known_schema() -> usize {
    MIGRATIONS.len()
}

pub(crate) fn migrate(connection: &mut Connection) -> Result<(), Trouble> {
    Migrations::from_slice(&MIGRATIONS)
        .to_latest(connection)
        .map_err(|error| match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
            other => Trouble::Other(other.to_string()),
        })
}

/// Sets what keeps the data safe, and reads each setting back: SQLite passes over what it cannot do.
fn settle(connection: &Connection) -> Result<(), Trouble> {
    for (name, value, read_back) in [
        ("journal_mode", "WAL", "wal"),
        // NORMAL loses confirmed work when the power goes.
        ("synchronous", "FULL", "2"),
        ("foreign_keys", "ON", "1"),
        ("trusted_schema", "OFF", "0"),
        ("cell_size_check", "ON", "1"),
        // On macOS a plain fsync does not reach the platter; elsewhere these two change nothing.
        ("fullfsync", "ON", "1"),
        ("checkpoint_fullfsync", "ON", "1"),
        // What was erased is not left in free pages.
        ("secure_delete", "ON", "1"),
        // In KiB below nought: a busy month of a large house at once. Taken only as it is needed.
        ("cache_size", "-65536", "-65536"),
    ] {
        connection.pragma_update(None, name, value)?;
        let found: rusqlite::types::Value =
            connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))?;
        let found = match found {
            rusqlite::types::Value::Integer(number) => number.to_string(),
            rusqlite::types::Value::Text(text) => text,
            _ => String::new(),
        };
        if found != read_back {
            return Err(Trouble::Setting { name });
        }
    }
    Ok(())
}

/// A WAL database in a folder without write permission cannot even be read, and says so with an error that
/// explains nothing; so the folder is tried first.
fn writable(folder: &Path) -> Result<(), OpenError> {
    tempfile::tempfile_in(folder)
        .map(drop)
        .map_err(|error| from_io(&error, folder))
}

fn from_io(error: &io::Error, folder: &Path) -> OpenError {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => OpenError::ReadOnly {
            folder: folder.to_owned(),
        },
        _ => OpenError::Other(format!("{} ({})", error, folder.display())),
    }
}

/// A problem before the paths are put into it.
pub(crate) enum Trouble {
    Sql(rusqlite::Error),
    NotOurs,
    Newer { found: i64 },
    Damaged,
    Setting { name: &'static str },
    Other(String),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl Trouble {
    fn told(self, folder: &Path, file: &Path) -> OpenError {
        let file = PathBuf::from(file);
        match self {
            Self::NotOurs => OpenError::NotOurs { file },
            Self::Newer { found } => OpenError::Newer {
                file,
                found,
                known: MIGRATIONS.len(),
            },
            Self::Damaged => OpenError::Damaged { file },
            Self::Setting { name } => OpenError::Setting { name },
            Self::Other(text) => OpenError::Other(text),
            Self::Sql(error) => match error.sqlite_error_code() {
                Some(ErrorCode::NotADatabase) => OpenError::NotOurs { file },
                Some(ErrorCode::DatabaseCorrupt) => OpenError::Damaged { file },
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => OpenError::Busy { file },
                Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                    OpenError::ReadOnly {
                        folder: folder.to_owned(),
                    }
                }
                _ => OpenError::Other(error.to_string()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder")
    }

    fn refusal(folder: &Path) -> String {
        open(folder)
            .expect_err("refused")
            .to_string()
            .replace(&folder.display().to_string(), "DATA")
    }

    #[test]
    fn migrations_are_valid() {
        Migrations::from_slice(&MIGRATIONS)
            .validate()
            .expect("they apply in order");
    }

    #[test]
    fn a_new_folder_gets_a_database_that_opens_again() {
        let folder = folder();
        let deep = folder.path().join("Straße ☕/données");
        drop(open(&deep).expect("made"));
        drop(open(&deep).expect("opened again"));
        let left: Vec<_> = fs::read_dir(&deep)
            .expect("read")
            .flatten()
            .map(|entry| entry.file_name())
            .collect();
        assert_eq!(left, [DATABASE_FILE], "nothing half-made is left beside it");
    }

    #[test]
    fn an_empty_file_is_not_taken_for_a_new_house() {
        let folder = folder();
        fs::write(folder.path().join(DATABASE_FILE), "").expect("written");
        assert_eq!(
            refusal(folder.path()),
            "The file DATA/comeback.db is empty. Put a backup in its place, or move it away to start anew; it was not touched."
        );
    }

    #[test]
    fn a_file_of_another_kind_or_program_is_left_alone() {
        let say = "The file DATA/comeback.db is not a Comeback database. Move it away, or choose another data folder; it was not touched.";
        let other = folder();
        let file = other.path().join(DATABASE_FILE);
        fs::write(&file, "Dear diary, ".repeat(500)).expect("written");
        assert_eq!(refusal(other.path()), say);
        assert_eq!(
            fs::read_to_string(&file).expect("read"),
            "Dear diary, ".repeat(500)
        );

        fs::remove_file(&file).expect("removed");
        Connection::open(&file)
            .expect("opened")
            .execute_batch("CREATE TABLE notes (text)")
            .expect("made");
        assert_eq!(refusal(other.path()), say);
    }

    #[test]
    fn a_newer_database_is_refused_and_named() {
        let folder = folder();
        let connection = open(folder.path()).expect("made");
        connection.pragma_update(None, "user_version", 99).expect("set");
        drop(connection);
        assert_eq!(
            refusal(folder.path()),
            format!(
                "The file DATA/comeback.db was written by a newer version of Comeback (schema 99; this one knows {}). Install the newer version; the file was not touched.",
                MIGRATIONS.len()
            )
        );
    }

    #[test]
    fn a_damaged_database_is_refused() {
        let folder = folder();
        drop(open(folder.path()).expect("made"));
        let file = folder.path().join(DATABASE_FILE);
        let mut bytes = fs::read(&file).expect("read");
        let middle = bytes.len() / 2;
        bytes[4096..middle].fill(0x5a);
        fs::write(&file, bytes).expect("written");
        assert_eq!(
            refusal(folder.path()),
            "The file DATA/comeback.db is damaged. Do not work on with it: keep a copy of the folder, and put a backup in its place."
        );
    }

    #[test]
    fn a_folder_that_is_a_file_is_said() {
        let folder = folder();
        let file = folder.path().join("data");
        fs::write(&file, "x").expect("written");
        assert!(
            refusal(&file).starts_with("The data folder could not be opened: "),
            "{}",
            refusal(&file)
        );
    }

    #[test]
    fn two_processes_that_start_at_once_share_one_database() {
        let folder = folder();
        let path = folder.path();
        std::thread::scope(|scope| {
            let starts: Vec<_> = (0..8).map(|_| scope.spawn(|| open(path).map(drop))).collect();
            for start in starts {
                start.join().expect("no panic").expect("opened");
            }
        });
    }

    /// Every row of a table in the columns the first version had, as text.
    fn rows(file: &Path, table: &str, columns: &str) -> Vec<String> {
        let database = Connection::open(file).expect("opened");
        let sql = format!("SELECT json_array({columns}) FROM {table} ORDER BY 1");
        let mut statement = database.prepare(&sql).expect("the columns are there");
        let found = statement.query_map([], |row| row.get(0)).expect("read");
        found.collect::<Result<_, _>>().expect("read")
    }

    /// What the first version kept, by table.
    const FIRST_VERSION: [(&str, &str); 8] = [
        (
            "event",
            "seq, at_ms, business_date, kind, incident_id, actor, station, request_id, hex(asked), payload, hex(prev), hex(hash)",
        ),
        (
            "shop",
            "name, address, telephone, currency, timezone, cutover, paper, expiry_days, apology, legend, sample",
        ),
        ("guest", "id, name, contact, hex(salt)"),
        (
            "incident",
            "id, seq, occurred_ms, business_date, category, severity, what, place, guest_id, guest_digest, staff, score",
        ),
        (
            "make_good",
            "id, incident_id, seq, kind, minor, currency, what, given_on, staff",
        ),
        ("voucher", "id, code, expires_on, remaining, spent"),
        (
            "redemption",
            "seq, voucher_id, minor, currency, bill, staff, at_ms, business_date, remaining, once",
        ),
        ("preference", "name, value"),
    ];

    #[test]
    fn a_database_of_the_first_version_is_taken_over_without_a_loss() {
        let folder = folder();
        let file = folder.path().join(DATABASE_FILE);
        let written = include_bytes!("../../../tests/fixtures/first-version.db");
        fs::write(&file, written).expect("written");
        let all = |file: &Path| FIRST_VERSION.map(|(table, columns)| rows(file, table, columns));
        let before = all(&file);
        assert_eq!(
            before.each_ref().map(Vec::len),
            [6, 1, 1, 1, 3, 2, 1, 0],
            "a check used in part, a certificate and a comp"
        );

        let mut connection = open(folder.path()).expect("taken over");
        let today = comeback_domain::BusinessDate::parse("2026-11-30").expect("a date");
        let tx = connection.transaction().expect("begun");
        let findings = crate::verify::verify(&tx, today).expect("readable");
        assert_eq!(findings.faults, Vec::<String>::new());
        let shop = crate::shop::get(&tx).expect("readable").expect("set up");
        assert_eq!(shop.design, comeback_domain::Design::default());
        assert_eq!(crate::cash_back::all(&tx).expect("readable").len(), 10);
        drop(tx);
        connection.close().expect("closed");
        assert_eq!(all(&file), before);
        drop(open(folder.path()).expect("opened again"));
    }

    #[test]
    fn papers_that_left_are_never_changed() {
        let folder = folder();
        let connection = open(folder.path()).expect("made");
        for table in ["printed_paper", "printed_run"] {
            let triggers: String = connection
                .query_row(
                    "SELECT group_concat(name, ' ' ORDER BY name) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1",
                    [table],
                    |row| row.get(0),
                )
                .expect("triggers");
            let goes = if table == "printed_run" { "guests" } else { "guest" };
            assert_eq!(
                triggers,
                format!("{table}_goes_with_its_{goes} {table}_is_never_changed")
            );
        }
    }
}
