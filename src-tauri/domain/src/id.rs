//! Identities. UUIDv7, so that every station can mint them without asking, and they sort by when they were made.

use std::fmt;
use std::str::FromStr;

use rand::{Rng, RngExt as _};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use crate::Instant;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new identity for this moment.
            pub fn mint(at: Instant, rng: &mut (impl Rng + ?Sized)) -> Self {
                let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
                Self(uuid::Builder::from_unix_timestamp_millis(millis, &rng.random()).into_uuid())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text.trim()).map(Self)
            }
        }
    };
}

uuid_id!(
    /// One incident.
    IncidentId
);
uuid_id!(
    /// One make-good: what the guest got for an incident.
    MakeGoodId
);
uuid_id!(
    /// One voucher: a check or a certificate. Never printed; the code is.
    VoucherId
);
uuid_id!(
    /// One run: many vouchers issued at once for one incident.
    RunId
);
uuid_id!(
    /// One guest, as recorded with an incident.
    GuestId
);
uuid_id!(
    /// One concern: something that is about to go wrong.
    ConcernId
);
uuid_id!(
    /// One follow-up: a call or note that is due.
    FollowUpId
);
uuid_id!(
    /// One prevention: something to do so that it does not happen again.
    PreventionId
);
uuid_id!(
    /// One person of the house.
    StaffId
);
uuid_id!(
    /// One make-good that was asked for and waits.
    AskedId
);

/// Names one request of a person, so that the same request may be repeated and gives the first answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequestId(String);

impl RequestId {
    /// Takes an id made by the caller: 1 to 100 visible ASCII characters.
    ///
    /// # Errors
    /// [`RequestIdError`] for anything else.
    pub fn parse(text: &str) -> Result<Self, RequestIdError> {
        let visible = text.bytes().all(|byte| byte.is_ascii_graphic());
        if (1..=100).contains(&text.len()) && visible {
            Ok(Self(text.to_owned()))
        } else {
            Err(RequestIdError)
        }
    }

    /// A new id, for a caller that will not repeat the request.
    pub fn mint(at: Instant, rng: &mut (impl Rng + ?Sized)) -> Self {
        Self(IncidentId::mint(at, rng).to_string())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The request id cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("A request id has 1 to 100 letters, digits or signs and no spaces. Use a UUID.")]
pub struct RequestIdError;

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng as _};

    #[test]
    fn ids_sort_by_the_moment_they_were_made() {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let early: Instant = "2026-11-21T19:42:00Z".parse().expect("an instant");
        let first = IncidentId::mint(early, &mut rng);
        let second = IncidentId::mint(early + chrono::TimeDelta::milliseconds(1), &mut rng);
        assert!(first < second);
        assert_eq!(first.to_string().parse(), Ok(first));
    }

    #[test]
    fn a_request_id_is_short_and_visible() {
        assert!(RequestId::parse("till-4/2026-11-22#17").is_ok());
        for bad in ["", "two words", "naïve", "x\n", &"x".repeat(101)] {
            assert_eq!(
                RequestId::parse(bad).expect_err("refused").to_string(),
                "A request id has 1 to 100 letters, digits or signs and no spaces. Use a UUID."
            );
        }
    }
}
