//! The design of the papers, and what the rules of a state ask for.

use comeback_actions::dto::{CashBack, LogoTaken, ShopSettings};
use comeback_domain::{Paper, VoucherKind};
use tauri::command;
use tauri::ipc::{Request, Response};

use super::{Answer, TheDesk, proof, told};
use crate::outside;

/// Takes a picture file in as the logo. Its bytes are the whole body of the request.
#[command]
pub async fn take_logo(desk: TheDesk<'_>, request: Request<'_>) -> Answer<LogoTaken> {
    let file = outside::picture(&request)?;
    desk.house().await?.take_logo(file).await.map_err(told)
}

/// An example of a paper with settings that are not saved yet, `width` pixels across.
#[command]
pub async fn preview_design(
    desk: TheDesk<'_>,
    settings: ShopSettings,
    paper: Paper,
    kind: VoucherKind,
    width: u32,
) -> Answer<Response> {
    let house = desk.house().await?;
    let pdf = house.preview_design(&settings, paper, kind).await.map_err(told)?;
    proof(&house, pdf, width).await
}

/// The sums below which a state has a rest paid out in cash.
#[command]
pub async fn cash_back(desk: TheDesk<'_>) -> Answer<Vec<CashBack>> {
    desk.house().await?.cash_back().await.map_err(told)
}

/// Puts these sums in the place of all.
#[command]
pub async fn set_cash_back(desk: TheDesk<'_>, rows: Vec<CashBack>) -> Answer<Vec<CashBack>> {
    desk.house().await?.set_cash_back(rows).await.map_err(told)
}
