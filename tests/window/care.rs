//! Looking after a guest, by pointer: a concern that became an incident, a call that won somebody back, being forgotten.

use comeback_tests::window::{Desktop, Folders, Incident, Outcome, Show, journey};

/// A duck that came cold, for the third time.
const THIRD_DUCK: Incident<'_> = Incident {
    category: "Food",
    severity: "Serious",
    what: "Duck came cold for the third time",
    guest: "Helen Okafor",
};

/// Every total there is.
const TOTALS: [&str; 5] = ["totals", "--from", "2020-01-01", "--to", "2099-12-31"];

/// What the command line says beside the open window.
fn said(show: &Show, arguments: &[&str]) -> Outcome<String> {
    let output = show.command_line(arguments)?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

#[tokio::test]
async fn a_concern_becomes_an_incident() -> Outcome<()> {
    journey(
        "care-concern",
        Desktop::default(),
        Folders::new()?,
        async |show| {
            let window = &show.window;
            window.set_the_house().await?;
            window
                .fill_in("What happened", "Ticket 41 is 18 minutes old")
                .await?;
            window.click("button", "Concern").await?;
            window.sees("Noted as a concern.").await?;
            window.find("group", "Open concern").await?;
            assert!(said(&show, &["concern", "list"])?.contains("Ticket 41 is 18 minutes old"));

            window.click("button", "It happened").await?;
            window.click("radio", "Long wait").await?;
            window.click("radio", "Check").await?;
            window.click("radio", "25").await?;
            window.issue("Issue check, $25.00").await?;
            assert!(
                !said(&show, &["concern", "list"])?.contains("Ticket 41"),
                "an incident is no open concern"
            );

            window.go("Incidents").await?;
            window.click("button", "Ticket 41 is 18 minutes old").await?;
            window.find("heading", "Noted as a concern").await.map(drop)
        },
    )
    .await
}

#[tokio::test]
async fn a_follow_up_turns_a_2_into_a_9() -> Outcome<()> {
    journey(
        "care-follow-up",
        Desktop::default(),
        Folders::new()?,
        async |show| {
            let window = &show.window;
            window.set_the_house().await?;
            window.tell_the_incident(&THIRD_DUCK).await?;
            window.fill_in("Telephone or email", "(616) 555-0119").await?;
            window.click("radio", "2").await?;
            window.click("radio", "Check").await?;
            window.click("radio", "25").await?;
            window.issue("Issue check, $25.00").await?;

            window.go("Follow-ups").await?;
            window.find("form", "Follow up with Helen Okafor").await?;
            window.sees("Score at the time: 2.").await?;
            window.click("radio", "Recovered").await?;
            window.fill_in("In their words", "Glad someone rang.").await?;
            window.click("radio", "9").await?;
            window.press("Control+Enter").await?;
            window.sees("No calls today.").await?;
            window.sees("Settled").await?;

            window.click("button", "Helen Okafor").await?;
            window.find("heading", THIRD_DUCK.what).await?;
            window.find("img", "Score: 2, then 9").await?;
            window.sees("Glad someone rang.").await?;
            window.sees("promoter").await
        },
    )
    .await
}

#[tokio::test]
async fn an_erased_guest_is_gone_and_the_books_still_hold() -> Outcome<()> {
    journey(
        "care-erasure",
        Desktop::default(),
        Folders::new()?,
        async |show| {
            let window = &show.window;
            window.set_the_house().await?;
            window.tell_the_incident(&THIRD_DUCK).await?;
            window.fill_in("Telephone or email", "(616) 555-0119").await?;
            window.click("radio", "Check").await?;
            window.click("radio", "25").await?;
            window.issue("Issue check, $25.00").await?;
            let totals = said(&show, &TOTALS)?;
            assert!(totals.contains("25.00"), "{totals}");
            assert!(said(&show, &["guest", "find", "Okafor"])?.contains("Helen Okafor"));

            window.go("Incidents").await?;
            window.click("button", "Guests").await?;
            window.click("button", "Helen Okafor").await?;
            window.find("heading", "Helen Okafor").await?;
            window.click("button", "Erase the guest").await?;
            window.find("dialog", "Erase Helen Okafor?").await?;
            window.click("button", "Erase for good").await?;
            window.sees("Erased.").await?;
            window.sees("No guests yet.").await?;

            assert!(
                show.command_line(&["verify"])?.status.success(),
                "the chain and its tables agree"
            );
            assert_eq!(said(&show, &TOTALS)?, totals, "no total changed");
            assert!(!said(&show, &["guest", "find", "Okafor"])?.contains("Helen"));
            window.go("Incidents").await?;
            window.click("button", THIRD_DUCK.what).await?;
            window.sees("No name was noted").await
        },
    )
    .await
}
