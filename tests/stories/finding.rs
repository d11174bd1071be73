//! The door without the paper: found by name, telephone, day or the end of the code; and a code with a slip in it.

use comeback_actions::dto::{
    ActivityFilter, GuestForm, MendRequest, Near, RedeemRequest, TimelineStep, Verdict, Voucher,
};
use comeback_actions::{Code, House};
use comeback_domain::{CODE_ALPHABET, Role, VoucherStatus};
use comeback_tests::story::{Story, redeem_request, refusal};

use crate::forgetting::holding;
use crate::guests::{guest_id, made};
use crate::team::{comes, signed_in};

async fn ends(house: &House, typed: &str) -> Vec<String> {
    let found = house.find_papers(typed).await.expect("looked for");
    found.rows.into_iter().map(|row| row.last_four).collect()
}

async fn message(house: &House, typed: &str) -> String {
    let found = house.find_papers(typed).await.expect("looked for");
    assert!(found.rows.is_empty(), "{typed}");
    found.message.expect("a message")
}

async fn given(story: &Story, guest: &str, contact: &str) -> Voucher {
    made(story, guest, contact).await.voucher.expect("a voucher")
}

fn without_code(id: &str, voucher: &Voucher) -> RedeemRequest {
    RedeemRequest {
        code: String::new(),
        voucher_id: Some(voucher.id.clone()),
        ..redeem_request(id, voucher, None)
    }
}

#[tokio::test]
async fn a_paper_left_at_home_is_found_by_whom_it_is_for_its_day_or_the_end_of_its_code() {
    let story = Story::set_up().await;
    let helen = given(&story, "Helen Okafor", "(616) 555-0119").await;
    let zoe = given(&story, "Zoë Brandt-O’Hara", "zoe@example.com").await;
    story.clock.set("2026-11-25T20:00:00Z");
    let later = given(&story, "Helen Mbeki", "").await;

    let house = &story.house;
    for typed in [
        "okafor",
        "OKAF",
        "helen okafor",
        "okafor helen",
        "0119",
        "555-0119",
        "+1 616 555 0119",
        "okafor 0119",
        "okafor 21 Nov",
        "2026-11-21 helen",
        &helen.last_four.to_lowercase(),
        &format!("…{}", helen.last_four),
        &format!("okafor {}", helen.last_four),
    ] {
        assert_eq!(ends(house, typed).await, [helen.last_four.as_str()], "{typed}");
    }
    for typed in ["zoe", "brandt", "o'hara", "zoe@ex"] {
        assert_eq!(ends(house, typed).await, [zoe.last_four.as_str()], "{typed}");
    }
    assert_eq!(
        ends(house, "helen").await,
        [later.last_four.as_str(), helen.last_four.as_str()],
        "the latest first"
    );
    assert_eq!(
        ends(house, "21 Nov").await,
        [zoe.last_four.as_str(), helen.last_four.as_str()]
    );
    assert_eq!(ends(house, "today").await, [later.last_four.as_str()]);

    let nothing = "No check or certificate fits that. Try another part of the name, the telephone, the day it was given, or the last four of the code.";
    for typed in [
        "afor",
        "helen brandt",
        "0118",
        "20 Nov",
        "ZZZZ",
        &format!("brandt {}", helen.last_four),
    ] {
        assert_eq!(message(house, typed).await, nothing, "{typed}");
    }
    let too_little = "Write at least two letters of the name, the telephone, the day it was given, or the last four of the code.";
    for typed in ["", " ", "h", "5", "-"] {
        assert_eq!(message(house, typed).await, too_little, "{typed}");
    }
    story.must_verify().await;
}

#[tokio::test]
async fn what_is_still_good_stands_before_what_is_not() {
    let story = Story::set_up().await;
    let first = given(&story, "Helen Okafor", "").await;
    let second = given(&story, "Helen Okafor", "").await;
    story.redeem(&second, None).await.expect("redeemed");
    let rows = story.house.find_papers("okafor").await.expect("found").rows;
    let standing: Vec<_> = rows.iter().map(|row| (row.id.clone(), row.status)).collect();
    assert_eq!(
        standing,
        [
            (first.id, VoucherStatus::Outstanding),
            (second.id, VoucherStatus::Redeemed)
        ]
    );
}

