//! The team: who may do what, who is in, how long the screen waits, and how many tries there are.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use comeback_actions::dto::{
    AccountsForm, ActivityFilter, ExtendRequest, GuestForm, IncidentFilter, LimitForm, MakeGoodRequest,
    MakeItRight, MayMend, MendRequest, RedeemRequest, RunRequest, StaffForm, TakingsForm,
};
use comeback_actions::{
    ActionError, Code, Cost, Destination, ExportForm, House, Keychain, NoKeychain, Pepper, Problem,
    WithoutKeychain,
};
use comeback_domain::{Deed, Role, Ticker};
use comeback_print::JobState;
use comeback_tests::story::{Story, cold_duck, refusal};
use comeback_tests::tray::Tray;

use crate::limits::words;

/// A ticker that ticks when it is told to.
#[derive(Debug, Clone, Default)]
pub struct ToldTicker(Arc<AtomicU64>);

impl ToldTicker {
    pub fn pass(&self, seconds: u64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Ticker for ToldTicker {
    fn ticked(&self) -> Duration {
        Duration::from_secs(self.0.load(Ordering::SeqCst))
    }
}

pub const PASSWORD: &str = "a long plain password";

/// What somebody of a role signs in with in these stories.
pub fn secret(role: Role) -> &'static str {
    match role {
        Role::Owner | Role::Bookkeeper => PASSWORD,
        Role::Manager => "483920",
        Role::Host => "571306",
    }
}

pub fn name(role: Role) -> &'static str {
    match role {
        Role::Owner => "Owen Brandt",
        Role::Manager => "Nadia Haddad",
        Role::Host => "Marcus Bell",
        Role::Bookkeeper => "Ruth Ellery",
    }
}

pub fn form(role: Role) -> StaffForm {
    StaffForm {
        id: None,
        name: name(role).to_owned(),
        role: role.key().to_owned(),
        active: true,
        secret: Some(secret(role).to_owned()),
    }
}

/// A house with one of each, sign-in on, and the owner in.
pub async fn signed_in() -> (Story, ToldTicker) {
    let mut story = Story::set_up().await;
    let ticker = ToldTicker::default();
    story.house = story.house.with_ticker(ticker.clone());
    for role in Role::ALL {
        story.house.save_staff(form(role)).await.expect("taken in");
    }
    let owner = id_of(&story.house, Role::Owner).await;
    let switched = story
        .house
        .set_signin(true, Some(&owner), Some(PASSWORD))
        .await
        .expect("switched on");
    assert!(switched.recovery_code.is_some());
    (story, ticker)
}

/// Somebody's id: from the team while nobody signs in, and from the screen after that.
pub async fn id_of(house: &House, role: Role) -> String {
    let session = house.app_state().await.expect("readable").session;
    let people = if session.signin {
        session.people
    } else {
        let team = house.team().await.expect("readable");
        team.staff.into_iter().map(|row| row.person).collect()
    };
    let mut found = people.into_iter();
    found
        .find(|person| person.name == name(role))
        .expect("in the team")
        .id
}

pub async fn comes(house: &House, role: Role) {
    let id = id_of(house, role).await;
    let state = house.sign_in(&id, secret(role)).await.expect("signed in");
    assert_eq!(state.session.who.expect("in").name, name(role));
}

pub fn comp(amount: &str) -> MakeGoodRequest {
    MakeGoodRequest::Comp {
        amount: amount.to_owned(),
    }
}

fn check(amount: &str) -> MakeGoodRequest {
    MakeGoodRequest::Check {
        amount: amount.to_owned(),
        expires_on: None,
    }
}

fn mend(voucher: &str) -> MendRequest {
    MendRequest {
        request_id: String::new(),
        voucher_id: voucher.to_owned(),
        redemption: None,
        reason: "Wrong guest".to_owned(),
        staff: String::new(),
    }
}

