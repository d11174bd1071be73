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

    /// Reads the stable name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.key() == key)
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Issued => "Issued",
            Self::Redeemed => "Redeemed",
            Self::Given => "Given",
            Self::Reversed => "Reversed",
            Self::Voided => "Voided",
            Self::Lapsed => "Left over",
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
    /// The day of what it takes back.
    pub of_date: Option<BusinessDate>,
    /// The closed period that holds what it takes back, where that was closed before the day of this.
    pub of_batch: Option<u32>,
}

/// What the figures of a period are added up by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    /// What fell short.
    Category,
    /// What the guest got.
    Kind,
    /// Who gave it.
    Staff,
    /// Who said yes to what went over a limit.
    Approver,
    /// The cause that was named.
    Reason,
    /// Where it happened.
    Location,
}

impl By {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Category,
        Self::Kind,
        Self::Staff,
        Self::Approver,
        Self::Reason,
        Self::Location,
    ];

    /// The stable name in files and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Kind => "kind",
            Self::Staff => "staff",
            Self::Approver => "approver",
            Self::Reason => "reason",
            Self::Location => "location",
        }
    }

    /// The one with this [`By::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.key() == key.trim())
    }

    /// How people call what has none.
    pub fn nobody(self) -> &'static str {
        match self {
            Self::Category | Self::Kind => "Other",
            Self::Staff => "Nobody named",
            Self::Approver => "No approval needed",
            Self::Reason => "No cause named",
            Self::Location => "No place named",
        }
    }
}

/// One figure of a line of the books, which opens the movements behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Figure {
    /// What was issued.
    Issued,
    /// What was redeemed, with what was undone again.
    Redeemed,
    /// What was redeemed and undone.
    Reversed,
    /// What was voided or replaced, and what was left over on checks that are used up at their first use.
    Voided,
    /// Comps.
    Comps,
    /// Gestures.
    Gestures,
    /// What it cost: redeemed, comps and gestures.
    Cost,
}

impl Figure {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Issued,
        Self::Redeemed,
        Self::Reversed,
        Self::Voided,
        Self::Comps,
        Self::Gestures,
        Self::Cost,
    ];

    /// The stable name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Redeemed => "redeemed",
            Self::Reversed => "reversed",
            Self::Voided => "voided",
            Self::Comps => "comps",
            Self::Gestures => "gestures",
            Self::Cost => "cost",
        }
    }

    /// The one with this [`Figure::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|figure| figure.key() == key.trim())
    }

    /// Whether a movement is part of it.
    pub fn holds(self, basis: Basis, kind: MakeGoodKind) -> bool {
        let redeemed = matches!(basis, Basis::Redeemed | Basis::Reversed);
        let given = |wanted| basis == Basis::Given && kind == wanted;
        match self {
            Self::Issued => basis == Basis::Issued,
            Self::Redeemed => redeemed,
            Self::Reversed => basis == Basis::Reversed,
            Self::Voided => matches!(basis, Basis::Voided | Basis::Lapsed),
            Self::Comps => given(MakeGoodKind::Comp),
            Self::Gestures => given(MakeGoodKind::Gesture),
            Self::Cost => redeemed || basis == Basis::Given,
        }
    }
}

/// Movements of one category, kind and basis together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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

/// What one business date came to, as far as the till knows of it as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DaySum {
    /// The day.
    pub day: BusinessDate,
    /// What it cost: redeemed, comps and gestures, in minor units.
    pub cost: i64,
    /// The part of it that came off bills: redeemed and comps, in minor units.
    pub off_bills: i64,
    /// How many incidents count for it.
    pub incidents: u32,
}
