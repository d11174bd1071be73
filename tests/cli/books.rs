//! The books against a sum that knows nothing of them: SQLite's own command line over the payloads of the events.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::place::Place;
use crate::tools::sqlite;

const FROM: &str = "2026-05-10";
const TO: &str = "2026-06-20";

/// Sums by basis and category: how many, and how much in minor units.
type Sums = BTreeMap<(String, String), (i64, i64)>;

/// What the events of the period say.
fn from_events(place: &Place) -> Sums {
    let sql = format!(
        "WITH happened AS (
            SELECT kind, business_date, payload, json_extract(payload, '$.incident') AS incident FROM event),
         category AS (
            SELECT incident, json_extract(payload, '$.category') AS name FROM happened WHERE kind = 'incident_recorded'),
         moved AS (
            SELECT incident, business_date, 'issued' AS basis,
                   coalesce(json_extract(payload, '$.worth.amount.minor'), json_extract(payload, '$.worth.value.minor')) AS minor
            FROM happened WHERE kind = 'voucher_issued'
            UNION ALL
            SELECT incident, business_date, 'redeemed', json_extract(payload, '$.redemption.amount.minor')
            FROM happened WHERE kind = 'voucher_redeemed'
            UNION ALL
            SELECT incident, business_date, json_extract(payload, '$.gives.kind') || 's',
                   coalesce(json_extract(payload, '$.gives.amount.minor'), json_extract(payload, '$.gives.cost.minor'))
            FROM happened WHERE kind = 'make_good_given')
         SELECT basis, name, count(*), coalesce(sum(minor), 0) FROM moved JOIN category USING (incident)
         WHERE business_date BETWEEN '{FROM}' AND '{TO}' GROUP BY basis, name"
    );
    let rows = sqlite(place.database().to_str().expect("UTF-8"), &sql);
    rows.lines()
        .map(|line| {
            let cells: Vec<&str> = line.split('|').collect();
            let figures = (
                cells[2].parse().expect("a count"),
                cells[3].parse().expect("a sum"),
            );
            ((cells[0].to_owned(), cells[1].to_owned()), figures)
        })
        .collect()
}

/// What `totals` says, without the rows that hold nothing.
fn from_totals(totals: &Value) -> Sums {
    let mut sums = Sums::new();
    for row in totals["by_category"].as_array().expect("rows") {
        for basis in ["issued", "redeemed", "comps", "gestures"] {
            let figures = (row[basis]["count"].as_i64(), row[basis]["amount"].as_i64());
            let (count, minor) = (figures.0.expect("a count"), figures.1.expect("a sum"));
            if count > 0 {
                let category = row["key"].as_str().expect("a key").to_owned();
                sums.insert((basis.to_owned(), category), (count, minor));
            }
        }
    }
    sums
}

/// What the CSV adds up to.
fn from_csv(path: &str, decimals: usize) -> Sums {
    let mut sums = Sums::new();
    let mut reader = csv::Reader::from_path(path).expect("a file");
    for line in reader.records() {
        let line = line.expect("a line");
        let basis = match (&line[2], &line[3]) {
            ("given", "comp") => "comps",
            ("given", _) => "gestures",
            (basis, _) => basis,
        };
        let sum = sums
            .entry((basis.to_owned(), line[4].to_owned()))
            .or_insert((0, 0));
        sum.0 += 1;
        sum.1 += minor(&line[5], decimals);
    }
    sums
}

/// `12.50` as minor units; nothing where no figure is.
fn minor(amount: &str, decimals: usize) -> i64 {
    if amount.is_empty() {
        return 0;
    }
    let fraction = amount.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    assert_eq!(fraction, decimals, "{amount}");
    amount.replace('.', "").parse().expect("digits")
}

