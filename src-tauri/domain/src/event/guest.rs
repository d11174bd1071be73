//! How the chain speaks of guests without naming them.

use serde::{Deserialize, Serialize};

use crate::{Digest, GuestId, StaffName};

/// Stands for a guest in the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestRef {
    /// The guest.
    pub guest: GuestId,
    /// SHA-256 of the guest row's salt, name and contact: proves what was written, and tells nothing once the row
    /// and its salt are erased.
    pub digest: Digest,
}

/// A guest's name or contact was corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestChanged {
    /// Whose, and the digest of what now stands. The digests of before stay in the events of before.
    pub guest: GuestRef,
    /// Who corrected it.
    pub staff: Option<StaffName>,
}

/// Two guests turned out to be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestsMerged {
    /// Who they are.
    pub keep: GuestId,
    /// Who is no guest of their own any more.
    pub gone: GuestId,
    /// Who saw it.
    pub staff: Option<StaffName>,
}

/// A guest was forgotten: the name, the contact and the salt are gone, and so are the kept papers with the name on
/// them. Whoever was merged into them goes with them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestErased {
    /// Who it was.
    pub guest: GuestId,
    /// Why.
    pub because: Forgetting,
    /// Who did it, where a person did.
    pub staff: Option<StaffName>,
}

/// Why a guest was forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Forgetting {
    /// They asked for it, or somebody for them.
    Request,
    /// The time had come: so many months after the last contact.
    Time,
    /// They had been forgotten before, and an older database brought them back.
    Again,
}
