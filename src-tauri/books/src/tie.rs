//! The till's comps against ours: the two sums, the difference, and the bills that are in one list and not in the other.

use std::collections::{BTreeMap, BTreeSet};

use comeback_domain::{
    Basis, BusinessDate, Currency, DaySum, MakeGoodKind, Movement, Takings, TillBill, bill_key, days_of,
};
use serde::Serialize;

/// The comps of one stretch of days, as the till has them and as we do, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TieRow {
    /// The first business date.
    pub from: BusinessDate,
    /// The last business date.
    pub to: BusinessDate,
    /// What the till booked as comps.
    pub till: i64,
    /// What came off bills with us: redeemed and comps. Gestures never were on a bill.
    pub ours: i64,
}

impl TieRow {
    /// Ours less the till's.
    pub fn difference(&self) -> i64 {
        self.ours - self.till
    }
}

/// A bill, or a comp without one, that the other side does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unmatched {
    /// The business date.
    pub day: BusinessDate,
    /// The number of the bill, as it was written; `None` for a comp of ours without one.
    pub bill: Option<String>,
    /// What came off it, in minor units.
    pub amount: i64,
    /// The incident it made good; `None` on the side of the till.
    pub incident: Option<String>,
    /// What it was with us: `check`, `certificate` or `comp`.
    pub kind: Option<&'static str>,
}

/// A bill that both sides have, at two amounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OtherAmount {
    /// The business date.
    pub day: BusinessDate,
    /// The number of the bill, as we have it.
    pub bill: String,
    /// What the till took off it, in minor units.
    pub till: i64,
    /// What we took off it, in minor units.
    pub ours: i64,
}

/// The till's comps of a period against ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tie {
    /// The first business date.
    pub from: BusinessDate,
    /// The last business date.
    pub to: BusinessDate,
    /// What all amounts are in.
    pub currency: Currency,
    /// How many business dates there are.
    pub days: u32,
    /// On how many of them the till's comps are known. The others are in neither sum.
    pub known_days: u32,
    /// Each day or stretch whose comps are known.
    pub rows: Vec<TieRow>,
    /// What came off our bills on days whose comps of the till are not known.
    pub ours_elsewhere: i64,
    /// On how many days the till's list of bills is known.
    pub days_with_bills: u32,
    /// How many bills and comps are on both sides, at the same amount.
    pub matched: u32,
    /// Ours that the till does not have, on days whose list is known.
    pub ours_alone: Vec<Unmatched>,
    /// The till's that we do not have.
    pub till_alone: Vec<Unmatched>,
    /// On both sides, at two amounts.
    pub other_amounts: Vec<OtherAmount>,
    /// Redemptions of ours that name no bill, in the whole period.
    pub without_a_bill: u32,
}

impl Tie {
    /// The till's comps together, in minor units.
    pub fn till(&self) -> i64 {
        self.rows.iter().map(|row| row.till).sum()
    }

    /// What came off our bills on the same days, in minor units.
    pub fn ours(&self) -> i64 {
        self.rows.iter().map(|row| row.ours).sum()
    }

    /// Ours less the till's.
    pub fn difference(&self) -> i64 {
        self.ours() - self.till()
    }

