//! Looking after a guest: the plan, the concern, the call, the score, the cause, and what was done about it.

use comeback_actions::dto::{
    CauseForm, Concern, ConcernForm, FollowUp, FollowUpForm, FollowUpOutcome, IncidentStory, MakeGoodRequest,
    MakeItRight, PreventionForm, ScoreForm, SuggestionRequest, TimelineStep,
};
use comeback_actions::{Code, House};
use comeback_tests::story::{Story, cold_duck, refusal};

fn check() -> MakeGoodRequest {
    MakeGoodRequest::Check {
        amount: "24".to_owned(),
        expires_on: None,
    }
}

fn serious() -> MakeItRight {
    MakeItRight {
        severity: 3,
        score: Some(2),
        ..cold_duck(check())
    }
}

/// Spoils an evening; gives back the incident and the call it set.
async fn spoiled(house: &House) -> (String, FollowUp) {
    let made = house.make_it_right(serious()).await.expect("made right");
    let story = house.incident(&made.incident.id).await.expect("a story");
    let call = story.follow_ups.first().expect("a call").clone();
    (made.incident.id, call)
}

fn called(call: &FollowUp, outcome: FollowUpOutcome, score: Option<u8>) -> FollowUpForm {
    FollowUpForm {
        request_id: String::new(),
        id: call.id.clone(),
        outcome,
        note: "Glad someone rang.".to_owned(),
        score,
        again_in_hours: None,
        staff: "Nadia Haddad".to_owned(),
    }
}

fn steps(story: &IncidentStory) -> Vec<&TimelineStep> {
    story.timeline.iter().map(|entry| &entry.what).collect()
}

#[tokio::test]
async fn a_serious_incident_sets_a_call_that_turns_a_two_into_a_nine() {
    let story = Story::set_up().await;
    let (id, call) = spoiled(&story.house).await;
    assert_eq!(call.due_at, "2026-11-23T00:42:00.000Z", "a day later, at 7:42 pm");
    assert_eq!(
        call.promised.as_deref(),
        Some("a check for $24.00, until 19 Feb 2027")
    );
    assert_eq!(story.house.app_state().await.expect("a state").follow_ups_due, 0);

    story.clock.set("2026-11-22T19:10:00Z");
    let lists = story.house.follow_ups().await.expect("listed");
    assert_eq!((lists.today.len(), lists.overdue.len()), (1, 0));
    assert_eq!(
        lists.today[0].say,
        "This is Bistro Verveine. Your food yesterday wasn’t right. I wanted to hear how you are, and whether we have put it right."
    );
    assert_eq!(story.house.app_state().await.expect("a state").follow_ups_due, 1);
    story.clock.set("2026-11-23T01:00:00Z");
    assert_eq!(story.house.follow_ups().await.expect("listed").overdue.len(), 1);

    let form = called(&call, FollowUpOutcome::Recovered, Some(6));
    let lists = story.house.settle_follow_up(form).await.expect("settled");
    assert!(lists.overdue.is_empty() && lists.settled.len() == 1);
    let score = ScoreForm {
        request_id: "on-leaving".to_owned(),
        incident_id: id.clone(),
        score: 9,
        words: "The duck was worth the second try.".to_owned(),
        staff: "Marcus Bell".to_owned(),
    };
    let told = story.house.give_score(score.clone()).await.expect("set down");
    let points: Vec<(u8, &str)> = told
        .scores
        .iter()
        .map(|point| (point.score, point.standing))
        .collect();
    assert_eq!(points, [(2, "detractor"), (6, "detractor"), (9, "promoter")]);
    let again = story
        .house
        .give_score(score.clone())
        .await
        .expect("the first answer");
    assert_eq!(again.scores.len(), 3, "asked twice, done once");
    let other = ScoreForm { score: 1, ..score };
    assert_eq!(
        refusal(story.house.give_score(other).await).0,
        Code::RequestReused
    );

    let moved = story.house.causes().await.expect("causes").scores;
    assert_eq!((moved.before, moved.after), ([1, 0, 0], [0, 0, 1]));
    assert_eq!(
        (moved.mean_before_tenths, moved.mean_after_tenths),
        (Some(20), Some(90))
    );
    story.must_verify().await;
}

