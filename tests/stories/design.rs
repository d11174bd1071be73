//! The design of the papers, and the wording check.

use comeback_actions::Code;
use comeback_actions::dto::{CashBack, MakeGoodRequest, RemarkWeight, ShopSettings};
use comeback_domain::{Paper, VoucherKind};
use comeback_tests::story::{Story, cold_duck, refusal, settings};

/// Twice as wide as high.
const SVG: &[u8] = br##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="20" height="20" fill="#aa0000"/><rect x="20" width="20" height="20" fill="#0000aa"/></svg>"##;

#[tokio::test]
async fn a_logo_is_taken_once_and_is_in_force_when_the_settings_say_so() {
    let story = Story::set_up().await;
    let taken = story.house.take_logo(SVG.to_vec()).await.expect("a picture");
    assert_eq!(
        story.house.take_logo(SVG.to_vec()).await.expect("again"),
        taken,
        "kept once"
    );
    assert!(taken.width > taken.height, "{taken:?}");
    let voucher = story.check("24").await;
    let without = story.house.voucher_pdf(&voucher.id, None).await.expect("set");
    let with_logo = ShopSettings {
        logo: Some(taken.logo.clone()),
        ..settings()
    };
    let example = |settings: ShopSettings| {
        let house = story.house.clone();
        async move {
            house
                .preview_design(&settings, Paper::Letter, VoucherKind::Check)
                .await
        }
    };
    let modern = ShopSettings {
        accent: "#7A1F3D".to_owned(),
        ..with_logo.clone()
    };
    let shown = example(with_logo.clone()).await.expect("an example");
    assert!(shown != example(modern).await.expect("an example"));
    let after = story.house.voucher_pdf(&voucher.id, None).await.expect("set");
    assert!(without == after, "an example changes nothing");
    let state = story.house.change_shop(with_logo.clone()).await.expect("changed");
    assert_eq!(state.house, Some(with_logo));
    story
        .house
        .voucher_pdf(&voucher.id, None)
        .await
        .expect("set with it");
    story.must_verify().await;

    let said = "This logo is not kept here. Choose the picture again.";
    for logo in ["0".repeat(64), "../../etc/passwd".to_owned()] {
        let lost = ShopSettings {
            logo: Some(logo),
            ..settings()
        };
        assert_eq!(
            refusal(example(lost.clone()).await),
            (Code::BadChoice, said.to_owned())
        );
        assert_eq!(
            refusal(story.house.change_shop(lost).await),
            (Code::BadChoice, said.to_owned())
        );
    }
}

#[tokio::test]
async fn a_hostile_picture_is_refused_in_a_sentence_and_nothing_is_kept() {
    let story = Story::set_up().await;
    let say = async |file: &[u8]| {
        let (code, said) = refusal(story.house.take_logo(file.to_vec()).await);
        assert_eq!(code, Code::BadChoice);
        said
    };
    assert_eq!(
        say(b"").await,
        "This file is empty. Choose another file for the logo."
    );
    assert_eq!(
        say(b"#!/bin/sh\nrm -rf /").await,
        "This file is not a PNG, JPEG or SVG picture. Save the logo as one of these and choose it again."
    );
    let damaged = say(b"\x89PNG\r\n\x1a\nnonsense").await;
    assert!(
        damaged.starts_with("This PNG file is damaged and cannot be read."),
        "{damaged}"
    );
    let reads_a_file = br##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><image href="/etc/passwd" width="40" height="20"/></svg>"##;
    let refused = say(reads_a_file).await;
    assert!(refused.ends_with('.'), "{refused}");
    let kept = rusqlite::Connection::open(story.folder().join("comeback.db"))
        .and_then(|database| database.query_row("SELECT count(*) FROM logo", [], |row| row.get::<_, i64>(0)));
    assert_eq!(kept, Ok(0));
}

#[tokio::test]
async fn a_design_that_cannot_be_is_refused_and_names_its_field() {
    let story = Story::set_up().await;
    let say = async |change: fn(&mut ShopSettings)| {
        let mut changed = settings();
        change(&mut changed);
        let error = story.house.change_shop(changed).await.expect_err("refused");
        let problem = comeback_actions::Problem::from(&error);
        (problem.details["field"].clone(), problem.message)
    };
    assert_eq!(
        say(|settings| settings.accent = "green".to_owned()).await,
        (
            "accent".to_owned(),
            "“green” is not a colour. Write six hexadecimal digits, such as #1E4D3B.".to_owned()
        )
    );
    assert_eq!(
        say(|settings| settings.fine_print = "x".repeat(301)).await,
        (
            "fine_print".to_owned(),
            "The fine print is too long: 301 characters, and 300 fit. Shorten it.".to_owned()
        )
    );
    assert_eq!(
        say(|settings| settings.letter = "x\0y".to_owned()).await,
        (
            "letter".to_owned(),
            "The letter holds a control character that cannot be printed. Type it again by hand.".to_owned()
        )
    );
    assert_eq!(
        story.house.app_state().await.expect("a state").house,
        Some(settings())
    );
}

