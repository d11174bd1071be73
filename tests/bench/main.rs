//! Speed, measured beside what it is compared with, in one run on one machine, and printed as ratios. Nothing here
//! passes or fails: a number is for a person to judge.
#![expect(clippy::print_stdout, reason = "figures are for a person to read")]

mod lookup;
mod paper;
mod redeem;
mod start;

use std::time::Duration;

/// What one measurement came to.
struct Figure {
    name: &'static str,
    found: String,
    aim: &'static str,
}

fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    // Each as soon as it is known: the run is long.
    redeem::measure(&runtime)?.print();
    lookup::measure(&runtime)?.print();
    paper::measure()?.print();
    start::measure(&runtime)?.print();
    Ok(())
}

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
