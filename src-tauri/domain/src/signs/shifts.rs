//! Make-goods when the day was nearly over.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::{GivenGood, Hours, Pile, Sign, SignKind};
use crate::StaffName;

/// The end of a day.
const LAST_OF_THE_DAY: TimeDelta = TimeDelta::minutes(30);
/// A day on which less was going on has no end that tells anything.
const A_DAY_OF_WORK: TimeDelta = TimeDelta::hours(2);
/// So many make-goods at the end of days are worth a look, if they are more than a third of that person's.
const LATE: usize = 5;

pub(super) fn late(given: &[GivenGood], hours: &Hours) -> Vec<Sign> {
    let mut people: BTreeMap<&str, (&StaffName, usize, Pile, usize)> = BTreeMap::new();
    for one in given {
        let Some(by) = &one.staff else { continue };
        let (_, all, pile, late) = people
            .entry(by.as_str())
            .or_insert_with(|| (by, 0, Pile::default(), 0));
        *all += 1;
        let at_the_end = hours.get(&one.on).is_some_and(|(first, last)| {
            *last - *first >= A_DAY_OF_WORK && *last - one.at <= LAST_OF_THE_DAY
        });
        if at_the_end {
            *late += 1;
            pile.add(one.on, one.incident);
        }
    }
    let sign = |(by, all, pile, late): (&StaffName, usize, Pile, usize)| {
        let sentence = format!(
            "{late} of the {all} make-goods of {} were given in the last half hour of a day. Some shifts write \
             everything down at the end.",
            by.as_str(),
        );
        pile.sign(SignKind::NearTheEndOfAShift, sentence, Some(by.clone()))
    };
    people
        .into_values()
        .filter(|(_, all, _, late)| *late >= LATE && late * 3 > *all)
        .filter_map(sign)
        .collect()
}