#[tokio::test]
async fn more_than_a_screen_is_told() {
    let story = Story::set_up().await;
    for _ in 0..21 {
        given(&story, "Helen Okafor", "").await;
    }
    let found = story.house.find_papers("okafor").await.expect("found");
    assert_eq!(found.rows.len(), 20);
    assert_eq!(
        found.message.as_deref(),
        Some("There are more than these. Write more of the name, or the last four of the code beside it.")
    );
}

#[tokio::test]
async fn a_paper_that_was_found_is_looked_at_and_redeemed_exactly_once() {
    let story = Story::set_up().await;
    let voucher = given(&story, "Helen Okafor", "").await;
    let by_code = story.house.look_up(&voucher.code.grouped()).await.expect("seen");
    assert_eq!(story.house.look_at(&voucher.id).await.expect("seen"), by_code);

    let redeemed = story
        .house
        .redeem(without_code("one", &voucher))
        .await
        .expect("redeemed");
    assert_eq!(
        redeemed.redemption.amount.as_ref().expect("an amount").minor,
        2400
    );
    // The same request, by the code: it is the same redemption, whichever way it was asked for.
    let again = story
        .house
        .redeem(redeem_request("one", &voucher, None))
        .await
        .expect("the first answer");
    assert_eq!(again, redeemed);
    assert_eq!(
        refusal(story.house.redeem(without_code("two", &voucher)).await),
        (
            Code::AlreadyUsed,
            "Already used on 21 Nov 2026, by Marcus Bell, bill 40931.".to_owned()
        )
    );
    let other = given(&story, "Zoë Brandt", "").await;
    assert_eq!(
        refusal(story.house.redeem(without_code("one", &other)).await).0,
        Code::RequestReused
    );
    let nobodys =
        "There is no check or certificate with this id. Look it up in the list of incidents.".to_owned();
    for id in ["nonsense", "019aa9a5-0000-7000-8000-000000000001"] {
        assert_eq!(
            refusal(story.house.look_at(id).await),
            (Code::NotFound, nobodys.clone())
        );
        let request = RedeemRequest {
            voucher_id: Some(id.to_owned()),
            ..without_code("three", &other)
        };
        assert_eq!(
            refusal(story.house.redeem(request).await),
            (Code::NotFound, nobodys.clone())
        );
    }
    story.must_verify().await;
}

#[tokio::test]
async fn that_the_paper_was_left_at_home_is_written_down() {
    let story = Story::set_up().await;
    let (found, shown) = (
        given(&story, "Helen Okafor", "").await,
        given(&story, "Ana Souza", "").await,
    );
    story
        .house
        .redeem(without_code("one", &found))
        .await
        .expect("redeemed");
    story.redeem(&shown, None).await.expect("redeemed");
    for (voucher, without) in [(&found, true), (&shown, false)] {
        let told = story.house.incident(&voucher.incident_id).await.expect("a story");
        let last = told.timeline.last().expect("a step");
        assert!(
            matches!(last.what, TimelineStep::Redeemed { without_paper, .. } if without_paper == without),
            "{:?}",
            last.what
        );
    }
    let said = story
        .house
        .activity(ActivityFilter::default())
        .await
        .expect("readable");
    assert_eq!(
        said.rows[1].says,
        format!(
            "…{} was redeemed without its paper, $24.00 off bill 40931.",
            found.last_four
        )
    );
    story.must_verify().await;
}

#[tokio::test]
async fn a_screen_that_dies_while_it_redeems_a_paper_it_found_is_told_what_became_of_it() {
    let story = Story::set_up().await;
    let voucher = given(&story, "Helen Okafor", "").await;
    let request = without_code("evening-1", &voucher);
    story
        .house
        .redeem_noted(request)
        .await
        .expect("redeemed, and not heard");
    let open = story.house.unheard().await.expect("readable");
    assert_eq!((open.len(), &open[0].last_four), (1, &voucher.last_four));
}

