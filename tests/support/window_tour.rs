//! Every screen and state of the app, one after the other, in a sample restaurant: what the demo photographs and the
//! audit examines.

use std::path::Path;

use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng as _};
use rusqlite::{Connection, OpenFlags};
use serde_json::json;

use super::{COLD_DUCK, Folders, Incident, Outcome, Show, Window, code_on};

/// A table that waited.
const LATE_TABLE: Incident<'_> = Incident {
    category: "Long wait",
    severity: "Serious",
    what: "Waited 50 minutes for a table they had booked",
    guest: "Ana Souza",
};

/// A night the power failed.
const DARK_EVENING: Incident<'_> = Incident {
    category: "Other",
    severity: "Serious",
    what: "The power failed, and the kitchen with it",
    guest: "",
};

/// A side that was forgotten.
const NO_HONEY: Incident<'_> = Incident {
    category: "Wrong item",
    severity: "A slip",
    what: "Honey asked for twice, never came",
    guest: "",
};

/// Walks through the whole app, and calls `visit` with the name of each stop when its screen is complete.
pub async fn tour<Visit>(show: &Show, visit: Visit) -> Outcome<()>
where
    Visit: AsyncFn(&str) -> Outcome<()>,
{
    let window = &show.window;
    window.find("heading", "Set the house").await?;
    visit("first-run").await?;
    window.start_the_sample().await?;
    visit("make-blank").await?;
    let check = make_a_check(show, &visit).await?;
    let certificate = make_a_certificate(show, &visit).await?;
    make_without_paper(window, &visit).await?;
    make_for_several(window, &visit).await?;
    redeem(show, &check, &certificate, &visit).await?;
    look_after(window, &visit).await?;
    look_back(show, &visit).await?;
    settings(window, &visit).await
}

async fn make_a_check(show: &Show, visit: &impl AsyncFn(&str) -> Outcome<()>) -> Outcome<String> {
    let window = &show.window;
    window.tell_the_incident(&COLD_DUCK).await?;
    window.fill_in("Where", "Table 12").await?;
    window.fill_in("Telephone or email", "(616) 555-0119").await?;
    window.click("radio", "3").await?;
    window.click("radio", "Check").await?;
    window.click("radio", "25").await?;
    window.paper_is_drawn("The check as it will print").await?;
    visit("make-check").await?;
    window.issue("Issue check, $25.00").await?;
    visit("make-check-issued").await?;
    let paper = window.save_paper(&show.folders).await?;
    window.click("button", "Next guest").await?;
    code_on(&paper)
}

async fn make_a_certificate(show: &Show, visit: &impl AsyncFn(&str) -> Outcome<()>) -> Outcome<String> {
    let window = &show.window;
    window.tell_the_incident(&LATE_TABLE).await?;
    window.click("radio", "Certificate").await?;
    window.fill_in("Good for", "breakfast for two").await?;
    window.fill_in("Menu value", "36.00").await?;
    window.paper_is_drawn("The certificate as it will print").await?;
    visit("make-certificate").await?;
    window.issue("Issue certificate").await?;
    visit("make-certificate-issued").await?;
    let paper = window.save_paper(&show.folders).await?;
    window.click("button", "Next guest").await?;
    code_on(&paper)
}

async fn make_without_paper(window: &Window, visit: &impl AsyncFn(&str) -> Outcome<()>) -> Outcome<()> {
    window.tell_the_incident(&NO_HONEY).await?;
    window.click("radio", "Comp now").await?;
    window.fill_in("Off this bill", "6.50").await?;
    visit("make-comp").await?;
    window.click("radio", "Gesture").await?;
    window
        .fill_in("What was done", "a jar of honey to take home")
        .await?;
    window.fill_in("What it costs", "4.00").await?;
    visit("make-gesture").await?;
    window.click("button", "Note gesture, $4.00").await?;
    window.sees("Noted,").await?;
    visit("make-gesture-noted").await?;
    window.click("button", "Next guest").await
}

