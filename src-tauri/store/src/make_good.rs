//! What guests got: comps and gestures whole, vouchers with how they stand.

use comeback_domain::{
    AskedId, BusinessDate, Code, Envelope, IncidentId, MakeGood as Gives, MakeGoodGiven, MakeGoodKind, Money,
    StaffName,
};
use rusqlite::{Row, RowIndex, named_params};

use crate::row::{known, money_or_null, parsed_or_null};
use crate::{StoreError, Tx};

/// A make-good as a list shows it.
#[derive(Debug, Clone)]
pub struct MakeGood {
    /// Its identity; of a voucher, the voucher's.
    pub id: String,
    /// Which of the four.
    pub kind: MakeGoodKind,
    /// The money it stands for, where there is a figure.
    pub amount: Option<Money>,
    /// The benefit of a certificate, what a gesture was.
    pub what: Option<String>,
    /// Of a voucher: how it stands.
    pub voucher: Option<VoucherLine>,
}

/// The part of a make-good that only a voucher has.
#[derive(Debug, Clone)]
pub struct VoucherLine {
    /// Its code.
    pub code: Code,
    /// The last day it is good.
    pub expires_on: BusinessDate,
    /// Nothing more can be taken with it.
    pub spent: bool,
    /// That is because it was voided or replaced.
    pub voided: bool,
    /// It was redeemed at least in part.
    pub used: bool,
}

/// What goes into the row of any make-good.
pub(crate) struct NewRow<'a> {
    pub id: String,
    pub incident: IncidentId,
    pub kind: MakeGoodKind,
    pub amount: Option<Money>,
    pub what: Option<&'a str>,
    pub staff: Option<&'a StaffName>,
    pub approved_by: Option<&'a StaffName>,
    pub asked: Option<AskedId>,
}

pub(crate) fn insert(tx: &Tx<'_>, envelope: &Envelope, row: &NewRow<'_>) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO make_good (id, incident_id, seq, kind, minor, currency, what, given_on, staff, approved_by, asked)
         VALUES (:id, :incident, :seq, :kind, :minor, :currency, :what, :given_on, :staff, :approved_by, :asked)",
    )?
    .execute(named_params! {
        ":id": row.id,
        ":incident": row.incident.to_string(),
        ":seq": envelope.seq,
        ":kind": row.kind.key(),
        ":minor": row.amount.map(|amount| amount.minor),
        ":currency": row.amount.map(|amount| amount.currency.code()),
        ":what": row.what,
        ":given_on": envelope.business_date.to_string(),
        ":staff": row.staff.map(StaffName::as_str),
        ":approved_by": row.approved_by.map(StaffName::as_str),
        ":asked": row.asked.map(|asked| asked.to_string()),
    })?;
    Ok(())
}

pub(crate) fn insert_given(
    tx: &Tx<'_>,
    envelope: &Envelope,
    given: &MakeGoodGiven,
) -> Result<(), StoreError> {
    let what = match &given.gives {
        Gives::Gesture { what, .. } => Some(what.as_str()),
        Gives::Comp { .. } | Gives::Check { .. } | Gives::Certificate { .. } => None,
    };
    insert(
        tx,
        envelope,
        &NewRow {
            id: given.make_good.to_string(),
            incident: given.incident,
            kind: given.gives.kind(),
            amount: given.gives.amount(),
            what,
            staff: given.staff.as_ref(),
            approved_by: given.approved_by.as_ref(),
            asked: given.asked,
        },
    )
}

/// What was given for an incident, in the order given.
///
/// # Errors
/// [`StoreError`].
pub fn of_incident(tx: &Tx<'_>, incident: IncidentId) -> Result<Vec<MakeGood>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT m.*, v.code, v.expires_on, v.spent, v.voided_seq IS NOT NULL AS voided,
                EXISTS (SELECT 1 FROM redemption r WHERE r.voucher_id = v.id AND r.reversed_seq IS NULL) AS used
         FROM make_good m LEFT JOIN voucher v ON v.id = m.id
         WHERE m.incident_id = :incident ORDER BY m.seq",
    )?;
    let found = statement.query_map(named_params! {":incident": incident.to_string()}, make_good)?;
    Ok(found.collect::<Result<_, _>>()?)
}

pub(crate) fn kind(row: &Row<'_>, column: impl RowIndex + Copy) -> rusqlite::Result<MakeGoodKind> {
    known(row, column, MakeGoodKind::from_key)
}

pub(crate) fn make_good(row: &Row<'_>) -> rusqlite::Result<MakeGood> {
    let voucher = match parsed_or_null::<Code>(row, "code")? {
        Some(code) => Some(VoucherLine {
            code,
            expires_on: crate::row::date(row, "expires_on")?,
            spent: row.get("spent")?,
            voided: row.get("voided")?,
            used: row.get("used")?,
        }),
        None => None,
    };
    Ok(MakeGood {
        id: row.get("id")?,
        kind: kind(row, "kind")?,
        amount: money_or_null(row, "minor", "currency")?,
        what: row.get("what")?,
        voucher,
    })
}
