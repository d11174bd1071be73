//! Takes the packing off a finished document, for a screen that draws it anew with every key.

use lopdf::{Document, Object, Stream};

use super::shift::unreadable;
use crate::error::PaperError;

/// The same document with its pages and faces unpacked: a viewer unpacks each of them by itself, one after another, and
/// that is a fourth of what a new drawing waits for. Pictures stay as they are.
///
/// # Errors
/// [`PaperError::Unreadable`] if `pdf` is not a PDF this can read.
pub fn unpacked(pdf: &[u8]) -> Result<Vec<u8>, PaperError> {
    let mut file = Document::load_mem(pdf).map_err(unreadable)?;
    for object in file.objects.values_mut() {
        if let Object::Stream(stream) = object
            && !is_picture(stream)
        {
            stream.decompress().map_err(unreadable)?;
        }
    }
    let mut bytes = Vec::with_capacity(pdf.len() * 2);
    file.save_to(&mut bytes).map_err(|e| PaperError::Writing {
        reason: e.to_string(),
    })?;
    Ok(bytes)
}

fn is_picture(stream: &Stream) -> bool {
    let subtype = stream.dict.get(b"Subtype").and_then(Object::as_name);
    subtype.is_ok_and(|subtype| subtype == b"Image")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::colour::Ink;
    use crate::emit::{Cuts, pdf, tests::document};
    use crate::sheet::Sheet;
    use crate::typeface::Typefaces;

    #[test]
    fn the_same_page_with_nothing_left_to_unpack() {
        let faces = Typefaces::new().unwrap();
        let mut sheet = Sheet::new(612.0, 792.0);
        for step in 0..40_u8 {
            sheet.rule(
                (72.0, 10.0 * f32::from(step)),
                (540.0, 10.0 * f32::from(step)),
                1.0,
                Ink::Black,
            );
        }
        let packed = pdf(&faces, &Cuts::default(), &[sheet], &document()).unwrap();
        let plain = unpacked(&packed).unwrap();
        let content = |bytes: &[u8]| {
            let file = Document::load_mem(bytes).unwrap();
            let page = *file.get_pages().get(&1).unwrap();
            file.get_page_content(page)
        };
        assert_eq!(content(&packed), content(&plain));
        let has = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).any(|window| window == what);
        assert!(has(&packed, b"FlateDecode") && !has(&plain, b"FlateDecode"));
        assert!(matches!(
            unpacked(b"not a PDF"),
            Err(PaperError::Unreadable { .. })
        ));
    }
}
