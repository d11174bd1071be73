//! Redemptions: exactly once, whatever races.

use comeback_domain::{
    BusinessDate, Code, GuestName, IncidentId, Redeemed, Redemption, StaffName, Use, VoucherId, VoucherKind,
    VoucherReversed,
};
use rusqlite::{Row, named_params};

use crate::row::{date, instant, money_or_null, parsed, text_or_null};
use crate::voucher::{one, voucher_kind};
use crate::{StoreError, Tx};

/// Takes a redemption in: the conditional update and the unique index are the two locks behind rule 1, under the
/// transaction that is the first.
pub(crate) fn insert(tx: &Tx<'_>, seq: i64, redeemed: &Redeemed) -> Result<(), StoreError> {
    let Redeemed {
        voucher,
        redemption,
        remaining,
        ..
    } = redeemed;
    let minor = redemption.amount.map(|amount| amount.minor);
    let lapsed = redemption.lapsed.map_or(0, |lapsed| lapsed.minor);
    let changed = tx
        .prepare_cached(
            "UPDATE voucher SET remaining = :remaining,
                    spent = CASE (SELECT kind FROM make_good m WHERE m.id = voucher.id)
                            WHEN 'certificate' THEN 1 ELSE :remaining = 0 END
             WHERE id = :voucher AND spent = 0 AND expires_on >= :today
               AND ((SELECT kind FROM make_good m WHERE m.id = voucher.id) = 'certificate'
                    OR remaining - :minor - :lapsed = :remaining)",
        )?
        .execute(named_params! {
            ":voucher": voucher.to_string(),
            ":remaining": remaining,
            ":minor": minor,
            ":lapsed": lapsed,
            ":today": redemption.business_date.to_string(),
        })?;
    one(changed)?;
    tx.prepare_cached(
        "INSERT INTO redemption (seq, voucher_id, minor, currency, bill, bill_total, lapsed, staff, at_ms, business_date, remaining, once)
         VALUES (:seq, :voucher, :minor, :currency, :bill, :bill_total, :lapsed, :staff, :at, :date, :remaining,
                 (SELECT kind = 'certificate' FROM make_good WHERE id = :voucher))",
    )?
    .execute(named_params! {
        ":seq": seq,
        ":voucher": voucher.to_string(),
        ":minor": minor,
        ":currency": redemption.amount.or(redemption.bill_total).map(|money| money.currency.code()),
        ":bill": redemption.bill,
        ":bill_total": redemption.bill_total.map(|total| total.minor),
        ":lapsed": lapsed,
        ":staff": redemption.staff.as_ref().map(StaffName::as_str),
        ":at": redemption.at.timestamp_millis(),
        ":date": redemption.business_date.to_string(),
        ":remaining": remaining,
    })?;
    Ok(())
}

/// Undoes a redemption: the voucher has again what was taken.
pub(crate) fn reverse(tx: &Tx<'_>, seq: i64, reversed: &VoucherReversed) -> Result<(), StoreError> {
    one(tx
        .prepare_cached(
            "UPDATE redemption SET reversed_seq = :seq
             WHERE seq = :redemption AND voucher_id = :voucher AND reversed_seq IS NULL",
        )?
        .execute(named_params! {
            ":seq": seq,
            ":redemption": reversed.redemption,
            ":voucher": reversed.voucher.to_string(),
        })?)?;
    one(tx
        .prepare_cached(
            "UPDATE voucher SET remaining = :remaining, spent = 0
             WHERE id = :voucher AND voided_seq IS NULL",
        )?
        .execute(named_params! {
            ":remaining": reversed.remaining,
            ":voucher": reversed.voucher.to_string(),
        })?)
}

