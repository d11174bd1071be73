//! What cannot be done whatever is typed: no house yet, or one already; no such code; no such place; no such command.

use crate::place::{INCIDENT, Place, object, with_json};

/// The id of no incident.
const NOBODYS: &str = "019aa9a5-0000-7000-8000-000000000001";

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
        &INCIDENT as &[&str],
        &["check", "--incident", NOBODYS, "--amount", "5"],
        &["lookup", "2222-2222-2222"],
        &["redeem", "2222-2222-2222"],
        &["totals", "--from", "2026-01-01", "--to", "2026-01-31"],
    ] {
        place.refuses(asked, 3, "not_set_up", sentence);
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
            "Codes never contain “0”. Look again at the last group.",
        ),
        (
            "https://example.com/menu",
            "not_ours",
            "That is a code, and not one of ours. Scan the square code beside the twelve characters.",
        ),
        (
            "hello, is it me?",
            "not_a_code",
            "That is not one of our codes. A code looks like XXXX-XXXX-XXXX.",
        ),
        (
            "2222-2222-2222",
            "unknown_code",
            "We do not know this code. Check that the paper is ours.",
        ),
    ] {
        // Both say the same of the same code.
        place.refuses(&["lookup", typed], 4, kind, sentence);
        place.refuses(&["redeem", typed], 4, kind, sentence);
    }
    let sentence = "There is no incident with this id. Look it up in the list of incidents.";
    for id in ["nonsense", NOBODYS] {
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
            "The following required arguments were not provided: <CODE|--voucher <ID>>.",
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
            "Invalid value 'xls' for '--format <FORMAT>' [possible values: csv, summary, xlsx, pdf, qbo, iif, xero, sage50, hledger, beancount].",
        ),
    ] {
        let said = place.run(&with_json(asked));
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
