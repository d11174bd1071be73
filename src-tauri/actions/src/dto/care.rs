//! Looking after a guest: the playbook, a concern before it is an incident, the follow-up, the score, the cause.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Money;

/// The plan for one kind of let-down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Playbook {
    /// What fell short.
    #[ts(type = "Category")]
    pub category: String,
    /// 1 a slip, 2 a let-down, 3 serious.
    pub severity: u8,
    /// What to say.
    pub say: String,
    /// What to do, to be ticked.
    pub steps: Vec<String>,
    /// What to offer.
    #[ts(type = "MakeGoodKind")]
    pub offer: String,
    /// From how much, as typed: `18.00`; empty where no figure is suggested.
    pub offer_from: String,
    /// Up to how much.
    pub offer_to: String,
    /// What a certificate gives or a gesture is; empty for money.
    pub offer_what: String,
    /// How to say no and why, where the wish cannot be met.
    pub no_because: String,
    /// What to offer instead.
    pub instead: Vec<String>,
    /// After how many hours the guest is called; `null` for no call.
    pub follow_up_hours: Option<u32>,
    /// Whether it never goes without a manager.
    pub manager: bool,
    /// Whether it is the plan the house started with.
    #[serde(default)]
    pub original: bool,
}

/// For what a make-good is to be suggested.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SuggestionRequest {
    /// What fell short.
    #[ts(type = "Category")]
    pub category: String,
    /// 1 a slip, 2 a let-down, 3 serious.
    pub severity: u8,
    /// How much of it the house answers for.
    #[ts(type = "Responsibility")]
    pub responsibility: String,
    /// Who gives it, where nobody signs in.
    pub staff: String,
    /// To whom, where they are known.
    pub guest_id: Option<String>,
}

/// The make-good the playbook suggests, by severity, by whose lapse it was, and within the limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Suggestion {
    /// Which of the four.
    #[ts(type = "MakeGoodKind")]
    pub offer: String,
    /// From how much, as typed: `18.00`; empty where no figure is suggested.
    pub offer_from: String,
    /// Up to how much.
    pub offer_to: String,
    /// What a certificate gives or a gesture is; empty for money.
    pub offer_what: String,
    /// Why it is not the playbook's offer as it stands, in a sentence or two.
    pub because: Option<String>,
}

/// Something that is about to go wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Concern {
    /// Its identity.
    pub id: String,
    /// When it was noted.
    pub at: String,
    /// What was seen.
    pub what: String,
    /// Where.
    pub place: Option<String>,
    /// What may fall short, where known.
    #[ts(type = "Category | null")]
    pub category: Option<String>,
    /// Who noted it.
    pub staff: Option<String>,
}

/// A concern as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConcernForm {
    /// Names this request, so that it may be repeated.
    pub request_id: String,
    /// What was seen.
    pub what: String,
    /// Where.
    pub place: String,
    /// What may fall short.
    #[ts(type = "Category | null")]
    pub category: Option<String>,
    /// Who notes it.
    pub staff: String,
}

/// How a follow-up went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FollowUpOutcome {
    /// The guest came round.
    Recovered,
    /// They did not, or not yet.
    NotRecovered,
    /// Nobody answered, or there was no number.
    NotReached,
}

/// A call or note that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FollowUp {
    /// Its identity.
    pub id: String,
    /// The incident it is about.
    pub incident_id: String,
    /// When it is due.
    pub due_at: String,
    /// The business date it is due on.
    pub due_on: String,
    /// The guest, where known.
    pub guest: Option<String>,
    /// How to reach them.
    pub contact: Option<String>,
    /// The guest's page.
    pub guest_id: Option<String>,
    /// What happened.
    pub what: String,
    /// Where.
    pub place: Option<String>,
    /// When it happened.
    pub happened_on: String,
    /// What was promised, in words: “a check for $24.00, until 19 Feb 2027”.
    pub promised: Option<String>,
    /// What to say, to begin with.
    pub say: String,
    /// The score at the incident.
    pub score: Option<u8>,
    /// How it went; `null` while it is open.
    pub outcome: Option<FollowUpOutcome>,
    /// What the guest said.
    pub note: Option<String>,
    /// The score after it.
    pub new_score: Option<u8>,
    /// When it was settled.
    pub settled_at: Option<String>,
    /// Who settled it.
    pub settled_by: Option<String>,
}

/// The calls to make.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct FollowUps {
    /// Due before now, the oldest first.
    pub overdue: Vec<FollowUp>,
    /// Due later today.
    pub today: Vec<FollowUp>,
    /// Due tomorrow.
    pub tomorrow: Vec<FollowUp>,
    /// Due after that.
    pub later: Vec<FollowUp>,
    /// Settled within the last seven business dates, the latest first.
    pub settled: Vec<FollowUp>,
}

