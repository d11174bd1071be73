//! What stands of all vouchers as at the end of a day.
//!
//! To know it from the vouchers alone, every one there ever was would have to be looked at. So what stood at the end of each
//! day is kept, and only the vouchers to which something happened since are looked at: what they stand for now, less what
//! they stood for then. Nothing is ever written for a day that is over, but for a clock that went back: then what was kept
//! from that day on is forgotten. `verify` holds the last of the kept sums to the vouchers themselves.

use comeback_domain::BusinessDate;
use rusqlite::{OptionalExtension as _, Row, named_params};
use serde::{Deserialize, Serialize};

use crate::row::{date, date_or_null, json, unreadable};
use crate::{StoreError, Tx};

mod behind;

pub use behind::{Moved, MovedPaper, MovedPapers, moved};

/// How many days are kept at once at most, so that no write waits for a long history; the next ones go on.
const MOST_AT_ONCE: usize = 31;

/// What stands of all vouchers issued up to a day, as at the end of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// In date with something left: how many.
    pub outstanding: u32,
    /// What is left on them, in minor units.
    pub outstanding_minor: i64,
    /// Certificates among them whose value is not known.
    pub without_value: u32,
    /// Nothing left: how many.
    pub redeemed: u32,
    /// Past their date with something left: how many.
    pub expired: u32,
    /// What was left on them, in minor units.
    pub expired_minor: i64,
    /// All of them.
    pub issued: u32,
    /// Their amounts, in minor units.
    pub issued_minor: i64,
    /// What was used of their amounts, in minor units: the parts taken off checks, the value at issue of
    /// certificates.
    pub redeemed_minor: i64,
    /// Voided or replaced: how many.
    pub voided: u32,
    /// What was left on them, and on checks that were used up at their first use, in minor units.
    pub voided_minor: i64,
    /// What was issued on those past their date and not voided, in minor units.
    pub ended_minor: i64,
    /// What was used of it, in minor units.
    pub ended_used_minor: i64,
}

impl Standing {
    /// The same with what some vouchers stand for now in the place of what they stood for before. The order is such that no
    /// figure goes below nought on the way.
    fn moved(self, before: Self, now: Self) -> Self {
        let count = |of: fn(&Self) -> u32| of(&self) + of(&now) - of(&before);
        let minor = |of: fn(&Self) -> i64| of(&self) + of(&now) - of(&before);
        Self {
            outstanding: count(|each| each.outstanding),
            outstanding_minor: minor(|each| each.outstanding_minor),
            without_value: count(|each| each.without_value),
            redeemed: count(|each| each.redeemed),
            expired: count(|each| each.expired),
            expired_minor: minor(|each| each.expired_minor),
            issued: count(|each| each.issued),
            issued_minor: minor(|each| each.issued_minor),
            redeemed_minor: minor(|each| each.redeemed_minor),
            voided: count(|each| each.voided),
            voided_minor: minor(|each| each.voided_minor),
            ended_minor: minor(|each| each.ended_minor),
            ended_used_minor: minor(|each| each.ended_used_minor),
        }
    }
}

/// Every voucher.
const ALL: &str = "SELECT id FROM voucher WHERE :after IS NULL OR :until IS NOT NULL";

/// The vouchers to which something happened after the end of one day, until the end of another: issued, redeemed, voided,
/// given more time, or run out.
const TOUCHED: &str = "
    SELECT id FROM make_good WHERE given_on > :after AND given_on <= :until AND kind IN ('check', 'certificate')
    UNION SELECT voucher_id FROM redemption WHERE business_date > :after AND business_date <= :until
    UNION SELECT id FROM voucher WHERE voided_on > :after AND voided_on <= :until
    UNION SELECT id FROM voucher WHERE extended_on > :after AND extended_on <= :until
    UNION SELECT id FROM voucher WHERE extended_on IS NOT NULL AND expired_before >= :after AND expired_before < :until
    UNION SELECT id FROM voucher WHERE expires_on >= :after AND expires_on < :until";

