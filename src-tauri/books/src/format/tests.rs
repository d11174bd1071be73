use comeback_domain::{
    AccountName, Accounts, Basis, BatchRef, BusinessDate, Category, Currency, FoodCost, FoodShare, Journal,
    MakeGoodKind, MovementSum, PostingMode,
};
use proptest::prelude::*;

use super::{Format, RenderError, render};
use crate::{Posted, PostingError, journals};

fn name(text: &str) -> AccountName {
    AccountName::parse(text).expect("clean").expect("a name")
}

fn day(text: &str) -> BusinessDate {
    BusinessDate::parse(text).expect("a date")
}

fn usd() -> Currency {
    Currency::parse("USD").expect("a currency")
}

fn sum(category: Category, kind: MakeGoodKind, basis: Basis, count: u32, minor: i64) -> MovementSum {
    MovementSum {
        category,
        kind,
        basis,
        count,
        minor,
    }
}

/// What happened in September: comps, redemptions, one undone; and what no journal holds.
fn september() -> Posted {
    use Category::{FoodQuality, Service};
    use MakeGoodKind::{Certificate, Check, Comp, Gesture};
    Posted {
        from: day("2026-09-01"),
        to: day("2026-09-30"),
        sums: vec![
            sum(FoodQuality, Comp, Basis::Given, 7, 12_345),
            sum(FoodQuality, Check, Basis::Redeemed, 3, 5_000),
            sum(FoodQuality, Check, Basis::Reversed, 1, -1_000),
            sum(Service, Certificate, Basis::Redeemed, 1, 6_250),
            sum(FoodQuality, Check, Basis::Issued, 9, 90_000),
            sum(Service, Check, Basis::Voided, 1, -2_400),
            sum(Service, Gesture, Basis::Given, 2, 1_200),
        ],
    }
}

fn accounts(names: [&str; 3]) -> Accounts {
    let [else_, service, against] = names.map(name);
    Accounts {
        mode: PostingMode::Reclass,
        against: Some(against),
        ..Accounts::default()
    }
    .with_rule(None, None, Some(else_))
    .with_rule(Some(Category::Service), None, Some(service))
}

fn named() -> Accounts {
    accounts([
        "Income:Comps:Recovery",
        "Income:Comps:Next Visit",
        "Income:Comps:Till",
    ])
}

fn coded() -> Accounts {
    accounts(["4010", "4020", "4019"])
}

fn written(format: Format, accounts: &Accounts) -> String {
    let journals = journals(accounts, usd(), &[september()], None).expect("journals");
    let files = render(format, &journals).expect("rendered");
    assert_eq!(files.len(), 1);
    String::from_utf8(files[0].clone()).expect("text")
}

#[test]
fn quickbooks_online() {
    assert_eq!(
        written(Format::Qbo, &named()),
        "JournalNo,JournalDate,AccountName,Debits,Credits,Description,Name,Location,Class\r\n\
         CB260901-30,09/30/2026,Income:Comps:Recovery,40.00,,\"2 checks redeemed, Food quality\",,,\r\n\
         CB260901-30,09/30/2026,Income:Comps:Recovery,123.45,,\"7 comps, Food quality\",,,\r\n\
         CB260901-30,09/30/2026,Income:Comps:Next Visit,62.50,,\"1 certificate redeemed, Service\",,,\r\n\
         CB260901-30,09/30/2026,Income:Comps:Till,,225.95,reclass from the comps of the till,,,\r\n"
    );
}

