//! Writes a sheet as PDF. The only module that knows the PDF writer.
//!
//! printpdf is used as a low-level writer: the glyphs, their advances and the text they stand for come from our own
//! shaping, and the fonts are subset here. Left as it is, it would write header 1.3, a random document id and
//! whole fonts.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use libdeflater::{CompressionLvl, Compressor};
use lopdf::{Object, StringFormat, dictionary};
use printpdf::{
    Codepoint, Color, CurTransMat, DictItem, FontId, FontMetrics, Greyscale, Line as PdfLine,
    LineDashPattern, LinePoint, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage,
    PdfSaveOptions, Point as PdfPoint, Polygon, PolygonRing, Pt, Rgb as PdfRgb, TextItem, TextMatrix,
    WindingOrder,
};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::colour::Ink;
use crate::error::PaperError;
use crate::sheet::{Mark, Paint, Point, Sheet, Step};
use crate::typeface::{Face, Typefaces};

/// What the file says about itself.
pub(crate) struct Document {
    pub(crate) title: String,
    pub(crate) author: String,
    pub(crate) made_at: DateTime<Utc>,
}

/// How hard to deflate, from 1 to 12. libdeflate's first level makes files a hundredth larger than flate2's fourth
/// in less than half the time, which is a fifth of a whole document's; and unlike zlib's fast levels it gives the same
/// bytes on every processor.
const DEFLATE: i32 = 1;

/// The sheet as a PDF file.
pub(crate) fn pdf(faces: &Typefaces, sheet: &Sheet, document: &Document) -> Result<Vec<u8>, PaperError> {
    let subsets = Subsets::of(faces, sheet);
    let mut pdf = PdfDocument::new(&document.title);
    for (face, subset) in &subsets.faces {
        let font = PdfFont::new(subset.embed(*face)?);
        pdf.resources.fonts.map.insert(font_id(*face), font);
    }
    let info = &mut pdf.metadata.info;
    info.author.clone_from(&document.author);
    info.creator = "Comeback".to_owned();
    info.producer = "Comeback".to_owned();
    let date =
        printpdf::OffsetDateTime::from_unix_timestamp(document.made_at.timestamp()).map_err(|reason| {
            PaperError::Writing {
                reason: reason.to_string(),
            }
        })?;
    info.creation_date = date;
    info.modification_date = date;
    info.metadata_date = date;
    let ops = Pen {
        sheet,
        subsets: &subsets,
        ops: Vec::new(),
        fill: None,
        stroke: None,
    }
    .draw()?;
    pdf.pages.push(page(sheet, ops)?);
    save(&pdf)
}

fn page(sheet: &Sheet, ops: Vec<Op>) -> Result<PdfPage, PaperError> {
    let mut page = PdfPage::new(Mm(0.0), Mm(0.0), ops);
    for rect in [&mut page.media_box, &mut page.trim_box, &mut page.crop_box] {
        rect.width = Pt(number("sheet", sheet.width)?);
        rect.height = Pt(number("sheet", sheet.height)?);
    }
    Ok(page)
}

