//! Checks and certificates: their paper, on the screen, in a file and from the printer.

use comeback_actions::dto::{MakeItRight, Saved};
use tauri::ipc::Response;
use tauri::{AppHandle, command};

use super::{Answer, TheDesk, told};
use crate::outside;

/// The paper of a draft, as a PDF.
#[command]
pub async fn preview_paper(desk: TheDesk<'_>, draft: MakeItRight) -> Answer<Response> {
    let pdf = desk.house().await?.preview_paper(&draft).await.map_err(told)?;
    Ok(Response::new(pdf))
}

/// The paper of a voucher, as a PDF.
#[command]
pub async fn voucher_pdf(desk: TheDesk<'_>, voucher_id: String) -> Answer<Response> {
    let pdf = desk
        .house()
        .await?
        .voucher_pdf(&voucher_id, None)
        .await
        .map_err(told)?;
    Ok(Response::new(pdf))
}

/// Opens the paper in the system's viewer, to print from there.
#[command]
pub async fn print_voucher(app: AppHandle, desk: TheDesk<'_>, voucher_id: String) -> Answer<()> {
    let folder = outside::print_folder(&app)?;
    let paper = desk
        .house()
        .await?
        .save_voucher_in(&voucher_id, &folder)
        .await
        .map_err(told)?;
    outside::open_paper(&paper.path)
}

/// The same for a paper handed out before, which its story then tells.
#[command]
pub async fn reprint_voucher(app: AppHandle, desk: TheDesk<'_>, voucher_id: String) -> Answer<()> {
    let (folder, house) = (outside::print_folder(&app)?, desk.house().await?);
    let paper = house.save_voucher_in(&voucher_id, &folder).await.map_err(told)?;
    house.reprint_voucher(&voucher_id, "").await.map_err(told)?;
    outside::open_paper(&paper.path)
}

/// Saves the paper in the folder of papers and exports.
#[command]
pub async fn save_voucher(desk: TheDesk<'_>, voucher_id: String) -> Answer<Saved> {
    desk.house().await?.save_voucher(&voucher_id).await.map_err(told)
}