#[tokio::test]
async fn a_slip_sets_no_call_unless_the_playbook_says_so() {
    let story = Story::set_up().await;
    let made = story.made_right(check()).await;
    let told = story.house.incident(&made.incident.id).await.expect("a story");
    assert!(told.follow_ups.is_empty());
    let mut plan = story.house.playbook("food", 2).await.expect("a plan");
    plan.follow_up_hours = Some(48);
    story.house.save_playbook(plan).await.expect("saved");
    let made = story.made_right(check()).await;
    let told = story.house.incident(&made.incident.id).await.expect("a story");
    assert_eq!(told.follow_ups[0].due_at, "2026-11-24T00:42:00.000Z");
    story.must_verify().await;
}

#[tokio::test]
async fn a_call_is_settled_once_and_says_by_whom() {
    let story = Story::set_up().await;
    let (_, call) = spoiled(&story.house).await;
    story.clock.set("2026-11-22T19:10:00Z");
    let mut form = called(&call, FollowUpOutcome::Recovered, Some(9));
    form.request_id = "call-1".to_owned();
    story.house.settle_follow_up(form.clone()).await.expect("settled");
    story
        .house
        .settle_follow_up(form)
        .await
        .expect("the first answer");
    let later = called(&call, FollowUpOutcome::NotRecovered, None);
    assert_eq!(
        refusal(story.house.settle_follow_up(later).await),
        (
            Code::Settled,
            "Nadia Haddad settled this follow-up on 22 Nov 2026 at 2:10 pm. Read how it went in the incident."
                .to_owned()
        )
    );
    story.must_verify().await;
}

#[tokio::test]
async fn where_nobody_answers_the_next_try_is_set_with_it() {
    let story = Story::set_up().await;
    let (id, call) = spoiled(&story.house).await;
    story.clock.set("2026-11-22T19:10:00Z");
    let mut reached = called(&call, FollowUpOutcome::Recovered, None);
    reached.again_in_hours = Some(24);
    assert_eq!(
        refusal(story.house.settle_follow_up(reached).await),
        (
            Code::BadChoice,
            "Another try is set where nobody answered. Leave it out, or choose “could not reach”.".to_owned()
        )
    );
    let mut form = called(&call, FollowUpOutcome::NotReached, None);
    form.again_in_hours = Some(24);
    let lists = story.house.settle_follow_up(form).await.expect("settled");
    assert_eq!(lists.tomorrow.len(), 1);
    assert_ne!(lists.tomorrow[0].id, call.id, "another call");
    let moved = story
        .house
        .set_follow_up(&id, 72, "Owen Brandt")
        .await
        .expect("moved");
    assert_eq!((moved.tomorrow.len(), moved.later.len()), (0, 1));
    assert_eq!(
        moved.later[0].id, lists.tomorrow[0].id,
        "the same call at another time"
    );
    assert_eq!(
        refusal(story.house.set_follow_up(&id, 0, "").await),
        (
            Code::BadChoice,
            "A guest is called after 1 to 672 hours; 0 is outside. Choose another number.".to_owned()
        )
    );
    story.must_verify().await;
}

async fn concern(house: &House, request: &str) -> Concern {
    let form = ConcernForm {
        request_id: request.to_owned(),
        what: "Forty minutes on the ticket of table 12".to_owned(),
        place: "Table 12".to_owned(),
        category: Some("long_wait".to_owned()),
        staff: "Ines Duarte".to_owned(),
    };
    house.note_concern(form).await.expect("noted")
}

#[tokio::test]
async fn a_concern_becomes_an_incident_or_is_dropped() {
    let story = Story::set_up().await;
    let house = &story.house;
    let (first, again) = (concern(house, "seen").await, concern(house, "seen").await);
    assert_eq!(first, again, "asked twice, noted once");
    let other = concern(house, "").await;
    assert_eq!(house.app_state().await.expect("a state").concerns, 2);

    let mut request = cold_duck(check());
    request.concern_id = Some(first.id.clone());
    request.steps = vec![
        "New plate fired".to_owned(),
        " ".to_owned(),
        "Dessert  sent".to_owned(),
    ];
    let made = house.make_it_right(request.clone()).await.expect("made right");
    let told = house.incident(&made.incident.id).await.expect("a story");
    assert_eq!(told.steps, ["New plate fired", "Dessert sent"]);
    assert!(
        matches!(steps(&told)[..2], [TimelineStep::ConcernNoted { what }, TimelineStep::Recorded] if *what == first.what)
    );
    let became = "This concern became an incident. Look it up in the list of incidents.";
    assert_eq!(
        refusal(house.drop_concern(&first.id, "").await),
        (Code::Settled, became.to_owned())
    );
    assert_eq!(
        refusal(house.make_it_right(request).await),
        (Code::Settled, became.to_owned())
    );

    assert!(
        house
            .drop_concern(&other.id, "Ines Duarte")
            .await
            .expect("dropped")
            .is_empty()
    );
    assert!(
        house
            .drop_concern(&other.id, "")
            .await
            .expect("still dropped")
            .is_empty()
    );
    assert_eq!(
        refusal(house.drop_concern("nothing", "").await),
        (
            Code::NotFound,
            "There is no concern with this id. Look at the list of concerns.".to_owned()
        )
    );
    story.must_verify().await;
}

