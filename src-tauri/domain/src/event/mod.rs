//! What happened. An event carries every business field, so that the state of the house is their fold and nothing
//! else; a guest's name is the one thing it leaves out, and a salted digest stands for it.

mod care;
mod guard;
mod guest;
mod house;
mod incident;
mod staff;
mod topic;
mod voucher;

use serde::{Deserialize, Serialize};

pub use care::{
    CauseNamed, ConcernDropped, ConcernNoted, FollowUpSet, FollowUpSettled, PlaybookSet, PreventionDone,
    PreventionPlanned, ScoreGiven,
};
pub use guard::{ClockTrusted, ClockWentBack, CodeShown, DoorUnlocked, UnknownCode};
pub use guest::{Forgetting, GuestChanged, GuestErased, GuestRef, GuestsMerged};
pub use house::{BackupMade, HouseRestored, TakingsSet, TillBillsSet};
pub use incident::{IncidentRecorded, MakeGoodGiven};
pub use staff::{LimitSet, MakeGoodAsked, MakeGoodDeclined, SigninSet};
pub use topic::Topic;
pub use voucher::{
    Out, PaperOut, PrintFailed, Redeemed, Reprinted, VoucherExtended, VoucherIssued, VoucherReplaced,
    VoucherReversed, VoucherVoided,
};

use crate::{
    Accounts, BooksExported, IncidentId, Outcome, PeriodClosed, PeriodReopened, Shop, Staff, VoucherId,
};

/// One thing that happened, as the chain keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The shop was set up, or its settings changed; all of them are in it.
    ShopSet(Box<Shop>),
    /// A guest was let down.
    IncidentRecorded(IncidentRecorded),
    /// A comp or a gesture was given.
    MakeGoodGiven(MakeGoodGiven),
    /// A check or a certificate was issued.
    VoucherIssued(VoucherIssued),
    /// A voucher was redeemed, whole or in part.
    VoucherRedeemed(Redeemed),
    /// A redemption was undone.
    VoucherReversed(VoucherReversed),
    /// A voucher was taken back for good.
    VoucherVoided(VoucherVoided),
    /// A lost paper got a new code.
    VoucherReplaced(VoucherReplaced),
    /// A voucher got more time.
    VoucherExtended(VoucherExtended),
    /// The paper of a voucher was handed to a printer for the first time.
    VoucherPrinted(PaperOut),
    /// A voucher was printed again, with the same code.
    VoucherReprinted(Reprinted),
    /// The paper of a voucher left as a file, or was opened in a viewer.
    VoucherSaved(PaperOut),
    /// The paper of a voucher did not come out. The voucher is as good as before.
    VoucherPrintFailed(PrintFailed),
    /// A guest's name or contact was corrected.
    GuestChanged(GuestChanged),
    /// Two guests turned out to be one.
    GuestsMerged(GuestsMerged),
    /// A guest was forgotten.
    GuestErased(GuestErased),
    /// Somebody came to the house, changed, or left it; all about them but their PIN is in it.
    StaffSet(Staff),
    /// A limit was set, or taken away.
    LimitSet(LimitSet),
    /// Sign-in was switched.
    SigninSet(SigninSet),
    /// A make-good was asked for and waits.
    MakeGoodAsked(MakeGoodAsked),
    /// A make-good that waited got a no.
    MakeGoodDeclined(MakeGoodDeclined),
    /// A plan was changed.
    PlaybookSet(PlaybookSet),
    /// Something is about to go wrong.
    ConcernNoted(ConcernNoted),
    /// It did not go wrong.
    ConcernDropped(ConcernDropped),
    /// A guest is to be called.
    FollowUpSet(FollowUpSet),
    /// A follow-up is over.
    FollowUpSettled(FollowUpSettled),
    /// A guest said how they feel.
    ScoreGiven(ScoreGiven),
    /// What lay behind an incident.
    CauseNamed(CauseNamed),
    /// Something is to be done about a cause.
    PreventionPlanned(PreventionPlanned),
    /// It is done.
    PreventionDone(PreventionDone),
    /// How the shop posts was set; all of it is in it.
    AccountsSet(Box<Accounts>),
    /// What the till took was set.
    TakingsSet(TakingsSet),
    /// The bills of the till were set.
    TillBillsSet(TillBillsSet),
    /// A code was looked up that was never issued here.
    UnknownCode(UnknownCode),
    /// A station looks at codes again.
    DoorUnlocked(DoorUnlocked),
    /// Somebody looked at a whole code.
    CodeShown(CodeShown),
    /// The clock went back.
    ClockWentBack(ClockWentBack),
    /// Somebody said that the clock is right.
    ClockTrusted(ClockTrusted),
    /// A copy of the books was made.
    BackupMade(BackupMade),
    /// A copy took the place of the books.
    HouseRestored(HouseRestored),
    /// A period was closed.
    PeriodClosed(Box<PeriodClosed>),
    /// A closed period was opened again.
    PeriodReopened(PeriodReopened),
    /// The books were written to a file.
    BooksExported(BooksExported),
}

