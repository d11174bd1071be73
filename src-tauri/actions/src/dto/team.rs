//! The people of the house: who they are, what each may do and give, and who is at the screen.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Money;

/// One person of the house, as the sign-in page and every list of names show them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Person {
    /// Their identity.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// What they may do.
    #[ts(type = "Role")]
    pub role: String,
    /// What they prove themselves with: six digits, or a password.
    #[ts(type = "\"pin\" | \"password\"")]
    pub proves_with: &'static str,
}

/// Who is at this screen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct SessionState {
    /// Whether people sign in at all; off in a new shop.
    pub signin: bool,
    /// Who signed in last and has not gone; `null` when nobody has, or sign-in is off.
    pub who: Option<Person>,
    /// The screen is locked: nothing is shown or done until somebody proves who they are. What was typed stays.
    pub locked: bool,
    /// After how many seconds without a touch it locks; `null` while sign-in is off or nobody is in.
    pub locks_after: Option<u32>,
    /// What whoever is in may do, by the names of the role matrix; everything while sign-in is off.
    pub may: Vec<String>,
    /// Who can sign in; empty while sign-in is off.
    pub people: Vec<Person>,
    /// Until when no PIN is tried at this station, after too many wrong ones; RFC 3339.
    pub waits_until: Option<String>,
}

/// One person, with what the owner sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StaffRow {
    /// Who.
    pub person: Person,
    /// Whether they work here still; one who left is kept, because the books name them.
    pub active: bool,
    /// Whether they have a PIN or password.
    pub has_secret: bool,
}

/// A person as the owner types them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StaffForm {
    /// Whom it changes; `null` for a new person.
    pub id: Option<String>,
    /// What they are called.
    pub name: String,
    /// What they may do.
    #[ts(type = "Role")]
    pub role: String,
    /// Whether they work here still.
    pub active: bool,
    /// A new PIN or password; `null` leaves the old one.
    pub secret: Option<String>,
}

/// How far one may go without asking, as the owner types it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LimitForm {
    /// Of one person, by their id; `null` for everybody with the role.
    pub staff_id: Option<String>,
    /// Of everybody with this role; ignored for one person.
    #[ts(type = "Role | null")]
    pub role: Option<String>,
    /// Over what it is counted.
    #[ts(type = "LimitWindow")]
    pub window: String,
    /// How much; empty takes the limit away.
    pub amount: String,
}

/// A limit in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LimitRow {
    /// Of one person; `null` for everybody with the role.
    pub staff_id: Option<String>,
    /// The person's name.
    pub staff: Option<String>,
    /// Of everybody with this role.
    #[ts(type = "Role | null")]
    pub role: Option<String>,
    /// Over what it is counted.
    #[ts(type = "LimitWindow")]
    pub window: String,
    /// How much.
    pub amount: Money,
}

/// How one person used their room over the last 30 business dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LimitUse {
    /// Who.
    pub name: String,
    /// How many make-goods they gave.
    pub given: u32,
    /// What those were worth, where there is a figure.
    pub amount: Money,
    /// How many of them another person had to approve.
    pub approved: u32,
    /// How many incidents they recorded without giving anything.
    pub nothing_given: u32,
    /// What that looks like, in a sentence for the owner; `null` when it looks as it should.
    pub remark: Option<String>,
}

/// One line of the role matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MatrixRow {
    /// The name of what is done.
    pub deed: String,
    /// How people call it.
    pub label: String,
    /// Who may: in the order owner, manager, host, bookkeeper.
    pub may: [bool; 4],
}

/// The team as its settings page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Team {
    /// Whether people sign in.
    pub signin: bool,
    /// Everybody, those who left last.
    pub staff: Vec<StaffRow>,
    /// The limits in force.
    pub limits: Vec<LimitRow>,
    /// How each used their room.
    pub used: Vec<LimitUse>,
    /// Who may do what; fixed.
    pub matrix: Vec<MatrixRow>,
    /// How well PINs are kept here, in a sentence: whether this machine has a keychain.
    pub keeping: String,
}

/// Sign-in was switched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SigninSwitched {
    /// The team as it is now.
    pub team: Team,
    /// The code that lets the owner back in; shown this once, to be printed and kept.
    pub recovery_code: Option<String>,
}

/// A second person's yes, on the spot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Approval {
    /// Who approves, by their id.
    pub by: String,
    /// Their PIN or password.
    pub secret: String,
}

/// What a make-good in the making would be worth, to see the room left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RoomRequest {
    /// Who gives it; ignored while somebody is signed in.
    pub staff: String,
    /// The guest, where found in the list.
    pub guest_id: Option<String>,
    /// The amount as typed; nothing readable counts as nothing.
    pub amount: String,
}

/// The room one has left: the narrowest of the limits that count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Room {
    /// Over what it is counted.
    #[ts(type = "LimitWindow")]
    pub window: String,
    /// The limit.
    pub limit: Money,
    /// What was given in the window already.
    pub given: Money,
    /// What this one would add.
    pub this: Money,
    /// What would be left; negative when it is over.
    pub left: Money,
    /// “Room left $38 of $50 today”, or “That is $6 over your $50 today. Owen or Nadia can approve.”
    pub sentence: String,
    /// Whether somebody has to approve.
    pub over: bool,
    /// Who has the authority, without the one who asks.
    pub approvers: Vec<Person>,
}

/// A make-good that waits for somebody's yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AskedFor {
    /// Its identity.
    pub id: String,
    /// When it was asked for.
    pub at: String,
    /// Who asked.
    pub by: Option<String>,
    /// The incident it is for.
    pub incident_id: String,
    /// What happened.
    pub what: String,
    /// The guest, where known.
    pub guest: Option<String>,
    /// What is to be given.
    #[ts(type = "MakeGoodKind")]
    pub kind: String,
    /// What it is worth.
    pub amount: Option<Money>,
    /// What a certificate gives, what a gesture is.
    pub gives: Option<String>,
    /// Why it waits, in a sentence.
    pub why: String,
    /// Whether whoever is in may decide it.
    pub mine: bool,
}

/// The answer to a make-good that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AskedAnswer {
    /// Which.
    pub id: String,
    /// Yes or no.
    pub yes: bool,
    /// Why not; may be empty with a yes.
    pub reason: String,
    /// Who answers, where it is not who is signed in.
    pub approval: Option<Approval>,
    /// Names this request, so that it may be repeated.
    pub request_id: String,
}

/// The incident is recorded and its make-good waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Waiting {
    /// What waits.
    pub asked: AskedFor,
    /// Who may decide it.
    pub approvers: Vec<Person>,
}
