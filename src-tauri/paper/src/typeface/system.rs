//! Fonts of the system, looked at only when a character is in none of the bundled faces.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use fontdb::{Database, FaceInfo, Source, Stretch, Style};
use harfrust::{GlyphId, Script};
use read_fonts::{FontRef, TableProvider, types::Tag};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::face::{Face, Typeface};
use super::preferred::preferred;

/// Where to look for characters that none of the bundled typefaces has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum OtherFonts {
    /// The fonts installed on this computer.
    #[default]
    Installed,
    /// The fonts in a folder and the folders in it.
    Folder(PathBuf),
    /// Nowhere: the same bytes on every machine.
    None,
}

/// A font of the system that a document needed. Whoever keeps the document can tell by it why another machine would
/// draw it differently.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FallbackFont {
    /// Its PostScript name.
    pub name: String,
    /// The SHA-256 digest of its file.
    pub sha256: [u8; 32],
}

/// How many fonts of the system one process uses at most. Each is for another script, and no house has that many.
const MOST: usize = 64;

/// The system's fonts: listed when first asked, each read when first needed, and kept.
pub(super) struct SystemFonts {
    place: OtherFonts,
    list: OnceLock<Vec<FaceInfo>>,
    slots: [OnceLock<SystemFont>; MOST],
    known: Mutex<Known>,
}

struct SystemFont {
    typeface: Typeface,
    sha256: [u8; 32],
}

#[derive(Default)]
struct Known {
    /// Which of the list stands in which slot, or that it cannot be used.
    opened: HashMap<usize, Option<Face>>,
    used: u8,
    /// What was found for the characters of a cluster.
    found: HashMap<String, Option<Face>>,
}

impl SystemFonts {
    pub(super) fn new(place: OtherFonts) -> Self {
        SystemFonts {
            place,
            list: OnceLock::new(),
            slots: [const { OnceLock::new() }; MOST],
            known: Mutex::default(),
        }
    }

    pub(super) fn typeface(&self, slot: u8) -> Option<&Typeface> {
        self.slots
            .get(usize::from(slot))?
            .get()
            .map(|font| &font.typeface)
    }

    pub(super) fn fallback(&self, slot: u8) -> Option<FallbackFont> {
        self.slots.get(usize::from(slot))?.get().map(|font| FallbackFont {
            name: font.typeface.name().to_owned(),
            sha256: font.sha256,
        })
    }

