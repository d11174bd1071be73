//! Vouchers, found by their code or without it.

mod found;

use comeback_domain::{
    Benefit, Code, Envelope, Extended, GuestId, GuestName, IncidentId, MakeGoodKind, RunId, StaffName,
    Voided, Voucher as Life, VoucherExtended, VoucherId, VoucherIssued, VoucherKind, Worth,
};
use rusqlite::{OptionalExtension as _, Row, RowIndex, named_params};

use crate::make_good::{NewRow, kind};
use crate::row::{
    date, date_or_null, money_or_null, one_after_another, parsed, parsed_or_null, text_or_null, unreadable,
};
use crate::{StoreError, Tx, make_good, redemption};

pub use found::{Found, find, open_among};

/// A voucher with what a person wants to know about it.
#[derive(Debug, Clone)]
pub struct Voucher {
    /// Its identity.
    pub id: VoucherId,
    /// Its life so far.
    pub life: Life,
    /// What it makes good.
    pub incident: IncidentId,
    /// Who issued it.
    pub issued_by: Option<StaffName>,
    /// Who said yes to it, where it went over a limit.
    pub approved_by: Option<StaffName>,
    /// When, as the order of events.
    pub seq: i64,
    /// For whom, where known.
    pub guest: Option<GuestName>,
    /// The run it was issued in, if any.
    pub run: Option<RunId>,
    /// The voucher whose lost paper it stands for.
    pub replaces: Option<VoucherId>,
    /// The voucher that stands for it since its paper was lost.
    pub replaced_by: Option<VoucherId>,
}

pub(crate) fn insert(tx: &Tx<'_>, envelope: &Envelope, issued: &VoucherIssued) -> Result<(), StoreError> {
    let (kind, what) = match &issued.worth {
        Worth::Check { .. } => (MakeGoodKind::Check, None),
        Worth::Certificate { benefit, .. } => (MakeGoodKind::Certificate, Some(benefit.as_str())),
    };
    let amount = issued.worth.amount();
    let row = NewRow {
        id: issued.voucher.to_string(),
        incident: issued.incident,
        kind,
        amount,
        what,
        staff: issued.staff.as_ref(),
        approved_by: issued.approved_by.as_ref(),
        asked: issued.asked,
    };
    make_good::insert(tx, envelope, &row)?;
    tx.prepare_cached(
        "INSERT INTO voucher (id, code, expires_on, remaining, guest_id, guest_digest, run, replaces)
         VALUES (:id, :code, :expires_on, :remaining, :guest, :digest, :run, :replaces)",
    )?
    .execute(named_params! {
        ":id": issued.voucher.to_string(),
        ":code": issued.code,
        ":expires_on": issued.expires_on.to_string(),
        ":remaining": amount.map_or(0, |amount| amount.minor),
        ":guest": issued.guest.as_ref().map(|guest| guest.guest.to_string()),
        ":digest": issued.guest.as_ref().map(|guest| guest.digest.to_string()),
        ":run": issued.run.map(|run| run.to_string()),
        ":replaces": issued.replaces.map(|old| old.to_string()),
    })?;
    Ok(())
}

/// Puts an end to a voucher with this much left on it.
pub(crate) fn end(
    tx: &Tx<'_>,
    envelope: &Envelope,
    voucher: VoucherId,
    lost: i64,
    replaced_by: Option<VoucherId>,
) -> Result<(), StoreError> {
    one(tx
        .prepare_cached(
            "UPDATE voucher SET spent = 1, voided_seq = :seq, voided_on = :today, replaced_by = :by
             WHERE id = :voucher AND spent = 0 AND remaining = :lost",
        )?
        .execute(named_params! {
            ":voucher": voucher.to_string(),
            ":seq": envelope.seq,
            ":today": envelope.business_date.to_string(),
            ":by": replaced_by.map(|by| by.to_string()),
            ":lost": lost,
        })?)
}

/// Gives a voucher more time: once, and only while something is left on it.
pub(crate) fn extend(tx: &Tx<'_>, envelope: &Envelope, extended: &VoucherExtended) -> Result<(), StoreError> {
    one(tx
        .prepare_cached(
            "UPDATE voucher SET expires_on = :to, expired_before = :from, extended_on = :today
             WHERE id = :voucher AND spent = 0 AND extended_on IS NULL AND expires_on = :from",
        )?
        .execute(named_params! {
            ":voucher": extended.voucher.to_string(),
            ":from": extended.from.to_string(),
            ":to": extended.to.to_string(),
            ":today": envelope.business_date.to_string(),
        })?)
}

/// A conditional change met exactly one row, or the voucher is not as the caller read it.
pub(crate) fn one(changed: usize) -> Result<(), StoreError> {
    if changed == 1 {
        Ok(())
    } else {
        Err(StoreError::Conflict)
    }
}

const SELECT: &str = "SELECT v.id, v.code, m.given_on, v.expires_on, m.kind, m.minor, m.currency, m.what,
    v.remaining, v.replaced_by, v.voided_on, v.extended_on, v.expired_before,
    m.incident_id, m.staff, m.approved_by, m.seq, g.name, v.run, v.replaces
    FROM voucher v JOIN make_good m ON m.id = v.id JOIN incident i ON i.id = m.incident_id
    LEFT JOIN guest g ON g.id = iif(v.run IS NULL, i.guest_id, v.guest_id)";

/// The voucher with this code.
///
/// # Errors
/// [`StoreError`].
pub fn by_code(tx: &Tx<'_>, code: Code) -> Result<Option<Voucher>, StoreError> {
    one_where(tx, "v.code = :key", code.as_str())
}

