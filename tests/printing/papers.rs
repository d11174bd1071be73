//! The paper that comes out.

use std::path::Path;
use std::process::Command;

use chrono::{DateTime, NaiveDate};
use comeback_paper::{Business, Code, Design, Gives, PaperKind, Stub, Typesetter, VoucherPaper};
use comeback_print::{JobState, PrinterState};

use crate::{LETTER, counter, followed, send};

#[test]
fn a_check_comes_out_of_the_printer_it_was_sent_to() {
    let (cups, spooler) = counter();
    let pdf = Typesetter::new().unwrap().voucher(&check()).unwrap().pdf;
    let job = send(&spooler, &pdf, LETTER);
    assert_eq!(job.printer, "Counter");
    let job = followed(&cups, &spooler, &job);
    assert_eq!((job.state, job.reason), (JobState::Done, None), "{}", cups.log());
    let printed = cups.printed().unwrap();
    assert_eq!(printed.len(), 1, "{printed:?}");
    assert_eq!(pages(&printed[0]), [LETTER]);
    assert_eq!(scanned(&printed[0]), "CB1:H3WP8VZC2FM2");
}

#[test]
fn the_paper_is_as_large_as_the_document_and_nothing_is_scaled() {
    let (cups, spooler) = counter();
    // A4, a receipt on each roll, and a third of a Letter page; none is what the printer would take by itself.
    for (width, height) in [(595, 842), (227, 500), (164, 641), (612, 264)] {
        let before = cups.printed().unwrap().len();
        let size = (width as f32, height as f32);
        let job = send(&spooler, &page_with("Breakfast for two", width, height), size);
        let job = followed(&cups, &spooler, &job);
        assert_eq!(job.state, JobState::Done, "{job:?} {}", cups.log());
        let printed = cups.printed().unwrap();
        assert_eq!(printed.len(), before + 1);
        let ending = format!("job_{}.pdf", job.id);
        let file = printed
            .iter()
            .find(|file| file.to_string_lossy().ends_with(&ending))
            .expect("the job's file");
        // A driver counts in whole points, IPP in hundredths of a millimetre.
        let pages = pages(file);
        let near = |(w, h): (f32, f32)| (w - size.0).abs() <= 1.0 && (h - size.1).abs() <= 1.0;
        assert!(
            pages.len() == 1 && near(pages[0]),
            "{width} x {height}: {pages:?}"
        );
        // The line stands where it stood, 20 points from the left and from the top, and as large as it was.
        let ink = ink(file);
        let height = height as f32;
        let expected = [21.0, height - 32.3, 109.5, height - 23.2];
        for (found, expected) in ink.iter().zip(expected) {
            assert!((found - expected).abs() < 1.5, "{width} x {height}: {ink:?}");
        }
    }
}

#[test]
fn printers_are_listed_as_they_were_set_up() {
    let (cups, spooler) = counter();
    cups.add("Bar_2").unwrap();
    cups.describe("Bar_2", "Café printer", "Behind the bar").unwrap();
    let none_is_default = spooler.printers().unwrap();
    assert!(none_is_default.iter().all(|printer| !printer.default));
    cups.set_default("Counter").unwrap();
    cups.pause("Bar_2").unwrap();
    let printers = spooler.printers().unwrap();
    let told: Vec<_> = printers
        .iter()
        .map(|p| {
            (
                p.name.as_str(),
                p.label.as_str(),
                p.place.as_str(),
                p.default,
                p.state,
                p.accepts,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                "Bar_2",
                "Café printer",
                "Behind the bar",
                false,
                PrinterState::Stopped,
                true
            ),
            ("Counter", "Counter", "", true, PrinterState::Ready, true),
        ]
    );
    assert_eq!(printers[0].reasons, ["The printer is paused"]);
    assert!(printers[1].reasons.is_empty());
}

/// A page with one line in a typeface every printer has, 20 points from the left and from the top.
pub fn page_with(line: &str, width: u32, height: u32) -> Vec<u8> {
    let drawing = format!("BT /F 12 Tf 20 {} Td ({line}) Tj ET", height - 32);
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents 4 0 R\
             /Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
        ),
        format!("<</Length {}>>stream\n{drawing}\nendstream", drawing.len()),
    ];
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", i + 1));
    }
    let table = file.len();
    file.push_str("xref\n0 5\n0000000000 65535 f \n");
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!(
        "trailer<</Size 5/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n"
    ));
    file.into_bytes()
}

/// The size of each page in points.
fn pages(file: &Path) -> Vec<(f32, f32)> {
    let told = run("pdfinfo", &["-l", "-1"], file, &[]);
    told.lines()
        .filter_map(|line| line.strip_prefix("Page")?.split_once("size:"))
        .map(|(_, size)| {
            let numbers: Vec<f32> = size
                .split_whitespace()
                .filter_map(|word| word.parse().ok())
                .collect();
            (numbers[0], numbers[1])
        })
        .collect()
}

/// Left, bottom, right and top of what is printed on the first page, in points from its bottom left.
fn ink(file: &Path) -> Vec<f32> {
    let output = Command::new("gs")
        .args(["-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=bbox"])
        .arg(file)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let numbers = said.split("%%HiResBoundingBox:").nth(1).expect("a box");
    numbers
        .split_whitespace()
        .take(4)
        .map(|n| n.parse().unwrap())
        .collect()
}

/// What a scanner reads from the first page.
fn scanned(file: &Path) -> String {
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("page");
    let stem = picture.to_string_lossy().into_owned();
    run(
        "pdftoppm",
        &["-r", "150", "-gray", "-png", "-singlefile"],
        file,
        &[&stem],
    );
    run(
        "zbarimg",
        &["--quiet", "--raw"],
        &picture.with_extension("png"),
        &[],
    )
    .trim()
    .to_owned()
}

fn run(program: &str, before: &[&str], file: &Path, after: &[&str]) -> String {
    let output = Command::new(program)
        .args(before)
        .arg(file)
        .args(after)
        .output()
        .unwrap();
    assert!(output.status.success(), "{program} {file:?}: {output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn check() -> VoucherPaper {
    VoucherPaper {
        kind: PaperKind::Letter,
        design: Design::default(),
        business: Business {
            name: "Halden & Quince".to_owned(),
            address: "48 Harbor Street, Millbrook, Michigan 49000".to_owned(),
            telephone: "(616) 555-0148".to_owned(),
        },
        gives: Gives::Check {
            amount: "$40.00".to_owned(),
        },
        code: Some(Code {
            grouped: "H3WP-8VZC-2FM2".to_owned(),
            qr: "CB1:H3WP8VZC2FM2".to_owned(),
            last_four: "2FM2".to_owned(),
        }),
        guest: Some("Margaret Ellison".to_owned()),
        apology: None,
        expires: NaiveDate::from_ymd_opt(2027, 3, 31).unwrap(),
        issued: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        issued_by: "Thomas Reyes".to_owned(),
        stub: Stub {
            category: "Overcooked dish".to_owned(),
            table: None,
            given_by: "Thomas Reyes".to_owned(),
            approved_by: None,
            when: "22 Nov 2026, 20:15".to_owned(),
            note: String::new(),
        },
        letter: None,
        made_at: DateTime::UNIX_EPOCH,
    }
}