#[test]
fn quickbooks_desktop() {
    assert_eq!(
        written(Format::Iif, &named()),
        "!TRNS\tTRNSTYPE\tDATE\tACCNT\tAMOUNT\tDOCNUM\tMEMO\r\n\
         !SPL\tTRNSTYPE\tDATE\tACCNT\tAMOUNT\tDOCNUM\tMEMO\r\n\
         !ENDTRNS\r\n\
         TRNS\tGENERAL JOURNAL\t09/30/2026\tIncome:Comps:Recovery\t40.00\tCB260901-30\t2 checks redeemed, Food quality\r\n\
         SPL\tGENERAL JOURNAL\t09/30/2026\tIncome:Comps:Recovery\t123.45\tCB260901-30\t7 comps, Food quality\r\n\
         SPL\tGENERAL JOURNAL\t09/30/2026\tIncome:Comps:Next Visit\t62.50\tCB260901-30\t1 certificate redeemed, Service\r\n\
         SPL\tGENERAL JOURNAL\t09/30/2026\tIncome:Comps:Till\t-225.95\tCB260901-30\treclass from the comps of the till\r\n\
         ENDTRNS\r\n"
    );
}

#[test]
fn xero() {
    assert_eq!(
        written(Format::Xero, &coded()),
        "*Narration,*Date,Description,*AccountCode,*TaxRate,*Amount,TrackingName1,TrackingOption1,TrackingName2,TrackingOption2\r\n\
         Comps Sep 2026,30 Sep 2026,\"2 checks redeemed, Food quality\",4010,Tax Exempt,40.00,,,,\r\n\
         Comps Sep 2026,30 Sep 2026,\"7 comps, Food quality\",4010,Tax Exempt,123.45,,,,\r\n\
         Comps Sep 2026,30 Sep 2026,\"1 certificate redeemed, Service\",4020,Tax Exempt,62.50,,,,\r\n\
         Comps Sep 2026,30 Sep 2026,reclass from the comps of the till,4019,Tax Exempt,-225.95,,,,\r\n"
    );
}

#[test]
fn sage_50() {
    assert_eq!(
        written(Format::Sage50, &coded()),
        "Date,Reference,Number of Distributions,G/L Account,Description,Amount\r\n\
         09/30/26,CB260901-30,4,4010,\"2 checks redeemed, Food quality\",40.00\r\n\
         09/30/26,CB260901-30,4,4010,\"7 comps, Food quality\",123.45\r\n\
         09/30/26,CB260901-30,4,4020,\"1 certificate redeemed, Service\",62.50\r\n\
         09/30/26,CB260901-30,4,4019,reclass from the comps of the till,-225.95\r\n"
    );
}

#[test]
fn hledger_and_ledger() {
    assert_eq!(
        written(Format::Hledger, &named()),
        "commodity USD\n    format 1000.00 USD\n\
         account Income:Comps:Next Visit\naccount Income:Comps:Recovery\naccount Income:Comps:Till\n\n\
         2026-09-30 * (CB260901-30) Comps Sep 2026\n    \
         Income:Comps:Recovery  40.00 USD  ; 2 checks redeemed, Food quality\n    \
         Income:Comps:Recovery  123.45 USD  ; 7 comps, Food quality\n    \
         Income:Comps:Next Visit  62.50 USD  ; 1 certificate redeemed, Service\n    \
         Income:Comps:Till  -225.95 USD  ; reclass from the comps of the till\n"
    );
}

#[test]
fn beancount() {
    assert_eq!(
        written(Format::Beancount, &named()),
        "2026-09-01 open Income:Comps:Next-Visit USD\n2026-09-01 open Income:Comps:Recovery USD\n2026-09-01 open Income:Comps:Till USD\n\n\
         2026-09-30 * \"Comeback\" \"Comps Sep 2026\" #comps ^CB260901-30\n  \
         Income:Comps:Recovery  40.00 USD\n    memo: \"2 checks redeemed, Food quality\"\n  \
         Income:Comps:Recovery  123.45 USD\n    memo: \"7 comps, Food quality\"\n  \
         Income:Comps:Next-Visit  62.50 USD\n    memo: \"1 certificate redeemed, Service\"\n  \
         Income:Comps:Till  -225.95 USD\n    memo: \"reclass from the comps of the till\"\n"
    );
}

