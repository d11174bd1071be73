//! What people read, word for word: stdout, stderr and the exit code of every command.

use insta::{assert_snapshot, with_settings};

use crate::place::{INCIDENT, Place, text};

/// Runs a command and sets down what it left, with everything that differs from run to run replaced by its name.
fn golden(place: &Place, name: &str, arguments: &[&str]) {
    let said = place.run(arguments);
    let shown = format!(
        "exit {}\n-- stdout\n{}-- stderr\n{}",
        said.exit, said.out, said.err
    );
    let root = place.root().to_str().expect("UTF-8");
    with_settings!({
        filters => vec![
            (root, "[place]"),
            (r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "[id]"),
            (r"[0-9a-f]{64}", "[hash]"),
            (r"[2-9B-Z]{4}-[2-9B-Z]{4}-[2-9B-Z]{4}", "[code]"),
            (r"…[2-9B-Z]{4}", "…[end]"),
            // Everything here happens today, and expires in 2099.
            (r"\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) 20[2-8]\d", "[today]"),
        ],
        description => format!("comeback-cli {}", arguments.first().copied().unwrap_or_default()),
        omit_expression => true,
    }, {
        assert_snapshot!(name, shown);
    });
}

const NEW_YEARS_EVE: [&str; 2] = ["--expires", "2099-12-31"];

#[test]
fn every_command() {
    let place = Place::bare();
    let setup = [
        "setup",
        "--name",
        "Bistro Verveine",
        "--address",
        "27 Orchard Lane, Fairhaven",
        "--phone",
        "(616) 555-0142",
        "--currency",
        "USD",
        "--timezone",
        "America/Detroit",
        "--paper",
        "a4",
    ];
    golden(&place, "setup", &setup);
    golden(&place, "incident", &INCIDENT);
    let bare = [
        "incident",
        "--category",
        "wait",
        "--what",
        "Forty minutes for the mains.\nNobody said why.",
        "--severity",
        "3",
    ];
    golden(&place, "incident_bare", &bare);
    let id = place.incident();
    let paper = place.path("check.pdf");
    let pdf = ["--pdf", &paper];
    golden(
        &place,
        "check",
        &[
            &["check", "--incident", &id, "--amount", "24"] as &[&str],
            &NEW_YEARS_EVE,
            &pdf,
        ]
        .concat(),
    );
    let certificate = [
        "certificate",
        "--incident",
        &id,
        "--benefit",
        "Breakfast for two",
        "--value",
        "18",
    ];
    golden(
        &place,
        "certificate",
        &[&certificate as &[&str], &NEW_YEARS_EVE].concat(),
    );
    golden(&place, "comp", &["comp", "--incident", &id, "--amount", "4.50"]);
    golden(
        &place,
        "gesture",
        &[
            "gesture",
            "--incident",
            &id,
            "--what",
            "A box of cookies",
            "--cost",
            "6",
        ],
    );
}

#[test]
fn the_door() {
    let place = Place::set_up();
    let id = place.incident();
    let check = [
        &["check", "--incident", &id, "--amount", "1240.00"] as &[&str],
        &NEW_YEARS_EVE,
    ]
    .concat();
    let code = text(&place.json(&check)["code"]);
    golden(&place, "lookup_good", &["lookup", &code]);
    let part = [
        "redeem",
        &code,
        "--amount",
        "1000",
        "--bill",
        "40718",
        "--staff",
        "Ines Duarte",
    ];
    golden(&place, "redeem_part", &part);
    golden(&place, "lookup_part", &["lookup", &code]);
    golden(&place, "redeem_rest", &["redeem", &code]);
    golden(&place, "lookup_used", &["lookup", &code]);
    golden(&place, "redeem_used", &["redeem", &code]);
    let pie = [
        &["certificate", "--incident", &id, "--benefit", "A slice of pie"] as &[&str],
        &NEW_YEARS_EVE,
    ]
    .concat();
    let code = text(&place.json(&pie)["code"]);
    golden(&place, "lookup_certificate", &["lookup", &code]);
    golden(
        &place,
        "redeem_certificate",
        &["redeem", &code, "--value", "6.50"],
    );
}

