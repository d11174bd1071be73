//! Guests forgotten for good: on request, in time, and in spite of an older copy.

use std::fs;
use std::path::Path;

use comeback_actions::Code;
use comeback_actions::dto::{GuestForm, GuestStory, IncidentFilter, MakeItRight, RunRequest};
use comeback_tests::story::{Story, ToldClock, cold_duck, refusal, settings};

use crate::guests::{check, guest_id, made, names, of};

/// Every file under a folder whose bytes hold a text.
pub(crate) fn holding(folder: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(holding(&path, text));
        } else {
            let bytes = fs::read(&path).expect("a file");
            if bytes.windows(text.len()).any(|window| window == text.as_bytes()) {
                found.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
    }
    found
}

#[tokio::test]
async fn a_forgotten_guest_is_nowhere_in_the_data_folder() {
    let story = Story::set_up().await;
    let first = made(&story, "Helen Okafor", "(616) 555-0119").await;
    let double = made(&story, "Helena Okafore", "(616) 555-0119").await;
    let bystander = made(&story, "Zoë Brandt", "zoe@example.com").await;
    let voucher = first.voucher.clone().expect("a voucher");
    for one in [&first, &double, &bystander] {
        let id = &one.voucher.as_ref().expect("a voucher").id;
        story.house.save_voucher(id, "Owen").await.expect("saved");
    }
    let keep = guest_id(&first);
    story
        .house
        .merge_guests(&keep, &guest_id(&double), "")
        .await
        .expect("merged");
    for (name, contact) in [
        ("Helen Okaffor", "(616) 555-0188"),
        ("Helen Okafor", "(616) 555-0119"),
    ] {
        let form = GuestForm {
            id: keep.clone(),
            name: name.to_owned(),
            contact: contact.to_owned(),
            staff: String::new(),
        };
        story.house.change_guest(form).await.expect("changed");
    }
    let traces = [
        "Okafor",
        "okafor",
        "Helena",
        "Okaffor",
        "555-0119",
        "6165550188",
        "5550119",
    ];
    assert!(
        !holding(story.folder(), "Okafor").is_empty(),
        "or this would prove nothing"
    );
    let with_name = story.house.voucher_pdf(&voucher.id, None).await.expect("kept");
    let before = story
        .house
        .totals("2026-11-01", "2026-11-30")
        .await
        .expect("added up");

    let list = story
        .house
        .erase_guest(&keep, "Priya Shah")
        .await
        .expect("forgotten");
    assert_eq!(
        (list.total, list.forgotten, list.rows[0].name.as_deref()),
        (1, 1, Some("Zoë Brandt"))
    );
    assert_eq!(list.still_named, None);
    for text in traces {
        assert_eq!(holding(story.folder(), text), [""; 0], "{text}");
    }
    assert!(
        !holding(story.folder(), "Brandt").is_empty(),
        "nobody else is touched"
    );

    story.must_verify().await;
    assert_eq!(
        story
            .house
            .totals("2026-11-01", "2026-11-30")
            .await
            .expect("added up"),
        before
    );
    let told = story.house.incident(&first.incident.id).await.expect("told");
    assert_eq!(
        (
            &told.incident.guest,
            &told.incident.contact,
            &told.incident.guest_id
        ),
        (&None, &None, &None)
    );
    assert_eq!(told.vouchers[0].guest, None);

    // A reprint is set anew, without the name, and is from now on what is kept.
    let anew = story
        .house
        .voucher_pdf(&voucher.id, None)
        .await
        .expect("set anew");
    assert_ne!(anew, with_name);
    let nameless = made(&story, "", "").await;
    assert!(nameless.incident.guest_id.is_none());
    story
        .house
        .save_voucher(&voucher.id, "Owen")
        .await
        .expect("saved again");
    assert_eq!(
        story.house.voucher_pdf(&voucher.id, None).await.expect("kept"),
        anew
    );
    story.must_verify().await;
    story
        .redeem(&voucher, None)
        .await
        .expect("it is as good as before");
    story.must_verify().await;

    let gone = (
        Code::NotFound,
        "This guest is not known any more. Look at the list again.".to_owned(),
    );
    assert_eq!(refusal(story.house.guest(&keep).await), gone);
    let again = story
        .house
        .erase_guest(&keep, "")
        .await
        .expect("forgotten already");
    assert_eq!(again.forgotten, 1);
    assert_eq!(
        refusal(story.house.merge_guests(&guest_id(&bystander), &keep, "").await),
        (
            Code::BadChoice,
            "One of the two is forgotten, and nobody can tell any more who it was. Leave them as they are."
                .to_owned()
        )
    );
}

