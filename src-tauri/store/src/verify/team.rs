//! The people, their limits and what waits are as the events left them.

use std::collections::BTreeMap;

use comeback_domain::{AskedId, HouseState, StaffName, TeamState, VoucherId};
use rusqlite::Row;

use super::Findings;
use crate::{StoreError, Tx, asked, staff};

pub(super) fn team(tx: &Tx<'_>, state: &TeamState, findings: &mut Findings) -> Result<(), StoreError> {
    let people: BTreeMap<_, _> = staff::all(tx)?.into_iter().map(|one| (one.staff, one)).collect();
    let limits: BTreeMap<_, _> = staff::limits(tx)?
        .into_iter()
        .map(|limit| ((limit.holder, limit.window), limit.amount))
        .collect();
    let waiting = asked::waiting(tx)?;
    let waits_as_asked = |found: &asked::Asked| {
        let known = state.waiting.get(&found.id);
        known.is_some_and(|known| {
            (known.at, known.asked.incident) == (found.at, found.incident)
                && (&known.asked.gives, &known.asked.staff) == (&found.gives, &found.staff)
                && known.asked.why == found.why
        })
    };
    let all_wait = waiting.len() == state.waiting.len() && waiting.iter().all(waits_as_asked);
    for (fits, fault) in [
        (
            people == state.staff,
            "The people of the house are not those of its events.",
        ),
        (
            staff::names(tx)? == state.names,
            "The names people had are not those of the events.",
        ),
        (limits == state.limits, "The limits are not those of the events."),
        (
            staff::signin(tx)? == state.signin,
            "Whether people sign in is not as its last event says.",
        ),
        (all_wait, "What waits for a yes is not what the events say."),
    ] {
        if !fits {
            findings.faults.push(fault.to_owned());
        }
    }
    Ok(())
}

/// The yes to a make-good, and what it was asked for as, are those of its event.
pub(super) fn approval_fits(
    row: &Row<'_>,
    approved_by: Option<&StaffName>,
    asked: Option<AskedId>,
) -> rusqlite::Result<bool> {
    Ok(
        row.get::<_, Option<String>>("approved_by")?.as_deref() == approved_by.map(StaffName::as_str)
            && row.get::<_, Option<String>>("asked")? == asked.map(|asked| asked.to_string()),
    )
}

pub(super) fn voucher_approval_fits(
    row: &Row<'_>,
    state: &HouseState,
    id: VoucherId,
) -> rusqlite::Result<bool> {
    match state.approval_of.get(&id) {
        Some((approved_by, asked)) => approval_fits(row, approved_by.as_ref(), *asked),
        None => approval_fits(row, None, None),
    }
}
