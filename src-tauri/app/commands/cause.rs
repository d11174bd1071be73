//! Causes, and what is done so that it does not happen again.

use comeback_actions::dto::{CauseForm, Causes, IncidentStory, PreventionForm};
use tauri::command;

use super::{Answer, TheDesk, told};

/// Names the cause of an incident.
#[command]
pub async fn name_cause(desk: TheDesk<'_>, form: CauseForm) -> Answer<IncidentStory> {
    desk.house().await?.name_cause(form).await.map_err(told)
}

/// Writes down what is to be done about it.
#[command]
pub async fn plan_prevention(desk: TheDesk<'_>, form: PreventionForm) -> Answer<IncidentStory> {
    desk.house().await?.plan_prevention(form).await.map_err(told)
}

/// It is done.
#[command]
pub async fn finish_prevention(desk: TheDesk<'_>, id: String, staff: String) -> Answer<Causes> {
    desk.house()
        .await?
        .finish_prevention(&id, &staff)
        .await
        .map_err(told)
}

/// Every cause, what is done about it, and whether that helped.
#[command]
pub async fn causes(desk: TheDesk<'_>) -> Answer<Causes> {
    desk.house().await?.causes().await.map_err(told)
}
