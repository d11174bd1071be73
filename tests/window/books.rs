//! The books, by pointer: from report only to a journal that a program of the trade takes.

use comeback_tests::window::{Desktop, Folders, Incident, Outcome, files, journey};

const COLD_SOUP: Incident<'_> = Incident {
    category: "Food",
    severity: "A let-down",
    what: "Soup came cold, twice",
    guest: "Helen Okafor",
};

#[tokio::test]
async fn a_comp_is_posted_once_the_accounts_are_set() -> Outcome<()> {
    journey(
        "books-journal",
        Desktop::default(),
        Folders::new()?,
        async |show| {
            let window = &show.window;
            window.set_the_house().await?;
            window.tell_the_incident(&COLD_SOUP).await?;
            window.click("radio", "Comp now").await?;
            window.fill_in("Off this bill", "12.50").await?;
            window.press("Control+Enter").await?;
            window.sees("Noted,").await?;

            window.go("Books").await?;
            window.click("button", "Export").await?;
            window.click("button", "hledger, ledger plain text").await?;
            window
                .sees("Posting is switched to report only, because the till has usually booked its comps already.")
                .await?;
            window.click("button", "Accounts").await?;
            window.click("radio", "Reclass").await?;
            window.sees("net zero").await?;
            window.fill_in("Account, line 1", "Comps:Service Recovery").await?;
            window
                .fill_in("The account in which the till books its comps", "Comps:Till")
                .await?;
            window.press("Control+Enter").await?;
            window.sees("It balances").await?;
            window.sees("1 comp, Food quality").await?;

            window.click("button", "The month").await?;
            window.click("button", "Export").await?;
            window.click("button", "hledger, ledger plain text").await?;
            window.sees("Exported as").await?;
            let written = files(&show.folders.documents(), "journal");
            let text = std::fs::read_to_string(written.first().ok_or("no journal was written")?)?;
            assert!(
                text.contains("    Comps:Service Recovery  12.50 USD  ; 1 comp, Food quality\n"),
                "{text}"
            );
            Ok(())
        },
    )
    .await
}

#[tokio::test]
async fn a_month_is_closed_reopened_and_closed_again() -> Outcome<()> {
    journey(
        "books-closing",
        Desktop::default(),
        Folders::new()?,
        async |show| {
            let window = &show.window;
            window.start_the_sample().await?;
            window.go("Books").await?;
            window.sees("Outstanding, rolled forward").await?;
            let month = window
                .execute(
                    "return document.querySelector('.month button').getAttribute('aria-label')",
                    Vec::new(),
                )
                .await?;
            let month = month.as_str().ok_or("a month before this one")?.to_owned();
            window.click("button", &month).await?;
            window.find("heading", &month).await?;
            let name = month.split(' ').next().ok_or("a name")?;
            window.click("button", &format!("Close {name}")).await?;
            window.sees("It becomes final as batch 1.").await?;
            window.click("button", "Make it final").await?;
            window
                .sees("Closed as batch 1. It does not change any more.")
                .await?;
            window.sees("batch 1").await?;

            window.click("button", "Export").await?;
            window.click("button", "Closed periods and exports").await?;
            window.find("heading", "Closed periods").await?;
            window.click("button", "Reopen").await?;
            window.fill_in("Why", "Wrong account").await?;
            window.click("button", "Open it again").await?;
            window.sees("Wrong account").await?;
            window.click("button", "The month").await?;
            window.click("button", &format!("Close {name}")).await?;
            window.sees("batch 1, revision 2").await?;
            window.click("button", "Make it final").await?;
            window.sees("In batch 1").await?;

            window.click("button", "Export").await?;
            window.click("button", "Closed periods and exports").await?;
            window.click("button", "Hand over").await?;
            window.sees("Batch 1 as one folder").await?;
            window.click("button", "Write the folder").await?;
            window.sees("4 files and a manifest in").await?;
            let folder = show
                .folders
                .documents()
                .join("Sample/comeback-batch-1-revision-2");
            let told = std::process::Command::new("sha256sum")
                .args(["--check", "--strict", "SHA256SUMS"])
                .current_dir(&folder)
                .output()?;
            assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stdout));
            assert_eq!(files(&folder, "xlsx").len(), 1);
            let told = show.command_line(&["verify"])?;
            assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
            Ok(())
        },
    )
    .await
}

#[tokio::test]
async fn what_the_till_took_is_pasted_and_the_month_is_put_on_a_page() -> Outcome<()> {
    journey("books-till", Desktop::default(), Folders::new()?, async |show| {
        let window = &show.window;
        window.set_the_house().await?;
        window.go("Books").await?;
        window
            .sees("Nobody typed in the till’s comps for these days, so they cannot be compared.")
            .await?;
        window.click("button", "Look at it by the day").await?;
        window.sees("Bills without a match").await?;
        window.click("button", "Type in the till’s comps").await?;
        let pasted = "A line a day with date, net sales, covers, comps";
        window
            .paste(pasted, "2026-11-01;4,821.50;212;24.00\nFriday;1")
            .await?;
        window
            .sees("Line 2: “Friday” is not a date. Write it as 2026-11-21.")
            .await?;
        window.fill_in(pasted, "2026-11-01;4,821.50;212;24.00").await?;
        window.sees("1 day, 1 Nov 2026 to 1 Nov 2026").await?;
        window.click("button", "Save 1 day").await?;
        window.sees("Headings are understood").await?;
        let database = rusqlite::Connection::open(show.folders.data().join("comeback.db"))?;
        let kept: (i64, u32, i64) =
            database.query_row("SELECT net_sales, covers, comps FROM takings", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
        assert_eq!(kept, (482_150, 212, 2_400));

        window.click("button", "The month").await?;
        window.click("button", "Export").await?;
        window.click("button", "Month on a page PDF").await?;
        window.sees("Exported as").await?;
        let written = files(&show.folders.documents(), "pdf");
        let page = std::fs::read(written.first().ok_or("no page was written")?)?;
        assert!(page.starts_with(b"%PDF-1.7"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_number_opens_the_rows_behind_it_by_pointer_and_by_keyboard() -> Outcome<()> {
    journey(
        "books-behind",
        Desktop::default(),
        Folders::new()?,
        async |show| {
            let window = &show.window;
            window.give_a_check().await?;
            window.go("Books").await?;
            window.sees("Outstanding, rolled forward").await?;

            window.click("button", "Issued: 25.00").await?;
            window.find("dialog", "Issued in these days").await?;
            window.sees("issued").await?;
            window.sees("1 paper.").await?;
            window.press("Escape").await?;

            window.tab_to("Up to 30 days, 1").await?;
            window.press("Enter").await?;
            window.find("dialog", "Outstanding, up to 30 days old").await?;
            window.sees("good until then").await?;
            window.press("Escape").await?;
            window
                .until("the number has the focus again", async |window| {
                    Ok(window.focused().await? == "button \"Up to 30 days, 1\"")
                })
                .await?;

            window.click("button", "1 incident in these days").await?;
            window.find("dialog", "Incidents in these days").await?;
            window.press("Escape").await?;

            // The count beside an amount, and from a row to the story of its incident.
            window.click("button", "Food, issued: 1").await?;
            window.find("dialog", "Food, issued").await?;
            window.sees("1 movement.").await?;
            window.tab_to("Check").await?;
            window.press("Enter").await?;
            window.sees("Ledger").await?;
            Ok(())
        },
    )
    .await
}
