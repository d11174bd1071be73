//! A long history, put straight into the tables: what a million incidents look like to whoever adds them up.

use std::path::Path;

use chrono::{Days, NaiveDate};
use comeback_actions::dto::{TakingsForm, TakingsStretch};
use comeback_domain::{Category, Code};
use comeback_tests::story::Story;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use rusqlite::{Connection, Transaction, params};

use crate::Outcome;

/// How many days five years have.
pub const FIVE_YEARS: u64 = 1_826;

/// How many incidents there are, unless `INCIDENTS` in the environment says otherwise.
fn incidents() -> u64 {
    let wished = std::env::var("INCIDENTS").ok().and_then(|wish| wish.parse().ok());
    wished.unwrap_or(1_000_000)
}

/// So many incidents, on so many days up to the last one.
#[derive(Clone, Copy)]
pub struct History {
    incidents: u64,
    days: u64,
    last: NaiveDate,
}

impl History {
    /// The incidents of so many days, up to this one.
    pub fn until(last: NaiveDate, days: u64) -> Self {
        Self {
            incidents: incidents(),
            days,
            last,
        }
    }

    /// The incidents of so many days, up to the day before the clock of the stories.
    pub fn before_the_stories(days: u64) -> Outcome<Self> {
        let last = NaiveDate::from_ymd_opt(2026, 11, 20).ok_or("no such day")?;
        Ok(Self::until(last, days))
    }

    /// A day of it, counted from its first; days after its last are counted on.
    pub fn day(&self, number: u64) -> Outcome<NaiveDate> {
        let first = self.last.checked_sub_days(Days::new(self.days - 1));
        let day = first.and_then(|first| first.checked_add_days(Days::new(number)));
        day.ok_or_else(|| "no such day".into())
    }

    /// Puts the incidents beside the one that is there, each with its make-good and its event; a good half of the papers
    /// come back within ninety days, two incidents of five have a cause. The chain is not made: nothing here reads it.
    pub fn write(&self, folder: &Path) -> Outcome<()> {
        let mut connection = Connection::open(folder.join("comeback.db"))?;
        connection.execute_batch(
            "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -400000",
        )?;
        let tx = connection.transaction()?;
        let mut filler = Filler {
            tx: &tx,
            history: *self,
            rng: ChaCha20Rng::seed_from_u64(29),
            seq: tx.query_row("SELECT max(seq) FROM event", [], |row| row.get(0))?,
            returns: Vec::new(),
        };
        let mut number = 0;
        for today in 0..self.days {
            filler.returns_of(today)?;
            let until = self.incidents * (today + 1) / self.days;
            while number < until {
                number += 1;
                filler.incident(number, today)?;
            }
        }
        tx.execute_batch(SUMS)?;
        tx.commit()?;
        // A house that is open for five years has long taken its journal in. It has no statistics, which the app never
        // gathers: with them this SQLite (STAT4) plans a statement anew for other values.
        connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
        Ok(())
    }

    /// Has the house keep what stood at the end of each day: it does so with what is written later, a month of days at a time.
    pub async fn keep(&self, story: &Story) {
        for _ in 0..self.days / 31 + 1 {
            story.check("1").await;
        }
    }

    /// Types in what the till took on every day.
    pub async fn till(&self, story: &Story) -> Outcome<()> {
        let mut stretches = Vec::new();
        for number in 0..self.days {
            let day = self.day(number)?.to_string();
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
}

/// The sums of every day, as a writing of each event would have left them.
const SUMS: &str = "
    DELETE FROM insight;
    INSERT INTO insight (kind, day, key, n, minor)
    SELECT kind, day, key, sum(n), sum(minor) FROM (
        SELECT kind, day, key, n, minor FROM insight_of_incident
        UNION ALL
        SELECT kind, day, key, n, minor FROM insight_of_make_good)
    GROUP BY kind, day, key";

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
    history: History,
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
        let (incident, good, on) = (id(2), id(3), self.history.day(today)?.to_string());
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
        self.told(number, &incident, seq, today)?;
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
            let back = (comes && when < self.history.days).then_some(when);
            let left = if back.is_some() { 0 } else { minor };
            let code = Code::draw(&mut self.rng);
            self.tx
                .prepare_cached("INSERT INTO voucher (id, code, expires_on, remaining, spent) VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute(params![good, code.as_str(), self.history.day(today + 90)?.to_string(), left, back.is_some()])?;
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

    /// What happened, in the ten hours a house is open, with how the guest felt; and for two of five, why.
    fn told(&mut self, number: u64, incident: &str, seq: i64, today: u64) -> Outcome<()> {
        let day = self.history.day(today)?;
        let minute = i64::try_from(16 * 60 + self.draw(600))?;
        let at = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis() + minute * 60_000;
        let category = Category::ALL[usize::try_from(number)? % Category::ALL.len()].key();
        let score = (self.draw(10) < 6).then_some(i64::try_from(number % 8)?);
        self.tx
            .prepare_cached(
                "INSERT INTO incident (id, seq, occurred_ms, business_date, category, severity, what, place, staff, score)
                 VALUES (?1, ?2, ?3, ?4, ?5, 2, 'Nobody came.', ?6, 'Nadia Haddad', ?7)",
            )?
            .execute(params![incident, seq, at, day.to_string(), category, format!("Table {}", number % 28), score])?;
        if self.draw(10) < 4 {
            self.tx
                .prepare_cached(
                    "INSERT INTO cause (incident_id, cause, same, whys, at_ms) VALUES (?1, ?2, lower(?2), '[]', ?3)",
                )?
                .execute(params![incident, format!("Cause {}", self.rng.next_u64() % 30), at])?;
        }
        if self.draw(10) < 3 {
            let event = self.event(&day.to_string(), "score_given", incident)?;
            self.tx
                .prepare_cached(
                    "INSERT INTO score (seq, incident_id, moment, score, at_ms) VALUES (?1, ?2, 'follow_up', ?3, ?4)",
                )?
                .execute(params![event, incident, i64::try_from(4 + number % 7)?, at])?;
        }
        Ok(())
    }

    fn returns_of(&mut self, today: u64) -> Outcome<()> {
        let on = self.history.day(today)?.to_string();
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
