//! The totals of a period, in one place for the screen, the command line and the exports.

use std::borrow::Cow;

use comeback_domain::{Basis, BusinessDate, By, Category, Currency, MakeGoodKind, MovementSum};
use serde::Serialize;

use crate::Against;

/// How many, and how much in minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// How many.
    pub count: u32,
    /// How much, in minor units.
    pub amount: i64,
}

impl Tally {
    fn add(&mut self, sum: &MovementSum) {
        self.count += sum.count;
        self.amount += sum.minor;
    }

    fn take_back(&mut self, sum: &MovementSum) {
        self.count = self.count.saturating_sub(sum.count);
        self.amount += sum.minor;
    }
}

/// One line: a category, a kind, or all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TotalsRow {
    /// The stable name; of a person or a cause, what they are called. Empty where there is none.
    pub key: Cow<'static, str>,
    /// What people read.
    pub label: Cow<'static, str>,
    /// Vouchers issued in the period, at their amount: control.
    pub issued: Tally,
    /// Redemptions in the period, at what came off the bills, without those undone: cost.
    pub redeemed: Tally,
    /// Redemptions of the period that were undone on their day, at what had come off the bills; no part of `redeemed`.
    pub reversed: Tally,
    /// Vouchers voided or replaced in the period, at what was left on them; and what was left over on checks that are
    /// used up at their first use, which are no vouchers more.
    pub voided: Tally,
    /// Comps given in the period: cost.
    pub comps: Tally,
    /// Gestures given in the period: cost.
    pub gestures: Tally,
}

impl TotalsRow {
    fn new(key: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>) -> Self {
        let none = Tally::default();
        Self {
            key: key.into(),
            label: label.into(),
            issued: none,
            redeemed: none,
            reversed: none,
            voided: none,
            comps: none,
            gestures: none,
        }
    }

    /// Every tally in the order of the books: issued, redeemed, comps, gestures, voided, reversed.
    pub fn tallies(&self) -> [Tally; 6] {
        [
            self.issued,
            self.redeemed,
            self.comps,
            self.gestures,
            self.voided,
            self.reversed,
        ]
    }

    /// What it cost: redeemed, comps and gestures. What was issued is a promise and no part of it.
    pub fn cost(&self) -> i64 {
        self.redeemed.amount + self.comps.amount + self.gestures.amount
    }

    fn add(&mut self, sum: &MovementSum) {
        match (sum.basis, sum.kind) {
            (Basis::Issued, _) => self.issued.add(sum),
            (Basis::Redeemed, _) => self.redeemed.add(sum),
            // Undone on the day it was taken: it was never taken.
            (Basis::Reversed, _) => {
                self.redeemed.take_back(sum);
                self.reversed.count += sum.count;
                self.reversed.amount -= sum.minor;
            }
            // A promise taken back is no part of what was issued, nor of the cost: it shows in what is outstanding.
            (Basis::Voided, _) => {
                self.voided.count += sum.count;
                self.voided.amount -= sum.minor;
            }
            // The paper itself was used, and is counted there.
            (Basis::Lapsed, _) => self.voided.amount -= sum.minor,
            (Basis::Given, MakeGoodKind::Comp) => self.comps.add(sum),
            (Basis::Given, MakeGoodKind::Check | MakeGoodKind::Certificate | MakeGoodKind::Gesture) => {
                self.gestures.add(sum);
            }
        }
    }
}

/// The sums of those who have the same key, in the order they come: one row a person, or a cause.
pub fn rows_by(by: By, sums: &[(Option<String>, MovementSum)]) -> Vec<TotalsRow> {
    let mut rows: Vec<TotalsRow> = Vec::new();
    let mut sums: Vec<_> = sums.iter().collect();
    // What was taken comes before what was given back.
    sums.sort_by_key(|(_, sum)| sum.basis);
    for (key, sum) in sums {
        let found = rows
            .iter_mut()
            .find(|row| Some(row.key.as_ref()) == key.as_deref().or(Some("")));
        match found {
            Some(row) => row.add(sum),
            None => {
                let key = key.clone().unwrap_or_default();
                let label = if key.is_empty() {
                    by.nobody().to_owned()
                } else {
                    key.clone()
                };
                let mut row = TotalsRow::new(key, label);
                row.add(sum);
                rows.push(row);
            }
        }
    }
    // The dearest first; whoever is nobody last.
    rows.sort_by(|one, other| {
        let nobody = one.key.is_empty().cmp(&other.key.is_empty());
        let dearer = (other.cost(), other.issued.amount).cmp(&(one.cost(), one.issued.amount));
        nobody.then(dearer).then_with(|| one.label.cmp(&other.label))
    });
    rows
}

