//! What is done to a voucher after it was issued, and its ledger.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Money, Voucher};

/// Undo a redemption of today, void a paper, or replace a lost one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MendRequest {
    /// Names this request, so that it may be repeated.
    pub request_id: String,
    /// Which voucher.
    pub voucher_id: String,
    /// To reverse: which redemption, by its place in the ledger; `null` for the last. Else `null`.
    pub redemption: Option<i64>,
    /// Why.
    pub reason: String,
    /// Who does it.
    pub staff: String,
}

/// Give a voucher more time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExtendRequest {
    /// Names this request, so that it may be repeated.
    pub request_id: String,
    /// Which voucher.
    pub voucher_id: String,
    /// The last day it is to be good, `2027-03-31`.
    pub to: String,
    /// Why.
    pub reason: String,
    /// Who does it.
    pub staff: String,
}

/// A lost paper has a new code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Replaced {
    /// The old one, dead now.
    pub old: Voucher,
    /// The new one.
    pub new: Voucher,
}

/// What a line of a ledger tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LedgerKind {
    /// It was issued.
    Issued,
    /// Something came off a bill.
    Redeemed,
    /// A redemption was undone.
    Reversed,
    /// It was taken back.
    Voided,
    /// A new paper took its place.
    Replaced,
    /// It got more time.
    Extended,
}

/// A line of a voucher's ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LedgerRow {
    /// Its place in the order of events.
    pub seq: i64,
    /// What happened.
    pub kind: LedgerKind,
    /// When.
    pub at: String,
    /// The day it counts for.
    pub business_date: String,
    /// By how much the balance moved, below nought when something was taken; `null` where there is no figure.
    pub change: Option<Money>,
    /// The sum of all changes so far; `null` where there is no figure.
    pub balance: Option<Money>,
    /// Of a redemption: which bill.
    pub bill: Option<String>,
    /// Who did it.
    pub staff: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Of an extension: until when it is good.
    pub until: Option<String>,
    /// Of a redemption: how much of the change was left over and is lost.
    pub lapsed: Option<Money>,
    /// Of a redemption: it was undone later.
    pub undone: bool,
}

/// What may be done to a voucher now, by whoever is in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct MayMend {
    /// The redemptions of today that may be reversed, by their place in the order of events.
    pub reverse: Vec<i64>,
    /// It may be voided.
    pub void: bool,
    /// Its lost paper may be replaced.
    pub replace: bool,
    /// The last date it may be extended to.
    pub extend_to: Option<String>,
}

/// A voucher as a ledger: the balance is the sum of what moved it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Ledger {
    /// The voucher.
    pub voucher: Voucher,
    /// What moved it, in the order of events.
    pub rows: Vec<LedgerRow>,
    /// What may be done now.
    pub may: MayMend,
    /// The end of the code it stands for, where it replaced a lost paper.
    pub replaces: Option<String>,
    /// The voucher that stands for it since its paper was lost.
    pub replaced_by: Option<Voucher>,
}

/// The whole code of a voucher, for somebody who may look at it. That they did is written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ShownCode {
    /// `XXXX-XXXX-XXXX`.
    pub code: String,
}
