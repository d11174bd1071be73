//! The people of the house: who they are, how far they go without asking, and what waits for a yes.

use serde::{Deserialize, Serialize};

use crate::{AskedId, Holder, IncidentId, MakeGood, Money, Note, StaffName, Window};

/// A limit was set, or taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitSet {
    /// Whom it holds.
    pub holder: Holder,
    /// Over what it counts.
    pub window: Window,
    /// How much; `None` takes it away.
    pub amount: Option<Money>,
}

/// Sign-in was switched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigninSet {
    /// Whether people sign in from now on.
    pub on: bool,
}

/// A make-good was asked for and waits for somebody's yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeGoodAsked {
    /// Its identity.
    pub asked: AskedId,
    /// What it is to make good.
    pub incident: IncidentId,
    /// What is to be given.
    pub gives: MakeGood,
    /// Who asked.
    pub staff: Option<StaffName>,
    /// Why it waits, in a sentence.
    pub why: String,
}

/// The answer was no.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeGoodDeclined {
    /// What was asked for.
    pub asked: AskedId,
    /// What it was to make good.
    pub incident: IncidentId,
    /// Why not.
    pub reason: Note,
    /// Who said no.
    pub staff: Option<StaffName>,
}
