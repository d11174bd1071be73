//! Faces cut down to some glyphs, as a file has them: made once, and kept for the papers after.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use read_fonts::{FontRef, types::Tag};
use subsetter::GlyphRemapper;

use super::deflate::Deflater;
use super::fonts::{Subset, UsedGlyph};
use crate::error::PaperError;
use crate::typeface::{Face, Typeface};

/// How many cuts of one face are kept. The papers of a house differ by the letters of a name and a code: a few dozen sets
/// of letters come again and again, and most of a preview's are those of the one before it.
const MOST: usize = 32;

/// A cut larger than this, in bytes, is of a file of very many papers, and no other will be like it.
const LARGEST: usize = 64 * 1024;

/// The tag of six capitals that marks a subset; which six does not matter.
const TAG: &str = "CMBACK";

/// The newest cuts of each face.
#[derive(Default)]
pub(crate) struct Cuts {
    kept: Mutex<HashMap<Face, VecDeque<Arc<CutFace>>>>,
}

impl Cuts {
    /// The face cut down to these glyphs: as it was made lately, or made now.
    pub(super) fn of(
        &self,
        face: Face,
        typeface: &Typeface,
        subset: &Subset,
        deflater: &mut Deflater,
    ) -> Result<Arc<CutFace>, PaperError> {
        // A panic elsewhere cannot leave the map half changed, so a poisoned lock is as good as any.
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let alike = |cut: &&Arc<CutFace>| cut.glyphs == subset.glyphs;
        if let Some(cut) = kept().get(&face).and_then(|cuts| cuts.iter().find(alike)) {
            return Ok(Arc::clone(cut));
        }
        let cut = Arc::new(CutFace::new(typeface, &subset.glyphs, deflater)?);
        if cut.program.content.len() <= LARGEST {
            let mut kept = kept();
            let cuts = kept.entry(face).or_default();
            cuts.truncate(MOST - 1);
            cuts.push_front(Arc::clone(&cut));
        }
        Ok(cut)
    }
}

/// A face cut down to some of its glyphs, in the parts of a PDF.
pub(super) struct CutFace {
    glyphs: BTreeMap<u16, UsedGlyph>,
    outlines: Outlines,
    program: Stream,
    /// What each glyph stands for.
    unicode: Stream,
    descriptor: Dictionary,
    widths: Vec<Object>,
    name: String,
}

/// How a font file describes its letters, which a PDF must know.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outlines {
    TrueType,
    /// As in PostScript; only fonts of the system.
    Compact,
}

impl CutFace {
    fn new(
        typeface: &Typeface,
        glyphs: &BTreeMap<u16, UsedGlyph>,
        deflater: &mut Deflater,
    ) -> Result<Self, PaperError> {
        let damaged = || PaperError::Typeface {
            face: typeface.name().to_owned(),
        };
        let mut remapper = GlyphRemapper::new();
        for glyph in glyphs.keys() {
            remapper.remap(*glyph);
        }
        let (file, index) = typeface.file();
        let program = subsetter::subset(file, index, &remapper).map_err(|_| damaged())?;
        let compact = FontRef::new(&program)
            .map_err(|_| damaged())?
            .table_data(Tag::new(b"CFF "));
        let (outlines, entries, program) = match compact {
            Some(table) => (
                Outlines::Compact,
                dictionary! { "Subtype" => "CIDFontType0C" },
                table.as_bytes(),
            ),
            None => (
                Outlines::TrueType,
                dictionary! { "Length1" => i64::try_from(program.len()).unwrap_or(i64::MAX) },
                &program[..],
            ),
        };
        let name = format!("{TAG}+{}", typeface.name());
        Ok(CutFace {
            outlines,
            program: deflater.stream(entries, program)?,
            unicode: deflater.stream(Dictionary::new(), meanings(glyphs).as_bytes())?,
            descriptor: descriptor(typeface, &name),
            widths: glyphs
                .values()
                .map(|glyph| Object::Integer(glyph.advance.into()))
                .collect(),
            name,
            glyphs: glyphs.clone(),
        })
    }

    /// Puts the face into a file, and gives its place there.
    pub(super) fn write(&self, file: &mut Document) -> ObjectId {
        let (kind, key) = match self.outlines {
            Outlines::TrueType => ("CIDFontType2", "FontFile2"),
            Outlines::Compact => ("CIDFontType0", "FontFile3"),
        };
        let mut descriptor = self.descriptor.clone();
        descriptor.set(key, file.add_object(self.program.clone()));
        let mut cid_font = dictionary! {
            "Type" => "Font",
            "Subtype" => kind,
            "BaseFont" => self.name.as_str(),
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal("Identity"),
                "Supplement" => 0,
            },
            "FontDescriptor" => file.add_object(descriptor),
            "DW" => 1000,
        };
        if let Some(first) = self.glyphs.values().next() {
            cid_font.set(
                "W",
                vec![Object::Integer(first.id.into()), self.widths.clone().into()],
            );
        }
        if self.outlines == Outlines::TrueType {
            cid_font.set("CIDToGIDMap", "Identity");
        }
        let cid_font = file.add_object(cid_font);
        let unicode = file.add_object(self.unicode.clone());
        file.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => self.name.as_str(),
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![cid_font.into()],
            "ToUnicode" => unicode,
        })
    }
}

fn descriptor(typeface: &Typeface, name: &str) -> Dictionary {
    /// The standard Latin letters, and what leans.
    const NONSYMBOLIC: i64 = 1 << 5;
    const ITALIC: i64 = 1 << 6;
    let metrics = typeface.metrics();
    let angle = -f32::from(metrics.slant).atan2(1000.0).to_degrees().round();
    // No font states how thick its strokes are: what weights come to by custom.
    let stroke = 50.0 + (f32::from(metrics.weight) / 65.0).powi(2).round();
    let bounds = metrics.bounds.map(|edge| Object::Integer(edge.into()));
    dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name,
        "Flags" => if metrics.slant == 0 { NONSYMBOLIC } else { NONSYMBOLIC | ITALIC },
        "FontBBox" => bounds.to_vec(),
        "ItalicAngle" => angle as i64,
        "Ascent" => i64::from(metrics.ascent),
        "Descent" => i64::from(metrics.descent),
        "CapHeight" => i64::from(metrics.ascent),
        "StemV" => stroke as i64,
    }
}

/// The map that tells a reader what each glyph stands for, a hundred to a block as the format has it.
fn meanings(glyphs: &BTreeMap<u16, UsedGlyph>) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let told: Vec<&UsedGlyph> = glyphs.values().filter(|glyph| !glyph.text.is_empty()).collect();
    // Writing to a string cannot fail.
    for block in told.chunks(100) {
        let _ = writeln!(map, "{} beginbfchar", block.len());
        for glyph in block {
            let _ = write!(map, "<{:04X}> <", glyph.id);
            for unit in glyph.text.encode_utf16() {
                let _ = write!(map, "{unit:04X}");
            }
            map.push_str(">\n");
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}
