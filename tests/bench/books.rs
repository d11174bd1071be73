//! The books of a house with a million incidents: the month on a page, a roll-forward between any two days, and a year of
//! details beside what SQLite's own command line takes to dump the same rows.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use comeback_actions::ExportForm;
use comeback_actions::dto::{TakingsForm, TakingsStretch};
use comeback_domain::{Category, Code};
use comeback_tests::story::{Story, to_its_end};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use rusqlite::{Connection, Transaction, params};

use crate::{Figure, Outcome, millis, ratio};

/// Three years that end before the clock of the stories.
const DAYS: u64 = 1_096;
const ROUNDS: usize = 9;
const MONTH: (&str, &str) = ("2026-10-01", "2026-10-31");
/// About 100,000 lines.
const BOOK: (&str, &str) = ("2026-09-01", "2026-10-31");
const YEAR: (&str, &str) = ("2025-11-01", "2026-10-31");

/// The rows of the details of a year, as the export has them.
const SAME_ROWS: &str = "
    SELECT x.business_date, datetime(e.at_ms / 1000, 'unixepoch'), x.basis, x.kind, i.category, printf('%.2f', x.minor / 100.0),
           x.currency, substr(v.code, 9), x.bill, m.what, x.staff, x.incident_id
    FROM (
        SELECT m.seq, m.given_on AS business_date, iif(m.kind IN ('check', 'certificate'), 'issued', 'given') AS basis,
               m.kind, m.incident_id, m.id, m.minor, m.currency, NULL AS bill, m.staff
        FROM make_good m WHERE m.given_on BETWEEN '2025-11-01' AND '2026-10-31'
        UNION ALL
        SELECT r.seq, r.business_date, 'redeemed', m.kind, m.incident_id, m.id, r.minor, r.currency, r.bill, r.staff
        FROM redemption r JOIN make_good m ON m.id = r.voucher_id WHERE r.business_date BETWEEN '2025-11-01' AND '2026-10-31'
    ) x JOIN incident i ON i.id = x.incident_id JOIN event e ON e.seq = x.seq
    JOIN make_good m ON m.id = x.id LEFT JOIN voucher v ON v.id = x.id ORDER BY x.seq;";

pub fn measure(runtime: &tokio::runtime::Runtime, print: &mut dyn FnMut(Figure)) -> Outcome<()> {
    let incidents = std::env::var("INCIDENTS").ok().and_then(|wish| wish.parse().ok());
    let incidents: u64 = incidents.unwrap_or(1_000_000);
    let story = runtime.block_on(Story::set_up());
    runtime.block_on(story.check("24"));
    fill(story.folder(), incidents)?;
    runtime.block_on(till(&story))?;
    // What stood at the end of each day is kept with the writes of the days after it; here with a few at once.
    for _ in 0..DAYS / 31 + 1 {
        runtime.block_on(story.check("1"));
    }
    let house = &story.house;

    let month = middle(|| {
        runtime.block_on(house.totals(MONTH.0, MONTH.1))?;
        Ok(())
    })?;
    let sorted = middle(|| {
        for by in ["kind", "location", "staff", "approver", "reason"] {
            runtime.block_on(house.totals_by(MONTH.0, MONTH.1, by))?;
        }
        Ok(())
    })?;
    print(Figure {
        name: "month on a page, 1,000,000",
        found: format!(
            "{}; its five other sortings together {}",
            millis(month),
            millis(sorted)
        ),
        aim: "under 150 ms",
    });

    let mut rng = ChaCha20Rng::seed_from_u64(31);
    let rolled = middle(|| {
        let (from, to) = (100 + rng.next_u64() % 400, 500 + rng.next_u64() % 550);
        runtime.block_on(house.rollforward(&day(from)?.to_string(), &day(to)?.to_string()))?;
        Ok(())
    })?;
    print(Figure {
        name: "roll-forward, any dates",
        found: millis(rolled),
        aim: "under 250 ms",
    });

    let page = timed(|| {
        runtime.block_on(house.month_pdf(MONTH.0, MONTH.1))?;
        Ok(())
    })?;
    let path = story.folder().join("year.csv");
    let ours = timed(|| {
        runtime.block_on(house.export(YEAR.0, YEAR.1, ExportForm::Details, &path, to_its_end))?;
        Ok(())
    })?;
    let theirs = timed(|| dump(story.folder()))?;
    let lines = std::fs::read_to_string(&path)?.lines().count();
    print(Figure {
        name: "a year of details as CSV",
        found: format!(
            "{} for {lines} lines, sqlite3 -csv {}: {:.2}x; the printed month {}",
            millis(ours),
            millis(theirs),
            ratio(ours, theirs),
            millis(page)
        ),
        aim: "at most 1.5x",
    });
    let path = story.folder().join("book.xlsx");
    let told = std::sync::Arc::new(std::sync::atomic::AtomicU32::default());
    let book = timed(|| {
        let lines = told.clone();
        let watch = move |far: comeback_actions::dto::ExportProgress| {
            lines.store(far.total, std::sync::atomic::Ordering::Relaxed);
            std::ops::ControlFlow::Continue(())
        };
        runtime.block_on(house.export(BOOK.0, BOOK.1, ExportForm::Workbook, &path, watch))?;
        Ok(())
    })?;
    print(Figure {
        name: "a workbook",
        found: format!(
            "{} for {} lines",
            millis(book),
            told.load(std::sync::atomic::Ordering::Relaxed)
        ),
        aim: "under 3 s for 100,000",
    });
    Ok(())
}

