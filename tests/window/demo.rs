//! The demo: the whole job in the real window, on a virtual display, with a sample restaurant. It leaves the papers, the
//! export and a picture of every screen in `target/demo/`, in light and dark and on a small screen, and lists them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use comeback_tests::window::{
    COLD_DUCK, Desktop, Folders, Outcome, Show, Theme, Window, files, root, target, team_tour, tour,
};
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
    let walked = async {
        tour(&show, &picture).await?;
        if desktop.size == Desktop::default().size && desktop.theme == Theme::Light {
            every_paper(&show, folder).await?;
        }
        team_tour(&show, &picture).await?;
        Ok::<_, Box<dyn std::error::Error + Send + Sync>>(())
    };
    if let Err(error) = walked.await {
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

/// The papers, as the window names them.
const PAPERS: [&str; 7] = [
    "US Letter, full page",
    "A4, full page",
    "Three to a page (check stock)",
    "Receipt, 80 mm",
    "Receipt, 58 mm",
    "Letter to post (No. 10 window)",
    "Letter to post (DIN lang window)",
];

/// One check on every paper, as a file and as the window shows it. The tour ends with an empty house.
async fn every_paper(show: &Show, folder: &Path) -> Outcome<()> {
    let window = &show.window;
    window.set_the_house().await?;
    window.tell_the_incident(&COLD_DUCK).await?;
    window.click("radio", "25").await?;
    window.issue("Issue check, $25.00").await?;
    for paper in PAPERS {
        window.choose("Paper", paper).await?;
        window.paper_is_drawn("The check as it will print").await?;
        let name: String = paper
            .chars()
            .map(|letter| if letter.is_alphanumeric() { letter } else { '-' })
            .collect();
        photograph(window, &folder.join(format!("paper/{name}.png"))).await?;
        let saved = window.save_paper(&show.folders).await?;
        std::fs::copy(saved, folder.join(format!("paper/{name}.pdf")))?;
        // The note of where it was saved would lie over the next picture.
        window
            .until("the note of the file to leave", async |window| {
                Ok(!window.text().await?.contains("Saved as"))
            })
            .await?;
    }
    Ok(())
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
