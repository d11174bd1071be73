//! A window of the same kit with an empty page: what the start of the app is compared with.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!("tests/bench/blank/tauri.conf.json"))
}