async fn make_for_several(window: &Window, visit: &impl AsyncFn(&str) -> Outcome<()>) -> Outcome<()> {
    window.tell_the_incident(&DARK_EVENING).await?;
    window.click("radio", "Check").await?;
    window.click("radio", "15").await?;
    window.click("button", "For several guests").await?;
    window
        .paste("Guests", "Ana Souza\n\nHelen Okafor\nana souza\n")
        .await?;
    window.sees("3 checks, $45.00 together").await?;
    visit("several-guests").await?;
    window.click("button", "Issue 3").await?;
    window.sees("One PDF holds them all").await?;
    visit("several-guests-issued").await?;
    window.click("button", "Done").await?;
    window.sees("Choose what went wrong").await
}

async fn redeem(
    show: &Show,
    check: &str,
    certificate: &str,
    visit: &impl AsyncFn(&str) -> Outcome<()>,
) -> Outcome<()> {
    let window = &show.window;
    window.go("Redeem").await?;
    window.look_up(check, "Good").await?;
    visit("redeem-good-check").await?;
    window.fill_in("Bill number", "40931").await?;
    window.fill_in("Amount", "10.00").await?;
    window.click("button", "Take $10.00 off").await?;
    window.find("heading", "Taken").await?;
    visit("redeem-taken-part").await?;
    window.look_up(check, "Good").await?;
    window.sees("left of $25.00").await?;
    visit("redeem-good-part").await?;
    window.fill_in("Bill number", "40934").await?;
    window.click("button", "Take $15.00 off").await?;
    window.find("heading", "Taken").await?;
    window.look_up(check, "Already used").await?;
    visit("redeem-used").await?;

    window.look_up(certificate, "Good").await?;
    visit("redeem-good-certificate").await?;
    window.look_up(&expired_code(&show.folders)?, "Expired").await?;
    visit("redeem-expired").await?;
    window.look_up(&misread(certificate), "Look again").await?;
    visit("redeem-mistyped").await?;
    window.look_up("2222-2222-2222", "Not known").await?;
    visit("redeem-unknown").await?;
    window.look_up("LOT:40931", "Not a code").await?;
    visit("redeem-no-code").await?;
    window.look_up("https://example.com/menu", "Not ours").await?;
    visit("redeem-not-ours").await?;
    window.press("Escape").await?;
    window.sees("No paper?").await?;
    window.type_text("Okafor").await?;
    window.press("Enter").await?;
    window.find("heading", "Papers for “Okafor”").await?;
    visit("redeem-found").await?;
    // The fifth code that nobody knows, and the house lets nobody look for a while.
    let strangers = strangers();
    for code in &strangers[..3] {
        window.look_up(code, "Not known").await?;
    }
    window.look_up(&strangers[3], "Wait").await?;
    visit("redeem-paused").await?;
    window.click("button", "Unlock it").await?;
    window.sees("No paper?").await?;
    window.look_up(check, "Already used").await?;
    window.press("Escape").await?;
    window.sees("No paper?").await?;
    visit("redeem-idle").await
}

/// The calls, the guests, the causes and what is worth a look, of the sample.
async fn look_after(window: &Window, visit: &impl AsyncFn(&str) -> Outcome<()>) -> Outcome<()> {
    window.go("Follow-ups").await?;
    window.find("heading", "Follow-ups").await?;
    visit("follow-ups").await?;
    window.go("Incidents").await?;
    window.click("button", "Guests").await?;
    // Who was written down with a number; another may have the same name.
    window.click("button", "Helen Okafor (616) 555-0119").await?;
    window.find("heading", COLD_DUCK.guest).await?;
    visit("guest").await?;
    window.click("button", "Erase the guest").await?;
    window.find("dialog", "Erase Helen Okafor?").await?;
    visit("guest-erase").await?;
    window.click("button", "Keep").await?;
    window.press("Escape").await?;
    window.find("heading", "Guests").await?;
    visit("guests").await?;
    window.click("button", "Causes").await?;
    window.find("heading", "Causes").await?;
    visit("causes").await?;
    window.click("button", "Signs worth a look").await?;
    window.find("heading", "Signs worth a look").await?;
    visit("signs").await?;
    window.click("button", "Activity").await?;
    window
        .sees("This station was unlocked after unknown codes.")
        .await?;
    visit("activity").await
}

