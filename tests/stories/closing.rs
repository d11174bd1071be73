//! A closed number never moves: not by what comes late, not by a clock that was set back, not by another export.

use comeback_actions::dto::{
    AccountRule, ActivityFilter, MakeGoodRequest, MakeItRight, MendRequest, TakingsForm, TakingsStretch,
    Voucher,
};
use comeback_actions::{Code, ExportForm, NewIncident};
use comeback_domain::Category;
use comeback_tests::story::{Story, cold_duck, refusal, to_its_end};
use proptest::prelude::*;

/// Noon in Detroit on this day.
fn noon(day: &str) -> String {
    format!("{day}T17:00:00Z")
}

fn mend(voucher: &Voucher) -> MendRequest {
    MendRequest {
        request_id: String::new(),
        voucher_id: voucher.id.clone(),
        redemption: None,
        reason: "Printed twice".to_owned(),
        staff: "Nadia Haddad".to_owned(),
    }
}

/// A house with a comp and a check in October, on 3 November, that reclasses.
async fn october() -> (Story, Voucher) {
    let story = Story::set_up().await;
    let mut form = story.house.accounts().await.expect("read").set;
    form.mode = "reclass".to_owned();
    form.against = "Income:Till".to_owned();
    form.rules = vec![AccountRule {
        category: None,
        kind: None,
        account: "Income:Comps".to_owned(),
    }];
    story.clock.set(&noon("2026-10-06"));
    story.house.set_accounts(form).await.expect("set");
    let comp = MakeGoodRequest::Comp {
        amount: "12.50".to_owned(),
    };
    story.made_right(comp).await;
    story.clock.set(&noon("2026-10-20"));
    let voucher = story.check("24").await;
    story.clock.set(&noon("2026-11-03"));
    (story, voucher)
}

async fn exported(story: &Story, days: (&str, &str), form: &str) -> Vec<u8> {
    let path = story.folder().join("export");
    let form = ExportForm::from_key(form).expect("a form");
    story
        .house
        .export(days.0, days.1, form, &path, to_its_end)
        .await
        .expect("exported");
    std::fs::read(path).expect("there")
}

const OCTOBER: (&str, &str) = ("2026-10-06", "2026-10-31");

#[tokio::test]
async fn a_void_that_comes_late_lands_in_the_open_period_and_cites_the_closed_one() {
    let (story, voucher) = october().await;
    let closings = story
        .house
        .close("2026-10-31", "Ruth Ellery")
        .await
        .expect("closed");
    let row = &closings.rows[0];
    assert_eq!(
        (
            row.batch,
            row.revision,
            row.from.as_str(),
            row.to.as_str(),
            row.staff.as_deref()
        ),
        (1, 1, "2026-10-06", "2026-10-31", Some("Ruth Ellery"))
    );
    assert_eq!(
        (row.movements, row.cost.minor, row.journals.as_slice()),
        (2, 1_250, &["CB261006-26".to_owned()][..])
    );
    let before = exported(&story, OCTOBER, "csv").await;

    story.house.void(mend(&voucher)).await.expect("voided");
    assert_eq!(
        exported(&story, OCTOBER, "csv").await,
        before,
        "October does not move"
    );
    let november =
        String::from_utf8(exported(&story, ("2026-11-01", "2026-11-30"), "csv").await).expect("text");
    let late = november.lines().nth(1).expect("a line");
    assert!(
        late.starts_with("2026-11-03,") && late.contains(",voided,check,"),
        "{late}"
    );
    assert!(
        late.ends_with(",2026-10-20,1"),
        "it cites the day and the batch: {late}"
    );
    story.must_verify().await;
}

