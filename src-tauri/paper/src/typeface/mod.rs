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
mod lately;
mod preferred;
mod runs;
mod shaping;
mod system;
#[cfg(test)]
mod tests;

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
use lately::Lately;
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

/// The faces at hand.
pub(crate) struct Typefaces {
    /// In the order of [`Face::ROLES`].
    roles: Vec<Typeface>,
    /// In the order of [`Helper::ALL`]; parsed when first needed.
    helpers: [OnceLock<Option<Typeface>>; Helper::ALL.len()],
    system: SystemFonts,
    lately: Mutex<Lately>,
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
            lately: Mutex::default(),
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

    /// The text as [`Typefaces::shape`] gives it, or as it was shaped before: most words of a paper stand on the next one
    /// too, and a preview differs from the one before it by what was typed in between.
    pub(crate) fn shaped(&self, text: &str, face: Face, tracked: bool) -> Arc<Paragraph> {
        // A panic elsewhere cannot leave the map half changed, so a poisoned lock is as good as any.
        let lately = || self.lately.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lately().find(text, face, tracked) {
            return known;
        }
        let shaped = Arc::new(self.shape(text, face, tracked));
        lately().keep(text, face, tracked, Arc::clone(&shaped));
        shaped
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
