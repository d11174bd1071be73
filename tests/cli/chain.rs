//! The whole chain by the contract: an incident, what makes it good, the door, the books.

use serde_json::{Value, json};

use crate::place::{INCIDENT, Place, text};

fn names(value: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn from_the_incident_to_the_books() {
    let place = Place::set_up();
    let incident = place.json(&INCIDENT);
    let id = text(&incident["id"]);
    assert_eq!(incident["category"], "food_quality");
    assert_eq!(
        (&incident["severity"], &incident["score"]),
        (&json!(2), &json!(3))
    );

    let check = place.json(&["check", "--incident", &id, "--amount", "24.00"]);
    assert_eq!(
        (&check["kind"], &check["status"]),
        (&json!("check"), &json!("outstanding"))
    );
    assert_eq!(
        (&check["amount"], &check["remaining"]),
        (&json!(2400), &json!(2400))
    );
    let certificate = [
        "certificate",
        "--incident",
        &id,
        "--benefit",
        "Breakfast for two",
        "--value",
        "18.00",
    ];
    let certificate = place.json(&certificate);
    assert_eq!(
        (&certificate["kind"], &certificate["amount"]),
        (&json!("certificate"), &json!(1800))
    );
    let comp = place.json(&["comp", "--incident", &id, "--amount", "4.50"]);
    assert_eq!(comp["amount"], 450);
    let gesture = [
        "gesture",
        "--incident",
        &id,
        "--what",
        "A box of cookies",
        "--cost",
        "6.00",
    ];
    assert_eq!(place.json(&gesture)["what"], "A box of cookies");

    let code = text(&check["code"]);
    assert_eq!(place.json(&["lookup", &code])["status"], "outstanding");
    let part = place.json(&[
        "redeem",
        &code,
        "--amount",
        "10.00",
        "--bill",
        "40718",
        "--staff",
        "Ines Duarte",
    ]);
    assert_eq!(part["redemption"]["amount"], 1000);
    assert_eq!(part["redemption"]["bill"], "40718");
    assert_eq!(part["voucher"]["remaining"], 1400);
    assert_eq!(part["voucher"]["status"], "outstanding");
    // As a scanner types it.
    let scanned = format!("]Q1cb1:{}", code.to_lowercase().replace('-', ""));
    assert_eq!(place.json(&["redeem", &scanned])["voucher"]["status"], "redeemed");
    let spent = place.json(&["lookup", &code]);
    assert_eq!(
        (&spent["status"], &spent["remaining"]),
        (&json!("redeemed"), &json!(0))
    );
    assert_eq!(spent["last_use"]["amount"], 1400);
    let treat = place.json(&["redeem", &text(&certificate["code"]), "--value", "21.50"]);
    assert_eq!(treat["redemption"]["amount"], 2150);

    let totals = place.json(&["totals", "--from", "2000-01-01", "--to", "2100-01-01"]);
    assert_eq!(
        (&totals["incidents"], &totals["currency"]),
        (&json!(1), &json!("USD"))
    );
    assert_eq!(totals["total"]["issued"], json!({"count": 2, "amount": 4200}));
    assert_eq!(totals["total"]["redeemed"], json!({"count": 3, "amount": 4550}));
    assert_eq!(totals["total"]["cost"], 4550 + 450 + 600);
    assert_eq!(totals["outstanding"]["count"], 0);
    assert_eq!(place.verified()["events"], 1 + 1 + 4 + 3);
}

#[test]
fn the_names_are_those_of_the_contract() {
    let place = Place::set_up();
    let incident = place.json(&INCIDENT);
    assert_eq!(
        names(&incident),
        [
            "at",
            "business_date",
            "category",
            "contact",
            "guest",
            "guest_id",
            "id",
            "place",
            "responsibility",
            "score",
            "severity",
            "staff",
            "what"
        ]
    );
    let id = text(&incident["id"]);
    let voucher = [
        "amount",
        "benefit",
        "code",
        "currency",
        "expires_on",
        "guest",
        "id",
        "incident",
        "issued_by",
        "issued_on",
        "kind",
        "last_four",
        "remaining",
        "status",
    ];
    let with = |more: &[&'static str]| {
        let mut names = [&voucher, more].concat();
        names.sort_unstable();
        names
    };
    // A certificate without a figure has a currency all the same.
    let pie = place.json(&["certificate", "--incident", &id, "--benefit", "A slice of pie"]);
    assert_eq!(names(&pie), with(&["pdf", "print"]));
    assert_eq!(
        (&pie["amount"], &pie["remaining"], &pie["currency"]),
        (&Value::Null, &Value::Null, &json!("USD"))
    );
    assert_eq!((&pie["pdf"], &pie["print"]), (&Value::Null, &Value::Null));
    let code = text(&pie["code"]);
    assert_eq!(
        names(&place.json(&["lookup", &code])),
        with(&["because", "conditions", "last_use", "reason"])
    );
    let redeemed = place.json(&["redeem", &code]);
    assert_eq!(names(&redeemed), ["over", "redemption", "voucher"]);
    assert_eq!(names(&redeemed["voucher"]), voucher);
    assert_eq!(
        names(&redeemed["redemption"]),
        [
            "amount",
            "at",
            "bill",
            "bill_total",
            "business_date",
            "currency",
            "lapsed",
            "staff"
        ]
    );
    assert_eq!(redeemed["redemption"]["amount"], Value::Null);
    let comp = place.json(&["comp", "--incident", &id, "--amount", "4.50"]);
    assert_eq!(
        names(&comp),
        ["amount", "currency", "id", "incident", "kind", "what"]
    );
    assert_eq!(comp["incident"], id.as_str());
    let totals = place.json(&["totals", "--from", "2000-01-01", "--to", "2100-01-01"]);
    assert_eq!(
        names(&totals),
        [
            "against",
            "by_category",
            "by_kind",
            "currency",
            "from",
            "incidents",
            "outstanding",
            "to",
            "total"
        ]
    );
    assert_eq!(
        names(&totals["against"]),
        [
            "comps",
            "cost_on_those_days",
            "covers",
            "days",
            "incidents_on_those_days",
            "incidents_per_1000_covers",
            "net_sales",
            "percent_of_net_sales"
        ]
    );
    assert_eq!(
        names(&totals["by_kind"][0]),
        [
            "comps", "cost", "gestures", "issued", "key", "label", "redeemed", "reversed", "voided"
        ]
    );
    assert_eq!(
        names(&place.verified()),
        [
            "checked",
            "events",
            "faults",
            "first",
            "head",
            "incidents",
            "ok",
            "redemptions",
            "vouchers"
        ]
    );
}

#[test]
fn json_may_be_asked_for_before_or_after_the_command() {
    let place = Place::set_up();
    let period = ["totals", "--from", "2026-01-01", "--to", "2026-01-31"];
    let after = place.run(&[period.as_slice(), &["--json"]].concat());
    let before = place.run(&[&["--json"], period.as_slice()].concat());
    assert_eq!((after.exit, after.out), (0, before.out));
}

#[test]
fn the_data_folder_may_come_from_the_environment() {
    let place = Place::set_up();
    let output = std::process::Command::new(crate::place::PROGRAM)
        .args(["--json", "verify"])
        .env("COMEBACK_DATA", place.data())
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8(output.stdout).expect("text");
    assert_eq!(crate::place::object(&said), place.verified());
}

/// A house with one voucher of each fate, told long ago.
fn told_long_ago() -> (Place, Vec<String>) {
    use comeback_actions::dto::{MakeGoodRequest, RedeemRequest};
    let place = Place::bare();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    let codes = runtime.block_on(async {
        let house = place.house_at("2020-06-06T23:42:00Z");
        house
            .set_up(comeback_tests::story::settings())
            .await
            .expect("set up");
        let mut codes = Vec::new();
        for _ in 0..2 {
            let check = comeback_tests::story::cold_duck(MakeGoodRequest::Check {
                amount: "24".to_owned(),
                expires_on: None,
            });
            let voucher = house.make_it_right(check).await.expect("made right").voucher;
            codes.push(voucher.expect("a check").code.grouped());
        }
        let redemption = RedeemRequest {
            request_id: String::new(),
            code: codes[0].clone(),
            voucher_id: None,
            amount: None,
            value: None,
            bill: "40718".to_owned(),
            bill_total: String::new(),
            staff: "Ines Duarte".to_owned(),
        };
        house.redeem(redemption).await.expect("redeemed");
        codes
    });
    (place, codes)
}

#[test]
fn a_used_and_an_expired_voucher_are_looked_up_and_not_redeemed() {
    let (place, codes) = told_long_ago();
    let (used, expired) = (
        place.json(&["lookup", &codes[0]]),
        place.json(&["lookup", &codes[1]]),
    );
    assert_eq!(
        (&used["status"], &used["remaining"]),
        (&json!("redeemed"), &json!(0))
    );
    assert_eq!(used["last_use"]["staff"], "Ines Duarte");
    assert_eq!(
        (&expired["status"], &expired["remaining"]),
        (&json!("expired"), &json!(2400))
    );
    assert_eq!(expired["expires_on"], "2020-09-04");

    place.refuses(
        &["redeem", &codes[0]],
        3,
        "already_used",
        "Already used on 6 Jun 2020, by Ines Duarte, bill 40718.",
    );
    let text = place.run(&["lookup", &codes[0]]).out;
    assert!(
        text.starts_with("Already used on 6 Jun 2020, by Ines Duarte, bill 40718.\n"),
        "{text}"
    );
    let refusal = place.run(&["--json", "redeem", &codes[1]]);
    let problem = crate::place::object(&refusal.err);
    assert_eq!((refusal.exit, &problem["code"]), (3, &json!("expired")));
    assert_eq!(problem["details"]["expired_on"], "2020-09-04");
    let told = problem["message"].as_str().expect("a sentence");
    assert!(
        told.starts_with("Expired on 4 Sep 2020, ") && told.ends_with(" days ago. It cannot be redeemed.")
    );
    let text = place.run(&["lookup", &codes[1]]).out;
    assert!(text.starts_with("Expired on 4 Sep 2020, "), "{text}");
}
