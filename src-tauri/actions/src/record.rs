//! Recording an incident, and making it good.

use comeback_domain::{
    BusinessDate, Code as RedemptionCode, Deed, Event, GuestId, IncidentId, IncidentRecorded, MakeGood,
    MakeGoodGiven, MakeGoodId, Paper, Responsibility, Shop, StaffName, VoucherId, VoucherIssued, Worth,
};
use comeback_store::guest::Guest;
use comeback_store::{Tx, guest, incident, make_good, voucher};
use rand::RngExt as _;

use crate::house::roll;
use crate::moment::{Moment, Request, open_day, to_the_millisecond};
use crate::team::{Gift, Yes, second_yes};
use crate::{ActionError, Field, House, concerns, dto, follow_ups, guests, playbooks, show, typed};

/// An incident as typed at the command line.
#[derive(Debug, Clone, Default)]
pub struct NewIncident {
    /// What fell short.
    pub category: String,
    /// 1 to 3.
    pub severity: u8,
    /// What happened.
    pub what: String,
    /// Where.
    pub place: String,
    /// The guest, where they were found in the list; the name and contact are then as they stand there.
    pub guest_id: Option<String>,
    /// The guest's name.
    pub guest: String,
    /// The guest's telephone or email.
    pub contact: String,
    /// Who records it.
    pub staff: String,
    /// 0 to 10.
    pub score: Option<u8>,
    /// When, in RFC 3339; now if left out.
    pub at: Option<String>,
    /// The concern it came from.
    pub concern: Option<String>,
    /// The steps of the playbook that were ticked.
    pub steps: Vec<String>,
    /// How much of it the house answers for; ours if left empty.
    pub responsibility: String,
}

impl NewIncident {
    pub(crate) fn of(request: &dto::MakeItRight) -> Self {
        Self {
            category: request.category.clone(),
            severity: request.severity,
            what: request.what.clone(),
            place: request.place.clone(),
            guest_id: request.guest_id.clone(),
            guest: request.guest.clone(),
            contact: request.contact.clone(),
            staff: request.staff.clone(),
            score: request.score,
            at: None,
            concern: request.concern_id.clone(),
            steps: request.steps.clone(),
            responsibility: request.responsibility.clone().unwrap_or_default(),
        }
    }
}

/// A make-good was given or issued.
#[derive(Debug, Clone)]
pub struct Given {
    /// The make-good.
    pub make_good: dto::MakeGood,
    /// The voucher, where it is one.
    pub voucher: Option<dto::Voucher>,
}

impl House {
    /// Records an incident.
    ///
    /// # Errors
    /// [`ActionError`] for what was typed, [`ActionError::NotSetUp`].
    pub async fn record_incident(&self, new: NewIncident) -> Result<dto::Incident, ActionError> {
        self.write(Deed::RecordIncident, move |moment| {
            let id = record(moment, &new, None)?;
            read_incident(moment.tx, id)
        })
        .await
    }

    /// Gives or issues a make-good for an incident that was recorded before. What it would say is tried on the paper it
    /// is meant for, or else on the shop's. Over a limit it needs a second person's yes.
    ///
    /// # Errors
    /// [`ActionError::NoSuchIncident`], or [`ActionError`] for what was typed; [`ActionError::OverLimit`] and
    /// [`ActionError::ApprovalNeeded`] without that yes.
    pub async fn make_good(
        &self,
        incident: &str,
        asked: dto::MakeGoodRequest,
        staff: &str,
        paper: Option<Paper>,
        approval: Option<dto::Approval>,
    ) -> Result<Given, ActionError> {
        let id: IncidentId = incident.parse().map_err(|_| ActionError::NoSuchIncident)?;
        let staff = typed::staff(staff)?;
        let gives = self
            .read(Deed::GiveWithinLimit, move |_, shop, today| {
                decide(&asked, shop, today)
            })
            .await?;
        self.try_paper(id, &gives, paper).await?;
        let once = Request::new(&self.mint_request(), &[])?;
        let second = self.second_person(&once, approval).await?;
        self.write(Deed::GiveWithinLimit, move |moment| {
            let incident = incident::get(moment.tx, id)?.ok_or(ActionError::NoSuchIncident)?;
            let gift = Gift::of(moment.tx, moment.shop.currency, &gives, &incident)?;
            let yes = second_yes(moment, second.as_ref(), &gift)?;
            let made = give(moment, id, gives, moment.by(staff.or(incident.staff)), yes, None)?;
            read_given(moment.tx, id, &made, moment.today)
        })
        .await
    }

