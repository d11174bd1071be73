//! Runs: the same make-good for many guests at once.

use comeback_actions::dto::{PrintJob, RunIssued, RunProgress, RunRequest};
use tauri::command;
use tauri::ipc::Channel;

use super::{Answer, TheDesk, told, while_wanted};

/// Issues a run, and tells how far it is.
#[command]
pub async fn issue_run(
    desk: TheDesk<'_>,
    request: RunRequest,
    progress: Channel<RunProgress>,
) -> Answer<RunIssued> {
    let (house, watch) = (desk.house().await?, while_wanted(&desk.run, progress));
    house.save_run(request, watch).await.map_err(told)
}

/// Breaks the run off that is being set; nothing of it is issued.
#[command]
pub fn cancel_run(desk: TheDesk<'_>) {
    desk.run.call_off();
}

/// Prints all papers of a run.
#[command]
pub async fn print_run(desk: TheDesk<'_>, run: String, staff: String) -> Answer<PrintJob> {
    desk.house().await?.print_run(&run, &staff).await.map_err(told)
}
