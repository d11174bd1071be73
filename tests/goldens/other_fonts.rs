//! Fonts of the system, for scripts outside the bundled ones. The fonts here are small cuts of Noto (SIL Open Font
//! License): a collection whose second face is Bengali, one with PostScript outlines, and one that forbids embedding.

use std::path::Path;

use comeback_paper::{OtherFonts, PaperKind, Rendered, Typesetter};

use crate::look::compare;
use crate::samples;
use crate::tools::{PdfFile, run, succeeded, text};

fn typesetter() -> Typesetter {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/fonts");
    Typesetter::with_other_fonts(OtherFonts::Folder(folder)).unwrap()
}

fn for_guest(typesetter: &Typesetter, guest: &str) -> Rendered {
    let mut paper = samples::check(PaperKind::Letter);
    paper.guest = Some(guest.into());
    typesetter.voucher(&paper).unwrap()
}

fn names(rendered: &Rendered) -> Vec<&str> {
    rendered.fallback.iter().map(|font| font.name.as_str()).collect()
}

#[test]
fn a_script_outside_the_bundled_faces_comes_from_the_other_fonts_and_is_reported() {
    let typesetter = typesetter();
    let cases = [
        ("প্রিয়াঙ্কা সেন", "NotoSansBengali-Regular", "indic.ttc"),
        ("தமிழ்செல்வி", "NotoSansTamil-Regular", "indic.ttc"),
        ("ꦗꦮ", "TestJavanese-Regular", "javanese.otf"),
    ];
    for (guest, font, file) in cases {
        let rendered = for_guest(&typesetter, guest);
        assert!(rendered.missing.is_empty(), "{guest}");
        assert_eq!(names(&rendered), [font], "{guest}");
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("fixtures/fonts")
            .join(file);
        let output = run("sha256sum", "coreutils", &[text(&file)]);
        succeeded("sha256sum", &output);
        let hex: String = rendered.fallback[0]
            .sha256
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert!(output.stdout.starts_with(hex.as_bytes()), "{hex}");
        let pdf = PdfFile::new(&rendered.pdf);
        let read = pdf.text("-layout");
        for word in guest.split_whitespace() {
            assert!(read.contains(word), "`{word}` is not in\n{read}");
        }
        let output = run("pdffonts", "poppler-utils", &[text(&pdf.path())]);
        succeeded("pdffonts", &output);
        let listed = String::from_utf8(output.stdout).unwrap();
        let line = listed.lines().find(|line| line.contains(font)).unwrap();
        let columns: Vec<&str> = line.split_whitespace().collect();
        // Embedded, cut, with its text.
        assert!(
            columns.windows(3).any(|three| three == ["yes", "yes", "yes"]),
            "{line}"
        );
        assert_eq!(
            line.contains("CID Type 0C"),
            file.ends_with("javanese.otf"),
            "{line}"
        );
    }
}

#[test]
fn a_name_in_letters_at_hand_needs_no_other_font() {
    let rendered = for_guest(&typesetter(), "Ελένη مرים 渡辺");
    assert!(rendered.missing.is_empty());
    assert_eq!(names(&rendered), [""; 0]);
}

#[test]
fn the_order_in_which_fonts_were_needed_does_not_change_the_bytes() {
    let (one, other) = (typesetter(), typesetter());
    let bengali = for_guest(&one, "প্রিয়াঙ্কা");
    for_guest(&other, "ꦗꦮ");
    for_guest(&other, "தமிழ்");
    assert!(for_guest(&other, "প্রিয়াঙ্কা") == bengali);
}

#[test]
fn a_font_that_may_not_be_embedded_is_left_alone() {
    let rendered = for_guest(&typesetter(), "ગુ");
    assert_eq!(rendered.missing, ['ગ', 'ુ']);
    assert_eq!(names(&rendered), [""; 0]);
}

#[test]
fn a_folder_that_is_not_there_has_no_fonts() {
    let nowhere = OtherFonts::Folder("/no/such/folder".into());
    let rendered = for_guest(&Typesetter::with_other_fonts(nowhere).unwrap(), "ꦗ");
    assert_eq!(rendered.missing, ['ꦗ']);
}

#[test]
fn other_fonts_look_as_approved() {
    let rendered = for_guest(&typesetter(), "ꦗꦮ প্রিয়াঙ্কা সেন தமிழ்செல்வி");
    assert_eq!(names(&rendered).len(), 3);
    compare("other-fonts", &rendered.pdf);
}
