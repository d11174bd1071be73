//! Guests as they are listed and found, and what befell them.

use comeback_domain::{
    BusinessDate, Calling, Contact, GuestId, GuestName, IncidentId, due_before, forgotten_on,
};
use rusqlite::types::ToSql;
use rusqlite::{OptionalExtension as _, Row, named_params};

use crate::make_good::{MakeGood, make_good};
use crate::row::{date, parsed, text_or_null};
use crate::{StoreError, Tx};

/// A guest as a list shows them.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Their identity.
    pub id: GuestId,
    /// What they are called.
    pub name: Option<GuestName>,
    /// How to reach them.
    pub contact: Option<Contact>,
    /// The business date of the last contact.
    pub last_on: Option<BusinessDate>,
    /// How many incidents.
    pub incidents: u32,
    /// How many of their vouchers are in date with something left.
    pub open: u32,
    /// Whether they came back with one.
    pub came_back: bool,
}

/// The incidents of a guest: their own, and those of a run that they got a voucher of.
const INCIDENTS: &str = "SELECT id FROM incident WHERE guest_id = g.id
    UNION SELECT m.incident_id FROM voucher v JOIN make_good m ON m.id = v.id WHERE v.guest_id = g.id";

/// The vouchers of a guest.
const VOUCHERS: &str = "SELECT id FROM voucher WHERE guest_id = g.id
    UNION SELECT v.id FROM incident i JOIN make_good m ON m.incident_id = i.id JOIN voucher v ON v.id = m.id
    WHERE i.guest_id = g.id AND v.run IS NULL";

fn select() -> String {
    format!(
        "SELECT g.id, g.name, g.contact, g.last_on, (SELECT count(*) FROM ({INCIDENTS})) AS incidents,
                (SELECT count(*) FROM voucher v WHERE v.id IN ({VOUCHERS}) AND v.spent = 0 AND v.expires_on >= :today)
                    AS n_open,
                EXISTS (SELECT 1 FROM redemption r WHERE r.voucher_id IN ({VOUCHERS}) AND r.reversed_seq IS NULL) AS came_back
         FROM guest g"
    )
}

/// The condition of a search, one placeholder a word. An index holds all it needs, so even a hundred thousand guests
/// are looked through in some milliseconds; an index of letter triples would keep parts of names in pages of its own,
/// where an erasure would have to look for them.
fn condition(words: usize) -> String {
    (0..words).fold("g.search IS NOT NULL".to_owned(), |sql, at| {
        format!("{sql} AND instr(g.search, :word{at}) > 0")
    })
}

