//! Printers: which there are, which takes which paper, and what became of a print.

use comeback_actions::dto::{AppState, JobOf, JobRef, PrintJob, PrinterChoice, PrinterList};
use comeback_domain::Paper;
use tauri::command;

use super::{Answer, TheDesk, told};

/// The printers of this machine.
#[command]
pub async fn printers(desk: TheDesk<'_>) -> Answer<PrinterList> {
    desk.house().await?.printers().await.map_err(told)
}

/// Chooses a printer for each paper.
#[command]
pub async fn set_printers(desk: TheDesk<'_>, choices: Vec<PrinterChoice>) -> Answer<AppState> {
    desk.house().await?.set_printers(choices).await.map_err(told)
}

/// Prints the test page of a paper.
#[command]
pub async fn print_test_page(desk: TheDesk<'_>, paper: Paper) -> Answer<PrintJob> {
    desk.house().await?.print_test_page(paper).await.map_err(told)
}

/// How far a print is.
#[command]
pub async fn follow_print(
    desk: TheDesk<'_>,
    of: Option<JobOf>,
    staff: String,
    job: JobRef,
) -> Answer<PrintJob> {
    let house = desk.house().await?;
    house.follow_print(of, &staff, job).await.map_err(told)
}
