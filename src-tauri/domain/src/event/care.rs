//! Looking after a guest: plans, concerns, calls, scores, causes and what was done about them. Who did each is the
//! actor of its envelope.

use serde::{Deserialize, Serialize};

use crate::{
    BusinessDate, Category, CauseName, ConcernId, FollowUpId, IncidentId, Instant, Note, Outcome, Place,
    Playbook, PreventionId, Score, ScoreMoment, Severity, StaffName,
};

/// A plan was changed, or put back to the one the house starts with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaybookSet {
    /// For what.
    pub category: Category,
    /// And how bad.
    pub severity: Severity,
    /// The whole of it; `None` for the one the house starts with.
    pub plan: Option<Box<Playbook>>,
}

/// Something is about to go wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcernNoted {
    /// Its identity.
    pub concern: ConcernId,
    /// What was seen.
    pub what: Note,
    /// Where.
    pub place: Option<Place>,
    /// What may fall short, where known.
    pub category: Option<Category>,
}

/// It did not go wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcernDropped {
    /// Which.
    pub concern: ConcernId,
}

/// A guest is to be called; or is to be called at another time, when the follow-up was set before and is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpSet {
    /// Its identity.
    pub follow_up: FollowUpId,
    /// About what.
    pub incident: IncidentId,
    /// When.
    pub due_at: Instant,
    /// The business date of then, by the settings of now.
    pub due_on: BusinessDate,
}

/// A follow-up is over. It is settled once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpSettled {
    /// Which.
    pub follow_up: FollowUpId,
    /// About what.
    pub incident: IncidentId,
    /// How it went.
    pub outcome: Outcome,
    /// What the guest said.
    pub note: Option<Note>,
    /// How they feel now.
    pub score: Option<Score>,
}

/// A guest said how they feel, apart from the incident itself and from a follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreGiven {
    /// About what.
    pub incident: IncidentId,
    /// When they were asked.
    pub moment: ScoreMoment,
    /// 0 to 10.
    pub score: Score,
    /// What they said.
    pub words: Option<Note>,
}

/// What lay behind an incident. The last one named is the one that counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CauseNamed {
    /// Behind which.
    pub incident: IncidentId,
    /// In the team's words, as they were first written.
    pub cause: CauseName,
    /// Why, and why that.
    pub whys: Vec<String>,
}

/// Something is to be done so that it does not happen again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreventionPlanned {
    /// Its identity.
    pub prevention: PreventionId,
    /// The incident it came from.
    pub incident: IncidentId,
    /// The cause it is against, as named then.
    pub cause: CauseName,
    /// What is to be done.
    pub what: Note,
    /// Who does it.
    pub owner: StaffName,
    /// Until when.
    pub due_on: BusinessDate,
}

/// It is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreventionDone {
    /// Which.
    pub prevention: PreventionId,
    /// The incident it came from.
    pub incident: IncidentId,
    /// What was done, as it was planned.
    pub what: Note,
}
