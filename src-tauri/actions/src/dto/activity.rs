//! Everything that was ever written down, in its order.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ActivityFilter {
    /// What it is about; `null` for everything.
    #[ts(type = "Topic | null")]
    pub topic: Option<String>,
    /// Who did it, by name; `null` for everybody.
    pub staff: Option<String>,
    /// From this business date on.
    pub from: Option<String>,
    /// Until this business date.
    pub to: Option<String>,
    /// What its line says, or a part of it; empty for anything.
    pub search: String,
    /// Only what came before this place in the order; `null` for the latest.
    pub before: Option<i64>,
    /// How many lines at most; 0 for as many as are given at once.
    pub limit: u32,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ActivityRow {
    /// Its place in the order of events.
    pub seq: i64,
    /// What kind of event it is, by its stable name.
    pub kind: String,
    /// What it is about.
    #[ts(type = "Topic")]
    pub topic: String,
    /// What happened, in a sentence.
    pub says: String,
    /// When it was written.
    pub at: String,
    /// The day it counts for.
    pub business_date: String,
    /// Who did it.
    pub staff: Option<String>,
    /// On which machine.
    pub station: String,
    /// The incident it leads to.
    pub incident_id: Option<String>,
    /// The check or certificate of that incident whose ledger it leads to.
    pub voucher_id: Option<String>,
}

/// A part of it, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Activity {
    /// What fits.
    pub rows: Vec<ActivityRow>,
    /// How many events there are in all, whatever fits.
    pub events: i64,
    /// Go on before this place; `null` when there is no more. A part may be empty and not the last: so much of a long
    /// history is gone through at once and no more.
    pub next: Option<i64>,
}