/// Every use of a voucher, in the order of events, also those that were undone.
///
/// # Errors
/// [`StoreError`].
pub fn of(tx: &Tx<'_>, voucher: VoucherId) -> Result<Vec<Use>, StoreError> {
    let mut statement =
        tx.prepare_cached("SELECT * FROM redemption WHERE voucher_id = :voucher ORDER BY seq")?;
    let found = statement.query_map(named_params! {":voucher": voucher.to_string()}, |row| {
        Ok(Use {
            seq: row.get("seq")?,
            redemption: redemption(row)?,
            reversed: row.get::<_, Option<i64>>("reversed_seq")?.is_some(),
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Whether another voucher came off this bill on this day.
///
/// # Errors
/// [`StoreError`].
pub fn another_on_bill(
    tx: &Tx<'_>,
    voucher: VoucherId,
    bill: &str,
    day: BusinessDate,
) -> Result<bool, StoreError> {
    Ok(tx
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM redemption WHERE business_date = :day AND bill = :bill
                AND reversed_seq IS NULL AND voucher_id <> :voucher)",
        )?
        .query_row(
            named_params! {":voucher": voucher.to_string(), ":bill": bill, ":day": day.to_string()},
            |row| row.get(0),
        )?)
}

/// A redemption with whom it was for.
#[derive(Debug, Clone)]
pub struct CameBack {
    /// The redemption.
    pub redemption: Redemption,
    /// What was left afterwards, in minor units.
    pub remaining: i64,
    /// The voucher's code.
    pub code: Code,
    /// Check or certificate.
    pub kind: VoucherKind,
    /// What a certificate was good for.
    pub benefit: Option<String>,
    /// The guest.
    pub guest: Option<GuestName>,
    /// What it made good.
    pub incident: IncidentId,
}

/// How many came back on a day, and what came off their bills in minor units.
///
/// # Errors
/// [`StoreError`].
pub fn count_on(tx: &Tx<'_>, day: BusinessDate) -> Result<(u32, i64), StoreError> {
    Ok(tx
        .prepare_cached(
            "SELECT count(*) AS n, coalesce(sum(minor), 0) AS minor FROM redemption
             WHERE business_date = :day AND reversed_seq IS NULL",
        )?
        .query_row(named_params! {":day": day.to_string()}, |row| {
            Ok((row.get("n")?, row.get("minor")?))
        })?)
}

/// Who came back on a day, the latest first.
///
/// # Errors
/// [`StoreError`].
pub fn on(tx: &Tx<'_>, day: BusinessDate, most: u32) -> Result<Vec<CameBack>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT r.*, v.code, m.kind, m.what, m.incident_id, g.name AS guest_name
         FROM redemption r JOIN voucher v ON v.id = r.voucher_id JOIN make_good m ON m.id = v.id
         JOIN incident i ON i.id = m.incident_id LEFT JOIN guest g ON g.id = iif(v.run IS NULL, i.guest_id, v.guest_id)
         WHERE r.business_date = :day AND r.reversed_seq IS NULL ORDER BY r.seq DESC LIMIT :most",
    )?;
    let found = statement.query_map(named_params! {":day": day.to_string(), ":most": most}, |row| {
        Ok(CameBack {
            redemption: redemption(row)?,
            remaining: row.get("remaining")?,
            code: parsed(row, "code")?,
            kind: voucher_kind(row, "kind")?,
            benefit: row.get("what")?,
            guest: text_or_null(row, "guest_name", GuestName::parse)?,
            incident: parsed(row, "incident_id")?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

pub(crate) fn redemption(row: &Row<'_>) -> rusqlite::Result<Redemption> {
    let lapsed = money_or_null(row, "lapsed", "currency")?.filter(|lapsed| lapsed.minor > 0);
    Ok(Redemption {
        amount: money_or_null(row, "minor", "currency")?,
        bill: row.get("bill")?,
        bill_total: money_or_null(row, "bill_total", "currency")?,
        lapsed,
        staff: text_or_null(row, "staff", StaffName::parse)?,
        at: instant(row, "at_ms")?,
        business_date: date(row, "business_date")?,
    })
}
