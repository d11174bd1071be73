//! Incidents by week, against the covers of the same days.

use std::collections::BTreeMap;

use super::{Change, Tendency};
use crate::{BusinessDate, Takings};

/// A week with what went wrong in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekRate {
    /// Its first day.
    pub from: BusinessDate,
    /// Its last day.
    pub to: BusinessDate,
    /// Incidents of all its days.
    pub incidents: u32,
    /// Incidents of those days whose covers are known.
    pub counted: u32,
    /// Their covers; `None` where too few days of the week have any.
    pub covers: Option<u32>,
}

impl WeekRate {
    /// Incidents for every 1,000 covers, in tenths, a half rounded up.
    pub fn per_thousand(&self) -> Option<u32> {
        let covers = u64::from(self.covers.filter(|covers| *covers > 0)?);
        let tenths = (u64::from(self.counted) * 20_000 + covers) / (covers * 2);
        u32::try_from(tenths).ok()
    }
}

/// Of how many days of a week covers must be known to tell its rate.
const ENOUGH_DAYS: u32 = 4;

/// The whole weeks of a period, counted back from its last day.
pub fn weeks_of(from: BusinessDate, to: BusinessDate) -> Vec<(BusinessDate, BusinessDate)> {
    let mut weeks = Vec::new();
    let mut last = to.date();
    while let Some(first) = last.checked_sub_days(chrono::Days::new(6)) {
        if first < from.date() {
            break;
        }
        weeks.push((BusinessDate::new(first), BusinessDate::new(last)));
        let Some(before) = first.pred_opt() else { break };
        last = before;
    }
    weeks.reverse();
    weeks
}

/// Incidents and covers by week. Covers of a stretch count where it lies in one week: of a month typed as a whole nobody
/// knows how it fell on the weeks. A week before the first incident is no week without one: perhaps nobody wrote any down
/// yet.
pub fn rates_by_week(
    (from, to): (BusinessDate, BusinessDate),
    first_incident: Option<BusinessDate>,
    days: &BTreeMap<BusinessDate, u32>,
    takings: &[Takings],
) -> Vec<WeekRate> {
    let sum = |from: BusinessDate, to: BusinessDate| -> u32 { days.range(from..=to).map(|(_, n)| n).sum() };
    weeks_of(from, to)
        .into_iter()
        .filter(|(_, last)| first_incident.is_some_and(|first| first <= *last))
        .map(|(from, to)| {
            let within = |stretch: &&Takings| stretch.from >= from && stretch.to <= to;
            let known = takings.iter().filter(within).filter_map(|stretch| {
                stretch
                    .covers
                    .map(|covers| (stretch.days(), covers, sum(stretch.from, stretch.to)))
            });
            let (known_days, covers, counted) = known.fold((0, 0, 0), |sums, one| {
                (sums.0 + one.0, sums.1 + one.1, sums.2 + one.2)
            });
            WeekRate {
                from,
                to,
                incidents: sum(from, to),
                counted,
                covers: (known_days >= ENOUGH_DAYS && covers > 0).then_some(covers),
            }
        })
        .collect()
}

/// Whether the later half of the weeks has fewer than the earlier, for its covers where they are known of all weeks.
pub fn tendency_of(weeks: &[WeekRate]) -> Tendency {
    let (early, late) = weeks.split_at(weeks.len() / 2);
    if early.is_empty() {
        return Tendency::CannotTell;
    }
    let by_covers = weeks.iter().all(|week| week.covers.is_some());
    let of = |half: &[WeekRate]| -> (u32, u64) {
        if by_covers {
            let covers = half.iter().map(|week| u64::from(week.covers.unwrap_or(0))).sum();
            (half.iter().map(|week| week.counted).sum(), covers)
        } else {
            let days = u64::try_from(half.len() * 7).unwrap_or(0);
            (half.iter().map(|week| week.incidents).sum(), days)
        }
    };
    let ((before, before_over), (after, after_over)) = (of(early), of(late));
    Change {
        before,
        before_over,
        after,
        after_over,
    }
    .tendency()
}
