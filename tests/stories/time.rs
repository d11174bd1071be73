//! The clock: nights, the cut-over, daylight saving, and expiry to the day.

use comeback_actions::dto::{ActivityFilter, ClockWarning, Verdict};
use comeback_actions::{Code, NewIncident};
use comeback_tests::story::{Story, refusal, settings};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng as _};

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

/// The kinds of all events, the latest first.
async fn kinds(story: &Story) -> Vec<String> {
    let activity = story
        .house
        .activity(ActivityFilter::default())
        .await
        .expect("read");
    activity.rows.into_iter().map(|row| row.kind).collect()
}

async fn warning(story: &Story) -> Option<ClockWarning> {
    story.house.app_state().await.expect("readable").clock
}

#[tokio::test]
async fn a_clock_set_back_is_said_and_written_down_once_until_it_is_right() {
    let story = Story::set_up().await;
    let voucher = story.check("9").await;
    assert_eq!(warning(&story).await, None);
    story.clock.set("2026-11-22T00:40:30Z");
    assert_eq!(
        warning(&story).await,
        None,
        "a minute and a half: it was set right by the network"
    );
    story.clock.set("2026-11-10T20:00:00Z");
    let says = warning(&story).await.expect("said before anything is written");
    assert_eq!(
        says,
        ClockWarning {
            back: true,
            says: "The clock went back: the last entry is of 21 Nov 2026, 7:42 pm, and now it shows 10 Nov 2026, 3:00 pm."
                .to_owned(),
            then: "What is written now counts for 10 Nov 2026. Set the clock of this machine right, or say that it is right now."
                .to_owned(),
        }
    );
    story
        .redeem(&voucher, Some("4"))
        .await
        .expect("the guest does not wait for a clock");
    story.redeem(&voucher, Some("1")).await.expect("nor the next");
    assert_eq!(
        kinds(&story).await[..3],
        ["voucher_redeemed", "voucher_redeemed", "clock_went_back"]
    );
    assert_eq!(
        warning(&story).await,
        Some(says),
        "it is said for as long as it is so"
    );
    let back = story.house.came_back_today().await.expect("listed");
    assert_eq!(
        back.count, 2,
        "what was written counts for the day the clock showed, for good"
    );
    story.clock.set("2026-11-22T00:50:00Z");
    assert_eq!(warning(&story).await, None, "it is right again");
    let totals = story
        .house
        .totals("2026-11-10", "2026-11-10")
        .await
        .expect("added up");
    assert_eq!(totals.total.redeemed.amount, 500);
    story.must_verify().await;
}

#[tokio::test]
async fn settings_that_are_the_first_to_be_saved_by_a_clock_set_back_say_so_as_well() {
    let story = Story::set_up().await;
    story.check("9").await;
    story.clock.set("2026-11-10T20:00:00Z");
    let mut renamed = settings();
    renamed.name = "Chez Verveine".to_owned();
    story.house.change_shop(renamed).await.expect("changed");
    assert_eq!(kinds(&story).await[..2], ["shop_set", "clock_went_back"]);
    assert!(warning(&story).await.expect("it is not right yet").back);
    story.must_verify().await;
}

#[tokio::test]
async fn a_clock_that_was_a_year_ahead_is_believed_once_somebody_says_it_is_right() {
    let story = Story::set_up().await;
    let voucher = story.check("9").await;
    story.clock.set("2027-11-22T00:42:00Z");
    let says = warning(&story).await.expect("said");
    assert_eq!(
        (says.back, says.says.as_str()),
        (
            false,
            "Is it really 21 Nov 2027, 7:42 pm? The last entry is of 21 Nov 2026, 7:42 pm."
        )
    );
    assert_eq!(
        says.then,
        "What is written now counts for 21 Nov 2027, and papers run out by that date. Set the clock of this machine right, or say that it is right."
    );
    let expired = story
        .house
        .look_up(&voucher.code.grouped())
        .await
        .expect("a verdict");
    assert!(matches!(expired, Verdict::Expired { .. }), "{expired:?}");
    story.check("5").await;
    story.clock.set("2026-11-22T00:45:00Z");
    story
        .redeem(&voucher, None)
        .await
        .expect("good again: nothing was lost by it");
    assert!(warning(&story).await.expect("a year back").back);
    let state = story.house.trust_clock("Owen Brandt").await.expect("believed");
    assert_eq!(state.clock, None);
    assert_eq!(kinds(&story).await[..2], ["clock_trusted", "voucher_redeemed"]);
    story
        .house
        .trust_clock("Owen Brandt")
        .await
        .expect("nothing to believe");
    assert_eq!(kinds(&story).await[0], "clock_trusted");
    assert_eq!(kinds(&story).await[1], "voucher_redeemed", "written once");
    let totals = story
        .house
        .totals("2027-11-21", "2027-11-21")
        .await
        .expect("added up");
    assert_eq!(
        (totals.total.issued.count, totals.total.issued.amount),
        (1, 500),
        "a business date is fixed when it is written"
    );
    story.must_verify().await;
}

