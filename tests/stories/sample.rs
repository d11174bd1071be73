//! The sample restaurant: the same for the same arguments, and as sound as a real one.

use comeback_actions::{Code, SampleRequest};
use comeback_tests::story::{Story, refusal};

fn ask(days: u32, per_day: u32, seed: u64) -> SampleRequest {
    SampleRequest {
        days,
        per_day,
        seed,
        until: Some("2026-11-21".to_owned()),
    }
}

#[tokio::test]
async fn the_same_arguments_write_the_same_history() {
    let mut heads = Vec::new();
    for seed in [7, 7, 8] {
        let story = Story::before_the_first_day();
        let written = story
            .house
            .sample(ask(60, 5, seed), |_, _| {})
            .await
            .expect("written");
        assert_eq!(written.incidents, 300, "days times incidents a day");
        assert_eq!(
            (written.from.as_str(), written.until.as_str()),
            ("2026-09-23", "2026-11-21")
        );
        assert!(written.redemptions > 20 && written.vouchers > 120, "{written:?}");
        story.must_verify().await;
        let findings = story.house.verify().await.expect("readable").findings;
        heads.push(findings.head.expect("events"));
        assert!(
            story.house.app_state().await.expect("a state").sample,
            "it is marked"
        );
    }
    assert_eq!(heads[0], heads[1]);
    assert_ne!(heads[0], heads[2]);
}

#[tokio::test]
async fn a_history_up_to_this_very_moment_is_as_sound() {
    let story = Story::before_the_first_day();
    // Early in the day, so that some of its guests would come later than now; by a clock finer than the tables.
    story.clock.set("2026-11-28T10:43:07.173830Z");
    let request = SampleRequest {
        until: None,
        ..ask(150, 4, 1)
    };
    story.house.sample(request, |_, _| {}).await.expect("written");
    story.must_verify().await;
}

#[tokio::test]
async fn a_house_with_its_own_incidents_is_left_alone() {
    let story = Story::set_up().await;
    story.check("5").await;
    assert_eq!(
        refusal(story.house.sample(ask(3, 3, 1), |_, _| {}).await),
        (
            Code::NotEmpty,
            "This data folder holds incidents already. Choose an empty folder for sample data; nothing was changed."
                .to_owned()
        )
    );
    assert!(!story.house.app_state().await.expect("a state").sample);
}

#[tokio::test]
async fn nothing_of_today_happens_after_now() {
    let story = Story::before_the_first_day();
    let request = SampleRequest {
        days: 2,
        per_day: 30,
        seed: 3,
        until: None,
    };
    story.house.sample(request, |_, _| {}).await.expect("written");
    let page = story
        .house
        .incidents(comeback_actions::dto::IncidentFilter::default())
        .await
        .expect("listed");
    assert_eq!(page.total, 60);
    assert!(
        page.rows
            .iter()
            .all(|row| row.incident.at.as_str() <= "2026-11-22T00:42:00.000Z")
    );
}

#[tokio::test]
async fn a_sample_has_its_limits() {
    let story = Story::before_the_first_day();
    for (days, per_day) in [(0, 5), (5, 0), (1_001, 1_000), (u32::MAX, 2)] {
        assert_eq!(
            refusal(story.house.sample(ask(days, per_day, 1), |_, _| {}).await),
            (
                Code::BadChoice,
                "A sample has 1 to 20000 days and 1 to 100000 incidents a day, a million in all. Ask for less."
                    .to_owned()
            )
        );
    }
    assert!(
        story.house.app_state().await.expect("a state").house.is_none(),
        "nothing was set up"
    );
}