#[tokio::test]
async fn nothing_is_written_for_a_closed_day_even_when_the_clock_was_set_back() {
    let (story, voucher) = october().await;
    story.house.close("2026-10-31", "").await.expect("closed");
    let before = exported(&story, OCTOBER, "csv").await;
    let totals = story.house.totals(OCTOBER.0, OCTOBER.1).await.expect("added up");

    story.clock.set(&noon("2026-10-21"));
    story.redeem(&voucher, Some("10")).await.expect("redeemed");
    story
        .made_right(MakeGoodRequest::Comp {
            amount: "5".to_owned(),
        })
        .await;
    // What happened in October and is told now is no incident of October any more.
    story.clock.set(&noon("2026-11-04"));
    let told = NewIncident {
        category: "service".to_owned(),
        severity: 2,
        what: "Nobody came to the table".to_owned(),
        at: Some(noon("2026-10-22")),
        ..NewIncident::default()
    };
    let recorded = story.house.record_incident(told).await.expect("told");
    assert_eq!(
        (recorded.business_date.as_str(), recorded.at.as_str()),
        ("2026-11-01", "2026-10-22T17:00:00.000Z")
    );

    assert_eq!(exported(&story, OCTOBER, "csv").await, before);
    assert_eq!(
        story.house.totals(OCTOBER.0, OCTOBER.1).await.expect("added up"),
        totals
    );
    let november = story
        .house
        .totals("2026-11-01", "2026-11-30")
        .await
        .expect("added up");
    assert_eq!((november.total.cost(), november.incidents), (1_500, 2));
    story.must_verify().await;
}

#[tokio::test]
async fn a_reopened_period_is_closed_again_as_its_next_revision_with_what_is_other() {
    let (story, _) = october().await;
    story.house.close("2026-10-31", "").await.expect("closed");
    let first = exported(&story, OCTOBER, "hledger").await;
    let mut form = story.house.accounts().await.expect("read").set;
    form.rules[0].account = "Income:Recovery".to_owned();
    story.house.set_accounts(form).await.expect("set");
    assert_eq!(
        exported(&story, OCTOBER, "hledger").await,
        first,
        "closed is closed, whatever the accounts say now"
    );

    assert_eq!(
        refusal(story.house.reopen(1, " ", "").await),
        (
            Code::BadText,
            "The reason is missing. Write it, then try again.".to_owned()
        )
    );
    let open = story
        .house
        .reopen(1, "Wrong account", "Nadia Haddad")
        .await
        .expect("reopened");
    assert_eq!(
        open.rows[0].reopened.as_ref().map(|made| made.reason.as_str()),
        Some("Wrong account")
    );
    assert_eq!(
        refusal(story.house.close("2026-11-02", "").await),
        (
            Code::DateRefused,
            "Batch 1 was reopened. Close it again first, through 31 Oct 2026.".to_owned()
        )
    );
    let again = story.house.close("2026-10-31", "").await.expect("closed again");
    let row = &again.rows[0];
    assert_eq!(
        (row.batch, row.revision, row.journals.as_slice()),
        (1, 2, &["CB261006R2".to_owned()][..])
    );
    let told: Vec<String> = row
        .differences
        .iter()
        .map(|each| format!("{}: {} -> {}", each.what, each.before, each.after))
        .collect();
    assert_eq!(
        told,
        [
            "Income:Comps, 31 Oct 2026: 12.50 -> ",
            "Income:Recovery, 31 Oct 2026:  -> 12.50"
        ]
    );
    let second = String::from_utf8(exported(&story, OCTOBER, "hledger").await).expect("text");
    assert!(
        second.contains("(CB261006R2) Comps 6 to 31 Oct 2026, batch 1 revision 2"),
        "{second}"
    );
    story.must_verify().await;
}

