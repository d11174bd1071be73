//! The insights agree with the events and with the books, for any history.

use std::collections::BTreeMap;

use comeback_actions::dto::{
    CauseForm, InsightBehindRequest, InsightsRequest, MakeGoodRequest, PreventionForm,
};
use comeback_actions::{Code, SampleKind, SampleRequest};
use comeback_domain::Role;
use comeback_tests::story::{Story, refusal};
use proptest::prelude::*;
use serde_json::Value;

use crate::books::{deed, tell};
use crate::limits::words;
use crate::team::{comes, comp, id_of, signed_in};

fn asked(from: &str, to: &str) -> InsightsRequest {
    InsightsRequest {
        from: from.to_owned(),
        to: to.to_owned(),
        against: String::new(),
    }
}

async fn behind(story: &Story, of: &str, key: &str) -> u32 {
    let asked = InsightBehindRequest {
        from: "2026-01-01".to_owned(),
        to: "2028-01-01".to_owned(),
        of: of.to_owned(),
        key: key.to_owned(),
    };
    story.house.insights_behind(asked).await.expect("found").total
}

/// A paper as the events alone tell of it.
#[derive(Default)]
struct Paper {
    ends: String,
    void: bool,
    uses: BTreeMap<i64, i64>,
}

/// Every paper there was, walked out of the events by hand.
fn papers(story: &Story) -> BTreeMap<String, Paper> {
    let database = rusqlite::Connection::open(story.folder().join("comeback.db")).expect("opened");
    let mut statement = database
        .prepare("SELECT seq, payload FROM event ORDER BY seq")
        .expect("events");
    let mut rows = statement.query([]).expect("events");
    let mut papers: BTreeMap<String, Paper> = BTreeMap::new();
    while let Some(row) = rows.next().expect("an event") {
        let seq: i64 = row.get("seq").expect("a place");
        let payload: String = row.get("payload").expect("a payload");
        let event: Value = serde_json::from_str(&payload).expect("JSON");
        let text = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
        let paper = papers.entry(text("voucher")).or_default();
        match event["event"].as_str() {
            Some("voucher_issued") => paper.ends = text("expires_on"),
            Some("voucher_extended") => paper.ends = text("to"),
            Some("voucher_voided" | "voucher_replaced") => paper.void = true,
            Some("voucher_redeemed") => {
                let minor = event["redemption"]["amount"]["minor"].as_i64().unwrap_or(0);
                paper.uses.insert(seq, minor);
            }
            Some("voucher_reversed") => {
                paper.uses.remove(&event["redemption"].as_i64().expect("which"));
            }
            _ => {}
        }
    }
    papers.retain(|_, paper| !paper.ends.is_empty());
    papers
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn they_agree_with_the_events_and_the_books(deeds in prop::collection::vec(deed(), 1..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let (story, expected) = tell(deeds).await;
            let all = story.house.insights(asked("2026-01-01", "2028-01-01")).await.expect("read");
            let books = story.house.totals("2026-01-01", "2028-01-01").await.expect("added up");
            assert_eq!(all.cost.minor, books.total.cost());
            assert_eq!(all.incidents, books.incidents);
            for (day, cost) in &expected.by_day {
                let one = story.house.insights(asked(day, day)).await.expect("read");
                assert_eq!(one.cost.minor, *cost, "{day}");
            }
            let today = story.house.app_state().await.expect("a state").business_date;
            let ran: Vec<Paper> = papers(&story).into_values().filter(|paper| !paper.void && paper.ends < today).collect();
            let back = ran.iter().filter(|paper| !paper.uses.is_empty()).count();
            assert_eq!(behind(&story, "ran", "").await as usize, ran.len());
            assert_eq!(behind(&story, "back", "").await as usize, back);
            assert_eq!(behind(&story, "unused", "").await as usize, ran.len() - back);
            assert_eq!(all.days_by_week.iter().sum::<u32>() as usize, back);
            for (week, n) in all.days_by_week.iter().enumerate() {
                assert_eq!(behind(&story, "back", &week.to_string()).await, *n, "week {week}");
            }
            let taken: i64 = ran.iter().flat_map(|paper| paper.uses.values()).sum();
            if back > 0 {
                let each = (taken * 2 + back as i64).div_euclid(back as i64 * 2);
                let told = format!("${}.{:02}", each / 100, each % 100);
                assert_eq!(all.won.figure.map(|figure| figure.replace(',', "")), Some(told));
            }
            story.must_verify().await;
        });
    }
}

