//! What cannot be taken is said in a sentence with the next step, and nothing is half-written.

use std::path::Path;

use comeback_actions::dto::{MakeGoodRequest, MakeItRight, Verdict};
use comeback_actions::{Code, Destination, NewIncident};
use comeback_tests::story::{Story, cold_duck, redeem_request, refusal, settings};

fn check(amount: &str) -> MakeItRight {
    cold_duck(MakeGoodRequest::Check {
        amount: amount.to_owned(),
        expires_on: None,
    })
}

async fn says(story: &Story, request: MakeItRight, code: Code, message: &str) {
    let before = story.house.verify().await.expect("readable").findings.events;
    assert_eq!(
        refusal(story.house.make_it_right(request).await),
        (code, message.to_owned())
    );
    let after = story.house.verify().await.expect("readable").findings.events;
    assert_eq!(before, after, "nothing is half-written");
}

#[tokio::test]
async fn amounts() {
    let story = Story::set_up().await;
    for (typed, code, message) in [
        ("0", Code::AmountRefused, "The amount must be more than zero."),
        ("-5.00", Code::AmountRefused, "The amount must be more than zero."),
        ("1e3", Code::BadAmount, "Write the amount as 12.50."),
        (
            "12.345",
            Code::BadAmount,
            "USD has 2 decimals. Write the amount as 12.50.",
        ),
        ("12,50", Code::BadAmount, "Write the amount as 12.50."),
        ("", Code::BadAmount, "The amount is missing. Write it as 12.50."),
        (
            "1000000.01",
            Code::AmountRefused,
            "The amount is over $1,000,000.00. Check the number of zeros.",
        ),
    ] {
        says(&story, check(typed), code, message).await;
        let comp = cold_duck(MakeGoodRequest::Comp {
            amount: typed.to_owned(),
        });
        says(&story, comp, code, message).await;
    }
}

#[tokio::test]
async fn dates() {
    let story = Story::set_up().await;
    let until = |date: &str| {
        cold_duck(MakeGoodRequest::Check {
            amount: "5".to_owned(),
            expires_on: Some(date.to_owned()),
        })
    };
    says(
        &story,
        until("2026-11-20"),
        Code::DateRefused,
        "20 Nov 2026 is in the past. Choose 21 Nov 2026 or a later date.",
    )
    .await;
    says(
        &story,
        until("soon"),
        Code::BadDate,
        "“soon” is not a date. Write it as 2027-03-31.",
    )
    .await;
    story
        .house
        .make_it_right(until("2026-11-21"))
        .await
        .expect("tonight only is a choice");
    assert_eq!(
        refusal(story.house.totals("2026-12-01", "2026-11-01").await),
        (
            Code::DateRefused,
            "The period ends on 1 Nov 2026, before it begins on 1 Dec 2026. Turn the two dates round."
                .to_owned()
        )
    );
    let incident = |at: &str| NewIncident {
        category: "food".into(),
        severity: 2,
        what: "x".into(),
        at: Some(at.into()),
        ..NewIncident::default()
    };
    assert_eq!(
        refusal(
            story
                .house
                .record_incident(incident("2026-11-22T00:42:01Z"))
                .await
        ),
        (
            Code::DateRefused,
            "That is in the future. Write when it happened.".to_owned()
        )
    );
    assert_eq!(
        refusal(story.house.record_incident(incident("yesterday")).await),
        (
            Code::BadDate,
            "“yesterday” is not a moment. Write it as 2026-11-21T19:42:00-05:00.".to_owned()
        )
    );
}