/// SQLite's own command line dumps the same rows.
fn dump(folder: &Path) -> Outcome<()> {
    let status = Command::new("sqlite3")
        .args(["-csv", "-header"])
        .arg(folder.join("comeback.db"))
        .arg(SAME_ROWS)
        .stdout(Stdio::from(File::create(folder.join("dump.csv"))?))
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err("sqlite3 did not dump the rows".into())
    }
}

fn timed(mut work: impl FnMut() -> Outcome<()>) -> Outcome<Duration> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed())
}

fn middle(mut work: impl FnMut() -> Outcome<()>) -> Outcome<Duration> {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        times.push(timed(&mut work)?);
    }
    times.sort_unstable();
    Ok(times[ROUNDS / 2])
}

fn day(number: u64) -> Outcome<NaiveDate> {
    NaiveDate::from_ymd_opt(2023, 11, 21)
        .and_then(|first| first.checked_add_days(Days::new(number)))
        .ok_or_else(|| "no such day".into())
}

/// What the till took on every day.
async fn till(story: &Story) -> Outcome<()> {
    let mut stretches = Vec::new();
    for number in 0..DAYS {
        let day = day(number)?.to_string();
        stretches.push(TakingsStretch {
            from: day.clone(),
            to: day,
            net_sales: Some("480000".to_owned()),
            covers: Some("28000".to_owned()),
            comps: Some("4100".to_owned()),
        });
    }
    let staff = String::new();
    story.house.set_takings(TakingsForm { stretches, staff }).await?;
    Ok(())
}

/// Puts the incidents beside the one that is there, straight into the tables, each with its make-good and its event; a good
/// half of the papers come back within ninety days. The chain is not made: nothing here reads it.
fn fill(folder: &Path, incidents: u64) -> Outcome<()> {
    let mut connection = Connection::open(folder.join("comeback.db"))?;
    connection.execute_batch("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF")?;
    let tx = connection.transaction()?;
    let mut filler = Filler {
        tx: &tx,
        rng: ChaCha20Rng::seed_from_u64(29),
        seq: tx.query_row("SELECT max(seq) FROM event", [], |row| row.get(0))?,
        returns: Vec::new(),
    };
    let mut number = 0;
    for today in 0..DAYS {
        filler.returns_of(today)?;
        let until = incidents * (today + 1) / DAYS;
        while number < until {
            number += 1;
            filler.incident(number, today)?;
        }
    }
    tx.commit()?;
    connection.execute_batch("ANALYZE")?;
    Ok(())
}

/// A paper that comes back: when, which, its incident and its kind, and what is taken and left.
struct Return {
    day: u64,
    voucher: String,
    incident: String,
    kind: &'static str,
    minor: i64,
}

