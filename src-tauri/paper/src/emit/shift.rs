//! Moves a finished document on its sheet, for one printer at the moment of printing.

use lopdf::{Document, Object, ObjectId};

use crate::error::PaperError;
use crate::model::Shift;

/// The document with everything on its pages moved right and down. Only the page boxes change: the sheet keeps its size
/// and slides under the content, so what is kept and what is printed remain the same document.
///
/// # Errors
/// [`PaperError::Unreadable`] if `pdf` is not a PDF this can read, [`PaperError::NotFinite`] for a shift that is not a
/// number.
pub fn shifted(pdf: &[u8], shift: Shift) -> Result<Vec<u8>, PaperError> {
    if !(shift.x.is_finite() && shift.y.is_finite()) {
        return Err(PaperError::NotFinite { mark: "shift" });
    }
    if shift.x == 0.0 && shift.y == 0.0 {
        return Ok(pdf.to_vec());
    }
    let mut file = Document::load_mem(pdf).map_err(unreadable)?;
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    for page in pages {
        let dictionary = file.get_dictionary_mut(page).map_err(unreadable)?;
        for name in [&b"MediaBox"[..], b"CropBox", b"TrimBox", b"BleedBox", b"ArtBox"] {
            if let Ok(Object::Array(edges)) = dictionary.get_mut(name) {
                slide(edges, shift)?;
            }
        }
    }
    let mut bytes = Vec::with_capacity(pdf.len() + 256);
    file.save_to(&mut bytes).map_err(|e| PaperError::Writing {
        reason: e.to_string(),
    })?;
    Ok(bytes)
}

/// Left, bottom, right, top: the sheet moves left for content that is to come out further right, and up for content that
/// is to come out lower.
fn slide(edges: &mut [Object], shift: Shift) -> Result<(), PaperError> {
    for (edge, by) in edges.iter_mut().zip([-shift.x, shift.y, -shift.x, shift.y]) {
        *edge = Object::Real(edge.as_float().map_err(unreadable)? + by);
    }
    Ok(())
}

fn unreadable(reason: lopdf::Error) -> PaperError {
    PaperError::Unreadable {
        reason: reason.to_string(),
    }
}
