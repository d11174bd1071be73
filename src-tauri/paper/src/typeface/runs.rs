//! A text divided into runs that are shaped at once: one face, one script, one direction each.

use std::ops::Range;

use harfrust::Script;
use unicode_bidi::Level;
use unicode_segmentation::UnicodeSegmentation;

use super::Typefaces;
use super::clean::{Clean, is_joiner, is_simple};
use super::face::{Face, Helper};

/// Part of a text that is shaped at once.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub(super) range: Range<usize>,
    pub(super) face: Face,
    pub(super) script: Script,
    pub(super) level: Level,
}

/// A text as runs.
#[derive(Default)]
pub(super) struct Runs {
    pub(super) runs: Vec<Run>,
    /// Where each cluster, what a reader takes for one letter, begins; empty if every character is one.
    pub(super) clusters: Vec<usize>,
    /// Characters no face has, each once.
    pub(super) missing: Vec<char>,
}

impl Runs {
    /// Divides `clean`, set in `role` as far as that face reaches.
    pub(super) fn of(faces: &Typefaces, clean: &Clean, role: Face) -> Self {
        let mut runs = Runs::default();
        if clean.text.is_ascii() {
            // Every bundled role has all of it.
            runs.extend(0, &clean.text, role, Script::LATIN, Level::ltr());
            return runs;
        }
        if is_simple(&clean.text) {
            for (at, c) in clean.text.char_indices() {
                let cluster = &clean.text[at..at + c.len_utf8()];
                let face = if c.is_ascii() {
                    role
                } else {
                    runs.face(faces, role, cluster, Script::LATIN)
                };
                runs.extend(at, cluster, face, Script::LATIN, Level::ltr());
            }
            return runs;
        }
        let mut script = Script::LATIN;
        for (at, cluster) in clean.text.grapheme_indices(true) {
            runs.clusters.push(at);
            // What belongs to no script of its own belongs to the text around it.
            script = own_script(cluster).unwrap_or(script);
            let level = clean.levels.as_ref().map_or(Level::ltr(), |levels| levels[at]);
            let face = if cluster.is_ascii() {
                role
            } else {
                runs.face(faces, role, cluster, script)
            };
            runs.extend(at, cluster, face, script, level);
        }
        runs
    }

    /// The face for a cluster; what it lacks is noted.
    fn face(&mut self, faces: &Typefaces, role: Face, cluster: &str, script: Script) -> Face {
        let face = faces.choose(role, cluster, script);
        if let Some(typeface) = faces.get(face) {
            for c in cluster.chars().filter(|c| !is_joiner(*c) && !typeface.covers(*c)) {
                if !self.missing.contains(&c) {
                    self.missing.push(c);
                }
            }
        }
        face
    }

    /// Adds a cluster to the last run if it goes on in the same way.
    fn extend(&mut self, at: usize, cluster: &str, face: Face, script: Script, level: Level) {
        if cluster.is_empty() {
            return;
        }
        let end = at + cluster.len();
        match self.runs.last_mut() {
            Some(last) if (last.face, last.script, last.level) == (face, script, level) => {
                last.range.end = end
            }
            _ => self.runs.push(Run {
                range: at..end,
                face,
                script,
                level,
            }),
        }
    }
}

/// The script of the first character that has one.
fn own_script(cluster: &str) -> Option<Script> {
    cluster
        .chars()
        .map(|c| harfrust::unicode::script(c.into()))
        .find(|script| !matches!(*script, Script::COMMON | Script::INHERITED | Script::UNKNOWN))
}

/// The bundled face drawn for a script, besides the role asked for.
fn helper(role: Face, script: Script) -> Option<Helper> {
    Some(match script {
        Script::GREEK if role == Face::Italic => Helper::GreekItalic,
        Script::GREEK if role == Face::Serif => Helper::GreekSerif,
        Script::HEBREW if role.is_serif() => Helper::HebrewSerif,
        Script::HEBREW => Helper::HebrewSans,
        Script::ARABIC => Helper::Arabic,
        Script::THAI if role.is_serif() => Helper::ThaiSerif,
        Script::THAI => Helper::ThaiSans,
        Script::DEVANAGARI if role.is_serif() => Helper::DevanagariSerif,
        Script::DEVANAGARI => Helper::DevanagariSans,
        Script::HAN | Script::HIRAGANA | Script::KATAKANA => Helper::Chinese,
        Script::HANGUL => Helper::Korean,
        _ => return None,
    })
}

