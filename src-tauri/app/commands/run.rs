//! Runs: the same make-good for many guests at once.

use std::ops::ControlFlow;

use comeback_actions::dto::{PrintJob, RunIssued, RunProgress, RunRequest};
use tauri::command;
use tauri::ipc::Channel;

use super::{Answer, TheDesk, told};

/// Issues a run, and tells how far it is.
#[command]
pub async fn issue_run(
    desk: TheDesk<'_>,
    request: RunRequest,
    progress: Channel<RunProgress>,
) -> Answer<RunIssued> {
    let (house, wanted) = (desk.house().await?, desk.run_begins());
    let watch = move |how_far| {
        // A page that is gone has nobody to tell.
        let _ = progress.send(how_far);
        if wanted() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    };
    house.save_run(request, watch).await.map_err(told)
}

/// Breaks the run off that is being set; nothing of it is issued.
#[command]
pub fn cancel_run(desk: TheDesk<'_>) {
    desk.cancel_run();
}

/// Prints all papers of a run.
#[command]
pub async fn print_run(desk: TheDesk<'_>, run: String, staff: String) -> Answer<PrintJob> {
    desk.house().await?.print_run(&run, &staff).await.map_err(told)
}
