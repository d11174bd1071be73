//! How far each goes without asking: the room left, the second person's yes, and what waits for one.

use comeback_actions::dto::{
    Approval, AskedAnswer, LimitForm, MakeGoodRequest, MakeItRight, Room, RoomRequest, RunRequest,
};
use comeback_actions::{Code, Destination, House, Problem};
use comeback_domain::Role;
use comeback_tests::story::{Story, cold_duck, refusal};

use crate::team::{asks, comes, comp, form, id_of, secret, signed_in};

/// A host is in, in a house where everybody signs in.
async fn host_is_in() -> Story {
    let (story, _) = signed_in().await;
    comes(&story.house, Role::Host).await;
    story
}

async fn room(house: &House, amount: &str) -> Option<Room> {
    let request = RoomRequest {
        staff: "Nobody in particular".to_owned(),
        guest_id: None,
        amount: amount.to_owned(),
    };
    house.room(request).await.expect("told")
}

async fn limit(story: &Story, who: Result<Role, Role>, window: &str, amount: &str) {
    let (staff_id, role) = match who {
        Ok(role) => (Some(id_of(&story.house, role).await), None),
        Err(role) => (None, Some(role.key().to_owned())),
    };
    let form = LimitForm {
        staff_id,
        role,
        window: window.to_owned(),
        amount: amount.to_owned(),
    };
    story.house.set_limit(form).await.expect("set");
}

async fn approval(story: &Story, role: Role) -> Option<Approval> {
    Some(Approval {
        by: id_of(&story.house, role).await,
        secret: secret(role).to_owned(),
    })
}

async fn with_yes(story: &Story, role: Role, request: MakeItRight) -> MakeItRight {
    MakeItRight {
        approval: approval(story, role).await,
        ..request
    }
}

const OVER: &str = "That is $6 over your $50 today. Owen or Nadia can approve.";

#[tokio::test]
async fn the_room_left_is_told_while_typing() {
    let story = host_is_in().await;
    let told = room(&story.house, "12").await.expect("a limit");
    assert_eq!(
        (told.sentence.as_str(), told.over, told.left.text.as_str()),
        ("Room left $50 of $50 today", false, "$38.00")
    );
    assert_eq!(
        room(&story.house, "what?").await.expect("a limit").left.text,
        "$50.00"
    );
    story.made_right(comp("12.50")).await;
    let told = room(&story.house, "43.50").await.expect("a limit");
    assert_eq!(
        (told.sentence.as_str(), told.over, told.left.minor),
        (OVER, true, -600)
    );
    let names: Vec<&str> = told.approvers.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Owen Brandt", "Nadia Haddad"]);
    comes(&story.house, Role::Manager).await;
    assert_eq!(room(&story.house, "5000").await, None, "no limit holds a manager");
    // The next day is a new one; the night still belongs to this.
    comes(&story.house, Role::Host).await;
    story.clock.set("2026-11-22T08:59:00Z");
    comes(&story.house, Role::Host).await;
    assert_eq!(room(&story.house, "").await.expect("a limit").left.text, "$37.50");
    story.clock.set("2026-11-22T09:00:00Z");
    assert_eq!(room(&story.house, "").await.expect("a limit").left.text, "$50.00");
}