#[tokio::test]
async fn a_house_without_a_lapse_says_what_will_be_here() {
    let story = Story::set_up().await;
    let found = story
        .house
        .insights(asked("2026-08-31", "2026-11-22"))
        .await
        .expect("read");
    assert_eq!(
        found.nothing.as_deref(),
        Some(
            "Nothing has gone wrong that anyone wrote down. Once it has, this page shows what it was, what it cost, and who came back."
        )
    );
    assert_eq!(found.back.figure, None);
    assert_eq!(
        refusal(
            story
                .house
                .insights(InsightsRequest {
                    against: "never".to_owned(),
                    ..asked("2026-08-31", "2026-11-22")
                })
                .await
        ),
        (
            Code::BadChoice,
            "The insights know no “never”. Compare with before or year_ago.".to_owned()
        )
    );
}

#[tokio::test]
async fn the_cause_that_costs_most_and_has_no_owner_is_next_until_somebody_has_it() {
    let story = Story::set_up().await;
    let made = story
        .made_right(MakeGoodRequest::Comp {
            amount: "24".to_owned(),
        })
        .await;
    let incident_id = made.incident.id.clone();
    let named = CauseForm {
        request_id: String::new(),
        incident_id: incident_id.clone(),
        cause: "plates waiting at the pass".to_owned(),
        whys: Vec::new(),
        staff: String::new(),
    };
    story.house.name_cause(named).await.expect("named");
    let read = || story.house.insights(asked("2026-11-01", "2026-11-22"));
    let before = read().await.expect("read");
    assert_eq!(
        before.fix.says,
        "Plates waiting at the pass: once, $24.00, and no one has it."
    );
    let cause = before.fix.cause.expect("a cause");
    assert_eq!(cause.incident_id, incident_id);
    let plan = PreventionForm {
        request_id: String::new(),
        incident_id,
        what: "Second expediter".to_owned(),
        owner: "Owen Brandt".to_owned(),
        due_on: "2026-11-30".to_owned(),
        staff: String::new(),
    };
    story.house.plan_prevention(plan).await.expect("planned");
    assert_eq!(
        read().await.expect("read").fix.says,
        "Every cause of these days has an owner."
    );
    story.must_verify().await;
}

#[tokio::test]
async fn the_other_causes_open_together_and_no_others() {
    let story = Story::set_up().await;
    // The first five come up twice, the last two once.
    for number in (1..=7).chain(1..=5) {
        let made = story.made_right(comp("5")).await;
        let named = CauseForm {
            request_id: String::new(),
            incident_id: made.incident.id,
            cause: format!("Cause {number}"),
            whys: Vec::new(),
            staff: String::new(),
        };
        story.house.name_cause(named).await.expect("named");
    }
    let page = story
        .house
        .insights(asked("2026-01-01", "2028-01-01"))
        .await
        .expect("read");
    let others = page.causes.rows.last().expect("the others");
    assert_eq!(
        (others.label.as_str(), others.incidents, others.cost.text.as_str()),
        ("Two other causes", 2, "$10.00")
    );
    assert_eq!(behind(&story, "other_causes", "").await, 2);
}

