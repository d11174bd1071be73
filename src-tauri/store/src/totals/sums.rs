//! The movements of a period, added up in one walk.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use comeback_domain::{Basis, BusinessDate, By, Category, DaySum, Figure, MakeGoodKind, MovementSum};
use rusqlite::{Row, ToSql, named_params};

use super::key_of;
use super::moved::rows_of;
use crate::row::{date, known};
use crate::{StoreError, Tx};

/// Movements of a period, by category, kind and basis.
///
/// # Errors
/// [`StoreError`].
pub fn sums(tx: &Tx<'_>, from: BusinessDate, to: BusinessDate) -> Result<Vec<MovementSum>, StoreError> {
    let mut sums = Sums::default();
    walk(tx, (from, to), &[], None, |_, _, cell, minor| {
        sums.add((), cell, minor);
        Ok(())
    })?;
    Ok(sums.in_order().into_iter().map(|((), sum)| sum).collect())
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
    let mut sums = Sums::default();
    walk(tx, (from, to), &[], None, |_, day, cell, minor| {
        sums.add(day, cell, minor);
        Ok(())
    })?;
    Ok(sums.in_order())
}

/// Sums by a name; `None` for those without.
pub type SumsBy = Vec<(Option<String>, MovementSum)>;

/// Movements of a period by each of several questions: by whoever gave or approved them, by where it happened, or by the
/// cause that was named. With the place of an event a cause is the one that was named before it.
///
/// # Errors
/// [`StoreError`].
pub fn sums_by<const N: usize>(
    tx: &Tx<'_>,
    by: [By; N],
    (from, to): (BusinessDate, BusinessDate),
    as_of: Option<i64>,
) -> Result<[SumsBy; N], StoreError> {
    let keys = by.map(|by| match (by, as_of) {
        (By::Reason, Some(_)) => CAUSE_AS_OF,
        _ => key_of(by),
    });
    let mut sums = [(); N].map(|()| Sums::default());
    walk(tx, (from, to), &keys, as_of, |row, _, cell, minor| {
        for (place, sums) in (KEYS..).zip(&mut sums) {
            sums.add(row.get::<_, Option<String>>(place)?, cell, minor);
        }
        Ok(())
    })?;
    Ok(sums.map(Sums::in_order))
}

/// The cause that was named last before an event.
const CAUSE_AS_OF: &str = "(SELECT json_extract(e.payload, '$.cause') FROM event e
    WHERE e.incident_id = m.incident_id AND e.kind = 'cause_named' AND e.seq < :as_of ORDER BY e.seq DESC LIMIT 1)";

/// What is added up by itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Cell {
    category: Category,
    kind: MakeGoodKind,
    basis: Basis,
}

/// Sums by something more: how many, and how much.
struct Sums<K>(HashMap<(K, Cell), (u32, i64)>);

impl<K> Default for Sums<K> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Hash + Ord> Sums<K> {
    fn add(&mut self, of: K, cell: Cell, minor: i64) {
        let sum = self.0.entry((of, cell)).or_default();
        sum.0 += 1;
        sum.1 += minor;
    }

    /// Always in the same order, whatever the walk was.
    fn in_order(self) -> Vec<(K, MovementSum)> {
        let sum = |((of, cell), (count, minor)): ((K, Cell), _)| {
            let Cell {
                category,
                kind,
                basis,
            } = cell;
            let sum = MovementSum {
                category,
                kind,
                basis,
                count,
                minor,
            };
            (of, sum)
        };
        let mut sums: Vec<_> = self.0.into_iter().map(sum).collect();
        sums.sort_by(|(one, a), (other, b)| {
            let named = |sum: &MovementSum| (sum.category.key(), sum.kind.key(), sum.basis.key());
            one.cmp(other).then_with(|| named(a).cmp(&named(b)))
        });
        sums
    }
}

/// The places of the columns of a walk: names would be looked for anew in every row.
const DAY: usize = 0;
const CATEGORY: usize = 1;
const KIND: usize = 2;
const BASIS: usize = 3;
const MINOR: usize = 4;
/// Where those begin by which it is added up besides.
const KEYS: usize = 5;

/// Goes through the movements of a period, each with its day, what it is added up by, and its amount.
fn walk(
    tx: &Tx<'_>,
    (from, to): (BusinessDate, BusinessDate),
    keys: &[&str],
    as_of: Option<i64>,
    mut take: impl FnMut(&Row<'_>, BusinessDate, Cell, i64) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut joined = "JOIN incident i ON i.id = m.incident_id".to_owned();
    if keys.iter().any(|key| key.starts_with("c.")) {
        joined.push_str(" LEFT JOIN cause c ON c.incident_id = m.incident_id");
    }
    let columns: String = (0..)
        .zip(keys)
        .map(|(n, key)| format!(", {key} AS key{n}"))
        .collect();
    let names: String = (0..keys.len()).map(|n| format!(", x.key{n}")).collect();
    let mut statement = tx.prepare_cached(&format!(
        "SELECT x.business_date, x.category, x.kind, x.basis, x.minor{names} FROM ({}) x",
        rows_of(&format!(", i.category{columns}"), &joined)
    ))?;
    let (from, to) = (from.to_string(), to.to_string());
    let mut parameters: Vec<(&str, &dyn ToSql)> = vec![(":from", &from), (":to", &to)];
    if keys.contains(&CAUSE_AS_OF) {
        parameters.push((":as_of", &as_of));
    }
    let mut rows = statement.query(parameters.as_slice())?;
    while let Some(row) = rows.next()? {
        let day = known(row, DAY, |text| BusinessDate::parse(text).ok())?;
        let cell = Cell {
            category: known(row, CATEGORY, Category::from_key)?,
            kind: known(row, KIND, MakeGoodKind::from_key)?,
            basis: known(row, BASIS, Basis::from_key)?,
        };
        let minor: Option<i64> = row.get(MINOR)?;
        take(row, day, cell, minor.unwrap_or(0))?;
    }
    Ok(())
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
