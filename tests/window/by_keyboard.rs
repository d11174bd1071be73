//! The main job by keyboard alone, counted.

use std::time::Duration;

use comeback_tests::window::{Desktop, Folders, Outcome, Window, code_on, files, journey};

/// How long a verdict stands before a key may confirm it; the door's own rule, and a little more.
const VERDICT_STANDS: Duration = Duration::from_millis(500);

async fn focus_is_on(window: &Window, name: &str) -> Outcome<()> {
    window
        .until(&format!("the focus to be on {name}"), async |window| {
            Ok(window.focused().await?.contains(name))
        })
        .await
}

#[tokio::test]
async fn from_blank_to_paper_and_back_at_the_door() -> Outcome<()> {
    journey("by-keyboard", Desktop::default(), Folders::new()?, async |show| {
        let (window, folders) = (&show.window, &show.folders);
        window.set_the_house().await?;

        // Five steps; twelve are the most there may be.
        window.press("1").await?;
        focus_is_on(window, "What happened").await?;
        window.type_text("Duck came to the table cold").await?;
        window.press("Alt+k").await?;
        focus_is_on(window, "Amount").await?;
        window.type_text("24.50").await?;
        window.press("Control+Enter").await?;
        window.sees("Issued,").await?;

        window.press("Control+s").await?;
        window
            .until("a PDF in the folder of papers", async |_| {
                Ok(files(&folders.documents(), "pdf").len() == 1)
            })
            .await?;
        let code = code_on(&files(&folders.documents(), "pdf")[0])?;
        focus_is_on(window, "Next guest").await?;
        window.press("Enter").await?;
        window.sees("Choose what went wrong").await?;

        window.press("Control+2").await?;
        window.sees("No paper?").await?;
        window.scan(&code).await?;
        window.find("heading", "Good").await?;
        focus_is_on(window, "Bill number").await?;
        tokio::time::sleep(VERDICT_STANDS).await;
        window.type_text("40931").await?;
        window.press("Enter").await?;
        window.sees("Left on it nothing").await
    })
    .await
}

#[tokio::test]
async fn what_was_typed_outlives_a_walk_through_the_rooms() -> Outcome<()> {
    journey(
        "typed-text-stays",
        Desktop::default(),
        Folders::new()?,
        async |show| {
            let window = &show.window;
            window.set_the_house().await?;
            window
                .fill_in("What happened", "Honey forgotten, and forgotten again")
                .await?;
            window.fill_in("Guest", "Ana Souza").await?;
            for room in ["Redeem", "Incidents", "Books", "Settings", "Make it right"] {
                window.go(room).await?;
            }
            let script = "return [...document.querySelectorAll('main input, main textarea')].map((field) => field.value).join('|')";
            let typed = window.execute(script, vec![]).await?;
            let typed = typed.as_str().unwrap_or_default();
            assert!(
                typed.contains("Honey forgotten, and forgotten again") && typed.contains("Ana Souza"),
                "{typed}"
            );
            Ok(())
        },
    )
    .await
}