struct Filler<'a> {
    tx: &'a Transaction<'a>,
    rng: ChaCha20Rng,
    seq: i64,
    returns: Vec<Return>,
}

impl Filler<'_> {
    fn draw(&mut self, below: u64) -> u64 {
        self.rng.next_u64() % below
    }

    fn event(&mut self, day: &str, kind: &str, incident: &str) -> Outcome<i64> {
        self.seq += 1;
        // As long as events of these kinds are.
        let payload = format!(r#"{{"event":"{kind}","filler":"{}"}}"#, "x".repeat(320));
        self.tx
            .prepare_cached(
                "INSERT INTO event (seq, at_ms, business_date, kind, incident_id, actor, station, payload, prev, hash)
                 VALUES (?1, ?1 * 60000, ?2, ?3, ?4, 'Nadia Haddad', 'Front desk', ?5, zeroblob(32), zeroblob(32))",
            )?
            .execute(params![self.seq, day, kind, incident, payload])?;
        Ok(self.seq)
    }

    fn incident(&mut self, number: u64, today: u64) -> Outcome<()> {
        let id = |what: u8| format!("019aa9a5-000{what}-7000-8000-{number:012x}");
        let (incident, good, on) = (id(2), id(3), day(today)?.to_string());
        let kind = match self.draw(100) {
            0..45 => "check",
            45..63 => "certificate",
            63..88 => "comp",
            _ => "gesture",
        };
        let is_voucher = matches!(kind, "check" | "certificate");
        let minor = i64::try_from(4 + self.draw(56))? * 50;
        let told = if is_voucher {
            "voucher_issued"
        } else {
            "make_good_given"
        };
        let seq = self.event(&on, told, &incident)?;
        let category = Category::ALL[usize::try_from(number)? % Category::ALL.len()].key();
        self.tx
            .prepare_cached(
                "INSERT INTO incident (id, seq, occurred_ms, business_date, category, severity, what, place, staff)
                 VALUES (?1, ?2, 0, ?3, ?4, 2, 'Nobody came.', ?5, 'Nadia Haddad')",
            )?
            .execute(params![incident, seq, on, category, format!("Table {}", number % 28)])?;
        self.tx
            .prepare_cached(
                "INSERT INTO make_good (id, incident_id, seq, kind, minor, currency, what, given_on, staff)
                 VALUES (?1, ?2, ?3, ?4, ?5, 'USD', ?6, ?7, 'Nadia Haddad')",
            )?
            .execute(params![
                good,
                incident,
                seq,
                kind,
                minor,
                (kind == "certificate").then_some("Lunch"),
                on
            ])?;
        if is_voucher {
            let comes = self.draw(100) < 55;
            let when = today + 2 + self.draw(88);
            let back = (comes && when < DAYS).then_some(when);
            let left = if back.is_some() { 0 } else { minor };
            let code = Code::draw(&mut self.rng);
            self.tx
                .prepare_cached("INSERT INTO voucher (id, code, expires_on, remaining, spent) VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute(params![good, code.as_str(), day(today + 90)?.to_string(), left, back.is_some()])?;
            self.returns.extend(back.map(|day| Return {
                day,
                voucher: good,
                incident,
                kind,
                minor,
            }));
        }
        Ok(())
    }

    fn returns_of(&mut self, today: u64) -> Outcome<()> {
        let on = day(today)?.to_string();
        let (back, later) = std::mem::take(&mut self.returns)
            .into_iter()
            .partition(|back| back.day == today);
        self.returns = later;
        let back: Vec<Return> = back;
        for Return {
            voucher,
            incident,
            kind,
            minor,
            ..
        } in back
        {
            let seq = self.event(&on, "voucher_redeemed", &incident)?;
            self.tx
                .prepare_cached(
                    "INSERT INTO redemption (seq, voucher_id, minor, currency, bill, staff, at_ms, business_date, remaining, once)
                     VALUES (?1, ?2, ?3, 'USD', ?4, 'Marcus Bell', ?1 * 60000, ?5, 0, ?6)",
                )?
                .execute(params![seq, voucher, minor, format!("{seq}"), on, kind == "certificate"])?;
        }
        Ok(())
    }
}
