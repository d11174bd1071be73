//! The incidents behind a figure, and what somebody gave.

use comeback_domain::{BusinessDate, Category, IncidentId, Instant};
use rusqlite::named_params;

use crate::row::parsed;
use crate::{StoreError, Tx};

/// An incident behind a figure.
#[derive(Debug, Clone)]
pub struct Behind {
    /// Its identity.
    pub id: IncidentId,
    /// The day it counts for.
    pub business_date: BusinessDate,
    /// When it happened.
    pub occurred_at: Instant,
    /// What fell short.
    pub category: Category,
    /// What happened.
    pub what: String,
    /// Where.
    pub place: Option<String>,
    /// Who recorded it.
    pub staff: Option<String>,
    /// Of a paper: after how many days its guest came first.
    pub days: Option<u32>,
    /// Of a make-good: what it is, and what it was worth in minor units where it has a figure.
    pub gave: Option<(String, Option<i64>)>,
}

/// What incidents are looked for by.
#[derive(Debug, Clone)]
pub enum Wanted {
    /// All that count for the period.
    All,
    /// Those with one of these causes, by their keys.
    Causes(Vec<String>),
    /// Those of a category.
    Category(Category),
    /// Those with a paper whose last day fell into the period and is over.
    Ran,
    /// Those of them whose guest came back.
    Back,
    /// Those of them whose guest did not.
    Unused,
    /// Every make-good that somebody by one of these names gave in the period, within their limit.
    Gave(Vec<String>),
    /// Every one for which they asked another.
    Asked(Vec<String>),
    /// Those that they recorded and nobody gave anything for.
    Bare(Vec<String>),
}

/// The incidents behind a figure, the latest first.
///
/// # Errors
/// [`StoreError`].
pub fn behind(
    tx: &Tx<'_>,
    (from, to): (BusinessDate, BusinessDate),
    today: BusinessDate,
    wanted: &Wanted,
) -> Result<Vec<Behind>, StoreError> {
    let of_incidents = "incident i WHERE i.business_date BETWEEN :from AND :to AND :today IS NOT NULL";
    let of_papers = "(
        SELECT m.incident_id, max(CAST(julianday(first) - julianday(m.given_on) AS INTEGER)) AS days, max(first) AS first
        FROM (SELECT v.id, (SELECT min(r.business_date) FROM redemption r
                            WHERE r.voucher_id = v.id AND r.reversed_seq IS NULL) AS first
              FROM voucher v WHERE v.voided_seq IS NULL AND v.expires_on BETWEEN :from AND :to AND v.expires_on < :today) p
        JOIN make_good m ON m.id = p.id GROUP BY m.incident_id, first IS NULL, m.id) p
        JOIN incident i ON i.id = p.incident_id";
    let alone = |rest: &str| format!("NULL AS days, NULL AS kind, NULL AS minor FROM {of_incidents}{rest}");
    let papers = |rest: &str| format!("p.days, NULL AS kind, NULL AS minor FROM {of_papers}{rest}");
    // As the view counts them: what stands for a lost paper was given before.
    let given = |how: &str| {
        format!(
            "NULL AS days, m.kind, m.minor FROM make_good m JOIN incident i ON i.id = m.incident_id
             WHERE m.given_on BETWEEN :from AND :to AND m.staff IN (SELECT value FROM json_each(:key)) AND {how}
               AND NOT EXISTS (SELECT 1 FROM voucher v WHERE v.id = m.id AND v.replaces IS NOT NULL) AND :today IS NOT NULL"
        )
    };
    let list = |keys: &[String]| Some(serde_json::Value::from(keys).to_string());
    let (source, key) = match wanted {
        Wanted::All => (alone(""), None),
        Wanted::Category(category) => (alone(" AND i.category = :key"), Some(category.key().to_owned())),
        Wanted::Causes(causes) => (
            alone(
                " AND EXISTS (SELECT 1 FROM cause c WHERE c.incident_id = i.id
                              AND c.same IN (SELECT value FROM json_each(:key)))",
            ),
            list(causes),
        ),
        Wanted::Ran => (papers(""), None),
        Wanted::Back => (papers(" WHERE p.first IS NOT NULL"), None),
        Wanted::Unused => (papers(" WHERE p.first IS NULL"), None),
        Wanted::Gave(names) => (given("m.approved_by IS NULL"), list(names)),
        Wanted::Asked(names) => (given("m.approved_by IS NOT NULL"), list(names)),
        Wanted::Bare(names) => (
            alone(
                " AND i.staff IN (SELECT value FROM json_each(:key))
                  AND NOT EXISTS (SELECT 1 FROM make_good m WHERE m.incident_id = i.id)
                  AND NOT EXISTS (SELECT 1 FROM asked a WHERE a.incident_id = i.id)",
            ),
            list(names),
        ),
    };
    let mut statement = tx.prepare_cached(&format!(
        "SELECT i.id, i.business_date, i.occurred_ms, i.category, i.what, i.place, i.staff, :key IS NULL AS of_all, {source}
         ORDER BY i.business_date DESC, i.occurred_ms DESC, i.id"
    ))?;
    let found = statement.query_map(
        named_params! {
            ":from": from.to_string(), ":to": to.to_string(), ":today": today.to_string(), ":key": key,
        },
        |row| {
            Ok(Behind {
                id: parsed(row, "id")?,
                business_date: crate::row::date(row, "business_date")?,
                occurred_at: crate::row::instant(row, "occurred_ms")?,
                category: crate::incident::category(row)?,
                what: row.get("what")?,
                place: row.get("place")?,
                staff: row.get("staff")?,
                days: row.get("days")?,
                gave: row
                    .get::<_, Option<String>>("kind")?
                    .map(|kind| Ok::<_, rusqlite::Error>((kind, row.get("minor")?)))
                    .transpose()?,
            })
        },
    )?;
    Ok(found.collect::<Result<_, _>>()?)
}
