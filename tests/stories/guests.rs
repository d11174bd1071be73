//! Guests: found again, corrected and merged; and what may be worth a look.

use comeback_actions::dto::{
    CauseForm, FollowUpForm, FollowUpOutcome, FollowUps, GuestForm, MadeRight, MakeGoodRequest, MakeItRight,
};
use comeback_actions::{Code, House, NewIncident};
use comeback_tests::story::{Story, cold_duck, refusal};

pub(crate) fn check(amount: &str) -> MakeGoodRequest {
    MakeGoodRequest::Check {
        amount: amount.to_owned(),
        expires_on: None,
    }
}

pub(crate) fn of(guest: &str, contact: &str) -> MakeItRight {
    MakeItRight {
        guest: guest.to_owned(),
        contact: contact.to_owned(),
        ..cold_duck(check("24.00"))
    }
}

pub(crate) async fn made(story: &Story, guest: &str, contact: &str) -> MadeRight {
    story
        .house
        .make_it_right(of(guest, contact))
        .await
        .expect("made right")
}

pub(crate) fn guest_id(made: &MadeRight) -> String {
    made.incident.guest_id.clone().expect("a guest")
}

pub(crate) async fn names(house: &House, typed: &str) -> Vec<String> {
    let found = house.find_guests(typed).await.expect("found");
    found
        .into_iter()
        .map(|row| row.name.or(row.contact).unwrap_or_default())
        .collect()
}

#[tokio::test]
async fn a_guest_is_found_while_their_name_or_telephone_is_typed() {
    let story = Story::set_up().await;
    made(&story, "Helen Okafor", "(616) 555-0119").await;
    made(&story, "Zoë Brandt", "zoe@example.com").await;
    made(&story, "", "616-555-0177").await;

    for (typed, who) in [
        ("hel", "Helen Okafor"),
        ("OKAFOR helen", "Helen Okafor"),
        ("5550119", "Helen Okafor"),
        ("+1 616 555 0119", "Helen Okafor"),
        ("zoe b", "Zoë Brandt"),
        ("0177", "616-555-0177"),
    ] {
        assert_eq!(names(&story.house, typed).await, [who], "{typed}");
    }
    for typed in ["", "h", "helen brandt", "5550118"] {
        assert_eq!(names(&story.house, typed).await, [""; 0], "{typed}");
    }
    for day in 0..7 {
        made(&story, &format!("Helen {day}"), "").await;
    }
    assert_eq!(
        names(&story.house, "helen").await.len(),
        6,
        "no more than fit below a field"
    );
    assert_eq!(story.house.guests("helen", 0, 0).await.expect("listed").total, 8);
    story.must_verify().await;
}

#[tokio::test]
async fn a_guest_found_again_is_the_same_guest() {
    let story = Story::set_up().await;
    let first = made(&story, "Helen Okafor", "(616) 555-0119").await;
    let id = guest_id(&first);
    story.clock.set("2026-11-29T00:42:00Z");
    let chosen = MakeItRight {
        guest: "helen".to_owned(),
        contact: String::new(),
        guest_id: Some(id.clone()),
        ..cold_duck(check("12.00"))
    };
    let second = story
        .house
        .make_it_right(chosen.clone())
        .await
        .expect("made right");
    assert_eq!(
        (
            second.incident.guest.as_deref(),
            second.incident.contact.as_deref()
        ),
        (Some("Helen Okafor"), Some("(616) 555-0119")),
        "as they stand in the list"
    );
    assert_eq!(
        guest_id(&made(&story, "Helen Okafor", "(616) 555-0119").await),
        id,
        "the very same words"
    );
    assert_ne!(
        guest_id(&made(&story, "Helen Okafor", "").await),
        id,
        "a name alone tells nobody"
    );

    let new = NewIncident {
        category: "service".to_owned(),
        severity: 1,
        what: "No water for half an hour".to_owned(),
        guest_id: Some(id.clone()),
        ..NewIncident::default()
    };
    let recorded = story.house.record_incident(new).await.expect("recorded");
    assert_eq!(recorded.guest.as_deref(), Some("Helen Okafor"));

    let told = story.house.guest(&id).await.expect("told");
    assert_eq!((told.guest.incidents, told.incidents.len()), (4, 4));
    assert_eq!(told.guest.last_on.as_deref(), Some("2026-11-28"));
    assert_eq!(told.forgotten_on.as_deref(), Some("2028-11-28"));
    assert_eq!(told.repeat.sentence, "Fourth incident in 24 months.");
    assert_eq!(
        (told.repeat.incidents, told.repeat.given.minor),
        (4, 2400 + 1200 + 2400)
    );
    assert_eq!(told.doubles.len(), 1, "the one by name alone");
    assert_eq!(told.scores.len(), 3);
    assert_eq!((told.scores[0].score, told.scores[0].standing), (3, "detractor"));

    let unknown = MakeItRight {
        guest_id: Some("019aa8a0-0000-7000-8000-000000000001".to_owned()),
        ..chosen
    };
    assert_eq!(
        refusal(story.house.make_it_right(unknown).await),
        (
            Code::NotFound,
            "This guest is not known any more. Look at the list again.".to_owned()
        )
    );
    story.must_verify().await;
}

