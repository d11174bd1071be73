//! Who is at the screen, as the page is told.

use comeback_domain::{Deed, Instant, Staff};
use comeback_store::{Tx, staff};

use crate::house::gate::Presence;
use crate::{ActionError, dto};

/// Somebody as a list of names shows them.
pub(crate) fn person(staff: &Staff) -> dto::Person {
    dto::Person {
        id: staff.staff.to_string(),
        name: staff.name.as_str().to_owned(),
        role: staff.role.key().to_owned(),
        proves_with: staff.role.proof().key(),
    }
}

/// Who is at this screen, and who could be.
pub(crate) fn session_state(
    tx: &Tx<'_>,
    presence: &Presence,
    waits_until: Option<Instant>,
) -> Result<dto::SessionState, ActionError> {
    let may = Deed::ALL.into_iter().filter(|deed| presence.may(*deed));
    let may = may.map(|deed| deed.key().to_owned()).collect();
    if !presence.signin {
        return Ok(dto::SessionState {
            may,
            ..dto::SessionState::default()
        });
    }
    let all = staff::all(tx)?;
    Ok(dto::SessionState {
        signin: true,
        who: presence.who.as_ref().map(person),
        locked: presence.locked || presence.who.is_none(),
        locks_after: presence
            .who
            .as_ref()
            .and_then(|who| u32::try_from(who.role.idle().as_secs()).ok()),
        may,
        people: all.iter().filter(|one| one.active).map(person).collect(),
        waits_until: waits_until.map(crate::show::moment),
    })
}
