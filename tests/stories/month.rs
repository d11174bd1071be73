//! The month on a page: what stands on it, and that of a closed month it is the same for ever.

use comeback_actions::dto::{CauseForm, TakingsForm, TakingsStretch};
use comeback_actions::{Code, ExportForm, SampleKind, SampleRequest};
use comeback_tests::story::{Story, refusal, settings, to_its_end};

use crate::limits::words;

/// All that stands on its pages, in a line.
fn text_of(pdf: &[u8]) -> String {
    words(pdf).split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn sampled() -> Story {
    let story = Story::before_the_first_day();
    let sample = SampleRequest {
        kind: SampleKind::Steady,
        days: 60,
        per_day: 5,
        seed: 3,
        until: Some("2026-11-20".to_owned()),
    };
    story.house.sample(sample, |_, _| {}).await.expect("written");
    story
}

async fn october(story: &Story) -> Vec<u8> {
    story
        .house
        .month_pdf("2026-10-01", "2026-10-31")
        .await
        .expect("set")
}

#[tokio::test]
async fn its_figures_are_those_of_the_screen() {
    let story = sampled().await;
    let totals = story
        .house
        .totals("2026-10-01", "2026-10-31")
        .await
        .expect("added up");
    let text = text_of(&october(&story).await);
    let plain = |minor: i64| {
        let text = comeback_domain::Money::new(minor, totals.currency).to_string();
        text.replace('$', "")
    };
    for figure in [
        totals.total.issued.amount,
        totals.total.redeemed.amount,
        totals.total.cost(),
        totals.by_category[0].cost(),
        totals.by_kind[0].issued.amount,
    ] {
        assert!(
            text.contains(&plain(figure)),
            "{} is not in\n{text}",
            plain(figure)
        );
    }
    for words in [
        "October 2026",
        "By where it happened",
        "By the cause named",
        "Takeout",
        "Outstanding, rolled forward",
        "Not closed: these figures may still change.",
        "Page 1 of ",
    ] {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
    assert!(!text.contains("Okafor"), "no guest is named");
}

#[tokio::test]
async fn of_a_closed_month_it_is_the_same_to_the_byte_for_ever() {
    let story = sampled().await;
    for day in ["2026-09-30", "2026-10-31"] {
        story.house.close(day, "Ruth Ellery").await.expect("closed");
    }
    let once = october(&story).await;
    let text = text_of(&once);
    assert!(
        text.contains("Closed as batch 2, revision 1, on 21 Nov 2026, 7:42 pm, by Ruth Ellery."),
        "{text}"
    );
    assert!(text.contains("SHA-256 of its details: "), "{text}");

    // Later, in a house of another name and paper, with causes named and figures of other days typed in.
    story.clock.set("2026-12-11T23:58:00Z");
    let mut shop = settings();
    shop.name = "Chez Verveine".to_owned();
    shop.paper = comeback_domain::Paper::A4;
    story.house.change_shop(shop).await.expect("changed");
    let list = comeback_actions::dto::IncidentFilter {
        from: Some("2026-10-01".to_owned()),
        to: Some("2026-10-31".to_owned()),
        ..Default::default()
    };
    for row in story
        .house
        .incidents(list)
        .await
        .expect("listed")
        .rows
        .iter()
        .take(20)
    {
        let named = CauseForm {
            request_id: String::new(),
            incident_id: row.incident.id.clone(),
            cause: "A pass without a lamp".to_owned(),
            whys: Vec::new(),
            staff: String::new(),
        };
        story.house.name_cause(named).await.expect("named");
    }
    let november = TakingsForm {
        stretches: vec![TakingsStretch {
            from: "2026-11-25".to_owned(),
            to: "2026-11-25".to_owned(),
            net_sales: Some("10".to_owned()),
            ..TakingsStretch::default()
        }],
        staff: String::new(),
    };
    story.house.set_takings(november).await.expect("set");
    assert!(october(&story).await == once, "a closed month moved");
    let path = story.folder().join("october.pdf");
    let written = story
        .house
        .export("2026-10-01", "2026-10-31", ExportForm::Month, &path, to_its_end)
        .await
        .expect("written");
    assert_eq!(written.batch, Some(2));
    assert!(std::fs::read(&path).expect("there") == once);
    // Reopened and closed again, it says so.
    story
        .house
        .reopen(2, "A wrong account", "")
        .await
        .expect("reopened");
    let open = text_of(&october(&story).await);
    assert!(
        open.contains("Chez Verveine")
            && open.contains("A pass without a lamp")
            && open.contains("Not closed"),
        "{open}"
    );
}

#[tokio::test]
async fn an_empty_month_is_a_page_as_well() {
    let story = Story::set_up().await;
    let text = text_of(
        &story
            .house
            .month_pdf("2026-02-01", "2026-02-28")
            .await
            .expect("set"),
    );
    for words in [
        "February 2026",
        "0 incidents",
        "none are known",
        "the till’s are not known",
        "Page 1 of ",
    ] {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
    let (code, _) = refusal(story.house.month_pdf("2026-02-28", "2026-02-01").await);
    assert_eq!(code, Code::DateRefused);
}
