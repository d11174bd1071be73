//! The plans that were changed.

use std::collections::BTreeMap;

use comeback_domain::{Category, Playbook, PlaybookSet, Severity};
use rusqlite::{OptionalExtension as _, Row, named_params};

use crate::row::{json, unreadable};
use crate::{StoreError, Tx, incident};

pub(crate) fn put(tx: &Tx<'_>, set: &PlaybookSet) -> Result<(), StoreError> {
    let (category, severity) = (set.category.key(), u8::from(set.severity));
    let Some(plan) = &set.plan else {
        tx.prepare_cached("DELETE FROM playbook WHERE category = :category AND severity = :severity")?
            .execute(named_params! {":category": category, ":severity": severity})?;
        return Ok(());
    };
    let plan = serde_json::to_string(plan).map_err(|error| unreadable("plan", error))?;
    tx.prepare_cached(
        "INSERT OR REPLACE INTO playbook (category, severity, plan) VALUES (:category, :severity, :plan)",
    )?
    .execute(named_params! {":category": category, ":severity": severity, ":plan": plan})?;
    Ok(())
}

/// The plan for this, if it was changed.
///
/// # Errors
/// [`StoreError`].
pub fn get(tx: &Tx<'_>, category: Category, severity: Severity) -> Result<Option<Playbook>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT plan FROM playbook WHERE category = :category AND severity = :severity")?
        .query_row(
            named_params! {":category": category.key(), ":severity": u8::from(severity)},
            |row| json(row, "plan"),
        )
        .optional()?)
}

/// Every plan that was changed.
///
/// # Errors
/// [`StoreError`].
pub fn all(tx: &Tx<'_>) -> Result<BTreeMap<(Category, u8), Playbook>, StoreError> {
    let mut statement = tx.prepare_cached("SELECT * FROM playbook")?;
    let plan = |row: &Row<'_>| {
        let key = (incident::category(row)?, row.get("severity")?);
        Ok((key, json(row, "plan")?))
    };
    let found = statement.query_map([], plan)?;
    Ok(found.collect::<Result<_, _>>()?)
}