/// Does one thing that is this deed, as far as it is let; what comes of it beyond that does not matter here.
async fn tries(house: &House, folder: &Path, deed: Deed) -> Result<(), ActionError> {
    let nobody = "01a205a4-5138-77e8-ae63-75ac96b661a3";
    match deed {
        Deed::RecordIncident => house.ask_for(cold_duck(comp("1"))).await.map(drop),
        Deed::GiveWithinLimit => house.make_it_right(cold_duck(comp("1"))).await.map(drop),
        Deed::Approve => house
            .answer_asked(comeback_actions::dto::AskedAnswer {
                id: nobody.to_owned(),
                yes: true,
                reason: String::new(),
                approval: None,
                request_id: String::new(),
            })
            .await
            .map(drop),
        Deed::Redeem => house
            .redeem(RedeemRequest {
                request_id: String::new(),
                code: "2222-2222-2222".to_owned(),
                voucher_id: None,
                amount: None,
                value: None,
                bill: String::new(),
                bill_total: String::new(),
                staff: String::new(),
            })
            .await
            .map(drop),
        Deed::SeeIncidents => house.incidents(IncidentFilter::default()).await.map(drop),
        Deed::SeeGuests => house.find_guests("Helen").await.map(drop),
        Deed::ChangeGuests => house
            .change_guest(GuestForm {
                id: nobody.to_owned(),
                name: "Helen".to_owned(),
                contact: String::new(),
                staff: String::new(),
            })
            .await
            .map(drop),
        Deed::EraseGuests => house.erase_guest(nobody, "").await.map(drop),
        // Saved on Friday by nobody in particular: it left the house, and today it is printed again.
        Deed::Reprint => house.voucher_pdf(&old_paper(folder), None).await.map(drop),
        Deed::Reverse => house.reverse(mend(nobody)).await.map(drop),
        Deed::Void => {
            let replaced = house.replace(mend(nobody)).await;
            let voided = house.void(mend(nobody)).await;
            // Both are this deed: one answer for the two.
            assert_eq!(
                replaced.as_ref().err().map(ToString::to_string),
                voided.as_ref().err().map(ToString::to_string)
            );
            voided.map(drop)
        }
        Deed::Extend => house
            .extend(ExtendRequest {
                request_id: String::new(),
                voucher_id: nobody.to_owned(),
                to: "2027-03-31".to_owned(),
                reason: "Was abroad".to_owned(),
                staff: String::new(),
            })
            .await
            .map(drop),
        Deed::SeeCodes => house.show_code(nobody, "", "").await.map(drop),
        Deed::Unlock => house.unlock_door(None).await,
        Deed::TrustClock => house.trust_clock("").await.map(drop),
        Deed::SeeActivity => house.activity(ActivityFilter::default()).await.map(drop),
        Deed::Run => {
            let file = folder.join("run.pdf");
            let request = RunRequest {
                request_id: String::new(),
                incident_id: None,
                draft: cold_duck(check("1")),
                guests: Vec::new(),
                count: Some(1),
                paper: None,
            };
            let place = Destination::reserve(&file)?;
            house
                .issue_run(request, place, |_| std::ops::ControlFlow::Continue(()))
                .await
                .map(drop)
        }
        Deed::SeeTotals => house.totals("2026-11-01", "2026-11-30").await.map(drop),
        Deed::Export => house
            .export(
                "2026-11-01",
                "2026-11-30",
                ExportForm::Details,
                &folder.join("books.csv"),
                comeback_tests::story::to_its_end,
            )
            .await
            .map(drop),
        Deed::ClosePeriod => house.close("2026-11-20", "").await.map(drop),
        Deed::ReopenPeriod => house.reopen(1, "Wrong account", "").await.map(drop),
        Deed::EnterTakings => house.set_takings(TakingsForm::default()).await.map(drop),
        Deed::ChangeAccounts => {
            let form = AccountsForm {
                mode: "report_only".to_owned(),
                against: String::new(),
                rules: Vec::new(),
                food_share: String::new(),
                marketing: String::new(),
                cost_of_goods: String::new(),
                tax_rate: "Tax Exempt".to_owned(),
            };
            house.set_accounts(form).await.map(drop)
        }
        Deed::ChangeHouse => house.cash_back().await.map(drop),
        Deed::ChangeTeam => house.team().await.map(drop),
        Deed::SeeSigns => house.signs().await.map(drop),
        Deed::Verify => house.verify().await.map(drop),
        Deed::FollowUp => house.follow_ups().await.map(drop),
        Deed::NameCause => house.causes().await.map(drop),
        Deed::BackUp => house.back_up(None, "").await.map(drop),
        Deed::Restore => house.restore(Path::new("gone.db"), "").await.map(drop),
        Deed::ChangePlaybooks => house.reset_playbook("service", 1).await.map(drop),
    }
}

