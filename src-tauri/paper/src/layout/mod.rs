//! Where everything stands. One module for each part of the page; the measures are those of the paper design, in
//! points from the top left of the sheet.
//!
//! A sheet is three thirds: the guest's part takes two, the office stub one, and the fold line between them is the
//! origin of everything below the middle, so that US Letter and A4 share one set of measures.

mod certificate;
mod check;
mod foot;
mod frame;
mod guest;
mod stub;

use crate::colour::{Ink, Rgb};
use crate::model::{Business, Gives, PaperKind, VoucherPaper};
use crate::sheet::{Align, Place, Sheet};
use crate::text::{BASELINE, Fit, Setting, Text};
use crate::typeface::{Face, Typefaces};

/// Left and right margin of all text.
const MARGIN: f32 = 72.0;

/// A text that can turn out too long for the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Business,
    Address,
    Telephone,
    Amount,
    Benefit,
    Detail,
    Guest,
    Apology,
    IssuedBy,
}

/// Why a layout failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    TooLong(Part),
    Qr,
    NoSuchLayout,
}

/// The page being laid out.
struct Page<'a> {
    faces: &'a Typefaces,
    paper: &'a VoucherPaper,
    sheet: Sheet,
    /// The fold between the guest's part and the stub.
    fold: f32,
    accent: Rgb,
}

/// Lays the document out on one sheet.
pub(crate) fn voucher(faces: &Typefaces, paper: &VoucherPaper) -> Result<Sheet, Refusal> {
    let (width, height) = match paper.kind {
        PaperKind::Letter => (612.0, 792.0),
        PaperKind::A4 => (595.28, 841.89),
        _ => return Err(Refusal::NoSuchLayout),
    };
    let [r, g, b] = paper.design.accent;
    let mut page = Page {
        faces,
        paper,
        sheet: Sheet::new(width, height),
        fold: height * 2.0 / 3.0,
        accent: Rgb::from_bytes(r, g, b).readable_on_white(),
    };
    frame::draw(&mut page);
    let foot = foot::measure(&page)?;
    match &paper.gives {
        Gives::Check { amount } => check::draw(&mut page, amount, &foot)?,
        Gives::Certificate { benefit, detail } => {
            certificate::draw(&mut page, benefit, detail.as_deref(), &foot)?;
        }
    }
    foot::draw(&mut page, &foot)?;
    frame::cut_line(&mut page);
    stub::draw(&mut page);
    Ok(page.sheet)
}

impl<'a> Page<'a> {
    fn text(&self, face: Face, source: &str) -> Text<'a> {
        Text::new(self.faces, face, source)
    }

    /// One line of a text every document has.
    fn stock(&self, face: Face, size: f32, tracking: f32, source: &'static str) -> Setting {
        Text::stock(self.faces, face, size, tracking, source)
    }

    /// One line of a text whose length is known, at exactly this size.
    fn fixed(&self, face: Face, size: f32, tracking: f32, source: &str) -> Setting {
        Text::tracked(self.faces, face, tracking, source).set(size, 1.2)
    }

    /// The optional text, unless there is nothing to print.
    fn optional(&self, face: Face, source: Option<&str>) -> Option<Text<'a>> {
        source
            .map(|source| self.text(face, source))
            .filter(|text| !text.is_empty())
    }

    /// Prints a text whose first baseline is at `baseline`.
    fn at_baseline(
        &mut self,
        name: &'static str,
        setting: &Setting,
        x: f32,
        baseline: f32,
        width: f32,
        align: Align,
    ) {
        let place = Place {
            x,
            y: baseline - BASELINE * setting.size,
            width,
            align,
        };
        self.sheet.text(name, setting, place, Ink::Black);
    }

    fn accent(&self) -> Ink {
        Ink::Colour(self.accent)
    }

    /// Width of the text block between the margins.
    fn measure(&self) -> f32 {
        self.sheet.width - 2.0 * MARGIN
    }

    fn middle(&self) -> f32 {
        self.sheet.width / 2.0
    }

    fn right(&self) -> f32 {
        self.sheet.width - MARGIN
    }
}

/// Which of address and telephone to shorten when the two together do not fit: the longer.
fn longer_contact(business: &Business) -> Part {
    if business.telephone.chars().count() > business.address.chars().count() {
        Part::Telephone
    } else {
        Part::Address
    }
}

/// A text fitted into a box of one width, or the refusal that names it.
fn fitted(text: &Text<'_>, fit: Fit, width: f32, part: Part) -> Result<Setting, Refusal> {
    text.fit(fit, width).ok_or(Refusal::TooLong(part))
}
