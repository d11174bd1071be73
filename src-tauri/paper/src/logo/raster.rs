//! PNG and JPEG.

use std::io::Cursor;

use image::codecs::{jpeg::JpegDecoder, png::PngDecoder};
use image::{DynamicImage, ImageDecoder, ImageError, Limits, RgbaImage};

use super::{LONGEST_SIDE, LogoError, MOST_DECODED};

/// The most passes a progressive JPEG may take over its pixels. Usual are about ten; a file of a few KB may ask for
/// thousands.
const MOST_SCANS: usize = 100;

/// A kind of file made of pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Png,
    Jpeg,
}

impl Kind {
    /// By how the file begins, whatever its name says.
    pub(super) fn of(file: &[u8]) -> Option<Kind> {
        if file.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Kind::Png)
        } else if file.starts_with(b"\xff\xd8\xff") {
            Some(Kind::Jpeg)
        } else {
            None
        }
    }

    fn name(self) -> &'static str {
        match self {
            Kind::Png => "PNG",
            Kind::Jpeg => "JPEG",
        }
    }
}

/// The picture, upright.
pub(super) fn decode(file: &[u8], kind: Kind) -> Result<RgbaImage, LogoError> {
    let limits = limits();
    let decoded = match kind {
        Kind::Png => PngDecoder::with_limits(Cursor::new(file), limits).map(upright),
        Kind::Jpeg if !is_whole(file) => return Err(LogoError::Damaged { kind: kind.name() }),
        Kind::Jpeg => JpegDecoder::new(Cursor::new(file)).map(upright),
    };
    decoded
        .map_err(|e| refused(&e, kind))?
        .map_err(|e| e.unwrap_or(LogoError::Damaged { kind: kind.name() }))
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    // Twice: what is decoded, and what it is decoded from.
    limits.max_alloc = Some(2 * (MOST_DECODED << 20));
    limits
}

/// Decodes what is within the limits, and turns it as it is marked to be. None stands for a damaged file.
fn upright(mut decoder: impl ImageDecoder) -> Result<RgbaImage, Option<LogoError>> {
    let (width, height) = decoder.dimensions();
    if width > LONGEST_SIDE || height > LONGEST_SIDE {
        return Err(Some(LogoError::Large { width, height }));
    }
    let decoded = decoder.total_bytes();
    if decoded > MOST_DECODED << 20 {
        return Err(Some(LogoError::Memory {
            megabytes: decoded.div_ceil(1 << 20),
        }));
    }
    // A note that cannot be read is no note.
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| None)?;
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    Ok(picture.into_rgba8())
}

fn refused(error: &ImageError, kind: Kind) -> LogoError {
    match error {
        ImageError::Limits(_) => LogoError::Memory {
            megabytes: MOST_DECODED,
        },
        _ => LogoError::Damaged { kind: kind.name() },
    }
}

/// Whether a JPEG has an end, after no more passes over its pixels than a sane one takes. The decoder would fill up with
/// grey what is missing, and go on for as long as it is told.
fn is_whole(file: &[u8]) -> bool {
    // Within the data of a pass these marks cannot stand.
    let scans = || (0..file.len()).filter(|at| file[*at..].starts_with(b"\xff\xda"));
    let Some(last) = scans().next_back() else {
        return false;
    };
    let ends = file[last..].windows(2).any(|pair| pair == b"\xff\xd9");
    ends && scans().count() <= MOST_SCANS
}
