//! The books tie out, for any history.

use std::collections::BTreeMap;

use comeback_actions::dto::{
    BehindRequest, ExtendRequest, MakeGoodRequest, MendRequest, ShopSettings, Voucher,
};
use comeback_actions::{Code, ExportForm};
use comeback_tests::story::{Story, refusal, settings, to_its_end};
use proptest::prelude::*;

/// One thing that may happen; the numbers choose what it happens to.
#[derive(Debug, Clone)]
pub(crate) enum Deed {
    Check { cents: i64, days: u8 },
    Certificate { cents: Option<i64>, days: u8 },
    Comp { cents: i64 },
    Redeem { which: usize, cents: i64 },
    Wait { hours: u16 },
    Reverse { which: usize },
    Void { which: usize },
    Extend { which: usize },
}

pub(crate) fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => (1i64..9_000, 0u8..40).prop_map(|(cents, days)| Deed::Check { cents, days }),
        2 => (prop::option::of(1i64..9_000), 0u8..40).prop_map(|(cents, days)| Deed::Certificate { cents, days }),
        1 => (1i64..9_000).prop_map(|cents| Deed::Comp { cents }),
        4 => (any::<usize>(), 1i64..9_000).prop_map(|(which, cents)| Deed::Redeem { which, cents }),
        3 => (1u16..200).prop_map(|hours| Deed::Wait { hours }),
        1 => any::<usize>().prop_map(|which| Deed::Reverse { which }),
        1 => any::<usize>().prop_map(|which| Deed::Void { which }),
        1 => any::<usize>().prop_map(|which| Deed::Extend { which }),
    ]
}

