//! Checks and certificates: their paper, on the screen, in a file and from the printer.

use comeback_actions::dto::{MakeItRight, PrintJob, Saved, WordingRemark};
use comeback_domain::Paper;
use tauri::ipc::Response;
use tauri::{AppHandle, command};

use super::{Answer, TheDesk, proof, told};
use crate::outside;

/// The paper of a draft as it looks, `width` pixels across.
#[command]
pub async fn preview_paper(
    desk: TheDesk<'_>,
    draft: MakeItRight,
    paper: Option<Paper>,
    width: u32,
) -> Answer<Response> {
    let house = desk.house().await?;
    let pdf = house.preview_paper(&draft, paper).await.map_err(told)?;
    proof(&house, pdf, width).await
}

/// The paper of a voucher as it looks, `width` pixels across.
#[command]
pub async fn preview_voucher(
    desk: TheDesk<'_>,
    voucher_id: String,
    paper: Option<Paper>,
    width: u32,
) -> Answer<Response> {
    let house = desk.house().await?;
    let pdf = house.voucher_pdf(&voucher_id, paper).await.map_err(told)?;
    proof(&house, pdf, width).await
}

/// Prints the paper on the printer chosen for it.
#[command]
pub async fn print_voucher(
    desk: TheDesk<'_>,
    voucher_id: String,
    staff: String,
    paper: Option<Paper>,
) -> Answer<PrintJob> {
    let house = desk.house().await?;
    house
        .print_voucher(&voucher_id, &staff, paper, None)
        .await
        .map_err(told)
}

/// Opens the paper in the system's viewer.
#[command]
pub async fn open_voucher(
    app: AppHandle,
    desk: TheDesk<'_>,
    voucher_id: String,
    staff: String,
    paper: Option<Paper>,
) -> Answer<()> {
    let (folder, house) = (outside::print_folder(&app)?, desk.house().await?);
    let paper = house
        .paper_to_open(&voucher_id, &staff, paper, &folder)
        .await
        .map_err(told)?;
    outside::open_paper(&paper)
}

/// Saves the paper in the folder of papers and exports.
#[command]
pub async fn save_voucher(
    desk: TheDesk<'_>,
    voucher_id: String,
    staff: String,
    paper: Option<Paper>,
) -> Answer<Saved> {
    desk.house()
        .await?
        .save_voucher_on(&voucher_id, &staff, paper)
        .await
        .map_err(told)
}

/// What the wording check says of a draft.
#[command]
pub async fn wording(
    desk: TheDesk<'_>,
    draft: MakeItRight,
    paper: Option<Paper>,
) -> Answer<Vec<WordingRemark>> {
    desk.house().await?.wording(&draft, paper).await.map_err(told)
}

/// What the wording check says of a voucher that was issued.
#[command]
pub async fn voucher_wording(desk: TheDesk<'_>, voucher_id: String) -> Answer<Vec<WordingRemark>> {
    desk.house()
        .await?
        .voucher_wording(&voucher_id)
        .await
        .map_err(told)
}
