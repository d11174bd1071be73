//! Guests: who they are, what happened to them, and being forgotten. And what the owner may want to look at.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{IncidentRow, Money, ScorePoint};

/// A guest as the list and the search show them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GuestRow {
    /// Their identity.
    pub id: String,
    /// What they are called.
    pub name: Option<String>,
    /// How to reach them.
    pub contact: Option<String>,
    /// How many incidents.
    pub incidents: u32,
    /// The business date of the last one.
    pub last_on: Option<String>,
    /// How many vouchers of theirs are in date and unused.
    pub open: u32,
    /// Whether they came back with one.
    pub came_back: bool,
}

/// A part of the guests, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GuestList {
    /// The lines asked for.
    pub rows: Vec<GuestRow>,
    /// How many there are under the search.
    pub total: u32,
    /// How many were forgotten, on request or in time.
    pub forgotten: u32,
    /// Guests are forgotten this many months after the last contact.
    pub retention_months: u32,
    /// After somebody was forgotten: where the team's own words may still tell who it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub still_named: Option<StillNamed>,
}

/// Where the team's own words tell of a guest who was just forgotten. Those words are the house's record and stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StillNamed {
    /// What to do about it.
    pub sentence: String,
    /// The incidents to open.
    pub incident_ids: Vec<String>,
}

/// How often this guest was let down, fairly told: it informs and never refuses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Repeat {
    /// Incidents within the last 24 months.
    pub incidents: u32,
    /// What was given for them, where there is a figure.
    pub given: Money,
    /// For how many of them the house found the cause on its own side.
    pub confirmed: u32,
    /// “Second incident in 24 months. The house confirmed the cause of the first.”
    pub sentence: String,
}

/// Everything the house knows of a guest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GuestStory {
    /// Who.
    pub guest: GuestRow,
    /// Their incidents with what they got, the latest first.
    pub incidents: Vec<IncidentRow>,
    /// What was taken off their bills so far.
    pub redeemed: Money,
    /// How often they came back with one of our papers.
    pub redemptions: u32,
    /// How they felt, in order.
    pub scores: Vec<ScorePoint>,
    /// Told fairly.
    pub repeat: Repeat,
    /// The day on which they are forgotten unless there is another contact.
    pub forgotten_on: Option<String>,
    /// Guests with the same telephone, email or name, who may be the same person.
    pub doubles: Vec<GuestRow>,
}

/// A guest as corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GuestForm {
    /// Whom.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// How to reach them.
    pub contact: String,
    /// Who corrects it.
    pub staff: String,
}

/// Something in a text that should not stand there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Caution {
    /// What it looks like.
    #[ts(type = "\"card\" | \"health\"")]
    pub kind: &'static str,
    /// What to do, in a sentence.
    pub sentence: String,
}

/// Something the owner may want to look at. Never an accusation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Sign {
    /// Which sign.
    #[ts(type = "SignKind")]
    pub kind: String,
    /// What was seen, in a sentence without blame.
    pub sentence: String,
    /// The business date of the last of it.
    pub on: String,
    /// Who was involved, where anybody was.
    pub staff: Option<String>,
    /// The incidents to open.
    pub incident_ids: Vec<String>,
}
