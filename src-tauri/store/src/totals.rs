//! The figures of a period, added up by the database.

use std::collections::BTreeMap;

use comeback_domain::{
    Basis, BusinessDate, By, DaySum, Figure, IncidentId, MakeGoodKind, Money, Movement, MovementSum,
};
use rusqlite::{Row, named_params};

use crate::incident::category;
use crate::make_good::kind;
use crate::row::{date, date_or_null, instant, money_or_null, parsed, unreadable};
use crate::{StoreError, Tx};

/// Every movement: a voucher at its issue and when it was voided, a comp or gesture when given, a redemption when taken
/// and when undone, with what was left over and lost by it. What takes back what another movement brought is below nought, so that the column adds up.
const MOVEMENTS: &str = "
    SELECT m.seq, m.given_on AS business_date, CASE WHEN m.kind IN ('check', 'certificate') THEN 'issued' ELSE 'given' END AS basis,
           m.kind, m.incident_id, m.id AS make_good_id, m.minor, m.currency, NULL AS bill, m.staff
    FROM make_good m WHERE m.given_on BETWEEN :from AND :to
    UNION ALL
    SELECT r.seq, r.business_date, 'redeemed', m.kind, m.incident_id, m.id, r.minor, r.currency, r.bill, r.staff
    FROM redemption r JOIN make_good m ON m.id = r.voucher_id WHERE r.business_date BETWEEN :from AND :to
    UNION ALL
    SELECT r.reversed_seq, e.business_date, 'reversed', m.kind, m.incident_id, m.id, -r.minor, r.currency, r.bill, e.actor
    FROM redemption r JOIN make_good m ON m.id = r.voucher_id JOIN event e ON e.seq = r.reversed_seq
    WHERE r.business_date BETWEEN :from AND :to
    UNION ALL
    SELECT r.seq, r.business_date, 'lapsed', m.kind, m.incident_id, m.id, -r.lapsed, r.currency, r.bill, r.staff
    FROM redemption r JOIN make_good m ON m.id = r.voucher_id WHERE r.lapsed > 0 AND r.business_date BETWEEN :from AND :to
    UNION ALL
    SELECT r.reversed_seq, e.business_date, 'lapsed', m.kind, m.incident_id, m.id, r.lapsed, r.currency, r.bill, e.actor
    FROM redemption r JOIN make_good m ON m.id = r.voucher_id JOIN event e ON e.seq = r.reversed_seq
    WHERE r.lapsed > 0 AND r.business_date BETWEEN :from AND :to
    UNION ALL
    SELECT v.voided_seq, v.voided_on, 'voided', m.kind, m.incident_id, m.id, -nullif(v.remaining, 0),
           iif(v.remaining = 0, NULL, m.currency), NULL, e.actor
    FROM voucher v JOIN make_good m ON m.id = v.id JOIN event e ON e.seq = v.voided_seq
    WHERE v.voided_on BETWEEN :from AND :to";

/// What a movement takes back: its day, and its closed period where that ended before the day of the movement. So a
/// closed period cites the same for ever.
const CITED: &str = "
    CASE x.basis WHEN 'voided' THEN m.given_on WHEN 'reversed' THEN x.business_date END AS of_date,
    CASE x.basis WHEN 'voided' THEN (
        SELECT c.batch FROM closing c WHERE m.given_on BETWEEN c.from_on AND c.to_on AND c.to_on < x.business_date LIMIT 1)
    END AS of_batch";