    /// Records an incident and makes it good, in one transaction. The same request may be repeated and gives the
    /// first answer.
    ///
    /// # Errors
    /// [`ActionError`] for what was typed; nothing is recorded then. [`ActionError::RequestReused`] for the same id
    /// with another body.
    pub async fn make_it_right(&self, mut request: dto::MakeItRight) -> Result<dto::MadeRight, ActionError> {
        let asked = request_of(&request, &self.request_or_new(&request.request_id))?;
        let second = self.second_person(&asked, request.approval.take()).await?;
        self.write(Deed::GiveWithinLimit, move |moment| {
            if let Some(first) = moment.answered(&asked)? {
                let id = first.event.incident().ok_or(ActionError::RequestReused)?;
                return made_right(moment.tx, id, moment.today);
            }
            guests::known_guest(moment.tx, &mut request)?;
            let gives = decide(&request.make_good, &moment.shop, moment.today)?;
            if has_paper(&request.make_good) {
                self.try_draft(moment.tx, &request, &moment.shop, moment.at)?;
            }
            let id = record(moment, &NewIncident::of(&request), Some(asked))?;
            let incident = incident::get(moment.tx, id)?.ok_or(ActionError::NoSuchIncident)?;
            let gift = Gift::of(moment.tx, moment.shop.currency, &gives, &incident)?;
            let yes = second_yes(moment, second.as_ref(), &gift)?;
            give(
                moment,
                id,
                gives,
                moment.by(typed::staff(&request.staff)?),
                yes,
                None,
            )?;
            made_right(moment.tx, id, moment.today)
        })
        .await
    }
}

/// Everything a request asks for goes into its digest.
fn request_of(request: &dto::MakeItRight, id: &str) -> Result<Request, ActionError> {
    let fields = asked("make_it_right", request);
    // Only where there is one: a request of before has the digest it always had.
    let guest = request.guest_id.as_deref().and_then(typed::given);
    let fields: Vec<&str> = fields.iter().map(String::as_str).chain(guest).collect();
    Request::new(id, &fields)
}

/// Every field of a draft, under the name of what is asked.
pub(crate) fn asked(what: &str, request: &dto::MakeItRight) -> Vec<String> {
    let severity = request.severity.to_string();
    let score = request.score.map_or(String::new(), |score| score.to_string());
    let (kind, first, second, third) = match &request.make_good {
        dto::MakeGoodRequest::Comp { amount } => ("comp", amount.as_str(), "", ""),
        dto::MakeGoodRequest::Check { amount, expires_on } => {
            ("check", amount.as_str(), expires_on.as_deref().unwrap_or(""), "")
        }
        dto::MakeGoodRequest::Certificate {
            benefit,
            value,
            expires_on,
        } => (
            "certificate",
            benefit.as_str(),
            value.as_deref().unwrap_or(""),
            expires_on.as_deref().unwrap_or(""),
        ),
        dto::MakeGoodRequest::Gesture { what, cost } => ("gesture", what.as_str(), cost.as_str(), ""),
    };
    let mut fields = [
        what,
        &request.category,
        &severity,
        &request.what,
        &request.place,
        &request.guest,
        &request.contact,
        &request.staff,
        &score,
        kind,
        first,
        second,
        third,
    ]
    .map(str::to_owned)
    .to_vec();
    // Only where they are given, so that a request of an earlier version still finds its answer.
    fields.extend(request.concern_id.iter().map(|id| format!("concern {id}")));
    fields.extend(request.steps.iter().map(|step| format!("step {step}")));
    let share = request.responsibility.as_deref().and_then(typed::given);
    let unusual = share.filter(|share| Responsibility::from_key(share) != Some(Responsibility::default()));
    fields.extend(unusual.map(|share| format!("responsibility {share}")));
    fields
}