/// Sets what printpdf leaves out, deflates and writes.
fn save(pdf: &PdfDocument) -> Result<Vec<u8>, PaperError> {
    let mut warnings = Vec::new();
    let options = PdfSaveOptions {
        optimize: false,
        image_optimization: None,
        ..PdfSaveOptions::default()
    };
    let mut file = pdf.to_lopdf_document(&options, &mut warnings);
    file.version = "1.7".to_owned();
    let failed = |e: lopdf::Error| PaperError::Writing {
        reason: e.to_string(),
    };
    let catalog = file.catalog_mut().map_err(failed)?;
    catalog.set("Lang", Object::string_literal("en"));
    catalog.set(
        "ViewerPreferences",
        dictionary! { "PrintScaling" => "None", "DisplayDocTitle" => true },
    );
    let mut digest = Sha256::new();
    let mut compressor = Compressor::new(CompressionLvl::new(DEFLATE).unwrap_or_default());
    for object in file.objects.values_mut() {
        match object {
            Object::Stream(stream) => {
                digest.update(&stream.content);
                deflate(&mut compressor, stream)?;
            }
            Object::Dictionary(dictionary) if dictionary.has(b"CreationDate") => {
                // printpdf would claim PDF/X, which this is not, and write empty entries.
                for key in [
                    &b"GTS_PDFXVersion"[..],
                    b"Trapped",
                    b"Identifier",
                    b"Subject",
                    b"Keywords",
                ] {
                    dictionary.remove(key);
                }
                for (_, value) in dictionary.iter() {
                    if let Object::String(bytes, _) = value {
                        digest.update(bytes);
                    }
                }
            }
            _ => {}
        }
    }
    let id = Object::String(digest.finalize()[..16].to_vec(), StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
    let mut bytes = Vec::with_capacity(40 * 1024);
    file.save_to(&mut bytes).map_err(|e| PaperError::Writing {
        reason: e.to_string(),
    })?;
    Ok(bytes)
}

fn deflate(compressor: &mut Compressor, stream: &mut lopdf::Stream) -> Result<(), PaperError> {
    let mut content = vec![0; compressor.zlib_compress_bound(stream.content.len())];
    let length = compressor
        .zlib_compress(&stream.content, &mut content)
        .map_err(|e| PaperError::Writing {
            reason: e.to_string(),
        })?;
    content.truncate(length);
    stream.dict.set("Filter", "FlateDecode");
    stream.set_content(content);
    Ok(())
}

/// Our own font ids: printpdf's come from a counter that would differ from one document to the next.
fn font_id(face: Face) -> FontId {
    FontId(face.name().to_owned())
}

/// The glyphs of one face that a sheet uses.
#[derive(Default)]
struct Subset {
    remapper: GlyphRemapper,
    glyphs: BTreeMap<u16, UsedGlyph>,
}

/// A glyph in its subset.
struct UsedGlyph {
    /// Its number in the subset.
    id: u16,
    /// What it stands for. A glyph has one text in a PDF; the first use decides.
    text: String,
    /// In whole 1/1000 em, as the PDF states it.
    advance: u16,
}

/// The glyphs a sheet uses, by face.
struct Subsets {
    faces: BTreeMap<Face, Subset>,
}

impl Subsets {
    fn of(typefaces: &Typefaces, sheet: &Sheet) -> Self {
        let mut faces: BTreeMap<Face, Subset> = BTreeMap::new();
        for mark in &sheet.marks {
            let Mark::Text { line, .. } = mark else { continue };
            for unit in &line.paragraph.units[line.units.clone()] {
                let mut text = &line.paragraph.text[unit.text.clone()];
                for glyph in &line.paragraph.glyphs[unit.glyphs.clone()] {
                    // The glyph that stands for a missing character stands for many.
                    let text = if glyph.id == 0 {
                        "\u{fffd}"
                    } else {
                        std::mem::take(&mut text)
                    };
                    let Subset { remapper, glyphs } = faces.entry(glyph.face).or_default();
                    glyphs.entry(glyph.id).or_insert_with(|| {
                        let advance = (typefaces.nominal_advance(glyph.face, glyph.id) * 1000.0).round();
                        UsedGlyph {
                            id: remapper.remap(glyph.id),
                            text: text.to_owned(),
                            advance: advance.max(0.0) as u16,
                        }
                    });
                }
            }
        }
        Subsets { faces }
    }
}

impl Subset {
    /// The face cut down to these glyphs, with advances in whole 1/1000 em, as a PDF keeps them.
    fn embed(&self, face: Face) -> Result<ParsedFont, PaperError> {
        let file = subsetter::subset(face.file(), 0, &self.remapper)
            .map_err(|_| PaperError::Typeface { face: face.name() })?;
        let advances = self
            .glyphs
            .values()
            .map(|glyph| (glyph.id, glyph.advance))
            .collect();
        let metrics = face.metrics();
        // The tag of six capitals marks a subset; which six does not matter.
        let name = format!("CMBACK+{}", face.name());
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

/// The least difference worth correcting between where a glyph should stand and where the whole-numbered advances before
/// it lead, in 1/1000 em. Less than 0.03 mm at 40 points.
const LEAST_CORRECTION: f32 = 2.0;

/// Turns marks into operators, and changes colours only when they change.
struct Pen<'a> {
    sheet: &'a Sheet,
    subsets: &'a Subsets,
    ops: Vec<Op>,
    fill: Option<Ink>,
    stroke: Option<Ink>,
}

impl Pen<'_> {
    fn draw(mut self) -> Result<Vec<Op>, PaperError> {
        for mark in &self.sheet.marks {
            match mark {
                Mark::Text { .. } => self.text(mark)?,
                Mark::Rule {
                    from,
                    to,
                    width,
                    dashed,
                    ink,
                } => self.rule(*from, *to, *width, *dashed, *ink)?,
                Mark::Path { rings, paint, ink } => self.path(rings, *paint, *ink)?,
                Mark::Grid {
                    at,
                    module,
                    cells,
                    ink,
                } => self.grid(*at, *module, cells, *ink)?,
            }
        }
        Ok(self.ops)
    }

    fn fill(&mut self, ink: Ink) {
        if self.fill != Some(ink) {
            self.fill = Some(ink);
            self.ops.push(Op::SetFillColor { col: colour(ink) });
        }
    }

    fn stroke(&mut self, ink: Ink, width: f32) {
        if self.stroke != Some(ink) {
            self.stroke = Some(ink);
            self.ops.push(Op::SetOutlineColor { col: colour(ink) });
        }
        self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
    }

    /// A place on the sheet, from its bottom left, to a hundredth of a point.
    fn point(&self, mark: &'static str, (x, y): Point) -> Result<PdfPoint, PaperError> {
        Ok(PdfPoint {
            x: Pt(number(mark, x)?),
            y: Pt(number(mark, self.sheet.height - y)?),
        })
    }

    fn rule(&mut self, from: Point, to: Point, width: f32, dashed: bool, ink: Ink) -> Result<(), PaperError> {
        let points = [from, to].map(|p| self.point("rule", p));
        self.stroke(ink, number("rule", width)?);
        if dashed {
            self.ops.push(Op::SetLineDashPattern {
                dash: LineDashPattern::new(0.0, &[2.0, 3.0]),
            });
        }
        let mut line = PdfLine {
            points: Vec::with_capacity(2),
            is_closed: false,
        };
        for point in points {
            line.points.push(LinePoint {
                p: point?,
                bezier: false,
            });
        }
        self.ops.push(Op::DrawLine { line });
        if dashed {
            self.ops.push(Op::SetLineDashPattern {
                dash: LineDashPattern::new(0.0, &[]),
            });
        }
        Ok(())
    }

    fn path(&mut self, rings: &[Vec<Step>], paint: Paint, ink: Ink) -> Result<(), PaperError> {
        let mode = match paint {
            Paint::Fill => {
                self.fill(ink);
                PaintMode::Fill
            }
            Paint::Stroke(width) => {
                self.stroke(ink, number("path", width)?);
                PaintMode::Stroke
            }
        };
        let mut polygon = Polygon {
            rings: Vec::new(),
            mode,
            winding_order: WindingOrder::NonZero,
        };
        for ring in rings {
            let mut points = Vec::with_capacity(ring.len());
            let mut add = |p: Point, bezier: bool| -> Result<(), PaperError> {
                points.push(LinePoint {
                    p: self.point("path", p)?,
                    bezier,
                });
                Ok(())
            };
            for step in ring {
                match *step {
                    Step::Move(p) | Step::Line(p) => add(p, false)?,
                    Step::Curve(a, b, end) => {
                        add(a, true)?;
                        add(b, true)?;
                        add(end, false)?;
                    }
                }
            }
            polygon.rings.push(PolygonRing { points });
        }
        self.ops.push(Op::DrawPolygon { polygon });
        Ok(())
    }

    /// Squares on a grid, in the grid's own units: whole numbers, and one path, so that no seam shows.
    fn grid(
        &mut self,
        at: Point,
        module: f32,
        cells: &[(f32, f32, f32, f32)],
        ink: Ink,
    ) -> Result<(), PaperError> {
        let origin = self.point("QR code", at)?;
        let module = finite("QR code", module)?;
        self.fill(ink);
        self.ops.push(Op::SaveGraphicsState);
        let matrix = [module, 0.0, 0.0, -module, origin.x.0, origin.y.0];
        self.ops.push(Op::SetTransformationMatrix {
            matrix: CurTransMat::Raw(matrix),
        });
        let corner = |x: f32, y: f32| LinePoint {
            p: PdfPoint { x: Pt(x), y: Pt(y) },
            bezier: false,
        };
        let rings = cells
            .iter()
            .map(|&(x, y, w, h)| PolygonRing {
                points: vec![
                    corner(x, y),
                    corner(x + w, y),
                    corner(x + w, y + h),
                    corner(x, y + h),
                ],
            })
            .collect();
        let polygon = Polygon {
            rings,
            mode: PaintMode::Fill,
            winding_order: WindingOrder::NonZero,
        };
        self.ops.push(Op::DrawPolygon { polygon });
        self.ops.push(Op::RestoreGraphicsState);
        Ok(())
    }

    /// A line of text: one text section, with a new font wherever the face changes.
    fn text(&mut self, mark: &Mark) -> Result<(), PaperError> {
        let Mark::Text {
            name,
            line,
            at,
            size,
            tracking,
            ink,
            rise,
        } = mark
        else {
            return Ok(());
        };
        let start = self.point(name, *at)?;
        let size = number(name, *size)?;
        self.fill(*ink);
        if rise.is_some() {
            // Readers that put lines together by their position take a rising line apart; this tells them its text.
            self.ops.push(actual_text(&line.paragraph.text));
        }
        self.ops.push(Op::StartTextSection);
        let matrix = match rise {
            Some(rise) => [rise.cos, rise.sin, -rise.sin, rise.cos, start.x.0, start.y.0],
            None => [1.0, 0.0, 0.0, 1.0, start.x.0, start.y.0],
        };
        self.ops.push(Op::SetTextMatrix {
            matrix: TextMatrix::Raw(matrix),
        });
        let paragraph = &line.paragraph;
        let mut run = GlyphRun::default();
        // Where the pen should be and where the reader's is, in 1/1000 em from the start of the line.
        let (mut wanted, mut actual) = (0.0_f32, 0.0_f32);
        for unit in &paragraph.units[line.units.clone()] {
            for glyph in &paragraph.glyphs[unit.glyphs.clone()] {
                let target = wanted + glyph.dx * 1000.0;
                let correction = (actual - target).round();
                if run.face != Some(glyph.face) {
                    self.show(&mut run, size);
                    run.face = Some(glyph.face);
                }
                if correction.abs() >= LEAST_CORRECTION {
                    run.items.push(TextItem::Offset(number(name, correction)?));
                    actual -= correction;
                }
                let subset = self.subsets.faces.get(&glyph.face);
                let Some(used) = subset.and_then(|subset| subset.glyphs.get(&glyph.id)) else {
                    continue;
                };
                run.push(Codepoint {
                    gid: used.id,
                    offset: 0.0,
                    cid: Some(used.text.clone()),
                });
                actual += f32::from(used.advance);
                wanted += glyph.advance * 1000.0;
            }
            wanted += tracking * 1000.0;
        }
        self.show(&mut run, size);
        self.ops.push(Op::EndTextSection);
        if rise.is_some() {
            self.ops.push(Op::EndMarkedContentWithProperties);
        }
        Ok(())
    }

    fn show(&mut self, run: &mut GlyphRun, size: f32) {
        let items = std::mem::take(&mut run.items);
        if let (Some(face), false) = (run.face, items.is_empty()) {
            self.ops.push(Op::SetFont {
                font: PdfFontHandle::External(font_id(face)),
                size: Pt(size),
            });
            self.ops.push(Op::ShowText { items });
        }
    }
}

/// Begins a span whose text is stated rather than read off its glyphs.
fn actual_text(text: &str) -> Op {
    let utf16 = std::iter::once(0xFEFF).chain(text.encode_utf16());
    let data = utf16.flat_map(u16::to_be_bytes).collect();
    let map = BTreeMap::from([("ActualText".to_owned(), DictItem::String { data, literal: false })]);
    Op::BeginMarkedContentWithProperties {
        tag: "Span".to_owned(),
        properties: DictItem::Dict { map },
    }
}

/// Glyphs of one face, shown by one operator.
#[derive(Default)]
struct GlyphRun {
    face: Option<Face>,
    items: Vec<TextItem>,
}

impl GlyphRun {
    fn push(&mut self, glyph: Codepoint) {
        match self.items.last_mut() {
            Some(TextItem::GlyphIds(glyphs)) => glyphs.push(glyph),
            _ => self.items.push(TextItem::GlyphIds(vec![glyph])),
        }
    }
}

/// A number fit to be written: finite, and to a hundredth.
fn number(mark: &'static str, value: f32) -> Result<f32, PaperError> {
    finite(mark, value).map(|value| (value * 100.0).round() / 100.0)
}

/// The number itself; an infinite one, written, would break the file.
fn finite(mark: &'static str, value: f32) -> Result<f32, PaperError> {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(PaperError::NotFinite { mark })
    }
}