/// A part of the guests under a search, the latest contact first.
///
/// # Errors
/// [`StoreError`].
pub fn page(
    tx: &Tx<'_>,
    words: &[String],
    today: BusinessDate,
    (offset, limit): (u32, u32),
) -> Result<Vec<Listed>, StoreError> {
    let sql = format!(
        "{} WHERE {} ORDER BY g.last_on DESC, g.id DESC LIMIT :limit OFFSET :offset",
        select(),
        condition(words.len())
    );
    let today = today.to_string();
    let names = placeholders(words);
    let mut params: Vec<(&str, &dyn ToSql)> =
        vec![(":today", &today), (":limit", &limit), (":offset", &offset)];
    params.extend(
        names
            .iter()
            .zip(words)
            .map(|(name, word)| (name.as_str(), word as &dyn ToSql)),
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let found = statement.query_map(params.as_slice(), row)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The guests a search finds first; none for a search without words.
///
/// # Errors
/// [`StoreError`].
pub fn find(
    tx: &Tx<'_>,
    words: &[String],
    today: BusinessDate,
    most: u32,
) -> Result<Vec<Listed>, StoreError> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    page(tx, words, today, (0, most))
}

/// How many guests there are under a search.
///
/// # Errors
/// [`StoreError`].
pub fn total(tx: &Tx<'_>, words: &[String]) -> Result<u32, StoreError> {
    let sql = format!(
        "SELECT count(*) AS n FROM guest g WHERE {}",
        condition(words.len())
    );
    let names = placeholders(words);
    let params: Vec<(&str, &dyn ToSql)> = names
        .iter()
        .zip(words)
        .map(|(name, word)| (name.as_str(), word as &dyn ToSql))
        .collect();
    Ok(tx
        .prepare_cached(&sql)?
        .query_row(params.as_slice(), |row| row.get("n"))?)
}

fn placeholders(words: &[String]) -> Vec<String> {
    (0..words.len()).map(|at| format!(":word{at}")).collect()
}

/// How many were forgotten; one who was merged into another is counted with them.
///
/// # Errors
/// [`StoreError`].
pub fn forgotten_count(tx: &Tx<'_>) -> Result<u32, StoreError> {
    Ok(tx
        .prepare_cached("SELECT count(*) AS n FROM guest WHERE erased = 1 AND merged_into IS NULL")?
        .query_row([], |row| row.get("n"))?)
}

/// A guest as a list shows them; `None` for one who was merged, is forgotten or never was.
///
/// # Errors
/// [`StoreError`].
pub fn listed(tx: &Tx<'_>, id: GuestId, today: BusinessDate) -> Result<Option<Listed>, StoreError> {
    Ok(tx
        .prepare_cached(&format!("{} WHERE g.id = :id AND g.search IS NOT NULL", select()))?
        .query_row(
            named_params! {":id": id.to_string(), ":today": today.to_string()},
            row,
        )
        .optional()?)
}

/// Others who may be the same person.
///
/// # Errors
/// [`StoreError`].
pub fn may_be(tx: &Tx<'_>, id: GuestId, calling: &Calling<'_>) -> Result<Vec<GuestId>, StoreError> {
    const MOST: usize = 20;
    let mut same = Vec::new();
    let mut statement = tx.prepare_cached(
        "SELECT id, name, contact FROM guest g WHERE g.search IS NOT NULL AND instr(g.search, :needle) > 0
         ORDER BY g.last_on DESC, g.id DESC",
    )?;
    for needle in calling.needles() {
        let mut rows = statement.query(named_params! {":needle": needle})?;
        while let Some(row) = rows.next()? {
            let other: GuestId = parsed(row, "id")?;
            let (name, contact): (Option<String>, Option<String>) = (row.get("name")?, row.get("contact")?);
            let called = Calling {
                name: name.as_deref(),
                contact: contact.as_deref(),
            };
            if other != id && !same.contains(&other) && calling.may_be(&called) && same.len() < MOST {
                same.push(other);
            }
        }
    }
    Ok(same)
}

/// The incidents of a guest, the latest first.
///
/// # Errors
/// [`StoreError`].
pub fn incidents_of(tx: &Tx<'_>, id: GuestId) -> Result<Vec<IncidentId>, StoreError> {
    let mut statement = tx.prepare_cached(&format!(
        "SELECT i.id FROM guest g JOIN incident i ON i.id IN ({INCIDENTS}) WHERE g.id = :id
         ORDER BY i.business_date DESC, i.occurred_ms DESC, i.seq DESC"
    ))?;
    let found = statement.query_map(named_params! {":id": id.to_string()}, |row| parsed(row, "id"))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// What a guest got for an incident: of a run, their own.
///
/// # Errors
/// [`StoreError`].
pub fn make_goods_of(tx: &Tx<'_>, id: GuestId, incident: IncidentId) -> Result<Vec<MakeGood>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT m.*, v.code, v.expires_on, v.spent, v.voided_seq IS NOT NULL AS voided,
                EXISTS (SELECT 1 FROM redemption r WHERE r.voucher_id = v.id AND r.reversed_seq IS NULL) AS used
         FROM make_good m JOIN incident i ON i.id = m.incident_id LEFT JOIN voucher v ON v.id = m.id
         WHERE m.incident_id = :incident AND iif(v.run IS NULL, i.guest_id, v.guest_id) = :guest ORDER BY m.seq",
    )?;
    let found = statement.query_map(
        named_params! {":guest": id.to_string(), ":incident": incident.to_string()},
        make_good,
    )?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// How often a guest came back with a voucher, and what came off their bills in minor units.
///
/// # Errors
/// [`StoreError`].
pub fn redeemed_by(tx: &Tx<'_>, id: GuestId) -> Result<(u32, i64), StoreError> {
    Ok(tx
        .prepare_cached(&format!(
            "SELECT count(*) AS n, coalesce(sum(r.minor), 0) AS minor
             FROM guest g JOIN redemption r ON r.voucher_id IN ({VOUCHERS}) AND r.reversed_seq IS NULL WHERE g.id = :id"
        ))?
        .query_row(named_params! {":id": id.to_string()}, |row| {
            Ok((row.get("n")?, row.get("minor")?))
        })?)
}

/// Guests whose time has come: so many months lie between their last contact and today.
///
/// # Errors
/// [`StoreError`].
pub fn due(tx: &Tx<'_>, today: BusinessDate, months: u32) -> Result<Vec<GuestId>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT id, last_on FROM guest WHERE search IS NOT NULL AND last_on <= :before ORDER BY last_on, id",
    )?;
    let before = due_before(today, months).to_string();
    let found = statement.query_map(named_params! {":before": before}, |row| {
        Ok((parsed::<GuestId>(row, "id")?, date(row, "last_on")?))
    })?;
    let mut due = Vec::new();
    for guest in found {
        let (id, last_on) = guest?;
        if forgotten_on(last_on, months) <= today {
            due.push(id);
        }
    }
    Ok(due)
}

/// Those who go with a guest when they are forgotten: they themselves, and whoever was merged into them.
///
/// # Errors
/// [`StoreError`].
pub fn with_those_merged(tx: &Tx<'_>, id: GuestId) -> Result<Vec<GuestId>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT id FROM guest WHERE id = :guest UNION ALL SELECT id FROM guest WHERE merged_into = :guest",
    )?;
    let found = statement.query_map(named_params! {":guest": id.to_string()}, |row| parsed(row, "id"))?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn row(row: &Row<'_>) -> rusqlite::Result<Listed> {
    let last_on: Option<String> = row.get("last_on")?;
    Ok(Listed {
        id: parsed(row, "id")?,
        name: text_or_null(row, "name", GuestName::parse)?,
        contact: text_or_null(row, "contact", Contact::parse)?,
        last_on: last_on.map(|_| date(row, "last_on")).transpose()?,
        incidents: row.get("incidents")?,
        open: row.get("n_open")?,
        came_back: row.get("came_back")?,
    })
}