#[tokio::test]
async fn the_whole_code_never_crosses_to_the_page() {
    let story = Story::set_up().await;
    let voucher = given(&story, "Helen Okafor", "").await;
    let found = story.house.find_papers("okafor").await.expect("found");
    let seen = story.house.look_at(&voucher.id).await.expect("seen");
    for told in [
        serde_json::to_string(&found).expect("JSON"),
        serde_json::to_string(&seen).expect("JSON"),
    ] {
        assert!(told.contains(&voucher.last_four));
        assert!(
            !told.contains(voucher.code.as_str()) && !told.contains(&voucher.code.grouped()[..4]),
            "{told}"
        );
    }
}

#[tokio::test]
async fn whoever_may_not_redeem_or_see_guests_finds_nothing() {
    let (story, _) = signed_in().await;
    let voucher = given(&story, "Helen Okafor", "").await;
    comes(&story.house, Role::Host).await;
    assert_eq!(ends(&story.house, "okafor").await, [voucher.last_four.as_str()]);
    comes(&story.house, Role::Bookkeeper).await;
    let (code, said) = refusal(story.house.find_papers("okafor").await);
    assert_eq!(code, Code::NotAllowed);
    assert!(said.contains("look up and redeem codes"), "{said}");
    assert_eq!(
        refusal(story.house.look_at(&voucher.id).await).0,
        Code::NotAllowed
    );
    assert_eq!(
        refusal(story.house.look_near(&slip(&voucher, 5), "Helen").await).0,
        Code::NotAllowed
    );
    assert_eq!(
        refusal(story.house.redeem(without_code("", &voucher)).await).0,
        Code::NotAllowed
    );
    story.house.lock_screen();
    assert_eq!(refusal(story.house.find_papers("okafor").await).0, Code::Locked);
}

#[tokio::test]
async fn words_follow_a_guest_who_is_corrected_merged_and_forgotten() {
    let story = Story::set_up().await;
    let first = made(&story, "Helen Okafor", "(616) 555-0119").await;
    let double = made(&story, "H. Okaffor", "").await;
    let house = &story.house;
    let (keep, gone) = (guest_id(&first), guest_id(&double));
    let change = |name: &str| GuestForm {
        id: keep.clone(),
        name: name.to_owned(),
        contact: "(616) 555-0177".to_owned(),
        staff: String::new(),
    };
    house
        .change_guest(change("Helena Okafor"))
        .await
        .expect("changed");
    assert_eq!(ends(house, "helen").await.len(), 1, "a beginning");
    assert_eq!(ends(house, "0119").await.len(), 0);
    assert_eq!(ends(house, "0177").await.len(), 1);
    story.must_verify().await;

    house.merge_guests(&keep, &gone, "").await.expect("merged");
    assert_eq!(
        ends(house, "okaffor").await.len(),
        2,
        "whoever they turned out to be"
    );
    assert_eq!(ends(house, "helena").await.len(), 2);
    story.must_verify().await;

    let end = first.voucher.as_ref().expect("a voucher").last_four.clone();
    house.erase_guest(&keep, "Priya Shah").await.expect("forgotten");
    for typed in ["helena", "okafor", "okaffor", "0177"] {
        assert!(ends(house, typed).await.is_empty(), "{typed}");
    }
    // Backwards too: a telephone is found from its end.
    for trace in [
        "okafor",
        "okaffor",
        "helena",
        "6165550177",
        "7710555616",
        "5550177",
    ] {
        assert_eq!(holding(story.folder(), trace), [""; 0], "{trace}");
    }
    let rows = house.find_papers(&end).await.expect("found").rows;
    assert_eq!(
        (rows.len(), &rows[0].guest),
        (1, &None),
        "the paper is as good as before"
    );
    story.must_verify().await;
}

#[tokio::test]
async fn verify_notices_words_that_are_not_a_guests() {
    for change in [
        "INSERT INTO guest_word SELECT 'smith', id FROM guest",
        "DELETE FROM guest_word WHERE word = 'okafor'",
        "UPDATE guest_word SET word = 'okafox' WHERE word = 'okafor'",
    ] {
        let story = Story::set_up().await;
        given(&story, "Helen Okafor", "").await;
        let file = rusqlite::Connection::open(story.folder().join("comeback.db")).expect("opened");
        file.execute_batch(change).expect("changed");
        let verified = story.house.verify().await.expect("readable");
        assert_eq!(
            verified.findings.faults,
            ["The words that guests are found by are not those of their names."],
            "{change}"
        );
    }
}