/// What stands of all vouchers issued up to a day, as at the end of it: issued = outstanding + redeemed +
/// voided + expired.
///
/// # Errors
/// [`StoreError`].
pub fn standing(tx: &Tx<'_>, at: BusinessDate) -> Result<Standing, StoreError> {
    match kept(tx, at)? {
        Some((day, before)) if day == at => Ok(before),
        Some((day, before)) => since(tx, day, before, at),
        None => counted(tx, at),
    }
}

/// The same from every voucher there is, whatever was kept.
///
/// # Errors
/// [`StoreError`].
pub fn counted(tx: &Tx<'_>, at: BusinessDate) -> Result<Standing, StoreError> {
    of(tx, ALL, at, (at, at))
}

/// The last sum that was kept, with its day.
///
/// # Errors
/// [`StoreError`].
pub fn last_kept(tx: &Tx<'_>) -> Result<Option<(BusinessDate, Standing)>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT day, figures FROM standing ORDER BY day DESC LIMIT 1")?
        .query_row([], |row| Ok((date(row, "day")?, json(row, "figures")?)))
        .optional()?)
}

/// Something happened to a voucher on a day: what was kept of that day and later ones is forgotten, and the days that are
/// over by then are kept.
pub(crate) fn happened(tx: &Tx<'_>, on: BusinessDate) -> Result<(), StoreError> {
    // All but the first of a day find it so.
    if last_day(tx)? == Some(day_before(on)) {
        return Ok(());
    }
    tx.prepare_cached("DELETE FROM standing WHERE day >= :on")?
        .execute(named_params! {":on": on.to_string()})?;
    keep(tx, on, MOST_AT_ONCE)
}

fn last_day(tx: &Tx<'_>) -> Result<Option<BusinessDate>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT max(day) AS last FROM standing")?
        .query_row([], |row| date_or_null(row, "last"))?)
}

/// Keeps the sums of all days of a history that was never kept.
pub(crate) fn keep_all(tx: &Tx<'_>) -> rusqlite::Result<()> {
    let last = tx.query_row(
        "SELECT max(business_date) AS last FROM event WHERE kind IN ('voucher_issued', 'voucher_redeemed')",
        [],
        |row| date_or_null(row, "last"),
    )?;
    let kept = last.map_or(Ok(()), |last| keep(tx, last, usize::MAX));
    kept.map_err(|error| match error {
        StoreError::Sql(error) => error,
        other => unreadable("standing", other),
    })
}

/// Keeps the days before this one that are not kept yet.
fn keep(tx: &Tx<'_>, on: BusinessDate, most: usize) -> Result<(), StoreError> {
    let mut last = match kept(tx, on)? {
        Some(last) => last,
        None => match first_day(tx)? {
            Some(first) if first < on => (day_before(first), Standing::default()),
            _ => return Ok(()),
        },
    };
    for _ in 0..most {
        let next = last.0.plus_days(1);
        if next >= on {
            break;
        }
        last = (next, since(tx, last.0, last.1, next)?);
        let figures = serde_json::to_string(&last.1).map_err(|error| unreadable("figures", error))?;
        tx.prepare_cached("INSERT INTO standing (day, figures) VALUES (:day, :figures)")?
            .execute(named_params! {":day": last.0.to_string(), ":figures": figures})?;
    }
    Ok(())
}

fn day_before(day: BusinessDate) -> BusinessDate {
    BusinessDate::new(day.date().pred_opt().unwrap_or(chrono::NaiveDate::MIN))
}

fn first_day(tx: &Tx<'_>) -> Result<Option<BusinessDate>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT min(given_on) AS first FROM make_good")?
        .query_row([], |row| date_or_null(row, "first"))?)
}

/// The last sum that was kept of a day or one before it.
fn kept(tx: &Tx<'_>, at: BusinessDate) -> Result<Option<(BusinessDate, Standing)>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT day, figures FROM standing WHERE day <= :at ORDER BY day DESC LIMIT 1")?
        .query_row(named_params! {":at": at.to_string()}, |row| {
            Ok((date(row, "day")?, json(row, "figures")?))
        })
        .optional()?)
}

