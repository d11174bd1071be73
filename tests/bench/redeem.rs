//! A redemption with its durable commit, against the bare SQL of the same rows, into the same tables and indices, with the
//! same durability: what our rules, the guard, the chain and the thread of the store cost.

use std::cell::RefCell;
use std::path::Path;
use std::time::Instant;

use comeback_tests::story::{Story, redeem_request};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior, params_from_iter};

use crate::{Figure, Outcome, middle_and_tail, millis, ratio};

const ROUNDS: usize = 300;

pub fn measure(runtime: &tokio::runtime::Runtime) -> Outcome<Figure> {
    let story = runtime.block_on(Story::set_up());
    let mut vouchers = Vec::new();
    for _ in 0..ROUNDS {
        vouchers.push(runtime.block_on(story.check("24")));
    }
    let bare = Bare::beside(story.folder())?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    // In turn, so that a disk that slows down slows both.
    for voucher in &vouchers {
        let request = redeem_request("", voucher, None);
        let start = Instant::now();
        runtime.block_on(story.house.redeem(request))?;
        ours.push(start.elapsed());
        let rows = bare.last()?;
        let start = Instant::now();
        bare.redeem(&voucher.id, rows)?;
        theirs.push(start.elapsed());
    }
    let ((ours, tail), (theirs, _)) = (middle_and_tail(ours), middle_and_tail(theirs));
    let found = format!(
        "{:.2} x the bare SQL ({} against {}; p99 {})",
        ratio(ours, theirs),
        millis(ours),
        millis(theirs),
        millis(tail)
    );
    Ok(Figure {
        name: "redeem, durable",
        found,
        aim: "1.15 x",
    })
}

/// The same books beside ours, into which the rows of each redemption are copied by bare SQL, under the same indices and
/// with the same durability.
struct Bare {
    copy: RefCell<Connection>,
    ours: Connection,
}

/// A row as it stands in its table.
type Row = Vec<Value>;

impl Bare {
    /// Copies our books as they are before anything is redeemed.
    fn beside(folder: &Path) -> Outcome<Self> {
        let ours = Connection::open_with_flags(folder.join("comeback.db"), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let file = folder.join("bare.db");
        ours.execute("VACUUM INTO ?1", [file.to_string_lossy()])?;
        let copy = Connection::open(file)?;
        copy.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA secure_delete = ON;
             PRAGMA foreign_keys = ON;",
        )?;
        Ok(Self {
            copy: copy.into(),
            ours,
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

    /// Redeems a voucher by writing the rows that ours wrote.
    fn redeem(&self, voucher: &str, (event, redemption): (Row, Row)) -> Outcome<()> {
        let mut copy = self.copy.borrow_mut();
        let tx = copy.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let changed = tx
            .prepare_cached("UPDATE voucher SET remaining = 0, spent = 1 WHERE id = ?1 AND spent = 0")?
            .execute([voucher])?;
        assert_eq!(changed, 1, "each voucher is redeemed once");
        insert(&tx, "event", event)?;
        insert(&tx, "redemption", redemption)?;
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
