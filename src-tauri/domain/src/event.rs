//! What happened. An event carries every business field, so that the state of the house is their fold and nothing
//! else; a guest's name is the one thing it leaves out, and a salted digest stands for it.

use serde::{Deserialize, Serialize};

use crate::{
    BusinessDate, Category, Digest, GuestId, IncidentId, Instant, MakeGood, MakeGoodId, Note, Place,
    Redemption, Score, Severity, Shop, StaffName, VoucherId, Worth,
};

/// One thing that happened, as the chain keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The shop was set up, or its settings changed; all of them are in it.
    ShopSet(Box<Shop>),
    /// A guest was let down.
    IncidentRecorded(IncidentRecorded),
    /// A comp or a gesture was given.
    MakeGoodGiven(MakeGoodGiven),
    /// A check or a certificate was issued.
    VoucherIssued(VoucherIssued),
    /// A voucher was redeemed, whole or in part.
    VoucherRedeemed(Redeemed),
    /// A voucher was printed again, with the same code.
    VoucherReprinted(Reprinted),
}

impl Event {
    /// The stable name of its kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::ShopSet(_) => "shop_set",
            Self::IncidentRecorded(_) => "incident_recorded",
            Self::MakeGoodGiven(_) => "make_good_given",
            Self::VoucherIssued(_) => "voucher_issued",
            Self::VoucherRedeemed(_) => "voucher_redeemed",
            Self::VoucherReprinted(_) => "voucher_reprinted",
        }
    }

    /// The incident it belongs to, where it belongs to one.
    pub fn incident(&self) -> Option<IncidentId> {
        match self {
            Self::ShopSet(_) => None,
            Self::IncidentRecorded(event) => Some(event.incident),
            Self::MakeGoodGiven(event) => Some(event.incident),
            Self::VoucherIssued(event) => Some(event.incident),
            Self::VoucherRedeemed(event) => Some(event.incident),
            Self::VoucherReprinted(event) => Some(event.incident),
        }
    }
}

/// Stands for a guest in the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestRef {
    /// The guest.
    pub guest: GuestId,
    /// SHA-256 of the guest row's salt, name and contact: proves what was written, and tells nothing once the row
    /// and its salt are erased.
    pub digest: Digest,
}

/// A guest was let down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentRecorded {
    /// Its identity.
    pub incident: IncidentId,
    /// What fell short.
    pub category: Category,
    /// How bad it was.
    pub severity: Severity,
    /// What happened, in the team's words.
    pub what: Note,
    /// Where.
    pub place: Option<Place>,
    /// To whom, where they are known.
    pub guest: Option<GuestRef>,
    /// Who recorded it.
    pub staff: Option<StaffName>,
    /// How the guest felt at the time.
    pub score: Option<Score>,
    /// When it happened, which may be before it was recorded.
    pub occurred_at: Instant,
}

/// A comp or a gesture was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeGoodGiven {
    /// Its identity.
    pub make_good: MakeGoodId,
    /// What it makes good.
    pub incident: IncidentId,
    /// What was given.
    pub gives: MakeGood,
    /// Who gave it.
    pub staff: Option<StaffName>,
}

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
}