#[tokio::test]
async fn whoever_forgets_is_told_where_the_teams_words_still_tell() {
    let story = Story::set_up().await;
    let told = MakeItRight {
        what: "Mrs. Okafor waited an hour.".to_owned(),
        ..of("Helen Okafor", "(616) 555-0119")
    };
    let first = story.house.make_it_right(told).await.expect("made right");
    made(&story, "Helen Okafor", "(616) 555-0119").await;
    let list = story
        .house
        .erase_guest(&guest_id(&first), "")
        .await
        .expect("forgotten");
    let still = list.still_named.expect("said");
    assert_eq!(still.incident_ids, [first.incident.id]);
    assert_eq!(
        still.sentence,
        "What was written about 1 incident still tells who it was. Those words are the house's record and stay: think of them before you show or send them."
    );
    story.must_verify().await;
}

#[tokio::test]
async fn an_older_database_does_not_bring_a_forgotten_guest_back() {
    let story = Story::set_up().await;
    let first = made(&story, "Helen Okafor", "(616) 555-0119").await;
    let other = made(&story, "Zoë Brandt", "").await;
    let file = story.folder().join("comeback.db");
    let older = story.folder().join("older.db");
    rusqlite::Connection::open(&file)
        .expect("opened")
        .execute("VACUUM INTO ?1", [older.to_str().expect("UTF-8")])
        .expect("copied");
    story
        .house
        .erase_guest(&guest_id(&first), "")
        .await
        .expect("forgotten");
    let beside = fs::read_to_string(story.folder().join("comeback.forgotten")).expect("a list");
    assert_eq!(beside.trim(), guest_id(&first), "the identity and nothing else");

    let (folder, clock) = story.close();
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(folder.path().join(format!("comeback.db{end}")));
    }
    fs::rename(&older, &file).expect("put back");
    assert!(
        !holding(folder.path(), "Okafor").is_empty(),
        "or this would prove nothing"
    );
    let story = Story::opened_in(folder, clock);
    assert_eq!(holding(story.folder(), "Okafor"), [""; 0]);
    assert_eq!(names(&story.house, "okafor").await, [""; 0]);
    assert_eq!(names(&story.house, "zoe").await, ["Zoë Brandt"]);
    let list = story.house.guests("", 0, 0).await.expect("listed");
    assert_eq!((list.total, list.forgotten), (1, 1));
    story.must_verify().await;
    let events = story.house.verify().await.expect("readable").findings.events;
    let (folder, clock) = story.close();
    let story = Story::opened_in(folder, clock);
    assert_eq!(
        story.house.verify().await.expect("readable").findings.events,
        events,
        "once is enough"
    );
    let _ = other;
}

#[tokio::test]
async fn guests_are_forgotten_24_months_after_the_last_contact() {
    let story = Story::set_up().await;
    let first = made(&story, "Helen Okafor", "(616) 555-0119").await;
    made(&story, "Zoë Brandt", "").await;
    story.clock.set("2026-12-11T23:58:00Z");
    story
        .redeem(&first.voucher.clone().expect("a voucher"), Some("1"))
        .await
        .expect("redeemed");
    story.clock.set("2028-11-21T08:00:00Z");
    story
        .house
        .trust_clock("")
        .await
        .expect("two quiet years went by");
    assert_eq!(
        names(&story.house, "zoe").await,
        ["Zoë Brandt"],
        "the night before the day"
    );
    story.clock.set("2028-11-21T10:00:00Z");
    assert_eq!(
        names(&story.house, "zoe").await,
        [""; 0],
        "with the first action of the day"
    );
    assert_eq!(holding(story.folder(), "Zoë"), [""; 0]);
    assert_eq!(
        names(&story.house, "helen").await,
        ["Helen Okafor"],
        "who was here in December"
    );
    story.must_verify().await;

    let (folder, _) = story.close();
    let story = Story::opened_in(folder, ToldClock::at("2028-12-11T10:00:00Z"));
    assert_eq!(
        holding(story.folder(), "Okafor"),
        [""; 0],
        "when the house is opened"
    );
    assert_eq!(story.house.guests("", 0, 0).await.expect("listed").forgotten, 2);
    story.must_verify().await;
}

