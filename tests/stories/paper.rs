//! The paper: kept as it left, printed, printed again, and never lost when a printer or a disk fails.

use comeback_actions::Code;
use comeback_actions::dto::{JobOf, JobRef, JobState as Shown, PrinterChoice, TimelineStep, Voucher};
use comeback_domain::{Paper, Style, VoucherStatus};
use comeback_print::{JobState, PrintError};
use comeback_tests::story::{Story, refusal, settings};
use comeback_tests::tray::Tray;

async fn with_tray() -> (Story, Tray) {
    let (mut story, tray) = (Story::set_up().await, Tray::default());
    story.house = story.house.with_printers(tray.clone());
    (story, tray)
}

async fn redesign(story: &Story) {
    let mut other = settings();
    other.name = "Another Name".to_owned();
    other.style = Style::Modern;
    other.accent = "#7A1F3D".to_owned();
    other.fine_print = "Ask for the terrace.".to_owned();
    other.paper = Paper::A4;
    story.house.change_shop(other).await.expect("changed");
}

/// What the story of a voucher's incident tells after it was issued.
async fn told(story: &Story, voucher: &Voucher) -> Vec<TimelineStep> {
    let told = story.house.incident(&voucher.incident_id).await.expect("a story");
    told.timeline
        .into_iter()
        .skip(2)
        .map(|entry| entry.what)
        .collect()
}

async fn must_be_good(story: &Story, voucher: &Voucher) {
    let found = story.house.voucher_by_id(&voucher.id).await.expect("there");
    assert_eq!(
        found.status,
        VoucherStatus::Outstanding,
        "a voucher outlives its paper"
    );
    story.must_verify().await;
}

#[tokio::test]
async fn a_reprint_is_the_same_paper_to_the_byte_whatever_the_design_says_now() {
    let (story, tray) = with_tray().await;
    let (printed, fresh) = (story.check("24").await, story.check("30").await);
    story
        .house
        .print_voucher(&printed.id, "Owen Brandt", None, None)
        .await
        .expect("printed");
    let before = story
        .house
        .voucher_pdf(&fresh.id, None)
        .await
        .expect("a preview keeps nothing");
    story.clock.set("2026-12-24T18:00:00Z");
    redesign(&story).await;
    story
        .house
        .print_voucher(&printed.id, "Marcus Bell", None, None)
        .await
        .expect("again");
    let shown = story.house.voucher_pdf(&printed.id, None).await.expect("shown");
    let saved = story
        .house
        .save_voucher(&printed.id, "Marcus Bell")
        .await
        .expect("saved");
    let [first, second] = <[_; 2]>::try_from(tray.sent()).expect("two prints");
    assert_eq!(first, second, "the printer is given the very same");
    assert!(first.pdf == shown && first.pdf == std::fs::read(saved.path).expect("there"));
    assert_eq!(
        first.title,
        format!("Comeback {}", printed.last_four),
        "no guest and no code"
    );
    let after = story.house.voucher_pdf(&fresh.id, None).await.expect("set anew");
    assert_ne!(before, after, "one that never left takes the new design");
    let other = story
        .house
        .voucher_pdf(&printed.id, Some(Paper::A4))
        .await
        .expect("another form");
    assert_ne!(other, shown, "another form of paper is another paper");

    let name = format!("2026-11-21-check-{}.pdf", printed.last_four);
    let (last_four, paper) = (printed.last_four.clone(), Paper::Letter);
    assert_eq!(
        told(&story, &printed).await,
        [
            TimelineStep::Printed {
                last_four: last_four.clone(),
                paper,
                printer: Some("Front".to_owned()),
                count: 1
            },
            TimelineStep::Reprinted {
                last_four: last_four.clone(),
                paper: Some(paper),
                printer: Some("Front".to_owned()),
                count: 1
            },
            TimelineStep::Saved {
                last_four,
                paper,
                file: Some(name),
                count: 1
            },
        ]
    );
    story.must_verify().await;
}

