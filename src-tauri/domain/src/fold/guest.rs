//! Guests, as far as the chain knows them: by identity and digest, never by name.

use std::collections::{BTreeMap, HashMap};

use super::{FoldError, HouseState};
use crate::{
    BusinessDate, Digest, GuestChanged, GuestErased, GuestId, GuestRef, GuestsMerged, IncidentId, Paper,
    VoucherId,
};

/// A guest, as the events left them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuestState {
    /// What stands for the name and contact that are in force.
    pub digest: Digest,
    /// The business date of the last contact.
    pub last_on: BusinessDate,
    /// Whether they were forgotten.
    pub erased: bool,
    /// Who they turned out to be, at the time; see [`GuestStates::who`].
    merged_into: Option<GuestId>,
}

/// Every guest the events speak of.
#[derive(Debug, Default)]
pub struct GuestStates {
    known: BTreeMap<GuestId, GuestState>,
    /// Whom each guest took in.
    took_in: HashMap<GuestId, Vec<GuestId>>,
    /// The vouchers of each, by the guest they were first issued to.
    vouchers: HashMap<GuestId, Vec<VoucherId>>,
}

impl GuestStates {
    /// The guest with this identity, also one who was merged into another.
    pub fn get(&self, guest: GuestId) -> Option<&GuestState> {
        self.known.get(&guest)
    }

    /// How many there are, with those who were merged.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Who a guest turned out to be: themselves unless they were merged.
    pub fn who(&self, guest: GuestId) -> GuestId {
        let mut who = guest;
        // A guest is merged once and never into themselves, so this ends.
        while let Some(into) = self.known.get(&who).and_then(|known| known.merged_into) {
            who = into;
        }
        who
    }

    /// Whether a guest, or whoever they turned out to be, was forgotten.
    pub fn is_erased(&self, guest: GuestId) -> bool {
        self.known.get(&self.who(guest)).is_some_and(|known| known.erased)
    }

    /// A guest who is neither merged nor forgotten.
    fn present(&mut self, guest: GuestId) -> Option<&mut GuestState> {
        let known = self.known.get_mut(&guest);
        known.filter(|known| known.merged_into.is_none() && !known.erased)
    }

    /// There was a contact with whoever this guest turned out to be.
    fn touch(&mut self, guest: GuestId, on: BusinessDate) {
        let who = self.who(guest);
        if let Some(known) = self.present(who) {
            known.last_on = known.last_on.max(on);
        }
    }
}

impl HouseState {
    /// A guest is spoken of: a new one, or one whose digest is the one in force.
    pub(super) fn guest_named(
        &mut self,
        seq: i64,
        referred: &GuestRef,
        on: BusinessDate,
    ) -> Result<(), FoldError> {
        let new = GuestState {
            digest: referred.digest,
            last_on: on,
            erased: false,
            merged_into: None,
        };
        let known = self.guests.known.entry(referred.guest).or_insert(new);
        if known.digest != referred.digest || known.erased || known.merged_into.is_some() {
            return Err(FoldError::NoSuchGuest { seq });
        }
        known.last_on = known.last_on.max(on);
        Ok(())
    }

    /// The guest of a voucher, as first issued: of a run its own, else its incident's.
    pub(super) fn guest_of_voucher(&self, voucher: VoucherId) -> Option<GuestId> {
        let of_run = self.run_of.contains_key(&voucher);
        let referred = if of_run {
            self.guest_of.get(&voucher)
        } else {
            let incident = self.incident_of(voucher)?;
            self.incidents.get(&incident)?.recorded.guest.as_ref()
        };
        referred.map(|referred| referred.guest)
    }

    pub(super) fn voucher_has_guest(&mut self, voucher: VoucherId) {
        if let Some(guest) = self.guest_of_voucher(voucher) {
            self.guests.vouchers.entry(guest).or_default().push(voucher);
        }
    }

    /// Whoever a voucher is for was here.
    pub(super) fn voucher_brought_guest(&mut self, voucher: VoucherId, on: BusinessDate) {
        if let Some(guest) = self.guest_of_voucher(voucher) {
            self.guests.touch(guest, on);
        }
    }

    /// Whoever an incident befell was spoken with.
    pub(super) fn guest_spoken_with(&mut self, incident: IncidentId, on: BusinessDate) {
        let recorded = self.incidents.get(&incident).map(|known| &known.recorded);
        if let Some(guest) = recorded.and_then(|recorded| recorded.guest.as_ref()) {
            self.guests.touch(guest.guest, on);
        }
    }

