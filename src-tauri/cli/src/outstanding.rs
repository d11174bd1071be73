//! What is outstanding: how it moved, and what it is on a day.

use clap::Args;
use comeback_actions::{House, OutstandingAt};
use comeback_books::{Bucket, Flow, RollForward, Stood};
use comeback_domain::{BusinessDate, Currency, Money};
use serde::Serialize;

use crate::answer::Answer;
use crate::books::Period;
use crate::failure::Failure;
use crate::sheet::table;

/// A period whose roll-forward is shown.
#[derive(Debug, Args)]
pub(crate) struct Roll {
    #[command(flatten)]
    period: Period,
}

/// A day at whose end the outstanding are counted.
#[derive(Debug, Args)]
pub(crate) struct At {
    /// The business date, such as 2026-11-30
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    at: String,
}

impl Roll {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let roll = house.rollforward(&self.period.from, &self.period.to).await?;
        Answer::new(&roll, roll_text(&roll))
    }
}

fn roll_text(roll: &RollForward) -> String {
    let line = |label: &str, flow: Flow, sign: i64| {
        let amount = Money::new(sign * flow.amount, roll.currency).to_string();
        vec![label.to_owned(), (sign * flow.count).to_string(), amount]
    };
    let rows = vec![
        line("Outstanding before", roll.opening, 1),
        line("Issued", roll.issued, 1),
        line("Redeemed", roll.redeemed, -1),
        line("Expired", roll.expired, -1),
        line("Voided", roll.voided, -1),
        line("Outstanding after", roll.closing, 1),
    ];
    format!(
        "{} to {}, in {}\n\n{}",
        roll.from.readable(),
        roll.to.readable(),
        roll.currency.code(),
        table(&rows)
    )
}

#[derive(Serialize)]
struct AtObject<'a> {
    at: BusinessDate,
    currency: Currency,
    stood: Stood,
    by_age: &'a [Bucket],
    by_time_left: &'a [Bucket],
    /// In hundredths of a percent.
    breakage: Option<i64>,
    /// In minor units; a memo.
    expected_cost: Option<i64>,
    vouchers: Vec<OpenObject<'a>>,
}

#[derive(Serialize)]
struct OpenObject<'a> {
    kind: &'static str,
    last_four: &'a str,
    what: Option<&'a str>,
    issued_on: BusinessDate,
    expires_on: BusinessDate,
    left: Option<i64>,
    incident: String,
}

impl At {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let open = house.outstanding(&self.at).await?;
        let vouchers = open.rows.iter().map(|row| OpenObject {
            kind: row.paper.kind.key(),
            last_four: &row.paper.last_four,
            what: row.paper.what.as_deref(),
            issued_on: row.paper.issued_on,
            expires_on: row.paper.expires_on,
            left: row.left.map(|left| left.minor),
            incident: row.paper.incident.to_string(),
        });
        let object = AtObject {
            at: open.at,
            currency: open.currency,
            stood: open.stood,
            by_age: &open.by_age,
            by_time_left: &open.by_time_left,
            breakage: open.stood.breakage(),
            expected_cost: open.stood.expected_cost(),
            vouchers: vouchers.collect(),
        };
        Answer::new(&object, at_text(&open))
    }
}

fn at_text(open: &OutstandingAt) -> String {
    let money = |minor| Money::new(minor, open.currency).to_string();
    let bucket = |bucket: &Bucket| {
        let days = match bucket.to {
            Some(to) => format!("{} to {to} days", bucket.from),
            None => format!("{} days or more", bucket.from),
        };
        vec![days, bucket.tally.count.to_string(), money(bucket.tally.amount)]
    };
    let buckets = |buckets: &[Bucket]| table(&buckets.iter().map(bucket).collect::<Vec<_>>());
    let memo = match (open.stood.breakage(), open.stood.expected_cost()) {
        (Some(breakage), Some(cost)) => format!(
            "Of what ran out so far, {}.{:02} percent was never used. Going by that, the outstanding may cost {} (a memo, not an entry).",
            breakage / 100,
            breakage % 100,
            money(cost)
        ),
        _ => "Nothing of a known value has run out yet, so what the outstanding may cost cannot be told."
            .to_owned(),
    };
    let unvalued = match open.stood.without_value {
        0 => String::new(),
        some => format!(", {some} of them without a figure"),
    };
    format!(
        "Outstanding at the end of {}: {} for {}{unvalued}\n\nBy age\n{}\nBy the time that is left\n{}\n{memo}\n",
        open.at.readable(),
        open.stood.outstanding.count,
        money(open.stood.outstanding.amount),
        buckets(&open.by_age),
        buckets(&open.by_time_left),
    )
}
