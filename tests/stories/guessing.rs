//! Who tries out codes is slowed down, whoever they are and however often the program starts; who mistypes is not.

use comeback_actions::dto::{Approval, Verdict};
use comeback_actions::{ActionError, Code, Problem};
use comeback_domain::{Code as Secret, Role};
use comeback_tests::story::{Story, redeem_request, refusal};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng as _};

use crate::team::{comes, id_of, secret, signed_in};

/// Codes that are whole, and nobody's.
fn strangers() -> impl Iterator<Item = Secret> {
    let mut dice = ChaCha20Rng::seed_from_u64(77);
    std::iter::repeat_with(move || Secret::draw(&mut dice))
}

/// What the door says to this many codes that nobody knows.
async fn guess(story: &Story, times: usize) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for code in strangers().take(times) {
        verdicts.push(story.house.look_up(&code.grouped()).await.expect("a verdict"));
    }
    verdicts
}

fn message(verdict: &Verdict) -> (&'static str, String) {
    match verdict {
        Verdict::Unknown { message, .. } => ("unknown", message.clone()),
        Verdict::Paused { message, .. } => ("paused", message.clone()),
        other => panic!("{other:?}"),
    }
}

const MINUTE: &str = "Five codes we do not know. Wait 60 seconds, or ask a manager.";

#[tokio::test]
async fn the_fifth_unknown_code_stops_the_looking_for_a_minute_and_each_more_for_twice_as_long() {
    let story = Story::set_up().await;
    let paper = story.check("24").await;
    let said = guess(&story, 5).await;
    assert!(said[..4].iter().all(|verdict| message(verdict).0 == "unknown"));
    assert_eq!(message(&said[4]), ("paused", MINUTE.to_owned()));

    // Nothing is said of a good code either, and nothing is taken with it.
    let good = story
        .house
        .look_up(&paper.code.grouped())
        .await
        .expect("a verdict");
    assert_eq!(message(&good), ("paused", MINUTE.to_owned()));
    let refused = story.redeem(&paper, None).await.expect_err("paused");
    let problem = Problem::from(&refused);
    assert_eq!((problem.code, problem.message.as_str()), (Code::Paused, MINUTE));
    assert_eq!(problem.details.get("seconds").map(String::as_str), Some("60"));
    assert_eq!(
        problem.details.get("until").map(String::as_str),
        Some("2026-11-22T00:43:00.000Z")
    );
    let slip = story.house.look_up("2222-2222-2223").await.expect("a verdict");
    assert!(
        matches!(slip, Verdict::Mistyped { .. }),
        "a slip is said at once: {slip:?}"
    );

    story.clock.set("2026-11-22T00:42:59.500Z");
    let nearly = story
        .house
        .look_up(&paper.code.grouped())
        .await
        .expect("a verdict");
    assert!(message(&nearly).1.contains("Wait 1 second,"), "{nearly:?}");
    story.clock.set("2026-11-22T00:43:00Z");
    let good = story
        .house
        .look_up(&paper.code.grouped())
        .await
        .expect("a verdict");
    assert!(matches!(good, Verdict::Good { .. }), "{good:?}");
    let sixth = guess(&story, 1).await;
    assert_eq!(
        message(&sixth[0]).1,
        "Six codes we do not know. Wait 2 minutes, or ask a manager."
    );
    story.must_verify().await;
}

#[tokio::test]
async fn a_mistyped_code_costs_nothing() {
    let story = Story::set_up().await;
    for _ in 0..30 {
        let slip = story.house.look_up("2222-2222-2223").await.expect("a verdict");
        assert!(matches!(slip, Verdict::Mistyped { .. }));
        let other = story.house.look_up("hello").await.expect("a verdict");
        assert!(
            matches!(other, Verdict::Mistyped { .. } | Verdict::NotACode { .. }),
            "{other:?}"
        );
    }
    assert_eq!(message(&guess(&story, 1).await[0]).0, "unknown");
}

#[tokio::test]
async fn every_way_to_name_a_code_counts_and_closing_the_program_forgives_nothing() {
    let story = Story::set_up().await;
    let paper = story.check("24").await;
    for (at, code) in strangers().take(4).enumerate() {
        let (code, refused) = (code.grouped(), if at % 2 == 0 { "redeem" } else { "name" });
        let answer = if refused == "redeem" {
            let mut request = redeem_request("", &paper, None);
            request.code = code;
            refusal(story.house.redeem(request).await)
        } else {
            refusal(story.house.voucher_by_code(&code).await)
        };
        assert_eq!(answer.0, Code::UnknownCode, "{refused}");
    }
    let story = {
        let (folder, clock) = story.close();
        Story::opened_in(folder, clock)
    };
    assert_eq!(message(&guess(&story, 1).await[0]).0, "paused");
    let story = {
        let (folder, clock) = story.close();
        Story::opened_in(folder, clock)
    };
    assert_eq!(refusal(story.redeem(&paper, None).await).0, Code::Paused);
    assert_eq!(
        refusal(story.house.voucher_by_code(&paper.code.grouped()).await).0,
        Code::Paused
    );
    // Another process at the same station is no way round it.
    let beside = story.another_process(9);
    assert_eq!(
        refusal(beside.redeem(redeem_request("", &paper, None)).await).0,
        Code::Paused
    );
    story.must_verify().await;
}

