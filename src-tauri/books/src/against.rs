//! What it cost beside what was sold. A figure is held against another of the same days only: the cost of a day without net
//! sales is in no percentage, and the days that are in it are told.

use comeback_domain::{BusinessDate, DaySum, Takings, TakingsSum};
use serde::Serialize;

/// The cost of a period beside its net sales, and its incidents beside its covers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Against {
    /// What the till took, and on how many days that is known.
    #[serde(flatten)]
    pub till: TakingsSum,
    /// What it cost on the days whose net sales are known, in minor units.
    pub cost_on_those_days: i64,
    /// How many incidents there were on the days whose covers are known.
    pub incidents_on_those_days: u32,
}

impl Against {
    /// Holds the days of a period against what the till took on them.
    pub fn of(period: (BusinessDate, BusinessDate), takings: &[Takings], days: &[DaySum]) -> Self {
        let inside = |each: &&Takings| period.0 <= each.from && each.to <= period.1;
        let known = |wanted: fn(&Takings) -> bool, day: BusinessDate| {
            let mut known = takings.iter().filter(inside).filter(|each| wanted(each));
            known.any(|each| each.touches(day, day))
        };
        let sold = days
            .iter()
            .filter(|day| known(|each| each.net_sales.is_some(), day.day));
        let served = days
            .iter()
            .filter(|day| known(|each| each.covers.is_some(), day.day));
        Self {
            till: TakingsSum::of(period, takings),
            cost_on_those_days: sold.map(|day| day.cost).sum(),
            incidents_on_those_days: served.map(|day| day.incidents).sum(),
        }
    }

    /// The cost in hundredths of a percent of net sales, half upward; `None` where nothing is known to have been sold.
    pub fn of_net_sales(&self) -> Option<i64> {
        let sales = self.till.net_sales.any().filter(|sales| *sales > 0)?;
        Some(rounded(i128::from(self.cost_on_those_days) * 10_000, sales))
    }

    /// Incidents for every thousand covers, in tenths, half upward; `None` where nobody is known to have been served.
    pub fn per_thousand_covers(&self) -> Option<i64> {
        let covers = self.till.covers.any().filter(|covers| *covers > 0)?;
        Some(rounded(i128::from(self.incidents_on_those_days) * 10_000, covers))
    }
}

fn rounded(dividend: i128, divisor: i64) -> i64 {
    let divisor = i128::from(divisor);
    i64::try_from((2 * dividend + divisor).div_euclid(2 * divisor)).unwrap_or(i64::MAX)
}

/// `0.89` for 89 hundredths.
pub fn hundredths(figure: i64) -> String {
    format!("{}.{:02}", figure / 100, figure % 100)
}

/// `33.6` for 336 tenths.
pub fn tenths(figure: i64) -> String {
    format!("{}.{}", figure / 10, figure % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use comeback_domain::{Currency, Money};

    fn day(text: &str) -> BusinessDate {
        BusinessDate::parse(text).expect("a date")
    }

    fn takings(from: &str, to: &str, sales: Option<i64>, covers: Option<u32>) -> Takings {
        let currency = Currency::parse("USD").expect("a currency");
        Takings {
            net_sales: sales.map(|minor| Money::new(minor, currency)),
            covers,
            ..Takings::of(day(from), day(to))
        }
    }

    fn sum(text: &str, cost: i64, incidents: u32) -> DaySum {
        DaySum {
            day: day(text),
            cost,
            off_bills: cost,
            incidents,
        }
    }

    #[test]
    fn figures_are_held_against_the_same_days() {
        let period = (day("2026-10-01"), day("2026-10-31"));
        let known = [
            takings("2026-09-28", "2026-10-01", Some(900_000), Some(900)),
            takings("2026-10-02", "2026-10-02", Some(482_150), None),
            takings("2026-10-03", "2026-10-09", Some(100_000), Some(50)),
        ];
        let days = [
            sum("2026-10-01", 50_000, 9),
            sum("2026-10-02", 4_000, 2),
            sum("2026-10-05", 1_179, 2),
            sum("2026-10-20", 70_000, 40),
        ];
        let against = Against::of(period, &known, &days);
        assert_eq!(
            (against.cost_on_those_days, against.incidents_on_those_days),
            (5_179, 2)
        );
        assert_eq!((against.till.net_sales.days, against.till.covers.days), (8, 7));
        assert_eq!(against.of_net_sales().map(hundredths).as_deref(), Some("0.89"));
        assert_eq!(against.per_thousand_covers().map(tenths).as_deref(), Some("40.0"));
    }

    #[test]
    fn where_nothing_is_known_nothing_is_said() {
        let period = (day("2026-10-01"), day("2026-10-31"));
        let days = [sum("2026-10-02", 4_000, 2)];
        let bare = Against::of(period, &[], &days);
        assert_eq!((bare.of_net_sales(), bare.per_thousand_covers()), (None, None));
        let shut = Against::of(
            period,
            &[takings("2026-10-02", "2026-10-02", Some(0), Some(0))],
            &days,
        );
        assert_eq!((shut.of_net_sales(), shut.per_thousand_covers()), (None, None));
    }

    #[test]
    fn half_goes_upward_and_small_figures_keep_their_noughts() {
        assert_eq!((rounded(5, 10), rounded(4, 10), rounded(0, 7)), (1, 0, 0));
        assert_eq!(
            (hundredths(5), hundredths(1_234), tenths(3), tenths(336)),
            ("0.05".into(), "12.34".into(), "0.3".into(), "33.6".into())
        );
    }
}
