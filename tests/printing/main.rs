//! What a real print service makes of what it is handed, and what it says when it cannot.
#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a step that cannot be taken fails the test"
)]

mod interruptions;
mod papers;
mod refusals;
mod states;

use comeback_print::{Document, Job, Spooler};
use comeback_tests::cups::{Cups, until};

/// US Letter in points.
const LETTER: (f32, f32) = (612.0, 792.0);

/// A print service with one printer, and a way to speak to it.
fn counter() -> (Cups, Spooler) {
    let cups = Cups::start().unwrap();
    cups.add("Counter").unwrap();
    let spooler = Spooler::at(&cups.server());
    (cups, spooler)
}

/// Sends a page to the printer at the counter.
fn send(spooler: &Spooler, pdf: &[u8], size: (f32, f32)) -> Job {
    let document = Document {
        title: "Check ending in 2FM2",
        pdf,
        size,
    };
    spooler.send("Counter", &document).unwrap()
}

/// Waits until a job is over.
fn followed(cups: &Cups, spooler: &Spooler, job: &Job) -> Job {
    let mut last = job.clone();
    until("the job is over", || {
        last = spooler.job(&job.printer, job.id).unwrap();
        last.state.is_over().then(|| last.clone())
    })
    .map_err(|e| format!("{e}: {last:?}\n{}", cups.log()))
    .unwrap()
}