/// The id of a voucher whose paper left the house yesterday.
fn old_paper(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("old")).expect("kept")
}

/// Every cell of the matrix: open, locked, and with nobody there; each by doing it.
#[tokio::test]
async fn each_role_does_what_its_row_allows_and_nothing_else() {
    let (story, _) = signed_in().await;
    story.clock.set("2026-11-20T23:00:00Z");
    comes(&story.house, Role::Manager).await;
    let old = story.check("24.00").await.id;
    story.house.save_voucher(&old, "").await.expect("saved");
    std::fs::write(story.folder().join("old"), &old).expect("kept");
    story.clock.set("2026-11-22T00:42:00Z");

    let mut cells = 0;
    for role in Role::ALL {
        comes(&story.house, role).await;
        for deed in Deed::ALL {
            let found = tries(&story.house, story.folder(), deed).await;
            let refused = match &found {
                Err(ActionError::NotAllowed { deed: refused, .. }) => Some(*refused),
                Err(ActionError::Locked) => panic!("{role:?} {deed:?}: locked"),
                _ => None,
            };
            let expected = (!role.may(deed)).then_some(deed);
            assert_eq!(refused, expected, "{role:?} {deed:?}: {found:?}");
            cells += 1;
        }
        story.house.lock_screen();
        for deed in Deed::ALL {
            let found = tries(&story.house, story.folder(), deed).await;
            assert!(
                matches!(found, Err(ActionError::Locked)),
                "{role:?} {deed:?}: {found:?}"
            );
            cells += 1;
        }
    }
    assert_eq!(cells, 2 * 4 * Deed::ALL.len());
    // Another process has a screen of its own, and nobody is at it.
    let other = story.another_process(7);
    for deed in Deed::ALL {
        let found = tries(&other, story.folder(), deed).await;
        assert!(matches!(found, Err(ActionError::Locked)), "{deed:?}: {found:?}");
    }
}

/// No deed stands in the matrix that nothing does.
#[test]
fn every_deed_is_what_some_action_does() {
    let (mut folders, mut text) = (
        vec![concat!(env!("CARGO_MANIFEST_DIR"), "/../src-tauri/actions/src").into()],
        String::new(),
    );
    while let Some(folder) = folders.pop() {
        let folder: std::path::PathBuf = folder;
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                text += &std::fs::read_to_string(entry.path()).expect("text");
            }
        }
    }
    // The shell asks for one of them itself; the rest is asked for where the action is.
    let text: String = text.split_whitespace().collect();
    for deed in Deed::ALL {
        let asks = ["write", "read", "write_bare", "read_bare", "allow", "pass"];
        let asked = asks
            .iter()
            .any(|ask| text.contains(&format!(".{ask}(Deed::{deed:?}")));
        // Which of several it is depends on what is asked for.
        let chosen = ["Approve", "Reprint"].contains(&format!("{deed:?}").as_str());
        let named = chosen && text.contains(&format!("Deed::{deed:?}"));
        assert!(asked || named, "nothing is {deed:?}");
    }
}

#[tokio::test]
async fn nobody_has_to_sign_in_until_somebody_switches_it_on() {
    let story = Story::set_up().await;
    let session = story.house.app_state().await.expect("readable").session;
    assert_eq!(
        (session.signin, session.locked, session.may.len()),
        (false, false, Deed::ALL.len())
    );
    for role in Role::ALL {
        story.house.save_staff(form(role)).await.expect("taken in");
    }
    for deed in [Deed::ChangeTeam, Deed::Run, Deed::SeeSigns, Deed::Verify] {
        tries(&story.house, story.folder(), deed)
            .await
            .expect("everybody may everything");
    }
    // What is typed as the name stands, and no limit stops anybody.
    let made = story.made_right(comp("200.00")).await;
    assert_eq!(made.incident.staff.as_deref(), Some("Owen Brandt"));
}

#[tokio::test]
async fn whoever_is_signed_in_did_it_whatever_name_is_typed() {
    let (story, _) = signed_in().await;
    comes(&story.house, Role::Host).await;
    let made = story.made_right(check("12.00")).await;
    assert_eq!(made.incident.staff.as_deref(), Some("Marcus Bell"));
    let voucher = made.voucher.expect("a check");
    assert_eq!(voucher.issued_by.as_deref(), Some("Marcus Bell"));
    comes(&story.house, Role::Manager).await;
    let redeemed = story.redeem(&voucher, None).await.expect("redeemed");
    assert_eq!(redeemed.redemption.staff.as_deref(), Some("Nadia Haddad"));
    story.must_verify().await;
}

