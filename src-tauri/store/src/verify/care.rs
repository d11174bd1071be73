//! Everything that looks after guests is what its events say: each table is read whole and held against the fold.

use std::collections::BTreeMap;
use std::fmt::Display;

use comeback_domain::{CareState, Category, Playbook};

use super::{Findings, MOST_FAULTS};
use crate::{StoreError, Tx, cause, concern, follow_up, playbook, prevention, score};

pub(super) fn verify(tx: &Tx<'_>, state: &CareState, findings: &mut Findings) -> Result<(), StoreError> {
    compare(
        "playbook",
        playbook::all(tx).map(named),
        &named(state.playbooks.clone()),
        findings,
    )?;
    compare("concern", concern::all(tx), &state.concerns, findings)?;
    compare("follow-up", follow_up::all(tx), &state.follow_ups, findings)?;
    compare("score", score::all(tx), &state.scores, findings)?;
    compare("cause of incident", cause::all(tx), &state.causes, findings)?;
    compare("prevention", prevention::all(tx), &state.preventions, findings)
}

fn named(plans: BTreeMap<(Category, u8), Playbook>) -> BTreeMap<String, Playbook> {
    let name = |(category, severity): (Category, u8)| format!("{} {severity}", category.key());
    plans.into_iter().map(|(key, plan)| (name(key), plan)).collect()
}

/// A table that cannot be read is a fault like any other, so that the rest is looked at all the same.
pub(super) fn compare<K: Ord + Display, V: PartialEq>(
    name: &str,
    found: Result<BTreeMap<K, V>, StoreError>,
    expected: &BTreeMap<K, V>,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let found = match found {
        Ok(found) => found,
        Err(StoreError::Sql(error)) => {
            findings.faults.push(format!("A {name} cannot be read: {error}."));
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    let lost = expected.keys().filter(|key| !found.contains_key(key));
    let other = found
        .iter()
        .filter(|(key, value)| expected.get(key) != Some(value));
    let faults = lost
        .map(|key| format!("The {name} {key} is not in the tables."))
        .chain(other.map(|(key, _)| format!("The {name} {key} is not as its events left it.")));
    let room = MOST_FAULTS.saturating_sub(findings.faults.len());
    findings.faults.extend(faults.take(room));
    Ok(())
}
