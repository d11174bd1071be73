//! Why there is no code, in sentences with the next step.

use thiserror::Error;

/// Why a picture gave no code.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum ScanError {
    /// There is nothing in the file.
    #[error("This file is empty. Take the photo again, or type the code.")]
    Empty,
    /// It weighs more than 25 MiB.
    #[error(
        "This file has {megabytes} MB; a photo may have 25. Take a screenshot of it and use that, or type the code."
    )]
    Heavy {
        /// Its weight in MiB, rounded up.
        megabytes: usize,
    },
    /// It measures more than 10,000 pixels one way.
    #[error(
        "This picture is {width} by {height} pixels; it may be 10,000 by 10,000. Take a screenshot of it and use that, or type the code."
    )]
    Large {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// Once decoded it would take more than 200 MiB.
    #[error(
        "This picture would take {megabytes} MB of memory; it may take 200. Take a screenshot of it and use that, or type the code."
    )]
    Memory {
        /// What it would take, in MiB, rounded up.
        megabytes: u64,
    },
    /// A photo as an iPhone keeps it, or an AVIF.
    #[error(
        "This photo is {kind}, which cannot be read here. Take a screenshot of it and use that, or type the code."
    )]
    Phone {
        /// `HEIC` or `AVIF`.
        kind: &'static str,
    },
    /// A document.
    #[error(
        "This is a PDF and not a picture. Open it, take a screenshot of the code and use that, or type the code."
    )]
    Pdf,
    /// Another kind of picture, known by name.
    #[error(
        "This is a {kind} file; only PNG and JPEG can be read. Take a screenshot of it and use that, or type the code."
    )]
    Other {
        /// `GIF`, `WebP`, `BMP`, `TIFF` or `SVG`.
        kind: &'static str,
    },
    /// Nothing known.
    #[error(
        "This file is not a PNG or JPEG picture. Choose a photo or a screenshot of the paper, or type the code."
    )]
    Unknown,
    /// The file ends early or contradicts itself.
    #[error("This {kind} file is damaged and cannot be read. Take the photo again, or type the code.")]
    Damaged {
        /// `PNG` or `JPEG`.
        kind: &'static str,
    },
    /// No QR code that can be read.
    #[error(
        "No code can be made out in this picture. Take it again closer, with the whole square code in it and sharp, or type the code."
    )]
    NoCode,
}