#[test]
fn totals_export_and_events_say_the_same_in_every_currency() {
    for (currency, decimals) in [("USD", 2), ("JPY", 0), ("KWD", 3)] {
        let place = Place::in_currency(currency);
        let sample = [
            "sample",
            "--days",
            "200",
            "--per-day",
            "3",
            "--seed",
            "4",
            "--until",
            "2026-07-01",
        ];
        place.json(&sample);
        let path = place.path("book.csv");
        place.json(&[
            "export", "--from", FROM, "--to", TO, "--format", "csv", "--out", &path,
        ]);
        let totals = place.json(&["totals", "--from", FROM, "--to", TO]);

        let expected = from_events(&place);
        assert!(expected.len() > 20, "enough of everything: {expected:?}");
        assert_eq!(totals["currency"], currency);
        assert_eq!(from_totals(&totals), expected, "{currency}");
        assert_eq!(from_csv(&path, decimals), expected, "{currency}");
        let sum = |basis: &str| -> i64 {
            let of_basis = expected.iter().filter(|((found, _), _)| found == basis);
            of_basis.map(|(_, (_, minor))| minor).sum()
        };
        assert_eq!(
            totals["total"]["cost"],
            sum("redeemed") + sum("comps") + sum("gestures")
        );
        assert_eq!(totals["total"]["issued"]["amount"], sum("issued"));
        assert_eq!(totals["outstanding"], outstanding(&place), "{currency}");
        place.verified();
    }
}

/// Vouchers issued up to the last day, still good on it, with something left at its end: how many, what is left on
/// them, and how many certificates among them have no figure.
fn outstanding(place: &Place) -> Value {
    let sql = format!(
        "WITH taken AS (
            SELECT json_extract(payload, '$.voucher') AS voucher, sum(json_extract(payload, '$.redemption.amount.minor')) AS minor
            FROM event WHERE kind = 'voucher_redeemed' AND business_date <= '{TO}' GROUP BY 1),
         open AS (
            SELECT coalesce(json_extract(payload, '$.worth.amount.minor') - coalesce(taken.minor, 0),
                            json_extract(payload, '$.worth.value.minor')) AS minor
            FROM event LEFT JOIN taken ON taken.voucher = json_extract(payload, '$.voucher')
            WHERE kind = 'voucher_issued' AND business_date <= '{TO}' AND json_extract(payload, '$.expires_on') >= '{TO}'
              AND CASE json_extract(payload, '$.worth.kind') WHEN 'certificate' THEN taken.voucher IS NULL
                  ELSE coalesce(taken.minor, 0) < json_extract(payload, '$.worth.amount.minor') END)
         SELECT json_object('count', count(*), 'amount', sum(minor), 'without_value', sum(minor IS NULL)) FROM open"
    );
    let told = sqlite(place.database().to_str().expect("UTF-8"), &sql);
    serde_json::from_str(&told).expect("JSON")
}

#[test]
fn amounts_have_the_decimals_of_their_currency() {
    for (currency, typed, minor, shown, refused, sentence) in [
        (
            "JPY",
            "1250",
            1250,
            "¥1,250",
            "12.50",
            "JPY has 0 decimals. Write the amount as 1250.",
        ),
        (
            "KWD",
            "12.345",
            12_345,
            "KWD\u{a0}12.345",
            "1.2345",
            "KWD has 3 decimals. Write the amount as 12.500.",
        ),
        (
            "EUR",
            "12.5",
            1250,
            "€12.50",
            "12.505",
            "EUR has 2 decimals. Write the amount as 12.50.",
        ),
    ] {
        let place = Place::in_currency(currency);
        let check = place.check(typed);
        assert_eq!(
            (&check["amount"], &check["currency"]),
            (&minor.into(), &currency.into())
        );
        let text = place
            .run(&["lookup", check["code"].as_str().expect("a code")])
            .out;
        assert!(text.starts_with(&format!("Good. {shown}, until ")), "{text}");
        let id = place.incident();
        place.refuses(
            &["check", "--incident", &id, "--amount", refused],
            2,
            "bad_amount",
            sentence,
        );
    }
}

#[test]
fn the_csv_is_plain_and_tells_no_guest_and_no_code() {
    let place = Place::set_up();
    let id = place.incident();
    let check = place.json(&["check", "--incident", &id, "--amount", "24.00", "--staff", "=1+1"]);
    let path = place.path("book.csv");
    place.json(&[
        "export",
        "--from",
        "2000-01-01",
        "--to",
        "2100-01-01",
        "--format",
        "csv",
        "--out",
        &path,
    ]);
    let csv = std::fs::read_to_string(&path).expect("readable");
    assert!(
        csv.starts_with("\u{feff}business_date,written_at_utc,basis,kind,category,amount,currency,"),
        "{csv}"
    );
    assert!(csv.contains(",'=1+1,"), "no spreadsheet runs it: {csv}");
    assert!(!csv.contains("Okafor"), "{csv}");
    assert!(
        !csv.contains(&check["code"].as_str().expect("a code").replace('-', "")),
        "{csv}"
    );
}
