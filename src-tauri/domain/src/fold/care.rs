//! How guests were looked after, as the fold of its events.

use std::collections::BTreeMap;

use super::FoldError;
use crate::{
    BusinessDate, Category, CauseName, ConcernId, Envelope, Event, FollowUpId, IncidentId, IncidentRecorded,
    Instant, Note, Outcome, Place, Playbook, PreventionId, Score, ScoreMoment, StaffName,
};

/// Everything the events say of looking after guests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CareState {
    /// The plans that were changed, by category and severity. Any other is the one the house starts with.
    pub playbooks: BTreeMap<(Category, u8), Playbook>,
    /// Every concern.
    pub concerns: BTreeMap<ConcernId, ConcernState>,
    /// Every follow-up.
    pub follow_ups: BTreeMap<FollowUpId, FollowUpState>,
    /// Every score given after the incident, by the place of its event.
    pub scores: BTreeMap<i64, ScoreState>,
    /// The cause of every incident that has one.
    pub causes: BTreeMap<IncidentId, CauseState>,
    /// Every prevention.
    pub preventions: BTreeMap<PreventionId, PreventionState>,
}

/// A concern as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConcernState {
    /// When it was noted.
    pub at: Instant,
    /// What was seen.
    pub what: Note,
    /// Where.
    pub place: Option<Place>,
    /// What may fall short, where known.
    pub category: Option<Category>,
    /// Who noted it.
    pub staff: Option<StaffName>,
    /// What became of it; `None` while it is open.
    pub end: Option<ConcernEnd>,
}

/// What became of a concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConcernEnd {
    /// It did not go wrong.
    Dropped,
    /// It went wrong, and this was recorded.
    Incident(IncidentId),
}

/// A follow-up as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpState {
    /// About what.
    pub incident: IncidentId,
    /// When it is due.
    pub due_at: Instant,
    /// The business date of then.
    pub due_on: BusinessDate,
    /// How it went; `None` while it is open.
    pub settled: Option<Settled>,
}

/// How a follow-up went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// How it went.
    pub outcome: Outcome,
    /// What the guest said.
    pub note: Option<Note>,
    /// How they felt.
    pub score: Option<Score>,
    /// When.
    pub at: Instant,
    /// On which business date.
    pub on: BusinessDate,
    /// Who called.
    pub by: Option<StaffName>,
}

/// A score given after the incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreState {
    /// About what.
    pub incident: IncidentId,
    /// When the guest was asked.
    pub moment: ScoreMoment,
    /// 0 to 10.
    pub score: Score,
    /// What they said.
    pub words: Option<Note>,
    /// When.
    pub at: Instant,
    /// Who asked.
    pub by: Option<StaffName>,
}

/// The cause of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CauseState {
    /// In the team's words.
    pub cause: CauseName,
    /// Why, and why that.
    pub whys: Vec<String>,
    /// When it was named.
    pub at: Instant,
    /// Who named it.
    pub by: Option<StaffName>,
}

/// A prevention as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreventionState {
    /// The incident it came from.
    pub incident: IncidentId,
    /// The cause it is against.
    pub cause: CauseName,
    /// What is to be done.
    pub what: Note,
    /// Who does it.
    pub owner: StaffName,
    /// Until when.
    pub due_on: BusinessDate,
    /// When it was done, and who said so; `None` while it is open.
    pub done: Option<(BusinessDate, Instant, Option<StaffName>)>,
}

impl CareState {
    /// A concern became this incident. One that was dropped may: whoever dropped it was wrong.
    pub(super) fn recorded(
        &mut self,
        envelope: &Envelope,
        recorded: &IncidentRecorded,
    ) -> Result<(), FoldError> {
        let Some(id) = recorded.concern else {
            return Ok(());
        };
        let seq = envelope.seq;
        let concern = self.concerns.get_mut(&id).ok_or(FoldError::NeverBegun { seq })?;
        match concern.end {
            Some(ConcernEnd::Incident(_)) => Err(FoldError::Over { seq }),
            None | Some(ConcernEnd::Dropped) => {
                concern.end = Some(ConcernEnd::Incident(recorded.incident));
                Ok(())
            }
        }
    }

