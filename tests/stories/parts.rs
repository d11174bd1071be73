//! Redeeming in parts: what is left over, what the bill comes to, and what a certificate was given for.

use comeback_actions::dto::{LedgerKind, MendRequest, RedeemRequest, ShopSettings, Voucher};
use comeback_actions::{Code, Problem};
use comeback_tests::story::{Story, redeem_request, refusal, settings};

const NIGHT: &str = "2026-11-21";

fn on_bill(voucher: &Voucher, amount: Option<&str>, total: &str) -> RedeemRequest {
    RedeemRequest {
        bill_total: total.to_owned(),
        ..redeem_request("", voucher, amount)
    }
}

async fn used_up_at_once() -> Story {
    Story::set_up_as(ShopSettings {
        keeps_balance: false,
        ..settings()
    })
    .await
}

#[tokio::test]
async fn a_check_never_pays_more_than_the_bill() {
    let story = Story::set_up().await;
    let check = story.check("24").await;
    let over = story.house.redeem(on_bill(&check, Some("20"), "18.00")).await;
    let problem = Problem::from(&over.expect_err("more than the bill"));
    assert_eq!(
        (problem.code, problem.message.as_str()),
        (
            Code::OverBill,
            "The bill comes to $18.00, less than $20.00. Take $18.00 or less: it never pays more than the bill."
        )
    );
    let details: Vec<(&str, &str)> = problem
        .details
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    assert_eq!(
        details,
        [("bill_total", "1800"), ("field", "amount"), ("most", "1800")]
    );
    let taken = story
        .house
        .redeem(on_bill(&check, None, "18.00"))
        .await
        .expect("as much as the bill takes");
    assert_eq!(taken.redemption.amount.expect("a figure").minor, 1800);
    assert_eq!(taken.redemption.bill_total.expect("a total").minor, 1800);
    assert_eq!(taken.voucher.remaining.expect("a balance").minor, 600);
    story.must_verify().await;
}

#[tokio::test]
async fn the_total_is_part_of_what_a_request_asks_for() {
    let story = Story::set_up().await;
    let check = story.check("24").await;
    let asked = |total: &str| RedeemRequest {
        request_id: "one".to_owned(),
        ..on_bill(&check, Some("10"), total)
    };
    let first = story.house.redeem(asked("40")).await.expect("taken");
    let again = story
        .house
        .redeem(asked("40.00"))
        .await
        .expect("the first answer");
    assert_eq!(again, first);
    assert_eq!(
        refusal(story.house.redeem(asked("41")).await).0,
        Code::RequestReused
    );
    assert_eq!(
        refusal(story.house.redeem(asked("")).await).0,
        Code::RequestReused
    );
}

#[tokio::test]
async fn a_house_may_demand_the_total() {
    let story = Story::set_up_as(ShopSettings {
        bill_total: true,
        ..settings()
    })
    .await;
    let check = story.check("24").await;
    let refused = story.redeem(&check, Some("10")).await.expect_err("no total");
    let problem = Problem::from(&refused);
    assert_eq!(
        (
            problem.code,
            problem.message.as_str(),
            problem.details["field"].as_str()
        ),
        (
            Code::BadAmount,
            "Write what the bill comes to: this house takes no more than that.",
            "bill_total"
        )
    );
    story
        .house
        .redeem(on_bill(&check, Some("10"), "55"))
        .await
        .expect("taken");
}

