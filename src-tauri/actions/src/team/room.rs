//! The room left, and the second person's yes.

use comeback_domain::{
    AskedId, BusinessDate, Currency, Deed, GuestId, IncidentId, Limit, MakeGood, Money, Playbook, Room,
    Staff, StaffName, Window, limits_of, narrowest, one_of, sensitive_of,
};
use comeback_store::given::{self, Reach};
use comeback_store::{Tx, event, incident, playbook, staff};

use super::people::has_secret;
use super::state::person;
use crate::house::gate;
use crate::moment::{Moment, Request};
use crate::{ActionError, House, dto, guests, typed};

/// For how many days what one guest was given counts.
const GUEST_DAYS: u64 = 365;

/// What is about to be given, as a limit sees it.
#[derive(Debug, Clone)]
pub(crate) struct Gift {
    /// What it is worth; `None` for a certificate whose menu value nobody wrote.
    pub amount: Option<Money>,
    /// How many of it.
    pub times: i64,
    /// For which incident.
    pub incident: Option<IncidentId>,
    /// To whom.
    pub guest: Option<GuestId>,
    /// Why it never goes without somebody who may approve, in a sentence.
    pub manager: Option<String>,
}

impl Gift {
    /// One make-good for an incident.
    pub fn of(
        tx: &Tx<'_>,
        currency: Currency,
        gives: &MakeGood,
        incident: &incident::Incident,
    ) -> Result<Self, ActionError> {
        let (category, severity) = (incident.category, incident.severity);
        let plan = playbook::get(tx, category, severity)?
            .unwrap_or_else(|| Playbook::original(category, severity, currency));
        let sensitive = sensitive_of(&incident.what);
        let because = match sensitive.first() {
            Some(matter) => Some(format!(
                "This is about {}, and never goes without a manager.",
                matter.label()
            )),
            None => plan
                .manager
                .then(|| "The playbook has a manager decide this one.".to_owned()),
        };
        Ok(Self {
            amount: gives.amount(),
            times: 1,
            incident: Some(incident.id),
            guest: incident.guest_id,
            manager: because,
        })
    }

    fn minor(&self) -> i64 {
        self.amount
            .map_or(0, |amount| amount.minor.saturating_mul(self.times))
    }
}

/// The yes that a make-good carries.
#[derive(Debug, Clone, Default)]
pub(crate) struct Yes {
    /// Who said it.
    pub by: Option<StaffName>,
    /// What it was asked for as.
    pub asked: Option<AskedId>,
}

impl House {
    /// The room whoever gives has left; `None` when no limit holds them.
    ///
    /// # Errors
    /// [`ActionError::NotAllowed`], [`ActionError::Locked`].
    pub async fn room(&self, request: dto::RoomRequest) -> Result<Option<dto::Room>, ActionError> {
        let pass = self.pass(Deed::GiveWithinLimit).await?;
        let who = pass.who.clone();
        self.read_on(&pass, move |tx, shop, today| {
            let Some(giver) = giver(tx, who, &request.staff)? else {
                return Ok(None);
            };
            let guest = request.guest_id.as_deref().and_then(typed::given);
            let gift = Gift {
                amount: Money::parse(&request.amount, shop.currency).ok(),
                times: 1,
                incident: None,
                guest: guest.map(guests::parse_id).transpose()?,
                manager: None,
            };
            shown(tx, today, &giver, &gift)
        })
        .await
    }

    /// Proves the second person of a request, where one was named and the request is new.
    pub(crate) async fn second_person(
        &self,
        request: &Request,
        approval: Option<dto::Approval>,
    ) -> Result<Option<Staff>, ActionError> {
        let Some(approval) = approval else {
            return Ok(None);
        };
        self.allow(Deed::SeeIncidents).await?;
        let id = request.id.clone();
        let wanted = self
            .read_open(move |tx, presence| Ok(presence.signin && event::for_request(tx, &id)?.is_none()))
            .await?;
        if wanted {
            self.prove(&approval.by, &approval.secret).await.map(Some)
        } else {
            Ok(None)
        }
    }
}

/// Who gives: whoever is signed in, or else somebody by the name that was chosen.
fn giver(tx: &Tx<'_>, who: Option<Staff>, named: &str) -> Result<Option<Staff>, ActionError> {
    match (who, typed::staff(named).ok().flatten()) {
        (Some(who), _) => Ok(Some(who)),
        (None, Some(named)) => by_name(tx, named.as_str()),
        (None, None) => Ok(None),
    }
}

