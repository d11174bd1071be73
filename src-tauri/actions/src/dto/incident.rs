//! The list of incidents, and the story of one.

use comeback_domain as domain;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Cause, FollowUp, FollowUpOutcome, Money, Prevention, ScorePoint, Voucher};

/// What fell short for a guest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Incident {
    /// Its identity.
    pub id: String,
    /// When it happened.
    pub at: String,
    /// The day it counts for.
    pub business_date: String,
    /// What fell short.
    #[ts(type = "Category")]
    pub category: String,
    /// 1 a slip, 2 a let-down, 3 serious.
    pub severity: u8,
    /// How much of it the house answers for.
    #[ts(type = "Responsibility")]
    pub responsibility: String,
    /// What happened.
    pub what: String,
    /// Where.
    pub place: Option<String>,
    /// The guest's page; `null` where nobody is known, or they are forgotten.
    pub guest_id: Option<String>,
    /// The guest's name.
    pub guest: Option<String>,
    /// The guest's telephone or email.
    pub contact: Option<String>,
    /// Who recorded it.
    pub staff: Option<String>,
    /// How the guest felt, 0 to 10.
    pub score: Option<u8>,
}

/// Where a make-good stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MakeGoodStatus {
    /// A comp or a gesture: done when given.
    Done,
    /// A voucher in date, nothing used.
    Open,
    /// A check in date, used in part.
    PartUsed,
    /// A voucher with nothing left.
    CameBack,
    /// A voucher past its date with something left.
    Expired,
    /// A voucher that was voided, or whose lost paper was replaced.
    Voided,
}

/// What the guest got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MakeGood {
    /// Its identity; of a voucher, the voucher's.
    pub id: String,
    /// Which of the four.
    #[ts(type = "MakeGoodKind")]
    pub kind: String,
    /// The money it stands for, where there is a figure.
    pub amount: Option<Money>,
    /// The benefit of a certificate, what a gesture was.
    pub what: Option<String>,
    /// Where it stands.
    pub status: MakeGoodStatus,
    /// The end of a voucher's code.
    pub last_four: Option<String>,
    /// The last day a voucher is good.
    pub expires_on: Option<String>,
}

/// The states a list can be narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IncidentStatus {
    /// A voucher with something left, in date.
    Open,
    /// A voucher was redeemed, at least in part.
    CameBack,
    /// A voucher ran out with something left and nothing used.
    Expired,
}

/// What to list. Empty text and `null` narrow nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct IncidentFilter {
    /// Part of a guest's name or contact, of what happened, of a place, a bill number, or the last four of a code.
    pub search: String,
    /// The first business date.
    pub from: Option<String>,
    /// The last business date.
    pub to: Option<String>,
    /// One category.
    #[ts(type = "Category | null")]
    pub category: Option<String>,
    /// One kind of make-good.
    #[ts(type = "MakeGoodKind | null")]
    pub kind: Option<String>,
    /// One state.
    pub status: Option<IncidentStatus>,
    /// How many to pass over.
    pub offset: u32,
    /// How many to give; at most 500.
    pub limit: u32,
}

/// How many incidents each state has, under the rest of the filter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct IncidentCounts {
    /// All of them.
    pub all: u32,
    /// With an open voucher.
    pub open: u32,
    /// Whose guest came back.
    pub came_back: u32,
    /// Whose voucher ran out.
    pub expired: u32,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct IncidentRow {
    /// The incident.
    pub incident: Incident,
    /// What the guest got, in the order given.
    pub make_goods: Vec<MakeGood>,
}

