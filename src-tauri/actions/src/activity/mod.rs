//! Everything that was ever written down, in its order, in plain words: for the owner, who has to be able to trust it.

mod words;

use std::ops::ControlFlow;

use comeback_domain::{Deed, Event, Shop, StaffName, Topic};
use comeback_store::Tx;
use comeback_store::event::{self, Found, Stretch};

use crate::{ActionError, Field, House, dto, show, typed};

/// The most lines given at once.
const MOST: u32 = 500;
/// So many events are gone through at once: the database has one thread, and the door must not wait behind a search.
const AT_ONCE: i64 = 50_000;

/// What was asked for, as it was understood.
struct Wanted {
    topic: Option<Topic>,
    search: String,
    limit: usize,
    stretch: Stretch,
}

impl House {
    /// A part of everything that was written down, the latest first. Codes show their last four, and guests no name.
    ///
    /// # Errors
    /// [`ActionError::Date`], [`ActionError::PeriodBackwards`] or [`ActionError::NoSuchTopic`] for a filter that cannot be
    /// read; [`ActionError::NotAllowed`].
    pub async fn activity(&self, filter: dto::ActivityFilter) -> Result<dto::Activity, ActionError> {
        let wanted = wanted(&filter)?;
        self.read(Deed::SeeActivity, move |tx, shop, _| read(tx, shop, wanted))
            .await
    }
}

fn wanted(filter: &dto::ActivityFilter) -> Result<Wanted, ActionError> {
    let given = |text: &Option<String>| text.as_deref().and_then(typed::given).map(str::to_owned);
    let day = |text: &Option<String>, field| given(text).map(|text| typed::date(&text, field)).transpose();
    let (from, to) = (day(&filter.from, Field::From)?, day(&filter.to, Field::To)?);
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        return Err(ActionError::PeriodBackwards { from, to });
    }
    let topic = given(&filter.topic)
        .map(|key| Topic::from_key(&key).ok_or(ActionError::NoSuchTopic { typed: key }))
        .transpose()?;
    let limit = match filter.limit {
        0 => MOST,
        limit => limit.min(MOST),
    };
    Ok(Wanted {
        topic,
        search: filter.search.trim().to_lowercase(),
        limit: limit as usize,
        stretch: Stretch {
            before: filter.before.unwrap_or(i64::MAX),
            from_seq: 1,
            from,
            to,
            actor: given(&filter.staff),
        },
    })
}

fn read(tx: &Tx<'_>, shop: &Shop, mut wanted: Wanted) -> Result<dto::Activity, ActionError> {
    let (events, _) = event::head(tx)?;
    wanted.stretch.before = wanted.stretch.before.min(events + 1);
    wanted.stretch.from_seq = (wanted.stretch.before - AT_ONCE).max(1);
    let mut rows: Vec<dto::ActivityRow> = Vec::new();
    let mut full = false;
    event::walk_back(tx, &wanted.stretch, |found| {
        let Some(row) = row(tx, shop, &wanted, &found)? else {
            return Ok(ControlFlow::Continue(()));
        };
        rows.push(row);
        full = rows.len() >= wanted.limit;
        Ok::<_, ActionError>(if full {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        })
    })?;
    let reached = match rows.last() {
        Some(last) if full => last.seq,
        _ => wanted.stretch.from_seq,
    };
    Ok(dto::Activity {
        rows,
        events,
        next: Some(reached).filter(|reached| *reached > 1),
    })
}

/// An event as a line, where it is wanted.
fn row(
    tx: &Tx<'_>,
    shop: &Shop,
    wanted: &Wanted,
    found: &Found,
) -> Result<Option<dto::ActivityRow>, ActionError> {
    let topic = found
        .envelope
        .as_ref()
        .map_or(Topic::House, |envelope| envelope.event.topic());
    if wanted.topic.is_some_and(|only| only != topic) {
        return Ok(None);
    }
    let says = match &found.envelope {
        Some(envelope) => words::says(tx, shop, envelope)?,
        None => words::unreadable(found),
    };
    let staff = found
        .envelope
        .as_ref()
        .and_then(|envelope| envelope.actor.as_ref().map(StaffName::as_str));
    let fits = |text: &str| text.to_lowercase().contains(&wanted.search);
    if !wanted.search.is_empty() && !fits(&says) && !staff.is_some_and(fits) && !fits(&found.station) {
        return Ok(None);
    }
    Ok(Some(dto::ActivityRow {
        seq: found.seq,
        kind: found.kind.clone(),
        topic: topic.key().to_owned(),
        says,
        at: show::moment(found.at),
        business_date: found.business_date.to_string(),
        staff: staff.map(str::to_owned),
        station: found.station.clone(),
        incident_id: leads_to(found, Event::incident),
        voucher_id: leads_to(found, Event::voucher),
    }))
}

/// What an event is about, by its identity.
fn leads_to<Id: ToString>(found: &Found, about: impl Fn(&Event) -> Option<Id>) -> Option<String> {
    let envelope = found.envelope.as_ref()?;
    about(&envelope.event).map(|id| id.to_string())
}
