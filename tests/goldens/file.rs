//! The file itself: valid, complete, the same every time.

use std::ops::ControlFlow;

use chrono::TimeDelta;
use comeback_paper::{PaperKind, Shift, Style, Typesetter, VoucherPaper, shifted};

use crate::samples::{self, TYPESETTER, pdf};
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
        for words in ["/GTS_PDFXVersion", "/Encrypt"] {
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
        let file = PdfFile::new(&pdf(&paper));
        let output = run("pdffonts", "poppler-utils", &[text(&file.path())]);
        succeeded("pdffonts", &output);
        let said = String::from_utf8(output.stdout).unwrap();
        let faces: Vec<&str> = said.lines().skip(2).collect();
        // Inter in two weights and the mono; the classic style has the two serifs besides.
        let serif = paper.design.style == Style::Classic && !samples::is_receipt(paper.kind);
        assert_eq!(faces.len(), if serif { 5 } else { 3 }, "{name}: {said}");
        for face in faces {
            assert!(
                face.contains("CID TrueType") && face.contains(" yes yes yes "),
                "{name}: {face}"
            );
        }
    }
}

#[test]
fn a_paper_with_a_logo_weighs_less_than_45_kb_and_holds_the_logo_once() {
    for (name, paper) in samples::all() {
        let pdf = pdf(&samples::with_logo(paper));
        assert!(pdf.len() < 45 * 1024, "{name} has {} bytes", pdf.len());
        let images = pdf.windows(14).filter(|w| *w == b"/Subtype/Image").count();
        assert_eq!(images, 2, "{name}: the picture and its transparency");
    }
}

#[test]
fn other_readers_find_nothing_to_complain_of() {
    for (name, paper) in samples::all() {
        let file = PdfFile::new(&pdf(&samples::with_logo(paper)));
        let path = file.path();
        let path = text(&path);
        let mupdf = run(
            "mutool",
            "mupdf-tools",
            &["draw", "-q", "-F", "txt", "-o", "/dev/null", path],
        );
        let ghost = [
            "-q",
            "-dNOPAUSE",
            "-dBATCH",
            "-dPDFSTOPONWARNING",
            "-sDEVICE=nullpage",
            path,
        ];
        let ghost = run("gs", "ghostscript", &ghost);
        for (program, output) in [("mutool", mupdf), ("gs", ghost)] {
            succeeded(program, &output);
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8_lossy(&said);
            // How mutool was built, not what it found.
            let said = said.replace("warning: ICC support is not available\n", "");
            assert_eq!(said, "", "{name}: {program}");
        }
    }
}

#[test]
fn many_papers_share_a_file_its_typefaces_and_its_logo() {
    for (kind_name, kind) in samples::KINDS {
        let paper = samples::with_logo(samples::check(kind));
        let papers: Vec<_> = ["H3WP8VZC2FM2", "K7TN4QXM9RBZ", "AAAABBBBCCCC", "DDDDEEEEFFFF"]
            .map(|code| {
                let mut paper = paper.clone();
                paper.code = Some(samples::code(code));
                paper
            })
            .into();
        let run = TYPESETTER.vouchers(&papers).unwrap();
        let one = TYPESETTER.voucher(&papers[0]).unwrap();
        let pages = if kind == PaperKind::ThreeUp { 2 } else { 4 };
        assert_eq!(run.pages, pages, "{kind_name}");
        assert_eq!(run.size, one.size, "{kind_name}");
        let images = run.pdf.windows(14).filter(|w| *w == b"/Subtype/Image").count();
        assert_eq!(images, 2, "{kind_name}");
        assert!(
            run.pdf.len() < one.pdf.len() + 3 * 8 * 1024,
            "{kind_name}: {}",
            run.pdf.len()
        );
        let read = PdfFile::new(&run.pdf).text("-raw");
        for paper in &papers {
            let code = &paper.code.as_ref().unwrap().grouped;
            assert_eq!(read.matches(code).count(), 1, "{kind_name}: {code}");
        }
    }
}

#[test]
fn a_run_that_is_broken_off_gives_nothing() {
    let papers = vec![samples::check(PaperKind::ThreeUp); 5];
    let mut told = Vec::new();
    let run = TYPESETTER.vouchers_with(&papers, &mut |done| {
        told.push(done);
        if done == 3 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert_eq!(run, Ok(None));
    assert_eq!(told, [1, 2, 3]);
}

#[test]
fn papers_of_two_kinds_or_none_are_refused() {
    let mixed = [samples::check(PaperKind::A4), samples::check(PaperKind::Letter)];
    let said = |papers: &[VoucherPaper]| TYPESETTER.vouchers(papers).unwrap_err().to_string();
    assert_eq!(
        said(&mixed),
        "The papers of one file are not all for the same kind of paper. Print each kind by itself."
    );
    assert_eq!(
        said(&[]),
        "There is nothing to print. Choose at least one voucher."
    );
}

#[test]
fn a_shift_moves_what_is_printed_and_nothing_else() {
    let rendered = TYPESETTER.voucher(&samples::check(PaperKind::Letter)).unwrap();
    let moved = shifted(&rendered.pdf, Shift { x: 36.0, y: 18.0 }).unwrap();
    let place = |pdf: &[u8]| {
        let file = PdfFile::new(pdf);
        let path = file.path();
        let output = run("pdftotext", "poppler-utils", &["-bbox", text(&path), "-"]);
        succeeded("pdftotext", &output);
        let said = String::from_utf8(output.stdout).unwrap();
        let word = said.lines().find(|line| line.contains(">HALDEN<")).unwrap();
        let value = |key: &str| -> f32 {
            let (_, rest) = word.split_once(&format!("{key}=\"")).unwrap();
            rest.split_once('"').unwrap().0.parse().unwrap()
        };
        let page = said
            .lines()
            .find(|line| line.contains("<page"))
            .unwrap()
            .to_owned();
        (value("xMin"), value("yMin"), page)
    };
    let (before, after) = (place(&rendered.pdf), place(&moved));
    assert!((after.0 - before.0 - 36.0).abs() < 0.01, "{before:?} {after:?}");
    assert!((after.1 - before.1 - 18.0).abs() < 0.01, "{before:?} {after:?}");
    assert_eq!(before.2, after.2);
    assert_eq!(shifted(&rendered.pdf, Shift::default()).unwrap(), rendered.pdf);
    assert!(shifted(b"not a PDF", Shift { x: 1.0, y: 0.0 }).is_err());
    assert!(shifted(&rendered.pdf, Shift { x: f32::NAN, y: 0.0 }).is_err());
}

#[test]
fn a_test_page_says_what_to_do_with_it_and_how_the_printer_is_set() {
    for (name, kind) in samples::KINDS {
        let shift = Shift {
            x: 72.0 / 25.4,
            y: -72.0 / 25.4,
        };
        let page = TYPESETTER
            .test_page(kind, shift, samples::check(kind).made_at)
            .unwrap();
        let file = PdfFile::new(&page.pdf);
        let words = file.text("-raw").split_whitespace().collect::<Vec<_>>().join(" ");
        for said in [
            "Test page",
            "Settings, Printers",
            "move what it prints 1.0 mm to the right and -1.0 mm down.",
        ] {
            assert!(words.contains(said), "{name}: {words}");
        }
        let whole = TYPESETTER.voucher(&samples::check(kind)).unwrap();
        assert_eq!(page.size.0, whole.size.0, "{name}");
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
