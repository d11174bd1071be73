//! A redemption that was a mistake, and a paper that was lost: undone and replaced from the incident's page.

use comeback_tests::window::{COLD_DUCK, Desktop, Folders, Outcome, code_on, journey};

use crate::audit::faults;

#[tokio::test]
async fn a_redemption_is_reversed_and_a_lost_paper_replaced() -> Outcome<()> {
    journey("mending", Desktop::default(), Folders::new()?, async |show| {
        let (window, folders) = (&show.window, &show.folders);
        window.give_a_check().await?;
        let code = code_on(&window.save_paper(folders).await?)?;
        window.go("Redeem").await?;
        window.click("textbox", "Scan the paper").await?;
        window.scan(&code).await?;
        window.find("heading", "Good").await?;
        window.fill_in("Bill number", "40931").await?;
        window.click("button", "Take $25.00 off").await?;
        window.sees("Left on it nothing").await?;

        window.go("Incidents").await?;
        window.click("button", COLD_DUCK.what).await?;
        window.click("button", "Ledger").await?;
        window.click("button", "Reverse").await?;
        window.click("button", "Reverse this redemption").await?;
        window
            .sees("Write why: it stands in the ledger for good.")
            .await?;
        window.fill_in("Why", "Wrong bill").await?;
        window.click("button", "Reverse this redemption").await?;
        window.sees("“Wrong bill”").await?;
        window.click("button", "Replace the lost paper").await?;
        window.fill_in("Why", "Left in a coat").await?;
        window.click("button", "Replace it with a new paper").await?;
        window.sees("The new paper is").await?;
        assert!(
            !window.text().await?.contains(&code),
            "no code is shown whole unless it is asked for"
        );

        window.go("Redeem").await?;
        window.click("button", "Next guest").await?;
        window.scan(&code).await?;
        window.find("heading", "Replaced").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_whole_code_is_shown_to_whoever_may_see_it_and_the_look_is_written_down() -> Outcome<()> {
    journey("whole-code", Desktop::default(), Folders::new()?, async |show| {
        let window = &show.window;
        window.give_a_check().await?;
        let code = code_on(&window.save_paper(&show.folders).await?)?;
        window.go("Incidents").await?;
        window.click("button", COLD_DUCK.what).await?;
        window.click("button", "Ledger").await?;
        window.click("button", "Show the whole code").await?;
        window
            .fill_in("Why (may be left out)", "She reads it out on the telephone")
            .await?;
        assert_eq!(faults(window, "whole-code-asked").await?, Vec::<String>::new());
        window.press("Enter").await?;
        window.sees(&code).await?;
        assert_eq!(faults(window, "whole-code").await?, Vec::<String>::new());
        window.click("button", "Hide it").await?;
        window
            .until("the code to go", async |window| {
                Ok(!window.text().await?.contains(&code))
            })
            .await?;
        let told = show.command_line(&["activity"])?;
        let told = String::from_utf8_lossy(&told.stdout);
        assert!(told.contains("She reads it out on the telephone"), "{told}");
        Ok(())
    })
    .await
}
