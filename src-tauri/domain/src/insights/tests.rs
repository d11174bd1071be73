use super::*;
use crate::Takings;
use proptest::prelude::*;

fn date(text: &str) -> BusinessDate {
    BusinessDate::parse(text).expect("a date")
}

fn papers(facts: &[(Option<u32>, u32, i64)]) -> InsightFacts {
    InsightFacts {
        papers: facts
            .iter()
            .map(|(days, papers, minor)| PaperFact {
                days: *days,
                papers: *papers,
                minor: *minor,
            })
            .collect(),
        ..InsightFacts::default()
    }
}

#[test]
fn a_rate_is_of_papers_whose_time_has_run() {
    let mut facts = papers(&[(None, 49, 0), (Some(3), 40, 120_000), (Some(17), 39, 100_000)]);
    facts.beside = 64_400;
    let returns = facts.returns();
    assert_eq!((returns.ran, returns.back(), returns.rate()), (128, 79, Some(62)));
    assert_eq!(returns.each(), Some(3_600), "$2,844.00 over 79");
    assert_eq!(returns.middle(), Some(3));
    assert_eq!(returns.by_week(), [40, 0, 39]);
    let none = InsightFacts::default().returns();
    assert_eq!((none.rate(), none.each(), none.middle()), (None, None, None));
    assert_eq!(
        papers(&[(Some(3), 4, 0)]).returns().middle(),
        None,
        "four have no middle"
    );
}

