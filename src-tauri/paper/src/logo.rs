//! A business's logo: read once from the file its owner has, and from then on put into documents as it is.
//!
//! Reading is where the work and the danger are: the file may be anything. Its size is checked before a pixel is
//! decoded, what is not the picture is dropped, the picture is scaled once to what print can show, and its colours
//! and its transparency are compressed once, as a PDF takes them.

mod kept;
mod raster;
mod vector;

use image::RgbaImage;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{ExtendedColorType, ImageEncoder, Rgba};
use libdeflater::{CompressionLvl, Compressor};
use thiserror::Error;

/// The most a logo may measure, in pixels, each way.
const LONGEST_SIDE: u32 = 4_000;
/// The most it may come to once decoded, in MiB.
const MOST_DECODED: u64 = 64;
/// The most its file may weigh, in MiB.
const MOST_FILE: usize = 20;
/// The longer side of a logo as it is kept: a box of 42 points at 600 dpi takes 350.
const KEPT_SIDE: u32 = 400;
/// What the colours may weigh, in bytes, before a photograph is kept as JPEG, and what that JPEG is aimed at. A
/// certificate without a logo weighs about 20 KB and shall stay under 45.
const COLOUR_WEIGHT: usize = 16 * 1024;
/// The qualities a photograph is tried at, best first.
const QUALITIES: [u8; 4] = [90, 80, 70, 60];

/// A picture as a PDF takes it: at most 400 pixels on its longer side, upright, 8 bits of red, green and blue per pixel,
/// and a plane of transparency if it has any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    width: u32,
    height: u32,
    jpeg: bool,
    colour: Vec<u8>,
    alpha: Option<Vec<u8>>,
}

/// How the colours of a [`Logo`] are compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour<'a> {
    /// Rows of 8-bit RGB as one zlib stream: PDF's `FlateDecode`.
    Deflated(&'a [u8]),
    /// A baseline JPEG of three components: PDF's `DCTDecode`.
    Jpeg(&'a [u8]),
}

/// Why a file cannot be used as a logo.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum LogoError {
    /// There is nothing in it.
    #[error("This file is empty. Choose another file for the logo.")]
    Empty,
    /// It weighs more than 20 MiB.
    #[error("This file has {megabytes} MB; a logo may have 20. Save the logo smaller and choose it again.")]
    Heavy {
        /// Its weight in MiB, rounded up.
        megabytes: usize,
    },
    /// It is no kind of picture that can be read.
    #[error(
        "This file is not a PNG, JPEG or SVG picture. Save the logo as one of these and choose it again."
    )]
    Kind,
    /// It measures more than 4,000 pixels one way.
    #[error(
        "This picture is {width} by {height} pixels; a logo may be 4,000 by 4,000. Save it smaller and choose it again."
    )]
    Large {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// Once decoded it would take more than 64 MiB.
    #[error(
        "This picture would take {megabytes} MB of memory; a logo may take 64. Save it smaller, or with 8 bits per \
         colour, and choose it again."
    )]
    Memory {
        /// What it would take, in MiB, rounded up.
        megabytes: u64,
    },
    /// The file ends early or contradicts itself.
    #[error(
        "This {kind} file is damaged and cannot be read. Open it in a picture program, save it again and choose that."
    )]
    Damaged {
        /// `PNG`, `JPEG` or `SVG`.
        kind: &'static str,
    },
    /// An SVG asks for something that is not drawn here.
    #[error(
        "This SVG file uses {what}, which cannot be printed from here. Save the logo as a PNG and choose that."
    )]
    Unprintable {
        /// What it uses.
        what: &'static str,
    },
    /// Nothing would be seen.
    #[error("This picture is blank: nothing of it would be printed. Choose another file for the logo.")]
    Blank,
    /// Kept bytes that are not a logo of this program, or no longer what they were.
    #[error("The kept logo is damaged. Choose the logo's file again in Settings.")]
    Kept,
}

impl Logo {
    /// Reads the file of a logo: PNG, JPEG or SVG.
    ///
    /// A JPEG is turned as its camera noted. All else that is noted in the file (place, camera, colour profile,
    /// comments) is dropped. An SVG is drawn without text, and can open no file or address and run no script.
    ///
    /// # Errors
    /// A [`LogoError`] for anything that is not a picture of at most 4,000 x 4,000 pixels and 64 MiB decoded; known
    /// before anything is decoded.
    pub fn read(file: &[u8]) -> Result<Logo, LogoError> {
        if file.is_empty() {
            return Err(LogoError::Empty);
        }
        if file.len() > MOST_FILE << 20 {
            return Err(LogoError::Heavy {
                megabytes: file.len().div_ceil(1 << 20),
            });
        }
        let picture = match comeback_picture::Kind::of(file) {
            Some(kind) => scaled(raster::decode(file, kind)?),
            None if vector::looks_like_svg(file) => vector::draw(file)?,
            None => return Err(LogoError::Kind),
        };
        Logo::of(&picture)
    }

