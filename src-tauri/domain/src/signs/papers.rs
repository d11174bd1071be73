//! Papers that were printed, undone or replaced again and again.

use std::collections::BTreeMap;

use super::{Pile, PrintedAgain, Sign, SignKind, Undone, counted};
use crate::VoucherId;

/// So many reprints of one paper are worth a look.
const REPRINTS: u32 = 3;
/// So many reversals and replacements of one paper are.
const CHAIN: usize = 2;

pub(super) fn reprints(printed: &[PrintedAgain]) -> Vec<Sign> {
    let sign = |one: &PrintedAgain| Sign {
        kind: SignKind::Reprints,
        sentence: format!(
            "The paper …{} was printed again {} times. Printers jam; its code still redeems once.",
            one.last_four, one.times
        ),
        on: one.on,
        staff: one.staff.clone(),
        incidents: vec![one.incident],
    };
    printed
        .iter()
        .filter(|one| one.times >= REPRINTS)
        .map(sign)
        .collect()
}

/// Papers whose redemptions were undone, or which were replaced, more than once: a chain has the paper that stands for a
/// lost one count with it.
pub(super) fn chains(undone: &[Undone]) -> Vec<Sign> {
    let mut first: BTreeMap<VoucherId, VoucherId> = BTreeMap::new();
    let mut piles: BTreeMap<VoucherId, (Vec<&Undone>, Pile)> = BTreeMap::new();
    for one in undone {
        let chain = first.get(&one.voucher).copied().unwrap_or(one.voucher);
        if let Some(by) = one.replaced_by {
            first.insert(by, chain);
        }
        let (all, pile) = piles.entry(chain).or_default();
        all.push(one);
        pile.add(one.on, one.incident);
    }
    let sign = |(all, pile): (Vec<&Undone>, Pile)| {
        let last = all.last()?;
        let replaced = all.iter().filter(|one| one.replaced_by.is_some()).count();
        let reversed = all.len() - replaced;
        let times = |number: usize, what: &str| match number {
            0 => None,
            1 => Some(format!("{what} once")),
            2 => Some(format!("{what} twice")),
            _ => Some(format!("{what} {number} times")),
        };
        let done: Vec<String> = [times(reversed, "reversed"), times(replaced, "replaced")]
            .into_iter()
            .flatten()
            .collect();
        let people: std::collections::BTreeSet<&str> = all
            .iter()
            .filter_map(|one| one.staff.as_ref().map(crate::StaffName::as_str))
            .collect();
        let by = match people.len() {
            0 => String::new(),
            1 => format!(" by {}", people.iter().copied().collect::<String>()),
            several => format!(" by {}", counted(several, "person", "people")),
        };
        let sentence = format!(
            "The paper …{} was {}{by}. A bill that was split, or a paper that was lost twice, looks like this.",
            last.last_four,
            done.join(" and "),
        );
        let staff = last.staff.clone().filter(|_| people.len() == 1);
        pile.sign(SignKind::Reversals, sentence, staff)
    };
    piles
        .into_values()
        .filter(|(all, _)| all.len() >= CHAIN)
        .filter_map(sign)
        .collect()
}
