//! Exactly once, whatever is repeated, doubled or raced.

use comeback_actions::Code;
use comeback_actions::dto::MakeGoodRequest;
use comeback_tests::story::{Story, cold_duck, redeem_request, refusal};

#[tokio::test]
async fn the_same_request_gives_the_first_answer_and_changes_nothing() {
    let story = Story::set_up().await;
    let voucher = story.check("24").await;
    let request = redeem_request("till-7", &voucher, Some("10"));
    let first = story.house.redeem(request.clone()).await.expect("redeemed");
    story
        .redeem(&voucher, Some("14"))
        .await
        .expect("the rest, by another request");

    story.clock.set("2027-06-01T00:00:00Z");
    let again = story.house.redeem(request).await.expect("the first answer");
    assert_eq!(again, first, "also after it was used up and ran out");
    assert_eq!(
        story.house.verify().await.expect("readable").findings.redemptions,
        2
    );
    story.must_verify().await;
}

#[tokio::test]
async fn the_same_request_with_another_body_is_refused() {
    let story = Story::set_up().await;
    let voucher = story.check("24").await;
    let other = story.check("24").await;
    story
        .house
        .redeem(redeem_request("till-7", &voucher, Some("10")))
        .await
        .expect("redeemed");
    let said = "This request id was used for something else. Use a new one; nothing was changed.".to_owned();
    for changed in [
        redeem_request("till-7", &voucher, Some("11")),
        redeem_request("till-7", &voucher, None),
        redeem_request("till-7", &other, Some("10")),
        comeback_actions::dto::RedeemRequest {
            bill: "1".to_owned(),
            bill_total: String::new(),
            ..redeem_request("till-7", &voucher, Some("10"))
        },
    ] {
        assert_eq!(
            refusal(story.house.redeem(changed).await),
            (Code::RequestReused, said.clone())
        );
    }
    let mut other_kind = cold_duck(MakeGoodRequest::Comp {
        amount: "1".to_owned(),
    });
    other_kind.request_id = "till-7".to_owned();
    assert_eq!(
        refusal(story.house.make_it_right(other_kind).await),
        (Code::RequestReused, said)
    );
}

#[tokio::test]
async fn a_double_click_on_issue_makes_one_incident_and_one_check() {
    let story = Story::set_up().await;
    let mut request = cold_duck(MakeGoodRequest::Check {
        amount: "24".to_owned(),
        expires_on: None,
    });
    request.request_id = "click".to_owned();
    let first = story
        .house
        .make_it_right(request.clone())
        .await
        .expect("made right");
    let again = story
        .house
        .make_it_right(request)
        .await
        .expect("the first answer");
    assert_eq!(again, first);
    let findings = story.house.verify().await.expect("readable").findings;
    assert_eq!((findings.incidents, findings.vouchers), (1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_hands_on_one_certificate_one_wins_and_the_rest_are_told() {
    let story = Story::set_up().await;
    for round in 0..20 {
        let voucher = story.certificate("Breakfast for two", None).await;
        let hands: Vec<_> = (0..8)
            .map(|hand| {
                // Half of them are other processes.
                let house = if hand % 2 == 0 {
                    story.house.clone()
                } else {
                    story.another_process(1_000 + 10 * round + hand)
                };
                let request = redeem_request("", &voucher, None);
                tokio::spawn(async move { house.redeem(request).await })
            })
            .collect();
        let mut won = 0;
        for hand in hands {
            match hand.await.expect("no panic") {
                Ok(_) => won += 1,
                Err(error) => assert_eq!(
                    error.to_string(),
                    "Already used on 21 Nov 2026, by Marcus Bell, bill 40931.",
                    "round {round}"
                ),
            }
        }
        assert_eq!(won, 1, "round {round}");
    }
    story.must_verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_check_never_pays_out_more_than_its_amount() {
    let story = Story::set_up().await;
    let voucher = story.check("10.00").await;
    let hands: Vec<_> = (0..12)
        .map(|hand| {
            let house = story.another_process(100 + hand);
            let request = redeem_request("", &voucher, Some("3"));
            tokio::spawn(async move { house.redeem(request).await })
        })
        .collect();
    let mut paid = 0;
    for hand in hands {
        match hand.await.expect("no panic") {
            Ok(redeemed) => paid += redeemed.redemption.amount.expect("a figure").minor,
            Err(error) => {
                assert_eq!(
                    error.to_string(),
                    "$1.00 is left on this check, less than $3.00. Take $1.00 or less."
                );
            }
        }
    }
    assert_eq!(paid, 900);
    story.must_verify().await;
}

#[tokio::test]
async fn what_another_process_did_is_noticed() {
    let story = Story::set_up().await;
    let other = story.another_process(9);
    story.check("5").await;
    assert_eq!(
        story.house.foreign_changes().expect("a number"),
        0,
        "our own changes are not foreign"
    );
    other
        .make_it_right(cold_duck(MakeGoodRequest::Comp {
            amount: "1".to_owned(),
        }))
        .await
        .expect("made right");
    let after = story.house.foreign_changes().expect("a number");
    assert_ne!(after, 0);
    assert_eq!(
        story.house.foreign_changes().expect("a number"),
        after,
        "nothing since"
    );
}

#[tokio::test]
async fn what_another_process_did_before_anybody_looked_is_noticed() {
    let story = Story::set_up().await;
    let fresh = story.another_process(9);
    story.check("5").await;
    assert_ne!(fresh.foreign_changes().expect("a number"), 0);
}

/// Run with `./dev check --long`: 10,000 durable commits, a minute or two.
#[test]
#[ignore = "long: run by ./dev check --long"]
fn sixty_four_threads_and_ten_thousand_codes_are_ten_thousand_redemptions() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    const THREADS: usize = 64;
    const CODES: usize = 10_000;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let story = runtime.block_on(Story::set_up());
    let codes: Vec<_> = (0..CODES).map(|_| runtime.block_on(story.check("5"))).collect();
    let (turn, won) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                loop {
                    // Four tries for each code, by neighbours in time.
                    let turn = turn.fetch_add(1, Ordering::Relaxed);
                    let Some(voucher) = codes.get(turn / 4) else {
                        break;
                    };
                    match runtime.block_on(story.redeem(voucher, None)) {
                        Ok(_) => {
                            won.fetch_add(1, Ordering::Relaxed);
                        }
                        Err(error) => assert_eq!(refusal::<()>(Err(error)).0, Code::AlreadyUsed),
                    }
                }
            });
        }
    });
    assert_eq!(won.into_inner(), CODES, "every code once");
    let findings = runtime.block_on(story.house.verify()).expect("readable").findings;
    assert_eq!((findings.redemptions, findings.faults), (10_000, Vec::new()));
}
