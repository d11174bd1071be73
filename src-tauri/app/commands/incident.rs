//! Incidents: recording one with its make-good, and looking back.

use comeback_actions::dto::{IncidentFilter, IncidentPage, IncidentStory, MadeRight, MakeItRight};
use tauri::command;

use super::{Answer, TheDesk, told};

/// Records an incident and gives its make-good.
#[command]
pub async fn make_it_right(desk: TheDesk<'_>, request: MakeItRight) -> Answer<MadeRight> {
    desk.house().await?.make_it_right(request).await.map_err(told)
}

/// A part of the list.
#[command]
pub async fn incidents(desk: TheDesk<'_>, filter: IncidentFilter) -> Answer<IncidentPage> {
    desk.house().await?.incidents(filter).await.map_err(told)
}

/// The story of one.
#[command]
pub async fn incident(desk: TheDesk<'_>, id: String) -> Answer<IncidentStory> {
    desk.house().await?.incident(&id).await.map_err(told)
}
