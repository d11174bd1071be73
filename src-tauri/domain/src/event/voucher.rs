//! The life of a voucher: issued, redeemed, and on paper.

use serde::{Deserialize, Serialize};

use super::GuestRef;
use crate::{
    AskedId, BusinessDate, Digest, IncidentId, Paper, Redemption, RunId, StaffName, VoucherId, Worth,
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
