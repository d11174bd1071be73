//! What was typed and cannot be taken: a plain sentence with the next step, an exit code, and nothing half-written.

use crate::place::{Place, text};

const MISSING_ZERO: &str = "The amount must be more than zero.";
const WRITE_IT: &str = "Write the amount as 12.50.";
const TOO_MUCH: &str = "The amount is over $1,000,000.00. Check the number of zeros.";

const AMOUNTS: [(&str, i32, &str, &str); 11] = [
    ("0", 3, "amount_refused", MISSING_ZERO),
    ("0.00", 3, "amount_refused", MISSING_ZERO),
    ("-5.00", 3, "amount_refused", MISSING_ZERO),
    ("-$5", 3, "amount_refused", MISSING_ZERO),
    ("1e3", 2, "bad_amount", WRITE_IT),
    ("-1e3", 2, "bad_amount", WRITE_IT),
    (
        "12.345",
        2,
        "bad_amount",
        "USD has 2 decimals. Write the amount as 12.50.",
    ),
    ("12,50", 2, "bad_amount", WRITE_IT),
    ("1000000.01", 3, "amount_refused", TOO_MUCH),
    ("99999999999999999999", 3, "amount_refused", TOO_MUCH),
    ("", 2, "bad_amount", "The amount is missing. Write it as 12.50."),
];

#[test]
fn amounts() {
    let place = Place::set_up();
    let id = place.incident();
    let code = text(&place.check("24.00")["code"]);
    for (typed, exit, kind, sentence) in AMOUNTS {
        place.refuses(
            &["check", "--incident", &id, "--amount", typed],
            exit,
            kind,
            sentence,
        );
        place.refuses(
            &["comp", "--incident", &id, "--amount", typed],
            exit,
            kind,
            sentence,
        );
        place.refuses(
            &["gesture", "--incident", &id, "--what", "Cookies", "--cost", typed],
            exit,
            kind,
            sentence,
        );
        if !typed.is_empty() {
            place.refuses(&["redeem", &code, "--amount", typed], exit, kind, sentence);
            let pie = [
                "certificate",
                "--incident",
                &id,
                "--benefit",
                "Pie",
                "--value",
                typed,
            ];
            place.refuses(&pie, exit, kind, sentence);
        }
    }
    // A million is the most, and is taken.
    assert_eq!(place.check("1000000")["amount"], 100_000_000);
}

#[test]
fn figures_that_belong_to_the_other_kind() {
    let place = Place::set_up();
    let id = place.incident();
    let check = text(&place.check("24.00")["code"]);
    let pie = place.json(&["certificate", "--incident", &id, "--benefit", "Pie"]);
    place.refuses(
        &["redeem", &check, "--value", "5.00"],
        2,
        "bad_choice",
        "This is a check: give the amount to take off it, not a menu value.",
    );
    place.refuses(
        &["redeem", &text(&pie["code"]), "--amount", "5.00"],
        2,
        "bad_choice",
        "This is a certificate: give its menu value, not an amount.",
    );
}

