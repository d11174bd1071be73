//! How the sums take in what an event changed.

use std::collections::BTreeMap;

use comeback_domain::{Event, IncidentId, VoucherId};
use rusqlite::named_params;

use crate::{StoreError, Tx};

/// A cell of the sums: its kind, its day and its key.
type Cell = (String, String, String);

/// How many, and how much in minor units, of each cell.
type Cells = BTreeMap<Cell, (i64, i64)>;

const OF_INCIDENT: &str = "SELECT kind, day, key, n, minor FROM insight_of_incident WHERE incident_id = :id";

const OF_MAKE_GOOD: &str =
    "SELECT kind, day, key, n, minor FROM insight_of_make_good WHERE make_good_id = :id";

const OF_PAPER: &str = "SELECT kind, day, key, n, minor FROM insight_of_paper WHERE make_good_id = :id";

const MAKE_GOODS_OF: &str = "SELECT id FROM make_good WHERE incident_id = :id";

/// The incident and the make-goods that an event changes, as far as the sums look.
#[derive(Default)]
pub(crate) struct Touched {
    incident: Option<String>,
    make_goods: Vec<String>,
    /// The one whose paper was used, or was not after all: that changes nothing of how it was given.
    used: Option<String>,
    /// Every make-good of the incident as well.
    all: bool,
}

impl Touched {
    /// What an event touches.
    pub(crate) fn by(event: &Event) -> Self {
        let of = |incident: IncidentId, make_goods: Vec<String>| Self {
            incident: Some(incident.to_string()),
            make_goods,
            ..Self::default()
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
            Event::VoucherRedeemed(event) => Self::used(event.voucher),
            Event::VoucherReversed(event) => Self::used(event.voucher),
            Event::CauseNamed(event) => Self {
                all: true,
                ..of(event.incident, Vec::new())
            },
            _ => Self::default(),
        }
    }

    fn used(voucher: VoucherId) -> Self {
        Self {
            used: Some(voucher.to_string()),
            ..Self::default()
        }
    }

    /// What all of it brings to the sums now.
    pub(crate) fn cells(&self, tx: &Tx<'_>) -> Result<Cells, StoreError> {
        let mut cells = Cells::new();
        let mut look = |sql: &str, id: &str| -> Result<(), StoreError> {
            let mut statement = tx.prepare_cached(sql)?;
            add(&mut cells, statement.query(named_params! {":id": id})?)
        };
        if let Some(incident) = &self.incident {
            look(OF_INCIDENT, incident)?;
        }
        if let Some(used) = &self.used {
            look(OF_PAPER, used)?;
        }
        // One after another: joined to the view, SQLite would make the whole of it first.
        let further = match &self.incident {
            Some(incident) if self.all => make_goods_of(tx, incident)?,
            _ => Vec::new(),
        };
        for id in self.make_goods.iter().chain(&further) {
            look(OF_MAKE_GOOD, id)?;
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
        let (n, minor): (i64, i64) = (row.get(3)?, row.get(4)?);
        let sum = cells.entry((row.get(0)?, row.get(1)?, row.get(2)?)).or_default();
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
                .query_map(named_params! {":id": ""}, |row| row.get::<_, String>("detail"))
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
