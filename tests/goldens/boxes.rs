//! Nothing overlaps and nothing leaves its place, whatever was typed.

use comeback_paper::{Gives, PaperError, PaperKind, PlacedBox, VoucherPaper};
use proptest::prelude::*;

use crate::samples::{self, TYPESETTER};

/// What a printer may not reach, on every side.
const SAFE: f32 = 16.0;
/// The inner line of the frame.
const FRAME: f32 = 34.5;
const MARGIN: f32 = 72.0;
/// The code's first letter is pulled out by this much to align with the text below.
const PULLED: f32 = 0.9;
/// Boxes may touch.
const TOUCH: f32 = 0.05;
/// The four modules of white that a scanner needs round the QR code.
const QUIET: f32 = 4.0 * 2.692;

fn sheet(kind: PaperKind) -> (f32, f32) {
    match kind {
        PaperKind::Letter => (612.0, 792.0),
        PaperKind::A4 => (595.28, 841.89),
        other => panic!("{other:?} has no samples"),
    }
}

/// Left, top, right, bottom.
fn bounds(placed: &PlacedBox) -> [f32; 4] {
    placed.corners.iter().fold(
        [f32::MAX, f32::MAX, f32::MIN, f32::MIN],
        |[l, t, r, b], (x, y)| [l.min(*x), t.min(*y), r.max(*x), b.max(*y)],
    )
}

/// Whether two boxes share more than an edge: no side of either has the other wholly beyond it.
fn overlap(a: &[(f32, f32); 4], b: &[(f32, f32); 4]) -> bool {
    let apart = |from: &[(f32, f32); 4], other: &[(f32, f32); 4]| {
        (0..4).any(|i| {
            let ((x0, y0), (x1, y1)) = (from[i], from[(i + 1) % 4]);
            let length = (x1 - x0).hypot(y1 - y0);
            let (nx, ny) = ((y1 - y0) / length, (x0 - x1) / length);
            let along = |(x, y): &(f32, f32)| (x - x0) * nx + (y - y0) * ny;
            let own = from.iter().map(along).fold(f32::MIN, f32::max);
            other.iter().map(along).fold(f32::MAX, f32::min) >= own - TOUCH
        })
    };
    !apart(a, b) && !apart(b, a)
}

/// Checks every rule, and says which box breaks one.
fn check_boxes(paper: &VoucherPaper, boxes: &[PlacedBox]) {
    let (width, height) = sheet(paper.kind);
    let fold = height * 2.0 / 3.0;
    for (i, a) in boxes.iter().enumerate() {
        let [left, top, right, bottom] = bounds(a);
        assert!(
            a.corners.iter().all(|(x, y)| x.is_finite() && y.is_finite()),
            "{a:?} is not finite"
        );
        assert!(
            left >= SAFE && top >= SAFE && right <= width - SAFE && bottom <= height - SAFE,
            "{a:?} leaves the sheet"
        );
        if a.name != "ribbon" && a.name != "cut line" {
            assert!(
                left >= MARGIN - PULLED && right <= width - MARGIN + TOUCH,
                "{a:?} leaves the margins"
            );
            let inside = (top >= FRAME && bottom <= fold - FRAME) || top >= fold + SAFE;
            assert!(inside, "{a:?} leaves its part of the sheet");
        }
        for b in &boxes[i + 1..] {
            let meant = b.on == Some(a.name.as_str()) || a.on == Some(b.name.as_str());
            assert!(
                meant || !overlap(&a.corners, &b.corners),
                "{a:?}\noverlaps\n{b:?}"
            );
        }
    }
    let qr = boxes
        .iter()
        .find(|placed| placed.name == "qr")
        .expect("every paper has a place for the QR code");
    let [left, top, right, bottom] = bounds(qr);
    let (left, top, right, bottom) = (left - QUIET, top - QUIET, right + QUIET, bottom + QUIET);
    let quiet = [(left, top), (right, top), (right, bottom), (left, bottom)];
    for other in boxes.iter().filter(|placed| placed.name != "qr") {
        assert!(
            !overlap(&quiet, &other.corners),
            "{other:?} stands in the quiet zone of the QR code"
        );
    }
}