#[tokio::test]
async fn a_refusal_names_who_may() {
    let (story, _) = signed_in().await;
    comes(&story.house, Role::Host).await;
    let refused = story
        .house
        .totals("2026-11-01", "2026-11-30")
        .await
        .expect_err("refused");
    let problem = Problem::from(&refused);
    assert_eq!(
        (problem.code, problem.message.as_str()),
        (
            Code::NotAllowed,
            "A host may not see totals. Ask Owen, Nadia or Ruth."
        )
    );
    assert_eq!(
        (&*problem.details["deed"], &*problem.details["role"]),
        ("see_totals", "host")
    );
    comes(&story.house, Role::Manager).await;
    assert_eq!(
        refusal(story.house.signs().await),
        (
            Code::NotAllowed,
            "A manager may not see signs worth a look. Ask Owen.".to_owned()
        )
    );
    story.house.lock_screen();
    assert_eq!(
        refusal(story.house.signs().await),
        (
            Code::Locked,
            "The screen is locked. Sign in, then do it again; what you typed is still there.".to_owned()
        )
    );
}

#[tokio::test]
async fn the_screen_locks_by_role_when_nobody_touches_it() {
    let (story, ticker) = signed_in().await;
    for (role, seconds) in [
        (Role::Host, 90),
        (Role::Manager, 300),
        (Role::Owner, 300),
        (Role::Bookkeeper, 300),
    ] {
        comes(&story.house, role).await;
        let session = story.house.app_state().await.expect("readable").session;
        assert_eq!(session.locks_after, Some(seconds));
        ticker.pass(u64::from(seconds) - 1);
        assert!(!story.house.screen_is_locked(), "{role:?}");
        story.house.stir();
        ticker.pass(u64::from(seconds) - 1);
        assert!(!story.house.screen_is_locked(), "touched in between");
        ticker.pass(1);
        assert!(story.house.screen_is_locked(), "{role:?}");
        // A touch does not unlock it.
        story.house.stir();
        let session = story.house.app_state().await.expect("readable").session;
        assert_eq!(
            (session.locked, session.who.expect("still told").name.as_str()),
            (true, name(role))
        );
        assert_eq!(session.may, Vec::<String>::new());
    }
    // A machine that slept has a ticker that slept: the clock tells.
    comes(&story.house, Role::Host).await;
    story.clock.set("2026-11-22T02:42:00Z");
    assert!(story.house.screen_is_locked());
}

const WRONG: &str = "The name and the PIN or password do not go together. Try again.";

#[tokio::test]
async fn five_wrong_tries_wait_for_the_person_and_the_station_and_across_a_restart() {
    let (story, _) = signed_in().await;
    let host = id_of(&story.house, Role::Host).await;
    story.house.lock_screen();
    for _ in 0..5 {
        assert_eq!(
            refusal(story.house.sign_in(&host, "571307").await),
            (Code::Locked, WRONG.to_owned())
        );
    }
    let waits = (
        Code::Locked,
        "Too many wrong tries. Wait until 19:42:30, then try again.".to_owned(),
    );
    assert_eq!(
        refusal(story.house.sign_in(&host, secret(Role::Host)).await),
        waits
    );
    let session = story.house.app_state().await.expect("readable").session;
    assert_eq!(session.waits_until.as_deref(), Some("2026-11-22T00:42:30.000Z"));
    // Nobody else at this station either, and not after a restart.
    let owner = id_of(&story.house, Role::Owner).await;
    assert_eq!(refusal(story.house.sign_in(&owner, PASSWORD).await), waits);
    let restarted = story.another_process(9);
    assert_eq!(refusal(restarted.sign_in(&host, secret(Role::Host)).await), waits);
    // A clock set back does not shorten it.
    story.clock.set("2026-11-21T00:00:00Z");
    let later = (
        Code::Locked,
        "Too many wrong tries. Wait until 19:00:30, then try again.".to_owned(),
    );
    assert_eq!(
        refusal(story.house.sign_in(&host, secret(Role::Host)).await),
        later
    );
    // The next wrong one waits twice as long.
    story.clock.set("2026-11-22T00:43:00Z");
    assert_eq!(refusal(story.house.sign_in(&host, "571307").await).1, WRONG);
    story.clock.set("2026-11-22T00:43:59Z");
    assert!(
        refusal(story.house.sign_in(&host, secret(Role::Host)).await)
            .1
            .starts_with("Too many wrong tries.")
    );
    story.clock.set("2026-11-22T00:44:00Z");
    story
        .house
        .sign_in(&host, secret(Role::Host))
        .await
        .expect("right, after the wait");
    // A right one forgives.
    assert_eq!(refusal(story.house.sign_in(&host, "571307").await).1, WRONG);
    story
        .house
        .sign_in(&host, secret(Role::Host))
        .await
        .expect("no wait after one");
}

