//! Marks as PDF operators.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use printpdf::{
    Color, CurTransMat, DictItem, Greyscale, Line as PdfLine, LineDashPattern, LinePoint, Op, PaintMode,
    PdfFontHandle, Point as PdfPoint, Polygon, PolygonRing, Pt, Rgb as PdfRgb, TextMatrix, WindingOrder,
    XObjectTransform,
};

use super::fonts::Subsets;
use super::images::Images;
use crate::colour::Ink;
use crate::error::PaperError;
use crate::logo::Logo;
use crate::sheet::{Mark, Paint, Point, Sheet, Step};
use crate::text::Line;
use crate::typeface::{Face, Paragraph, Unit};

/// The least difference worth correcting between where a glyph should stand and where the whole-numbered advances before
/// it lead, in 1/1000 em. Less than 0.03 mm at 40 points.
const LEAST_CORRECTION: f32 = 2.0;

/// Stands in a content stream where it is to be cut: a comment, on a line of its own.
pub(super) const CUT: &str = "%cut";

/// Turns marks into operators, and changes colours only when they change.
pub(super) struct Pen<'a> {
    sheet: &'a Sheet,
    subsets: &'a Subsets,
    images: &'a Images<'a>,
    ops: Vec<Op>,
    fill: Option<Ink>,
    stroke: Option<Ink>,
}

impl<'a> Pen<'a> {
    pub(super) fn new(sheet: &'a Sheet, subsets: &'a Subsets, images: &'a Images<'a>) -> Self {
        Pen {
            sheet,
            subsets,
            images,
            ops: Vec::with_capacity(8 * sheet.marks.len()),
            fill: None,
            stroke: None,
        }
    }

    /// The operators of these stretches of the sheet's marks, with a cut between them. Each stretch sets its own colours: it
    /// does not know what is drawn before it.
    pub(super) fn draw(mut self, stretches: &[Range<usize>]) -> Result<Vec<Op>, PaperError> {
        for (i, stretch) in stretches.iter().enumerate() {
            if i > 0 {
                (self.fill, self.stroke) = (None, None);
                self.ops.push(as_it_stands(CUT.to_owned()));
            }
            for mark in self.sheet.marks.get(stretch.clone()).unwrap_or_default() {
                self.mark(mark)?;
            }
        }
        Ok(self.ops)
    }

