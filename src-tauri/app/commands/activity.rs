//! Everything that was written down, and the clock it was written by.

use comeback_actions::dto::{Activity, ActivityFilter, AppState};
use tauri::command;

use super::{Answer, TheDesk, told};

/// A part of everything that was written down.
#[command]
pub async fn activity(desk: TheDesk<'_>, filter: ActivityFilter) -> Answer<Activity> {
    desk.house().await?.activity(filter).await.map_err(told)
}

/// The clock is right now.
#[command]
pub async fn trust_clock(desk: TheDesk<'_>, staff: String) -> Answer<AppState> {
    desk.house().await?.trust_clock(&staff).await.map_err(told)
}
