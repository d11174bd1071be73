//! The words by which a guest is found at the door. They follow the guest's search text wherever that is written.

use std::collections::BTreeSet;

use comeback_domain::{GuestId, guest_words};
use rusqlite::{OptionalExtension as _, named_params};

use crate::{StoreError, Tx};

/// What a guest's words are made of now; nothing for one who was merged, is forgotten or never was.
pub(crate) fn search(tx: &Tx<'_>, guest: GuestId) -> Result<Option<String>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT search FROM guest WHERE id = :guest")?
        .query_row(named_params! {":guest": guest.to_string()}, |row| {
            row.get("search")
        })
        .optional()?
        .flatten())
}

/// Puts the words of one search text in the place of those of another.
pub(crate) fn put(
    tx: &Tx<'_>,
    guest: GuestId,
    before: Option<&str>,
    now: Option<&str>,
) -> Result<(), StoreError> {
    let (before, now) = (of(before), of(now));
    let id = guest.to_string();
    let mut gone = tx.prepare_cached("DELETE FROM guest_word WHERE word = :word AND guest_id = :guest")?;
    for word in before.difference(&now) {
        gone.execute(named_params! {":word": word, ":guest": id})?;
    }
    let mut new = tx.prepare_cached("INSERT INTO guest_word (word, guest_id) VALUES (:word, :guest)")?;
    for word in now.difference(&before) {
        new.execute(named_params! {":word": word, ":guest": id})?;
    }
    Ok(())
}

fn of(search: Option<&str>) -> BTreeSet<String> {
    search.map(guest_words).unwrap_or_default()
}

/// Writes the words of guests recorded before there were any.
pub(crate) fn make_findable(tx: &Tx<'_>) -> rusqlite::Result<()> {
    let mut statement = tx.prepare("SELECT id, search FROM guest WHERE search IS NOT NULL")?;
    let mut write = tx.prepare("INSERT INTO guest_word (word, guest_id) VALUES (?1, ?2)")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, search): (String, String) = (row.get("id")?, row.get("search")?);
        for word in guest_words(&search) {
            write.execute((word, &id))?;
        }
    }
    Ok(())
}
