//! Vouchers whose paper was left at home: found by the guest, the day, or the end of the code.

use comeback_domain::{BusinessDate, Code, GuestId, Needle, Sought, VoucherId, guest_words};
use rusqlite::{Row, named_params};

use crate::row::{date, parsed};
use crate::{StoreError, Tx};

/// So many guests whose words begin as wanted are looked at. Whoever types “sm” is told to type more.
const MOST_LOOKED_AT: usize = 4_000;
/// Of so many guests the papers are read.
const MOST_GUESTS: usize = 400;
/// So many papers of one day or one end are read.
const MOST_PAPERS: u32 = 4_000;

/// A voucher that may be the one, with what ranks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Candidate {
    id: VoucherId,
    /// Something may still be taken with it today.
    open: bool,
    seq: i64,
}

/// What a search came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The best first: what is still good, the latest before the others.
    pub vouchers: Vec<VoucherId>,
    /// There are more, or not all of them were looked at.
    pub more: bool,
}

/// The vouchers that fit any of these readings; at most so many.
///
/// # Errors
/// [`StoreError`].
pub fn find(tx: &Tx<'_>, readings: &[Sought], today: BusinessDate, most: usize) -> Result<Found, StoreError> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut more = false;
    for sought in readings {
        let (found, cut) = match (&sought.end, sought.words.is_empty()) {
            (Some(end), _) => by_end(tx, sought, end, today)?,
            (None, false) => by_guest(tx, sought, today)?,
            (None, true) => by_day(tx, sought, today)?,
        };
        candidates.extend(found);
        more |= cut;
    }
    candidates.sort_unstable_by_key(|one| (std::cmp::Reverse((one.open, one.seq)), one.id));
    candidates.dedup_by_key(|one| one.id);
    more |= candidates.len() > most;
    candidates.truncate(most);
    Ok(Found {
        vouchers: candidates.into_iter().map(|one| one.id).collect(),
        more,
    })
}

/// The vouchers of which one slip makes what was typed: those among these codes from which something may still be taken.
///
/// # Errors
/// [`StoreError`].
pub fn open_among(
    tx: &Tx<'_>,
    codes: impl IntoIterator<Item = Code>,
    today: BusinessDate,
) -> Result<Vec<VoucherId>, StoreError> {
    let mut statement = tx
        .prepare_cached("SELECT id FROM voucher WHERE code = :code AND spent = 0 AND expires_on >= :today")?;
    let mut open = Vec::new();
    for code in codes {
        let found = statement.query_map(
            named_params! {":code": code.as_str(), ":today": today.to_string()},
            |row| parsed(row, "id"),
        )?;
        for id in found {
            open.push(id?);
        }
    }
    Ok(open)
}

const COLUMNS: &str = "v.id, v.spent, v.expires_on, m.seq, m.given_on";

fn candidate(row: &Row<'_>, today: BusinessDate) -> rusqlite::Result<Candidate> {
    Ok(Candidate {
        id: parsed(row, "id")?,
        open: !row.get::<_, bool>("spent")? && date(row, "expires_on")? >= today,
        seq: row.get("seq")?,
    })
}

fn on_the_day(row: &Row<'_>, sought: &Sought) -> rusqlite::Result<bool> {
    Ok(sought.days.is_empty() || sought.days.contains(&date(row, "given_on")?))
}