/// Lays the paper out and checks it. A text that is too long must be refused with a length that does fit.
fn check_paper(paper: &VoucherPaper) {
    match TYPESETTER.placed(paper) {
        Ok(boxes) => check_boxes(paper, &boxes),
        Err(PaperError::TooLong { part, room, length }) => {
            assert!(
                room < length && length > 30,
                "{part} of {length} refused, {room} fit"
            );
        }
        Err(e) => panic!("{e}"),
    }
}

#[test]
fn overlap_is_told_from_touching() {
    let square = |x: f32, y: f32| [(x, y), (x + 10.0, y), (x + 10.0, y + 10.0), (x, y + 10.0)];
    assert!(overlap(&square(0.0, 0.0), &square(9.0, 9.0)));
    assert!(overlap(&square(0.0, 0.0), &square(0.0, 0.0)));
    assert!(!overlap(&square(0.0, 0.0), &square(10.0, 0.0)));
    // A turned box whose bounds overlap, but which does not.
    let turned = [(10.0, 20.0), (20.0, 10.0), (30.0, 20.0), (20.0, 30.0)];
    assert!(!overlap(&turned, &square(5.0, 5.0)));
    assert!(overlap(&turned, &square(6.0, 6.5)));
}

#[test]
fn the_samples_and_the_hard_cases_keep_their_places() {
    for (_, paper) in samples::all() {
        for paper in [samples::long(paper.clone()), samples::bare(paper.clone()), paper] {
            check_boxes(&paper, &TYPESETTER.placed(&paper).unwrap());
        }
    }
}

#[test]
fn hostile_texts_keep_their_places() {
    let names = [
        "Zoë Łukasiewicz-Þórðardóttir".to_owned(),
        "W".repeat(200),
        "Anna Maria ".repeat(18) + "x",
        "i".repeat(200),
        "Ångström ".repeat(25),
    ];
    for (_, paper) in samples::all() {
        for name in &names {
            let mut hostile = paper.clone();
            hostile.guest = Some(name.clone());
            check_boxes(&hostile, &TYPESETTER.placed(&hostile).unwrap());
            hostile.stub.given_by.clone_from(name);
            hostile.stub.approved_by = Some(name.clone());
            hostile.stub.note = name.repeat(10);
            check_boxes(&hostile, &TYPESETTER.placed(&hostile).unwrap());
            hostile.issued_by.clone_from(name);
            check_paper(&hostile);
            hostile.business.name.clone_from(name);
            check_paper(&hostile);
            hostile.business.address = name.replace(' ', ", ");
            hostile.apology = Some(name.repeat(3));
            check_paper(&hostile);
        }
    }
}

/// Words of all lengths, some with accents, some far too long.
fn words(most: usize) -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[A-Za-z]{1,12}",
        2 => "[ÀÉÎÕÜßøłžŞğẞ]{1,9}",
        1 => "[A-Z]{1,4}-[A-Z][a-z]{2,20}",
        1 => "[MW]{20,60}",
        1 => "[0-9.,:;!?()&/]{1,8}",
    ];
    proptest::collection::vec(word, 0..most).prop_map(|words| words.join(" "))
}

fn papers() -> impl Strategy<Value = VoucherPaper> {
    let gives = prop_oneof![
        "[$€£]?[0-9]{1,3}(,[0-9]{3}){0,2}(\\.[0-9]{2})?( CHF| kr)?"
            .prop_map(|amount| Gives::Check { amount }),
        (words(12), proptest::option::of(words(14)))
            .prop_map(|(benefit, detail)| Gives::Certificate { benefit, detail }),
    ];
    let texts = (
        words(9),
        words(14),
        words(3),
        words(9),
        words(70),
        words(7),
        words(40),
    );
    (any::<bool>(), any::<bool>(), any::<bool>(), gives, texts).prop_map(
        |(letter, legend, coded, gives, (name, address, telephone, guest, apology, staff, note))| {
            let mut paper = samples::check(if letter { PaperKind::Letter } else { PaperKind::A4 });
            paper.design.legend = legend;
            paper.code = paper.code.filter(|_| coded);
            paper.gives = gives;
            paper.business.name = name;
            paper.business.address = address;
            paper.business.telephone = telephone;
            paper.guest = Some(guest);
            paper.apology = Some(apology);
            paper.issued_by.clone_from(&staff);
            paper.stub.approved_by = Some(staff);
            paper.stub.note = note;
            paper
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_keeps_its_place(paper in papers()) {
        check_paper(&paper);
    }
}