/// How a follow-up went, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FollowUpForm {
    /// Names this request, so that it may be repeated.
    pub request_id: String,
    /// Which.
    pub id: String,
    /// How it went.
    pub outcome: FollowUpOutcome,
    /// What the guest said.
    pub note: String,
    /// The score after it.
    pub score: Option<u8>,
    /// After how many hours to try again, where nobody answered; `null` to leave it at that.
    pub again_in_hours: Option<u32>,
    /// Who called.
    pub staff: String,
}

/// When a score was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ScoreMoment {
    /// When it happened.
    Incident,
    /// At the follow-up.
    FollowUp,
    /// When they came back.
    Return,
}

/// How the guest felt, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ScorePoint {
    /// When it was asked.
    pub moment: ScoreMoment,
    /// 0 to 10.
    pub score: u8,
    /// Detractor to 6, passive to 8, promoter from 9.
    #[ts(type = "\"detractor\" | \"passive\" | \"promoter\"")]
    pub standing: &'static str,
    /// When.
    pub at: String,
    /// What the guest said.
    pub words: Option<String>,
    /// Who asked.
    pub staff: Option<String>,
}

/// A score as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ScoreForm {
    /// Names this request, so that it may be repeated.
    pub request_id: String,
    /// Of which incident.
    pub incident_id: String,
    /// 0 to 10.
    pub score: u8,
    /// What the guest said.
    pub words: String,
    /// Who asked.
    pub staff: String,
}

/// How scores moved over a period: what was answered, and what was not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct ScoreMovement {
    /// Incidents with a score at the time.
    pub asked_first: u32,
    /// Incidents without one.
    pub unanswered_first: u32,
    /// Incidents with a later score.
    pub asked_later: u32,
    /// Incidents with a score at the time and none later.
    pub unanswered_later: u32,
    /// Of those with both: the mean before and after, in tenths.
    pub mean_before_tenths: Option<u32>,
    /// The mean after.
    pub mean_after_tenths: Option<u32>,
    /// Of those with both: detractors, passives and promoters before.
    pub before: [u32; 3],
    /// And after.
    pub after: [u32; 3],
}

/// The cause of an incident, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CauseForm {
    /// Names this request, so that it may be repeated.
    pub request_id: String,
    /// Of which incident.
    pub incident_id: String,
    /// The cause in the team's words; the same words are the same cause.
    pub cause: String,
    /// Why, and why that, as far as they went; at most five.
    pub whys: Vec<String>,
    /// Who names it.
    pub staff: String,
}

/// The cause of an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Cause {
    /// In the team's words.
    pub cause: String,
    /// Why, and why that.
    pub whys: Vec<String>,
    /// Who named it.
    pub staff: Option<String>,
    /// When.
    pub at: String,
}

/// Something to do so that it does not happen again, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PreventionForm {
    /// Names this request, so that it may be repeated.
    pub request_id: String,
    /// The incident it came from; its cause must be named.
    pub incident_id: String,
    /// What is to be done.
    pub what: String,
    /// Who does it.
    pub owner: String,
    /// Until when: a date.
    pub due_on: String,
    /// Who writes it down.
    pub staff: String,
}

/// Something to do so that it does not happen again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Prevention {
    /// Its identity.
    pub id: String,
    /// The incident it came from.
    pub incident_id: String,
    /// The cause it is against.
    pub cause: String,
    /// What is to be done.
    pub what: String,
    /// Who does it.
    pub owner: String,
    /// Until when.
    pub due_on: String,
    /// Whether it should have been done by now.
    pub overdue: bool,
    /// When it was done; `null` while it is open.
    pub done_on: Option<String>,
    /// Who said so.
    pub done_by: Option<String>,
}

/// One cause with what it did and what was done about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CauseRow {
    /// In the team's words.
    pub cause: String,
    /// How many incidents.
    pub incidents: u32,
    /// What was given for them, where there is a figure.
    pub given: Money,
    /// The last of them.
    pub last_on: String,
    /// What is and was done about it.
    pub actions: Vec<Prevention>,
    /// Incidents of it in the four weeks before the last action was done; `null` before one was.
    pub before: Option<u32>,
    /// And since, up to four weeks.
    pub after: Option<u32>,
    /// Over how many days `after` counts.
    pub after_days: Option<u32>,
    /// “Since then: none. Four weeks before: five.”
    pub sentence: Option<String>,
}

/// Causes, what is done about them, and how guests felt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Causes {
    /// Each cause, the one with most incidents first.
    pub causes: Vec<CauseRow>,
    /// What is to be done, overdue first.
    pub open: Vec<Prevention>,
    /// Incidents whose cause nobody named.
    pub unnamed: u32,
    /// How guests felt.
    pub scores: ScoreMovement,
}
