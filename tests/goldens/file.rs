//! The file itself: valid, complete, the same every time.

use chrono::TimeDelta;
use comeback_paper::{PaperKind, Typesetter};

use crate::samples::{self, pdf};
use crate::tools::{PdfFile, run, succeeded, text};

fn holds(pdf: &[u8], words: &str) -> bool {
    pdf.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn qpdf_finds_nothing_wrong() {
    for (name, paper) in samples::all() {
        for paper in [samples::long(paper.clone()), samples::bare(paper.clone()), paper] {
            let file = PdfFile::new(&pdf(&paper));
            let output = run("qpdf", "qpdf", &["--check", text(&file.path())]);
            succeeded("qpdf", &output);
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(
                said.contains("No syntax or stream encoding errors"),
                "{name}: {said}"
            );
            assert!(said.contains("PDF Version: 1.7"), "{name}: {said}");
        }
    }
}

#[test]
fn the_file_says_its_language_and_forbids_scaling() {
    for (name, paper) in samples::all() {
        let pdf = pdf(&paper);
        assert!(pdf.starts_with(b"%PDF-1.7"), "{name}");
        for words in ["/Lang(en)", "/PrintScaling/None", "/DisplayDocTitle true"] {
            assert!(holds(&pdf, words), "{name} lacks {words}");
        }
        for words in ["/SMask", "/GTS_PDFXVersion", "/Encrypt"] {
            assert!(!holds(&pdf, words), "{name} has {words}");
        }
    }
}

#[test]
fn the_file_carries_title_author_and_the_callers_date() {
    let file = PdfFile::new(&pdf(&samples::check(PaperKind::A4)));
    let output = run("pdfinfo", "poppler-utils", &["-isodates", text(&file.path())]);
    succeeded("pdfinfo", &output);
    let said = String::from_utf8(output.stdout).unwrap();
    let value = |key: &str| {
        said.lines()
            .find_map(|line| line.strip_prefix(&format!("{key}:")))
            .map(str::trim)
            .unwrap_or("absent")
    };
    assert_eq!(value("Title"), "Missed Opportunity check, Halden & Quince");
    assert_eq!(value("Author"), "Halden & Quince");
    assert!(value("CreationDate").starts_with("2026-11-22T20:15:00"), "{said}");
    assert_eq!(value("Page size"), "595.28 x 841.89 pts (A4)");
    assert_eq!(value("Pages"), "1");
}

#[test]
fn every_face_is_embedded_subset_and_can_be_read_back() {
    for (name, paper) in samples::all() {
        let pdf = pdf(&paper);
        assert!(pdf.len() < 45 * 1024, "{name} has {} bytes", pdf.len());
        let file = PdfFile::new(&pdf);
        let output = run("pdffonts", "poppler-utils", &[text(&file.path())]);
        succeeded("pdffonts", &output);
        let said = String::from_utf8(output.stdout).unwrap();
        let faces: Vec<&str> = said.lines().skip(2).collect();
        assert_eq!(faces.len(), 5, "{name}: {said}");
        for face in faces {
            assert!(
                face.contains("CID TrueType") && face.contains(" yes yes yes "),
                "{name}: {face}"
            );
        }
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    for (name, paper) in samples::all() {
        let first = pdf(&paper);
        // After other documents, and from faces parsed anew.
        pdf(&samples::long(paper.clone()));
        assert!(first == pdf(&paper), "{name} differs the second time");
        let anew = Typesetter::new().unwrap().voucher(&paper).unwrap().pdf;
        assert!(first == anew, "{name} differs with another typesetter");
    }
}

#[test]
fn another_paper_has_another_id() {
    let paper = samples::check(PaperKind::Letter);
    let mut later = paper.clone();
    later.made_at += TimeDelta::seconds(1);
    let id = |pdf: &[u8]| {
        let at = pdf.windows(4).rposition(|window| window == b"/ID[").unwrap();
        pdf[at..at + 40].to_vec()
    };
    assert_ne!(id(&pdf(&paper)), id(&pdf(&later)));
}