#[tokio::test]
async fn a_clock_that_may_be_years_ahead_forgets_nobody() {
    let story = Story::set_up().await;
    made(&story, "Helen Okafor", "(616) 555-0119").await;
    let (folder, _) = story.close();
    let story = Story::opened_in(folder, ToldClock::at("2029-11-22T00:42:00Z"));
    let kept = async |story: &Story, why: &str| {
        assert_eq!(names(&story.house, "helen").await, ["Helen Okafor"], "{why}");
    };
    kept(&story, "when the house is opened").await;
    let mut renamed = settings();
    renamed.name = "Chez Verveine".to_owned();
    story.house.change_shop(renamed).await.expect("changed");
    kept(&story, "settings that were saved are no answer").await;
    made(&story, "Zoë Brandt", "").await;
    let (folder, _) = story.close();
    let story = Story::opened_in(folder, ToldClock::at("2029-11-24T00:42:00Z"));
    kept(&story, "what was written meanwhile was dated by the same clock").await;
    made(&story, "Zoë Brandt", "").await;
    let clock = story.house.app_state().await.expect("readable").clock;
    assert_eq!(
        clock.expect("it is asked until somebody answers").says,
        "Is it really 23 Nov 2029, 7:42 pm? The last entry before this date is of 21 Nov 2026, 7:42 pm."
    );
    story.clock.set("2026-11-23T00:42:00Z");
    made(&story, "Zoë Brandt", "").await;
    story
        .house
        .trust_clock("Owen")
        .await
        .expect("the clock was set right");
    kept(&story, "nothing was lost by it").await;
    story.clock.set("2029-11-24T00:42:00Z");
    kept(&story, "nobody said yet that three years went by").await;
    story.house.trust_clock("Owen").await.expect("they did");
    assert_eq!(names(&story.house, "helen").await, [""; 0]);
    assert_eq!(holding(story.folder(), "Okafor"), [""; 0]);
    story.must_verify().await;
}

#[tokio::test]
async fn who_is_forgotten_again_by_such_a_clock_takes_nobody_along() {
    let story = Story::set_up().await;
    let first = made(&story, "Helen Okafor", "(616) 555-0119").await;
    made(&story, "Zoë Brandt", "").await;
    story
        .house
        .erase_guest(&guest_id(&first), "")
        .await
        .expect("forgotten");
    let (folder, _) = story.close();
    rusqlite::Connection::open(folder.path().join("comeback.db"))
        .expect("opened")
        .execute(
            "UPDATE guest SET erased = 0, search = 'helen okafor' WHERE erased = 1",
            [],
        )
        .expect("as an older copy has her");
    let story = Story::opened_in(folder, ToldClock::at("2029-11-22T00:42:00Z"));
    assert_eq!(names(&story.house, "helen").await, [""; 0]);
    assert_eq!(names(&story.house, "zoe").await, ["Zoë Brandt"]);
}

#[tokio::test]
async fn the_owner_may_want_it_sooner() {
    let story = Story::set_up().await;
    made(&story, "Helen Okafor", "").await;
    story.clock.set("2027-05-20T15:00:00Z");
    story.house.trust_clock("").await.expect("half a year went by");
    let mut sooner = settings();
    sooner.retention_months = 6;
    story.house.change_shop(sooner.clone()).await.expect("changed");
    let list = story.house.guests("", 0, 0).await.expect("listed");
    assert_eq!((list.total, list.retention_months), (1, 6));
    sooner.retention_months = 5;
    story.house.change_shop(sooner.clone()).await.expect("changed");
    assert_eq!(
        story.house.guests("", 0, 0).await.expect("listed").forgotten,
        1,
        "at once"
    );
    sooner.retention_months = 25;
    assert_eq!(
        refusal(story.house.change_shop(sooner).await),
        (
            Code::BadChoice,
            "Guests can be kept for 1 to 24 months after the last contact; 25 is outside. Choose another number."
                .to_owned()
        )
    );
    story.must_verify().await;
}

