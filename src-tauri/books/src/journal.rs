//! The journal: what came off bills, as lines that sum to nought. Every format is rendered from this one model.

use comeback_domain::{
    AccountName, Accounts, Basis, BatchRef, BusinessDate, Category, Currency, FoodCost, Journal, JournalLine,
    MakeGoodKind, MovementSum, PostingMode,
};
use thiserror::Error;

use crate::Format;

/// The movements of some days, at most a month of them, added up.
#[derive(Debug, Clone)]
pub struct Posted {
    /// The first business date.
    pub from: BusinessDate,
    /// The last business date, which is the date of the journal.
    pub to: BusinessDate,
    /// What moved.
    pub sums: Vec<MovementSum>,
}

/// Why nothing can be posted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PostingError {
    /// The shop does not post.
    #[error(
        "Posting is switched to report only, because the till has usually booked its comps already. Choose reclass or gross-up under Accounts first."
    )]
    ReportOnly,
    /// There is no other side.
    #[error("{} needs {}. Write it under Accounts.", mode.label(), other_side(*mode))]
    NoAgainst {
        /// How the shop posts.
        mode: PostingMode,
    },
    /// Something happened that no account takes.
    #[error(
        "{} for {} has no account. Give it one under Accounts, or name one for everything else.",
        kind.label(),
        category.label().to_lowercase()
    )]
    NoAccount {
        /// What fell short.
        category: Category,
        /// What the guest got.
        kind: MakeGoodKind,
    },
    /// Nothing came off a bill.
    #[error("Nothing came off a bill in these days, so there is nothing to post.")]
    Nothing,
    /// An account that a program would not take, or take for another.
    #[error("{} does not take the account “{account}”: {why}. Write it differently under Accounts.", format.label())]
    Refused {
        /// For which program.
        format: Format,
        /// Which.
        account: String,
        /// Why, in the middle of a sentence.
        why: &'static str,
    },
    /// Two accounts that are one to a program.
    #[error(
        "{} cannot tell the accounts “{one}” and “{other}” apart. Write one of them differently under Accounts.",
        format.label()
    )]
    Alike {
        /// For which program.
        format: Format,
        /// One of them.
        one: String,
        /// The other.
        other: String,
    },
}

fn other_side(mode: PostingMode) -> &'static str {
    match mode {
        PostingMode::GrossUp => "the sales account that the comps came off",
        PostingMode::ReportOnly | PostingMode::Reclass => "the account in which the till books its comps",
    }
}

/// Puts the journals of some months together, the earlier first; months in which nothing came off a bill have none.
///
/// Only what came off bills is posted: comps, and checks and certificates as they were redeemed. A gesture was bought,
/// so its purchase stands in the accounts already.
///
/// # Errors
/// [`PostingError`] for what is not set up, and when there is nothing at all to post.
pub fn journals(
    accounts: &Accounts,
    currency: Currency,
    months: &[Posted],
    batch: Option<BatchRef>,
) -> Result<Vec<Journal>, PostingError> {
    if accounts.mode == PostingMode::ReportOnly {
        return Err(PostingError::ReportOnly);
    }
    let against = accounts.against.as_ref();
    let against = against.ok_or(PostingError::NoAgainst { mode: accounts.mode })?;
    let mut made = Vec::new();
    for month in months {
        let lines = debits(accounts, &month.sums)?;
        let total: i64 = lines.iter().map(|line| line.minor).sum();
        if lines.is_empty() {
            continue;
        }
        let entry = |letter, about: &str, lines| Journal {
            number: number(month, batch, letter),
            from: month.from,
            date: month.to,
            narration: narration(month, batch, about),
            currency,
            tax_rate: accounts.tax_rate.clone(),
            lines,
        };
        let credit = JournalLine {
            account: against.clone(),
            minor: -total,
            memo: match accounts.mode {
                PostingMode::GrossUp => "sales before these comps".to_owned(),
                PostingMode::ReportOnly | PostingMode::Reclass => {
                    "reclass from the comps of the till".to_owned()
                }
            },
        };
        made.push(entry(None, "Comps", [lines, vec![credit]].concat()));
        if let Some(food) = &accounts.food_cost {
            let lines = food_lines(food, total);
            made.extend((!lines.is_empty()).then(|| entry(Some('M'), "Food cost of comps", lines)));
        }
    }
    if made.is_empty() {
        return Err(PostingError::Nothing);
    }
    Ok(made)
}

