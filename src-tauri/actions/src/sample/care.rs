//! How the sample restaurant looks after its guests: concerns, calls, scores on return, causes and what is done about
//! them. All of it is drawn from a stream of its own, so that no figure and no code of the history moves.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use comeback_domain::{
    Category, ConcernDropped, ConcernId, Event, FollowUpId, IncidentId, Instant, Outcome, PreventionDone,
    PreventionId, Shop,
};
use comeback_store::{Tx, follow_up, prevention};
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha20Rng;

use super::course::Course;
use super::{STATION, words};
use crate::house::Dice;
use crate::moment::Moment;
use crate::record::NewIncident;
use crate::{ActionError, causes, concerns, dto, follow_ups, typed};

/// Not the seed of the history, nor of its codes and ids.
const CARE: u64 = 0x6361_7265;

/// What was left for later by then is still open.
const LATELY: TimeDelta = TimeDelta::hours(40);

/// One thing that is done for a guest, or about a cause.
enum Later {
    Call(FollowUpId, u8),
    Score(IncidentId),
    Cause(IncidentId, Category),
    Plan(IncidentId, Category),
    Done(PreventionId, IncidentId),
    Note(&'static str),
    Drop(ConcernId),
}

pub(super) struct Care {
    rng: ChaCha20Rng,
    course: Course,
    dice: Dice,
    later: BTreeMap<(Instant, u32), Later>,
    count: u32,
    /// How often each cause was named.
    named: BTreeMap<&'static str, u32>,
    ends: Instant,
}

impl Care {
    /// The history ends at this moment; what is due after it stays open.
    pub fn new(seed: u64, course: Course, ends: Instant) -> Self {
        let dice = ChaCha20Rng::seed_from_u64(seed ^ CARE.rotate_left(32));
        Self {
            rng: ChaCha20Rng::seed_from_u64(seed ^ CARE),
            course,
            dice: Arc::new(Mutex::new(dice)),
            later: BTreeMap::new(),
            count: 0,
            named: BTreeMap::new(),
            ends,
        }
    }

    fn moment<'a>(&self, tx: &'a Tx<'a>, shop: &Shop, at: Instant) -> Moment<'a> {
        Moment {
            tx,
            shop: shop.clone(),
            at,
            today: shop.business_day().of(at),
            station: STATION.to_owned(),
            dice: self.dice.clone(),
            who: None,
        }
    }

    fn put(&mut self, at: Instant, later: Later) {
        self.count += 1;
        self.later.insert((at, self.count), later);
    }

    fn minutes(&mut self, range: std::ops::Range<i64>) -> TimeDelta {
        TimeDelta::minutes(self.rng.random_range(range))
    }

    /// Something went wrong: its call is set, and its cause may be found the next day. Beside it somebody sees what may
    /// go wrong next.
    pub fn incident(
        &mut self,
        tx: &Tx<'_>,
        shop: &Shop,
        at: Instant,
        id: IncidentId,
        new: &NewIncident,
    ) -> Result<(), ActionError> {
        if let Some(call) = follow_ups::set_by_playbook(&self.moment(tx, shop, at), id)?
            && let Some(state) = follow_up::get(tx, call)?
        {
            let due = state.due_at - self.minutes(5..180);
            let made = due < self.ends - LATELY || self.rng.random_ratio(1, 2);
            if made && due > at {
                self.put(due, Later::Call(call, new.score.unwrap_or(3)));
            }
        }
        if self.rng.random_ratio(2, 5) {
            let later = at + TimeDelta::hours(14) + self.minutes(0..90);
            self.put(later, Later::Cause(id, typed::category(&new.category)?));
        }
        if self.rng.random_ratio(1, 15) {
            let what = words::CONCERNS.choose(&mut self.rng).copied().unwrap_or_default();
            let later = at + self.minutes(4..30);
            self.put(later, Later::Note(what));
        }
        Ok(())
    }

    /// A guest came back: somebody may ask them how it was.
    pub fn came_back(&mut self, at: Instant, incident: IncidentId) {
        if self.rng.random_ratio(9, 20) {
            let later = at + self.minutes(40..130);
            self.put(later, Later::Score(incident));
        }
    }

    /// Does what is due until this moment.
    pub fn until(&mut self, tx: &Tx<'_>, shop: &Shop, until: Instant) -> Result<(), ActionError> {
        while let Some(entry) = self.later.first_entry() {
            if entry.key().0 > until.min(self.ends) {
                break;
            }
            let ((at, _), later) = entry.remove_entry();
            let moment = self.moment(tx, shop, at);
            self.act(&moment, later)?;
        }
        Ok(())
    }

    /// Does the rest; on a day that is still going on something may yet go wrong.
    pub fn close(&mut self, tx: &Tx<'_>, shop: &Shop) -> Result<(), ActionError> {
        self.until(tx, shop, self.ends)?;
        let moment = self.moment(tx, shop, self.ends);
        self.note(&moment, words::CONCERNS.first().copied().unwrap_or_default())?;
        Ok(())
    }

    fn staff(&mut self) -> String {
        words::STAFF
            .choose(&mut self.rng)
            .copied()
            .unwrap_or_default()
            .to_owned()
    }

