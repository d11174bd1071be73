//! `for Margaret Ellison`: the word in italic and the name in the serif, or both in bold, on one line or more.

use std::sync::Arc;

use crate::colour::Ink;
use crate::layout::Page;
use crate::sheet::Align;
use crate::text::{BASELINE, Breaking, LEAST_SIZE, LINE_BOX, Line, Text, break_lines, sizes, trimmed};
use crate::typeface::{Face, Paragraph};

/// White between the word and the name, in em.
const GAP: f32 = 0.27;
const LEADING: f32 = 1.2;

/// A guest's name set at one size on one or more lines.
#[derive(Clone)]
pub(in crate::layout) struct GuestSetting {
    word: Line,
    lines: Vec<Line>,
    size: f32,
}

impl GuestSetting {
    pub(in crate::layout) fn height(&self) -> f32 {
        LINE_BOX * self.size + (self.lines.len() - 1) as f32 * LEADING * self.size
    }

    /// Width of line `i`, the word included.
    fn width(&self, i: usize) -> f32 {
        let word = if i == 0 {
            self.word.width + GAP * self.size
        } else {
            0.0
        };
        word + self.lines[i].width
    }

    /// From the top to the last baseline.
    pub(in crate::layout) fn last_baseline(&self) -> f32 {
        self.height() - (LINE_BOX - BASELINE) * self.size
    }

    /// Top and width of each line, the first at 0.
    pub(in crate::layout) fn extents(&self) -> impl Iterator<Item = (f32, f32)> {
        (0..self.lines.len()).map(|i| (i as f32 * LEADING * self.size, self.width(i)))
    }

    /// Prints the lines into a box of `width` points whose top is `y`.
    pub(in crate::layout) fn draw(&self, page: &mut Page<'_>, x: f32, y: f32, width: f32, align: Align) {
        for (i, (line, (top, own))) in self.lines.iter().zip(self.extents()).enumerate() {
            let left = align.left(x, width, own);
            let mut at = (left, y + top + BASELINE * self.size);
            if i == 0 {
                page.sheet
                    .line("guest", &self.word, at, self.size, 0.0, Ink::Black);
                at.0 += self.word.width + GAP * self.size;
            }
            page.sheet.line("guest", line, at, self.size, 0.0, Ink::Black);
            page.sheet
                .occupy("guest", left, y + top, own, LINE_BOX * self.size);
        }
    }
}

/// A guest's name, ready to be set.
pub(in crate::layout) struct Guest<'a> {
    word: Text<'a>,
    name: Text<'a>,
}

impl<'a> Guest<'a> {
    /// The guest on the paper, unless the name prints nothing.
    pub(in crate::layout) fn of(page: &Page<'a>) -> Option<Self> {
        let name: Vec<&str> = page.paper.guest.as_deref()?.split_whitespace().collect();
        let (word, word_face, face) = if page.modern() {
            ("For", Face::Bold, Face::Bold)
        } else {
            ("for", Face::Italic, Face::Serif)
        };
        let name = page.text(face, &name.join(" "));
        (!name.is_empty()).then(|| Guest {
            word: page.text(word_face, word),
            name,
        })
    }

    /// The settings to try in a box of `width` points, from the best to the last resort: one line down to 78 % of
    /// `size`; two lines from 85 %; then smaller, on more lines, and at the very last with words broken.
    pub(in crate::layout) fn settings(&self, size: f32, width: f32) -> impl Iterator<Item = GuestSetting> {
        let one = sizes(size, 0.78 * size).map(|s| (1, s, Breaking::Words));
        let two = sizes(0.85 * size, 6.0).map(|s| (2, s, Breaking::Words));
        let more = [(3, 7.5_f32), (4, 6.5)].map(|(lines, from)| {
            sizes(from.min(size), LEAST_SIZE).map(move |s| (lines, s, Breaking::Hyphens))
        });
        let broken = [(2, 0.85 * size), (4, 7.5_f32.min(size))]
            .map(|(lines, from)| sizes(from, LEAST_SIZE).map(move |s| (lines, s, Breaking::Anywhere)));
        one.chain(two)
            .chain(more.into_iter().flatten())
            .chain(broken.into_iter().flatten())
            .filter_map(move |(lines, size, breaking)| self.set(lines, size, breaking, width))
    }

    /// The name on exactly `count` lines or fewer, the longest as short as it can be.
    fn set(&self, count: usize, size: f32, breaking: Breaking, width: f32) -> Option<GuestSetting> {
        let (word, name) = (self.word.at(size).first()?, self.name.at(size).first()?);
        let word_width = word.width(0..word.units.len(), 0.0);
        let broken = |most: f32| {
            let room = move |i: usize| if i == 0 { most - word_width - GAP } else { most };
            break_lines(name, 0.0, count, breaking, &room)
        };
        let mut best = broken(width / size)?;
        let (mut low, mut high) = (0.0, width / size);
        for _ in 0..if count == 1 { 0 } else { 16 } {
            let middle = (low + high) / 2.0;
            match broken(middle) {
                Some(lines) => (best, high) = (lines, middle),
                None => low = middle,
            }
        }
        let line = |paragraph: &Arc<Paragraph>, units: std::ops::Range<usize>| {
            let units = trimmed(paragraph, units);
            let width = paragraph.width(units.clone(), 0.0) * size;
            Line {
                paragraph: Arc::clone(paragraph),
                units,
                width,
            }
        };
        let lines = best.into_iter().map(|units| line(name, units)).collect();
        Some(GuestSetting {
            word: line(word, 0..word.units.len()),
            lines,
            size,
        })
    }
}
