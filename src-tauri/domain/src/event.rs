//! What happened. An event carries every business field, so that the state of the house is their fold and nothing
//! else; a guest's name is the one thing it leaves out, and a salted digest stands for it.

use serde::{Deserialize, Serialize};

use crate::{
    BusinessDate, Category, Digest, GuestId, IncidentId, Instant, MakeGood, MakeGoodId, Note, Paper, Place,
    Redemption, RunId, Score, Severity, Shop, StaffName, VoucherId, Worth,
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
    /// The paper of a voucher was handed to a printer for the first time.
    VoucherPrinted(PaperOut),
    /// A voucher was printed again, with the same code.
    VoucherReprinted(Reprinted),
    /// The paper of a voucher left as a file, or was opened in a viewer.
    VoucherSaved(PaperOut),
    /// The paper of a voucher did not come out. The voucher is as good as before.
    VoucherPrintFailed(PrintFailed),
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
            Self::VoucherPrinted(_) => "voucher_printed",
            Self::VoucherReprinted(_) => "voucher_reprinted",
            Self::VoucherSaved(_) => "voucher_saved",
            Self::VoucherPrintFailed(_) => "voucher_print_failed",
        }
    }

    /// The incident it belongs to, where it belongs to one.
    pub fn incident(&self) -> Option<IncidentId> {
        match self {
            Self::ShopSet(_) => None,
            Self::IncidentRecorded(event) => Some(event.incident),
            Self::MakeGoodGiven(event) => Some(event.incident),
            Self::VoucherIssued(event) => Some(event.incident),
            Self::VoucherRedeemed(event) => Some(event.incident),
            Self::VoucherPrinted(event) | Self::VoucherSaved(event) => Some(event.incident),
            Self::VoucherReprinted(event) => Some(event.incident),
            Self::VoucherPrintFailed(event) => Some(event.incident),
        }
    }

    /// The voucher it belongs to, where it belongs to one.
    pub fn voucher(&self) -> Option<VoucherId> {
        match self {
            Self::ShopSet(_) | Self::IncidentRecorded(_) | Self::MakeGoodGiven(_) => None,
            Self::VoucherIssued(event) => Some(event.voucher),
            Self::VoucherRedeemed(event) => Some(event.voucher),
            Self::VoucherPrinted(event) | Self::VoucherSaved(event) => Some(event.voucher),
            Self::VoucherReprinted(event) => Some(event.voucher),
            Self::VoucherPrintFailed(event) => Some(event.voucher),
        }
    }
}

/// Stands for a guest in the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestRef {
    /// The guest.
    pub guest: GuestId,
    /// SHA-256 of the guest row's salt, name and contact: proves what was written, and tells nothing once the row
    /// and its salt are erased.
    pub digest: Digest,
}

/// A guest was let down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentRecorded {
    /// Its identity.
    pub incident: IncidentId,
    /// What fell short.
    pub category: Category,
    /// How bad it was.
    pub severity: Severity,
    /// What happened, in the team's words.
    pub what: Note,
    /// Where.
    pub place: Option<Place>,
    /// To whom, where they are known.
    pub guest: Option<GuestRef>,
    /// Who recorded it.
    pub staff: Option<StaffName>,
    /// How the guest felt at the time.
    pub score: Option<Score>,
    /// When it happened, which may be before it was recorded.
    pub occurred_at: Instant,
}

/// A comp or a gesture was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeGoodGiven {
    /// Its identity.
    pub make_good: MakeGoodId,
    /// What it makes good.
    pub incident: IncidentId,
    /// What was given.
    pub gives: MakeGood,
    /// Who gave it.
    pub staff: Option<StaffName>,
}

/// A voucher was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoucherIssued {
    /// Its identity.
    pub voucher: VoucherId,
    /// What it makes good.
    pub incident: IncidentId,
    /// The twelve characters of its code.
    pub code: String,
    /// What it is good for.
    pub worth: Worth,
    /// The last day it is good.
    pub expires_on: BusinessDate,
    /// Who issued it.
    pub staff: Option<StaffName>,
    /// Of a run: for whom this one is, where known. A single voucher is for the guest of its incident.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest: Option<GuestRef>,
    /// The run it was issued in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<RunId>,
}

/// A voucher was redeemed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redeemed {
    /// Which one.
    pub voucher: VoucherId,
    /// What it made good.
    pub incident: IncidentId,
    /// What came off which bill.
    pub redemption: Redemption,
    /// What was left on it afterwards, in minor units.
    pub remaining: i64,
}

/// A voucher was printed again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reprinted {
    /// Which one.
    pub voucher: VoucherId,
    /// What it makes good.
    pub incident: IncidentId,
    /// Who asked for it.
    pub staff: Option<StaffName>,
    /// What came out. Events of the first version did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub out: Option<Out>,
}

/// A paper left the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperOut {
    /// Of which voucher.
    pub voucher: VoucherId,
    /// What it makes good.
    pub incident: IncidentId,
    /// Who asked for it.
    pub staff: Option<StaffName>,
    /// What came out.
    pub out: Out,
}

/// Which bytes left, and where to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Out {
    /// The form of the paper.
    pub paper: Paper,
    /// The digest of the PDF, so that the kept one can be proved to be what the guest holds.
    pub pdf: Digest,
    /// The printer, or the name of the file without its folder; `None` when it was opened in a viewer.
    pub to: Option<String>,
    /// The printer's number for the job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<i32>,
}

/// A paper did not come out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintFailed {
    /// Of which voucher.
    pub voucher: VoucherId,
    /// What it makes good.
    pub incident: IncidentId,
    /// Who asked for it.
    pub staff: Option<StaffName>,
    /// The form of the paper.
    pub paper: Paper,
    /// The digest of the PDF.
    pub pdf: Digest,
    /// The printer; `None` when none could even be looked for.
    pub printer: Option<String>,
    /// The printer's number for the job; `None` when it did not take it at all.
    pub job: Option<i32>,
    /// Why, as the printer or its system said.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the first version wrote. Its hashes stand over these very bytes, and its meaning must not drift.
    #[test]
    fn events_of_the_first_version_still_read_and_write_the_same() {
        for written in [
            r#"{"event":"voucher_issued","voucher":"019aa8a0-0000-7000-8000-000000000001","incident":"019aa8a0-0000-7000-8000-000000000002","code":"BCDFGHJKLMNP","worth":{"kind":"check","amount":{"minor":2400,"currency":"USD"}},"expires_on":"2027-02-19","staff":"Owen Brandt"}"#,
            r#"{"event":"voucher_reprinted","voucher":"019aa8a0-0000-7000-8000-000000000001","incident":"019aa8a0-0000-7000-8000-000000000002","staff":null}"#,
        ] {
            let event: Event = serde_json::from_str(written).expect("an old payload reads");
            assert_eq!(serde_json::to_string(&event).expect("JSON"), written);
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
