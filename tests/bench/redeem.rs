//! A redemption with its durable commit, against the bare SQL of the same rows, into the same tables and indices, with the
//! same settings: what our reads, our rules, the guard and the chain cost. Both are given the code, as the host has it, and
//! look for the voucher by it; all else the bare SQL writes it is told.
//!
//! Measured on evenings as a house has them: opened, some redemptions, closed. SQLite's log is a new file then, and grows
//! with each. First in a new house, then in one with a million incidents, where both look for their rows. Where a house is
//! never closed, the log is used over again after a few hundred, which the disk is faster with; that is measured as well.

use std::path::Path;
use std::time::{Duration, Instant};

use comeback_actions::dto::Voucher;
use comeback_tests::story::{Story, redeem_request};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior, params_from_iter};
use tokio::runtime::Runtime;

use crate::history::{FIVE_YEARS, History};
use crate::{Figure, Outcome, middle_and_tail, millis, ratio};

const EVENINGS: usize = 15;
const OF_AN_EVENING: usize = 40;

pub fn measure(runtime: &Runtime, each: &mut impl FnMut(Figure)) -> Outcome<()> {
    let story = runtime.block_on(Story::set_up());
    let vouchers = checks(runtime, &story, EVENINGS * OF_AN_EVENING);
    each(evenings(runtime, story, &vouchers)?.figure("redeem, durable"));
    let (story, vouchers) = large(runtime)?;
    each(evenings(runtime, story, &vouchers)?.figure("redeem, 1,000,000"));
    over_again(runtime, each)
}

fn checks(runtime: &Runtime, story: &Story, count: usize) -> Vec<Voucher> {
    (0..count).map(|_| runtime.block_on(story.check("24"))).collect()
}

/// A house with a million incidents, and checks of the last ninety days all over it.
fn large(runtime: &Runtime) -> Outcome<(Story, Vec<Voucher>)> {
    let story = runtime.block_on(Story::set_up());
    runtime.block_on(story.check("24"));
    let history = History::before_the_stories(FIVE_YEARS)?;
    history.write(story.folder())?;
    runtime.block_on(history.keep(&story));
    let books = Bare::ours(story.folder())?;
    let mut found = books.prepare(GOOD)?;
    let codes = found.query_map([TODAY], |row| row.get::<_, String>(0))?;
    let vouchers = codes.map(|code| Ok(runtime.block_on(story.house.voucher_by_code(&code?))?));
    let vouchers = vouchers.take(EVENINGS * OF_AN_EVENING).collect::<Outcome<_>>()?;
    Ok((story, vouchers))
}

/// Checks that are good, by codes that were drawn: from all over.
const GOOD: &str = "SELECT v.code FROM voucher v JOIN make_good m ON m.id = v.id
    WHERE m.kind = 'check' AND v.spent = 0 AND v.expires_on >= ?1 ORDER BY v.code";

fn evenings(runtime: &Runtime, mut story: Story, vouchers: &[Voucher]) -> Outcome<Times> {
    Bare::copy(story.folder())?;
    let mut found = Times::default();
    for evening in vouchers.chunks(OF_AN_EVENING) {
        let (folder, clock) = story.close();
        if folder.path().join("comeback.db-wal").exists() {
            return Err("the log of the evening before is still there".into());
        }
        story = Story::opened_in(folder, clock);
        found.take(runtime, &story, &mut Bare::open(story.folder())?, evening)?;
    }
    Bare::agrees(story.folder())?;
    Ok(found)
}

/// The same in a house that is not closed, once its log is used over again.
fn over_again(runtime: &Runtime, each: &mut impl FnMut(Figure)) -> Outcome<()> {
    let story = runtime.block_on(Story::set_up());
    let vouchers = checks(runtime, &story, 600);
    Bare::copy(story.folder())?;
    let mut bare = Bare::open(story.folder())?;
    let (first, rest) = vouchers.split_at(300);
    Times::default().take(runtime, &story, &mut bare, first)?;
    let mut found = Times::default();
    found.take(runtime, &story, &mut bare, rest)?;
    Bare::agrees(story.folder())?;
    each(found.figure("redeem, log over again"));
    Ok(())
}

#[derive(Default)]
struct Times {
    ours: Vec<Duration>,
    theirs: Vec<Duration>,
}

impl Times {
    /// Redeems each, in ours and in the bare one in turn, so that a disk that slows down slows both.
    fn take(
        &mut self,
        runtime: &Runtime,
        story: &Story,
        bare: &mut Bare,
        vouchers: &[Voucher],
    ) -> Outcome<()> {
        for voucher in vouchers {
            let request = redeem_request(&voucher.id, voucher, None);
            let before = bare.sums(&voucher.id)?;
            let start = Instant::now();
            runtime.block_on(story.house.redeem(request))?;
            self.ours.push(start.elapsed());
            let rows = bare.written(&voucher.id, before)?;
            let start = Instant::now();
            bare.redeem(voucher.code.as_str(), rows)?;
            self.theirs.push(start.elapsed());
        }
        Ok(())
    }

    fn figure(self, name: &'static str) -> Figure {
        let ((ours, tail), (theirs, _)) = (middle_and_tail(self.ours), middle_and_tail(self.theirs));
        let found = format!(
            "{:.2} x the bare SQL ({} against {}; p99 {})",
            ratio(ours, theirs),
            millis(ours),
            millis(theirs),
            millis(tail)
        );
        Figure {
            name,
            found,
            aim: "1.15 x",
        }
    }
}

