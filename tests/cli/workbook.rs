//! The workbook, read by openpyxl and by LibreOffice, which know nothing of how it is written; and the details as a
//! spreadsheet takes them. The sums they are held to come from the payloads of the events, by SQLite's own command line.

use std::collections::BTreeMap;

use comeback_domain::Category;
use serde_json::Value;

use crate::place::Place;
use crate::tools::{EVERY_SHEET, office, says, sqlite};

const FROM: &str = "2026-05-10";
const TO: &str = "2026-06-20";

/// Minor units by basis and category.
type Sums = BTreeMap<(String, String), i64>;

/// What openpyxl finds: of every sheet its frozen pane, its widths, and of every cell value, type and number format.
const READ: &str = r#"
import json, sys
from openpyxl import load_workbook
book = load_workbook(sys.argv[1])
def cell(c):
    value = c.value.isoformat() if c.is_date else c.value
    return [value, "d" if c.is_date else c.data_type, c.number_format]
print(json.dumps({
    "creator": book.properties.creator, "created": book.properties.created.isoformat(),
    "sheets": [{"name": s.title, "frozen": s.freeze_panes,
                "widths": {k: v.width for k, v in s.column_dimensions.items()},
                "rows": [[cell(c) for c in row] for row in s.iter_rows()]} for s in book.worksheets]}))
"#;

pub fn read(path: &str) -> Value {
    let said = says("/usr/bin/python3", "python3-openpyxl", &["-c", READ, path]);
    serde_json::from_str(&said).expect("JSON")
}

pub fn sheet<'a>(book: &'a Value, name: &str) -> &'a Value {
    let sheets = book["sheets"].as_array().expect("sheets");
    sheets
        .iter()
        .find(|sheet| sheet["name"] == name)
        .expect("a sheet")
}

pub fn rows(sheet: &Value) -> impl Iterator<Item = &Vec<Value>> {
    let rows = sheet["rows"].as_array().expect("rows").iter();
    rows.skip(1).map(|row| row.as_array().expect("cells"))
}

/// A number of a cell as minor units, through its shortest text.
pub fn minor(cell: &Value, decimals: usize) -> i64 {
    if cell[0].is_null() {
        return 0;
    }
    assert_eq!(cell[1], "n", "{cell}: money is a number");
    let look = match decimals {
        0 => "#,##0".to_owned(),
        decimals => format!("#,##0.{}", "0".repeat(decimals)),
    };
    assert_eq!(cell[2], look.as_str(), "at the decimals of its currency");
    in_minor(&cell[0].to_string(), decimals)
}

pub fn in_minor(text: &str, decimals: usize) -> i64 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let fraction = fraction.trim_end_matches('0');
    assert!(
        fraction.len() <= decimals,
        "{text} has more than {decimals} decimals"
    );
    format!("{whole}{fraction:0<decimals$}").parse().expect("digits")
}

/// What the events of the period say.
fn from_events(place: &Place) -> Sums {
    let sql = format!(
        "WITH category AS (
            SELECT json_extract(payload, '$.incident') AS incident, json_extract(payload, '$.category') AS name
            FROM event WHERE kind = 'incident_recorded'),
         moved AS (
            SELECT 'Issued' AS basis, payload, business_date,
                   coalesce(json_extract(payload, '$.worth.amount.minor'), json_extract(payload, '$.worth.value.minor')) AS minor
            FROM event WHERE kind = 'voucher_issued'
            UNION ALL
            SELECT 'Redeemed', payload, business_date, json_extract(payload, '$.redemption.amount.minor')
            FROM event WHERE kind = 'voucher_redeemed'
            UNION ALL
            SELECT json_extract(payload, '$.gives.kind'), payload, business_date,
                   coalesce(json_extract(payload, '$.gives.amount.minor'), json_extract(payload, '$.gives.cost.minor'))
            FROM event WHERE kind = 'make_good_given')
         SELECT CASE basis WHEN 'comp' THEN 'Comps' WHEN 'gesture' THEN 'Gestures' ELSE basis END, name, coalesce(sum(minor), 0)
         FROM moved JOIN category ON category.incident = json_extract(payload, '$.incident')
         WHERE business_date BETWEEN '{FROM}' AND '{TO}' GROUP BY 1, 2"
    );
    let rows = sqlite(place.database().to_str().expect("UTF-8"), &sql);
    let mut sums = Sums::new();
    for line in rows.lines() {
        let cells: Vec<&str> = line.split('|').collect();
        let minor = cells[2].parse().expect("a sum");
        if minor != 0 {
            sums.insert((cells[0].to_owned(), label(cells[1])), minor);
        }
    }
    sums
}

