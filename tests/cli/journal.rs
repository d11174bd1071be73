//! The journals, judged by whoever reads such files for a living: hledger, ledger and beancount. For the programs that
//! could not be had there is a strict reader of our own, which is first shown faulty files. The sums that all of them
//! are held to come from the payloads of the events, by SQLite's own command line.

use std::collections::BTreeMap;
use std::process::Output;

use crate::place::Place;
use crate::tools::{run, says, sqlite};

const FROM: &str = "2026-01-01";
const TO: &str = "2026-06-30";

/// Minor units by account.
pub type Balances = BTreeMap<String, i64>;

/// A shop with half a year behind it that reclasses what its till has booked.
fn posting(currency: &str, accounts: [&str; 3]) -> Place {
    let place = Place::in_currency(currency);
    place.json(&[
        "sample",
        "--days",
        "240",
        "--per-day",
        "3",
        "--seed",
        "9",
        "--until",
        "2026-07-15",
    ]);
    let [rest, comps, till] = accounts;
    place.json(&[
        "accounts",
        "set",
        "--mode",
        "reclass",
        "--against",
        till,
        "--account",
        rest,
    ]);
    place.json(&["accounts", "set", "--account", comps, "--kind", "comp"]);
    place
}

const PATHS: [&str; 3] = [
    "Income:Comps:Next Visit",
    "Income:Comps:On the Spot",
    "Income:Comps:Till",
];
const CODES: [&str; 3] = ["4010", "4020", "4090"];

/// What the events say came off bills, by the account that takes it.
fn expected(place: &Place, accounts: [&str; 3]) -> Balances {
    came_off_bills(place, accounts, (FROM, TO))
}

/// The same of any days.
pub fn came_off_bills(place: &Place, [rest, comps, till]: [&str; 3], (from, to): (&str, &str)) -> Balances {
    let sql = format!(
        "WITH undone AS (SELECT json_extract(payload, '$.redemption') AS seq FROM event WHERE kind = 'voucher_reversed'),
         moved AS (
            SELECT '{rest}' AS account, json_extract(payload, '$.redemption.amount.minor') AS minor, business_date
            FROM event WHERE kind = 'voucher_redeemed' AND seq NOT IN undone
            UNION ALL
            SELECT '{comps}', json_extract(payload, '$.gives.amount.minor'), business_date
            FROM event WHERE kind = 'make_good_given' AND json_extract(payload, '$.gives.kind') = 'comp')
         SELECT account, sum(minor) FROM moved WHERE business_date BETWEEN '{from}' AND '{to}' GROUP BY account"
    );
    let rows = sqlite(place.database().to_str().expect("UTF-8"), &sql);
    let mut balances: Balances = rows
        .lines()
        .map(|line| {
            let (account, minor) = line.split_once('|').expect("two columns");
            (account.to_owned(), minor.parse().expect("a sum"))
        })
        .collect();
    let total: i64 = balances.values().sum();
    assert!(
        total > 0 && balances.len() == 2,
        "enough of everything: {balances:?}"
    );
    balances.insert(till.to_owned(), -total);
    balances
}

fn export(place: &Place, form: &str, name: &str) -> String {
    let path = place.path(name);
    let arguments = [
        "export", "--from", FROM, "--to", TO, "--format", form, "--out", &path,
    ];
    place.json(&arguments);
    path
}

/// `12.50 USD` as minor units, or `12.50`.
pub fn minor(amount: &str, decimals: usize) -> i64 {
    let digits = amount.split(' ').next().expect("an amount");
    let fraction = digits.split_once('.').map_or("", |(_, fraction)| fraction);
    let scale = 10_i64.pow(u32::try_from(decimals - fraction.len()).expect("few decimals"));
    digits.replace('.', "").parse::<i64>().expect("digits") * scale
}

const CURRENCIES: [(&str, usize); 3] = [("USD", 2), ("JPY", 0), ("KWD", 3)];

#[test]
fn hledger_and_ledger_take_it_and_say_what_the_events_say() {
    for (currency, decimals) in CURRENCIES {
        let place = posting(currency, PATHS);
        let path = export(&place, "hledger", "books.journal");
        says(
            "hledger",
            "hledger",
            &["-f", &path, "check", "--strict", "ordereddates"],
        );
        let csv = says(
            "hledger",
            "hledger",
            &["-f", &path, "bal", "--flat", "--no-total", "-O", "csv"],
        );
        let mut found = Balances::new();
        for row in csv::Reader::from_reader(csv.as_bytes()).records() {
            let row = row.expect("a row");
            found.insert(row[0].to_owned(), minor(&row[1], decimals));
        }
        assert_eq!(found, expected(&place, PATHS), "hledger, {currency}");

        says(
            "ledger",
            "ledger",
            &["--strict", "--pedantic", "-f", &path, "bal"],
        );
        let told = says(
            "ledger",
            "ledger",
            &["-f", &path, "reg", "--format", "%(account)|%(quantity(amount))\n"],
        );
        let mut found = Balances::new();
        for line in told.lines().filter(|line| !line.is_empty()) {
            let (account, amount) = line.split_once('|').expect("two columns");
            *found.entry(account.to_owned()).or_insert(0) += minor(amount, decimals);
        }
        assert_eq!(found, expected(&place, PATHS), "ledger, {currency}");
    }
}

