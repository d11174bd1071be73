//! What the door sounds like in the real window: nothing, until somebody wants it; then a sound of its own for each
//! kind of answer.

use comeback_tests::window::{Desktop, Folders, Outcome, Window, code_on, journey, strangers};
use serde_json::{Value, json};

/// Writes down every note that the page plays from now on, and plays it all the same.
const LISTEN: &str = "window.notes = [];
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (at) {
      window.notes.push(this.frequency.value);
      start.call(this, at);
    };";

/// Waits until these notes, in hertz, were played since the last time.
async fn hears(window: &Window, notes: &[u32]) -> Outcome<()> {
    window
        .until(&format!("the notes {notes:?}"), async |window| {
            let heard = window.execute("return window.notes", vec![]).await?;
            Ok(heard == json!(notes))
        })
        .await?;
    window.execute("window.notes = []", vec![]).await.map(drop)
}

#[tokio::test]
async fn each_kind_of_answer_sounds_like_itself_once_that_is_switched_on() -> Outcome<()> {
    journey("sounds", Desktop::default(), Folders::new()?, async |show| {
        let window = &show.window;
        window.give_a_check().await?;
        let code = code_on(&window.save_paper(&show.folders).await?)?;
        window.execute(LISTEN, vec![]).await?;
        window.go("Redeem").await?;
        window.look_up(&code, "Good").await?;
        assert_eq!(
            window.execute("return window.notes", vec![]).await?,
            Value::Array(vec![]),
            "the door is silent until somebody wants it otherwise"
        );

        window.settings("House").await?;
        window.tab_to("Sounds at the door").await?;
        window.press("Space").await?;
        window.click("button", "Wait").await?;
        hears(window, &[415]).await?;
        window.go("Redeem").await?;
        window.look_up(&code, "Good").await?;
        hears(window, &[660, 990]).await?;
        window.fill_in("Bill number", "40931").await?;
        window.click("button", "Take $25.00 off").await?;
        hears(window, &[660, 990]).await?;
        window.look_up(&code, "Already used").await?;
        hears(window, &[311, 208]).await?;
        window.look_up(&strangers()[0], "Not known").await?;
        hears(window, &[523, 523]).await
    })
    .await
}
