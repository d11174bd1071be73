//! What people do in the window, step by step, as the journeys and the demo tell it.

use std::path::{Path, PathBuf};
use std::process::Command;

use fantoccini::actions::{Actions, InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use serde_json::json;

use super::{Folders, Outcome, Window};

impl Window {
    /// Goes to a room of the rail.
    pub async fn go(&self, room: &str) -> Outcome<()> {
        self.click("button", room).await?;
        // The rail's button says where one is.
        let there = "return document.querySelector('nav[aria-label=Rooms] [aria-current]')?.textContent.trim().startsWith(arguments[0])";
        self.until(&format!("the room {room}"), async |window| {
            Ok(window.execute(there, vec![json!(room)]).await? == json!(true))
        })
        .await
    }

    /// Fills in the set-up page, and opens the house for service.
    pub async fn set_the_house(&self) -> Outcome<()> {
        self.fill_in("Business name", "Bistro Verveine").await?;
        self.fill_in("Address", "27 Orchard Lane, Fairhaven, Michigan")
            .await?;
        self.fill_in("Telephone", "(616) 555-0142").await?;
        self.click("button", "Open for service").await?;
        self.find("heading", "Make it right").await.map(drop)
    }

    /// Opens the sample restaurant from the set-up page.
    pub async fn start_the_sample(&self) -> Outcome<()> {
        self.click("button", "Try it with a sample restaurant").await?;
        self.find("heading", "Make it right").await.map(drop)
    }

    /// Writes what happened to whom, by pointer and keys, on the blank form.
    pub async fn tell_the_incident(&self, incident: &Incident<'_>) -> Outcome<()> {
        self.click("radio", incident.category).await?;
        self.fill_in("What happened", incident.what).await?;
        self.click("radio", incident.severity).await?;
        if !incident.guest.is_empty() {
            self.fill_in("Guest", incident.guest).await?;
        }
        Ok(())
    }

    /// Sets the house, and gives a check of $25.00 for the cold duck.
    pub async fn give_a_check(&self) -> Outcome<()> {
        self.set_the_house().await?;
        self.tell_the_incident(&COLD_DUCK).await?;
        self.click("radio", "Check").await?;
        self.click("radio", "25").await?;
        self.issue("Issue check, $25.00").await
    }

    /// Presses the button that issues, and waits until the paper is issued.
    pub async fn issue(&self, button: &str) -> Outcome<()> {
        self.click("button", button).await?;
        self.sees("Issued,").await
    }

    /// Saves the issued paper as a PDF, and gives the file.
    pub async fn save_paper(&self, folders: &Folders) -> Outcome<PathBuf> {
        let before = files(&folders.documents(), "pdf");
        self.click("button", "Save PDF").await?;
        self.until("a PDF in the folder of papers", async |_| {
            Ok(files(&folders.documents(), "pdf").len() > before.len())
        })
        .await?;
        let new = files(&folders.documents(), "pdf")
            .into_iter()
            .find(|paper| !before.contains(paper));
        new.ok_or_else(|| "the PDF went away again".into())
    }

    /// Opens a page of the settings.
    pub async fn settings(&self, page: &str) -> Outcome<()> {
        self.go("Settings").await?;
        self.click("button", page).await?;
        self.find("heading", page).await.map(drop)
    }

    /// Adds people on the team's page: the role, and the name with the PIN or password.
    pub async fn hire_a_team(&self, people: &[(&str, (&str, &str))]) -> Outcome<()> {
        self.settings("Team").await?;
        for (role, (name, secret)) in people {
            self.click("button", "Add a person").await?;
            self.fill_in("Name", name).await?;
            self.choose("Role", role).await?;
            let pins = ["Manager", "Host"].contains(role);
            self.fill_in(if pins { "PIN" } else { "Password" }, secret)
                .await?;
            self.click("button", "Add").await?;
            self.find("button", &format!("Change {name}")).await?;
        }
        Ok(())
    }

    /// Has people sign in from now on, and keeps the recovery code that is shown.
    pub async fn switch_signing_in_on(&self, (owner, password): (&str, &str)) -> Outcome<()> {
        self.click("button", "Switch signing in on").await?;
        let first = owner.split(' ').next().unwrap_or(owner);
        self.fill_in(&format!("{first}’s password"), password).await?;
        self.click("button", "Switch on").await?;
        self.find("heading", "Keep the recovery code").await?;
        self.click("button", "I have kept it").await
    }

    /// Locks the screen, as by the rail's foot.
    pub async fn lock(&self) -> Outcome<()> {
        self.press("Control+l").await?;
        self.find("heading", "Who is it?").await.map(drop)
    }

    /// Signs in at the locked screen with six digits.
    pub async fn sign_in_with_pin(&self, (name, pin): (&str, &str)) -> Outcome<()> {
        self.click("button", name).await?;
        self.type_text(pin).await?;
        self.until("the screen to open", async |window| {
            Ok(!window.has("heading", "Who is it?").await?)
        })
        .await
    }

    /// Pastes into a field of several lines: all of it at once, as from a list.
    pub async fn paste(&self, field: &str, text: &str) -> Outcome<()> {
        self.click("textbox", field).await?;
        let script = "document.activeElement.setRangeText(arguments[0]); document.activeElement.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))";
        self.execute(script, vec![json!(text)]).await.map(drop)
    }

    /// Presses the pointer on a part of a chart. The driver itself holds such a group for nothing that can be pressed.
    pub async fn click_part(&self, name: &str) -> Outcome<()> {
        let part = serde_json::to_value(&self.find("button", name).await?)?;
        let script = "const [part] = arguments; part.scrollIntoView({ block: 'center' });
            const { left, top, width, height } = part.getBoundingClientRect();
            return [left + width / 2, top + height / 2].map(Math.round);";
        let (x, y) = serde_json::from_value(self.execute(script, vec![part]).await?)?;
        let press = MouseActions::new("mouse".into())
            .then(PointerAction::MoveTo { duration: None, x, y })
            .then(PointerAction::Down {
                button: MOUSE_BUTTON_LEFT,
            })
            .then(PointerAction::Up {
                button: MOUSE_BUTTON_LEFT,
            });
        Ok(self.client.perform_actions(Actions::from(press)).await?)
    }

    /// Chooses a printer for a paper, and waits until that is kept.
    pub async fn choose_printer(&self, paper: &str, printer: &str) -> Outcome<()> {
        self.settings("Printers").await?;
        self.choose(paper, printer).await?;
        let kept = "return [...document.querySelectorAll('main select')].some((field) => field.selectedOptions[0]?.label === arguments[0])";
        self.until(&format!("{printer} to be kept for {paper}"), async |window| {
            Ok(window.execute(kept, vec![json!(printer)]).await? == json!(true))
        })
        .await
    }

    /// Looks a code up at the door, as a scanner would: every key at once, and Enter.
    pub async fn scan(&self, code: &str) -> Outcome<()> {
        self.type_at_once(code).await?;
        self.press("Enter").await
    }
}

/// What went wrong, in the words of the form.
#[derive(Clone, Copy, Debug)]
pub struct Incident<'a> {
    /// The tile.
    pub category: &'a str,
    /// The segment.
    pub severity: &'a str,
    /// What happened.
    pub what: &'a str,
    /// To whom; empty when nobody said.
    pub guest: &'a str,
}

/// A duck that came cold.
pub const COLD_DUCK: Incident<'_> = Incident {
    category: "Food",
    severity: "A let-down",
    what: "The duck leg was cold in the middle",
    guest: "Helen Okafor",
};

/// The redemption code printed on a paper, read off the PDF as a person would read it.
pub fn code_on(paper: &Path) -> Outcome<String> {
    let text = Command::new("pdftotext").arg(paper).arg("-").output()?;
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    let code = text.split_whitespace().find(|word| {
        word.len() == 14 && word.split('-').count() == 3 && word.split('-').all(|group| group.len() == 4)
    });
    code.map(str::to_owned)
        .ok_or_else(|| format!("no code is printed on {}:\n{text}", paper.display()).into())
}

/// Every file below a folder whose name ends so.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .flat_map(|path| {
            if path.is_dir() {
                files(&path, extension)
            } else {
                vec![path]
            }
        })
        .filter(|path| path.extension().is_some_and(|its| its == extension))
        .collect();
    found.sort();
    found
}
