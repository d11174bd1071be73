//! Follow-ups: the calls that are due, and how guests feel.

use comeback_actions::dto::{FollowUpForm, FollowUps, IncidentStory, ScoreForm};
use tauri::command;

use super::{Answer, TheDesk, told};

/// The calls to make.
#[command]
pub async fn follow_ups(desk: TheDesk<'_>) -> Answer<FollowUps> {
    desk.house().await?.follow_ups().await.map_err(told)
}

/// Settles one.
#[command]
pub async fn settle_follow_up(desk: TheDesk<'_>, form: FollowUpForm) -> Answer<FollowUps> {
    desk.house().await?.settle_follow_up(form).await.map_err(told)
}

/// Has a guest called.
#[command]
pub async fn set_follow_up(
    desk: TheDesk<'_>,
    incident_id: String,
    hours: u32,
    staff: String,
) -> Answer<FollowUps> {
    let house = desk.house().await?;
    house
        .set_follow_up(&incident_id, hours, &staff)
        .await
        .map_err(told)
}

/// Sets down how a guest felt when they came back.
#[command]
pub async fn give_score(desk: TheDesk<'_>, form: ScoreForm) -> Answer<IncidentStory> {
    desk.house().await?.give_score(form).await.map_err(told)
}