/// The voucher with this identity.
///
/// # Errors
/// [`StoreError`].
pub fn by_id(tx: &Tx<'_>, id: VoucherId) -> Result<Option<Voucher>, StoreError> {
    one_where(tx, "v.id = :key", &id.to_string())
}

/// The vouchers of a run as it was issued, in order; what stands for a lost one is not among them.
///
/// # Errors
/// [`StoreError`].
pub fn of_run(tx: &Tx<'_>, run: RunId) -> Result<Vec<VoucherId>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT v.id FROM voucher v JOIN make_good m ON m.id = v.id WHERE v.run = :run AND v.replaces IS NULL
         ORDER BY m.seq",
    )?;
    let found = statement.query_map(named_params! {":run": run.to_string()}, |row| parsed(row, "id"))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Whom a voucher of a run is for, where that is known.
///
/// # Errors
/// [`StoreError`].
pub fn own_guest(tx: &Tx<'_>, id: VoucherId) -> Result<Option<GuestId>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT guest_id FROM voucher WHERE id = :id")?
        .query_row(named_params! {":id": id.to_string()}, |row| {
            parsed_or_null(row, "guest_id")
        })
        .optional()?
        .flatten())
}

/// The last four characters of a voucher's code; `None` for one that is not there.
///
/// # Errors
/// [`StoreError`].
pub fn last_four(tx: &Tx<'_>, id: VoucherId) -> Result<Option<String>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT substr(code, 9) AS last_four FROM voucher WHERE id = :id")?
        .query_row(named_params! {":id": id.to_string()}, |row| row.get("last_four"))
        .optional()?)
}

/// Whether a code is taken.
///
/// # Errors
/// [`StoreError`].
pub fn is_taken(tx: &Tx<'_>, code: Code) -> Result<bool, StoreError> {
    Ok(tx
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM voucher WHERE code = :code)")?
        .query_row(named_params! {":code": code.as_str()}, |row| row.get(0))?)
}

fn one_where(tx: &Tx<'_>, condition: &str, key: &str) -> Result<Option<Voucher>, StoreError> {
    let found = tx
        .prepare_cached(&format!("{SELECT} WHERE {condition}"))?
        .query_row(named_params! {":key": key}, voucher)
        .optional()?;
    found
        .map(|mut voucher| {
            voucher.life.uses = redemption::of(tx, voucher.id)?;
            if let Some(lost) = voucher.replaces {
                voucher.life.extended_before = any_extended(tx, lost)?;
            }
            Ok(voucher)
        })
        .transpose()
}

/// Whether a lost paper got more time, or one that it stood for in its turn.
fn any_extended(tx: &Tx<'_>, lost: VoucherId) -> Result<bool, StoreError> {
    Ok(tx
        .prepare_cached(
            "WITH RECURSIVE lost (id) AS (
                VALUES (:lost)
                UNION ALL
                SELECT v.replaces FROM voucher v JOIN lost ON v.id = lost.id WHERE v.replaces IS NOT NULL)
             SELECT EXISTS (SELECT 1 FROM voucher v JOIN lost ON v.id = lost.id WHERE v.extended_on IS NOT NULL)",
        )?
        .query_row(named_params! {":lost": lost.to_string()}, |row| row.get(0))?)
}

/// A voucher without its uses, which stand in another table. Its columns are those of [`SELECT`].
fn voucher(row: &Row<'_>) -> rusqlite::Result<Voucher> {
    let mut next = one_after_another();
    let id = parsed(row, next())?;
    let code = parsed(row, next())?;
    let (given_on, expires_on) = (date(row, next())?, date(row, next())?);
    let kind = voucher_kind(row, next())?;
    let (amount, benefit) = (
        money_or_null(row, next(), next())?,
        text_or_null(row, next(), Benefit::parse)?,
    );
    let worth = match kind {
        VoucherKind::Check => Worth::Check {
            amount: amount.ok_or_else(|| unreadable("minor", "a check without an amount"))?,
        },
        VoucherKind::Certificate => Worth::Certificate {
            benefit: benefit.ok_or_else(|| unreadable("what", "a certificate without a benefit"))?,
            value: amount,
        },
    };
    let mut life = Life::issued(code, worth, given_on, expires_on);
    life.remaining = row.get(next())?;
    let replaced_by: Option<VoucherId> = parsed_or_null(row, next())?;
    life.voided = date_or_null(row, next())?.map(|on| Voided {
        on,
        replaced: replaced_by.is_some(),
    });
    life.extended = date_or_null(row, next())?
        .zip(date_or_null(row, next())?)
        .map(|(on, from)| Extended { on, from });
    Ok(Voucher {
        id,
        life,
        incident: parsed(row, next())?,
        issued_by: text_or_null(row, next(), StaffName::parse)?,
        approved_by: text_or_null(row, next(), StaffName::parse)?,
        seq: row.get(next())?,
        guest: text_or_null(row, next(), GuestName::parse)?,
        run: parsed_or_null(row, next())?,
        replaces: parsed_or_null(row, next())?,
        replaced_by,
    })
}

pub(crate) fn voucher_kind(row: &Row<'_>, column: impl RowIndex + Copy) -> rusqlite::Result<VoucherKind> {
    match kind(row, column)? {
        MakeGoodKind::Check => Ok(VoucherKind::Check),
        MakeGoodKind::Certificate => Ok(VoucherKind::Certificate),
        other @ (MakeGoodKind::Comp | MakeGoodKind::Gesture) => Err(unreadable("kind", other.key())),
    }
}
