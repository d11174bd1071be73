//! Everything that cannot be taken: a plain sentence with the next step, an exit code, and nothing half-written.

use crate::place::{Place, object, text};

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

#[test]
fn settings() {
    let place = Place::bare();
    let setup = |currency: &'static str, zone: &'static str, cutover: &'static str| {
        let place = &place;
        move |kind: &str, sentence: &str| {
            let asked = [
                "setup",
                "--name",
                "Bistro",
                "--currency",
                currency,
                "--timezone",
                zone,
                "--cutover",
                cutover,
            ];
            // The first refusal has made the folder; after that nothing changes.
            place.run(&asked);
            place.refuses(&asked, 2, kind, sentence);
        }
    };
    setup("GOLD", "America/Detroit", "04:00")(
        "bad_choice",
        "“GOLD” is not a currency code. Use three letters, such as USD or EUR.",
    );
    setup("USD", "Detroit", "04:00")(
        "bad_choice",
        "“Detroit” is not a time zone. Choose one such as America/Detroit or Europe/Paris.",
    );
    setup("USD", "America/Detroit", "18:00")(
        "bad_choice",
        "“18:00” cannot end a business day. Write a time from 00:00 to 12:00, such as 04:00.",
    );
    let nameless = [
        "setup",
        "--name",
        " ",
        "--currency",
        "USD",
        "--timezone",
        "America/Detroit",
    ];
    place.refuses(
        &nameless,
        2,
        "bad_text",
        "The business name is missing. Write it, then try again.",
    );
    assert_eq!(place.verified()["events"], 0);

    let place = Place::set_up();
    place.refuses(
        &[
            "setup",
            "--name",
            "Bistro",
            "--currency",
            "EUR",
            "--timezone",
            "Europe/Paris",
        ],
        3,
        "setting_refused",
        "The shop is set up already. Change it under Settings.",
    );
}

#[test]
fn a_house_that_is_not_set_up() {
    let place = Place::bare();
    assert_eq!(place.verified()["events"], 0);
    let sentence = "The shop is not set up yet. Set it up first: business name, currency and time zone.";
    for asked in [
        &crate::place::INCIDENT as &[&str],
        &["check", "--incident", "x", "--amount", "5"],
        &["lookup", "2222-2222-2222"],
        &["redeem", "2222-2222-2222"],
        &["totals", "--from", "2026-01-01", "--to", "2026-01-31"],
    ] {
        if asked[0] != "check" {
            place.refuses(asked, 3, "not_set_up", sentence);
        }
    }
}

#[test]
fn codes_and_ids_that_are_none() {
    let place = Place::set_up();
    for (typed, kind, sentence) in [
        (
            "2222-2222-2223",
            "mistyped",
            "That is not quite the code: one or more characters are wrong. Look again at the paper.",
        ),
        (
            "2222-2222-222",
            "mistyped",
            "A code has 12 characters; this has 11. Look again at the paper.",
        ),
        (
            "2222-2222-2220",
            "mistyped",
            "Codes never contain “0”. Look again at the paper.",
        ),
        (
            "hello, is it me?",
            "mistyped",
            "That is not one of our codes. A code looks like XXXX-XXXX-XXXX.",
        ),
        (
            "2222-2222-2222",
            "unknown_code",
            "We do not know this code. Check that the paper is ours.",
        ),
    ] {
        place.refuses(&["lookup", typed], 4, kind, sentence);
        place.refuses(&["redeem", typed], 4, kind, sentence);
        // Both say the same of the same code.
        let (lookup, redeem) = (
            place.run(&["--json", "lookup", typed]),
            place.run(&["--json", "redeem", typed]),
        );
        assert_eq!(lookup.err, redeem.err);
    }
    let sentence = "There is no incident with this id. Look it up in the list of incidents.";
    for id in ["nonsense", "019aa9a5-0000-7000-8000-000000000001"] {
        place.refuses(
            &["check", "--incident", id, "--amount", "5"],
            4,
            "not_found",
            sentence,
        );
        place.refuses(
            &["comp", "--incident", id, "--amount", "5"],
            4,
            "not_found",
            sentence,
        );
    }
}

#[test]
fn places_that_cannot_be_written() {
    let place = Place::set_up();
    let id = place.incident();
    std::fs::write(place.path("a-file"), "mine").expect("written");
    std::fs::create_dir(place.path("a-folder")).expect("made");
    let long = format!("{}.pdf", "x".repeat(300));
    for (file, why) in [
        ("nowhere/paper.pdf", "its folder is not there"),
        ("a-file/paper.pdf", "a part of the path is a file"),
        ("a-folder", "it is a folder"),
        ("new/", "it is a folder"),
        ("data/comeback.db", "it is a database"),
        (&long, "its name is too long, or no name for a file"),
    ] {
        let path = place.path(file);
        let sentence = format!("{path} cannot be written: {why}. Choose another place; nothing was lost.");
        // No code is made for a paper that has no place.
        let check = ["check", "--incident", &id, "--amount", "5", "--pdf", &path];
        place.refuses(&check, 1, "cannot_write", &sentence);
        let export = [
            "export",
            "--from",
            "2026-01-01",
            "--to",
            "2026-01-31",
            "--format",
            "csv",
            "--out",
            &path,
        ];
        place.refuses(&export, 1, "cannot_write", &sentence);
    }
    let export = [
        "export",
        "--from",
        "2026-01-01",
        "--to",
        "2026-01-31",
        "--format",
        "csv",
        "--out",
        "/dev/null",
    ];
    let sentence =
        "/dev/null cannot be written: it is a device, not a file. Choose another place; nothing was lost.";
    place.refuses(&export, 1, "cannot_write", sentence);
    assert_eq!(place.verified()["vouchers"], 0);
}

#[test]
fn a_command_line_that_cannot_be_read() {
    let place = Place::set_up();
    let more = " Run comeback-cli --help to see what it takes.";
    for (asked, sentence) in [
        (&[] as &[&str], "A command is missing."),
        (&["refund"], "Unrecognized subcommand 'refund'."),
        (
            &["lookup"],
            "The following required arguments were not provided: <CODE>.",
        ),
        (
            &["check", "--amount", "5"],
            "The following required arguments were not provided: --incident <ID>.",
        ),
        (
            &[
                "incident",
                "--category",
                "other",
                "--what",
                "Late",
                "--severity",
                "often",
            ],
            "Invalid value 'often' for '--severity <1|2|3>': write a whole number in its range, without sign or point.",
        ),
        (
            &[
                "export",
                "--from",
                "2026-01-01",
                "--to",
                "2026-01-31",
                "--format",
                "xls",
                "--out",
                "x",
            ],
            "Invalid value 'xls' for '--format <FORMAT>' [possible values: csv].",
        ),
    ] {
        let said = place.run(&crate::place::with_json(asked));
        let problem = object(&said.err);
        assert_eq!((said.exit, said.out.as_str()), (2, ""), "{asked:?}");
        assert_eq!(problem["code"], "usage");
        assert_eq!(problem["message"], format!("{sentence}{more}"));
        assert!(problem["details"].is_object());
        let said = place.run(asked);
        assert_eq!((said.exit, said.out.as_str()), (2, ""), "{asked:?}");
        assert!(
            said.err.contains("Usage: ") || said.err.contains("--help"),
            "{}",
            said.err
        );
    }
}