fn label(key: &str) -> String {
    Category::from_key(key).expect("a category").label().to_owned()
}

fn from_summary(book: &Value, decimals: usize) -> Sums {
    let mut sums = Sums::new();
    for row in rows(sheet(book, "Summary")).filter(|row| row[0][0] == "Category") {
        for (basis, column) in [("Issued", 3), ("Redeemed", 5), ("Comps", 7), ("Gestures", 9)] {
            let sum = minor(&row[column], decimals);
            if sum != 0 {
                sums.insert(
                    (basis.to_owned(), row[1][0].as_str().expect("a name").to_owned()),
                    sum,
                );
            }
        }
    }
    sums
}

fn basis(basis: &str, kind: &str) -> String {
    match (basis, kind) {
        ("Given", "Comp now") => "Comps".to_owned(),
        ("Given", _) => "Gestures".to_owned(),
        (basis, _) => basis.to_owned(),
    }
}

fn from_detail(book: &Value, decimals: usize) -> Sums {
    let mut sums = Sums::new();
    for row in rows(sheet(book, "Detail")) {
        assert_eq!(
            (&row[0][1], &row[0][2]),
            (&"d".into(), &"yyyy-mm-dd".into()),
            "a date"
        );
        assert_eq!(row[1][1], "d", "a moment");
        let text = |column: usize| row[column][0].as_str().expect("text").to_owned();
        assert!(
            row[7][0].as_str().is_none_or(|code| code.len() == 4),
            "the last four and no more"
        );
        *sums.entry((basis(&text(2), &text(3)), text(4))).or_insert(0) += minor(&row[5], decimals);
    }
    sums.retain(|_, sum| *sum != 0);
    sums
}

/// What LibreOffice makes of the sheet of details, as CSV.
fn from_office(place: &Place, path: &str, decimals: usize) -> Sums {
    let out = place.path("office");
    office(&["--convert-to", EVERY_SHEET, "--outdir", &out, path]);
    let mut sums = Sums::new();
    let name = std::path::Path::new(path)
        .file_stem()
        .expect("a name")
        .to_string_lossy();
    let mut reader = csv::Reader::from_path(format!("{out}/{name}-Detail.csv")).expect("converted");
    for row in reader.records() {
        let row = row.expect("a row");
        let amount = match &row[5] {
            "" => 0,
            shown => in_minor(&shown.replace(',', ""), decimals),
        };
        *sums
            .entry((basis(&row[2], &row[3]), row[4].to_owned()))
            .or_insert(0) += amount;
    }
    sums.retain(|_, sum| *sum != 0);
    sums
}

fn export(place: &Place, form: &str, name: &str) -> String {
    let path = place.path(name);
    place.json(&[
        "export", "--from", FROM, "--to", TO, "--format", form, "--out", &path,
    ]);
    path
}

#[test]
fn openpyxl_and_libreoffice_say_what_the_events_say_in_every_currency() {
    for (currency, decimals) in [("USD", 2), ("JPY", 0), ("KWD", 3)] {
        let place = Place::in_currency(currency);
        place.json(&[
            "sample",
            "--days",
            "200",
            "--per-day",
            "3",
            "--seed",
            "4",
            "--until",
            "2026-07-01",
        ]);
        let path = export(&place, "xlsx", "books.xlsx");
        let book = read(&path);
        let expected = from_events(&place);
        assert!(expected.len() > 20, "enough of everything: {expected:?}");
        assert_eq!(from_summary(&book, decimals), expected, "{currency}, summary");
        assert_eq!(from_detail(&book, decimals), expected, "{currency}, detail");
        assert_eq!(
            from_office(&place, &path, decimals),
            expected,
            "{currency}, LibreOffice"
        );

        let names: Vec<_> = book["sheets"]
            .as_array()
            .expect("sheets")
            .iter()
            .map(|sheet| &sheet["name"])
            .collect();
        assert_eq!(names, ["Summary", "Detail", "Outstanding", "Voids", "About"]);
        for sheet in book["sheets"].as_array().expect("sheets") {
            assert_eq!(sheet["frozen"], "A2", "the head stays");
            assert!(
                sheet["widths"]["A"].as_f64().is_some_and(|width| width > 9.0),
                "{sheet}"
            );
        }
        let left: i64 = rows(sheet(&book, "Outstanding"))
            .map(|row| minor(&row[5], decimals))
            .sum();
        let told = place.json(&["outstanding", "--at", TO]);
        assert_eq!(told["stood"]["outstanding"]["amount"], left, "{currency}: {told}");
        assert_eq!(
            told["stood"]["outstanding"]["count"],
            rows(sheet(&book, "Outstanding")).count()
        );
    }
}

