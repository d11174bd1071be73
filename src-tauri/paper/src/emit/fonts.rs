//! The glyphs the sheets of a file use, by face.

use std::borrow::Cow;
use std::collections::BTreeMap;

use printpdf::FontId;

use crate::sheet::{Mark, Sheet};
use crate::text::{Line, Text};
use crate::typeface::{Face, Typeface, Typefaces, is_joiner};

/// Our own font ids: printpdf's come from a counter that would differ from one document to the next. The place of a face
/// among those of the file is the same whichever faces the process opened before.
fn font_id(typeface: &Typeface, place: usize) -> FontId {
    FontId(format!("{}-{place}", typeface.name()))
}

/// Whatever a code may have. The face of codes comes with all of it, a kilobyte more: so it is the same on every paper,
/// and cut down once.
const CODES: &str = "23456789BCDFGHJKLMNPQRSTVWXYZ-";

/// The glyphs of one face that a file uses.
pub(super) struct Subset {
    pub(super) id: FontId,
    pub(super) glyphs: BTreeMap<u16, UsedGlyph>,
}

/// A glyph in its subset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UsedGlyph {
    /// Its number in the subset: its place among the glyphs used, so that the same glyphs make the same subset, whatever
    /// the order they were used in.
    pub(super) id: u16,
    /// What it stands for. A glyph has one text in a PDF: the shortest of its uses.
    pub(super) text: String,
    /// In whole 1/1000 em, as the PDF states it.
    pub(super) advance: u16,
}

/// The glyphs the sheets of a file use, by face.
#[derive(Default)]
pub(super) struct Subsets {
    pub(super) faces: BTreeMap<Face, Subset>,
}

impl Subsets {
    pub(super) fn of(typefaces: &Typefaces, sheets: &[Sheet]) -> Self {
        let mut subsets = Subsets::default();
        for mark in sheets.iter().flat_map(|sheet| &sheet.marks) {
            if let Mark::Text { line, .. } = mark {
                subsets.add(typefaces, line);
            }
        }
        if subsets.faces.contains_key(&Face::Mono) {
            for line in &Text::stock(typefaces, Face::Mono, 1.0, 0.0, CODES).lines {
                subsets.add(typefaces, line);
            }
        }
        for subset in subsets.faces.values_mut() {
            // The first glyph of every subset is the box for what is missing, used or not.
            let first = u16::from(!subset.glyphs.contains_key(&0));
            for (id, glyph) in (first..).zip(subset.glyphs.values_mut()) {
                glyph.id = id;
            }
        }
        subsets
    }

    fn add(&mut self, typefaces: &Typefaces, line: &Line) {
        for unit in &line.paragraph.units[line.units.clone()] {
            let glyphs = &line.paragraph.glyphs[unit.glyphs.clone()];
            let text = &line.paragraph.text[unit.text.clone()];
            for (i, glyph) in glyphs.iter().enumerate() {
                let place = self.faces.len();
                let Some(typeface) = typefaces.get(glyph.face) else {
                    continue;
                };
                let subset = self.faces.entry(glyph.face).or_insert_with(|| Subset {
                    id: font_id(typeface, place),
                    glyphs: BTreeMap::new(),
                });
                // From right to left the first letter is the last glyph.
                let i = if unit.level.is_rtl() {
                    glyphs.len() - 1 - i
                } else {
                    i
                };
                let text = share(text, i, glyphs.len(), glyph.id);
                let used = subset.glyphs.entry(glyph.id).or_insert_with(|| UsedGlyph {
                    id: 0,
                    text: text.clone().into_owned(),
                    advance: (typeface.nominal_advance(glyph.id) * 1000.0).round().max(0.0) as u16,
                });
                if !text.is_empty() && (used.text.is_empty() || text.len() < used.text.len()) {
                    used.text = text.into_owned();
                }
            }
        }
    }
}

/// What glyph `i` of `count` stands for that together stand for `text`: its own letter or mark if there is one for each,
/// else the first stands for all. A joiner has no glyph and stands in nobody's text.
fn share(text: &str, i: usize, count: usize, id: u16) -> Cow<'_, str> {
    if id == 0 {
        // The box that stands for a missing character stands for many.
        return Cow::Borrowed("\u{fffd}");
    }
    let text = if !text.is_ascii() && text.contains(is_joiner) {
        Cow::Owned(text.replace(is_joiner, ""))
    } else {
        Cow::Borrowed(text)
    };
    if count > 1 && text.chars().count() == count {
        return Cow::Owned(text.chars().skip(i).take(1).collect());
    }
    if i == 0 { text } else { Cow::Borrowed("") }
}