#[tokio::test]
async fn nothing_tells_a_wrong_pin_from_somebody_who_is_not_there() {
    let (story, _) = signed_in().await;
    let bookkeeper = id_of(&story.house, Role::Bookkeeper).await;
    let mut left = form(Role::Bookkeeper);
    (left.id, left.active, left.secret) = (Some(bookkeeper.clone()), false, None);
    story.house.save_staff(left).await.expect("left");
    for id in [
        &bookkeeper,
        "01a205a4-5138-77e8-ae63-75ac96b661a3",
        "recovery",
        "",
        "' OR 1=1",
    ] {
        assert_eq!(
            refusal(story.house.sign_in(id, PASSWORD).await),
            (Code::Locked, WRONG.to_owned()),
            "{id}"
        );
    }
}

#[tokio::test]
async fn many_tries_at_once_are_counted_one_by_one() {
    let (story, _) = signed_in().await;
    let host = id_of(&story.house, Role::Host).await;
    let tries = (0..40).map(|at| {
        let (house, host) = (story.house.clone(), host.clone());
        tokio::spawn(async move { house.sign_in(&host, &format!("48392{}", at % 10)).await })
    });
    let mut wrong = 0;
    for one in tries.collect::<Vec<_>>() {
        match one.await.expect("no panic") {
            Err(ActionError::WrongSecret) => wrong += 1,
            other => assert!(matches!(other, Err(ActionError::Wait { .. })), "{other:?}"),
        }
    }
    assert_eq!(wrong, 5);
}

#[tokio::test]
async fn the_recovery_code_lets_the_owner_back_in_with_a_new_password() {
    let (story, _) = signed_in().await;
    let code = story
        .house
        .new_recovery_code()
        .await
        .expect("made")
        .recovery_code
        .expect("told");
    let again = story
        .house
        .new_recovery_code()
        .await
        .expect("made")
        .recovery_code
        .expect("told");
    story.house.lock_screen();
    assert_eq!(
        refusal(story.house.recover(&code, "another long password").await).1,
        WRONG
    );
    assert_eq!(
        refusal(story.house.recover(&again, "short").await),
        (
            Code::BadText,
            "A password has at least 12 characters. A few plain words will do.".to_owned()
        )
    );
    let typed = again.to_lowercase().replace('-', " ");
    let state = story
        .house
        .recover(&typed, "another long password")
        .await
        .expect("let in");
    assert_eq!(state.session.who.expect("in").name, "Owen Brandt");
    story.house.lock_screen();
    let owner = id_of(&story.house, Role::Owner).await;
    assert_eq!(refusal(story.house.sign_in(&owner, PASSWORD).await).1, WRONG);
    story
        .house
        .sign_in(&owner, "another long password")
        .await
        .expect("the new one");
}

