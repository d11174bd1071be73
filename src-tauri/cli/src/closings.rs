//! Closing a period, opening it again, and what was closed.

use clap::Args;
use comeback_actions::House;
use comeback_actions::dto::ClosingRow;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::sheet::{Sheet, counted, day, moment};
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
        let zone = zone(house).await?;
        let text = closings
            .rows
            .first()
            .map_or(String::new(), |row| sheet(row, &zone));
        Answer::new(&closings, text)
    }
}

impl Reopen {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let staff = self.staff.unwrap_or_default();
        let closings = house.reopen(self.batch, &self.reason, &staff).await?;
        let zone = zone(house).await?;
        let found = closings.rows.iter().find(|row| row.batch == self.batch);
        Answer::new(&closings, found.map_or(String::new(), |row| sheet(row, &zone)))
    }
}

pub(crate) async fn list(house: &House) -> Result<Answer, Failure> {
    let closings = house.closings().await?;
    let zone = zone(house).await?;
    let sheets: Vec<String> = closings.rows.iter().map(|row| sheet(row, &zone)).collect();
    let text = if sheets.is_empty() {
        "No period was closed yet.".to_owned()
    } else {
        sheets.join("\n")
    };
    Answer::new(&closings, text)
}

/// Where the shop is: its moments are shown in its own time.
async fn zone(house: &House) -> Result<String, Failure> {
    let shop = house.app_state().await?.house;
    Ok(shop.map_or(String::new(), |shop| shop.timezone))
}

fn sheet(row: &ClosingRow, zone: &str) -> String {
    let revision = match row.revision {
        1 => String::new(),
        revision => format!(", revision {revision}"),
    };
    let by = |staff: Option<&String>| staff.map_or(String::new(), |staff| format!(", by {staff}"));
    let reopened = row.reopened.as_ref().map(|made| {
        format!(
            "{}{}: {}",
            moment(&made.at, zone),
            by(made.staff.as_ref()),
            made.reason
        )
    });
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
    .line(
        "Closed",
        format!("{}{}", moment(&row.at, zone), by(row.staff.as_ref())),
    )
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
