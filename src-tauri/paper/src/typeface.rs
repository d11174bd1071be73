//! The bundled typefaces: shaping, and which characters none of them has.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use harfrust::{
    Buffer, Direction, Feature, Font, GlyphId, Script, ShapeOptions, ShapePlan, ShaperFont, Tag, shape,
};
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::error::PaperError;

/// A bundled face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Face {
    /// Playfair Display Regular, with lining figures.
    Serif,
    /// Playfair Display Italic, with lining figures.
    Italic,
    /// Inter Regular.
    Sans,
    /// Inter SemiBold.
    Bold,
    /// JetBrains Mono Medium, with the slashed zero and no ligatures.
    Mono,
}

impl Face {
    pub(crate) const ALL: [Face; 5] = [Face::Serif, Face::Italic, Face::Sans, Face::Bold, Face::Mono];

    /// The PostScript name, as the PDF shows it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Face::Serif => "PlayfairDisplay-Regular",
            Face::Italic => "PlayfairDisplay-Italic",
            Face::Sans => "Inter-Regular",
            Face::Bold => "Inter-SemiBold",
            Face::Mono => "JetBrainsMono-Medium",
        }
    }

    /// The whole font file.
    pub(crate) fn file(self) -> &'static [u8] {
        match self {
            Face::Serif => include_bytes!("../fonts/PlayfairDisplay-Regular.ttf"),
            Face::Italic => include_bytes!("../fonts/PlayfairDisplay-Italic.ttf"),
            Face::Sans => include_bytes!("../fonts/Inter-Regular.ttf"),
            Face::Bold => include_bytes!("../fonts/Inter-SemiBold.ttf"),
            Face::Mono => include_bytes!("../fonts/JetBrainsMono-Medium.ttf"),
        }
    }

    /// What a PDF says about the face besides its glyphs, read off the bundled files.
    pub(crate) fn metrics(self) -> FaceMetrics {
        let playfair = FaceMetrics {
            ascent: 1082,
            descent: -251,
            bounds: [-267, -241, 1211, 1159],
            weight: 400,
            slant: 0,
        };
        let inter = FaceMetrics {
            ascent: 969,
            descent: -241,
            bounds: [-739, -322, 2583, 1108],
            weight: 400,
            slant: 0,
        };
        match self {
            Face::Serif => playfair,
            Face::Italic => FaceMetrics {
                bounds: [-371, -241, 1103, 1153],
                slant: 249,
                ..playfair
            },
            Face::Sans => inter,
            Face::Bold => FaceMetrics {
                bounds: [-771, -331, 2583, 1111],
                weight: 600,
                ..inter
            },
            Face::Mono => FaceMetrics {
                ascent: 1020,
                descent: -300,
                bounds: [-1733, -300, 1170, 1020],
                weight: 500,
                slant: 0,
            },
        }
    }

    /// This face, then those asked for the characters it lacks.
    fn chain(self) -> [Face; 3] {
        match self {
            Face::Serif => [Face::Serif, Face::Sans, Face::Mono],
            Face::Italic => [Face::Italic, Face::Sans, Face::Mono],
            Face::Sans => [Face::Sans, Face::Serif, Face::Mono],
            Face::Bold => [Face::Bold, Face::Serif, Face::Mono],
            Face::Mono => [Face::Mono, Face::Sans, Face::Serif],
        }
    }

    fn features(self, tracked: bool) -> Vec<Feature> {
        let on = |tag: &[u8; 4]| Feature::new(Tag::new(tag), 1, ..);
        let off = |tag: &[u8; 4]| Feature::new(Tag::new(tag), 0, ..);
        let mut features = match self {
            Face::Serif | Face::Italic => vec![on(b"lnum"), on(b"kern")],
            Face::Sans | Face::Bold => vec![on(b"kern")],
            Face::Mono => vec![on(b"zero"), off(b"calt")],
        };
        // A ligature in letterspaced text would stand closer than its neighbours.
        features.push(if tracked || self == Face::Mono {
            off(b"liga")
        } else {
            on(b"liga")
        });
        features
    }
}

/// What a PDF says about a face besides its glyphs. Lengths in 1/1000 em.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FaceMetrics {
    pub(crate) ascent: i16,
    pub(crate) descent: i16,
    /// The box of all glyphs: left, bottom, right, top.
    pub(crate) bounds: [i16; 4],
    /// 400 is regular.
    pub(crate) weight: u16,
    /// How far an upright stroke leans over one em.
    pub(crate) slant: i16,
}

