//! The design of the paper, changed by keyboard alone.

use comeback_tests::window::{Desktop, Folders, Outcome, Show, Window, journey};
use serde_json::json;

/// What is drawn of the paper in the settings, as a short text.
async fn drawn(window: &Window) -> Outcome<String> {
    window.paper_is_drawn("as it will print").await?;
    window.comes_to_rest().await?;
    let script = "const text = document.querySelector('canvas').toDataURL(); let sum = 7;
        for (let at = 0; at < text.length; at++) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0;
        return `${text.length}.${sum}`;";
    let told = window.execute(script, vec![]).await?;
    Ok(told.as_str().unwrap_or_default().to_owned())
}

async fn open_paper(window: &Window) -> Outcome<()> {
    window.press("Control+7").await?;
    window.find("heading", "Settings").await?;
    window.tab_to("button \"Paper\"").await?;
    window.press("Enter").await?;
    window.find("heading", "Paper").await.map(drop)
}

#[tokio::test]
async fn it_shows_on_the_paper_at_once_and_stays_after_a_restart() -> Outcome<()> {
    let show = Show::open(Desktop::default(), Folders::new()?).await?;
    let window = &show.window;
    window.set_the_house().await?;
    open_paper(window).await?;
    let before = drawn(window).await?;

    window.tab_to("radio \"Classic\"").await?;
    window.press("Right").await?;
    let modern = drawn(window).await?;
    assert_ne!(before, modern, "the style shows before it is saved");
    window.tab_to("Another colour").await?;
    window.press("Control+a").await?;
    window.type_text("ffd24a").await?;
    window
        .sees("too light to read on white, so it prints darker")
        .await?;
    window.tab_to("Apology").await?;
    window.press("Control+a").await?;
    window.type_text("We owe you a better evening.").await?;
    let designed = drawn(window).await?;
    assert_ne!(
        modern, designed,
        "the colour and the words show before they are saved"
    );
    window.sees("Not saved yet.").await?;
    window.press("Control+Enter").await?;
    window.sees("Saved").await?;

    let show = Show::open(Desktop::default(), show.close().await?).await?;
    let window = &show.window;
    window.find("heading", "Make it right").await?;
    open_paper(window).await?;
    let chosen = "return document.querySelector('[role=radio][aria-checked=true] .modern') !== null";
    assert_eq!(window.execute(chosen, vec![]).await?, json!(true));
    assert_eq!(
        drawn(window).await?,
        designed,
        "the same paper as before the restart"
    );
    show.close().await.map(drop)
}

#[tokio::test]
async fn a_missing_word_is_said_before_the_paper_is_issued() -> Outcome<()> {
    journey("wording", Desktop::default(), Folders::new()?, async |show| {
        let window = &show.window;
        window.set_the_house().await?;
        window.settings("Paper").await?;
        window.tab_to("THIS IS NOT A CHECK").await?;
        window.press("Space").await?;
        window
            .sees("ask for these words on a promotional paper that looks like a check")
            .await?;
        window.press("Control+Enter").await?;
        window.sees("Saved").await?;
        window.go("Make it right").await?;
        window.click("radio", "25").await?;
        window.sees("THIS IS NOT A CHECK is switched off").await?;
        window.fill_in("Guest", "Helen \u{F8FF}").await?;
        window.sees("U+F8FF").await
    })
    .await
}