/// The code with another character in one place.
fn slip(voucher: &Voucher, at: usize) -> String {
    let mut code: Vec<char> = voucher.code.as_str().chars().collect();
    let other = CODE_ALPHABET
        .iter()
        .map(|c| char::from(*c))
        .find(|c| *c != code[at]);
    code[at] = other.expect("another character");
    code.into_iter().collect()
}

async fn near(story: &Story, typed: &str, name: &str) -> Near {
    story.house.look_near(typed, name).await.expect("answered")
}

#[tokio::test]
async fn a_slip_is_settled_by_the_guests_name_and_by_nothing_else() {
    let story = Story::set_up().await;
    let voucher = given(&story, "Helen Okafor", "").await;
    let by_code = story.house.look_up(&voucher.code.grouped()).await.expect("seen");
    for (at, group) in [
        (0, "first"),
        (3, "first"),
        (4, "middle"),
        (7, "middle"),
        (8, "last"),
        (11, "last"),
    ] {
        for name in ["Okafor", "helen", "Helen Okafor"] {
            let told = near(&story, &slip(&voucher, at), name).await;
            assert_eq!(told.verdict, by_code, "{at} {name}");
            let said = format!("One character in the {group} group was misread.");
            assert_eq!(told.slip, Some(said));
        }
    }
    let code = voucher.code.as_str();
    let swapped = format!("{}{}{}", &code[1..2], &code[..1], &code[2..]);
    if swapped != code {
        assert_eq!(near(&story, &swapped, "Okafor").await.verdict, by_code);
    }
    let look_alike = format!("{}0", &code[..11]);
    assert_eq!(near(&story, &look_alike, "Okafor").await.verdict, by_code);
    assert_eq!(
        near(&story, &voucher.code.grouped(), "anybody").await.verdict,
        by_code,
        "nothing to settle"
    );

    // What does not settle it, says what is said without a name.
    let typed = slip(&voucher, 5);
    let plain = story.house.look_up(&typed).await.expect("answered");
    assert!(
        matches!(plain, Verdict::Mistyped { by_name: true, .. }),
        "{plain:?}"
    );
    for name in ["", " ", "H", "Okaf", "Helen Brandt"] {
        let told = near(&story, &typed, name).await;
        assert_eq!((&told.verdict, &told.slip), (&plain, &None), "{name}");
    }
    story
        .redeem(&voucher, None)
        .await
        .expect("nothing was used up by looking");
    let told = near(&story, &typed, "Okafor").await;
    assert_eq!(
        (told.verdict, told.slip),
        (plain, None),
        "a paper that is used up is not outstanding"
    );
}

/// Trying out names is slowed down as trying out codes is, and says nothing either.
#[tokio::test]
async fn five_names_that_settle_nothing_wait_whatever_there_is() {
    let story = Story::set_up().await;
    let voucher = given(&story, "Helen Okafor", "").await;
    for typed in [slip(&voucher, 5), "K7QD-4NXR-9TWG".to_owned()] {
        story.house.unlock_door(None).await.expect("unlocked");
        for (count, name) in ["Adams", "Brandt", "Clark", "Duarte", "Evans"]
            .into_iter()
            .enumerate()
        {
            let told = near(&story, &typed, name).await;
            assert_eq!(
                matches!(told.verdict, Verdict::Paused { .. }),
                count == 4,
                "{typed} {name}"
            );
        }
        let told = near(&story, &typed, "Okafor").await;
        assert!(matches!(told.verdict, Verdict::Paused { .. }), "{told:?}");
    }
    story.must_verify().await;
}

/// Two papers that are both one slip away from the same text: nobody can know which is meant.
#[tokio::test]
async fn a_slip_that_could_be_two_papers_is_settled_by_no_name() {
    let story = Story::set_up().await;
    let first = given(&story, "Helen Okafor", "").await;
    let second = given(&story, "Helen Okafor", "").await;
    let typed = slip(&first, 5);
    let near_codes = comeback_domain::one_slip_away(&typed);
    let other = near_codes
        .keys()
        .find(|code| **code != first.code)
        .expect("another one");
    let file = rusqlite::Connection::open(story.folder().join("comeback.db")).expect("opened");
    file.execute(
        "UPDATE voucher SET code = ?1 WHERE id = ?2",
        (other.as_str(), &second.id),
    )
    .expect("moved there");
    let told = near(&story, &typed, "Okafor").await;
    assert!(matches!(told.verdict, Verdict::Mistyped { .. }), "{told:?}");
}

