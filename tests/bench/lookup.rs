//! Looking a code up among a million.

use std::path::Path;
use std::time::Instant;

use comeback_domain::Code;
use comeback_tests::story::Story;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng as _};
use rusqlite::{Connection, params};

use crate::{Figure, Outcome, middle_and_tail, millis};

const VOUCHERS: u64 = 1_000_000;
const LOOK_UPS: usize = 2_000;

pub fn measure(runtime: &tokio::runtime::Runtime) -> Outcome<Figure> {
    let story = runtime.block_on(Story::set_up());
    runtime.block_on(story.check("24"));
    let codes = fill(story.folder())?;
    let mut times = Vec::new();
    for code in &codes {
        let typed = code.grouped();
        let start = Instant::now();
        runtime.block_on(story.house.look_up(&typed))?;
        times.push(start.elapsed());
    }
    let (middle, tail) = middle_and_tail(times);
    let found = format!("{} (p99 {})", millis(middle), millis(tail));
    Ok(Figure {
        name: "look-up among 1,000,000",
        found,
        aim: "under 1 ms",
    })
}

/// Puts a million vouchers beside the one that was issued, straight into the tables: a look-up reads nothing else.
/// Gives back every five-hundredth code.
pub fn fill(data: &Path) -> Outcome<Vec<Code>> {
    let mut connection = Connection::open(data.join("comeback.db"))?;
    let tx = connection.transaction()?;
    let (incident, seq): (String, i64) =
        tx.query_row("SELECT incident_id, seq FROM make_good", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    let mut rng = ChaCha20Rng::seed_from_u64(29);
    let mut codes = Vec::new();
    for number in 0..VOUCHERS {
        let code = Code::draw(&mut rng);
        let id = format!("019aa9a5-0000-7000-8000-{number:012x}");
        tx.prepare_cached(
            "INSERT INTO make_good (id, incident_id, seq, kind, minor, currency, given_on) VALUES (?1, ?2, ?3, 'check', 2400, 'USD', '2026-11-21')",
        )?
        .execute(params![id, incident, seq])?;
        tx.prepare_cached(
            "INSERT INTO voucher (id, code, expires_on, remaining) VALUES (?1, ?2, '2999-12-31', 2400)",
        )?
        .execute(params![id, code.as_str()])?;
        if number % (VOUCHERS / LOOK_UPS as u64) == 0 {
            codes.push(code);
        }
    }
    tx.commit()?;
    Ok(codes)
}