#[tokio::test]
async fn the_recovery_code_is_printed_or_saved_while_it_is_shown() {
    let (mut story, _) = signed_in().await;
    let tray = Tray::default();
    story.house = story.house.with_printers(tray.clone());
    comes(&story.house, Role::Owner).await;
    let made = story.house.new_recovery_code().await.expect("made");
    let code = made.recovery_code.expect("told");
    let job = story.house.print_recovery_code(&code).await.expect("printed");
    assert_eq!(job.sentence, "Printed on Front.");
    let sent = tray.sent();
    assert_eq!(sent[0].title, "Comeback recovery code");
    let saved = story.house.save_recovery_code(&code).await.expect("saved");
    assert!(saved.path.ends_with("Recovery code.pdf"), "{}", saved.path);
    let file = std::fs::read(&saved.path).expect("there");
    assert_eq!(file, sent[0].pdf);
    let said = words(&file);
    for part in [
        code.as_str(),
        "Bistro Verveine",
        "Recovery code",
        "Made on 21 November 2026.",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    // A sheet that would let nobody in is worse than none.
    assert_eq!(
        refusal(story.house.print_recovery_code("2222-2222-2222-2222-2222").await).1,
        WRONG
    );
    tray.jobs_are(JobState::Failed, Some("paper jam"));
    let job = story.house.print_recovery_code(&code).await.expect("taken");
    assert_eq!(
        job.sentence,
        "Front did not print it: paper jam. Look at the printer, then print it again."
    );
    comes(&story.house, Role::Host).await;
    assert_eq!(
        refusal(story.house.print_recovery_code(&code).await).0,
        Code::NotAllowed
    );
}

#[tokio::test]
async fn the_last_owner_stays_an_owner_while_people_sign_in() {
    let (story, _) = signed_in().await;
    let owner = id_of(&story.house, Role::Owner).await;
    let last = (
        Code::SettingRefused,
        "Owen Brandt is the last owner who can sign in. Make somebody else an owner with a password first, or switch sign-in off.".to_owned(),
    );
    for (role, active) in [("owner", false), ("manager", true)] {
        let mut changed = form(Role::Owner);
        (changed.id, changed.role, changed.active, changed.secret) =
            (Some(owner.clone()), role.to_owned(), active, None);
        assert_eq!(refusal(story.house.save_staff(changed).await), last);
    }
    // A promotion takes a password: the PIN of before is none.
    let mut promoted = form(Role::Manager);
    promoted.id = Some(id_of(&story.house, Role::Manager).await);
    promoted.role = "owner".to_owned();
    assert_eq!(
        refusal(story.house.save_staff(promoted.clone()).await),
        (
            Code::BadText,
            "A password has at least 12 characters. A few plain words will do.".to_owned()
        )
    );
    promoted.secret = Some("nadia has a password".to_owned());
    story.house.save_staff(promoted).await.expect("two owners");
    let mut left = form(Role::Owner);
    (left.id, left.active, left.secret) = (Some(owner), false, None);
    // Whoever is let go is let go at once, also from the screen they are at.
    assert_eq!(refusal(story.house.save_staff(left).await).0, Code::Locked);
    assert!(story.house.app_state().await.expect("readable").session.locked);
    comes_with(&story.house, Role::Manager, "nadia has a password").await;
    story.must_verify().await;
}

async fn comes_with(house: &House, role: Role, secret: &str) {
    let id = id_of(house, role).await;
    house.sign_in(&id, secret).await.expect("signed in");
}

#[tokio::test]
async fn a_bookkeeper_sees_incidents_without_their_guests() {
    let (story, _) = signed_in().await;
    let made = story.made_right(check("12.00")).await;
    comes(&story.house, Role::Bookkeeper).await;
    let page = story
        .house
        .incidents(IncidentFilter::default())
        .await
        .expect("seen");
    assert_eq!(
        (
            page.total,
            &page.rows[0].incident.guest,
            &page.rows[0].incident.contact
        ),
        (1, &None, &None)
    );
    // Nor are they told by what a search finds.
    for (search, finds) in [("okafor", 0), ("555-0119", 0), ("duck", 1)] {
        let filter = IncidentFilter {
            search: search.to_owned(),
            ..IncidentFilter::default()
        };
        let found = story.house.incidents(filter).await.expect("seen");
        assert_eq!(found.total, finds, "{search}");
    }
    let told = story.house.incident(&made.incident.id).await.expect("seen");
    assert_eq!(
        (told.incident.guest, told.vouchers[0].guest.clone()),
        (None, None)
    );
    let ledger = story.house.ledger(&told.vouchers[0].id).await.expect("seen");
    assert_eq!((ledger.voucher.guest, ledger.may), (None, MayMend::default()));
    comes(&story.house, Role::Host).await;
    let ledger = story.house.ledger(&told.vouchers[0].id).await.expect("seen");
    assert_eq!(
        (ledger.voucher.guest.as_deref(), ledger.may),
        (Some("Helen Okafor"), MayMend::default())
    );
    let told = story.house.incident(&made.incident.id).await.expect("seen");
    assert_eq!(told.incident.guest.as_deref(), Some("Helen Okafor"));
}

/// A keychain in memory.
#[derive(Debug, Clone, Default)]
struct Remembered(Arc<std::sync::Mutex<Option<Pepper>>>);

impl Keychain for Remembered {
    fn pepper(&self) -> Result<Option<Pepper>, NoKeychain> {
        Ok(*self.0.lock().map_err(|_| NoKeychain)?)
    }

    fn keep(&self, pepper: &Pepper) -> Result<(), NoKeychain> {
        *self.0.lock().map_err(|_| NoKeychain)? = Some(*pepper);
        Ok(())
    }
}

#[tokio::test]
async fn without_the_key_of_the_keychain_no_pin_fits_and_the_recovery_code_still_does() {
    let mut story = Story::set_up().await;
    let keychain = Remembered::default();
    let without = story.house.clone();
    assert!(
        without
            .team()
            .await
            .expect("told")
            .keeping
            .starts_with("This machine has no keychain that answers,")
    );
    story.house = story.house.with_keychain(keychain.clone(), Cost::LEAST);
    assert!(
        story
            .house
            .team()
            .await
            .expect("told")
            .keeping
            .starts_with("PINs and passwords are kept with a key")
    );
    for role in Role::ALL {
        story.house.save_staff(form(role)).await.expect("taken in");
    }
    assert!(keychain.pepper().expect("there").is_some());
    let owner = id_of(&story.house, Role::Owner).await;
    let switched = story
        .house
        .set_signin(true, Some(&owner), Some(PASSWORD))
        .await
        .expect("on");
    // Another program of the same machine has the same key; a copied database has none.
    let beside = story.another_process(3).with_keychain(keychain, Cost::LEAST);
    beside.sign_in(&owner, PASSWORD).await.expect("the same key");
    let copied = story
        .another_process(4)
        .with_keychain(WithoutKeychain, Cost::LEAST);
    assert_eq!(
        refusal(copied.sign_in(&owner, PASSWORD).await),
        (
            Code::Locked,
            "The keychain of this machine does not give the key that PINs and passwords were made with. Unlock it, or let the owner in with the recovery code and set them anew.".to_owned()
        )
    );
    let code = switched.recovery_code.expect("told");
    copied
        .recover(&code, "another long password")
        .await
        .expect("let in");
}

#[tokio::test]
async fn people_are_told_apart_and_their_secrets_stay_out_of_the_books() {
    let story = Story::set_up().await;
    story.house.save_staff(form(Role::Host)).await.expect("taken in");
    let mut same = form(Role::Manager);
    same.name = "marcus  BELL".to_owned();
    assert_eq!(
        refusal(story.house.save_staff(same).await),
        (
            Code::BadChoice,
            "There is a Marcus Bell in the team already. Add a second name or an initial.".to_owned()
        )
    );
    let team = story.house.team().await.expect("told");
    assert_eq!(team.limits.len(), 1, "a first host brings a limit");
    assert_eq!(
        (
            team.limits[0].role.as_deref(),
            &*team.limits[0].window,
            &*team.limits[0].amount.text
        ),
        (Some("host"), "day", "$50.00")
    );
    // Taken away, it does not come back with the next host.
    let none = LimitForm {
        staff_id: None,
        role: Some("host".to_owned()),
        window: "day".to_owned(),
        amount: String::new(),
    };
    assert_eq!(
        story.house.set_limit(none).await.expect("taken away").limits,
        Vec::new()
    );
    let mut another = form(Role::Host);
    another.name = "Ines Duarte".to_owned();
    assert_eq!(
        story.house.save_staff(another).await.expect("taken in").limits,
        Vec::new()
    );
    story.must_verify().await;
    let database = rusqlite::Connection::open(story.folder().join("comeback.db")).expect("opened");
    let told: String = database
        .query_row("SELECT group_concat(payload) FROM event", [], |row| row.get(0))
        .expect("read");
    assert!(
        told.contains("Marcus Bell") && !told.contains(secret(Role::Host)),
        "{told}"
    );
}

/// A request of the host, with an id of its own.
pub fn asks(id: &str, make_good: MakeGoodRequest) -> MakeItRight {
    MakeItRight {
        request_id: id.to_owned(),
        ..cold_duck(make_good)
    }
}