/// What came off bills for each category and kind.
fn debits(accounts: &Accounts, sums: &[MovementSum]) -> Result<Vec<JournalLine>, PostingError> {
    let mut lines = Vec::new();
    for category in Category::ALL {
        for kind in MakeGoodKind::ALL {
            let posted = sums
                .iter()
                .filter(|sum| (sum.category, sum.kind) == (category, kind) && came_off_a_bill(sum));
            let (mut count, mut minor) = (0, 0);
            for sum in posted {
                let sign = if sum.basis == Basis::Reversed { -1 } else { 1 };
                count += sign * i64::from(sum.count);
                minor += sum.minor;
            }
            if minor == 0 {
                continue;
            }
            let account = accounts.account_for(category, kind);
            lines.push(JournalLine {
                account: account.ok_or(PostingError::NoAccount { category, kind })?.clone(),
                minor,
                memo: memo(count, kind, category),
            });
        }
    }
    Ok(lines)
}

fn came_off_a_bill(sum: &MovementSum) -> bool {
    match sum.basis {
        Basis::Redeemed | Basis::Reversed => true,
        Basis::Given => sum.kind == MakeGoodKind::Comp,
        Basis::Issued | Basis::Voided | Basis::Lapsed => false,
    }
}

/// `7 comps, Food quality`. No word before a colon and no bracket: text ledgers would read a tag or a date.
fn memo(count: i64, kind: MakeGoodKind, category: Category) -> String {
    let (one, many) = match kind {
        MakeGoodKind::Comp => ("comp", "comps"),
        MakeGoodKind::Check => ("check redeemed", "checks redeemed"),
        MakeGoodKind::Certificate => ("certificate redeemed", "certificates redeemed"),
        MakeGoodKind::Gesture => ("gesture", "gestures"),
    };
    let what = if count == 1 { one } else { many };
    format!("{count} {what}, {}", category.label())
}

/// The food that was given away, from its cost to marketing; nothing where it rounds to nought.
fn food_lines(food: &FoodCost, menu: i64) -> Vec<JournalLine> {
    let cost = food.share.of(menu);
    if cost == 0 {
        return Vec::new();
    }
    let line = |account: &AccountName, minor, memo: String| JournalLine {
        account: account.clone(),
        minor,
        memo,
    };
    let share = format!("food at {} percent of the menu price", food.share.plain());
    vec![
        line(&food.marketing, cost, share),
        line(&food.cost_of_goods, -cost, "food given away".to_owned()),
    ]
}

/// `CB260901-30`: from the first day on, so many days. A later revision of a closed period is another entry, and says so:
/// `CB260901R2`. The memo of the food cost has an M where the other has its hyphen or its R.
fn number(month: &Posted, batch: Option<BatchRef>, letter: Option<char>) -> String {
    let first = month.from.date().format("%y%m%d");
    let days = (month.to.date() - month.from.date()).num_days() + 1;
    match (batch.filter(|batch| batch.revision > 1), letter) {
        (None, None) => format!("CB{first}-{days}"),
        (None, Some(letter)) => format!("CB{first}{letter}{days}"),
        (Some(batch), None) => format!("CB{first}R{}", batch.revision),
        (Some(batch), Some(_)) => format!("CB{first}S{}", batch.revision),
    }
}

/// `Comps Sep 2026, batch 7`. Xero makes one entry of two with the same narration and date, so it names all that tells
/// them apart.
fn narration(month: &Posted, batch: Option<BatchRef>, about: &str) -> String {
    let (from, to) = (month.from.date(), month.to.date());
    let whole = from.format("%d").to_string() == "01"
        && from.format("%Y%m").to_string() == to.format("%Y%m").to_string()
        && to
            .succ_opt()
            .is_some_and(|next| next.format("%d").to_string() == "01");
    let days = if whole {
        from.format("%b %Y").to_string()
    } else if from == to {
        from.format("%-d %b %Y").to_string()
    } else {
        format!("{} to {}", from.format("%-d"), to.format("%-d %b %Y"))
    };
    match batch {
        None => format!("{about} {days}"),
        Some(BatchRef { number, revision: 1 }) => format!("{about} {days}, batch {number}"),
        Some(BatchRef { number, revision }) => {
            format!("{about} {days}, batch {number} revision {revision}")
        }
    }
}

/// The calendar months that a period touches, each cut to it.
pub fn months(from: BusinessDate, to: BusinessDate) -> Vec<(BusinessDate, BusinessDate)> {
    use chrono::{Datelike as _, Months, NaiveDate};
    let mut found = Vec::new();
    let mut first = from.date();
    while first <= to.date() {
        let next = first
            .with_day(1)
            .and_then(|day| day.checked_add_months(Months::new(1)));
        let last = next.and_then(|next| next.pred_opt()).unwrap_or(NaiveDate::MAX);
        found.push((BusinessDate::new(first), BusinessDate::new(last.min(to.date()))));
        match next {
            Some(next) => first = next,
            None => break,
        }
    }
    found
}
