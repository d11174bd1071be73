//! What crosses to the page, and back. Plain data: money as minor units with its reading, dates as `2026-11-22`,
//! moments as RFC 3339 in UTC. The TypeScript of all of it is generated from here; see [`typescript`].

mod activity;
mod books;
mod care;
mod guest;
mod incident;
mod insights;
mod make_right;
mod mend;
mod paper;
mod redeem;
mod scan;
mod shop;
mod takings;
mod team;

use comeback_domain as domain;
use serde::Serialize;
use ts_rs::TS;

pub use activity::{Activity, ActivityFilter, ActivityRow};
pub use books::{
    AccountRule, Accounts, AccountsForm, Against, Behind, BehindRequest, Bucket, Bundled, ClosingRow,
    Closings, Difference, ExportMade, ExportProgress, Exported, Flow, Journal, JournalLine, LeftOut,
    Movement, Outstanding, PaperBehind, PapersBehind, PapersBehindRequest, PostingMode, ReopeningMade, Tally,
    Totals, TotalsRow,
};
pub use care::{
    Cause, CauseForm, CauseRow, Causes, Concern, ConcernForm, FollowUp, FollowUpForm, FollowUpOutcome,
    FollowUps, Playbook, Prevention, PreventionForm, ScoreForm, ScoreMoment, ScoreMovement, ScorePoint,
    Suggestion, SuggestionRequest,
};
pub use guest::{Caution, GuestForm, GuestList, GuestRow, GuestStory, Repeat, Sign, StillNamed};
pub use incident::{
    Incident, IncidentCounts, IncidentFilter, IncidentPage, IncidentRow, IncidentStatus, IncidentStory,
    MakeGood, MakeGoodStatus, TimelineEntry, TimelineStep,
};
pub use insights::{
    ActionMark, CauseBar, CausesChart, ChannelBar, ChannelsChart, DoneRow, FeltChart, FeltRow, FixCause,
    FixNext, HandRow, Headline, HourCell, HoursChart, InsightBehind, InsightBehindRequest, InsightIncident,
    Insights, InsightsRequest, WeekPoint, WeeksChart,
};
pub use make_right::{MadeRight, MakeGoodRequest, MakeItRight};
pub use mend::{ExtendRequest, Ledger, LedgerKind, LedgerRow, MayMend, MendRequest, Replaced, ShownCode};
pub use paper::{
    CashBack, JobOf, JobRef, JobState, LogoTaken, PrintJob, Printer, PrinterChoice, PrinterList,
    PrinterState, RemarkWeight, RunIssued, RunProgress, RunRequest, WordingRemark,
};
pub use redeem::{
    Became, CameBack, CameBackRow, FoundPapers, Near, RedeemRequest, Redeemed, Redemption, Unheard, Verdict,
    Voucher,
};
pub use scan::Scanned;
pub use shop::{AppState, BackedUp, ClockWarning, Restored, Saved, ShopSettings};
pub use takings::{
    PastedBills, PastedTakings, Takings, TakingsForm, TakingsOfPeriod, TakingsStretch, TakingsWritten, Tie,
    TieBill, TieOther, TieRow, TillBill, TillBillsForm, TillBillsOfDay,
};
pub use team::{
    Approval, AskedAnswer, AskedFor, LimitForm, LimitRow, LimitUse, MatrixRow, Person, Room, RoomRequest,
    SessionState, SigninSwitched, StaffForm, StaffRow, Team, Waiting,
};

/// An amount, with how a person reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Money {
    /// Whole minor units.
    pub minor: i64,
    /// ISO 4217.
    pub currency: String,
    /// `$1,234.50`.
    pub text: String,
}

impl From<domain::Money> for Money {
    fn from(money: domain::Money) -> Self {
        Self {
            minor: money.minor,
            currency: money.currency.code().to_owned(),
            text: money.to_string(),
        }
    }
}