fn refusal(format: Format, account: &str) -> Option<String> {
    let accounts = accounts([account, account, "4019"]);
    let journals = journals(&accounts, usd(), &[september()], None).expect("journals");
    match render(format, &journals) {
        Err(RenderError::Posting(error)) => Some(error.to_string()),
        Err(RenderError::Export(error)) => panic!("{error}"),
        Ok(_) => None,
    }
}

#[test]
fn an_account_that_a_program_would_refuse_is_told_before_the_import() {
    for (format, account, why) in [
        (Format::Qbo, "Comps \"free\"", "it has a quotation mark"),
        (Format::Qbo, "=Comps", "a spreadsheet would take it for a formula"),
        (Format::Iif, "Cafés", "it has letters beyond plain ASCII"),
        (
            Format::Iif,
            "Comps; free",
            "it has a quotation mark or a semicolon",
        ),
        (
            Format::Iif,
            "Comps and discounts of the house",
            "a part of it has more than 31 characters",
        ),
        (Format::Xero, "Comps", ""),
        (
            Format::Xero,
            "Comps & more",
            "it takes account codes of at most 10 characters, not names",
        ),
        (
            Format::Xero,
            "Com ps",
            "it takes account codes, such as 4010, not names",
        ),
        (
            Format::Sage50,
            "Comps and discounts",
            "it takes account ids of at most 15 characters",
        ),
        (
            Format::Sage50,
            "40*0",
            "it has a mark that no account id may have (* ? + or a quotation mark)",
        ),
        (
            Format::Hledger,
            "(Comps)",
            "a part of it begins with a mark that has a meaning of its own",
        ),
        (
            Format::Hledger,
            "Comps ; free",
            "it has a mark that begins a comment, or ends with a bracket",
        ),
        (
            Format::Hledger,
            "Income::Comps",
            "a part between colons is empty, or begins or ends with a space",
        ),
        (
            Format::Beancount,
            "Comps",
            "it begins with none of Assets, Liabilities, Equity, Income and Expenses",
        ),
        (
            Format::Beancount,
            "Income",
            "it needs a part after the first, as in Income:Comps",
        ),
        (
            Format::Beancount,
            "Income:Comps & Discounts",
            "each part begins with a capital or a digit and has letters, digits and hyphens only, so no & and no point",
        ),
    ] {
        let expected = (!why.is_empty()).then(|| {
            format!(
                "{} does not take the account “{account}”: {why}. Write it differently under Accounts.",
                format.label()
            )
        });
        assert_eq!(refusal(format, account), expected, "{account}");
    }
}

#[test]
fn two_accounts_that_a_program_cannot_tell_apart_are_told() {
    for (format, one, other) in [
        (Format::Beancount, "Income:Next Visit", "Income:Next-Visit"),
        (Format::Qbo, "Comps", "COMPS"),
    ] {
        let accounts = accounts([one, other, "Income:Till"]);
        let journals = journals(&accounts, usd(), &[september()], None).expect("journals");
        let error = render(format, &journals).expect_err("refused");
        assert_eq!(
            error.to_string(),
            format!(
                "{} cannot tell the accounts “{one}” and “{other}” apart. Write one of them differently under Accounts.",
                format.label()
            )
        );
    }
}

fn why_not(accounts: &Accounts, months: &[Posted]) -> String {
    journals(accounts, usd(), months, None)
        .expect_err("refused")
        .to_string()
}

#[test]
fn what_is_not_set_up_is_told_with_the_next_step() {
    assert_eq!(
        why_not(&Accounts::default(), &[september()]),
        "Posting is switched to report only, because the till has usually booked its comps already. Choose reclass or gross-up under Accounts first."
    );
    let without = |mode| Accounts {
        mode,
        ..Accounts::default()
    };
    assert_eq!(
        why_not(&without(PostingMode::Reclass), &[september()]),
        "Reclass needs the account in which the till books its comps. Write it under Accounts."
    );
    assert_eq!(
        why_not(&without(PostingMode::GrossUp), &[september()]),
        "Gross-up needs the sales account that the comps came off. Write it under Accounts."
    );
    let service_only = named().with_rule(None, None, None);
    assert_eq!(
        why_not(&service_only, &[september()]),
        "Check for food quality has no account. Give it one under Accounts, or name one for everything else."
    );
    let quiet = Posted {
        sums: Vec::new(),
        ..september()
    };
    assert_eq!(
        why_not(&named(), &[quiet]),
        "Nothing came off a bill in these days, so there is nothing to post."
    );
    assert_eq!(PostingError::Nothing.to_string(), why_not(&named(), &[]));
}

