//! The state of the house as the fold of its events: the proof that the tables hold nothing but what happened.

mod care;
mod guard;
mod guest;
mod team;
mod voucher;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use thiserror::Error;

pub use care::{
    CareState, CauseState, ConcernEnd, ConcernState, FollowUpState, PreventionState, ScoreState, Settled,
};
pub use guard::GuardState;
pub use guest::{GuestState, GuestStates};
pub use team::{AskedState, TeamState};

use crate::{
    Accounts, AskedId, BooksExported, BusinessDate, Closings, Code, Digest, Envelope, Event, GuestRef,
    IncidentId, IncidentRecorded, MakeGoodGiven, MakeGoodId, Paper, RunId, Shop, StaffName, Takings,
    TillBill, Voucher, VoucherId,
};

/// An incident and the day it counts for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentState {
    /// What was recorded.
    pub recorded: IncidentRecorded,
    /// The day it counts for.
    pub business_date: BusinessDate,
}

/// Everything the events say, at one point in their order.
#[derive(Debug, Default)]
pub struct HouseState {
    /// The settings in force.
    pub shop: Option<Shop>,
    /// Every incident.
    pub incidents: BTreeMap<IncidentId, IncidentState>,
    /// Every comp and gesture.
    pub given: BTreeMap<MakeGoodId, MakeGoodGiven>,
    /// Every voucher.
    pub vouchers: BTreeMap<VoucherId, Voucher>,
    codes: HashSet<Code>,
    incident_of: HashMap<VoucherId, IncidentId>,
    /// Of every voucher of a run: which run.
    pub run_of: HashMap<VoucherId, RunId>,
    /// Of every voucher of a run whose guest is known: who.
    pub guest_of: HashMap<VoucherId, GuestRef>,
    /// Of every voucher that stands for a lost paper: which one.
    pub replaces: HashMap<VoucherId, VoucherId>,
    /// How guests were looked after.
    pub care: CareState,
    /// Every paper that left the house, or was tried to: its digest by voucher and form.
    pub papers: BTreeMap<(VoucherId, Paper), BTreeSet<[u8; 32]>>,
    /// Every guest.
    pub guests: GuestStates,
    /// Of every voucher that went over a limit or waited: who said yes, and what it was asked for as.
    pub approval_of: HashMap<VoucherId, (Option<StaffName>, Option<AskedId>)>,
    /// The people, their limits, and what waits for a yes.
    pub team: TeamState,
    /// How the shop posts; `None` until it was ever set.
    pub accounts: Option<Accounts>,
    /// What the till took, by the first day of each stretch.
    pub takings: BTreeMap<BusinessDate, Takings>,
    /// The bills of the till, by the day.
    pub till_bills: BTreeMap<BusinessDate, Vec<TillBill>>,
    /// Who is slowed down at the door, and how far the clock is believed.
    pub guard: GuardState,
    /// Every closing there was.
    pub closings: Closings,
    /// Every export of the books, by the place of its event.
    pub exports: BTreeMap<i64, BooksExported>,
}

