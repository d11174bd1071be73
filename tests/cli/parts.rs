//! Checks in parts, the bill's total, and the house's rules at the door, as scripts use them.

use serde_json::json;

use crate::place::{Place, SETUP, object, text};

/// A house that was set up with these options more.
fn house(options: &[&str]) -> Place {
    let place = Place::bare();
    place.json(&[&SETUP[..], options].concat());
    place
}

#[test]
fn a_check_never_pays_more_than_the_bill() {
    let place = Place::set_up();
    let code = text(&place.check("24.00")["code"]);
    let over = [
        "redeem",
        &code,
        "--amount",
        "20",
        "--bill",
        "40931",
        "--bill-total",
        "18.00",
    ];
    place.refuses(
        &over,
        3,
        "over_bill",
        "The bill comes to $18.00, less than $20.00. Take $18.00 or less: it never pays more than the bill.",
    );
    let said = place.run(&[&["--json"], &over[..]].concat());
    assert_eq!(
        object(&said.err)["details"],
        json!({"bill_total": "1800", "field": "amount", "most": "1800"})
    );
    let taken = place.json(&["redeem", &code, "--bill", "40931", "--bill-total", "18.00"]);
    assert_eq!(
        (
            &taken["redemption"]["amount"],
            &taken["redemption"]["bill_total"],
            &taken["redemption"]["lapsed"],
            &taken["voucher"]["remaining"]
        ),
        (&json!(1800), &json!(1800), &json!(null), &json!(600))
    );
    place.verified();
}

#[test]
fn a_house_may_let_a_check_be_used_once_and_ask_what_the_bill_comes_to() {
    let place = house(&["--spend-once", "--ask-bill-total"]);
    let code = text(&place.check("24.00")["code"]);
    place.refuses(
        &["redeem", &code, "--amount", "18"],
        2,
        "bad_amount",
        "Write what the bill comes to: this house takes no more than that.",
    );
    let said = place.run(&["redeem", &code, "--amount", "18", "--bill-total", "60"]);
    assert_eq!((said.exit, said.err.as_str()), (0, ""));
    for line in [
        "Take $18.00 off the bill.",
        "Left over and lost  $6.00",
        "Bill total          $60.00",
    ] {
        assert!(said.out.contains(line), "{line} in {}", said.out);
    }
    let ledger = place.json(&["ledger", &code]);
    assert_eq!(
        (&ledger["ledger"][1]["change"], &ledger["ledger"][1]["lapsed"]),
        (&json!(-2400), &json!(600))
    );
    let said = place.run(&["ledger", &code]);
    assert!(
        said.out.contains("$6.00 of it left over and lost"),
        "{}",
        said.out
    );
    let totals = place.json(&["totals", "--from", "2000-01-01", "--to", "2100-01-01"]);
    assert_eq!(
        (&totals["total"]["redeemed"], &totals["total"]["voided"]),
        (
            &json!({"count": 1, "amount": 1800}),
            &json!({"count": 0, "amount": 600})
        )
    );
    let csv = place.path("movements.csv");
    place.json(&[
        "export",
        "--from",
        "2000-01-01",
        "--to",
        "2100-01-01",
        "--format",
        "csv",
        "--out",
        &csv,
    ]);
    let rows = std::fs::read_to_string(&csv).expect("the movements");
    assert_eq!(rows.matches(",lapsed,").count(), 1, "{rows}");
    place.verified();
}

#[test]
fn setup_tells_what_is_not_usual_at_the_door() {
    let place = Place::bare();
    let said = place.run(&[
        "setup",
        "--name",
        "Bistro",
        "--currency",
        "USD",
        "--timezone",
        "America/Detroit",
        "--extend-days",
        "0",
        "--one-paper-a-bill",
        "--spend-once",
        "--ask-bill-total",
    ]);
    assert_eq!((said.exit, said.err.as_str()), (0, ""));
    let told: Vec<&str> = said
        .out
        .lines()
        .skip_while(|line| !line.contains("At the door"))
        .take(4)
        .map(|line| line.trim_start_matches("  At the door").trim())
        .collect();
    assert_eq!(
        told,
        [
            "papers are never extended",
            "one paper a bill",
            "a check is used up at its first use",
            "what the bill comes to is asked for"
        ]
    );
    place.refuses(
        &[
            "setup",
            "--name",
            "Bistro",
            "--currency",
            "USD",
            "--timezone",
            "America/Detroit",
            "--extend-days",
            "400",
        ],
        2,
        "bad_choice",
        "A paper can be extended by up to 365 days, and 400 is more. Choose another number, or 0 for never.",
    );
}

#[test]
fn a_menu_value_over_what_a_certificate_was_given_for_is_told() {
    let place = Place::set_up();
    let id = place.incident();
    let given = place.json(&[
        "certificate",
        "--incident",
        &id,
        "--benefit",
        "Breakfast for two",
        "--value",
        "27",
    ]);
    let code = text(&given["code"]);
    let taken = place.json(&["redeem", &code, "--value", "31.50", "--bill", "40931"]);
    assert_eq!(
        taken["over"],
        "That is $4.50 over the $27.00 this certificate was given for. It is redeemed, and all of it counts; tell a manager if it should not."
    );
    place.verified();
}
