//! The cost beside what was sold, and the till's comps against ours.

use comeback_actions::dto::{
    MakeGoodRequest, MendRequest, TakingsForm, TakingsStretch, TillBillsForm, Totals,
};
use comeback_actions::{Code, SampleKind, SampleRequest};
use comeback_tests::story::{Story, refusal};

async fn typed_in(story: &Story, day: &str, net_sales: &str, covers: &str, comps: &str) {
    let figure = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let stretch = TakingsStretch {
        from: day.to_owned(),
        to: day.to_owned(),
        net_sales: figure(net_sales),
        covers: figure(covers),
        comps: figure(comps),
    };
    let form = TakingsForm {
        stretches: vec![stretch],
        staff: String::new(),
    };
    story.house.set_takings(form).await.expect("set");
}

async fn bills(story: &Story, pasted: &str) {
    let read = story.house.read_till_bills(pasted).await.expect("read");
    assert!(read.faults.is_empty(), "{:?}", read.faults);
    let form = TillBillsForm {
        days: read.days,
        staff: "Ruth Ellery".to_owned(),
    };
    story.house.set_till_bills(form).await.expect("set");
}

async fn november(story: &Story) -> Totals {
    let totals = story
        .house
        .totals("2026-11-01", "2026-11-30")
        .await
        .expect("added up");
    Totals::from(&totals)
}

fn comp(amount: &str) -> MakeGoodRequest {
    MakeGoodRequest::Comp {
        amount: amount.to_owned(),
    }
}

#[tokio::test]
async fn the_cost_stands_beside_the_net_sales_of_the_same_days() {
    let story = Story::set_up().await;
    let bare = november(&story).await.against;
    assert_eq!(
        (
            bare.days,
            bare.net_sales,
            bare.percent,
            bare.covers,
            bare.per_thousand
        ),
        (30, None, None, None, None)
    );
    // Saturday with a comp of twelve dollars, Sunday with one of eight: only Saturday’s sales are known.
    story.made_right(comp("12")).await;
    typed_in(&story, "2026-11-21", "1,350.00", "30", "").await;
    story.clock.set("2026-11-22T20:00:00Z");
    story.made_right(comp("8")).await;
    let totals = november(&story).await;
    assert_eq!(totals.total.cost.minor, 2_000);
    let against = totals.against;
    assert_eq!((against.cost.minor, against.net_sales_days), (1_200, 1));
    assert_eq!(against.percent.as_deref(), Some("0.89"), "12.00 of 1,350.00");
    assert_eq!(
        (against.incidents, against.per_thousand.as_deref()),
        (1, Some("33.3"))
    );
    typed_in(&story, "2026-11-22", "650", "", "").await;
    let against = november(&story).await.against;
    assert_eq!(
        (against.percent.as_deref(), against.net_sales_days),
        (Some("1.00"), 2)
    );
    assert_eq!(
        (against.per_thousand.as_deref(), against.covers_days),
        (Some("33.3"), 1)
    );
}

#[tokio::test]
async fn the_month_is_added_up_by_where_it_happened() {
    let story = Story::before_the_first_day();
    let sample = SampleRequest {
        kind: SampleKind::Steady,
        days: 40,
        per_day: 6,
        seed: 5,
        until: Some("2026-11-21".to_owned()),
    };
    story.house.sample(sample, |_, _| {}).await.expect("written");
    let rows = story
        .house
        .totals_by("2026-11-01", "2026-11-21", "location")
        .await
        .expect("added up");
    let all = story
        .house
        .totals("2026-11-01", "2026-11-21")
        .await
        .expect("added up");
    assert!(rows.iter().any(|row| row.label == "Takeout") && rows.iter().any(|row| row.label == "Table 12"));
    assert_eq!(rows.iter().map(|row| row.cost()).sum::<i64>(), all.total.cost());
    assert_eq!(
        rows.iter().map(|row| row.issued.count).sum::<u32>(),
        all.total.issued.count
    );
    // The sample types in its till: most days of it, and figures that a restaurant may have.
    let against = Totals::from(&all).against;
    assert!(
        (15..=21).contains(&against.net_sales_days),
        "{}",
        against.net_sales_days
    );
    let percent: f64 = against.percent.expect("a share").parse().expect("a number");
    let rate: f64 = against.per_thousand.expect("a rate").parse().expect("a number");
    assert!(
        (0.3..4.0).contains(&percent) && (20.0..50.0).contains(&rate),
        "{percent} {rate}"
    );
}

