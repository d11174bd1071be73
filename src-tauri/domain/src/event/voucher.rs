//! The life of a voucher: issued, redeemed, and on paper.

use serde::{Deserialize, Serialize};

use super::GuestRef;
use crate::{
    AskedId, BusinessDate, Digest, IncidentId, Money, Paper, Redemption, RunId, StaffName, VoucherId, Worth,
};

/// A voucher was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoucherIssued {
    /// Its identity.
    pub voucher: VoucherId,
    /// What it makes good.
    pub incident: IncidentId,
    /// The twelve characters of its code.
    pub code: String,
    /// What it is good for.
    pub worth: Worth,
    /// The last day it is good.
    pub expires_on: BusinessDate,
    /// Who issued it.
    pub staff: Option<StaffName>,
    /// Of a run: for whom this one is, where known. A single voucher is for the guest of its incident.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest: Option<GuestRef>,
    /// The run it was issued in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<RunId>,
    /// Who said yes, where it went over a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<StaffName>,
    /// What was asked for, where it waited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<AskedId>,
    /// The voucher whose lost paper this one stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<VoucherId>,
}

/// A voucher was redeemed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redeemed {
    /// Which one.
    pub voucher: VoucherId,
    /// What it made good.
    pub incident: IncidentId,
    /// What came off which bill.
    pub redemption: Redemption,
    /// What was left on it afterwards, in minor units.
    pub remaining: i64,
    /// The paper was left at home: it was found by the guest's name, or by what else was known of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without_paper: bool,
}

/// A redemption was undone: nothing was taken after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoucherReversed {
    /// Of which voucher.
    pub voucher: VoucherId,
    /// What it makes good.
    pub incident: IncidentId,
    /// The redemption, by its place in the order of events.
    pub redemption: i64,
    /// What was taken then, and is given back.
    pub amount: Option<Money>,
    /// What is left on the voucher afterwards, in minor units.
    pub remaining: i64,
    /// Why.
    pub reason: String,
    /// Who undid it.
    pub staff: Option<StaffName>,
}

/// A voucher was taken back for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoucherVoided {
    /// Which one.
    pub voucher: VoucherId,
    /// What it makes good.
    pub incident: IncidentId,
    /// What was left on it and is lost, in minor units.
    pub lost: i64,
    /// Why.
    pub reason: String,
    /// Who voided it.
    pub staff: Option<StaffName>,
}

/// A lost paper got a new code, and the old one died.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoucherReplaced {
    /// The old one.
    pub voucher: VoucherId,
    /// What it makes good.
    pub incident: IncidentId,
    /// The new one, issued just before.
    pub by: VoucherId,
    /// What was left on the old one and went over to the new, in minor units.
    pub lost: i64,
    /// Why.
    pub reason: String,
    /// Who replaced it.
    pub staff: Option<StaffName>,
}

/// A voucher got more time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoucherExtended {
    /// Which one.
    pub voucher: VoucherId,
    /// What it makes good.
    pub incident: IncidentId,
    /// The last day it was good before.
    pub from: BusinessDate,
    /// The last day it is good now.
    pub to: BusinessDate,
    /// Why.
    pub reason: String,
    /// Who extended it.
    pub staff: Option<StaffName>,
}

/// A voucher was printed again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reprinted {
    /// Which one.
    pub voucher: VoucherId,
    /// What it makes good.
    pub incident: IncidentId,
    /// Who asked for it.
    pub staff: Option<StaffName>,
    /// What came out. Events of the first version did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub out: Option<Out>,
}

/// A paper left the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperOut {
    /// Of which voucher.
    pub voucher: VoucherId,
    /// What it makes good.
    pub incident: IncidentId,
    /// Who asked for it.
    pub staff: Option<StaffName>,
    /// What came out.
    pub out: Out,
}

/// Which bytes left, and where to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Out {
    /// The form of the paper.
    pub paper: Paper,
    /// The digest of the PDF, so that the kept one can be proved to be what the guest holds.
    pub pdf: Digest,
    /// The printer, or the name of the file without its folder; `None` when it was opened in a viewer.
    pub to: Option<String>,
    /// The printer's number for the job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<i32>,
}

/// A paper did not come out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintFailed {
    /// Of which voucher.
    pub voucher: VoucherId,
    /// What it makes good.
    pub incident: IncidentId,
    /// Who asked for it.
    pub staff: Option<StaffName>,
    /// The form of the paper.
    pub paper: Paper,
    /// The digest of the PDF.
    pub pdf: Digest,
    /// The printer; `None` when none could even be looked for.
    pub printer: Option<String>,
    /// The printer's number for the job; `None` when it did not take it at all.
    pub job: Option<i32>,
    /// Why, as the printer or its system said.
    pub reason: String,
}