#[tokio::test]
async fn texts() {
    let story = Story::set_up().await;
    let with = |change: fn(&mut MakeItRight)| {
        let mut request = check("5");
        change(&mut request);
        request
    };
    for (request, code, message) in [
        (
            with(|r| r.guest = "x".repeat(10_000)),
            Code::BadText,
            "The guest name is too long: 10000 characters, and 200 fit. Shorten it.",
        ),
        (
            with(|r| r.guest = "Helen\0".to_owned()),
            Code::BadText,
            "The guest name holds a control character that cannot be printed. Type it again by hand.",
        ),
        (
            with(|r| r.guest = "Helen \u{202e}rofakO".to_owned()),
            Code::BadText,
            "The guest name holds invisible marks that reorder text. Type it again by hand.",
        ),
        (
            with(|r| r.what = "  ".to_owned()),
            Code::BadText,
            "The description is missing. Write it, then try again.",
        ),
        (
            with(|r| r.category = "weather".to_owned()),
            Code::BadChoice,
            "“weather” is not a category. Choose one of: food_quality, wrong_item, long_wait, service, cleanliness, billing, reservation, takeout, other.",
        ),
        (
            with(|r| r.score = Some(11)),
            Code::BadChoice,
            "A score goes from 0 to 10; 11 is outside. Choose one of them, or leave it out.",
        ),
        (
            with(|r| r.severity = 0),
            Code::BadChoice,
            "Severity is 1 (a slip), 2 (a let-down) or 3 (serious); 0 is none of them.",
        ),
        (
            with(|r| r.request_id = "two words".to_owned()),
            Code::BadChoice,
            "A request id has 1 to 100 letters, digits or signs and no spaces. Use a UUID.",
        ),
    ] {
        says(&story, request, code, message).await;
    }
    let empty = MakeGoodRequest::Certificate {
        benefit: String::new(),
        value: None,
        expires_on: None,
    };
    says(
        &story,
        cold_duck(empty),
        Code::BadText,
        "The benefit is missing. Write it, then try again.",
    )
    .await;
}

#[tokio::test]
async fn what_cannot_be_printed_is_never_issued() {
    let story = Story::set_up().await;
    // The widest text that the form takes; the paper has to hold it, or the house has to say that it does not.
    let benefit = "W".repeat(200);
    let request = cold_duck(MakeGoodRequest::Certificate {
        benefit,
        value: None,
        expires_on: None,
    });
    match story.house.make_it_right(request).await {
        Ok(made) => {
            let voucher = made.voucher.expect("a certificate");
            story
                .house
                .voucher_pdf(&voucher.id, None)
                .await
                .expect("it can be printed");
        }
        Err(error) => {
            assert!(
                error
                    .to_string()
                    .contains("does not fit on the paper. Shorten it"),
                "{error}"
            );
            assert_eq!(
                story.house.verify().await.expect("readable").findings.incidents,
                0
            );
        }
    }
}

#[tokio::test]
async fn codes_at_the_door() {
    let story = Story::set_up().await;
    let voucher = story.check("24").await;
    let code = voucher.code.as_str();
    let first = if code.starts_with('2') { '3' } else { '2' };
    let slip = format!("{first}{}", &code[1..]);
    let look = async |typed: &str| match story.house.look_up(typed).await.expect("a verdict") {
        Verdict::Mistyped { message, .. } => ("mistyped", message),
        Verdict::NotACode { message } => ("not a code", message),
        Verdict::NotOurs { message } => ("not_ours", message),
        Verdict::Unknown { message, .. } => ("unknown", message),
        Verdict::Paused { message, .. } => panic!("{message}"),
        Verdict::Good { .. } => ("good", String::new()),
        Verdict::Used { .. } | Verdict::Expired { .. } | Verdict::Voided { .. } => panic!("none of these"),
    };
    assert_eq!(look(code).await.0, "good");
    assert_eq!(
        look(&slip).await,
        (
            "mistyped",
            "That is not quite the code: one or more characters are wrong. Look again at the paper."
                .to_owned()
        )
    );
    assert_eq!(
        look("hello there").await,
        (
            "not a code",
            "That is not one of our codes. A code looks like XXXX-XXXX-XXXX.".to_owned()
        )
    );
    // A sum of zero: well-formed, and never drawn here.
    assert_eq!(
        look("2222-2222-2222").await,
        (
            "unknown",
            "We do not know this code. Check that the paper is ours.".to_owned()
        )
    );
    let mut request = redeem_request("", &voucher, None);
    request.code = slip;
    assert_eq!(
        refusal(story.house.redeem(request.clone()).await).0,
        Code::Mistyped
    );
    request.code = "2222-2222-2222".to_owned();
    assert_eq!(
        refusal(story.house.redeem(request).await),
        (
            Code::UnknownCode,
            "We do not know this code. Check that the paper is ours.".to_owned()
        )
    );
}

