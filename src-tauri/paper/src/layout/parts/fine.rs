//! The fine print: the required sentences and the shop's own after them, where the document is good, and who issued it.
//! It stands on its last line and grows upward.

use crate::layout::{Page, Part, Refusal, fitted};
use crate::sheet::Align;
use crate::text::{Breaking, Fit, LINE_BOX, Setting};
use crate::typeface::Face;
use crate::wording;

/// Least white between the two texts that share the last line.
const GUTTER: f32 = 12.0;
/// Below this size no required sentence is set.
const LEAST: f32 = 7.0;
/// Lines of its own that a very long name may take.
const MOST_ISSUED: usize = 2;

/// The measures of one paper's fine print, in points.
pub(in crate::layout) struct Look {
    pub(in crate::layout) size: f32,
    /// Distance of baselines.
    pub(in crate::layout) pitch: f32,
    /// What the date and a name of usual length take of the last line.
    pub(in crate::layout) issued: f32,
    /// How far it may grow upward: with more, it would drive the code into what stands above.
    pub(in crate::layout) most: f32,
}

/// The fine print, measured but not yet printed.
pub(in crate::layout) struct Fine {
    terms: Setting,
    valid: Setting,
    issued: Setting,
    /// Whether the issuer's name is too long to share a line.
    issued_below: bool,
    pitch: f32,
    /// How much taller than two lines it came out.
    pub(in crate::layout) grown: f32,
}

impl Fine {
    /// Fits the fine print into `width` points.
    pub(in crate::layout) fn measure(page: &Page<'_>, look: &Look, width: f32) -> Result<Self, Refusal> {
        let business = &page.paper.business;
        let text = wording::issued(page.paper.issued, &page.paper.issued_by);
        let issued = page.text(Face::Sans, &text);
        let shortest = page.stock(Face::Sans, look.size, 0.0, wording::valid_at_shortest(business));
        let beside = |room: f32| {
            let fit = Fit {
                least: LEAST.min(look.size),
                ..Fit::line(look.size)
            };
            issued.fit_normally(fit, &|_, _| room)
        };
        let shared = beside(look.issued).or_else(|| beside(width - GUTTER - shortest.width()));
        let issued_below = shared.is_none();
        let (issued, room, mut grown) = match shared {
            Some(issued) => {
                let room = width - issued.width().max(look.issued - GUTTER) - GUTTER;
                (issued, room, 0.0)
            }
            None => {
                let fit = Fit {
                    lines: (1, MOST_ISSUED),
                    leading: look.pitch / look.size,
                    least: LEAST.min(look.size),
                    ..Fit::line(look.size)
                };
                let issued = fitted(&issued, fit, width, Part::IssuedBy)?;
                let grown = issued.height() + look.pitch - LINE_BOX * look.size;
                (issued, width, grown)
            }
        };
        let valid = wording::valid_at(business)
            .iter()
            .map(|wording| page.fixed(Face::Sans, look.size, 0.0, wording))
            .find(|wording| wording.width() <= room)
            .unwrap_or(shortest);
        let terms = terms(page, look, width, look.most - grown)?;
        grown += (terms.lines.len().max(1) - 1) as f32 * look.pitch;
        Ok(Fine {
            terms,
            valid,
            issued,
            issued_below,
            pitch: look.pitch,
            grown,
        })
    }

    /// Prints it from `x`, its last line's baseline at `last`.
    pub(in crate::layout) fn draw(&self, page: &mut Page<'_>, x: f32, last: f32, width: f32) {
        let below = if self.issued_below {
            self.issued.lines.len()
        } else {
            0
        };
        // An issuer's name that was shrunk has closer lines, and ends above the last baseline rather than below it.
        let valid = last - below as f32 * self.pitch;
        let terms = valid - self.terms.lines.len().max(1) as f32 * self.pitch;
        page.at_baseline("terms", &self.terms, x, terms, width, Align::Left);
        page.at_baseline("valid at", &self.valid, x, valid, width, Align::Left);
        if self.issued_below {
            page.at_baseline("issued", &self.issued, x, valid + self.pitch, width, Align::Left);
        } else {
            page.at_baseline("issued", &self.issued, x, valid, width, Align::Right);
        }
    }
}

/// The required sentences, with the shop's own after them on as many lines as there is room to grow for.
fn terms(page: &Page<'_>, look: &Look, width: f32, most: f32) -> Result<Setting, Refusal> {
    let required = wording::terms(&page.paper.gives);
    let own = page.paper.design.fine_print.as_deref().unwrap_or_default();
    if own.trim().is_empty() {
        return Ok(page.stock(Face::Sans, look.size, 0.0, required));
    }
    let text = page.text(Face::Sans, &wording::with_fine_print(required, own));
    let lines = 1 + (most / look.pitch).max(0.0) as usize;
    let fit = Fit {
        size: look.size,
        least: LEAST.min(look.size),
        lines: (1, lines),
        leading: look.pitch / look.size,
        balanced: false,
    };
    let smallest = Fit {
        size: fit.least,
        ..fit
    };
    text.fit_normally(fit, &|_, _| width)
        .or_else(|| text.wrap_at(smallest, Breaking::Anywhere, width))
        .ok_or(Refusal::TooLong(Part::FinePrint))
}
