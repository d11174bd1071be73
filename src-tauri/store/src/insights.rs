//! What the page of insights is added up from: a row a day, a kind and a key, kept as events come in.
//!
//! Two views of the database say what one incident and one make-good bring to the sums. An event takes in the difference
//! it made there, in its own transaction; `verify` holds the table against the views.

mod behind;
mod taken;

use std::collections::BTreeMap;

use comeback_domain::{
    BusinessDate, Category, CauseName, IncidentId, InsightFacts, PaperFact, Score, ScoreFact, StaffId,
};
use rusqlite::{OptionalExtension as _, Row, named_params};

use crate::row::{cause_name, parsed, unreadable};
use crate::{StoreError, Tx};

pub use behind::{Behind, Wanted, behind};
pub(crate) use taken::{Touched, misfits, take};

/// Everything the figures of a period are made of. What papers came to is told of those whose last day lies in the period
/// and is over.
///
/// # Errors
/// [`StoreError`].
pub fn facts(
    tx: &Tx<'_>,
    (from, to): (BusinessDate, BusinessDate),
    today: BusinessDate,
) -> Result<InsightFacts, StoreError> {
    let mut facts = InsightFacts::default();
    let mut statement = tx.prepare_cached(
        "SELECT kind, '' AS day, key, sum(n) AS n, sum(minor) AS minor FROM insight
         WHERE kind IN ('place', 'quarter', 'cause', 'score', 'cost') AND day BETWEEN :from AND :to GROUP BY kind, key
         UNION ALL
         SELECT kind, '', key, sum(n), sum(minor) FROM insight
         WHERE kind IN ('paper', 'unused', 'beside') AND day BETWEEN :from AND :to AND day < :today GROUP BY kind, key
         UNION ALL
         SELECT kind, day, key, n, minor FROM insight WHERE kind = 'category' AND day BETWEEN :from AND :to",
    )?;
    let mut rows = statement.query(
        named_params! {":from": from.to_string(), ":to": to.to_string(), ":today": today.to_string()},
    )?;
    while let Some(row) = rows.next()? {
        take_fact(&mut facts, row)?;
    }
    facts.causes.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(facts)
}

fn take_fact(facts: &mut InsightFacts, row: &Row<'_>) -> Result<(), StoreError> {
    let (kind, key): (String, String) = (row.get("kind")?, row.get("key")?);
    let (n, minor): (u32, i64) = (row.get("n")?, row.get("minor")?);
    match kind.as_str() {
        "category" => {
            let category = Category::from_key(&key).ok_or_else(|| unreadable("key", key.clone()))?;
            *facts.days.entry(crate::row::date(row, "day")?).or_default() += n;
            *facts.categories.entry(category).or_default() += n;
        }
        "place" => {
            let (takeout, place) = key.split_once('|').unwrap_or(("", ""));
            let place = place.strip_prefix('=').map(str::to_owned);
            facts.places.push((takeout == "takeout", place, n));
        }
        "quarter" => {
            let quarter = key.parse().map_err(|_| unreadable("key", key.clone()))?;
            facts.quarters.push((quarter, n));
        }
        "cause" => facts.causes.push((key, n)),
        "score" => facts.scores.push(score_fact(&key, n)?),
        "cost" => facts.costs.push((key, n, minor)),
        "unused" => facts.unused.push((key, n)),
        "beside" => facts.beside += minor,
        "paper" => facts.papers.push(PaperFact {
            days: if key.is_empty() {
                None
            } else {
                Some(key.parse().map_err(|_| unreadable("key", key.clone()))?)
            },
            papers: n,
            minor,
        }),
        _ => {}
    }
    Ok(())
}

fn score_fact(key: &str, n: u32) -> Result<ScoreFact, StoreError> {
    let mut parts = key.split('|');
    let category = parts.next().and_then(Category::from_key);
    let mut score = || -> Result<Option<Score>, StoreError> {
        let text = parts.next().unwrap_or("");
        if text.is_empty() {
            return Ok(None);
        }
        let number: u8 = text.parse().map_err(|_| unreadable("key", key.to_owned()))?;
        Ok(Some(
            Score::try_from(number).map_err(|error| unreadable("key", error))?,
        ))
    };
    let (first, later) = (score()?, score()?);
    Ok(ScoreFact {
        category: category.ok_or_else(|| unreadable("key", key.to_owned()))?,
        first,
        later,
        incidents: n,
    })
}