impl Typefaces {
    /// The face for `cluster` where `role` was asked for: a bundled one that has all of it, else one of the system's,
    /// else one that has at least the letter the marks stand on, else the face whose box shows that something is
    /// missing.
    fn choose(&self, role: Face, cluster: &str, script: Script) -> Face {
        let complete = |face: &Face| self.all_covered(*face, cluster);
        let drawn_for_it = helper(role, script).map(Face::Helper);
        let others = [Face::Sans, Face::Serif, Face::Mono].into_iter();
        // Unless the script says which, the small helpers are asked before the large ones, which come last.
        let helpers = Helper::ALL.into_iter().map(Face::Helper);
        let mut likely = std::iter::once(role)
            .chain(drawn_for_it)
            .chain(others)
            .chain(helpers);
        let based = |face: &Face| {
            cluster
                .chars()
                .next()
                .is_some_and(|c| self.get(*face).is_some_and(|t| t.covers(c)))
        };
        likely
            .find(complete)
            .or_else(|| self.find_in_system(cluster, script))
            .or_else(|| {
                std::iter::once(role)
                    .chain(drawn_for_it)
                    .chain([Face::Sans])
                    .find(based)
            })
            .unwrap_or(Face::Sans)
    }

    fn all_covered(&self, face: Face, cluster: &str) -> bool {
        let Some(typeface) = self.get(face) else {
            return false;
        };
        cluster.chars().all(|c| is_joiner(c) || typeface.covers(c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeface::OtherFonts;
    use crate::typeface::clean::clean;

    fn faces_of(text: &str, role: Face) -> Vec<(String, Face)> {
        let faces = Typefaces::with(OtherFonts::None).unwrap();
        let clean = clean(text);
        let runs = Runs::of(&faces, &clean, role);
        assert_eq!(runs.missing, [], "{text}");
        let part = |run: &Run| (clean.text[run.range.clone()].to_owned(), run.face);
        runs.runs.iter().map(part).collect()
    }

    #[test]
    fn each_script_has_the_face_drawn_for_it() {
        let face = |text, role| faces_of(text, role)[0].1;
        assert_eq!(face("Ελένη", Face::Serif), Face::Helper(Helper::GreekSerif));
        assert_eq!(face("Ελένη", Face::Italic), Face::Helper(Helper::GreekItalic));
        assert_eq!(face("Ελένη", Face::Bold), Face::Bold);
        assert_eq!(face("Юлия", Face::Serif), Face::Serif);
        assert_eq!(face("מרים", Face::Serif), Face::Helper(Helper::HebrewSerif));
        assert_eq!(face("מרים", Face::Bold), Face::Helper(Helper::HebrewSans));
        assert_eq!(face("فاطمة", Face::Serif), Face::Helper(Helper::Arabic));
        assert_eq!(face("สมชาย", Face::Serif), Face::Helper(Helper::ThaiSerif));
        assert_eq!(face("สมชาย", Face::Sans), Face::Helper(Helper::ThaiSans));
        assert_eq!(face("प्रिया", Face::Italic), Face::Helper(Helper::DevanagariSerif));
        assert_eq!(face("प्रिया", Face::Sans), Face::Helper(Helper::DevanagariSans));
        assert_eq!(face("渡辺", Face::Serif), Face::Helper(Helper::Chinese));
        assert_eq!(face("さくら", Face::Sans), Face::Helper(Helper::Chinese));
        assert_eq!(face("김민수", Face::Serif), Face::Helper(Helper::Korean));
    }

    #[test]
    fn a_letter_and_its_marks_come_from_one_face() {
        for text in ["q\u{303}", "Ma\u{30c}\u{323}", "ก็", "שָׁ", "क्षि", "ي\u{651}\u{64e}"] {
            assert_eq!(faces_of(text, Face::Serif).len(), 1, "{text}");
        }
    }

    #[test]
    fn a_mixture_changes_face_and_direction_where_it_must() {
        let faces = Typefaces::with(OtherFonts::None).unwrap();
        let clean = clean("Anna כהן 7");
        let runs = Runs::of(&faces, &clean, Face::Serif).runs;
        let parts: Vec<_> = runs
            .iter()
            .map(|run| (&clean.text[run.range.clone()], run.level.number()))
            .collect();
        assert_eq!(parts, [("Anna ", 0), ("כהן", 1), (" ", 1), ("7", 2)]);
    }
}
