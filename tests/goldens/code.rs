//! The code: read by a scanner from the drawn page, and never there before it was issued.

use comeback_paper::PaperError;

use crate::samples::{self, TYPESETTER, pdf};
use crate::tools::PdfFile;

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
    }
}

#[test]
fn the_whole_code_stands_on_the_guests_part_alone() {
    for (name, paper) in samples::all() {
        let code = paper.code.as_ref().unwrap();
        let text = PdfFile::new(&pdf(&paper)).text("-raw");
        let (guest, office) = text.split_once("Office copy").unwrap();
        assert_eq!(guest.matches(&code.grouped).count(), 1, "{name}: {guest}");
        assert!(
            office.contains(&format!("code ends in {}", code.last_four)),
            "{name}: {office}"
        );
        assert!(!office.contains(&code.grouped), "{name}: {office}");
    }
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
