//! The faces: the five roles a layout asks for, the bundled helpers for other scripts, and fonts of the system.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use harfrust::font::{Blob, Source};
use harfrust::{Direction, Feature, Font, GlyphId, Script, ShapePlan, ShaperFont, Tag};
use read_fonts::TableProvider;

/// A face glyphs are taken from. A layout names one of the first five; the others stand in for what it lacks.
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
    /// A bundled face for one script.
    Helper(Helper),
    /// A font of the system, by the order in which this process first needed it.
    System(u8),
}

/// The bundled faces for scripts the five roles lack. In the order of [`Helper::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Helper {
    /// Noto Serif Display, cut to Greek: the contrast of Playfair.
    GreekSerif,
    GreekItalic,
    HebrewSerif,
    HebrewSans,
    Arabic,
    ThaiSerif,
    ThaiSans,
    DevanagariSerif,
    DevanagariSans,
    /// Noto Sans SC, cut to the national character sets of China, Taiwan (level 1) and Japan.
    Chinese,
    /// Noto Sans KR, cut to the Hangul of KS X 1001.
    Korean,
}

impl Helper {
    pub(crate) const ALL: [Helper; 11] = [
        Helper::GreekSerif,
        Helper::GreekItalic,
        Helper::HebrewSerif,
        Helper::HebrewSans,
        Helper::Arabic,
        Helper::ThaiSerif,
        Helper::ThaiSans,
        Helper::DevanagariSerif,
        Helper::DevanagariSans,
        Helper::Chinese,
        Helper::Korean,
    ];

    pub(super) fn bundled(self) -> Bundled {
        macro_rules! font {
            ($name:literal, $file:literal) => {
                Bundled {
                    name: $name,
                    file: include_bytes!(concat!("../../fonts/", $file)),
                }
            };
        }
        match self {
            Helper::GreekSerif => font!("NotoSerifDisplay-Regular", "NotoSerifDisplay-Greek.ttf"),
            Helper::GreekItalic => font!("NotoSerifDisplay-Italic", "NotoSerifDisplay-GreekItalic.ttf"),
            Helper::HebrewSerif => font!("NotoSerifHebrew-Regular", "NotoSerifHebrew-Regular.ttf"),
            Helper::HebrewSans => font!("NotoSansHebrew-Regular", "NotoSansHebrew-Regular.ttf"),
            Helper::Arabic => font!("NotoNaskhArabic-Regular", "NotoNaskhArabic-Regular.ttf"),
            Helper::ThaiSerif => font!("NotoSerifThai-Regular", "NotoSerifThai-Regular.ttf"),
            Helper::ThaiSans => font!("NotoSansThai-Regular", "NotoSansThai-Regular.ttf"),
            Helper::DevanagariSerif => {
                font!("NotoSerifDevanagari-Regular", "NotoSerifDevanagari-Regular.ttf")
            }
            Helper::DevanagariSans => font!("NotoSansDevanagari-Regular", "NotoSansDevanagari-Regular.ttf"),
            Helper::Chinese => font!("NotoSansSC-Regular", "NotoSansSC-Cut.ttf"),
            Helper::Korean => font!("NotoSansKR-Regular", "NotoSansKR-Cut.ttf"),
        }
    }
}

/// A font file inside the program.
pub(super) struct Bundled {
    /// Its PostScript name.
    pub(super) name: &'static str,
    pub(super) file: &'static [u8],
}

impl Face {
    /// The faces a layout may name.
    pub(crate) const ROLES: [Face; 5] = [Face::Serif, Face::Italic, Face::Sans, Face::Bold, Face::Mono];

    /// The bundled file, unless the face is one of the system's.
    pub(super) fn bundled(self) -> Option<Bundled> {
        let (name, file): (_, &[u8]) = match self {
            Face::Serif => (
                "PlayfairDisplay-Regular",
                include_bytes!("../../fonts/PlayfairDisplay-Regular.ttf"),
            ),
            Face::Italic => (
                "PlayfairDisplay-Italic",
                include_bytes!("../../fonts/PlayfairDisplay-Italic.ttf"),
            ),
            Face::Sans => ("Inter-Regular", include_bytes!("../../fonts/Inter-Regular.ttf")),
            Face::Bold => ("Inter-SemiBold", include_bytes!("../../fonts/Inter-SemiBold.ttf")),
            Face::Mono => (
                "JetBrainsMono-Medium",
                include_bytes!("../../fonts/JetBrainsMono-Medium.ttf"),
            ),
            Face::Helper(helper) => return Some(helper.bundled()),
            Face::System(_) => return None,
        };
        Some(Bundled { name, file })
    }

    /// Whether a stand-in should have serifs too.
    pub(super) fn is_serif(self) -> bool {
        matches!(self, Face::Serif | Face::Italic)
    }

