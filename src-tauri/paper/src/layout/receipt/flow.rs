//! Text set from the top down, as much as there is.

use crate::colour::Ink;
use crate::layout::Page;
use crate::sheet::Align;
use crate::text::{Breaking, Fit, Setting, Text};
use crate::typeface::Face;

/// More lines than any text that is short enough to be set.
const MOST_LINES: usize = 400;

/// A page and how far down it is filled, in dots.
pub(super) struct Flow<'a> {
    pub(super) page: Page<'a>,
    pub(super) y: f32,
}

/// How a text of the flow is set: face, size, distance of baselines in em.
#[derive(Clone, Copy)]
pub(super) struct Type {
    pub(super) face: Face,
    pub(super) size: f32,
    /// On one line it may shrink to this before it wraps.
    pub(super) least: f32,
    pub(super) leading: f32,
    pub(super) balanced: bool,
}

impl Type {
    pub(super) const fn new(face: Face, size: f32, leading: f32) -> Self {
        Type {
            face,
            size,
            least: size,
            leading,
            balanced: false,
        }
    }
}

impl<'a> Flow<'a> {
    pub(super) fn new(page: Page<'a>, y: f32) -> Self {
        Flow { page, y }
    }

    /// The text on as many lines as it needs; the height of a receipt follows its text, so it always fits.
    pub(super) fn set(&self, kind: Type, source: &str, width: f32) -> Setting {
        let text = self.page.text(kind.face, source);
        let one = Fit {
            size: kind.size,
            least: kind.least,
            lines: (1, 1),
            leading: kind.leading,
            balanced: false,
        };
        let many = Fit {
            least: kind.size,
            lines: (1, MOST_LINES),
            balanced: kind.balanced,
            ..one
        };
        text.fit_normally(one, &|_, _| width)
            .or_else(|| wrapped(&text, many, width))
            .unwrap_or_default()
    }

    /// Prints a setting `gap` below what is there, lower where marks stand high.
    pub(super) fn put(&mut self, name: &'static str, gap: f32, setting: &Setting, align: Align) {
        if setting.lines.is_empty() {
            return;
        }
        let place = self.page.across(self.y + gap + setting.rise(), align);
        self.y = self.page.sheet.text(name, setting, place, Ink::Black);
    }

    /// Sets and prints a text over the whole width.
    pub(super) fn text(&mut self, name: &'static str, gap: f32, kind: Type, source: &str) {
        let setting = self.set(kind, source, self.page.measure());
        self.put(name, gap, &setting, Align::Left);
    }

    /// A line from edge to edge, 2 dots thick.
    pub(super) fn rule(&mut self, gap: f32) {
        let y = (self.y + gap).round();
        let (left, width) = (self.page.left, self.page.measure());
        self.page.sheet.fill((left, y), width, 2.0, Ink::Black);
        self.y = y + 2.0;
    }

    /// A dashed line from edge to edge, 2 dots thick, to cut along.
    pub(super) fn cut(&mut self, gap: f32) {
        let y = (self.y + gap).round() + 1.0;
        let (left, right) = (self.page.left, self.page.right);
        self.page.sheet.dashed((left, y), (right, y), 2.0, (8.0, 8.0));
        self.y = y + 1.0;
    }
}

/// The text wrapped between words, else after hyphens, else anywhere.
pub(super) fn wrapped(text: &Text<'_>, fit: Fit, width: f32) -> Option<Setting> {
    [Breaking::Words, Breaking::Hyphens, Breaking::Anywhere]
        .into_iter()
        .find_map(|breaking| text.wrap_at(fit, breaking, width))
}
