//! What was tampered with is found, and said.

use comeback_tests::story::Story;
use rusqlite::Connection;

/// Changes the file behind the back of the program.
fn behind_its_back(story: &Story, sql: &str) {
    let connection = Connection::open(story.folder().join("comeback.db")).expect("opened");
    connection
        .execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}"))
        .expect("changed");
}

async fn faults(sql: &str) -> Vec<String> {
    tampered(sql)
        .await
        .house
        .verify()
        .await
        .expect("readable")
        .findings
        .faults
}

#[tokio::test]
async fn events_cannot_be_changed_or_deleted() {
    let story = Story::set_up().await;
    story.check("24").await;
    let connection = Connection::open(story.folder().join("comeback.db")).expect("opened");
    for (sql, said) in [
        ("UPDATE event SET actor = 'x'", "events are never changed"),
        ("DELETE FROM event", "events are never deleted"),
    ] {
        let error = connection.execute(sql, []).expect_err("refused");
        assert!(error.to_string().contains(said), "{error}");
    }
}

#[tokio::test]
async fn a_changed_event_breaks_the_chain() {
    let found = faults("UPDATE event SET payload = replace(payload, '2400', '2500') WHERE seq = 3;").await;
    assert_eq!(
        found[0],
        "Event 3 (voucher issued) does not fit the chain: it, or one before it, was changed."
    );
}

#[tokio::test]
async fn a_changed_actor_breaks_the_chain() {
    let found = faults("UPDATE event SET actor = 'Mallory' WHERE seq = 8;").await;
    assert_eq!(
        found[0],
        "Event 8 (voucher redeemed) does not fit the chain: it, or one before it, was changed."
    );
}

#[tokio::test]
async fn a_missing_event_is_named() {
    let found = faults("DELETE FROM event WHERE seq = 7;").await;
    assert!(found.contains(&"Event 7 is missing.".to_owned()), "{found:#?}");
}

#[tokio::test]
async fn tables_that_say_more_than_the_events_are_named() {
    for (sql, said) in [
        (
            "UPDATE voucher SET remaining = 2400 WHERE remaining = 1400",
            "is not as its events left it.",
        ),
        (
            "UPDATE voucher SET expires_on = '2031-01-01' WHERE remaining = 1400",
            "is not as its events left it.",
        ),
        (
            "UPDATE incident SET what = 'Nothing happened'",
            "is not as its event recorded it.",
        ),
        (
            "UPDATE guest SET name = 'Mallory'",
            "is not as its event recorded it.",
        ),
        (
            "UPDATE make_good SET minor = 45000 WHERE kind = 'comp'",
            "is not as its event recorded it.",
        ),
        (
            "UPDATE shop SET legend = 0",
            "The settings are not those of the last event about them.",
        ),
        (
            "DELETE FROM make_good WHERE kind = 'comp'",
            "The tables lack 1 that the events made: comp or gesture.",
        ),
        ("UPDATE redemption SET minor = 1", "is not as its events left it."),
    ] {
        let found = faults(sql).await;
        assert!(
            found.iter().any(|fault| fault.contains(said)),
            "{sql}: {found:#?}"
        );
    }
}