#[tokio::test]
async fn a_kept_paper_that_was_tampered_with_is_found() {
    let story = Story::set_up().await;
    let voucher = story.check("24").await;
    story.house.save_voucher(&voucher.id, "").await.expect("saved");
    let database = rusqlite::Connection::open(story.folder().join("comeback.db")).expect("opened");
    let changed = database.execute("UPDATE printed_paper SET pdf = x'255044462d'", []);
    assert_eq!(
        changed.expect_err("refused").to_string(),
        "printed papers are never changed"
    );
    database
        .execute_batch(
            "DROP TRIGGER printed_paper_is_never_changed; UPDATE printed_paper SET pdf = x'255044462d';",
        )
        .expect("by force");
    let verified = story.house.verify().await.expect("readable");
    assert_eq!(
        verified.findings.faults,
        [format!(
            "The kept paper of voucher {} is not the one that was printed.",
            voucher.id
        )]
    );
}

#[tokio::test]
async fn each_paper_goes_to_the_printer_chosen_for_it_moved_as_that_printer_needs_it() {
    let (story, tray) = with_tray().await;
    let choice = |paper, printer: Option<&str>, x, y| PrinterChoice {
        paper,
        printer: printer.map(str::to_owned),
        shift_x_mm: x,
        shift_y_mm: y,
    };
    let chosen = vec![
        choice(Paper::A4, Some("Back"), 2.0, -1.0),
        choice(Paper::Letter, None, 0.0, 0.0),
    ];
    let state = story.house.set_printers(chosen.clone()).await.expect("chosen");
    assert_eq!(state.printing, chosen);
    let voucher = story.check("24").await;
    let job = story
        .house
        .print_voucher(&voucher.id, "", Some(Paper::A4), None)
        .await
        .expect("printed");
    assert_eq!(
        (job.printer.as_str(), job.state, job.sentence.as_str()),
        ("Back", Shown::Done, "Printed on Back.")
    );
    let kept = story
        .house
        .voucher_pdf(&voucher.id, Some(Paper::A4))
        .await
        .expect("kept");
    assert_ne!(
        tray.sent()[0].pdf,
        kept,
        "moved for this printer, and kept as it is"
    );
    story
        .house
        .print_voucher(&voucher.id, "", Some(Paper::A4), Some("Front"))
        .await
        .expect("printed");
    assert_eq!(tray.sent()[1].pdf, kept, "the offset is the other printer's");
    story
        .house
        .print_voucher(&voucher.id, "", Some(Paper::Letter), None)
        .await
        .expect("printed");
    assert_eq!(tray.sent()[2].printer, "Front", "the system's default");
    story.must_verify().await;

    let far = refusal(
        story
            .house
            .set_printers(vec![choice(Paper::A4, None, 25.1, 0.0)])
            .await,
    );
    assert_eq!(
        far.1,
        "A printer can be moved by up to 25 mm each way. Measure again, or choose another paper."
    );
    let twice = vec![
        choice(Paper::A4, None, 0.0, 0.0),
        choice(Paper::A4, Some("Back"), 0.0, 0.0),
    ];
    assert_eq!(
        refusal(story.house.set_printers(twice).await).1,
        "A4 has two printers. Choose one of them."
    );
    assert_eq!(story.house.app_state().await.expect("a state").printing, chosen);
}

