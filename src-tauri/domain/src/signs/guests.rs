//! One guest, several incidents.

use std::collections::BTreeMap;

use super::{GuestIncident, Pile, SIGNS_LOOK_BACK_DAYS, Sign, SignKind};
use crate::GuestId;

/// So many incidents of one guest are worth a look.
const OFTEN: usize = 3;

pub(super) fn same_guest(guests: &[GuestIncident]) -> Vec<Sign> {
    let mut piles: BTreeMap<GuestId, (Option<&str>, Pile)> = BTreeMap::new();
    for one in guests {
        let (_, pile) = piles
            .entry(one.guest)
            .or_insert_with(|| (one.name.as_deref(), Pile::default()));
        pile.add(one.on, one.incident);
    }
    let sign = |(name, pile): (Option<&str>, Pile)| {
        let sentence = format!(
            "{} had {} incidents in {SIGNS_LOOK_BACK_DAYS} days. Regular guests meet our bad days more often.",
            name.unwrap_or("One guest"),
            pile.incidents.len(),
        );
        pile.sign(SignKind::OftenTheSameGuest, sentence, None)
    };
    piles
        .into_values()
        .filter(|(_, pile)| pile.incidents.len() >= OFTEN)
        .filter_map(sign)
        .collect()
}
