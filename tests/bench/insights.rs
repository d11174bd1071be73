//! Monday morning on five years with a million incidents: the figures of the page by themselves, and from the click to the
//! painted page in the real window.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use comeback_actions::MachineClock;
use comeback_actions::dto::InsightsRequest;
use comeback_domain::Clock as _;
use comeback_tests::story::Story;
use comeback_tests::window::{Desktop, Folders, Show};

use crate::history::{FIVE_YEARS, History};
use crate::{Figure, Outcome, middle_and_tail, millis};

const COLD: usize = 5;
const WARM: usize = 40;

/// Clicks the room and waits for its three figures: the time runs from the click, by its own stamp, until two frames after
/// they stand in the document, of which the first may have been under way.
const CLICK: &str = "
    const room = [...document.querySelectorAll('nav[aria-label=Rooms] button')].find((one) => one.textContent.includes('Insights'));
    window.taken = new Promise((taken) => room.addEventListener('click', (event) => {
        const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => {
            taken(Math.round((performance.now() - event.timeStamp) * 1000));
        }));
        const look = () => (document.querySelector('section[aria-label=\"The three figures\"]') ? painted() : setTimeout(look, 0));
        look();
    }, { once: true, capture: true }));";

pub fn measure(runtime: &tokio::runtime::Runtime, print: &mut dyn FnMut(Figure)) -> Outcome<()> {
    print(runtime.block_on(added_up(History::before_the_stories(FIVE_YEARS)?))?);
    // The window has the machine's clock.
    let today = MachineClock.now().date_naive();
    print(runtime.block_on(painted(History::until(today, FIVE_YEARS)))?);
    Ok(())
}

async fn added_up(history: History) -> Outcome<Figure> {
    let story = Story::set_up().await;
    story.check("24").await;
    history.write(story.folder())?;
    history.till(&story).await?;
    let (mut folder, mut clock) = story.close();
    let mut cold = Vec::new();
    let mut warm = Vec::new();
    for _ in 0..COLD {
        forgotten(&folder.path().join("comeback.db"))?;
        let story = Story::opened_in(folder, clock);
        cold.push(page(&story).await?);
        for _ in 0..WARM / COLD {
            warm.push(page(&story).await?);
        }
        (folder, clock) = story.close();
    }
    let ((cold, slowest), (warm, tail)) = (middle_and_tail(cold), middle_and_tail(warm));
    Ok(Figure {
        name: "insights, 1,000,000",
        found: format!(
            "cold {} (slowest {}), warm {} (p99 {})",
            millis(cold),
            millis(slowest),
            millis(warm),
            millis(tail)
        ),
        aim: "under 200 ms and 100 ms",
    })
}

/// The page as it opens: twelve weeks, against the twelve before.
async fn page(story: &Story) -> Outcome<Duration> {
    let asked = InsightsRequest {
        from: "2026-08-31".to_owned(),
        to: "2026-11-22".to_owned(),
        against: String::new(),
    };
    let start = Instant::now();
    let page = story.house.insights(asked).await?;
    let taken = start.elapsed();
    if page.incidents == 0 {
        return Err("there is nothing in these days".into());
    }
    Ok(taken)
}

/// The machine forgets what it has read of a file, so that the next one to read it has to fetch it from the disk. So the
/// manual of `dd` says it is done.
fn forgotten(path: &Path) -> Outcome<()> {
    let mut of = OsString::from("of=");
    of.push(path);
    let status = Command::new("dd")
        .arg(of)
        .args([
            "oflag=nocache",
            "conv=notrunc,fdatasync",
            "count=0",
            "status=none",
        ])
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err("dd did not drop the file from the cache".into())
    }
}

/// In a window that was opened on this machine before, as all are but the first: the driver of the display keeps what it
/// compiled then.
async fn painted(history: History) -> Outcome<Figure> {
    let folders = Folders::new()?;
    crate::door::house_with_a_check(&folders).await?;
    history.write(&folders.data())?;
    let (folders, ever) = clicks(folders, 1).await?;
    let (_, times) = clicks(folders, WARM / 2).await?;
    let first = |times: &[Duration]| times.first().copied().unwrap_or_default();
    let (ever, first) = (first(&ever), first(&times));
    let (middle, tail) = middle_and_tail(times);
    Ok(Figure {
        name: "click to painted insights",
        found: format!(
            "first {}, then {} (p99 {}); the first time ever {}",
            millis(first),
            millis(middle),
            millis(tail),
            millis(ever)
        ),
        aim: "under 300 ms",
    })
}

/// Opens the window and clicks so many times.
async fn clicks(folders: Folders, clicks: usize) -> Outcome<(Folders, Vec<Duration>)> {
    let show = Show::open(Desktop::default(), folders).await?;
    let window = &show.window;
    window.find("heading", "Make it right").await?;
    let mut times = Vec::new();
    for _ in 0..clicks {
        window.comes_to_rest().await?;
        window.execute(CLICK, vec![]).await?;
        window.click("button", "Insights").await?;
        let micros = window.promised("window.taken").await?.as_u64();
        times.push(Duration::from_micros(micros.ok_or("the page gave no time")?));
        window.go("Make it right").await?;
    }
    Ok((show.close().await?, times))
}