impl Event {
    /// The stable name of its kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::ShopSet(_) => "shop_set",
            Self::IncidentRecorded(_) => "incident_recorded",
            Self::MakeGoodGiven(_) => "make_good_given",
            Self::VoucherIssued(_) => "voucher_issued",
            Self::VoucherRedeemed(_) => "voucher_redeemed",
            Self::VoucherReversed(_) => "voucher_reversed",
            Self::VoucherVoided(_) => "voucher_voided",
            Self::VoucherReplaced(_) => "voucher_replaced",
            Self::VoucherExtended(_) => "voucher_extended",
            Self::VoucherPrinted(_) => "voucher_printed",
            Self::VoucherReprinted(_) => "voucher_reprinted",
            Self::VoucherSaved(_) => "voucher_saved",
            Self::VoucherPrintFailed(_) => "voucher_print_failed",
            Self::GuestChanged(_) => "guest_changed",
            Self::GuestsMerged(_) => "guests_merged",
            Self::GuestErased(_) => "guest_erased",
            Self::StaffSet(_) => "staff_set",
            Self::LimitSet(_) => "limit_set",
            Self::SigninSet(_) => "signin_set",
            Self::MakeGoodAsked(_) => "make_good_asked",
            Self::MakeGoodDeclined(_) => "make_good_declined",
            Self::PlaybookSet(_) => "playbook_set",
            Self::ConcernNoted(_) => "concern_noted",
            Self::ConcernDropped(_) => "concern_dropped",
            Self::FollowUpSet(_) => "follow_up_set",
            Self::FollowUpSettled(_) => "follow_up_settled",
            Self::ScoreGiven(_) => "score_given",
            Self::CauseNamed(_) => "cause_named",
            Self::PreventionPlanned(_) => "prevention_planned",
            Self::PreventionDone(_) => "prevention_done",
            Self::AccountsSet(_) => "accounts_set",
            Self::TakingsSet(_) => "takings_set",
            Self::TillBillsSet(_) => "till_bills_set",
            Self::UnknownCode(_) => "unknown_code",
            Self::DoorUnlocked(_) => "door_unlocked",
            Self::CodeShown(_) => "code_shown",
            Self::ClockWentBack(_) => "clock_went_back",
            Self::ClockTrusted(_) => "clock_trusted",
            Self::BackupMade(_) => "backup_made",
            Self::HouseRestored(_) => "house_restored",
            Self::PeriodClosed(_) => "period_closed",
            Self::PeriodReopened(_) => "period_reopened",
            Self::BooksExported(_) => "books_exported",
        }
    }

    /// The incident it belongs to, where it belongs to one.
    pub fn incident(&self) -> Option<IncidentId> {
        match self {
            Self::ShopSet(_)
            | Self::AccountsSet(_)
            | Self::PeriodClosed(_)
            | Self::PeriodReopened(_)
            | Self::BooksExported(_)
            | Self::TakingsSet(_)
            | Self::TillBillsSet(_)
            | Self::PlaybookSet(_)
            | Self::ConcernNoted(_)
            | Self::ConcernDropped(_)
            | Self::StaffSet(_)
            | Self::LimitSet(_)
            | Self::SigninSet(_)
            | Self::BackupMade(_)
            | Self::HouseRestored(_)
            | Self::GuestChanged(_)
            | Self::GuestsMerged(_)
            | Self::GuestErased(_)
            | Self::UnknownCode(_)
            | Self::DoorUnlocked(_)
            | Self::ClockWentBack(_)
            | Self::ClockTrusted(_) => None,
            Self::CodeShown(event) => Some(event.incident),
            Self::MakeGoodAsked(event) => Some(event.incident),
            Self::MakeGoodDeclined(event) => Some(event.incident),
            Self::IncidentRecorded(event) => Some(event.incident),
            Self::MakeGoodGiven(event) => Some(event.incident),
            Self::VoucherIssued(event) => Some(event.incident),
            Self::VoucherRedeemed(event) => Some(event.incident),
            Self::VoucherReversed(event) => Some(event.incident),
            Self::VoucherVoided(event) => Some(event.incident),
            Self::VoucherReplaced(event) => Some(event.incident),
            Self::VoucherExtended(event) => Some(event.incident),
            Self::VoucherPrinted(event) | Self::VoucherSaved(event) => Some(event.incident),
            Self::VoucherReprinted(event) => Some(event.incident),
            Self::VoucherPrintFailed(event) => Some(event.incident),
            Self::FollowUpSet(event) => Some(event.incident),
            Self::FollowUpSettled(event) => Some(event.incident),
            Self::ScoreGiven(event) => Some(event.incident),
            Self::CauseNamed(event) => Some(event.incident),
            Self::PreventionPlanned(event) => Some(event.incident),
            Self::PreventionDone(event) => Some(event.incident),
        }
    }

    /// The incident whose guest was spoken with: reached by a call, or asked how they feel.
    pub fn spoke_with_guest_of(&self) -> Option<IncidentId> {
        match self {
            Self::FollowUpSettled(settled) if settled.outcome != Outcome::NotReached => {
                Some(settled.incident)
            }
            Self::ScoreGiven(given) => Some(given.incident),
            _ => None,
        }
    }

    /// The voucher it belongs to, where it belongs to one.
    pub fn voucher(&self) -> Option<VoucherId> {
        match self {
            Self::ShopSet(_)
            | Self::AccountsSet(_)
            | Self::PeriodClosed(_)
            | Self::PeriodReopened(_)
            | Self::BooksExported(_)
            | Self::TakingsSet(_)
            | Self::TillBillsSet(_)
            | Self::IncidentRecorded(_)
            | Self::MakeGoodGiven(_)
            | Self::GuestChanged(_)
            | Self::GuestsMerged(_)
            | Self::GuestErased(_)
            | Self::StaffSet(_)
            | Self::LimitSet(_)
            | Self::SigninSet(_)
            | Self::MakeGoodAsked(_)
            | Self::MakeGoodDeclined(_)
            | Self::PlaybookSet(_)
            | Self::ConcernNoted(_)
            | Self::ConcernDropped(_)
            | Self::FollowUpSet(_)
            | Self::FollowUpSettled(_)
            | Self::ScoreGiven(_)
            | Self::CauseNamed(_)
            | Self::PreventionPlanned(_)
            | Self::PreventionDone(_)
            | Self::UnknownCode(_)
            | Self::DoorUnlocked(_)
            | Self::ClockWentBack(_)
            | Self::ClockTrusted(_)
            | Self::BackupMade(_)
            | Self::HouseRestored(_) => None,
            Self::CodeShown(event) => Some(event.voucher),
            Self::VoucherIssued(event) => Some(event.voucher),
            Self::VoucherRedeemed(event) => Some(event.voucher),
            Self::VoucherReversed(event) => Some(event.voucher),
            Self::VoucherVoided(event) => Some(event.voucher),
            Self::VoucherReplaced(event) => Some(event.voucher),
            Self::VoucherExtended(event) => Some(event.voucher),
            Self::VoucherPrinted(event) | Self::VoucherSaved(event) => Some(event.voucher),
            Self::VoucherReprinted(event) => Some(event.voucher),
            Self::VoucherPrintFailed(event) => Some(event.voucher),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Digest, Paper, Responsibility};

    /// What the first version wrote. Its hashes stand over these very bytes, and its meaning must not drift.
    #[test]
    fn events_of_the_first_version_still_read_and_write_the_same() {
        for written in [
            r#"{"event":"voucher_issued","voucher":"019aa8a0-0000-7000-8000-000000000001","incident":"019aa8a0-0000-7000-8000-000000000002","code":"BCDFGHJKLMNP","worth":{"kind":"check","amount":{"minor":2400,"currency":"USD"}},"expires_on":"2027-02-19","staff":"Owen Brandt"}"#,
            r#"{"event":"voucher_reprinted","voucher":"019aa8a0-0000-7000-8000-000000000001","incident":"019aa8a0-0000-7000-8000-000000000002","staff":null}"#,
            r#"{"event":"incident_recorded","incident":"019aa8a0-0000-7000-8000-000000000002","category":"food_quality","severity":2,"what":"Duck came cold.","place":null,"guest":null,"staff":null,"score":null,"occurred_at":"2026-11-22T00:42:00Z"}"#,
        ] {
            let event: Event = serde_json::from_str(written).expect("an old payload reads");
            assert_eq!(serde_json::to_string(&event).expect("JSON"), written);
        }
    }

    /// Whose lapse it was is told only where it was not the house's alone.
    #[test]
    fn whose_lapse_it_was_is_told_where_it_was_not_ours() {
        let written = r#"{"event":"incident_recorded","incident":"019aa8a0-0000-7000-8000-000000000002","category":"takeout","severity":2,"what":"The courier lost his way.","place":null,"guest":null,"staff":null,"score":null,"occurred_at":"2026-11-22T00:42:00Z","responsibility":"partly_ours"}"#;
        let event: Event = serde_json::from_str(written).expect("it reads");
        let Event::IncidentRecorded(recorded) = &event else {
            panic!("an incident")
        };
        assert_eq!(recorded.responsibility, Responsibility::PartlyOurs);
        assert_eq!(serde_json::to_string(&event).expect("JSON"), written);
    }

    /// Guests stand in the chain by their identity and a digest alone, and these are the very words.
    #[test]
    fn guests_are_told_without_a_name() {
        let guest = "019aa8a0-0000-7000-8000-000000000003";
        let zeros = "0".repeat(64);
        for (kind, written) in [
            (
                "guest_changed",
                format!(
                    r#"{{"event":"guest_changed","guest":{{"guest":"{guest}","digest":"{zeros}"}},"staff":"Owen Brandt"}}"#
                ),
            ),
            (
                "guests_merged",
                format!(r#"{{"event":"guests_merged","keep":"{guest}","gone":"{guest}","staff":null}}"#),
            ),
            (
                "guest_erased",
                format!(r#"{{"event":"guest_erased","guest":"{guest}","because":"request","staff":null}}"#),
            ),
        ] {
            let event: Event = serde_json::from_str(&written).expect("it reads");
            assert_eq!(serde_json::to_string(&event).expect("JSON"), written);
            assert_eq!(
                (event.kind(), event.incident(), event.voucher()),
                (kind, None, None)
            );
        }
    }

    #[test]
    fn a_paper_that_left_is_told_whole() {
        let out = Event::VoucherPrinted(PaperOut {
            voucher: "019aa8a0-0000-7000-8000-000000000001".parse().expect("an id"),
            incident: "019aa8a0-0000-7000-8000-000000000002".parse().expect("an id"),
            staff: None,
            out: Out {
                paper: Paper::ThreeUp,
                pdf: Digest::GENESIS,
                to: Some("Front".to_owned()),
                job: Some(7),
            },
        });
        let written = serde_json::to_string(&out).expect("JSON");
        assert!(
            written.contains(r#""paper":"three-up""#) && written.contains(r#""job":7"#),
            "{written}"
        );
        assert_eq!(serde_json::from_str::<Event>(&written).expect("reads back"), out);
        assert_eq!(
            (out.kind(), out.incident().is_some(), out.voucher().is_some()),
            ("voucher_printed", true, true)
        );
    }
}