#[test]
fn the_memo_of_the_food_cost_is_an_entry_of_its_own() {
    let accounts = Accounts {
        food_cost: Some(FoodCost {
            share: FoodShare::parse("32.5").expect("a share"),
            marketing: name("Expenses:Marketing"),
            cost_of_goods: name("Expenses:Food"),
        }),
        ..named()
    };
    let made = journals(
        &accounts,
        usd(),
        &[september()],
        Some(BatchRef {
            number: 7,
            revision: 2,
        }),
    )
    .expect("journals");
    let told: Vec<_> = made
        .iter()
        .map(|made| (made.number.as_str(), made.narration.as_str(), made.total().minor))
        .collect();
    assert_eq!(
        told,
        [
            ("CB260901R2", "Comps Sep 2026, batch 7 revision 2", 22_595),
            (
                "CB260901S2",
                "Food cost of comps Sep 2026, batch 7 revision 2",
                7_343
            )
        ]
    );
    assert_eq!(made[1].lines[0].memo, "food at 32.5 percent of the menu price");
}

#[test]
fn xero_gets_no_more_than_300_lines_a_file_and_no_journal_in_two() {
    let every = |basis| {
        Category::ALL.into_iter().flat_map(move |category| {
            [MakeGoodKind::Check, MakeGoodKind::Certificate]
                .map(move |kind| sum(category, kind, basis, 1, 100))
        })
    };
    let months: Vec<Posted> = crate::months(day("2025-01-01"), day("2026-12-31"))
        .into_iter()
        .map(|(from, to)| Posted {
            from,
            to,
            sums: every(Basis::Redeemed).collect(),
        })
        .collect();
    assert_eq!(months.len(), 24);
    let journals = journals(&coded(), usd(), &months, None).expect("journals");
    let files = render(Format::Xero, &journals).expect("rendered");
    let lines: Vec<usize> = files
        .iter()
        .map(|file| String::from_utf8_lossy(file).lines().count() - 1)
        .collect();
    assert_eq!(lines, [285, 171], "15 journals of 19 lines, then 9");
}

#[test]
fn months_are_cut_to_the_period() {
    let cut: Vec<String> = crate::months(day("2026-01-15"), day("2026-03-02"))
        .into_iter()
        .map(|(from, to)| format!("{from} {to}"))
        .collect();
    assert_eq!(
        cut,
        [
            "2026-01-15 2026-01-31",
            "2026-02-01 2026-02-28",
            "2026-03-01 2026-03-02"
        ]
    );
    let one = Posted {
        from: day("2026-03-02"),
        to: day("2026-03-02"),
        ..september()
    };
    let two = Posted {
        from: day("2026-03-02"),
        to: day("2026-03-09"),
        ..september()
    };
    let told = |month| journals(&named(), usd(), &[month], None).expect("journals")[0].clone();
    assert_eq!(
        (told(one.clone()).narration, told(one).number),
        ("Comps 2 Mar 2026".to_owned(), "CB260302-1".to_owned())
    );
    assert_eq!(told(two).narration, "Comps 2 to 9 Mar 2026");
}

