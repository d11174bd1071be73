//! The whole chain: incident, make-good, paper, redemption, books.

use comeback_actions::dto::{IncidentFilter, MakeGoodRequest, MakeGoodStatus, TimelineStep, Verdict};
use comeback_domain::{Paper, VoucherStatus};
use comeback_tests::story::{Story, cold_duck};

fn check(amount: &str) -> MakeGoodRequest {
    MakeGoodRequest::Check {
        amount: amount.to_owned(),
        expires_on: None,
    }
}

#[tokio::test]
async fn a_guest_let_down_on_saturday_comes_back_in_december() {
    let story = Story::set_up().await;
    let house = &story.house;

    let made = story.made_right(check("24.00")).await;
    let voucher = made.voucher.expect("a voucher");
    assert_eq!(made.incident.business_date, "2026-11-21");
    assert_eq!(made.make_good.status, MakeGoodStatus::Open);
    assert_eq!(voucher.expires_on, "2027-02-19", "ninety days on");
    assert_eq!(voucher.status, VoucherStatus::Outstanding);
    assert_eq!(
        voucher.amount.as_ref().map(|amount| amount.text.as_str()),
        Some("$24.00")
    );

    let pdf = house.voucher_pdf(&voucher.id, None).await.expect("a paper");
    assert!(pdf.starts_with(b"%PDF-1.7"));
    assert_eq!(
        pdf,
        house.voucher_pdf(&voucher.id, None).await.expect("again"),
        "a reprint is the same paper"
    );

    story.clock.set("2026-12-11T23:58:00Z");
    let Verdict::Good {
        voucher: seen,
        because,
        incident_on,
        place,
        ..
    } = house
        .look_up(&voucher.code.qr().to_lowercase())
        .await
        .expect("looked up")
    else {
        panic!("it is good")
    };
    assert_eq!(seen.id, voucher.id);
    assert!(because.starts_with("Duck came to the table cold"));
    assert_eq!(
        (incident_on.as_str(), place.as_deref()),
        ("2026-11-21", Some("Table 12"))
    );

    let redeemed = story.redeem(&voucher, Some("20.00")).await.expect("redeemed");
    assert_eq!(redeemed.voucher.remaining.expect("a balance").minor, 400);
    assert_eq!(
        redeemed.voucher.status,
        VoucherStatus::Outstanding,
        "four dollars are left"
    );
    let rest = story.redeem(&voucher, None).await.expect("the rest");
    assert_eq!(rest.redemption.amount.expect("a figure").minor, 400);
    assert_eq!(rest.voucher.status, VoucherStatus::Redeemed);

    let Verdict::Used { last, .. } = house.look_up(&voucher.code.grouped()).await.expect("looked up") else {
        panic!("it is used")
    };
    assert_eq!(
        (last.bill.as_deref(), last.staff.as_deref()),
        (Some("40931"), Some("Marcus Bell"))
    );

    let back = house.came_back_today().await.expect("listed");
    assert_eq!((back.count, back.amount.minor), (2, 2400));
    story.must_verify().await;
}

#[tokio::test]
async fn an_incident_tells_its_story_from_its_events() {
    let story = Story::set_up().await;
    let voucher = story.certificate("Breakfast for two", Some("31.00")).await;
    story
        .house
        .save_voucher(&voucher.id, "Owen Brandt")
        .await
        .expect("saved");
    story.clock.set("2026-12-01T15:00:00Z");
    story.redeem(&voucher, None).await.expect("redeemed");

    let told = story.house.incident(&voucher.incident_id).await.expect("a story");
    let steps: Vec<_> = told.timeline.iter().map(|entry| &entry.what).collect();
    assert!(matches!(steps[0], TimelineStep::Recorded));
    assert!(
        matches!(steps[1], TimelineStep::Issued { benefit: Some(text), .. } if text == "Breakfast for two")
    );
    assert!(matches!(steps[2], TimelineStep::Saved { last_four, .. } if *last_four == voucher.last_four));
    let TimelineStep::Redeemed {
        amount,
        bill,
        days_after,
        remaining,
        ..
    } = steps[3]
    else {
        panic!("redeemed last")
    };
    assert_eq!(amount.as_ref().map(|amount| amount.text.as_str()), Some("$31.00"));
    assert_eq!(
        (bill.as_deref(), *days_after, remaining.is_none()),
        (Some("40931"), 10, true)
    );
    assert_eq!(told.timeline[3].staff.as_deref(), Some("Marcus Bell"));
    assert_eq!(told.incident.score, Some(3));
    story.must_verify().await;
}

#[tokio::test]
async fn comps_and_gestures_have_a_cost_and_no_paper() {
    let story = Story::set_up().await;
    let comp = story
        .made_right(MakeGoodRequest::Comp {
            amount: "4.50".to_owned(),
        })
        .await;
    assert!(comp.voucher.is_none());
    assert_eq!(comp.make_good.status, MakeGoodStatus::Done);
    let cookies = MakeGoodRequest::Gesture {
        what: "Cookies, driven over".to_owned(),
        cost: "6.00".to_owned(),
    };
    let gesture = story.made_right(cookies).await;
    assert_eq!(gesture.make_good.what.as_deref(), Some("Cookies, driven over"));

    let totals = story
        .house
        .totals("2026-11-21", "2026-11-21")
        .await
        .expect("added up");
    assert_eq!(
        (totals.total.comps.amount, totals.total.gestures.amount),
        (450, 600)
    );
    assert_eq!(
        (totals.total.issued.count, totals.total.cost(), totals.incidents),
        (0, 1050, 2)
    );
    story.must_verify().await;
}