/// The TypeScript declarations of everything that crosses to the page, in one file.
pub fn typescript() -> String {
    let config = ts_rs::Config::new().with_large_int("number");
    let declarations = [
        domain_enums(),
        declare::<Money>(&config),
        declare::<ShopSettings>(&config),
        declare::<ClockWarning>(&config),
        declare::<AppState>(&config),
        declare::<Saved>(&config),
        declare::<BackedUp>(&config),
        declare::<Restored>(&config),
        declare::<PrinterChoice>(&config),
        declare::<PrinterState>(&config),
        declare::<Printer>(&config),
        declare::<PrinterList>(&config),
        declare::<JobState>(&config),
        declare::<JobOf>(&config),
        declare::<JobRef>(&config),
        declare::<PrintJob>(&config),
        declare::<LogoTaken>(&config),
        declare::<RemarkWeight>(&config),
        declare::<WordingRemark>(&config),
        declare::<CashBack>(&config),
        declare::<MakeGoodRequest>(&config),
        declare::<MakeItRight>(&config),
        declare::<MadeRight>(&config),
        declare::<Incident>(&config),
        declare::<RunRequest>(&config),
        declare::<RunProgress>(&config),
        declare::<RunIssued>(&config),
        declare::<MakeGoodStatus>(&config),
        declare::<MakeGood>(&config),
        declare::<IncidentStatus>(&config),
        declare::<IncidentFilter>(&config),
        declare::<IncidentCounts>(&config),
        declare::<IncidentRow>(&config),
        declare::<IncidentPage>(&config),
        declare::<TimelineStep>(&config),
        declare::<TimelineEntry>(&config),
        declare::<IncidentStory>(&config),
        declare::<Voucher>(&config),
        declare::<Redemption>(&config),
        declare::<Verdict>(&config),
        declare::<FoundPapers>(&config),
        declare::<Near>(&config),
        declare::<RedeemRequest>(&config),
        declare::<Redeemed>(&config),
        declare::<Unheard>(&config),
        declare::<Became>(&config),
        declare::<MendRequest>(&config),
        declare::<ExtendRequest>(&config),
        declare::<Replaced>(&config),
        declare::<LedgerKind>(&config),
        declare::<LedgerRow>(&config),
        declare::<MayMend>(&config),
        declare::<Ledger>(&config),
        declare::<ShownCode>(&config),
        declare::<ActivityFilter>(&config),
        declare::<ActivityRow>(&config),
        declare::<Activity>(&config),
        declare::<Scanned>(&config),
        declare::<CameBackRow>(&config),
        declare::<CameBack>(&config),
        declare::<Person>(&config),
        declare::<SessionState>(&config),
        declare::<StaffRow>(&config),
        declare::<StaffForm>(&config),
        declare::<LimitForm>(&config),
        declare::<LimitRow>(&config),
        declare::<LimitUse>(&config),
        declare::<MatrixRow>(&config),
        declare::<Team>(&config),
        declare::<SigninSwitched>(&config),
        declare::<Approval>(&config),
        declare::<RoomRequest>(&config),
        declare::<Room>(&config),
        declare::<AskedFor>(&config),
        declare::<AskedAnswer>(&config),
        declare::<Waiting>(&config),
        declare::<Playbook>(&config),
        declare::<SuggestionRequest>(&config),
        declare::<Suggestion>(&config),
        declare::<Concern>(&config),
        declare::<ConcernForm>(&config),
        declare::<FollowUpOutcome>(&config),
        declare::<FollowUp>(&config),
        declare::<FollowUps>(&config),
        declare::<FollowUpForm>(&config),
        declare::<ScoreMoment>(&config),
        declare::<ScorePoint>(&config),
        declare::<ScoreForm>(&config),
        declare::<ScoreMovement>(&config),
        declare::<CauseForm>(&config),
        declare::<Cause>(&config),
        declare::<PreventionForm>(&config),
        declare::<Prevention>(&config),
        declare::<CauseRow>(&config),
        declare::<Causes>(&config),
        declare::<GuestRow>(&config),
        declare::<StillNamed>(&config),
        declare::<GuestList>(&config),
        declare::<Repeat>(&config),
        declare::<GuestStory>(&config),
        declare::<GuestForm>(&config),
        declare::<Caution>(&config),
        declare::<Sign>(&config),
        declare::<Tally>(&config),
        declare::<TotalsRow>(&config),
        declare::<Against>(&config),
        declare::<Totals>(&config),
        declare::<Takings>(&config),
        declare::<TakingsOfPeriod>(&config),
        declare::<TakingsStretch>(&config),
        declare::<TakingsForm>(&config),
        declare::<TakingsWritten>(&config),
        declare::<PastedTakings>(&config),
        declare::<TillBill>(&config),
        declare::<TillBillsOfDay>(&config),
        declare::<TillBillsForm>(&config),
        declare::<PastedBills>(&config),
        declare::<TieRow>(&config),
        declare::<TieBill>(&config),
        declare::<TieOther>(&config),
        declare::<Tie>(&config),
        declare::<Flow>(&config),
        declare::<Bucket>(&config),
        declare::<Outstanding>(&config),
        declare::<BehindRequest>(&config),
        declare::<Movement>(&config),
        declare::<Behind>(&config),
        declare::<PapersBehindRequest>(&config),
        declare::<PaperBehind>(&config),
        declare::<PapersBehind>(&config),
        declare::<PostingMode>(&config),
        declare::<AccountRule>(&config),
        declare::<AccountsForm>(&config),
        declare::<Accounts>(&config),
        declare::<JournalLine>(&config),
        declare::<Journal>(&config),
        declare::<Exported>(&config),
        declare::<ExportProgress>(&config),
        declare::<LeftOut>(&config),
        declare::<Bundled>(&config),
        declare::<Difference>(&config),
        declare::<ReopeningMade>(&config),
        declare::<ClosingRow>(&config),
        declare::<ExportMade>(&config),
        declare::<Closings>(&config),
        declare::<Headline>(&config),
        declare::<CauseBar>(&config),
        declare::<CausesChart>(&config),
        declare::<WeekPoint>(&config),
        declare::<ActionMark>(&config),
        declare::<WeeksChart>(&config),
        declare::<FeltRow>(&config),
        declare::<FeltChart>(&config),
        declare::<HourCell>(&config),
        declare::<HoursChart>(&config),
        declare::<ChannelBar>(&config),
        declare::<ChannelsChart>(&config),
        declare::<HandRow>(&config),
        declare::<FixCause>(&config),
        declare::<FixNext>(&config),
        declare::<DoneRow>(&config),
        declare::<Insights>(&config),
        declare::<InsightsRequest>(&config),
        declare::<InsightBehindRequest>(&config),
        declare::<InsightIncident>(&config),
        declare::<InsightBehind>(&config),
        declare::<crate::Code>(&config),
        declare::<crate::Problem>(&config),
    ];
    format!(
        "// Generated from the Rust types; run the tests with UPDATE=1 to write it again.\n\n{}",
        declarations.join("\n")
    )
}

