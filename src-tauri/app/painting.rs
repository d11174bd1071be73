//! How the window is painted where there is no graphics card.
//!
//! WebKit on Linux paints with OpenGL, and where no card does that, the processor imitates one: every core is busy, and a
//! verdict is on the screen in twice the time. Such machines are told to paint plainly.

use std::path::Path;

use tauri::WebviewWindow;
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt as _, WebViewExt as _};

/// Where Linux lists what can draw.
const CARDS: &str = "/dev/dri";

/// Paints the window plainly where there is no graphics card.
pub fn fit(window: &WebviewWindow) -> tauri::Result<()> {
    if has_card(Path::new(CARDS)) {
        return Ok(());
    }
    window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// Whether something in this folder can draw for whoever asks: a card that only shows a screen cannot.
fn has_card(cards: &Path) -> bool {
    let Ok(listed) = std::fs::read_dir(cards) else {
        return false;
    };
    listed
        .filter_map(Result::ok)
        .any(|card| card.file_name().to_string_lossy().starts_with("renderD"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_one_that_draws() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(!has_card(&folder.path().join("dri")), "none is listed");
        std::fs::write(folder.path().join("card0"), "").expect("written");
        assert!(!has_card(folder.path()), "one that only shows a screen");
        std::fs::write(folder.path().join("renderD128"), "").expect("written");
        assert!(has_card(folder.path()));
    }
}