#[tokio::test]
async fn a_printer_that_does_not_take_it_is_told_once_and_the_voucher_stays_good() {
    let (story, tray) = with_tray().await;
    let voucher = story.check("24").await;
    tray.breaks(Some(PrintError::NotAccepting {
        name: "Front".to_owned(),
        reason: "out of paper".to_owned(),
    }));
    let choice = PrinterChoice {
        paper: Paper::Letter,
        printer: Some("Front".to_owned()),
        shift_x_mm: 0.0,
        shift_y_mm: 0.0,
    };
    story.house.set_printers(vec![choice]).await.expect("chosen");
    let reason = "The printer Front takes no new jobs (out of paper). Let it accept jobs in the system's printer settings, or choose another one.";
    assert_eq!(
        refusal(
            story
                .house
                .print_voucher(&voucher.id, "Owen Brandt", None, None)
                .await
        ),
        (
            Code::PrintFailed,
            format!("{reason} The paper is issued and good.")
        )
    );
    let failed = TimelineStep::PrintFailed {
        last_four: voucher.last_four.clone(),
        paper: Paper::Letter,
        printer: Some("Front".to_owned()),
        reason: reason.to_owned(),
        count: 1,
    };
    assert_eq!(told(&story, &voucher).await, [failed]);
    must_be_good(&story, &voucher).await;

    tray.breaks(None);
    story
        .house
        .print_voucher(&voucher.id, "Owen Brandt", None, None)
        .await
        .expect("printed");
    let steps = told(&story, &voucher).await;
    assert!(
        matches!(
            steps[..],
            [TimelineStep::PrintFailed { .. }, TimelineStep::Printed { .. }]
        ),
        "what never came out is not printed again: {steps:?}"
    );
}

#[tokio::test]
async fn a_print_that_ends_badly_is_told_once_however_often_it_is_asked_about() {
    let (story, tray) = with_tray().await;
    let voucher = story.check("24").await;
    tray.jobs_are(JobState::Waiting, Some("paused."));
    let job = story
        .house
        .print_voucher(&voucher.id, "Owen Brandt", None, None)
        .await
        .expect("waits");
    assert_eq!(
        (job.state, job.sentence.as_str()),
        (
            Shown::Waiting,
            "Waiting for Front: paused. It prints when the printer goes on; or choose another printer."
        )
    );
    tray.jobs_are(JobState::Failed, Some("paper jam"));
    let follow = || {
        let job = JobRef {
            id: 1,
            printer: "Front".to_owned(),
        };
        let of = JobOf::Voucher {
            id: voucher.id.clone(),
        };
        story.house.follow_print(Some(of), "Owen Brandt", job)
    };
    let sentence = "Front did not print it: paper jam. The paper is issued and good: print it again, save it or open it.";
    for _ in 0..3 {
        let found = follow().await.expect("followed");
        assert_eq!((found.state, found.sentence.as_str()), (Shown::Failed, sentence));
    }
    let steps = told(&story, &voucher).await;
    let failed = TimelineStep::PrintFailed {
        last_four: voucher.last_four.clone(),
        paper: Paper::Letter,
        printer: Some("Front".to_owned()),
        reason: sentence.to_owned(),
        count: 1,
    };
    assert_eq!(steps.len(), 2, "{steps:?}");
    assert_eq!(steps[1], failed);
    tray.jobs_are(JobState::Done, None);
    story
        .house
        .print_voucher(&voucher.id, "Owen Brandt", None, None)
        .await
        .expect("printed");
    let steps = told(&story, &voucher).await;
    assert!(
        matches!(steps[2], TimelineStep::Printed { .. }),
        "the first did not come out: {steps:?}"
    );
    must_be_good(&story, &voucher).await;

    for (state, sentence) in [
        (JobState::Waiting, "Waiting for Front."),
        (
            JobState::Held,
            "Front holds it back. Release it at the printer, or choose another printer.",
        ),
        (JobState::Printing, "Printing on Front."),
        (
            JobState::Cancelled,
            "The print on Front was called off. The paper is issued and good: print it again, save it or open it.",
        ),
    ] {
        tray.jobs_are(state, None);
        let job = JobRef {
            id: 9,
            printer: "Front".to_owned(),
        };
        let found = story
            .house
            .follow_print(
                Some(JobOf::Voucher {
                    id: voucher.id.clone(),
                }),
                "",
                job,
            )
            .await
            .expect("followed");
        assert_eq!(found.sentence, sentence);
    }
    assert_eq!(
        told(&story, &voucher).await.len(),
        3,
        "job 9 was never this voucher's"
    );
}

