//! Concerns: what is about to go wrong.

use comeback_actions::dto::{Concern, ConcernForm};
use tauri::command;

use super::{Answer, TheDesk, told};

/// Notes one.
#[command]
pub async fn note_concern(desk: TheDesk<'_>, form: ConcernForm) -> Answer<Concern> {
    desk.house().await?.note_concern(form).await.map_err(told)
}

/// Those that are open.
#[command]
pub async fn concerns(desk: TheDesk<'_>) -> Answer<Vec<Concern>> {
    desk.house().await?.concerns().await.map_err(told)
}

/// Drops one.
#[command]
pub async fn drop_concern(desk: TheDesk<'_>, id: String, staff: String) -> Answer<Vec<Concern>> {
    desk.house().await?.drop_concern(&id, &staff).await.map_err(told)
}