fn check(amount: &str) -> MakeGoodRequest {
    MakeGoodRequest::Check {
        amount: amount.to_owned(),
        expires_on: None,
    }
}

async fn remarks(story: &Story, good: MakeGoodRequest) -> Vec<(String, RemarkWeight, String)> {
    let found = story
        .house
        .wording(&cold_duck(good), None)
        .await
        .expect("checked");
    found
        .into_iter()
        .map(|remark| (remark.rule, remark.weight, remark.sentence))
        .collect()
}

#[tokio::test]
async fn the_wording_check_says_what_is_missing_and_why() {
    let story = Story::set_up().await;
    assert_eq!(remarks(&story, check("24")).await, []);
    let comp = MakeGoodRequest::Comp {
        amount: "4".to_owned(),
    };
    assert_eq!(remarks(&story, comp).await, [], "no paper, nothing to check");
    let mut plain = settings();
    plain.legend = false;
    plain.address = "9 Vine Street, Napa, California 94558".to_owned();
    story.house.change_shop(plain).await.expect("changed");
    let found = remarks(&story, check("24")).await;
    let told: Vec<_> = found
        .iter()
        .map(|(rule, weight, _)| (rule.as_str(), *weight))
        .collect();
    assert_eq!(
        told,
        [
            ("legend", RemarkWeight::Missing),
            ("cash_back", RemarkWeight::Note)
        ]
    );
    assert_eq!(
        found[0].2,
        "THIS IS NOT A CHECK is switched off. New York (GBL 396-aa) and Washington (RCW 19.170.050) ask for it across a paper that looks like a check. Switch it on under Settings."
    );
    assert_eq!(
        found[1].2,
        "In California a guest may ask for the rest of a gift card in cash when it is below $10.00 (CT OLR 2015-R-0095; raised by SB 22, Stats. 2025 ch. 207: look the figure up). A promotional paper nobody paid for is often outside the rule. Settle with your lawyer what the team says."
    );
}

#[tokio::test]
async fn thresholds_are_data_that_the_shop_edits() {
    let story = Story::set_up().await;
    let seeded = story.house.cash_back().await.expect("listed");
    assert_eq!(seeded.len(), 10);
    assert!(seeded.iter().all(|row| row.source.contains("OLR 2015-R-0095")));
    let row = |state: &str, below_minor| CashBack {
        state: state.to_owned(),
        below_minor,
        currency: "USD".to_owned(),
        source: "Our lawyer, May 2027".to_owned(),
    };
    let set = story
        .house
        .set_cash_back(vec![row("Michigan", 1_500)])
        .await
        .expect("set");
    assert_eq!(set, [row("Michigan", 1_500)]);
    assert_eq!(
        remarks(&story, check("12")).await[0].2,
        "In Michigan a guest may ask for this check in cash when it is below $15.00 (Our lawyer, May 2027). A promotional paper nobody paid for is often outside the rule. Settle with your lawyer what the team says."
    );
    for (rows, sentence) in [
        (
            vec![row("", 1)],
            "The state is missing. Write it, then try again.",
        ),
        (
            vec![row("Ohio", 0)],
            "A threshold is above zero and at most 1,000,000. Write another one.",
        ),
        (
            vec![row("Ohio", 1), row("ohio", 2)],
            "ohio is there twice. Remove one of the two.",
        ),
    ] {
        assert_eq!(refusal(story.house.set_cash_back(rows).await).1, sentence);
    }
    assert_eq!(
        story.house.cash_back().await.expect("listed"),
        set,
        "nothing was changed"
    );
}

#[tokio::test]
async fn a_paper_that_left_as_a_file_may_have_been_sent() {
    let story = Story::set_up().await;
    let voucher = story.certificate("Breakfast for two", None).await;
    assert_eq!(
        story.house.voucher_wording(&voucher.id).await.expect("checked"),
        []
    );
    story.house.save_voucher(&voucher.id, "").await.expect("saved");
    let found = story.house.voucher_wording(&voucher.id).await.expect("checked");
    assert_eq!(
        (found.len(), found[0].rule.as_str(), found[0].weight),
        (1, "sent", RemarkWeight::Note)
    );
}
