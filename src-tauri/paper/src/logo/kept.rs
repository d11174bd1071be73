//! A logo as bytes, to be kept beside the vouchers it is printed on.

use sha2::{Digest, Sha256};

use super::{KEPT_SIDE, Logo, LogoError};

/// What the bytes begin with; the last is the version of what follows.
const MARK: &[u8; 7] = b"CBLOGO\x01";
const DIGEST: usize = 32;

impl Logo {
    /// The logo as bytes. The same logo gives the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let alpha = self.alpha.as_deref().unwrap_or_default();
        let mut bytes = Vec::with_capacity(64 + self.colour.len() + alpha.len());
        bytes.extend(MARK);
        bytes.push(u8::from(self.jpeg));
        for number in [
            self.width,
            self.height,
            self.colour.len() as u32,
            alpha.len() as u32,
        ] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(&self.colour);
        bytes.extend(alpha);
        bytes.extend(Sha256::digest(&bytes));
        bytes
    }

    /// The logo that [`Logo::to_bytes`] gave.
    ///
    /// # Errors
    /// [`LogoError::Kept`] for anything else, down to a single changed bit.
    pub fn from_bytes(bytes: &[u8]) -> Result<Logo, LogoError> {
        read(bytes).ok_or(LogoError::Kept)
    }
}

fn read(bytes: &[u8]) -> Option<Logo> {
    let (content, digest) = bytes.split_at_checked(bytes.len().checked_sub(DIGEST)?)?;
    if Sha256::digest(content)[..] != *digest {
        return None;
    }
    let (jpeg, mut rest) = content.strip_prefix(MARK)?.split_first()?;
    let mut number = || {
        let (number, after) = rest.split_first_chunk()?;
        rest = after;
        Some(u32::from_le_bytes(*number))
    };
    let (width, height, colour, alpha) = (number()?, number()?, number()?, number()?);
    let (colour, alpha_plane) = rest.split_at_checked(usize::try_from(colour).ok()?)?;
    let measures = 1..=KEPT_SIDE;
    let sound = *jpeg <= 1
        && measures.contains(&width)
        && measures.contains(&height)
        && alpha_plane.len() == usize::try_from(alpha).ok()?;
    sound.then(|| Logo {
        width,
        height,
        jpeg: *jpeg == 1,
        colour: colour.to_vec(),
        alpha: (!alpha_plane.is_empty()).then(|| alpha_plane.to_vec()),
    })
}