#[tokio::test]
async fn a_playbook_is_changed_and_put_back() {
    let story = Story::set_up().await;
    let house = &story.house;
    let plans = house.playbooks().await.expect("plans");
    assert_eq!((plans.len(), plans.iter().all(|plan| plan.original)), (27, true));
    let mut plan = plans[1].clone();
    assert_eq!(
        (plan.offer_from.as_str(), plan.offer_to.as_str()),
        ("18.00", "26.00")
    );
    plan.say = "I’m sorry. That was ours.".to_owned();
    plan.offer_to = "17".to_owned();
    assert_eq!(
        refusal(house.save_playbook(plan.clone()).await),
        (
            Code::BadChoice,
            "A suggestion goes from a smaller amount to a larger one. Write both, or neither.".to_owned()
        )
    );
    plan.offer_to = "30".to_owned();
    let saved = house.save_playbook(plan).await.expect("saved");
    assert_eq!(
        (saved[1].say.as_str(), saved[1].offer_to.as_str()),
        ("I’m sorry. That was ours.", "30.00")
    );
    assert!(!saved[1].original);
    story.must_verify().await;
    let back = house.reset_playbook("food_quality", 2).await.expect("put back");
    assert_eq!(back, plans);
    story.must_verify().await;
}

#[tokio::test]
async fn the_playbook_suggests_by_whose_lapse_it_was() {
    let story = Story::set_up().await;
    let suggested = async |whose: &str| {
        let asked = SuggestionRequest {
            category: "food_quality".to_owned(),
            severity: 2,
            responsibility: whose.to_owned(),
            ..SuggestionRequest::default()
        };
        story.house.suggestion(asked).await
    };
    let told = async |whose: &str| {
        let found = suggested(whose).await.expect("suggested");
        let parts = [found.offer, found.offer_from, found.offer_to, found.offer_what];
        (parts.join("|"), found.because)
    };
    assert_eq!(told("").await, ("check|18.00|26.00|".to_owned(), None));
    assert_eq!(
        told("partly_ours").await,
        (
            "check|9.00|13.00|".to_owned(),
            Some("Half, as it was partly ours.".to_owned())
        )
    );
    assert_eq!(
        told("not ours").await,
        (
            "gesture|||A coffee or something sweet".to_owned(),
            Some("A kindness, as it was not ours.".to_owned())
        )
    );
    assert_eq!(
        refusal(suggested("theirs").await),
        (
            Code::BadChoice,
            "“theirs” does not say whose lapse it was. Choose ours, partly_ours or not_ours.".to_owned()
        )
    );
    // It is kept with the incident, and a request that says otherwise is another one.
    let mut request = MakeItRight {
        request_id: "whose/1".to_owned(),
        responsibility: Some("partly_ours".to_owned()),
        ..cold_duck(check())
    };
    let made = story
        .house
        .make_it_right(request.clone())
        .await
        .expect("made right");
    let kept = story
        .house
        .incident(&made.incident.id)
        .await
        .expect("told")
        .incident;
    assert_eq!(kept.responsibility, "partly_ours");
    request.responsibility = None;
    assert_eq!(
        refusal(story.house.make_it_right(request).await).0,
        Code::RequestReused
    );
    story.must_verify().await;
}

fn cause(incident: &str, cause: &str) -> CauseForm {
    CauseForm {
        request_id: String::new(),
        incident_id: incident.to_owned(),
        cause: cause.to_owned(),
        whys: vec!["The lamp at the pass was out".to_owned()],
        staff: "Priya Nair".to_owned(),
    }
}

fn lamp(incident: &str) -> PreventionForm {
    PreventionForm {
        request_id: String::new(),
        incident_id: incident.to_owned(),
        what: "New lamp, checked at line-up".to_owned(),
        owner: "Priya Nair".to_owned(),
        due_on: "2026-11-24".to_owned(),
        staff: "Owen Brandt".to_owned(),
    }
}

