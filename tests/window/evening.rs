//! A whole evening at the door: thirty scans and every verdict, a mistake put right, a paper lost, another left at home, a
//! photo of one, and the power going while one is taken. At its end the books tie out.

use std::cell::RefCell;
use std::path::PathBuf;
use std::process::Command;
use std::rc::Rc;

use comeback_tests::window::{Desktop, Folders, Outcome, Show, journey, misread, strangers};
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};

/// A paper that a guest of the sample restaurant may bring.
struct Paper {
    code: String,
    /// What is left of it, in minor units.
    left: i64,
    guest: String,
    /// What happened then.
    what: String,
}

impl Paper {
    fn last_four(&self) -> &str {
        &self.code[8..]
    }
}

/// The papers of the sample restaurant, read from its database: nobody else shows a whole code.
struct Book(PathBuf);

impl Book {
    fn open(&self) -> Outcome<Connection> {
        Ok(Connection::open_with_flags(
            &self.0,
            OpenFlags::SQLITE_OPEN_READ_ONLY,
        )?)
    }

    fn papers(&self, wanted: &str) -> Outcome<Vec<Paper>> {
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

    fn number(&self, asked: &str) -> Outcome<i64> {
        Ok(self.open()?.query_row(asked, [], |row| row.get(0))?)
    }

    fn numbers(&self, asked: &str) -> Outcome<Vec<i64>> {
        let database = self.open()?;
        let mut statement = database.prepare(asked)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn text(&self, asked: &str) -> Outcome<String> {
        Ok(self.open()?.query_row(asked, [], |row| row.get(0))?)
    }

    /// What came off bills by paper, in minor units, and how often.
    fn redeemed(&self) -> Outcome<(i64, i64)> {
        Ok((
            self.number("SELECT coalesce(sum(minor), 0) FROM redemption WHERE reversed_seq IS NULL")?,
            self.number("SELECT count(*) FROM redemption WHERE reversed_seq IS NULL")?,
        ))
    }
}

const WHOLE_CHECKS: &str =
    "m.kind = 'check' AND v.spent = 0 AND v.remaining = m.minor AND v.expires_on > date('now', '+3 days')";
const CERTIFICATES: &str = "m.kind = 'certificate' AND v.spent = 0 AND v.expires_on > date('now', '+3 days')";
const EXPIRED: &str = "m.kind = 'check' AND v.spent = 0 AND v.remaining = m.minor
    AND v.expires_on BETWEEN date('now', '-20 days') AND date('now', '-3 days')";

/// The evening as it is told at its end: how often something was scanned, and what came off bills, in minor units.
#[derive(Default)]
struct Evening {
    scans: u32,
    minor: i64,
    times: i64,
    /// The code that was being taken when the power went.
    last: String,
}

/// The door, with what the evening has come to so far.
struct Door {
    show: Rc<Show>,
    book: Book,
    evening: Rc<RefCell<Evening>>,
}

impl Door {
    fn at(show: Rc<Show>, evening: Rc<RefCell<Evening>>) -> Self {
        let book = Book(show.folders.data().join("sample/comeback.db"));
        Self { show, book, evening }
    }

    /// Scans a code, and waits for the verdict.
    async fn scans(&self, code: &str, verdict: &str) -> Outcome<()> {
        self.evening.borrow_mut().scans += 1;
        self.show.window.look_up(code, verdict).await
    }

    /// Takes what the screen shows to be good.
    async fn takes(&self, minor: i64) -> Outcome<()> {
        self.presses("Take", minor).await
    }

    async fn presses(&self, button: &str, minor: i64) -> Outcome<()> {
        let bill = 40_900 + self.evening.borrow().times;
        let window = &self.show.window;
        window.fill_in("Bill number", &bill.to_string()).await?;
        window.click("button", button).await?;
        window.find("heading", "Taken").await?;
        let mut evening = self.evening.borrow_mut();
        evening.minor += minor;
        evening.times += 1;
        Ok(())
    }

    async fn scans_and_takes(&self, paper: &Paper) -> Outcome<()> {
        self.scans(&paper.code, "Good").await?;
        self.takes(paper.left).await
    }

    /// The command line works on the same book, beside the open window.
    fn command_line(&self, arguments: &[&str]) -> Outcome<Value> {
        command_line(&self.show, arguments)
    }

    /// Opens the ledger of a paper, on the page of its incident.
    async fn opens_ledger(&self, paper: &Paper) -> Outcome<()> {
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

    async fn goes_back(&self) -> Outcome<()> {
        self.show.window.press("Escape").await?;
        self.show.window.go("Redeem").await
    }

    /// Drops a picture of this paper on the window, as a host would from a message.
    async fn drops_photo(&self, paper: &Paper) -> Outcome<()> {
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

fn command_line(show: &Show, arguments: &[&str]) -> Outcome<Value> {
    let sample = show.folders.data().join("sample");
    let data = ["--json", "--data", sample.to_str().ok_or("UTF-8")?];
    let said = show.command_line(&[&data, arguments].concat())?;
    if !said.status.success() {
        let told = [&said.stdout, &said.stderr].map(|told| String::from_utf8_lossy(told).into_owned());
        return Err(told.concat().into());
    }
    Ok(serde_json::from_slice(&said.stdout)?)
}

/// Good papers, and some of every other kind; then a mistake, a lost paper, a photo, and one that was left at home.
async fn until_the_power_goes(door: &Door) -> Outcome<()> {
    let window = &door.show.window;
    let checks = door.book.papers(WHOLE_CHECKS)?;
    let certificates = door.book.papers(CERTIFICATES)?;
    let expired = door.book.papers(EXPIRED)?;
    let [lost, voided, photographed, at_home, in_parts, last, plain @ ..] = &checks[..] else {
        return Err(format!("the sample has only {} checks", checks.len()).into());
    };
    window.go("Redeem").await?;
    window.click("textbox", "Scan the paper").await?;
    for paper in plain.iter().take(9) {
        door.scans_and_takes(paper).await?;
    }
    let used = plain.first().ok_or("a paper")?;
    door.scans(&used.code, "Already used").await?;
    door.scans(&misread(&used.code), "Look again").await?;
    // The fifth code that nobody knows, and nobody may look for a while.
    let [fifth, four @ ..] = &strangers();
    for code in four {
        door.scans(code, "Not known").await?;
    }
    door.scans(fifth, "Wait").await?;
    window.click("button", "Unlock it").await?;
    window.sees("No paper?").await?;
    door.scans("https://example.com/menu", "Not ours").await?;
    for paper in certificates.iter().take(2) {
        door.scans(&paper.code, "Good").await?;
        window.fill_in("Menu value", "31.00").await?;
        door.presses("Redeem for", 3100).await?;
    }

    door.scans(&in_parts.code, "Good").await?;
    window.fill_in("Amount", "1.00").await?;
    door.takes(100).await?;
    door.scans(&in_parts.code, "Good").await?;
    window.sees("left of").await?;
    door.takes(in_parts.left - 100).await?;

    let late = expired.first().ok_or("an expired paper")?;
    door.scans(&late.code, "Expired").await?;
    window.click("button", "Extend it").await?;
    window.fill_in("Why", "Was abroad").await?;
    window.click("button", "Extend it until").await?;
    window.find("heading", "Good").await?;
    door.takes(late.left).await?;

    // The wrong bill: undone on the same evening, and the paper is good again.
    door.opens_ledger(used).await?;
    window.click("button", "Reverse").await?;
    window.fill_in("Why", "Wrong bill").await?;
    window.click("button", "Reverse this redemption").await?;
    window.sees("“Wrong bill”").await?;
    {
        let mut evening = door.evening.borrow_mut();
        evening.minor -= used.left;
        evening.times -= 1;
    }
    door.goes_back().await?;
    door.scans_and_takes(used).await?;

    // A lost paper: a new code, and the old one dead.
    door.opens_ledger(lost).await?;
    window.click("button", "Replace the lost paper").await?;
    window.fill_in("Why", "Left in a coat").await?;
    window.click("button", "Replace it with a new paper").await?;
    window.sees("The new paper is").await?;
    door.goes_back().await?;
    door.scans(&lost.code, "Replaced").await?;
    let new = format!(
        "SELECT n.code FROM voucher v JOIN voucher n ON n.replaces = v.id WHERE v.code = '{}'",
        lost.code
    );
    door.scans(&door.book.text(&new)?, "Good").await?;
    door.takes(lost.left).await?;

    door.command_line(&["void", &voided.code, "--reason", "Printed for the wrong table"])?;
    door.scans(&voided.code, "Voided").await?;
    door.drops_photo(photographed).await?;
    door.takes(photographed.left).await?;

    // Left at home: found by the name, and chosen by the last four.
    window.press("Escape").await?;
    window.sees("No paper?").await?;
    door.evening.borrow_mut().scans += 1;
    window.type_text(&at_home.guest).await?;
    window.press("Enter").await?;
    window
        .click("option", &format!("…{}", at_home.last_four()))
        .await?;
    window.find("heading", "Good").await?;
    door.takes(at_home.left).await?;

    // A scanner that reads twice, and then the power goes.
    door.evening.borrow_mut().last.clone_from(&last.code);
    door.scans(&last.code, "Good").await?;
    window.scan(&last.code).await?;
    window.find("heading", "Good").await?;
    window.fill_in("Bill number", "40999").await?;
    window.click("button", "Take").await?;
    door.show.power_goes()
}

/// Whether it was taken in the moment the power went, nobody knows but the book; it is taken once in any case.
async fn after_the_power_went(door: &Door) -> Outcome<()> {
    let window = &door.show.window;
    let last = door.evening.borrow().last.clone();
    let taken: Vec<i64> = door
        .book
        .numbers("SELECT minor FROM redemption WHERE bill = '40999'")?;
    window.go("Redeem").await?;
    let left = door.book.papers(WHOLE_CHECKS)?;
    match taken[..] {
        [minor] => {
            {
                let mut evening = door.evening.borrow_mut();
                evening.minor += minor;
                evening.times += 1;
            }
            door.scans(&last, "Already used").await?;
            window.sees("40999").await
        }
        [] => {
            let paper = left.iter().find(|paper| paper.code == last);
            door.scans_and_takes(paper.ok_or("the last paper is as it was")?)
                .await
        }
        _ => Err("it was taken twice".into()),
    }
}

#[tokio::test]
async fn thirty_scans_every_verdict_and_the_power_goes() -> Outcome<()> {
    let folders = Folders::new()?;
    let evening = Rc::new(RefCell::new(Evening::default()));
    let before = Rc::new(RefCell::new((0, 0)));
    let (told, first) = (evening.clone(), before.clone());
    let begins = async move |show: Rc<Show>| {
        show.window.find("heading", "Set the house").await?;
        show.window.start_the_sample().await?;
        let door = Door::at(show, told);
        *first.borrow_mut() = door.book.redeemed()?;
        until_the_power_goes(&door).await
    };
    journey("evening", Desktop::default(), folders.clone(), begins).await?;

    let goes_on = async move |show: Rc<Show>| {
        show.window.find("heading", "Make it right").await?;
        let door = Door::at(show, evening);
        after_the_power_went(&door).await?;
        let evening = door.evening.borrow();
        assert!(evening.scans >= 30, "{} scans", evening.scans);
        let (minor, times) = *before.borrow();
        assert_eq!(
            door.book.redeemed()?,
            (minor + evening.minor, times + evening.times)
        );
        // And the books, which count in their own way, come to the same.
        let totals = door.command_line(&["totals", "--from", "2000-01-01", "--to", "2100-01-01"])?;
        assert_eq!(totals["total"]["redeemed"]["amount"], minor + evening.minor);
        assert_eq!(totals["total"]["redeemed"]["count"], times + evening.times);
        assert_eq!(door.command_line(&["verify"])?["ok"], true);
        Ok(())
    };
    journey("evening-after", Desktop::default(), folders, goes_on).await
}
