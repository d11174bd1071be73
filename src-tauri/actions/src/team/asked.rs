//! What waits for a yes: asked for, listed, and answered.

use comeback_domain::{
    AskedId, BusinessDate, Deed, Envelope, Event, IncidentId, MakeGood, MakeGoodAsked, MakeGoodDeclined,
    Note, Shop, Staff, StaffName,
};
use comeback_store::asked::{self, Asked};
use comeback_store::{Tx, event, incident};

use super::room::{self, Gift, Yes};
use super::state::person;
use crate::house::gate::Presence;
use crate::house::roll;
use crate::moment::{Moment, Request};
use crate::record::{NewIncident, asked as fields, decide, give, has_paper, made_right_with, record};
use crate::{ActionError, Field, House, dto, guests, show, typed};

/// Who looks at what waits.
struct Eyes {
    /// Whoever is signed in.
    who: Option<Staff>,
    /// Whether they may see guests.
    guests: bool,
}

impl Eyes {
    fn may_answer(&self, tx: &Tx<'_>, asked: &Asked) -> Result<bool, ActionError> {
        let Some(who) = &self.who else {
            return Ok(true);
        };
        Ok(who.role.may(Deed::Approve) && !room::is_called(tx, who, asked.staff.as_ref())?)
    }
}

impl House {
    /// Records an incident whose make-good waits for somebody's yes. The same request may be repeated and gives the
    /// first answer.
    ///
    /// # Errors
    /// [`ActionError`] for what was typed; nothing is recorded then.
    pub async fn ask_for(&self, mut request: dto::MakeItRight) -> Result<dto::Waiting, ActionError> {
        let id = self.request_or_new(&request.request_id);
        let fields = fields("ask_for", &request);
        let asked = Request::new(&id, &fields.iter().map(String::as_str).collect::<Vec<_>>())?;
        self.write(Deed::RecordIncident, move |moment| {
            if let Some(first) = moment.answered(&asked)? {
                return waiting_again(moment, &first);
            }
            guests::known_guest(moment.tx, &mut request)?;
            let gives = decide(&request.make_good, &moment.shop, moment.today)?;
            if has_paper(&request.make_good) {
                self.try_draft(moment.tx, &request, &moment.shop, moment.at)?;
            }
            let incident = record(moment, &NewIncident::of(&request), Some(asked))?;
            put(moment, incident, gives, moment.by(typed::staff(&request.staff)?))
        })
        .await
    }

    /// Asks for a make-good for an incident that was recorded before.
    ///
    /// # Errors
    /// [`ActionError::NoSuchIncident`], or [`ActionError`] for what was typed; nothing waits then.
    pub async fn ask_for_good(
        &self,
        incident: &str,
        asked: dto::MakeGoodRequest,
        staff: &str,
    ) -> Result<dto::Waiting, ActionError> {
        let id: IncidentId = incident.parse().map_err(|_| ActionError::NoSuchIncident)?;
        let named = typed::staff(staff)?;
        let gives = self
            .read(Deed::RecordIncident, move |_, shop, today| {
                decide(&asked, shop, today)
            })
            .await?;
        self.try_paper(id, &gives, None).await?;
        self.write(Deed::RecordIncident, move |moment| {
            let incident = incident::get(moment.tx, id)?.ok_or(ActionError::NoSuchIncident)?;
            put(moment, id, gives, moment.by(named.or(incident.staff)))
        })
        .await
    }

    /// What waits for a yes, the oldest first.
    ///
    /// # Errors
    /// [`ActionError::Locked`].
    pub async fn asked_for(&self) -> Result<Vec<dto::AskedFor>, ActionError> {
        let pass = self.pass(Deed::SeeIncidents).await?;
        let eyes = Eyes {
            guests: pass.may(Deed::SeeGuests),
            who: pass.who.clone(),
        };
        self.read_on(&pass, move |tx, _, _| {
            let found = asked::waiting(tx)?;
            found.iter().map(|asked| shown(tx, asked, &eyes)).collect()
        })
        .await
    }