#[tokio::test]
async fn over_the_limit_nothing_is_recorded_until_a_second_person_says_yes() {
    let story = host_is_in().await;
    let refused = story
        .house
        .make_it_right(asks("till/1", comp("56")))
        .await
        .expect_err("over");
    let problem = Problem::from(&refused);
    assert_eq!((problem.code, problem.message.as_str()), (Code::OverLimit, OVER));
    assert_eq!(
        (
            &*problem.details["left"],
            &*problem.details["who"],
            &*problem.details["window"]
        ),
        ("5000", "Owen Brandt, Nadia Haddad", "day")
    );
    let page = story.house.incidents(Default::default()).await.expect("seen");
    assert_eq!(page.total, 0);

    let approved = with_yes(&story, Role::Manager, asks("till/1", comp("56"))).await;
    let made = story
        .house
        .make_it_right(approved.clone())
        .await
        .expect("approved");
    let told = story.house.incident(&made.incident.id).await.expect("told");
    assert_eq!(
        (
            told.timeline[1].staff.as_deref(),
            told.timeline[1].approved_by.as_deref()
        ),
        (Some("Marcus Bell"), Some("Nadia Haddad"))
    );
    // It was given on Nadia's word: Marcus has his room still.
    assert_eq!(room(&story.house, "").await.expect("a limit").left.text, "$50.00");
    // The same request gives the first answer, also without the PIN, or with another one.
    for approval in [
        approved.approval.clone(),
        None,
        approval(&story, Role::Owner).await,
    ] {
        let again = MakeItRight {
            approval,
            ..approved.clone()
        };
        assert_eq!(
            story.house.make_it_right(again).await.expect("again").incident.id,
            made.incident.id
        );
    }
    let mut wrong = approved;
    wrong.approval.as_mut().expect("there").secret = "000000".to_owned();
    story
        .house
        .make_it_right(wrong)
        .await
        .expect("answered before anything is tried");
    comes(&story.house, Role::Manager).await;
    story.must_verify().await;
}

#[tokio::test]
async fn nobody_approves_their_own_nor_without_the_authority_and_the_room() {
    let story = host_is_in().await;
    let yes = |role| with_yes(&story, role, asks("", comp("56")));
    assert_eq!(
        refusal(story.house.make_it_right(yes(Role::Host).await).await),
        (
            Code::NotAllowed,
            "A host may not approve what goes over a limit. Ask Owen or Nadia.".to_owned()
        )
    );
    assert_eq!(
        refusal(story.house.make_it_right(yes(Role::Bookkeeper).await).await).0,
        Code::NotAllowed
    );
    let mut wrong = yes(Role::Manager).await;
    wrong.approval.as_mut().expect("there").secret = "483921".to_owned();
    assert_eq!(
        refusal(story.house.make_it_right(wrong).await),
        (
            Code::Locked,
            "The name and the PIN or password do not go together. Try again.".to_owned()
        )
    );
    comes(&story.house, Role::Owner).await;
    limit(&story, Err(Role::Manager), "day", "40").await;
    comes(&story.house, Role::Manager).await;
    assert_eq!(
        refusal(story.house.make_it_right(yes(Role::Manager).await).await),
        (
            Code::ApprovalNeeded,
            "Nobody approves their own. Owen can approve.".to_owned()
        )
    );
    comes(&story.house, Role::Host).await;
    assert_eq!(
        refusal(story.house.make_it_right(yes(Role::Manager).await).await),
        (
            Code::OverLimit,
            "That is $16 over Nadia’s $40 today. Owen can approve.".to_owned()
        )
    );
    let page = story.house.incidents(Default::default()).await.expect("seen");
    assert_eq!(page.total, 0, "a refusal leaves nothing behind");
}

#[tokio::test]
async fn several_windows_all_count_and_a_persons_own_goes_before_the_roles() {
    let (story, _) = signed_in().await;
    limit(&story, Err(Role::Host), "incident", "20").await;
    limit(&story, Err(Role::Host), "month", "90").await;
    limit(&story, Ok(Role::Host), "day", "80").await;
    comes(&story.house, Role::Host).await;
    let told = room(&story.house, "25").await.expect("a limit");
    assert_eq!(
        told.sentence,
        "That is $5 over your $20 for this incident. Owen or Nadia can approve."
    );
    for _ in 0..4 {
        story.made_right(comp("20")).await;
    }
    assert_eq!(
        room(&story.house, "1").await.expect("a limit").sentence,
        "That is $1 over your $80 today. Owen or Nadia can approve."
    );
    story.clock.set("2026-11-30T20:00:00Z");
    comes(&story.house, Role::Host).await;
    assert_eq!(
        room(&story.house, "11").await.expect("a limit").sentence,
        "That is $1 over your $90 this month. Owen or Nadia can approve."
    );
    story.clock.set("2026-12-01T20:00:00Z");
    comes(&story.house, Role::Host).await;
    assert_eq!(
        room(&story.house, "11").await.expect("a limit").window,
        "incident"
    );
}

