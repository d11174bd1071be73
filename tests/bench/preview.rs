//! From a key in the amount to the paper drawn with it, in the real window: what typing waits for. The page itself takes
//! both times, so the driver's are in neither.

use std::time::Duration;

use comeback_tests::window::{COLD_DUCK, Desktop, Folders, Show};

use crate::{Figure, Outcome, middle_and_tail, millis};

/// How many keys are pressed, one after another.
const KEYS: usize = 120;

/// Notes when a key changed a field, and when the sheet on the screen was next filled with a newly drawn page.
const WATCH: &str = "
    window.waits = [];
    let typed = null;
    document.addEventListener('input', () => { typed ??= performance.now(); }, true);
    const draw = CanvasRenderingContext2D.prototype.drawImage;
    CanvasRenderingContext2D.prototype.drawImage = function (...what) {
        draw.apply(this, what);
        if (typed === null || !this.canvas.closest('.sheet')) return;
        window.waits.push(performance.now() - typed);
        typed = null;
    };";

pub fn measure(runtime: &tokio::runtime::Runtime) -> Outcome<Figure> {
    let (middle, tail) = middle_and_tail(runtime.block_on(waits())?);
    Ok(Figure {
        name: "typing to the paper",
        found: format!("{} (p99 {})", millis(middle), millis(tail)),
        aim: "under 50 ms",
    })
}

async fn waits() -> Outcome<Vec<Duration>> {
    let show = Show::open(Desktop::default(), Folders::new()?).await?;
    let window = &show.window;
    window.set_the_house().await?;
    window.tell_the_incident(&COLD_DUCK).await?;
    window.click("radio", "Check").await?;
    window.fill_in("Amount", "1").await?;
    window.paper_is_drawn("as it will print").await?;
    window.comes_to_rest().await?;
    window.execute(WATCH, vec![]).await?;
    let told = "return JSON.stringify(window.waits)";
    for key in 0..KEYS {
        // The amount grows and shrinks by a digit.
        if key % 2 == 0 {
            window.type_text("8").await?;
        } else {
            window.press("Backspace").await?;
        }
        window
            .until("the paper to follow", async |window| {
                let told = window.execute(told, vec![]).await?;
                let waits: Vec<f64> = serde_json::from_str(told.as_str().unwrap_or_default())?;
                Ok(waits.len() > key)
            })
            .await?;
    }
    let told = window.execute(told, vec![]).await?;
    let waits: Vec<f64> = serde_json::from_str(told.as_str().unwrap_or_default())?;
    show.close().await?;
    Ok(waits
        .into_iter()
        .map(|wait| Duration::from_secs_f64(wait / 1_000.0))
        .collect())
}
