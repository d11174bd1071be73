//! Insights: what went wrong, what it cost, who came back, what to fix next.

use comeback_actions::dto::{InsightBehind, InsightBehindRequest, Insights, InsightsRequest};
use tauri::command;

use super::{Answer, TheDesk, told};

/// The insights of a period, held against another.
#[command]
pub async fn insights(desk: TheDesk<'_>, asked: InsightsRequest) -> Answer<Insights> {
    desk.house().await?.insights(asked).await.map_err(told)
}

/// The incidents behind a figure.
#[command]
pub async fn insights_behind(desk: TheDesk<'_>, asked: InsightBehindRequest) -> Answer<InsightBehind> {
    desk.house().await?.insights_behind(asked).await.map_err(told)
}