/// The papers of the guests whose words fit.
fn by_guest(tx: &Tx<'_>, sought: &Sought, today: BusinessDate) -> Result<(Vec<Candidate>, bool), StoreError> {
    let (guests, cut) = guests(tx, sought)?;
    let sql = format!(
        "SELECT {COLUMNS} FROM incident i JOIN make_good m ON m.incident_id = i.id JOIN voucher v ON v.id = m.id
         WHERE i.guest_id = :guest AND v.run IS NULL
         UNION ALL
         SELECT {COLUMNS} FROM voucher v JOIN make_good m ON m.id = v.id WHERE v.guest_id = :guest"
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let mut found = Vec::new();
    for guest in guests {
        let mut rows = statement.query(named_params! {":guest": guest.to_string()})?;
        while let Some(row) = rows.next()? {
            if on_the_day(row, sought)? {
                found.push(candidate(row, today)?);
            }
        }
    }
    Ok((found, cut))
}

/// Who fits: those of the telling needle who have the others too, whoever came last first.
fn guests(tx: &Tx<'_>, sought: &Sought) -> Result<(Vec<GuestId>, bool), StoreError> {
    let Some(telling) = sought.words.iter().max_by_key(|needle| needle.length()) else {
        return Ok((Vec::new(), false));
    };
    let mut guests = Vec::new();
    let (mut looked_at, mut cut) = (0, false);
    for beginning in beginnings(telling) {
        let mut statement = tx.prepare_cached(beginning.sql)?;
        let mut rows = statement.query(named_params! {":from": beginning.from, ":to": beginning.to})?;
        while let Some(row) = rows.next()? {
            looked_at += 1;
            if guests.len() == MOST_GUESTS || looked_at > MOST_LOOKED_AT {
                cut = true;
                break;
            }
            let search: Option<String> = row.get("search")?;
            let guest = parsed(row, "guest_id")?;
            if search.is_some_and(|search| sought.fits(&guest_words(&search))) && !guests.contains(&guest) {
                guests.push(guest);
            }
        }
    }
    Ok((guests, cut))
}

/// One walk along the words.
struct Beginning<'a> {
    sql: &'static str,
    from: &'a str,
    to: String,
}

/// First those whose word is this and no longer, so that “Bell” stands before “Bellamy”; then those it begins.
fn beginnings(needle: &Needle) -> impl Iterator<Item = Beginning<'_>> {
    const WHOLE: &str = "SELECT w.guest_id, g.search FROM guest_word w JOIN guest g ON g.id = w.guest_id
        WHERE w.word = :from AND :to = '' ORDER BY w.guest_id DESC";
    const BEGUN: &str = "SELECT w.guest_id, g.search FROM guest_word w JOIN guest g ON g.id = w.guest_id
        WHERE w.word > :from AND w.word < :to ORDER BY w.word DESC, w.guest_id DESC";
    needle.0.iter().flat_map(|from| {
        let whole = Beginning {
            sql: WHOLE,
            from,
            to: String::new(),
        };
        let begun = Beginning {
            sql: BEGUN,
            from,
            to: format!("{from}{}", char::MAX),
        };
        [whole, begun]
    })
}

/// The papers with this end to their code.
fn by_end(
    tx: &Tx<'_>,
    sought: &Sought,
    end: &str,
    today: BusinessDate,
) -> Result<(Vec<Candidate>, bool), StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, g.search FROM voucher v JOIN make_good m ON m.id = v.id JOIN incident i ON i.id = m.incident_id
         LEFT JOIN guest g ON g.id = iif(v.run IS NULL, i.guest_id, v.guest_id)
         WHERE substr(v.code, 9) = :end LIMIT :most"
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let mut rows = statement.query(named_params! {":end": end, ":most": MOST_PAPERS})?;
    let mut found = Vec::new();
    let mut read = 0;
    while let Some(row) = rows.next()? {
        read += 1;
        let words = row
            .get::<_, Option<String>>("search")?
            .map(|search| guest_words(&search));
        if on_the_day(row, sought)? && sought.fits(&words.unwrap_or_default()) {
            found.push(candidate(row, today)?);
        }
    }
    Ok((found, read == MOST_PAPERS))
}

/// The papers that were given on one of these days.
fn by_day(tx: &Tx<'_>, sought: &Sought, today: BusinessDate) -> Result<(Vec<Candidate>, bool), StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM make_good m JOIN voucher v ON v.id = m.id
         WHERE m.given_on = :day AND m.kind IN ('check', 'certificate') LIMIT :most"
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let mut found = Vec::new();
    for day in &sought.days {
        let rows = statement.query_map(
            named_params! {":day": day.to_string(), ":most": MOST_PAPERS},
            |row| candidate(row, today),
        )?;
        for row in rows {
            found.push(row?);
        }
    }
    let cut = found.len() >= MOST_PAPERS as usize;
    Ok((found, cut))
}