pub(crate) fn has_paper(asked: &dto::MakeGoodRequest) -> bool {
    match asked {
        dto::MakeGoodRequest::Check { .. } | dto::MakeGoodRequest::Certificate { .. } => true,
        dto::MakeGoodRequest::Comp { .. } | dto::MakeGoodRequest::Gesture { .. } => false,
    }
}

/// Reads what the guest is to get.
pub(crate) fn decide(
    asked: &dto::MakeGoodRequest,
    shop: &Shop,
    today: BusinessDate,
) -> Result<MakeGood, ActionError> {
    let currency = shop.currency;
    Ok(match asked {
        dto::MakeGoodRequest::Comp { amount } => MakeGood::Comp {
            amount: typed::money(amount, Field::Amount, currency)?,
        },
        dto::MakeGoodRequest::Check { amount, expires_on } => MakeGood::Check {
            amount: typed::money(amount, Field::Amount, currency)?,
            expires_on: typed::expiry(expires_on.as_deref(), shop, today)?,
        },
        dto::MakeGoodRequest::Certificate {
            benefit,
            value,
            expires_on,
        } => MakeGood::Certificate {
            benefit: typed::benefit(benefit)?,
            value: typed::money_if_given(value.as_deref(), Field::Value, currency)?,
            expires_on: typed::expiry(expires_on.as_deref(), shop, today)?,
        },
        dto::MakeGoodRequest::Gesture { what, cost } => MakeGood::Gesture {
            what: typed::gesture(what)?,
            cost: typed::money(cost, Field::Cost, currency)?,
        },
    })
}

/// Records the incident, and its guest where one is known; and sets the call that the playbook asks for.
pub(crate) fn record(
    moment: &Moment<'_>,
    new: &NewIncident,
    request: Option<Request>,
) -> Result<IncidentId, ActionError> {
    let incident = record_alone(moment, new, request)?;
    follow_ups::set_by_playbook(moment, incident)?;
    Ok(incident)
}

/// Records the incident, and its guest where one is known.
pub(crate) fn record_alone(
    moment: &Moment<'_>,
    new: &NewIncident,
    request: Option<Request>,
) -> Result<IncidentId, ActionError> {
    let occurred_at = typed::happened_at(new.at.as_deref(), moment.at)?;
    let staff = moment.by(typed::staff(&new.staff)?);
    let guest = guest_of(moment, new)?;
    let incident = roll(&moment.dice, |rng| IncidentId::mint(moment.at, rng));
    let recorded = IncidentRecorded {
        incident,
        category: typed::category(&new.category)?,
        severity: typed::severity(new.severity)?,
        what: typed::what(&new.what)?,
        place: typed::place(&new.place)?,
        guest: guest.as_ref().map(Guest::reference),
        staff: staff.clone(),
        score: typed::score(new.score)?,
        occurred_at: to_the_millisecond(occurred_at),
        concern: concerns::becoming(moment.tx, new.concern.as_deref())?,
        steps: playbooks::ticked(&new.steps)?,
        responsibility: typed::responsibility(&new.responsibility)?,
    };
    // What happened on a closed day and is told now counts for the first day that is open.
    let day = open_day(moment.tx, moment.shop.business_day().of(occurred_at))?;
    moment.append_on(day, staff, request, Event::IncidentRecorded(recorded))?;
    Ok(incident)
}

/// The guest of an incident: chosen from the list, known under this very name and contact, or new, and kept then.
pub(crate) fn guest_of(moment: &Moment<'_>, new: &NewIncident) -> Result<Option<Guest>, ActionError> {
    if let Some(id) = new.guest_id.as_deref().and_then(typed::given) {
        return Ok(Some(guests::present(moment.tx, guests::parse_id(id)?)?));
    }
    let (name, contact) = (typed::guest(&new.guest)?, typed::contact(&new.contact)?);
    match (&name, &contact) {
        (None, None) => return Ok(None),
        (Some(name), Some(contact)) => {
            if let Some(known) = guest::called(moment.tx, name, contact)? {
                return Ok(Some(known));
            }
        }
        (Some(_), None) | (None, Some(_)) => {}
    }
    let (id, salt) = roll(&moment.dice, |rng| (GuestId::mint(moment.at, rng), rng.random()));
    let new = Guest {
        id,
        name,
        contact,
        salt,
    };
    guest::insert(moment.tx, &new)?;
    Ok(Some(new))
}

