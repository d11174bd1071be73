//! Real papers, drawn as a printer draws them.

use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use chrono::{DateTime, NaiveDate};
use comeback_paper::{Business, Code, Design, Gives, OtherFonts, PaperKind, Stub, Typesetter, VoucherPaper};
use image::DynamicImage;

/// A check with this code.
pub fn check(kind: PaperKind, code: &str) -> VoucherPaper {
    VoucherPaper {
        kind,
        design: Design::default(),
        business: Business {
            name: "Halden & Quince".into(),
            address: "48 Harbor Street, Millbrook, Michigan 49000".into(),
            telephone: "(616) 555-0148".into(),
        },
        gives: Gives::Check {
            amount: "$40.00".into(),
        },
        code: Some(Code {
            grouped: format!("{}-{}-{}", &code[..4], &code[4..8], &code[8..]),
            qr: format!("CB1:{code}"),
            last_four: code[8..].to_owned(),
        }),
        guest: Some("Margaret Ellison".into()),
        apology: Some(
            "We missed an opportunity with your salmon tonight. Please let the next one be ours.".into(),
        ),
        expires: NaiveDate::from_ymd_opt(2027, 3, 31).unwrap(),
        issued: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        issued_by: "Thomas Reyes".into(),
        stub: Stub {
            category: "Overcooked dish".into(),
            table: Some("7".into()),
            given_by: "Thomas Reyes".into(),
            approved_by: None,
            when: "22 Nov 2026, 20:15".into(),
            note: "Salmon dry at the edges; guest finished half.".into(),
        },
        letter: None,
        made_at: DateTime::from_timestamp(1_795_378_500, 0).unwrap(),
    }
}

/// The first page of a file with these papers, at this many dots to the inch.
pub fn drawn(papers: &[VoucherPaper], dpi: u32) -> DynamicImage {
    let typesetter = Typesetter::with_other_fonts(OtherFonts::None).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (pdf, page) = (folder.path().join("paper.pdf"), folder.path().join("page"));
    std::fs::write(&pdf, typesetter.vouchers(papers).unwrap().pdf).unwrap();
    let ran = Command::new("pdftoppm")
        .args(["-r", &dpi.to_string(), "-png", "-singlefile"])
        .args([&pdf, &page])
        .output();
    match ran {
        Ok(output) => assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        ),
        Err(e) if e.kind() == ErrorKind::NotFound => {
            panic!("These tests need `pdftoppm`. Install it with `apt-get install poppler-utils`.")
        }
        Err(e) => panic!("`pdftoppm` could not be started: {e}"),
    }
    read(&page.with_extension("png"))
}

fn read(path: &Path) -> DynamicImage {
    image::open(path).unwrap()
}