#[tokio::test]
async fn another_name_is_the_same_person() {
    let story = host_is_in().await;
    story.made_right(comp("12.50")).await;
    story
        .house
        .ask_for(asks("till/2", comp("90")))
        .await
        .expect("asked");
    comes(&story.house, Role::Owner).await;
    let id = id_of(&story.house, Role::Host).await;
    let mut marcus = form(Role::Host);
    marcus.id = Some(id.clone());
    marcus.name = "Marc Bell-Haddad".to_owned();
    story.house.save_staff(marcus.clone()).await.expect("renamed");
    let pin = secret(Role::Host);
    story.house.sign_in(&id, pin).await.expect("in");
    assert_eq!(room(&story.house, "").await.expect("a limit").left.text, "$37.50");

    // Nor does a new name, and a new role, let anybody say yes to what they asked for themselves.
    comes(&story.house, Role::Owner).await;
    marcus.role = "manager".to_owned();
    story.house.save_staff(marcus).await.expect("promoted");
    story.house.sign_in(&id, pin).await.expect("in");
    let waits = story.house.asked_for().await.expect("listed");
    assert!(!waits[0].mine);
    let (code, told) = refusal(story.house.answer_asked(answer(&waits[0].id, true, "")).await);
    assert_eq!(
        (code, told.as_str()),
        (
            Code::ApprovalNeeded,
            "Nobody approves their own. Owen or Nadia can approve."
        )
    );
    story.must_verify().await;
}

#[tokio::test]
async fn what_one_guest_gets_counts_for_a_year() {
    let (story, _) = signed_in().await;
    limit(&story, Err(Role::Host), "day", "").await;
    limit(&story, Err(Role::Host), "guest", "30").await;
    comes(&story.house, Role::Host).await;
    let made = story.made_right(comp("24")).await;
    story.clock.set("2027-06-01T20:00:00Z");
    comes(&story.house, Role::Host).await;
    assert_eq!(
        refusal(story.house.make_it_right(cold_duck(comp("8"))).await).1,
        "That is $2 over your $30 for this guest in a year. Owen or Nadia can approve."
    );
    let request = RoomRequest {
        staff: String::new(),
        guest_id: made.incident.guest_id.clone(),
        amount: "6".to_owned(),
    };
    let told = story.house.room(request).await.expect("told").expect("a limit");
    assert_eq!((told.left.minor, told.given.minor), (0, 2400));
    story.clock.set("2027-11-21T20:00:00Z");
    comes(&story.house, Role::Host).await;
    story.made_right(comp("30")).await;
}

#[tokio::test]
async fn a_certificate_needs_its_value_under_a_limit_and_none_elsewhere() {
    let story = host_is_in().await;
    let breakfast = |value: Option<&str>| MakeGoodRequest::Certificate {
        benefit: "Breakfast for two".to_owned(),
        value: value.map(str::to_owned),
        expires_on: None,
    };
    let refused = story
        .house
        .make_it_right(cold_duck(breakfast(None)))
        .await
        .expect_err("no value");
    let problem = Problem::from(&refused);
    assert_eq!(
        (problem.code, problem.message.as_str(), &*problem.details["field"]),
        (
            Code::BadAmount,
            "Write its menu value: it counts toward your limit.",
            "value"
        )
    );
    story.made_right(breakfast(Some("31"))).await;
    assert_eq!(room(&story.house, "").await.expect("a limit").left.text, "$19.00");
    comes(&story.house, Role::Manager).await;
    story.made_right(breakfast(None)).await;
}

