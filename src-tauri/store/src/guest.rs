//! The one place that holds who a guest is.

use comeback_domain::{Contact, Digest, GuestId, GuestName, GuestRef, digest_of};
use rusqlite::named_params;

use crate::{StoreError, Tx};

/// A guest, as recorded with an incident.
#[derive(Debug, Clone)]
pub struct Guest {
    /// Their identity.
    pub id: GuestId,
    /// What they are called, where they said.
    pub name: Option<GuestName>,
    /// How to reach them, where they said.
    pub contact: Option<Contact>,
    /// Random, so that the digest in the chain tells nothing about a name once this row is gone.
    pub salt: [u8; 16],
}

impl Guest {
    /// What stands for this guest in the chain.
    pub fn reference(&self) -> GuestRef {
        GuestRef {
            guest: self.id,
            digest: guest_digest(
                &self.salt,
                self.name.as_ref().map_or("", GuestName::as_str),
                self.contact.as_ref().map_or("", Contact::as_str),
            ),
        }
    }
}

pub(crate) fn guest_digest(salt: &[u8], name: &str, contact: &str) -> Digest {
    digest_of(&[salt, name.as_bytes(), contact.as_bytes()])
}

/// Keeps a guest.
///
/// # Errors
/// [`StoreError`].
pub fn insert(tx: &Tx<'_>, guest: &Guest) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT INTO guest (id, name, contact, salt) VALUES (:id, :name, :contact, :salt)")?
        .execute(named_params! {
            ":id": guest.id.to_string(),
            ":name": guest.name.as_ref().map(GuestName::as_str),
            ":contact": guest.contact.as_ref().map(Contact::as_str),
            ":salt": guest.salt.as_slice(),
        })?;
    Ok(())
}