async fn look_back(show: &Show, visit: &impl AsyncFn(&str) -> Outcome<()>) -> Outcome<()> {
    let window = &show.window;
    window.go("Incidents").await?;
    window.find("button", COLD_DUCK.what).await?;
    visit("incidents").await?;
    window.click("button", COLD_DUCK.what).await?;
    window.find("heading", COLD_DUCK.what).await?;
    window.sees("40934").await?;
    visit("incident").await?;
    window.click("button", "Ledger").await?;
    window.find("table", "").await?;
    visit("ledger").await?;
    window.press("Escape").await?;
    window.click("button", DARK_EVENING.what).await?;
    window.sees("3 checks issued for $15.00 each").await?;
    visit("incident-several").await?;

    window.go("Insights").await?;
    window.find("heading", "What went wrong").await?;
    visit("insights").await?;

    window.go("Books").await?;
    window.find("table", "").await?;
    visit("books").await?;
    window.click("button", "Export").await?;
    visit("books-export").await?;
    window.click("button", "Details CSV, a line a movement").await?;
    window.sees("Exported as").await?;
    visit("books-exported").await?;
    beside_the_month(window, visit).await
}

/// What stands beside the month: the till, what it took, and what was closed.
async fn beside_the_month(window: &Window, visit: &impl AsyncFn(&str) -> Outcome<()>) -> Outcome<()> {
    window.click("button", "Look at it by the day").await?;
    window.sees("Bills without a match").await?;
    visit("books-till").await?;
    window.click("button", "Type in the till’s comps").await?;
    window.sees("Headings are understood").await?;
    visit("books-takings").await?;
    window.click("button", "The month").await?;
    window.click("button", "Export").await?;
    window.click("button", "Closed periods and exports").await?;
    window.find("heading", "Closed periods").await?;
    visit("books-closings").await?;
    window.click("button", "The month").await
}

async fn settings(window: &Window, visit: &impl AsyncFn(&str) -> Outcome<()>) -> Outcome<()> {
    window.go("Settings").await?;
    window
        .until("the note of the export to leave", async |window| {
            Ok(!window.text().await?.contains("Exported as"))
        })
        .await?;
    window.find("heading", "House").await?;
    visit("settings-house").await?;
    window.click("button", "Paper").await?;
    window.paper_is_drawn("as it will print").await?;
    visit("settings-paper").await?;
    window.choose("Paper to look at", "Receipt, 80 mm").await?;
    window.click("radio", "Modern").await?;
    window.fill_in("Another colour", "#FFD24A").await?;
    window.tab_to("THIS IS NOT A CHECK").await?;
    window.press("Space").await?;
    window.sees("Not saved yet.").await?;
    visit("settings-paper-changed").await?;
    window.click("button", "Undo changes").await?;
    window.click("button", "Printers").await?;
    window.sees("Printers here").await?;
    window.find("button", "Look again").await?;
    visit("settings-printers").await?;
    window.click("button", "Playbooks").await?;
    window.find("heading", "As the form shows it").await?;
    visit("settings-playbooks").await?;
    window.click("button", "State rules").await?;
    window.find("button", "Add a state").await?;
    visit("settings-rules").await?;
    window.click("button", "Data").await?;
    window.find("heading", "Papers and exports are saved in").await?;
    visit("settings-data").await?;
    window.press("F1").await?;
    window.find("dialog", "Keys").await?;
    visit("keys").await?;
    window.press("Escape").await?;
    window.click("button", "Remove it").await?;
    window.find("dialog", "Remove the sample restaurant?").await?;
    visit("sample-leaves").await?;
    window.click("button", "Remove the sample").await?;
    window.find("heading", "Set the house").await.map(drop)
}

