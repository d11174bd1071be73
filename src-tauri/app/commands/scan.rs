//! A picture of a paper in the place of a scanner.

use comeback_actions::dto::Scanned;
use tauri::command;
use tauri::ipc::Request;

use super::{Answer, TheDesk, told};
use crate::outside;

/// Reads the code in a picture. Its bytes are the whole body of the request.
#[command]
pub async fn scan_image(desk: TheDesk<'_>, request: Request<'_>) -> Answer<Scanned> {
    let file = outside::picture(&request)?;
    desk.house().await?.scan_image(file).await.map_err(told)
}