#[tokio::test]
async fn an_allergy_never_goes_without_somebody_who_may_approve() {
    let story = host_is_in().await;
    let allergy = |id: &str| MakeItRight {
        what: "The guest has a peanut allergy and the sauce had peanuts in it.".to_owned(),
        ..asks(id, comp("4"))
    };
    assert_eq!(
        refusal(story.house.make_it_right(allergy("")).await),
        (
            Code::ApprovalNeeded,
            "This is about an allergy, and never goes without a manager. Owen or Nadia can approve."
                .to_owned()
        )
    );
    let approved = with_yes(&story, Role::Manager, allergy("")).await;
    story.house.make_it_right(approved).await.expect("approved");
    comes(&story.house, Role::Manager).await;
    story
        .house
        .make_it_right(allergy(""))
        .await
        .expect("a manager is there");
}

#[tokio::test]
async fn a_playbook_can_have_a_manager_decide_whatever_the_amount() {
    let (story, _) = signed_in().await;
    let plans = story.house.playbooks().await.expect("told");
    let cold = |plan: &comeback_actions::dto::Playbook| plan.category == "food_quality" && plan.severity == 2;
    let mut plan = plans.into_iter().find(cold).expect("there");
    plan.manager = true;
    story.house.save_playbook(plan).await.expect("saved");
    comes(&story.house, Role::Host).await;
    assert_eq!(
        refusal(story.house.make_it_right(cold_duck(comp("4"))).await),
        (
            Code::ApprovalNeeded,
            "The playbook has a manager decide this one. Owen or Nadia can approve.".to_owned()
        )
    );
    let waiting = story.house.ask_for(cold_duck(comp("4"))).await.expect("asked");
    assert_eq!(waiting.asked.why, "The playbook has a manager decide this one.");
}

fn answer(id: &str, yes: bool, reason: &str) -> AskedAnswer {
    AskedAnswer {
        id: id.to_owned(),
        yes,
        reason: reason.to_owned(),
        approval: None,
        request_id: format!("answer/{id}/{yes}"),
    }
}

#[tokio::test]
async fn what_is_asked_for_waits_and_is_given_with_a_yes() {
    let story = host_is_in().await;
    let check = |amount: &str| MakeGoodRequest::Check {
        amount: amount.to_owned(),
        expires_on: None,
    };
    let waiting = story
        .house
        .ask_for(asks("ask/1", check("56")))
        .await
        .expect("asked");
    assert_eq!(
        (
            waiting.asked.why.as_str(),
            waiting.asked.mine,
            waiting.asked.by.as_deref()
        ),
        ("That is $6 over your $50 today.", false, Some("Marcus Bell"))
    );
    assert_eq!(waiting.approvers.len(), 2);
    assert_eq!(
        story
            .house
            .ask_for(asks("ask/1", check("56")))
            .await
            .expect("again"),
        waiting
    );
    assert_eq!(
        refusal(story.house.ask_for(asks("ask/1", check("57"))).await).0,
        Code::RequestReused
    );
    assert_eq!(
        room(&story.house, "").await.expect("a limit").left.text,
        "$50.00",
        "nothing is given yet"
    );
    // The host may look, and not answer.
    assert_eq!(story.house.asked_for().await.expect("seen").len(), 1);
    assert_eq!(story.house.app_state().await.expect("readable").asked_for, 0);
    let id = waiting.asked.id.clone();
    assert_eq!(
        refusal(story.house.answer_asked(answer(&id, true, "")).await).0,
        Code::NotAllowed
    );

    comes(&story.house, Role::Manager).await;
    assert_eq!(story.house.app_state().await.expect("readable").asked_for, 1);
    assert!(story.house.asked_for().await.expect("seen")[0].mine);
    let made = story
        .house
        .answer_asked(answer(&id, true, ""))
        .await
        .expect("answered")
        .expect("given");
    let again = story
        .house
        .answer_asked(answer(&id, true, ""))
        .await
        .expect("answered")
        .expect("given");
    assert_eq!(again, made);
    assert_eq!(
        refusal(
            story
                .house
                .answer_asked(AskedAnswer {
                    yes: false,
                    ..answer(&id, true, "Not for this")
                })
                .await
        )
        .0,
        Code::RequestReused
    );
    assert_eq!(made.incident.id, waiting.asked.incident_id);
    let told = story.house.incident(&made.incident.id).await.expect("told");
    let issued = told.timeline.last().expect("issued");
    assert_eq!(
        (issued.staff.as_deref(), issued.approved_by.as_deref()),
        (Some("Marcus Bell"), Some("Nadia Haddad"))
    );
    assert_eq!(
        refusal(
            story
                .house
                .answer_asked(AskedAnswer {
                    request_id: String::new(),
                    ..answer(&id, true, "")
                })
                .await
        ),
        (
            Code::NotFound,
            "This does not wait for an answer any more. Look at the list of what was asked for.".to_owned()
        )
    );
    // Asked again with the first request, it is told as it was then.
    comes(&story.house, Role::Host).await;
    assert_eq!(
        story
            .house
            .ask_for(asks("ask/1", check("56")))
            .await
            .expect("again")
            .asked
            .id,
        id
    );
    assert_eq!(story.house.asked_for().await.expect("seen"), []);
    comes(&story.house, Role::Manager).await;
    story.must_verify().await;
}

