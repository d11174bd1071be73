//! The books of a house with a million incidents: the month on a page, a roll-forward between any two days, and a year of
//! details beside what SQLite's own command line takes to dump the same rows.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use comeback_actions::ExportForm;
use comeback_tests::story::{Story, to_its_end};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

use crate::history::History;
use crate::{Figure, Outcome, millis, ratio};

/// How many days three years have.
const THREE_YEARS: u64 = 1_096;
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
    let history = History::before_the_stories(THREE_YEARS)?;
    let story = runtime.block_on(Story::set_up());
    runtime.block_on(story.check("24"));
    history.write(story.folder())?;
    runtime.block_on(history.till(&story))?;
    runtime.block_on(history.keep(&story));
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
        runtime
            .block_on(house.rollforward(&history.day(from)?.to_string(), &history.day(to)?.to_string()))?;
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