    /// Pixels across.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Pixels down.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The colours, compressed, row by row from the top, three bytes a pixel.
    pub fn colour(&self) -> Colour<'_> {
        if self.jpeg {
            Colour::Jpeg(&self.colour)
        } else {
            Colour::Deflated(&self.colour)
        }
    }

    /// How opaque each pixel is, one byte each, row by row from the top, as one zlib stream. None if all are opaque.
    pub fn alpha(&self) -> Option<&[u8]> {
        self.alpha.as_deref()
    }

    /// Compresses a picture that has its final size.
    fn of(picture: &RgbaImage) -> Result<Logo, LogoError> {
        if picture.pixels().all(|pixel| pixel.0[3] == 0) {
            return Err(LogoError::Blank);
        }
        let rgb: Vec<u8> = picture.pixels().flat_map(|pixel| seen(*pixel)).collect();
        let alpha: Vec<u8> = picture.pixels().map(|pixel| pixel.0[3]).collect();
        let opaque = alpha.iter().all(|a| *a == u8::MAX);
        let deflated = deflate(&rgb);
        let (width, height) = picture.dimensions();
        let jpeg = if deflated.len() > COLOUR_WEIGHT {
            photograph(&rgb, width, height).filter(|jpeg| jpeg.len() < deflated.len())
        } else {
            None
        };
        Ok(Logo {
            width,
            height,
            jpeg: jpeg.is_some(),
            colour: jpeg.unwrap_or(deflated),
            alpha: (!opaque).then(|| deflate(&alpha)),
        })
    }
}

/// What is seen of a pixel's colour: white where nothing is, which compresses well and harms nobody who ignores the
/// transparency.
fn seen(Rgba([r, g, b, a]): Rgba<u8>) -> [u8; 3] {
    if a == 0 { [u8::MAX; 3] } else { [r, g, b] }
}

/// The best JPEG within the weight aimed at, or the lightest.
fn photograph(rgb: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let mut lightest = None;
    for quality in QUALITIES {
        let mut jpeg = Vec::new();
        JpegEncoder::new_with_quality(&mut jpeg, quality)
            .write_image(rgb, width, height, ExtendedColorType::Rgb8)
            .ok()?;
        let done = jpeg.len() <= COLOUR_WEIGHT;
        lightest = Some(jpeg);
        if done {
            break;
        }
    }
    lightest
}

/// As hard as can be: it is done once.
fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut compressor = Compressor::new(CompressionLvl::best());
    let mut deflated = vec![0; compressor.zlib_compress_bound(bytes.len())];
    // The room is what the compressor asked for, which is the only thing it can complain of.
    let length = compressor.zlib_compress(bytes, &mut deflated).unwrap_or(0);
    deflated.truncate(length);
    deflated
}

/// The size a picture is kept at, with its proportions: its own, or the longer side cut to what print can show.
fn kept_size(width: f32, height: f32, enlarge: bool) -> (u32, u32) {
    let scale = KEPT_SIDE as f32 / width.max(height);
    let scale = if enlarge { scale } else { scale.min(1.0) };
    let side = |length: f32| ((length * scale).round() as u32).clamp(1, KEPT_SIDE);
    (side(width), side(height))
}

/// Scaled to the size it is kept at. The colours are weighed by how opaque they are, or what lies hidden under
/// transparent pixels would shine through at the edges.
fn scaled(mut picture: RgbaImage) -> RgbaImage {
    let (width, height) = picture.dimensions();
    let size = kept_size(width as f32, height as f32, false);
    if size == (width, height) {
        return picture;
    }
    for Rgba([r, g, b, a]) in picture.pixels_mut() {
        for channel in [r, g, b] {
            *channel = ((u16::from(*channel) * u16::from(*a) + 127) / 255) as u8;
        }
    }
    let mut small = imageops::resize(&picture, size.0, size.1, FilterType::Lanczos3);
    for Rgba([r, g, b, a]) in small.pixels_mut() {
        for channel in [r, g, b] {
            *channel = opaque(*channel, *a);
        }
    }
    small
}

/// A colour that was multiplied by how opaque it is, without that.
fn opaque(channel: u8, alpha: u8) -> u8 {
    let (channel, alpha) = (u16::from(channel), u16::from(alpha));
    (channel * 255 + alpha / 2)
        .checked_div(alpha)
        .unwrap_or(0)
        .min(255) as u8
}

#[cfg(test)]
mod tests;
