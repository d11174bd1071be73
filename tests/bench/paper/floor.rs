//! The least it can take: the page written by hand with pdf-writer. The faces are cut down and compressed beforehand to
//! every letter a paper in English may need, and the logo is as it was read; what is left for each document is to shape
//! its text, write it and deflate the page, with the compressor and level that ours uses. Its files are larger for it.

use std::collections::BTreeMap;

use comeback_paper::{Colour, Logo};
use libdeflater::{CompressionLvl, Compressor};
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Chunk, Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use subsetter::GlyphRemapper;

use super::Outcome;
use super::faces::{FILES, Faces};
use super::page::{self, Point, Step, Text, Words};

/// What every file begins with, besides its catalog: fonts and logo.
pub struct Floor {
    faces: Faces,
    glyphs: Vec<BTreeMap<u16, Kept>>,
    shared: Chunk,
}

/// A glyph of a face that was cut down.
struct Kept {
    id: u16,
    /// In whole 1/1000 em, as the file states it.
    width: f32,
    text: String,
}

const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const INFO: Ref = Ref::new(3);
const LOGO: Ref = Ref::new(4);
const MASK: Ref = Ref::new(5);
/// Five for each font.
const FONTS: i32 = 10;
/// Two for each page.
const FIRST_PAGE: i32 = 40;
const FONT_NAMES: [Name; 5] = [Name(b"F0"), Name(b"F1"), Name(b"F2"), Name(b"F3"), Name(b"F4")];
const SYSTEM: SystemInfo = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};
/// What may be joined to one glyph, besides what the page says.
const LIGATURES: &str = "ff fi fl ffi ffl fj Th áëöü";

impl Floor {
    pub fn new(logo: &Logo) -> Outcome<Floor> {
        let faces = Faces::read()?;
        let mut shared = Chunk::new();
        let mut glyphs = Vec::new();
        for (place, (name, file)) in FILES.into_iter().enumerate() {
            let mut remapper = GlyphRemapper::new();
            let kept = kept(&faces, place, &mut remapper)?;
            let file = subsetter::subset(file, 0, &remapper).map_err(|e| e.to_string())?;
            font(&mut shared, place, name, &file, &kept)?;
            glyphs.push(kept);
        }
        picture(&mut shared, logo)?;
        Ok(Floor {
            faces,
            glyphs,
            shared,
        })
    }

    /// A file with a page for each.
    pub fn file(&self, documents: &[Words]) -> Outcome<Vec<u8>> {
        let mut pdf = Pdf::with_capacity(self.shared.len() + 8 * 1024 * documents.len());
        pdf.set_version(1, 7);
        let mut catalog = pdf.catalog(CATALOG);
        catalog.pages(PAGES).lang(TextStr("en"));
        catalog.viewer_preferences().display_doc_title(true);
        catalog.finish();
        pdf.document_info(INFO)
            .title(TextStr(super::TITLE))
            .author(TextStr(super::BUSINESS))
            .creator(TextStr("Comeback"));
        pdf.extend(&self.shared);
        let first = |i: usize| Ref::new(FIRST_PAGE + 2 * i as i32);
        pdf.pages(PAGES)
            .kids((0..documents.len()).map(first))
            .count(i32::try_from(documents.len())?);
        for (i, words) in documents.iter().enumerate() {
            self.page(&mut pdf, first(i), words)?;
        }
        Ok(pdf.finish())
    }

    fn page(&self, pdf: &mut Pdf, id: Ref, words: &Words) -> Outcome<()> {
        let mut page = pdf.page(id);
        page.parent(PAGES)
            .media_box(Rect::new(0.0, 0.0, page::WIDTH, page::HEIGHT))
            .contents(id.next());
        let mut resources = page.resources();
        let mut fonts = resources.fonts();
        for (place, name) in FONT_NAMES.into_iter().enumerate() {
            fonts.pair(name, font_ref(place, 0));
        }
        fonts.finish();
        resources.x_objects().pair(Name(b"Logo"), LOGO);
        resources.finish();
        page.finish();
        let mut content = Content::with_capacity(16 * 1024);
        shapes(&mut content);
        qr(&mut content, words)?;
        for text in page::texts(words) {
            self.text(&mut content, &text)?;
        }
        let content = deflated(content.finish().as_slice())?;
        pdf.stream(id.next(), &content).filter(Filter::FlateDecode);
        Ok(())
    }