#[tokio::test]
async fn the_paper_of_a_chosen_guest_bears_the_name_in_the_list() {
    let story = Story::set_up().await;
    let id = guest_id(&made(&story, "Helen Okafor", "").await);
    let named = story
        .house
        .preview_paper(&of("Helen Okafor", ""), None)
        .await
        .expect("a paper");
    let chosen = MakeItRight {
        guest_id: Some(id),
        ..of("hel", "")
    };
    assert_eq!(
        story.house.preview_paper(&chosen, None).await.expect("a paper"),
        named
    );
    let other = story
        .house
        .preview_paper(&of("hel", ""), None)
        .await
        .expect("a paper");
    assert_ne!(other, named, "or this would prove nothing");
}

#[tokio::test]
async fn a_guest_who_came_back_shows_it() {
    let story = Story::set_up().await;
    let first = made(&story, "Helen Okafor", "(616) 555-0119").await;
    let id = guest_id(&first);
    let row = || async { story.house.guest(&id).await.expect("told").guest };
    assert_eq!((row().await.open, row().await.came_back), (1, false));
    story.clock.set("2026-12-11T23:58:00Z");
    story
        .redeem(&first.voucher.expect("a voucher"), Some("20.00"))
        .await
        .expect("redeemed");
    let told = story.house.guest(&id).await.expect("told");
    assert_eq!(
        (
            told.guest.open,
            told.guest.came_back,
            told.redemptions,
            told.redeemed.minor
        ),
        (1, true, 1, 2000)
    );
    assert_eq!(
        told.guest.last_on.as_deref(),
        Some("2026-12-11"),
        "a redemption is a contact"
    );
    story.must_verify().await;
}

#[tokio::test]
async fn a_correction_is_told_everywhere_and_changes_no_printed_paper() {
    let story = Story::set_up().await;
    let first = made(&story, "Helen Okafro", "(616) 555-0119").await;
    let voucher = first.voucher.clone().expect("a voucher");
    story
        .house
        .save_voucher(&voucher.id, "Owen")
        .await
        .expect("saved");
    let printed = story.house.voucher_pdf(&voucher.id, None).await.expect("kept");
    let form = |name: &str, contact: &str| GuestForm {
        id: guest_id(&first),
        name: name.to_owned(),
        contact: contact.to_owned(),
        staff: "Owen Brandt".to_owned(),
    };
    let told = story
        .house
        .change_guest(form("Helen Okafor", "+1 616 555 0119"))
        .await
        .expect("changed");
    assert_eq!(told.guest.name.as_deref(), Some("Helen Okafor"));
    assert_eq!(names(&story.house, "okafor").await, ["Helen Okafor"]);
    assert_eq!(names(&story.house, "okafro").await, [""; 0]);
    let listed = story.house.incident(&first.incident.id).await.expect("told");
    assert_eq!(listed.incident.guest.as_deref(), Some("Helen Okafor"));
    assert_eq!(
        story.house.voucher_pdf(&voucher.id, None).await.expect("kept"),
        printed
    );
    story.must_verify().await;

    assert_eq!(
        refusal(story.house.change_guest(form(" ", "")).await),
        (
            Code::BadText,
            "Write a name or a way to reach them. To take both away, erase the guest.".to_owned()
        )
    );
    let events = |house: House| async move { house.verify().await.expect("readable").findings.events };
    let before = events(story.house.clone()).await;
    story
        .house
        .change_guest(form("Helen Okafor", "+1 616 555 0119"))
        .await
        .expect("as it is");
    assert_eq!(
        events(story.house.clone()).await,
        before,
        "nothing changed, and nothing is written"
    );
    made(&story, "Helen Okafor", "+1 616 555 0119").await;
    story.must_verify().await;
}

