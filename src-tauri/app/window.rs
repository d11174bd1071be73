//! The one window: made from the configuration, and kept to the app's own pages.

use tauri::webview::NewWindowResponse;
use tauri::{App, AppHandle, Manager, Url, WebviewWindowBuilder};

/// The label of the only window, as the configuration and the capabilities file name it.
pub const LABEL: &str = "main";

/// Opens the window described in `tauri.conf.json`. It refuses every page that is not ours and every new window.
pub fn open(app: &App) -> Result<(), Box<dyn std::error::Error>> {
    let config = app
        .config()
        .app
        .windows
        .iter()
        .find(|window| window.label == LABEL)
        .ok_or("tauri.conf.json describes no window named \"main\"")?;
    let window = WebviewWindowBuilder::from_config(app, config)?
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    #[cfg(target_os = "linux")]
    crate::painting::fit(&window)?;
    Ok(())
}

/// Brings the window to the front; what a second start of the app does instead of opening another.
pub fn focus(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        // Each may fail on a desktop that does not let a window raise itself; the window is still there.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Whether a page belongs to the app: `tauri://localhost`, or `http(s)://tauri.localhost` where the webview
/// allows no scheme of our own (Windows).
fn is_ours(url: &Url) -> bool {
    match (url.scheme(), url.host_str()) {
        ("tauri", Some("localhost")) => true,
        ("http" | "https", Some("tauri.localhost")) => cfg!(windows),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(url: &str) -> bool {
        is_ours(&url.parse().expect("a test address"))
    }

    #[test]
    fn only_the_apps_own_pages_are_ours() {
        assert!(ours("tauri://localhost/"));
        assert!(ours("tauri://localhost/#/redeem"));
        for foreign in [
            "https://example.com/",
            "http://localhost:5173/",
            "tauri://elsewhere/",
            "tauri://localhost.example.com/",
            "file:///etc/passwd",
            "data:text/html,hello",
            "about:blank",
            "javascript:void(0)",
        ] {
            assert!(!ours(foreign), "{foreign} must be refused");
        }
    }
}
