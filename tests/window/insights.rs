//! Monday morning: the page of insights, of every kind of year, and what an owner does with it.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::process::Command;

use comeback_tests::cups::Cups;
use comeback_tests::window::{Desktop, Folders, Outcome, Theme, Window, files, journey, kept};
use serde_json::json;

use crate::audit::faults;

/// The command line, as Cargo built it for the tests.
const PROGRAM: &str = env!("CARGO_BIN_EXE_comeback-cli-under-test");

/// Folders of a machine on which the command line wrote a sample of this kind up to today.
fn sample(kind: &str, days: &str, per_day: &str) -> Outcome<Folders> {
    let folders = Folders::new()?;
    let told = Command::new(PROGRAM)
        .env("COMEBACK_DATA", folders.data())
        .args(["sample", "--kind", kind, "--seed", "1"])
        .args(["--days", days, "--per-day", per_day])
        .output()?;
    if told.status.success() {
        return Ok(folders);
    }
    Err(String::from_utf8_lossy(&told.stderr).into_owned().into())
}

const DESKTOPS: [(&str, (u32, u32), Theme); 4] = [
    ("light", (1280, 800), Theme::Light),
    ("dark", (1280, 800), Theme::Dark),
    ("small", (1024, 768), Theme::Light),
    ("small-dark", (1024, 768), Theme::Dark),
];