    /// Answers what waits: with a yes it is given, as whoever asked for it wanted. The same request may be repeated.
    ///
    /// # Errors
    /// [`ActionError::NoSuchAsked`] for what does not wait any more; [`ActionError::ApprovalNeeded`] for one's own;
    /// [`ActionError::OverLimit`] without room of one's own for it.
    pub async fn answer_asked(
        &self,
        answer: dto::AskedAnswer,
    ) -> Result<Option<dto::MadeRight>, ActionError> {
        let id: AskedId = answer.id.parse().map_err(|_| ActionError::NoSuchAsked)?;
        let yes = if answer.yes { "yes" } else { "no" };
        let request = Request::new(
            &self.request_or_new(&answer.request_id),
            &["answer_asked", &id.to_string(), yes, answer.reason.trim()],
        )?;
        // On somebody else's screen, the second person's own authority counts.
        let deed = match &answer.approval {
            Some(_) => Deed::RecordIncident,
            None => Deed::Approve,
        };
        self.allow(deed).await?;
        let second = self.second_person(&request, answer.approval).await?;
        self.write(deed, move |moment| {
            if let Some(first) = moment.answered(&request)? {
                return answered_again(moment, &first);
            }
            let found = asked::get(moment.tx, id)?.ok_or(ActionError::NoSuchAsked)?;
            let decides = second.as_ref().or(moment.who.as_ref());
            let gift = gift_of(moment, &found.gives, found.incident)?;
            if let Some(decides) = decides {
                room::may_say_yes(
                    moment,
                    decides,
                    found.staff.as_ref(),
                    &if answer.yes { gift } else { no_gift() },
                )?;
            }
            let by = decides.map(|decides| decides.name.clone());
            if !answer.yes {
                let reason = Note::required(&answer.reason).map_err(|error| ActionError::Text {
                    field: Field::Setting("reason"),
                    error,
                })?;
                let event = MakeGoodDeclined {
                    asked: id,
                    incident: found.incident,
                    reason,
                    staff: by.clone(),
                };
                moment.append(by, Some(request), Event::MakeGoodDeclined(event))?;
                return Ok(None);
            }
            let yes = Yes { by, asked: Some(id) };
            let gives = still_good(found.gives, &moment.shop, moment.today);
            let made = give(moment, found.incident, gives, found.staff, yes, Some(request))?;
            made_right_with(moment.tx, found.incident, &made, moment.today).map(Some)
        })
        .await
    }
}

/// Has a make-good wait for somebody's yes.
fn put(
    moment: &Moment<'_>,
    incident: IncidentId,
    gives: MakeGood,
    staff: Option<StaffName>,
) -> Result<dto::Waiting, ActionError> {
    let gift = gift_of(moment, &gives, incident)?;
    let event = MakeGoodAsked {
        asked: roll(&moment.dice, |rng| AskedId::mint(moment.at, rng)),
        incident,
        gives,
        staff,
        why: why(moment, &gift)?,
    };
    moment.append(event.staff.clone(), None, Event::MakeGoodAsked(event.clone()))?;
    let found = asked::get(moment.tx, event.asked)?.ok_or(ActionError::NoSuchAsked)?;
    waiting(moment, &found)
}

/// A no takes nobody's room.
fn no_gift() -> Gift {
    Gift {
        amount: None,
        times: 0,
        incident: None,
        guest: None,
        manager: None,
    }
}

/// The paper of what waited long enough to run out is good for the usual time from today.
fn still_good(gives: MakeGood, shop: &Shop, today: BusinessDate) -> MakeGood {
    let until = |expires_on: BusinessDate| {
        if expires_on < today {
            shop.expiry_from(today)
        } else {
            expires_on
        }
    };
    match gives {
        MakeGood::Check { amount, expires_on } => MakeGood::Check {
            amount,
            expires_on: until(expires_on),
        },
        MakeGood::Certificate {
            benefit,
            value,
            expires_on,
        } => MakeGood::Certificate {
            benefit,
            value,
            expires_on: until(expires_on),
        },
        other @ (MakeGood::Comp { .. } | MakeGood::Gesture { .. }) => other,
    }
}

fn gift_of(moment: &Moment<'_>, gives: &MakeGood, id: IncidentId) -> Result<Gift, ActionError> {
    let incident = incident::get(moment.tx, id)?.ok_or(ActionError::NoSuchIncident)?;
    Gift::of(moment.tx, moment.shop.currency, gives, &incident)
}