    /// A font that has every character of `cluster`: from the families preferred for `script`, else the first. What
    /// was opened before makes no difference, so the same text gives the same font.
    pub(super) fn find(&self, cluster: &str, script: Script) -> Option<Face> {
        if self.place == OtherFonts::None {
            return None;
        }
        // A panic elsewhere cannot leave what is known half changed, so a poisoned lock is as good as any.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(face) = known.found.get(cluster) {
            return *face;
        }
        let list = self.list.get_or_init(|| self.list());
        let of_family = |family: &'static str| {
            let named = move |info: &FaceInfo| {
                info.families
                    .iter()
                    .any(|(name, _)| name.eq_ignore_ascii_case(family))
            };
            (0..list.len()).filter(move |i| named(&list[*i]))
        };
        let order = preferred(script)
            .iter()
            .flat_map(|family| of_family(family))
            .chain(0..list.len());
        let face = order
            .into_iter()
            .find_map(|i| self.open_if_it_covers(&list[i], i, cluster, &mut known));
        known.found.insert(cluster.to_owned(), face);
        face
    }

    /// Every face that may be used, the plainest first, in an order that does not depend on the disk's.
    fn list(&self) -> Vec<FaceInfo> {
        let mut database = Database::new();
        match &self.place {
            OtherFonts::Installed => database.load_system_fonts(),
            OtherFonts::Folder(folder) => database.load_fonts_dir(folder),
            OtherFonts::None => {}
        }
        let mut list: Vec<FaceInfo> = database
            .faces()
            .filter(|info| may_be_used(info))
            .cloned()
            .collect();
        list.sort_by_cached_key(|info| {
            let plain = info.style == Style::Normal && info.stretch == Stretch::Normal && !info.monospaced;
            let last_resort = info.post_script_name.contains("nifont");
            (
                last_resort,
                Reverse(plain),
                info.weight.0.abs_diff(400),
                info.post_script_name.clone(),
                path(info).cloned(),
                info.index,
            )
        });
        list
    }

    fn open_if_it_covers(&self, info: &FaceInfo, i: usize, cluster: &str, known: &mut Known) -> Option<Face> {
        match known.opened.get(&i) {
            Some(Some(Face::System(slot))) => {
                let covers = self
                    .typeface(*slot)
                    .is_some_and(|typeface| cluster.chars().all(|c| typeface.covers(c)));
                return covers.then_some(Face::System(*slot));
            }
            Some(_) => return None,
            None => {}
        }
        // Only what is looked at is read from the disk.
        let mut database = Database::new();
        let id = database.push_face_info(info.clone());
        let glyphs = database.with_face_data(id, |file, index| usable_glyphs(file, index, cluster))??;
        let face = self.open(info, &glyphs, known.used);
        known.opened.insert(i, face);
        known.used += u8::from(face.is_some());
        face
    }

    /// Reads a whole font and tries whether it can be cut, so that a document that uses it can be written.
    fn open(&self, info: &FaceInfo, glyphs: &[u16], slot: u8) -> Option<Face> {
        let file = std::fs::read(path(info)?).ok()?;
        let remapper = GlyphRemapper::new_from_glyphs(glyphs);
        subsetter::subset(&file, info.index, &remapper).ok()?;
        let sha256 = Sha256::digest(&file).into();
        let face = Face::System(slot);
        let typeface = Typeface::new(face, &pdf_name(&info.post_script_name), file, info.index)?;
        self.slots
            .get(usize::from(slot))?
            .set(SystemFont { typeface, sha256 })
            .ok()?;
        Some(face)
    }
}

fn path(info: &FaceInfo) -> Option<&PathBuf> {
    match &info.source {
        Source::File(path) | Source::SharedFile(path, _) => Some(path),
        Source::Binary(_) => None,
    }
}

/// Leaves out fonts that have a glyph for everything and a shape for nothing, and those a system keeps to itself.
fn may_be_used(info: &FaceInfo) -> bool {
    let name = info.post_script_name.as_str();
    let shapeless = ["LastResort", "AdobeBlank", "Blank"]
        .iter()
        .any(|part| name.contains(part));
    !name.is_empty() && !name.starts_with('.') && !shapeless
}

/// The glyphs for every character of `cluster`, if the font has them all as outlines and its maker allows embedding.
fn usable_glyphs(file: &[u8], index: u32, cluster: &str) -> Option<Vec<u16>> {
    const RESTRICTED: u16 = 0x000e;
    const ONLY_RESTRICTED: u16 = 0x0002;
    const BITMAP_ONLY: u16 = 0x0200;
    let font = FontRef::from_index(file, index).ok()?;
    let charmap = font.cmap().ok()?;
    let glyph = |c: char| charmap.map_codepoint(c).filter(|id| *id != GlyphId::NOTDEF);
    let glyphs: Option<Vec<u16>> = cluster
        .chars()
        .map(|c| glyph(c).and_then(|id| u16::try_from(id.to_u32()).ok()))
        .collect();
    let outlined = [b"glyf", b"CFF "]
        .iter()
        .any(|tag| font.table_data(Tag::new(tag)).is_some());
    let allowed = font.os2().map_or(0, |os2| os2.fs_type());
    let embeddable = allowed & RESTRICTED != ONLY_RESTRICTED && allowed & BITMAP_ONLY == 0;
    glyphs.filter(|_| outlined && embeddable)
}

/// A name as PDF allows it without escapes.
fn pdf_name(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        .collect()
}