/// The page of such a year on every desktop: it says so, and nothing on it is wrong. A picture of each is kept.
async fn page_of(kind: &str, folders: &Folders, says: &'static [&'static str]) -> Outcome<()> {
    for (desktop, size, theme) in DESKTOPS {
        let name = format!("insights-{kind}-{desktop}");
        let picture = kept(&format!("{name}.png"));
        journey(
            &name,
            Desktop { size, theme },
            folders.clone(),
            async move |show| {
                let window = &show.window;
                window.go("Insights").await?;
                for sentence in says {
                    window.sees(sentence).await?;
                }
                let found = faults(window, "insights").await?;
                window.screenshot(&picture).await?;
                let script =
                    "const page = document.querySelector('main'); page.scrollTop = page.scrollHeight";
                window.execute(script, Vec::new()).await?;
                window.comes_to_rest().await?;
                window.screenshot(&picture.with_extension("end.png")).await?;
                assert!(found.is_empty(), "{}", found.join("\n"));
                Ok(())
            },
        )
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_improving_year_shows_it() -> Outcome<()> {
    let folders = sample("improving", "365", "4")?;
    page_of("improving", &folders, &["It is happening less"]).await
}

#[tokio::test]
async fn a_worsening_year_shows_it() -> Outcome<()> {
    let folders = sample("worsening", "365", "4")?;
    page_of("worsening", &folders, &["It is happening more"]).await
}

#[tokio::test]
async fn a_new_shop_says_what_will_be_here() -> Outcome<()> {
    let folders = sample("new", "21", "2")?;
    let says = &[
        "No paper’s time ran out in these days. The next runs out on",
        "Told once five of those whose time has run have come back; so far none.",
        "How often it happens",
    ];
    page_of("new", &folders, says).await
}

/// Opens the page by its key, in the sample restaurant.
async fn open(window: &Window) -> Outcome<()> {
    window.start_the_sample().await?;
    window.press("Control+5").await?;
    window.find("heading", "What went wrong").await.map(drop)
}

/// What is written there, with every run of white space as one space; it is waited for.
async fn says(window: &Window, there: &str) -> Outcome<String> {
    let script = "return document.querySelector(arguments[0])?.innerText ?? null";
    let seen = std::cell::RefCell::new(String::new());
    window
        .until(&format!("something at {there}"), async |window| {
            let said = window.execute(script, vec![json!(there)]).await?;
            let said = said.as_str().unwrap_or_default();
            *seen.borrow_mut() = said.split_whitespace().collect::<Vec<_>>().join(" ");
            Ok(!seen.borrow().is_empty())
        })
        .await?;
    Ok(seen.into_inner())
}

const HOW_MANY: &str = "dialog[open] .hint";

#[tokio::test]
async fn a_bar_opens_its_incidents_and_one_leads_back_to_them() -> Outcome<()> {
    journey(
        "insights-behind",
        Desktop::default(),
        Folders::new()?,
        async |show| {
            let window = &show.window;
            open(window).await?;
            window.click_part("Plates wait at the pass").await?;
            window.find("dialog", "Plates wait at the pass").await?;
            let row = says(window, "dialog[open] li button").await?;
            let told = says(window, HOW_MANY).await?;
            assert!(told.ends_with(" incidents."), "{told}");
            window.click("button", &row).await?;
            window.sees("Recorded by").await?;
            window.press("Escape").await?;
            window.find("dialog", "Plates wait at the pass").await?;
            assert_eq!(says(window, HOW_MANY).await?, told);
            window.press("Escape").await?;

            // The others together, and what somebody gave, by the keys alone: a chart is one stop, its parts an arrow apart.
            window.tab_to("What went wrong: save the picture").await?;
            window.press("Tab").await?;
            for _ in 0..5 {
                window.press("Down").await?;
            }
            window.press("Enter").await?;
            window.find("dialog", "other causes").await?;
            window.press("Escape").await?;
            window.tab_to("Marcus Bell, gave").await?;
            window.press("Space").await?;
            window.find("dialog", "Marcus Bell, gave").await?;
            window.sees("make-goods.").await?;
            window.press("Escape").await?;
            window.go("Insights").await?;
            assert!(
                !window.has("dialog", "").await?,
                "a page that is come into anew has nothing open"
            );
            Ok(())
        },
    )
    .await
}

#[tokio::test]
async fn the_cause_to_fix_next_gets_an_owner_from_there() -> Outcome<()> {
    journey(
        "insights-owner",
        Desktop::default(),
        Folders::new()?,
        async |show| {
            let window = &show.window;
            open(window).await?;
            let before = says(window, ".it").await?;
            assert!(before.ends_with(", and no one has it."), "{before}");
            let cause = before.split(':').next().unwrap_or_default().to_owned();
            window.click("button", "Give it an owner").await?;
            window.find("dialog", &format!("Who has it: {cause}")).await?;
            window
                .fill_in("What is to be done", "Second expediter on Fridays")
                .await?;
            window.fill_in("Who does it", "Priya Nair").await?;
            // A date comes with it, and may be another.
            window.click("button", "Hand it over").await?;
            window.sees("Priya Nair has it.").await?;
            let after = says(window, ".it").await?;
            assert_ne!(after, before);
            assert!(!after.starts_with(&format!("{cause}:")), "{after}");

            window.go("Incidents").await?;
            window.click("button", "Causes").await?;
            window.sees("Second expediter on Fridays").await
        },
    )
    .await
}

#[tokio::test]
async fn other_days_are_chosen_and_compared_and_printed() -> Outcome<()> {
    let cups = Cups::start()?;
    cups.add("Office")?;
    let folders = Folders::with_print_service(cups.server())?;
    journey("insights-printed", Desktop::default(), folders, async move |show| {
        let window = &show.window;
        open(window).await?;
        window.click("button", "Print").await?;
        window
            .sees("No printer is chosen for a full page. Choose one under Settings, or open the page in a viewer.")
            .await?;
        window.choose_printer("US Letter, full page", "Office").await?;
        window.press("Control+5").await?;
        window.choose("Days", "Last month").await?;
        window.sees("in the month before.").await?;
        window.choose("Compare", "against a year ago").await?;
        window.sees("the same days a year ago").await?;
        window.click("button", "Print").await?;
        window
            .until("the page to come out", async |_| Ok(cups.printed()?.len() == 1))
            .await?;
        window.sees("Office").await?;

        window.click("button", "Open PDF").await?;
        window
            .until("the page in the viewer", async |_| Ok(!show.folders.opened().is_empty()))
            .await?;
        let opened = show.folders.opened();
        let page = Command::new("pdftotext")
            .args(["-layout".as_ref(), opened[0].as_os_str(), "-".as_ref()])
            .output()?;
        let page = String::from_utf8_lossy(&page.stdout).into_owned();
        assert!(page.contains("the same days a year ago"), "{page}");
        Ok(())
    })
    .await
}

/// How many dots of a PNG have each colour.
fn colours(picture: &[u8]) -> Outcome<BTreeMap<Vec<u8>, usize>> {
    let mut reader = png::Decoder::new(Cursor::new(picture)).read_info()?;
    let mut dots = vec![0; reader.output_buffer_size().ok_or("too large a picture")?];
    let frame = reader.next_frame(&mut dots)?;
    let mut colours = BTreeMap::new();
    for dot in dots[..frame.buffer_size()].chunks_exact(frame.color_type.samples()) {
        *colours.entry(dot.to_vec()).or_default() += 1;
    }
    Ok(colours)
}

#[tokio::test]
async fn a_chart_is_taken_along() -> Outcome<()> {
    journey(
        "insights-taken",
        Desktop::default(),
        Folders::new()?,
        async |show| {
            let window = &show.window;
            open(window).await?;
            window.click("button", "Where it happens: copy the data").await?;
            window.sees("The data is on the clipboard.").await?;
            window.click("button", "Give it an owner").await?;
            window.click("textbox", "What is to be done").await?;
            window.press("Control+v").await?;
            let field = "return document.activeElement.value";
            window
                .until("the data to be pasted", async |window| {
                    let pasted = window.execute(field, Vec::new()).await?;
                    Ok(pasted.as_str().unwrap_or_default().starts_with("Where,Incidents"))
                })
                .await?;
            window.click("button", "Not now").await?;

            window
                .click("button", "Where it happens: copy the picture")
                .await?;
            window.sees("The picture is on the clipboard.").await?;
            let picture = show.clipboard("image/png")?;
            std::fs::write(kept("insights-chart.png"), &picture)?;
            let colours = colours(&picture)?;
            // The ground, the ink and the bar, each on more than a stray dot.
            assert!(
                colours.values().filter(|dots| **dots > 500).count() >= 3,
                "{colours:?}"
            );

            window
                .click("button", "Where it happens: save the picture")
                .await?;
            window.sees("Where it happens.svg").await?;
            let saved = files(&show.folders.documents(), "svg");
            let drawn = std::fs::read_to_string(saved.first().ok_or("no picture was saved")?)?;
            assert!(
                ["<svg", "In the house", ">Where it happens<", "Bistro Verveine, "]
                    .iter()
                    .all(|part| drawn.contains(part)),
                "{drawn}"
            );
            std::fs::copy(&saved[0], kept("insights-chart.svg"))?;

            window.click("button", "Where it happens: as a table").await?;
            window.find("columnheader", "Where").await.map(drop)
        },
    )
    .await
}
