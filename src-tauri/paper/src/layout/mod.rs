//! Where everything stands. The measures are those of the paper design, in points from the top left; on receipts in dots
//! of the print head.
//!
//! A page has slots, and a slot is laid out by itself in its own measures: a full page is one, perforated stock has three,
//! a letter has one below its text. The rooms:
//! - `full`: one document on a sheet, the guest's part above, the office stub below;
//! - `strip`: one document on a third of a sheet, for perforated stock and for the tear-off part of a letter;
//! - `receipt`: measured from the top down, and the page made as long as it came out;
//! - `mail`: the letter;
//! - `recovery`: the sheet that keeps the recovery code;
//! - `report`: tables of figures on as many full pages as they take;
//! - `test_page`: what shows how a printer places the paper;
//! - `parts`: what several of them share.

mod full;
mod mail;
mod parts;
mod receipt;
mod recovery;
mod report;
mod strip;
mod test_page;

use crate::colour::{Ink, Rgb};
use crate::model::{Business, Design, PaperKind, Style, VoucherPaper};
use crate::sheet::{Align, Mark, Place, Point, Sheet};
use crate::text::{BASELINE, Fit, Setting, Text};
use crate::typeface::{Face, Typefaces};

pub(crate) use recovery::recovery;
pub(crate) use report::report;
pub(crate) use test_page::test_page;

/// US Letter.
const LETTER: (f32, f32) = (612.0, 792.0);
const A4: (f32, f32) = (595.28, 841.89);

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
    FinePrint,
    Recipient,
    Letter,
    Closing,
    SignedBy,
}

/// Why a layout failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    TooLong(Part),
    Qr,
}

/// How many documents stand on one page.
pub(crate) fn slots(kind: PaperKind) -> usize {
    match kind {
        PaperKind::ThreeUp => strip::PER_PAGE,
        _ => 1,
    }
}

/// Lays one document out in its slot.
pub(crate) fn slot(faces: &Typefaces, paper: &VoucherPaper) -> Result<Sheet, Refusal> {
    match paper.kind {
        PaperKind::Letter => full::sheet(faces, paper, LETTER),
        PaperKind::A4 => full::sheet(faces, paper, A4),
        PaperKind::ThreeUp => strip::on_stock(faces, paper),
        PaperKind::Receipt80 => receipt::sheet(faces, paper, &receipt::WIDE),
        PaperKind::Receipt58 => receipt::sheet(faces, paper, &receipt::NARROW),
        PaperKind::LetterMail => mail::sheet(faces, paper, &mail::NO_10),
        PaperKind::A4Mail => mail::sheet(faces, paper, &mail::DIN_LANG),
    }
}

/// Puts laid out documents on one page, from the top. Where a page has one slot, the slot is the page.
pub(crate) fn page(kind: PaperKind, slots: impl IntoIterator<Item = Sheet>) -> Sheet {
    let mut slots = slots.into_iter();
    match kind {
        PaperKind::ThreeUp => {
            let mut page = Sheet::new(LETTER.0, LETTER.1);
            for (i, slot) in slots.enumerate() {
                page.put(slot, (0.0, strip::HEIGHT * i as f32));
            }
            page
        }
        _ => slots.next().unwrap_or_default(),
    }
}

/// A slot being laid out: its sheet, the edges of its text, its ends and its inks.
struct Page<'a> {
    faces: &'a Typefaces,
    paper: &'a VoucherPaper,
    sheet: Sheet,
    /// Left and right edge of the text.
    left: f32,
    right: f32,
    /// Bottom of the guest's part.
    fold: f32,
    accent: Ink,
    /// The flat fill of the ribbon; `None` leaves it white.
    tint: Option<Ink>,
}

impl<'a> Page<'a> {
    /// A slot of this size whose text stands between `edges`, in the shop's colours.
    fn new(
        faces: &'a Typefaces,
        paper: &'a VoucherPaper,
        (width, height): (f32, f32),
        edges: (f32, f32),
    ) -> Self {
        let (accent, tint) = inks(&paper.design);
        Page {
            faces,
            paper,
            sheet: Sheet::new(width, height),
            left: edges.0,
            right: edges.1,
            fold: height,
            accent,
            tint,
        }
    }

    fn modern(&self) -> bool {
        self.paper.design.style == Style::Modern
    }

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

    /// The place of a text as wide as the slot's text block, with its top at `y`.
    fn across(&self, y: f32, align: Align) -> Place {
        Place {
            x: self.left,
            y,
            width: self.measure(),
            align,
        }
    }

    /// A black line from edge to edge.
    fn rule(&mut self, y: f32, width: f32) {
        self.sheet
            .rule((self.left, y), (self.right, y), width, Ink::Black);
    }

    /// Width of the text block between the margins.
    fn measure(&self) -> f32 {
        self.right - self.left
    }

    fn middle(&self) -> f32 {
        (self.left + self.right) / 2.0
    }

    /// Width and height of the logo fitted into a square of `side`, if the shop has one.
    fn logo(&self, side: f32) -> Option<(f32, f32)> {
        let logo = self.paper.design.logo.as_ref()?;
        let (width, height) = (logo.width() as f32, logo.height() as f32);
        let longest = width.max(height);
        (longest > 0.0).then(|| (width / longest * side, height / longest * side))
    }

    /// Draws the logo in the middle of a square of `side` at `at`.
    fn draw_logo(&mut self, (x, y): Point, side: f32) {
        let Some((width, height)) = self.logo(side) else {
            return;
        };
        let Some(logo) = self.paper.design.logo.clone() else {
            return;
        };
        let at = (x + (side - width) / 2.0, y + (side - height) / 2.0);
        self.sheet.occupy("logo", at.0, at.1, width, height);
        self.sheet.marks.push(Mark::Image {
            logo,
            at,
            width,
            height,
        });
    }
}

/// The accent, dark enough to be read, and the ribbon's fill.
fn inks(design: &Design) -> (Ink, Option<Ink>) {
    let [r, g, b] = design.accent;
    let accent = Rgb::from_bytes(r, g, b).readable_on_white();
    let tint = (!design.save_ink).then(|| Ink::Colour(accent.tint()));
    (Ink::Colour(accent), tint)
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