#[tokio::test]
async fn what_is_left_over_on_a_check_is_lost_where_the_house_says_so_and_the_sums_hold() {
    let story = used_up_at_once().await;
    let check = story.check("24").await;
    story.check("10").await;
    let taken = story.redeem(&check, Some("18")).await.expect("taken");
    assert_eq!(taken.redemption.lapsed.clone().expect("left over").minor, 600);
    assert_eq!(taken.voucher.remaining.expect("a balance").minor, 0);
    assert_eq!(
        refusal(story.redeem(&check, Some("1")).await).0,
        Code::AlreadyUsed,
        "used, not void: that is what happened to it"
    );
    let totals = story.house.totals(NIGHT, NIGHT).await.expect("added up");
    assert_eq!(
        (totals.total.redeemed.count, totals.total.redeemed.amount),
        (1, 1800),
        "only what came off the bill is a cost"
    );
    assert_eq!(
        (totals.total.voided.count, totals.total.voided.amount),
        (0, 600),
        "the promise of the rest is taken back, and it is no paper more"
    );
    assert_eq!((totals.outstanding.count, totals.outstanding.amount), (1, 1000));
    let standing = story.house.verify().await.expect("readable").findings.standing;
    assert_eq!(
        (
            standing.issued_minor,
            standing.outstanding_minor,
            standing.redeemed_minor,
            standing.voided_minor
        ),
        (3400, 1000, 1800, 600)
    );
    assert_eq!(
        (
            standing.issued,
            standing.outstanding,
            standing.redeemed,
            standing.voided
        ),
        (2, 1, 1, 0)
    );
    story.must_verify().await;
}

#[tokio::test]
async fn a_lapse_is_undone_with_its_redemption() {
    let story = used_up_at_once().await;
    let check = story.check("24").await;
    story.redeem(&check, Some("18")).await.expect("taken");
    let ledger = story
        .house
        .reverse(MendRequest {
            request_id: String::new(),
            voucher_id: check.id.clone(),
            redemption: None,
            reason: "Wrong bill".to_owned(),
            staff: "Owen Brandt".to_owned(),
        })
        .await
        .expect("reversed");
    let moved: Vec<(LedgerKind, i64, i64)> = ledger
        .rows
        .iter()
        .map(|row| {
            let minor = |money: &Option<comeback_actions::dto::Money>| money.as_ref().map_or(0, |m| m.minor);
            (row.kind, minor(&row.change), minor(&row.balance))
        })
        .collect();
    assert_eq!(
        moved,
        [
            (LedgerKind::Issued, 2400, 2400),
            (LedgerKind::Redeemed, -2400, 0),
            (LedgerKind::Reversed, 2400, 2400)
        ]
    );
    assert_eq!(ledger.rows[1].lapsed.clone().expect("left over").minor, 600);
    let totals = story.house.totals(NIGHT, NIGHT).await.expect("added up");
    assert_eq!((totals.total.voided.count, totals.total.voided.amount), (0, 0));
    assert_eq!(totals.outstanding.amount, 2400);
    story.must_verify().await;
}

#[tokio::test]
async fn a_change_of_the_rule_counts_from_then_on() {
    let story = Story::set_up().await;
    let check = story.check("24").await;
    story.redeem(&check, Some("10")).await.expect("taken");
    let strict = ShopSettings {
        keeps_balance: false,
        ..settings()
    };
    story.house.change_shop(strict).await.expect("changed");
    let taken = story.redeem(&check, Some("10")).await.expect("taken");
    assert_eq!(taken.redemption.lapsed.expect("left over").minor, 400);
    let totals = story.house.totals(NIGHT, NIGHT).await.expect("added up");
    assert_eq!(
        (totals.total.redeemed.amount, totals.total.voided.amount),
        (2000, 400)
    );
    story.must_verify().await;
}

#[tokio::test]
async fn a_certificate_records_its_menu_value_and_warns_over_what_it_was_given_for() {
    let story = Story::set_up().await;
    let certificate = story.certificate("Breakfast for two", Some("27")).await;
    let request = RedeemRequest {
        request_id: "once".to_owned(),
        value: Some("31.50".to_owned()),
        ..redeem_request("", &certificate, None)
    };
    let taken = story
        .house
        .redeem(request.clone())
        .await
        .expect("a warning, no refusal");
    assert_eq!(
        taken.over.as_deref(),
        Some(
            "That is $4.50 over the $27.00 this certificate was given for. It is redeemed, and all of it counts; tell a manager if it should not."
        )
    );
    assert_eq!(
        story.house.redeem(request).await.expect("the first answer"),
        taken
    );
    let within = story.certificate("A main course", Some("27")).await;
    let request = RedeemRequest {
        value: Some("27".to_owned()),
        ..redeem_request("", &within, None)
    };
    assert_eq!(story.house.redeem(request).await.expect("redeemed").over, None);
    story.must_verify().await;
}
