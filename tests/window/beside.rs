//! Others at the same data: the command line beside the open window, and files that are none of ours.

use comeback_tests::window::{Desktop, Folders, Outcome, Show, journey};
use serde_json::Value;

/// Asks the command line beside the window; its answer is one JSON object.
fn ask(show: &Show, arguments: &[&str]) -> Outcome<Value> {
    let output = show.command_line(&[&["--json"], arguments].concat())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn text<'a>(answer: &'a Value, name: &str) -> Outcome<&'a str> {
    answer[name]
        .as_str()
        .ok_or_else(|| format!("the answer has no {name}: {answer}").into())
}

#[tokio::test]
async fn the_window_notices_what_the_command_line_did() -> Outcome<()> {
    journey("beside", Desktop::default(), Folders::new()?, async |show| {
        let window = &show.window;
        window.set_the_house().await?;
        window.go("Incidents").await?;
        window.sees("A quiet week").await?;

        let what = ["--category", "food_quality", "--what", "Soup had a hair in it"];
        let incident = ask(&show, &[["incident"].as_slice(), &what].concat())?;
        window.sees("Soup had a hair in it").await?;
        let check = ask(
            &show,
            &["check", "--incident", text(&incident, "id")?, "--amount", "15"],
        )?;
        let code = text(&check, "code")?;
        window.sees("$15.00").await?;

        window.go("Redeem").await?;
        window.scan(code).await?;
        window.find("heading", "Good").await?;
        window.fill_in("Bill number", "40702").await?;
        window.click("button", "Take $15.00 off").await?;
        window.sees("Left on it nothing").await?;
        let seen = ask(&show, &["lookup", code])?;
        assert_eq!(text(&seen, "status")?, "redeemed");
        let proof = ask(&show, &["verify"])?;
        assert_eq!(proof["ok"], Value::Bool(true), "{proof}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_that_is_not_ours_is_said_and_left_alone() -> Outcome<()> {
    let folders = Folders::new()?;
    let file = folders.data().join("comeback.db");
    std::fs::create_dir_all(folders.data())?;
    std::fs::write(&file, "Dear diary, ".repeat(400))?;
    journey("not-ours", Desktop::default(), folders, async move |show| {
        show.window.sees("is not a Comeback database").await?;
        assert_eq!(std::fs::read_to_string(&file)?, "Dear diary, ".repeat(400));
        Ok(())
    })
    .await
}
