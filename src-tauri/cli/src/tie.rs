//! The comps of the till against ours.

use clap::Args;
use comeback_actions::House;
use comeback_books::{Tie, Unmatched};
use comeback_domain::{BusinessDate, Money, grouped, stretch};
use serde::Serialize;

use crate::answer::Answer;
use crate::books::Period;
use crate::failure::Failure;
use crate::sheet::{counted, table};

/// A period to hold against the till.
#[derive(Debug, Args)]
pub(crate) struct ShowTie {
    #[command(flatten)]
    period: Period,
}

#[derive(Serialize)]
struct Object<'a> {
    till: i64,
    ours: i64,
    difference: i64,
    #[serde(flatten)]
    tie: &'a Tie,
}

impl ShowTie {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let tie = house.tie(&self.period.from, &self.period.to).await?;
        let object = Object {
            till: tie.till(),
            ours: tie.ours(),
            difference: tie.difference(),
            tie: &tie,
        };
        Answer::new(&object, text(&tie))
    }
}

fn text(tie: &Tie) -> String {
    let money = |minor| Money::new(minor, tie.currency).to_string();
    let heading = format!("{}, in {}", stretch(tie.from, tie.to), tie.currency.code());
    if tie.rows.is_empty() {
        return format!(
            "{heading}\n\n  No comps of the till are known for these days: type them in with pos.\n  We say {}.\n",
            money(tie.ours_elsewhere)
        );
    }
    let mut rows = vec![["", "the till", "ours", "apart"].map(str::to_owned).to_vec()];
    let line = |name: String, till, ours| vec![name, money(till), money(ours), money(ours - till)];
    let apart = tie.rows.iter().filter(|row| row.difference() != 0);
    rows.extend(apart.map(|row| line(stretch(row.from, row.to), row.till, row.ours)));
    rows.push(line("In all".to_owned(), tie.till(), tie.ours()));
    let known = if tie.known_days == tie.days {
        String::new()
    } else {
        format!(
            "\nOn {} of {} days; on the others we say {}.\n",
            grouped(tie.known_days),
            grouped(tie.days),
            money(tie.ours_elsewhere)
        )
    };
    format!("{heading}\n\n{}{known}{}", table(&rows), bills(tie))
}

fn bills(tie: &Tie) -> String {
    let money = |minor| Money::new(minor, tie.currency).to_string();
    let mut lines = Vec::new();
    if tie.days_with_bills > 0 {
        lines.push(format!(
            "{} of {} on both sides, at the same amount.",
            counted(tie.matched, "bill"),
            counted(tie.days_with_bills, "day"),
        ));
    }
    let named = |bill: &Option<String>| {
        bill.as_ref().map_or_else(
            || "a comp without a bill".to_owned(),
            |bill| format!("bill {bill}"),
        )
    };
    let alone = |who: &str, one: &Unmatched| {
        format!(
            "{who} alone: {}, {}, {}",
            day(one.day),
            named(&one.bill),
            money(one.amount)
        )
    };
    lines.extend(tie.ours_alone.iter().map(|one| alone("Ours", one)));
    lines.extend(tie.till_alone.iter().map(|one| alone("The till", one)));
    lines.extend(tie.other_amounts.iter().map(|other| {
        let (till, ours) = (money(other.till), money(other.ours));
        format!(
            "Two amounts: {}, bill {}, {till} at the till and {ours} with us",
            day(other.day),
            other.bill
        )
    }));
    if tie.without_a_bill > 0 {
        lines.push(format!(
            "{} of ours without a bill number.",
            counted(tie.without_a_bill, "redemption")
        ));
    }
    if lines.is_empty() {
        return "\nThe till’s list of bills was not pasted: pos --bills FILE compares them one by one.\n"
            .to_owned();
    }
    format!("\n{}\n", lines.join("\n"))
}

fn day(day: BusinessDate) -> String {
    day.readable()
}