/// Movements of a period, by category, kind and basis.
///
/// # Errors
/// [`StoreError`].
pub fn sums(tx: &Tx<'_>, from: BusinessDate, to: BusinessDate) -> Result<Vec<MovementSum>, StoreError> {
    let mut statement = tx.prepare_cached(&format!(
        "SELECT i.category, x.kind, x.basis, count(*) AS n, coalesce(sum(x.minor), 0) AS minor
         FROM ({MOVEMENTS}) x JOIN incident i ON i.id = x.incident_id GROUP BY i.category, x.kind, x.basis"
    ))?;
    let found = statement.query_map(
        named_params! {":from": from.to_string(), ":to": to.to_string()},
        |row| {
            Ok(MovementSum {
                category: category(row)?,
                kind: kind(row)?,
                basis: basis(row)?,
                count: row.get("n")?,
                minor: row.get("minor")?,
            })
        },
    )?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// How many incidents count for a period.
///
/// # Errors
/// [`StoreError`].
pub fn incidents(tx: &Tx<'_>, from: BusinessDate, to: BusinessDate) -> Result<u32, StoreError> {
    Ok(tx
        .prepare_cached("SELECT count(*) AS n FROM incident WHERE business_date BETWEEN :from AND :to")?
        .query_row(
            named_params! {":from": from.to_string(), ":to": to.to_string()},
            |row| row.get("n"),
        )?)
}

/// Movements of a period, by the day, by category, kind and basis.
///
/// # Errors
/// [`StoreError`].
pub fn daily(
    tx: &Tx<'_>,
    from: BusinessDate,
    to: BusinessDate,
) -> Result<Vec<(BusinessDate, MovementSum)>, StoreError> {
    let mut statement = tx.prepare_cached(&format!(
        "SELECT x.business_date, i.category, x.kind, x.basis, count(*) AS n, coalesce(sum(x.minor), 0) AS minor
         FROM ({MOVEMENTS}) x JOIN incident i ON i.id = x.incident_id
         GROUP BY x.business_date, i.category, x.kind, x.basis"
    ))?;
    let found = statement.query_map(
        named_params! {":from": from.to_string(), ":to": to.to_string()},
        |row| {
            let sum = MovementSum {
                category: category(row)?,
                kind: kind(row)?,
                basis: basis(row)?,
                count: row.get("n")?,
                minor: row.get("minor")?,
            };
            Ok((date(row, "business_date")?, sum))
        },
    )?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// What each day of a period came to, from its movements. A day on which nothing happened is not among them.
///
/// # Errors
/// [`StoreError`].
pub fn by_day(
    tx: &Tx<'_>,
    (from, to): (BusinessDate, BusinessDate),
    movements: &[(BusinessDate, MovementSum)],
) -> Result<Vec<DaySum>, StoreError> {
    let mut days: BTreeMap<BusinessDate, DaySum> = BTreeMap::new();
    let nothing = |day| DaySum {
        day,
        cost: 0,
        off_bills: 0,
        incidents: 0,
    };
    let mut statement = tx.prepare_cached(
        "SELECT business_date, count(*) AS n FROM incident WHERE business_date BETWEEN :from AND :to GROUP BY business_date",
    )?;
    let counted = statement.query_map(
        named_params! {":from": from.to_string(), ":to": to.to_string()},
        |row| Ok((date(row, "business_date")?, row.get("n")?)),
    )?;
    for row in counted {
        let (day, incidents) = row?;
        days.entry(day).or_insert(nothing(day)).incidents = incidents;
    }
    for (day, sum) in movements {
        if Figure::Cost.holds(sum.basis, sum.kind) {
            let of_day = days.entry(*day).or_insert(nothing(*day));
            of_day.cost += sum.minor;
            if sum.kind != MakeGoodKind::Gesture {
                of_day.off_bills += sum.minor;
            }
        }
    }
    Ok(days.into_values().collect())
}

pub use crate::standing::{Standing, standing};

/// A voucher that is outstanding at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Its identity.
    pub id: String,
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
    /// The last day it was good, as that stood then.
    pub expires_on: BusinessDate,
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
            incident: parsed(row, "incident_id")?,
            kind: kind(row)?,
            last_four: row.get("last_four")?,
            what: row.get("what")?,
            issued_on: date(row, "given_on")?,
            expires_on: date(row, "last_day")?,
            left: money_or_null(row, "left_minor", "currency")?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// What a movement has for this, in SQL.
fn key(by: By) -> &'static str {
    match by {
        By::Category => "i.category",
        By::Kind => "x.kind",
        By::Staff => "m.staff",
        By::Approver => "m.approved_by",
        By::Reason => "c.cause",
        By::Location => "i.place",
    }
}

/// The cause that was named last before an event.
const CAUSE_AS_OF: &str = "(SELECT json_extract(e.payload, '$.cause') FROM event e
    WHERE e.incident_id = x.incident_id AND e.kind = 'cause_named' AND e.seq < :as_of ORDER BY e.seq DESC LIMIT 1)";

/// Movements of a period by whoever gave or approved them, by where it happened, or by the cause that was named; `None`
/// for those without.
///
/// # Errors
/// [`StoreError`].
pub fn sums_by(
    tx: &Tx<'_>,
    by: By,
    from: BusinessDate,
    to: BusinessDate,
) -> Result<Vec<(Option<String>, MovementSum)>, StoreError> {
    keyed(tx, key(by), (from, to), None)
}

