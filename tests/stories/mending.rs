//! What is done to a paper after it was issued: reversed, voided, replaced, extended; and its ledger.

use comeback_actions::dto::{ExtendRequest, Ledger, LedgerKind, MendRequest, Verdict, Voucher};
use comeback_actions::{Code, dto};
use comeback_tests::story::{Story, redeem_request, refusal, settings};

fn mend(id: &str, voucher: &Voucher, reason: &str) -> MendRequest {
    MendRequest {
        request_id: id.to_owned(),
        voucher_id: voucher.id.clone(),
        redemption: None,
        reason: reason.to_owned(),
        staff: "Owen Brandt".to_owned(),
    }
}

fn extend(voucher: &Voucher, to: &str) -> ExtendRequest {
    ExtendRequest {
        request_id: String::new(),
        voucher_id: voucher.id.clone(),
        to: to.to_owned(),
        reason: "They were abroad".to_owned(),
        staff: "Owen Brandt".to_owned(),
    }
}

/// The ledger as its kinds, changes and balances in minor units.
fn moved(ledger: &Ledger) -> Vec<(LedgerKind, i64, i64)> {
    let minor = |money: &Option<dto::Money>| money.as_ref().map_or(0, |money| money.minor);
    let rows = ledger.rows.iter();
    rows.map(|row| (row.kind, minor(&row.change), minor(&row.balance)))
        .collect()
}

#[tokio::test]
async fn a_redemption_is_undone_on_its_day_and_the_ledger_tells_it() {
    let story = Story::set_up().await;
    let check = story.check("24").await;
    story.redeem(&check, Some("15")).await.expect("redeemed");

    let ledger = story
        .house
        .reverse(mend("one", &check, "Wrong bill"))
        .await
        .expect("reversed");
    assert_eq!(
        moved(&ledger),
        [
            (LedgerKind::Issued, 2400, 2400),
            (LedgerKind::Redeemed, -1500, 900),
            (LedgerKind::Reversed, 1500, 2400)
        ]
    );
    assert!(ledger.rows[1].undone, "the redemption stays, and says so");
    assert_eq!(ledger.rows[2].reason.as_deref(), Some("Wrong bill"));

    let again = story.house.reverse(mend("one", &check, "Wrong bill")).await;
    assert_eq!(moved(&again.expect("the first answer")), moved(&ledger));
    assert_eq!(
        refusal(story.house.reverse(mend("one", &check, "Another reason")).await).0,
        Code::RequestReused
    );
    assert_eq!(
        refusal(story.house.reverse(mend("", &check, "Once more")).await),
        (
            Code::CannotReverse,
            "Nothing was taken with this paper that could be reversed. Look at its ledger.".to_owned()
        )
    );
    let totals = story
        .house
        .totals("2026-11-21", "2026-11-21")
        .await
        .expect("totals");
    assert_eq!(
        (totals.total.redeemed.count, totals.total.redeemed.amount),
        (0, 0)
    );
    let taken = story.redeem(&check, None).await.expect("good again");
    assert_eq!(taken.redemption.amount.map(|amount| amount.minor), Some(2400));
    story.must_verify().await;
}

#[tokio::test]
async fn a_certificate_that_was_taken_by_mistake_can_be_used_after_all_and_then_only_once() {
    let story = Story::set_up().await;
    let breakfast = story.certificate("Breakfast for two", Some("36")).await;
    story.redeem(&breakfast, None).await.expect("used");
    story
        .house
        .reverse(mend("", &breakfast, "Wrong guest"))
        .await
        .expect("reversed");
    story.redeem(&breakfast, None).await.expect("used after all");
    assert_eq!(refusal(story.redeem(&breakfast, None).await).0, Code::AlreadyUsed);
    story.must_verify().await;
}

#[tokio::test]
async fn a_day_that_is_over_stays_as_it_was() {
    let story = Story::set_up().await;
    let check = story.check("24").await;
    story.redeem(&check, Some("15")).await.expect("redeemed");
    // Twenty to four in the morning still belongs to Saturday; four o'clock does not.
    story.clock.set("2026-11-22T09:01:00Z");
    assert_eq!(
        refusal(story.house.reverse(mend("", &check, "Too late")).await),
        (
            Code::CannotReverse,
            "This was taken on 21 Nov 2026, and that day is over: it stays in the books. Void what is left on the paper, and give the guest a new one."
                .to_owned()
        )
    );
    let breakfast = story.certificate("Breakfast", None).await;
    story.redeem(&breakfast, None).await.expect("redeemed");
    story.clock.set("2026-11-23T09:01:00Z");
    let spent = story.house.reverse(mend("", &breakfast, "Wrong guest")).await;
    assert_eq!(
        refusal(spent).1,
        "This was taken on 22 Nov 2026, and that day is over: it stays in the books. Nothing is left on the paper. Give the guest a new one for the same incident."
    );
    story.clock.set("2026-11-22T08:59:00Z");
    story
        .house
        .reverse(mend("", &check, "Just in time"))
        .await
        .expect("reversed");
    story.must_verify().await;
}

