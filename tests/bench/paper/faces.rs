//! Shaping for whoever brings none: with harfrust and the features that ours shapes with, from faces parsed once.

use std::ops::Range;

use harfrust::{
    Buffer, Direction, Feature, Font, GlyphId, Script, ShapeOptions, ShapePlan, ShaperFont, Tag, shape,
};

use super::Outcome;

/// Places among [`FILES`].
pub const SERIF: usize = 0;
pub const ITALIC: usize = 1;
pub const SANS: usize = 2;
pub const BOLD: usize = 3;
pub const MONO: usize = 4;

/// The PostScript name of each face, and its file.
pub const FILES: [(&str, &[u8]); 5] = [
    (
        "PlayfairDisplay-Regular",
        include_bytes!("../../../src-tauri/paper/fonts/PlayfairDisplay-Regular.ttf"),
    ),
    (
        "PlayfairDisplay-Italic",
        include_bytes!("../../../src-tauri/paper/fonts/PlayfairDisplay-Italic.ttf"),
    ),
    (
        "Inter-Regular",
        include_bytes!("../../../src-tauri/paper/fonts/Inter-Regular.ttf"),
    ),
    (
        "Inter-SemiBold",
        include_bytes!("../../../src-tauri/paper/fonts/Inter-SemiBold.ttf"),
    ),
    (
        "JetBrainsMono-Medium",
        include_bytes!("../../../src-tauri/paper/fonts/JetBrainsMono-Medium.ttf"),
    ),
];

/// The faces, parsed.
pub struct Faces(Vec<Face>);

struct Face {
    font: Font,
    units_per_em: f32,
    /// Untracked and tracked.
    plans: [(ShapePlan, Vec<Feature>); 2],
}

/// A shaped glyph. Lengths in em.
pub struct Glyph {
    pub id: u16,
    pub advance: f32,
    /// The advance without kerning.
    pub nominal: f32,
    pub dx: f32,
    pub dy: f32,
    /// The text it stands for.
    pub text: Range<usize>,
}

impl Faces {
    pub fn read() -> Outcome<Faces> {
        let read = |(place, (name, file)): (usize, &(&str, &'static [u8]))| {
            let font = Font::new(*file, 0).ok_or_else(|| format!("{name} cannot be read"))?;
            let plan = |tracked: bool| {
                let features = features(place, tracked);
                let plan = ShapePlan::new(
                    &font,
                    Direction::LeftToRight,
                    Some(Script::LATIN),
                    None,
                    &features,
                );
                (plan, features)
            };
            Ok(Face {
                plans: [plan(false), plan(true)],
                units_per_em: f32::from(font.units_per_em()),
                font,
            })
        };
        FILES
            .iter()
            .enumerate()
            .map(read)
            .collect::<Outcome<_>>()
            .map(Faces)
    }

    /// The glyphs of `text`, from left to right.
    pub fn shape(&self, face: usize, tracked: bool, text: &str) -> Outcome<Vec<Glyph>> {
        let face = &self.0[face];
        let (plan, features) = &face.plans[usize::from(tracked)];
        let shaper = ShaperFont::new(&face.font);
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.set_script(Some(Script::LATIN));
        buffer.set_direction(Direction::LeftToRight);
        let options = ShapeOptions::new().features(features).plan(Some(plan));
        shape(&shaper, &mut buffer, options).map_err(|e| format!("{e:?}"))?;
        let em = |units: i32| units as f32 / face.units_per_em;
        let infos = buffer.glyph_infos();
        let mut glyphs = Vec::with_capacity(infos.len());
        for (i, (info, position)) in infos.iter().zip(buffer.glyph_positions()).enumerate() {
            let end = infos.get(i + 1).map_or(text.len(), |next| next.cluster as usize);
            glyphs.push(Glyph {
                id: u16::try_from(info.glyph_id)?,
                advance: em(position.x_advance),
                nominal: em(shaper.glyph_h_advance(GlyphId::new(info.glyph_id))),
                dx: em(position.x_offset),
                dy: em(position.y_offset),
                text: info.cluster as usize..end,
            });
        }
        Ok(glyphs)
    }
}

/// Those of our papers: lining figures, a slashed zero in codes, no ligature in tracked text.
fn features(face: usize, tracked: bool) -> Vec<Feature> {
    let set = |tag: &[u8; 4], value| Feature::new(Tag::new(tag), value, ..);
    let ligatures = set(b"liga", u32::from(!tracked && face != MONO));
    match face {
        SERIF | ITALIC => vec![set(b"lnum", 1), set(b"kern", 1), ligatures],
        MONO => vec![set(b"zero", 1), set(b"calt", 0), ligatures],
        _ => vec![set(b"kern", 1), ligatures],
    }
}
