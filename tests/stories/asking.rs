//! What a screen asked for before it died: noted without the code, told once, and never done twice.

use comeback_actions::Code;
use comeback_actions::dto::{Became, MendRequest, RedeemRequest};
use comeback_tests::story::{Story, redeem_request, refusal};

#[tokio::test]
async fn what_was_asked_is_on_the_disk_before_the_answer_without_the_code() {
    let story = Story::set_up().await;
    let check = story.check("24").await;
    let request = redeem_request("evening-1", &check, Some("10"));
    story.house.redeem_noted(request).await.expect("taken");
    // The screen died here. The next one asks.
    let (folder, clock) = story.close();
    let story = Story::opened_in(folder, clock);
    let open = story.house.unheard().await.expect("read");
    assert_eq!(open.len(), 1);
    assert_eq!(
        (
            open[0].request_id.as_str(),
            open[0].last_four.as_str(),
            open[0].bill.as_deref()
        ),
        ("evening-1", check.last_four.as_str(), Some("40931"))
    );
    assert_eq!(open[0].amount.clone().expect("an amount").minor, 1000);
    let whole = check.code.as_str();
    assert!(!format!("{open:?}").contains(whole), "no whole code is noted");

    let Became::Taken { redeemed, undone } = story.house.what_became_of("evening-1").await.expect("certain")
    else {
        panic!("it was taken");
    };
    assert_eq!(
        (redeemed.redemption.amount.expect("a figure").minor, undone),
        (1000, false)
    );
    story.house.heard("evening-1").await.expect("noted");
    assert_eq!(story.house.unheard().await.expect("read"), []);
    story.must_verify().await;
}

#[tokio::test]
async fn what_was_refused_was_not_taken() {
    let story = Story::set_up().await;
    let check = story.check("24").await;
    let over = redeem_request("evening-2", &check, Some("99"));
    assert_eq!(
        refusal(story.house.redeem_noted(over).await).0,
        Code::MoreThanLeft
    );
    assert_eq!(
        story.house.unheard().await.expect("read").len(),
        1,
        "until the screen heard it"
    );
    assert_eq!(
        story.house.what_became_of("evening-2").await.expect("certain"),
        Became::NotTaken
    );
    let no_code = RedeemRequest {
        code: "no code".to_owned(),
        ..redeem_request("evening-3", &check, None)
    };
    assert_eq!(refusal(story.house.redeem_noted(no_code).await).0, Code::NotACode);
    assert_eq!(
        story.house.unheard().await.expect("read").len(),
        1,
        "what is no code is not noted"
    );
}

#[tokio::test]
async fn a_reversal_since_is_told_with_the_first_answer() {
    let story = Story::set_up().await;
    let check = story.check("24").await;
    story
        .house
        .redeem_noted(redeem_request("evening-4", &check, None))
        .await
        .expect("taken");
    story
        .house
        .reverse(MendRequest {
            request_id: String::new(),
            voucher_id: check.id.clone(),
            redemption: None,
            reason: "Wrong bill".to_owned(),
            staff: String::new(),
        })
        .await
        .expect("reversed");
    let became = story.house.what_became_of("evening-4").await.expect("certain");
    let Became::Taken { redeemed, undone } = became else {
        panic!("it was taken");
    };
    assert!(undone);
    assert_eq!(
        redeemed.voucher.remaining.expect("a balance").minor,
        0,
        "as it was then"
    );
}

#[tokio::test]
async fn the_same_request_asked_by_two_screens_is_one_redemption_and_one_note() {
    let story = Story::set_up().await;
    let check = story.check("24").await;
    let asked = || {
        story
            .house
            .redeem_noted(redeem_request("twice", &check, Some("10")))
    };
    let (one, other) = tokio::join!(asked(), asked());
    assert_eq!(one.expect("taken"), other.expect("the first answer"));
    assert_eq!(story.house.unheard().await.expect("read").len(), 1);
    story.must_verify().await;
}
