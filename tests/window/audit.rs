//! Every screen and state, examined: no accessibility rule is broken, every target can be touched, nothing hangs over
//! the edge.

use std::cell::RefCell;

use comeback_tests::window::{Desktop, Folders, Outcome, Theme, Window, journey, team_tour, tour};
use serde_json::json;

/// What is wrong with the screen, one line each.
pub(crate) async fn faults(window: &Window, screen: &str) -> Outcome<Vec<String>> {
    window.comes_to_rest().await?;
    let mut found = window.violations().await?;
    let guest_waits = ["first-run", "make-", "redeem-"]
        .iter()
        .any(|room| screen.starts_with(room));
    let measured = window
        .execute(include_str!("audit.js"), vec![json!(guest_waits)])
        .await?;
    found.extend(serde_json::from_value::<Vec<String>>(measured)?);
    Ok(found)
}

/// Examines the whole tour, or what people who sign in meet.
async fn audit(name: &'static str, team: bool, desktop: Desktop) -> Outcome<()> {
    journey(name, desktop, Folders::new()?, async move |show| {
        let all = RefCell::new(Vec::new());
        let examine = async |screen: &str| {
            let found = faults(&show.window, screen).await?;
            all.borrow_mut()
                .extend(found.into_iter().map(|fault| format!("{screen}: {fault}")));
            Ok(())
        };
        if team {
            team_tour(&show, &examine).await?;
        } else {
            tour(&show, &examine).await?;
        }
        let all = all.into_inner();
        assert!(all.is_empty(), "{} faults:\n{}", all.len(), all.join("\n"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn every_screen_in_light() -> Outcome<()> {
    audit("audit-light", false, Desktop::default()).await
}

#[tokio::test]
async fn every_screen_in_dark() -> Outcome<()> {
    audit(
        "audit-dark",
        false,
        Desktop {
            theme: Theme::Dark,
            ..Desktop::default()
        },
    )
    .await
}

#[tokio::test]
async fn every_screen_on_a_small_display() -> Outcome<()> {
    audit(
        "audit-small",
        false,
        Desktop {
            size: (1024, 768),
            ..Desktop::default()
        },
    )
    .await
}

#[tokio::test]
async fn the_team_in_light() -> Outcome<()> {
    audit("audit-team-light", true, Desktop::default()).await
}

#[tokio::test]
async fn the_team_in_dark() -> Outcome<()> {
    audit(
        "audit-team-dark",
        true,
        Desktop {
            theme: Theme::Dark,
            ..Desktop::default()
        },
    )
    .await
}

#[tokio::test]
async fn the_team_on_a_small_display() -> Outcome<()> {
    audit(
        "audit-team-small",
        true,
        Desktop {
            size: (1024, 768),
            ..Desktop::default()
        },
    )
    .await
}
