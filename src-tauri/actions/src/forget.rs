//! Forgetting: on request, in time, and again after an older database was put back.

use std::sync::{Arc, Mutex};

use comeback_domain::{
    BusinessDate, BusinessDay, Contact, Event, Forgetting, GuestErased, GuestId, GuestName, IncidentId,
    StaffName, telling_words, tells_of,
};
use comeback_store::guest::{self, Forgotten, Guest};
use comeback_store::{StoreError, Tx, event, preference, shop};
use serde_json::Value;

use crate::moment::Moment;
use crate::{ActionError, House, clock};

/// Set in the transaction of an erasure, and taken away when the file was swept: a crash between the two leaves it, and
/// the next opening sweeps.
const SWEEP_DUE: &str = "sweep_due";

/// How the shop told its days apart, and on which of them this process last looked whose time has come. Shared by all
/// handles of the house.
pub(crate) type LookedOn = Arc<Mutex<Option<(BusinessDay, BusinessDate)>>>;

/// Fields of an event that name the team, not the guest.
const ABOUT_THE_TEAM: [&str; 5] = ["staff", "approved_by", "owner", "to", "printer"];

impl House {
    /// Forgets guests, in the caller's transaction. The last thing before the commit: they are noted beside the
    /// database first, so that no older copy of it brings them back.
    pub(crate) fn forget(
        &self,
        moment: &Moment<'_>,
        guests: &[GuestId],
        because: Forgetting,
        staff: Option<&StaffName>,
    ) -> Result<(), ActionError> {
        let mut noted = Vec::new();
        for id in guests {
            noted.extend(guest::with_those_merged(moment.tx, *id)?);
            let erased = GuestErased {
                guest: *id,
                because,
                staff: staff.cloned(),
            };
            moment.append(staff.cloned(), None, Event::GuestErased(erased))?;
        }
        preference::set(moment.tx, SWEEP_DUE, "1")?;
        let beside = Forgotten::beside(self.data_folder());
        beside.note(&noted).map_err(StoreError::Beside)?;
        // Beside the backups too, where they are at hand: one that is restored on another machine has no other list.
        let backups = self.backup_folder(moment.tx)?;
        if backups.is_dir() {
            let _ = Forgotten::beside(&backups).note(&noted);
        }
        Ok(())
    }

    /// Sweeps the file after an erasure.
    pub(crate) fn sweep(&self) -> Result<(), ActionError> {
        self.store_unasked().sweep()?;
        self.store_unasked().write(swept)
    }

    /// Looks whether whoever was forgotten stays so, and whose time has come. A disk that is full, or another program that
    /// holds the database, keeps nobody from the books; it is tried again with the next action.
    pub(crate) fn look(&self) {
        let store = self.store_unasked();
        if let Ok(true) = store.read(|tx| self.anything_due(tx))
            && store.write(|tx| self.forget_in_time(tx)).is_ok()
        {
            let _ = self.sweep();
        }
    }

    /// The first action of a new business date looks.
    pub(crate) fn look_once_a_day(&self) {
        if self.has_to_look() {
            self.look();
        }
    }

    /// Whether this process has not looked yet on the present day.
    fn has_to_look(&self) -> bool {
        let Some(looked_on) = &self.looked_on else {
            return false;
        };
        let looked = looked_on.lock().ok().and_then(|looked| *looked);
        looked.is_none_or(|(days, looked)| days.of(self.clock.now()) != looked)
    }

    /// It is looked again with the next action: the owner may have chosen a shorter time.
    pub(crate) fn look_again(&self) {
        if let Some(mut looked) = self.looked_on.as_ref().and_then(|looked| looked.lock().ok()) {
            *looked = None;
        }
    }

    /// Whether there is anybody to forget, or anything to sweep. Costs next to nothing when there is not.
    fn anything_due(&self, tx: &Tx<'_>) -> Result<bool, ActionError> {
        let Some(shop) = shop::get(tx)? else {
            return Ok(false);
        };
        let days = shop.business_day();
        let today = days.of(self.clock.now());
        let due = preference::get(tx, SWEEP_DUE)?.is_some()
            || !Forgotten::beside(self.data_folder()).back_again(tx)?.is_empty()
            || !self.time_has_come(tx, today, shop.retention_months)?.is_empty();
        if let Some(mut looked) = self.looked_on.as_ref().and_then(|looked| looked.lock().ok()) {
            *looked = Some((days, today));
        }
        Ok(due)
    }

    /// The guests whose time has come; nobody, while the clock may be a year ahead: what is forgotten never comes back.
    fn time_has_come(
        &self,
        tx: &Tx<'_>,
        today: BusinessDate,
        months: u32,
    ) -> Result<Vec<GuestId>, ActionError> {
        if clock::is_far_ahead(tx, self.clock.now())? {
            return Ok(Vec::new());
        }
        Ok(guest::due(tx, today, months)?)
    }

    /// Forgets whoever is in the list beside the database and came back, and whoever's time has come.
    fn forget_in_time(&self, tx: &Tx<'_>) -> Result<(), ActionError> {
        let shop = shop::get(tx)?.ok_or(ActionError::NotSetUp)?;
        let at = self.clock.now();
        let moment = Moment {
            tx,
            today: shop.business_day().of(at),
            shop,
            at,
            station: self.surroundings.station.clone(),
            dice: self.dice.clone(),
            who: None,
        };
        // Before the first event by this clock, which would stand for the last there was.
        clock::note(tx, (at, moment.today), &moment.station)?;
        let back = Forgotten::beside(self.data_folder()).back_again(tx)?;
        if !back.is_empty() {
            self.forget(&moment, &Vec::from_iter(back), Forgetting::Again, None)?;
        }
        let due = self.time_has_come(tx, moment.today, moment.shop.retention_months)?;
        if !due.is_empty() {
            self.forget(&moment, &due, Forgetting::Time, None)?;
        }
        Ok(())
    }

    /// The incidents whose texts tell of a guest who is about to be forgotten: by a word of the name in what was
    /// written about their own incidents.
    pub(crate) fn still_named(&self, tx: &Tx<'_>, known: &Guest) -> Result<Vec<IncidentId>, ActionError> {
        let words = telling_words(known.name.as_ref().map_or("", GuestName::as_str));
        let contact = known.contact.as_ref().map_or("", Contact::as_str);
        let mut named = Vec::new();
        for incident in guest::incidents_of(tx, known.id)? {
            let told = event::of_incident(tx, incident)?.iter().any(|envelope| {
                serde_json::to_value(&envelope.event).is_ok_and(|event| tells(&event, &words, contact))
            });
            if told {
                named.push(incident);
            }
        }
        Ok(named)
    }
}

/// The file was swept.
fn swept(tx: &Tx<'_>) -> Result<(), ActionError> {
    Ok(preference::remove(tx, SWEEP_DUE)?)
}

fn tells(value: &Value, words: &[String], contact: &str) -> bool {
    match value {
        Value::String(text) => tells_of(text, words) || (!contact.is_empty() && text.contains(contact)),
        Value::Array(values) => values.iter().any(|value| tells(value, words, contact)),
        Value::Object(fields) => fields
            .iter()
            .any(|(name, value)| !ABOUT_THE_TEAM.contains(&name.as_str()) && tells(value, words, contact)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