#[test]
fn the_same_month_is_the_same_file_and_says_when_it_was_made() {
    let place = Place::set_up();
    place.json(&[
        "sample",
        "--days",
        "60",
        "--per-day",
        "2",
        "--seed",
        "3",
        "--until",
        "2026-06-30",
    ]);
    place.json(&["close", "--through", TO, "--staff", "Ruth Ellery"]);
    let export = |name: &str| {
        let path = place.path(name);
        place.json(&["export", "--batch", "1", "--format", "xlsx", "--out", &path]);
        path
    };
    let (one, other) = (export("one.xlsx"), export("other.xlsx"));
    assert!(std::fs::read(&one).expect("there") == std::fs::read(&other).expect("there"));
    let book = read(&one);
    let about: Vec<String> = rows(sheet(&book, "About"))
        .map(|row| {
            format!(
                "{}: {}",
                row[0][0].as_str().expect("text"),
                row[1][0].as_str().unwrap_or("-")
            )
        })
        .collect();
    assert_eq!(about[0], "Business: Bistro Verveine");
    assert_eq!(
        about[4],
        "State: Closed as batch 1, revision 1. It does not change any more."
    );
    assert_eq!(about[6], "Closed by: Ruth Ellery");
    let closings = place.json(&["closings"]);
    let details = closings["rows"][0]["details"].as_str().expect("a digest");
    assert_eq!(about[7], format!("SHA-256 of the details: {details}"));
}

#[test]
fn what_was_typed_stays_text_in_a_workbook_and_comes_back_from_csv() {
    let place = Place::set_up();
    let typed = ["=1+1", "0012", "'quoted", "-2", "MAY-12", "José, \"warm\""];
    let incident = place.json(&[
        "incident",
        "--category",
        "service",
        "--what",
        "Waited",
        "--guest",
        "=2+3",
    ])["id"]
        .clone();
    let incident = incident.as_str().expect("an id");
    for what in typed {
        let what = format!("--what={what}");
        place.json(&["gesture", "--incident", incident, &what, "--cost", "1"]);
    }
    let today = place.json(&["closings"])["today"].clone();
    let today = today.as_str().expect("a day");
    let export = |form: &str, name: &str| {
        let path = place.path(name);
        place.json(&[
            "export", "--from", today, "--to", today, "--format", form, "--out", &path,
        ]);
        path
    };
    let book = export("xlsx", "typed.xlsx");
    let found = read(&book);
    assert!(!found.to_string().contains("=2+3"), "no guest is named");
    let found: Vec<_> = rows(sheet(&found, "Detail"))
        .map(|row| (row[9][0].clone(), row[9][1].clone()))
        .collect();
    let expected: Vec<_> = typed
        .iter()
        .map(|what| (Value::from(*what), Value::from("s")))
        .collect();
    assert_eq!(found, expected, "text, and the same");

    let csv = export("csv", "typed.csv");
    let text = std::fs::read_to_string(&csv).expect("text");
    assert!(text.starts_with('\u{feff}') && !text.contains("=2+3"), "{text}");
    let undone: Vec<String> = csv::Reader::from_path(&csv)
        .expect("there")
        .records()
        .map(|row| {
            let cell = row.expect("a row")[9].to_owned();
            cell.strip_prefix('\'').map_or(cell.clone(), str::to_owned)
        })
        .collect();
    assert_eq!(
        undone, typed,
        "one apostrophe taken off gives back what was typed"
    );
    let out = place.path("calc");
    office(&[
        "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true",
        "--convert-to",
        "xlsx",
        "--outdir",
        &out,
        &csv,
    ]);
    let calc = read(&format!("{out}/typed.xlsx"));
    let first = calc["sheets"][0]["rows"][1].as_array().expect("cells").clone();
    assert_eq!(
        (&first[9][0], &first[9][1]),
        (&"'=1+1".into(), &"s".into()),
        "no formula ran"
    );
    assert_eq!(calc["sheets"][0]["rows"][6][9][0], "José, \"warm\"");
}