#[test]
fn beancount_takes_it() {
    for (currency, decimals) in CURRENCIES {
        let place = posting(currency, PATHS);
        let path = export(&place, "beancount", "books.beancount");
        says("bean-check", "beancount", &[&path]);
        let text = std::fs::read_to_string(&path).expect("text");
        let mut found = Balances::new();
        for line in text.lines().filter(|line| line.starts_with("  Income")) {
            let (account, amount) = line.trim().split_once("  ").expect("two spaces");
            *found.entry(account.replace('-', " ")).or_insert(0) += minor(amount, decimals);
        }
        assert_eq!(found, expected(&place, PATHS), "{currency}");
    }
}

/// A judge that takes everything proves nothing: each is shown a file with a cent too much.
#[test]
fn the_judges_refuse_a_cent_too_much() {
    let place = posting("USD", PATHS);
    let refuses = |program: &str, package: &str, before: &[&str], form: &str, name: &str| {
        let path = export(&place, form, name);
        let text = std::fs::read_to_string(&path).expect("text");
        let (head, tail) = text.rsplit_once("USD").expect("an amount");
        let (head, last) = head.rsplit_once('.').expect("a point");
        let cents: i64 = last.trim().parse().expect("cents");
        let other = format!("{head}.{:02} USD{tail}", (cents + 1) % 100);
        std::fs::write(&path, other).expect("written");
        let Output { status, .. } = run(program, package, &[before, &[path.as_str()]].concat());
        assert!(!status.success(), "{program} takes a file that does not balance");
    };
    refuses(
        "hledger",
        "hledger",
        &["check", "--strict", "-f"],
        "hledger",
        "off.journal",
    );
    refuses(
        "ledger",
        "ledger",
        &["bal", "--strict", "-f"],
        "hledger",
        "off.ledger",
    );
    refuses("bean-check", "beancount", &[], "beancount", "off.beancount");
}

/// A reader of the CSV journals that follows the makers' pages to the letter: what it does not know, it refuses.
pub fn strict(form: &str, file: &[u8]) -> Result<Balances, String> {
    let text = std::str::from_utf8(file).map_err(|_| "not UTF-8")?;
    if text.starts_with('\u{feff}') {
        return Err("a mark at the head".to_owned());
    }
    let header: &[&str] = match form {
        "qbo" => &[
            "JournalNo",
            "JournalDate",
            "AccountName",
            "Debits",
            "Credits",
            "Description",
            "Name",
            "Location",
            "Class",
        ],
        "xero" => &[
            "*Narration",
            "*Date",
            "Description",
            "*AccountCode",
            "*TaxRate",
            "*Amount",
            "TrackingName1",
            "TrackingOption1",
            "TrackingName2",
            "TrackingOption2",
        ],
        _ => &[
            "Date",
            "Reference",
            "Number of Distributions",
            "G/L Account",
            "Description",
            "Amount",
        ],
    };
    let mut reader = csv::Reader::from_reader(file);
    if reader.headers().map_err(|error| error.to_string())? != header {
        return Err("another header".to_owned());
    }
    let (mut sums, mut entries) = (Balances::new(), BTreeMap::<String, (i64, usize, usize)>::new());
    for row in reader.records() {
        let row = row.map_err(|error| error.to_string())?;
        let amount = |text: &str, signed: bool| -> Result<i64, String> {
            let bare = text.strip_prefix('-').filter(|_| signed).unwrap_or(text);
            let (whole, fraction) = bare.split_once('.').ok_or(format!("no decimals in {text}"))?;
            let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            if !digits(whole) || !digits(fraction) || fraction.len() != 2 {
                return Err(format!("no amount: {text}"));
            }
            text.replace('.', "")
                .parse()
                .map_err(|_| format!("no amount: {text}"))
        };
        let dated = |text: &str, shape: &str| {
            chrono::NaiveDate::parse_from_str(text, shape).map_err(|_| format!("no date: {text}"))
        };
        let (entry, account, minor, lines) = match form {
            "qbo" => {
                dated(&row[1], "%m/%d/%Y")?;
                let minor = match (&row[3], &row[4]) {
                    (debit, "") => amount(debit, false)?,
                    ("", credit) => -amount(credit, false)?,
                    _ => return Err("a debit and a credit in one line".to_owned()),
                };
                if row[0].len() > 21 {
                    return Err("a number of more than 21 characters".to_owned());
                }
                (row[0].to_owned(), &row[2], minor, 0)
            }
            "xero" => {
                dated(&row[1], "%d %b %Y")?;
                if row[3].len() > 10 || row[4].is_empty() {
                    return Err("an account code or a tax rate that is none".to_owned());
                }
                (
                    format!("{} {}", &row[0], &row[1]),
                    &row[3],
                    amount(&row[5], true)?,
                    0,
                )
            }
            _ => {
                dated(&row[0], "%m/%d/%y")?;
                if row[1].len() > 20 || row[3].len() > 15 || row[4].len() > 160 {
                    return Err("a field that is too long".to_owned());
                }
                let lines = row[2].parse().map_err(|_| "no number of lines")?;
                (row[1].to_owned(), &row[3], amount(&row[5], true)?, lines)
            }
        };
        *sums.entry(account.to_owned()).or_insert(0) += minor;
        let (sum, seen, _) = entries.entry(entry.clone()).or_insert((0, 0, lines));
        (*sum, *seen) = (*sum + minor, *seen + 1);
        entries.entry(entry).and_modify(|known| known.2 = lines);
    }
    for (entry, (sum, seen, lines)) in &entries {
        if *sum != 0 {
            return Err(format!("{entry} does not balance"));
        }
        if *lines != 0 && lines != seen {
            return Err(format!("{entry} has {seen} lines and says {lines}"));
        }
    }
    Ok(sums)
}

