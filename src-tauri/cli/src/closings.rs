//! Closing a period, opening it again, and what was closed.

use clap::Args;
use comeback_actions::House;
use comeback_actions::dto::{ClosingRow, Closings};

use crate::answer::Answer;
use crate::failure::Failure;
use crate::sheet::{Sheet, counted, day};
use crate::whole;

/// Through which day to close.
#[derive(Debug, Args)]
pub(crate) struct Close {
    /// The last business date to close, such as 2026-10-31; everything since the last closing goes with it
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    through: String,
    /// Who closes it
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
}

/// What to open again.
#[derive(Debug, Args)]
pub(crate) struct Reopen {
    /// The number of the closed period
    #[arg(value_parser = whole::<u32>)]
    batch: u32,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Who opens it
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
}

impl Close {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let closings = house
            .close(&self.through, &self.staff.unwrap_or_default())
            .await?;
        let text = closings.rows.first().map_or(String::new(), sheet);
        Answer::new(&closings, text)
    }
}

impl Reopen {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let staff = self.staff.unwrap_or_default();
        let closings = house.reopen(self.batch, &self.reason, &staff).await?;
        let found = closings.rows.iter().find(|row| row.batch == self.batch);
        Answer::new(&closings, found.map_or(String::new(), sheet))
    }
}

pub(crate) async fn list(house: &House) -> Result<Answer, Failure> {
    let closings = house.closings().await?;
    Answer::new(&closings, text(&closings))
}

fn text(closings: &Closings) -> String {
    if closings.rows.is_empty() {
        return "No period was closed yet.".to_owned();
    }
    closings.rows.iter().map(sheet).collect::<Vec<_>>().join("\n")
}

fn sheet(row: &ClosingRow) -> String {
    let revision = match row.revision {
        1 => String::new(),
        revision => format!(", revision {revision}"),
    };
    let by = |staff: Option<&String>| staff.map_or(String::new(), |staff| format!(", by {staff}"));
    let reopened = row
        .reopened
        .as_ref()
        .map(|made| format!("{}{}: {}", made.at, by(made.staff.as_ref()), made.reason));
    let differences: Vec<String> = row
        .differences
        .iter()
        .map(|each| {
            format!(
                "{}: {} before, {} now",
                each.what,
                or_none(&each.before),
                or_none(&each.after)
            )
        })
        .collect();
    Sheet::new(format!(
        "Batch {}{revision}: {} to {}",
        row.batch,
        day(&row.from),
        day(&row.to)
    ))
    .line("Closed", format!("{}{}", row.at, by(row.staff.as_ref())))
    .line(
        "Holds",
        format!(
            "{}, {}",
            counted(row.movements, "movement"),
            counted(row.incidents, "incident")
        ),
    )
    .line("Cost", row.cost.text.clone())
    .line("Journals", row.journals.join(", "))
    .line("SHA-256", row.details.clone())
    .line("Reopened", reopened)
    .line("Other than before", differences.join("\n"))
    .set()
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
}
