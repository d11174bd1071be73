//! Photos and screenshots of papers: image bytes in, the texts of the QR codes in them out.
//!
//! Everything happens on this machine. The file may be anything, so its weight and its measures are checked before a
//! pixel is decoded; and a picture is looked at a fixed number of times, each time at a bounded size, so that no picture
//! keeps anybody waiting. It is not known here what a code means, or whose it is.

mod error;
mod kind;
mod looks;

pub use error::ScanError;

use comeback_picture::{Kind, Limits, Refusal};

/// The most a picture's file may weigh, in MiB. A phone's photo has two to ten.
pub const MOST_FILE: usize = 25;

/// Room for the largest photos phones take without being asked: 48 and 50 million pixels.
const MOST: Limits = Limits {
    side: 10_000,
    decoded: 200,
};

/// The texts of the QR codes in a picture, each once, in the order in which they were found. At least one.
///
/// Takes long enough to be felt: call it where that holds nobody up.
///
/// # Errors
/// A [`ScanError`] for what is no picture, too large, damaged, or has no QR code that can be read.
pub fn codes(file: &[u8]) -> Result<Vec<String>, ScanError> {
    if file.is_empty() {
        return Err(ScanError::Empty);
    }
    if file.len() > MOST_FILE << 20 {
        return Err(ScanError::Heavy {
            megabytes: file.len().div_ceil(1 << 20),
        });
    }
    let kind = Kind::of(file).ok_or_else(|| kind::refused(file))?;
    let picture = comeback_picture::decode(file, kind, MOST).map_err(|refusal| match refusal {
        Refusal::Large { width, height } => ScanError::Large { width, height },
        Refusal::Memory { megabytes } => ScanError::Memory { megabytes },
        Refusal::Damaged => ScanError::Damaged { kind: kind.name() },
    })?;
    let found = looks::codes(picture);
    if found.is_empty() {
        Err(ScanError::NoCode)
    } else {
        Ok(found)
    }
}

#[cfg(test)]
mod tests;
