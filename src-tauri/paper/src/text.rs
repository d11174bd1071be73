//! Text set into a box: shrunk, wrapped and balanced, never cut.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use crate::typeface::{Break, Face, Paragraph, Typefaces};

/// Below this size in points the serif and the italic lose their hairlines in print, and Inter takes over.
const LEAST_SERIF: f32 = 7.5;

/// The last resort: nothing is set smaller than this, in points.
pub(crate) const LEAST_SIZE: f32 = 5.5;

/// The step in which text shrinks, in points.
const STEP: f32 = 0.5;

/// Lets a text exactly as wide as its box pass in spite of rounding; in em.
const SLACK: f32 = 0.000_5;

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
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) paragraph: Arc<Paragraph>,
    pub(crate) units: Range<usize>,
    /// In points.
    pub(crate) width: f32,
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
        let paragraph = faces.shape_stock(source, face, tracking > 0.0);
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
            .map(|line| Arc::new(self.faces.shape(line, face, self.tracking > 0.0)))
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
            leading: leading * size,
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
            leading: fit.leading * size,
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

/// Sizes from `from` down to `to`, both included, in steps of half a point.
pub(crate) fn sizes(from: f32, to: f32) -> impl Iterator<Item = f32> + Clone {
    let steps = ((from - to) / STEP).ceil().max(0.0) as usize;
    (0..=steps).map(move |i| (from - STEP * i as f32).max(to))
}

/// `units` without the spaces at both ends.
pub(crate) fn trimmed(paragraph: &Paragraph, units: Range<usize>) -> Range<usize> {
    let mut range = units;
    while range.start < range.end && paragraph.units[range.start].space {
        range.start += 1;
    }
    while range.start < range.end && paragraph.units[range.end - 1].space {
        range.end -= 1;
    }
    range
}

/// Fills lines of `width(index)` em one after the other. `None` if it takes more than `most` lines, or if a word is
/// wider than its line and `breaking` does not allow to end it there.
pub(crate) fn break_lines(
    paragraph: &Paragraph,
    tracking: f32,
    most: usize,
    breaking: Breaking,
    width: &dyn Fn(usize) -> f32,
) -> Option<Vec<Range<usize>>> {
    let units = &paragraph.units;
    let mut lines = Vec::new();
    let mut start = 0;
    loop {
        while start < units.len() && units[start].space {
            start += 1;
        }
        if start == units.len() {
            return Some(lines);
        }
        if lines.len() == most {
            return None;
        }
        let end = line_end(units, start, tracking, width(lines.len()), breaking)?;
        lines.push(trimmed(paragraph, start..end));
        start = end;
    }
}

/// Where the line that begins at `start` ends.
fn line_end(
    units: &[crate::typeface::Unit],
    start: usize,
    tracking: f32,
    width: f32,
    breaking: Breaking,
) -> Option<usize> {
    let mut reach = 0.0;
    let mut last_break = None;
    for (i, unit) in units.iter().enumerate().skip(start) {
        let next = reach + unit.advance + if i > start { tracking } else { 0.0 };
        if !unit.space && next > width + SLACK {
            return last_break.or((breaking == Breaking::Anywhere && i > start).then_some(i));
        }
        reach = next;
        let may_end = match unit.after {
            Break::No => false,
            Break::Inside => breaking != Breaking::Words,
            Break::Allowed => true,
        };
        if may_end {
            last_break = Some(i + 1);
        }
    }
    Some(units.len())
}