#[tokio::test]
async fn a_voided_paper_is_dead_and_the_door_says_why_to_those_who_may_know() {
    let story = Story::set_up().await;
    let check = story.check("24").await;
    story.redeem(&check, Some("15")).await.expect("redeemed");
    let ledger = story
        .house
        .void(mend("", &check, "Printed twice"))
        .await
        .expect("voided");
    assert_eq!(moved(&ledger).last(), Some(&(LedgerKind::Voided, -900, 0)));
    assert_eq!(ledger.may, dto::MayMend::default());

    let verdict = story
        .house
        .look_up(&check.code.grouped())
        .await
        .expect("a verdict");
    let Verdict::Voided {
        on, replaced, reason, ..
    } = verdict
    else {
        panic!("{verdict:?}");
    };
    assert_eq!(
        (on.as_str(), replaced, reason.as_deref()),
        ("2026-11-21", false, Some("Printed twice"))
    );
    let voided = "This was voided on 21 Nov 2026. It cannot be used any more.";
    assert_eq!(
        refusal(story.redeem(&check, None).await),
        (Code::Voided, voided.to_owned())
    );
    assert_eq!(
        refusal(story.house.save_voucher(&check.id, "").await),
        (Code::Voided, voided.to_owned())
    );
    let totals = story
        .house
        .totals("2026-11-21", "2026-11-21")
        .await
        .expect("totals");
    assert_eq!((totals.total.voided.count, totals.total.voided.amount), (1, 900));
    assert_eq!(totals.outstanding.count, 0);
    story.must_verify().await;
}

#[tokio::test]
async fn a_lost_paper_is_replaced_once_whatever_is_repeated() {
    let story = Story::set_up().await;
    let check = story.check("24").await;
    story.redeem(&check, Some("15")).await.expect("redeemed");
    let first = story
        .house
        .replace(mend("lost", &check, "Left in a coat"))
        .await
        .expect("replaced");
    let again = story
        .house
        .replace(mend("lost", &check, "Left in a coat"))
        .await
        .expect("the same");
    assert_eq!(first.new.id, again.new.id);
    assert_eq!(first.new.amount.as_ref().map(|amount| amount.minor), Some(900));
    assert_eq!(first.new.expires_on, check.expires_on);
    assert_eq!(
        refusal(story.redeem(&check, None).await),
        (
            Code::Replaced,
            "This was voided on 21 Nov 2026. A new paper took its place: ask for that one.".to_owned()
        )
    );
    let verdict = story
        .house
        .look_up(&check.code.grouped())
        .await
        .expect("a verdict");
    let Verdict::Voided { replaced_by, .. } = verdict else {
        panic!("{verdict:?}");
    };
    assert_eq!(replaced_by.as_deref(), Some(first.new.last_four.as_str()));
    story.redeem(&first.new, None).await.expect("the new one is good");
    story.must_verify().await;
}

#[tokio::test]
async fn a_paper_that_was_lost_twice_names_the_one_that_is_good_now() {
    let story = Story::set_up().await;
    let check = story.check("24").await;
    let second = story.house.replace(mend("", &check, "Left in a coat")).await;
    let second = second.expect("replaced").new;
    let third = story.house.replace(mend("", &second, "In the wash")).await;
    let third = third.expect("replaced").new;
    for lost in [&check, &second] {
        let verdict = story
            .house
            .look_up(&lost.code.grouped())
            .await
            .expect("a verdict");
        let Verdict::Voided { replaced_by, .. } = verdict else {
            panic!("{verdict:?}");
        };
        assert_eq!(replaced_by.as_deref(), Some(third.last_four.as_str()));
    }
    story.redeem(&third, None).await.expect("the third is good");
    story.must_verify().await;
}

#[tokio::test]
async fn a_request_id_is_good_for_one_act_on_one_paper_for_one_reason() {
    let story = Story::set_up().await;
    let (check, other) = (story.check("24").await, story.check("10").await);
    let (lost, late) = (story.check("5").await, story.check("5").await);
    let house = &story.house;
    house
        .void(mend("v", &check, "Printed twice"))
        .await
        .expect("voided");
    house.replace(mend("r", &lost, "Lost")).await.expect("replaced");
    let more = |id: &str, to: &str| ExtendRequest {
        request_id: id.to_owned(),
        ..extend(&late, to)
    };
    let until = late.expires_on.as_str();
    let week = comeback_domain::BusinessDate::parse(until)
        .expect("a date")
        .plus_days(7);
    house
        .extend(more("x", &week.to_string()))
        .await
        .expect("extended");
    let reused = [
        refusal(house.void(mend("v", &check, "Another reason")).await),
        refusal(house.void(mend("v", &other, "Printed twice")).await),
        refusal(house.reverse(mend("v", &check, "Printed twice")).await),
        refusal(house.replace(mend("r", &lost, "Found again")).await),
        refusal(house.replace(mend("r", &other, "Lost")).await),
        refusal(house.replace(mend("v", &check, "Printed twice")).await),
        refusal(house.extend(more("x", &week.plus_days(1).to_string())).await),
        refusal(house.extend(more("v", &week.to_string())).await),
    ];
    for (code, _) in reused {
        assert_eq!(code, Code::RequestReused);
    }
    story.must_verify().await;
}

