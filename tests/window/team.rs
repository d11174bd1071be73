//! People sign in, give within their limit, ask for a yes over it, and wait after too many wrong PINs.

use std::time::Duration;

use comeback_tests::window::{COLD_DUCK, Desktop, Folders, Incident, Outcome, Show, Window, journey};
use serde_json::json;

use crate::audit::faults;

const OWNER: (&str, &str) = ("Nadia Haddad", "duck and orange");
const MANAGER: (&str, &str) = ("Owen Brandt", "246801");
const HOST: (&str, &str) = ("Marcus Bell", "135792");
/// The same evening, another table.
const COLD_SOUP: Incident<'_> = Incident {
    what: "The soup was cold as well",
    guest: "",
    ..COLD_DUCK
};
/// Nobody's PIN.
const WRONG: &str = "000000";
/// The first time to wait after five wrong PINs, and a little more.
const FIRST_WAIT: Duration = Duration::from_secs(32);

/// A house whose people sign in; nobody is at the screen.
async fn open_with_a_team(window: &Window) -> Outcome<()> {
    window.set_the_house().await?;
    window
        .hire_a_team(&[("Owner", OWNER), ("Manager", MANAGER), ("Host", HOST)])
        .await?;
    window.switch_signing_in_on(OWNER).await?;
    window.lock().await
}