#[test]
fn the_books() {
    let place = Place::set_up();
    let id = place.incident();
    let check = [
        &["check", "--incident", &id, "--amount", "1240.00"] as &[&str],
        &NEW_YEARS_EVE,
    ]
    .concat();
    let code = text(&place.json(&check)["code"]);
    place.json(&["redeem", &code, "--amount", "40"]);
    let pie = [
        &["certificate", "--incident", &id, "--benefit", "A slice of pie"] as &[&str],
        &NEW_YEARS_EVE,
    ]
    .concat();
    place.json(&pie);
    place.json(&["comp", "--incident", &id, "--amount", "4.50"]);
    place.json(&["gesture", "--incident", &id, "--what", "Cookies", "--cost", "6"]);
    // Dates beyond those that are replaced.
    let period = ["--from", "2001-01-01", "--to", "2099-06-30"];
    golden(&place, "totals", &[&["totals"] as &[&str], &period].concat());
    golden(
        &place,
        "totals_empty",
        &["totals", "--from", "2001-01-01", "--to", "2001-01-31"],
    );
    let path = place.path("book.csv");
    let file = ["--format", "csv", "--out", &path];
    golden(
        &place,
        "export",
        &[&["export"] as &[&str], &period, &file].concat(),
    );
    golden(
        &place,
        "totals_by_staff",
        &[
            &["totals", "--by", "staff", "--basis", "redeemed"] as &[&str],
            &period,
        ]
        .concat(),
    );
    golden(
        &place,
        "totals_by_location",
        &[
            &["totals", "--by", "location", "--basis", "issued"] as &[&str],
            &period,
        ]
        .concat(),
    );
    golden(
        &place,
        "rollforward",
        &[&["rollforward"] as &[&str], &period].concat(),
    );
    golden(&place, "outstanding", &["outstanding", "--at", "2099-06-30"]);
    golden(&place, "closings_empty", &["closings"]);
    golden(&place, "accounts_list", &["accounts", "list"]);
    let reclass = [
        "--mode",
        "reclass",
        "--against",
        "Comps:Till",
        "--account",
        "Comps:Recovery",
    ];
    let food = [
        "--food-cost",
        "30",
        "--marketing",
        "Marketing",
        "--cost-of-goods",
        "Food",
    ];
    golden(
        &place,
        "accounts_set",
        &[&["accounts", "set"] as &[&str], &reclass, &food].concat(),
    );
    let path = place.path("book.iif");
    let file = ["--format", "iif", "--out", &path];
    golden(
        &place,
        "export_journal",
        &[&["export"] as &[&str], &period, &file].concat(),
    );
    golden(&place, "verify", &["verify"]);
}

#[test]
fn the_till() {
    let place = Place::set_up();
    let figures = ["--net-sales", "4,821.50", "--covers", "212", "--comps", "24"];
    let day = ["pos", "--date", "2019-06-30"];
    golden(&place, "pos_nothing", &day);
    golden(&place, "pos_day", &[&day as &[&str], &figures].concat());
    golden(
        &place,
        "pos_period",
        &[
            "pos",
            "--from",
            "2019-05-01",
            "--to",
            "2019-05-31",
            "--net-sales",
            "118420",
        ],
    );
    golden(
        &place,
        "pos_overlap",
        &["pos", "--date", "2019-05-02", "--covers", "200"],
    );
    let file = place.path("sales.tsv");
    let pasted = "Date\tNet sales\tGuests\n6/28/2019\t$3,990.00\t188\n6/29/2019\t4,410.25\t201\n";
    std::fs::write(&file, pasted).expect("written");
    golden(&place, "pos_paste", &["pos", "--paste", &file]);
    std::fs::write(&file, "2019-06-01\t1\nFriday\t1\n2019-06-03\tn/a").expect("written");
    golden(&place, "pos_paste_faults", &["pos", "--paste", &file]);
    golden(&place, "pos_no_date", &["pos", "--net-sales", "1"]);
    let june = ["--from", "2019-06-01", "--to", "2019-06-30"];
    golden(&place, "tie_sums", &[&["tie"] as &[&str], &june].concat());
    std::fs::write(
        &file,
        "Date\tBill\tAmount\n2019-06-29\t40931\t-12.00\n2019-06-29\t40933\t4.50\n",
    )
    .expect("written");
    golden(&place, "pos_bills", &["pos", "--bills", &file]);
    golden(&place, "tie_bills", &[&["tie"] as &[&str], &june].concat());
    let page = place.path("june.pdf");
    golden(
        &place,
        "export_page",
        &[&["export", "--format", "pdf", "--out", &page] as &[&str], &june].concat(),
    );
    golden(
        &place,
        "tie_nothing",
        &["tie", "--from", "2019-01-01", "--to", "2019-01-31"],
    );
    golden(
        &place,
        "totals_of_sales",
        &[&["totals"] as &[&str], &june].concat(),
    );
}

