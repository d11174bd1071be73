//! The sample restaurant: the same for the same arguments, and as sound as a real one.

use comeback_actions::dto::{Insights, InsightsRequest};
use comeback_actions::{Code, SampleKind, SampleRequest};
use comeback_tests::story::{Story, refusal};

fn ask(days: u32, per_day: u32, seed: u64) -> SampleRequest {
    SampleRequest {
        kind: SampleKind::Steady,
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
        kind: SampleKind::Steady,
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

/// A year of a kind, up to the Saturday of the stories.
async fn year(kind: SampleKind) -> Story {
    let story = Story::before_the_first_day();
    let request = SampleRequest {
        kind,
        ..ask(365, 3, 1)
    };
    let written = story.house.sample(request, |_, _| {}).await.expect("written");
    assert_eq!(written.incidents, 365 * 3, "as many of every kind");
    story
}

/// The page of insights as it opens, of twelve weeks to Sunday; and of a year.
async fn pages(story: &Story) -> [Insights; 2] {
    let read = async |from: &str| {
        let asked = InsightsRequest {
            from: from.to_owned(),
            to: "2026-11-15".to_owned(),
            against: String::new(),
        };
        story.house.insights(asked).await.expect("added up")
    };
    [read("2026-08-24").await, read("2025-11-17").await]
}

/// The percents of a sentence, in their order.
fn percents(says: &str) -> Vec<u32> {
    let words = says.split_whitespace();
    words
        .filter_map(|word| word.trim_end_matches('.').strip_suffix('%')?.parse().ok())
        .collect()
}

/// How many came back with their paper, of a hundred: now, and in the time before.
fn back(page: &Insights) -> [u32; 2] {
    let figure = page.back.figure.as_deref().expect("papers ran out");
    let all = [percents(figure), percents(&page.back.says)].concat();
    all.try_into().expect("two percents")
}

/// Of a hundred guests who gave a score at the time, how many gave 3 or less, between two days.
fn very_unhappy(story: &Story, from: &str, to: &str) -> u32 {
    let database = rusqlite::Connection::open(story.folder().join("comeback.db")).expect("opened");
    database
        .query_row(
            "SELECT sum(score <= 3) * 100 / count(score) FROM incident WHERE business_date BETWEEN ?1 AND ?2",
            [from, to],
            |row| row.get(0),
        )
        .expect("scores")
}

const FIRST_QUARTER: [&str; 2] = ["2025-11-22", "2026-02-20"];
const LAST_QUARTER: [&str; 2] = ["2026-08-23", "2026-11-21"];

#[tokio::test]
async fn an_improving_year_shows_it_on_the_page() {
    let story = year(SampleKind::Improving).await;
    let [weeks, year] = pages(&story).await;
    assert_eq!(weeks.weeks.title, "It is happening less");
    assert_eq!(year.weeks.title, "It is happening less");
    let [now, before] = back(&weeks);
    assert!(now > before + 4, "{}", weeks.back.says);
    let [first, last] = [FIRST_QUARTER, LAST_QUARTER].map(|[from, to]| very_unhappy(&story, from, to));
    assert!(last + 15 < first, "{last} of a hundred, {first} at first");
    // What was done about it stands on the chart, where it turns; and that it helped is not claimed of too few.
    assert!(weeks.weeks.marks.len() >= 3, "{:?}", weeks.weeks.marks);
    assert!(!weeks.done.is_empty());
    story.must_verify().await;
}

#[tokio::test]
async fn a_worsening_year_shows_it_on_the_page() {
    let story = year(SampleKind::Worsening).await;
    let [weeks, year] = pages(&story).await;
    assert_eq!(weeks.weeks.title, "It is happening more");
    assert_eq!(year.weeks.title, "It is happening more");
    let [now, before] = back(&weeks);
    assert!(now + 4 < before, "{}", weeks.back.says);
    let [first, last] = [FIRST_QUARTER, LAST_QUARTER].map(|[from, to]| very_unhappy(&story, from, to));
    assert!(first + 15 < last, "{last} of a hundred, {first} at first");
    story.must_verify().await;
}

#[tokio::test]
async fn a_steady_year_claims_neither() {
    let story = year(SampleKind::Steady).await;
    let [weeks, year] = pages(&story).await;
    assert_eq!(weeks.weeks.title, "About as often as before");
    assert_eq!(year.weeks.title, "About as often as before");
}

#[tokio::test]
async fn a_new_shop_says_what_its_page_will_tell_and_when() {
    let story = Story::before_the_first_day();
    let request = SampleRequest {
        kind: SampleKind::New,
        ..ask(21, 2, 1)
    };
    let written = story.house.sample(request, |_, _| {}).await.expect("written");
    assert_eq!(written.incidents, 9);
    let asked = InsightsRequest {
        from: "2026-08-30".to_owned(),
        to: "2026-11-21".to_owned(),
        against: String::new(),
    };
    let page = story.house.insights(asked).await.expect("added up");
    assert_eq!(page.incidents, 9);
    assert_eq!(page.first_on.as_deref(), Some("2026-11-03"));
    for (head, says) in [
        (
            &page.back,
            "No paper’s time ran out in these days. The next runs out on 1 Feb 2027.",
        ),
        (
            &page.won,
            "Told once the time of a paper has run: the next runs out on 1 Feb 2027.",
        ),
        (
            &page.days,
            "Told once five of those whose time has run have come back; so far none.",
        ),
    ] {
        assert_eq!((head.figure.as_deref(), head.says.as_str()), (None, says));
    }
    assert_eq!(
        page.hours.says,
        "9 incidents; too few to see a pattern. It is told from 20 on."
    );
    // Nothing is claimed of weeks before it was open.
    assert_eq!(page.weeks.title, "How often it happens");
    assert_eq!(page.weeks.rows.len(), 3);
    assert_eq!(
        page.sum,
        "9 incidents; nothing was written down in the 12 weeks before. Cost in the books: $50.00."
    );
    story.must_verify().await;
}
