//! A redemption with its durable commit, against the bare SQL of the same rows with the same durability.

use std::time::Instant;

use comeback_tests::story::{Story, redeem_request};
use rusqlite::{Connection, TransactionBehavior, params};

use crate::{Figure, Outcome, middle_and_tail, millis, ratio};

const ROUNDS: usize = 300;

pub fn measure(runtime: &tokio::runtime::Runtime) -> Outcome<Figure> {
    let story = runtime.block_on(Story::set_up());
    let mut vouchers = Vec::new();
    for _ in 0..ROUNDS {
        vouchers.push(runtime.block_on(story.check("24")));
    }
    let bare = Bare::new(&story.folder().join("bare.db"))?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    // In turn, so that a disk that slows down slows both.
    for (round, voucher) in vouchers.iter().enumerate() {
        let request = redeem_request("", voucher, None);
        let start = Instant::now();
        runtime.block_on(story.house.redeem(request))?;
        ours.push(start.elapsed());
        let start = Instant::now();
        bare.redeem(i64::try_from(round)? + 1)?;
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

/// The same rows written by hand: an event, the voucher's balance, the redemption.
struct Bare(std::cell::RefCell<Connection>);

impl Bare {
    fn new(path: &std::path::Path) -> Outcome<Self> {
        let connection = Connection::open(path)?;
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA secure_delete = ON;
             CREATE TABLE event (seq INTEGER PRIMARY KEY, at INTEGER, payload TEXT, request TEXT UNIQUE, hash BLOB) STRICT;
             CREATE TABLE voucher (id INTEGER PRIMARY KEY, code TEXT UNIQUE, remaining INTEGER, spent INTEGER) STRICT;
             CREATE TABLE redemption (seq INTEGER PRIMARY KEY, voucher INTEGER, minor INTEGER, bill TEXT) STRICT;
             CREATE INDEX of_voucher ON redemption (voucher);",
        )?;
        for id in 1..=i64::try_from(ROUNDS)? {
            connection.execute(
                "INSERT INTO voucher VALUES (?1, ?2, 2400, 0)",
                params![id, format!("code {id}")],
            )?;
        }
        Ok(Self(connection.into()))
    }

    fn redeem(&self, id: i64) -> Outcome<()> {
        let mut connection = self.0.borrow_mut();
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.prepare_cached("UPDATE voucher SET remaining = 0, spent = 1 WHERE code = ?1 AND spent = 0")?
            .execute(params![format!("code {id}")])?;
        tx.prepare_cached("INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![
                id,
                0,
                "x".repeat(500),
                format!("request {id}"),
                [0_u8; 32]
            ])?;
        tx.prepare_cached("INSERT INTO redemption VALUES (?1, ?1, 2400, '40931')")?
            .execute(params![id])?;
        tx.commit()?;
        Ok(())
    }
}