#[tokio::test]
async fn several_make_goods_belong_to_one_incident() {
    let story = Story::set_up().await;
    let made = story
        .made_right(MakeGoodRequest::Comp {
            amount: "9".to_owned(),
        })
        .await;
    let given = story
        .house
        .make_good(&made.incident.id, check("15"), "Nadia Haddad", None, None)
        .await
        .expect("given");
    let told = story.house.incident(&made.incident.id).await.expect("a story");
    assert_eq!(told.make_goods.len(), 2);
    assert_eq!(told.vouchers[0].issued_by.as_deref(), Some("Nadia Haddad"));
    assert_eq!(
        given.voucher.expect("a check").last_four,
        told.vouchers[0].last_four
    );
}

#[tokio::test]
async fn the_list_is_searched_and_narrowed() {
    let story = Story::set_up().await;
    let spent = story.check("10").await;
    story.redeem(&spent, None).await.expect("redeemed");
    story.check("11").await;
    let mut other = cold_duck(MakeGoodRequest::Comp {
        amount: "5".to_owned(),
    });
    other.category = "takeout".to_owned();
    other.guest = "Ana_Rivas 100%".to_owned();
    other.what = "Dressing left out of the salad".to_owned();
    story.house.make_it_right(other).await.expect("made right");

    let found = async |filter: IncidentFilter| {
        let page = story.house.incidents(filter).await.expect("listed");
        (page.total, page.rows.len())
    };
    let search = |text: &str| IncidentFilter {
        search: text.to_owned(),
        ..IncidentFilter::default()
    };
    assert_eq!(found(IncidentFilter::default()).await, (3, 3));
    assert_eq!(found(search("okafor")).await, (2, 2));
    assert_eq!(
        found(search(&format!("…{}", spent.last_four.to_lowercase()))).await,
        (1, 1)
    );
    assert_eq!(found(search("40931")).await, (1, 1), "a bill number");
    assert_eq!(found(search("a_r")).await, (1, 1), "an underscore is itself");
    assert_eq!(found(search("0%")).await, (1, 1), "a percent sign is itself");
    assert_eq!(found(search("'; DROP TABLE incident; --")).await, (0, 0));
    let open = IncidentFilter {
        status: Some(comeback_actions::dto::IncidentStatus::Open),
        ..IncidentFilter::default()
    };
    assert_eq!(found(open).await, (1, 1));
    let page = story
        .house
        .incidents(IncidentFilter::default())
        .await
        .expect("listed");
    assert_eq!(
        (page.counts.open, page.counts.came_back, page.counts.expired),
        (1, 1, 0)
    );
    assert_eq!(page.given.text, "$26.00");
    let takeout = IncidentFilter {
        category: Some("takeout".to_owned()),
        ..IncidentFilter::default()
    };
    assert_eq!(found(takeout).await, (1, 1));
    let checks = IncidentFilter {
        kind: Some("check".to_owned()),
        ..IncidentFilter::default()
    };
    assert_eq!(found(checks).await, (2, 2));
    let long_ago = IncidentFilter {
        to: Some("2026-11-20".to_owned()),
        ..IncidentFilter::default()
    };
    assert_eq!(found(long_ago).await, (0, 0));
}

#[tokio::test]
async fn the_preview_is_the_paper_without_a_code() {
    let story = Story::set_up().await;
    let blank = cold_duck(check(""));
    assert!(
        story
            .house
            .preview_paper(&blank, None)
            .await
            .expect("a preview")
            .starts_with(b"%PDF")
    );
    let gesture = MakeGoodRequest::Gesture {
        what: "x".to_owned(),
        cost: "1".to_owned(),
    };
    assert_eq!(
        story
            .house
            .preview_paper(&cold_duck(gesture), None)
            .await
            .expect_err("no paper")
            .to_string(),
        "A comp or a gesture has no paper. Choose a check or a certificate."
    );
    assert_eq!(
        story.house.verify().await.expect("readable").findings.vouchers,
        0,
        "a preview issues nothing"
    );
}

#[tokio::test]
async fn a_paper_is_saved_under_a_name_that_tells_no_guest_and_no_code() {
    let story = Story::set_up().await;
    let voucher = story.check("24").await;
    let saved = story
        .house
        .save_voucher(&voucher.id, "Owen Brandt")
        .await
        .expect("saved");
    let expected = story
        .folder()
        .join(format!("saved/2026-11-21-check-{}.pdf", voucher.last_four));
    assert_eq!(saved.path, expected.display().to_string());
    assert_eq!(
        std::fs::read(expected).expect("there"),
        story.house.voucher_pdf(&voucher.id, None).await.expect("a paper")
    );
}

#[tokio::test]
async fn another_paper_of_a_voucher_is_saved_beside_the_first() {
    let story = Story::set_up().await;
    let voucher = story.check("24").await;
    let save = async |paper| {
        let saved = story
            .house
            .save_voucher_on(&voucher.id, "Owen Brandt", paper)
            .await;
        std::path::PathBuf::from(saved.expect("saved").path)
    };
    let (first, other) = (save(None).await, save(Some(Paper::Receipt80)).await);
    let name = format!("2026-11-21-check-{}-receipt80.pdf", voucher.last_four);
    assert_eq!(other.file_name().expect("a name").to_string_lossy(), name);
    assert_ne!(
        std::fs::read(first).expect("there"),
        std::fs::read(other).expect("there")
    );
}