/// Why it waits.
fn why(moment: &Moment<'_>, gift: &Gift) -> Result<String, ActionError> {
    const ASKED: &str = "There was room for it; a second opinion was asked for.";
    let Some(giver) = &moment.who else {
        return Ok("A yes was asked for.".to_owned());
    };
    Ok(match room::why_not(moment.tx, moment.today, giver, gift)? {
        None => ASKED.to_owned(),
        Some(ActionError::ValueCounts) => return Err(ActionError::ValueCounts),
        Some(ActionError::OverLimit { over, .. }) => over,
        Some(ActionError::ApprovalNeeded { because, .. }) => because,
        Some(other) => other.to_string(),
    })
}

fn shown(tx: &Tx<'_>, asked: &Asked, eyes: &Eyes) -> Result<dto::AskedFor, ActionError> {
    let incident = incident::get(tx, asked.incident)?.ok_or(ActionError::NoSuchIncident)?;
    let guest = incident.guest.filter(|_| eyes.guests);
    Ok(dto::AskedFor {
        id: asked.id.to_string(),
        at: show::moment(asked.at),
        by: show::staff(asked.staff.as_ref()),
        incident_id: asked.incident.to_string(),
        what: incident.what,
        guest: guest.map(|name| name.as_str().to_owned()),
        kind: asked.gives.kind().key().to_owned(),
        amount: asked.gives.amount().map(dto::Money::from),
        gives: match &asked.gives {
            MakeGood::Certificate { benefit, .. } => Some(benefit.as_str().to_owned()),
            MakeGood::Gesture { what, .. } => Some(what.as_str().to_owned()),
            MakeGood::Comp { .. } | MakeGood::Check { .. } => None,
        },
        why: asked.why.clone(),
        mine: eyes.may_answer(tx, asked)?,
    })
}

fn waiting(moment: &Moment<'_>, found: &Asked) -> Result<dto::Waiting, ActionError> {
    let gift = gift_of(moment, &found.gives, found.incident)?;
    let approvers = room::approvers(moment.tx, moment.today, found.staff.as_ref(), &gift)?;
    let eyes = Eyes {
        who: moment.who.clone(),
        guests: true,
    };
    Ok(dto::Waiting {
        asked: shown(moment.tx, found, &eyes)?,
        approvers: approvers.iter().map(person).collect(),
    })
}

/// The first answer to a repeated request, also when what waited has its answer by now.
fn waiting_again(moment: &Moment<'_>, first: &Envelope) -> Result<dto::Waiting, ActionError> {
    let incident = first.event.incident().ok_or(ActionError::RequestReused)?;
    let mut events = event::of_incident(moment.tx, incident)?.into_iter();
    let asked = events.find_map(|envelope| match envelope.event {
        Event::MakeGoodAsked(asked) => Some((envelope.at, asked)),
        _ => None,
    });
    let (at, asked) = asked.ok_or(ActionError::RequestReused)?;
    let found = Asked {
        id: asked.asked,
        at,
        incident,
        gives: asked.gives,
        staff: asked.staff,
        why: asked.why,
    };
    waiting(moment, &found)
}

fn answered_again(moment: &Moment<'_>, first: &Envelope) -> Result<Option<dto::MadeRight>, ActionError> {
    let made = match &first.event {
        Event::MakeGoodDeclined(_) => return Ok(None),
        Event::MakeGoodGiven(given) => given.make_good.to_string(),
        Event::VoucherIssued(issued) => issued.voucher.to_string(),
        _ => return Err(ActionError::RequestReused),
    };
    let incident = first.event.incident().ok_or(ActionError::RequestReused)?;
    made_right_with(moment.tx, incident, &made, moment.today).map(Some)
}

/// How much waits that whoever is there may answer.
pub(crate) fn waiting_for(tx: &Tx<'_>, presence: &Presence) -> Result<u32, ActionError> {
    if !presence.may(Deed::Approve) {
        return Ok(0);
    }
    let eyes = Eyes {
        who: presence.who.clone().filter(|_| presence.signin),
        guests: false,
    };
    let mut mine = 0;
    for asked in asked::waiting(tx)? {
        mine += u32::from(eyes.may_answer(tx, &asked)?);
    }
    Ok(mine)
}
