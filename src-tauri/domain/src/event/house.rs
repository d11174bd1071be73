//! The house as a whole: what its till took, and copies of its books.

use serde::{Deserialize, Serialize};

use crate::{BusinessDate, Digest, StaffName, Takings, TillBill};

/// A copy of the books was made and proved to be whole. What it holds is named by its last event, so that a copy can be
/// told from any other; the copy itself does not hold this event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupMade {
    /// The name of the file, without its folder.
    pub file: String,
    /// How large it is.
    pub bytes: u64,
    /// The last event in it.
    pub through: i64,
    /// The hash of that event.
    pub head: Digest,
    /// Who made it.
    pub staff: Option<StaffName>,
}

/// A copy took the place of the books. What was in force until then was set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseRestored {
    /// The name of the copy, without its folder.
    pub file: String,
    /// The last event in it.
    pub through: i64,
    /// The hash of that event.
    pub head: Digest,
    /// The name under which the books before it lie beside them; `None` when there were none.
    pub set_aside: Option<String>,
    /// Who restored it.
    pub staff: Option<StaffName>,
}

/// What the till took in a stretch of business dates was set: all of it is in it, and takes the place of what was set for
/// that stretch before. Takings without a figure were taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakingsSet {
    /// Of which days, and what.
    #[serde(flatten)]
    pub takings: Takings,
}

/// The bills that the till took a comp off on a day were set: all of them, in the place of those that were set for that day
/// before. None at all were taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TillBillsSet {
    /// The business date.
    pub day: BusinessDate,
    /// Its bills.
    pub bills: Vec<TillBill>,
}
