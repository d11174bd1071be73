//! Where the lines of a text end.

use std::ops::Range;

use super::Breaking;
use crate::typeface::{Break, Paragraph, Unit};

/// Lets a text exactly as wide as its box pass in spite of rounding; in em.
pub(super) const SLACK: f32 = 0.000_5;

/// How much of a line must be filled for it to end at a space rather than between two clusters, where a script has no
/// spaces between words.
const LEAST_FILLED: f32 = 0.7;

/// The step in which text shrinks, in points.
const STEP: f32 = 0.5;

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
fn line_end(units: &[Unit], start: usize, tracking: f32, width: f32, breaking: Breaking) -> Option<usize> {
    let mut reach = 0.0;
    // The last place to end, with how far the line reaches there; and the last where it should end only if that one
    // leaves the line short.
    let (mut good, mut poor) = (None, None);
    for (i, unit) in units.iter().enumerate().skip(start) {
        let spaced = i > start && units[i - 1].loose;
        let next = reach + unit.advance + if spaced { tracking } else { 0.0 };
        if !unit.space && next > width + SLACK {
            let near = good
                .filter(|(_, reach)| *reach >= LEAST_FILLED * width)
                .or(poor)
                .or(good);
            let end = near.map(|(end, _): (usize, f32)| end);
            return end.or((breaking == Breaking::Anywhere && i > start).then_some(i));
        }
        reach = next;
        match unit.after {
            Break::No => {}
            Break::Inside if breaking == Breaking::Words => {}
            Break::Cluster => poor = Some((i + 1, reach)),
            Break::Inside | Break::Allowed => good = Some((i + 1, reach)),
        }
    }
    Some(units.len())
}

/// The same number of lines, with the longest as short as it can be.
pub(super) fn balance(
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
