//! The playbook: the plan for each kind of let-down.

use comeback_actions::dto::{Playbook, Suggestion, SuggestionRequest};
use tauri::command;

use super::{Answer, TheDesk, told};

/// Every plan.
#[command]
pub async fn playbooks(desk: TheDesk<'_>) -> Answer<Vec<Playbook>> {
    desk.house().await?.playbooks().await.map_err(told)
}

/// The make-good it suggests this time.
#[command]
pub async fn suggestion(desk: TheDesk<'_>, request: SuggestionRequest) -> Answer<Suggestion> {
    desk.house().await?.suggestion(request).await.map_err(told)
}

/// Changes a plan.
#[command]
pub async fn save_playbook(desk: TheDesk<'_>, playbook: Playbook) -> Answer<Vec<Playbook>> {
    desk.house().await?.save_playbook(playbook).await.map_err(told)
}

/// Puts a plan back to the one the house starts with.
#[command]
pub async fn reset_playbook(desk: TheDesk<'_>, category: String, severity: u8) -> Answer<Vec<Playbook>> {
    let house = desk.house().await?;
    house.reset_playbook(&category, severity).await.map_err(told)
}
