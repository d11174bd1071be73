//! The figures of a period.

mod moved;
mod sums;

use comeback_domain::{Basis, BusinessDate, By, Category, Figure, IncidentId, MakeGoodKind, Money, Movement};
use rusqlite::{Row, named_params};

use crate::make_good::kind;
use crate::row::{date, date_or_null, instant, known, money_or_null, one_after_another, parsed};
use crate::{StoreError, Tx};

pub use crate::standing::{Standing, standing};
use moved::rows_of;
pub use sums::{SumsBy, by_day, daily, incidents, sums, sums_by};

/// A voucher as a list of them shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPaper {
    /// The incident it makes good.
    pub incident: IncidentId,
    /// A check or a certificate.
    pub kind: MakeGoodKind,
    /// The end of its code.
    pub last_four: String,
    /// What a certificate is good for.
    pub what: Option<String>,
    /// When it was issued.
    pub issued_on: BusinessDate,
    /// The last day it was good, as that stood on the day of the list.
    pub expires_on: BusinessDate,
}

impl ListedPaper {
    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            incident: parsed(row, "incident_id")?,
            kind: kind(row, "kind")?,
            last_four: row.get("last_four")?,
            what: row.get("what")?,
            issued_on: date(row, "given_on")?,
            expires_on: date(row, "last_day")?,
        })
    }
}

/// A voucher that is outstanding at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Its identity.
    pub id: String,
    /// What it is.
    pub paper: ListedPaper,
    /// What was left on it; `None` for a certificate without a figure.
    pub left: Option<Money>,
}

