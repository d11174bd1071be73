//! The demo: the whole job in the real window, on a virtual display, with a sample restaurant. It leaves the papers, the
//! export and a picture of every screen in `target/demo/`, in light and dark and on a small screen, and lists them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use comeback_tests::window::{Desktop, Folders, Outcome, Show, Theme, Window, files, root, target, tour};
use tokio::task::LocalSet;

const DESKTOPS: [(&str, Desktop); 3] = [
    (
        "light",
        Desktop {
            size: (1280, 800),
            theme: Theme::Light,
        },
    ),
    (
        "dark",
        Desktop {
            size: (1280, 800),
            theme: Theme::Dark,
        },
    ),
    (
        "1024x768",
        Desktop {
            size: (1024, 768),
            theme: Theme::Light,
        },
    ),
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match LocalSet::new().run_until(demo()).await {
        Ok(left) => {
            say("All of it is here:");
            let here = root();
            for file in &left {
                say(&format!(
                    "  {}",
                    file.strip_prefix(&here).unwrap_or(file).display()
                ));
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            say(&format!("The demo stopped: {error}"));
            ExitCode::FAILURE
        }
    }
}

async fn demo() -> Outcome<Vec<PathBuf>> {
    let folder = target().join("demo");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    for (name, desktop) in DESKTOPS {
        say(&format!("Walking through every screen, {name}"));
        walk(&folder, name, desktop).await?;
    }
    say("Opening a data folder that is damaged");
    damaged(&folder).await?;
    Ok(["pdf", "csv", "png"]
        .iter()
        .flat_map(|kind| files(&folder, kind))
        .collect())
}

async fn walk(folder: &Path, name: &str, desktop: Desktop) -> Outcome<()> {
    let show = Show::open(desktop, Folders::new()?).await?;
    let stop = std::cell::Cell::new(0);
    let picture = async |screen: &str| {
        stop.set(stop.get() + 1);
        photograph(
            &show.window,
            &folder.join(name).join(format!("{:02}-{screen}.png", stop.get())),
        )
        .await
    };
    if let Err(error) = tour(&show, picture).await {
        photograph(&show.window, &folder.join("stopped.png")).await?;
        return Err(format!("{error}; the window as it stood is in stopped.png").into());
    }
    if desktop.size == Desktop::default().size && desktop.theme == Theme::Light {
        for file in ["pdf", "csv"]
            .iter()
            .flat_map(|kind| files(&show.folders.documents(), kind))
        {
            let name = file.file_name().ok_or("a file without a name")?;
            std::fs::copy(&file, folder.join(name))?;
        }
    }
    show.close().await.map(drop)
}

/// A file where the books should be that is none of ours.
async fn damaged(folder: &Path) -> Outcome<()> {
    let folders = Folders::new()?;
    std::fs::create_dir_all(folders.data())?;
    std::fs::write(
        folders.data().join("comeback.db"),
        "not a database, and longer than a hundred bytes. ".repeat(9),
    )?;
    let show = Show::open(Desktop::default(), folders).await?;
    show.window.find("heading", "The books did not open").await?;
    photograph(&show.window, &folder.join("light/99-books-did-not-open.png")).await?;
    show.close().await.map(drop)
}

async fn photograph(window: &Window, file: &Path) -> Outcome<()> {
    window.comes_to_rest().await?;
    window.screenshot(file).await
}

#[expect(clippy::print_stdout, reason = "this is a program for a person at a terminal")]
fn say(text: &str) {
    println!("{text}");
}