    /// Holds a period against the till. A day whose comps nobody typed in has the sum of its bills, where their list was
    /// pasted. Bills are matched by their numbers; comps of ours without one by their amount, each with one of the day
    /// that is left over on the side of the till.
    pub fn of(
        (from, to): (BusinessDate, BusinessDate),
        currency: Currency,
        days: &[DaySum],
        movements: &[Movement],
        takings: &[Takings],
        bills: &BTreeMap<BusinessDate, Vec<TillBill>>,
    ) -> Self {
        let mut tie = Self {
            from,
            to,
            currency,
            days: days_of(from, to),
            known_days: 0,
            rows: rows((from, to), days, takings, bills),
            ours_elsewhere: 0,
            days_with_bills: u32::try_from(bills.len()).unwrap_or(u32::MAX),
            matched: 0,
            ours_alone: Vec::new(),
            till_alone: Vec::new(),
            other_amounts: Vec::new(),
            without_a_bill: 0,
        };
        tie.known_days = tie.rows.iter().map(|row| days_of(row.from, row.to)).sum();
        let all: i64 = days.iter().map(|day| day.off_bills).sum();
        tie.ours_elsewhere = all - tie.ours();
        let mut ours: BTreeMap<BusinessDate, Vec<&Movement>> = BTreeMap::new();
        for movement in movements.iter().filter(|movement| comes_off_a_bill(movement)) {
            ours.entry(movement.business_date).or_default().push(movement);
        }
        tie.without_a_bill = ours.values().map(|ours| nameless(ours)).sum();
        let nothing = Vec::new();
        for (day, till) in bills {
            tie.match_day(*day, ours.get(day).unwrap_or(&nothing), till);
        }
        tie
    }

    fn match_day(&mut self, day: BusinessDate, ours: &[&Movement], till: &[TillBill]) {
        let mut till_bills: BTreeMap<String, (String, i64)> = BTreeMap::new();
        for bill in till {
            let known = till_bills
                .entry(bill_key(&bill.bill))
                .or_insert((bill.bill.clone(), 0));
            known.1 += bill.amount.minor;
        }
        let (numbered, bare) = gathered(ours);
        for (key, (bill, amount, movement)) in numbered {
            match till_bills.remove(&key) {
                Some((_, till)) if till == amount => self.matched += 1,
                Some((_, till)) => self.other_amounts.push(OtherAmount {
                    day,
                    bill,
                    till,
                    ours: amount,
                }),
                None => self.ours_alone.push(alone(day, Some(bill), amount, movement)),
            }
        }
        for (amount, movement) in bare {
            let same = till_bills.iter().find(|(_, (_, till))| *till == amount);
            match same.map(|(key, _)| key.clone()) {
                Some(key) => {
                    till_bills.remove(&key);
                    self.matched += 1;
                }
                None => self.ours_alone.push(alone(day, None, amount, movement)),
            }
        }
        let rest = till_bills.into_values().filter(|(_, amount)| *amount != 0);
        self.till_alone.extend(rest.map(|(bill, amount)| Unmatched {
            day,
            bill: Some(bill),
            amount,
            incident: None,
            kind: None,
        }));
    }
}

fn comes_off_a_bill(movement: &Movement) -> bool {
    match movement.basis {
        Basis::Redeemed | Basis::Reversed => true,
        Basis::Given => movement.kind == MakeGoodKind::Comp,
        Basis::Issued | Basis::Voided | Basis::Lapsed => false,
    }
}

/// Redemptions without a bill number, less those undone.
fn nameless(ours: &[&Movement]) -> u32 {
    let count = |basis| {
        ours.iter()
            .filter(|one| one.basis == basis && one.bill.is_none())
            .count()
    };
    let left = count(Basis::Redeemed).saturating_sub(count(Basis::Reversed));
    u32::try_from(left).unwrap_or(u32::MAX)
}

/// Our bills by their key, as they were written, with what came off each; and what names no bill. What was undone is gone.
type Numbered<'a> = BTreeMap<String, (String, i64, &'a Movement)>;