/// The same books beside ours, into which the rows of each redemption are copied by bare SQL, under the same indices and
/// with the same settings.
struct Bare {
    copy: Connection,
    ours: Connection,
}

const BARE: &str = "bare.db";

/// The day of the story.
const TODAY: &str = "2026-11-21";

const FIND: &str = "SELECT id FROM voucher WHERE code = ?1";

const GUEST: &str = "UPDATE guest SET last_on = '2026-11-21' WHERE id = (
    SELECT i.guest_id FROM make_good m JOIN incident i ON i.id = m.incident_id WHERE m.id = ?1)";

const SUM: &str = "INSERT INTO insight (kind, day, key, n, minor) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (kind, day, key) DO UPDATE SET n = n + excluded.n, minor = minor + excluded.minor";

const SWEEP: &str = "DELETE FROM insight WHERE kind = ?1 AND day = ?2 AND key = ?3 AND n = 0";

const SUMS_OF: &str = "SELECT kind, day, key, n, minor FROM insight_of_paper WHERE make_good_id = ?1";

/// A row as it stands in its table.
type Row = Vec<Value>;

/// A sum of the day, by kind, day and key: how many, and how much in minor units.
type Sum = (String, String, String, i64, i64);

/// What a redemption wrote: its event, its row, and what it changed in the sums.
struct Written {
    event: Row,
    redemption: Row,
    sums: Vec<Sum>,
}

impl Bare {
    /// Copies our books as they are before anything is redeemed.
    fn copy(folder: &Path) -> Outcome<()> {
        let file = folder.join(BARE);
        Self::ours(folder)?.execute("VACUUM INTO ?1", [file.to_string_lossy()])?;
        Ok(())
    }

    fn ours(folder: &Path) -> Outcome<Connection> {
        let file = folder.join("comeback.db");
        Ok(Connection::open_with_flags(
            file,
            OpenFlags::SQLITE_OPEN_READ_ONLY,
        )?)
    }

    fn open(folder: &Path) -> Outcome<Self> {
        let copy = Connection::open(folder.join(BARE))?;
        copy.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;
             PRAGMA cell_size_check = ON; PRAGMA fullfsync = ON; PRAGMA secure_delete = ON; PRAGMA cache_size = -65536;",
        )?;
        Ok(Self {
            copy,
            ours: Self::ours(folder)?,
        })
    }

    /// What a paper brings to the sums now.
    fn sums(&self, voucher: &str) -> Outcome<Vec<Sum>> {
        let mut statement = self.ours.prepare_cached(SUMS_OF)?;
        let sums = statement.query_map([voucher], |row| row.try_into())?;
        Ok(sums.collect::<Result<_, _>>()?)
    }

    /// What the last redemption wrote, given what its paper brought to the sums before.
    fn written(&self, voucher: &str, before: Vec<Sum>) -> Outcome<Written> {
        let last = |table: &str| -> Outcome<Row> {
            let sql = format!("SELECT * FROM {table} ORDER BY seq DESC LIMIT 1");
            let mut statement = self.ours.prepare_cached(&sql)?;
            let columns = statement.column_count();
            Ok(statement.query_row([], |row| (0..columns).map(|column| row.get(column)).collect())?)
        };
        let gone = before
            .into_iter()
            .map(|(kind, day, key, n, minor)| (kind, day, key, -n, -minor));
        Ok(Written {
            event: last("event")?,
            redemption: last("redemption")?,
            sums: gone.chain(self.sums(voucher)?).collect(),
        })
    }

    /// Whether the same stands in both at the end.
    fn agrees(folder: &Path) -> Outcome<()> {
        let books = Self::ours(folder)?;
        books.execute("ATTACH ?1 AS bare", [folder.join(BARE).to_string_lossy()])?;
        for table in ["event", "redemption", "voucher", "guest", "insight"] {
            let only = |one: &str, other: &str| {
                format!(
                    "SELECT count(*) FROM (SELECT * FROM {one}.{table} EXCEPT SELECT * FROM {other}.{table})"
                )
            };
            let sql = format!("SELECT ({}) + ({})", only("main", "bare"), only("bare", "main"));
            let others: i64 = books.query_row(&sql, [], |row| row.get(0))?;
            if others > 0 {
                return Err(format!("the bare SQL wrote another {table}").into());
            }
        }
        Ok(())
    }

    /// Redeems a voucher by writing the rows that ours wrote.
    fn redeem(&mut self, code: &str, written: Written) -> Outcome<()> {
        let tx = self
            .copy
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let voucher: String = tx.prepare_cached(FIND)?.query_row([code], |row| row.get(0))?;
        let changed = tx
            .prepare_cached("UPDATE voucher SET remaining = 0, spent = 1 WHERE id = ?1 AND spent = 0")?
            .execute([&voucher])?;
        assert_eq!(changed, 1, "each voucher is redeemed once");
        insert(&tx, "event", written.event)?;
        insert(&tx, "redemption", written.redemption)?;
        tx.prepare_cached(GUEST)?.execute([&voucher])?;
        for (kind, day, key, n, minor) in &written.sums {
            tx.prepare_cached(SUM)?.execute((kind, day, key, n, minor))?;
            if *n < 0 {
                tx.prepare_cached(SWEEP)?.execute((kind, day, key))?;
            }
        }
        tx.commit()?;
        Ok(())
    }
}

fn insert(tx: &Transaction<'_>, table: &str, row: Row) -> Outcome<()> {
    let places = vec!["?"; row.len()].join(", ");
    tx.prepare_cached(&format!("INSERT INTO {table} VALUES ({places})"))?
        .execute(params_from_iter(row))?;
    Ok(())
}