/// Whatever is changed in an event, and wherever, that event is the first that does not fit.
#[tokio::test]
async fn the_first_event_that_does_not_fit_is_named_whatever_was_changed() {
    for (change, seq, kind, fault) in [
        (
            "at_ms = at_ms + 1",
            3,
            "voucher_issued",
            "does not fit the chain: it, or one before it, was changed.",
        ),
        (
            "business_date = '2026-11-20'",
            3,
            "voucher_issued",
            "does not fit the chain: it, or one before it, was changed.",
        ),
        (
            "station = 'Elsewhere'",
            3,
            "voucher_issued",
            "does not fit the chain: it, or one before it, was changed.",
        ),
        (
            "actor = NULL",
            3,
            "voucher_issued",
            "does not fit the chain: it, or one before it, was changed.",
        ),
        (
            "request_id = 'another'",
            3,
            "voucher_issued",
            "does not fit the chain: it, or one before it, was changed.",
        ),
        (
            "asked = randomblob(32)",
            3,
            "voucher_issued",
            "does not fit the chain: it, or one before it, was changed.",
        ),
        (
            "payload = replace(payload, '2400', '2500')",
            3,
            "voucher_issued",
            "does not fit the chain: it, or one before it, was changed.",
        ),
        ("payload = '{}'", 3, "voucher_issued", "cannot be read."),
        (
            "prev = zeroblob(32)",
            3,
            "voucher_issued",
            "does not fit the chain: it, or one before it, was changed.",
        ),
        (
            "hash = zeroblob(32)",
            3,
            "voucher_issued",
            "does not fit the chain: it, or one before it, was changed.",
        ),
        (
            "kind = 'voucher_voided'",
            3,
            "voucher_voided",
            "is filed under something it is not.",
        ),
        (
            "incident_id = NULL",
            3,
            "voucher_issued",
            "is filed under something it is not.",
        ),
        ("seq = 99", 3, "missing", "is missing."),
    ] {
        let story = tampered(&format!("UPDATE event SET {change} WHERE seq = 3;")).await;
        let findings = story.house.verify().await.expect("readable").findings;
        let first = findings.first.expect("a misfit");
        assert_eq!((first.seq, first.kind.as_str()), (seq, kind), "{change}");
        let named = match kind {
            "missing" => format!("Event {seq} {fault}"),
            kind => format!("Event {seq} ({}) {fault}", kind.replace('_', " ")),
        };
        assert!(
            findings.faults.contains(&named),
            "{change}: {:?}",
            findings.faults
        );
    }
}

#[tokio::test]
async fn two_events_that_changed_places_and_one_that_was_slipped_in_are_found() {
    for (sql, seq) in [
        (
            "UPDATE event SET seq = -3 WHERE seq = 3; UPDATE event SET seq = 3 WHERE seq = 4; UPDATE event SET seq = 4 WHERE seq = -3;",
            3,
        ),
        (
            "INSERT INTO event SELECT 9, at_ms, business_date, kind, incident_id, actor, station, NULL, asked, payload, prev, hash
             FROM event WHERE seq = 8;",
            9,
        ),
    ] {
        let story = tampered(&format!("PRAGMA ignore_check_constraints = ON; {sql}")).await;
        let findings = story.house.verify().await.expect("readable").findings;
        assert_eq!(findings.first.map(|first| first.seq), Some(seq), "{sql}: {:?}", findings.faults);
    }
}

/// Nothing before it tells that the last event is gone, but what it did is still in the tables.
#[tokio::test]
async fn an_end_that_was_cut_off_leaves_more_in_the_tables_than_the_events_made() {
    let story = tampered("DELETE FROM event WHERE seq = 8;").await;
    let findings = story.house.verify().await.expect("readable").findings;
    assert_eq!(findings.first, None);
    assert!(
        findings
            .faults
            .iter()
            .any(|fault| fault.contains("is not as its events left it.")),
        "{:?}",
        findings.faults
    );
}

#[tokio::test]
async fn who_waits_after_unknown_codes_and_the_clock_are_held_against_the_events() {
    for (sql, fault) in [
        (
            "INSERT INTO guesser VALUES ('', 'Front desk', '[]', 0, NULL)",
            "Who waits after unknown codes is not as the events say.",
        ),
        (
            "INSERT INTO guessed_station VALUES ('Front desk', '[]', 1)",
            "Who waits after unknown codes is not as the events say.",
        ),
        (
            "INSERT INTO clock VALUES (1, 0)",
            "How far the clock is believed is not as the events say.",
        ),
    ] {
        let story = tampered(sql).await;
        let findings = story.house.verify().await.expect("readable").findings;
        assert_eq!(findings.faults, [fault], "{sql}");
    }
}

/// The house of these stories, after somebody was at its file.
async fn tampered(sql: &str) -> Story {
    let story = Story::set_up().await;
    let first = story.check("24").await;
    story.certificate("Breakfast for two", Some("31")).await;
    story
        .made_right(comeback_actions::dto::MakeGoodRequest::Comp {
            amount: "4.50".to_owned(),
        })
        .await;
    story.redeem(&first, Some("10")).await.expect("redeemed");
    story.must_verify().await;
    behind_its_back(
        &story,
        &format!("DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_deleted; {sql}"),
    );
    story
}
