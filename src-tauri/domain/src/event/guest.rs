//! How the chain speaks of guests without naming them.

use serde::{Deserialize, Serialize};

use crate::{Digest, GuestId};

/// Stands for a guest in the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestRef {
    /// The guest.
    pub guest: GuestId,
    /// SHA-256 of the guest row's salt, name and contact: proves what was written, and tells nothing once the row
    /// and its salt are erased.
    pub digest: Digest,
}