    fn note(&mut self, moment: &Moment<'_>, what: &str) -> Result<ConcernId, ActionError> {
        let form = dto::ConcernForm {
            what: what.to_owned(),
            place: format!("Table {}", self.rng.random_range(1..=28)),
            category: Some(Category::LongWait.key().to_owned()),
            staff: self.staff(),
            ..dto::ConcernForm::default()
        };
        concerns::note(moment, &form, None)
    }

    fn act(&mut self, moment: &Moment<'_>, later: Later) -> Result<(), ActionError> {
        match later {
            Later::Call(id, before) => self.call(moment, id, before),
            Later::Score(incident) => self.score(moment, incident),
            Later::Cause(incident, category) => self.name(moment, incident, category),
            Later::Plan(incident, category) => self.plan(moment, incident, category),
            Later::Note(what) => {
                let id = self.note(moment, what)?;
                let dropped = moment.at + self.minutes(10..40);
                self.put(dropped, Later::Drop(id));
                Ok(())
            }
            Later::Drop(concern) => {
                let staff = typed::staff(&self.staff())?;
                let dropped = Event::ConcernDropped(ConcernDropped { concern });
                moment.append(staff, None, dropped).map(drop)
            }
            Later::Done(id, incident) => {
                let Some(found) = prevention::get(moment.tx, id)? else {
                    return Ok(());
                };
                let done = PreventionDone {
                    prevention: id,
                    incident,
                    what: found.what,
                };
                moment
                    .append(Some(found.owner), None, Event::PreventionDone(done))
                    .map(drop)
            }
        }
    }

    fn call(&mut self, moment: &Moment<'_>, id: FollowUpId, before: u8) -> Result<(), ActionError> {
        let recovered = self.course.of_a_hundred(58, moment.today);
        let (outcome, up) = match self.rng.random_range(0..100) {
            drawn if drawn < recovered => (Outcome::Recovered, 4..8),
            drawn if drawn < recovered + 20 => (Outcome::NotRecovered, 0..3),
            _ => (Outcome::NotReached, 0..1),
        };
        let reached = outcome != Outcome::NotReached;
        let said = match outcome {
            Outcome::Recovered => words::CAME_ROUND,
            Outcome::NotRecovered => words::NOT_YET,
            Outcome::NotReached => words::NO_ANSWER,
        };
        let note = said.choose(&mut self.rng).copied().unwrap_or_default();
        let answered = reached && self.rng.random_ratio(4, 5);
        let form = dto::FollowUpForm {
            request_id: String::new(),
            id: id.to_string(),
            outcome: follow_ups::shown_outcome(outcome),
            note: note.to_owned(),
            score: answered.then(|| (before + self.rng.random_range(up)).min(10)),
            again_in_hours: None,
            staff: self.staff(),
        };
        follow_ups::settle(moment, id, outcome, &form, None)
    }

    fn score(&mut self, moment: &Moment<'_>, incident: IncidentId) -> Result<(), ActionError> {
        let form = dto::ScoreForm {
            request_id: String::new(),
            incident_id: incident.to_string(),
            score: *[6_u8, 7, 8, 8, 9, 9, 9, 10].choose(&mut self.rng).unwrap_or(&9),
            words: words::ON_RETURN
                .choose(&mut self.rng)
                .copied()
                .unwrap_or_default()
                .to_owned(),
            staff: words::HOSTS
                .choose(&mut self.rng)
                .copied()
                .unwrap_or_default()
                .to_owned(),
        };
        causes::score_again(moment, incident, &form, None)
    }

    fn name(
        &mut self,
        moment: &Moment<'_>,
        incident: IncidentId,
        category: Category,
    ) -> Result<(), ActionError> {
        let (name, why, _) = words::cause(category);
        let form = dto::CauseForm {
            request_id: String::new(),
            incident_id: incident.to_string(),
            cause: name.to_owned(),
            whys: vec![why.to_owned()],
            staff: "Priya Nair".to_owned(),
        };
        causes::name(moment, incident, &form, None)?;
        if !self.course.acts(moment.today) {
            return Ok(());
        }
        // The third time somebody does something about it.
        let times = self.named.entry(name).or_default();
        *times += 1;
        if *times == 3 {
            let later = moment.at + self.minutes(5..40);
            self.put(later, Later::Plan(incident, category));
        }
        Ok(())
    }

    fn plan(
        &mut self,
        moment: &Moment<'_>,
        incident: IncidentId,
        category: Category,
    ) -> Result<(), ActionError> {
        let (_, _, what) = words::cause(category);
        let form = dto::PreventionForm {
            request_id: String::new(),
            incident_id: incident.to_string(),
            what: what.to_owned(),
            owner: self.staff(),
            due_on: moment.today.plus_days(7).to_string(),
            staff: "Owen Brandt".to_owned(),
        };
        let id = causes::plan(moment, incident, &form, None)?;
        if self.rng.random_ratio(self.course.done_of_four(), 4) {
            let days = self.rng.random_range(2..9);
            self.put(moment.at + TimeDelta::days(days), Later::Done(id, incident));
        }
        Ok(())
    }
}
