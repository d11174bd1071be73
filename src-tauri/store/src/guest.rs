//! The one place that holds who a guest is. Found again, merged, and forgotten for good.

mod fold;
mod forgotten;
mod list;
mod signs;
pub(crate) mod words;

use comeback_domain::{
    BusinessDate, Contact, Digest, GuestId, GuestName, GuestRef, IncidentId, digest_of, search_text,
};
use rusqlite::{OptionalExtension as _, Row, named_params};

pub(crate) use fold::{change, erase, merge, touch, touch_by_incident, touch_by_voucher};
pub use forgotten::{FORGOTTEN_FILE, Forgotten};
pub use list::{
    Listed, due, find, forgotten_count, incidents_of, listed, make_goods_of, may_be, page, redeemed_by,
    total, with_those_merged,
};
pub use signs::seen;
pub(crate) use words::make_findable;

use crate::row::{parsed, text_or_null};
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
            digest: guest_digest(&self.salt, self.name_text(), self.contact_text()),
        }
    }

    fn name_text(&self) -> &str {
        self.name.as_ref().map_or("", GuestName::as_str)
    }

    fn contact_text(&self) -> &str {
        self.contact.as_ref().map_or("", Contact::as_str)
    }

    fn search(&self) -> String {
        search_text(
            self.name.as_ref().map(GuestName::as_str),
            self.contact.as_ref().map(Contact::as_str),
        )
    }
}

pub(crate) fn guest_digest(salt: &[u8], name: &str, contact: &str) -> Digest {
    digest_of(&[salt, name.as_bytes(), contact.as_bytes()])
}

/// Keeps a new guest. They are in no list until an event speaks of them.
///
/// # Errors
/// [`StoreError`].
pub fn insert(tx: &Tx<'_>, guest: &Guest) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO guest (id, name, contact, salt, search) VALUES (:id, :name, :contact, :salt, :search)",
    )?
    .execute(named_params! {
        ":id": guest.id.to_string(),
        ":name": guest.name.as_ref().map(GuestName::as_str),
        ":contact": guest.contact.as_ref().map(Contact::as_str),
        ":salt": guest.salt.as_slice(),
        ":search": guest.search(),
    })?;
    words::put(tx, guest.id, None, Some(&guest.search()))
}

/// Writes a guest's new name and contact in the place of the old; the event that says so comes right after.
///
/// # Errors
/// [`StoreError`].
pub fn rewrite(tx: &Tx<'_>, guest: &Guest) -> Result<(), StoreError> {
    tx.prepare_cached("UPDATE guest SET name = :name, contact = :contact WHERE id = :id AND erased = 0")?
        .execute(named_params! {
            ":id": guest.id.to_string(),
            ":name": guest.name.as_ref().map(GuestName::as_str),
            ":contact": guest.contact.as_ref().map(Contact::as_str),
        })?;
    Ok(())
}

/// A guest who is there: whoever they turned out to be, and `None` for one who is forgotten or never was.
///
/// # Errors
/// [`StoreError`].
pub fn get(tx: &Tx<'_>, id: GuestId) -> Result<Option<Guest>, StoreError> {
    Ok(tx
        .prepare_cached(
            "SELECT g.id, g.name, g.contact, g.salt FROM guest o JOIN guest g ON g.id = coalesce(o.merged_into, o.id)
             WHERE o.id = :id AND g.erased = 0",
        )?
        .query_row(named_params! {":id": id.to_string()}, guest)
        .optional()?)
}

/// Whether a guest was forgotten, by themselves or with whom they turned out to be.
///
/// # Errors
/// [`StoreError`].
pub fn is_erased(tx: &Tx<'_>, id: GuestId) -> Result<bool, StoreError> {
    let found: Option<bool> = tx
        .prepare_cached("SELECT erased FROM guest WHERE id = :id")?
        .query_row(named_params! {":id": id.to_string()}, |row| row.get("erased"))
        .optional()?;
    Ok(found.unwrap_or(false))
}

/// The guest of this very name and contact, if one is there.
///
/// # Errors
/// [`StoreError`].
pub fn called(tx: &Tx<'_>, name: &GuestName, contact: &Contact) -> Result<Option<Guest>, StoreError> {
    Ok(tx
        .prepare_cached(
            "SELECT id, name, contact, salt FROM guest
             WHERE contact = :contact AND name = :name AND merged_into IS NULL AND erased = 0
             ORDER BY last_on DESC, id DESC LIMIT 1",
        )?
        .query_row(
            named_params! {":contact": contact.as_str(), ":name": name.as_str()},
            guest,
        )
        .optional()?)
}

/// The business date of a guest's last contact.
///
/// # Errors
/// [`StoreError`].
pub fn last_contact(tx: &Tx<'_>, id: GuestId) -> Result<Option<BusinessDate>, StoreError> {
    let found = tx
        .prepare_cached("SELECT last_on FROM guest WHERE id = :id AND last_on IS NOT NULL")?
        .query_row(named_params! {":id": id.to_string()}, |row| {
            crate::row::date(row, "last_on")
        })
        .optional()?;
    Ok(found)
}

/// The incidents that a guest was recorded with.
///
/// # Errors
/// [`StoreError`].
pub fn own_incidents(tx: &Tx<'_>, id: GuestId) -> Result<Vec<IncidentId>, StoreError> {
    let mut statement = tx.prepare_cached("SELECT id FROM incident WHERE guest_id = :guest ORDER BY seq")?;
    let found = statement.query_map(named_params! {":guest": id.to_string()}, |row| parsed(row, "id"))?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn guest(row: &Row<'_>) -> rusqlite::Result<Guest> {
    Ok(Guest {
        id: parsed(row, "id")?,
        name: text_or_null(row, "name", GuestName::parse)?,
        contact: text_or_null(row, "contact", Contact::parse)?,
        salt: row.get("salt")?,
    })
}

/// Writes what a search looks in, for guests recorded before there was a search.
pub(crate) fn make_searchable(tx: &Tx<'_>) -> rusqlite::Result<()> {
    let mut statement = tx.prepare("SELECT id, name, contact FROM guest")?;
    let mut write = tx.prepare("UPDATE guest SET search = ?2 WHERE id = ?1")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, name, contact): (String, Option<String>, Option<String>) =
            (row.get("id")?, row.get("name")?, row.get("contact")?);
        write.execute((id, search_text(name.as_deref(), contact.as_deref())))?;
    }
    Ok(())
}