/// Walks through what people who sign in meet, in a house of their own, and calls `visit` as the tour does.
pub async fn team_tour<Visit>(show: &Show, visit: Visit) -> Outcome<()>
where
    Visit: AsyncFn(&str) -> Outcome<()>,
{
    let window = &show.window;
    let (owner, manager, host) = (
        ("Nadia Haddad", "duck and orange"),
        ("Owen Brandt", "246801"),
        ("Marcus Bell", "135792"),
    );
    if window.has("heading", "Set the house").await? {
        window.set_the_house().await?;
        window.go("Insights").await?;
        window.find("heading", "Nothing to see yet.").await?;
        visit("insights-empty").await?;
    }
    window
        .hire_a_team(&[("Owner", owner), ("Manager", manager), ("Host", host)])
        .await?;
    window.sees("More than one person works here").await?;
    visit("settings-team").await?;
    window.switch_signing_in_on(owner).await?;
    window.sees("Signing in: on").await?;
    visit("settings-team-signing-in").await?;
    window.lock().await?;
    visit("locked-password").await?;
    window.click("button", host.0).await?;
    window.find("heading", "Marcus, your PIN").await?;
    visit("locked-pin").await?;
    window.sign_in_with_pin(host).await?;
    window.tell_the_incident(&COLD_DUCK).await?;
    window.fill_in("Amount", "24.00").await?;
    window.sees("$26 after this check").await?;
    visit("make-room-left").await?;
    window.fill_in("Amount", "56.00").await?;
    window.sees("That is $6 over your $50 today.").await?;
    visit("make-over-the-limit").await?;
    window.click("button", "Ask a manager").await?;
    window.find("dialog", "Who approves?").await?;
    window.click("radio", manager.0).await?;
    visit("make-who-approves").await?;
    window.click("button", "Ask for it").await?;
    window.sees("Asked for,").await?;
    visit("make-asked-for").await?;
    window.lock().await?;
    window.sign_in_with_pin(manager).await?;
    window.go("Follow-ups").await?;
    window.sees("one waits for a yes").await?;
    visit("asked-for").await?;
    window.go("Insights").await?;
    window.sees("No cause was named in these days.").await?;
    visit("insights-early").await
}

impl Window {
    /// Scans a code at the door, and waits for the verdict.
    pub async fn look_up(&self, code: &str, verdict: &str) -> Outcome<()> {
        self.is_ready_to_scan().await?;
        self.scan(code).await?;
        self.find("heading", verdict).await.map(drop)
    }

    /// Frees the door for the next guest.
    pub async fn is_ready_to_scan(&self) -> Outcome<()> {
        self.press("Escape").await?;
        self.sees("Scan the paper, or type its code").await?;
        // No hand is as quick as a driver, which would type between the two fields.
        let ready = "return document.activeElement?.matches('main input') === true && document.activeElement.value === ''";
        self.until("the field to have the focus", async |window| {
            Ok(window.execute(ready, vec![]).await? == json!(true))
        })
        .await
    }

    /// Waits until a paper with this label has its ink on the screen.
    pub async fn paper_is_drawn(&self, label: &str) -> Outcome<()> {
        let script =
            "const canvas = document.querySelector(`[role=img][aria-label*=\"${arguments[0]}\"] canvas`);
            if (!canvas || canvas.width < 100) return false;
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            let ink = 0;
            for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 0 && data[at] < 128) ink++;
            return ink > 500;";
        self.until("the paper to be drawn", async |window| {
            Ok(window.execute(script, vec![json!(label)]).await? == json!(true))
        })
        .await
    }
}

/// Whole codes that nobody ever issued.
pub fn strangers() -> [String; 5] {
    let mut dice = ChaCha20Rng::seed_from_u64(41);
    std::array::from_fn(|_| comeback_domain::Code::draw(&mut dice).grouped())
}

/// A code of the sample restaurant whose time has run, read from its database: nobody else shows a whole code.
fn expired_code(folders: &Folders) -> Outcome<String> {
    let file = database_in(&folders.data().join("sample"))?;
    let database = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let asked = "SELECT code FROM voucher WHERE spent = 0 AND expires_on < date('now', '-2 days') ORDER BY expires_on DESC";
    Ok(database.query_row(asked, [], |row| row.get(0))?)
}

fn database_in(folder: &Path) -> Outcome<std::path::PathBuf> {
    let found = super::steps::files(folder, "db").into_iter().next();
    found.ok_or_else(|| format!("no database in {}", folder.display()).into())
}

/// The same code with one letter read wrongly: the check character finds every such slip.
pub fn misread(code: &str) -> String {
    let other = if code.starts_with('2') { '3' } else { '2' };
    code.chars()
        .enumerate()
        .map(|(place, letter)| if place == 0 { other } else { letter })
        .collect()
}
