//! What counts in the books.

use serde::{Deserialize, Serialize};

use crate::{BusinessDate, Category, IncidentId, Instant, MakeGoodKind, Money};

/// Why a movement counts on its day. Books follow the redemption, control follows the issue, and the two are never
/// added to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A voucher was issued: a promise, no cost yet.
    Issued,
    /// A voucher was redeemed: its cost.
    Redeemed,
    /// A comp or a gesture was given: cost on the spot.
    Given,
    /// A redemption of the same day was undone: its cost is taken back.
    Reversed,
    /// A voucher was voided or replaced with this much left: a promise taken back, no cost.
    Voided,
    /// So much was left over on a check that its house lets be used once: a promise that ended, no cost. Above nought
    /// where the redemption that ended it was undone.
    Lapsed,
}

impl Basis {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Issued,
        Self::Redeemed,
        Self::Given,
        Self::Reversed,
        Self::Voided,
        Self::Lapsed,
    ];

    /// The stable name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Redeemed => "redeemed",
            Self::Given => "given",
            Self::Reversed => "reversed",
            Self::Voided => "voided",
            Self::Lapsed => "lapsed",
        }
    }
}

/// One thing that counts in the books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// Its place in the order of events.
    pub seq: i64,
    /// When it was written.
    pub at: Instant,
    /// The day it counts for.
    pub business_date: BusinessDate,
    /// Why.
    pub basis: Basis,
    /// What fell short.
    pub category: Category,
    /// What the guest got.
    pub kind: MakeGoodKind,
    /// For which incident.
    pub incident: IncidentId,
    /// The end of a voucher's code.
    pub last_four: Option<String>,
    /// The benefit of a certificate, what a gesture was.
    pub what: Option<String>,
    /// The POS bill of a redemption.
    pub bill: Option<String>,
    /// Who did it.
    pub staff: Option<String>,
    /// How much, where there is a figure; below nought where it takes something back.
    pub amount: Option<Money>,
}

/// Movements of one category, kind and basis together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MovementSum {
    /// What fell short.
    pub category: Category,
    /// What the guest got.
    pub kind: MakeGoodKind,
    /// Why they count.
    pub basis: Basis,
    /// How many.
    pub count: u32,
    /// How much, in minor units; below nought where they take something back.
    pub minor: i64,
}
