//! The code: read by a scanner from the drawn page, and never there before it was issued.

use std::path::Path;

use comeback_paper::{PaperError, PaperKind};

use crate::samples::{self, TYPESETTER, pdf};
use crate::tools::{PdfFile, scanned};

#[test]
fn a_scanner_reads_exactly_the_code() {
    for (name, paper) in samples::all() {
        let expected = paper.code.as_ref().unwrap().qr.clone();
        for paper in [samples::long(paper.clone()), paper] {
            assert_eq!(
                PdfFile::new(&pdf(&paper)).scanned(),
                [expected.as_str()],
                "{name}"
            );
        }
    }
}

#[test]
fn a_preview_before_issue_holds_no_code() {
    for (name, mut paper) in samples::all() {
        let code = paper.code.take().unwrap();
        let file = PdfFile::new(&pdf(&paper));
        assert_eq!(file.scanned(), Vec::<String>::new(), "{name}");
        let text = file.text("-layout");
        assert!(text.contains("the code is made when you issue"), "{name}: {text}");
        assert!(!text.contains(&code.last_four), "{name}: {text}");
        assert!(!text.contains("code ends in"), "{name}: {text}");
        assert!(!text.contains(&code.grouped), "{name}: {text}");
    }
}

#[test]
fn the_whole_code_stands_on_the_guests_part_alone() {
    for (name, paper) in samples::all() {
        let code = paper.code.as_ref().unwrap();
        let text = PdfFile::new(&pdf(&paper)).text("-raw");
        assert_eq!(text.matches(&code.grouped).count(), 1, "{name}: {text}");
        let Some((guest, office)) = text.split_once("Office copy") else {
            assert!(samples::is_mail(paper.kind), "{name} has no stub: {text}");
            continue;
        };
        assert!(guest.contains(&code.grouped), "{name}: {guest}");
        assert!(office.contains(&code.last_four), "{name}: {office}");
    }
}

#[test]
fn a_receipt_printed_in_dots_has_square_modules_and_is_read() {
    for (name, paper) in samples::all() {
        if !samples::is_receipt(paper.kind) {
            continue;
        }
        let expected = paper.code.as_ref().unwrap().qr.clone();
        for paper in [
            samples::long(paper.clone()),
            samples::with_logo(paper.clone()),
            paper,
        ] {
            let rendered = TYPESETTER.voucher(&paper).unwrap();
            let file = PdfFile::new(&rendered.pdf);
            let dots = file.printed_in_dots();
            assert_eq!(scanned(&dots), [expected.as_str()], "{name}");
            let wide = if paper.kind == PaperKind::Receipt80 {
                640
            } else {
                464
            };
            let (width, height, black) = pbm(&dots);
            assert_eq!((width, height % 8), (wide, 0), "{name}");
            // The upper left finder pattern: seven dark modules, each of eight dots, and nothing beside them.
            let left = if wide == 640 { 32 } else { 40 };
            let run = |y: usize| {
                (left - 4..left + 64)
                    .map(|x| black[y * width + x])
                    .collect::<Vec<_>>()
            };
            let solid: Vec<bool> = [false; 4]
                .into_iter()
                .chain([true; 56])
                .chain([false; 8])
                .collect();
            let top = (0..height).find(|y| run(*y) == solid);
            let top = top.unwrap_or_else(|| panic!("{name}: no row of a whole finder pattern"));
            let rows = (top..height).take_while(|y| run(*y) == solid).count();
            assert_eq!(rows, 8, "{name}");
        }
    }
}

/// Width, height and dots of a picture as `pdftoppm -mono` writes it.
fn pbm(path: &Path) -> (usize, usize, Vec<bool>) {
    let file = std::fs::read(path).unwrap();
    let mut parts = file.splitn(3, |byte| *byte == b'\n');
    assert_eq!(parts.next(), Some(&b"P4"[..]));
    let size = String::from_utf8(parts.next().unwrap().to_vec()).unwrap();
    let (width, height) = size.split_once(' ').unwrap();
    let (width, height) = (width.parse::<usize>().unwrap(), height.parse().unwrap());
    let bytes = parts.next().unwrap();
    let row = width.div_ceil(8);
    let dot = |y: usize, x: usize| bytes[y * row + x / 8] >> (7 - x % 8) & 1 == 1;
    let dots = (0..height).flat_map(|y| (0..width).map(move |x| (y, x)));
    (width, height, dots.map(|(y, x)| dot(y, x)).collect())
}

#[test]
fn a_code_the_qr_has_no_room_for_is_refused_without_showing_it() {
    for (_, mut paper) in samples::all() {
        let code = paper.code.as_mut().unwrap();
        code.qr = format!("CB1:{0}{0}", "H3WP8VZC2FM2");
        let refusal = TYPESETTER.voucher(&paper).unwrap_err();
        let last_four = paper.code.as_ref().unwrap().last_four.clone();
        assert_eq!(
            refusal,
            PaperError::Qr {
                last_four: last_four.clone()
            }
        );
        assert!(!refusal.to_string().contains("H3WP8VZC"), "{refusal}");
        assert!(!format!("{:?}", paper.code).contains("H3WP8VZC"));
    }
}
