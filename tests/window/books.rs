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
