//! The apology of a check, which wraps along the ribbon below it.

use super::ribbon::Ribbon;
use crate::colour::Ink;
use crate::layout::{Page, Part, Refusal};
use crate::sheet::{Align, Place, line_bottom};
use crate::text::Fit;
use crate::typeface::Face;

/// How the apology is set on one kind of check.
pub(in crate::layout) struct Apology {
    pub(in crate::layout) top: f32,
    pub(in crate::layout) face: Face,
    pub(in crate::layout) fit: Fit,
    /// No line is longer than this.
    pub(in crate::layout) width: f32,
    /// A line in the ribbon's triangle is no shorter than this.
    pub(in crate::layout) least_width: f32,
    /// White between the text and the ribbon.
    pub(in crate::layout) clear: f32,
}

impl Apology {
    /// Sets the shop's words as large as they fit; nothing where it has none.
    pub(in crate::layout) fn along(&self, page: &mut Page<'_>, ribbon: &Ribbon) -> Result<(), Refusal> {
        let Some(text) = page.optional(self.face, page.paper.apology.as_deref()) else {
            return Ok(());
        };
        let left = page.left;
        let width = |line: usize, size: f32| {
            let bottom = line_bottom(self.top, size) + line as f32 * self.fit.leading * size;
            let room = (ribbon.reach_above(bottom + self.clear) - left).min(self.width);
            if room < self.least_width { 0.0 } else { room }
        };
        let setting = text
            .fit_shape(self.fit, &width)
            .ok_or(Refusal::TooLong(Part::Apology))?;
        // Lines that begin at the right keep clear of the ribbon only if the lowest has room for the longest.
        let narrowest = width(setting.lines.len().saturating_sub(1), setting.size);
        let align = if setting.width() <= narrowest {
            Align::Start
        } else {
            Align::Left
        };
        let place = Place {
            width: narrowest,
            ..page.across(self.top, align)
        };
        page.sheet.text("apology", &setting, place, Ink::Black);
        Ok(())
    }
}
