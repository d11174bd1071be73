//! Runs turned into glyphs, and glyphs into units that stay together on a line.

use std::ops::Range;

use harfrust::{Buffer, BufferFlags, Direction, ShapeOptions, ShaperFont, shape};

use super::clean::is_connected;
use super::runs::{Run, Runs};
use super::{Break, Glyph, Paragraph, Typefaces, Unit};

impl Typefaces {
    /// Adds the glyphs of `run` to `paragraph`, whose text holds it.
    pub(super) fn shape_run(&self, run: &Run, runs: &Runs, tracked: bool, paragraph: &mut Paragraph) {
        let Some(typeface) = self.get(run.face) else {
            return;
        };
        let direction = if run.level.is_rtl() {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        };
        let mut buffer = Buffer::new();
        buffer.push_str(&paragraph.text[run.range.clone()]);
        buffer.set_script(Some(run.script));
        buffer.set_direction(direction);
        buffer.set_language(None);
        // The joiners have done their work when the letters are shaped.
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        let shaped = typeface.with_plan(run.script, direction, tracked, |plan| {
            let options = ShapeOptions::new()
                .features(typeface.features(tracked))
                .plan(Some(plan));
            shape(&ShaperFont::new(typeface.font()), &mut buffer, options)
        });
        debug_assert!(shaped.is_ok(), "direction and script are set above");
        let loose = !is_connected(run.script);
        let starts: Vec<usize> = buffer
            .glyph_infos()
            .iter()
            .map(|info| run.range.start + info.cluster as usize)
            .collect();
        for (start, glyphs) in groups(&starts, &runs.clusters, run.level.is_rtl()) {
            let first = paragraph.glyphs.len();
            for (info, position) in buffer.glyph_infos()[glyphs.clone()]
                .iter()
                .zip(&buffer.glyph_positions()[glyphs])
            {
                paragraph.glyphs.push(Glyph {
                    face: run.face,
                    id: u16::try_from(info.glyph_id).unwrap_or(0),
                    advance: typeface.em(position.x_advance),
                    dx: typeface.em(position.x_offset),
                    dy: typeface.em(position.y_offset),
                });
            }
            let advance = paragraph.glyphs[first..].iter().map(|glyph| glyph.advance).sum();
            paragraph.units.push(Unit {
                glyphs: first..paragraph.glyphs.len(),
                text: start..start,
                advance,
                space: false,
                after: Break::No,
                level: run.level,
                loose,
            });
        }
    }
}

/// The glyphs that stand together, in the order of the text, each with the place in the text where it begins. `starts`
/// has that place for every glyph from left to right; `clusters` are the places where a line may begin at all, none if
/// it may before every character.
fn groups(starts: &[usize], clusters: &[usize], rtl: bool) -> Vec<(usize, Range<usize>)> {
    let mut groups: Vec<(usize, Range<usize>)> = Vec::with_capacity(starts.len());
    let mut add = |glyph: usize| {
        let start = starts[glyph];
        let begins = clusters.is_empty() || clusters.binary_search(&start).is_ok();
        match groups.last_mut() {
            Some((last, range)) if *last == start || !begins => {
                *range = range.start.min(glyph)..range.end.max(glyph + 1);
            }
            _ => groups.push((start, glyph..glyph + 1)),
        }
    };
    if rtl {
        (0..starts.len()).rev().for_each(&mut add);
    } else {
        (0..starts.len()).for_each(&mut add);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyphs_of_one_cluster_stand_together_in_the_order_of_the_text() {
        assert_eq!(
            groups(&[0, 0, 2, 3], &[], false),
            [(0, 0..2), (2, 2..3), (3, 3..4)]
        );
        assert_eq!(
            groups(&[4, 2, 2, 0], &[], true),
            [(0, 3..4), (2, 1..3), (4, 0..1)]
        );
        // A line may not begin at 3.
        assert_eq!(groups(&[0, 3, 6], &[0, 6], false), [(0, 0..2), (6, 2..3)]);
        assert_eq!(groups(&[6, 3, 0], &[0, 6], true), [(0, 1..3), (6, 0..1)]);
    }
}
