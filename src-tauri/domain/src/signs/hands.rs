//! Papers that one person issued and redeemed, or that came back on the day they were issued.

use std::collections::BTreeMap;

use super::{Pile, Sign, SignKind, UsedVoucher, counted};
use crate::StaffName;

pub(super) fn same_hands(used: &[UsedVoucher]) -> Vec<Sign> {
    let mut piles: BTreeMap<&str, (&StaffName, Pile)> = BTreeMap::new();
    for one in used {
        if let (Some(by), true) = (&one.issued_by, one.issued_by == one.redeemed_by) {
            let (_, pile) = piles.entry(by.as_str()).or_insert_with(|| (by, Pile::default()));
            pile.vouchers.insert(one.voucher);
            pile.add(one.redeemed_on, one.incident);
        }
    }
    let sign = |(by, pile): (&StaffName, Pile)| {
        let papers = counted(pile.vouchers.len(), "paper", "papers");
        let sentence = format!(
            "{} issued {papers} and redeemed {} too. In a small team one person often does both.",
            by.as_str(),
            if pile.vouchers.len() == 1 { "it" } else { "them" },
        );
        pile.sign(SignKind::SameHands, sentence, Some(by.clone()))
    };
    piles.into_values().filter_map(sign).collect()
}

pub(super) fn same_day(used: &[UsedVoucher]) -> Vec<Sign> {
    let mut piles: BTreeMap<Option<&str>, (Option<&StaffName>, Pile)> = BTreeMap::new();
    for one in used.iter().filter(|one| one.issued_on == one.redeemed_on) {
        let by = one.issued_by.as_ref();
        let (_, pile) = piles
            .entry(by.map(StaffName::as_str))
            .or_insert_with(|| (by, Pile::default()));
        pile.vouchers.insert(one.voucher);
        pile.add(one.redeemed_on, one.incident);
    }
    let sign = |(by, pile): (Option<&StaffName>, Pile)| {
        let papers = counted(pile.vouchers.len(), "paper", "papers");
        let by_whom = by.map_or(String::new(), |by| format!(" that {} issued", by.as_str()));
        let (were, day) = match pile.vouchers.len() {
            1 => ("was", "it was issued"),
            _ => ("were", "they were issued"),
        };
        // “that Owen issued were redeemed on the same day” reads better than saying it twice.
        let day = by.map_or(format!("on the day {day}"), |_| "on the same day".to_owned());
        let sentence =
            format!("{papers}{by_whom} {were} redeemed {day}. Some guests use one before they leave.");
        pile.sign(SignKind::SameDay, sentence, by.cloned())
    };
    piles.into_values().filter_map(sign).collect()
}