    pub(super) fn guest_changed(&mut self, seq: i64, changed: &GuestChanged) -> Result<(), FoldError> {
        let known = self.guests.present(changed.guest.guest);
        known.ok_or(FoldError::NoSuchGuest { seq })?.digest = changed.guest.digest;
        Ok(())
    }

    pub(super) fn guests_merged(&mut self, seq: i64, merged: &GuestsMerged) -> Result<(), FoldError> {
        let GuestsMerged { keep, gone, .. } = *merged;
        if keep == gone || self.guests.present(keep).is_none() {
            return Err(FoldError::NoSuchGuest { seq });
        }
        let known = self.guests.present(gone).ok_or(FoldError::NoSuchGuest { seq })?;
        known.merged_into = Some(keep);
        let last_on = known.last_on;
        self.guests.touch(keep, last_on);
        self.guests.took_in.entry(keep).or_default().push(gone);
        Ok(())
    }

    /// The guest is forgotten, and with them what proves the kept papers that bore their name.
    pub(super) fn guest_erased(&mut self, seq: i64, erased: &GuestErased) -> Result<(), FoldError> {
        let known = self.guests.present(erased.guest);
        known.ok_or(FoldError::NoSuchGuest { seq })?.erased = true;
        let mut whom = vec![erased.guest];
        while let Some(guest) = whom.pop() {
            whom.extend(self.guests.took_in.get(&guest).into_iter().flatten());
            for voucher in self.guests.vouchers.get(&guest).into_iter().flatten() {
                for paper in Paper::ALL {
                    self.papers.remove(&(*voucher, paper));
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Category, Envelope, Event, Forgetting, IncidentRecorded, Instant, Note, Severity};
    use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng as _};

    fn at() -> Instant {
        "2026-11-21T19:42:00Z".parse().expect("a moment")
    }

    /// A house with its events, one after the other.
    struct House {
        state: HouseState,
        rng: ChaCha20Rng,
        seq: i64,
    }

    impl House {
        fn new() -> Self {
            Self {
                state: HouseState::default(),
                rng: ChaCha20Rng::seed_from_u64(1),
                seq: 0,
            }
        }

        fn guest(&mut self) -> GuestRef {
            GuestRef {
                guest: GuestId::mint(at(), &mut self.rng),
                digest: Digest::of(b"salt and name"),
            }
        }

        fn tell(&mut self, event: Event, day: &str) -> Result<(), String> {
            self.seq += 1;
            let envelope = Envelope {
                seq: self.seq,
                at: at(),
                business_date: BusinessDate::parse(day).expect("a date"),
                actor: None,
                station: "Front desk".to_owned(),
                request: None,
                asked: None,
                event,
            };
            self.state.apply(&envelope).map_err(|error| error.to_string())
        }

        fn incident(&mut self, guest: &GuestRef, day: &str) -> Result<(), String> {
            let incident = IncidentId::mint(at(), &mut self.rng);
            self.incident_called(incident, guest, day)
        }

        /// An incident of a guest with a check whose paper was saved.
        fn paper(&mut self, guest: &GuestRef) -> VoucherId {
            let incident = IncidentId::mint(at(), &mut self.rng);
            self.incident_called(incident, guest, "2026-11-21")
                .expect("recorded");
            let voucher = VoucherId::mint(at(), &mut self.rng);
            let code = crate::Code::draw(&mut self.rng);
            for event in [
                serde_json::json!({
                    "event": "voucher_issued", "voucher": voucher, "incident": incident, "code": code.as_str(),
                    "worth": {"kind": "check", "amount": {"minor": 2400, "currency": "USD"}},
                    "expires_on": "2027-02-19", "staff": null,
                }),
                serde_json::json!({
                    "event": "voucher_saved", "voucher": voucher, "incident": incident, "staff": null,
                    "out": {"paper": "letter", "pdf": Digest::of(b"a paper"), "to": "a.pdf"},
                }),
            ] {
                let event = serde_json::from_value(event).expect("an event");
                self.tell(event, "2026-11-21").expect("told");
            }
            voucher
        }

        fn incident_called(
            &mut self,
            incident: IncidentId,
            guest: &GuestRef,
            day: &str,
        ) -> Result<(), String> {
            let recorded = serde_json::json!({
                "event": "incident_recorded",
                "incident": incident,
                "category": Category::Service,
                "severity": Severity::try_from(2).expect("a severity"),
                "what": Note::required("Nobody came").expect("a text"),
                "place": null,
                "guest": guest,
                "staff": null,
                "score": null,
                "occurred_at": at(),
            });
            let recorded: IncidentRecorded = serde_json::from_value(recorded).expect("an incident");
            self.tell(Event::IncidentRecorded(recorded), day)
        }

        fn merge(&mut self, keep: GuestId, gone: GuestId) -> Result<(), String> {
            let merged = GuestsMerged {
                keep,
                gone,
                staff: None,
            };
            self.tell(Event::GuestsMerged(merged), "2026-11-22")
        }

        fn erase(&mut self, guest: GuestId) -> Result<(), String> {
            let erased = GuestErased {
                guest,
                because: Forgetting::Request,
                staff: None,
            };
            self.tell(Event::GuestErased(erased), "2026-11-23")
        }
    }

    #[test]
    fn the_last_contact_is_the_latest_and_goes_with_a_merge() {
        let mut house = House::new();
        let (keep, gone) = (house.guest(), house.guest());
        house.incident(&keep, "2026-11-21").expect("recorded");
        house
            .incident(&keep, "2026-11-03")
            .expect("recorded later, for a day before");
        house.incident(&gone, "2026-11-30").expect("recorded");
        let last_on = |house: &House| {
            house
                .state
                .guests
                .get(keep.guest)
                .map(|known| known.last_on.to_string())
        };
        assert_eq!(last_on(&house).as_deref(), Some("2026-11-21"));
        house.merge(keep.guest, gone.guest).expect("merged");
        assert_eq!(last_on(&house).as_deref(), Some("2026-11-30"));
        assert_eq!(house.state.guests.who(gone.guest), keep.guest);
        house.erase(keep.guest).expect("forgotten");
        assert!(
            house.state.guests.is_erased(gone.guest),
            "with whom they turned out to be"
        );
    }

    #[test]
    fn events_about_guests_who_are_not_there_are_refused() {
        let nobody = |seq: i64| Err(format!("Event {seq} speaks of a guest who is not there."));
        let mut house = House::new();
        let (a, b, never) = (house.guest(), house.guest(), house.guest());
        house.incident(&a, "2026-11-21").expect("recorded");
        house.incident(&b, "2026-11-21").expect("recorded");
        assert_eq!(house.erase(never.guest), nobody(3));
        assert_eq!(house.merge(a.guest, never.guest), nobody(4));
        assert_eq!(house.merge(a.guest, a.guest), nobody(5));
        house.merge(a.guest, b.guest).expect("merged");
        assert_eq!(house.merge(a.guest, b.guest), nobody(7), "once");
        assert_eq!(house.erase(b.guest), nobody(8), "who is no guest of their own");
        assert_eq!(house.incident(&b, "2026-11-21"), nobody(9));
        house.erase(a.guest).expect("forgotten");
        assert_eq!(house.erase(a.guest), nobody(11), "once");
        assert!(
            house.incident(&a, "2026-11-24").is_err(),
            "a forgotten guest is not recorded again"
        );
    }

    #[test]
    fn what_was_printed_of_a_forgotten_guest_proves_nothing_any_more() {
        let mut house = House::new();
        let (keep, gone, other) = (house.guest(), house.guest(), house.guest());
        let papers = [house.paper(&keep), house.paper(&gone), house.paper(&other)];
        house.merge(keep.guest, gone.guest).expect("merged");
        house.erase(keep.guest).expect("forgotten");
        let known = papers.map(|voucher| house.state.papers.contains_key(&(voucher, Paper::Letter)));
        assert_eq!(
            known,
            [false, false, true],
            "theirs, also under the other name, and nobody else's"
        );
    }

    #[test]
    fn a_guest_is_spoken_of_by_the_digest_in_force() {
        let mut house = House::new();
        let before = house.guest();
        house.incident(&before, "2026-11-21").expect("recorded");
        let after = GuestRef {
            digest: Digest::of(b"salt and another name"),
            ..before.clone()
        };
        assert!(house.incident(&after, "2026-11-21").is_err(), "no event said so");
        let changed = GuestChanged {
            guest: after.clone(),
            staff: None,
        };
        house
            .tell(Event::GuestChanged(changed), "2026-11-21")
            .expect("changed");
        house.incident(&after, "2026-11-22").expect("recorded");
        assert!(house.incident(&before, "2026-11-22").is_err());
    }
}
