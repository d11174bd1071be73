//! Makes a permission for each command in the list, and embeds the built front end.

include!("commands/list.rs");

macro_rules! names {
    ($($room:ident::$command:ident,)*) => { &[$(stringify!($command)),*] };
}

const COMMANDS: &[&str] = with_commands!(names);

fn main() -> Result<(), String> {
    // tauri-build watches only the default places, and ours are elsewhere.
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=ui/dist");
    if !std::path::Path::new("ui/dist/index.html").exists() {
        return Err(
            "ui/dist is missing. Build the front end first: ./dev setup, or npm run build in ui/.".into(),
        );
    }
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    tauri_build::try_build(attributes).map_err(|error| format!("{error:#}"))
}
