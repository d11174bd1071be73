//! Text set into a box: shrunk, wrapped and balanced, never cut.

mod lines;
#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use crate::typeface::{Face, Paragraph, Typefaces};
use lines::balance;
pub(crate) use lines::{break_lines, sizes, trimmed};

/// Below this size in points the serif and the italic lose their hairlines in print, and Inter takes over.
const LEAST_SERIF: f32 = 7.5;

/// The last resort: nothing is set smaller than this, in points.
pub(crate) const LEAST_SIZE: f32 = 5.5;

/// Distance of baselines in em that keeps marks above and below apart.
const TALL_LEADING: f32 = 1.35;

/// Height of a text line box and distance from its top to the first baseline, in em.
pub(crate) const LINE_BOX: f32 = 1.02;
pub(crate) const BASELINE: f32 = 0.78;

/// A text ready to be set at any size.
pub(crate) struct Text<'a> {
    faces: &'a Typefaces,
    face: Face,
    /// Letterspacing in em.
    tracking: f32,
    source: String,
    paragraphs: Vec<Arc<Paragraph>>,
    small: OnceCell<Vec<Arc<Paragraph>>>,
}

/// Where a line may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Breaking {
    /// Between words.
    Words,
    /// Also after a hyphen or a slash inside a word.
    Hyphens,
    /// Also in the middle of a word that is longer than a line.
    Anywhere,
}

/// How a text is fitted into its box. Sizes and widths in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fit {
    /// Normal size.
    pub(crate) size: f32,
    /// Size below which it is wrapped rather than shrunk.
    pub(crate) least: f32,
    /// Lines it normally has, and may grow to.
    pub(crate) lines: (usize, usize),
    /// Distance of baselines in em.
    pub(crate) leading: f32,
    /// Lines of even length rather than full ones.
    pub(crate) balanced: bool,
}

impl Fit {
    /// One line of one size.
    pub(crate) fn line(size: f32) -> Self {
        Fit {
            size,
            least: size,
            lines: (1, 1),
            leading: 1.2,
            balanced: false,
        }
    }
}

/// One line of set text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) paragraph: Arc<Paragraph>,
    pub(crate) units: Range<usize>,
    /// In points.
    pub(crate) width: f32,
}

impl Line {
    /// The faces of its glyphs.
    pub(crate) fn faces(&self) -> impl Iterator<Item = Face> {
        let units = &self.paragraph.units[self.units.clone()];
        let glyphs = units
            .iter()
            .flat_map(|unit| &self.paragraph.glyphs[unit.glyphs.clone()]);
        glyphs.map(|glyph| glyph.face)
    }
}

/// A text at the size and with the line breaks that fit.
#[derive(Debug, Clone, Default)]
pub(crate) struct Setting {
    pub(crate) lines: Vec<Line>,
    /// In points.
    pub(crate) size: f32,
    /// Distance of baselines in points.
    pub(crate) leading: f32,
    /// Letterspacing in em.
    pub(crate) tracking: f32,
}

impl Setting {
    /// Height of its box in points.
    pub(crate) fn height(&self) -> f32 {
        match self.lines.len() {
            0 => 0.0,
            n => LINE_BOX * self.size + (n - 1) as f32 * self.leading,
        }
    }

    /// How far marks of its first line may stand above its box, in points.
    pub(crate) fn rise(&self) -> f32 {
        let tall = self.lines.first().is_some_and(|line| line.paragraph.tall);
        if tall {
            (TALL_LEADING - LINE_BOX) / 2.0 * self.size
        } else {
            0.0
        }
    }

    /// Width of its longest line in points.
    pub(crate) fn width(&self) -> f32 {
        self.lines.iter().map(|line| line.width).fold(0.0, f32::max)
    }
}

impl<'a> Text<'a> {
    /// One line of a text every document has, at `size` points, letterspaced by `tracking` em.
    pub(crate) fn stock(
        faces: &Typefaces,
        face: Face,
        size: f32,
        tracking: f32,
        source: &'static str,
    ) -> Setting {
        let paragraph = faces.shaped(source, face, tracking > 0.0);
        let units = 0..paragraph.units.len();
        let width = paragraph.width(units.clone(), tracking) * size;
        Setting {
            lines: vec![Line {
                paragraph,
                units,
                width,
            }],
            size,
            leading: 1.2 * size,
            tracking,
        }
    }

    /// Shapes `source`; its line breaks are kept.
    pub(crate) fn new(faces: &'a Typefaces, face: Face, source: &str) -> Self {
        Self::tracked(faces, face, 0.0, source)
    }

    /// Shapes `source`, letterspaced by `tracking` em.
    pub(crate) fn tracked(faces: &'a Typefaces, face: Face, tracking: f32, source: &str) -> Self {
        let mut text = Text {
            faces,
            face,
            tracking,
            source: source.to_owned(),
            paragraphs: Vec::new(),
            small: OnceCell::new(),
        };
        text.paragraphs = text.shape(face);
        text
    }