#[tokio::test]
async fn a_no_has_a_reason_and_nobody_answers_their_own() {
    let (story, _) = signed_in().await;
    comes(&story.house, Role::Manager).await;
    let waiting = story.house.ask_for(asks("", comp("500"))).await.expect("asked");
    assert_eq!(
        waiting.asked.why,
        "There was room for it; a second opinion was asked for."
    );
    let id = waiting.asked.id;
    for yes in [true, false] {
        assert_eq!(
            refusal(story.house.answer_asked(answer(&id, yes, "Because.")).await),
            (
                Code::ApprovalNeeded,
                "Nobody approves their own. Owen can approve.".to_owned()
            )
        );
    }
    // On the same screen, with the owner's password.
    let owner = approval(&story, Role::Owner).await;
    let no = |reason: &str| AskedAnswer {
        approval: owner.clone(),
        ..answer(&id, false, reason)
    };
    assert_eq!(refusal(story.house.answer_asked(no(" ")).await).0, Code::BadText);
    assert_eq!(
        story
            .house
            .answer_asked(no("Too much for cold soup."))
            .await
            .expect("declined"),
        None
    );
    assert_eq!(
        story
            .house
            .answer_asked(no("Too much for cold soup."))
            .await
            .expect("again"),
        None
    );
    let told = story
        .house
        .incident(&waiting.asked.incident_id)
        .await
        .expect("told");
    assert_eq!(
        (
            told.make_goods.len(),
            told.timeline.last().and_then(|last| last.staff.as_deref())
        ),
        (0, Some("Owen Brandt"))
    );
    story.must_verify().await;
}

#[tokio::test]
async fn while_nobody_signs_in_the_room_of_a_known_name_is_shown_and_stops_nobody() {
    let story = Story::set_up().await;
    story.house.save_staff(form(Role::Host)).await.expect("taken in");
    let request = RoomRequest {
        staff: "Marcus Bell".to_owned(),
        guest_id: None,
        amount: "56".to_owned(),
    };
    let told = story.house.room(request).await.expect("told").expect("a limit");
    assert_eq!(
        told.sentence,
        "That is $6 over your $50 today. Nobody else can approve it now: ask for it, and it waits."
    );
    assert_eq!(room(&story.house, "56").await, None, "nobody of this name");
    let by_marcus = MakeItRight {
        staff: "Marcus Bell".to_owned(),
        ..cold_duck(comp("56"))
    };
    story.house.make_it_right(by_marcus).await.expect("given");
}

