//! The chain: each event holds the hash of the one before, so that a changed or missing event shows.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

use crate::{BusinessDate, Event, Instant, RequestId, StaffName};

/// A SHA-256 digest, written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// What stands before the first event.
    pub const GENESIS: Self = Self([0; 32]);

    /// The SHA-256 of some bytes, as `sha256sum` gives it.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The 32 bytes of a digest, as the database keeps it.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl FromStr for Digest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, DigestError> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return Err(DigestError);
        }
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| DigestError)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| DigestError)?;
        }
        Ok(Self(bytes))
    }
}

/// Text that is no digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a SHA-256 digest")]
pub struct DigestError;

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// The digest of some fields. Each is preceded by its length, so that no two lists of fields run together.
pub fn digest_of(fields: &[&[u8]]) -> Digest {
    let mut hasher = Sha256::new();
    for field in fields {
        hasher.update((field.len() as u64).to_be_bytes());
        hasher.update(field);
    }
    Digest(hasher.finalize().into())
}

/// An event with everything about its writing: where it stands in the order, when, for which day, by whom, where,
/// and for which request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Its place in the order, from 1, without gaps. Order is by this and never by the clock.
    pub seq: i64,
    /// When it was written, to the millisecond.
    pub at: Instant,
    /// The day it counts for, fixed when it was written.
    pub business_date: BusinessDate,
    /// Who did it.
    pub actor: Option<StaffName>,
    /// On which machine.
    pub station: String,
    /// The request that led to it. A request that leads to several events is named by the first.
    pub request: Option<RequestId>,
    /// The digest of what the request asked for: the same id with another body is refused.
    pub asked: Option<Digest>,
    /// What happened.
    pub event: Event,
}

impl Envelope {
    /// The event as the database keeps it: JSON with its fields in the order of the type.
    ///
    /// # Errors
    /// Never for an event of this program; the type of `serde_json` demands it.
    pub fn payload(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&self.event)
    }

    /// The hash that the next event must carry.
    pub fn hash(&self, before: Digest, payload: &str) -> Digest {
        digest_of(&[
            &before.0,
            &self.seq.to_be_bytes(),
            &self.at.timestamp_millis().to_be_bytes(),
            self.business_date.to_string().as_bytes(),
            self.actor.as_ref().map_or("", StaffName::as_str).as_bytes(),
            self.station.as_bytes(),
            self.request.as_ref().map_or("", RequestId::as_str).as_bytes(),
            &self.asked.map_or([0; 32], |asked| asked.0),
            payload.as_bytes(),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_reads_back_and_fields_do_not_run_together() {
        let one = digest_of(&[b"ab", b"c"]);
        assert_ne!(one, digest_of(&[b"a", b"bc"]));
        assert_eq!(one.to_string().parse(), Ok(one));
        assert!("x".repeat(64).parse::<Digest>().is_err());
        assert!("é".repeat(32).parse::<Digest>().is_err());
    }

    #[test]
    fn sha_256_is_the_published_one() {
        // FIPS 180-4, "abc", here behind its eight-byte length.
        let by_hand: [u8; 32] =
            Sha256::digest([&[0, 0, 0, 0, 0, 0, 0, 3], b"abc".as_slice()].concat()).into();
        assert_eq!(digest_of(&[b"abc"]), Digest(by_hand));
    }
}
