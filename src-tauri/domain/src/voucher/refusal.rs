//! Why something is not done to a voucher, in words.

use thiserror::Error;

use super::{Redemption, VoucherKind};
use crate::{BusinessDate, Money};

/// Why something is not done to a voucher.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Nothing is left on it.
    #[error("{}", already_used(last))]
    AlreadyUsed {
        /// Its last use: when, by whom, on which bill.
        last: Redemption,
    },
    /// Its time has run.
    #[error("Expired on {}, {}. It cannot be redeemed.", expires_on.readable(), days_ago(*days))]
    Expired {
        /// The last day it was good.
        expires_on: BusinessDate,
        /// How many days ago that was.
        days: i64,
    },
    /// The house put an end to it.
    #[error("{}", voided(*on, *replaced))]
    Voided {
        /// The day it counts for.
        on: BusinessDate,
        /// A new paper took its place.
        replaced: bool,
    },
    /// Nothing was taken with it that could be given back.
    #[error("Nothing was taken with this paper that could be reversed. Look at its ledger.")]
    NothingToReverse,
    /// The redemption counts for a day that is over.
    #[error(
        "This was taken on {}, and that day is over: it stays in the books. {}",
        on.readable(),
        if *spent {
            "Nothing is left on the paper. Give the guest a new one for the same incident."
        } else {
            "Void what is left on the paper, and give the guest a new one."
        }
    )]
    DayIsOver {
        /// The day it counts for.
        on: BusinessDate,
        /// Nothing is left on the paper that could be voided.
        spent: bool,
    },
    /// It got more time before.
    #[error("This was extended once, until {}. It cannot be extended again.", until.readable())]
    ExtendedBefore {
        /// The last day it is good.
        until: BusinessDate,
    },
    /// The new expiry is no later than the one it has.
    #[error("It is good until {} already. Choose a later date.", until.readable())]
    NotLater {
        /// The last day it is good.
        until: BusinessDate,
    },
    /// The new expiry is later than the house allows.
    #[error("The house extends up to {}. Choose that date or an earlier one.", latest.readable())]
    TooLate {
        /// The last date that is allowed.
        latest: BusinessDate,
    },
    /// The house gives no paper more time.
    #[error("This house does not extend its papers. The owner may change that under Settings.")]
    NeverExtended,
    /// Another voucher came off the same bill.
    #[error(
        "Bill {bill} has another paper on it already, and this house takes one a bill. Use it on another bill."
    )]
    BillTaken {
        /// The number of the bill.
        bill: String,
    },
    /// More was asked for than the check holds.
    #[error("{left} is left on this check, less than {asked}. Take {left} or less.")]
    MoreThanLeft {
        /// What was asked for.
        asked: Money,
        /// What is left.
        left: Money,
    },
    /// More was asked for than the bill comes to.
    #[error(
        "The bill comes to {total}, less than {asked}. Take {most} or less: it never pays more than the bill."
    )]
    OverBill {
        /// Check or certificate: what was asked for is an amount or a menu value.
        kind: VoucherKind,
        /// What was asked for.
        asked: Money,
        /// What the bill comes to.
        total: Money,
        /// The most that may be taken.
        most: Money,
    },
    /// The house asks what the bill comes to, and it was not written.
    #[error("Write what the bill comes to: this house takes no more than that.")]
    NoBillTotal,
    /// The amount is in another currency than the voucher.
    #[error("{} is not the currency of this voucher.", asked.currency.code())]
    OtherCurrency {
        /// What was asked for.
        asked: Money,
    },
}

fn already_used(last: &Redemption) -> String {
    let by = last
        .staff
        .as_ref()
        .map_or(String::new(), |staff| format!(", by {}", staff.as_str()));
    let bill = last
        .bill
        .as_ref()
        .map_or(String::new(), |bill| format!(", bill {bill}"));
    format!("Already used on {}{by}{bill}.", last.business_date.readable())
}

fn voided(on: BusinessDate, replaced: bool) -> String {
    let instead = if replaced {
        "A new paper took its place: ask for that one."
    } else {
        "It cannot be used any more."
    };
    format!("This was voided on {}. {instead}", on.readable())
}

fn days_ago(days: i64) -> String {
    if days == 1 {
        "1 day ago".to_owned()
    } else {
        format!("{days} days ago")
    }
}
