//! The letter: the shop's apology in its own words, folded for a window envelope, and the document as its tear-off part.

use super::full::cut_line;
use super::parts::head::{self, Beside};
use super::{A4, LETTER, Page, Part, Refusal, strip};
use crate::colour::Ink;
use crate::model::{Letter, VoucherPaper};
use crate::sheet::{Align, Place, Sheet};
use crate::text::{Breaking, Fit, Setting};
use crate::typeface::{Face, Typefaces};
use crate::wording;

/// The tear-off part keeps its text this much further from its ends than a strip on stock.
const INSET: f32 = 6.0;
/// From the first fold to the letter's first line.
const BELOW_FOLD: f32 = 27.0;
const PARAGRAPH_GAP: f32 = 10.0;
/// White for a signature in ink.
const SIGNATURE: f32 = 34.0;
/// The letter ends this far above the tear-off part.
const ABOVE_CUT: f32 = 14.0;
/// Sizes of the letter; if it does not fit at the last, it is too long.
const LADDER: [f32; 4] = [11.0, 10.5, 10.0, 9.5];
const MOST_LINES: usize = 60;
/// Distance of the recipient's baselines.
const RECIPIENT_PITCH: f32 = 12.5;
const RECIPIENT_WIDTH: f32 = 234.0;

/// How a sheet is folded, and what its envelope's window shows.
pub(super) struct Folding {
    pub(super) sheet: (f32, f32),
    pub(super) margin: f32,
    /// Where the logo and the name stand.
    head: f32,
    pub(super) folds: [f32; 2],
    /// Top of the recipient's lines, and how many the window shows.
    recipient: f32,
    lines: usize,
    /// Left, top, width and height of what the window shows in every position of the sheet.
    pub(super) window: [f32; 4],
}

/// US Letter for a No. 10 envelope.
pub(super) const NO_10: Folding = Folding {
    sheet: LETTER,
    margin: 72.0,
    head: 40.0,
    folds: [264.0, 528.0],
    recipient: 180.0,
    lines: 4,
    window: [63.0, 180.0, 252.0, 48.0],
};

/// A4 for a DIN lang envelope, folded by DIN 5008 form A.
pub(super) const DIN_LANG: Folding = Folding {
    sheet: A4,
    margin: 70.9,
    head: 30.0,
    folds: [246.6, 544.3],
    recipient: 127.6,
    lines: 6,
    window: [56.7, 90.7, 226.8, 113.4],
};

/// Lays the letter and its tear-off part out on one sheet.
pub(super) fn sheet(faces: &Typefaces, paper: &VoucherPaper, folding: &Folding) -> Result<Sheet, Refusal> {
    let (width, height) = folding.sheet;
    let edges = (folding.margin, width - folding.margin);
    let mut page = Page::new(faces, paper, folding.sheet, edges);
    head(&mut page, folding.head)?;
    if let Some(letter) = &paper.letter {
        recipient(&mut page, folding, letter)?;
        let date = page.fixed(Face::Sans, 9.0, 0.0, &wording::long_day(paper.issued));
        let baseline = folding.recipient + 7.8;
        let (left, measure) = (page.left, page.measure());
        page.at_baseline("date", &date, left, baseline, measure, Align::Right);
        body(&mut page, folding, letter)?;
    }
    let [fold, tear] = folding.folds;
    page.sheet.rule((10.0, fold), (20.0, fold), 0.4, Ink::Black);
    cut_line(&mut page, tear, wording::CUT_OR_TEAR);
    let mut sheet = page.sheet.in_reading_order();

    let mut part = Page::new(faces, paper, (width, height - tear), edges);
    strip::draw(&mut part, INSET)?;
    sheet.put(part.sheet.in_reading_order(), (0.0, tear));
    Ok(sheet)
}

fn head(page: &mut Page<'_>, top: f32) -> Result<(), Refusal> {
    let look = Beside {
        axis: top + 19.0,
        top: 16.0,
        logo: (38.0, 12.0),
        name: Fit {
            size: if page.modern() { 15.0 } else { 13.5 },
            least: 10.0,
            lines: (1, 2),
            leading: 1.25,
            balanced: true,
        },
        tracking: 0.13,
        address: Fit {
            size: 8.0,
            least: 6.5,
            lines: (3, 5),
            leading: 1.4,
            balanced: false,
        },
        address_width: 150.0,
    };
    head::beside(page, &look).map(drop)
}