#[tokio::test]
async fn what_somebody_gave_is_the_owners_to_see() {
    let (story, _) = signed_in().await;
    comes(&story.house, Role::Host).await;
    story.made_right(comp("24")).await;
    let of_host = |of: &str, key: String| InsightBehindRequest {
        from: "2026-11-01".to_owned(),
        to: "2026-11-21".to_owned(),
        of: of.to_owned(),
        key,
    };
    let host = id_of(&story.house, Role::Host).await;
    comes(&story.house, Role::Manager).await;
    assert_eq!(
        story
            .house
            .insights(asked("2026-11-01", "2026-11-21"))
            .await
            .expect("read")
            .hands,
        None
    );
    for of in ["gave", "asked", "bare"] {
        let (code, _) = refusal(story.house.insights_behind(of_host(of, host.clone())).await);
        assert_eq!(code, Code::NotAllowed, "{of}");
    }
    comes(&story.house, Role::Owner).await;
    let found = story
        .house
        .insights_behind(of_host("gave", host))
        .await
        .expect("found");
    let row = &found.rows[0];
    assert_eq!(
        (
            row.gave.as_deref(),
            row.amount.as_ref().map(|amount| amount.text.as_str())
        ),
        (Some("comp"), Some("$24.00"))
    );
    assert_eq!(
        refusal(
            story
                .house
                .insights_behind(of_host("gave", "somebody".to_owned()))
                .await
        ),
        (
            Code::BadChoice,
            "The insights know no “gave somebody”. Compare with before or year_ago.".to_owned()
        )
    );
}

#[tokio::test]
async fn a_chart_is_saved_beside_the_papers_under_its_title() {
    let story = Story::set_up().await;
    for name in ["Where it happens.svg", "Where it happens (2).svg"] {
        let saved = story
            .house
            .save_chart("Where it happens", "<svg/>")
            .await
            .expect("saved");
        let path = std::path::Path::new(&saved.path);
        assert_eq!(path, story.folder().join("saved").join(name));
        assert_eq!(std::fs::read(path).expect("a file"), b"<svg/>");
    }
}

#[tokio::test]
async fn on_paper_they_say_what_the_screen_says() {
    let story = Story::before_the_first_day();
    let sample = SampleRequest {
        kind: SampleKind::Steady,
        days: 150,
        per_day: 5,
        seed: 3,
        until: Some("2026-11-20".to_owned()),
    };
    story.house.sample(sample, |_, _| {}).await.expect("written");
    let period = || asked("2026-08-24", "2026-11-15");
    let found = story.house.insights(period()).await.expect("added up");
    let pdf = story.house.insights_pdf(period()).await.expect("set");
    assert_eq!(
        pdf,
        story.house.insights_pdf(period()).await.expect("set"),
        "the same figures are the same bytes"
    );
    let text = words(&pdf).split_whitespace().collect::<Vec<_>>().join(" ");
    let first = &found.causes.rows[0];
    let week = &found.weeks.rows[0];
    for told in [
        found.back.figure.as_deref().expect("papers ran out"),
        found.won.figure.as_deref().expect("somebody came back"),
        found.days.figure.as_deref().expect("somebody came back"),
        &found.back.says,
        &found.fix.says,
        &first.label,
        &first.cost.text,
        &found.weeks.title,
        &week.covers.expect("the sample has covers").to_string(),
        &found.hours.says,
        &found.channels.rows[0].label,
        "Insights, 24 Aug 2026 to 15 Nov 2026",
        "As they stood on 21 Nov 2026",
    ] {
        assert!(text.contains(told), "{told} is not in\n{text}");
    }
}

#[tokio::test]
async fn on_paper_too_a_house_without_a_lapse_says_what_will_be_here() {
    let story = Story::set_up().await;
    let period = || asked("2026-11-01", "2026-11-21");
    let found = story.house.insights(period()).await.expect("added up");
    let pdf = story.house.insights_pdf(period()).await.expect("set");
    let text = words(&pdf).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains(&found.nothing.expect("there is nothing")), "{text}");
}