/// How often a cause came up in some days, both included.
///
/// # Errors
/// [`StoreError`].
pub fn of_cause(tx: &Tx<'_>, cause: &str, from: BusinessDate, to: BusinessDate) -> Result<u32, StoreError> {
    Ok(tx
        .prepare_cached(
            "SELECT coalesce(sum(n), 0) FROM insight
             WHERE kind = 'cause' AND day BETWEEN :from AND :to AND key = :cause",
        )?
        .query_row(
            named_params! {":cause": cause, ":from": from.to_string(), ":to": to.to_string()},
            |row| row.get(0),
        )?)
}

/// A cause as it was written, with its latest incident.
///
/// # Errors
/// [`StoreError`].
pub fn written(tx: &Tx<'_>, same: &str) -> Result<Option<(CauseName, IncidentId)>, StoreError> {
    Ok(tx
        .prepare_cached(
            "SELECT cause, incident_id FROM cause WHERE same = :same ORDER BY rowid DESC LIMIT 1",
        )?
        .query_row(named_params! {":same": same}, |row| {
            Ok((cause_name(row, "cause")?, parsed(row, "incident_id")?))
        })
        .optional()?)
}

/// What somebody gave of a limit in a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hands {
    /// Make-goods within their limit.
    pub gave: u32,
    /// What those were worth, in minor units.
    pub minor: i64,
    /// Make-goods that went over it, with another's yes.
    pub asked: u32,
    /// Incidents they recorded and nobody gave anything for.
    pub bare: u32,
}

/// What everybody gave in a period, by the name they had then.
///
/// # Errors
/// [`StoreError`].
pub fn hands(
    tx: &Tx<'_>,
    from: BusinessDate,
    to: BusinessDate,
) -> Result<BTreeMap<String, Hands>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT kind, key, sum(n) AS n, sum(minor) AS minor FROM insight
         WHERE kind IN ('gave', 'asked', 'bare') AND day BETWEEN :from AND :to GROUP BY kind, key",
    )?;
    let mut rows = statement.query(named_params! {":from": from.to_string(), ":to": to.to_string()})?;
    let mut hands: BTreeMap<String, Hands> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (kind, name): (String, String) = (row.get("kind")?, row.get("key")?);
        let hand = hands.entry(name).or_default();
        match kind.as_str() {
            "gave" => {
                hand.gave = row.get("n")?;
                hand.minor = row.get("minor")?;
            }
            "asked" => hand.asked = row.get("n")?,
            _ => hand.bare = row.get("n")?,
        }
    }
    Ok(hands)
}

/// The first day anything was recorded of, and the day the first paper in hand runs out; `None` before there is one.
///
/// # Errors
/// [`StoreError`].
pub fn beginnings(
    tx: &Tx<'_>,
    today: BusinessDate,
) -> Result<(Option<BusinessDate>, Option<BusinessDate>), StoreError> {
    let day = |sql: &str| -> Result<Option<BusinessDate>, StoreError> {
        Ok(tx
            .prepare_cached(sql)?
            .query_row(named_params! {":today": today.to_string()}, |row| {
                crate::row::date_or_null(row, "day")
            })?)
    };
    Ok((
        day("SELECT min(day) AS day FROM insight WHERE kind = 'category' AND :today IS NOT NULL")?,
        day("SELECT min(day) AS day FROM insight WHERE kind = 'paper' AND day >= :today")?,
    ))
}

/// Whose names are whose: the people by every name they had, unless somebody else here goes by it now.
///
/// # Errors
/// [`StoreError`].
pub fn names(tx: &Tx<'_>) -> Result<BTreeMap<String, StaffId>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT n.name, n.staff_id FROM staff_name n WHERE NOT EXISTS (
            SELECT 1 FROM staff s WHERE s.name = n.name AND s.id <> n.staff_id AND s.active)",
    )?;
    let found = statement.query_map([], |row| Ok((row.get("name")?, parsed(row, "staff_id")?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}