#[tokio::test]
async fn the_till_is_held_against_what_came_off_bills_and_nothing_else() {
    let story = Story::set_up().await;
    let check = story.check("24").await;
    story.redeem(&check, Some("10")).await.expect("redeemed");
    story.made_right(comp("12.50")).await;
    story
        .made_right(MakeGoodRequest::Gesture {
            what: "Cookies".to_owned(),
            cost: "6".to_owned(),
        })
        .await;
    let (from, to) = ("2026-11-01", "2026-11-30");
    let tie = story.house.tie(from, to).await.expect("held");
    assert_eq!(
        (tie.known_days, tie.rows.len(), tie.ours_elsewhere),
        (0, 0, 2_250)
    );

    typed_in(&story, "2026-11-21", "", "", "21.50").await;
    let tie = story.house.tie(from, to).await.expect("held");
    assert_eq!((tie.till(), tie.ours(), tie.difference()), (2_150, 2_250, 100));

    // The bill in the stories is 40931.
    bills(
        &story,
        "Date\tBill\tAmount\n11/21/2026\t#040931\t9.00\n11/21/2026\t40950\t12.50\n11/21/2026\t40999\t3.00",
    )
    .await;
    let tie = story.house.tie(from, to).await.expect("held");
    assert_eq!(
        (tie.days_with_bills, tie.matched),
        (1, 1),
        "the comp by its amount"
    );
    assert_eq!(
        tie.other_amounts
            .iter()
            .map(|other| (other.till, other.ours))
            .collect::<Vec<_>>(),
        [(900, 1_000)]
    );
    assert_eq!(
        tie.till_alone
            .iter()
            .map(|one| one.bill.as_deref())
            .collect::<Vec<_>>(),
        [Some("40999")]
    );
    assert!(tie.ours_alone.is_empty());

    let undo = MendRequest {
        request_id: String::new(),
        voucher_id: check.id.clone(),
        redemption: None,
        reason: "Wrong bill".to_owned(),
        staff: String::new(),
    };
    story.house.reverse(undo).await.expect("reversed");
    let tie = story.house.tie(from, to).await.expect("held");
    assert_eq!(
        (tie.ours(), tie.other_amounts.len(), tie.till_alone.len()),
        (1_250, 0, 2)
    );
    story.must_verify().await;
}

#[tokio::test]
async fn a_list_takes_the_place_of_the_one_before_and_is_proved() {
    let story = Story::set_up().await;
    bills(&story, "2026-11-20\t1\t5.00\n2026-11-20\t2\t6.00").await;
    bills(&story, "2026-11-20\t2\t7.00").await;
    let tie = story.house.tie("2026-11-20", "2026-11-20").await.expect("held");
    assert_eq!((tie.till(), tie.till_alone.len()), (700, 1));
    let none = TillBillsForm {
        days: vec![comeback_actions::dto::TillBillsOfDay {
            day: "2026-11-20".to_owned(),
            bills: Vec::new(),
        }],
        staff: String::new(),
    };
    story.house.set_till_bills(none).await.expect("taken away");
    let tie = story.house.tie("2026-11-20", "2026-11-20").await.expect("held");
    assert_eq!((tie.days_with_bills, tie.known_days), (0, 0));
    story.must_verify().await;

    bills(&story, "2026-11-20\t2\t7.00").await;
    let database = rusqlite::Connection::open(story.folder().join("comeback.db")).expect("opened");
    database
        .execute("UPDATE till_bill SET minor = 800", [])
        .expect("tampered");
    let verified = story.house.verify().await.expect("looked at");
    assert_eq!(
        verified.findings.faults,
        ["The day of bills 2026-11-20 is not as its events left it."]
    );
}

#[tokio::test]
async fn a_list_that_cannot_be_set_says_why_and_sets_nothing() {
    let story = Story::set_up().await;
    let day = |day: &str, amount: &str| comeback_actions::dto::TillBillsOfDay {
        day: day.to_owned(),
        bills: vec![comeback_actions::dto::TillBill {
            bill: "7".to_owned(),
            amount: amount.to_owned(),
        }],
    };
    let form = TillBillsForm {
        days: vec![day("2026-11-20", "5.00"), day("2026-11-21", "much")],
        staff: String::new(),
    };
    assert_eq!(
        refusal(story.house.set_till_bills(form).await),
        (
            Code::BadAmount,
            "21 Nov 2026: Write the amount as 4821.50 or 4,821.50.".to_owned()
        )
    );
    let tomorrow = TillBillsForm {
        days: vec![day("2026-11-22", "5.00")],
        staff: String::new(),
    };
    assert_eq!(
        refusal(story.house.set_till_bills(tomorrow).await),
        (
            Code::DateRefused,
            "22 Nov 2026 has not come yet. Write figures up to 21 Nov 2026.".to_owned()
        )
    );
    let tie = story.house.tie("2026-11-01", "2026-11-30").await.expect("held");
    assert_eq!(tie.days_with_bills, 0, "all or nothing");
}
