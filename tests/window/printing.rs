//! From the window to a printer: a print service of the test's own, and no dialog between.

use comeback_tests::cups::Cups;
use comeback_tests::window::{COLD_DUCK, Desktop, Folders, Outcome, Show, code_on, files, journey};

const COUNTER: &str = "Counter";
const LETTER: &str = "US Letter, full page";

/// A machine with a print service, and a window on it.
fn machine() -> Outcome<(Cups, Folders)> {
    let cups = Cups::start()?;
    let folders = Folders::with_print_service(cups.server())?;
    Ok((cups, folders))
}

/// Tells of a cold duck and issues a check for it, with this button.
async fn issue(show: &Show, button: &str) -> Outcome<()> {
    let window = &show.window;
    window.go("Make it right").await?;
    window.tell_the_incident(&COLD_DUCK).await?;
    window.click("radio", "25").await?;
    window.click("button", button).await
}

/// Opens the story of the cold duck.
async fn story(show: &Show) -> Outcome<()> {
    let window = &show.window;
    window.go("Incidents").await?;
    window.click("button", COLD_DUCK.what).await?;
    window.find("heading", COLD_DUCK.what).await.map(drop)
}

#[tokio::test]
async fn a_check_is_printed_as_it_is_issued() -> Outcome<()> {
    let (cups, folders) = machine()?;
    cups.add(COUNTER)?;
    journey("print", Desktop::default(), folders, async move |show| {
        let window = &show.window;
        window.set_the_house().await?;
        window.choose_printer(LETTER, COUNTER).await?;
        window
            .click("button", "Print test page, US Letter, full page")
            .await?;
        window.sees("Test page printed,").await?;
        assert_eq!(cups.printed()?.len(), 1, "{}", cups.log());

        issue(&show, "Issue and print, $25.00").await?;
        window.sees("Issued and printed,").await?;
        assert_eq!(cups.printed()?.len(), 2, "{}", cups.log());
        let saved = window.save_paper(&show.folders).await?;
        let code = code_on(&saved)?;
        assert_eq!(
            cups.codes()?,
            [format!("CB1:{}", code.replace('-', ""))],
            "the printed paper has the code of the saved one"
        );

        window.click("button", "Print again").await?;
        window
            .until("the paper to come out again", async |_| {
                Ok(cups.printed()?.len() == 3)
            })
            .await?;
        story(&show).await?;
        window.sees("printed On Counter").await?;
        window.sees("printed again The same code, on Counter").await
    })
    .await
}

#[tokio::test]
async fn a_printer_that_fails_costs_nothing() -> Outcome<()> {
    let (cups, folders) = machine()?;
    cups.add_broken(COUNTER, "abort-job")?;
    journey("print-fails", Desktop::default(), folders, async move |show| {
        let window = &show.window;
        window.set_the_house().await?;
        window.choose_printer(LETTER, COUNTER).await?;
        issue(&show, "Issue and print, $25.00").await?;
        window.sees("Counter did not print it").await?;
        window.find("button", "Print again").await?;
        window.find("button", "Open").await?;
        window.save_paper(&show.folders).await?;
        assert!(cups.printed()?.is_empty());

        story(&show).await?;
        window.sees("did not print").await?;
        window.sees("saved").await
    })
    .await
}

#[tokio::test]
async fn a_paused_queue_is_said_and_printed_from_later() -> Outcome<()> {
    let (cups, folders) = machine()?;
    cups.add(COUNTER)?;
    cups.pause(COUNTER)?;
    journey("print-paused", Desktop::default(), folders, async move |show| {
        let window = &show.window;
        window.set_the_house().await?;
        window.choose_printer(LETTER, COUNTER).await?;
        window.sees("Stopped").await?;
        issue(&show, "Issue and print, $25.00").await?;
        window.sees("Waiting for Counter").await?;
        cups.resume(COUNTER)?;
        window.sees("Issued and printed,").await?;
        assert_eq!(cups.printed()?.len(), 1, "{}", cups.log());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_a_printer_the_paper_is_saved_or_opened() -> Outcome<()> {
    let (_cups, folders) = machine()?;
    journey("no-printer", Desktop::default(), folders, async |show| {
        let window = &show.window;
        window.set_the_house().await?;
        issue(&show, "Issue check, $25.00").await?;
        window.sees("Issued,").await?;
        window.click("button", "Print").await?;
        window.sees("There is no printer for this paper").await?;
        window.click("button", "Open").await?;
        window
            .until("the viewer to be given the paper", async |_| {
                Ok(show.folders.opened().len() == 1)
            })
            .await?;
        window.click("button", "Print").await?;
        window.click("button", "Choose a printer").await?;
        window.sees("No printer yet").await
    })
    .await
}

#[tokio::test]
async fn three_pasted_guests_get_a_paper_each() -> Outcome<()> {
    let (cups, folders) = machine()?;
    cups.add(COUNTER)?;
    cups.set_default(COUNTER)?;
    journey("run", Desktop::default(), folders, async move |show| {
        let window = &show.window;
        window.set_the_house().await?;
        window.tell_the_incident(&COLD_DUCK).await?;
        window.click("radio", "15").await?;
        window.click("button", "For several guests").await?;
        window
            .paste("Guests", "Ana Souza\n\nHelen Okafor\nana souza\n")
            .await?;
        window.sees("3 checks, $45.00 together").await?;
        window.sees("Ana Souza is there more than once").await?;
        window.click("button", "Issue 3").await?;
        window.sees("One PDF holds them all").await?;
        let papers = files(&show.folders.documents(), "pdf");
        assert_eq!(papers.len(), 1, "one PDF for the run: {papers:?}");
        window.click("button", "Print all").await?;
        window.sees("Printed,").await?;
        assert_eq!(cups.printed()?.len(), 1, "{}", cups.log());
        window.click("button", "Done").await?;
        window.sees("Choose what went wrong").await?;
        story(&show).await?;
        window.sees("3 checks issued for $15.00 each").await?;
        window.sees("3 checks printed").await
    })
    .await
}
