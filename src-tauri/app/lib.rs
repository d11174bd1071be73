//! The Tauri shell of Comeback: it opens the window, routes each command to an action, and keeps the files the
//! app writes in their places. It decides nothing about the business.

mod window;

use std::process::ExitCode;

include!("commands/list.rs");

macro_rules! handler {
    ($($room:ident::$command:ident,)*) => { tauri::generate_handler![$(commands::$room::$command),*] };
}

/// Runs the app until its window is closed.
pub fn run() -> ExitCode {
    let built = tauri::Builder::default()
        // First, so that a second start ends before anything else is set up.
        .plugin(tauri_plugin_single_instance::init(|app, _args, _folder| {
            window::focus(app)
        }))
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(with_commands!(handler))
        .setup(|app| window::open(app))
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|_, _| {});
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("The window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}
