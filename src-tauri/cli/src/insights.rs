//! The insights of a period, as text and as one object.

use std::path::PathBuf;

use clap::Args;
use comeback_actions::dto::{Headline, Insights, InsightsRequest};
use comeback_actions::{Destination, House};
use comeback_domain::grouped;

use crate::answer::Answer;
use crate::books::Period;
use crate::failure::Failure;
use crate::sheet::{day, table};

/// A period whose insights are shown.
#[derive(Debug, Args)]
pub(crate) struct Show {
    #[command(flatten)]
    period: Period,
    /// What it is held against: before, or year_ago
    #[arg(long, value_name = "WHAT", default_value = "before")]
    against: String,
    /// Write the page as a PDF as well
    #[arg(long, value_name = "FILE")]
    pdf: Option<PathBuf>,
}

impl Show {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let asked = InsightsRequest {
            from: self.period.from,
            to: self.period.to,
            against: self.against,
        };
        let reserved = self.pdf.as_deref().map(Destination::reserve).transpose()?;
        let found = house.insights(asked.clone()).await?;
        let Some(reserved) = reserved else {
            return Answer::new(&found, text(&found));
        };
        let file = reserved.finish(&house.insights_pdf(asked).await?)?;
        Answer::new(&found, format!("{}\nPaper  {}\n", text(&found), file.display()))
    }
}

fn text(found: &Insights) -> String {
    let mut parts = vec![format!(
        "{} to {}, against {} to {}",
        day(&found.from),
        day(&found.to),
        day(&found.against_from),
        day(&found.against_to)
    )];
    if let Some(nothing) = &found.nothing {
        parts.push(nothing.clone());
        return parts.join("\n\n") + "\n";
    }
    parts.push(found.sum.clone());
    parts.extend([&found.back, &found.won, &found.days].map(headline));
    parts.push(section("What went wrong", &found.causes.says, &causes(found)));
    parts.push(section(&found.weeks.title, &found.weeks.says, &weeks(found)));
    parts.push(section(
        "How they felt, then and after",
        &found.felt.says,
        &felt(found),
    ));
    parts.push(section("When", &found.hours.says, &[]));
    let channels = found.channels.rows.iter();
    let channels: Vec<_> = channels
        .map(|row| vec![row.label.clone(), grouped(row.incidents)])
        .collect();
    parts.push(section("Where", &found.channels.says, &channels));
    parts.push(section("Fix next", &found.fix.says, &[]));
    for done in &found.done {
        parts.push(format!(
            "{}: {}, by {}, {}\n  {}",
            done.cause,
            done.what,
            done.owner,
            day(&done.on),
            done.says
        ));
    }
    if let Some(hands) = &found.hands {
        let mut rows = vec![row(&["", "gave", "worth", "asked", "gave nothing"])];
        rows.extend(hands.iter().map(|hand| {
            vec![
                hand.name.clone(),
                grouped(hand.gave),
                hand.amount.text.clone(),
                grouped(hand.asked),
                grouped(hand.bare),
            ]
        }));
        let remarks: Vec<&str> = hands.iter().filter_map(|hand| hand.remark.as_deref()).collect();
        parts.push(section("Who gave how much", &remarks.join(" "), &rows));
    }
    parts.join("\n\n") + "\n"
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

fn headline(head: &Headline) -> String {
    let figure = head
        .figure
        .as_ref()
        .map_or_else(String::new, |figure| format!("{figure} "));
    format!("{figure}{}\n  {}", head.label, head.says)
}

/// A title, a sentence and its figures.
fn section(title: &str, says: &str, rows: &[Vec<String>]) -> String {
    let says = if says.is_empty() {
        String::new()
    } else {
        format!("\n  {says}")
    };
    format!("{title}{says}\n{}", table(rows)).trim_end().to_owned()
}

fn causes(found: &Insights) -> Vec<Vec<String>> {
    let rows = &found.causes.rows;
    if rows.is_empty() {
        return Vec::new();
    }
    let mut table = vec![row(&["", "incidents", "cost", "so far"])];
    table.extend(rows.iter().map(|bar| {
        vec![
            bar.label.clone(),
            grouped(bar.incidents),
            bar.cost.text.clone(),
            format!("{}%", bar.share),
        ]
    }));
    table
}

fn weeks(found: &Insights) -> Vec<Vec<String>> {
    let mut table = vec![row(&["", "incidents", "covers", "per 1,000"])];
    table.extend(found.weeks.rows.iter().map(|week| {
        vec![
            day(&week.from),
            grouped(week.incidents),
            week.covers.map_or_else(String::new, grouped),
            week.per_thousand_tenths
                .map_or_else(String::new, |tenths| format!("{}.{}", tenths / 10, tenths % 10)),
        ]
    }));
    table
}

fn felt(found: &Insights) -> Vec<Vec<String>> {
    let mean = |tenths: Option<u32>| {
        tenths.map_or_else(
            || "-".to_owned(),
            |tenths| format!("{}.{}", tenths / 10, tenths % 10),
        )
    };
    let mut table = vec![row(&["", "then", "after", "asked", "not asked"])];
    table.extend(found.felt.rows.iter().map(|felt| {
        vec![
            felt.label.clone(),
            mean(felt.before_tenths),
            mean(felt.after_tenths),
            grouped(felt.both),
            grouped(felt.not_asked),
        ]
    }));
    table
}
