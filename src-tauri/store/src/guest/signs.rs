//! What the signs worth a look are read from.

use std::collections::HashMap;

use comeback_domain::{
    BusinessDate, Event, GivenGood, GuestIncident, Hours, Instant, PrintedAgain, Seen, StaffName, Undone,
    UsedVoucher, VoucherId, WrongCode,
};
use rusqlite::named_params;

use crate::row::{date, instant, parsed, text_or_null};
use crate::{StoreError, Tx, event, voucher};

/// What happened since a day.
///
/// # Errors
/// [`StoreError`].
pub fn seen(tx: &Tx<'_>, since: BusinessDate) -> Result<Seen, StoreError> {
    let mut hours = Hours::new();
    let since = since.to_string();
    Ok(Seen {
        given: given(tx, &since, &mut hours)?,
        used: used(tx, &since, &mut hours)?,
        guests: guests(tx, &since)?,
        printed_again: printed_again(tx, &since)?,
        undone: undone(tx, &since)?,
        wrong_codes: wrong_codes(tx, &since)?,
        hours,
    })
}

fn stretch(hours: &mut Hours, on: BusinessDate, at: Instant) {
    let (first, last) = hours.entry(on).or_insert((at, at));
    *first = at.min(*first);
    *last = at.max(*last);
}

fn given(tx: &Tx<'_>, since: &str, hours: &mut Hours) -> Result<Vec<GivenGood>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT m.incident_id, m.staff, m.given_on, e.at_ms FROM make_good m JOIN event e ON e.seq = m.seq
         WHERE m.given_on >= :since ORDER BY m.seq",
    )?;
    let found = statement.query_map(named_params! {":since": since}, |row| {
        Ok(GivenGood {
            incident: parsed(row, "incident_id")?,
            staff: text_or_null(row, "staff", StaffName::parse)?,
            at: instant(row, "at_ms")?,
            on: date(row, "given_on")?,
        })
    })?;
    let given = found.collect::<Result<Vec<_>, _>>()?;
    for one in &given {
        stretch(hours, one.on, one.at);
    }
    Ok(given)
}

fn used(tx: &Tx<'_>, since: &str, hours: &mut Hours) -> Result<Vec<UsedVoucher>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT r.voucher_id, r.staff AS redeemed_by, r.business_date, r.at_ms, m.incident_id, m.staff, m.given_on
         FROM redemption r JOIN make_good m ON m.id = r.voucher_id WHERE r.business_date >= :since AND r.reversed_seq IS NULL ORDER BY r.seq",
    )?;
    let mut rows = statement.query(named_params! {":since": since})?;
    let mut used = Vec::new();
    while let Some(row) = rows.next()? {
        let one = UsedVoucher {
            voucher: parsed(row, "voucher_id")?,
            incident: parsed(row, "incident_id")?,
            issued_by: text_or_null(row, "staff", StaffName::parse)?,
            issued_on: date(row, "given_on")?,
            redeemed_by: text_or_null(row, "redeemed_by", StaffName::parse)?,
            redeemed_on: date(row, "business_date")?,
        };
        stretch(hours, one.redeemed_on, instant(row, "at_ms")?);
        used.push(one);
    }
    Ok(used)
}

fn guests(tx: &Tx<'_>, since: &str) -> Result<Vec<GuestIncident>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT i.id, i.guest_id, i.business_date, g.name FROM incident i JOIN guest g ON g.id = i.guest_id
         WHERE i.business_date >= :since AND g.erased = 0 ORDER BY i.seq",
    )?;
    let found = statement.query_map(named_params! {":since": since}, |row| {
        Ok(GuestIncident {
            guest: parsed(row, "guest_id")?,
            name: row.get("name")?,
            incident: parsed(row, "id")?,
            on: date(row, "business_date")?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn printed_again(tx: &Tx<'_>, since: &str) -> Result<Vec<PrintedAgain>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT * FROM event WHERE kind = 'voucher_reprinted' AND business_date >= :since ORDER BY seq",
    )?;
    let mut rows = statement.query(named_params! {":since": since})?;
    let mut all: Vec<PrintedAgain> = Vec::new();
    let mut place: HashMap<VoucherId, usize> = HashMap::new();
    while let Some(row) = rows.next()? {
        let envelope = event::envelope(row)?;
        let Event::VoucherReprinted(again) = envelope.event else {
            continue;
        };
        let known = place.get(&again.voucher).and_then(|at| all.get_mut(*at));
        if let Some(known) = known {
            known.times += 1;
            (known.on, known.staff) = (known.on.max(envelope.business_date), again.staff);
        } else {
            place.insert(again.voucher, all.len());
            all.push(PrintedAgain {
                voucher: again.voucher,
                last_four: last_four(tx, again.voucher)?,
                incident: again.incident,
                times: 1,
                on: envelope.business_date,
                staff: again.staff,
            });
        }
    }
    Ok(all)
}

fn undone(tx: &Tx<'_>, since: &str) -> Result<Vec<Undone>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT * FROM (SELECT * FROM event WHERE kind = 'voucher_reversed' AND business_date >= :since
             UNION ALL SELECT * FROM event WHERE kind = 'voucher_replaced' AND business_date >= :since) ORDER BY seq",
    )?;
    let mut rows = statement.query(named_params! {":since": since})?;
    let mut undone = Vec::new();
    while let Some(row) = rows.next()? {
        let envelope = event::envelope(row)?;
        let (voucher, incident, replaced_by) = match &envelope.event {
            Event::VoucherReversed(reversed) => (reversed.voucher, reversed.incident, None),
            Event::VoucherReplaced(replaced) => (replaced.voucher, replaced.incident, Some(replaced.by)),
            _ => continue,
        };
        undone.push(Undone {
            voucher,
            last_four: last_four(tx, voucher)?,
            incident,
            replaced_by,
            on: envelope.business_date,
            staff: envelope.actor,
        });
    }
    Ok(undone)
}

fn wrong_codes(tx: &Tx<'_>, since: &str) -> Result<Vec<WrongCode>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT at_ms, business_date, actor, station FROM event
         WHERE kind = 'unknown_code' AND business_date >= :since ORDER BY seq",
    )?;
    let found = statement.query_map(named_params! {":since": since}, |row| {
        Ok(WrongCode {
            at: instant(row, "at_ms")?,
            on: date(row, "business_date")?,
            staff: text_or_null(row, "actor", StaffName::parse)?,
            station: row.get("station")?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn last_four(tx: &Tx<'_>, id: VoucherId) -> Result<String, StoreError> {
    Ok(voucher::last_four(tx, id)?.unwrap_or_default())
}
