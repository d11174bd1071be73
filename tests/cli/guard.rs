//! Guesses, whole codes, activity and the clock, as scripts use them.

use comeback_domain::Code;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng as _};
use serde_json::json;

use crate::place::{Place, object, text};

fn strangers(count: usize) -> Vec<String> {
    let mut dice = ChaCha20Rng::seed_from_u64(5);
    std::iter::repeat_with(|| Code::draw(&mut dice).grouped())
        .take(count)
        .collect()
}

#[test]
fn the_fifth_unknown_code_pauses_this_machine_and_unlock_ends_it() {
    let place = Place::set_up();
    let good = text(&place.check("24.00")["code"]);
    let other = text(&place.check("5.00")["code"]);
    let voided = ["void", &other, "--reason", "Printed twice", "--request", "v1"];
    let answer = place.json(&voided);
    let strangers = strangers(5);
    for (code, command) in strangers.iter().zip(["lookup", "redeem", "ledger", "lookup"]) {
        let said = place.run(&["--json", command, code]);
        let problem = object(&said.err);
        assert_eq!(
            (said.exit, &problem["code"]),
            (4, &json!("unknown_code")),
            "{command}"
        );
        assert_eq!(
            problem["message"],
            "We do not know this code. Check that the paper is ours."
        );
    }
    let fifth = place.run(&["--json", "lookup", &strangers[4]]);
    let problem = object(&fifth.err);
    assert_eq!((fifth.exit, &problem["code"]), (3, &json!("paused")));
    assert_eq!(
        problem["message"],
        "Five codes we do not know. Wait 60 seconds, or ask a manager."
    );
    assert_eq!(problem["details"]["seconds"], "60");
    assert!(text(&problem["details"]["until"]).ends_with('Z'));
    for asked in [
        &["lookup", &good] as &[&str],
        &["redeem", &good],
        &["void", &good, "--reason", "x"],
    ] {
        let said = place.run(&[&["--json"], asked].concat());
        assert_eq!(
            (said.exit, &object(&said.err)["code"]),
            (3, &json!("paused")),
            "{asked:?}"
        );
    }
    assert_eq!(place.json(&voided), answer, "what was answered is answered again");
    let slip = place.run(&["--json", "lookup", "2222-2222-2223"]);
    assert_eq!((slip.exit, &object(&slip.err)["code"]), (4, &json!("mistyped")));

    assert_eq!(place.json(&["unlock"]), json!({"unlocked": true}));
    assert_eq!(place.json(&["redeem", &good])["voucher"]["status"], "redeemed");
    let activity = place.json(&["activity", "--search", "code"]);
    let kinds: Vec<&str> = activity["activity"]
        .as_array()
        .expect("rows")
        .iter()
        .filter_map(|row| row["kind"].as_str())
        .collect();
    assert_eq!(kinds, [vec!["unknown_code"; 5], vec!["door_unlocked"]].concat());
    for code in &strangers {
        assert!(!activity.to_string().contains(&code[..9]), "no code is kept");
    }
    place.json(&["verify"]);
}

#[test]
fn unlocking_takes_a_manager_once_people_sign_in() {
    let (place, _) = Place::with_team();
    for code in strangers(5) {
        assert_ne!(place.asks("host", &["lookup", &code]).exit, 0);
    }
    let host = place.asks("host", &["unlock"]);
    assert_eq!(
        (host.exit, &object(&host.err)["code"]),
        (3, &json!("not_allowed"))
    );
    let manager = place.asks("manager", &["unlock"]);
    assert_eq!(
        (manager.exit, manager.out.trim()),
        (0, r#"{"unlocked":true}"#),
        "{}",
        manager.err
    );
}

#[test]
fn activity_is_told_in_order_for_a_period() {
    let place = Place::set_up();
    let voucher = place.check("24.00");
    let (code, id) = (text(&voucher["code"]), text(&voucher["id"]));
    place.json(&[
        "redeem", &code, "--amount", "15", "--bill", "40931", "--staff", "Ines",
    ]);
    let shown = place.json(&[
        "show-code",
        &id,
        "--reason",
        "Read out on the telephone",
        "--staff",
        "Nadia",
    ]);
    assert_eq!(shown, json!({"code": code}));
    let activity = place.json(&["activity"]);
    let rows = activity["activity"].as_array().expect("rows");
    let seqs: Vec<i64> = rows.iter().filter_map(|row| row["seq"].as_i64()).collect();
    assert_eq!(
        seqs,
        (1..=i64::try_from(rows.len()).expect("few")).collect::<Vec<_>>()
    );
    let four = &code[10..];
    let said: Vec<&str> = rows.iter().filter_map(|row| row["says"].as_str()).collect();
    assert_eq!(said[0], "The house was set up.");
    assert_eq!(
        said[said.len() - 2..],
        [
            format!("…{four} was redeemed, $15.00 off bill 40931. $9.00 is left on it."),
            format!("The whole code of …{four} was looked at: Read out on the telephone."),
        ]
    );
    assert!(!activity.to_string().contains(&code));
    let before = place.json(&["activity", "--to", "2020-01-01"]);
    assert_eq!(before["activity"], json!([]));
    let nadia = place.json(&["activity", "--staff", "Nadia"]);
    assert_eq!(nadia["activity"].as_array().map(Vec::len), Some(1));
    place.refuses(
        &["activity", "--from", "yesterday"],
        2,
        "bad_date",
        "“yesterday” is not a date. Write it as 2027-03-31.",
    );
    place.refuses(
        &["show-code", "nobody"],
        4,
        "not_found",
        "There is no check or certificate with this id. Look it up in the list of incidents.",
    );
    let text = place.run(&["activity"]);
    assert_eq!(text.out.lines().count(), rows.len(), "{}", text.out);
    assert!(text.out.contains("Ines"), "{}", text.out);
}

#[test]
fn the_first_event_that_does_not_fit_is_named() {
    let place = Place::set_up();
    place.check("24.00");
    rusqlite::Connection::open(place.database())
        .expect("opened")
        .execute_batch(
            "DROP TRIGGER event_is_never_changed; UPDATE event SET station = 'Elsewhere' WHERE seq = 2;",
        )
        .expect("changed");
    let said = place.run(&["--json", "verify"]);
    assert_eq!(said.exit, 1);
    assert_eq!(
        object(&said.out)["first"],
        json!({"seq": 2, "kind": "incident_recorded"})
    );
    let text = place.run(&["verify"]).out;
    assert!(
        text.contains("The first event that does not fit  2, incident recorded"),
        "{text}"
    );
}
