//! Follow-ups: the calls that are due, and how they went.

use comeback_domain::{
    BusinessDate, Deed, Event, FollowUpId, FollowUpSet, FollowUpSettled, FollowUpState, IncidentId, Instant,
    Note, Outcome, Place, Shop, StaffName, follow_up_due, follow_up_hours, follow_up_opening,
};
use comeback_store::{Tx, follow_up, incident, make_good};

use crate::house::roll;
use crate::moment::{Moment, Request};
use crate::{ActionError, House, dto, playbooks, show, typed};

/// For so many business dates, today among them, what was settled stays in the list.
const SETTLED_DAYS: u64 = 7;

impl House {
    /// The calls to make, and those made lately.
    ///
    /// # Errors
    /// [`ActionError::NotSetUp`].
    pub async fn follow_ups(&self) -> Result<dto::FollowUps, ActionError> {
        let now = self.clock.now();
        self.read(Deed::FollowUp, move |tx, shop, today| list(tx, shop, now, today))
            .await
    }

    /// Settles a follow-up: how it went, what the guest said and how they feel now, in one go. Where nobody answered,
    /// the next try may be set with it. The same request may be repeated and gives the first answer.
    ///
    /// # Errors
    /// [`ActionError::FollowUpSettled`] when it was settled before, [`ActionError::NoSuchFollowUp`], or
    /// [`ActionError`] for what was typed.
    pub async fn settle_follow_up(&self, form: dto::FollowUpForm) -> Result<dto::FollowUps, ActionError> {
        let outcome = outcome_of(form.outcome);
        let number = |number: Option<u32>| number.map_or(String::new(), |number| number.to_string());
        let (score, again) = (number(form.score.map(u32::from)), number(form.again_in_hours));
        let asked = [
            "settle_follow_up",
            &form.id,
            outcome.key(),
            &form.note,
            &score,
            &again,
            &form.staff,
        ];
        let request = Request::new(&self.request_or_new(&form.request_id), &asked)?;
        let id = parse_id(&form.id)?;
        self.write(Deed::FollowUp, move |moment| {
            if moment.answered(&request)?.is_none() {
                settle(moment, id, outcome, &form, Some(request))?;
            }
            list(moment.tx, &moment.shop, moment.at, moment.today)
        })
        .await
    }

    /// Has a guest called after so many hours. An incident has one open call: where there is one, it is moved.
    ///
    /// # Errors
    /// [`ActionError::NoSuchIncident`], [`ActionError::Hours`].
    pub async fn set_follow_up(
        &self,
        incident: &str,
        hours: u32,
        staff: &str,
    ) -> Result<dto::FollowUps, ActionError> {
        let id: IncidentId = incident.parse().map_err(|_| ActionError::NoSuchIncident)?;
        let (hours, staff) = (follow_up_hours(hours)?, typed::staff(staff)?);
        self.write(Deed::FollowUp, move |moment| {
            incident::get(moment.tx, id)?.ok_or(ActionError::NoSuchIncident)?;
            let before = follow_up::of_incident(moment.tx, id)?;
            let open = before.iter().find(|(_, state)| state.settled.is_none());
            let due_at = follow_up_due(moment.at, hours, moment.shop.timezone);
            set(moment, id, open.map(|(id, _)| *id), due_at, moment.by(staff))?;
            list(moment.tx, &moment.shop, moment.at, moment.today)
        })
        .await
    }
}

pub(crate) fn settle(
    moment: &Moment<'_>,
    id: FollowUpId,
    outcome: Outcome,
    form: &dto::FollowUpForm,
    request: Option<Request>,
) -> Result<(), ActionError> {
    let found = follow_up::get(moment.tx, id)?.ok_or(ActionError::NoSuchFollowUp)?;
    if let Some(settled) = found.settled {
        return Err(ActionError::FollowUpSettled {
            by: settled.by,
            at: settled.at.with_timezone(&moment.shop.timezone).naive_local(),
        });
    }
    let again = form.again_in_hours.map(follow_up_hours).transpose()?;
    if again.is_some() && outcome != Outcome::NotReached {
        return Err(ActionError::AGAIN_WHEN_REACHED);
    }
    let staff = moment.by(typed::staff(&form.staff)?);
    let settled = FollowUpSettled {
        follow_up: id,
        incident: found.incident,
        outcome,
        note: typed::said(&form.note)?,
        score: typed::score(form.score)?,
    };
    moment.append(staff.clone(), request, Event::FollowUpSettled(settled))?;
    match again {
        Some(hours) => {
            let due_at = follow_up_due(moment.at, hours, moment.shop.timezone);
            set(moment, found.incident, None, due_at, staff).map(drop)
        }
        None => Ok(()),
    }
}

/// Sets the call that the playbook asks for, if it asks for one: so many hours after it happened, or from now on for an
/// incident that was recorded late.
pub(crate) fn set_by_playbook(
    moment: &Moment<'_>,
    id: IncidentId,
) -> Result<Option<FollowUpId>, ActionError> {
    let incident = incident::get(moment.tx, id)?.ok_or(ActionError::NoSuchIncident)?;
    let plan = playbooks::in_force(
        moment.tx,
        incident.category,
        incident.severity,
        moment.shop.currency,
    )?;
    let Some(hours) = plan.follow_up_hours else {
        return Ok(None);
    };
    let due_at = follow_up_due(incident.occurred_at, hours, moment.shop.timezone);
    let due_at = if due_at < moment.at {
        follow_up_due(moment.at, 0, moment.shop.timezone)
    } else {
        due_at
    };
    set(moment, id, None, due_at, incident.staff).map(Some)
}

