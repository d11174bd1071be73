//! The door: looking a code up, and redeeming it.

use comeback_domain as domain;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Money, Person};

/// A check or certificate as it stands today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Voucher {
    /// Its identity.
    pub id: String,
    /// The whole code. Never crosses to the page: screens show the last four, and the paper is the guest's.
    #[serde(skip)]
    #[ts(skip)]
    pub code: domain::Code,
    /// The end of its code.
    pub last_four: String,
    /// Check or certificate.
    #[ts(type = "VoucherKind")]
    pub kind: domain::VoucherKind,
    /// Where it stands.
    #[ts(type = "VoucherStatus")]
    pub status: domain::VoucherStatus,
    /// Its amount or menu value at issue, where there is a figure.
    pub amount: Option<Money>,
    /// What is left of it.
    pub remaining: Option<Money>,
    /// What a certificate is good for.
    pub benefit: Option<String>,
    /// The day it was issued.
    pub issued_on: String,
    /// The last day it is good.
    pub expires_on: String,
    /// Who issued it.
    pub issued_by: Option<String>,
    /// What it makes good.
    pub incident_id: String,
    /// For whom, where known.
    pub guest: Option<String>,
    /// It got more time before, which happens once.
    pub extended: bool,
}

/// One use of a voucher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Redemption {
    /// What came off the bill, where recorded.
    pub amount: Option<Money>,
    /// Which bill.
    pub bill: Option<String>,
    /// What that bill came to, where it was written.
    pub bill_total: Option<Money>,
    /// What was left over on a check and is lost: in this house it is used up at its first use.
    pub lapsed: Option<Money>,
    /// Who took it.
    pub staff: Option<String>,
    /// When.
    pub at: String,
    /// The day it counts for.
    pub business_date: String,
}

/// What the door says to a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// It is good.
    Good {
        /// The voucher.
        voucher: Voucher,
        /// What happened then.
        because: String,
        /// The day it happened.
        incident_on: String,
        /// Where it happened.
        place: Option<String>,
        /// What is worth a word about it, each as a sentence.
        conditions: Vec<String>,
    },
    /// Nothing is left on it.
    Used {
        /// The voucher.
        voucher: Voucher,
        /// Its last use.
        last: Redemption,
    },
    /// Its time has run.
    Expired {
        /// The voucher.
        voucher: Voucher,
        /// How many days ago.
        days: u32,
        /// The last date whoever is in may extend it to; `null` where they may not, or it was extended before.
        extend_to: Option<String>,
    },
    /// The house put an end to it.
    Voided {
        /// The voucher.
        voucher: Voucher,
        /// The day it counts for.
        on: String,
        /// A new paper took its place.
        replaced: bool,
        /// Why, for those who may void papers.
        reason: Option<String>,
        /// The end of the new paper's code, for those who may void papers.
        replaced_by: Option<String>,
    },
    /// The check character does not fit, or a character is missing.
    Mistyped {
        /// What to look for.
        message: String,
        /// It can be one slip away from a code: the guest's name may settle it. Says nothing of what there is.
        by_name: bool,
    },
    /// Nothing like a code of ours.
    NotACode {
        /// What a code looks like.
        message: String,
    },
    /// A whole code of somebody else's, such as the address of a menu.
    NotOurs {
        /// What to scan instead.
        message: String,
    },
    /// A whole code that was never issued here.
    Unknown {
        /// What to do.
        message: String,
        /// The end of the code, as it was read.
        last_four: String,
    },
    /// Too many codes that nobody knows: for now no code is looked at, and nothing is said of this one.
    Paused {
        /// Until when; `null` when a manager has to unlock the station.
        until: Option<String>,
        /// How many seconds that is from now.
        seconds: Option<u32>,
        /// Why, and what to do.
        message: String,
        /// Who may unlock it, with their PIN or password; nobody in particular while people do not sign in.
        unlockers: Vec<Person>,
    },
}

