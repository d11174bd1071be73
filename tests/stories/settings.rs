//! The settings: set once, changed later, and every change an event.

use comeback_actions::Code;
use comeback_tests::story::{Story, refusal, settings};

#[tokio::test]
async fn a_shop_is_set_up_once_and_changed_later() {
    let story = Story::before_the_first_day();
    let state = story.house.set_up(settings()).await.expect("set up");
    assert_eq!(state.house, Some(settings()));
    assert_eq!(
        (state.business_date.as_str(), state.expires_on.as_str()),
        ("2026-11-21", "2027-02-19")
    );
    assert_eq!(
        (state.currency_prefix.as_str(), state.currency_decimals),
        ("$", 2)
    );
    assert_eq!(
        refusal(story.house.set_up(settings()).await),
        (
            Code::SettingRefused,
            "The shop is set up already. Change it under Settings.".to_owned()
        )
    );

    let mut moved = settings();
    moved.address = "9 Mill Street".to_owned();
    let state = story.house.change_shop(moved.clone()).await.expect("changed");
    assert_eq!(state.house, Some(moved.clone()));
    story.house.change_shop(moved).await.expect("nothing to change");
    assert_eq!(
        story.house.verify().await.expect("readable").findings.events,
        2,
        "no event without a change"
    );
    story.must_verify().await;
}

#[tokio::test]
async fn the_currency_is_fixed_once_something_was_recorded() {
    let story = Story::set_up().await;
    let mut euro = settings();
    euro.currency = "EUR".to_owned();
    story
        .house
        .change_shop(euro.clone())
        .await
        .expect("nothing was recorded yet");
    story.check("5").await;
    euro.currency = "USD".to_owned();
    assert_eq!(
        refusal(story.house.change_shop(euro).await),
        (
            Code::SettingRefused,
            "The currency cannot change once something was recorded. Use a new data folder for another currency."
                .to_owned()
        )
    );
}

#[tokio::test]
async fn another_time_zone_leaves_earlier_days_alone() {
    let story = Story::set_up().await;
    let voucher = story.check("5").await;
    let mut moved = settings();
    moved.timezone = "Asia/Tokyo".to_owned();
    moved.cutover = "00:00".to_owned();
    story.house.change_shop(moved).await.expect("changed");
    let told = story.house.incident(&voucher.incident_id).await.expect("a story");
    assert_eq!(told.incident.business_date, "2026-11-21");
    assert_eq!(
        story.check("6").await.issued_on,
        "2026-11-22",
        "nine in the morning of the next day"
    );
    story.must_verify().await;
}

#[tokio::test]
async fn the_save_folder_is_a_preference_of_this_station() {
    let story = Story::set_up().await;
    let folder = story.folder().join("Papers ☕");
    std::fs::create_dir(&folder).expect("made");
    let state = story.house.set_save_folder(&folder).await.expect("set");
    assert_eq!(state.save_folder, folder.display().to_string());
    let voucher = story.check("5").await;
    let saved = story.house.save_voucher(&voucher.id, "").await.expect("saved");
    assert!(saved.path.starts_with(&folder.display().to_string()));
    assert_eq!(
        std::fs::read_dir(&folder).expect("read").count(),
        1,
        "nothing but the paper"
    );
}