#[tokio::test]
async fn a_run_counts_every_paper_of_it() {
    let (story, _) = signed_in().await;
    limit(&story, Err(Role::Manager), "day", "100").await;
    comes(&story.house, Role::Manager).await;
    let run = |count| RunRequest {
        request_id: String::new(),
        incident_id: None,
        draft: cold_duck(MakeGoodRequest::Check {
            amount: "10".to_owned(),
            expires_on: None,
        }),
        guests: Vec::new(),
        count: Some(count),
        paper: None,
    };
    let file = story.folder().join("run.pdf");
    let issue = |count| {
        let place = Destination::reserve(&file).expect("a place");
        story
            .house
            .issue_run(run(count), place, |_| std::ops::ControlFlow::Continue(()))
    };
    assert_eq!(
        refusal(issue(11).await),
        (
            Code::OverLimit,
            "That is $10 over your $100 today. Owen can approve.".to_owned()
        )
    );
    issue(10).await.expect("ten fit");
    story.must_verify().await;
}

#[tokio::test]
async fn the_owner_sees_under_use_as_well_as_over_use() {
    let (story, _) = signed_in().await;
    comes(&story.house, Role::Host).await;
    for at in 0..3 {
        let over = with_yes(&story, Role::Manager, asks(&format!("over/{at}"), comp("56"))).await;
        story.house.make_it_right(over).await.expect("approved");
    }
    comes(&story.house, Role::Owner).await;
    let used = |team: comeback_actions::dto::Team| {
        let mut used = team.used.into_iter();
        used.find(|used| used.name == "Marcus Bell").expect("there")
    };
    let found = used(story.house.team().await.expect("told"));
    assert_eq!(
        (found.given, found.approved, found.amount.text.as_str()),
        (3, 3, "$168.00")
    );
    assert_eq!(
        found.remark.as_deref(),
        Some("3 of 3 went over $50 a day. The limit may be too narrow for the work Marcus does.")
    );
    // Thirty business dates later, that is forgotten; and now nothing is given.
    story.clock.set("2026-12-22T20:00:00Z");
    comes(&story.house, Role::Host).await;
    for _ in 0..3 {
        let bare = comeback_actions::NewIncident {
            category: "service".to_owned(),
            severity: 1,
            what: "No honey.".to_owned(),
            ..Default::default()
        };
        story.house.record_incident(bare).await.expect("recorded");
    }
    comes(&story.house, Role::Owner).await;
    let found = used(story.house.team().await.expect("told"));
    assert_eq!((found.given, found.nothing_given), (0, 3));
    assert_eq!(
        found.remark.as_deref(),
        Some("Marcus recorded 3 incidents and gave nothing. Tell them that $50 a day is theirs to give.")
    );
}

/// The words on a paper.
pub fn words(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).expect("written");
    let read = std::process::Command::new("pdftotext")
        .args(["-layout".as_ref(), file.as_os_str(), "-".as_ref()])
        .output()
        .expect("pdftotext, of poppler-utils");
    String::from_utf8_lossy(&read.stdout).into_owned()
}

#[tokio::test]
async fn the_offices_part_of_the_paper_tells_who_said_yes() {
    let story = host_is_in().await;
    let check = |amount: &str| {
        asks(
            "",
            MakeGoodRequest::Check {
                amount: amount.to_owned(),
                expires_on: None,
            },
        )
    };
    let draft = words(&story.house.preview_paper(&check("56"), None).await.expect("set"));
    assert!(
        draft.contains("by Marcus Bell") && !draft.contains("Owen Brandt"),
        "whoever is in gives it: {draft}"
    );
    let within = story.house.make_it_right(check("20")).await.expect("within");
    let over = with_yes(&story, Role::Manager, check("56")).await;
    let over = story.house.make_it_right(over).await.expect("approved");
    for (made, wanted, other) in [
        (within, "own limit", "Nadia Haddad"),
        (over, "Nadia Haddad", "own limit"),
    ] {
        let id = made.voucher.expect("a check").id;
        let paper = words(&story.house.voucher_pdf(&id, None).await.expect("set"));
        assert!(
            paper.contains("by Marcus Bell") && paper.contains(wanted) && !paper.contains(other),
            "{paper}"
        );
    }
}
