//! A paper without its code, at the command line: found, looked up and redeemed by its id; and a code with a slip in it.

use serde_json::{Value, json};

use crate::place::{Place, text};

fn given(place: &Place, guest: &str, contact: &str) -> Value {
    let incident = place.json(&[
        "incident",
        "--category",
        "service",
        "--what",
        "Nobody came for half an hour",
        "--guest",
        guest,
        "--contact",
        contact,
    ]);
    place.json(&["check", "--incident", &text(&incident["id"]), "--amount", "24"])
}

/// The same code with another character in the sixth place.
fn slip(code: &str) -> String {
    let mut characters: Vec<char> = code.chars().collect();
    characters[6] = if characters[6] == '2' { '3' } else { '2' };
    characters.into_iter().collect()
}

#[test]
fn a_paper_left_at_home_is_found_and_redeemed_by_its_id() {
    let place = Place::set_up();
    let check = given(&place, "Helen Okafor", "(616) 555-0119");
    given(&place, "Zoë Brandt", "");
    let (id, last_four) = (text(&check["id"]), text(&check["last_four"]));
    for typed in ["okaf", "0119", "today", &format!("okafor {last_four}")] {
        let found = place.json(&["find", typed]);
        let row = &found["vouchers"]
            .as_array()
            .expect("a list")
            .iter()
            .find(|row| row["id"] == json!(id));
        assert_eq!(
            row.expect("found")["code"],
            Value::Null,
            "{typed}: nobody learns a code"
        );
    }
    assert_eq!(
        place.json(&["find", "okafor"])["vouchers"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    let nothing = place.json(&["find", "nobody"]);
    assert_eq!(nothing["vouchers"], json!([]));
    assert!(text(&nothing["message"]).starts_with("No check or certificate fits that."));

    let seen = place.json(&["lookup", "--voucher", &id]);
    assert_eq!(
        (&seen["status"], &seen["code"], &seen["because"]),
        (
            &json!("outstanding"),
            &Value::Null,
            &json!("Nobody came for half an hour")
        )
    );
    let by_code = place.json(&["lookup", &text(&check["code"])]);
    assert_eq!(by_code["code"], check["code"], "whoever typed it holds it");

    let take = ["redeem", "--voucher", &id, "--bill", "40931", "--request", "r1"];
    let redeemed = place.json(&take);
    assert_eq!(redeemed["voucher"]["code"], Value::Null);
    assert_eq!(place.json(&take), redeemed, "the first answer again");
    let same = [
        "redeem",
        &text(&check["code"]),
        "--bill",
        "40931",
        "--request",
        "r1",
    ];
    assert_eq!(place.json(&same)["redemption"], redeemed["redemption"]);
    let said = place.run(&["--json", "redeem", "--voucher", &id, "--bill", "40932"]);
    assert_eq!(
        (said.exit, said.err.contains("already_used")),
        (3, true),
        "{}",
        said.err
    );
    place.verified();
}

#[test]
fn one_paper_is_named_in_one_way() {
    let place = Place::set_up();
    for asked in [
        &["lookup"] as &[&str],
        &["redeem"],
        &["lookup", "2222-2222-2222", "--voucher", "x"],
        &["redeem", "2222-2222-2222", "--voucher", "x"],
        &["lookup", "--voucher", "x", "--guest", "Helen"],
    ] {
        assert_eq!(place.run(asked).exit, 2, "{asked:?}");
    }
    place.refuses(
        &["lookup", "--voucher", "nonsense"],
        4,
        "not_found",
        "There is no check or certificate with this id. Look it up in the list of incidents.",
    );
}

#[test]
fn a_slip_is_settled_by_the_guests_name() {
    let place = Place::set_up();
    let check = given(&place, "Helen Okafor", "");
    let typed = slip(&text(&check["code"]));
    let sentence = "That is not quite the code: one or more characters are wrong. Look again at the paper.";
    place.refuses(&["lookup", &typed], 4, "mistyped", sentence);
    for name in ["Brandt", "Okaf", ""] {
        // A name that settles nothing is written down as a guess, and told nothing.
        let said = place.run(&["lookup", &typed, "--guest", name]);
        assert_eq!((said.exit, said.err), (4, format!("{sentence}\n")), "{name}");
    }
    let settled = place.json(&["lookup", &typed, "--guest", "okafor"]);
    assert_eq!(
        (&settled["id"], &settled["code"], &settled["slip"]),
        (
            &check["id"],
            &Value::Null,
            &json!("One character in the middle group was misread.")
        )
    );
}