/// What the narrowest limit of whoever gives leaves before this one; `None` when none holds them.
pub(crate) fn room_left(
    tx: &Tx<'_>,
    today: BusinessDate,
    who: Option<Staff>,
    named: &str,
    guest: Option<&str>,
) -> Result<Option<Money>, ActionError> {
    let Some(giver) = giver(tx, who, named)? else {
        return Ok(None);
    };
    let guest = guest.and_then(typed::given).map(guests::parse_id).transpose()?;
    let nothing = Gift {
        amount: None,
        times: 1,
        incident: None,
        guest,
        manager: None,
    };
    let room = room_of(tx, today, &giver, &nothing)?;
    Ok(room.map(|room| room.left()))
}

fn shown(
    tx: &Tx<'_>,
    today: BusinessDate,
    giver: &Staff,
    gift: &Gift,
) -> Result<Option<dto::Room>, ActionError> {
    let Some(room) = room_of(tx, today, giver, gift)? else {
        return Ok(None);
    };
    let approvers = approvers(tx, today, Some(&giver.name), gift)?;
    let money = |minor| Money::new(minor, room.limit.currency);
    Ok(Some(dto::Room {
        window: room.window.key().to_owned(),
        limit: room.limit.into(),
        given: money(room.given).into(),
        this: money(room.this).into(),
        left: room.left().into(),
        sentence: if room.is_over() {
            format!("{} {}", over(&room, "your"), who_can(&approvers))
        } else {
            format!(
                "Room left {} of {} {}",
                // What is left before this one: what it leaves is told beside it.
                short(money(room.limit.minor.saturating_sub(room.given))),
                short(room.limit),
                room.window.of_it()
            )
        },
        over: room.is_over(),
        approvers: approvers.iter().map(person).collect(),
    }))
}

/// “That is $6 over your $50 today.”
fn over(room: &Room, whose: &str) -> String {
    let (by, limit) = (short(room.over_by()), short(room.limit));
    format!("That is {by} over {whose} {limit} {}.", room.window.of_it())
}

fn who_can(approvers: &[Staff]) -> String {
    let names: Vec<&str> = approvers.iter().map(Staff::first_name).collect();
    if names.is_empty() {
        "Nobody else can approve it now: ask for it, and it waits.".to_owned()
    } else {
        format!("{} can approve.", one_of(&names))
    }
}

/// An amount in the middle of a sentence: whole ones without decimals.
pub(crate) fn short(amount: Money) -> String {
    let text = amount.to_string();
    let decimals = amount.currency.decimals() as usize;
    let nought = format!(".{}", "0".repeat(decimals));
    text.strip_suffix(&nought).map_or(text.clone(), str::to_owned)
}

/// Somebody who works here, by the name they are called by.
pub(super) fn by_name(tx: &Tx<'_>, name: &str) -> Result<Option<Staff>, ActionError> {
    let mut everybody = staff::all(tx)?.into_iter();
    Ok(everybody.find(|one| one.active && one.name.as_str().eq_ignore_ascii_case(name)))
}

/// The narrowest room somebody has for a gift; `None` when no limit holds them.
pub(super) fn room_of(
    tx: &Tx<'_>,
    today: BusinessDate,
    giver: &Staff,
    gift: &Gift,
) -> Result<Option<Room>, ActionError> {
    let limits = staff::limits(tx)?;
    let mut rooms = Vec::new();
    for limit in limits_of(giver.staff, giver.role, &limits) {
        rooms.push(room_under(tx, today, giver, gift, &limit)?);
    }
    Ok(narrowest(rooms))
}

fn room_under(
    tx: &Tx<'_>,
    today: BusinessDate,
    giver: &Staff,
    gift: &Gift,
    limit: &Limit,
) -> Result<Room, ActionError> {
    let reach = match limit.window {
        Window::Incident => gift.incident.map(Reach::Incident),
        Window::Guest => {
            let since = BusinessDate::new(today.date() - chrono::Days::new(GUEST_DAYS - 1));
            gift.guest.map(|guest| Reach::Guest(guest, since))
        }
        Window::Day => Some(Reach::Days(today, today)),
        Window::Month => Some(Reach::Days(first_of_month(today), today)),
    };
    Ok(Room {
        window: limit.window,
        limit: limit.amount,
        given: match reach {
            Some(reach) => given::by(tx, giver.staff, reach)?,
            None => 0,
        },
        this: gift.minor(),
    })
}

fn first_of_month(day: BusinessDate) -> BusinessDate {
    use chrono::Datelike as _;
    BusinessDate::new(day.date().with_day(1).unwrap_or(day.date()))
}