    pub(super) fn features(self, tracked: bool) -> Vec<Feature> {
        let on = |tag: &[u8; 4]| Feature::new(Tag::new(tag), 1, ..);
        let off = |tag: &[u8; 4]| Feature::new(Tag::new(tag), 0, ..);
        let mut features = match self {
            Face::Serif | Face::Italic => vec![on(b"lnum"), on(b"kern")],
            Face::Sans | Face::Bold => vec![on(b"kern")],
            Face::Mono => vec![on(b"zero"), off(b"calt")],
            // The ligature of the name of God: one glyph for three letters, which readers of the PDF give back reversed.
            Face::Helper(Helper::Arabic) => return vec![off(b"liga")],
            // What the script needs is on by itself.
            Face::Helper(_) | Face::System(_) => return Vec::new(),
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

impl FaceMetrics {
    /// Read off the font file. What it does not state is 0.
    fn of(font: &Font) -> Self {
        let em = i32::from(font.units_per_em().max(1));
        let scaled = |units: i16| {
            let value = (i32::from(units) * 1000 + (em / 2) * i32::from(units.signum())) / em;
            value.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
        };
        let tables = font.tables();
        let mut metrics = FaceMetrics {
            ascent: 0,
            descent: 0,
            bounds: [0; 4],
            weight: tables.os2().map_or(400, |os2| os2.us_weight_class()),
            slant: 0,
        };
        if let Ok(head) = tables.head() {
            metrics.bounds = [head.x_min(), head.y_min(), head.x_max(), head.y_max()].map(scaled);
        }
        if let Ok(hhea) = tables.hhea() {
            metrics.ascent = scaled(hhea.ascender().to_i16());
            metrics.descent = scaled(hhea.descender().to_i16());
            let (rise, run) = (
                i32::from(hhea.caret_slope_rise()),
                i32::from(hhea.caret_slope_run()),
            );
            metrics.slant = i16::try_from(run * 1000 / rise.max(1)).unwrap_or(0);
        }
        metrics
    }
}

/// Plans for other scripts than Latin, by script, whether from right to left, and whether tracked.
type Plans = Mutex<HashMap<(Script, bool, bool), Arc<ShapePlan>>>;

/// A face, parsed.
pub(crate) struct Typeface {
    name: String,
    font: Font,
    index: u32,
    metrics: FaceMetrics,
    units_per_em: f32,
    features: [Vec<Feature>; 2],
    /// Plans for Latin, untracked and tracked; only the roles have them, because all papers need them.
    latin: Option<[ShapePlan; 2]>,
    plans: Plans,
}

impl Typeface {
    /// Parses the face `index` of a font file. `None` if it is no font that can be read.
    pub(super) fn new(face: Face, name: &str, file: impl Into<Blob>, index: u32) -> Option<Self> {
        let font = Font::new(file, index)?;
        let features = [face.features(false), face.features(true)];
        let plan = |features: &[Feature]| {
            ShapePlan::new(&font, Direction::LeftToRight, Some(Script::LATIN), None, features)
        };
        let latin = Face::ROLES
            .contains(&face)
            .then(|| [plan(&features[0]), plan(&features[1])]);
        Some(Typeface {
            name: name.to_owned(),
            metrics: FaceMetrics::of(&font),
            units_per_em: f32::from(font.units_per_em()),
            latin,
            plans: Plans::default(),
            features,
            font,
            index,
        })
    }

    /// The PostScript name, as the PDF shows it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The whole font file and which of its faces this is.
    pub(crate) fn file(&self) -> (&[u8], u32) {
        match self.font.source() {
            Source::Blob(blob) => (blob, self.index),
            // Never made by `new`.
            Source::TableFunction(_) => (&[], self.index),
        }
    }

    pub(crate) fn metrics(&self) -> FaceMetrics {
        self.metrics
    }

    pub(super) fn font(&self) -> &Font {
        &self.font
    }

    pub(super) fn features(&self, tracked: bool) -> &[Feature] {
        &self.features[usize::from(tracked)]
    }

    /// A length of the font file in em.
    pub(super) fn em(&self, units: i32) -> f32 {
        units as f32 / self.units_per_em
    }

    /// Whether it has a glyph for `c`.
    pub(super) fn covers(&self, c: char) -> bool {
        self.font
            .charmap()
            .map_unicode(c)
            .is_some_and(|id| id != GlyphId::NOTDEF)
    }

    /// The advance of a glyph as the font file states it, in em, before any kerning.
    pub(crate) fn nominal_advance(&self, id: u16) -> f32 {
        self.em(ShaperFont::new(&self.font).glyph_h_advance(GlyphId::from(id)))
    }

    /// Calls `use_plan` with how to shape `script` in this direction, worked out once.
    pub(super) fn with_plan<T>(
        &self,
        script: Script,
        direction: Direction,
        tracked: bool,
        use_plan: impl FnOnce(&ShapePlan) -> T,
    ) -> T {
        if let (Some(plans), Script::LATIN, Direction::LeftToRight) = (&self.latin, script, direction) {
            return use_plan(&plans[usize::from(tracked)]);
        }
        let key = (script, direction == Direction::RightToLeft, tracked);
        let plan = {
            // A panic elsewhere cannot leave the map half changed, so a poisoned lock is as good as any.
            let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
            let made = || {
                let features = self.features(tracked);
                Arc::new(ShapePlan::new(
                    &self.font,
                    direction,
                    Some(script),
                    None,
                    features,
                ))
            };
            Arc::clone(plans.entry(key).or_insert_with(made))
        };
        use_plan(&plan)
    }
}
