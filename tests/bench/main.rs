//! Speed, measured beside what it is compared with, in one run on one machine, and printed as ratios. Nothing here
//! passes or fails: a number is for a person to judge.
#![expect(clippy::print_stdout, reason = "figures are for a person to read")]

mod books;
mod door;
mod find;
mod history;
mod insights;
mod lookup;
mod paper;
mod preview;
mod redeem;
mod start;

use std::time::Duration;

/// What a measurement gives, or why it could not be taken.
type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// What one measurement came to.
struct Figure {
    name: &'static str,
    found: String,
    aim: &'static str,
}

fn main() -> Outcome<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    // Cargo passes a switch of its own.
    let named: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    if let Some(unknown) = named.iter().find(|name| !NAMES.contains(&name.as_str())) {
        return Err(format!(
            "There is no measurement {unknown}. There are: {}.",
            NAMES.join(", ")
        )
        .into());
    }
    for name in NAMES {
        if !named.is_empty() && !named.iter().any(|wanted| wanted == name) {
            continue;
        }
        // Each as soon as it is known: the run is long.
        match name {
            "redeem" => redeem::measure(&runtime, &mut Figure::print)?,
            "lookup" => lookup::measure(&runtime)?.print(),
            "find" => find::measure(&runtime)?.print(),
            "door" => door::measure(&runtime)?.print(),
            "books" => books::measure(&runtime, &mut Figure::print)?,
            "insights" => insights::measure(&runtime, &mut Figure::print)?,
            "paper" => paper::measure(&mut Figure::print)?,
            "preview" => preview::measure(&runtime)?.print(),
            _ => start::measure(&runtime)?.print(),
        }
    }
    Ok(())
}

/// What can be measured, in the order it is.
const NAMES: [&str; 9] = [
    "redeem", "lookup", "find", "books", "insights", "door", "paper", "preview", "start",
];

impl Figure {
    fn print(self) {
        println!("{:24}  {}  (aim: {})", self.name, self.found, self.aim);
    }
}

/// The middle of some times, and the one that 99 of 100 stay under.
fn middle_and_tail(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    (at(50), at(99))
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

fn millis(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1_000.0)
}
