//! The printed month: its words, its look, and the promise that nothing on it overlaps, whatever the names and figures.

use chrono::DateTime;
use comeback_paper::{PaperKind, PlacedBox, Report, ReportRow, ReportTable};
use proptest::prelude::*;

use crate::look::compare;
use crate::samples::TYPESETTER;
use crate::tools::{PdfFile, run, succeeded, text};

const MARGIN: f32 = 44.0;
const TOUCH: f32 = 0.05;

fn row(cells: &[&str]) -> ReportRow {
    ReportRow {
        cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        sum: false,
    }
}

fn table(heading: &str, rows: Vec<ReportRow>) -> ReportTable {
    let columns = [
        "", "n", "Issued", "n", "Redeemed", "Comp now", "Gestures", "Cost", "Voided", "Undone",
    ];
    ReportTable {
        heading: heading.to_owned(),
        columns: columns.map(str::to_owned).to_vec(),
        rows,
        note: None,
    }
}

/// An ordinary month of the sample restaurant.
fn october() -> Report {
    let mut rows = vec![
        row(&[
            "Food quality",
            "14",
            "302.00",
            "9",
            "188.50",
            "131.00",
            "14.00",
            "333.50",
            "24.00",
            "–",
        ]),
        row(&[
            "Missing or wrong item",
            "9",
            "141.00",
            "6",
            "97.00",
            "104.50",
            "6.00",
            "207.50",
            "–",
            "5.00",
        ]),
        row(&[
            "Long wait",
            "11",
            "214.00",
            "7",
            "131.50",
            "27.00",
            "21.00",
            "179.50",
            "–",
            "–",
        ]),
    ];
    rows.push(ReportRow {
        sum: true,
        ..row(&[
            "October 2026",
            "34",
            "657.00",
            "22",
            "417.00",
            "262.50",
            "41.00",
            "720.50",
            "24.00",
            "5.00",
        ])
    });
    Report {
        house: "Bistro Verveine".to_owned(),
        title: "October 2026".to_owned(),
        words: vec![
            "Amounts in USD, at menu price before tax and tip. Issued is what was promised on these days; redeemed, comps and gestures are what it cost. The two are never added to one another.".to_owned(),
        ],
        state: "Closed as batch 9, revision 1, on 2 Nov 2026, 4:12 pm, by Ruth Ellery. SHA-256 of the details: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        tables: vec![
            table("By what fell short", rows),
            ReportTable {
                heading: "Beside the till".to_owned(),
                columns: Vec::new(),
                rows: vec![row(&["0.89% of net sales, on 28 of 31 days", "428.00 of 48,210.00"])],
                note: Some("Gestures are in no figure of the till.".to_owned()),
            },
        ],
    }
}

/// A year of a large house: a thousand places, amounts of nine digits, a name that does not end.
fn huge() -> Report {
    let figures = [
        "1,000,000",
        "123,456,789.00",
        "1,000,000",
        "123,456,789.00",
        "23,456,789.00",
        "3,456,789.00",
        "999,999,999.00",
        "1,234,567.00",
        "234,567.00",
    ];
    let mut rows: Vec<ReportRow> = (1..=130)
        .map(|number| {
            let name = format!("Table {number}");
            row(&[&[name.as_str()] as &[&str], &figures].concat())
        })
        .collect();
    let long =
        "The runner took the wrong ticket because two printers stand side by side and both say Kitchen "
            .repeat(4);
    rows.push(row(&[&[long.as_str()] as &[&str], &figures].concat()));
    Report {
        title: "1 Jan 2026 to 31 Dec 2026".to_owned(),
        tables: vec![table("By where it happened", rows)],
        ..october()
    }
}

fn empty() -> Report {
    Report {
        title: "January 2027".to_owned(),
        state: "Not closed: these figures may still change. Printed 3 Feb 2027, 9:15 am.".to_owned(),
        tables: vec![table(
            "By what fell short",
            vec![ReportRow {
                sum: true,
                ..row(&["January 2027", "–", "–", "–", "–", "–", "–", "–", "–", "–"])
            }],
        )],
        ..october()
    }
}

fn pdf(kind: PaperKind, report: &Report) -> Vec<u8> {
    let at = DateTime::from_timestamp(1_795_378_500, 0).unwrap();
    TYPESETTER.report(kind, report, at).unwrap().pdf
}