fn colour(ink: Ink) -> Color {
    match ink {
        Ink::Black => Color::Greyscale(Greyscale::new(0.0, None)),
        Ink::Grey(grey) => Color::Greyscale(Greyscale::new(grey, None)),
        Ink::Colour(rgb) => {
            let channel = |c: f32| (c * 1000.0).round() / 1000.0;
            Color::Rgb(PdfRgb::new(channel(rgb.r), channel(rgb.g), channel(rgb.b), None))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        Document {
            title: String::new(),
            author: String::new(),
            made_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_number_that_is_none_is_refused_before_it_breaks_the_file() {
        let faces = Typefaces::new().unwrap();
        for x in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            let mut sheet = Sheet::new(612.0, 792.0);
            sheet.rule((0.0, 0.0), (x, 10.0), 1.0, Ink::Black);
            assert_eq!(
                pdf(&faces, &sheet, &document()),
                Err(PaperError::NotFinite { mark: "rule" })
            );
        }
        let sheet = Sheet::new(f32::NAN, 792.0);
        assert_eq!(
            pdf(&faces, &sheet, &document()),
            Err(PaperError::NotFinite { mark: "sheet" })
        );
    }

    #[test]
    fn an_empty_sheet_is_a_file_with_one_page() {
        let pdf = pdf(&Typefaces::new().unwrap(), &Sheet::new(612.0, 792.0), &document()).unwrap();
        let file = lopdf::Document::load_mem(&pdf).unwrap();
        assert_eq!(file.get_pages().len(), 1);
        assert_eq!(file.version, "1.7");
    }
}