#[tokio::test]
async fn a_cause_is_named_something_is_done_and_the_rate_is_told() {
    let story = Story::set_up().await;
    let house = &story.house;
    let mut last = String::new();
    for words in ["Cold plates", " cold  PLATES.", "COLD PLATES"] {
        last = story.made_right(check()).await.incident.id;
        let told = house.name_cause(cause(&last, words)).await.expect("named");
        assert_eq!(
            told.cause.expect("a cause").cause,
            "Cold plates",
            "as it was first written"
        );
    }
    story.made_right(check()).await;
    let bare = story.made_right(check()).await.incident.id;
    assert_eq!(
        refusal(house.plan_prevention(lamp(&bare)).await),
        (
            Code::BadChoice,
            "Name the cause first, then what is to be done about it.".to_owned()
        )
    );
    house.plan_prevention(lamp(&last)).await.expect("planned");
    story.clock.set("2026-11-27T21:30:00Z");
    let causes = house.causes().await.expect("causes");
    assert_eq!(
        (causes.unnamed, causes.open.len(), causes.open[0].overdue),
        (2, 1, true)
    );
    assert_eq!(
        (causes.causes[0].incidents, causes.causes[0].given.minor),
        (3, 7_200)
    );
    assert_eq!(causes.causes[0].sentence, None, "nothing was done yet");

    let id = causes.open[0].id.clone();
    let done = house.finish_prevention(&id, "Priya Nair").await.expect("done");
    let row = &done.causes[0];
    assert_eq!(
        (row.before, row.after, row.after_days, row.sentence.as_deref()),
        (
            Some(3),
            Some(0),
            Some(0),
            Some("Cold plates since then: none. Four weeks before: three.")
        )
    );
    assert_eq!(
        refusal(house.finish_prevention(&id, "").await),
        (
            Code::Settled,
            "Priya Nair settled this action on 27 Nov 2026. Plan another one if more is to be done."
                .to_owned()
        )
    );
    story.clock.set("2026-12-05T00:30:00Z");
    let later = story.made_right(check()).await.incident.id;
    house
        .name_cause(cause(&later, "cold plates"))
        .await
        .expect("named");
    let row = house.causes().await.expect("causes").causes.remove(0);
    assert_eq!(
        (row.before, row.after, row.after_days),
        (Some(3), Some(1), Some(7))
    );

    let mut six = cause(&later, "cold plates");
    six.whys = vec!["Why".to_owned(); 6];
    assert_eq!(
        refusal(house.name_cause(six).await),
        (Code::BadChoice, "Five whys are enough. Remove some.".to_owned())
    );
    story.must_verify().await;
}

#[tokio::test]
async fn tables_of_care_that_say_more_than_the_events_are_named() {
    for (sql, said) in [
        ("UPDATE follow_up SET score = 10", "The follow-up "),
        ("UPDATE score SET score = 10", "The score "),
        ("UPDATE concern SET what = 'Nothing'", "The concern "),
        ("UPDATE cause SET cause = 'The guest'", "The cause of incident "),
        ("UPDATE prevention SET owner = 'Mallory'", "The prevention "),
        (
            "DELETE FROM playbook",
            "The playbook food_quality 2 is not in the tables.",
        ),
        (
            "UPDATE incident SET steps = '[\"All\"]'",
            "is not as its event recorded it.",
        ),
    ] {
        let story = Story::set_up().await;
        let house = &story.house;
        let (id, call) = spoiled(house).await;
        concern(house, "").await;
        house
            .settle_follow_up(called(&call, FollowUpOutcome::Recovered, Some(9)))
            .await
            .expect("settled");
        house.name_cause(cause(&id, "Cold plates")).await.expect("named");
        house.plan_prevention(lamp(&id)).await.expect("planned");
        let mut plan = house.playbook("food", 2).await.expect("a plan");
        plan.manager = true;
        house.save_playbook(plan).await.expect("saved");
        story.must_verify().await;
        let connection = rusqlite::Connection::open(story.folder().join("comeback.db")).expect("opened");
        connection
            .execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}"))
            .expect("changed");
        let faults = house.verify().await.expect("readable").findings.faults;
        assert!(
            faults.iter().any(|fault| fault.contains(said)),
            "{sql}: {faults:#?}"
        );
    }
}