fn since(tx: &Tx<'_>, day: BusinessDate, before: Standing, at: BusinessDate) -> Result<Standing, StoreError> {
    let then = of(tx, TOUCHED, day, (day, at))?;
    let now = of(tx, TOUCHED, at, (day, at))?;
    Ok(before.moved(then, now))
}

/// What each of the wanted vouchers stands for at the end of a day, in SQL.
fn stood(day: &str) -> String {
    format!(
        "SELECT u.id, iif(v.extended_on > {day}, v.expired_before, v.expires_on) < {day} AS late,
                coalesce(v.voided_on <= {day}, 0) AS void, coalesce(m.minor, 0) AS minor, m.minor IS NULL AS unvalued,
                CASE WHEN m.kind = 'certificate' THEN (u.n > 0) * coalesce(m.minor, 0) ELSE coalesce(u.taken, 0) END AS used,
                CASE WHEN m.kind = 'certificate' THEN u.n > 0 ELSE coalesce(u.taken + u.lapsed, 0) = m.minor END AS spent,
                coalesce(u.lapsed, 0) AS lapsed
         FROM (SELECT w.id, count(r.seq) AS n, sum(r.minor) AS taken, sum(r.lapsed) AS lapsed FROM wanted w
               LEFT JOIN redemption r ON r.voucher_id = w.id AND r.business_date <= {day} AND r.reversed_seq IS NULL
               GROUP BY w.id) u
         CROSS JOIN make_good m ON m.id = u.id CROSS JOIN voucher v ON v.id = u.id
         WHERE m.given_on <= {day}"
    )
}

/// What some vouchers stand for at the end of a day.
fn of(
    tx: &Tx<'_>,
    which: &str,
    at: BusinessDate,
    (after, until): (BusinessDate, BusinessDate),
) -> Result<Standing, StoreError> {
    let mut statement = tx.prepare_cached(&format!(
        "WITH wanted AS MATERIALIZED ({which}), stood AS ({})
         SELECT count(*) AS issued, coalesce(sum(minor), 0) AS issued_minor, coalesce(sum(used), 0) AS redeemed_minor,
                coalesce(sum(spent), 0) AS redeemed,
                coalesce(sum(void), 0) AS voided,
                coalesce(sum(CASE WHEN void THEN minor - used ELSE lapsed END), 0) AS voided_minor,
                coalesce(sum(NOT spent AND NOT void AND NOT late), 0) AS outstanding,
                coalesce(sum(CASE WHEN NOT spent AND NOT void AND NOT late THEN minor - used END), 0) AS outstanding_minor,
                coalesce(sum(NOT spent AND NOT void AND NOT late AND unvalued), 0) AS without_value,
                coalesce(sum(NOT spent AND NOT void AND late), 0) AS expired,
                coalesce(sum(CASE WHEN NOT spent AND NOT void AND late THEN minor - used END), 0) AS expired_minor,
                coalesce(sum(CASE WHEN NOT void AND late THEN minor END), 0) AS ended_minor,
                coalesce(sum(CASE WHEN NOT void AND late THEN used END), 0) AS ended_used_minor
         FROM stood",
        stood(":at")
    ))?;
    let days = named_params! {
        ":at": at.to_string(), ":after": after.to_string(), ":until": until.to_string(),
    };
    Ok(statement.query_row(days, figures)?)
}

fn figures(row: &Row<'_>) -> rusqlite::Result<Standing> {
    Ok(Standing {
        outstanding: row.get("outstanding")?,
        outstanding_minor: row.get("outstanding_minor")?,
        without_value: row.get("without_value")?,
        redeemed: row.get("redeemed")?,
        expired: row.get("expired")?,
        expired_minor: row.get("expired_minor")?,
        issued: row.get("issued")?,
        issued_minor: row.get("issued_minor")?,
        redeemed_minor: row.get("redeemed_minor")?,
        voided: row.get("voided")?,
        voided_minor: row.get("voided_minor")?,
        ended_minor: row.get("ended_minor")?,
        ended_used_minor: row.get("ended_used_minor")?,
    })
}
