//! What stands under the title of each chart.

use std::collections::BTreeMap;

use comeback_domain::{Channel, FEW, FEW_FOR_A_MIDDLE, Tendency, WeekRate, capital, grouped, in_words};

use super::{counted, told};
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

pub(in crate::insights) fn other_causes(others: usize) -> String {
    let others = u32::try_from(others).unwrap_or(u32::MAX);
    format!("{} other causes", capital(&in_words(others)))
}

/// How many incidents have a cause, and how few causes make half of them.
pub(in crate::insights) fn causes(named: u32, incidents: u32, half: usize) -> String {
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

pub(in crate::insights) fn title_of_weeks(weeks: &[WeekRate], tendency: Tendency) -> String {
    let title = match tendency {
        _ if weeks.len() < WEEKS_FOR_A_TENDENCY || counted_in(weeks) < FEW => "How often it happens",
        Tendency::Less => "It is happening less",
        Tendency::More => "It is happening more",
        Tendency::CannotTell => "About as often as before",
    };
    title.to_owned()
}

/// How many incidents the weeks have.
pub(in crate::insights) fn counted_in(weeks: &[WeekRate]) -> u32 {
    weeks.iter().map(|week| week.incidents).sum()
}

pub(in crate::insights) fn weeks(weeks: &[WeekRate]) -> String {
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

pub(in crate::insights) fn felt(rows: &[dto::FeltRow]) -> String {
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
        grouped(both),
        grouped(sum(|row| row.before[0])),
        grouped(sum(|row| row.after[0])),
        grouped(sum(|row| row.before[2])),
        grouped(sum(|row| row.after[2]))
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

pub(in crate::insights) fn hours(hours: &BTreeMap<(u8, u8), u32>) -> String {
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
        grouped(*n),
        grouped(all)
    )
}

pub(in crate::insights) fn channels(channels: &[(Channel, u32)]) -> String {
    let all: u32 = channels.iter().map(|(_, n)| n).sum();
    match channels.first() {
        None => "Nothing happened in these days.".to_owned(),
        Some((channel, n)) => format!("{}: {} of {}.", channel.label(), grouped(*n), grouped(all)),
    }
}
