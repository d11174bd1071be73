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
    behind_its_back(&story, sql);
    story.house.verify().await.expect("readable").findings.faults
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
    let found = faults(
        "DROP TRIGGER event_is_never_changed;
         UPDATE event SET payload = replace(payload, '2400', '2500') WHERE seq = 3;",
    )
    .await;
    assert_eq!(
        found[0],
        "Event 3 does not fit the chain: it, or one before it, was changed."
    );
}

#[tokio::test]
async fn a_changed_actor_breaks_the_chain() {
    let found =
        faults("DROP TRIGGER event_is_never_changed; UPDATE event SET actor = 'Mallory' WHERE seq = 8;")
            .await;
    assert_eq!(
        found[0],
        "Event 8 does not fit the chain: it, or one before it, was changed."
    );
}

#[tokio::test]
async fn a_missing_event_is_named() {
    let found = faults("DROP TRIGGER event_is_never_deleted; DELETE FROM event WHERE seq = 7;").await;
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
