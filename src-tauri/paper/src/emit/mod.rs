//! Writes a sheet as PDF. The only module that knows the PDF writer.
//!
//! printpdf is used as a low-level writer: the glyphs, their advances and the text they stand for come from our own
//! shaping, and the faces are cut down and written here. Left as it is, it would write header 1.3, a random document id and
//! whole fonts, compressed anew for every document.

mod cuts;
mod deflate;
mod fonts;
mod images;
mod pen;
mod shared;
mod shift;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use lopdf::{Dictionary, Object, StringFormat, dictionary};
use printpdf::{Mm, Op, PdfDocument, PdfPage, PdfSaveOptions, Pt};
use sha2::{Digest, Sha256};

use crate::error::PaperError;
use crate::sheet::Sheet;
use crate::typeface::Typefaces;
pub use shift::shifted;

use cuts::CutFace;
pub(crate) use cuts::Cuts;
use deflate::Deflater;
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

/// The sheets as a PDF file, a page each. `cuts` are the faces of the files before it.
pub(crate) fn pdf(
    faces: &Typefaces,
    cuts: &Cuts,
    sheets: &[Sheet],
    document: &Document,
) -> Result<Vec<u8>, PaperError> {
    let subsets = Subsets::of(faces, sheets);
    let mut pdf = PdfDocument::new(&document.title);
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
    let mut deflater = Deflater::new();
    let mut fonts = BTreeMap::new();
    for (face, subset) in &subsets.faces {
        if let Some(typeface) = faces.get(*face) {
            fonts.insert(
                subset.id.0.as_str(),
                cuts.of(*face, typeface, subset, &mut deflater)?,
            );
        }
    }
    save(&pdf, &shares, &fonts, &mut deflater)
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
fn save(
    pdf: &PdfDocument,
    shares: &Shares<'_>,
    fonts: &BTreeMap<&str, Arc<CutFace>>,
    deflater: &mut Deflater,
) -> Result<Vec<u8>, PaperError> {
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
    put_fonts(&mut file, fonts).map_err(failed)?;
    shares.join(&mut file).map_err(failed)?;
    let catalog = file.catalog_mut().map_err(failed)?;
    catalog.set("Lang", Object::string_literal("en"));
    catalog.set(
        "ViewerPreferences",
        dictionary! { "PrintScaling" => "None", "DisplayDocTitle" => true },
    );
    let mut digest = Sha256::new();
    for object in file.objects.values_mut() {
        match object {
            Object::Stream(stream) => {
                // A face was compressed when it was cut, a logo when it was read.
                if !stream.dict.has(b"Filter") {
                    *stream = deflater.stream(std::mem::take(&mut stream.dict), &stream.content)?;
                }
                digest.update(&stream.content);
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

/// Puts the faces where the pages look for theirs. printpdf makes that place once for all pages, and leaves it empty: it
/// knows fonts only by the text it is given to write itself.
fn put_fonts(file: &mut lopdf::Document, fonts: &BTreeMap<&str, Arc<CutFace>>) -> lopdf::Result<()> {
    let mut written = Dictionary::new();
    for (id, font) in fonts {
        written.set(*id, font.write(file));
    }
    let Some(page) = file.get_pages().into_values().next() else {
        return Ok(());
    };
    let resources = file.get_dictionary(page)?.get(b"Resources")?.as_reference()?;
    let place = file.get_dictionary(resources)?.get(b"Font")?.as_reference()?;
    *file.get_dictionary_mut(place)? = written;
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
                pdf(&faces, &Cuts::default(), &[sheet], &document()),
                Err(PaperError::NotFinite { mark: "rule" })
            );
        }
        let sheet = Sheet::new(f32::NAN, 792.0);
        assert_eq!(
            pdf(&faces, &Cuts::default(), &[sheet], &document()),
            Err(PaperError::NotFinite { mark: "sheet" })
        );
    }

    #[test]
    fn an_empty_sheet_is_a_file_with_one_page() {
        let pdf = pdf(
            &Typefaces::new().unwrap(),
            &Cuts::default(),
            &[Sheet::new(612.0, 792.0)],
            &document(),
        )
        .unwrap();
        let file = lopdf::Document::load_mem(&pdf).unwrap();
        assert_eq!(file.get_pages().len(), 1);
        assert_eq!(file.version, "1.7");
    }
}