#[tokio::test]
async fn doubles_are_merged_and_everything_is_one_guests() {
    let story = Story::set_up().await;
    let keep = guest_id(&made(&story, "Helen Okafor", "(616) 555-0119").await);
    let other = made(&story, "H. Okafor", "616 555 0119").await;
    let gone = guest_id(&other);
    let doubles = story.house.guest(&keep).await.expect("told").doubles;
    assert_eq!(
        doubles.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(),
        [gone.as_str()]
    );

    let told = story
        .house
        .merge_guests(&keep, &gone, "Owen Brandt")
        .await
        .expect("merged");
    assert_eq!(
        (told.guest.id.as_str(), told.guest.incidents, told.guest.open),
        (keep.as_str(), 2, 2)
    );
    assert_eq!(told.doubles, []);
    let of_gone = story.house.guest(&gone).await.expect("told as who they are");
    assert_eq!(of_gone, told);
    let listed = story.house.guests("", 0, 0).await.expect("listed");
    assert_eq!((listed.total, listed.rows.len()), (1, 1));
    assert_eq!(
        names(&story.house, "h. oka").await,
        ["Helen Okafor"],
        "found by what the other was called"
    );
    let incident = story
        .house
        .incident(&other.incident.id)
        .await
        .expect("told")
        .incident;
    assert_eq!(
        (incident.guest.as_deref(), incident.guest_id.as_deref()),
        (Some("Helen Okafor"), Some(keep.as_str()))
    );
    story.must_verify().await;

    // A third, into whom both go; and recording with the id of one who is gone.
    let third = guest_id(&made(&story, "Helen Okafor-Brandt", "").await);
    let all = story.house.merge_guests(&third, &gone, "").await.expect("merged");
    assert_eq!((all.guest.id.as_str(), all.guest.incidents), (third.as_str(), 3));
    let again = MakeItRight {
        guest_id: Some(gone.clone()),
        ..cold_duck(check("5"))
    };
    let recorded = story.house.make_it_right(again).await.expect("recorded");
    assert_eq!(recorded.incident.guest_id.as_deref(), Some(third.as_str()));
    story
        .redeem(&other.voucher.expect("a voucher"), None)
        .await
        .expect("redeemed");
    story.must_verify().await;
    assert_eq!(
        refusal(story.house.merge_guests(&third, &third, "").await),
        (
            Code::BadChoice,
            "These two are the same guest already. Choose another one.".to_owned()
        )
    );
    assert_eq!(
        story
            .house
            .merge_guests(&third, &keep, "")
            .await
            .expect("one already")
            .guest
            .incidents,
        4
    );
    story.must_verify().await;
}

