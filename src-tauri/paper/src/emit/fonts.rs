//! The faces, cut down to the glyphs the sheets of a file use.

use std::borrow::Cow;
use std::collections::BTreeMap;

use printpdf::{FontId, FontMetrics, ParsedFont};
use subsetter::GlyphRemapper;

use crate::error::PaperError;
use crate::sheet::{Mark, Sheet};
use crate::typeface::{Face, Typeface, Typefaces, is_joiner};

/// Our own font ids: printpdf's come from a counter that would differ from one document to the next. The place of a face
/// among those of the file is the same whichever faces the process opened before.
fn font_id(typeface: &Typeface, place: usize) -> FontId {
    FontId(format!("{}-{place}", typeface.name()))
}

/// The glyphs of one face that a file uses.
pub(super) struct Subset {
    pub(super) id: FontId,
    remapper: GlyphRemapper,
    pub(super) glyphs: BTreeMap<u16, UsedGlyph>,
}

/// A glyph in its subset.
pub(super) struct UsedGlyph {
    /// Its number in the subset.
    pub(super) id: u16,
    /// What it stands for. A glyph has one text in a PDF: the shortest of its uses.
    pub(super) text: String,
    /// In whole 1/1000 em, as the PDF states it.
    pub(super) advance: u16,
}

/// The glyphs the sheets of a file use, by face.
pub(super) struct Subsets {
    pub(super) faces: BTreeMap<Face, Subset>,
}

impl Subsets {
    pub(super) fn of(typefaces: &Typefaces, sheets: &[Sheet]) -> Self {
        let mut faces: BTreeMap<Face, Subset> = BTreeMap::new();
        for mark in sheets.iter().flat_map(|sheet| &sheet.marks) {
            let Mark::Text { line, .. } = mark else { continue };
            for unit in &line.paragraph.units[line.units.clone()] {
                let glyphs = &line.paragraph.glyphs[unit.glyphs.clone()];
                let text = &line.paragraph.text[unit.text.clone()];
                for (i, glyph) in glyphs.iter().enumerate() {
                    let place = faces.len();
                    let Some(typeface) = typefaces.get(glyph.face) else {
                        continue;
                    };
                    let Subset {
                        remapper,
                        glyphs: used,
                        ..
                    } = faces.entry(glyph.face).or_insert_with(|| Subset {
                        id: font_id(typeface, place),
                        remapper: GlyphRemapper::new(),
                        glyphs: BTreeMap::new(),
                    });
                    // From right to left the first letter is the last glyph.
                    let i = if unit.level.is_rtl() {
                        glyphs.len() - 1 - i
                    } else {
                        i
                    };
                    let text = share(text, i, glyphs.len(), glyph.id);
                    let used = used.entry(glyph.id).or_insert_with(|| {
                        let advance = (typefaces.nominal_advance(glyph.face, glyph.id) * 1000.0).round();
                        UsedGlyph {
                            id: remapper.remap(glyph.id),
                            text: text.clone().into_owned(),
                            advance: advance.max(0.0) as u16,
                        }
                    });
                    if !text.is_empty() && (used.text.is_empty() || text.len() < used.text.len()) {
                        used.text = text.into_owned();
                    }
                }
            }
        }
        Subsets { faces }
    }
}

/// What glyph `i` of `count` stands for that together stand for `text`: its own letter or mark if there is one for each,
/// else the first stands for all. A joiner has no glyph and stands in nobody's text.
fn share(text: &str, i: usize, count: usize, id: u16) -> Cow<'_, str> {
    if id == 0 {
        // The box that stands for a missing character stands for many.
        return Cow::Borrowed("\u{fffd}");
    }
    let text = if text.contains(is_joiner) {
        Cow::Owned(text.replace(is_joiner, ""))
    } else {
        Cow::Borrowed(text)
    };
    if count > 1 && text.chars().count() == count {
        return Cow::Owned(text.chars().skip(i).take(1).collect());
    }
    if i == 0 { text } else { Cow::Borrowed("") }
}

impl Subset {
    /// The face cut down to these glyphs, with advances in whole 1/1000 em, as a PDF keeps them.
    pub(super) fn embed(&self, typeface: &Typeface) -> Result<ParsedFont, PaperError> {
        let (file, index) = typeface.file();
        let file = subsetter::subset(file, index, &self.remapper).map_err(|_| PaperError::Typeface {
            face: typeface.name().to_owned(),
        })?;
        let advances = self
            .glyphs
            .values()
            .map(|glyph| (glyph.id, glyph.advance))
            .collect();
        let metrics = typeface.metrics();
        // The tag of six capitals marks a subset; which six does not matter.
        let name = format!("CMBACK+{}", typeface.name());
        let [x_min, y_min, x_max, y_max] = metrics.bounds;
        let mut font = ParsedFont::with_glyph_data(
            file,
            0,
            Some(name),
            BTreeMap::new(),
            advances,
            1000,
            FontMetrics {
                ascent: metrics.ascent,
                descent: metrics.descent,
            },
        );
        let stub = &mut font.pdf_font_metrics;
        (stub.x_min, stub.y_min, stub.x_max, stub.y_max) = (x_min, y_min, x_max, y_max);
        stub.us_weight_class = metrics.weight;
        (stub.caret_slope_rise, stub.caret_slope_run) = (1000, metrics.slant);
        Ok(font)
    }
}
