//! What guards the house: codes that nobody knows, the clock, and looks at what is usually hidden.

use serde::{Deserialize, Serialize};

use crate::{Envelope, Guesser, IncidentId, Instant, StaffId, StaffName, VoucherId};

/// A whole code was looked up that was never issued here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownCode {
    /// The end of it, and no more.
    pub last_four: String,
    /// Who was signed in; nobody where people do not sign in.
    pub by: Option<StaffId>,
}

impl UnknownCode {
    /// Whose unknown codes it counts among.
    pub fn guesser(&self, envelope: &Envelope) -> Guesser {
        guesser(self.by, &envelope.station)
    }
}

/// A manager let a station look at codes again, and whoever was paused there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoorUnlocked {
    /// Who was signed in and paused; nobody where people do not sign in.
    pub by: Option<StaffId>,
    /// Who unlocked it.
    pub staff: Option<StaffName>,
}

impl DoorUnlocked {
    /// Whose unknown codes are forgiven.
    pub fn guesser(&self, envelope: &Envelope) -> Guesser {
        guesser(self.by, &envelope.station)
    }
}

fn guesser(by: Option<StaffId>, station: &str) -> Guesser {
    by.map_or_else(|| Guesser::AnybodyAt(station.to_owned()), Guesser::Person)
}

/// Somebody looked at the whole code of a voucher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeShown {
    /// Of which voucher.
    pub voucher: VoucherId,
    /// What it makes good.
    pub incident: IncidentId,
    /// Why, where it was said.
    pub reason: Option<String>,
    /// Who looked.
    pub staff: Option<StaffName>,
}

/// The clock showed an earlier time than an event before: written with the first event after that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockWentBack {
    /// The latest moment at which an event was written before.
    pub was: Instant,
}

/// Somebody looked at the clock and said that it is right now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockTrusted {
    /// Who said so.
    pub staff: Option<StaffName>,
}