#[tokio::test]
async fn a_second_export_of_a_journal_is_told() {
    let (story, _) = october().await;
    story.house.close("2026-10-31", "").await.expect("closed");
    let path = story.folder().join("october.csv");
    let export = async |form: &str| {
        let form = ExportForm::from_key(form).expect("a form");
        story
            .house
            .export(OCTOBER.0, OCTOBER.1, form, &path, to_its_end)
            .await
            .expect("exported")
    };
    let first = export("qbo").await;
    assert_eq!((first.batch, first.before), (Some(1), None));
    assert_eq!(
        export("qbo").await.before.as_deref(),
        Some("Already exported as batch 1 on 3 Nov 2026, 12:00 pm. Import it once only.")
    );
    assert_eq!(export("iif").await.before, None, "another program has not had it");
    assert_eq!(export("csv").await.before, None, "details are for reading");
    let register = story.house.closings().await.expect("listed").exports;
    let told: Vec<_> = register
        .iter()
        .map(|made| (made.form.as_str(), made.batch))
        .collect();
    assert_eq!(
        told,
        [
            ("csv", Some(1)),
            ("iif", Some(1)),
            ("qbo", Some(1)),
            ("qbo", Some(1))
        ]
    );
    assert_eq!(register[2].files, register[3].files, "the same bytes");
    story.must_verify().await;
}

#[tokio::test]
async fn what_cannot_be_closed_is_refused_and_nothing_is_final() {
    let (story, _) = october().await;
    for (through, code, sentence) in [
        (
            "2026-11-03",
            Code::DateRefused,
            "3 Nov 2026 is not over. Close through 2 Nov 2026 at the latest.",
        ),
        (
            "2026-09-30",
            Code::DateRefused,
            "Nothing was recorded up to 30 Sep 2026, so there is nothing to close.",
        ),
        (
            "October",
            Code::BadDate,
            "“October” is not a date. Write it as 2027-03-31.",
        ),
    ] {
        let said = refusal(story.house.close(through, "").await);
        assert_eq!(said, (code, sentence.to_owned()));
    }
    let mut form = story.house.accounts().await.expect("read").set;
    form.rules = Vec::new();
    story.house.set_accounts(form).await.expect("set");
    assert_eq!(
        refusal(story.house.close("2026-10-31", "").await).1,
        "Comp now for food quality has no account. Give it one under Accounts, or name one for everything else."
    );
    assert!(story.house.closings().await.expect("listed").rows.is_empty());
    assert_eq!(
        refusal(story.house.reopen(1, "Wrong", "").await),
        (
            Code::NotFound,
            "There is no batch 1. Look at the list of closed periods.".to_owned()
        )
    );
}

#[tokio::test]
async fn a_closed_period_that_was_changed_in_the_file_is_not_exported_and_not_verified() {
    let (story, _) = october().await;
    story.house.close("2026-10-31", "").await.expect("closed");
    let database = rusqlite::Connection::open(story.folder().join("comeback.db")).expect("opened");
    database
        .execute("UPDATE make_good SET minor = 1251 WHERE kind = 'comp'", [])
        .expect("changed");
    drop(database);
    let path = story.folder().join("october.csv");
    let said = refusal(
        story
            .house
            .export(OCTOBER.0, OCTOBER.1, ExportForm::Details, &path, to_its_end)
            .await,
    );
    assert_eq!(
        said,
        (
            Code::Damaged,
            "Batch 1 does not come out as it was closed. Do not import this; check the books with verify, and keep a copy of the data folder.".to_owned()
        )
    );
    assert!(!path.exists());
    let faults = story.house.verify().await.expect("readable").findings.faults;
    assert!(
        faults.contains(&"Batch 1 does not add up to what it was closed with.".to_owned()),
        "{faults:?}"
    );
}

#[tokio::test]
async fn the_first_batch_is_its_month_also_from_the_day_before_anything_was_recorded() {
    let (story, _) = october().await;
    story.house.close("2026-10-31", "").await.expect("closed");
    let batch = exported(&story, OCTOBER, "summary").await;
    assert_eq!(
        exported(&story, ("2026-10-01", "2026-10-31"), "summary").await,
        batch
    );
    let register = story.house.closings().await.expect("listed").exports;
    assert!(
        register
            .iter()
            .all(|made| made.batch == Some(1) && made.from == "2026-10-06")
    );
}

