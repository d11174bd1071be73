//! Nothing overlaps and nothing leaves its place, whatever was typed.

use comeback_paper::{Gives, PaperError, PaperKind, PlacedBox, Style, VoucherPaper};
use proptest::prelude::*;

use crate::samples::{self, TYPESETTER};

/// What a printer may not reach, on every side of a sheet.
const SAFE: f32 = 16.0;
/// The inner line of the frame.
const FRAME: f32 = 34.5;
/// The code's first letter is pulled out by this much to align with the text below.
const PULLED: f32 = 0.9;
/// Boxes may touch.
const TOUCH: f32 = 0.05;
/// Points in a dot of a receipt printer.
const DOT: f32 = 72.0 / 203.2;
/// What must stay clear of a perforation: the feed drifts.
const DRIFT: f32 = 17.0;

/// Width and height of the page, and the edges of what stands on it.
struct Bounds {
    width: f32,
    height: f32,
    left: f32,
    right: f32,
    /// Side of a QR module.
    module: f32,
}

fn bounds_of(paper: &VoucherPaper, boxes: &[PlacedBox]) -> Bounds {
    let modern = paper.design.style == Style::Modern;
    let bounds = |width, height, margin: f32, module| Bounds {
        width,
        height,
        left: margin,
        right: width - margin,
        module,
    };
    let lowest = boxes.iter().map(|placed| edges(placed)[3]);
    let length = lowest.fold(0.0, f32::max) + 47.0 * DOT;
    let margin = if modern { 60.0 } else { 72.0 };
    match paper.kind {
        PaperKind::Letter => bounds(612.0, 792.0, margin, 2.692),
        PaperKind::A4 => bounds(595.28, 841.89, margin, 2.692),
        PaperKind::ThreeUp => bounds(612.0, 792.0, 24.0, 2.551),
        PaperKind::Receipt80 => bounds(640.0 * DOT, length, 32.0 * DOT, 8.0 * DOT),
        PaperKind::Receipt58 => bounds(464.0 * DOT, length, 40.0 * DOT, 8.0 * DOT),
        PaperKind::LetterMail => bounds(612.0, 792.0, 72.0, 2.551),
        PaperKind::A4Mail => bounds(595.28, 841.89, 70.9, 2.551),
    }
}

/// Left, top, right, bottom.
fn edges(placed: &PlacedBox) -> [f32; 4] {
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
    let page = bounds_of(paper, boxes);
    let safe = if samples::is_receipt(paper.kind) {
        0.0
    } else {
        SAFE
    };
    for (i, a) in boxes.iter().enumerate() {
        let [left, top, right, bottom] = edges(a);
        assert!(
            a.corners.iter().all(|(x, y)| x.is_finite() && y.is_finite()),
            "{a:?} is not finite"
        );
        assert!(
            left >= safe && top >= safe && right <= page.width - safe && bottom <= page.height - safe,
            "{a:?} leaves the sheet"
        );
        if a.name != "ribbon" && a.name != "cut line" {
            assert!(
                left >= page.left - PULLED && right <= page.right + TOUCH,
                "{a:?} leaves the margins"
            );
            check_part(paper, a, page.height);
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
    let [left, top, right, bottom] = edges(qr);
    // The four modules of white that a scanner needs round the QR code.
    let white = 4.0 * page.module;
    let (left, top, right, bottom) = (left - white, top - white, right + white, bottom + white);
    let quiet = [(left, top), (right, top), (right, bottom), (left, bottom)];
    for other in boxes.iter().filter(|placed| placed.name != "qr") {
        assert!(
            !overlap(&quiet, &other.corners),
            "{other:?} stands in the quiet zone of the QR code"
        );
    }
}

/// Checks that a box stays in its part of the page: the guest's, the stub, one strip, the window, the letter.
fn check_part(paper: &VoucherPaper, placed: &PlacedBox, height: f32) {
    let [left, top, right, bottom] = edges(placed);
    let fold = height * 2.0 / 3.0;
    let inside = match paper.kind {
        PaperKind::Letter | PaperKind::A4 => {
            let drop = if paper.design.style == Style::Modern {
                6.0
            } else {
                0.0
            };
            (top >= FRAME && bottom <= fold - FRAME + drop) || top >= fold + SAFE
        }
        PaperKind::ThreeUp => top >= SAFE && bottom <= 264.0 - DRIFT + TOUCH,
        PaperKind::Receipt80 | PaperKind::Receipt58 => true,
        PaperKind::LetterMail | PaperKind::A4Mail => {
            let (tear, window) = if paper.kind == PaperKind::LetterMail {
                (528.0, [63.0, 180.0, 315.0, 228.0])
            } else {
                (544.3, [56.7, 90.7, 283.5, 204.1])
            };
            let [l, t, r, b] = window;
            let in_window = left < r && right > l && top < b && bottom > t;
            let recipient = placed.name == "recipient";
            let shown = left >= l && right <= r && top >= t - TOUCH && bottom <= b;
            assert!(!recipient || shown, "{placed:?} is not seen in the window");
            assert!(recipient || !in_window, "{placed:?} is seen in the window");
            bottom <= tear - 10.0 || top >= tear + DRIFT
        }
    };
    assert!(inside, "{placed:?} leaves its part of the page");
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
    for (name, paper) in samples::all() {
        for paper in [samples::long(paper.clone()), samples::bare(paper.clone()), paper] {
            for paper in [samples::with_logo(paper.clone()), paper] {
                let boxes = TYPESETTER.placed(&paper);
                check_boxes(&paper, &boxes.unwrap_or_else(|e| panic!("{name}: {e}")));
            }
        }
    }
}

#[test]
fn high_marks_have_air_above_them_on_a_receipt() {
    let air = |benefit: &str| {
        let mut paper = samples::certificate(PaperKind::Receipt80);
        paper.gives = Gives::Certificate {
            benefit: benefit.into(),
            detail: None,
        };
        let boxes = TYPESETTER.placed(&paper).unwrap();
        let of = |name: &str| edges(boxes.iter().find(|placed| placed.name == name).unwrap());
        (of("benefit")[1] - of("title")[3]) / DOT
    };
    let (plain, marked) = (air("Breakfast"), air("नाश्ता"));
    // A sixth of its 60 dots.
    assert!(
        (9.0..11.0).contains(&(marked - plain)),
        "{plain} and {marked} dots"
    );
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
            check_paper(&hostile);
            hostile.stub.given_by.clone_from(name);
            hostile.stub.approved_by = Some(name.clone());
            hostile.stub.note = name.repeat(10);
            check_paper(&hostile);
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
    let choices = (any::<[bool; 4]>(), 0..samples::KINDS.len());
    (choices, gives, texts).prop_map(
        |(
            ([modern, legend, coded, logo], kind),
            gives,
            (name, address, telephone, guest, apology, staff, note),
        )| {
            let mut paper = samples::check(samples::KINDS[kind].1);
            if modern {
                paper = samples::modern(paper);
            }
            if logo {
                paper = samples::with_logo(paper);
            }
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
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_keeps_its_place(paper in papers()) {
        check_paper(&paper);
    }
}
