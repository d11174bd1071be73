//! The papers behind a figure of the roll-forward: each that stands for something else at the end of the days than it did
//! before them. They add up to the figure, because both are told by the same words.

use comeback_domain::{BusinessDate, Money};
use rusqlite::{Row, named_params};

use super::{TOUCHED, stood};
use crate::row::{date, money_or_null};
use crate::totals::ListedPaper;
use crate::{StoreError, Tx};

/// What moved, from the end of one day to the end of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moved {
    /// Papers were issued.
    Issued,
    /// They were used, in parts or up.
    Redeemed,
    /// They ran out; or were given more time, or voided, after they had.
    Expired,
    /// They were voided or replaced, or something was left over on a check that is used up at its first use.
    Voided,
}

/// A paper that something happened to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedPaper {
    /// What it is.
    pub paper: ListedPaper,
    /// The day on which it happened; of several, the last.
    pub day: BusinessDate,
    /// What it adds to the count of the figure; nothing where only a part of it was used.
    pub count: i64,
    /// What it adds to the amount; `None` where its value is not known.
    pub amount: Option<Money>,
}

/// The papers behind a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MovedPapers {
    /// The latest of them, at most so many as were asked for.
    pub rows: Vec<MovedPaper>,
    /// How many there are.
    pub total: u32,
    /// What they all add to the count of the figure.
    pub count: i64,
}

impl Moved {
    /// Whether a voucher that stands like this counts, and what it counts for, in SQL.
    fn told_by(self) -> (&'static str, &'static str) {
        match self {
            Self::Issued => ("1", "minor"),
            Self::Redeemed => ("spent", "used"),
            Self::Expired => (
                "(NOT spent AND NOT void AND late)",
                "iif(NOT spent AND NOT void AND late, minor - used, 0)",
            ),
            Self::Voided => ("void", "iif(void, minor - used, lapsed)"),
        }
    }

    /// The day on which it happened, in SQL.
    fn day(self) -> &'static str {
        match self {
            Self::Issued => "m.given_on",
            Self::Redeemed => LAST_USED,
            // What ran out before and counts no more was voided, or given more time.
            Self::Expired => "iif(x.n < 0, coalesce(v.voided_on, v.extended_on), x.last_day)",
            // What was left over was, when the check was used.
            Self::Voided => "v.voided_on",
        }
    }
}

/// The day on which a voucher was used last, in SQL.
const LAST_USED: &str = "(SELECT max(r.business_date) FROM redemption r
    WHERE r.voucher_id = x.id AND r.business_date <= :until AND r.reversed_seq IS NULL)";

/// The papers behind what moved after the end of one day, until the end of another; the latest first.
///
/// # Errors
/// [`StoreError`].
pub fn moved(
    tx: &Tx<'_>,
    what: Moved,
    (after, until): (BusinessDate, BusinessDate),
    most: u32,
) -> Result<MovedPapers, StoreError> {
    let (counts, minor) = what.told_by();
    let mut statement = tx.prepare_cached(&format!(
        "WITH wanted AS MATERIALIZED ({TOUCHED}),
              before AS (SELECT id, {counts} AS n, {minor} AS minor FROM ({})),
              since AS (SELECT id, {counts} AS n, {minor} AS minor FROM ({})),
              x AS (SELECT s.id, s.n - coalesce(b.n, 0) AS n, s.minor - coalesce(b.minor, 0) AS minor,
                           iif(v.extended_on > :until, v.expired_before, v.expires_on) AS last_day
                    FROM since s JOIN voucher v ON v.id = s.id LEFT JOIN before b ON b.id = s.id)
         SELECT m.incident_id, m.kind, substr(v.code, 9) AS last_four, m.what, m.given_on, x.last_day, x.n,
                iif(m.minor IS NULL, NULL, x.minor) AS moved_minor, m.currency, coalesce({}, {LAST_USED}, m.given_on) AS day,
                count(*) OVER () AS in_all, sum(x.n) OVER () AS counted
         FROM x JOIN make_good m ON m.id = x.id JOIN voucher v ON v.id = x.id
         WHERE x.n <> 0 OR x.minor <> 0
         ORDER BY day DESC, m.seq DESC LIMIT :most",
        stood(":after"),
        stood(":until"),
        what.day(),
    ))?;
    let days = named_params! {":after": after.to_string(), ":until": until.to_string(), ":most": most};
    let mut found = MovedPapers::default();
    let rows = statement.query_map(days, |row| {
        found.total = row.get("in_all")?;
        found.count = row.get("counted")?;
        paper(row)
    })?;
    found.rows = rows.collect::<Result<_, _>>()?;
    Ok(found)
}

fn paper(row: &Row<'_>) -> rusqlite::Result<MovedPaper> {
    Ok(MovedPaper {
        paper: ListedPaper::read(row)?,
        day: date(row, "day")?,
        count: row.get("n")?,
        amount: money_or_null(row, "moved_minor", "currency")?,
    })
}