#[test]
fn dates_and_moments() {
    let place = Place::set_up();
    let id = place.incident();
    let today = text(&place.check("1")["issued_on"]);
    let readable = comeback_domain::BusinessDate::parse(&today)
        .expect("a date")
        .readable();
    let past = format!("31 Mar 2020 is in the past. Choose {readable} or a later date.");
    let certificate = [
        "certificate",
        "--incident",
        &id,
        "--benefit",
        "Pie",
        "--expires",
        "2020-03-31",
    ];
    place.refuses(&certificate, 3, "date_refused", &past);
    for (typed, exit, kind, sentence) in [
        ("2020-03-31", 3, "date_refused", past.as_str()),
        (
            "31/03/2027",
            2,
            "bad_date",
            "“31/03/2027” is not a date. Write it as 2027-03-31.",
        ),
        (
            "2027-02-30",
            2,
            "bad_date",
            "“2027-02-30” is not a date. Write it as 2027-03-31.",
        ),
        ("-1", 2, "bad_date", "“-1” is not a date. Write it as 2027-03-31."),
    ] {
        place.refuses(
            &["check", "--incident", &id, "--amount", "5", "--expires", typed],
            exit,
            kind,
            sentence,
        );
    }
    // The last day is still good.
    assert_eq!(
        place.json(&["check", "--incident", &id, "--amount", "5", "--expires", &today])["status"],
        "outstanding"
    );
    let incident = |at| ["incident", "--category", "other", "--what", "Late", "--at", at];
    place.refuses(
        &incident("yesterday"),
        2,
        "bad_date",
        "“yesterday” is not a moment. Write it as 2026-11-21T19:42:00-05:00.",
    );
    place.refuses(
        &incident("2999-01-01T00:00:00Z"),
        3,
        "date_refused",
        "That is in the future. Write when it happened.",
    );
    place.refuses(
        &["totals", "--from", "2026-02-01", "--to", "2026-01-01"],
        3,
        "date_refused",
        "The period ends on 1 Jan 2026, before it begins on 1 Feb 2026. Turn the two dates round.",
    );
}

#[test]
fn texts() {
    let place = Place::set_up();
    let long = "x".repeat(10_000);
    for (option, typed, sentence) in [
        (
            "--guest",
            long.as_str(),
            "The guest name is too long: 10000 characters, and 200 fit. Shorten it.",
        ),
        (
            "--guest",
            "Helen\u{202e}rofakO",
            "The guest name holds invisible marks that reorder text. Type it again by hand.",
        ),
        // NUL cannot be an argument; its kin can.
        (
            "--guest",
            "Helen\u{7}Okafor",
            "The guest name holds a control character that cannot be printed. Type it again by hand.",
        ),
        (
            "--contact",
            "\u{2066}616",
            "The guest's telephone or email holds invisible marks that reorder text. Type it again by hand.",
        ),
        (
            "--where",
            long.as_str(),
            "The place is too long: 10000 characters, and 200 fit. Shorten it.",
        ),
        (
            "--staff",
            long.as_str(),
            "The staff name is too long: 10000 characters, and 200 fit. Shorten it.",
        ),
    ] {
        let incident = ["incident", "--category", "other", "--what", "Late", option, typed];
        place.refuses(&incident, 2, "bad_text", sentence);
    }
    let what = |what| ["incident", "--category", "other", "--what", what];
    place.refuses(
        &what(" "),
        2,
        "bad_text",
        "The description is missing. Write it, then try again.",
    );
    place.refuses(
        &what(&long),
        2,
        "bad_text",
        "The description is too long: 10000 characters, and 4000 fit. Shorten it.",
    );
    let id = place.incident();
    place.refuses(
        &["certificate", "--incident", &id, "--benefit", ""],
        2,
        "bad_text",
        "The benefit is missing. Write it, then try again.",
    );
}

#[test]
fn choices() {
    let place = Place::set_up();
    let incident = |option, typed| ["incident", "--category", "other", "--what", "Late", option, typed];
    place.refuses(
        &["incident", "--category", "weather", "--what", "Rain"],
        2,
        "bad_choice",
        "“weather” is not a category. Choose one of: food_quality, wrong_item, long_wait, service, cleanliness, billing, reservation, takeout, other.",
    );
    place.refuses(
        &incident("--severity", "4"),
        2,
        "bad_choice",
        "Severity is 1 (a slip), 2 (a let-down) or 3 (serious); 4 is none of them.",
    );
    place.refuses(
        &incident("--score", "11"),
        2,
        "bad_choice",
        "A score goes from 0 to 10; 11 is outside. Choose one of them, or leave it out.",
    );
    let code = text(&place.check("24.00")["code"]);
    place.refuses(
        &["redeem", &code, "--request", "two words"],
        2,
        "bad_choice",
        "A request id has 1 to 100 letters, digits or signs and no spaces. Use a UUID.",
    );
}
