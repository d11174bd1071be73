//! The door: looking a code up, redeeming it, and who came back.

use comeback_actions::dto::{CameBack, RedeemRequest, Redeemed, Verdict};
use tauri::command;

use super::{Answer, TheDesk, told};

/// What the door says to a code.
#[command]
pub async fn look_up(desk: TheDesk<'_>, typed: String) -> Answer<Verdict> {
    desk.house().await?.look_up(&typed).await.map_err(told)
}

/// Redeems a voucher.
#[command]
pub async fn redeem(desk: TheDesk<'_>, request: RedeemRequest) -> Answer<Redeemed> {
    desk.house().await?.redeem(request).await.map_err(told)
}

/// Everybody who came back today.
#[command]
pub async fn came_back_today(desk: TheDesk<'_>) -> Answer<CameBack> {
    desk.house().await?.came_back_today().await.map_err(told)
}