#[tokio::test]
async fn a_request_that_was_answered_is_answered_again_also_under_a_pause() {
    let story = Story::set_up().await;
    let (paper, other) = (story.check("24").await, story.check("10").await);
    let first = story
        .house
        .redeem(redeem_request("r1", &paper, None))
        .await
        .expect("redeemed");
    guess(&story, 5).await;
    let again = story
        .house
        .redeem(redeem_request("r1", &paper, None))
        .await
        .expect("the first answer");
    assert_eq!(again, first);
    // Its id is no key to anything else.
    let mut with_another = redeem_request("r1", &other, None);
    assert_eq!(
        refusal(story.house.redeem(with_another.clone()).await).0,
        Code::Paused
    );
    with_another.code = strangers().next().expect("a code").grouped();
    assert_eq!(refusal(story.house.redeem(with_another).await).0, Code::Paused);
    story.must_verify().await;
}

#[tokio::test]
async fn a_paper_that_was_found_by_a_name_is_taken_also_under_a_pause() {
    let story = Story::set_up().await;
    let (paper, other) = (story.check("24").await, story.check("10").await);
    guess(&story, 5).await;
    let seen = story.house.look_at(&paper.id).await.expect("a verdict");
    assert!(matches!(seen, Verdict::Good { .. }), "{seen:?}");
    let mut without_code = redeem_request("r1", &paper, None);
    without_code.code = String::new();
    without_code.voucher_id = Some(paper.id.clone());
    let taken = story
        .house
        .redeem(without_code)
        .await
        .expect("what is good is good");
    assert_eq!(taken.voucher.id, paper.id);
    assert_eq!(
        refusal(story.redeem(&other, None).await).0,
        Code::Paused,
        "a code is not looked at"
    );
    story.must_verify().await;
}

#[tokio::test]
async fn each_person_has_tries_of_their_own_and_the_station_has_twenty() {
    let (story, _) = signed_in().await;
    for role in [Role::Host, Role::Manager, Role::Owner] {
        comes(&story.house, role).await;
        assert_eq!(message(&guess(&story, 4).await[3]).0, "unknown", "{role:?}");
    }
    // Twelve so far. Eight more within the hour, with the pauses waited for.
    for at in [
        "00:52:01", "00:52:02", "00:52:03", "00:52:04", "01:03:00", "01:14:00", "01:25:00",
    ] {
        story.clock.set(&format!("2026-11-22T{at}Z"));
        comes(&story.house, Role::Owner).await;
        assert_eq!(message(&guess(&story, 1).await[0]).0, "unknown", "{at}");
    }
    story.clock.set("2026-11-22T01:36:00Z");
    comes(&story.house, Role::Owner).await;
    let twentieth = guess(&story, 1).await;
    let station = "Twenty codes we do not know within an hour. This station looks at no code until a manager unlocks it.";
    assert_eq!(message(&twentieth[0]), ("paused", station.to_owned()));
    // Time does not help, and neither does another person.
    story.clock.set("2026-11-23T18:00:00Z");
    comes(&story.house, Role::Host).await;
    let Verdict::Paused {
        until,
        seconds,
        unlockers,
        ..
    } = guess(&story, 1).await.remove(0)
    else {
        panic!("it waits for a manager")
    };
    comes(&story.house, Role::Owner).await;
    assert_eq!((until, seconds), (None, None));
    let names: Vec<&str> = unlockers.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Owen Brandt", "Nadia Haddad"]);
    story.must_verify().await;
}

