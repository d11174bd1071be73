//! A guest was let down, and what was done on the spot.

use serde::{Deserialize, Serialize};

use super::GuestRef;
use crate::{
    AskedId, Category, ConcernId, IncidentId, Instant, MakeGood, MakeGoodId, Note, Place, Responsibility,
    Score, Severity, StaffName,
};

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
    /// The concern it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concern: Option<ConcernId>,
    /// The steps of the playbook that were ticked, in the words it had then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
    /// How much of it the house answers for. The first versions did not ask, and what is usual is not written.
    #[serde(default, skip_serializing_if = "Responsibility::is_usual")]
    pub responsibility: Responsibility,
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
    /// Who said yes, where it went over a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<StaffName>,
    /// What was asked for, where it waited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<AskedId>,
}
