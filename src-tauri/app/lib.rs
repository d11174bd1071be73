//! The Tauri shell of Comeback: it opens the window, routes each command to an action, and asks the system for what
//! lies outside the app. It decides nothing about the business.

mod commands;
mod desk;
mod instance;
mod outside;
#[cfg(target_os = "linux")]
mod painting;
mod window;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use comeback_actions::{default_data_folder, machine_data_folder};
use tauri::{App, AppHandle, Manager, Wry};

use desk::Desk;

include!("commands/list.rs");

macro_rules! handler {
    ($($noun:ident::$command:ident,)*) => { tauri::generate_handler![$(commands::$noun::$command),*] };
}

/// Record a let-down, hand over the paper that makes it right, and see who comes back.
#[derive(Debug, Parser)]
#[command(name = "comeback", version)]
struct Arguments {
    /// The folder of the database, instead of COMEBACK_DATA or the system's place for it
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

/// Runs the app until its window is closed.
pub fn run() -> ExitCode {
    let folder = Arguments::parse().data.unwrap_or_else(default_data_folder);
    match build(folder) {
        Ok(app) => {
            app.run(|_, _| {});
            ExitCode::SUCCESS
        }
        Err(error) => {
            tell(&format!(
                "The window could not be opened: {error}. On a machine without a display, ./dev demo shows it."
            ));
            ExitCode::FAILURE
        }
    }
}

fn build(folder: PathBuf) -> tauri::Result<App> {
    let mut context = tauri::generate_context!();
    let identifier = instance::identifier(&context.config().identifier, &folder, &machine_data_folder());
    context.config_mut().identifier = identifier;
    tauri::Builder::default()
        // First, so that a second start ends before anything else is set up.
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| {
            window::focus(app)
        }))
        .plugin(tauri_plugin_dialog::init())
        .manage(Desk::new(folder))
        .invoke_handler(with_commands!(handler))
        .setup(|app| {
            // Beside the window that is being made, not after it: the page asks for the house first thing.
            tauri::async_runtime::spawn(settle_in(app.handle().clone()));
            window::open(app)
        })
        .build(context)
}

/// What is done while the window is on its way: opening the house, and putting yesterday's papers away.
async fn settle_in(app: AppHandle<Wry>) {
    // What went wrong is told to the page, which asks for the same house.
    let _ = app.state::<Desk>().house().await;
    outside::clear_print_folder(&app);
    desk::watch(app).await;
}

#[expect(clippy::print_stderr, reason = "there is no window to say it in")]
fn tell(sentence: &str) {
    eprintln!("{sentence}");
}
