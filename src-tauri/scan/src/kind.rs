//! Files that are no PNG and no JPEG, by how they begin, whatever their names say.

use crate::ScanError;

/// What to say of a file that cannot be decoded.
pub(crate) fn refused(file: &[u8]) -> ScanError {
    // An ISO container names its brand after its length and `ftyp`; compatible brands follow.
    if file.get(4..8) == Some(b"ftyp") {
        let brands = file.get(8..40.min(file.len())).unwrap_or_default();
        let names = |brand: &[u8; 4]| brands.chunks_exact(4).any(|named| named == brand);
        if names(b"avif") || names(b"avis") {
            return ScanError::Phone { kind: "AVIF" };
        }
        if [b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1"]
            .into_iter()
            .any(names)
        {
            return ScanError::Phone { kind: "HEIC" };
        }
    }
    // A PDF may begin with other things.
    let head = &file[..file.len().min(1024)];
    if head.windows(5).any(|bytes| bytes == b"%PDF-") {
        return ScanError::Pdf;
    }
    let begins = |mark: &[u8]| file.starts_with(mark);
    let kind = if begins(b"GIF8") {
        "GIF"
    } else if begins(b"RIFF") && file.get(8..12) == Some(b"WEBP") {
        "WebP"
    } else if begins(b"BM") {
        "BMP"
    } else if begins(b"II*\0") || begins(b"MM\0*") {
        "TIFF"
    } else if head.windows(4).any(|bytes| bytes == b"<svg") {
        "SVG"
    } else {
        return ScanError::Unknown;
    };
    ScanError::Other { kind }
}
