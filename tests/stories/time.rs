//! The clock: nights, the cut-over, daylight saving, and expiry to the day.

use comeback_actions::dto::Verdict;
use comeback_actions::{Code, NewIncident};
use comeback_tests::story::{Story, refusal};

#[tokio::test]
async fn the_small_hours_belong_to_the_evening_before() {
    let story = Story::set_up().await;
    story.clock.set("2026-11-22T08:30:00Z");
    assert_eq!(story.check("5").await.issued_on, "2026-11-21", "3:30 am");
    story.clock.set("2026-11-22T09:00:00Z");
    assert_eq!(story.check("5").await.issued_on, "2026-11-22", "4 am");
}

#[tokio::test]
async fn the_last_day_is_good_until_its_night_is_over() {
    let story = Story::set_up().await;
    let voucher = story.check("5").await;
    assert_eq!(voucher.expires_on, "2027-02-19");
    let verdict = async || {
        story
            .house
            .look_up(&voucher.code.grouped())
            .await
            .expect("a verdict")
    };
    story.clock.set("2027-02-20T08:59:59Z");
    assert!(
        matches!(verdict().await, Verdict::Good { .. }),
        "3:59 am of the night after"
    );
    story.clock.set("2027-02-20T09:00:00Z");
    assert!(
        matches!(verdict().await, Verdict::Expired { days: 1, .. }),
        "4 am"
    );
    assert_eq!(
        refusal(story.redeem(&voucher, None).await),
        (
            Code::Expired,
            "Expired on 19 Feb 2027, 1 day ago. It cannot be redeemed.".to_owned()
        )
    );
    story.clock.set("2027-02-19T20:00:00Z");
    story.redeem(&voucher, None).await.expect("on the day itself");
    story.must_verify().await;
}

#[tokio::test]
async fn an_incident_of_yesterday_counts_for_yesterday() {
    let story = Story::set_up().await;
    let new = NewIncident {
        category: "billing".to_owned(),
        severity: 1,
        what: "Charged twice".to_owned(),
        at: Some("2026-11-19T20:00:00-05:00".to_owned()),
        ..NewIncident::default()
    };
    let incident = story.house.record_incident(new).await.expect("recorded");
    assert_eq!(
        (incident.business_date.as_str(), incident.at.as_str()),
        ("2026-11-19", "2026-11-20T01:00:00.000Z")
    );
    let totals = story
        .house
        .totals("2026-11-19", "2026-11-19")
        .await
        .expect("added up");
    assert_eq!(totals.incidents, 1);
    story.must_verify().await;
}

#[tokio::test]
async fn a_clock_set_back_changes_no_order_and_no_sum() {
    let story = Story::set_up().await;
    let voucher = story.check("9").await;
    story.clock.set("2026-11-10T20:00:00Z");
    story
        .redeem(&voucher, Some("4"))
        .await
        .expect("redeemed, by a wrong clock");
    story.clock.set("2026-11-30T20:00:00Z");
    story.redeem(&voucher, None).await.expect("the rest");
    story.must_verify().await;
}
