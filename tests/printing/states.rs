//! How far a job has come, and why not further.

use comeback_print::{Document, JobState, Spooler};
use comeback_tests::cups::{Cups, until};

use crate::papers::page_with;
use crate::{LETTER, counter, followed, send};

#[test]
fn a_paused_printer_keeps_its_jobs_and_prints_them_later() {
    let (cups, spooler) = counter();
    cups.pause("Counter").unwrap();
    let job = send(&spooler, &page_with("Later", 612, 792), LETTER);
    assert_eq!(
        (job.state, job.reason.as_deref()),
        (JobState::Waiting, Some("The printer is paused"))
    );
    assert!(cups.printed().unwrap().is_empty());
    cups.resume("Counter").unwrap();
    let job = followed(&cups, &spooler, &job);
    assert_eq!((job.state, job.reason), (JobState::Done, None));
    assert_eq!(cups.printed().unwrap().len(), 1);
}

#[test]
fn a_job_that_waits_can_be_taken_back() {
    let (cups, spooler) = counter();
    cups.pause("Counter").unwrap();
    let job = send(&spooler, &page_with("Never", 612, 792), LETTER);
    let taken = spooler.cancel("Counter", job.id).unwrap();
    assert_eq!(
        (taken.state, taken.reason.as_deref()),
        (JobState::Cancelled, None)
    );
    // Twice is as good as once.
    assert_eq!(spooler.cancel("Counter", job.id).unwrap(), taken);
    cups.resume("Counter").unwrap();
    assert_eq!(spooler.job("Counter", job.id).unwrap(), taken);
    assert!(cups.printed().unwrap().is_empty());
}

#[test]
fn what_is_printed_cannot_be_taken_back() {
    let (cups, spooler) = counter();
    let job = send(&spooler, &page_with("Done", 612, 792), LETTER);
    let job = followed(&cups, &spooler, &job);
    assert_eq!(spooler.cancel("Counter", job.id).unwrap(), job);
    assert_eq!(job.state, JobState::Done);
}

#[test]
fn a_printer_that_fails_is_waited_for_or_given_up_as_its_policy_says() {
    let cups = Cups::start().unwrap();
    cups.add_broken("Stops", "stop-printer").unwrap();
    cups.add_broken("Aborts", "abort-job").unwrap();
    let spooler = Spooler::at(&cups.server());
    let pdf = page_with("Too hot", 612, 792);
    let document = Document {
        title: "Check ending in 2FM2",
        pdf: &pdf,
        size: LETTER,
    };
    let stopped = spooler.send("Stops", &document).unwrap();
    let stopped = until("the printer stops", || {
        let job = spooler.job("Stops", stopped.id).unwrap();
        (job.state == JobState::Waiting && job.reason.is_some()).then_some(job)
    })
    .map_err(|e| format!("{e}\n{}", cups.log()))
    .unwrap();
    assert_eq!(
        stopped.reason.as_deref(),
        Some("The printer is paused: The fuser is too hot")
    );
    let aborted = spooler.send("Aborts", &document).unwrap();
    let aborted = followed(&cups, &spooler, &aborted);
    assert_eq!(
        (aborted.state, aborted.reason.as_deref()),
        (JobState::Failed, Some("The fuser is too hot"))
    );
}

#[test]
fn what_is_no_pdf_fails_with_a_reason() {
    let (cups, spooler) = counter();
    let job = send(&spooler, b"%PDF-1.7\nno, it is not", LETTER);
    let job = followed(&cups, &spooler, &job);
    assert_eq!(job.state, JobState::Failed, "{job:?}");
    // In the words of the driver, which names the file it was given; or, a moment later, in those of the service.
    let reason = job.reason.expect("a reason");
    let known = [
        "unable to find trailer dictionary while recovering damaged file",
        "Filter failed",
    ];
    assert!(known.iter().any(|known| reason.ends_with(known)), "{reason}");
}
