//! The door of the sample restaurant, with the book behind it and what an evening comes to.

use std::cell::RefCell;
use std::path::PathBuf;
use std::process::Command;
use std::rc::Rc;

use comeback_tests::window::{Outcome, Show};
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};

/// A paper that a guest of the sample restaurant may bring.
#[derive(Clone)]
pub struct Paper {
    pub code: String,
    /// What is left of it, in minor units.
    pub left: i64,
    pub guest: String,
    /// What happened then.
    pub what: String,
}

impl Paper {
    pub fn last_four(&self) -> &str {
        &self.code[8..]
    }
}

/// The papers of the sample restaurant, read from its database: nobody else shows a whole code.
pub struct Book(PathBuf);

impl Book {
    pub fn open(&self) -> Outcome<Connection> {
        Ok(Connection::open_with_flags(
            &self.0,
            OpenFlags::SQLITE_OPEN_READ_ONLY,
        )?)
    }

    pub fn papers(&self, wanted: &str) -> Outcome<Vec<Paper>> {
        let database = self.open()?;
        let mut statement = database.prepare(&format!(
            "SELECT v.code, v.remaining, g.name, i.what FROM voucher v JOIN make_good m ON m.id = v.id
             JOIN incident i ON i.id = m.incident_id JOIN guest g ON g.id = i.guest_id
             WHERE v.voided_seq IS NULL AND length(g.name) > 0 AND {wanted} ORDER BY v.expires_on DESC, v.code"
        ))?;
        let rows = statement.query_map([], |row| {
            Ok(Paper {
                code: row.get(0)?,
                left: row.get(1)?,
                guest: row.get(2)?,
                what: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn number(&self, asked: &str) -> Outcome<i64> {
        Ok(self.open()?.query_row(asked, [], |row| row.get(0))?)
    }

    pub fn numbers(&self, asked: &str) -> Outcome<Vec<i64>> {
        let database = self.open()?;
        let mut statement = database.prepare(asked)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn text(&self, asked: &str) -> Outcome<String> {
        Ok(self.open()?.query_row(asked, [], |row| row.get(0))?)
    }

    /// What came off bills by paper, in minor units, and how often.
    pub fn redeemed(&self) -> Outcome<(i64, i64)> {
        Ok((
            self.number("SELECT coalesce(sum(minor), 0) FROM redemption WHERE reversed_seq IS NULL")?,
            self.number("SELECT count(*) FROM redemption WHERE reversed_seq IS NULL")?,
        ))
    }
}

/// The evening as it is told at its end: how often something was scanned, and what came off bills, in minor units.
#[derive(Default)]
pub struct Evening {
    pub scans: u32,
    pub minor: i64,
    pub times: i64,
    /// The first paper that was taken.
    pub used: Option<Paper>,
    /// The code that was being taken when the power went.
    pub last: String,
}

impl Evening {
    /// So much came off a bill.
    pub fn took(&mut self, minor: i64) {
        self.minor += minor;
        self.times += 1;
    }

    /// It did not after all.
    pub fn gave_back(&mut self, minor: i64) {
        self.minor -= minor;
        self.times -= 1;
    }
}

/// The door, with what the evening has come to so far.
pub struct Door {
    pub show: Rc<Show>,
    pub book: Book,
    pub evening: Rc<RefCell<Evening>>,
}

impl Door {
    pub fn at(show: Rc<Show>, evening: Rc<RefCell<Evening>>) -> Self {
        let book = Book(show.folders.data().join("sample/comeback.db"));
        Self { show, book, evening }
    }

    /// Scans a code, and waits for the verdict.
    pub async fn scans(&self, code: &str, verdict: &str) -> Outcome<()> {
        self.evening.borrow_mut().scans += 1;
        self.show.window.look_up(code, verdict).await
    }

    /// Scans the QR of a good paper with a reader that types other keys than Enter at its end, or on another keyboard.
    pub async fn scans_as(&self, keys: &str, end: &str) -> Outcome<()> {
        self.evening.borrow_mut().scans += 1;
        let window = &self.show.window;
        window.is_ready_to_scan().await?;
        window.type_at_once(keys).await?;
        window.press(end).await?;
        window.find("heading", "Good").await.map(drop)
    }

    /// Takes what the screen shows to be good.
    pub async fn takes(&self, minor: i64) -> Outcome<()> {
        self.presses("Take", minor).await
    }

    pub async fn presses(&self, button: &str, minor: i64) -> Outcome<()> {
        let bill = 40_900 + self.evening.borrow().times;
        let window = &self.show.window;
        window.fill_in("Bill number", &bill.to_string()).await?;
        window.click("button", button).await?;
        window.find("heading", "Taken").await?;
        self.evening.borrow_mut().took(minor);
        Ok(())
    }

    pub async fn scans_and_takes(&self, paper: &Paper) -> Outcome<()> {
        self.scans(&paper.code, "Good").await?;
        self.takes(paper.left).await
    }

    /// The command line works on the same book, beside the open window.
    pub fn command_line(&self, arguments: &[&str]) -> Outcome<Value> {
        command_line(&self.show, arguments)
    }

    /// Opens the ledger of a paper, on the page of its incident.
    pub async fn opens_ledger(&self, paper: &Paper) -> Outcome<()> {
        let window = &self.show.window;
        window.go("Incidents").await?;
        // On a Monday hardly any paper is of this week.
        window.choose("Days", "All time").await?;
        window.fill_in("Search", paper.last_four()).await?;
        // Others tell the same of what happened: they, or the one that was looked for before, stand there until then.
        window.sees(&paper.guest).await?;
        window.sees(": 1 incident").await?;
        window
            .click("button", paper.what.trim_end_matches(['.', ' ']))
            .await?;
        window.click("button", "Ledger").await
    }

    /// Does something to a paper on its ledger: what is pressed first, why, and what is pressed then.
    pub async fn mends(&self, paper: &Paper, begins: &str, (why, does): (&str, &str)) -> Outcome<()> {
        self.opens_ledger(paper).await?;
        let window = &self.show.window;
        window.click("button", begins).await?;
        window.fill_in("Why", why).await?;
        window.click("button", does).await
    }

    pub async fn goes_back(&self) -> Outcome<()> {
        self.show.window.press("Escape").await?;
        self.show.window.go("Redeem").await
    }

    /// Drops a picture of this paper on the window, as a host would from a message.
    pub async fn drops_photo(&self, paper: &Paper) -> Outcome<()> {
        self.evening.borrow_mut().scans += 1;
        let folder = self.show.folders.documents();
        let file = folder.join("photo.pdf");
        let path = file.to_str().ok_or("UTF-8")?;
        self.command_line(&["reprint", &paper.code, "--pdf", path])?;
        let drawn = Command::new("pdftoppm")
            .args(["-png", "-gray", "-r", "100", "-singlefile", path])
            .arg(folder.join("photo"))
            .status()?;
        assert!(drawn.success(), "pdftoppm draws the paper");
        let bytes = std::fs::read(folder.join("photo.png"))?;
        let script = "const file = new File([new Uint8Array(arguments[0])], 'photo.png', { type: 'image/png' });
            const dropped = new DataTransfer();
            dropped.items.add(file);
            window.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));";
        let window = &self.show.window;
        window.press("Escape").await?;
        window.execute(script, vec![json!(bytes)]).await?;
        window.find("heading", "Good").await.map(drop)
    }
}

pub fn command_line(show: &Show, arguments: &[&str]) -> Outcome<Value> {
    let sample = show.folders.data().join("sample");
    let data = ["--json", "--data", sample.to_str().ok_or("UTF-8")?];
    let said = show.command_line(&[&data, arguments].concat())?;
    if !said.status.success() {
        let told = [&said.stdout, &said.stderr].map(|told| String::from_utf8_lossy(told).into_owned());
        return Err(told.concat().into());
    }
    Ok(serde_json::from_slice(&said.stdout)?)
}

/// The keys of a reader for American keyboards, row by row, and what stands on them here.
const AMERICAN: [&str; 2] = [
    "1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./",
    "!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?",
];
const FRENCH: [&str; 2] = [
    "&é\"'(-è_çà)=azertyuiop^$qsdfghjklmùwxcvbn,;:!",
    "1234567890°+AZERTYUIOP¨£QSDFGHJKLM%WXCVBN?./§",
];

/// What arrives of this from a reader for American keyboards where the machine has a French one.
pub fn on_french_keys(text: &str) -> String {
    let rows = || AMERICAN.iter().zip(FRENCH);
    let keys: Vec<(char, char)> = rows()
        .flat_map(|(american, french)| american.chars().zip(french.chars()))
        .collect();
    let here = |typed: char| keys.iter().find(|(key, _)| *key == typed).map(|(_, here)| *here);
    text.chars().filter_map(here).collect()
}
