//! Pictures from outside, decoded: PNG and JPEG, within limits that are known before a pixel is.
//!
//! A logo and a photo of a paper come in as files that may be anything. What is careful about reading them stands here,
//! once; whoever asks says how much is too much, and puts a refusal into words for its own page.

use std::io::Cursor;

use image::codecs::{jpeg::JpegDecoder, png::PngDecoder};
use image::{DynamicImage, ImageDecoder, ImageError};

/// The most passes a progressive JPEG may take over its pixels. Usual are about ten; a file of a few KB may ask for
/// thousands.
const MOST_SCANS: usize = 100;

/// How much is too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most a picture may measure, in pixels, each way.
    pub side: u32,
    /// The most it may come to once decoded, in MiB.
    pub decoded: u64,
}

/// A kind of file made of pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Portable Network Graphics.
    Png,
    /// What cameras write.
    Jpeg,
}

impl Kind {
    /// By how the file begins, whatever its name says.
    pub fn of(file: &[u8]) -> Option<Kind> {
        if file.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Kind::Png)
        } else if file.starts_with(b"\xff\xd8\xff") {
            Some(Kind::Jpeg)
        } else {
            None
        }
    }

    /// `PNG` or `JPEG`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Png => "PNG",
            Kind::Jpeg => "JPEG",
        }
    }
}

/// Why a picture was not decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It measures more than it may.
    Large {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// Once decoded it would take more than it may.
    Memory {
        /// What it would take, in MiB, rounded up.
        megabytes: u64,
    },
    /// The file ends early or contradicts itself.
    Damaged,
}

/// The picture, turned as its camera noted. All else that is noted in the file is dropped.
///
/// # Errors
/// A [`Refusal`]; what is too large is known before anything is decoded.
pub fn decode(file: &[u8], kind: Kind, most: Limits) -> Result<DynamicImage, Refusal> {
    match kind {
        Kind::Png => PngDecoder::with_limits(Cursor::new(file), limits(most))
            .map_err(|error| refused(&error, most))
            .and_then(|decoder| upright(decoder, most)),
        Kind::Jpeg if !is_whole(file) => Err(Refusal::Damaged),
        Kind::Jpeg => JpegDecoder::new(Cursor::new(file))
            .map_err(|error| refused(&error, most))
            .and_then(|decoder| upright(decoder, most)),
    }
}

fn limits(most: Limits) -> image::Limits {
    let mut limits = image::Limits::no_limits();
    // Twice: what is decoded, and what it is decoded from.
    limits.max_alloc = Some(2 * (most.decoded << 20));
    limits
}

/// Decodes what is within the limits, and turns it as it is marked to be.
fn upright(mut decoder: impl ImageDecoder, most: Limits) -> Result<DynamicImage, Refusal> {
    let (width, height) = decoder.dimensions();
    if width > most.side || height > most.side {
        return Err(Refusal::Large { width, height });
    }
    let decoded = decoder.total_bytes();
    if decoded > most.decoded << 20 {
        return Err(Refusal::Memory {
            megabytes: decoded.div_ceil(1 << 20),
        });
    }
    // A note that cannot be read is no note.
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Refusal::Damaged)?;
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    Ok(picture)
}

fn refused(error: &ImageError, most: Limits) -> Refusal {
    match error {
        ImageError::Limits(_) => Refusal::Memory {
            megabytes: most.decoded,
        },
        _ => Refusal::Damaged,
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