fn typed(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// What a history should add up to, kept by hand.
#[derive(Default)]
pub(crate) struct Expected {
    issued: i64,
    redeemed: i64,
    comps: i64,
    pub(crate) by_day: BTreeMap<String, i64>,
}

pub(crate) async fn tell(deeds: Vec<Deed>) -> (Story, Expected) {
    tell_in(settings(), deeds).await
}

/// The same in a house of other settings.
pub(crate) async fn tell_in(settings: ShopSettings, deeds: Vec<Deed>) -> (Story, Expected) {
    let story = Story::set_up_as(settings).await;
    let mut now: chrono::DateTime<chrono::Utc> = "2026-10-20T20:00:00Z".parse().expect("a moment");
    let mut vouchers = Vec::new();
    let mut expected = Expected::default();
    story.clock.set(&now.to_rfc3339());
    for deed in deeds {
        let today = story.house.app_state().await.expect("a state").business_date;
        let until = |days: u8| {
            let date: chrono::NaiveDate = today.parse().expect("a date");
            Some((date + chrono::Days::new(days.into())).to_string())
        };
        match deed {
            Deed::Wait { hours } => {
                now += chrono::TimeDelta::hours(hours.into());
                story.clock.set(&now.to_rfc3339());
            }
            Deed::Comp { cents } => {
                story
                    .made_right(MakeGoodRequest::Comp { amount: typed(cents) })
                    .await;
                expected.comps += cents;
                *expected.by_day.entry(today).or_default() += cents;
            }
            Deed::Check { cents, days } => {
                let good = MakeGoodRequest::Check {
                    amount: typed(cents),
                    expires_on: until(days),
                };
                vouchers.push(story.made_right(good).await.voucher.expect("a voucher"));
                expected.issued += cents;
            }
            Deed::Certificate { cents, days } => {
                let good = MakeGoodRequest::Certificate {
                    benefit: "Lunch".to_owned(),
                    value: cents.map(typed),
                    expires_on: until(days),
                };
                vouchers.push(story.made_right(good).await.voucher.expect("a voucher"));
                expected.issued += cents.unwrap_or(0);
            }
            Deed::Redeem { which, cents } => {
                let Some(voucher) = vouchers.get(which % vouchers.len().max(1)) else {
                    continue;
                };
                let check = voucher.kind == comeback_domain::VoucherKind::Check;
                let amount = typed(cents);
                if let Ok(done) = story.redeem(voucher, check.then_some(amount.as_str())).await {
                    let taken = done.redemption.amount.map_or(0, |amount| amount.minor);
                    expected.redeemed += taken;
                    *expected.by_day.entry(today).or_default() += taken;
                }
            }
            Deed::Reverse { which } => {
                let Some(voucher) = vouchers.get(which % vouchers.len().max(1)) else {
                    continue;
                };
                if let Ok(ledger) = story.house.reverse(mend(voucher)).await {
                    // A certificate gives back what was recorded of it, which the ledger does not tell.
                    let seq = ledger.rows.last().expect("the reversal").seq;
                    let back = taken_back(&story, seq).await;
                    expected.redeemed -= back;
                    *expected.by_day.entry(today).or_default() -= back;
                }
            }
            Deed::Void { which } => {
                if let Some(voucher) = vouchers.get(which % vouchers.len().max(1)) {
                    let _ = story.house.void(mend(voucher)).await;
                }
            }
            Deed::Extend { which } => {
                if let Some(voucher) = vouchers.get(which % vouchers.len().max(1)) {
                    let MendRequest {
                        voucher_id, reason, ..
                    } = mend(voucher);
                    let request = ExtendRequest {
                        request_id: String::new(),
                        voucher_id,
                        to: until(20).expect("a date"),
                        reason,
                        staff: String::new(),
                    };
                    let _ = story.house.extend(request).await;
                }
            }
        }
    }
    (story, expected)
}

fn mend(voucher: &Voucher) -> MendRequest {
    MendRequest {
        request_id: String::new(),
        voucher_id: voucher.id.clone(),
        redemption: None,
        reason: "Printed twice".to_owned(),
        staff: String::new(),
    }
}

/// What a reversal gave back, by the event itself.
async fn taken_back(story: &Story, seq: i64) -> i64 {
    let database = rusqlite::Connection::open(story.folder().join("comeback.db")).expect("opened");
    let minor: Option<i64> = database
        .query_row(
            "SELECT json_extract(payload, '$.amount.minor') FROM event WHERE seq = ?1",
            [seq],
            |row| row.get(0),
        )
        .expect("the event");
    minor.unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn totals_are_what_was_given_and_taken(deeds in prop::collection::vec(deed(), 1..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let (story, expected) = tell(deeds).await;
            let all = story.house.totals("2026-01-01", "2028-01-01").await.expect("added up");
            assert_eq!(all.total.issued.amount, expected.issued);
            assert_eq!(all.total.redeemed.amount, expected.redeemed);
            assert_eq!(all.total.comps.amount, expected.comps);
            for (day, cost) in &expected.by_day {
                let one = story.house.totals(day, day).await.expect("added up");
                assert_eq!(one.total.cost(), *cost, "{day}");
            }
            // Opening + issued - redeemed - expired - voided = closing, between any two days there were.
            let days: Vec<&String> = expected.by_day.keys().collect();
            for from in &days {
                for to in days.iter().filter(|to| *to >= from) {
                    let roll = story.house.rollforward(from, to).await.expect("rolled");
                    assert!(roll.ties_out(), "{roll:?}");
                }
            }
            for day in &days {
                let open = story.house.outstanding(day).await.expect("counted");
                let listed = open.rows.iter().map(|row| row.left.map_or(0, |left| left.minor)).sum::<i64>();
                assert_eq!((open.rows.len() as i64, listed), (open.stood.outstanding.count, open.stood.outstanding.amount));
                for buckets in [&open.by_age, &open.by_time_left] {
                    assert_eq!(buckets.iter().map(|bucket| bucket.tally.amount).sum::<i64>(), listed, "{day}");
                }
            }
            // The till knows what came off bills, and no day is lost between those it is told of and the others.
            let tie = story.house.tie("2026-01-01", "2028-01-01").await.expect("held");
            assert_eq!(tie.ours() + tie.ours_elsewhere, expected.redeemed + expected.comps);
            for by in ["category", "kind", "staff", "approver", "reason", "location"] {
                let rows = story.house.totals_by("2026-01-01", "2028-01-01", by).await.expect("added up");
                assert_eq!(rows.iter().map(|row| row.cost()).sum::<i64>(), all.total.cost(), "{by}");
                assert_eq!(rows.iter().map(|row| row.voided.amount).sum::<i64>(), all.total.voided.amount, "{by}");
            }
            // issued = outstanding + redeemed + expired is part of verify; here at every date there was.
            for day in expected.by_day.keys() {
                story.clock.set(&format!("{day}T23:00:00Z"));
                story.must_verify().await;
            }
        });
    }
}

#[tokio::test]
async fn issued_and_redeemed_stand_side_by_side_on_their_own_days() {
    let story = Story::set_up().await;
    let voucher = story.check("24").await;
    story.clock.set("2026-12-11T23:58:00Z");
    story.redeem(&voucher, Some("20")).await.expect("redeemed");

    let november = story
        .house
        .totals("2026-11-01", "2026-11-30")
        .await
        .expect("added up");
    assert_eq!(
        (november.total.issued.count, november.total.issued.amount),
        (1, 2400)
    );
    assert_eq!(
        (november.total.redeemed.count, november.total.cost()),
        (0, 0),
        "a promise is no cost"
    );
    assert_eq!(
        (november.outstanding.count, november.outstanding.amount),
        (1, 2400)
    );

    let december = story
        .house
        .totals("2026-12-01", "2026-12-31")
        .await
        .expect("added up");
    assert_eq!(
        (december.total.issued.count, december.total.redeemed.amount),
        (0, 2000)
    );
    assert_eq!(
        (december.outstanding.count, december.outstanding.amount),
        (1, 400)
    );
    let food = december
        .by_category
        .iter()
        .find(|row| row.key == "food_quality")
        .expect("a row");
    assert_eq!(food.cost(), 2000);
    assert_eq!(december.by_category.len(), 9, "also those with nothing");
}