/// The same number of lines, with the longest as short as it can be.
fn balance(
    paragraph: &Paragraph,
    tracking: f32,
    lines: Vec<Range<usize>>,
    breaking: Breaking,
    width: f32,
) -> Vec<Range<usize>> {
    // Where a word had to be broken, full lines break the fewest.
    let breaking = if breaking == Breaking::Anywhere {
        Breaking::Hyphens
    } else {
        breaking
    };
    let count = lines.len();
    let mut best = lines;
    let (mut low, mut high) = (width / count as f32 * 0.5, width);
    for _ in 0..16 {
        let middle = (low + high) / 2.0;
        match break_lines(paragraph, tracking, count, breaking, &|_| middle) {
            Some(lines) if lines.len() == count => {
                best = lines;
                high = middle;
            }
            Some(_) => high = middle,
            None => low = middle,
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn faces() -> Typefaces {
        Typefaces::new().unwrap()
    }

    fn fit(size: f32, least: f32, lines: (usize, usize)) -> Fit {
        Fit {
            size,
            least,
            lines,
            leading: 1.2,
            balanced: false,
        }
    }

    fn printed(setting: &Setting) -> Vec<String> {
        let text = |line: &Line| {
            let units = &line.paragraph.units[line.units.clone()];
            units
                .iter()
                .map(|unit| &line.paragraph.text[unit.text.clone()])
                .collect()
        };
        setting.lines.iter().map(text).collect()
    }

    #[test]
    fn widths_are_those_the_design_was_measured_with() {
        let faces = faces();
        let width =
            |face, size, tracking, text| Text::tracked(&faces, face, tracking, text).set(size, 1.2).width();
        let close = |a: f32, b: f32| assert!((a - b).abs() < 0.1, "{a} is not {b}");
        // Right edge less left edge in the design's own files.
        close(width(Face::Serif, 36.0, 0.0, "$40.00"), 540.0 - 427.75);
        close(
            width(Face::Sans, 8.0, 0.0, "Issued 22 Nov 2026 by Thomas Reyes"),
            540.0 - 394.51,
        );
        close(
            width(Face::Serif, 14.0, 0.14, "HALDEN & QUINCE"),
            2.0 * (306.0 - 228.78),
        );
        close(
            width(Face::Italic, 15.0, 0.0, "Free-visit certificate"),
            2.0 * (306.0 - 241.01),
        );
        close(width(Face::Mono, 16.0, 0.04, "2FM2"), 540.0 - 499.68);
    }

    #[test]
    fn text_shrinks_before_it_wraps_and_wraps_before_it_shrinks_further() {
        let faces = faces();
        let text = Text::new(&faces, Face::Sans, "Breakfast for two at the window");
        let natural = text.set(10.0, 1.2).width();
        let at = |width: f32| text.fit(fit(10.0, 8.0, (1, 2)), width).unwrap();
        assert_eq!((at(natural).lines.len(), at(natural).size), (1, 10.0));
        assert_eq!(
            (at(natural * 0.96).lines.len(), at(natural * 0.96).size),
            (1, 9.5)
        );
        assert_eq!((at(natural * 0.7).lines.len(), at(natural * 0.7).size), (2, 10.0));
        let last = at(natural * 0.38);
        assert_eq!(last.lines.len(), 2);
        assert!(last.size < 8.0 && last.size >= LEAST_SIZE, "{}", last.size);
    }

    #[test]
    fn nothing_is_set_smaller_than_the_last_resort() {
        let faces = faces();
        let text = Text::new(&faces, Face::Sans, &"endless ".repeat(60));
        assert!(text.fit(fit(10.0, 8.0, (1, 2)), 100.0).is_none());
    }

    #[test]
    fn a_line_ends_between_words_then_after_a_hyphen_then_anywhere() {
        let faces = faces();
        let text = Text::new(&faces, Face::Sans, "Anna Hohenstein-Featherstone");
        let lines = |breaking, width| {
            text.wrap_at(fit(10.0, 10.0, (1, 9)), breaking, width)
                .map(|setting| printed(&setting))
        };
        assert_eq!(
            lines(Breaking::Words, 130.0).unwrap(),
            ["Anna", "Hohenstein-Featherstone"]
        );
        assert_eq!(lines(Breaking::Words, 70.0), None);
        assert_eq!(
            lines(Breaking::Hyphens, 70.0).unwrap(),
            ["Anna", "Hohenstein-", "Featherstone"]
        );
        assert_eq!(lines(Breaking::Hyphens, 40.0), None);
        assert_eq!(
            lines(Breaking::Anywhere, 40.0).unwrap().concat(),
            "AnnaHohenstein-Featherstone"
        );
    }

    #[test]
    fn balanced_lines_are_of_even_length() {
        let faces = faces();
        let text = Text::new(
            &faces,
            Face::Serif,
            "Sunday brunch for four, with a pitcher of juice",
        );
        let widths = |balanced| {
            let fit = Fit {
                balanced,
                ..fit(20.0, 20.0, (1, 2))
            };
            let setting = text.wrap_at(fit, Breaking::Words, 400.0).unwrap();
            [setting.lines[0].width, setting.lines[1].width]
        };
        let [full, rest] = widths(false);
        let [first, second] = widths(true);
        assert!(
            full - rest > 2.0 * (first - second).abs(),
            "{full} {rest} became {first} {second}"
        );
    }

    #[test]
    fn the_serif_gives_way_to_the_sans_where_its_hairlines_would_break() {
        let faces = faces();
        let text = Text::new(&faces, Face::Italic, "tonight");
        let face = |size| text.set(size, 1.2).lines[0].paragraph.glyphs[0].face;
        assert_eq!(face(7.5), Face::Italic);
        assert_eq!(face(7.0), Face::Sans);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_box_and_no_word_is_lost(
            source in "[a-zA-Zéß&-]{1,30}( [a-zA-Zéß&-]{1,30}){0,30}",
            width in 40.0_f32..400.0,
        ) {
            let faces = faces();
            let text = Text::new(&faces, Face::Serif, &source);
            if let Some(setting) = text.fit(fit(14.0, 10.0, (1, 6)), width) {
                prop_assert!(setting.width() <= width + SLACK * setting.size);
                prop_assert!(setting.lines.len() <= 6);
                let kept: String = printed(&setting).concat().split_whitespace().collect();
                let given: String = source.split_whitespace().collect();
                prop_assert_eq!(kept, given);
            }
        }
    }
}
