//! What the till took.

use comeback_actions::dto::{PastedTakings, TakingsForm, TakingsOfPeriod, TakingsWritten};
use tauri::command;

use super::{Answer, TheDesk, told};

/// What the till took in a period.
#[command]
pub async fn takings(desk: TheDesk<'_>, from: String, to: String) -> Answer<TakingsOfPeriod> {
    desk.house().await?.takings(&from, &to).await.map_err(told)
}

/// Sets what the till took.
#[command]
pub async fn set_takings(desk: TheDesk<'_>, form: TakingsForm) -> Answer<TakingsWritten> {
    desk.house().await?.set_takings(form).await.map_err(told)
}

/// Reads what was copied from a spreadsheet. Nothing is set by it.
#[command]
pub async fn read_takings(desk: TheDesk<'_>, pasted: String) -> Answer<PastedTakings> {
    desk.house().await?.read_takings(&pasted).await.map_err(told)
}
