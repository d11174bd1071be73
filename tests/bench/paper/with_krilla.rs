//! The page made with krilla: it subsets, compresses and writes by itself. Its own shaping would parse the face anew for
//! every line, so it is given shaped glyphs, as typst does; faces and the encoded logo are kept from one document to the
//! next. It deflates as it comes, with flate2 at level 6.

use comeback_paper::Logo;
use krilla::color::rgb::Color;
use krilla::geom::{Path, PathBuilder, Point as At, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::Outcome;
use super::faces::{FILES, Faces};
use super::page::{self, Step, Text, Words};

pub struct Krilla {
    faces: Faces,
    fonts: Vec<Font>,
    logo: Image,
}

impl Krilla {
    pub fn new(logo: &Logo) -> Outcome<Krilla> {
        let font = |(name, file): (&str, &'static [u8])| {
            Font::new(file.into(), 0).ok_or_else(|| format!("{name} cannot be read").into())
        };
        let pixels = super::pixels(logo)?;
        Ok(Krilla {
            faces: Faces::read()?,
            fonts: FILES.into_iter().map(font).collect::<Outcome<_>>()?,
            logo: Image::from_rgba8(pixels, logo.width(), logo.height()),
        })
    }

    /// A file with a page for each.
    pub fn file(&self, documents: &[Words]) -> Outcome<Vec<u8>> {
        let mut document = Document::new_with(SerializeSettings {
            xmp_metadata: false,
            enable_tagging: false,
            ..SerializeSettings::default()
        });
        document.set_metadata(
            Metadata::new()
                .title(super::TITLE.to_owned())
                .authors(vec![super::BUSINESS.to_owned()])
                .language("en".to_owned())
                .creator("Comeback".to_owned()),
        );
        for words in documents {
            let settings = PageSettings::from_wh(page::WIDTH, page::HEIGHT).ok_or("no page")?;
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            self.shapes(&mut surface)?;
            qr(&mut surface, words)?;
            for text in page::texts(words) {
                self.text(&mut surface, &text)?;
            }
            surface.finish();
            page.finish();
        }
        document.finish().map_err(|e| format!("{e:?}").into())
    }

    fn shapes(&self, surface: &mut Surface) -> Outcome<()> {
        for (outline, width) in [(page::outer_frame(), 1.25), (page::inner_frame(), 0.6)] {
            stroke(surface, page::ACCENT, width, false);
            surface.draw_path(&path(&outline)?);
        }
        for (outline, ink) in [(page::diamonds(), page::ACCENT), (page::ribbon(), page::RIBBON)] {
            fill(surface, ink);
            surface.draw_path(&path(&outline)?);
        }
        for rule in page::rules() {
            stroke(surface, ink(rule.accent), rule.width, rule.dashed);
            surface.draw_path(&path(&[Step::Move(rule.from), Step::Line(rule.to)])?);
        }
        let (corner, (width, height)) = page::LOGO;
        surface.push_transform(&Transform::from_translate(corner.0, corner.1));
        surface.draw_image(self.logo.clone(), Size::from_wh(width, height).ok_or("no logo")?);
        surface.pop();
        Ok(())
    }

    fn text(&self, surface: &mut Surface, text: &Text) -> Outcome<()> {
        let glyph = |glyph: super::faces::Glyph| {
            let advance = glyph.advance + text.tracking;
            let id = GlyphId::new(glyph.id.into());
            KrillaGlyph::new(id, advance, glyph.dx, glyph.dy, 0.0, glyph.text, None)
        };
        let shaped = self.faces.shape(text.face, text.tracking > 0.0, text.text)?;
        let glyphs: Vec<KrillaGlyph> = shaped.into_iter().map(glyph).collect();
        fill(surface, ink(text.accent));
        let font = self.fonts[text.face].clone();
        let (x, y) = text.at;
        if text.rises {
            let (sin, cos) = page::RISE;
            surface.push_transform(&Transform::from_row(cos, -sin, sin, cos, x, y));
            surface.draw_glyphs(At::from_xy(0.0, 0.0), &glyphs, font, text.text, text.size, false);
            surface.pop();
        } else {
            surface.draw_glyphs(At::from_xy(x, y), &glyphs, font, text.text, text.size, false);
        }
        Ok(())
    }
}

/// The QR code, in whole modules under a matrix as ours.
fn qr(surface: &mut Surface, words: &Words) -> Outcome<()> {
    let ((x, y), module) = page::QR;
    let mut path = PathBuilder::new();
    for (x, y, width) in page::squares(words)? {
        path.push_rect(Rect::from_xywh(x, y, width, 1.0).ok_or("no square")?);
    }
    fill(surface, ink(false));
    surface.push_transform(&Transform::from_row(module, 0.0, 0.0, module, x, y));
    surface.draw_path(&path.finish().ok_or("no QR code")?);
    surface.pop();
    Ok(())
}

fn ink(accent: bool) -> [u8; 3] {
    if accent { page::ACCENT } else { [0; 3] }
}

fn fill(surface: &mut Surface, [red, green, blue]: [u8; 3]) {
    surface.set_stroke(None);
    surface.set_fill(Some(Fill {
        paint: Color::new(red, green, blue).into(),
        ..Fill::default()
    }));
}

fn stroke(surface: &mut Surface, [red, green, blue]: [u8; 3], width: f32, dashed: bool) {
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke {
        paint: Color::new(red, green, blue).into(),
        width,
        dash: dashed.then(|| StrokeDash {
            array: vec![2.0, 3.0],
            offset: 0.0,
        }),
        ..Stroke::default()
    }));
}

fn path(steps: &[Step]) -> Outcome<Path> {
    let mut path = PathBuilder::new();
    for step in steps {
        match *step {
            Step::Move((x, y)) => path.move_to(x, y),
            Step::Line((x, y)) => path.line_to(x, y),
            Step::Curve(a, b, end) => path.cubic_to(a.0, a.1, b.0, b.1, end.0, end.1),
            Step::Close => path.close(),
        }
    }
    path.finish().ok_or_else(|| "no path".into())
}
