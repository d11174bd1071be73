//! The printed insights: their words and their look, of a full page, of an early one, and of one that runs on.

use comeback_actions::dto::InsightsRequest;
use comeback_actions::{SampleKind, SampleRequest};
use comeback_tests::story::Story;

use crate::look::compare;
use crate::tools::{PdfFile, run, succeeded, text};

/// The page of a sample that ends on the Saturday of the stories, from one day to another.
async fn page(kind: SampleKind, days: u32, from: &str, to: &str) -> Vec<u8> {
    let story = Story::before_the_first_day();
    let request = SampleRequest {
        kind,
        days,
        per_day: 2,
        seed: 3,
        until: Some("2026-11-21".to_owned()),
    };
    story.house.sample(request, |_, _| {}).await.expect("written");
    let asked = InsightsRequest {
        from: from.to_owned(),
        to: to.to_owned(),
        against: String::new(),
    };
    story.house.insights_pdf(asked).await.expect("set")
}

/// Its words and its look are as they were, and other programs can read it.
fn is_as_it_was(name: &str, pdf: &[u8]) {
    let file = PdfFile::new(pdf);
    let read = file.text("-layout");
    let lines: Vec<String> = read
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect();
    insta::assert_snapshot!(name, lines.join("\n"));
    compare(name, pdf);
    succeeded("qpdf", &run("qpdf", "qpdf", &["--check", text(&file.path())]));
}

#[tokio::test]
async fn a_full_page() {
    is_as_it_was(
        "insights",
        &page(SampleKind::Improving, 240, "2026-08-24", "2026-11-15").await,
    );
}

#[tokio::test]
async fn an_early_page() {
    is_as_it_was(
        "insights-early",
        &page(SampleKind::New, 21, "2026-08-30", "2026-11-21").await,
    );
}

#[tokio::test]
async fn a_year_runs_on_and_loses_no_week() {
    let pdf = page(SampleKind::Steady, 365, "2025-11-24", "2026-11-15").await;
    is_as_it_was("insights-long", &pdf);
    let read = PdfFile::new(&pdf).text("-layout");
    let pages = read.matches("Page ").count();
    assert!(pages > 1, "{pages}");
    for number in 1..=pages {
        assert!(read.contains(&format!("Page {number} of {pages}")), "{read}");
    }
    let weeks = read
        .lines()
        .filter(|line| {
            line.trim_start()
                .starts_with(|letter: char| letter.is_ascii_digit())
        })
        .filter(|line| line.matches(" 202").count() == 2);
    assert_eq!(weeks.count(), 51, "every week\n{read}");
}
