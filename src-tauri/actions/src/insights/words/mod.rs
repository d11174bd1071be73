//! The sentences of the insights: each figure says what it is of, and what it was before.

mod charts;
mod fix;
mod heads;

use comeback_domain::{Against, BusinessDate, Money, grouped, in_words};

pub(super) use charts::{causes, channels, counted_in, felt, hours, other_causes, title_of_weeks, weeks};
pub(super) use fix::{change, fix, nothing_to_fix};
pub(super) use heads::Heads;

/// How what a period is held against is called: `the 12 weeks before`.
pub(super) fn against(against: Against, (from, to): (BusinessDate, BusinessDate)) -> String {
    if against == Against::YearAgo {
        return "the same days a year ago".to_owned();
    }
    let days = u32::try_from((to.date() - from.date()).num_days() + 1).unwrap_or(0);
    let (before_from, before_to) = against.of((from, to));
    let whole_months = before_from.date().format("%d").to_string() == "01"
        && from.date().format("%d").to_string() == "01"
        && before_to.plus_days(1) == from
        && to.plus_days(1).date().format("%d").to_string() == "01";
    match days {
        28..=31 if whole_months => "the month before".to_owned(),
        _ if whole_months => "the months before".to_owned(),
        1 => "the day before".to_owned(),
        7 => "the week before".to_owned(),
        days if days % 7 == 0 => format!("the {} weeks before", in_words(days / 7)),
        days => format!("the {} days before", in_words(days)),
    }
}

/// How many, against how many, and what it cost. Of days before anything was written down nothing is claimed.
pub(super) fn sum(
    [incidents, before]: [u32; 2],
    against: &str,
    first_on: Option<BusinessDate>,
    (from, to): (BusinessDate, BusinessDate),
    cost: Money,
) -> String {
    let was = match first_on {
        Some(first) if first <= from => format!(", {} in {against}.", grouped(before)),
        Some(first) if first <= to => {
            format!(
                ", {} in {against}, written down from {} on.",
                grouped(before),
                first.readable()
            )
        }
        _ => format!("; nothing was written down in {against}."),
    };
    format!(
        "{}{was} Cost in the books: {cost}.",
        counted(incidents, "incident")
    )
}

/// What will appear, where there is nothing yet.
pub(super) fn nothing(known: u32, first_on: Option<BusinessDate>, to: BusinessDate) -> Option<String> {
    match (known, first_on) {
        (1.., _) => None,
        (0, None) => Some(
            "Nothing has gone wrong that anyone wrote down. Once it has, this page shows what it was, what it cost, and who came back."
                .to_owned(),
        ),
        (0, Some(first)) if first > to => Some(format!(
            "The first incident is of {}. Choose days that hold it.",
            first.readable()
        )),
        (0, Some(_)) => Some("Nothing went wrong in these days that anyone wrote down. Choose other days.".to_owned()),
    }
}

/// `nine`, `1,234`.
fn told(number: u32) -> String {
    if number < 10 {
        in_words(number)
    } else {
        grouped(number)
    }
}

/// `1 day`, `17 days`.
fn counted(number: u32, one: &str) -> String {
    format!("{} {one}{}", grouped(number), if number == 1 { "" } else { "s" })
}