#[tokio::test]
async fn without_a_printer_the_sentence_says_what_to_do() {
    let (story, tray) = with_tray().await;
    let voucher = story.check("24").await;
    tray.is_emptied();
    assert_eq!(
        refusal(story.house.print_voucher(&voucher.id, "", None, None).await),
        (
            Code::NoPrinter,
            "There is no printer for this paper. Choose one under Settings, or save the paper; it is issued."
                .to_owned()
        )
    );
    assert_eq!(told(&story, &voucher).await, [], "nothing was tried");
    tray.breaks(Some(PrintError::NoSpooler {
        service: "localhost:631".to_owned(),
    }));
    let problem = "The print service does not answer (localhost:631). Start it, or save the PDF and print it from another program.";
    let list = story.house.printers().await.expect("told as a problem");
    assert_eq!((list.printers.len(), list.problem.as_deref()), (0, Some(problem)));
    let refused = refusal(story.house.print_voucher(&voucher.id, "", None, None).await);
    assert_eq!(
        refused,
        (
            Code::PrintFailed,
            format!("{problem} The paper is issued and good.")
        )
    );
    assert_eq!(told(&story, &voucher).await.len(), 1);
    must_be_good(&story, &voucher).await;
}

#[tokio::test]
async fn opening_a_paper_is_told_and_keeps_it() {
    let story = Story::set_up().await;
    let voucher = story.certificate("Breakfast for two", None).await;
    let folder = story.folder().join("viewer");
    let path = story
        .house
        .paper_to_open(&voucher.id, "Owen Brandt", None, &folder)
        .await
        .expect("opened");
    redesign(&story).await;
    assert_eq!(
        std::fs::read(path).expect("there"),
        story.house.voucher_pdf(&voucher.id, None).await.expect("kept")
    );
    let opened = TimelineStep::Saved {
        last_four: voucher.last_four.clone(),
        paper: Paper::Letter,
        file: None,
        count: 1,
    };
    assert_eq!(told(&story, &voucher).await, [opened]);
    story.must_verify().await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_folder_that_cannot_be_written_loses_nothing() {
    let story = Story::set_up().await;
    let voucher = story.check("24").await;
    let blocked = story.folder().join("saved");
    std::fs::write(&blocked, "a file where a folder should be").expect("written");
    let (code, sentence) = refusal(story.house.save_voucher(&voucher.id, "").await);
    assert_eq!(code, Code::CannotWrite);
    assert!(
        sentence.ends_with("Choose another place; nothing was lost."),
        "{sentence}"
    );
    assert_eq!(
        told(&story, &voucher).await,
        [],
        "what was not saved is not told as saved"
    );
    std::fs::remove_file(&blocked).expect("removed");
    story.house.save_voucher(&voucher.id, "").await.expect("saved");
    must_be_good(&story, &voucher).await;
}

#[tokio::test]
async fn a_paper_is_shown_as_wide_as_asked_and_one_that_cannot_be_read_says_so() {
    let story = Story::set_up().await;
    let voucher = story.check("24").await;
    let pdf = story.house.voucher_pdf(&voucher.id, None).await.expect("set");
    let shown = story.house.proof(pdf.clone(), 306).await.expect("shown");
    let side = |at: usize| u32::from_le_bytes(shown[at..at + 4].try_into().expect("four bytes"));
    assert_eq!((side(0), side(4)), (306, 396), "half of US Letter");
    assert_eq!(shown.len(), 8 + 4 * 306 * 396);
    let torn = story
        .house
        .proof(pdf[..100].to_vec(), 306)
        .await
        .expect_err("torn");
    assert_eq!(
        torn.to_string(),
        "This paper cannot be shown here: its PDF could not be read. Use Open to look at it in a PDF viewer."
    );
    // The page puts words of its own in the place of what is unknown: that it was perhaps not issued.
    assert_eq!(torn.code(), Code::Damaged);
}
