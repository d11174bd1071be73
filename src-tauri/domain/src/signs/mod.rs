//! Signs worth a look, for the owner alone. A sign says what was seen and what it usually is; it accuses nobody, stops
//! nothing, and most of them have a plain reason.

mod codes;
mod guests;
mod hands;
mod papers;
mod shifts;

use std::collections::{BTreeMap, BTreeSet};

use crate::{BusinessDate, GuestId, IncidentId, Instant, StaffName, VoucherId};

/// How many business dates back the signs look.
pub const SIGNS_LOOK_BACK_DAYS: u32 = 90;

/// What there is to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignKind {
    /// One person issued a paper and redeemed it.
    SameHands,
    /// A paper was redeemed on the day it was issued.
    SameDay,
    /// One guest, several incidents.
    OftenTheSameGuest,
    /// Many of one person's make-goods were given when the day was nearly over.
    NearTheEndOfAShift,
    /// A paper's redemptions were undone, or it was replaced, more than once.
    Reversals,
    /// A paper was printed again and again.
    Reprints,
    /// Many codes that nobody knows, within minutes.
    WrongCodes,
}

impl SignKind {
    /// Its stable name.
    pub fn key(self) -> &'static str {
        match self {
            Self::SameHands => "same_hands",
            Self::SameDay => "same_day",
            Self::OftenTheSameGuest => "often_the_same_guest",
            Self::NearTheEndOfAShift => "near_the_end_of_a_shift",
            Self::Reversals => "reversals",
            Self::Reprints => "reprints",
            Self::WrongCodes => "wrong_codes",
        }
    }
}

/// A make-good that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenGood {
    /// For which incident.
    pub incident: IncidentId,
    /// By whom.
    pub staff: Option<StaffName>,
    /// When it was written down.
    pub at: Instant,
    /// The day it counts for.
    pub on: BusinessDate,
}

/// A voucher that was redeemed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedVoucher {
    /// Which.
    pub voucher: VoucherId,
    /// For which incident.
    pub incident: IncidentId,
    /// Who issued it.
    pub issued_by: Option<StaffName>,
    /// The day it was issued.
    pub issued_on: BusinessDate,
    /// Who redeemed it.
    pub redeemed_by: Option<StaffName>,
    /// The day it was redeemed.
    pub redeemed_on: BusinessDate,
}

/// An incident whose guest is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestIncident {
    /// Whom it befell.
    pub guest: GuestId,
    /// What they are called.
    pub name: Option<String>,
    /// Which incident.
    pub incident: IncidentId,
    /// The day it counts for.
    pub on: BusinessDate,
}

/// A voucher that was printed again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedAgain {
    /// Which.
    pub voucher: VoucherId,
    /// The end of its code.
    pub last_four: String,
    /// For which incident.
    pub incident: IncidentId,
    /// How often.
    pub times: u32,
    /// The last time.
    pub on: BusinessDate,
    /// Who asked for it then.
    pub staff: Option<StaffName>,
}

/// A redemption that was undone, or a lost paper that was replaced, in the order of events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// Of which voucher.
    pub voucher: VoucherId,
    /// The end of its code.
    pub last_four: String,
    /// For which incident.
    pub incident: IncidentId,
    /// What stands for it since; `None` when a redemption was undone.
    pub replaced_by: Option<VoucherId>,
    /// The day it counts for.
    pub on: BusinessDate,
    /// Who did it.
    pub staff: Option<StaffName>,
}

/// A code that nobody knows was looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongCode {
    /// When.
    pub at: Instant,
    /// The day it counts for.
    pub on: BusinessDate,
    /// Who looked, where people sign in.
    pub staff: Option<StaffName>,
    /// On which machine.
    pub station: String,
}

/// When the first and the last thing of a business date were written down.
pub type Hours = BTreeMap<BusinessDate, (Instant, Instant)>;

/// Everything the signs are read from, of the last [`SIGNS_LOOK_BACK_DAYS`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// What was given.
    pub given: Vec<GivenGood>,
    /// What was redeemed.
    pub used: Vec<UsedVoucher>,
    /// Whom it befell.
    pub guests: Vec<GuestIncident>,
    /// What was printed again.
    pub printed_again: Vec<PrintedAgain>,
    /// What was undone or replaced, in the order of events.
    pub undone: Vec<Undone>,
    /// Which codes were looked up that nobody knows, in the order of events.
    pub wrong_codes: Vec<WrongCode>,
    /// From when to when something was written down.
    pub hours: Hours,
}

/// Something the owner may want to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// Which sign.
    pub kind: SignKind,
    /// What was seen, without blame.
    pub sentence: String,
    /// The last of it.
    pub on: BusinessDate,
    /// Who was there, where anybody was.
    pub staff: Option<StaffName>,
    /// The incidents to open, the latest first.
    pub incidents: Vec<IncidentId>,
}

/// What is worth a look, the latest first.
pub fn signs_of(seen: &Seen) -> Vec<Sign> {
    let mut signs: Vec<Sign> = [
        hands::same_hands(&seen.used),
        hands::same_day(&seen.used),
        guests::same_guest(&seen.guests),
        shifts::late(&seen.given, &seen.hours),
        papers::chains(&seen.undone),
        papers::reprints(&seen.printed_again),
        codes::wrong_codes(&seen.wrong_codes),
    ]
    .concat();
    signs.sort_by(|a, b| (b.on, a.kind).cmp(&(a.on, b.kind)));
    signs
}

/// What is being put together into one sign.
#[derive(Default)]
struct Pile {
    vouchers: BTreeSet<VoucherId>,
    incidents: Vec<(BusinessDate, IncidentId)>,
}

impl Pile {
    fn add(&mut self, on: BusinessDate, incident: IncidentId) {
        self.incidents.push((on, incident));
    }

    fn sign(mut self, kind: SignKind, sentence: String, staff: Option<StaffName>) -> Option<Sign> {
        self.incidents.sort_unstable();
        let on = self.incidents.last()?.0;
        let mut incidents = Vec::new();
        for (_, incident) in self.incidents.into_iter().rev() {
            if !incidents.contains(&incident) {
                incidents.push(incident);
            }
        }
        Some(Sign {
            kind,
            sentence,
            on,
            staff,
            incidents,
        })
    }
}

fn counted(number: usize, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}

#[cfg(test)]
mod tests;