/// One glyph of shaped text. Lengths are in em, so that a shaped text serves every size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) face: Face,
    pub(crate) id: u16,
    pub(crate) advance: f32,
    pub(crate) dx: f32,
    pub(crate) dy: f32,
}

/// What may happen after a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Break {
    /// The line must go on.
    No,
    /// The line may end here, but rather not: inside a word, after a hyphen or a slash.
    Inside,
    /// The line may end here.
    Allowed,
}

/// The smallest part of a shaped text that can be moved to another line: one or more glyphs that stand for one or
/// more characters together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unit {
    /// Its glyphs, in [`Paragraph::glyphs`].
    pub(crate) glyphs: Range<usize>,
    /// Its characters, in [`Paragraph::text`].
    pub(crate) text: Range<usize>,
    /// In em.
    pub(crate) advance: f32,
    pub(crate) space: bool,
    pub(crate) after: Break,
}

/// A text without line breaks of its own, shaped once and set at any size.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Paragraph {
    pub(crate) text: String,
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) units: Vec<Unit>,
    /// Characters no bundled face has, in order of appearance. Each is drawn as a box.
    pub(crate) missing: Vec<char>,
}

impl Paragraph {
    /// Width in em of some of its units, letterspaced by `tracking` em between them.
    pub(crate) fn width(&self, units: Range<usize>, tracking: f32) -> f32 {
        let count = units.len();
        let advance: f32 = self.units[units].iter().map(|unit| unit.advance).sum();
        advance + tracking * count.saturating_sub(1) as f32
    }
}

struct Typeface {
    font: Font,
    units_per_em: f32,
    features: [Vec<Feature>; 2],
    /// Plans for Latin, untracked and tracked; text in another script has its plan made when it comes.
    plans: [ShapePlan; 2],
}

