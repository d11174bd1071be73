//! Guests: each row is what the last event about it says, and a forgotten one is an empty stone.

use comeback_domain::{GuestId, HouseState, guest_words, search_text};
use rusqlite::{Row, named_params};

use super::{Findings, MOST_FAULTS, missing};
use crate::guest::guest_digest;
use crate::{StoreError, Tx, row};

pub(super) fn guests(tx: &Tx<'_>, state: &HouseState, findings: &mut Findings) -> Result<(), StoreError> {
    // What a guest is called, and what those are called who were merged into them.
    let mut statement = tx.prepare(
        "SELECT g.*, (SELECT group_concat(char(1) || coalesce(o.name, '') || char(2) || coalesce(o.contact, ''), '' ORDER BY o.id)
                      FROM guest o WHERE o.merged_into = g.id) AS took_in FROM guest g",
    )?;
    let mut rows = statement.query([])?;
    let mut found = 0;
    while let Some(row) = rows.next()? {
        found += 1;
        let id: String = row.get("id")?;
        let fits = id
            .parse()
            .is_ok_and(|guest| fits(row, guest, state).unwrap_or(false));
        if !fits && findings.faults.len() < MOST_FAULTS {
            findings
                .faults
                .push(format!("Guest {id} is not as its event recorded it."));
        }
    }
    missing("guest", found, state.guests.len(), findings);
    words(tx, findings)
}

/// The words of each guest are those of their search text, and there are no others.
fn words(tx: &Tx<'_>, findings: &mut Findings) -> Result<(), StoreError> {
    let mut kept = tx.prepare("SELECT 1 FROM guest_word WHERE word = :word AND guest_id = :guest")?;
    let mut statement = tx.prepare("SELECT id, search FROM guest WHERE search IS NOT NULL")?;
    let mut rows = statement.query([])?;
    let mut expected: i64 = 0;
    let mut lacking = false;
    while let Some(row) = rows.next()? {
        let (id, search): (String, String) = (row.get("id")?, row.get("search")?);
        for word in guest_words(&search) {
            expected += 1;
            lacking |= !kept.exists(named_params! {":word": word, ":guest": id})?;
        }
    }
    let found: i64 = tx.query_row("SELECT count(*) FROM guest_word", [], |row| row.get(0))?;
    if lacking || found != expected {
        findings
            .faults
            .push("The words that guests are found by are not those of their names.".to_owned());
    }
    Ok(())
}

fn fits(row: &Row<'_>, id: GuestId, state: &HouseState) -> rusqlite::Result<bool> {
    let Some(known) = state.guests.get(id) else {
        return Ok(false);
    };
    let who = state.guests.who(id);
    let merged = row::parsed_or_null::<GuestId>(row, "merged_into")?;
    let (name, contact): (Option<String>, Option<String>) = (row.get("name")?, row.get("contact")?);
    let (salt, search): (Vec<u8>, Option<String>) = (row.get("salt")?, row.get("search")?);
    let erased: bool = row.get("erased")?;
    if merged != (who != id).then_some(who) || erased != state.guests.is_erased(id) {
        return Ok(false);
    }
    if erased {
        let empty = name.is_none() && contact.is_none() && search.is_none();
        return Ok(empty && salt == [0; 16]);
    }
    let digest = guest_digest(
        &salt,
        name.as_deref().unwrap_or(""),
        contact.as_deref().unwrap_or(""),
    );
    let standing = match merged {
        Some(_) => search.is_none(),
        None => {
            let took_in: Option<String> = row.get("took_in")?;
            let own = search_text(name.as_deref(), contact.as_deref());
            let all = took_in
                .unwrap_or_default()
                .split('\u{1}')
                .skip(1)
                .fold(own, |all, other| {
                    let (name, contact) = other.split_once('\u{2}').unwrap_or((other, ""));
                    format!("{all}\n{}", search_text(Some(name), Some(contact)))
                });
            search == Some(all) && row::date(row, "last_on")? == known.last_on
        }
    };
    Ok(standing && digest == known.digest)
}
