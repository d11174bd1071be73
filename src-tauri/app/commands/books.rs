//! The books: the totals of a period, and their export.

use comeback_actions::dto::{Saved, Totals};
use tauri::command;

use super::{Answer, TheDesk, told};

/// The totals of a period.
#[command]
pub async fn totals(desk: TheDesk<'_>, from: String, to: String) -> Answer<Totals> {
    let totals = desk.house().await?.totals(&from, &to).await.map_err(told)?;
    Ok(Totals::from(&totals))
}

/// Writes the movements of a period as CSV to the folder of papers and exports.
#[command]
pub async fn export_csv(desk: TheDesk<'_>, from: String, to: String) -> Answer<Saved> {
    desk.house().await?.save_csv(&from, &to).await.map_err(told)
}