/// The same for IIF, which has its own shape.
pub fn strict_iif(file: &[u8]) -> Result<Balances, String> {
    if !file.is_ascii() || file.contains(&b'"') || file.contains(&b';') {
        return Err("beyond plain ASCII".to_owned());
    }
    let text = String::from_utf8_lossy(file);
    let mut lines = text.split("\r\n");
    for (name, columns) in [("!TRNS", 7), ("!SPL", 7), ("!ENDTRNS", 1)] {
        let line: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        if line.len() != columns || line[0] != name {
            return Err("another header".to_owned());
        }
    }
    let (mut sums, mut open, mut sum) = (Balances::new(), false, 0);
    for line in lines.filter(|line| !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        match (cells[0], open) {
            ("TRNS", false) | ("SPL", true) if cells.len() == 7 => {
                if cells[1] != "GENERAL JOURNAL" || cells[5].len() > 11 {
                    return Err("another kind of entry, or a number too long".to_owned());
                }
                chrono::NaiveDate::parse_from_str(cells[2], "%m/%d/%Y").map_err(|_| "no date")?;
                let minor = minor(cells[4], 2);
                *sums.entry(cells[3].to_owned()).or_insert(0) += minor;
                sum += minor;
                open = true;
            }
            ("ENDTRNS", true) if sum == 0 => open = false,
            ("ENDTRNS", true) => return Err("an entry that does not balance".to_owned()),
            _ => return Err(format!("a line out of place: {line}")),
        }
    }
    if open {
        Err("an entry without an end".to_owned())
    } else {
        Ok(sums)
    }
}

#[test]
fn the_strict_reader_takes_what_is_written_for_the_other_programs() {
    let place = posting("USD", CODES);
    for form in ["qbo", "xero", "sage50", "iif"] {
        let file = std::fs::read(export(&place, form, &format!("{form}.txt"))).expect("written");
        let found = if form == "iif" {
            strict_iif(&file)
        } else {
            strict(form, &file)
        };
        assert_eq!(found, Ok(expected(&place, CODES)), "{form}");
        let text = String::from_utf8(file).expect("text");
        assert!(
            !text.contains("Okafor") && !text.contains("Brandt"),
            "nobody is named"
        );
    }
}

