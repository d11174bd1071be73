//! What went wrong, in a form that the page, the command line and a person can each read.

use comeback_domain::Reason;
use serde::Serialize;
use ts_rs::TS;

/// The kinds of problem a caller treats differently. A kind exists only for that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// An amount cannot be read.
    BadAmount,
    /// An amount can be read and is not allowed: zero, negative, too large.
    AmountRefused,
    /// A date or a moment cannot be read.
    BadDate,
    /// A date is not allowed: an expiry in the past.
    DateRefused,
    /// A text is missing, too long, or cannot be printed.
    BadText,
    /// A choice that is none: no such category, score, severity, currency, time zone.
    BadChoice,
    /// The code cannot be one, and is near it: a slip.
    Mistyped,
    /// Nothing like a code.
    NotACode,
    /// A whole code, or a picture of one, that was made for something else.
    NotOurs,
    /// A whole code that was never issued here.
    UnknownCode,
    /// Too many unknown codes: no code is looked at now.
    Paused,
    /// No such incident or voucher, or no code in a picture.
    NotFound,
    /// Somebody settled it before: a concern, a follow-up, an action.
    Settled,
    /// Nothing is left on the voucher.
    AlreadyUsed,
    /// The voucher's time has run.
    Expired,
    /// The house put an end to the voucher.
    Voided,
    /// A new paper took the place of the voucher.
    Replaced,
    /// There is nothing to reverse, or its day is over.
    CannotReverse,
    /// The voucher gets no more time.
    CannotExtend,
    /// Another voucher came off the same bill.
    BillTaken,
    /// More was asked for than the check holds.
    MoreThanLeft,
    /// More was asked for than the bill comes to.
    OverBill,
    /// The request id was used for something else.
    RequestReused,
    /// The shop is not set up.
    NotSetUp,
    /// The shop is set up already, or a setting can no longer change.
    SettingRefused,
    /// The role of whoever is in does not allow it.
    NotAllowed,
    /// The screen is locked, what was proved is wrong, or one waits after too many wrong ones.
    Locked,
    /// It goes over a limit: somebody has to approve it.
    OverLimit,
    /// A second person has to say yes, whatever the amount.
    ApprovalNeeded,
    /// The folder has data already.
    NotEmpty,
    /// The file is no backup that could be restored.
    BadBackup,
    /// There is no printer.
    NoPrinter,
    /// The printer did not take it, or cannot be asked.
    PrintFailed,
    /// The person stopped it; nothing was done.
    Stopped,
    /// A file or folder cannot be written.
    CannotWrite,
    /// The data folder cannot be used: read-only, not ours, empty, from a newer version.
    DataFolder,
    /// The database is damaged.
    Damaged,
    /// Another program holds the database.
    Busy,
    /// Whether it was done is not known: ask again with the same request.
    Unknown,
}

impl Code {
    /// What a refusal of the door is told as; nothing for what the door does not refuse.
    pub fn of(reason: Reason) -> Option<Self> {
        Some(match reason {
            Reason::Good | Reason::Conditions => return None,
            Reason::AlreadyUsed => Self::AlreadyUsed,
            Reason::Expired | Reason::Extendable => Self::Expired,
            Reason::Voided => Self::Voided,
            Reason::Replaced => Self::Replaced,
            Reason::Mistyped => Self::Mistyped,
            Reason::NotACode => Self::NotACode,
            Reason::NotOurs => Self::NotOurs,
            Reason::UnknownCode => Self::UnknownCode,
            Reason::Paused => Self::Paused,
            Reason::BillTaken => Self::BillTaken,
            Reason::MoreThanLeft => Self::MoreThanLeft,
            Reason::OverBill => Self::OverBill,
        })
    }
}

/// A problem as it crosses to the page and the command line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Problem {
    /// Its kind.
    pub code: Code,
    /// A sentence for a person, with the next step.
    pub message: String,
    /// The values in it, where a caller needs them: `field`, and more by kind.
    #[ts(type = "Record<string, string>")]
    pub details: std::collections::BTreeMap<&'static str, String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_of_the_door_is_told_by_the_name_of_its_reason() {
        for reason in Reason::ALL {
            let told = Code::of(reason).map(|code| serde_json::to_value(code).expect("a name"));
            let name = match reason {
                Reason::Good | Reason::Conditions => None,
                Reason::Extendable => Some(Reason::Expired.key()),
                other => Some(other.key()),
            };
            assert_eq!(told, name.map(serde_json::Value::from), "{reason:?}");
        }
    }
}
