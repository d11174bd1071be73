//! What to fix next, and what came of what was done.

use comeback_domain::{Change, Money, capital, grouped, in_words};

use super::counted;

pub(in crate::insights) fn fix(cause: &str, times: u32, cost: Money) -> String {
    let times = if times == 1 {
        "once".to_owned()
    } else {
        format!("{} times", grouped(times))
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

pub(in crate::insights) fn nothing_to_fix(no_causes: bool) -> &'static str {
    if no_causes {
        "Name the causes of what went wrong. The one that costs most and has no owner will stand here."
    } else {
        "Every cause of these days has an owner."
    }
}

/// How often before and since, and how sure that is.
pub(in crate::insights) fn change(change: &Change, days: u32) -> String {
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