/// Shaped texts by face, letterspacing and words.
type Stock = HashMap<(Face, bool, &'static str), Arc<Paragraph>>;

/// The bundled faces, parsed.
pub(crate) struct Typefaces {
    faces: Vec<Typeface>,
    /// The texts every document has, shaped when the first one needs them.
    stock: Mutex<Stock>,
}

impl Typefaces {
    /// Parses the bundled faces: some milliseconds, so once per process.
    pub(crate) fn new() -> Result<Self, PaperError> {
        let load = |face: Face| {
            let font = Font::new(face.file(), 0).ok_or(PaperError::Typeface { face: face.name() })?;
            let features = [face.features(false), face.features(true)];
            let plan = |features: &[Feature]| {
                ShapePlan::new(&font, Direction::LeftToRight, Some(Script::LATIN), None, features)
            };
            let plans = [plan(&features[0]), plan(&features[1])];
            Ok(Typeface {
                units_per_em: f32::from(font.units_per_em()),
                plans,
                features,
                font,
            })
        };
        Ok(Typefaces {
            stock: Mutex::default(),
            faces: Face::ALL.into_iter().map(load).collect::<Result<_, _>>()?,
        })
    }

    fn get(&self, face: Face) -> &Typeface {
        &self.faces[face as usize]
    }

    /// Whether `face` has a glyph for `c`.
    fn covers(&self, face: Face, c: char) -> bool {
        self.get(face)
            .font
            .charmap()
            .map_unicode(c)
            .is_some_and(|id| id != GlyphId::NOTDEF)
    }

    /// The advance of a glyph as the font file states it, in em, before any kerning.
    pub(crate) fn nominal_advance(&self, face: Face, id: u16) -> f32 {
        let typeface = self.get(face);
        let advance = ShaperFont::new(&typeface.font).glyph_h_advance(GlyphId::from(id));
        advance as f32 / typeface.units_per_em
    }

    /// Shapes one of the texts every document has, or gives it as shaped before.
    pub(crate) fn shape_stock(&self, text: &'static str, face: Face, tracked: bool) -> Arc<Paragraph> {
        // A panic elsewhere cannot leave the map half changed, so a poisoned lock is as good as any.
        let mut stock = self.stock.lock().unwrap_or_else(PoisonError::into_inner);
        let shaped = || Arc::new(self.shape(text, face, tracked));
        Arc::clone(stock.entry((face, tracked, text)).or_insert_with(shaped))
    }

    /// Shapes `text` in `face`, taking from other faces what it lacks. Line breaks in `text` become spaces.
    pub(crate) fn shape(&self, text: &str, face: Face, tracked: bool) -> Paragraph {
        let text = printable(text);
        let mut paragraph = Paragraph {
            text,
            ..Paragraph::default()
        };
        for (range, run_face) in self.runs(&paragraph.text, face, &mut paragraph.missing) {
            let run = &paragraph.text[range.clone()];
            self.shape_run(
                run,
                range.start,
                run_face,
                tracked,
                &mut paragraph.glyphs,
                &mut paragraph.units,
            );
        }
        let ends: Vec<usize> = paragraph.units.iter().skip(1).map(|u| u.text.start).collect();
        let last = paragraph.text.len();
        for (unit, end) in paragraph.units.iter_mut().zip(ends.into_iter().chain([last])) {
            unit.text.end = end;
            unit.space = paragraph.text[unit.text.clone()].chars().all(char::is_whitespace);
        }
        mark_breaks(&paragraph.text, &mut paragraph.units);
        paragraph
    }

    /// Divides `text` into runs of one face each. A base character and its marks stay together.
    fn runs(&self, text: &str, face: Face, missing: &mut Vec<char>) -> Vec<(Range<usize>, Face)> {
        let chain = face.chain();
        let mut runs: Vec<(Range<usize>, Face)> = Vec::new();
        let mut chars = text.char_indices().peekable();
        while let Some((start, base)) = chars.next() {
            let mut end = start + base.len_utf8();
            while let Some((at, mark)) = chars.next_if(|(_, c)| is_combining_mark(*c)) {
                end = at + mark.len_utf8();
            }
            let cluster = &text[start..end];
            if cluster.is_ascii() {
                // Every bundled face has all of it.
                extend(&mut runs, start..end, face);
                continue;
            }
            let complete = |f: &Face| cluster.chars().all(|c| self.covers(*f, c));
            let based = |f: &Face| self.covers(*f, base);
            let found = chain
                .iter()
                .copied()
                .find(complete)
                .or_else(|| chain.iter().copied().find(based));
            let chosen = found.unwrap_or(Face::Sans);
            for c in cluster.chars().filter(|c| !self.covers(chosen, *c)) {
                if !missing.contains(&c) {
                    missing.push(c);
                }
            }
            extend(&mut runs, start..end, chosen);
        }
        runs
    }

    fn shape_run(
        &self,
        run: &str,
        offset: usize,
        face: Face,
        tracked: bool,
        glyphs: &mut Vec<Glyph>,
        units: &mut Vec<Unit>,
    ) {
        let typeface = self.get(face);
        let mut buffer = Buffer::new();
        buffer.push_str(run);
        buffer.guess_segment_properties();
        let latin = matches!(buffer.script(), None | Some(Script::LATIN));
        if latin {
            buffer.set_script(Some(Script::LATIN));
        }
        // No bundled face has a script that runs from right to left.
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_language(None);
        let variant = usize::from(tracked);
        let options = ShapeOptions::new()
            .features(&typeface.features[variant])
            .plan(latin.then_some(&typeface.plans[variant]));
        let shaped = shape(&ShaperFont::new(&typeface.font), &mut buffer, options);
        debug_assert!(shaped.is_ok(), "direction and script are set above");
        let mut cluster = None;
        for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            let em = |v: i32| v as f32 / typeface.units_per_em;
            let glyph = Glyph {
                face,
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                advance: em(position.x_advance),
                dx: em(position.x_offset),
                dy: em(position.y_offset),
            };
            let at = glyphs.len();
            glyphs.push(glyph);
            let start = offset + info.cluster as usize;
            match units.last_mut() {
                Some(unit) if cluster == Some(info.cluster) => {
                    unit.glyphs.end = at + 1;
                    unit.advance += glyph.advance;
                }
                _ => units.push(Unit {
                    glyphs: at..at + 1,
                    text: start..start,
                    advance: glyph.advance,
                    space: false,
                    after: Break::No,
                }),
            }
            cluster = Some(info.cluster);
        }
    }
}

