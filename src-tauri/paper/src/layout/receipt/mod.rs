//! One document on a receipt roll, in dots of a head that has 203.2 of them to the inch, 8 to the millimetre. It prints
//! black or white, so there is no tint and no accent. Everything is measured from the top down, and the page made as long
//! as that came out.

mod face;
mod flow;
mod ribbon;
mod stub;

use super::{Page, Refusal};
use crate::colour::Ink;
use crate::model::{Gives, VoucherPaper};
use crate::sheet::Sheet;
use crate::typeface::Typefaces;
use flow::Flow;

/// Points in a dot.
const DOT: f32 = 72.0 / 203.2;
/// White the paper is fed after the last line.
const FEED: f32 = 48.0;
/// The page's height is a multiple of this.
const STEP: f32 = 8.0;
/// Side of a QR module: a whole number of dots, 1 mm.
const MODULE: f32 = 8.0;

/// A width of roll, with the sizes its texts have. Lengths in dots.
pub(super) struct Roll {
    width: f32,
    /// Left and right edge of the text.
    edges: (f32, f32),
    business: f32,
    /// Size of the title on a check.
    title: f32,
    benefit: f32,
    /// Size of the code on a certificate.
    code: f32,
    expires: f32,
    /// Whether the fine print has room beside the QR, and the legend on one line.
    wide: bool,
    /// From the left edge to the values of the stub.
    values: f32,
    /// White between the two write-in lines.
    gutter: f32,
}

/// 80 mm.
pub(super) const WIDE: Roll = Roll {
    width: 640.0,
    edges: (32.0, 608.0),
    business: 38.0,
    title: 44.0,
    benefit: 60.0,
    code: 56.0,
    expires: 36.0,
    wide: true,
    values: 130.0,
    gutter: 46.0,
};

/// 58 mm.
pub(super) const NARROW: Roll = Roll {
    width: 464.0,
    edges: (40.0, 424.0),
    business: 33.0,
    title: 40.0,
    benefit: 44.0,
    code: 44.0,
    expires: 32.0,
    wide: false,
    values: 122.0,
    gutter: 30.0,
};

/// How long a test page for a roll is, in points.
pub(super) const ROLL_LENGTH: f32 = 198.4;

impl Roll {
    /// The roll's width in points.
    pub(super) fn points(&self) -> f32 {
        whole(self.width * DOT)
    }
}

/// Lays the document out on a page of the roll's width and its own length.
pub(super) fn sheet(faces: &Typefaces, paper: &VoucherPaper, roll: &Roll) -> Result<Sheet, Refusal> {
    let mut page = Page::new(faces, paper, (roll.width, 0.0), roll.edges);
    (page.accent, page.tint) = (Ink::Black, None);
    let mut flow = Flow::new(page, 24.0);
    face::head(&mut flow, roll);
    match &paper.gives {
        Gives::Check { amount } => face::check(&mut flow, roll, amount)?,
        Gives::Certificate { benefit, detail } => {
            face::certificate(&mut flow, roll, benefit, detail.as_deref());
        }
    }
    face::foot(&mut flow, roll)?;
    stub::draw(&mut flow, roll);
    let mut sheet = flow.page.sheet.in_reading_order();
    sheet.height = ((flow.y + FEED) / STEP).ceil() * STEP;
    let mut sheet = Sheet::in_points(sheet, DOT);
    (sheet.width, sheet.height) = (roll.points(), whole(sheet.height));
    Ok(sheet)
}

/// A length of the page as the file states it, in hundredths of a point, and never more than it is: that would be one
/// more row or column of dots.
fn whole(length: f32) -> f32 {
    (length * 100.0).floor() / 100.0
}
