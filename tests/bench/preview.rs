//! From a key in the amount to the paper drawn with it, in the real window: what typing waits for. The page itself takes
//! both times, so the driver's are in neither.

use std::time::Duration;

use comeback_tests::window::{COLD_DUCK, Desktop, Folders, Show};

use crate::{Figure, Outcome, middle_and_tail, millis};

/// How many keys are pressed, one after another.
const KEYS: usize = 120;

/// So long apart, in milliseconds, as by somebody who types fast.
const APART: u64 = 150;

/// Tells how long it took, in microseconds, from the next key that changes a field until the sheet on the screen is filled
/// with a newly drawn page.
const WATCH: &str = "
    let typed, drawn;
    window.next = () => {
        window.taken = new Promise((taken) => { typed = null; drawn = taken; });
    };
    document.addEventListener('input', () => { typed ??= performance.now(); }, true);
    // The sheet's tone is the last that is put on it.
    const fill = CanvasRenderingContext2D.prototype.fillRect;
    CanvasRenderingContext2D.prototype.fillRect = function (...what) {
        fill.apply(this, what);
        if (typed && this.canvas.closest('.sheet')) drawn(Math.round((performance.now() - typed) * 1000));
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
    let mut waits = Vec::new();
    for key in 0..KEYS {
        window.execute("next()", vec![]).await?;
        // The amount grows and shrinks by a digit.
        if key % 2 == 0 {
            window.type_text("8").await?;
        } else {
            window.press("Backspace").await?;
        }
        let micros = window.promised("window.taken").await?.as_u64();
        tokio::time::sleep(Duration::from_millis(APART)).await;
        waits.push(Duration::from_micros(micros.ok_or("the page gave no time")?));
    }
    show.close().await?;
    Ok(waits)
}
