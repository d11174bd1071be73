//! The people of the house and what waits for a yes, as the events left them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::FoldError;
use crate::{
    AskedId, Envelope, Event, Holder, IncidentId, Instant, MakeGoodAsked, Money, Staff, StaffId, StaffName,
    Window,
};

/// A make-good that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedState {
    /// What was asked for.
    pub asked: MakeGoodAsked,
    /// When.
    pub at: Instant,
}

/// What the events say of the team.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct TeamState {
    /// Everybody who works here or did.
    pub staff: BTreeMap<StaffId, Staff>,
    /// Every name that people had.
    pub names: BTreeSet<(StaffId, StaffName)>,
    /// The limits in force.
    pub limits: BTreeMap<(Holder, Window), Money>,
    /// Whether people sign in.
    pub signin: bool,
    /// What waits for a yes.
    pub waiting: BTreeMap<AskedId, AskedState>,
    /// Everything that was ever asked for, and for which incident.
    asked: HashMap<AskedId, IncidentId>,
}

impl TeamState {
    /// Takes in a fact about the team.
    pub(super) fn apply(&mut self, event: &Event) {
        match event {
            Event::StaffSet(staff) => {
                self.names.insert((staff.staff, staff.name.clone()));
                self.staff.insert(staff.staff, staff.clone());
            }
            Event::LimitSet(set) => {
                let key = (set.holder, set.window);
                match set.amount {
                    Some(amount) => self.limits.insert(key, amount),
                    None => self.limits.remove(&key),
                };
            }
            Event::SigninSet(set) => self.signin = set.on,
            _ => {}
        }
    }

    pub(super) fn asked_for(&mut self, envelope: &Envelope, asked: &MakeGoodAsked) -> Result<(), FoldError> {
        if self.asked.insert(asked.asked, asked.incident).is_some() {
            return Err(FoldError::Twice { seq: envelope.seq });
        }
        let state = AskedState {
            asked: asked.clone(),
            at: envelope.at,
        };
        self.waiting.insert(asked.asked, state);
        Ok(())
    }

    /// What waited got its answer: once, and for the incident it was asked for.
    pub(super) fn settled(
        &mut self,
        seq: i64,
        asked: Option<AskedId>,
        incident: IncidentId,
    ) -> Result<(), FoldError> {
        let Some(asked) = asked else {
            return Ok(());
        };
        let waited = self.waiting.remove(&asked);
        match waited.filter(|waited| waited.asked.incident == incident) {
            Some(_) => Ok(()),
            None => Err(FoldError::NotWaiting { seq }),
        }
    }
}