/// Vouchers in date with something left: a memo, not a liability (ASC 606-10-55-42).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Outstanding {
    /// How many.
    pub count: u32,
    /// What is left on them, in minor units.
    pub amount: i64,
    /// Certificates among them whose value is not known; counted, not summed.
    pub without_value: u32,
}

/// The totals of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// The first business date.
    pub from: BusinessDate,
    /// The last business date.
    pub to: BusinessDate,
    /// What all amounts are in.
    pub currency: Currency,
    /// How many incidents.
    pub incidents: u32,
    /// By what fell short; every category, also those with nothing.
    pub by_category: Vec<TotalsRow>,
    /// By what the guest got; every kind.
    pub by_kind: Vec<TotalsRow>,
    /// All of it.
    pub total: TotalsRow,
    /// As at the end of the last day.
    pub outstanding: Outstanding,
    /// Beside what the till took.
    pub against: Against,
}

impl Totals {
    /// Adds movements up.
    pub fn of(
        (from, to): (BusinessDate, BusinessDate),
        currency: Currency,
        incidents: u32,
        sums: &[MovementSum],
        outstanding: Outstanding,
    ) -> Self {
        let row = |key: &'static str, label: &'static str, wanted: &dyn Fn(&MovementSum) -> bool| {
            let mut row = TotalsRow::new(key, label);
            let mut sums: Vec<&MovementSum> = sums.iter().filter(|sum| wanted(sum)).collect();
            // What was taken comes before what was given back.
            sums.sort_by_key(|sum| sum.basis);
            sums.into_iter().for_each(|sum| row.add(sum));
            row
        };
        Self {
            from,
            to,
            currency,
            incidents,
            by_category: Category::ALL
                .iter()
                .map(|category| row(category.key(), category.label(), &|sum| sum.category == *category))
                .collect(),
            by_kind: MakeGoodKind::ALL
                .iter()
                .map(|kind| row(kind.key(), kind.label(), &|sum| sum.kind == *kind))
                .collect(),
            total: row("total", "Total", &|_| true),
            outstanding,
            against: Against::default(),
        }
    }

    /// The same beside what the till took.
    #[must_use]
    pub fn beside(self, against: Against) -> Self {
        Self { against, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sum() -> impl Strategy<Value = MovementSum> {
        let bases = prop::sample::select(Basis::ALL.to_vec());
        let categories = prop::sample::select(Category::ALL.to_vec());
        let kinds = prop::sample::select(MakeGoodKind::ALL.to_vec());
        (categories, kinds, bases, 1u32..50, 0i64..1_000_000).prop_map(
            |(category, kind, basis, count, minor)| MovementSum {
                category,
                kind,
                basis,
                // No history undoes more redemptions than there were.
                count: if basis == Basis::Reversed { 0 } else { count },
                minor: if matches!(basis, Basis::Reversed | Basis::Voided | Basis::Lapsed) {
                    -minor
                } else {
                    minor
                },
            },
        )
    }

    proptest! {
        #[test]
        fn categories_and_kinds_each_add_up_to_the_total(sums in prop::collection::vec(sum(), 0..60)) {
            let day = BusinessDate::parse("2026-11-22").expect("a date");
            let currency = Currency::parse("USD").expect("a currency");
            let totals = Totals::of((day, day), currency, 0, &sums, Outstanding::default());
            for rows in [&totals.by_category, &totals.by_kind] {
                prop_assert_eq!(rows.iter().map(TotalsRow::cost).sum::<i64>(), totals.total.cost());
                prop_assert_eq!(
                    rows.iter().map(|row| row.issued.amount).sum::<i64>(),
                    totals.total.issued.amount
                );
                prop_assert_eq!(
                    rows.iter().map(|row| row.redeemed.count).sum::<u32>(),
                    totals.total.redeemed.count
                );
            }
            let of = |basis| -> i64 { sums.iter().filter(|sum| sum.basis == basis).map(|sum| sum.minor).sum() };
            prop_assert_eq!(totals.total.issued.amount, of(Basis::Issued));
            prop_assert_eq!(totals.total.voided.amount, -of(Basis::Voided) - of(Basis::Lapsed));
            prop_assert_eq!(totals.total.cost(), of(Basis::Redeemed) + of(Basis::Given) + of(Basis::Reversed));
        }
    }
}