/// Writes the make-good; a voucher gets a code that no other has. Gives back its identity as the tables hold it.
pub(crate) fn give(
    moment: &Moment<'_>,
    incident: IncidentId,
    gives: MakeGood,
    staff: Option<StaffName>,
    yes: Yes,
    request: Option<Request>,
) -> Result<String, ActionError> {
    let (worth, expires_on) = match gives {
        MakeGood::Check { amount, expires_on } => (Worth::Check { amount }, expires_on),
        MakeGood::Certificate {
            benefit,
            value,
            expires_on,
        } => (Worth::Certificate { benefit, value }, expires_on),
        MakeGood::Comp { .. } | MakeGood::Gesture { .. } => {
            let make_good = roll(&moment.dice, |rng| MakeGoodId::mint(moment.at, rng));
            let given = MakeGoodGiven {
                make_good,
                incident,
                gives,
                staff: staff.clone(),
                approved_by: yes.by,
                asked: yes.asked,
            };
            moment.append(staff, request, Event::MakeGoodGiven(given))?;
            return Ok(make_good.to_string());
        }
    };
    let voucher = roll(&moment.dice, |rng| VoucherId::mint(moment.at, rng));
    let code = free_code(moment)?;
    let issued = VoucherIssued {
        voucher,
        incident,
        code: code.as_str().to_owned(),
        worth,
        expires_on,
        staff: staff.clone(),
        guest: None,
        run: None,
        approved_by: yes.by,
        asked: yes.asked,
        replaces: None,
    };
    moment.append(staff, request, Event::VoucherIssued(issued))?;
    Ok(voucher.to_string())
}

/// Draws until a code is free. With 29^11 codes the second draw is rarer than a broken disk.
pub(crate) fn free_code(moment: &Moment<'_>) -> Result<RedemptionCode, ActionError> {
    loop {
        let code = roll(&moment.dice, |rng| RedemptionCode::draw(rng));
        if !voucher::is_taken(moment.tx, code)? {
            return Ok(code);
        }
    }
}

pub(crate) fn read_incident(tx: &Tx<'_>, id: IncidentId) -> Result<dto::Incident, ActionError> {
    Ok(show::incident(
        &incident::get(tx, id)?.ok_or(ActionError::NoSuchIncident)?,
    ))
}

fn read_given(
    tx: &Tx<'_>,
    incident: IncidentId,
    make_good: &str,
    today: BusinessDate,
) -> Result<Given, ActionError> {
    let rows = make_good::of_incident(tx, incident)?;
    let row = rows
        .iter()
        .find(|row| row.id == make_good)
        .ok_or(ActionError::NoSuchVoucher)?;
    let voucher = match (&row.voucher, row.id.parse()) {
        (Some(_), Ok(id)) => voucher::by_id(tx, id)?.map(|voucher| show::voucher(&voucher, today)),
        _ => None,
    };
    Ok(Given {
        make_good: show::make_good(row, today),
        voucher,
    })
}

/// The answer to a request that made something right: the incident with its first make-good.
fn made_right(tx: &Tx<'_>, id: IncidentId, today: BusinessDate) -> Result<dto::MadeRight, ActionError> {
    let first = make_good::of_incident(tx, id)?
        .into_iter()
        .next()
        .ok_or(ActionError::NoSuchVoucher)?;
    made_right_with(tx, id, &first.id, today)
}

/// An incident with one of its make-goods.
pub(crate) fn made_right_with(
    tx: &Tx<'_>,
    id: IncidentId,
    make_good: &str,
    today: BusinessDate,
) -> Result<dto::MadeRight, ActionError> {
    let given = read_given(tx, id, make_good, today)?;
    Ok(dto::MadeRight {
        incident: read_incident(tx, id)?,
        make_good: given.make_good,
        voucher: given.voucher,
    })
}
