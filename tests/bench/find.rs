//! Finding a paper by its guest's name among a million.

use std::time::Instant;

use comeback_domain::{Code, guest_words, search_text};
use comeback_tests::story::Story;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng as _};
use rusqlite::{Connection, Transaction, params};

use crate::{Figure, Outcome, middle_and_tail, millis};

const VOUCHERS: usize = 1_000_000;
const ROUNDS: usize = 40;

/// What names are made of: a thousand first and a thousand last names, so that each full name has one paper and each
/// last name a thousand.
const SYLLABLES: [&str; 10] = ["ka", "lo", "mi", "ren", "so", "tav", "be", "dun", "fi", "gra"];

fn name(number: usize) -> String {
    let word = |number: usize| {
        let part = |at: usize| SYLLABLES[at % 10];
        format!("{}{}{}", part(number / 100), part(number / 10), part(number))
    };
    format!("{} {}", word(number % 1_000), word(number / 1_000))
}

pub fn measure(runtime: &tokio::runtime::Runtime) -> Outcome<Figure> {
    let story = runtime.block_on(Story::set_up());
    runtime.block_on(story.check("24"));
    fill(&story)?;
    let mut worst = (std::time::Duration::ZERO, std::time::Duration::ZERO, "");
    let mut found = Vec::new();
    for (what, typed) in [
        ("full name", "kalomi rentavso"),
        ("last name", "rentavso"),
        ("two letters", "ka"),
        ("telephone", "555 012 3456"),
        ("last four", "9TWH"),
        ("day", "2026-03-14"),
    ] {
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            let start = Instant::now();
            runtime.block_on(story.house.find_papers(typed))?;
            times.push(start.elapsed());
        }
        let (middle, tail) = middle_and_tail(times);
        if tail > worst.1 {
            worst = (middle, tail, what);
        }
        found.push(format!("{what} {}", millis(middle)));
    }
    Ok(Figure {
        name: "find among 1,000,000",
        found: format!(
            "{}; the slowest, by {}: p99 {}",
            found.join(", "),
            worst.2,
            millis(worst.1)
        ),
        aim: "under 30 ms",
    })
}

/// Puts a million guests with a paper each beside the one that was issued, straight into the tables: a search reads
/// nothing else.
fn fill(story: &Story) -> Outcome<()> {
    let mut connection = Connection::open(story.folder().join("comeback.db"))?;
    connection.execute_batch("PRAGMA synchronous = OFF")?;
    let tx = connection.transaction()?;
    let seq: i64 = tx.query_row("SELECT seq FROM make_good", [], |row| row.get(0))?;
    let mut rng = ChaCha20Rng::seed_from_u64(29);
    for number in 0..VOUCHERS {
        give(&tx, number, seq, Code::draw(&mut rng))?;
    }
    tx.commit()?;
    Ok(())
}

fn give(tx: &Transaction<'_>, number: usize, seq: i64, code: Code) -> Outcome<()> {
    let id = |what: u8| format!("019aa9a5-000{what}-7000-8000-{number:012x}");
    let (guest, incident, voucher) = (id(1), id(2), id(3));
    let telephone = format!("(555) {:03}-{:04}", number / 10_000 % 1_000, number % 10_000);
    let search = search_text(Some(&name(number)), Some(&telephone));
    // Two years of days.
    let day = chrono::NaiveDate::from_ymd_opt(2024, 11, 22)
        .and_then(|first| first.checked_add_days(chrono::Days::new(u64::try_from(number % 730).ok()?)))
        .ok_or("no such day")?
        .to_string();
    tx.prepare_cached("INSERT INTO guest (id, name, contact, salt, search, last_on) VALUES (?1, ?2, ?3, zeroblob(16), ?4, ?5)")?
        .execute(params![guest, name(number), telephone, search, day])?;
    let mut words = tx.prepare_cached("INSERT INTO guest_word (word, guest_id) VALUES (?1, ?2)")?;
    for word in guest_words(&search) {
        words.execute(params![word, guest])?;
    }
    tx.prepare_cached(
        "INSERT INTO incident (id, seq, occurred_ms, business_date, category, severity, what, guest_id)
         VALUES (?1, ?2, 0, ?3, 'service', 2, 'Nobody came.', ?4)",
    )?
    .execute(params![incident, seq, day, guest])?;
    tx.prepare_cached(
        "INSERT INTO make_good (id, incident_id, seq, kind, minor, currency, given_on) VALUES (?1, ?2, ?3, 'check', 2400, 'USD', ?4)",
    )?
    .execute(params![voucher, incident, seq, day])?;
    tx.prepare_cached(
        "INSERT INTO voucher (id, code, expires_on, remaining) VALUES (?1, ?2, '2027-02-19', 2400)",
    )?
    .execute(params![voucher, code.as_str()])?;
    Ok(())
}