#[test]
fn the_words_are_as_they_were() {
    for (name, report) in [("month", october()), ("month-empty", empty())] {
        for (size, kind) in [("letter", PaperKind::Letter), ("a4", PaperKind::A4)] {
            let read = PdfFile::new(&pdf(kind, &report)).text("-layout");
            let lines: Vec<String> = read
                .lines()
                .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
                .filter(|line| !line.is_empty())
                .collect();
            insta::assert_snapshot!(format!("{name}-{size}"), lines.join("\n"));
        }
    }
}

#[test]
fn the_look_is_as_approved() {
    compare("month-letter", &pdf(PaperKind::Letter, &october()));
    compare("month-a4", &pdf(PaperKind::A4, &october()));
    compare("month-huge", &pdf(PaperKind::Letter, &huge()));
    compare("month-empty", &pdf(PaperKind::Letter, &empty()));
}

#[test]
fn every_page_says_which_it_is_and_every_row_is_printed() {
    let report = huge();
    let read = PdfFile::new(&pdf(PaperKind::Letter, &report)).text("-layout");
    let pages = read.matches("Page ").count();
    assert!(pages > 2, "{pages}");
    for number in 1..=pages {
        assert!(read.contains(&format!("Page {number} of {pages}")), "{read}");
    }
    for number in 1..=130 {
        assert!(
            read.contains(&format!("Table {number} ")),
            "Table {number} is lost"
        );
    }
    assert_eq!(read.matches("999,999,999.00").count(), 131);
    assert!(read.contains("By where it happened, continued"));
}

#[test]
fn the_same_report_is_the_same_to_the_byte_and_other_programs_can_read_it() {
    for report in [october(), huge(), empty()] {
        for kind in [PaperKind::Letter, PaperKind::A4] {
            let bytes = pdf(kind, &report);
            assert_eq!(bytes, pdf(kind, &report));
            let file = PdfFile::new(&bytes);
            let output = run("qpdf", "qpdf", &["--check", text(&file.path())]);
            succeeded("qpdf", &output);
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(said.contains("No syntax or stream encoding errors"), "{said}");
        }
    }
}

fn edges(placed: &PlacedBox) -> [f32; 4] {
    placed.corners.iter().fold(
        [f32::MAX, f32::MAX, f32::MIN, f32::MIN],
        |[l, t, r, b], (x, y)| [l.min(*x), t.min(*y), r.max(*x), b.max(*y)],
    )
}

/// Every box of a page is within its margins, and none lies on another.
fn check(pages: &[Vec<PlacedBox>], (width, height): (f32, f32)) {
    for page in pages {
        for (place, one) in page.iter().enumerate() {
            let [l, t, r, b] = edges(one);
            assert!(
                l >= MARGIN - TOUCH
                    && t >= MARGIN - TOUCH
                    && r <= width - MARGIN + TOUCH
                    && b <= height - MARGIN + TOUCH,
                "{one:?} leaves the page"
            );
            for other in &page[place + 1..] {
                let [l2, t2, r2, b2] = edges(other);
                let apart = r <= l2 + TOUCH || r2 <= l + TOUCH || b <= t2 + TOUCH || b2 <= t + TOUCH;
                assert!(apart, "{one:?} lies on {other:?}");
            }
        }
    }
}

#[test]
fn nothing_overlaps_or_leaves_the_page() {
    for report in [october(), huge(), empty()] {
        check(
            &TYPESETTER.report_placed(PaperKind::Letter, &report),
            (612.0, 792.0),
        );
        check(
            &TYPESETTER.report_placed(PaperKind::A4, &report),
            (595.28, 841.89),
        );
    }
}

fn any_report() -> impl Strategy<Value = Report> {
    let figure = "[0-9]{1,3}(,[0-9]{3}){0,2}\\.[0-9]{2}";
    let one = (
        prop_oneof!["[A-Z][a-z]{1,12}( [a-z]{1,12}){0,6}", "\\PC{0,60}"],
        prop::collection::vec(figure, 9),
    );
    (
        prop::collection::vec(one, 0..90),
        "\\PC{0,80}",
        "[A-Z][a-z ]{0,60}",
    )
        .prop_map(|(rows, house, title)| {
            let rows = rows
                .into_iter()
                .map(|(label, figures)| ReportRow {
                    cells: [vec![label], figures].concat(),
                    sum: false,
                })
                .collect();
            Report {
                house,
                title,
                tables: vec![table("By the cause named", rows)],
                ..october()
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_names_nothing_overlaps(report in any_report()) {
        check(&TYPESETTER.report_placed(PaperKind::Letter, &report), (612.0, 792.0));
    }
}