#[test]
fn causes_stand_in_the_order_of_how_often() {
    let facts = InsightFacts {
        causes: vec![
            ("bag".to_owned(), 1),
            ("pass".to_owned(), 3),
            ("keyed".to_owned(), 1),
        ],
        costs: vec![
            (String::new(), 2, 900),
            ("keyed".to_owned(), 1, 500),
            ("old".to_owned(), 1, 200),
        ],
        unused: vec![("pass".to_owned(), 2)],
        ..InsightFacts::default()
    };
    let lines = facts.pareto();
    let told: Vec<_> = lines
        .iter()
        .map(|line| {
            (
                line.key.as_str(),
                line.incidents,
                line.minor,
                line.unused,
                line.share,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("pass", 3, 0, 2, 60),
            ("keyed", 1, 500, 0, 80),
            ("bag", 1, 0, 0, 100),
            ("old", 0, 200, 0, 100)
        ]
    );
    assert_eq!(make_half(&lines), 1);
    assert_eq!(facts.cost(), 1_600, "with what has no cause");
}

#[test]
fn an_hour_is_the_shops_and_the_night_belongs_to_the_day_before() {
    let day = BusinessDay {
        zone: chrono_tz::America::Detroit,
        cutover: chrono::NaiveTime::from_hms_opt(4, 0, 0).expect("a time"),
    };
    let quarter = |at: &str| at.parse::<crate::Instant>().expect("a moment").timestamp() / 900;
    let facts = InsightFacts {
        quarters: vec![
            (quarter("2026-11-22T00:42:00Z"), 2),
            (quarter("2026-11-22T06:10:00Z"), 1),
        ],
        ..InsightFacts::default()
    };
    let hours: Vec<_> = facts.hours(&day).into_iter().collect();
    assert_eq!(
        hours,
        [((5, 1), 1), ((5, 19), 2)],
        "Saturday, at one in the night and at seven"
    );
}

#[test]
fn a_place_tells_the_door() {
    for (takeout, place, channel) in [
        (false, Some("table"), Channel::InTheHouse),
        (false, Some(""), Channel::InTheHouse),
        (false, None, Channel::NotSaid),
        (true, None, Channel::Takeout),
        (true, Some("delivery"), Channel::Delivery),
        (false, Some("to go window"), Channel::Takeout),
        (true, Some("phone"), Channel::FromAfar),
    ] {
        assert_eq!(Channel::of(takeout, place), channel, "{takeout} {place:?}");
    }
    for channel in Channel::ALL {
        assert_eq!(Channel::from_key(channel.key()), Some(channel));
    }
}

#[test]
fn a_period_is_held_against_as_many_days_or_months() {
    let of = |against: Against, from, to| {
        let (from, to) = against.of((date(from), date(to)));
        format!("{from} {to}")
    };
    assert_eq!(
        of(Against::Before, "2026-08-31", "2026-11-22"),
        "2026-06-08 2026-08-30"
    );
    assert_eq!(
        of(Against::Before, "2026-03-01", "2026-03-31"),
        "2026-02-01 2026-02-28"
    );
    assert_eq!(
        of(Against::Before, "2026-01-01", "2026-12-31"),
        "2025-01-01 2025-12-31"
    );
    assert_eq!(
        of(Against::YearAgo, "2024-02-29", "2024-03-01"),
        "2023-02-28 2023-03-01"
    );
}

#[test]
fn a_change_says_how_sure_it_is() {
    let change = |before, after| Change {
        before,
        before_over: 28,
        after,
        after_over: 28,
    };
    for (before, after, tendency, says) in [
        (40, 12, Tendency::Less, "Somewhere between 43% and 84% fewer."),
        (
            5,
            2,
            Tendency::CannotTell,
            "Too few to tell: anything from 91% fewer to 79% more would look like this.",
        ),
        (10, 40, Tendency::More, "Somewhere between 103% and 689% more."),
        (0, 0, Tendency::CannotTell, "Too few to tell."),
        (0, 2, Tendency::CannotTell, "Too few to tell."),
        (1, 40, Tendency::More, "At least 594% more."),
    ] {
        let change = change(before, after);
        assert_eq!(
            (change.tendency(), change.sentence().as_str()),
            (tendency, says),
            "{before} {after}"
        );
    }
    let short = Change {
        after_over: 7,
        ..change(40, 12)
    };
    assert_eq!(
        short.tendency(),
        Tendency::CannotTell,
        "a quarter of the time, a quarter of the times"
    );
}

#[test]
fn a_week_is_told_by_the_days_whose_covers_are_known() {
    let days: BTreeMap<_, _> = [("2026-11-16", 3), ("2026-11-17", 2), ("2026-11-22", 4)]
        .map(|(day, n)| (date(day), n))
        .into();
    let covers = |from: &str, to: &str, covers| Takings {
        covers: Some(covers),
        ..Takings::of(date(from), date(to))
    };
    let period = (date("2026-11-01"), date("2026-11-22"));
    let takings = [
        covers("2026-11-01", "2026-11-14", 999),
        covers("2026-11-17", "2026-11-22", 150),
    ];
    let weeks = rates_by_week(period, Some(date("2026-11-02")), &days, &takings);
    assert_eq!(weeks.len(), 3, "the 1st is no whole week");
    assert_eq!((weeks[2].incidents, weeks[2].counted), (9, 6));
    assert_eq!(weeks[2].per_thousand(), Some(400));
    assert_eq!(weeks[1].covers, None, "a fortnight as a whole tells no week");
    let known = rates_by_week(period, Some(date("2026-11-15")), &days, &takings);
    assert_eq!(known, weeks[1..], "before the first incident nothing is claimed");
    assert!(rates_by_week(period, None, &days, &takings).is_empty());
}

proptest! {
    #[test]
    fn a_share_lies_in_its_interval(part in 0u32..500, more in 0u32..500) {
        let whole = part + more;
        let (low, high) = share_interval(part, whole);
        prop_assert!((0.0..=1.0).contains(&low) && (low..=1.0).contains(&high));
        if whole > 0 {
            let share = f64::from(part) / f64::from(whole);
            prop_assert!(low <= share + 1e-9 && share <= high + 1e-9);
        }
    }

    #[test]
    fn nobody_is_lost_between_weeks(days in prop::collection::vec((0u32..200, 1u32..5), 0..40)) {
        let facts: Vec<_> = days.iter().map(|(days, n)| (Some(*days), *n, 0)).collect();
        let returns = papers(&facts).returns();
        prop_assert_eq!(returns.by_week().iter().sum::<u32>(), returns.back());
        if let Some(middle) = returns.middle() {
            let by: u32 = returns.days.range(..=middle).map(|(_, n)| n).sum();
            let under: u32 = returns.days.range(..middle).map(|(_, n)| n).sum();
            prop_assert!(by * 2 >= returns.back() && under * 2 < returns.back());
        }
    }

    #[test]
    fn weeks_do_not_meet_and_end_with_the_period(length in 0u32..900) {
        let from = date("2025-01-01");
        let to = from.plus_days(length);
        let weeks = weeks_of(from, to);
        prop_assert_eq!(weeks.len() as u32, (length + 1) / 7);
        prop_assert!(weeks.windows(2).all(|pair| pair[0].1.plus_days(1) == pair[1].0));
        prop_assert!(weeks.last().is_none_or(|week| week.1 == to));
    }
}