#[tokio::test]
async fn a_manager_unlocks_it_with_their_pin_and_that_is_written_down() {
    let (story, _) = signed_in().await;
    comes(&story.house, Role::Host).await;
    guess(&story, 5).await;
    let yes = async |role: Role, secret: &str| {
        let by = id_of(&story.house, role).await;
        let secret = secret.to_owned();
        story.house.unlock_door(Some(Approval { by, secret })).await
    };
    assert_eq!(
        refusal(story.house.unlock_door(None).await),
        (
            Code::NotAllowed,
            "A host may not unlock a station after unknown codes. Ask Owen or Nadia.".to_owned()
        )
    );
    let wrong = yes(Role::Manager, "111111").await;
    assert!(matches!(wrong, Err(ActionError::WrongSecret)), "{wrong:?}");
    let host = yes(Role::Host, secret(Role::Host)).await;
    assert!(matches!(host, Err(ActionError::NotAllowed { .. })), "{host:?}");
    assert_eq!(message(&guess(&story, 1).await[0]).0, "paused");
    yes(Role::Manager, secret(Role::Manager)).await.expect("unlocked");
    assert_eq!(message(&guess(&story, 1).await[0]).0, "unknown");

    comes(&story.house, Role::Manager).await;
    assert_eq!(
        refusal(story.house.unlock_door(None).await),
        (
            Code::Locked,
            "A manager unlocks this with a PIN or password. Choose who it is, then write it.".to_owned()
        )
    );
    comes(&story.house, Role::Owner).await;
    let rows = story
        .house
        .activity(comeback_actions::dto::ActivityFilter::default())
        .await
        .expect("read")
        .rows;
    let told: Vec<(&str, Option<&str>)> = rows
        .iter()
        .filter(|row| row.topic == "door")
        .map(|row| (row.kind.as_str(), row.staff.as_deref()))
        .collect();
    assert_eq!(
        told[..2],
        [
            ("unknown_code", Some("Marcus Bell")),
            ("door_unlocked", Some("Nadia Haddad"))
        ]
    );
    assert_eq!(
        told.len(),
        7,
        "what was refused under the pause was not looked at"
    );
    story.must_verify().await;
}

#[tokio::test]
async fn where_nobody_signs_in_a_press_unlocks_it() {
    let story = Story::set_up().await;
    let paper = story.check("24").await;
    guess(&story, 5).await;
    story.house.unlock_door(None).await.expect("unlocked");
    story.house.unlock_door(None).await.expect("unlocked is unlocked");
    story.redeem(&paper, None).await.expect("redeemed");
    story.must_verify().await;
}

#[tokio::test]
async fn many_guesses_at_once_win_nothing() {
    let story = Story::set_up().await;
    let codes: Vec<String> = strangers().take(40).map(|code| code.grouped()).collect();
    let looks = codes.into_iter().map(|code| {
        let house = story.house.clone();
        tokio::spawn(async move { house.look_up(&code).await.expect("a verdict") })
    });
    let mut unknown = 0;
    for look in looks.collect::<Vec<_>>() {
        if message(&look.await.expect("no panic")).0 == "unknown" {
            unknown += 1;
        }
    }
    assert_eq!(
        unknown, 4,
        "the fifth is the pause, and what raced with it is not looked at"
    );
    story.must_verify().await;
}

/// What is kept of an unknown code is its end, and never the whole of it.
#[tokio::test]
async fn an_unknown_code_is_not_kept() {
    let story = Story::set_up().await;
    let code = strangers().next().expect("a code");
    story.house.look_up(&code.grouped()).await.expect("a verdict");
    let file = story.folder().join("comeback.db");
    let (folder, _) = story.close();
    let bytes = std::fs::read(file).expect("read");
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds(code.last_four()) && !holds(code.as_str()) && !holds(&code.grouped()));
    drop(folder);
}

#[tokio::test]
async fn the_owner_sees_bursts_of_unknown_codes_and_papers_undone_again_and_again() {
    let (story, _) = signed_in().await;
    let paper = story.check("24").await;
    comes(&story.house, Role::Manager).await;
    for reason in ["Wrong bill", "Wrong guest"] {
        story.redeem(&paper, Some("10")).await.expect("redeemed");
        let request = comeback_actions::dto::MendRequest {
            request_id: String::new(),
            voucher_id: paper.id.clone(),
            redemption: None,
            reason: reason.to_owned(),
            staff: String::new(),
        };
        story.house.reverse(request).await.expect("reversed");
    }
    comes(&story.house, Role::Host).await;
    guess(&story, 5).await;
    comes(&story.house, Role::Owner).await;
    let signs = story.house.signs().await.expect("read");
    let told: Vec<(&str, &str)> = signs
        .iter()
        .filter(|sign| ["reversals", "wrong_codes"].contains(&sign.kind.as_str()))
        .map(|sign| (sign.kind.as_str(), sign.sentence.as_str()))
        .collect();
    let undone = format!(
        "The paper …{} was reversed twice by Nadia Haddad. A bill that was split, or a paper that was lost twice, looks like this.",
        paper.last_four
    );
    assert_eq!(
        told,
        [
            ("reversals", undone.as_str()),
            (
                "wrong_codes",
                "Marcus Bell looked up 5 codes we do not know on Front desk, within minutes. Papers of another house, or a worn one that is tried again, do that."
            ),
        ]
    );
}
