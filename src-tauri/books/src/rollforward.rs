//! How what is outstanding moved: opening + issued - redeemed - expired - voided = closing, in count and in money.

use comeback_domain::{BusinessDate, Currency};
use serde::Serialize;

/// So many, and so much. May be below nought: a paper that got more time is expired no more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Flow {
    /// How many.
    pub count: i64,
    /// How much, in minor units.
    pub amount: i64,
}

impl Flow {
    /// So many, and so much.
    pub fn new(count: u32, amount: i64) -> Self {
        Self {
            count: count.into(),
            amount,
        }
    }

    fn since(self, before: Self) -> Self {
        Self {
            count: self.count - before.count,
            amount: self.amount - before.amount,
        }
    }
}

/// What stands of all vouchers ever issued, as at the end of a day. Always issued = outstanding + redeemed + voided +
/// expired.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Stood {
    /// In date with something left.
    pub outstanding: Flow,
    /// All of them.
    pub issued: Flow,
    /// Used up, and what was used of all.
    pub redeemed: Flow,
    /// Past their date with something left.
    pub expired: Flow,
    /// Voided or replaced.
    pub voided: Flow,
    /// Certificates among the outstanding whose value is not known: counted, not summed.
    pub without_value: u32,
    /// What was issued on those whose time has run and that were not voided, in minor units.
    pub ended_face: i64,
    /// What was used of it.
    pub ended_used: i64,
}

/// A share in hundredths of a percent.
fn share(part: i64, of: i64) -> Option<i64> {
    (of > 0).then(|| (part * 10_000 + of / 2) / of)
}

impl Stood {
    /// The share of what was issued that guests used, in hundredths of a percent, of those whose time has run; `None`
    /// while no paper of a known value has run out.
    pub fn redemption_rate(&self) -> Option<i64> {
        share(self.ended_used, self.ended_face)
    }

    /// The share never used: the rest.
    pub fn breakage(&self) -> Option<i64> {
        self.redemption_rate().map(|rate| 10_000 - rate)
    }

    /// What the outstanding may cost, going by the own past: their face by the redemption rate. A memo, never posted.
    pub fn expected_cost(&self) -> Option<i64> {
        let rate = self.redemption_rate()?;
        Some((self.outstanding.amount * rate + 5_000) / 10_000)
    }
}

/// From the end of one day to the end of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RollForward {
    /// The first business date.
    pub from: BusinessDate,
    /// The last business date.
    pub to: BusinessDate,
    /// What the amounts are in.
    pub currency: Currency,
    /// Outstanding before the first day.
    pub opening: Flow,
    /// Issued in the days.
    pub issued: Flow,
    /// Used up in the days, and what was used.
    pub redeemed: Flow,
    /// Ran out in the days, less what got more time.
    pub expired: Flow,
    /// Voided or replaced in the days.
    pub voided: Flow,
    /// Outstanding at the end of the last day.
    pub closing: Flow,
}

impl RollForward {
    /// Between what stood before the first day and at the end of the last.
    pub fn between(
        (from, to): (BusinessDate, BusinessDate),
        currency: Currency,
        before: &Stood,
        after: &Stood,
    ) -> Self {
        Self {
            from,
            to,
            currency,
            opening: before.outstanding,
            issued: after.issued.since(before.issued),
            redeemed: after.redeemed.since(before.redeemed),
            expired: after.expired.since(before.expired),
            voided: after.voided.since(before.voided),
            closing: after.outstanding,
        }
    }

    /// Whether it adds up, in count and in money. It does unless the books are damaged.
    pub fn ties_out(&self) -> bool {
        let of = |field: fn(Flow) -> i64| {
            field(self.opening) + field(self.issued)
                - field(self.redeemed)
                - field(self.expired)
                - field(self.voided)
                == field(self.closing)
        };
        of(|flow| flow.count) && of(|flow| flow.amount)
    }
}

/// What is outstanding of some age, or runs out within some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bucket {
    /// From so many days on.
    pub from: u32,
    /// To so many days; `None` for any more.
    pub to: Option<u32>,
    /// How many, and what is left on them.
    pub tally: Flow,
}

/// The days at which buckets of age end.
pub const AGES: [u32; 3] = [30, 60, 90];
/// The days at which buckets of the time left end.
pub const TIMES_LEFT: [u32; 3] = [7, 30, 60];

/// The first day of the bucket that so many days fall into.
pub fn bucket_of(ends: &[u32], days: u32) -> u32 {
    let before = ends.iter().rev().find(|end| **end < days);
    before.map_or(0, |end| end + 1)
}

/// Sorts what is outstanding into buckets that end at these days, and one for any more. Empty ones stay.
pub fn buckets(ends: &[u32], outstanding: impl Iterator<Item = (u32, i64)>) -> Vec<Bucket> {
    let starts = std::iter::once(0).chain(ends.iter().map(|end| end + 1));
    let ends_or_none = ends.iter().copied().map(Some).chain(std::iter::once(None));
    let mut made: Vec<Bucket> = starts
        .zip(ends_or_none)
        .map(|(from, to)| Bucket {
            from,
            to,
            tally: Flow::default(),
        })
        .collect();
    for (days, minor) in outstanding {
        let start = bucket_of(ends, days);
        if let Some(bucket) = made.iter_mut().find(|bucket| bucket.from == start) {
            bucket.tally.count += 1;
            bucket.tally.amount += minor;
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_fall_into_the_bucket_that_ends_at_them_or_later() {
        let made = buckets(
            &AGES,
            [(0, 100), (30, 10), (31, 1), (90, 5), (91, 7), (4_000, 1)].into_iter(),
        );
        let told: Vec<_> = made
            .iter()
            .map(|bucket| (bucket.from, bucket.to, bucket.tally.count, bucket.tally.amount))
            .collect();
        assert_eq!(
            told,
            [
                (0, Some(30), 2, 110),
                (31, Some(60), 1, 1),
                (61, Some(90), 1, 5),
                (91, None, 2, 8)
            ]
        );
    }

    #[test]
    fn what_is_expected_to_cost_goes_by_the_own_past() {
        let stood = Stood {
            outstanding: Flow::new(3, 10_000),
            ended_face: 30_000,
            ended_used: 10_000,
            ..Stood::default()
        };
        assert_eq!(
            (stood.redemption_rate(), stood.breakage(), stood.expected_cost()),
            (Some(3_333), Some(6_667), Some(3_333))
        );
        let new = Stood {
            ended_face: 0,
            ended_used: 0,
            ..stood
        };
        assert_eq!(
            (new.breakage(), new.expected_cost()),
            (None, None),
            "nothing has run out yet"
        );
    }
}
