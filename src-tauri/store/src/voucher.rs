//! Vouchers, found by their code.

use comeback_domain::{
    Benefit, Code, Envelope, GuestName, IncidentId, MakeGoodKind, RunId, StaffName, Voucher as Life,
    VoucherId, VoucherIssued, VoucherKind, Worth,
};
use rusqlite::{OptionalExtension as _, Row, named_params};

use crate::make_good::{NewRow, kind};
use crate::row::{date, money_or_null, parsed, parsed_or_null, text_or_null, unreadable};
use crate::{StoreError, Tx, make_good, redemption};

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
        "INSERT INTO voucher (id, code, expires_on, remaining, guest_id, guest_digest, run)
         VALUES (:id, :code, :expires_on, :remaining, :guest, :digest, :run)",
    )?
    .execute(named_params! {
        ":id": issued.voucher.to_string(),
        ":code": issued.code,
        ":expires_on": issued.expires_on.to_string(),
        ":remaining": amount.map_or(0, |amount| amount.minor),
        ":guest": issued.guest.as_ref().map(|guest| guest.guest.to_string()),
        ":digest": issued.guest.as_ref().map(|guest| guest.digest.to_string()),
        ":run": issued.run.map(|run| run.to_string()),
    })?;
    Ok(())
}

const SELECT: &str =
    "SELECT v.id, v.code, v.expires_on, v.remaining, v.spent, m.seq, m.incident_id, m.kind, m.minor,
    m.currency, m.what, m.given_on, m.staff, m.approved_by, v.run, g.name AS guest_name
    FROM voucher v JOIN make_good m ON m.id = v.id JOIN incident i ON i.id = m.incident_id
    LEFT JOIN guest g ON g.id = iif(v.run IS NULL, i.guest_id, v.guest_id)";

/// The voucher with this code.
///
/// # Errors
/// [`StoreError`].
pub fn by_code(tx: &Tx<'_>, code: Code) -> Result<Option<Voucher>, StoreError> {
    find(tx, "v.code = :key", code.as_str())
}

/// The voucher with this identity.
///
/// # Errors
/// [`StoreError`].
pub fn by_id(tx: &Tx<'_>, id: VoucherId) -> Result<Option<Voucher>, StoreError> {
    find(tx, "v.id = :key", &id.to_string())
}

/// The vouchers of a run, in the order they were issued.
///
/// # Errors
/// [`StoreError`].
pub fn of_run(tx: &Tx<'_>, run: RunId) -> Result<Vec<VoucherId>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT v.id FROM voucher v JOIN make_good m ON m.id = v.id WHERE v.run = :run ORDER BY m.seq",
    )?;
    let found = statement.query_map(named_params! {":run": run.to_string()}, |row| parsed(row, "id"))?;
    Ok(found.collect::<Result<_, _>>()?)
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

fn find(tx: &Tx<'_>, condition: &str, key: &str) -> Result<Option<Voucher>, StoreError> {
    let found = tx
        .prepare_cached(&format!("{SELECT} WHERE {condition}"))?
        .query_row(named_params! {":key": key}, voucher)
        .optional()?;
    found
        .map(|mut voucher| {
            voucher.life.last_use = redemption::last_of(tx, voucher.id)?;
            Ok(voucher)
        })
        .transpose()
}

/// A voucher without its last use, which stands in another table.
fn voucher(row: &Row<'_>) -> rusqlite::Result<Voucher> {
    let amount = money_or_null(row, "minor", "currency")?;
    let worth = match voucher_kind(row)? {
        VoucherKind::Check => Worth::Check {
            amount: amount.ok_or_else(|| unreadable("minor", "a check without an amount"))?,
        },
        VoucherKind::Certificate => Worth::Certificate {
            benefit: text_or_null(row, "what", Benefit::parse)?
                .ok_or_else(|| unreadable("what", "a certificate without a benefit"))?,
            value: amount,
        },
    };
    let mut life = Life::issued(
        parsed(row, "code")?,
        worth,
        date(row, "given_on")?,
        date(row, "expires_on")?,
    );
    life.remaining = row.get("remaining")?;
    Ok(Voucher {
        id: parsed(row, "id")?,
        life,
        incident: parsed(row, "incident_id")?,
        issued_by: text_or_null(row, "staff", StaffName::parse)?,
        approved_by: text_or_null(row, "approved_by", StaffName::parse)?,
        seq: row.get("seq")?,
        guest: text_or_null(row, "guest_name", GuestName::parse)?,
        run: parsed_or_null(row, "run")?,
    })
}

pub(crate) fn voucher_kind(row: &Row<'_>) -> rusqlite::Result<VoucherKind> {
    match kind(row)? {
        MakeGoodKind::Check => Ok(VoucherKind::Check),
        MakeGoodKind::Certificate => Ok(VoucherKind::Certificate),
        other @ (MakeGoodKind::Comp | MakeGoodKind::Gesture) => Err(unreadable("kind", other.key())),
    }
}