#[tokio::test]
async fn figures_at_the_door() {
    let story = Story::set_up().await;
    let check = story.check("24").await;
    assert_eq!(
        refusal(story.redeem(&check, Some("24.01")).await),
        (
            Code::MoreThanLeft,
            "$24.00 is left on this check, less than $24.01. Take $24.00 or less.".to_owned()
        )
    );
    assert_eq!(
        refusal(story.redeem(&check, Some("abc")).await).1,
        "Write the amount as 12.50."
    );
    let mut with_value = redeem_request("", &check, None);
    with_value.value = Some("5".to_owned());
    assert_eq!(
        refusal(story.house.redeem(with_value).await),
        (
            Code::BadChoice,
            "This is a check: give the amount to take off it, not a menu value.".to_owned()
        )
    );
    let certificate = story.certificate("Breakfast for two", None).await;
    assert_eq!(
        refusal(story.redeem(&certificate, Some("5")).await),
        (
            Code::BadChoice,
            "This is a certificate: give its menu value, not an amount.".to_owned()
        )
    );
}

#[tokio::test]
async fn places_that_cannot_be_written() {
    let story = Story::set_up().await;
    let there_is_none = Path::new("/no/such/folder/paper.pdf");
    assert_eq!(
        refusal(Destination::reserve(there_is_none)),
        (
            Code::CannotWrite,
            "/no/such/folder/paper.pdf cannot be written: its folder is not there. Choose another place; nothing was lost."
                .to_owned()
        )
    );
    let folder = refusal(Destination::reserve(story.folder()));
    assert!(
        folder
            .1
            .ends_with("cannot be written: it is a folder. Choose another place; nothing was lost.")
    );
    let kept = story.house.save_folder().await.expect("a folder");
    assert_eq!(
        refusal(story.house.set_save_folder(Path::new("/proc")).await).0,
        Code::CannotWrite
    );
    assert_eq!(story.house.save_folder().await.expect("a folder"), kept);
}

#[tokio::test]
async fn a_house_that_is_not_set_up_says_so() {
    let story = Story::before_the_first_day();
    assert_eq!(
        refusal(story.house.make_it_right(check("5")).await),
        (
            Code::NotSetUp,
            "The shop is not set up yet. Set it up first: business name, currency and time zone.".to_owned()
        )
    );
    assert!(story.house.app_state().await.expect("a state").house.is_none());
    let mut nameless = settings();
    nameless.name = " ".to_owned();
    assert_eq!(
        refusal(story.house.set_up(nameless).await),
        (
            Code::BadText,
            "The business name is missing. Write it, then try again.".to_owned()
        )
    );
}

#[tokio::test]
async fn ids_that_belong_to_nothing() {
    let story = Story::set_up().await;
    for id in ["", "7", "019aa9a5-0000-7000-8000-000000000001"] {
        assert_eq!(
            refusal(story.house.incident(id).await),
            (
                Code::NotFound,
                "There is no incident with this id. Look it up in the list of incidents.".to_owned()
            )
        );
        assert_eq!(
            refusal(story.house.voucher_pdf(id, None).await).1,
            "There is no check or certificate with this id. Look it up in the list of incidents."
        );
    }
}