/// Who could say yes to a gift of this giver: not they themselves, and with room of their own for it.
pub(super) fn approvers(
    tx: &Tx<'_>,
    today: BusinessDate,
    giver: Option<&StaffName>,
    gift: &Gift,
) -> Result<Vec<Staff>, ActionError> {
    let mut found = Vec::new();
    for one in staff::all(tx)? {
        let other = !is_called(tx, &one, giver)?;
        if one.active && other && one.role.may(Deed::Approve) && has_secret(tx, one.staff)? {
            let room = room_of(tx, today, &one, gift)?;
            if room.is_none_or(|room| !room.is_over()) {
                found.push(one);
            }
        }
    }
    Ok(found)
}

/// Whether this is the name of the giver, or once was.
pub(super) fn is_called(tx: &Tx<'_>, one: &Staff, giver: Option<&StaffName>) -> Result<bool, ActionError> {
    match giver {
        Some(giver) => Ok(staff::was_called(tx, one.staff, giver)?),
        None => Ok(false),
    }
}

/// Why a gift does not go without a second person, in a sentence; `None` when it does.
pub(super) fn why_not(
    tx: &Tx<'_>,
    today: BusinessDate,
    giver: &Staff,
    gift: &Gift,
) -> Result<Option<ActionError>, ActionError> {
    let room = room_of(tx, today, giver, gift)?;
    if room.is_some() && gift.amount.is_none() {
        return Ok(Some(ActionError::ValueCounts));
    }
    let manager = gift.manager.clone().filter(|_| !giver.role.may(Deed::Approve));
    let Some(room) = room.filter(Room::is_over) else {
        let Some(because) = manager else {
            return Ok(None);
        };
        let approvers = approvers(tx, today, Some(&giver.name), gift)?;
        return Ok(Some(ActionError::ApprovalNeeded {
            because,
            then: who_can(&approvers),
            who: names(&approvers),
        }));
    };
    let approvers = approvers(tx, today, Some(&giver.name), gift)?;
    Ok(Some(ActionError::OverLimit {
        over: over(&room, "your"),
        then: who_can(&approvers),
        window: room.window,
        // What may still be given, and not what would be left.
        left: Money::new((room.limit.minor - room.given).max(0), room.limit.currency),
        who: names(&approvers),
    }))
}

fn names(people: &[Staff]) -> Vec<String> {
    people.iter().map(|one| one.name.as_str().to_owned()).collect()
}

/// Whether somebody may say yes to a gift of this giver.
pub(super) fn may_say_yes(
    moment: &Moment<'_>,
    approver: &Staff,
    giver: Option<&StaffName>,
    gift: &Gift,
) -> Result<(), ActionError> {
    if !approver.role.may(Deed::Approve) {
        return Err(gate::not_allowed(moment.tx, Deed::Approve, approver)?);
    }
    if is_called(moment.tx, approver, giver)? {
        let others = approvers(moment.tx, moment.today, giver, gift)?;
        return Err(ActionError::ApprovalNeeded {
            because: "Nobody approves their own.".to_owned(),
            then: who_can(&others),
            who: names(&others),
        });
    }
    let Some(room) = room_of(moment.tx, moment.today, approver, gift)? else {
        return Ok(());
    };
    if gift.amount.is_none() {
        return Err(ActionError::ValueCounts);
    }
    if room.is_over() {
        let mut others = approvers(moment.tx, moment.today, giver, gift)?;
        others.retain(|other| other.staff != approver.staff);
        return Err(ActionError::OverLimit {
            over: over(&room, &format!("{}’s", approver.first_name())),
            then: who_can(&others),
            window: room.window,
            left: Money::new((room.limit.minor - room.given).max(0), room.limit.currency),
            who: names(&others),
        });
    }
    Ok(())
}

/// The yes that goes with a gift: none where there is room, the second person's where there is not. Asked while people
/// sign in; before that, limits are shown and stop nobody.
pub(crate) fn second_yes(
    moment: &Moment<'_>,
    approver: Option<&Staff>,
    gift: &Gift,
) -> Result<Yes, ActionError> {
    let Some(giver) = &moment.who else {
        return Ok(Yes::default());
    };
    let why = why_not(moment.tx, moment.today, giver, gift)?;
    match (why, approver) {
        (None, None) => Ok(Yes::default()),
        (Some(ActionError::ValueCounts), _) => Err(ActionError::ValueCounts),
        (Some(why), None) => Err(why),
        (_, Some(approver)) => {
            may_say_yes(moment, approver, Some(&giver.name), gift)?;
            Ok(Yes {
                by: Some(approver.name.clone()),
                asked: None,
            })
        }
    }
}
