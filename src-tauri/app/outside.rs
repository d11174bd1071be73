//! What the shell asks of the system around it: a viewer for a paper, a folder to look into or to choose.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use comeback_actions::{ActionError, Code, Problem};
use tauri::ipc::{InvokeBody, Request};
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_dialog::{DialogExt as _, FileDialogBuilder, FilePath};
use tokio::sync::oneshot;

use crate::{commands::told, window};

/// A problem of the shell's own.
pub fn problem(code: Code, message: String) -> Problem {
    Problem {
        code,
        message,
        details: BTreeMap::new(),
    }
}

/// The picture file that is the whole body of a request.
///
/// # Errors
/// When the request has no such body.
pub fn picture(request: &Request<'_>) -> Result<Vec<u8>, Problem> {
    match request.body() {
        InvokeBody::Raw(file) => Ok(file.clone()),
        InvokeBody::Json(_) => Err(problem(
            Code::BadChoice,
            "No picture came with this. Choose the file again.".to_owned(),
        )),
    }
}

/// The folder for papers on their way to the printer.
///
/// # Errors
/// When the system gives the app no such folder.
pub fn print_folder(app: &AppHandle) -> Result<PathBuf, Problem> {
    let cache = app.path().app_cache_dir().map_err(|error| {
        problem(
            Code::CannotWrite,
            format!("There is no place to print from: {error}. Save the paper, and print it from there."),
        )
    })?;
    Ok(cache.join("to-print"))
}

/// Forgets papers that were printed before: they carry names and codes.
pub fn clear_print_folder(app: &AppHandle) {
    if let Ok(folder) = print_folder(app) {
        // None there, or one still open in a viewer: either is left for next time.
        let _ = std::fs::remove_dir_all(folder);
    }
}

/// Opens a paper the app has written in the system's viewer.
///
/// # Errors
/// When no viewer can be started. The paper is issued all the same, and the sentence says so.
pub fn open_paper(path: &Path) -> Result<(), Problem> {
    tauri_plugin_opener::open_path(path, None::<&str>).map_err(|_| {
        problem(
            Code::CannotWrite,
            "No program here opens a PDF. The paper is issued: save it, and print it from there.".to_owned(),
        )
    })
}

/// Opens a page of the books the app has written in the system's viewer.
///
/// # Errors
/// When no viewer can be started.
pub fn open_page(path: &Path) -> Result<(), Problem> {
    tauri_plugin_opener::open_path(path, None::<&str>).map_err(|_| {
        problem(
            Code::CannotWrite,
            "No program here opens a PDF. Export the month as a PDF, and open it elsewhere.".to_owned(),
        )
    })
}

/// Shows a folder, which is made if it is not there yet.
///
/// # Errors
/// When it cannot be made, or no program shows folders.
pub fn show_folder(folder: &Path) -> Result<(), Problem> {
    std::fs::create_dir_all(folder).map_err(|error| {
        told(ActionError::CannotWrite {
            path: folder.to_owned(),
            error,
        })
    })?;
    tauri_plugin_opener::open_path(folder, None::<&str>).map_err(|_| {
        problem(
            Code::CannotWrite,
            format!(
                "No program here shows folders. The papers are in {}.",
                folder.display()
            ),
        )
    })
}

/// Lets the person choose a folder; `None` when they change their mind.
///
/// # Errors
/// When the folder is on no disk of this machine, or the question could not be put.
pub async fn choose_folder(app: &AppHandle, title: &str, from: &Path) -> Result<Option<PathBuf>, Problem> {
    let (answer, answered) = oneshot::channel();
    // The page may have gone meanwhile; then there is nobody to answer.
    asked(app, title)
        .set_directory(from)
        .pick_folder(move |chosen| drop(answer.send(chosen)));
    chosen(answered, "That is not a folder on this machine. Choose another.").await
}

/// Lets the person choose a backup; `None` when they change their mind.
///
/// # Errors
/// When the file is on no disk of this machine.
pub async fn choose_backup(app: &AppHandle) -> Result<Option<PathBuf>, Problem> {
    let (answer, answered) = oneshot::channel();
    asked(app, "Choose a backup")
        .add_filter("Backups", &["db"])
        .pick_file(move |chosen| drop(answer.send(chosen)));
    chosen(answered, "That is not a file on this machine. Choose another.").await
}

/// A question that stands before our window.
fn asked(app: &AppHandle, title: &str) -> FileDialogBuilder<Wry> {
    let question = app.dialog().file().set_title(title);
    match app.get_webview_window(window::LABEL) {
        Some(parent) => question.set_parent(&parent),
        None => question,
    }
}

async fn chosen(
    answered: oneshot::Receiver<Option<FilePath>>,
    else_says: &str,
) -> Result<Option<PathBuf>, Problem> {
    match answered.await.ok().flatten().map(FilePath::into_path) {
        None => Ok(None),
        Some(Ok(path)) => Ok(Some(path)),
        Some(Err(_)) => Err(problem(Code::CannotWrite, else_says.to_owned())),
    }
}