fn declare<T: TS>(config: &ts_rs::Config) -> String {
    let docs = T::docs().unwrap_or_default();
    format!("{docs}export {}\n", T::decl(config))
}

/// The closed lists of the domain, from the lists themselves.
fn domain_enums() -> String {
    let union = |keys: Vec<&str>| {
        keys.iter()
            .map(|key| format!("\"{key}\""))
            .collect::<Vec<_>>()
            .join(" | ")
    };
    let categories = union(domain::Category::ALL.map(domain::Category::key).to_vec());
    let papers = union(domain::Paper::ALL.map(domain::Paper::key).to_vec());
    let shares = union(
        domain::Responsibility::ALL
            .map(domain::Responsibility::key)
            .to_vec(),
    );
    let reasons = union(domain::Reason::ALL.map(domain::Reason::key).to_vec());
    let tones: String = domain::Reason::ALL
        .map(|reason| format!("  {}: \"{}\",\n", reason.key(), reason.tone().key()))
        .concat();
    let kinds = union(domain::MakeGoodKind::ALL.map(domain::MakeGoodKind::key).to_vec());
    let topics = union(domain::Topic::ALL.map(domain::Topic::key).to_vec());
    format!(
        "export type Topic = {topics};\n\nexport type Category = {categories};\n\nexport type Responsibility = {shares};\n\nexport type MakeGoodKind = {kinds};\n\nexport type VoucherKind = \"check\" | \"certificate\";\n\nexport type VoucherStatus = \"outstanding\" | \"redeemed\" | \"expired\" | \"voided\";\n\nexport type Paper = {papers};\n\nexport type Role = \"owner\" | \"manager\" | \"host\" | \"bookkeeper\";\n\nexport type LimitWindow = \"incident\" | \"guest\" | \"day\" | \"month\";\n\nexport type SignKind = \"same_hands\" | \"same_day\" | \"often_the_same_guest\" | \"near_the_end_of_a_shift\" | \"reversals\" | \"reprints\" | \"wrong_codes\";\n\nexport type DoorTone = \"good\" | \"stop\" | \"look\" | \"wait\";\n\nexport type DoorReason = {reasons};\n\n/** How each answer of the door is met. */\nexport const DOOR_REASONS: Readonly<Record<DoorReason, DoorTone>> = {{\n{tones}}};\n"
    )
}
