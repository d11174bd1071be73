//! What events about guests do to the tables.

use comeback_domain::{BusinessDate, GuestId, GuestsMerged, IncidentId, VoucherId, search_text};
use rusqlite::named_params;

use super::{with_those_merged, words};
use crate::{StoreError, Tx};

/// There was a contact with a guest.
pub(crate) fn touch(tx: &Tx<'_>, guest: GuestId, on: BusinessDate) -> Result<(), StoreError> {
    tx.prepare_cached(
        "UPDATE guest SET last_on = max(coalesce(last_on, ''), :on) WHERE id = :guest AND erased = 0",
    )?
    .execute(named_params! {":guest": guest.to_string(), ":on": on.to_string()})?;
    Ok(())
}

/// There was a contact with whom a voucher is for.
pub(crate) fn touch_by_voucher(tx: &Tx<'_>, voucher: VoucherId, on: BusinessDate) -> Result<(), StoreError> {
    tx.prepare_cached(
        "UPDATE guest SET last_on = max(coalesce(last_on, ''), :on) WHERE erased = 0 AND id = (
            SELECT iif(v.run IS NULL, i.guest_id, v.guest_id) FROM voucher v JOIN make_good m ON m.id = v.id
            JOIN incident i ON i.id = m.incident_id WHERE v.id = :voucher)",
    )?
    .execute(named_params! {":voucher": voucher.to_string(), ":on": on.to_string()})?;
    Ok(())
}

/// Whoever an incident befell was spoken with.
pub(crate) fn touch_by_incident(
    tx: &Tx<'_>,
    incident: IncidentId,
    on: BusinessDate,
) -> Result<(), StoreError> {
    tx.prepare_cached(
        "UPDATE guest SET last_on = max(coalesce(last_on, ''), :on)
         WHERE erased = 0 AND id = (SELECT guest_id FROM incident WHERE id = :incident)",
    )?
    .execute(named_params! {":incident": incident.to_string(), ":on": on.to_string()})?;
    Ok(())
}

/// A guest is called otherwise now: the search has to know.
pub(crate) fn change(tx: &Tx<'_>, guest: GuestId) -> Result<(), StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT name, contact FROM guest WHERE id = :guest OR merged_into = :guest ORDER BY id <> :guest, id",
    )?;
    let id = guest.to_string();
    let texts = statement.query_map(named_params! {":guest": id}, |row| {
        let (name, contact): (Option<String>, Option<String>) = (row.get("name")?, row.get("contact")?);
        Ok(search_text(name.as_deref(), contact.as_deref()))
    })?;
    let search = texts.collect::<Result<Vec<_>, _>>()?.join("\n");
    words::put(tx, guest, words::search(tx, guest)?.as_deref(), Some(&search))?;
    tx.prepare_cached("UPDATE guest SET search = :search WHERE id = :guest")?
        .execute(named_params! {":guest": id, ":search": search})?;
    Ok(())
}

/// Everything of one guest is another's from now on. The row of the one stays, so that the digests in the chain can be
/// proved.
pub(crate) fn merge(tx: &Tx<'_>, merged: &GuestsMerged) -> Result<(), StoreError> {
    no_words(tx, merged.gone)?;
    let (keep, gone) = (merged.keep.to_string(), merged.gone.to_string());
    for sql in [
        "UPDATE incident SET guest_id = :keep WHERE guest_id = :gone",
        "UPDATE voucher SET guest_id = :keep WHERE guest_id = :gone",
        "UPDATE guest SET merged_into = :keep, search = NULL WHERE id = :gone OR merged_into = :gone",
        "UPDATE guest SET last_on = max(coalesce(last_on, ''), coalesce((SELECT last_on FROM guest WHERE id = :gone), ''))
         WHERE id = :keep",
    ] {
        tx.prepare_cached(sql)?
            .execute(named_params! {":keep": keep, ":gone": gone})?;
    }
    change(tx, merged.keep)
}

/// A guest is forgotten: the name, the contact and the salt, of whoever was merged into them as well, and the papers
/// that bear the name. What stays is an empty stone.
pub(crate) fn erase(tx: &Tx<'_>, guest: GuestId) -> Result<(), StoreError> {
    no_words(tx, guest)?;
    let guest = guest.to_string();
    for sql in [
        "UPDATE guest SET name = NULL, contact = NULL, search = NULL, salt = zeroblob(16), erased = 1
         WHERE id = :guest OR merged_into = :guest",
        "DELETE FROM printed_paper WHERE voucher_id IN (
            SELECT id FROM voucher WHERE guest_id = :guest
            UNION ALL
            SELECT v.id FROM incident i JOIN make_good m ON m.incident_id = i.id JOIN voucher v ON v.id = m.id
            WHERE i.guest_id = :guest AND v.run IS NULL)",
        "DELETE FROM printed_run WHERE run IN (
            SELECT run FROM voucher WHERE guest_id = :guest AND run IS NOT NULL)",
    ] {
        tx.prepare_cached(sql)?.execute(named_params! {":guest": guest})?;
    }
    Ok(())
}

/// A guest is not found any more, nor is anybody who was merged into them.
fn no_words(tx: &Tx<'_>, guest: GuestId) -> Result<(), StoreError> {
    for one in with_those_merged(tx, guest)? {
        words::put(tx, one, words::search(tx, one)?.as_deref(), None)?;
    }
    Ok(())
}
