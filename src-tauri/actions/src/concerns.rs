//! Concerns: noted before anything has gone wrong, and dropped, or become an incident.

use comeback_domain::{
    Category, ConcernDropped, ConcernEnd, ConcernId, ConcernNoted, ConcernState, Deed, Event, Place,
};
use comeback_store::{Tx, concern};

use crate::house::roll;
use crate::moment::{Moment, Request};
use crate::{ActionError, House, dto, show, typed};

impl House {
    /// Notes a concern. The same request may be repeated and gives the first answer.
    ///
    /// # Errors
    /// [`ActionError`] for what was typed, [`ActionError::RequestReused`].
    pub async fn note_concern(&self, form: dto::ConcernForm) -> Result<dto::Concern, ActionError> {
        let category = form.category.clone().unwrap_or_default();
        let asked = ["note_concern", &form.what, &form.place, &category, &form.staff];
        let request = Request::new(&self.request_or_new(&form.request_id), &asked)?;
        self.write(Deed::RecordIncident, move |moment| {
            let id = match moment.answered(&request)?.map(|envelope| envelope.event) {
                Some(Event::ConcernNoted(noted)) => noted.concern,
                Some(_) => return Err(ActionError::RequestReused),
                None => note(moment, &form, Some(request))?,
            };
            let state = concern::get(moment.tx, id)?.ok_or(ActionError::NoSuchConcern)?;
            Ok(shown(id, &state))
        })
        .await
    }

    /// The concerns that are open, the oldest first.
    ///
    /// # Errors
    /// [`ActionError::NotSetUp`].
    pub async fn concerns(&self) -> Result<Vec<dto::Concern>, ActionError> {
        self.read(Deed::RecordIncident, |tx, _, _| open(tx)).await
    }

    /// Drops a concern. One that was dropped stays so, and nothing is written again.
    ///
    /// # Errors
    /// [`ActionError::NoSuchConcern`], [`ActionError::ConcernBecameIncident`].
    pub async fn drop_concern(&self, id: &str, staff: &str) -> Result<Vec<dto::Concern>, ActionError> {
        let id = parse_id(id)?;
        let staff = typed::staff(staff)?;
        self.write(Deed::RecordIncident, move |moment| {
            let found = concern::get(moment.tx, id)?.ok_or(ActionError::NoSuchConcern)?;
            match found.end {
                Some(ConcernEnd::Incident(_)) => return Err(ActionError::ConcernBecameIncident),
                Some(ConcernEnd::Dropped) => {}
                None => {
                    let dropped = Event::ConcernDropped(ConcernDropped { concern: id });
                    moment.append(moment.by(staff), None, dropped)?;
                }
            }
            open(moment.tx)
        })
        .await
    }
}

pub(crate) fn note(
    moment: &Moment<'_>,
    form: &dto::ConcernForm,
    request: Option<Request>,
) -> Result<ConcernId, ActionError> {
    let concern = roll(&moment.dice, |rng| ConcernId::mint(moment.at, rng));
    let category = form.category.as_deref().and_then(typed::given);
    let noted = ConcernNoted {
        concern,
        what: typed::what(&form.what)?,
        place: typed::place(&form.place)?,
        category: category.map(typed::category).transpose()?,
    };
    moment.append(
        moment.by(typed::staff(&form.staff)?),
        request,
        Event::ConcernNoted(noted),
    )?;
    Ok(concern)
}

/// The concern an incident comes from. One that was dropped may become one after all: a guest is waiting, and whoever
/// dropped it was wrong. One that has become an incident does not become another.
pub(crate) fn becoming(tx: &Tx<'_>, id: Option<&str>) -> Result<Option<ConcernId>, ActionError> {
    let Some(id) = id.and_then(typed::given) else {
        return Ok(None);
    };
    let id = parse_id(id)?;
    let found = concern::get(tx, id)?.ok_or(ActionError::NoSuchConcern)?;
    match found.end {
        Some(ConcernEnd::Incident(_)) => Err(ActionError::ConcernBecameIncident),
        None | Some(ConcernEnd::Dropped) => Ok(Some(id)),
    }
}

fn parse_id(id: &str) -> Result<ConcernId, ActionError> {
    id.parse().map_err(|_| ActionError::NoSuchConcern)
}

fn open(tx: &Tx<'_>) -> Result<Vec<dto::Concern>, ActionError> {
    let found = concern::open(tx)?;
    Ok(found.iter().map(|(id, state)| shown(*id, state)).collect())
}

fn shown(id: ConcernId, state: &ConcernState) -> dto::Concern {
    dto::Concern {
        id: id.to_string(),
        at: show::moment(state.at),
        what: state.what.as_str().to_owned(),
        place: state.place.as_ref().map(Place::as_str).map(str::to_owned),
        category: state.category.map(Category::key).map(str::to_owned),
        staff: show::staff(state.staff.as_ref()),
    }
}
