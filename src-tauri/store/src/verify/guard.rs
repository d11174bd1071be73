//! Who is slowed down at the door, and how far the clock is believed, as the events left it.

use comeback_domain::GuardState;

use super::Findings;
use crate::{StoreError, Tx, guard};

pub(super) fn guard(tx: &Tx<'_>, state: &GuardState, findings: &mut Findings) -> Result<(), StoreError> {
    let found = guard::state(tx)?;
    for (fits, fault) in [
        (
            found.guesses == state.guesses && found.stations == state.stations,
            "Who waits after unknown codes is not as the events say.",
        ),
        (
            found.clock_was == state.clock_was,
            "How far the clock is believed is not as the events say.",
        ),
    ] {
        if !fits {
            findings.faults.push(fault.to_owned());
        }
    }
    Ok(())
}