#[tokio::test]
async fn a_paper_without_a_name_or_of_a_forgotten_guest_is_settled_by_no_name() {
    let story = Story::set_up().await;
    let nameless = given(&story, "", "").await;
    let made = made(&story, "Helen Okafor", "").await;
    let forgotten = made.voucher.clone().expect("a voucher");
    story
        .house
        .erase_guest(&guest_id(&made), "")
        .await
        .expect("forgotten");
    for (voucher, name) in [(&nameless, "anybody"), (&forgotten, "Okafor")] {
        let told = near(&story, &slip(voucher, 2), name).await;
        assert!(matches!(told.verdict, Verdict::Mistyped { .. }), "{told:?}");
    }
}

#[tokio::test]
async fn a_scan_on_another_keyboard_and_the_code_of_something_else() {
    let story = Story::set_up().await;
    let voucher = given(&story, "Helen Okafor", "").await;
    let german: String = voucher
        .code
        .qr()
        .chars()
        .map(|c| match c {
            'Y' => 'Z',
            'Z' => 'Y',
            ':' => 'Ö',
            other => other,
        })
        .collect();
    let by_code = story.house.look_up(&voucher.code.grouped()).await.expect("seen");
    assert_eq!(story.house.look_up(&german).await.expect("seen"), by_code);
    let request = RedeemRequest {
        code: german,
        ..redeem_request("", &voucher, None)
    };
    story.house.redeem(request).await.expect("redeemed by it too");
    let other = story
        .house
        .look_up("https://example.com/menu")
        .await
        .expect("answered");
    assert_eq!(
        other,
        Verdict::NotOurs {
            message:
                "That is a code, and not one of ours. Scan the square code beside the twelve characters."
                    .to_owned()
        }
    );
    let lost = given(&story, "Helen Okafor", "").await;
    let mend = MendRequest {
        request_id: String::new(),
        voucher_id: lost.id.clone(),
        redemption: None,
        reason: "Lost".to_owned(),
        staff: String::new(),
    };
    story.house.replace(mend).await.expect("replaced");
    assert_eq!(refusal(story.redeem(&lost, None).await).0, Code::Replaced);
}

#[tokio::test]
async fn what_is_worth_a_word_about_a_good_paper_is_told_with_its_reason() {
    let story = Story::set_up().await;
    let voucher = given(&story, "Helen Okafor", "").await;
    let told = async || match story.house.look_at(&voucher.id).await.expect("seen") {
        verdict @ Verdict::Good { .. } => {
            let reason = verdict.reason().key();
            let Verdict::Good { conditions, .. } = verdict else {
                panic!("good")
            };
            (reason, conditions)
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(told().await, ("good", Vec::new()));
    story.redeem(&voucher, Some("10")).await.expect("in part");
    assert_eq!(
        told().await,
        ("conditions", vec!["It was spent in part before.".to_owned()])
    );
    story.clock.set("2027-02-20T00:42:00Z");
    let last_day = ["It was spent in part before.", "Today is its last day."];
    assert_eq!(told().await.1, last_day);
    story.clock.set("2027-02-21T00:42:00Z");
    let expired = story.house.look_at(&voucher.id).await.expect("seen");
    assert_eq!(expired.reason().key(), "extendable");
}

#[tokio::test]
async fn the_door_is_silent_until_a_station_wants_sounds() {
    let (story, _) = signed_in().await;
    assert!(!story.house.app_state().await.expect("readable").sounds);
    comes(&story.house, Role::Host).await;
    assert!(story.house.set_sounds(true).await.expect("on").sounds);
    assert!(!story.house.set_sounds(false).await.expect("off").sounds);
    comes(&story.house, Role::Bookkeeper).await;
    assert_eq!(refusal(story.house.set_sounds(true).await).0, Code::NotAllowed);
}