/// Adds `range` to the last run if it is of the same face.
fn extend(runs: &mut Vec<(Range<usize>, Face)>, range: Range<usize>, face: Face) {
    match runs.last_mut() {
        Some((last, last_face)) if *last_face == face => last.end = range.end,
        _ => runs.push((range, face)),
    }
}

/// `text` composed, with everything that prints nothing taken out and every kind of white space but the
/// unbreakable one made a plain space.
fn printable(text: &str) -> String {
    text.nfc()
        .filter_map(|c| match c {
            '\u{a0}' => Some(c),
            c if c.is_whitespace() => Some(' '),
            c if c.is_control() || is_invisible(c) => None,
            c => Some(c),
        })
        .collect()
}

/// Direction marks, joiners, variation selectors and other characters without a shape.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

fn mark_breaks(text: &str, units: &mut [Unit]) {
    let mut breaks = linebreaks(text)
        .filter(|(_, kind)| *kind == BreakOpportunity::Allowed)
        .peekable();
    for unit in units {
        while breaks.next_if(|(at, _)| *at < unit.text.end).is_some() {}
        if breaks.peek().is_some_and(|(at, _)| *at == unit.text.end) {
            let inside = text[unit.text.clone()].ends_with(['-', '\u{2010}', '\u{2013}', '/']);
            unit.after = if inside { Break::Inside } else { Break::Allowed };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str, face: Face) -> Paragraph {
        Typefaces::new().unwrap().shape(text, face, false)
    }

    #[test]
    fn kerning_draws_letters_together() {
        let natural: f32 = ["A", "V"]
            .map(|c| shape(c, Face::Serif).width(0..1, 0.0))
            .iter()
            .sum();
        let kerned = shape("AV", Face::Serif).width(0..2, 0.0);
        assert!(kerned < natural - 0.02, "{kerned} of {natural}");
    }

    #[test]
    fn a_ligature_stands_for_all_its_letters_and_letterspacing_takes_it_apart() {
        let together = shape("The", Face::Italic);
        assert_eq!(together.glyphs.len(), 2, "Th is one glyph");
        let texts: Vec<&str> = together
            .units
            .iter()
            .map(|unit| &together.text[unit.text.clone()])
            .collect();
        assert_eq!(texts, ["Th", "e"]);
        let apart = Typefaces::new().unwrap().shape("The", Face::Italic, true);
        assert_eq!(apart.glyphs.len(), 3);
    }

    #[test]
    fn money_has_lining_figures() {
        // Old-style figures are of uneven width in Playfair; lining ones of the same digit differ from them.
        let lining = shape("4", Face::Serif).glyphs[0].id;
        let faces = Typefaces::new().unwrap();
        let plain = faces.get(Face::Serif).font.charmap().map_unicode('4').unwrap();
        assert_ne!(u32::from(lining), plain.to_u32());
    }

    #[test]
    fn another_face_helps_out_and_a_mark_stays_with_its_letter() {
        let greek = shape("for \u{3bb}ambda", Face::Serif);
        assert_eq!(greek.missing, []);
        assert_eq!(greek.glyphs[4].face, Face::Sans);
        assert_eq!(greek.glyphs[5].face, Face::Serif);
        let marked = shape("q\u{303}", Face::Serif);
        let first = marked.glyphs[0].face;
        assert!(
            marked.glyphs.iter().all(|glyph| glyph.face == first),
            "{marked:?}"
        );
    }

    #[test]
    fn what_no_face_has_is_reported_once_and_drawn_as_the_box_glyph() {
        let shaped = shape("渡渡辺!", Face::Serif);
        assert_eq!(shaped.missing, ['渡', '辺']);
        assert_eq!(shaped.glyphs.iter().filter(|glyph| glyph.id == 0).count(), 3);
        assert!(shaped.glyphs[0].advance > 0.3, "the box can be seen");
    }

    #[test]
    fn what_prints_nothing_is_left_out() {
        assert_eq!(
            printable("a\u{0}b\u{202e}c\u{200b}\td\u{feff}e\u{fe0f}"),
            "abc de"
        );
        assert_eq!(printable("Zoe\u{308}"), "Zo\u{eb}");
        assert_eq!(shape("\u{202e}\u{0}", Face::Serif).glyphs, []);
    }

    #[test]
    fn the_faces_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<crate::Typesetter>();
    }
}
