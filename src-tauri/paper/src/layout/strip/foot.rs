//! The foot of a strip: code and expiry on one line, the fine print below them, the QR at the right.

use super::beside_qr;
use crate::colour::Ink;
use crate::layout::parts::fine::{self, Fine};
use crate::layout::parts::symbol;
use crate::layout::{Page, Refusal};
use crate::model::Gives;
use crate::sheet::Align;
use crate::text::BASELINE;
use crate::typeface::Face;
use crate::wording;

/// Side of a QR module: 0.9 mm.
const MODULE: f32 = 2.551;
const CODE: f32 = 16.0;
/// Baselines of the code and of the last line, and the top of the QR, above the bottom of the strip.
const CODE_LINE: f32 = 43.72;
const LAST: f32 = 19.64;
const QR_TOP: f32 = 71.6;

const FINE: fine::Look = fine::Look {
    size: 7.0,
    pitch: 9.4,
    issued: 140.0,
    most: 19.0,
};

/// The foot, measured but not yet printed.
pub(super) struct Foot {
    fine: Fine,
    /// The bottom of a strip whose foot stands where this one does.
    base: f32,
}

impl Foot {
    /// Top of the code.
    pub(super) fn top(&self) -> f32 {
        self.base - self.fine.grown - CODE_LINE - BASELINE * CODE
    }

    /// How far it has grown upward.
    pub(super) fn grown(&self) -> f32 {
        self.fine.grown
    }

    /// Where a text above the QR must end to leave its quiet zone free.
    pub(super) fn above_qr(&self) -> f32 {
        self.base - QR_TOP - symbol::quiet(MODULE)
    }
}

/// Measures the texts that decide how high the foot is.
pub(super) fn measure(page: &Page<'_>, inset: f32) -> Result<Foot, Refusal> {
    let fine = Fine::measure(page, &FINE, beside_qr(page) - page.left)?;
    // The foot of a check stands a point lower, to give its ribbon room.
    let lower = match page.paper.gives {
        Gives::Check { .. } => 1.0,
        Gives::Certificate { .. } => 0.0,
    };
    let base = page.sheet.height - inset + lower;
    Ok(Foot { fine, base })
}

/// Prints the foot.
pub(super) fn draw(page: &mut Page<'_>, foot: &Foot) -> Result<(), Refusal> {
    let (left, width) = (page.left, beside_qr(page) - page.left);
    let baseline = foot.base - foot.fine.grown - CODE_LINE;
    code(page, baseline);
    let at = (page.right - symbol::side(MODULE), foot.base - QR_TOP);
    symbol::draw(page, at, MODULE)?;
    let expires = page.fixed(Face::Bold, 10.5, 0.04, &wording::expires(page.paper.expires));
    page.at_baseline("expires", &expires, left, baseline, width, Align::Right);
    foot.fine.draw(page, left, foot.base - LAST, width);
    Ok(())
}

fn code(page: &mut Page<'_>, baseline: f32) {
    let (setting, ink) = match &page.paper.code {
        Some(code) => (page.fixed(Face::Mono, CODE, 0.02, &code.grouped), Ink::Black),
        None => (
            page.stock(Face::Sans, 9.0, 0.0, wording::BEFORE_ISSUE),
            symbol::GHOST_TEXT,
        ),
    };
    let y = baseline - BASELINE * setting.size;
    let place = page.across(y, Align::Left);
    page.sheet.text("code", &setting, place, ink);
}
