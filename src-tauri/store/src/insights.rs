//! What the page of insights is added up from: a row a day, a kind and a key, kept as events come in.
//!
//! Two views of the database say what one incident and one make-good bring to the sums. An event takes in the difference
//! it made there, in its own transaction; `verify` holds the table against the views.

use std::collections::BTreeMap;

use comeback_domain::{
    BusinessDate, Category, CauseName, Event, IncidentId, InsightFacts, Instant, PaperFact, Score, ScoreFact,
    StaffId,
};
use rusqlite::{OptionalExtension as _, Row, named_params};

use crate::row::{cause_name, parsed, unreadable};
use crate::{StoreError, Tx};

/// A cell of the sums: its kind, its day and its key.
type Cell = (String, String, String);

/// How many, and how much in minor units, of each cell.
type Cells = BTreeMap<Cell, (i64, i64)>;

const OF_INCIDENT: &str = "SELECT * FROM insight_of_incident WHERE incident_id = :id";

const OF_MAKE_GOOD: &str = "SELECT * FROM insight_of_make_good WHERE make_good_id = :id";

const MAKE_GOODS_OF: &str = "SELECT id FROM make_good WHERE incident_id = :id";

/// The incident and the make-goods that an event changes, as far as the sums look.
#[derive(Default)]
pub(crate) struct Touched {
    incident: Option<String>,
    make_goods: Vec<String>,
    /// Every make-good of the incident as well.
    all: bool,
}

impl Touched {
    /// What an event touches.
    pub(crate) fn by(event: &Event) -> Self {
        let of = |incident: IncidentId, make_goods: Vec<String>| Self {
            incident: Some(incident.to_string()),
            make_goods,
            all: false,
        };
        match event {
            Event::IncidentRecorded(event) => of(event.incident, Vec::new()),
            Event::MakeGoodAsked(event) => of(event.incident, Vec::new()),
            Event::MakeGoodDeclined(event) => of(event.incident, Vec::new()),
            Event::FollowUpSettled(event) => of(event.incident, Vec::new()),
            Event::ScoreGiven(event) => of(event.incident, Vec::new()),
            Event::MakeGoodGiven(event) => of(event.incident, vec![event.make_good.to_string()]),
            Event::VoucherIssued(event) => of(event.incident, vec![event.voucher.to_string()]),
            Event::VoucherVoided(event) => of(event.incident, vec![event.voucher.to_string()]),
            Event::VoucherReplaced(event) => of(
                event.incident,
                vec![event.voucher.to_string(), event.by.to_string()],
            ),
            Event::VoucherExtended(event) => of(event.incident, vec![event.voucher.to_string()]),
            Event::VoucherRedeemed(event) => Self::make_good(event.voucher.to_string()),
            Event::VoucherReversed(event) => Self::make_good(event.voucher.to_string()),
            Event::CauseNamed(event) => Self {
                all: true,
                ..of(event.incident, Vec::new())
            },
            _ => Self::default(),
        }
    }

    fn make_good(id: String) -> Self {
        Self {
            make_goods: vec![id],
            ..Self::default()
        }
    }

    /// What all of it brings to the sums now.
    pub(crate) fn cells(&self, tx: &Tx<'_>) -> Result<Cells, StoreError> {
        let mut cells = Cells::new();
        let Self {
            incident,
            make_goods,
            all,
        } = self;
        if let Some(incident) = incident {
            let mut statement = tx.prepare_cached(OF_INCIDENT)?;
            add(&mut cells, statement.query(named_params! {":id": incident})?)?;
        }
        // One after another: joined to the view, SQLite would make the whole of it first.
        let further = match incident {
            Some(incident) if *all => make_goods_of(tx, incident)?,
            _ => Vec::new(),
        };
        for id in make_goods.iter().chain(&further) {
            let mut statement = tx.prepare_cached(OF_MAKE_GOOD)?;
            add(&mut cells, statement.query(named_params! {":id": id})?)?;
        }
        Ok(cells)
    }
}

fn make_goods_of(tx: &Tx<'_>, incident: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = tx.prepare_cached(MAKE_GOODS_OF)?;
    let found = statement.query_map(named_params! {":id": incident}, |row| row.get("id"))?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn add(cells: &mut Cells, mut rows: rusqlite::Rows<'_>) -> Result<(), StoreError> {
    while let Some(row) = rows.next()? {
        let (n, minor): (i64, i64) = (row.get("n")?, row.get("minor")?);
        let sum = cells
            .entry((row.get("kind")?, row.get("day")?, row.get("key")?))
            .or_default();
        sum.0 += n;
        sum.1 += minor;
    }
    Ok(())
}

/// Takes into the sums what changed between two looks at the same rows.
pub(crate) fn take(tx: &Tx<'_>, before: Cells, after: Cells) -> Result<(), StoreError> {
    let mut change = after;
    for (cell, (n, minor)) in before {
        let sum = change.entry(cell).or_default();
        sum.0 -= n;
        sum.1 -= minor;
    }
    let mut put = tx.prepare_cached(
        "INSERT INTO insight (kind, day, key, n, minor) VALUES (:kind, :day, :key, :n, :minor)
         ON CONFLICT (kind, day, key) DO UPDATE SET n = n + excluded.n, minor = minor + excluded.minor",
    )?;
    let mut sweep =
        tx.prepare_cached("DELETE FROM insight WHERE kind = :kind AND day = :day AND key = :key AND n = 0")?;
    for ((kind, day, key), (n, minor)) in change {
        if (n, minor) == (0, 0) {
            continue;
        }
        put.execute(named_params! {":kind": kind, ":day": day, ":key": key, ":n": n, ":minor": minor})?;
        if n < 0 {
            sweep.execute(named_params! {":kind": kind, ":day": day, ":key": key})?;
        }
    }
    Ok(())
}

/// How many cells are not the sum of what the views say.
pub(crate) fn misfits(tx: &Tx<'_>) -> Result<u32, StoreError> {
    let views = "SELECT kind, day, key, sum(n), sum(minor) FROM (
            SELECT kind, day, key, n, minor FROM insight_of_incident
            UNION ALL SELECT kind, day, key, n, minor FROM insight_of_make_good)
        GROUP BY kind, day, key";
    Ok(tx.query_row(
        &format!(
            "WITH wanted AS MATERIALIZED ({views})
             SELECT (SELECT count(*) FROM (SELECT * FROM wanted EXCEPT SELECT * FROM insight))
                  + (SELECT count(*) FROM (SELECT * FROM insight EXCEPT SELECT * FROM wanted))"
        ),
        [],
        |row| row.get(0),
    )?)
}

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
         ORDER BY i.business_date DESC, i.occurred_ms DESC"
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_event_touches_is_found_without_a_walk() {
        let mut connection = rusqlite::Connection::open_in_memory().expect("opened");
        crate::open::migrate(&mut connection)
            .map_err(|_| ())
            .expect("migrated");
        for sql in [OF_INCIDENT, OF_MAKE_GOOD, MAKE_GOODS_OF] {
            let mut statement = connection
                .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
                .expect("prepared");
            let steps = statement
                .query_map([], |row| row.get::<_, String>("detail"))
                .expect("planned");
            for step in steps.map(|step| step.expect("a step")) {
                // The view itself, row by row as it comes; and what waits for a yes, which is little.
                let known = step.starts_with("SCAN insight_of_") || step == "SCAN a";
                assert!(
                    known || !step.starts_with("SCAN") && !step.starts_with("MATERIALIZE"),
                    "{step} in {sql}"
                );
            }
        }
    }
}