    pub(super) fn apply(&mut self, envelope: &Envelope) -> Result<(), FoldError> {
        let seq = envelope.seq;
        match &envelope.event {
            Event::PlaybookSet(set) => {
                let key = (set.category, set.severity.into());
                match &set.plan {
                    Some(plan) => drop(self.playbooks.insert(key, (**plan).clone())),
                    None => drop(self.playbooks.remove(&key)),
                }
            }
            Event::ConcernNoted(noted) => {
                let state = ConcernState {
                    at: envelope.at,
                    what: noted.what.clone(),
                    place: noted.place.clone(),
                    category: noted.category,
                    staff: envelope.actor.clone(),
                    end: None,
                };
                once(seq, self.concerns.insert(noted.concern, state))?;
            }
            Event::ConcernDropped(dropped) => {
                let concern = self.concerns.get_mut(&dropped.concern);
                let concern = concern.ok_or(FoldError::NeverBegun { seq })?;
                once_open(seq, concern.end.replace(ConcernEnd::Dropped))?;
            }
            Event::FollowUpSet(_) | Event::FollowUpSettled(_) => self.follow_up(envelope)?,
            Event::ScoreGiven(given) => {
                let state = ScoreState {
                    incident: given.incident,
                    moment: given.moment,
                    score: given.score,
                    words: given.words.clone(),
                    at: envelope.at,
                    by: envelope.actor.clone(),
                };
                self.scores.insert(seq, state);
            }
            Event::CauseNamed(named) => {
                let state = CauseState {
                    cause: named.cause.clone(),
                    whys: named.whys.clone(),
                    at: envelope.at,
                    by: envelope.actor.clone(),
                };
                self.causes.insert(named.incident, state);
            }
            Event::PreventionPlanned(_) | Event::PreventionDone(_) => self.prevention(envelope)?,
            _ => {}
        }
        Ok(())
    }

    fn follow_up(&mut self, envelope: &Envelope) -> Result<(), FoldError> {
        let seq = envelope.seq;
        match &envelope.event {
            Event::FollowUpSet(set) => {
                let state = FollowUpState {
                    incident: set.incident,
                    due_at: set.due_at,
                    due_on: set.due_on,
                    settled: None,
                };
                let before = self.follow_ups.insert(set.follow_up, state);
                if before.is_some_and(|before| before.settled.is_some() || before.incident != set.incident) {
                    return Err(FoldError::Over { seq });
                }
            }
            Event::FollowUpSettled(settled) => {
                let follow_up = self.follow_ups.get_mut(&settled.follow_up);
                let follow_up = follow_up.ok_or(FoldError::NeverBegun { seq })?;
                let how = Settled {
                    outcome: settled.outcome,
                    note: settled.note.clone(),
                    score: settled.score,
                    at: envelope.at,
                    on: envelope.business_date,
                    by: envelope.actor.clone(),
                };
                once_open(seq, follow_up.settled.replace(how))?;
                if let Some(score) = settled.score {
                    let state = ScoreState {
                        incident: settled.incident,
                        moment: ScoreMoment::FollowUp,
                        score,
                        words: settled.note.clone(),
                        at: envelope.at,
                        by: envelope.actor.clone(),
                    };
                    self.scores.insert(seq, state);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn prevention(&mut self, envelope: &Envelope) -> Result<(), FoldError> {
        let seq = envelope.seq;
        match &envelope.event {
            Event::PreventionPlanned(planned) => {
                let state = PreventionState {
                    incident: planned.incident,
                    cause: planned.cause.clone(),
                    what: planned.what.clone(),
                    owner: planned.owner.clone(),
                    due_on: planned.due_on,
                    done: None,
                };
                once(seq, self.preventions.insert(planned.prevention, state))?;
            }
            Event::PreventionDone(done) => {
                let prevention = self.preventions.get_mut(&done.prevention);
                let prevention = prevention.ok_or(FoldError::NeverBegun { seq })?;
                let when = (envelope.business_date, envelope.at, envelope.actor.clone());
                once_open(seq, prevention.done.replace(when))?;
            }
            _ => {}
        }
        Ok(())
    }
}

fn once<T>(seq: i64, before: Option<T>) -> Result<(), FoldError> {
    before.map_or(Ok(()), |_| Err(FoldError::Twice { seq }))
}

fn once_open<T>(seq: i64, end: Option<T>) -> Result<(), FoldError> {
    end.map_or(Ok(()), |_| Err(FoldError::Over { seq }))
}