/// What the till took on 20 October.
async fn till_took(story: &Story, [net_sales, covers, comps]: [&str; 3]) {
    let day = "2026-10-20".to_owned();
    let stretches = vec![TakingsStretch {
        from: day.clone(),
        to: day,
        net_sales: Some(net_sales.to_owned()),
        covers: Some(covers.to_owned()),
        comps: Some(comps.to_owned()),
    }];
    let staff = String::new();
    let set = story.house.set_takings(TakingsForm { stretches, staff }).await;
    set.expect("set");
}

#[tokio::test]
async fn a_revision_names_what_the_till_took_where_that_was_corrected() {
    let (story, _) = october().await;
    till_took(&story, ["4,821.50", "212", "24"]).await;
    story.house.close("2026-10-31", "").await.expect("closed");
    story
        .house
        .reopen(1, "The till was read wrong", "Nadia Haddad")
        .await
        .expect("reopened");
    till_took(&story, ["4,900.00", "214", ""]).await;
    let closings = story.house.close("2026-10-31", "").await.expect("closed again");
    let told: Vec<String> = closings.rows[0]
        .differences
        .iter()
        .filter(|other| !other.what.contains("Income"))
        .map(|other| format!("{}: {} -> {}", other.what, other.before, other.after))
        .collect();
    assert_eq!(
        told,
        [
            "Net sales: $4,821.50 -> $4,900.00",
            "Covers: 212 -> 214",
            "Comps of the till: $24.00 -> "
        ]
    );
    story.must_verify().await;
}

/// Every file of an export of several.
async fn files_of(story: &Story, days: (&str, &str), form: &str, name: &str) -> Vec<Vec<u8>> {
    let form = ExportForm::from_key(form).expect("a form");
    let path = story.folder().join(name);
    let made = story.house.export(days.0, days.1, form, &path, to_its_end).await;
    let paths = made.expect("exported").paths;
    paths
        .iter()
        .map(|path| std::fs::read(path).expect("there"))
        .collect()
}

#[tokio::test]
async fn a_batch_that_fills_several_files_of_xero_comes_out_the_same_in_each_of_them() {
    let story = Story::set_up().await;
    let mut form = story.house.accounts().await.expect("read").set;
    form.mode = "reclass".to_owned();
    form.against = "4999".to_owned();
    form.rules = vec![AccountRule {
        category: None,
        kind: None,
        account: "6100".to_owned(),
    }];
    form.food_share = "30".to_owned();
    form.marketing = "6200".to_owned();
    form.cost_of_goods = "5000".to_owned();
    form.tax_rate = "Tax Exempt".to_owned();
    story.house.set_accounts(form.clone()).await.expect("set");
    // Something of every kind in every month of two years and more.
    for month in 0..28 {
        let first =
            chrono::NaiveDate::from_ymd_opt(2024, 5, 10).expect("a date") + chrono::Months::new(month);
        story.clock.set(&noon(&first.to_string()));
        for category in Category::ALL {
            let comp = MakeGoodRequest::Comp {
                amount: "12.50".to_owned(),
            };
            let told = MakeItRight {
                category: category.key().to_owned(),
                ..cold_duck(comp)
            };
            story.house.make_it_right(told).await.expect("made right");
        }
    }
    story.clock.set(&noon("2026-10-03"));
    let closings = story.house.close("2026-10-02", "").await.expect("closed");
    let (from, to) = (closings.rows[0].from.clone(), closings.rows[0].to.clone());
    let first = files_of(&story, (&from, &to), "xero", "first.csv").await;
    assert!(first.len() > 1, "more lines than one file takes");
    let mut lines = 0;
    for file in &first {
        let text = std::str::from_utf8(file).expect("text");
        let of_file = text.lines().count() - 1;
        assert!(of_file <= 300, "{of_file} lines");
        lines += of_file;
    }
    assert!(lines > 300, "{lines}");

    // Neither another account, nor what happens later, nor another day changes a byte of it.
    form.rules[0].account = "6999".to_owned();
    form.tax_rate = "No VAT".to_owned();
    story.house.set_accounts(form).await.expect("set");
    story.check("24").await;
    story.clock.set(&noon("2027-02-01"));
    assert_eq!(files_of(&story, (&from, &to), "xero", "again.csv").await, first);
}

