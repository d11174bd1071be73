//! Typefaces: which face has a character, text as glyphs, and which characters none has.
//!
//! A layout names one of five roles ([`Face::Serif`] and so on). What the role's face lacks comes from a bundled face
//! drawn for its script, then from a font of the system, and is otherwise shown as a box and reported. All
//! bundled faces but the five are parsed when first needed, so that a paper in Latin never pays for them.
//!
//! - `clean` composes typed text, takes out what prints nothing and works out directions;
//! - `runs` chooses faces and divides the text;
//! - `shaping` turns runs into glyphs and units, `breaks` says where a line may end;
//! - `face` holds parsed faces, `system` and `preferred` find those of the system.

mod breaks;
mod clean;
mod face;
mod preferred;
mod runs;
mod shaping;
mod system;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use harfrust::Script;
use unicode_bidi::{BidiInfo, Level};

use crate::error::PaperError;
pub(crate) use clean::{is_joiner, isolated};
pub(crate) use face::{Face, Helper, Typeface};
pub use system::{FallbackFont, OtherFonts};

use breaks::mark_breaks;
use clean::{Clean, clean};
use runs::Runs;
use system::SystemFonts;

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
    /// The line may end here if nothing better is near: between two clusters of a script without spaces.
    Cluster,
    /// The line may end here.
    Allowed,
}

/// The smallest part of a shaped text that can be moved to another line: one or more glyphs that stand for one or
/// more characters together, never for part of what a reader takes for one letter.
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
    /// Odd if it runs from right to left; its glyphs are in the order they stand from left to right all the same.
    pub(crate) level: Level,
    /// Whether letterspacing may part it from the next.
    pub(crate) loose: bool,
}

/// A text without line breaks of its own, shaped once and set at any size.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Paragraph {
    pub(crate) text: String,
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) units: Vec<Unit>,
    /// Characters no face has, in order of appearance. Each is drawn as a box.
    pub(crate) missing: Vec<char>,
    /// Whether it begins at the right.
    pub(crate) rtl: bool,
    /// Whether it has a script whose marks stand higher and hang lower than Latin's.
    pub(crate) tall: bool,
}

impl Paragraph {
    /// Width in em of some of its units, letterspaced by `tracking` em between them.
    pub(crate) fn width(&self, units: Range<usize>, tracking: f32) -> f32 {
        let units = &self.units[units];
        let advance: f32 = units.iter().map(|unit| unit.advance).sum();
        let gaps = units.iter().rev().skip(1).filter(|unit| unit.loose).count();
        advance + tracking * gaps as f32
    }

    /// The units of one line in the order they stand from left to right (UAX #9, rule L2).
    pub(crate) fn visual(&self, units: Range<usize>) -> Vec<usize> {
        let line = &self.units[units.clone()];
        if line.iter().all(|unit| unit.level == Level::ltr()) {
            return units.collect();
        }
        let levels: Vec<Level> = line.iter().map(|unit| unit.level).collect();
        BidiInfo::reorder_visual(&levels)
            .into_iter()
            .map(|i| units.start + i)
            .collect()
    }
}

