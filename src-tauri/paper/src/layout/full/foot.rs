//! The foot of the guest's part, the same on both documents: code, expiry, QR, fine print, issued by whom. It stands
//! on the bottom of the frame and grows upward.

use crate::colour::Ink;
use crate::layout::parts::fine::{self, Fine};
use crate::layout::parts::symbol;
use crate::layout::{Page, Refusal};
use crate::sheet::{Align, Place};
use crate::text::BASELINE;
use crate::typeface::Face;
use crate::wording;

/// Side of a QR module: 0.95 mm.
const MODULE: f32 = 2.692;
/// The last line's baseline above the fold.
const LAST: f32 = 51.92;
/// Without a frame to stand on, the foot stands lower.
const MODERN_DROP: f32 = 6.0;

const FINE: fine::Look = fine::Look {
    size: 8.0,
    pitch: 11.2,
    issued: 159.5,
    most: 25.0,
};

/// The foot, measured but not yet printed.
pub(super) struct Foot {
    fine: Fine,
    /// What everything in it but the last lines is measured up from.
    base: f32,
}

impl Foot {
    /// Top of the QR symbol.
    fn qr_top(&self) -> f32 {
        self.base - 138.852
    }

    /// The rule that closes a certificate's middle.
    pub(super) fn rule(&self) -> f32 {
        self.base - 152.85
    }

    /// Where a text above the QR must end to leave its quiet zone free.
    pub(super) fn above_qr(&self) -> f32 {
        self.qr_top() - symbol::quiet(MODULE) - 1.0
    }
}

fn drop(page: &Page<'_>) -> f32 {
    if page.modern() { MODERN_DROP } else { 0.0 }
}

/// Measures the texts that decide how high the foot is.
pub(super) fn measure(page: &Page<'_>) -> Result<Foot, Refusal> {
    let fine = Fine::measure(page, &FINE, page.measure())?;
    let base = page.fold + drop(page) - fine.grown;
    Ok(Foot { fine, base })
}

/// Prints the foot: code, expiry, fine print, issue.
pub(super) fn draw(page: &mut Page<'_>, foot: &Foot) -> Result<(), Refusal> {
    let (base, measure, left) = (foot.base, page.measure(), page.left);
    code(page, base - 120.69);
    symbol::draw(page, (page.right - symbol::side(MODULE), foot.qr_top()), MODULE)?;
    let expires = page.fixed(Face::Bold, 12.0, 0.05, &wording::expires(page.paper.expires));
    page.at_baseline("expires", &expires, left, base - 87.2, measure, Align::Left);
    let last = page.fold + drop(page) - LAST;
    foot.fine.draw(page, left, last, measure);
    Ok(())
}

fn code(page: &mut Page<'_>, baseline: f32) {
    let (left, measure) = (page.left, page.measure());
    let Some(code) = &page.paper.code else {
        let notice = page.stock(Face::Sans, 11.0, 0.0, wording::BEFORE_ISSUE);
        let place = Place {
            x: left,
            y: baseline - 4.0 - BASELINE * 11.0,
            width: measure,
            align: Align::Left,
        };
        page.sheet.text("code", &notice, place, symbol::GHOST_TEXT);
        return;
    };
    let grouped = page.fixed(Face::Mono, 22.0, 0.03, &code.grouped);
    // The mono's first letters stand a little inside their advance; pulled out, they align with the text below.
    let place = Place {
        x: left - 0.8,
        y: baseline - BASELINE * 22.0,
        width: measure,
        align: Align::Left,
    };
    page.sheet.text("code", &grouped, place, Ink::Black);
}