#[tokio::test]
async fn activity_tells_what_was_closed_opened_and_exported() {
    let (story, _) = october().await;
    story
        .house
        .close("2026-10-31", "Ruth Ellery")
        .await
        .expect("closed");
    drop(exported(&story, OCTOBER, "qbo").await);
    let reopened = story.house.reopen(1, "Wrong account", "Nadia Haddad").await;
    reopened.expect("reopened");
    story
        .house
        .close("2026-10-31", "Ruth Ellery")
        .await
        .expect("closed again");
    let filter = ActivityFilter {
        limit: 4,
        ..ActivityFilter::default()
    };
    let rows = story.house.activity(filter).await.expect("read").rows;
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row.says.as_str(), row.staff.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (
                "The books were closed through 31 Oct 2026, as batch 1, revision 2.",
                Some("Ruth Ellery")
            ),
            (
                "Batch 1 of the books was opened again: Wrong account.",
                Some("Nadia Haddad")
            ),
            (
                "The books from 6 Oct 2026 to 31 Oct 2026 were exported as qbo.",
                None
            ),
            (
                "The books were closed through 31 Oct 2026, as batch 1.",
                Some("Ruth Ellery")
            ),
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever happens afterwards, a batch comes out to the byte as on the day it was closed, and the batches together
    /// are the books.
    #[test]
    fn what_was_closed_comes_out_the_same_for_ever(deeds in prop::collection::vec((0u8..6, any::<usize>(), 1i64..9_000), 5..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let story = Story::set_up().await;
            let mut now: chrono::DateTime<chrono::Utc> = "2026-10-20T20:00:00Z".parse().expect("a moment");
            let (mut vouchers, mut kept) = (Vec::new(), Vec::new());
            for (deed, which, cents) in deeds {
                story.clock.set(&now.to_rfc3339());
                let amount = format!("{}.{:02}", cents / 100, cents % 100);
                let voucher: Option<Voucher> = vouchers.get(which % vouchers.len().max(1)).cloned();
                match (deed, voucher) {
                    (0, _) => vouchers.push(story.check(&amount).await),
                    (1, _) => drop(story.made_right(MakeGoodRequest::Comp { amount }).await),
                    (2, Some(voucher)) => drop(story.redeem(&voucher, Some(&amount)).await),
                    (3, Some(voucher)) => drop(story.house.void(mend(&voucher)).await),
                    (4, Some(voucher)) => drop(story.house.reverse(mend(&voucher)).await),
                    _ => now += chrono::TimeDelta::hours(9 + i64::try_from(which % 90).expect("few")),
                }
                story.clock.set(&now.to_rfc3339());
                let today: chrono::NaiveDate = story.house.closings().await.expect("listed").today.parse().expect("a date");
                if which % 3 == 0 && let Ok(closings) = story.house.close(&today.pred_opt().expect("a day").to_string(), "").await {
                    let (from, to) = (closings.rows[0].from.clone(), closings.rows[0].to.clone());
                    kept.push((exported(&story, (&from, &to), "csv").await, from, to));
                }
            }
            let mut cost = 0;
            for (bytes, from, to) in &kept {
                assert_eq!(&exported(&story, (from, to), "csv").await, bytes, "{from} to {to}");
                cost += story.house.totals(from, to).await.expect("added up").total.cost();
            }
            if let (Some((_, first, _)), Some((_, _, last))) = (kept.first(), kept.last()) {
                assert_eq!(story.house.totals(first, last).await.expect("added up").total.cost(), cost);
            }
            story.must_verify().await;
        });
    }
}
