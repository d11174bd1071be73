//! PNG and JPEG.

use comeback_picture::{Kind, Limits, Refusal};
use image::RgbaImage;

use super::{LONGEST_SIDE, LogoError, MOST_DECODED};

const MOST: Limits = Limits {
    side: LONGEST_SIDE,
    decoded: MOST_DECODED,
};

/// The picture, upright.
pub(super) fn decode(file: &[u8], kind: Kind) -> Result<RgbaImage, LogoError> {
    comeback_picture::decode(file, kind, MOST)
        .map(image::DynamicImage::into_rgba8)
        .map_err(|refusal| match refusal {
            Refusal::Large { width, height } => LogoError::Large { width, height },
            Refusal::Memory { megabytes } => LogoError::Memory { megabytes },
            Refusal::Damaged => LogoError::Damaged { kind: kind.name() },
        })
}
