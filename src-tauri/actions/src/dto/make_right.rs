//! Making it right: the incident and its make-good in one request.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Approval, Incident, MakeGood, Voucher};

/// What the guest is to get. Amounts as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MakeGoodRequest {
    /// Off today's bill.
    Comp {
        /// How much.
        amount: String,
    },
    /// A Missed Opportunity check.
    Check {
        /// How much.
        amount: String,
        /// The last day it is good; `null` for the shop's default.
        expires_on: Option<String>,
    },
    /// A free-visit certificate.
    Certificate {
        /// What it is good for.
        benefit: String,
        /// Its menu value where known.
        value: Option<String>,
        /// The last day it is good; `null` for the shop's default.
        expires_on: Option<String>,
    },
    /// Something kind with a cost.
    Gesture {
        /// What was done.
        what: String,
        /// What it cost.
        cost: String,
    },
}

/// An incident and its make-good, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MakeItRight {
    /// Names this request, so that it may be repeated.
    pub request_id: String,
    /// What fell short.
    #[ts(type = "Category")]
    pub category: String,
    /// 1 a slip, 2 a let-down, 3 serious.
    pub severity: u8,
    /// What happened.
    pub what: String,
    /// Where.
    pub place: String,
    /// The guest's name.
    pub guest: String,
    /// The guest's telephone or email.
    pub contact: String,
    /// Who records it.
    pub staff: String,
    /// 0 to 10, where asked.
    pub score: Option<u8>,
    /// What the guest is to get.
    pub make_good: MakeGoodRequest,
    /// The guest, where they were found in the list; name and contact are then as they stand there.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub guest_id: Option<String>,
    /// The concern it came from.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub concern_id: Option<String>,
    /// The steps of the playbook that were ticked.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub steps: Vec<String>,
    /// How much of it the house answers for; ours if left out.
    #[serde(default)]
    #[ts(optional, type = "Responsibility | null")]
    pub responsibility: Option<String>,
    /// A second person's yes, where it goes over a limit.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub approval: Option<Approval>,
}

/// The incident is recorded and the make-good given or issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MadeRight {
    /// The incident.
    pub incident: Incident,
    /// The make-good.
    pub make_good: MakeGood,
    /// The voucher, where the make-good is one.
    pub voucher: Option<Voucher>,
}