#[tokio::test]
async fn signs_tell_what_was_seen() {
    let story = Story::set_up().await;
    let first = made(&story, "Helen Okafor", "(616) 555-0119").await;
    let voucher = first.voucher.clone().expect("a voucher");
    assert_eq!(story.house.signs().await.expect("looked"), []);
    let mut same = comeback_tests::story::redeem_request("", &voucher, Some("5"));
    same.staff = "Owen Brandt".to_owned();
    story.house.redeem(same).await.expect("redeemed");
    made(&story, "Helen Okafor", "(616) 555-0119").await;
    made(&story, "Helen Okafor", "(616) 555-0119").await;
    let signs = story.house.signs().await.expect("looked");
    let told: Vec<_> = signs
        .iter()
        .map(|sign| (sign.kind.as_str(), sign.sentence.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (
                "same_hands",
                "Owen Brandt issued 1 paper and redeemed it too. In a small team one person often does both."
            ),
            (
                "same_day",
                "1 paper that Owen Brandt issued was redeemed on the same day. Some guests use one before they leave."
            ),
            (
                "often_the_same_guest",
                "Helen Okafor had 3 incidents in 90 days. Regular guests meet our bad days more often."
            ),
        ]
    );
    assert_eq!(signs[0].incident_ids, [first.incident.id.as_str()]);
    assert_eq!(
        (signs[0].on.as_str(), signs[0].staff.as_deref()),
        ("2026-11-21", Some("Owen Brandt"))
    );
    story.clock.set("2027-02-19T20:00:00Z");
    assert_eq!(
        story.house.signs().await.expect("looked"),
        [],
        "91 business dates on"
    );
}

#[tokio::test]
async fn a_free_text_is_looked_at_while_it_is_typed() {
    let found = House::cautions("Paid with 4111 1111 1111 1111; he is diabetic");
    let kinds: Vec<_> = found.iter().map(|caution| caution.kind).collect();
    assert_eq!(kinds, ["card", "health"]);
    assert_eq!(House::cautions("The duck was cold"), []);
}

#[tokio::test]
async fn a_call_that_reached_them_is_a_contact_and_its_score_is_told() {
    let story = Story::set_up().await;
    let first = made(&story, "Helen Okafor", "(616) 555-0119").await;
    let (id, incident) = (guest_id(&first), first.incident.id.clone());
    let last_on = || async { story.house.guest(&id).await.expect("told").guest.last_on };
    let settle = |id: String, outcome, score| FollowUpForm {
        request_id: String::new(),
        id,
        outcome,
        note: String::new(),
        score,
        again_in_hours: (outcome == FollowUpOutcome::NotReached).then_some(24),
        staff: "Owen Brandt".to_owned(),
    };
    let open = |told: FollowUps| {
        let mut all = [told.overdue, told.today, told.tomorrow, told.later].concat();
        all.pop().expect("a call to make").id
    };
    let set = story
        .house
        .set_follow_up(&incident, 24, "Owen Brandt")
        .await
        .expect("set");
    story.clock.set("2026-11-23T20:00:00Z");
    let tried = settle(open(set), FollowUpOutcome::NotReached, None);
    let again = story.house.settle_follow_up(tried).await.expect("settled");
    assert_eq!(last_on().await.as_deref(), Some("2026-11-21"), "nobody answered");
    story.clock.set("2026-11-24T20:00:00Z");
    let reached = settle(open(again), FollowUpOutcome::Recovered, Some(9));
    story.house.settle_follow_up(reached).await.expect("settled");
    assert_eq!(last_on().await.as_deref(), Some("2026-11-24"));
    let told = story.house.guest(&id).await.expect("told");
    let scores: Vec<_> = told
        .scores
        .iter()
        .map(|point| (point.score, point.standing))
        .collect();
    assert_eq!(scores, [(3, "detractor"), (9, "promoter")]);

    let cause = CauseForm {
        request_id: String::new(),
        incident_id: incident,
        cause: "The pass was not called".to_owned(),
        whys: Vec::new(),
        staff: "Owen Brandt".to_owned(),
    };
    story.house.name_cause(cause).await.expect("named");
    made(&story, "Helen Okafor", "(616) 555-0119").await;
    let repeat = story.house.guest(&id).await.expect("told").repeat;
    assert_eq!(
        (repeat.confirmed, repeat.sentence.as_str()),
        (
            1,
            "Second incident in 24 months. The house confirmed the cause of the first."
        )
    );
    story.must_verify().await;
}