/// What the field of this name holds.
async fn typed(window: &Window, field: &str) -> Outcome<String> {
    let element = window.find("textbox|combobox", field).await?;
    let value = window
        .execute("return arguments[0].value", vec![serde_json::to_value(&element)?])
        .await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_host_gives_within_the_limit_and_sees_what_is_left() -> Outcome<()> {
    journey("team-within", Desktop::default(), Folders::new()?, async |show| {
        let window = &show.window;
        open_with_a_team(window).await?;
        window.sign_in_with_pin(HOST).await?;
        window.find("heading", "Make it right").await?;
        for kept_out in ["Books", "Settings"] {
            assert!(
                !window.has("button", kept_out).await?,
                "{kept_out} is not a host's room"
            );
        }

        window.tell_the_incident(&COLD_DUCK).await?;
        window.fill_in("Amount", "24.00").await?;
        window.sees("Room left $50 of $50 today").await?;
        window.sees("$26 after this check").await?;
        window.issue("Issue check, $24.00").await?;
        window.click("button", "Next guest").await?;
        window.tell_the_incident(&COLD_SOUP).await?;
        window.fill_in("Amount", "20.00").await?;
        window.sees("Room left $26 of $50 today").await?;
        window.issue("Issue check, $20.00").await?;
        window.click("button", "Next guest").await?;
        window.click("radio", COLD_SOUP.category).await?;
        window.sees("No more than your limit leaves.").await?;
        let found = faults(window, "make-with-little-left").await?;
        assert!(found.is_empty(), "{}", found.join("\n"));

        window.go("Incidents").await?;
        window.click("button", COLD_DUCK.what).await?;
        window.sees("Marcus Bell").await
    })
    .await
}

#[tokio::test]
async fn over_the_limit_a_manager_says_yes_on_the_spot() -> Outcome<()> {
    journey("team-over", Desktop::default(), Folders::new()?, async |show| {
        let window = &show.window;
        open_with_a_team(window).await?;
        window.sign_in_with_pin(HOST).await?;
        window.tell_the_incident(&COLD_DUCK).await?;
        window.fill_in("Amount", "56.00").await?;
        window.sees("That is $6 over your $50 today.").await?;
        window.click("button", "Ask a manager").await?;
        window.click("radio", MANAGER.0).await?;
        window.fill_in("Owen’s PIN", WRONG).await?;
        window.click("button", "Approve and issue").await?;
        window
            .until("the wrong PIN to be gone", async |window| {
                Ok(typed(window, "Owen’s PIN").await?.is_empty())
            })
            .await?;
        assert!(
            !window.text().await?.contains("Issued,"),
            "a wrong PIN approves nothing"
        );
        window.fill_in("Owen’s PIN", MANAGER.1).await?;
        window.issue("Approve and issue").await?;

        window.click("button", "Next guest").await?;
        window.go("Incidents").await?;
        window.click("button", COLD_DUCK.what).await?;
        window.find("heading", COLD_DUCK.what).await?;
        window.sees("Owen Brandt").await
    })
    .await
}

#[tokio::test]
async fn asked_for_it_waits_until_a_manager_says_yes() -> Outcome<()> {
    journey("team-asked", Desktop::default(), Folders::new()?, async |show| {
        let window = &show.window;
        open_with_a_team(window).await?;
        window.sign_in_with_pin(HOST).await?;
        window.tell_the_incident(&COLD_DUCK).await?;
        window.fill_in("Amount", "56.00").await?;
        window.click("button", "Ask a manager").await?;
        window.click("button", "Ask for it").await?;
        window.sees("Asked for,").await?;

        window.lock().await?;
        window.sign_in_with_pin(MANAGER).await?;
        window.go("Follow-ups").await?;
        window.sees("one waits for a yes").await?;
        window.click("button", "Approve").await?;
        window.find("heading", "Approve it?").await?;
        window.click("button", "Approve it").await?;
        window.sees("Approved and issued.").await?;
        window.click("button", "Open it to print").await?;
        window.find("heading", COLD_DUCK.what).await?;
        window.sees("$56.00").await
    })
    .await
}

#[tokio::test]
async fn what_was_typed_is_kept_behind_the_lock_and_not_shown() -> Outcome<()> {
    journey("team-lock", Desktop::default(), Folders::new()?, async |show| {
        let window = &show.window;
        open_with_a_team(window).await?;
        window.sign_in_with_pin(HOST).await?;
        window.fill_in("What happened", COLD_DUCK.what).await?;
        window.press("Control+l").await?;
        window.find("heading", "Who is it?").await?;
        assert!(
            !window.has("textbox", "What happened").await?,
            "nothing can be read behind the lock"
        );
        window.press("Escape").await?;
        window.press("Control+2").await?;
        window.find("heading", "Who is it?").await?;

        window.type_text(HOST.1).await?;
        window.find("heading", "Make it right").await?;
        assert_eq!(typed(window, "What happened").await?, COLD_DUCK.what);

        window.lock().await?;
        window.sign_in_with_pin(MANAGER).await?;
        assert_eq!(
            typed(window, "What happened").await?,
            "",
            "it is not the manager's"
        );
        window.lock().await?;
        window.sign_in_with_pin(HOST).await?;
        assert_eq!(typed(window, "What happened").await?, COLD_DUCK.what);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_lockout_survives_a_restart() -> Outcome<()> {
    let show = Show::open(Desktop::default(), Folders::new()?).await?;
    let window = &show.window;
    open_with_a_team(window).await?;
    window.click("button", HOST.0).await?;
    for _ in 0..5 {
        window.type_text(WRONG).await?;
        dots_are_empty(window).await?;
    }
    window.sees("Too many wrong tries. Wait ").await?;

    let show = Show::open(Desktop::default(), show.close().await?).await?;
    let window = &show.window;
    window.find("heading", "Who is it?").await?;
    window.click("button", HOST.0).await?;
    // However long the start took: without a memory, one more wrong PIN would not have to wait.
    tokio::time::sleep(FIRST_WAIT).await;
    window
        .until("the first wait to be over", async |window| {
            Ok(window
                .text()
                .await?
                .contains("Opens by itself on the sixth digit"))
        })
        .await?;
    window.type_text(WRONG).await?;
    window.sees("Too many wrong tries. Wait ").await?;
    window.type_text(HOST.1).await?;
    window.find("heading", "Who is it?").await?;
    show.close().await.map(drop)
}

/// Waits until a wrong PIN was taken note of.
async fn dots_are_empty(window: &Window) -> Outcome<()> {
    let empty = "return document.querySelector('#pin').value === '' && !document.querySelector('#pin-says').textContent.includes('Looking')";
    window
        .until("the PIN to be taken", async |window| {
            Ok(window.execute(empty, vec![]).await? == json!(true))
        })
        .await
}
