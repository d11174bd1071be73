//! Reverse, void, replace, extend and the ledger, as scripts use them.

use crate::place::{Place, object, text};

/// A check of 24.00, and its code.
fn check(place: &Place) -> String {
    let id = place.incident();
    text(&place.json(&["check", "--incident", &id, "--amount", "24.00"])["code"])
}

#[test]
fn a_redemption_is_reversed_and_the_ledger_adds_up() {
    let place = Place::set_up();
    let code = check(&place);
    place.json(&["redeem", &code, "--amount", "15", "--bill", "40931"]);
    let reverse = ["reverse", &code, "--reason", "Wrong bill", "--request", "r1"];
    let reversed = place.json(&reverse);
    assert_eq!(place.json(&reverse), reversed, "the same request changes nothing");
    assert_eq!(reversed["voucher"]["remaining"], 2400);
    let ledger = place.json(&["ledger", &code]);
    let rows = ledger["ledger"].as_array().expect("rows");
    let changes: Vec<i64> = rows.iter().filter_map(|row| row["change"].as_i64()).collect();
    assert_eq!(changes, [2400, -1500, 1500]);
    assert_eq!(rows[2]["balance"], changes.iter().sum::<i64>());
    assert_eq!(
        (&rows[1]["kind"], &rows[1]["undone"]),
        (&"redeemed".into(), &true.into())
    );
    place.refuses(
        &["reverse", &code, "--reason", "Again"],
        3,
        "cannot_reverse",
        "Nothing was taken with this paper that could be reversed. Look at its ledger.",
    );
    place.json(&["verify"]);
}

#[test]
fn a_lost_paper_is_replaced_and_the_old_code_is_dead() {
    let place = Place::set_up();
    let (code, pdf) = (check(&place), place.path("new.pdf"));
    let replaced = place.json(&["replace", &code, "--reason", "Lost", "--pdf", &pdf]);
    let new = text(&replaced["voucher"]["code"]);
    assert!(new != code && std::path::Path::new(&pdf).exists());
    assert_eq!(replaced["replaced"]["status"], "voided");
    let message = place.run(&["--json", "redeem", &code]);
    assert!(
        message.exit == 3 && message.err.contains("\"code\":\"replaced\""),
        "{message:?}"
    );
    assert_eq!(place.json(&["lookup", &code])["status"], "voided");
    place.json(&["redeem", &new, "--bill", "40931"]);
    place.json(&["verify"]);
}

#[test]
fn a_voided_code_takes_no_more_and_an_extension_is_given_once() {
    let place = Place::set_up();
    let (code, other) = (check(&place), check(&place));
    let voided = place.json(&["void", &code, "--reason", "Printed twice"]);
    assert_eq!(voided["ledger"][1]["balance"], 0);
    let until = text(&voided["voucher"]["expires_on"]);
    let later = comeback_domain::BusinessDate::parse(&until)
        .expect("a date")
        .plus_days(7);
    let extend = [
        "extend",
        &other,
        "--to",
        &later.to_string(),
        "--reason",
        "Was abroad",
    ];
    assert_eq!(place.json(&extend)["voucher"]["expires_on"], later.to_string());
    let again = place.run(&[&["--json"], &extend[..]].concat());
    assert!(
        again.exit == 3 && again.err.contains("\"code\":\"cannot_extend\""),
        "{again:?}"
    );
    place.json(&["verify"]);
}

#[test]
fn each_act_under_the_same_request_is_done_once() {
    let place = Place::set_up();
    let (twice, late) = (check(&place), check(&place));
    for (code, act) in [
        (&twice, &["replace", "--reason", "Lost"] as &[&str]),
        (
            &late,
            &[
                "extend",
                "--to",
                &in_a_week(&place, &late),
                "--reason",
                "Was abroad",
            ],
        ),
        (&late, &["void", "--reason", "Printed twice"]),
    ] {
        let request = format!("{}/1", act[0]);
        let asked = [&act[..1], &[code.as_str(), "--request", &request], &act[1..]].concat();
        let first = place.json(&asked);
        assert_eq!(place.json(&asked), first, "{act:?}");
    }
    place.json(&["verify"]);
}

/// A week after the last day of a paper.
fn in_a_week(place: &Place, code: &str) -> String {
    let until = text(&place.json(&["lookup", code])["expires_on"]);
    let until = comeback_domain::BusinessDate::parse(&until).expect("a date");
    until.plus_days(7).to_string()
}

#[test]
fn what_is_refused_at_the_door_has_a_code_of_its_own() {
    let place = Place::bare();
    let setup = ["setup", "--name", "Bistro", "--currency", "USD"];
    let rules = ["--timezone", "America/Detroit", "--one-paper-a-bill"];
    place.json(&[&setup[..], &rules[..]].concat());
    let (voided, first, second) = (check(&place), check(&place), check(&place));
    place.json(&["void", &voided, "--reason", "Printed twice"]);
    place.json(&["redeem", &first, "--bill", "40931"]);
    for (asked, kind) in [
        (vec!["redeem", &voided, "--bill", "40932"], "voided"),
        (vec!["redeem", &second, "--bill", "40931"], "bill_taken"),
        (vec!["redeem", &first, "--bill", "40932"], "already_used"),
        (
            vec!["redeem", &second, "--amount", "25", "--bill", "40932"],
            "more_than_left",
        ),
    ] {
        let said = place.run(&[&["--json"], &asked[..]].concat());
        assert_eq!(
            (said.exit, &object(&said.err)["code"]),
            (3, &kind.into()),
            "{asked:?}"
        );
    }
}

/// What takes back what another line brought is below nought: the column adds up to what the totals say.
#[test]
fn the_amounts_of_an_export_add_up_when_something_was_taken_back() {
    let place = Place::set_up();
    let (code, other) = (check(&place), check(&place));
    place.json(&["redeem", &code, "--amount", "15"]);
    place.json(&["reverse", &code, "--reason", "Wrong bill"]);
    place.json(&["void", &other, "--reason", "Printed twice"]);
    let file = place.path("movements.csv");
    let period = ["--from", "2020-01-01", "--to", "2099-12-31"];
    place.json(&[&["export", "--format", "csv", "--out", &file], &period[..]].concat());
    let text = std::fs::read_to_string(&file).expect("the file");
    let lines: Vec<(String, String)> = text
        .lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            (fields[2].to_owned(), fields[5].to_owned())
        })
        .collect();
    let amount = |basis: &str| -> Vec<&str> {
        let of = lines.iter().filter(|(found, _)| found == basis);
        of.map(|(_, amount)| amount.as_str()).collect()
    };
    assert_eq!(amount("issued"), ["24.00", "24.00"]);
    assert_eq!(
        (amount("redeemed"), amount("reversed")),
        (vec!["15.00"], vec!["-15.00"])
    );
    assert_eq!(amount("voided"), ["-24.00"]);
    let totals = place.json(&[&["totals"], &period[..]].concat());
    assert_eq!(totals["total"]["redeemed"]["amount"], 0);
    assert_eq!(totals["total"]["voided"]["amount"], 2400);
}