#[tokio::test]
async fn a_guest_of_a_run_is_forgotten_with_the_runs_file() {
    let story = Story::set_up().await;
    let run = RunRequest {
        request_id: "run-1".to_owned(),
        draft: cold_duck(check("24.00")),
        incident_id: None,
        guests: vec!["Helen Okafor".to_owned(), "Zoë Brandt".to_owned()],
        count: None,
        paper: None,
    };
    let issued = story
        .house
        .save_run(run.clone(), |_| std::ops::ControlFlow::Continue(()))
        .await
        .expect("issued");
    let found = story.house.find_guests("helen").await.expect("found");
    let told: GuestStory = story.house.guest(&found[0].id).await.expect("told");
    assert_eq!((told.guest.incidents, told.guest.open), (1, 1));
    assert_eq!(told.incidents[0].make_goods.len(), 1, "their own of the two");
    story
        .house
        .erase_guest(&found[0].id, "")
        .await
        .expect("forgotten");
    assert_eq!(holding(story.folder(), "Okafor"), [""; 0]);
    story.must_verify().await;
    assert_eq!(
        refusal(story.house.save_run(run, |_| std::ops::ControlFlow::Continue(())).await),
        (
            Code::NotFound,
            "The papers of this run are not kept together any more: one of its guests is forgotten. Print them one by one."
                .to_owned()
        )
    );
    for voucher in story.house.run_vouchers(&issued.run).await.expect("listed") {
        story
            .house
            .save_voucher(&voucher.id, "Owen")
            .await
            .expect("one by one");
    }
    story.must_verify().await;
    let listed = story
        .house
        .incidents(IncidentFilter {
            search: "Brandt".to_owned(),
            ..IncidentFilter::default()
        })
        .await;
    assert_eq!(listed.expect("listed").total, 1, "the other is there");
}

#[tokio::test]
async fn kept_papers_go_with_their_guest_and_not_otherwise() {
    let story = Story::set_up().await;
    let first = made(&story, "Helen Okafor", "").await;
    let voucher = first.voucher.expect("a voucher");
    story
        .house
        .save_voucher(&voucher.id, "Owen")
        .await
        .expect("saved");
    let connection = rusqlite::Connection::open(story.folder().join("comeback.db")).expect("opened");
    let error = connection
        .execute("DELETE FROM printed_paper", [])
        .expect_err("refused");
    assert!(
        error
            .to_string()
            .contains("a printed paper is kept unless its guest is forgotten"),
        "{error}"
    );
}

#[tokio::test]
async fn rows_of_guests_that_say_more_than_the_events_are_named() {
    for sql in [
        "UPDATE guest SET name = 'Mallory' WHERE merged_into IS NULL AND erased = 0",
        "UPDATE guest SET last_on = '2031-01-01' WHERE search IS NOT NULL",
        "UPDATE guest SET search = 'somebody' WHERE search IS NOT NULL",
        "UPDATE guest SET merged_into = NULL WHERE merged_into IS NOT NULL",
        "UPDATE guest SET erased = 0 WHERE erased = 1",
        "UPDATE guest SET erased = 1, name = NULL, contact = NULL, search = NULL, salt = zeroblob(16) WHERE name LIKE 'Zo%'",
        "UPDATE incident SET guest_id = (SELECT id FROM guest WHERE name LIKE 'Zo%')",
    ] {
        let story = Story::set_up().await;
        let keep = guest_id(&made(&story, "Helen Okafor", "").await);
        let gone = guest_id(&made(&story, "H. Okafor", "").await);
        story.house.merge_guests(&keep, &gone, "").await.expect("merged");
        made(&story, "Zoë Brandt", "").await;
        let third = guest_id(&made(&story, "Ana", "").await);
        story.house.erase_guest(&third, "").await.expect("forgotten");
        story.must_verify().await;
        rusqlite::Connection::open(story.folder().join("comeback.db"))
            .expect("opened")
            .execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}"))
            .expect("changed");
        let faults = story.house.verify().await.expect("readable").findings.faults;
        assert!(
            faults
                .iter()
                .any(|fault| fault.contains("is not as its event recorded it.")),
            "{sql}: {faults:#?}"
        );
    }
}