fn set(
    moment: &Moment<'_>,
    incident: IncidentId,
    open: Option<FollowUpId>,
    due_at: Instant,
    staff: Option<StaffName>,
) -> Result<FollowUpId, ActionError> {
    let follow_up = open.unwrap_or_else(|| roll(&moment.dice, |rng| FollowUpId::mint(moment.at, rng)));
    let set = FollowUpSet {
        follow_up,
        incident,
        due_at: chrono::DateTime::from_timestamp_millis(due_at.timestamp_millis()).unwrap_or(due_at),
        due_on: moment.shop.business_day().of(due_at),
    };
    moment.append(staff, None, Event::FollowUpSet(set))?;
    Ok(follow_up)
}

fn parse_id(id: &str) -> Result<FollowUpId, ActionError> {
    id.parse().map_err(|_| ActionError::NoSuchFollowUp)
}

fn list(tx: &Tx<'_>, shop: &Shop, now: Instant, today: BusinessDate) -> Result<dto::FollowUps, ActionError> {
    let mut lists = dto::FollowUps::default();
    for (id, state) in follow_up::open(tx)? {
        let list = if state.due_at < now {
            &mut lists.overdue
        } else if state.due_on <= today {
            &mut lists.today
        } else if state.due_on == today.plus_days(1) {
            &mut lists.tomorrow
        } else {
            &mut lists.later
        };
        list.push(shown(tx, shop, today, id, &state)?);
    }
    let back = chrono::Days::new(SETTLED_DAYS - 1);
    let from = BusinessDate::new(today.date().checked_sub_days(back).unwrap_or(today.date()));
    for (id, state) in follow_up::settled_since(tx, from)? {
        lists.settled.push(shown(tx, shop, today, id, &state)?);
    }
    Ok(lists)
}

/// The follow-ups of an incident, in the order they were due.
pub(crate) fn of_incident(
    tx: &Tx<'_>,
    shop: &Shop,
    today: BusinessDate,
    incident: IncidentId,
) -> Result<Vec<dto::FollowUp>, ActionError> {
    let found = follow_up::of_incident(tx, incident)?;
    found
        .iter()
        .map(|(id, state)| shown(tx, shop, today, *id, state))
        .collect()
}

fn shown(
    tx: &Tx<'_>,
    shop: &Shop,
    today: BusinessDate,
    id: FollowUpId,
    state: &FollowUpState,
) -> Result<dto::FollowUp, ActionError> {
    let incident = incident::get(tx, state.incident)?.ok_or(ActionError::NoSuchIncident)?;
    let settled = state.settled.as_ref();
    Ok(dto::FollowUp {
        id: id.to_string(),
        incident_id: state.incident.to_string(),
        due_at: show::moment(state.due_at),
        due_on: state.due_on.to_string(),
        guest: incident.guest.as_ref().map(|name| name.as_str().to_owned()),
        contact: incident
            .contact
            .as_ref()
            .map(|contact| contact.as_str().to_owned()),
        guest_id: incident.guest_id.map(|id| id.to_string()),
        what: incident.what.clone(),
        place: incident.place.as_ref().map(Place::as_str).map(str::to_owned),
        happened_on: incident.business_date.to_string(),
        promised: promised(tx, state.incident)?,
        say: follow_up_opening(&shop.name, incident.category, incident.business_date, today),
        score: incident.score.map(u8::from),
        outcome: settled.map(|settled| shown_outcome(settled.outcome)),
        note: settled
            .and_then(|settled| settled.note.as_ref())
            .map(Note::as_str)
            .map(str::to_owned),
        new_score: settled.and_then(|settled| settled.score).map(u8::from),
        settled_at: settled.map(|settled| show::moment(settled.at)),
        settled_by: settled.and_then(|settled| show::staff(settled.by.as_ref())),
    })
}

/// A follow-up as somebody sees it who may not see guests.
pub(crate) fn without_guest(follow_up: &mut dto::FollowUp) {
    (follow_up.guest, follow_up.contact, follow_up.guest_id) = (None, None, None);
}

/// What the guest was given, in words: “a check for $24.00, until 19 Feb 2027”. A run is told by its first paper.
fn promised(tx: &Tx<'_>, incident: IncidentId) -> Result<Option<String>, ActionError> {
    let given = make_good::of_incident(tx, incident)?;
    Ok(given.first().map(|good| {
        let until = good.voucher.as_ref().map(|voucher| voucher.expires_on.readable());
        let until = until.map_or(String::new(), |date| format!(", until {date}"));
        match (good.kind, good.amount, &good.what) {
            (comeback_domain::MakeGoodKind::Comp, Some(amount), _) => format!("{amount} off the bill"),
            (comeback_domain::MakeGoodKind::Check, Some(amount), _) => format!("a check for {amount}{until}"),
            (comeback_domain::MakeGoodKind::Certificate, _, Some(what)) => {
                format!("a certificate for “{what}”{until}")
            }
            (_, _, Some(what)) => what.clone(),
            (kind, _, None) => kind.label().to_lowercase(),
        }
    }))
}

pub(crate) fn outcome_of(outcome: dto::FollowUpOutcome) -> Outcome {
    match outcome {
        dto::FollowUpOutcome::Recovered => Outcome::Recovered,
        dto::FollowUpOutcome::NotRecovered => Outcome::NotRecovered,
        dto::FollowUpOutcome::NotReached => Outcome::NotReached,
    }
}

pub(crate) fn shown_outcome(outcome: Outcome) -> dto::FollowUpOutcome {
    match outcome {
        Outcome::Recovered => dto::FollowUpOutcome::Recovered,
        Outcome::NotRecovered => dto::FollowUpOutcome::NotRecovered,
        Outcome::NotReached => dto::FollowUpOutcome::NotReached,
    }
}