#[test]
fn the_guests() {
    let place = Place::set_up();
    let incident = |guest: &[&str]| {
        let asked = [
            "incident",
            "--category",
            "service",
            "--what",
            "Mrs. Okafor waited half an hour",
        ];
        place.json(&[&asked as &[&str], guest].concat())
    };
    let first = incident(&[
        "--guest",
        "Helen Okafor",
        "--contact",
        "(616) 555-0119",
        "--score",
        "3",
    ]);
    let id = text(&first["guest_id"]);
    let other = text(&incident(&["--guest", "H. Okafor", "--contact", "616 555 0119"])["guest_id"]);
    let check = ["check", "--incident", &text(&first["id"]), "--amount", "24"];
    let code = text(&place.json(&[&check as &[&str], &NEW_YEARS_EVE].concat())["code"]);
    place.json(&["redeem", &code, "--amount", "10"]);
    golden(&place, "find", &["find", "okafor"]);
    golden(&place, "find_nothing", &["find", "nobody"]);
    golden(&place, "find_too_little", &["find", "x"]);
    golden(&place, "guest_find", &["guest", "find", "okafor"]);
    golden(&place, "guest_find_nobody", &["guest", "find", "nobody"]);
    golden(&place, "guest_show", &["guest", "show", &id]);
    golden(
        &place,
        "guest_change",
        &["guest", "change", &other, "--name", "Helen Okafor"],
    );
    golden(&place, "guest_merge", &["guest", "merge", &id, &other]);
    golden(&place, "signs", &["signs"]);
    golden(&place, "guest_erase", &["guest", "erase", &id]);
}

#[test]
fn looking_after_guests() {
    let place = Place::set_up();
    golden(&place, "playbook_list", &["playbook", "list"]);
    let serious = ["playbook", "show", "--category", "food", "--severity", "3"];
    golden(&place, "playbook_show", &serious);
    let partly = [&serious as &[&str], &["--responsibility", "partly_ours"]].concat();
    golden(&place, "playbook_show_partly_ours", &partly);
    golden(&place, "concern_list_empty", &["concern", "list"]);
    golden(&place, "followups_empty", &["followups", "--due", "today"]);
    let id = place.incident();
    golden(&place, "score", &["score", "--incident", &id, "--score", "9"]);
    let cause = [
        "cause",
        "name",
        "--incident",
        &id,
        "--cause",
        "Plates wait",
        "--why",
        "No runner",
    ];
    golden(&place, "cause_name", &cause);
    let plan = [
        "--what",
        "A runner from eight",
        "--owner",
        "Priya Nair",
        "--due",
        "2099-01-31",
    ];
    let plan = [&["prevention", "plan", "--incident", &id] as &[&str], &plan].concat();
    golden(&place, "prevention_plan", &plan);
    golden(&place, "causes", &["causes"]);
}

#[test]
fn an_empty_house_and_a_sample() {
    let place = Place::bare();
    golden(&place, "verify_empty", &["verify"]);
    let sample = [
        "sample",
        "--days",
        "3",
        "--per-day",
        "4",
        "--seed",
        "1",
        "--until",
        "2019-06-30",
    ];
    let said = place.run(&sample);
    assert_eq!(
        (said.exit, said.err.as_str()),
        (0, ""),
        "no progress where nobody watches"
    );
    assert!(said.out.starts_with("The sample restaurant is open.\n\n  Days                     28 Jun 2019 to 30 Jun 2019\n  Incidents                12\n"), "{}", said.out);
}

#[test]
fn the_team() {
    let place = Place::set_up();
    golden(&place, "staff_list_empty", &["staff", "list"]);
    golden(
        &place,
        "staff_add",
        &["staff", "add", "--name", "Marcus Bell", "--role", "host"],
    );
    golden(&place, "limit_list", &["limit", "list"]);
    let none = ["limit", "set", "--role", "host", "--window", "day", "--none"];
    golden(&place, "limit_none", &none);
    golden(&place, "staff_disable", &["staff", "disable", "Marcus Bell"]);
    golden(&place, "asked_empty", &["asked"]);
}

#[test]
fn help() {
    let place = Place::bare();
    golden(&place, "help", &["--help"]);
    for command in [
        "setup",
        "incident",
        "check",
        "certificate",
        "comp",
        "gesture",
        "lookup",
        "find",
        "scan",
        "redeem",
        "reverse",
        "void",
        "replace",
        "extend",
        "ledger",
        "show-code",
        "unlock",
        "reprint",
        "batch",
        "printers",
        "wording",
        "guest",
        "signs",
        "playbook",
        "concern",
        "followups",
        "followup",
        "score",
        "cause",
        "causes",
        "prevention",
        "totals",
        "pos",
        "tie",
        "rollforward",
        "outstanding",
        "export",
        "close",
        "bundle",
        "reopen",
        "closings",
        "accounts",
        "sample",
        "signin",
        "staff",
        "limit",
        "asked",
        "approve",
        "decline",
        "activity",
        "trust-clock",
        "verify",
    ] {
        golden(&place, &format!("help_{command}"), &[command, "--help"]);
    }
    let said = place.run(&["--json", "--help"]);
    assert_eq!((said.exit, said.err.as_str()), (0, ""));
    assert!(!place.data().exists(), "help opens nothing");
}
