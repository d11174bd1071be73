//! From a let-down to the guest's return, by pointer.

use comeback_tests::window::{Desktop, Folders, Outcome, code_on, journey};

#[tokio::test]
async fn a_check_is_issued_opened_saved_and_redeemed() -> Outcome<()> {
    journey(
        "whole-job-check",
        Desktop::default(),
        Folders::new()?,
        async |show| {
            let (window, folders) = (&show.window, &show.folders);
            window.give_a_check().await?;
            window.click("button", "Open").await?;
            window
                .until("the viewer to be given the paper", async |_| {
                    Ok(folders.opened().len() == 1)
                })
                .await?;
            let saved = window.save_paper(folders).await?;
            let code = code_on(&saved)?;
            assert_eq!(
                code_on(&folders.opened()[0])?,
                code,
                "the opened paper is the saved one"
            );

            window.go("Redeem").await?;
            window.click("textbox", "Scan the paper").await?;
            window.scan(&code).await?;
            window.find("heading", "Good").await?;
            window.fill_in("Bill number", "40931").await?;
            window.click("button", "Take $25.00 off").await?;
            window.sees("Left on it nothing").await?;

            window.click("button", "Next guest").await?;
            window.scan(&code).await?;
            window.find("heading", "Already used").await?;
            window.sees("40931").await
        },
    )
    .await
}
