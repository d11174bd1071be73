//! What the window refuses, whatever is on its page.

use comeback_tests::window::{Desktop, Folders, Outcome, Theme, Window, journey};
use serde_json::{Value, json};

async fn says(window: &Window, script: &str) -> Outcome<Value> {
    window.execute(script, vec![]).await
}

#[tokio::test]
async fn the_page_is_shut_against_the_outside() -> Outcome<()> {
    journey("fortress", Desktop::default(), Folders::new()?, async |show| {
        let window = &show.window;
        let ours = window.address().await?;
        assert!(ours.starts_with("tauri://localhost"), "{ours} is not our page");
        assert_eq!(says(window, "return Object.isFrozen(Object.prototype)").await?, json!(true));
        assert_eq!(says(window, "return typeof window.__TAURI__").await?, json!("undefined"));

        says(window, "window.refused = []; addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective))").await?;
        says(window, "try { eval('1') } catch { refused.push('eval') }").await?;
        says(window, "const script = document.createElement('script'); script.textContent = 'window.inline = 1'; document.head.append(script)").await?;
        says(window, "const style = document.createElement('style'); style.textContent = 'body { opacity: 0 }'; document.head.append(style)").await?;
        says(window, "document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.com/' }))").await?;
        says(window, "document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.com/a.png' }))").await?;
        says(window, "fetch('https://example.com/').catch(() => {})").await?;
        window
            .until("every breach to be refused", async |window| {
                let refused = says(window, "return refused").await?.to_string();
                Ok(["eval", "script-src", "style-src", "frame-src", "img-src", "connect-src"]
                    .iter()
                    .all(|one| refused.contains(one)))
            })
            .await?;
        assert_eq!(says(window, "return typeof window.inline").await?, json!("undefined"));

        assert_eq!(says(window, "return window.open('https://example.com/') === null").await?, json!(true));
        for elsewhere in ["https://example.com/", "file:///etc/passwd", "tauri://elsewhere/"] {
            says(window, &format!("window.before = '{elsewhere}'; location.href = '{elsewhere}'")).await?;
            // A page that may be left is left within a frame or two; a refused one is still here, with what we wrote in it.
            says(window, "return new Promise((done) => setTimeout(done, 250))").await?;
            assert_eq!(says(window, "return window.before").await?, json!(elsewhere));
        }
        assert_eq!(window.address().await?, ours, "the window stayed on our page");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_desktop_decides_between_light_and_dark() -> Outcome<()> {
    for (theme, dark) in [(Theme::Light, false), (Theme::Dark, true)] {
        let desktop = Desktop {
            theme,
            ..Desktop::default()
        };
        journey("theme", desktop, Folders::new()?, async move |show| {
            let asked = says(
                &show.window,
                "return matchMedia('(prefers-color-scheme: dark)').matches",
            )
            .await?;
            assert_eq!(asked, json!(dark), "{theme:?}");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_second_start_gives_way_to_the_first() -> Outcome<()> {
    journey(
        "second-start",
        Desktop::default(),
        Folders::new()?,
        async |show| {
            show.window.execute("window.first = true", vec![]).await?;
            assert!(
                show.start_again().await?.success(),
                "a second start ends well, having called the first"
            );
            show.window
                .until("the first window to have the focus", async |window| {
                    Ok(
                        says(window, "return window.first === true && document.hasFocus()").await?
                            == json!(true),
                    )
                })
                .await
        },
    )
    .await
}

#[tokio::test]
async fn axe_works_inside_the_policy() -> Outcome<()> {
    journey("axe", Desktop::default(), Folders::new()?, async |show| {
        let window = &show.window;
        assert_eq!(window.violations().await?, Vec::<String>::new());
        says(window, "document.body.append(document.createElement('button'))").await?;
        let found = window.violations().await?;
        assert!(
            found.iter().any(|one| one.starts_with("button-name")),
            "axe must see a nameless button: {found:?}"
        );
        Ok(())
    })
    .await
}