#[tokio::test]
async fn a_replaced_certificate_gives_the_same_to_the_same_guest() {
    let story = Story::set_up().await;
    let certificate = story.certificate("Dinner for two", None).await;
    let replaced = story
        .house
        .replace(mend("", &certificate, "Torn"))
        .await
        .expect("replaced");
    assert_eq!(replaced.new.benefit.as_deref(), Some("Dinner for two"));
    assert_eq!(replaced.new.guest, certificate.guest);
    story.must_verify().await;
}

#[tokio::test]
async fn a_paper_is_extended_once_and_as_far_as_the_house_allows() {
    let story = Story::set_up().await;
    let check = story.check("24").await;
    assert_eq!(check.expires_on, "2027-02-19");
    story.clock.set("2027-03-02T18:00:00Z");
    let verdict = story
        .house
        .look_up(&check.code.grouped())
        .await
        .expect("a verdict");
    let Verdict::Expired { extend_to, days, .. } = verdict else {
        panic!("{verdict:?}");
    };
    assert_eq!((days, extend_to.as_deref()), (11, Some("2027-04-01")));
    assert_eq!(
        refusal(story.house.extend(extend(&check, "2027-04-02")).await),
        (
            Code::DateRefused,
            "The house extends up to 1 Apr 2027. Choose that date or an earlier one.".to_owned()
        )
    );
    assert_eq!(
        refusal(story.house.extend(extend(&check, "2027-02-19")).await),
        (
            Code::DateRefused,
            "It is good until 19 Feb 2027 already. Choose a later date.".to_owned()
        )
    );
    let ledger = story
        .house
        .extend(extend(&check, "2027-03-31"))
        .await
        .expect("extended");
    assert_eq!(ledger.voucher.expires_on, "2027-03-31");
    assert!(ledger.voucher.extended);
    assert_eq!(
        refusal(story.house.extend(extend(&check, "2027-04-01")).await),
        (
            Code::CannotExtend,
            "This was extended once, until 31 Mar 2027. It cannot be extended again.".to_owned()
        )
    );
    // On the day before it was extended, it had run out; the books of that day do not move.
    let totals = story
        .house
        .totals("2027-03-01", "2027-03-01")
        .await
        .expect("totals");
    assert_eq!(totals.outstanding.count, 0);
    story.redeem(&check, None).await.expect("good again");
    story.must_verify().await;
}

#[tokio::test]
async fn a_new_code_for_a_lost_paper_is_no_way_to_more_time() {
    let story = Story::set_up().await;
    let check = story.check("24").await;
    let week = |from: &str| {
        let from = comeback_domain::BusinessDate::parse(from).expect("a date");
        from.plus_days(7).to_string()
    };
    let until = week(&check.expires_on);
    story
        .house
        .extend(extend(&check, &until))
        .await
        .expect("extended");
    let mut last = check;
    for reason in ["Left in a coat", "In the wash"] {
        last = story
            .house
            .replace(mend("", &last, reason))
            .await
            .expect("replaced")
            .new;
        assert_eq!(last.expires_on, until);
        let (code, message) = refusal(story.house.extend(extend(&last, &week(&until))).await);
        assert_eq!(code, Code::CannotExtend);
        assert!(message.starts_with("This was extended once, until "), "{message}");
    }
    story.must_verify().await;
}

#[tokio::test]
async fn a_house_that_never_extends_says_so_and_one_that_takes_one_paper_a_bill_too() {
    let strict = dto::ShopSettings {
        extend_days: 0,
        stacking: false,
        ..settings()
    };
    let story = Story::set_up_as(strict).await;
    let (one, two) = (story.check("24").await, story.check("10").await);
    assert_eq!(
        refusal(story.house.extend(extend(&one, "2027-03-31")).await),
        (
            Code::CannotExtend,
            "This house does not extend its papers. The owner may change that under Settings.".to_owned()
        )
    );
    story.redeem(&one, Some("5")).await.expect("redeemed");
    story
        .redeem(&one, Some("5"))
        .await
        .expect("the same paper may come off its bill twice");
    assert_eq!(
        refusal(story.house.redeem(redeem_request("", &two, None)).await),
        (
            Code::BillTaken,
            "Bill 40931 has another paper on it already, and this house takes one a bill. Use it on another bill."
                .to_owned()
        )
    );
    assert_eq!(
        refusal(story.house.void(mend("", &two, " ")).await),
        (
            Code::BadText,
            "The reason is missing. Write it, then try again.".to_owned()
        )
    );
    story.must_verify().await;
}
