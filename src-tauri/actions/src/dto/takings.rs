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