impl Verdict {
    /// Which line of the one table of reasons this is.
    pub fn reason(&self) -> domain::Reason {
        use domain::Reason;
        match self {
            Self::Good { conditions, .. } if conditions.is_empty() => Reason::Good,
            Self::Good { .. } => Reason::Conditions,
            Self::Used { .. } => Reason::AlreadyUsed,
            Self::Expired { extend_to: None, .. } => Reason::Expired,
            Self::Expired { .. } => Reason::Extendable,
            Self::Voided { replaced: false, .. } => Reason::Voided,
            Self::Voided { .. } => Reason::Replaced,
            Self::Mistyped { .. } => Reason::Mistyped,
            Self::NotACode { .. } => Reason::NotACode,
            Self::NotOurs { .. } => Reason::NotOurs,
            Self::Unknown { .. } => Reason::UnknownCode,
            Self::Paused { .. } => Reason::Paused,
        }
    }
}

/// Redeem a voucher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RedeemRequest {
    /// Names this request, so that it may be repeated.
    pub request_id: String,
    /// The code, as typed or scanned; empty where the voucher was found without it.
    pub code: String,
    /// The voucher that was found without its code; whatever stands in `code` does not count then.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub voucher_id: Option<String>,
    /// Of a check: how much, as typed; `null` for all that is left.
    pub amount: Option<String>,
    /// Of a certificate: the menu value, as typed.
    pub value: Option<String>,
    /// The POS bill number.
    pub bill: String,
    /// What that bill comes to, as typed: no more than that is taken. Empty where it is not written.
    #[serde(default)]
    pub bill_total: String,
    /// Who takes it.
    pub staff: String,
}

/// A voucher was redeemed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Redeemed {
    /// The voucher as the redemption left it.
    pub voucher: Voucher,
    /// The redemption.
    pub redemption: Redemption,
    /// What to say of a certificate whose menu value went over what it was given for.
    pub over: Option<String>,
}

/// A redemption that a screen asked for, and whose answer it did not hear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Unheard {
    /// The request it was asked under.
    pub request_id: String,
    /// When.
    pub at: String,
    /// The end of the code.
    pub last_four: String,
    /// How much, where that was written.
    pub amount: Option<Money>,
    /// On which bill.
    pub bill: Option<String>,
}

/// What became of a request to redeem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "became", rename_all = "snake_case")]
pub enum Became {
    /// It was taken, once.
    Taken {
        /// The first answer.
        redeemed: Box<Redeemed>,
        /// It was reversed since.
        undone: bool,
    },
    /// Nothing was taken, and nothing will be.
    NotTaken,
}

/// A guest who came back today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CameBackRow {
    /// When.
    pub at: String,
    /// Who, where known.
    pub guest: Option<String>,
    /// Check or certificate.
    #[ts(type = "VoucherKind")]
    pub kind: domain::VoucherKind,
    /// What a certificate was good for.
    pub benefit: Option<String>,
    /// The end of the code.
    pub last_four: String,
    /// What came off the bill.
    pub amount: Option<Money>,
    /// What is left on a check.
    pub remaining: Option<Money>,
    /// What it made good.
    pub incident_id: String,
}

/// Everybody who came back today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CameBack {
    /// How many redemptions.
    pub count: u32,
    /// What came off their bills.
    pub amount: Money,
    /// The latest first; at most 20.
    pub rows: Vec<CameBackRow>,
}

/// Papers that were found without their codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FoundPapers {
    /// What is still good first, the latest before the others; at most 20.
    pub rows: Vec<Voucher>,
    /// What to do where nothing was found, or not all is shown.
    pub message: Option<String>,
}

impl FoundPapers {
    pub(crate) fn none(message: &str) -> Self {
        Self {
            rows: Vec::new(),
            message: Some(message.to_owned()),
        }
    }
}

/// What came of a code with a slip in it and a guest's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Near {
    /// The verdict on the one paper it can be, or on what was typed.
    pub verdict: Verdict,
    /// Which group has the slip, once it is known which paper it is.
    pub slip: Option<String>,
}

impl Near {
    pub(crate) fn settled(verdict: Verdict, slip: Option<String>) -> Self {
        Self { verdict, slip }
    }
}
