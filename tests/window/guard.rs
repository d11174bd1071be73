//! Codes that nobody knows, in the hands of a host: the wait, the manager's PIN, and what the owner reads of it.

use comeback_tests::window::{COLD_DUCK, Desktop, Folders, Outcome, code_on, journey, strangers};

const OWNER: (&str, &str) = ("Nadia Haddad", "duck and orange");
const MANAGER: (&str, &str) = ("Owen Brandt", "246801");
const HOST: (&str, &str) = ("Marcus Bell", "135792");

#[tokio::test]
async fn a_host_who_guesses_waits_until_a_manager_unlocks_it_and_the_owner_reads_of_it() -> Outcome<()> {
    journey("guard", Desktop::default(), Folders::new()?, async |show| {
        let (window, folders) = (&show.window, &show.folders);
        window.give_a_check().await?;
        let code = code_on(&window.save_paper(folders).await?)?;
        window
            .hire_a_team(&[("Owner", OWNER), ("Manager", MANAGER), ("Host", HOST)])
            .await?;
        window.switch_signing_in_on(OWNER).await?;
        window.lock().await?;
        window.sign_in_with_pin(HOST).await?;

        window.go("Redeem").await?;
        window.click("textbox", "Scan the paper").await?;
        for stranger in &strangers()[..4] {
            window.scan(stranger).await?;
            window.find("heading", "Not known").await?;
        }
        window.scan(&strangers()[4]).await?;
        window.find("heading", "Wait").await?;
        window.sees("until codes are looked at again").await?;
        window.sees("0:5").await?;
        window.scan(&code).await?;
        window.find("heading", "Wait").await?;
        assert!(
            !window.text().await?.contains("$25.00"),
            "nothing is said of a good code"
        );

        window.press("Alt+m").await?;
        window.find("dialog", "Who unlocks it?").await?;
        window.click("radio", MANAGER.0).await?;
        window.fill_in("Owen’s PIN", "000000").await?;
        window.press("Enter").await?;
        window.sees("do not go together").await?;
        window.fill_in("Owen’s PIN", MANAGER.1).await?;
        window.press("Enter").await?;
        window.sees("No paper?").await?;
        window.look_up(&code, "Good").await?;

        window.lock().await?;
        window.click("button", OWNER.0).await?;
        window.type_text(OWNER.1).await?;
        window.press("Enter").await?;
        window
            .until("the screen to open", async |window| {
                Ok(!window.has("heading", "Who is it?").await?)
            })
            .await?;
        window.go("Incidents").await?;
        window.click("button", "Activity").await?;
        window
            .sees("This station was unlocked after unknown codes.")
            .await?;
        window.sees("A code we do not know was looked up").await?;
        window.choose("What it is about", "Papers and codes").await?;
        window.sees("issued for $25.00").await?;
        window.click("button", "issued for $25.00").await?;
        window.find("heading", COLD_DUCK.what).await?;
        window.find("heading", "Ledger").await?;
        window.click("button", "Show the whole code").await?;
        window.find("textbox", "Why").await?;
        window.click("button", "Show the whole code").await?;
        window.sees("It is written down that you looked.").await?;
        window.sees("was looked at").await
    })
    .await
}
