//! The same request twice: the first answer, and nothing more.

use serde_json::{Value, json};

use crate::place::{Place, text, with_json};

fn redeem<'a>(code: &'a str, request: &'a str, amount: &'a str) -> Vec<&'a str> {
    vec![
        "redeem",
        code,
        "--request",
        request,
        "--amount",
        amount,
        "--bill",
        "40718",
    ]
}

const REUSED: &str = "This request id was used for something else. Use a new one; nothing was changed.";

#[test]
fn the_same_request_gives_the_first_answer_and_changes_nothing() {
    let place = Place::set_up();
    let code = text(&place.check("24.00")["code"]);
    let asked = with_json(&redeem(&code, "till-4/17", "10.00"));
    let first = place.run(&asked);
    assert_eq!(first.exit, 0, "{}", first.err);
    let head = place.verified();
    assert_eq!(place.run(&asked).out, first.out, "word for word");
    assert_eq!(place.verified(), head);
    // Also when more has happened since.
    place.json(&redeem(&code, "till-4/18", "14.00"));
    let head = place.verified();
    assert_eq!(place.run(&asked).out, first.out, "word for word");
    assert_eq!(place.verified(), head);
    assert_eq!(head["redemptions"], 2);
}

#[test]
fn the_same_request_for_something_else_is_refused() {
    let place = Place::set_up();
    let (code, other) = (
        text(&place.check("24.00")["code"]),
        text(&place.check("24.00")["code"]),
    );
    place.json(&redeem(&code, "till-4/17", "10.00"));
    place.refuses(&redeem(&code, "till-4/17", "11.00"), 3, "request_reused", REUSED);
    place.refuses(&redeem(&other, "till-4/17", "10.00"), 3, "request_reused", REUSED);
    let other_bill = [
        "redeem",
        &code,
        "--request",
        "till-4/17",
        "--amount",
        "10.00",
        "--bill",
        "40719",
    ];
    place.refuses(&other_bill, 3, "request_reused", REUSED);
}

#[test]
fn a_check_never_pays_more_than_it_holds() {
    let place = Place::set_up();
    let code = text(&place.check("24.00")["code"]);
    place.json(&["redeem", &code, "--amount", "15.00"]);
    place.refuses(
        &["redeem", &code, "--amount", "9.01"],
        3,
        "more_than_left",
        "$9.00 is left on this check, less than $9.01. Take $9.00 or less.",
    );
    let said = place.run(&["--json", "redeem", &code, "--amount", "9.01"]);
    assert_eq!(
        crate::place::object(&said.err)["details"],
        json!({"field": "amount", "left": "900"})
    );
    assert_eq!(place.json(&["redeem", &code])["redemption"]["amount"], 900);
}

#[test]
fn an_amount_that_a_script_left_empty_is_not_taken_for_all_of_it() {
    let place = Place::set_up();
    let code = text(&place.check("24.00")["code"]);
    for option in ["--amount", "--request"] {
        let said = place.run(&["--json", "redeem", &code, option, ""]);
        let problem: Value = crate::place::object(&said.err);
        assert_eq!((said.exit, &problem["code"]), (2, &json!("usage")), "{option}");
    }
    assert_eq!(place.json(&["lookup", &code])["remaining"], 2400);
}
