//! A clock that was set back: said over every room, in light, in dark and on a small display, until somebody says that it
//! is right.

use std::time::SystemTime;

use chrono::{DateTime, TimeDelta, Utc};
use comeback_tests::window::{Desktop, Folders, Outcome, Theme, journey, kept};

use crate::audit::faults;

/// A week of entries that ends in five days: to the books, the clock went back since.
#[expect(
    clippy::disallowed_methods,
    reason = "the window goes by the time of the machine"
)]
async fn entries_of_days_to_come(name: &'static str, desktop: Desktop) -> Outcome<()> {
    journey(name, desktop, Folders::new()?, async move |show| {
        let window = &show.window;
        window.find("heading", "Set the house").await?;
        let today = DateTime::<Utc>::from(SystemTime::now());
        let until = (today + TimeDelta::days(5)).format("%F").to_string();
        let written = show.command_line(&[
            "sample",
            "--days",
            "7",
            "--per-day",
            "2",
            "--seed",
            "1",
            "--until",
            &until,
        ])?;
        assert!(written.status.success(), "{written:?}");
        window.sees("The clock went back: the last entry is of").await?;
        for room in ["Make it right", "Redeem", "Books"] {
            window.go(room).await?;
            window.find("alert", "The clock").await?;
            let found = faults(window, room).await?;
            assert!(found.is_empty(), "{room}: {}", found.join("\n"));
            window.screenshot(&kept(&format!("{name}-{room}.png"))).await?;
        }
        window.click("button", "The clock is right").await?;
        window
            .until("the banner to go", async |window| {
                Ok(!window.has("alert", "The clock").await?)
            })
            .await?;
        window.go("Incidents").await?;
        window.click("button", "Activity").await?;
        window.choose("Days", "All time").await?;
        window.sees("The clock was said to be right.").await
    })
    .await
}

#[tokio::test]
async fn one_that_went_back_is_said_over_every_room() -> Outcome<()> {
    entries_of_days_to_come("clock-light", Desktop::default()).await
}

#[tokio::test]
async fn one_that_went_back_is_said_in_dark_and_on_a_small_display_too() -> Outcome<()> {
    let desktop = Desktop {
        size: (1024, 768),
        theme: Theme::Dark,
    };
    entries_of_days_to_come("clock-dark-small", desktop).await
}
