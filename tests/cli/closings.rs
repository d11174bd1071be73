//! Closing, reopening and exporting by number, as scripts use them: a year month by month.

use crate::place::Place;
use crate::tools::{says, sqlite};

/// A year of the sample restaurant that reclasses what its till has booked.
fn a_year() -> Place {
    let place = Place::set_up();
    place.json(&[
        "sample",
        "--days",
        "365",
        "--per-day",
        "2",
        "--seed",
        "5",
        "--until",
        "2026-08-31",
    ]);
    let accounts = [
        "--mode",
        "reclass",
        "--against",
        "Income:Till",
        "--account",
        "Income:Comps",
    ];
    place.json(&[&["accounts", "set"] as &[&str], &accounts].concat());
    place
}

#[test]
fn a_year_is_closed_month_by_month_and_every_batch_ties_out() {
    let place = a_year();
    let ends = [
        "2025-09-30",
        "2025-10-31",
        "2025-11-30",
        "2025-12-31",
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
    ];
    for end in ends {
        place.json(&["close", "--through", end, "--staff", "Ruth Ellery"]);
    }
    let closings = place.json(&["closings"]);
    let rows = closings["rows"].as_array().expect("rows");
    assert_eq!(
        (rows.len(), &closings["next_from"]),
        (ends.len(), &"2026-04-01".into())
    );

    let mut posted = 0;
    for number in 1..=ends.len() {
        let (path, again) = (place.path("batch.journal"), place.path("again.journal"));
        let number = number.to_string();
        let out = |path| ["export", "--batch", &number, "--format", "hledger", "--out", path];
        let (first, second) = (place.json(&out(&path)), place.json(&out(&again)));
        assert!(
            first["before"].is_null() && second["before"].is_string(),
            "{second}"
        );
        assert_eq!(
            std::fs::read(&path).expect("there"),
            std::fs::read(&again).expect("there")
        );
        says(
            "hledger",
            "hledger",
            &["-f", &path, "check", "--strict", "ordereddates"],
        );
        let told = says(
            "hledger",
            "hledger",
            &["-f", &path, "bal", "-N", "--flat", "Income:Comps", "-O", "csv"],
        );
        let amount = told
            .lines()
            .nth(1)
            .expect("a line")
            .split('"')
            .nth(3)
            .expect("an amount")
            .to_owned();
        posted += amount
            .trim_end_matches(" USD")
            .replace('.', "")
            .parse::<i64>()
            .expect("digits");
    }
    let sql = "WITH undone AS (SELECT json_extract(payload, '$.redemption') AS seq FROM event WHERE kind = 'voucher_reversed')
        SELECT sum(minor) FROM (
            SELECT json_extract(payload, '$.redemption.amount.minor') AS minor, business_date FROM event
            WHERE kind = 'voucher_redeemed' AND seq NOT IN undone
            UNION ALL
            SELECT json_extract(payload, '$.gives.amount.minor'), business_date FROM event
            WHERE kind = 'make_good_given' AND json_extract(payload, '$.gives.kind') = 'comp')
        WHERE business_date <= '2026-03-31'";
    let expected = sqlite(place.database().to_str().expect("UTF-8"), sql);
    assert_eq!(
        posted.to_string(),
        expected,
        "the batches together are what the events say"
    );
    place.verified();
}

#[test]
fn what_cannot_be_closed_opened_or_exported_is_refused() {
    let place = a_year();
    place.json(&["close", "--through", "2026-03-31"]);
    place.refuses(
        &["close", "--through", "2026-02-28"],
        3,
        "date_refused",
        "The books are closed through 31 Mar 2026 already, batch 1. Choose a later day.",
    );
    place.refuses(
        &["reopen", "7", "--reason", "Wrong"],
        4,
        "not_found",
        "There is no batch 7. Look at the list of closed periods.",
    );
    let path = place.path("none.csv");
    place.refuses(
        &["export", "--batch", "7", "--format", "qbo", "--out", &path],
        4,
        "not_found",
        "There is no batch 7. Look at the list of closed periods.",
    );
    place.refuses(
        &[
            "export",
            "--from",
            "2026-03-31",
            "--to",
            "2026-03-01",
            "--format",
            "xlsx",
            "--out",
            &path,
        ],
        3,
        "date_refused",
        "The period ends on 1 Mar 2026, before it begins on 31 Mar 2026. Turn the two dates round.",
    );
    place.refuses(
        &["bundle", "--batch", "7", "--out", &path],
        4,
        "not_found",
        "There is no batch 7. Look at the list of closed periods.",
    );
    place.refuses(
        &["bundle", "--batch", "1", "--out", &place.path("nowhere/batch")],
        1,
        "cannot_write",
        "PLACE/nowhere/batch cannot be written: its folder is not there. Choose another place; nothing was lost.",
    );
    place.json(&["reopen", "1", "--reason", "Wrong account"]);
    place.refuses(
        &["export", "--batch", "1", "--format", "qbo", "--out", &path],
        3,
        "date_refused",
        "Batch 1 is open already. Close it through 31 Mar 2026 when it is right.",
    );
    let said = place.run(&["export", "--format", "csv", "--out", &path]);
    assert_eq!(said.exit, 2, "{}", said.err);
}