impl HouseState {
    /// Takes the next event in.
    ///
    /// # Errors
    /// [`FoldError`] for an event that breaks a rule of the house: money for an incident nobody recorded, a code
    /// used twice, a redemption past what is left. No such event is ever written by this program.
    pub fn apply(&mut self, envelope: &Envelope) -> Result<(), FoldError> {
        let seq = envelope.seq;
        match &envelope.event {
            Event::ShopSet(shop) => self.shop = Some((**shop).clone()),
            Event::AccountsSet(set) => self.accounts = Some((**set).clone()),
            Event::PeriodClosed(closed) => {
                if !self.closings.close(seq, envelope.at, closed) {
                    return Err(FoldError::Twice { seq });
                }
            }
            Event::PeriodReopened(reopened) => {
                if !self.closings.reopen(seq, envelope.at, reopened) {
                    return Err(FoldError::NeverBegun { seq });
                }
            }
            Event::BooksExported(exported) => {
                self.exports.insert(seq, exported.clone());
            }
            Event::TakingsSet(set) => self.takings_set(seq, set.takings)?,
            Event::TillBillsSet(set) if set.bills.is_empty() => drop(self.till_bills.remove(&set.day)),
            Event::TillBillsSet(set) => drop(self.till_bills.insert(set.day, set.bills.clone())),
            Event::IncidentRecorded(recorded) => {
                if let Some(guest) = &recorded.guest {
                    self.guest_named(seq, guest, envelope.business_date)?;
                }
                let state = IncidentState {
                    recorded: recorded.clone(),
                    business_date: envelope.business_date,
                };
                if self.incidents.insert(recorded.incident, state).is_some() {
                    return Err(FoldError::Twice { seq });
                }
                self.care.recorded(envelope, recorded)?;
            }
            Event::MakeGoodGiven(given) => {
                self.known_incident(seq, given.incident)?;
                self.team.settled(seq, given.asked, given.incident)?;
                if self.given.insert(given.make_good, given.clone()).is_some() {
                    return Err(FoldError::Twice { seq });
                }
            }
            Event::VoucherIssued(issued) => {
                self.known_incident(seq, issued.incident)?;
                self.team.settled(seq, issued.asked, issued.incident)?;
                let code = Code::parse(&issued.code).map_err(|_| FoldError::BadCode { seq })?;
                let voucher = Voucher::issued(
                    code,
                    issued.worth.clone(),
                    envelope.business_date,
                    issued.expires_on,
                );
                if !self.codes.insert(code) || self.vouchers.insert(issued.voucher, voucher).is_some() {
                    return Err(FoldError::Twice { seq });
                }
                self.incident_of.insert(issued.voucher, issued.incident);
                if let Some(old) = issued.replaces {
                    self.replacement_of(seq, issued, old)?;
                }
                if issued.approved_by.is_some() || issued.asked.is_some() {
                    let approval = (issued.approved_by.clone(), issued.asked);
                    self.approval_of.insert(issued.voucher, approval);
                }
                if let Some(run) = issued.run {
                    self.run_of.insert(issued.voucher, run);
                }
                if let Some(guest) = &issued.guest {
                    self.guest_named(seq, guest, envelope.business_date)?;
                    self.guest_of.insert(issued.voucher, guest.clone());
                }
                self.voucher_has_guest(issued.voucher);
            }
            Event::VoucherRedeemed(_)
            | Event::VoucherReversed(_)
            | Event::VoucherVoided(_)
            | Event::VoucherReplaced(_)
            | Event::VoucherExtended(_) => self.voucher_acted_on(envelope)?,
            Event::GuestChanged(changed) => self.guest_changed(seq, changed)?,
            Event::GuestsMerged(merged) => self.guests_merged(seq, merged)?,
            Event::GuestErased(erased) => self.guest_erased(seq, erased)?,
            Event::VoucherPrinted(out) | Event::VoucherSaved(out) => {
                self.paper_of(seq, out.voucher, out.incident, Some((out.out.paper, out.out.pdf)))?;
            }
            Event::VoucherReprinted(again) => {
                let out = again.out.as_ref().map(|out| (out.paper, out.pdf));
                self.paper_of(seq, again.voucher, again.incident, out)?;
            }
            Event::VoucherPrintFailed(failed) => {
                self.paper_of(
                    seq,
                    failed.voucher,
                    failed.incident,
                    Some((failed.paper, failed.pdf)),
                )?;
            }
            Event::CodeShown(shown) => self.paper_of(seq, shown.voucher, shown.incident, None)?,
            Event::UnknownCode(_)
            | Event::DoorUnlocked(_)
            | Event::ClockWentBack(_)
            | Event::ClockTrusted(_) => self.guard.apply(envelope),
            // What the books are is not changed by a copy of them.
            Event::BackupMade(_) | Event::HouseRestored(_) => {}
            Event::StaffSet(_) | Event::LimitSet(_) | Event::SigninSet(_) => self.team.apply(&envelope.event),
            Event::MakeGoodAsked(asked) => {
                self.known_incident(seq, asked.incident)?;
                self.team.asked_for(envelope, asked)?;
            }
            Event::MakeGoodDeclined(declined) => {
                self.team.settled(seq, Some(declined.asked), declined.incident)?;
            }
            Event::PlaybookSet(_)
            | Event::ConcernNoted(_)
            | Event::ConcernDropped(_)
            | Event::FollowUpSet(_)
            | Event::FollowUpSettled(_)
            | Event::ScoreGiven(_)
            | Event::CauseNamed(_)
            | Event::PreventionPlanned(_)
            | Event::PreventionDone(_) => {
                if let Some(incident) = envelope.event.incident() {
                    self.known_incident(seq, incident)?;
                }
                self.care.apply(envelope)?;
                if let Some(incident) = envelope.event.spoke_with_guest_of() {
                    self.guest_spoken_with(incident, envelope.business_date);
                }
            }
        }
        Ok(())
    }