    fn text(&self, content: &mut Content, text: &Text) -> Outcome<()> {
        fill(content, ink(text.accent));
        if text.rises {
            // As ours does: a reader would take the rising line apart.
            content
                .begin_marked_content_with_properties(Name(b"Span"))
                .properties()
                .actual_text(TextStr(text.text));
        }
        let (x, y) = (text.at.0, page::HEIGHT - text.at.1);
        let (sin, cos) = if text.rises { page::RISE } else { (0.0, 1.0) };
        content
            .begin_text()
            .set_font(FONT_NAMES[text.face], text.size)
            .set_text_matrix([cos, sin, -sin, cos, x, y]);
        self.glyphs(content, text)?;
        content.end_text();
        if text.rises {
            content.end_marked_content();
        }
        Ok(())
    }

    /// The glyphs of a line, each where the shaping put it.
    fn glyphs(&self, content: &mut Content, text: &Text) -> Outcome<()> {
        let shaped = self.faces.shape(text.face, text.tracking > 0.0, text.text)?;
        let mut show = content.show_positioned();
        let mut items = show.items();
        // Where the glyph should be and where the reader's pen is, in 1/1000 em.
        let (mut wanted, mut actual) = (0.0_f32, 0.0_f32);
        let mut run = Vec::with_capacity(2 * shaped.len());
        for glyph in &shaped {
            let kept = self.glyphs[text.face]
                .get(&glyph.id)
                .ok_or_else(|| format!("no glyph for {}", text.text))?;
            let correction = (actual - wanted - glyph.dx * 1000.0).round();
            if correction != 0.0 {
                if !run.is_empty() {
                    items.show(Str(&run));
                    run.clear();
                }
                items.adjust(correction);
                actual -= correction;
            }
            run.extend(kept.id.to_be_bytes());
            actual += kept.width;
            wanted += (glyph.advance + text.tracking) * 1000.0;
        }
        items.show(Str(&run));
        items.finish();
        Ok(())
    }
}

/// The glyphs of every printable ASCII character, of the ligatures and of all that the page says.
fn kept(faces: &Faces, face: usize, remapper: &mut GlyphRemapper) -> Outcome<BTreeMap<u16, Kept>> {
    let ascii: Vec<String> = (' '..='~').map(String::from).collect();
    let words = Words::of(0);
    let page = page::texts(&words);
    let page = page.iter().filter(|text| text.face == face);
    let texts = ascii.iter().map(|text| (text.as_str(), false));
    let texts = texts.chain([(LIGATURES, false)]);
    let mut kept = BTreeMap::new();
    for (text, tracked) in texts.chain(page.map(|text| (text.text, text.tracking > 0.0))) {
        for glyph in faces.shape(face, tracked, text)? {
            kept.entry(glyph.id).or_insert_with(|| Kept {
                id: remapper.remap(glyph.id),
                width: (glyph.nominal * 1000.0).round(),
                text: text[glyph.text].to_owned(),
            });
        }
    }
    Ok(kept)
}

fn font_ref(place: usize, part: i32) -> Ref {
    Ref::new(FONTS + 5 * place as i32 + part)
}

/// The five objects of a font.
fn font(chunk: &mut Chunk, place: usize, name: &str, file: &[u8], kept: &BTreeMap<u16, Kept>) -> Outcome<()> {
    let name = format!("FLOORX+{name}");
    let name = Name(name.as_bytes());
    let [font, cid, descriptor, unicode, data] = [0, 1, 2, 3, 4].map(|part| font_ref(place, part));
    chunk
        .type0_font(font)
        .base_font(name)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(cid)
        .to_unicode(unicode);
    let mut by_id: Vec<&Kept> = kept.values().collect();
    by_id.sort_by_key(|kept| kept.id);
    let mut cid_font = chunk.cid_font(cid);
    cid_font
        .subtype(CidFontType::Type2)
        .base_font(name)
        .system_info(SYSTEM)
        .font_descriptor(descriptor)
        .cid_to_gid_map_predefined(Name(b"Identity"));
    // The first glyph of every subset is the one for what is missing.
    cid_font
        .widths()
        .consecutive(1, by_id.iter().map(|kept| kept.width));
    cid_font.finish();
    chunk
        .font_descriptor(descriptor)
        .name(name)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(-500.0, -300.0, 1500.0, 1200.0))
        .italic_angle(0.0)
        .ascent(1000.0)
        .descent(-250.0)
        .cap_height(700.0)
        .stem_v(80.0)
        .font_file2(data);
    let mut map = UnicodeCmap::new(Name(b"Text"), SYSTEM);
    for kept in by_id {
        map.pair_with_multiple(kept.id, kept.text.chars());
    }
    chunk
        .stream(unicode, &deflated(map.finish().as_slice())?)
        .filter(Filter::FlateDecode);
    let length = i32::try_from(file.len())?;
    chunk
        .stream(data, &deflated(file)?)
        .filter(Filter::FlateDecode)
        .pair(Name(b"Length1"), length);
    Ok(())
}

