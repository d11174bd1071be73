//! The door with a million papers in the house: from a scanner's Enter to the painted verdict in the real window.

use std::time::Duration;

use comeback_actions::dto::MakeGoodRequest;
use comeback_actions::{Cost, House, MachineClock, Surroundings, WithoutKeychain, machine_dice};
use comeback_domain::Code;
use comeback_tests::story::{cold_duck, settings};
use comeback_tests::window::{Desktop, Folders, Show};

use crate::lookup::fill;
use crate::{Figure, Outcome, middle_and_tail, millis};

const SCANS: usize = 200;

/// Puts a code into the field as a scanner would, up to its Enter, and waits for the verdict: the time runs from the key
/// event of the Enter, by its own stamp, until two frames after the verdict stands in the document, of which the first
/// may have been under way.
const SCAN: &str = "const [code] = arguments;
    const field = document.querySelector('main form input');
    field.focus();
    field.value = code;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    window.taken = new Promise((taken) => addEventListener('keydown', (event) => {
        const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => {
            taken(Math.round((performance.now() - event.timeStamp) * 1000));
        }));
        const shown = () => document.querySelector('section[aria-label=Verdict] h1')?.textContent === 'Good'
            && document.querySelector('section[aria-label=Verdict] input')?.placeholder === '…' + code.slice(-4);
        const look = () => (shown() ? painted() : setTimeout(look, 0));
        look();
    }, { once: true, capture: true }));";

pub fn measure(runtime: &tokio::runtime::Runtime) -> Outcome<Figure> {
    runtime.block_on(measured())
}

async fn measured() -> Outcome<Figure> {
    let folders = Folders::new()?;
    let codes = filled(&folders).await?;
    let show = Show::open(Desktop::default(), folders).await?;
    let window = &show.window;
    window.go("Redeem").await?;
    window.find("textbox", "Scan the paper").await?;
    let mut times = Vec::new();
    for code in codes.iter().take(SCANS) {
        window.execute(SCAN, vec![code.grouped().into()]).await?;
        window.press("Enter").await?;
        let micros = window.promised("window.taken").await?.as_u64();
        times.push(Duration::from_micros(micros.ok_or("the page gave no time")?));
    }
    show.close().await?;
    let (middle, tail) = middle_and_tail(times);
    Ok(Figure {
        name: "scan to verdict, 1,000,000",
        found: format!("{} (p99 {})", millis(middle), millis(tail)),
        aim: "p99 under 100 ms",
    })
}

/// A house with a million papers in the data folder of the window.
async fn filled(folders: &Folders) -> Outcome<Vec<Code>> {
    house_with_a_check(folders).await?;
    fill(&folders.data())
}

/// A house that is set up and has given one check, in the data folder of the window.
pub async fn house_with_a_check(folders: &Folders) -> Outcome<()> {
    let surroundings = Surroundings::of_this_machine(folders.data());
    let house =
        House::open(surroundings, MachineClock, machine_dice()?)?.with_keychain(WithoutKeychain, Cost::LEAST);
    house.set_up(settings()).await?;
    let check = MakeGoodRequest::Check {
        amount: "24".to_owned(),
        expires_on: None,
    };
    house.make_it_right(cold_duck(check)).await?;
    Ok(())
}