/// A part of the list, latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct IncidentPage {
    /// The lines asked for.
    pub rows: Vec<IncidentRow>,
    /// How many there are under the whole filter.
    pub total: u32,
    /// How many each state has.
    pub counts: IncidentCounts,
    /// What was given for all of them, where there is a figure.
    pub given: Money,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum TimelineStep {
    /// The incident was recorded.
    Recorded,
    /// Somebody looked at the whole code of its paper.
    CodeShown {
        /// The end of the code.
        last_four: String,
        /// Why, where it was said.
        reason: Option<String>,
    },
    /// A comp or gesture was given.
    Given {
        /// Comp or gesture.
        #[ts(type = "MakeGoodKind")]
        kind: String,
        /// Its amount or cost.
        amount: Option<Money>,
        /// What a gesture was.
        what: Option<String>,
    },
    /// A voucher was issued.
    Issued {
        /// Check or certificate.
        #[ts(type = "VoucherKind")]
        kind: String,
        /// The end of its code.
        last_four: String,
        /// Its amount, where there is a figure.
        amount: Option<Money>,
        /// What a certificate is good for.
        benefit: Option<String>,
        /// The last day it is good.
        expires_on: String,
        /// How many at once: more than one of a run, and then the rest tells of the first.
        count: u32,
    },
    /// A make-good was asked for, and waited.
    Asked {
        /// Which of the four.
        #[ts(type = "MakeGoodKind")]
        kind: String,
        /// What it is worth, where there is a figure.
        amount: Option<Money>,
        /// Why it waited, in a sentence.
        why: String,
    },
    /// What was asked for got a no.
    Declined {
        /// Why not.
        reason: String,
    },
    /// A voucher was redeemed.
    Redeemed {
        /// The end of its code.
        last_four: String,
        /// What came off the bill.
        amount: Option<Money>,
        /// Which bill.
        bill: Option<String>,
        /// What is left.
        remaining: Option<Money>,
        /// Days since the incident.
        days_after: u32,
        /// The paper was left at home.
        without_paper: bool,
    },
    /// A redemption was undone.
    Reversed {
        /// The end of its code.
        last_four: String,
        /// What was given back.
        amount: Option<Money>,
        /// Why.
        reason: String,
    },
    /// A voucher was taken back.
    Voided {
        /// The end of its code.
        last_four: String,
        /// Why.
        reason: String,
    },
    /// A lost paper got a new code.
    Replaced {
        /// The end of the old code.
        last_four: String,
        /// The end of the new one.
        by: String,
        /// Why.
        reason: String,
    },
    /// A voucher got more time.
    Extended {
        /// The end of its code.
        last_four: String,
        /// The last day it is good now.
        until: String,
        /// Why.
        reason: String,
    },
    /// A voucher was printed.
    Printed {
        /// The end of its code.
        last_four: String,
        /// The form of the paper.
        #[ts(type = "Paper")]
        paper: domain::Paper,
        /// The printer.
        printer: Option<String>,
        /// How many at once: more than one of a run, and then the rest tells of the first.
        count: u32,
    },
    /// A voucher was printed again.
    Reprinted {
        /// The end of its code.
        last_four: String,
        /// The form of the paper, where that was recorded.
        #[ts(type = "Paper | null")]
        paper: Option<domain::Paper>,
        /// The printer, where that was recorded.
        printer: Option<String>,
        /// How many at once: more than one of a run, and then the rest tells of the first.
        count: u32,
    },
    /// The paper of a voucher was saved, or opened in a viewer.
    Saved {
        /// The end of its code.
        last_four: String,
        /// The form of the paper.
        #[ts(type = "Paper")]
        paper: domain::Paper,
        /// The name of the file; `null` when it was opened in a viewer.
        file: Option<String>,
        /// How many at once: more than one of a run, and then the rest tells of the first.
        count: u32,
    },
    /// The paper of a voucher did not come out of the printer.
    PrintFailed {
        /// The end of its code.
        last_four: String,
        /// The form of the paper.
        #[ts(type = "Paper")]
        paper: domain::Paper,
        /// The printer, where one was found.
        printer: Option<String>,
        /// Why.
        reason: String,
        /// How many at once: more than one of a run, and then the rest tells of the first.
        count: u32,
    },
    /// It was noted as a concern, before it went wrong.
    ConcernNoted {
        /// What was seen.
        what: String,
    },
    /// The guest is to be called.
    FollowUpSet {
        /// When.
        due_at: String,
    },
    /// The guest was called, or somebody tried.
    FollowedUp {
        /// How it went.
        outcome: FollowUpOutcome,
        /// What the guest said.
        note: Option<String>,
        /// How they felt.
        score: Option<u8>,
    },
    /// The guest was asked how they felt.
    Scored {
        /// 0 to 10.
        score: u8,
        /// What they said.
        words: Option<String>,
    },
    /// The cause was named.
    CauseNamed {
        /// In the team's words.
        cause: String,
    },
    /// Something is to be done about it.
    PreventionPlanned {
        /// What.
        what: String,
        /// Who does it.
        owner: String,
        /// Until when.
        due_on: String,
    },
    /// It is done.
    PreventionDone {
        /// What.
        what: String,
    },
}

/// One thing that happened, when and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TimelineEntry {
    /// When.
    pub at: String,
    /// The day it counts for.
    pub business_date: String,
    /// By whom.
    pub staff: Option<String>,
    /// On which machine.
    pub station: String,
    /// Who said yes to it, where it went over a limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub approved_by: Option<String>,
    /// What.
    pub what: TimelineStep,
}

/// An incident, told by its events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct IncidentStory {
    /// The incident.
    pub incident: Incident,
    /// What the guest got.
    pub make_goods: Vec<MakeGood>,
    /// Its vouchers as they stand.
    pub vouchers: Vec<Voucher>,
    /// What happened, in order.
    pub timeline: Vec<TimelineEntry>,
    /// How the guest felt, in order.
    pub scores: Vec<ScorePoint>,
    /// What lay behind it, once it is named.
    pub cause: Option<Cause>,
    /// What is and was done about it.
    pub preventions: Vec<Prevention>,
    /// The calls that are due and those that were made.
    pub follow_ups: Vec<FollowUp>,
    /// The steps of the playbook that were ticked.
    pub steps: Vec<String>,
}
