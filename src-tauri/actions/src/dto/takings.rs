//! What the till took.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Money;

/// What the till took in one stretch of business dates, most often one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Takings {
    /// The first business date.
    pub from: String,
    /// The last business date.
    pub to: String,
    /// Net sales, where they are known.
    pub net_sales: Option<Money>,
    /// Covers, where they are known.
    pub covers: Option<u32>,
    /// The till's own comps, where they are known.
    pub comps: Option<Money>,
}

/// What the till took in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TakingsOfPeriod {
    /// The first business date.
    pub from: String,
    /// The last business date.
    pub to: String,
    /// How many business dates there are.
    pub days: u32,
    /// Net sales in all; `None` where no day has them.
    pub net_sales: Option<Money>,
    /// On how many days they are known.
    pub net_sales_days: u32,
    /// Covers in all; `None` where no day has them.
    pub covers: Option<i64>,
    /// On how many days they are known.
    pub covers_days: u32,
    /// The till's comps in all; `None` where no day has them.
    pub comps: Option<Money>,
    /// On how many days they are known.
    pub comps_days: u32,
    /// Every stretch of which a day lies in the period. One that reaches out of it is in no sum.
    pub stretches: Vec<Takings>,
}

/// Figures of one stretch as they are typed. One that is left out stays as it is; an empty one is taken away.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TakingsStretch {
    /// The first business date.
    pub from: String,
    /// The last business date.
    pub to: String,
    /// Net sales.
    #[serde(default)]
    pub net_sales: Option<String>,
    /// Covers.
    #[serde(default)]
    pub covers: Option<String>,
    /// The till's comps.
    #[serde(default)]
    pub comps: Option<String>,
}

/// Figures to set, all of them or none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
pub struct TakingsForm {
    /// Of which stretches.
    pub stretches: Vec<TakingsStretch>,
    /// Who sets them, where nobody signs in.
    pub staff: String,
}

/// What was set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TakingsWritten {
    /// How many stretches have other figures now.
    pub written: u32,
}

/// What was read of a paste.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PastedTakings {
    /// The days that were read.
    pub stretches: Vec<TakingsStretch>,
    /// What was not, each with the number of its line.
    pub faults: Vec<String>,
}

/// A comp on a bill, as the till has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TillBill {
    /// The number of the bill.
    pub bill: String,
    /// What came off it, as it is typed.
    pub amount: String,
}

/// The bills of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TillBillsOfDay {
    /// The business date.
    pub day: String,
    /// All of them; none takes away those that were set.
    pub bills: Vec<TillBill>,
}

/// Lists of bills to set, all of them or none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
pub struct TillBillsForm {
    /// Of which days.
    pub days: Vec<TillBillsOfDay>,
    /// Who sets them, where nobody signs in.
    pub staff: String,
}

/// What was read of a paste.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PastedBills {
    /// The days that were read.
    pub days: Vec<TillBillsOfDay>,
    /// What was not, each with the number of its line.
    pub faults: Vec<String>,
}

/// The comps of one stretch of days on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TieRow {
    /// The first business date.
    pub from: String,
    /// The last business date.
    pub to: String,
    /// What the till booked.
    pub till: Money,
    /// What came off our bills.
    pub ours: Money,
    /// Ours less the till's.
    pub difference: Money,
}

/// A bill that one side has and the other has not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TieBill {
    /// The business date.
    pub day: String,
    /// Its number; `None` for a comp of ours without one.
    pub bill: Option<String>,
    /// What came off it.
    pub amount: Money,
    /// The incident it made good, on our side.
    pub incident_id: Option<String>,
    /// What it was with us.
    pub kind: Option<String>,
}

/// A bill on both sides, at two amounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TieOther {
    /// The business date.
    pub day: String,
    /// Its number.
    pub bill: String,
    /// What the till took off it.
    pub till: Money,
    /// What we took off it.
    pub ours: Money,
}

/// The till's comps of a period against ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Tie {
    /// The first business date.
    pub from: String,
    /// The last business date.
    pub to: String,
    /// How many business dates there are.
    pub days: u32,
    /// On how many of them the till's comps are known.
    pub known_days: u32,
    /// What the till booked on those days.
    pub till: Money,
    /// What came off our bills on the same days.
    pub ours: Money,
    /// Ours less the till's.
    pub difference: Money,
    /// What came off our bills on the other days.
    pub ours_elsewhere: Money,
    /// Each day or stretch whose comps are known.
    pub rows: Vec<TieRow>,
    /// On how many days the till's list of bills is known.
    pub days_with_bills: u32,
    /// How many bills and comps are on both sides, at the same amount.
    pub matched: u32,
    /// Ours that the till does not have.
    pub ours_alone: Vec<TieBill>,
    /// The till's that we do not have.
    pub till_alone: Vec<TieBill>,
    /// On both sides, at two amounts.
    pub other_amounts: Vec<TieOther>,
    /// Redemptions of ours that name no bill.
    pub without_a_bill: u32,
}
