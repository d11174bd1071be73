//! Runs: the same make-good for many guests, all of them or none.

use std::ops::ControlFlow;

use comeback_actions::dto::{
    JobOf, JobRef, MakeGoodRequest, MakeItRight, RunProgress, RunRequest, TimelineStep,
};
use comeback_actions::{ActionError, Code, Destination};
use comeback_domain::Paper;
use comeback_print::JobState;
use comeback_tests::story::{Story, cold_duck, refusal, settings};
use comeback_tests::tray::Tray;

fn power_cut() -> MakeItRight {
    MakeItRight {
        what: "The power failed at eight, and the kitchen with it.".to_owned(),
        guest: String::new(),
        contact: String::new(),
        ..cold_duck(MakeGoodRequest::Certificate {
            benefit: "Dinner for two".to_owned(),
            value: Some("60".to_owned()),
            expires_on: None,
        })
    }
}

fn run(guests: &[&str], count: Option<u32>) -> RunRequest {
    RunRequest {
        request_id: "run-1".to_owned(),
        incident_id: None,
        draft: power_cut(),
        guests: guests.iter().map(|name| (*name).to_owned()).collect(),
        count,
        paper: None,
    }
}

fn on(_: RunProgress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

const GUESTS: [&str; 4] = ["Helen Okafor", "  ", "Zoë Brandt", "Ana Rivas"];

#[tokio::test]
async fn a_run_gives_each_guest_a_code_of_their_own_and_one_file() {
    let story = Story::set_up().await;
    let issued = story
        .house
        .save_run(run(&GUESTS, None), on)
        .await
        .expect("issued");
    assert_eq!(issued.count, 3, "an empty line is nobody");
    let vouchers = story.house.run_vouchers(&issued.run).await.expect("there");
    let guests: Vec<_> = vouchers.iter().map(|voucher| voucher.guest.as_deref()).collect();
    assert_eq!(
        guests,
        [Some("Helen Okafor"), Some("Zoë Brandt"), Some("Ana Rivas")]
    );
    let codes: std::collections::HashSet<_> = vouchers.iter().map(|voucher| voucher.code).collect();
    assert_eq!(codes.len(), 3);
    let end = &issued.run[issued.run.len() - 6..];
    let path = story.folder().join(format!("saved/2026-11-21-run-{end}.pdf"));
    assert_eq!(issued.saved.path, path.display().to_string());
    assert!(std::fs::read(path).expect("there").starts_with(b"%PDF-1.7"));

    let told = story.house.incident(&issued.incident.id).await.expect("a story");
    assert_eq!(told.incident.guest, None, "the incident is everybody's");
    let steps: Vec<_> = told.timeline.iter().map(|entry| &entry.what).collect();
    assert!(
        matches!(
            steps[..],
            [
                TimelineStep::Recorded,
                TimelineStep::Issued { count: 3, .. },
                TimelineStep::Saved { count: 3, .. }
            ]
        ),
        "what happened at once is told once: {steps:?}"
    );
    let redeemed = story.redeem(&vouchers[1], None).await.expect("redeemed");
    assert_eq!(redeemed.voucher.guest.as_deref(), Some("Zoë Brandt"));
    let search = comeback_actions::dto::IncidentFilter {
        search: "rivas".to_owned(),
        ..Default::default()
    };
    assert_eq!(
        story.house.incidents(search).await.expect("found").total,
        1,
        "found by any of its guests"
    );
    story.must_verify().await;
}

#[tokio::test]
async fn the_same_request_gives_the_first_run_and_its_file_to_the_byte() {
    let story = Story::set_up().await;
    let first = story
        .house
        .save_run(run(&GUESTS, None), on)
        .await
        .expect("issued");
    let bytes = std::fs::read(&first.saved.path).expect("there");
    std::fs::remove_file(&first.saved.path).expect("lost");
    story.clock.set("2026-12-01T15:00:00Z");
    let mut other = settings();
    other.accent = "#7A1F3D".to_owned();
    story.house.change_shop(other).await.expect("changed");
    let again = story
        .house
        .save_run(run(&GUESTS, None), on)
        .await
        .expect("the first answer");
    assert_eq!(again, first);
    assert_eq!(std::fs::read(&again.saved.path).expect("there again"), bytes);
    let more = run(&["Helen Okafor", "Zoë Brandt", "Ana Rivas", "One More"], None);
    assert_eq!(
        refusal(story.house.save_run(more, on).await).0,
        Code::RequestReused
    );
    assert_eq!(story.house.verify().await.expect("readable").findings.vouchers, 3);
    story.must_verify().await;
}

#[tokio::test]
async fn a_run_that_is_called_off_leaves_nothing() {
    let story = Story::set_up().await;
    let before = story.house.verify().await.expect("readable").findings;
    for stop_at in [1, 20, 40] {
        let stop = move |told: RunProgress| {
            assert_eq!(told.total, 40);
            if told.done >= stop_at {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        assert_eq!(
            refusal(story.house.save_run(run(&[], Some(40)), stop).await),
            (
                Code::Stopped,
                "The run was stopped. Nothing was issued.".to_owned()
            )
        );
    }
    assert_eq!(story.house.verify().await.expect("readable").findings, before);
    let left = std::fs::read_dir(story.folder().join("saved"))
        .expect("a folder")
        .count();
    assert_eq!(left, 0, "no half of a file");
    let issued = story
        .house
        .save_run(run(&[], Some(40)), on)
        .await
        .expect("the same request, to its end");
    assert_eq!(issued.count, 40);
    story.must_verify().await;
}

#[tokio::test]
async fn a_disk_that_is_full_issues_nothing() {
    let story = Story::set_up().await;
    let before = story.house.verify().await.expect("readable").findings;
    let Some(small) = SmallDisk::mounted(story.folder()) else {
        return;
    };
    let place = Destination::reserve(&small.0.join("run.pdf")).expect("an empty file fits");
    let (code, sentence) = refusal(story.house.issue_run(run(&[], Some(40)), place, on).await);
    assert_eq!(code, Code::CannotWrite);
    assert!(
        sentence.ends_with("the disk is full. Choose another place; nothing was lost."),
        "{sentence}"
    );
    assert_eq!(story.house.verify().await.expect("readable").findings, before);

    let voucher = story.check("24").await;
    let place = Destination::reserve(&small.0.join("check.pdf")).expect("an empty file fits");
    let (code, _) = refusal(story.house.write_voucher(&voucher.id, "", None, place).await);
    assert_eq!(code, Code::CannotWrite);
    assert_eq!(
        std::fs::read_dir(&small.0).expect("a folder").count(),
        0,
        "nothing half-made is left"
    );
    story
        .house
        .save_voucher(&voucher.id, "")
        .await
        .expect("elsewhere there is room");
    story.must_verify().await;
}

/// A disk of 16 KB, for as long as it is held. Only root may mount one; elsewhere the story has nothing to tell.
pub(crate) struct SmallDisk(pub std::path::PathBuf);

impl SmallDisk {
    pub(crate) fn mounted(beside: &std::path::Path) -> Option<Self> {
        let place = beside.join("small");
        std::fs::create_dir(&place).expect("made");
        let mount = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=16k", "none"])
            .arg(&place)
            .output()
            .ok()?;
        mount.status.success().then_some(Self(place))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // What stays mounted goes with the container.
        let _ = std::process::Command::new("umount").arg(&self.0).output();
    }
}

#[tokio::test]
async fn a_run_for_an_incident_that_is_known_belongs_to_it() {
    let story = Story::set_up().await;
    let comp = MakeGoodRequest::Comp {
        amount: "9".to_owned(),
    };
    let made = story.made_right(comp).await;
    let asked = RunRequest {
        incident_id: Some(made.incident.id.clone()),
        paper: Some(Paper::A4),
        ..run(&[], Some(2))
    };
    let issued = story.house.save_run(asked, on).await.expect("issued");
    assert_eq!(issued.incident, made.incident);
    let vouchers = story.house.run_vouchers(&issued.run).await.expect("there");
    assert!(
        vouchers.iter().all(|voucher| voucher.guest.is_none()),
        "the incident's guest is not theirs"
    );
    assert!(
        vouchers
            .iter()
            .all(|voucher| voucher.issued_by.as_deref() == Some("Owen Brandt"))
    );
    story.must_verify().await;
}

#[tokio::test]
async fn a_run_is_printed_whole_and_one_of_it_alone_looks_as_it_did() {
    let (mut story, tray) = (Story::set_up().await, Tray::default());
    story.house = story.house.with_printers(tray.clone());
    let issued = story
        .house
        .save_run(run(&GUESTS, None), on)
        .await
        .expect("issued");
    let vouchers = story.house.run_vouchers(&issued.run).await.expect("there");
    let alone = story.house.voucher_pdf(&vouchers[0].id, None).await.expect("set");
    story.clock.set("2026-12-01T15:00:00Z");
    let mut other = settings();
    other.accent = "#7A1F3D".to_owned();
    story.house.change_shop(other).await.expect("changed");
    story
        .house
        .print_run(&issued.run, "Owen Brandt")
        .await
        .expect("printed");
    let sent = tray.sent();
    assert_eq!(sent[0].title, "Comeback, 3 papers");
    assert_eq!(sent[0].pdf, std::fs::read(&issued.saved.path).expect("there"));
    assert_eq!(
        alone,
        story
            .house
            .voucher_pdf(&vouchers[0].id, None)
            .await
            .expect("set again")
    );
    let told = story.house.incident(&issued.incident.id).await.expect("a story");
    let last = told.timeline.last().map(|entry| &entry.what);
    assert!(
        matches!(last, Some(TimelineStep::Printed { count: 3, .. })),
        "{last:?}"
    );
    assert_eq!(
        refusal(story.house.print_run("nobody", "").await),
        (
            Code::NotFound,
            "There is no run with this id. Look it up in the list of incidents.".to_owned()
        )
    );
    story.must_verify().await;
}

#[tokio::test]
async fn a_run_that_does_not_come_out_is_told_of_each_of_its_papers_once() {
    let (mut story, tray) = (Story::set_up().await, Tray::default());
    story.house = story.house.with_printers(tray.clone());
    let issued = story
        .house
        .save_run(run(&GUESTS, None), on)
        .await
        .expect("issued");
    let printed = story
        .house
        .print_run(&issued.run, "Owen Brandt")
        .await
        .expect("handed over");
    tray.jobs_are(JobState::Failed, Some("paper jam"));
    for _ in 0..2 {
        let (of, job) = (
            JobOf::Run {
                id: issued.run.clone(),
            },
            JobRef {
                id: printed.id,
                printer: printed.printer.clone(),
            },
        );
        let found = story.house.follow_print(Some(of), "Owen Brandt", job).await;
        assert_eq!(
            found.expect("followed").sentence,
            "Front did not print it: paper jam. The paper is issued and good: print it again, save it or open it."
        );
    }
    let told = story.house.incident(&issued.incident.id).await.expect("a story");
    let failed: Vec<u32> = told
        .timeline
        .iter()
        .filter_map(|entry| match entry.what {
            TimelineStep::PrintFailed { count, .. } => Some(count),
            _ => None,
        })
        .collect();
    assert_eq!(failed, [3], "all three at once, and not again");
    story.must_verify().await;
}

#[tokio::test]
async fn what_is_no_run_is_refused_in_a_sentence() {
    let story = Story::set_up().await;
    let before = story.house.verify().await.expect("readable").findings;
    let say = async |asked: RunRequest| {
        let answer: Result<_, ActionError> = story.house.save_run(asked, on).await;
        refusal(answer).1
    };
    let size = "A run is for 1 to 1,000 guests. Write their names, a line each, or how many they are.";
    assert_eq!(say(run(&[], None)).await, size);
    assert_eq!(say(run(&[" "], None)).await, size);
    assert_eq!(say(run(&[], Some(0))).await, size);
    assert_eq!(say(run(&[], Some(u32::MAX))).await, size);
    assert_eq!(say(run(&["Ana"; 1_001], None)).await, size);
    assert_eq!(
        say(run(&["Ana"], Some(3))).await,
        "Write either the names of the guests or how many they are, not both."
    );
    assert_eq!(
        say(run(&["Ana", &"x".repeat(201)], None)).await,
        "Line 2: The guest name is too long: 201 characters, and 200 fit. Shorten it."
    );
    let comp = RunRequest {
        draft: cold_duck(MakeGoodRequest::Comp {
            amount: "9".to_owned(),
        }),
        ..run(&["Ana"], None)
    };
    assert_eq!(
        say(comp).await,
        "A comp or a gesture has no paper. Choose a check or a certificate."
    );
    let lost = RunRequest {
        incident_id: Some("nowhere".to_owned()),
        ..run(&["Ana"], None)
    };
    assert_eq!(
        say(lost).await,
        "There is no incident with this id. Look it up in the list of incidents."
    );
    assert_eq!(story.house.verify().await.expect("readable").findings, before);
}