/// The vouchers outstanding at the end of a day, the soonest to run out first.
///
/// # Errors
/// [`StoreError`].
pub fn outstanding(tx: &Tx<'_>, at: BusinessDate) -> Result<Vec<Open>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT m.id, m.incident_id, m.kind, substr(v.code, 9) AS last_four, m.what, m.given_on, m.currency,
                iif(v.extended_on > :at, v.expired_before, v.expires_on) AS last_day,
                CASE WHEN m.kind = 'certificate' THEN m.minor ELSE m.minor - coalesce(sum(r.minor), 0) END AS left_minor
         FROM make_good m JOIN voucher v ON v.id = m.id
         LEFT JOIN redemption r ON r.voucher_id = v.id AND r.business_date <= :at AND r.reversed_seq IS NULL
         WHERE m.given_on <= :at AND v.expires_on >= :at
           AND iif(v.extended_on > :at, v.expired_before, v.expires_on) >= :at
           AND coalesce(v.voided_on > :at, 1)
         GROUP BY m.id
         HAVING CASE WHEN m.kind = 'certificate' THEN count(r.seq) = 0 ELSE coalesce(sum(r.minor + r.lapsed), 0) < m.minor END
         ORDER BY last_day, m.seq",
    )?;
    let found = statement.query_map(named_params! {":at": at.to_string()}, |row| {
        Ok(Open {
            id: row.get("id")?,
            paper: ListedPaper::read(row)?,
            left: money_or_null(row, "left_minor", "currency")?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// What a movement has for this, in the SQL of its make-good `m`, incident `i` and cause `c`.
fn key_of(by: By) -> &'static str {
    match by {
        By::Category => "i.category",
        By::Kind => "m.kind",
        By::Staff => "m.staff",
        By::Approver => "m.approved_by",
        By::Reason => "c.cause",
        By::Location => "i.place",
    }
}

/// What is shown of a movement besides.
const SHOWN: &str = ", i.category, m.what, m.given_on, substr(p.code, 9) AS last_four";

/// Where that stands.
const BESIDE: &str = "JOIN incident i ON i.id = m.incident_id LEFT JOIN voucher p ON p.id = m.id";

/// What a movement takes back: its day, and its closed period where that ended before the day of the movement. So a
/// closed period cites the same for ever.
const CITED: &str = "
    CASE x.basis WHEN 'voided' THEN x.given_on WHEN 'reversed' THEN x.business_date END AS of_date,
    CASE x.basis WHEN 'voided' THEN (
        SELECT c.batch FROM closing c WHERE x.given_on BETWEEN c.from_on AND c.to_on AND c.to_on < x.business_date LIMIT 1)
    END AS of_batch";

/// What is read of a movement `x`, in the order in which [`movement`] takes it.
const READ: &str = "x.seq, x.at_ms, x.business_date, x.basis, x.category, x.kind, x.incident_id, x.last_four, x.what, x.bill,
    x.staff, x.minor, x.currency";

/// Which movements are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The first and the last business date.
    pub period: (BusinessDate, BusinessDate),
    /// Those of one line: by what, and which; `None` for those of which nothing is known.
    pub line: Option<(By, Option<&'a str>)>,
    /// Those of one figure.
    pub figure: Figure,
}

/// The movements behind a figure, the latest first: at most so many of them, and how many there are.
///
/// # Errors
/// [`StoreError`].
pub fn behind(tx: &Tx<'_>, wanted: Wanted<'_>, most: u32) -> Result<(Vec<Movement>, u32), StoreError> {
    let held: Vec<String> = Basis::ALL
        .into_iter()
        .flat_map(|basis| MakeGoodKind::ALL.map(|kind| (basis, kind)))
        .filter(|(basis, kind)| wanted.figure.holds(*basis, *kind))
        .map(|(basis, kind)| format!("('{}', '{}')", basis.key(), kind.key()))
        .collect();
    let (line, of_line) = match wanted.line {
        Some((by, key)) => (key_of(by), key),
        None => ("NULL", None),
    };
    let (from, to) = wanted.period;
    let mut statement = tx.prepare_cached(&format!(
        "SELECT {READ}, {CITED}, count(*) OVER () AS in_all FROM ({}) x
         WHERE (x.basis, x.kind) IN (VALUES {}) AND x.line IS :key
         ORDER BY x.business_date DESC, x.seq DESC LIMIT :most",
        rows_of(
            &format!("{SHOWN}, {line} AS line"),
            &format!("{BESIDE} LEFT JOIN cause c ON c.incident_id = m.incident_id")
        ),
        held.join(", ")
    ))?;
    let parameters = named_params! {
        ":from": from.to_string(), ":to": to.to_string(), ":key": of_line, ":most": most,
    };
    let mut in_all = 0;
    let found = statement.query_map(parameters, |row| {
        in_all = row.get("in_all")?;
        movement(row)
    })?;
    let found = found.collect::<Result<_, _>>()?;
    Ok((found, in_all))
}

/// The movements of a period, in the order they were written.
///
/// # Errors
/// [`StoreError`].
pub fn movements(tx: &Tx<'_>, from: BusinessDate, to: BusinessDate) -> Result<Vec<Movement>, StoreError> {
    let mut statement = tx.prepare_cached(&format!(
        "SELECT {READ}, {CITED} FROM ({}) x",
        rows_of(SHOWN, BESIDE)
    ))?;
    let found = statement.query_map(
        named_params! {":from": from.to_string(), ":to": to.to_string()},
        movement,
    )?;
    let mut found: Vec<Movement> = found.collect::<Result<_, _>>()?;
    // What one event moved stays in the order of the walk.
    found.sort_by_key(|movement| movement.seq);
    Ok(found)
}

/// A movement. Its columns are those of [`READ`] and [`CITED`].
fn movement(row: &Row<'_>) -> rusqlite::Result<Movement> {
    let mut next = one_after_another();
    Ok(Movement {
        seq: row.get(next())?,
        at: instant(row, next())?,
        business_date: date(row, next())?,
        basis: known(row, next(), Basis::from_key)?,
        category: known(row, next(), Category::from_key)?,
        kind: kind(row, next())?,
        incident: parsed(row, next())?,
        last_four: row.get(next())?,
        what: row.get(next())?,
        bill: row.get(next())?,
        staff: row.get(next())?,
        amount: money_or_null(row, next(), next())?,
        of_date: date_or_null(row, next())?,
        of_batch: row.get(next())?,
    })
}