fn gathered<'a>(ours: &[&'a Movement]) -> (Numbered<'a>, Vec<(i64, &'a Movement)>) {
    let (mut numbered, mut bare): (Numbered<'a>, Vec<(i64, &Movement)>) = (BTreeMap::new(), Vec::new());
    for movement in ours {
        let amount = movement.amount.map_or(0, |amount| amount.minor);
        match movement.bill.as_deref() {
            Some(bill) => {
                let known = numbered
                    .entry(bill_key(bill))
                    .or_insert((bill.to_owned(), 0, movement));
                known.1 += amount;
            }
            // What was undone takes away one of the same amount.
            None if amount < 0 => {
                if let Some(place) = bare.iter().position(|(other, _)| *other == -amount) {
                    bare.remove(place);
                }
            }
            None => bare.push((amount, movement)),
        }
    }
    numbered.retain(|_, (_, amount, _)| *amount != 0);
    bare.retain(|(amount, _)| *amount != 0);
    (numbered, bare)
}

fn alone(day: BusinessDate, bill: Option<String>, amount: i64, movement: &Movement) -> Unmatched {
    Unmatched {
        day,
        bill,
        amount,
        incident: Some(movement.incident.to_string()),
        kind: Some(movement.kind.key()),
    }
}

/// Every stretch whose comps are known and that lies in the period, by the day.
fn rows(
    (from, to): (BusinessDate, BusinessDate),
    days: &[DaySum],
    takings: &[Takings],
    bills: &BTreeMap<BusinessDate, Vec<TillBill>>,
) -> Vec<TieRow> {
    let ours = |from: BusinessDate, to: BusinessDate| -> i64 {
        let inside = days.iter().filter(|day| from <= day.day && day.day <= to);
        inside.map(|day| day.off_bills).sum()
    };
    let typed = takings.iter().filter(|each| from <= each.from && each.to <= to);
    let mut rows: Vec<TieRow> = typed
        .filter_map(|each| {
            Some(TieRow {
                from: each.from,
                to: each.to,
                till: each.comps?.minor,
                ours: ours(each.from, each.to),
            })
        })
        .collect();
    let typed: BTreeSet<(BusinessDate, BusinessDate)> = rows.iter().map(|row| (row.from, row.to)).collect();
    let bare = bills
        .iter()
        .filter(|(day, _)| !typed.iter().any(|(from, to)| from <= *day && *day <= to));
    rows.extend(bare.map(|(day, bills)| TieRow {
        from: *day,
        to: *day,
        till: bills.iter().map(|bill| bill.amount.minor).sum(),
        ours: ours(*day, *day),
    }));
    rows.sort_by_key(|row| row.from);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use comeback_domain::{Category, IncidentId, Money};

    fn usd() -> Currency {
        Currency::parse("USD").expect("a currency")
    }

    fn day(number: u32) -> BusinessDate {
        BusinessDate::parse(&format!("2026-10-{number:02}")).expect("a date")
    }

    fn moved(on: u32, basis: Basis, kind: MakeGoodKind, bill: Option<&str>, minor: i64) -> Movement {
        Movement {
            seq: 1,
            at: "2026-10-22T00:43:00Z".parse().expect("an instant"),
            business_date: day(on),
            basis,
            category: Category::Service,
            kind,
            incident: "019aa9a5-0000-7000-8000-000000000001"
                .parse::<IncidentId>()
                .expect("an id"),
            last_four: None,
            what: None,
            bill: bill.map(str::to_owned),
            staff: None,
            amount: Some(Money::new(minor, usd())),
            of_date: None,
            of_batch: None,
        }
    }

    fn tied(movements: &[Movement], takings: &[Takings], bills: &[(u32, &str, i64)]) -> Tie {
        let mut days: BTreeMap<BusinessDate, DaySum> = BTreeMap::new();
        for movement in movements.iter().filter(|movement| comes_off_a_bill(movement)) {
            let sum = days.entry(movement.business_date).or_insert(DaySum {
                day: movement.business_date,
                cost: 0,
                off_bills: 0,
                incidents: 0,
            });
            sum.off_bills += movement.amount.map_or(0, |amount| amount.minor);
        }
        let days: Vec<DaySum> = days.into_values().collect();
        let mut lists: BTreeMap<BusinessDate, Vec<TillBill>> = BTreeMap::new();
        for (on, bill, minor) in bills {
            lists.entry(day(*on)).or_default().push(TillBill {
                bill: (*bill).to_owned(),
                amount: Money::new(*minor, usd()),
            });
        }
        Tie::of((day(1), day(31)), usd(), &days, movements, takings, &lists)
    }

    fn comps(on: u32, minor: i64) -> Takings {
        Takings {
            comps: Some(Money::new(minor, usd())),
            ..Takings::of(day(on), day(on))
        }
    }

    #[test]
    fn sums_are_of_the_days_that_both_sides_know() {
        use Basis::{Given, Redeemed, Reversed};
        use MakeGoodKind::{Check, Comp, Gesture};
        let movements = [
            moved(2, Redeemed, Check, Some("40931"), 2_400),
            moved(2, Reversed, Check, Some("40931"), -2_400),
            moved(2, Given, Comp, None, 1_250),
            moved(2, Given, Gesture, None, 900),
            moved(3, Redeemed, Check, None, 1_000),
        ];
        let tie = tied(&movements, &[comps(2, 1_000)], &[]);
        assert_eq!((tie.till(), tie.ours(), tie.difference()), (1_000, 1_250, 250));
        assert_eq!((tie.known_days, tie.days, tie.ours_elsewhere), (1, 31, 1_000));
        assert_eq!(
            (tie.without_a_bill, tie.ours_alone.len()),
            (1, 0),
            "nothing is alone where no list is known"
        );
    }

    #[test]
    fn bills_are_matched_both_ways_and_comps_without_one_by_their_amount() {
        use Basis::{Given, Redeemed};
        use MakeGoodKind::{Certificate, Check, Comp};
        let movements = [
            moved(2, Redeemed, Check, Some("40931"), 2_400),
            moved(2, Redeemed, Check, Some("#0040932"), 500),
            moved(2, Redeemed, Certificate, Some("40932"), 700),
            moved(2, Redeemed, Check, Some("40940"), 300),
            moved(2, Redeemed, Check, Some("40950"), 800),
            moved(2, Given, Comp, None, 1_250),
            moved(2, Given, Comp, None, 1_250),
        ];
        let bills = [
            (2, "40931", 2_400),
            (2, "40932", 1_200),
            (2, "40940", 350),
            (2, "40960", 1_250),
            (2, "40970", 99),
            (2, "40971", 0),
        ];
        let tie = tied(&movements, &[], &bills);
        assert_eq!((tie.till(), tie.ours(), tie.matched), (5_299, 7_200, 3));
        let told = |alone: &[Unmatched]| -> Vec<(Option<String>, i64)> {
            alone.iter().map(|one| (one.bill.clone(), one.amount)).collect()
        };
        assert_eq!(
            told(&tie.ours_alone),
            [(Some("40950".to_owned()), 800), (None, 1_250)]
        );
        assert_eq!(told(&tie.till_alone), [(Some("40970".to_owned()), 99)]);
        assert_eq!(
            tie.other_amounts,
            [OtherAmount {
                day: day(2),
                bill: "40940".to_owned(),
                till: 350,
                ours: 300
            }]
        );
        // The difference is what stands in the three lists, to the minor unit.
        let apart: i64 = tie.ours_alone.iter().map(|one| one.amount).sum::<i64>()
            - tie.till_alone.iter().map(|one| one.amount).sum::<i64>()
            + tie
                .other_amounts
                .iter()
                .map(|one| one.ours - one.till)
                .sum::<i64>();
        assert_eq!(apart, tie.difference());
    }

    #[test]
    fn a_typed_sum_goes_before_that_of_the_list() {
        let movements = [moved(2, Basis::Given, MakeGoodKind::Comp, None, 1_000)];
        let tie = tied(&movements, &[comps(2, 1_100)], &[(2, "1", 1_000)]);
        assert_eq!((tie.till(), tie.difference(), tie.matched), (1_100, -100, 1));
    }
}