#[test]
fn a_house_that_only_reports_hands_over_what_is_for_reading_and_says_why() {
    let place = Place::set_up();
    place.json(&[
        "sample",
        "--days",
        "20",
        "--per-day",
        "1",
        "--seed",
        "5",
        "--until",
        "2026-08-31",
    ]);
    place.json(&["close", "--through", "2026-08-31"]);
    let folder = place.path("august");
    let said = place.run(&["bundle", "--batch", "1", "--out", &folder]);
    assert_eq!(
        (said.exit, said.out),
        (
            0,
            format!(
                "Batch 1 is in {folder}: 4 files and a manifest.\nWithout qbo, iif, xero, sage50, hledger, beancount: Posting is switched to report only, because the till has usually booked its comps already. Choose reclass or gross-up under Accounts first.\n"
            )
        )
    );
    let made = place.json(&[
        "bundle",
        "--batch",
        "1",
        "--format",
        "xlsx",
        "--out",
        &place.path("one"),
    ]);
    assert_eq!(
        (made["files"].as_array().map(Vec::len), &made["left_out"]),
        (Some(1), &serde_json::json!([])),
        "what was not asked for is not missed"
    );
}

#[test]
fn people_read_when_a_period_was_closed_and_opened_in_the_time_of_the_shop() {
    let place = Place::set_up();
    let sample = ["sample", "--days", "20", "--per-day", "1", "--seed", "5"];
    place.json(&[&sample as &[&str], &["--until", "2026-08-31"]].concat());
    let zone: comeback_domain::Tz = "America/Detroit".parse().expect("a zone");
    let at = |moment: &serde_json::Value| {
        let at: chrono::DateTime<chrono::Utc> = moment.as_str().expect("a moment").parse().expect("a moment");
        at.with_timezone(&zone).format("%-d %b %Y, %-I:%M %P").to_string()
    };
    let closed = place.json(&["close", "--through", "2026-08-31", "--staff", "Ruth Ellery"]);
    let reopened = place.json(&[
        "reopen",
        "1",
        "--reason",
        "Wrong account",
        "--staff",
        "Nadia Haddad",
    ]);
    let said = place.run(&["closings"]).out;
    let when = at(&closed["rows"][0]["at"]);
    assert!(
        said.contains(&format!("Closed    {when}, by Ruth Ellery\n")),
        "{said}"
    );
    let when = at(&reopened["rows"][0]["reopened"]["at"]);
    assert!(
        said.contains(&format!("Reopened  {when}, by Nadia Haddad: Wrong account\n")),
        "{said}"
    );
}

/// Sends a signal as soon as something unfinished lies in the folder, and says how the export ended.
#[cfg(unix)]
fn interrupted(place: &Place, signal: &str, arguments: &[&str]) -> std::process::Output {
    use std::process::Stdio;
    let folder = place.root().join("accounts");
    let running = place
        .command(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    let begun = std::time::Instant::now();
    while std::fs::read_dir(&folder).expect("a folder").next().is_none() {
        assert!(begun.elapsed().as_secs() < 30, "nothing was begun");
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let id = running.id().to_string();
    let sent = std::process::Command::new("kill")
        .args(["-s", signal, &id])
        .status();
    assert!(sent.expect("kill").success());
    running.wait_with_output().expect("ended")
}

#[cfg(unix)]
#[test]
fn an_export_that_is_interrupted_stops_and_leaves_nothing_behind() {
    let place = a_year();
    place.json(&["close", "--through", "2026-08-31"]);
    let folder = place.root().join("accounts");
    std::fs::create_dir(&folder).expect("made");
    let (file, batch) = (place.path("accounts/year.xlsx"), place.path("accounts/year"));
    let export = ["export", "--batch", "1", "--format", "xlsx", "--out", &file];
    let bundle = ["bundle", "--batch", "1", "--out", &batch];
    for (signal, arguments) in [("INT", &export as &[&str]), ("TERM", &export), ("INT", &bundle)] {
        let ended = interrupted(&place, signal, arguments);
        let err = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(1), "{signal} {arguments:?}: {err}");
        assert!(
            err.contains("The export was stopped. No file was written."),
            "{err}"
        );
        let left = std::fs::read_dir(&folder).expect("a folder").count();
        assert_eq!(left, 0, "{signal} {arguments:?}");
    }
}