/// Shaped texts by face, letterspacing and words.
type Stock = HashMap<(Face, bool, &'static str), Arc<Paragraph>>;

/// The faces at hand.
pub(crate) struct Typefaces {
    /// In the order of [`Face::ROLES`].
    roles: Vec<Typeface>,
    /// In the order of [`Helper::ALL`]; parsed when first needed.
    helpers: [OnceLock<Option<Typeface>>; Helper::ALL.len()],
    system: SystemFonts,
    /// The texts every document has, shaped when the first one needs them.
    stock: Mutex<Stock>,
}

impl Typefaces {
    /// Parses the five faces every paper needs: some milliseconds, so once per process.
    pub(crate) fn with(other: OtherFonts) -> Result<Self, PaperError> {
        let load = |face: Face| {
            let bundled = face.bundled()?;
            Typeface::new(face, bundled.name, bundled.file, 0)
        };
        let role = |face: Face| {
            load(face).ok_or_else(|| PaperError::Typeface {
                face: face.bundled().map_or("", |bundled| bundled.name).to_owned(),
            })
        };
        Ok(Typefaces {
            roles: Face::ROLES.into_iter().map(role).collect::<Result<_, _>>()?,
            helpers: [const { OnceLock::new() }; Helper::ALL.len()],
            system: SystemFonts::new(other),
            stock: Mutex::default(),
        })
    }

    /// The bundled faces alone.
    #[cfg(test)]
    pub(crate) fn new() -> Result<Self, PaperError> {
        Self::with(OtherFonts::None)
    }

    /// The face, parsed. `None` for a bundled helper that cannot be read, which a test rules out, and for a font of
    /// the system that was never opened.
    pub(crate) fn get(&self, face: Face) -> Option<&Typeface> {
        match face {
            Face::Serif => self.roles.first(),
            Face::Italic => self.roles.get(1),
            Face::Sans => self.roles.get(2),
            Face::Bold => self.roles.get(3),
            Face::Mono => self.roles.get(4),
            Face::Helper(helper) => {
                let parse = || {
                    let bundled = helper.bundled();
                    Typeface::new(face, bundled.name, bundled.file, 0)
                };
                self.helpers[helper as usize].get_or_init(parse).as_ref()
            }
            Face::System(slot) => self.system.typeface(slot),
        }
    }

    /// The advance of a glyph as the font file states it, in em, before any kerning.
    pub(crate) fn nominal_advance(&self, face: Face, id: u16) -> f32 {
        self.get(face)
            .map_or(0.0, |typeface| typeface.nominal_advance(id))
    }

    /// What there is to say about a face of the system; `None` for a bundled one.
    pub(crate) fn fallback(&self, face: Face) -> Option<FallbackFont> {
        match face {
            Face::System(slot) => self.system.fallback(slot),
            _ => None,
        }
    }

    fn find_in_system(&self, cluster: &str, script: Script) -> Option<Face> {
        if cluster.contains(is_joiner) {
            self.system.find(&cluster.replace(is_joiner, ""), script)
        } else {
            self.system.find(cluster, script)
        }
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
        let clean = clean(text);
        let mut runs = Runs::of(self, &clean, face);
        let Clean { text, rtl, .. } = clean;
        let mut paragraph = Paragraph {
            text,
            rtl,
            tall: runs.runs.iter().any(|run| is_tall(run.script)),
            missing: std::mem::take(&mut runs.missing),
            ..Paragraph::default()
        };
        for run in &runs.runs {
            self.shape_run(run, &runs, tracked, &mut paragraph);
        }
        // Characters that have no glyph of their own belong to the unit before them.
        if let Some(first) = paragraph.units.first_mut() {
            first.text.start = 0;
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
}

/// Scripts with marks above and below, or with deep descents.
fn is_tall(script: Script) -> bool {
    !matches!(
        script,
        Script::LATIN
            | Script::GREEK
            | Script::CYRILLIC
            | Script::HEBREW
            | Script::HAN
            | Script::HIRAGANA
            | Script::KATAKANA
            | Script::HANGUL
    )
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
        let charmap = faces.get(Face::Serif).unwrap().font().charmap();
        let plain = charmap.map_unicode('4').unwrap();
        assert_ne!(u32::from(lining), plain.to_u32());
    }

    #[test]
    fn every_bundled_face_can_be_read_and_says_its_name() {
        let faces = Typefaces::new().unwrap();
        for face in Face::ROLES.into_iter().chain(Helper::ALL.map(Face::Helper)) {
            let typeface = faces.get(face).unwrap();
            assert!(
                typeface.covers('\u{b7}') || matches!(face, Face::Helper(_)),
                "{face:?}"
            );
            let metrics = typeface.metrics();
            assert!(
                metrics.ascent > 500 && metrics.descent < 0,
                "{face:?} {metrics:?}"
            );
            assert_eq!(
                metrics.slant > 100,
                typeface.name().ends_with("Italic"),
                "{face:?}"
            );
            assert!((400..=600).contains(&metrics.weight), "{face:?}");
        }
    }

    #[test]
    fn what_no_face_has_is_reported_once_and_drawn_as_the_box_glyph() {
        let shaped = shape("\u{1F41F}\u{1F41F}ꦗ!", Face::Serif);
        assert_eq!(shaped.missing, ['\u{1F41F}', 'ꦗ']);
        assert_eq!(shaped.glyphs.iter().filter(|glyph| glyph.id == 0).count(), 3);
        assert!(shaped.glyphs[0].advance > 0.3, "the box can be seen");
        assert_eq!(shape("\u{202e}\u{0}", Face::Serif).glyphs, []);
    }

    #[test]
    fn marks_are_placed_and_letters_joined() {
        // Thai: the tone mark over the vowel mark; Devanagari: the short i before its letter, half forms; Arabic: four
        // letters, none in its isolated form.
        for (text, most, marks) in [("ปี้", 3, true), ("क्षि", 3, false), ("بببب", 4, false)]
        {
            let shaped = shape(text, Face::Serif);
            assert!(shaped.glyphs.len() <= most, "{text}: {:?}", shaped.glyphs);
            assert!(shaped.glyphs.iter().all(|glyph| glyph.id != 0), "{text}");
            let placed = shaped
                .glyphs
                .iter()
                .any(|glyph| glyph.advance == 0.0 && (glyph.dx != 0.0 || glyph.dy != 0.0));
            assert_eq!(placed, marks, "{text}: {:?}", shaped.glyphs);
        }
        let ids = |text| {
            shape(text, Face::Serif)
                .glyphs
                .iter()
                .map(|g| g.id)
                .collect::<Vec<_>>()
        };
        let (joined, alone) = (ids("بببب"), ids("ب"));
        assert!(
            !joined.contains(&alone[0]) && joined[0] != joined[3],
            "{joined:?} {alone:?}"
        );
    }

    #[test]
    fn every_letter_from_right_to_left_has_a_glyph_of_its_own() {
        // A glyph for several letters would be read back from the PDF in the wrong order.
        let shaped = shape("عبد الله علاء", Face::Serif);
        assert!(
            shaped
                .units
                .iter()
                .all(|unit| shaped.text[unit.text.clone()].chars().count() == 1),
            "{:?}",
            shaped.units
        );
    }

    #[test]
    fn a_broken_join_and_a_half_form_follow_the_joiners() {
        let ids = |text| {
            shape(text, Face::Serif)
                .glyphs
                .iter()
                .map(|g| g.id)
                .collect::<Vec<_>>()
        };
        assert_ne!(ids("می\u{200c}خواهم"), ids("میخواهم"));
        assert_ne!(ids("क्\u{200d}ष"), ids("क्ष"));
        assert!(
            shape("می\u{200c}خواهم", Face::Serif)
                .units
                .iter()
                .all(|unit| unit.advance > 0.0)
        );
    }

    #[test]
    fn a_line_from_right_to_left_is_turned_round_for_the_eye_only() {
        let shaped = shape("(אב) 12", Face::Serif);
        assert!(shaped.rtl);
        let order = shaped.visual(0..shaped.units.len());
        let seen: String = order
            .iter()
            .map(|i| &shaped.text[shaped.units[*i].text.clone()])
            .collect();
        assert_eq!(seen, "12 )בא(");
        // The bracket that opens at the right is drawn as the one that looks to the left.
        let opening = &shaped.glyphs[shaped.units[0].glyphs.clone()];
        assert_eq!(opening[0].id, shape(")", Face::Serif).glyphs[0].id);
        let part = shape("Anna כהן 7", Face::Serif);
        let line = part.visual(5..8);
        assert_eq!(line, [7, 6, 5]);
    }

    #[test]
    fn letterspacing_does_not_tear_joined_letters_apart() {
        let shaped = shape("CAFÉ بن", Face::Serif);
        let all = 0..shaped.units.len();
        let spaced = shaped.width(all.clone(), 0.1) - shaped.width(all, 0.0);
        assert!(
            (spaced - 0.5).abs() < 1e-4,
            "{spaced} of the five gaps among CAFÉ and the space"
        );
    }

    #[test]
    fn a_line_may_end_between_ideographs_and_rather_not_inside_thai() {
        let breaks = |text| {
            shape(text, Face::Sans)
                .units
                .iter()
                .map(|unit| unit.after)
                .collect::<Vec<_>>()
        };
        use Break::{Allowed, Cluster, No};
        assert_eq!(breaks("你好。吗"), [Allowed, No, Allowed, No]);
        // Not after the vowel written first, not before the one that ends the syllable.
        assert_eq!(breaks("เมาะนา"), [No, No, No, Cluster, No, No]);
        assert_eq!(breaks("Anna"), [No; 4]);
    }

    #[test]
    fn the_faces_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<crate::Typesetter>();
    }
}