/// The same as it was when an event was written: a cause that was named since is not in it.
///
/// # Errors
/// [`StoreError`].
pub fn sums_by_as_of(
    tx: &Tx<'_>,
    by: By,
    from: BusinessDate,
    to: BusinessDate,
    seq: i64,
) -> Result<Vec<(Option<String>, MovementSum)>, StoreError> {
    let key = if by == By::Reason { CAUSE_AS_OF } else { key(by) };
    keyed(tx, key, (from, to), Some(seq))
}

fn keyed(
    tx: &Tx<'_>,
    key: &str,
    (from, to): (BusinessDate, BusinessDate),
    as_of: Option<i64>,
) -> Result<Vec<(Option<String>, MovementSum)>, StoreError> {
    let mut statement = tx.prepare_cached(&format!(
        "SELECT {key} AS key, i.category, x.kind, x.basis, count(*) AS n, coalesce(sum(x.minor), 0) AS minor
         FROM ({MOVEMENTS}) x JOIN incident i ON i.id = x.incident_id JOIN make_good m ON m.id = x.make_good_id
         LEFT JOIN cause c ON c.incident_id = x.incident_id
         WHERE :as_of IS NULL OR :as_of IS NOT NULL GROUP BY 1, i.category, x.kind, x.basis"
    ))?;
    let found = statement.query_map(
        named_params! {":from": from.to_string(), ":to": to.to_string(), ":as_of": as_of},
        |row| {
            let sum = MovementSum {
                category: category(row)?,
                kind: kind(row)?,
                basis: basis(row)?,
                count: row.get("n")?,
                minor: row.get("minor")?,
            };
            Ok((row.get("key")?, sum))
        },
    )?;
    Ok(found.collect::<Result<_, _>>()?)
}

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
    let line = wanted
        .line
        .map_or(String::new(), |(by, _)| format!("AND {} IS :key", key(by)));
    let of_line = wanted.line.and_then(|(_, key)| key);
    let (from, to) = wanted.period;
    let mut statement = tx.prepare_cached(&format!(
        "SELECT x.*, i.category, e.at_ms, m.what, substr(v.code, 9) AS last_four, {CITED}, count(*) OVER () AS in_all
         FROM ({MOVEMENTS}) x JOIN incident i ON i.id = x.incident_id JOIN event e ON e.seq = x.seq
         JOIN make_good m ON m.id = x.make_good_id LEFT JOIN voucher v ON v.id = x.make_good_id
         LEFT JOIN cause c ON c.incident_id = x.incident_id
         WHERE (x.basis, x.kind) IN (VALUES {}) AND (:key IS NULL OR :key IS NOT NULL) {line}
         ORDER BY x.business_date DESC, x.seq DESC LIMIT :most",
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
        "SELECT x.*, i.category, e.at_ms, m.what, substr(v.code, 9) AS last_four, {CITED}
         FROM ({MOVEMENTS}) x JOIN incident i ON i.id = x.incident_id JOIN event e ON e.seq = x.seq
         JOIN make_good m ON m.id = x.make_good_id LEFT JOIN voucher v ON v.id = x.make_good_id ORDER BY x.seq"
    ))?;
    let found = statement.query_map(
        named_params! {":from": from.to_string(), ":to": to.to_string()},
        movement,
    )?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn movement(row: &Row<'_>) -> rusqlite::Result<Movement> {
    Ok(Movement {
        seq: row.get("seq")?,
        at: instant(row, "at_ms")?,
        business_date: date(row, "business_date")?,
        basis: basis(row)?,
        category: category(row)?,
        kind: kind(row)?,
        incident: parsed(row, "incident_id")?,
        last_four: row.get("last_four")?,
        what: row.get("what")?,
        bill: row.get("bill")?,
        staff: row.get("staff")?,
        amount: money_or_null(row, "minor", "currency")?,
        of_date: date_or_null(row, "of_date")?,
        of_batch: row.get("of_batch")?,
    })
}

fn basis(row: &Row<'_>) -> rusqlite::Result<Basis> {
    let key: String = row.get("basis")?;
    Basis::ALL
        .into_iter()
        .find(|basis| basis.key() == key)
        .ok_or_else(|| unreadable("basis", key))
}