fn picture(chunk: &mut Chunk, logo: &Logo) -> Outcome<()> {
    let Colour::Deflated(colour) = logo.colour() else {
        return Err("the logo is no drawing".into());
    };
    let (width, height) = (i32::try_from(logo.width())?, i32::try_from(logo.height())?);
    let mut image = chunk.image_xobject(LOGO, colour);
    image
        .width(width)
        .height(height)
        .bits_per_component(8)
        .filter(Filter::FlateDecode);
    image.color_space().device_rgb();
    if logo.alpha().is_some() {
        image.s_mask(MASK);
    }
    image.finish();
    if let Some(alpha) = logo.alpha() {
        let mut mask = chunk.image_xobject(MASK, alpha);
        mask.width(width)
            .height(height)
            .bits_per_component(8)
            .filter(Filter::FlateDecode);
        mask.color_space().device_gray();
    }
    Ok(())
}

fn shapes(content: &mut Content) {
    for (outline, width) in [(page::outer_frame(), 1.25), (page::inner_frame(), 0.6)] {
        stroke(content, page::ACCENT, width);
        path(content, &outline);
        content.stroke();
    }
    for (outline, ink) in [(page::diamonds(), page::ACCENT), (page::ribbon(), page::RIBBON)] {
        fill(content, ink);
        path(content, &outline);
        content.fill_nonzero();
    }
    for rule in page::rules() {
        stroke(content, ink(rule.accent), rule.width);
        let dash: &[f32] = if rule.dashed { &[2.0, 3.0] } else { &[] };
        content.set_dash_pattern(dash.iter().copied(), 0.0);
        path(content, &[Step::Move(rule.from), Step::Line(rule.to)]);
        content.stroke();
    }
    let ((x, y), (width, height)) = page::LOGO;
    content
        .save_state()
        .transform([width, 0.0, 0.0, height, x, page::HEIGHT - y - height])
        .x_object(Name(b"Logo"))
        .restore_state();
}

/// The QR code, in whole modules under a matrix as ours.
fn qr(content: &mut Content, words: &Words) -> Outcome<()> {
    let ((x, y), module) = page::QR;
    fill(content, [0; 3]);
    content
        .save_state()
        .transform([module, 0.0, 0.0, -module, x, page::HEIGHT - y]);
    for (x, y, width) in page::squares(words)? {
        content.rect(x, y, width, 1.0);
    }
    content.fill_nonzero().restore_state();
    Ok(())
}

fn path(content: &mut Content, steps: &[Step]) {
    let up = |(x, y): Point| (x, page::HEIGHT - y);
    for step in steps {
        match *step {
            Step::Move(point) => content.move_to(up(point).0, up(point).1),
            Step::Line(point) => content.line_to(up(point).0, up(point).1),
            Step::Curve(a, b, end) => {
                let [a, b, end] = [a, b, end].map(up);
                content.cubic_to(a.0, a.1, b.0, b.1, end.0, end.1)
            }
            Step::Close => content.close_path(),
        };
    }
}

fn ink(accent: bool) -> [u8; 3] {
    if accent { page::ACCENT } else { [0; 3] }
}

fn fill(content: &mut Content, ink: [u8; 3]) {
    let [red, green, blue] = ink.map(|channel| f32::from(channel) / 255.0);
    content.set_fill_rgb(red, green, blue);
}

fn stroke(content: &mut Content, ink: [u8; 3], width: f32) {
    let [red, green, blue] = ink.map(|channel| f32::from(channel) / 255.0);
    content.set_stroke_rgb(red, green, blue).set_line_width(width);
}

/// With the compressor and level that ours uses.
fn deflated(data: &[u8]) -> Outcome<Vec<u8>> {
    let mut compressor = Compressor::new(CompressionLvl::new(1).unwrap_or_default());
    let mut compressed = vec![0; compressor.zlib_compress_bound(data.len())];
    let length = compressor.zlib_compress(data, &mut compressed)?;
    compressed.truncate(length);
    Ok(compressed)
}