#[tokio::test]
async fn the_export_adds_up_to_the_totals() {
    let story = Story::before_the_first_day();
    let sample = comeback_actions::SampleRequest {
        kind: comeback_actions::SampleKind::Steady,
        days: 40,
        per_day: 6,
        seed: 11,
        until: Some("2026-11-21".to_owned()),
    };
    story.house.sample(sample, |_, _| {}).await.expect("written");
    let totals = story
        .house
        .totals("2026-11-01", "2026-11-21")
        .await
        .expect("added up");
    let saved = story
        .house
        .save_export("2026-11-01", "2026-11-21", ExportForm::Details, to_its_end)
        .await
        .expect("saved");
    let path = &saved.paths[0];
    assert!(path.ends_with("comeback-2026-11-01-to-2026-11-21.csv"));

    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for record in csv::Reader::from_path(path).expect("there").records() {
        let record = record.expect("a line");
        let cents: i64 = record[5].replace('.', "").parse().unwrap_or(0);
        *sums.entry(record[2].to_owned()).or_default() += cents;
        assert!(("2026-11-01"..="2026-11-21").contains(&&record[0]));
        assert!(record[7].len() <= 4, "the last four and no more");
    }
    assert_eq!(sums["issued"], totals.total.issued.amount);
    assert_eq!(sums["redeemed"], totals.total.redeemed.amount);
    assert_eq!(
        sums["given"],
        totals.total.comps.amount + totals.total.gestures.amount
    );
    let text = std::fs::read_to_string(path).expect("text");
    assert!(!text.contains("Okafor"), "no guest is named");
}

#[tokio::test]
async fn a_period_in_which_nothing_happened_is_all_noughts() {
    let story = Story::set_up().await;
    let totals = story
        .house
        .totals("2020-01-01", "2020-12-31")
        .await
        .expect("added up");
    assert_eq!(
        (totals.total.cost(), totals.outstanding.count, totals.incidents),
        (0, 0, 0)
    );
    let path = story.folder().join("none.csv");
    story
        .house
        .export("2020-01-01", "2020-12-31", ExportForm::Details, &path, to_its_end)
        .await
        .expect("written");
    assert_eq!(
        std::fs::read_to_string(path).expect("text").lines().count(),
        1,
        "the header alone"
    );
}

#[tokio::test]
async fn yen_and_dinars_count_in_their_own_minor_units() {
    for (code, typed, minor, text) in [
        ("JPY", "1250", 1_250, "¥1,250"),
        ("KWD", "12.500", 12_500, "12.500"),
    ] {
        let mut shop = settings();
        shop.currency = code.to_owned();
        let story = Story::set_up_as(shop).await;
        let voucher = story.check(typed).await;
        let amount = voucher.amount.clone().expect("a figure");
        assert_eq!((amount.minor, amount.currency.as_str()), (minor, code));
        assert!(amount.text.ends_with(text), "{}", amount.text);
        story.redeem(&voucher, None).await.expect("redeemed");
        story.must_verify().await;
    }
}

#[tokio::test]
async fn every_figure_opens_the_movements_that_it_is_the_sum_of() {
    let story = Story::before_the_first_day();
    let sample = comeback_actions::SampleRequest {
        kind: comeback_actions::SampleKind::Steady,
        days: 60,
        per_day: 5,
        seed: 3,
        until: Some("2026-11-20".to_owned()),
    };
    story.house.sample(sample, |_, _| {}).await.expect("written");
    let (from, to) = ("2026-10-01", "2026-10-31");
    let behind = async |by: Option<&str>, key: &str, figure: &str| {
        let asked = BehindRequest {
            from: from.to_owned(),
            to: to.to_owned(),
            by: by.map(str::to_owned),
            key: key.to_owned(),
            figure: figure.to_owned(),
        };
        let found = story.house.behind(asked).await.expect("found");
        let sum: i64 = found
            .rows
            .iter()
            .filter_map(|row| row.amount.as_ref())
            .map(|amount| amount.minor)
            .sum();
        (found.total, sum)
    };
    for by in ["category", "kind", "staff", "approver", "reason", "location"] {
        for row in story.house.totals_by(from, to, by).await.expect("added up") {
            let named = format!("{by}, {}", row.label);
            let (count, sum) = behind(Some(by), &row.key, "issued").await;
            assert_eq!((count, sum), (row.issued.count, row.issued.amount), "{named}");
            let (count, sum) = behind(Some(by), &row.key, "redeemed").await;
            assert_eq!((count, sum), (row.redeemed.count, row.redeemed.amount), "{named}");
            assert_eq!(
                behind(Some(by), &row.key, "comps").await.1,
                row.comps.amount,
                "{named}"
            );
            assert_eq!(behind(Some(by), &row.key, "cost").await.1, row.cost(), "{named}");
        }
    }
    let totals = story.house.totals(from, to).await.expect("added up");
    assert_eq!(behind(None, "", "cost").await.1, totals.total.cost());
    assert!(totals.total.cost() > 0);
}