#[tokio::test]
async fn a_house_that_was_closed_for_a_month_is_asked_and_says_yes() {
    let story = Story::set_up().await;
    story.clock.set("2026-12-22T00:42:00Z");
    assert_eq!(warning(&story).await, None, "thirty days are a holiday");
    story.clock.set("2026-12-24T00:42:00Z");
    assert!(!warning(&story).await.expect("asked").back);
    story.house.trust_clock("").await.expect("believed");
    assert_eq!(warning(&story).await, None);
    story.must_verify().await;
}

#[tokio::test]
async fn both_nights_when_the_clocks_change_count_for_the_evening_before() {
    let story = Story::set_up().await;
    // Forward on 14 Mar 2027: two in the morning does not exist. Back on 7 Nov 2027: half past one comes twice.
    for (at, counts_for) in [
        ("2027-03-14T06:59:00Z", "2027-03-13"),
        ("2027-03-14T07:00:00Z", "2027-03-13"),
        ("2027-03-14T07:59:00Z", "2027-03-13"),
        ("2027-03-14T08:00:00Z", "2027-03-14"),
        ("2027-11-07T05:30:00Z", "2027-11-06"),
        ("2027-11-07T06:30:00Z", "2027-11-06"),
        ("2027-11-07T08:59:00Z", "2027-11-06"),
        ("2027-11-07T09:00:00Z", "2027-11-07"),
    ] {
        story.clock.set(at);
        let paper = story.check("5").await;
        assert_eq!(paper.issued_on, counts_for, "{at}");
        story.redeem(&paper, Some("1")).await.expect("redeemed");
    }
    assert!(
        !kinds(&story).await.contains(&"clock_went_back".to_owned()),
        "the wall clock went back, and the clock did not"
    );
    for (day, count) in [
        ("2027-03-13", 3),
        ("2027-03-14", 1),
        ("2027-11-06", 3),
        ("2027-11-07", 1),
    ] {
        let totals = story.house.totals(day, day).await.expect("added up");
        assert_eq!(
            (totals.total.issued.count, totals.total.redeemed.count),
            (count, count),
            "{day}"
        );
    }
    story.must_verify().await;
}

#[tokio::test]
async fn a_redemption_before_midnight_and_one_before_the_cutover_can_be_undone_until_four() {
    let story = Story::set_up().await;
    let paper = story.check("9").await;
    for at in [
        "2026-11-22T04:59:59Z",
        "2026-11-22T05:00:01Z",
        "2026-11-22T08:59:59Z",
    ] {
        story.clock.set(at);
        let taken = story.redeem(&paper, Some("1")).await.expect("redeemed");
        assert_eq!(taken.redemption.business_date, "2026-11-21", "{at}");
    }
    let may = async || {
        story
            .house
            .ledger(&paper.id)
            .await
            .expect("a ledger")
            .may
            .reverse
            .len()
    };
    assert_eq!(may().await, 3, "midnight ends no day");
    story.clock.set("2026-11-22T09:00:00Z");
    assert_eq!(may().await, 0, "four in the morning does");
    story.must_verify().await;
}

#[tokio::test]
async fn a_clock_set_back_does_not_end_a_pause_nor_make_it_endless() {
    let story = Story::set_up().await;
    let paper = story.check("9").await;
    let mut dice = ChaCha20Rng::seed_from_u64(3);
    for _ in 0..5 {
        let code = comeback_domain::Code::draw(&mut dice);
        story.house.look_up(&code.grouped()).await.expect("a verdict");
    }
    story.clock.set("2026-11-20T00:42:00Z");
    assert_eq!(
        refusal(story.redeem(&paper, None).await).0,
        Code::Paused,
        "it is not over"
    );
    story.clock.set("2026-11-20T00:42:59Z");
    assert_eq!(
        refusal(story.redeem(&paper, None).await).0,
        Code::Paused,
        "it began anew"
    );
    story.clock.set("2026-11-20T00:43:00Z");
    story.redeem(&paper, None).await.expect("a minute later it is");
    story.must_verify().await;
}
