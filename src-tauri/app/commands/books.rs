//! The books: the totals of a period, how they are posted, and their export.

use comeback_actions::ExportForm;
use comeback_actions::dto::{
    Accounts, AccountsForm, Behind, BehindRequest, Bundled, Closings, ExportProgress, Exported, Journal,
    Outstanding, PapersBehind, PapersBehindRequest, PrintJob, Totals, TotalsRow,
};
use tauri::ipc::Channel;
use tauri::{AppHandle, command};

use super::{Answer, TheDesk, told, while_wanted};
use crate::outside;

/// The totals of a period.
#[command]
pub async fn totals(desk: TheDesk<'_>, from: String, to: String) -> Answer<Totals> {
    let totals = desk.house().await?.totals(&from, &to).await.map_err(told)?;
    Ok(Totals::from(&totals))
}

/// A period by people or by causes.
#[command]
pub async fn totals_by(desk: TheDesk<'_>, from: String, to: String, by: String) -> Answer<Vec<TotalsRow>> {
    desk.house().await?.shown_by(&from, &to, &by).await.map_err(told)
}

/// How what is outstanding moved in a period, and what it is at its end.
#[command]
pub async fn outstanding(desk: TheDesk<'_>, from: String, to: String) -> Answer<Outstanding> {
    desk.house().await?.outstanding_of(&from, &to).await.map_err(told)
}

/// The movements behind a figure.
#[command]
pub async fn behind(desk: TheDesk<'_>, asked: BehindRequest) -> Answer<Behind> {
    desk.house().await?.behind(asked).await.map_err(told)
}

/// The papers behind a figure of what is outstanding.
#[command]
pub async fn papers_behind(desk: TheDesk<'_>, asked: PapersBehindRequest) -> Answer<PapersBehind> {
    desk.house().await?.papers_behind(asked).await.map_err(told)
}

/// Writes a period to the folder of papers and exports, in one of the forms.
#[command]
pub async fn export_books(
    desk: TheDesk<'_>,
    from: String,
    to: String,
    form: String,
    progress: Channel<ExportProgress>,
) -> Answer<Exported> {
    let (house, watch) = (desk.house().await?, while_wanted(&desk.export, progress));
    let form = ExportForm::from_key(&form).map_err(told)?;
    house.save_export(&from, &to, form, watch).await.map_err(told)
}

/// Breaks the export off that is being made; nothing of it is written.
#[command]
pub fn cancel_export(desk: TheDesk<'_>) {
    desk.export.call_off();
}

/// Hands a closed period over: in these forms, as one folder.
#[command]
pub async fn bundle(
    desk: TheDesk<'_>,
    batch: u32,
    forms: Vec<String>,
    progress: Channel<ExportProgress>,
) -> Answer<Bundled> {
    let (house, watch) = (desk.house().await?, while_wanted(&desk.export, progress));
    let forms: Result<Vec<_>, _> = forms.iter().map(|form| ExportForm::from_key(form)).collect();
    house
        .save_bundle(batch, &forms.map_err(told)?, watch)
        .await
        .map_err(told)
}

/// How the shop posts.
#[command]
pub async fn accounts(desk: TheDesk<'_>) -> Answer<Accounts> {
    desk.house().await?.accounts().await.map_err(told)
}

/// Sets how the shop posts.
#[command]
pub async fn set_accounts(desk: TheDesk<'_>, form: AccountsForm) -> Answer<Accounts> {
    desk.house().await?.set_accounts(form).await.map_err(told)
}

/// The journal of a period, as every form for the accounts would hold it.
#[command]
pub async fn journal(desk: TheDesk<'_>, from: String, to: String) -> Answer<Vec<Journal>> {
    desk.house().await?.journal(&from, &to).await.map_err(told)
}

/// The closed periods, and what was exported.
#[command]
pub async fn closings(desk: TheDesk<'_>) -> Answer<Closings> {
    desk.house().await?.closings().await.map_err(told)
}

/// Makes everything through a day final.
#[command]
pub async fn close_period(desk: TheDesk<'_>, through: String, staff: String) -> Answer<Closings> {
    desk.house().await?.close(&through, &staff).await.map_err(told)
}

/// Opens a closed period again.
#[command]
pub async fn reopen_period(desk: TheDesk<'_>, batch: u32, reason: String, staff: String) -> Answer<Closings> {
    let house = desk.house().await?;
    house.reopen(batch, &reason, &staff).await.map_err(told)
}

/// Prints the month on a page.
#[command]
pub async fn print_month(desk: TheDesk<'_>, from: String, to: String) -> Answer<PrintJob> {
    desk.house().await?.print_month(&from, &to).await.map_err(told)
}

/// Opens the month on a page in the system's viewer.
#[command]
pub async fn open_month(app: AppHandle, desk: TheDesk<'_>, from: String, to: String) -> Answer<()> {
    let (folder, house) = (outside::print_folder(&app)?, desk.house().await?);
    let page = house.month_to_open(&from, &to, &folder).await.map_err(told)?;
    outside::open_page(&page)
}