    fn mark(&mut self, mark: &Mark) -> Result<(), PaperError> {
        match mark {
            Mark::Text { .. } => self.text(mark),
            Mark::Rule {
                from,
                to,
                width,
                dash,
                ink,
            } => self.rule(*from, *to, *width, *dash, *ink),
            Mark::Path { rings, paint, ink } => self.path(rings, *paint, *ink),
            Mark::Grid {
                at,
                module,
                cells,
                ink,
            } => self.grid(*at, *module, cells, *ink),
            Mark::Image {
                logo,
                at,
                width,
                height,
            } => self.image(logo, *at, *width, *height),
        }
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

    fn rule(
        &mut self,
        from: Point,
        to: Point,
        width: f32,
        dash: Option<(f32, f32)>,
        ink: Ink,
    ) -> Result<(), PaperError> {
        let points = [from, to].map(|p| self.point("rule", p));
        self.stroke(ink, number("rule", width)?);
        if let Some((on, off)) = dash {
            self.ops.push(Op::SetLineDashPattern {
                dash: LineDashPattern::new(0.0, &[number("rule", on)?, number("rule", off)?]),
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
        if dash.is_some() {
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

    /// Squares on a grid, in the grid's own units: whole numbers, and one path, so that no seam shows. As rectangles, which
    /// printpdf has only one by one and each with its own painting: as corners they were half of a page's operators.
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
        let mut drawn = String::with_capacity(16 * cells.len());
        for &(x, y, width, height) in cells {
            for length in [x, y, width, height] {
                write_number(&mut drawn, finite("QR code", length)?);
                drawn.push(' ');
            }
            drawn.push_str("re\n");
        }
        drawn.push('f');
        self.ops.push(as_it_stands(drawn));
        self.ops.push(Op::RestoreGraphicsState);
        Ok(())
    }

    /// A picture, once in the file however often it is drawn.
    fn image(&mut self, logo: &Arc<Logo>, at: Point, width: f32, height: f32) -> Result<(), PaperError> {
        let corner = self.point("logo", (at.0, at.1 + height))?;
        self.ops.push(Op::UseXobject {
            id: self.images.id(logo),
            transform: XObjectTransform {
                translate_x: Some(corner.x),
                translate_y: Some(corner.y),
                scale_x: Some(number("logo", width)?),
                scale_y: Some(number("logo", height)?),
                ..XObjectTransform::default()
            },
        });
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
        self.glyphs(name, line, size, *tracking)?;
        self.ops.push(Op::EndTextSection);
        if rise.is_some() {
            self.ops.push(Op::EndMarkedContentWithProperties);
        }
        Ok(())
    }

    /// The glyphs of a line, each where the shaping put it.
    fn glyphs(
        &mut self,
        name: &'static str,
        line: &Line,
        size: f32,
        tracking: f32,
    ) -> Result<(), PaperError> {
        let paragraph = &line.paragraph;
        let mut run = GlyphRun::default();
        let mut subset = None;
        // Where the pen should be and where the reader's is, in 1/1000 em from the start of the line.
        let (mut wanted, mut actual) = (0.0_f32, 0.0_f32);
        let order = paragraph.visual(line.units.clone());
        let unit = |i: &usize| &paragraph.units[*i];
        for word in order.chunk_by(|a, b| unit(a).space == unit(b).space) {
            let told = self.must_be_told(paragraph, word);
            if told {
                self.show(&mut run, size);
                let text = word.iter().map(|i| &paragraph.text[unit(i).text.clone()]);
                self.ops.push(actual_text(&text.collect::<String>()));
            }
            for unit in word.iter().map(unit) {
                for glyph in &paragraph.glyphs[unit.glyphs.clone()] {
                    let correction = (actual - wanted - glyph.dx * 1000.0).round();
                    let lift = number(name, glyph.dy * size)?;
                    if run.face != Some(glyph.face) || run.lift != lift {
                        self.show(&mut run, size);
                        if run.lift != lift {
                            self.ops.push(Op::SetLineOffset { multiplier: lift });
                        }
                        (run.face, run.lift) = (Some(glyph.face), lift);
                        subset = self.subsets.faces.get(&glyph.face);
                    }
                    let Some(used) = subset.and_then(|subset| subset.glyphs.get(&glyph.id)) else {
                        continue;
                    };
                    if correction.abs() >= LEAST_CORRECTION {
                        run.skip(finite(name, correction)?);
                        actual -= correction;
                    }
                    run.push(used.id);
                    actual += f32::from(used.advance);
                    wanted += glyph.advance * 1000.0;
                }
                if unit.loose {
                    wanted += tracking * 1000.0;
                }
            }
            if told {
                self.show(&mut run, size);
                self.ops.push(Op::EndMarkedContentWithProperties);
            }
        }
        self.show(&mut run, size);
        if run.lift != 0.0 {
            // The lift would outlive the text section.
            self.ops.push(Op::SetLineOffset { multiplier: 0.0 });
        }
        Ok(())
    }

    /// Whether a reader would take the text of `word` wrong from its glyphs: a mark that was placed on a letter for a
    /// word of its own, letters that changed places, one glyph with several meanings. Not from right to left: there
    /// poppler, and what is built on it, gives a stated text back reversed.
    fn must_be_told(&self, paragraph: &Paragraph, word: &[usize]) -> bool {
        let units = || word.iter().map(|i| &paragraph.units[*i]);
        let differs = |unit: &Unit| match &paragraph.glyphs[unit.glyphs.clone()] {
            [glyph] if glyph.id == 0 => false,
            // Of the texts of one glyph the shortest is kept, and no other is as short.
            [_] if paragraph.text[unit.text.clone()].is_ascii() => false,
            [glyph] => {
                let subset = self.subsets.faces.get(&glyph.face);
                let used = subset.and_then(|subset| subset.glyphs.get(&glyph.id));
                used.is_some_and(|used| used.text != paragraph.text[unit.text.clone()])
            }
            _ => true,
        };
        units().any(differs) && units().all(|unit| unit.level.is_ltr())
    }

    fn show(&mut self, run: &mut GlyphRun, size: f32) {
        let shown = run.taken();
        let subset = run.face.and_then(|face| self.subsets.faces.get(&face));
        if let (Some(subset), false) = (subset, shown.is_empty()) {
            self.ops.push(Op::SetFont {
                font: PdfFontHandle::External(subset.id.clone()),
                size: Pt(size),
            });
            self.ops.push(as_it_stands(shown));
        }
    }
}

/// Operators in the words of the file. What is most of a page is written so: printpdf would make an object of each number
/// and each glyph first. It hands on the name of an operator it does not know as it is.
fn as_it_stands(operators: String) -> Op {
    Op::Unknown {
        key: operators,
        value: Vec::new(),
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

/// Glyphs of one face at one height, shown by one operator.
#[derive(Default)]
struct GlyphRun {
    face: Option<Face>,
    /// How far its glyphs, which are marks, stand above the baseline, in points.
    lift: f32,
    /// The operator in the making: numbers of glyphs in a string, corrections between the strings.
    shown: String,
    /// Whether a string is begun.
    open: bool,
}

impl GlyphRun {
    /// One more glyph, by its number in the subset.
    fn push(&mut self, id: u16) {
        if !self.open {
            self.shown.push('<');
            self.open = true;
        }
        for place in [12, 8, 4, 0] {
            self.shown
                .extend(char::from_digit(u32::from(id >> place & 0xF), 16));
        }
    }

    /// Moves the reader's pen back by `correction`, in whole 1/1000 em.
    fn skip(&mut self, correction: f32) {
        self.close();
        write_number(&mut self.shown, correction);
    }

    fn close(&mut self) {
        if self.open {
            self.shown.push('>');
            self.open = false;
        }
    }

    /// The finished operator, or nothing, and begins the next.
    fn taken(&mut self) -> String {
        self.close();
        match std::mem::take(&mut self.shown) {
            shown if shown.is_empty() => shown,
            shown => format!("[{shown}]TJ"),
        }
    }
}

/// Writes a number as the file has it: most are whole.
fn write_number(out: &mut String, number: f32) {
    // Writing to a string cannot fail.
    let _ = if number.fract() == 0.0 && number.abs() < 1e6 {
        write!(out, "{}", number as i32)
    } else {
        write!(out, "{number}")
    };
}

/// A number fit to be written: finite, and to a hundredth.
pub(super) fn number(mark: &'static str, value: f32) -> Result<f32, PaperError> {
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