    /// The incident a voucher belongs to.
    pub fn incident_of(&self, voucher: VoucherId) -> Option<IncidentId> {
        self.incident_of.get(&voucher).copied()
    }

    /// A paper belongs to a voucher that was issued for the incident it names.
    fn paper_of(
        &mut self,
        seq: i64,
        voucher: VoucherId,
        incident: IncidentId,
        out: Option<(Paper, Digest)>,
    ) -> Result<(), FoldError> {
        if self.incident_of.get(&voucher) != Some(&incident) {
            return Err(FoldError::NoSuchVoucher { seq });
        }
        if let Some((paper, pdf)) = out {
            let known = self.papers.entry((voucher, paper)).or_default();
            known.insert(*pdf.as_bytes());
        }
        Ok(())
    }

    /// No day belongs to two stretches.
    fn takings_set(&mut self, seq: i64, set: Takings) -> Result<(), FoldError> {
        let others = self
            .takings
            .values()
            .filter(|other| !other.is_of(set.from, set.to));
        if set.from > set.to || others.into_iter().any(|other| other.touches(set.from, set.to)) {
            return Err(FoldError::TwoStretches { seq });
        }
        if set.is_empty() {
            self.takings.remove(&set.from);
        } else {
            self.takings.insert(set.from, set);
        }
        Ok(())
    }

    fn known_incident(&self, seq: i64, incident: IncidentId) -> Result<(), FoldError> {
        if self.incidents.contains_key(&incident) {
            Ok(())
        } else {
            Err(FoldError::NoSuchIncident { seq })
        }
    }
}

/// An event that cannot follow those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FoldError {
    /// It makes something that is there already.
    #[error("Event {seq} makes something a second time.")]
    Twice {
        /// The event.
        seq: i64,
    },
    /// Its incident was never recorded.
    #[error("Event {seq} belongs to an incident that was never recorded.")]
    NoSuchIncident {
        /// The event.
        seq: i64,
    },
    /// Its voucher was never issued.
    #[error("Event {seq} belongs to a voucher that was never issued.")]
    NoSuchVoucher {
        /// The event.
        seq: i64,
    },
    /// Its guest was never spoken of, was merged into another, or is forgotten.
    #[error("Event {seq} speaks of a guest who is not there.")]
    NoSuchGuest {
        /// The event.
        seq: i64,
    },
    /// Its code does not pass its own check.
    #[error("Event {seq} holds a code that cannot be one.")]
    BadCode {
        /// The event.
        seq: i64,
    },
    /// It answers what nobody asked, or what was answered before.
    #[error("Event {seq} answers what does not wait for an answer.")]
    NotWaiting {
        /// The event.
        seq: i64,
    },
    /// What it goes on with was never begun.
    #[error("Event {seq} goes on with something that was never begun.")]
    NeverBegun {
        /// The event.
        seq: i64,
    },
    /// What it goes on with was over before it.
    #[error("Event {seq} goes on with something that was over.")]
    Over {
        /// The event.
        seq: i64,
    },
    /// It gives figures of the till to days that have them in another stretch.
    #[error("Event {seq} gives takings to days that have them in another stretch.")]
    TwoStretches {
        /// The event.
        seq: i64,
    },
    /// It does to a voucher what the rules refuse.
    #[error("Event {seq} does to a voucher what the rules refuse.")]
    AgainstTheRules {
        /// The event.
        seq: i64,
    },
}
