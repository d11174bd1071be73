//! The state of the house as the fold of its events: the proof that the tables hold nothing but what happened.

use std::collections::{BTreeMap, HashMap, HashSet};

use thiserror::Error;

use crate::{
    Code, Envelope, Event, IncidentId, IncidentRecorded, MakeGoodGiven, MakeGoodId, Shop, Voucher, VoucherId,
};

/// An incident and the day it counts for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentState {
    /// What was recorded.
    pub recorded: IncidentRecorded,
    /// The day it counts for.
    pub business_date: crate::BusinessDate,
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
            Event::IncidentRecorded(recorded) => {
                let state = IncidentState {
                    recorded: recorded.clone(),
                    business_date: envelope.business_date,
                };
                if self.incidents.insert(recorded.incident, state).is_some() {
                    return Err(FoldError::Twice { seq });
                }
            }
            Event::MakeGoodGiven(given) => {
                self.known_incident(seq, given.incident)?;
                if self.given.insert(given.make_good, given.clone()).is_some() {
                    return Err(FoldError::Twice { seq });
                }
            }
            Event::VoucherIssued(issued) => {
                self.known_incident(seq, issued.incident)?;
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
            }
            Event::VoucherRedeemed(redeemed) => {
                let voucher = self
                    .vouchers
                    .get_mut(&redeemed.voucher)
                    .ok_or(FoldError::NoSuchVoucher { seq })?;
                let allowed = voucher
                    .claim(redeemed.redemption.amount, envelope.business_date)
                    .is_ok_and(|taken| taken == redeemed.redemption.amount);
                let after = voucher.clone().after(redeemed.redemption.clone());
                if !allowed || after.remaining != redeemed.remaining {
                    return Err(FoldError::AgainstTheRules { seq });
                }
                *voucher = after;
            }
            Event::VoucherReprinted(reprinted) => {
                if self.incident_of.get(&reprinted.voucher) != Some(&reprinted.incident) {
                    return Err(FoldError::NoSuchVoucher { seq });
                }
            }
        }
        Ok(())
    }

    /// The incident a voucher belongs to.
    pub fn incident_of(&self, voucher: VoucherId) -> Option<IncidentId> {
        self.incident_of.get(&voucher).copied()
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
    /// Its code does not pass its own check.
    #[error("Event {seq} holds a code that cannot be one.")]
    BadCode {
        /// The event.
        seq: i64,
    },
    /// It redeems what could not be redeemed.
    #[error("Event {seq} redeems what the rules refuse.")]
    AgainstTheRules {
        /// The event.
        seq: i64,
    },
}
