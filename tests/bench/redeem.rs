//! A redemption with its durable commit, against the bare SQL of the same rows, into the same tables and indices, with the
//! same durability: what our reads, our rules, the guard and the chain cost.
//!
//! Measured on evenings as a house has them: opened, some redemptions, closed. SQLite's log is a new file then, and grows
//! with each. Where a house is never closed, the log is used over again after a few hundred, which the disk is faster
//! with; that is measured as well.

use std::path::Path;
use std::time::{Duration, Instant};

use comeback_actions::dto::Voucher;
use comeback_tests::story::{Story, redeem_request};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior, params_from_iter};
use tokio::runtime::Runtime;

use crate::{Figure, Outcome, middle_and_tail, millis, ratio};

const EVENINGS: usize = 15;
const OF_AN_EVENING: usize = 40;

pub fn measure(runtime: &Runtime, each: &mut impl FnMut(Figure)) -> Outcome<()> {
    let mut story = runtime.block_on(Story::set_up());
    let vouchers: Vec<_> = (0..EVENINGS * OF_AN_EVENING)
        .map(|_| runtime.block_on(story.check("24")))
        .collect();
    Bare::copy(story.folder())?;
    let mut found = Times::default();
    for evening in vouchers.chunks(OF_AN_EVENING) {
        let (folder, clock) = story.close();
        if folder.path().join("comeback.db-wal").exists() {
            return Err("the log of the evening before is still there".into());
        }
        story = Story::opened_in(folder, clock);
        let mut bare = Bare::open(story.folder())?;
        found.take(runtime, &story, &mut bare, evening)?;
        bare.agree()?;
    }
    each(found.figure("redeem, durable"));
    over_again(runtime, each)
}

/// The same in a house that is not closed, once its log is used over again.
fn over_again(runtime: &Runtime, each: &mut impl FnMut(Figure)) -> Outcome<()> {
    let story = runtime.block_on(Story::set_up());
    let vouchers: Vec<_> = (0..600).map(|_| runtime.block_on(story.check("24"))).collect();
    Bare::copy(story.folder())?;
    let mut bare = Bare::open(story.folder())?;
    let (first, rest) = vouchers.split_at(300);
    Times::default().take(runtime, &story, &mut bare, first)?;
    let mut found = Times::default();
    found.take(runtime, &story, &mut bare, rest)?;
    bare.agree()?;
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
            let start = Instant::now();
            runtime.block_on(story.house.redeem(request))?;
            self.ours.push(start.elapsed());
            let rows = bare.last()?;
            let start = Instant::now();
            bare.redeem(&voucher.id, rows)?;
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
/// with the same durability.
struct Bare {
    copy: Connection,
    ours: Connection,
}

const BARE: &str = "bare.db";

/// The day of the story, and the last day of its papers.
const TODAY: &str = "2026-11-21";
const LAST_DAY: &str = "2027-02-19";

const GUEST: &str = "UPDATE guest SET last_on = '2026-11-21' WHERE id = (
    SELECT i.guest_id FROM make_good m JOIN incident i ON i.id = m.incident_id WHERE m.id = ?1)";

const SUM: &str = "INSERT INTO insight (kind, day, key, n, minor) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (kind, day, key) DO UPDATE SET n = n + excluded.n, minor = minor + excluded.minor";

const SWEEP: &str = "DELETE FROM insight WHERE kind = ?1 AND day = ?2 AND key = ?3 AND n = 0";

/// A row as it stands in its table.
type Row = Vec<Value>;

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
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA secure_delete = ON;
             PRAGMA foreign_keys = ON;",
        )?;
        Ok(Self {
            copy,
            ours: Self::ours(folder)?,
        })
    }

    /// The rows of the redemption that was written last.
    fn last(&self) -> Outcome<(Row, Row)> {
        let last = |table: &str| -> Outcome<Row> {
            let sql = format!("SELECT * FROM {table} ORDER BY seq DESC LIMIT 1");
            let mut statement = self.ours.prepare_cached(&sql)?;
            let columns = statement.column_count();
            Ok(statement.query_row([], |row| (0..columns).map(|column| row.get(column)).collect())?)
        };
        Ok((last("event")?, last("redemption")?))
    }

    /// Whether the same stands in both at the end.
    fn agree(&self) -> Outcome<()> {
        for table in ["event", "redemption", "voucher", "guest", "insight"] {
            let all = |of: &Connection| -> Outcome<Vec<Row>> {
                let mut statement = of.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2, 3"))?;
                let columns = statement.column_count();
                let rows =
                    statement.query_map([], |row| (0..columns).map(|column| row.get(column)).collect())?;
                Ok(rows.collect::<Result<_, _>>()?)
            };
            if all(&self.ours)? != all(&self.copy)? {
                return Err(format!("the bare SQL wrote another {table}").into());
            }
        }
        Ok(())
    }

    /// Redeems a voucher by writing the rows that ours wrote.
    fn redeem(&mut self, voucher: &str, (event, redemption): (Row, Row)) -> Outcome<()> {
        let tx = self
            .copy
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let changed = tx
            .prepare_cached("UPDATE voucher SET remaining = 0, spent = 1 WHERE id = ?1 AND spent = 0")?
            .execute([voucher])?;
        assert_eq!(changed, 1, "each voucher is redeemed once");
        insert(&tx, "event", event)?;
        insert(&tx, "redemption", redemption)?;
        tx.prepare_cached(GUEST)?.execute([voucher])?;
        // The paper leaves those that were never used, is among those used on its first day, and costs what came off.
        for (kind, day, key, n, minor) in [
            ("cost", TODAY, "", 1, 2_400),
            ("paper", LAST_DAY, "", -1, 0),
            ("paper", LAST_DAY, "0", 1, 2_400),
            ("unused", LAST_DAY, "", -1, 0),
        ] {
            tx.prepare_cached(SUM)?.execute((kind, day, key, n, minor))?;
            if n < 0 {
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