/// Name and address in the window, as many lines as it shows.
fn recipient(page: &mut Page<'_>, folding: &Folding, letter: &Letter) -> Result<(), Refusal> {
    let text = page.text(Face::Sans, &letter.recipient.join("\n"));
    let fit = Fit {
        size: 10.0,
        least: 8.5,
        lines: (folding.lines, folding.lines),
        leading: RECIPIENT_PITCH / 10.0,
        balanced: false,
    };
    let mut setting = text
        .fit_normally(fit, &|_, _| RECIPIENT_WIDTH)
        .ok_or(Refusal::TooLong(Part::Recipient))?;
    setting.leading = RECIPIENT_PITCH;
    let place = Place {
        x: page.left,
        y: folding.recipient,
        width: RECIPIENT_WIDTH,
        align: Align::Left,
    };
    page.sheet.text("recipient", &setting, place, Ink::Black);
    Ok(())
}

/// The letter's paragraphs, its closing and the name below white for a signature.
struct Words {
    paragraphs: Vec<Setting>,
    closing: Option<Setting>,
    signed_by: Option<Setting>,
}

impl Words {
    fn set(page: &Page<'_>, letter: &Letter, size: f32) -> Result<Self, Refusal> {
        let face = if page.modern() { Face::Sans } else { Face::Serif };
        let width = page.measure();
        let fit = Fit {
            size,
            least: size,
            lines: (1, MOST_LINES),
            leading: 16.3 / 11.0,
            balanced: false,
        };
        let set = |source: &str, lines: usize, part: Part| {
            let text = page.text(face, source);
            if text.is_empty() {
                return Ok(None);
            }
            let fit = Fit {
                lines: (1, lines),
                ..fit
            };
            [Breaking::Words, Breaking::Hyphens, Breaking::Anywhere]
                .into_iter()
                .find_map(|breaking| text.wrap_at(fit, breaking, width))
                .map(Some)
                .ok_or(Refusal::TooLong(part))
        };
        let mut paragraphs = Vec::new();
        for paragraph in wording::paragraphs(&letter.body) {
            paragraphs.extend(set(&paragraph, MOST_LINES, Part::Letter)?);
        }
        Ok(Words {
            paragraphs,
            closing: set(&letter.closing, 2, Part::Closing)?,
            signed_by: set(&letter.signed_by, 2, Part::SignedBy)?,
        })
    }

    fn height(&self) -> f32 {
        let paragraphs = self.paragraphs.iter().map(|p| p.height() + PARAGRAPH_GAP);
        let closing = self.closing.as_ref().map_or(0.0, Setting::height);
        let signed_by = self.signed_by.as_ref().map_or(0.0, Setting::height);
        paragraphs.sum::<f32>() + closing + SIGNATURE + signed_by
    }
}

fn body(page: &mut Page<'_>, folding: &Folding, letter: &Letter) -> Result<(), Refusal> {
    let [fold, tear] = folding.folds;
    let top = fold + BELOW_FOLD;
    let room = tear - ABOVE_CUT - top;
    let mut settled = Err(Refusal::TooLong(Part::Letter));
    for size in LADDER {
        settled = Words::set(page, letter, size).and_then(|words| {
            if words.height() <= room {
                Ok(words)
            } else {
                Err(Refusal::TooLong(Part::Letter))
            }
        });
        if settled.is_ok() {
            break;
        }
    }
    let words = settled?;
    let mut y = top;
    for paragraph in &words.paragraphs {
        let place = page.across(y, Align::Left);
        y = page.sheet.text("letter", paragraph, place, Ink::Black) + PARAGRAPH_GAP;
    }
    if let Some(closing) = &words.closing {
        let place = page.across(y, Align::Left);
        y = page.sheet.text("closing", closing, place, Ink::Black);
    }
    if let Some(signed_by) = &words.signed_by {
        let place = page.across(y + SIGNATURE, Align::Left);
        page.sheet.text("signed by", signed_by, place, Ink::Black);
    }
    Ok(())
}