/// Reads a file back and gives what each account got, in minor units; none of this is the code that wrote it.
fn balances(format: Format, file: &[u8], decimals: usize) -> std::collections::BTreeMap<String, i64> {
    let text = std::str::from_utf8(file).expect("text");
    let minor = |amount: &str| -> i64 {
        let fraction = amount.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        assert_eq!(fraction, decimals, "{amount}");
        amount.replace('.', "").parse().expect("digits")
    };
    let mut sums = std::collections::BTreeMap::new();
    let mut add = |account: &str, minor: i64| *sums.entry(account.to_owned()).or_insert(0) += minor;
    match format {
        Format::Qbo | Format::Xero | Format::Sage50 => {
            for row in csv::Reader::from_reader(file).records() {
                let row = row.expect("a row");
                match format {
                    Format::Qbo if row[3].is_empty() => add(&row[2], -minor(&row[4])),
                    Format::Qbo => add(&row[2], minor(&row[3])),
                    Format::Xero => add(&row[3], minor(&row[5])),
                    _ => add(&row[3], minor(&row[5])),
                }
            }
        }
        Format::Iif => {
            for line in text
                .lines()
                .filter(|line| line.starts_with("TRNS") || line.starts_with("SPL"))
            {
                let cells: Vec<&str> = line.split('\t').collect();
                add(cells[3], minor(cells[4]));
            }
        }
        Format::Hledger | Format::Beancount => {
            for line in text
                .lines()
                .filter(|line| line.starts_with("  ") && !line.contains("memo:") && !line.contains("format "))
            {
                let (account, rest) = line.trim().split_once("  ").expect("two spaces");
                add(account, minor(rest.split(' ').next().expect("an amount")));
            }
        }
    }
    sums
}

fn any_sum() -> impl Strategy<Value = MovementSum> {
    let bases = prop::sample::select(vec![Basis::Issued, Basis::Redeemed, Basis::Given, Basis::Voided]);
    let categories = prop::sample::select(Category::ALL.to_vec());
    let kinds = prop::sample::select(MakeGoodKind::ALL.to_vec());
    (categories, kinds, bases, 1u32..50, 1i64..1_000_000_000)
        .prop_map(|(category, kind, basis, count, minor)| sum(category, kind, basis, count, minor))
}

proptest! {
    /// Whatever happened, each entry sums to nought, and every format says of every account what the movements say.
    #[test]
    fn every_journal_balances_and_every_format_says_the_same(
        sums in prop::collection::vec(any_sum(), 1..40),
        code in prop::sample::select(vec!["USD", "JPY", "KWD"]),
    ) {
        let currency = Currency::parse(code).expect("a currency");
        let accounts = accounts(["Income:4010", "Income:4020", "Income:4019"]);
        let month = Posted { sums: sums.clone(), ..september() };
        let Ok(made) = journals(&accounts, currency, &[month], None) else { return Ok(()) };
        for journal in &made {
            prop_assert_eq!(journal.lines.iter().map(|line| line.minor).sum::<i64>(), 0);
            prop_assert!(journal.number.len() <= 11);
        }
        let off_bills = |service: bool| -> i64 {
            sums.iter()
                .filter(|sum| (sum.category == Category::Service) == service)
                .filter(|sum| sum.basis == Basis::Redeemed || (sum.basis == Basis::Given && sum.kind == MakeGoodKind::Comp))
                .map(|sum| sum.minor)
                .sum()
        };
        for format in [Format::Qbo, Format::Iif, Format::Sage50, Format::Hledger, Format::Beancount] {
            let files = render(format, &made).expect("rendered");
            let found = balances(format, &files[0], currency.decimals() as usize);
            let of = |account: &str| found.get(account).copied().unwrap_or(0);
            prop_assert_eq!((of("Income:4010"), of("Income:4020")), (off_bills(false), off_bills(true)), "{}", format.key());
            prop_assert_eq!(found.values().sum::<i64>(), 0);
        }
    }
}

/// A journal holds what it was made of and nothing else: no text of it came from a person but the accounts.
#[test]
fn the_words_of_a_journal_are_the_houses_own() {
    let journals: Vec<Journal> = journals(&named(), usd(), &[september()], None).expect("journals");
    for line in &journals[0].lines {
        assert!(
            line.memo
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || " ,.".contains(c)),
            "{}",
            line.memo
        );
    }
}
