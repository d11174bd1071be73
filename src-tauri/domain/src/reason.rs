//! What the door answers: one table of reasons, for the page, the command line and the README.

use crate::{BusinessDate, Voucher};

/// How an answer is met: what colour it has, and what it sounds like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Go on.
    Good,
    /// Nothing is taken with this paper.
    Stop,
    /// Something on the paper or the screen has to be looked at again.
    Look,
    /// Not now: somebody has to do something first.
    Wait,
}

impl Tone {
    /// Its stable name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Stop => "stop",
            Self::Look => "look",
            Self::Wait => "wait",
        }
    }
}

/// Why the door answers as it does, to a code that is looked up or redeemed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// It is good.
    Good,
    /// It is good, and something about it is worth knowing.
    Conditions,
    /// Nothing is left on it.
    AlreadyUsed,
    /// Its time has run.
    Expired,
    /// Its time has run, and whoever asks may give it more.
    Extendable,
    /// The house took it back.
    Voided,
    /// A new paper took its place.
    Replaced,
    /// The code has a slip in it.
    Mistyped,
    /// Nothing like a code.
    NotACode,
    /// A whole code of somebody else's.
    NotOurs,
    /// A whole code that was never issued here.
    UnknownCode,
    /// Too many unknown codes: no code is looked at for a while.
    Paused,
    /// Another paper came off the same bill.
    BillTaken,
    /// More was asked for than the check holds.
    MoreThanLeft,
    /// More was asked for than the bill comes to.
    OverBill,
}

/// One line of the table: the reason, its stable name, its tone, and what it means.
struct Line {
    reason: Reason,
    key: &'static str,
    tone: Tone,
    means: &'static str,
}

const fn line(reason: Reason, key: &'static str, tone: Tone, means: &'static str) -> Line {
    Line {
        reason,
        key,
        tone,
        means,
    }
}

#[rustfmt::skip]
const TABLE: [Line; 15] = [
    line(Reason::Good, "good", Tone::Good, "It is good."),
    line(Reason::Conditions, "conditions", Tone::Good, "Good, and worth a word: spent in part, extended, its last day, in the place of a lost paper."),
    line(Reason::AlreadyUsed, "already_used", Tone::Stop, "Nothing is left on it: when, by whom, on which bill."),
    line(Reason::Expired, "expired", Tone::Wait, "Its time has run."),
    line(Reason::Extendable, "extendable", Tone::Wait, "Its time has run, and whoever looks may extend it. Redeemed all the same, it is refused as `expired`."),
    line(Reason::Voided, "voided", Tone::Stop, "The house took it back."),
    line(Reason::Replaced, "replaced", Tone::Stop, "A new paper took its place."),
    line(Reason::Mistyped, "mistyped", Tone::Look, "A slip: a character too few or too many, one that no code holds, or a check that does not fit."),
    line(Reason::NotACode, "not_a_code", Tone::Look, "Nothing like a code."),
    line(Reason::NotOurs, "not_ours", Tone::Look, "The whole code of something else, such as a menu."),
    line(Reason::UnknownCode, "unknown_code", Tone::Look, "A whole code that was never issued here."),
    line(Reason::Paused, "paused", Tone::Wait, "Too many unknown codes: nothing is looked at for a while, and nothing is said of this one."),
    line(Reason::BillTaken, "bill_taken", Tone::Look, "The bill has a paper on it, and this house takes one."),
    line(Reason::MoreThanLeft, "more_than_left", Tone::Look, "More than is left on the check."),
    line(Reason::OverBill, "over_bill", Tone::Look, "More than the bill comes to."),
];

impl Reason {
    /// All of them, in the order of the table.
    pub const ALL: [Self; TABLE.len()] = {
        let mut all = [Self::Good; TABLE.len()];
        let mut at = 0;
        while at < TABLE.len() {
            all[at] = TABLE[at].reason;
            at += 1;
        }
        all
    };

    /// Its stable name: what scripts branch on.
    pub fn key(self) -> &'static str {
        self.line().key
    }

    /// How it is met.
    pub fn tone(self) -> Tone {
        self.line().tone
    }

    /// Its line. The table has one for each reason, in the order of the type; a test holds it to that.
    fn line(self) -> &'static Line {
        &TABLE[self as usize]
    }
}

/// The table as the README has it.
pub fn reasons() -> String {
    let lines = TABLE
        .iter()
        .map(|line| format!("| `{}` | {} | {} |\n", line.key, line.tone.key(), line.means));
    format!(
        "| reason | sounds like | means |\n|---|---|---|\n{}",
        lines.collect::<String>()
    )
}

/// What is worth a word about a paper that is good, each as a sentence.
pub fn conditions_of(voucher: &Voucher, replaces: bool, today: BusinessDate) -> Vec<&'static str> {
    [
        (voucher.last_use().is_some(), "It was spent in part before."),
        (voucher.extended.is_some(), "It was given more time, once."),
        (replaces, "It stands for a paper that was lost."),
        (voucher.expires_on == today, "Today is its last day."),
    ]
    .into_iter()
    .filter_map(|(holds, sentence)| holds.then_some(sentence))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_each_reason_once_and_in_order_and_fifteen_at_most() {
        for (at, reason) in Reason::ALL.into_iter().enumerate() {
            assert_eq!(reason as usize, at, "{}", reason.key());
        }
        let mut keys = Reason::ALL.map(Reason::key);
        keys.sort_unstable();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]), "{keys:?}");
        assert!(keys.len() <= 15, "a host keeps no more apart");
    }

    /// The table in the README is made from this one. `UPDATE=1` writes it anew.
    #[test]
    fn the_table_in_the_readme_is_current() {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
        let readme = std::fs::read_to_string(&file).expect("a README");
        let head = "| reason | sounds like | means |\n";
        let (before, rest) = readme.split_once(head).expect("a table");
        let (_, after) = rest.split_once("\n\n").expect("the table ends");
        let fresh = format!("{before}{}\n{after}", reasons());
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, &fresh).expect("written");
        } else {
            assert_eq!(
                readme, fresh,
                "the table of reasons is stale: run this test with UPDATE=1"
            );
        }
    }
}
