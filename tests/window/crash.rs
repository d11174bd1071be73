//! The window dies in the middle of a redemption, and says afterwards what became of it.

use std::rc::Rc;

use comeback_tests::window::{Desktop, Folders, Outcome, Show, code_on, journey, kept, within};

/// Work that takes the database some seconds, to be put where a journey wants the window to die.
const LONG: &str =
    "SELECT count(*) FROM event a, event b, event c, event d, event e, event f, event g, event h,
    event i, event j, event k, event l;";

/// Makes the database slow from here on.
fn slow(folders: &Folders, before: &str) -> Outcome<()> {
    let database = rusqlite::Connection::open(folders.data().join("comeback.db"))?;
    database.busy_timeout(std::time::Duration::from_secs(5))?;
    database.execute_batch(&format!("CREATE TRIGGER slow BEFORE {before} BEGIN {LONG} END;"))?;
    Ok(())
}

fn quick(folders: &Folders) -> Outcome<()> {
    let database = rusqlite::Connection::open(folders.data().join("comeback.db"))?;
    database.execute_batch("DROP TRIGGER slow;")?;
    Ok(())
}

fn asked(folders: &Folders) -> Outcome<i64> {
    let database = rusqlite::Connection::open(folders.data().join("comeback.db"))?;
    Ok(database.query_row("SELECT count(*) FROM asking", [], |row| row.get(0))?)
}

/// The book proves itself, and has one redemption.
fn was_taken_once(show: &Show) -> Outcome<()> {
    let proof = show.command_line(&["--json", "verify"])?;
    let proof: serde_json::Value = serde_json::from_slice(&proof.stdout)?;
    assert_eq!(
        (&proof["ok"], &proof["redemptions"]),
        (&true.into(), &1.into()),
        "exactly once"
    );
    Ok(())
}

#[tokio::test]
async fn killed_before_the_answer_it_says_whether_it_was_taken() -> Outcome<()> {
    let show = Show::open(Desktop::default(), Folders::new()?).await?;
    let (code, show) = within("crash-before", show, async |show| {
        let window = &show.window;
        window.give_a_check().await?;
        let code = code_on(&window.save_paper(&show.folders).await?)?;
        window.go("Redeem").await?;
        window.click("textbox", "Scan the paper").await?;
        window.scan(&code).await?;
        window.find("heading", "Good").await?;
        window.fill_in("Bill number", "40931").await?;
        slow(&show.folders, "INSERT ON redemption")?;
        window.click("button", "Take $25.00 off").await?;
        window
            .until("the question to be on the disk", async |_| {
                Ok(asked(&show.folders)? == 1)
            })
            .await?;
        Ok(code)
    })
    .await?;
    show.power_goes()?;
    let folders = show.folders;
    quick(&folders)?;

    let show = Show::open(Desktop::default(), folders).await?;
    let scanned = code.clone();
    let ((), show) = within("crash-between", show, async move |show| {
        let window = &show.window;
        window.go("Redeem").await?;
        window.sees("Not taken").await?;
        window.sees("Nothing came off bill 40931 with").await?;
        window.screenshot(&kept("not-taken.png")).await?;
        window.click("button", "All right").await?;
        window.click("textbox", "Scan the paper").await?;
        window.scan(&scanned).await?;
        window.find("heading", "Good").await?;
        window.fill_in("Bill number", "40932").await?;
        // The answer is shown, and dies before the window has noted that it was.
        slow(&show.folders, "DELETE ON asking")?;
        window.click("button", "Take $25.00 off").await?;
        window.sees("Left on it nothing").await?;
        Ok(())
    })
    .await?;
    show.power_goes()?;
    let folders = show.folders;
    quick(&folders)?;

    let show = Show::open(Desktop::default(), folders).await?;
    let ((), show) = within("crash-after", show, async move |show| {
        let window = &show.window;
        window.go("Redeem").await?;
        window.sees("$25.00 off bill 40932 with").await?;
        window.sees("It is noted once: do not take it again.").await?;
        window.screenshot(&kept("taken.png")).await?;
        window.click("button", "All right").await?;
        window
            .until("the note to go", async |_| Ok(asked(&show.folders)? == 0))
            .await?;
        window.scan(&code).await?;
        window.find("heading", "Already used").await?;
        was_taken_once(&show)
    })
    .await?;
    show.close().await?;
    Ok(())
}

/// What keeps a redemption from being committed, so that nobody knows whether it was.
const NEVER_CERTAIN: &str = "CREATE TABLE nowhere (id INTEGER PRIMARY KEY);
    CREATE TABLE stuck (id INTEGER REFERENCES nowhere (id) DEFERRABLE INITIALLY DEFERRED);
    CREATE TRIGGER never_certain AFTER INSERT ON redemption BEGIN INSERT INTO stuck VALUES (1); END;";

#[tokio::test]
async fn an_answer_that_is_not_certain_is_asked_for_until_it_is() -> Outcome<()> {
    let begins = async |show: Rc<Show>| {
        let window = &show.window;
        window.give_a_check().await?;
        let code = code_on(&window.save_paper(&show.folders).await?)?;
        window.go("Redeem").await?;
        window.click("textbox", "Scan the paper").await?;
        window.scan(&code).await?;
        window.find("heading", "Good").await?;
        window.fill_in("Bill number", "40931").await?;
        let book = show.folders.data().join("comeback.db");
        rusqlite::Connection::open(&book)?.execute_batch(NEVER_CERTAIN)?;
        window.click("button", "Take $25.00 off").await?;
        window
            .sees("We are checking what happened. Do not give a second paper yet.")
            .await?;
        window.find("heading", "Wait").await?;
        window.screenshot(&kept("checking.png")).await?;
        // Still not certain when it was asked five times: the host decides, and nothing is taken twice.
        window.click("button", "Ask again").await?;
        rusqlite::Connection::open(&book)?
            .execute_batch("DROP TRIGGER never_certain; DROP TABLE stuck; DROP TABLE nowhere;")?;
        window.find("heading", "Taken").await?;
        was_taken_once(&show)
    };
    journey("uncertain", Desktop::default(), Folders::new()?, begins).await
}
