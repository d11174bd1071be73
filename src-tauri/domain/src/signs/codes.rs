//! Bursts of codes that nobody knows.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::{Sign, SignKind, WrongCode};
use crate::StaffName;

/// So many within [`BURST`] are worth a look: as many as lead to a pause.
const MANY: usize = 5;
/// How long a burst may be.
const BURST: TimeDelta = TimeDelta::minutes(10);

/// Bursts of unknown codes, by whoever looked and where; those of one day are told together.
pub(super) fn wrong_codes(wrong: &[WrongCode]) -> Vec<Sign> {
    type Who<'a> = (Option<&'a str>, &'a str);
    let mut looks: BTreeMap<Who<'_>, Vec<&WrongCode>> = BTreeMap::new();
    for one in wrong {
        let who = (one.staff.as_ref().map(StaffName::as_str), one.station.as_str());
        looks.entry(who).or_default().push(one);
    }
    looks.into_values().flat_map(|all| bursts(&all)).collect()
}

fn bursts(all: &[&WrongCode]) -> Vec<Sign> {
    let mut in_burst = vec![false; all.len()];
    for (start, window) in all.windows(MANY).enumerate() {
        let [first, .., last] = window else { continue };
        // Taken as they were written: a clock that was set back makes no burst longer.
        if (last.at - first.at).abs() <= BURST {
            in_burst
                .iter_mut()
                .skip(start)
                .take(MANY)
                .for_each(|one| *one = true);
        }
    }
    let mut days: BTreeMap<crate::BusinessDate, Vec<&WrongCode>> = BTreeMap::new();
    for (one, counts) in all.iter().zip(in_burst) {
        if counts {
            days.entry(one.on).or_default().push(one);
        }
    }
    let sign = |(on, codes): (crate::BusinessDate, Vec<&WrongCode>)| {
        let last = codes.last()?;
        let who = match &last.staff {
            Some(staff) => format!("{} looked up", staff.as_str()),
            None => "Somebody looked up".to_owned(),
        };
        Some(Sign {
            kind: SignKind::WrongCodes,
            sentence: format!(
                "{who} {} codes we do not know on {}, within minutes. Papers of another house, or a worn one that is tried again, do that.",
                codes.len(),
                last.station,
            ),
            on,
            staff: last.staff.clone(),
            incidents: Vec::new(),
        })
    };
    days.into_iter().filter_map(sign).collect()
}