#[tokio::test]
async fn what_is_asked_for_by_another_name_is_refused_with_the_names() {
    let story = Story::set_up().await;
    let (from, to) = ("2026-11-01", "2026-11-30");
    assert_eq!(
        refusal(story.house.totals_by(from, to, "weather").await),
        (
            Code::BadChoice,
            "“weather” is nothing the books are added up by. Choose category, kind, location, staff, approver or reason.".to_owned()
        )
    );
    let asked = BehindRequest {
        from: from.to_owned(),
        to: to.to_owned(),
        by: None,
        key: String::new(),
        figure: "profit".to_owned(),
    };
    assert_eq!(
        refusal(story.house.behind(asked).await).1,
        "“profit” is no figure of the books. Choose issued, redeemed, reversed, voided, comps, gestures or cost."
    );
    assert_eq!(
        ExportForm::from_key("docx").expect_err("refused").to_string(),
        "“docx” is no form of the books. Choose csv, summary, xlsx, pdf, qbo, iif, xero, sage50, hledger or beancount."
    );
    let mut form = story.house.accounts().await.expect("read").set;
    form.mode = "both".to_owned();
    assert_eq!(
        refusal(story.house.set_accounts(form.clone()).await).1,
        "“both” is no way of posting. Choose report_only, reclass or gross_up."
    );
    form.mode = "reclass".to_owned();
    let rule = comeback_actions::dto::AccountRule {
        category: None,
        kind: Some("comp".to_owned()),
        account: "Comps".to_owned(),
    };
    form.rules = vec![rule.clone(), rule];
    assert_eq!(
        refusal(story.house.set_accounts(form).await).1,
        "Two accounts take the same category and kind. Remove one of the two."
    );
}

/// What is kept of each day is what the vouchers of then say, also after a clock that went back.
#[tokio::test]
async fn what_stood_on_a_day_is_the_same_kept_or_counted() {
    let story = Story::set_up().await;
    let stood = async |day: &str| {
        story
            .house
            .outstanding(day)
            .await
            .expect("counted")
            .stood
            .outstanding
    };
    let first = story.check("10").await;
    story.clock.set("2026-11-25T23:00:00Z");
    story.check("20").await;
    story.clock.set("2026-12-03T23:00:00Z");
    story.redeem(&first, Some("4")).await.expect("redeemed");
    let days = [
        "2026-11-20",
        "2026-11-21",
        "2026-11-25",
        "2026-12-02",
        "2026-12-03",
        "2027-03-01",
    ];
    let minors = [0, 1_000, 3_000, 3_000, 2_600, 0];
    for (day, minor) in days.iter().zip(minors) {
        assert_eq!(stood(day).await.amount, minor, "{day}");
    }
    let database = rusqlite::Connection::open(story.folder().join("comeback.db")).expect("opened");
    let kept = |sql: &str| -> String { database.query_row(sql, [], |row| row.get(0)).expect("kept") };
    assert_eq!(kept("SELECT max(day) FROM standing"), "2026-12-02");

    // The clock goes back to before what is kept, and a paper is issued then.
    story.clock.set("2026-11-28T23:00:00Z");
    story.check("5").await;
    assert_eq!(kept("SELECT max(day) FROM standing"), "2026-11-27");
    for (day, minor) in [
        ("2026-11-25", 3_000),
        ("2026-11-28", 3_500),
        ("2026-12-03", 3_100),
    ] {
        assert_eq!(stood(day).await.amount, minor, "{day}");
    }
    story.must_verify().await;
    database
        .execute("UPDATE standing SET figures = replace(figures, '\"outstanding\":2', '\"outstanding\":3') WHERE day = '2026-11-27'", [])
        .expect("tampered");
    let verified = story.house.verify().await.expect("looked at");
    assert_eq!(
        verified.findings.faults,
        [
            "Issued is 3 for 3500, but outstanding, redeemed, voided and expired are 4 for 3500, in minor units.",
            "What is kept as outstanding at the end of 2026-11-27 is not what the vouchers say."
        ]
    );
}