#[test]
fn the_strict_reader_refuses_faulty_files() {
    let place = posting("USD", CODES);
    let read =
        |form: &str| std::fs::read_to_string(export(&place, form, &format!("{form}.txt"))).expect("text");
    let fault = |form: &str, from: &str, to: &str| {
        let text = read(form);
        assert!(text.contains(from), "{form} has {from}");
        let file = text.replacen(from, to, 1).into_bytes();
        let found = if form == "iif" {
            strict_iif(&file)
        } else {
            strict(form, &file)
        };
        assert!(found.is_err(), "{form} with {to:?} for {from:?}");
    };
    fault("qbo", "JournalNo", "\u{feff}JournalNo");
    fault("qbo", "01/31/2026", "31/01/2026");
    fault("qbo", ",,,\r\n", ",1,,\r\n,");
    fault("qbo", "4010,", "4010,-");
    fault("xero", "31 Jan 2026", "Jan 31 2026");
    fault("xero", "Tax Exempt", "");
    fault("sage50", "01/31/26", "31/01/26");
    fault("sage50", "-31,", "-30,");
    fault("iif", "GENERAL JOURNAL", "GENERALJRNL");
    fault("iif", "ENDTRNS\r\nTRNS", "TRNS");
    fault("iif", "comp", "cömp");
}

#[test]
fn the_same_days_give_the_same_bytes_and_the_same_number() {
    let place = posting("USD", PATHS);
    for form in ["csv", "summary", "qbo", "iif", "hledger", "beancount"] {
        let [one, other] =
            ["one", "other"].map(|name| std::fs::read(export(&place, form, name)).expect("written"));
        assert_eq!(one, other, "{form}");
    }
}

#[test]
fn what_keeps_a_journal_back_is_told_and_nothing_is_written() {
    let place = Place::set_up();
    let id = place.incident();
    place.json(&["comp", "--incident", &id, "--amount", "12.50"]);
    let path = place.path("books.journal");
    let export = |form: &'static str, sentence: &str| {
        let arguments = [
            "export",
            "--from",
            "2000-01-01",
            "--to",
            "2100-01-01",
            "--format",
            form,
            "--out",
            &path,
        ];
        place.refuses(&arguments, 3, "setting_refused", sentence);
    };
    export(
        "hledger",
        "Posting is switched to report only, because the till has usually booked its comps already. Choose reclass or gross-up under Accounts first.",
    );
    place.json(&["accounts", "set", "--mode", "gross-up"]);
    export(
        "hledger",
        "Gross-up needs the sales account that the comps came off. Write it under Accounts.",
    );
    place.json(&["accounts", "set", "--against", "Income:Sales"]);
    export(
        "qbo",
        "Comp now for food quality has no account. Give it one under Accounts, or name one for everything else.",
    );
    place.json(&["accounts", "set", "--account", "(Comps)"]);
    export(
        "hledger",
        "hledger does not take the account “(Comps)”: a part of it begins with a mark that has a meaning of its own. Write it differently under Accounts.",
    );
    place.json(&["accounts", "set", "--account", "Income:Sales & more"]);
    export(
        "beancount",
        "beancount does not take the account “Income:Sales & more”: each part begins with a capital or a digit and has letters, digits and hyphens only, so no & and no point. Write it differently under Accounts.",
    );
    place.json(&["accounts", "set", "--account", "income:sales"]);
    export(
        "qbo",
        "QuickBooks Online cannot tell the accounts “income:sales” and “Income:Sales” apart. Write one of them differently under Accounts.",
    );
}

#[test]
fn accounts_that_cannot_be_set_are_refused() {
    let place = Place::set_up();
    let set = |more: &[&str], code: &str, sentence: &str| {
        place.refuses(&[&["accounts", "set"], more].concat(), 2, code, sentence);
    };
    set(
        &["--account", "Comps", "--category", "weather"],
        "bad_choice",
        "“weather” is not a category. Choose one of: food_quality, wrong_item, long_wait, service, cleanliness, billing, reservation, takeout, other.",
    );
    set(
        &["--food-cost", "32,5", "--marketing", "M", "--cost-of-goods", "C"],
        "bad_choice",
        "Write the food cost as a percentage above 0 and up to 100, such as 32.5.",
    );
    set(
        &["--food-cost", "30"],
        "bad_text",
        "The account is missing. Write it, then try again.",
    );
    let listed = place.json(&["accounts", "list"]);
    assert_eq!(
        (&listed["mode"], &listed["tax_rate"]),
        (&"report_only".into(), &"Tax Exempt".into())
    );
    place.json(&[
        "accounts",
        "set",
        "--account",
        "Comps",
        "--category",
        "food_quality",
    ]);
    place.json(&["accounts", "set", "--account", "Rest"]);
    place.json(&["accounts", "set", "--account", "", "--category", "food_quality"]);
    let listed = place.json(&["accounts", "list"]);
    assert_eq!(listed["rules"].as_array().expect("rules").len(), 1, "{listed}");
    // Two spaces would end the name of an account in hledger; nobody means them.
    place.json(&["accounts", "set", "--account", "Two  Spaces"]);
    let listed = place.json(&["accounts", "list"]);
    assert_eq!(listed["rules"][0]["account"], "Two Spaces");
    place.verified();
}
