//! Writes a sheet as PDF. The only module that knows the PDF writer.
//!
//! printpdf is used as a low-level writer: the glyphs, their advances and the text they stand for come from our own
//! shaping, and the fonts are subset here. Left as it is, it would write header 1.3, a random document id and
//! whole fonts.

mod fonts;
mod images;
mod pen;
mod shared;
mod shift;

use chrono::{DateTime, Utc};
use libdeflater::{CompressionLvl, Compressor};
use lopdf::{Object, StringFormat, dictionary};
use printpdf::{Mm, Op, PdfDocument, PdfFont, PdfPage, PdfSaveOptions, Pt};
use sha2::{Digest, Sha256};

use crate::error::PaperError;
use crate::sheet::Sheet;
use crate::typeface::Typefaces;
pub use shift::shifted;

use fonts::Subsets;
use images::Images;
use pen::{Pen, number};
use shared::Shares;

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

/// The sheets as a PDF file, a page each.
pub(crate) fn pdf(faces: &Typefaces, sheets: &[Sheet], document: &Document) -> Result<Vec<u8>, PaperError> {
    let subsets = Subsets::of(faces, sheets);
    let mut pdf = PdfDocument::new(&document.title);
    for (face, subset) in &subsets.faces {
        let Some(typeface) = faces.get(*face) else {
            continue;
        };
        let font = PdfFont::new(subset.embed(typeface)?);
        pdf.resources.fonts.map.insert(subset.id.clone(), font);
    }
    let images = Images::of(sheets);
    pdf.resources.xobjects.map = images.objects();
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
    let shares = Shares::of(sheets);
    for (sheet, ops) in shares.pages(|sheet| Pen::new(sheet, &subsets, &images)) {
        pdf.pages.push(page(sheet, ops?)?);
    }
    save(&pdf, &shares)
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
fn save(pdf: &PdfDocument, shares: &Shares<'_>) -> Result<Vec<u8>, PaperError> {
    let mut warnings = Vec::new();
    let options = PdfSaveOptions {
        optimize: false,
        image_optimization: None,
        // Or it would leave out the operators that it does not know: ours, and nobody else's are in there.
        secure: false,
        ..PdfSaveOptions::default()
    };
    let mut file = pdf.to_lopdf_document(&options, &mut warnings);
    file.version = "1.7".to_owned();
    let failed = |e: lopdf::Error| PaperError::Writing {
        reason: e.to_string(),
    };
    shares.join(&mut file).map_err(failed)?;
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
                // A logo was compressed when it was read.
                if !stream.dict.has(b"Filter") {
                    deflate(&mut compressor, stream)?;
                }
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

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::colour::Ink;

    pub(super) fn document() -> Document {
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
                pdf(&faces, &[sheet], &document()),
                Err(PaperError::NotFinite { mark: "rule" })
            );
        }
        let sheet = Sheet::new(f32::NAN, 792.0);
        assert_eq!(
            pdf(&faces, &[sheet], &document()),
            Err(PaperError::NotFinite { mark: "sheet" })
        );
    }

    #[test]
    fn an_empty_sheet_is_a_file_with_one_page() {
        let pdf = pdf(
            &Typefaces::new().unwrap(),
            &[Sheet::new(612.0, 792.0)],
            &document(),
        )
        .unwrap();
        let file = lopdf::Document::load_mem(&pdf).unwrap();
        assert_eq!(file.get_pages().len(), 1);
        assert_eq!(file.version, "1.7");
    }
}
