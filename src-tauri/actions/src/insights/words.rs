//! The sentences of the insights: each figure says what it is of, and what it was before.

use std::collections::BTreeMap;

use comeback_domain::{
    Against, BusinessDate, Change, Channel, Currency, FEW, FEW_FOR_A_MIDDLE, Money, Returns, Tendency,
    WeekRate, in_words,
};

use crate::dto;

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

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
        Some(first) if first <= from => format!(", {} in {against}.", count(before)),
        Some(first) if first <= to => {
            format!(
                ", {} in {against}, written down from {} on.",
                count(before),
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

/// What the three figures are told from.
pub(super) struct Heads {
    pub returns: Returns,
    pub before: Returns,
    pub against: String,
    pub first_end: Option<BusinessDate>,
    pub currency: Currency,
}

impl Heads {
    /// Who came back with their paper.
    pub fn back(&self) -> dto::Headline {
        let (ran, back) = (self.returns.ran, self.returns.back());
        let label = "came back with their paper".to_owned();
        if ran == 0 {
            return dto::Headline {
                figure: None,
                label,
                says: match self.first_end {
                    Some(end) => format!(
                        "No paper’s time ran out in these days. The next runs out on {}.",
                        end.readable()
                    ),
                    None => "No paper’s time ran out in these days, and none is in hand.".to_owned(),
                },
            };
        }
        let was = match (self.before.ran, self.before.rate()) {
            (0, _) | (_, None) => format!("Nothing ran out in {}.", self.against),
            (ran, _) if ran < FEW => format!("It was {} of {ran} in {}.", self.before.back(), self.against),
            (_, Some(rate)) => format!("It was {rate}% in {}.", self.against),
        };
        let of = match ran {
            1 => "The one whose time has run.".to_owned(),
            _ if ran < FEW => "Of those whose time has run; too few for a percentage.".to_owned(),
            _ => format!("{} of the {} whose time has run.", count(back), count(ran)),
        };
        dto::Headline {
            figure: Some(if ran < FEW {
                format!("{back} of {ran}")
            } else {
                format!("{}%", self.returns.rate().unwrap_or(0))
            }),
            label,
            says: format!("{of} {was}"),
        }
    }

    /// What each that was won back cost.
    pub fn won(&self) -> dto::Headline {
        let label = "for each guest won back".to_owned();
        let money = |minor| Money::new(minor, self.currency);
        let Some(each) = self.returns.each() else {
            return dto::Headline {
                figure: None,
                label,
                says: match (self.returns.ran, self.first_end) {
                    (0, Some(end)) => format!(
                        "Told once the time of a paper has run: the next runs out on {}.",
                        end.readable()
                    ),
                    (0, None) => "Told once the time of a paper has run; none is in hand.".to_owned(),
                    _ => "Nobody has come back yet with a paper whose time has run.".to_owned(),
                },
            };
        };
        let was = self.before.each().map_or_else(
            || format!("Nobody was won back in {}.", self.against),
            |each| format!("It was {} in {}.", money(each), self.against),
        );
        let over = match self.returns.back() {
            1 => "for that one".to_owned(),
            back => format!("over those {}", count(back)),
        };
        dto::Headline {
            figure: Some(money(each).to_string()),
            label,
            says: format!(
                "{} in paper, comps and gestures, {over}. {was}",
                money(self.returns.minor)
            ),
        }
    }

    /// How long it took.
    pub fn days(&self) -> dto::Headline {
        let label = "until half were back".to_owned();
        let back = self.returns.back();
        let Some(middle) = self.returns.middle() else {
            return dto::Headline {
                figure: None,
                label,
                says: format!(
                    "Told once {} of those whose time has run have come back; so far {}.",
                    in_words(FEW_FOR_A_MIDDLE),
                    in_words(back)
                ),
            };
        };
        let week: u32 = self.returns.days.range(..7).map(|(_, n)| n).sum();
        let was = match self.before.middle() {
            None => format!("Too few came in {} to compare.", self.against),
            Some(days) => format!("It was {} in {}.", counted(days, "day"), self.against),
        };
        dto::Headline {
            figure: Some(counted(middle, "day")),
            label,
            says: format!(
                "{} of the {} came within a week. {was}",
                capital(&in_words(week)),
                count(back)
            ),
        }
    }
}

/// `1,234`.
fn count(number: u32) -> String {
    let digits = number.to_string();
    let groups: Vec<&[u8]> = digits.as_bytes().rchunks(3).rev().collect();
    let groups = groups.into_iter().map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join(",")
}

/// `nine`, `1,234`.
fn told(number: u32) -> String {
    if number < 10 {
        in_words(number)
    } else {
        count(number)
    }
}

/// `1 day`, `17 days`.
fn counted(number: u32, one: &str) -> String {
    format!("{} {one}{}", count(number), if number == 1 { "" } else { "s" })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

pub(super) fn other_causes(others: usize) -> String {
    let others = u32::try_from(others).unwrap_or(u32::MAX);
    format!("{} other causes", capital(&in_words(others)))
}

/// How many incidents have a cause, and how few causes make half of them.
pub(super) fn causes(named: u32, incidents: u32, half: usize) -> String {
    let without = incidents.saturating_sub(named);
    let missing = match without {
        0 => String::new(),
        1 => " One has none yet.".to_owned(),
        some => format!(" {} have none yet.", capital(&told(some))),
    };
    if named == 0 {
        return format!("No cause was named in these days.{missing}");
    }
    let half = match half {
        1 => "one cause makes half".to_owned(),
        half => format!(
            "{} causes make half",
            in_words(u32::try_from(half).unwrap_or(u32::MAX))
        ),
    };
    format!(
        "{} with a named cause; {half}.{missing}",
        counted(named, "incident")
    )
}

/// The least weeks of which a tendency is told.
const WEEKS_FOR_A_TENDENCY: usize = 4;

pub(super) fn title_of_weeks(weeks: &[WeekRate], tendency: Tendency) -> String {
    let title = match tendency {
        _ if weeks.len() < WEEKS_FOR_A_TENDENCY || counted_in(weeks) < FEW => "How often it happens",
        Tendency::Less => "It is happening less",
        Tendency::More => "It is happening more",
        Tendency::CannotTell => "About as often as before",
    };
    title.to_owned()
}

/// How many incidents the weeks have.
pub(super) fn counted_in(weeks: &[WeekRate]) -> u32 {
    weeks.iter().map(|week| week.incidents).sum()
}

pub(super) fn weeks(weeks: &[WeekRate]) -> String {
    if weeks.is_empty() {
        return "These days hold no whole week.".to_owned();
    }
    let all = counted_in(weeks);
    if all < FEW {
        return format!(
            "{}; too few to tell which way it goes. It is told from {FEW} on.",
            counted(all, "incident")
        );
    }
    let known: Vec<u32> = weeks.iter().filter_map(WeekRate::per_thousand).collect();
    let tenths = |rate: u32| format!("{}.{}", rate / 10, rate % 10);
    match (known.first(), known.last()) {
        (Some(first), Some(last)) => {
            let of = if known.len() == weeks.len() {
                String::new()
            } else {
                format!(" Covers are known of {} of {} weeks.", known.len(), weeks.len())
            };
            format!(
                "Incidents for every 1,000 covers, by week: {} at first, {} at last.{of}",
                tenths(*first),
                tenths(*last)
            )
        }
        _ => format!(
            "Incidents by week: {} at first, {} at last. No covers were typed in; with them it shows incidents for every 1,000.",
            weeks.first().map_or(0, |week| week.incidents),
            weeks.last().map_or(0, |week| week.incidents)
        ),
    }
}

pub(super) fn felt(rows: &[dto::FeltRow]) -> String {
    let both: u32 = rows.iter().map(|row| row.both).sum();
    let not_asked: u32 = rows.iter().map(|row| row.not_asked).sum();
    let others = match not_asked {
        1 => "one other was not asked".to_owned(),
        others => format!("{} others were not asked", told(others)),
    };
    match both {
        0 => return "Nobody has given a score both then and after.".to_owned(),
        1 => return format!("One guest gave a score both then and after; {others}."),
        _ if both < FEW_FOR_A_MIDDLE => {
            return format!(
                "Average score of the same guest, {} of them; {others}.",
                in_words(both)
            );
        }
        _ => {}
    }
    let sum = |of: fn(&dto::FeltRow) -> u32| -> u32 { rows.iter().map(of).sum() };
    format!(
        "Average score of the same guest, {} of them; {others}. Those who would advise against you went from {} to {}, those who would recommend you from {} to {}.",
        count(both),
        count(sum(|row| row.before[0])),
        count(sum(|row| row.after[0])),
        count(sum(|row| row.before[2])),
        count(sum(|row| row.after[2]))
    )
}

/// `7 to 8 pm`.
fn hour(hour: u8) -> String {
    let told = |hour: u8| {
        let clock = if hour.is_multiple_of(12) { 12 } else { hour % 12 };
        let half = if hour % 24 < 12 { "am" } else { "pm" };
        (clock, half)
    };
    let ((first, first_half), (last, last_half)) = (told(hour), told(hour + 1));
    if first_half == last_half {
        format!("{first} to {last} {last_half}")
    } else {
        format!("{first} {first_half} to {last} {last_half}")
    }
}

pub(super) fn hours(hours: &BTreeMap<(u8, u8), u32>) -> String {
    // The earliest of equals.
    let most = hours.iter().rev().max_by_key(|(_, n)| **n);
    let Some(((weekday, at), n)) = most else {
        return "Nothing happened in these days.".to_owned();
    };
    let all: u32 = hours.values().sum();
    if all < FEW {
        return format!(
            "{}; too few to see a pattern. It is told from {FEW} on.",
            counted(all, "incident")
        );
    }
    let weekday = WEEKDAYS.get(usize::from(*weekday)).copied().unwrap_or_default();
    format!(
        "Most often on {weekday}, {}: {} of {}.",
        hour(*at),
        count(*n),
        count(all)
    )
}

pub(super) fn channels(channels: &[(Channel, u32)]) -> String {
    let all: u32 = channels.iter().map(|(_, n)| n).sum();
    match channels.first() {
        None => "Nothing happened in these days.".to_owned(),
        Some((channel, n)) => format!("{}: {} of {}.", channel.label(), count(*n), count(all)),
    }
}

pub(super) fn fix(cause: &str, times: u32, cost: Money) -> String {
    let times = if times == 1 {
        "once".to_owned()
    } else {
        format!("{} times", count(times))
    };
    let cost = if cost.minor == 0 {
        "nothing in the books yet".to_owned()
    } else {
        cost.to_string()
    };
    format!(
        "{}: {times}, {cost}, and no one has it.",
        capital(cause.trim_end_matches('.'))
    )
}

pub(super) fn nothing_to_fix(no_causes: bool) -> &'static str {
    if no_causes {
        "Name the causes of what went wrong. The one that costs most and has no owner will stand here."
    } else {
        "Every cause of these days has an owner."
    }
}

/// How often before and since, and how sure that is.
pub(super) fn change(change: &Change, days: u32) -> String {
    if days == 0 {
        return format!(
            "{} in the four weeks before. Done today: nothing to compare yet.",
            capital(&in_words(change.before))
        );
    }
    format!(
        "{} in the four weeks before, {} in the {} since. {}",
        capital(&in_words(change.before)),
        in_words(change.after),
        counted(days, "day"),
        change.sentence()
    )
}
