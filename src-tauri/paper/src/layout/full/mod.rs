//! One document on a whole sheet: the guest's part on two thirds, the office stub on one. The fold line between them is
//! the origin of everything below the middle, so that US Letter and A4 share one set of measures.

mod certificate;
mod check;
mod foot;
mod frame;
mod stub;

use super::{Page, Refusal};
use crate::model::{Gives, VoucherPaper};
use crate::sheet::Sheet;
use crate::typeface::Typefaces;
use crate::wording;

pub(super) use frame::cut_line;

/// Left and right margin of all text, in the classic style and in the modern one, which has no frame.
const MARGIN: f32 = 72.0;
const MODERN_MARGIN: f32 = 60.0;

/// Lays the document out on a sheet of this size.
pub(super) fn sheet(
    faces: &Typefaces,
    paper: &VoucherPaper,
    (width, height): (f32, f32),
) -> Result<Sheet, Refusal> {
    let mut page = Page::new(faces, paper, (width, height), (MARGIN, width - MARGIN));
    if page.modern() {
        (page.left, page.right) = (MODERN_MARGIN, width - MODERN_MARGIN);
    }
    page.fold = height * 2.0 / 3.0;
    if !page.modern() {
        frame::draw(&mut page);
    }
    let foot = foot::measure(&page)?;
    match &paper.gives {
        Gives::Check { amount } => check::draw(&mut page, amount, &foot)?,
        Gives::Certificate { benefit, detail } => {
            certificate::draw(&mut page, benefit, detail.as_deref(), &foot)?;
        }
    }
    foot::draw(&mut page, &foot)?;
    let fold = page.fold;
    cut_line(&mut page, fold, wording::CUT);
    stub::draw(&mut page);
    Ok(page.sheet.in_reading_order())
}
