//! One document on a third of a sheet: three to a page on perforated stock, and the tear-off part of a letter.
//!
//! The head hangs from the top of the strip, the foot stands on its bottom, and the middle takes what is left, so that the
//! measures of the design, for a strip of 264 points, serve every height.

mod certificate;
mod check;
mod foot;
mod stub;

use super::{Page, Refusal};
use crate::model::{Gives, VoucherPaper};
use crate::sheet::Sheet;
use crate::typeface::Typefaces;

/// Strips on a sheet of perforated stock.
pub(super) const PER_PAGE: usize = 3;
/// From one perforation of the stock to the next.
pub(super) const HEIGHT: f32 = 264.0;
/// Edges of the guest's text on stock.
const EDGES: (f32, f32) = (24.0, 448.0);
/// Where the stub is cut off; a perforation is never printed, but the stock has none here.
const CUT: f32 = 460.0;
/// Width of the column at the right that holds the QR code, with the white before it.
const QR_COLUMN: f32 = 70.0;

/// The strip as it stands on perforated stock, with its stub.
pub(super) fn on_stock(faces: &Typefaces, paper: &VoucherPaper) -> Result<Sheet, Refusal> {
    let mut page = Page::new(faces, paper, (612.0, HEIGHT), EDGES);
    draw(&mut page, 0.0)?;
    page.sheet
        .dashed((CUT, 16.0), (CUT, HEIGHT - 16.0), 0.5, (2.0, 3.0));
    stub::draw(&mut page);
    Ok(page.sheet.in_reading_order())
}

/// The guest's part into the whole height of the page's sheet. On stock its outermost boxes keep 17 points clear of the
/// perforations; `inset` keeps them that much further in.
pub(super) fn draw(page: &mut Page<'_>, inset: f32) -> Result<(), Refusal> {
    let foot = foot::measure(page, inset)?;
    match &page.paper.gives {
        Gives::Check { amount } => check::draw(page, amount, inset, &foot)?,
        Gives::Certificate { benefit, detail } => {
            certificate::draw(page, benefit, detail.as_deref(), inset, &foot)?;
        }
    }
    foot::draw(page, &foot)
}

/// Right edge of what stands beside the QR code.
fn beside_qr(page: &Page<'_>) -> f32 {
    page.right - QR_COLUMN
}
