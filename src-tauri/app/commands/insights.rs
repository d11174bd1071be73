//! Insights: what went wrong, what it cost, who came back, what to fix next.

use comeback_actions::dto::{
    InsightBehind, InsightBehindRequest, Insights, InsightsRequest, PrintJob, Saved,
};
use tauri::{AppHandle, command};

use super::{Answer, TheDesk, told};
use crate::outside;

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

/// Prints the page of insights.
#[command]
pub async fn print_insights(desk: TheDesk<'_>, asked: InsightsRequest) -> Answer<PrintJob> {
    desk.house().await?.print_insights(asked).await.map_err(told)
}

/// Opens the page of insights in the system's viewer, from which it can be saved.
#[command]
pub async fn open_insights(app: AppHandle, desk: TheDesk<'_>, asked: InsightsRequest) -> Answer<()> {
    let (folder, house) = (outside::print_folder(&app)?, desk.house().await?);
    let page = house.insights_to_open(asked, &folder).await.map_err(told)?;
    outside::open_page(&page)
}

/// Saves a chart, drawn as SVG, into the folder of papers and exports.
#[command]
pub async fn save_chart(desk: TheDesk<'_>, title: String, svg: String) -> Answer<Saved> {
    desk.house().await?.save_chart(&title, &svg).await.map_err(told)
}