    fn shape(&self, face: Face) -> Vec<Arc<Paragraph>> {
        self.source
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|line| self.faces.shaped(line, face, self.tracking > 0.0))
            .collect()
    }

    /// The shaped paragraphs to use at `size`.
    pub(crate) fn at(&self, size: f32) -> &[Arc<Paragraph>] {
        if size < LEAST_SERIF && matches!(self.face, Face::Serif | Face::Italic) {
            self.small.get_or_init(|| self.shape(Face::Sans))
        } else {
            &self.paragraphs
        }
    }

    /// Distance of baselines in points at `size`: `leading` em, more where a script has tall marks.
    fn leading(&self, leading: f32, size: f32) -> f32 {
        let tall = self.at(size).iter().any(|paragraph| paragraph.tall);
        size * if tall { leading.max(TALL_LEADING) } else { leading }
    }

    /// Whether there is nothing to print.
    pub(crate) fn is_empty(&self) -> bool {
        self.paragraphs
            .iter()
            .all(|p| p.units.iter().all(|unit| unit.space))
    }

    /// The text at its own line breaks, at `size` points, however wide it comes out.
    pub(crate) fn set(&self, size: f32, leading: f32) -> Setting {
        let lines = self
            .at(size)
            .iter()
            .map(|p| self.line(p, trimmed(p, 0..p.units.len()), size))
            .collect();
        Setting {
            lines,
            size,
            leading: self.leading(leading, size),
            tracking: self.tracking,
        }
    }

    /// The text fitted into a box of `width` points: the fewest lines, then the largest size. `None` if it does not
    /// fit even at the last resort, [`LEAST_SIZE`] with words broken.
    pub(crate) fn fit(&self, fit: Fit, width: f32) -> Option<Setting> {
        self.fit_shape(fit, &|_, _| width)
    }

    /// As [`Text::fit`], for a box whose line `index` has `width(index, size)` points.
    pub(crate) fn fit_shape(&self, fit: Fit, width: &dyn Fn(usize, f32) -> f32) -> Option<Setting> {
        self.fit_normally(fit, width).or_else(|| self.squeeze(fit, width))
    }

    /// The text fitted without the last resort: not below `fit.least`, no word broken.
    pub(crate) fn fit_normally(&self, fit: Fit, width: &dyn Fn(usize, f32) -> f32) -> Option<Setting> {
        let (few, many) = fit.lines;
        (few..=many)
            .flat_map(|lines| sizes(fit.size, fit.least).map(move |size| (lines, size)))
            .find_map(|(lines, size)| self.wrap(fit, lines, size, Breaking::Words, width))
    }

    /// The text at exactly `fit.size`.
    pub(crate) fn wrap_at(&self, fit: Fit, breaking: Breaking, width: f32) -> Option<Setting> {
        self.wrap(fit, fit.lines.1, fit.size, breaking, &|_, _| width)
    }

    /// The last resort: lines that end after a hyphen, then sizes below `fit.least`, and then words broken anywhere.
    fn squeeze(&self, fit: Fit, width: &dyn Fn(usize, f32) -> f32) -> Option<Setting> {
        let inside = sizes(fit.size, fit.least).map(|size| (size, Breaking::Hyphens));
        let smaller = sizes(fit.least, LEAST_SIZE).map(|size| (size, Breaking::Hyphens));
        let broken = sizes(fit.size, LEAST_SIZE).map(|size| (size, Breaking::Anywhere));
        inside
            .chain(smaller)
            .chain(broken)
            .find_map(|(size, breaking)| self.wrap(fit, fit.lines.1, size, breaking, width))
    }

    fn wrap(
        &self,
        fit: Fit,
        most: usize,
        size: f32,
        breaking: Breaking,
        width: &dyn Fn(usize, f32) -> f32,
    ) -> Option<Setting> {
        let mut lines = Vec::new();
        for paragraph in self.at(size) {
            let first = lines.len();
            let em = |i: usize| width(first + i, size) / size;
            let room = most.checked_sub(first)?;
            let mut ranges = break_lines(paragraph, self.tracking, room, breaking, &em)?;
            if fit.balanced && ranges.len() > 1 {
                ranges = balance(paragraph, self.tracking, ranges, breaking, em(0));
            }
            lines.extend(ranges.into_iter().map(|range| self.line(paragraph, range, size)));
        }
        Some(Setting {
            lines,
            size,
            leading: self.leading(fit.leading, size),
            tracking: self.tracking,
        })
    }

    fn line(&self, paragraph: &Arc<Paragraph>, units: Range<usize>, size: f32) -> Line {
        let width = paragraph.width(units.clone(), self.tracking) * size;
        Line {
            paragraph: Arc::clone(paragraph),
            units,
            width,
        }
    }
}
