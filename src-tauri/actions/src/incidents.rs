//! The list of incidents, and the story of one.

use std::collections::HashMap;

use comeback_domain::{
    BusinessDate, Deed, Envelope, Event, IncidentId, MakeGood, MakeGoodKind, Money, Note, Shop, StaffName,
    VoucherId, VoucherKind, Worth,
};
use comeback_store::{Tx, cause, event, incident, make_good, prevention, voucher};

use crate::{ActionError, Field, House, causes, dto, follow_ups, show, typed};

/// The most lines given at once.
const MOST: u32 = 500;

impl House {
    /// A part of the incidents a filter finds, the latest first.
    ///
    /// # Errors
    /// [`ActionError::Date`] or [`ActionError::NoSuchCategory`] for a filter that cannot be read.
    pub async fn incidents(&self, asked: dto::IncidentFilter) -> Result<dto::IncidentPage, ActionError> {
        let pass = self.pass(Deed::SeeIncidents).await?;
        let guests = pass.may(Deed::SeeGuests);
        let filter = filter_of(&asked, guests)?;
        self.read_on(&pass, move |tx, shop, today| {
            let counts = incident::counts(tx, &filter, today)?;
            let limit = if asked.limit == 0 {
                MOST
            } else {
                asked.limit.min(MOST)
            };
            let rows = incident::list(tx, &filter, today, asked.offset, limit)?
                .iter()
                .map(|row| {
                    let make_goods = make_good::of_incident(tx, row.id)?;
                    Ok(dto::IncidentRow {
                        incident: without_guest(show::incident(row), guests),
                        make_goods: make_goods.iter().map(|row| show::make_good(row, today)).collect(),
                    })
                })
                .collect::<Result<_, ActionError>>()?;
            Ok(dto::IncidentPage {
                rows,
                total: match filter.standing {
                    None => counts.all,
                    Some(incident::Standing::Open) => counts.open,
                    Some(incident::Standing::CameBack) => counts.came_back,
                    Some(incident::Standing::Expired) => counts.expired,
                },
                counts: dto::IncidentCounts {
                    all: counts.all,
                    open: counts.open,
                    came_back: counts.came_back,
                    expired: counts.expired,
                },
                given: Money::new(counts.given, shop.currency).into(),
            })
        })
        .await
    }

    /// The story of an incident, told by its events.
    ///
    /// # Errors
    /// [`ActionError::NoSuchIncident`].
    pub async fn incident(&self, id: &str) -> Result<dto::IncidentStory, ActionError> {
        let id: IncidentId = id.parse().map_err(|_| ActionError::NoSuchIncident)?;
        let pass = self.pass(Deed::SeeIncidents).await?;
        let guests = pass.may(Deed::SeeGuests);
        self.read_on(&pass, move |tx, shop, today| story(tx, shop, today, id, guests))
            .await
    }
}

/// An incident as somebody sees it who may not see guests.
fn without_guest(incident: dto::Incident, guests: bool) -> dto::Incident {
    if guests {
        return incident;
    }
    dto::Incident {
        guest: None,
        contact: None,
        ..incident
    }
}

/// The story of an incident, told by its events; without who the guest is to somebody who may not see guests.
pub(crate) fn story(
    tx: &Tx<'_>,
    shop: &Shop,
    today: BusinessDate,
    id: IncidentId,
    guests: bool,
) -> Result<dto::IncidentStory, ActionError> {
    let incident = incident::get(tx, id)?.ok_or(ActionError::NoSuchIncident)?;
    let mut events = event::of_incident(tx, id)?;
    if let Some(concern) = incident.concern {
        events.splice(0..0, event::of_concern(tx, concern)?);
    }
    let mut vouchers = Vec::new();
    for id in events.iter().filter_map(issued_voucher) {
        vouchers.extend(voucher::by_id(tx, id)?);
    }
    let mut shown: Vec<dto::Voucher> = vouchers.iter().map(|found| show::voucher(found, today)).collect();
    let mut calls = follow_ups::of_incident(tx, shop, today, id)?;
    if !guests {
        shown.iter_mut().for_each(|voucher| voucher.guest = None);
        calls.iter_mut().for_each(follow_ups::without_guest);
    }
    let by_id = vouchers
        .iter()
        .zip(&shown)
        .map(|(found, shown)| (found.id, (found, shown)));
    let vouchers = by_id.collect();
    Ok(dto::IncidentStory {
        timeline: timeline(&events, &vouchers, &incident),
        make_goods: make_goods(tx, id, today)?,
        vouchers: shown.clone(),
        scores: causes::scores_of(tx, &incident)?,
        cause: cause::get(tx, id)?.as_ref().map(causes::shown_cause),
        preventions: causes::shown_preventions(&prevention::of_incident(tx, id)?, today),
        follow_ups: calls,
        steps: incident.steps.clone(),
        incident: without_guest(show::incident(&incident), guests),
    })
}

fn make_goods(tx: &Tx<'_>, id: IncidentId, today: BusinessDate) -> Result<Vec<dto::MakeGood>, ActionError> {
    Ok(make_good::of_incident(tx, id)?
        .iter()
        .map(|row| show::make_good(row, today))
        .collect())
}

fn filter_of(asked: &dto::IncidentFilter, guests: bool) -> Result<incident::Filter, ActionError> {
    let date = |text: &Option<String>, field| {
        text.as_deref()
            .and_then(typed::given)
            .map(|text| typed::date(text, field))
            .transpose()
    };
    Ok(incident::Filter {
        search: typed::given(&asked.search).map(|text| text.chars().take(100).collect()),
        in_guests: guests,
        from: date(&asked.from, Field::From)?,
        to: date(&asked.to, Field::To)?,
        category: asked
            .category
            .as_deref()
            .and_then(typed::given)
            .map(typed::category)
            .transpose()?,
        kind: asked.kind.as_deref().and_then(MakeGoodKind::from_key),
        standing: asked.status.map(|status| match status {
            dto::IncidentStatus::Open => incident::Standing::Open,
            dto::IncidentStatus::CameBack => incident::Standing::CameBack,
            dto::IncidentStatus::Expired => incident::Standing::Expired,
        }),
    })
}

/// The vouchers of an incident, as the store has them and as they are shown.
type Vouchers<'a> = HashMap<VoucherId, (&'a voucher::Voucher, &'a dto::Voucher)>;

fn issued_voucher(envelope: &Envelope) -> Option<VoucherId> {
    match &envelope.event {
        Event::VoucherIssued(issued) => Some(issued.voucher),
        _ => None,
    }
}

/// What happened, in order. What happened to the vouchers of a run at once is told once.
fn timeline(
    events: &[Envelope],
    vouchers: &Vouchers<'_>,
    incident: &incident::Incident,
) -> Vec<dto::TimelineEntry> {
    let run = |envelope: &Envelope| {
        let id = envelope.event.voucher()?;
        vouchers.get(&id)?.0.run
    };
    let together = |first: &Envelope, next: &Envelope| {
        let same = (first.event.kind(), first.at, run(first)) == (next.event.kind(), next.at, run(next));
        same && run(first).is_some() && count_once(&first.event)
    };
    events
        .chunk_by(together)
        .filter_map(|at_once| Some((at_once.first()?, u32::try_from(at_once.len()).unwrap_or(u32::MAX))))
        .map(|(first, count)| dto::TimelineEntry {
            at: show::moment(first.at),
            business_date: first.business_date.to_string(),
            staff: show::staff(first.actor.as_ref()),
            station: first.station.clone(),
            approved_by: show::staff(approved_by(&first.event)),
            what: step(first, count, vouchers, incident),
        })
        .collect()
}

/// Whether what happened to many vouchers of a run at once is one thing. What happens to one guest's paper is told alone.
fn count_once(event: &Event) -> bool {
    !matches!(
        event,
        Event::VoucherRedeemed(_)
            | Event::VoucherReversed(_)
            | Event::VoucherVoided(_)
            | Event::VoucherReplaced(_)
            | Event::VoucherExtended(_)
    )
}

/// Who said yes to what went over a limit.
fn approved_by(event: &Event) -> Option<&StaffName> {
    match event {
        Event::MakeGoodGiven(given) => given.approved_by.as_ref(),
        Event::VoucherIssued(issued) => issued.approved_by.as_ref(),
        _ => None,
    }
}

fn step(
    envelope: &Envelope,
    count: u32,
    vouchers: &Vouchers<'_>,
    incident: &incident::Incident,
) -> dto::TimelineStep {
    let voucher = envelope
        .event
        .voucher()
        .and_then(|id| vouchers.get(&id))
        .map(|(_, shown)| *shown);
    let last_four = voucher.map_or(String::new(), |voucher| voucher.last_four.clone());
    match &envelope.event {
        // Those beside the last belong to no incident.
        Event::ShopSet(_)
        | Event::AccountsSet(_)
        | Event::TakingsSet(_)
        | Event::TillBillsSet(_)
        | Event::BackupMade(_)
        | Event::HouseRestored(_)
        | Event::PeriodClosed(_)
        | Event::PeriodReopened(_)
        | Event::BooksExported(_)
        | Event::StaffSet(_)
        | Event::LimitSet(_)
        | Event::SigninSet(_)
        | Event::GuestChanged(_)
        | Event::GuestsMerged(_)
        | Event::GuestErased(_)
        | Event::UnknownCode(_)
        | Event::DoorUnlocked(_)
        | Event::ClockWentBack(_)
        | Event::ClockTrusted(_)
        | Event::IncidentRecorded(_) => dto::TimelineStep::Recorded,
        Event::CodeShown(shown) => dto::TimelineStep::CodeShown {
            last_four,
            reason: shown.reason.clone(),
        },
        Event::MakeGoodAsked(asked) => dto::TimelineStep::Asked {
            kind: asked.gives.kind().key().to_owned(),
            amount: asked.gives.amount().map(dto::Money::from),
            why: asked.why.clone(),
        },
        Event::MakeGoodDeclined(declined) => dto::TimelineStep::Declined {
            reason: declined.reason.as_str().to_owned(),
        },
        Event::MakeGoodGiven(given) => dto::TimelineStep::Given {
            kind: given.gives.kind().key().to_owned(),
            amount: given.gives.amount().map(dto::Money::from),
            what: match &given.gives {
                MakeGood::Gesture { what, .. } => Some(what.as_str().to_owned()),
                MakeGood::Comp { .. } | MakeGood::Check { .. } | MakeGood::Certificate { .. } => None,
            },
        },
        Event::VoucherIssued(issued) => dto::TimelineStep::Issued {
            kind: match issued.worth.kind() {
                VoucherKind::Check => MakeGoodKind::Check.key().to_owned(),
                VoucherKind::Certificate => MakeGoodKind::Certificate.key().to_owned(),
            },
            last_four,
            amount: issued.worth.amount().map(dto::Money::from),
            benefit: match &issued.worth {
                Worth::Check { .. } => None,
                Worth::Certificate { benefit, .. } => Some(benefit.as_str().to_owned()),
            },
            expires_on: issued.expires_on.to_string(),
            count,
        },
        Event::VoucherRedeemed(redeemed) => dto::TimelineStep::Redeemed {
            last_four,
            amount: redeemed.redemption.amount.map(dto::Money::from),
            bill: redeemed.redemption.bill.clone(),
            remaining: voucher
                .filter(|voucher| voucher.kind == VoucherKind::Check)
                .and(redeemed.redemption.amount)
                .map(|amount| Money::new(redeemed.remaining, amount.currency).into()),
            days_after: show::days_between(incident.business_date, envelope.business_date),
            without_paper: redeemed.without_paper,
        },
        Event::VoucherReversed(reversed) => dto::TimelineStep::Reversed {
            last_four,
            amount: reversed.amount.map(dto::Money::from),
            reason: reversed.reason.clone(),
        },
        Event::VoucherVoided(voided) => dto::TimelineStep::Voided {
            last_four,
            reason: voided.reason.clone(),
        },
        Event::VoucherReplaced(replaced) => dto::TimelineStep::Replaced {
            last_four,
            by: vouchers
                .get(&replaced.by)
                .map_or(String::new(), |(_, new)| new.last_four.clone()),
            reason: replaced.reason.clone(),
        },
        Event::VoucherExtended(extended) => dto::TimelineStep::Extended {
            last_four,
            until: extended.to.to_string(),
            reason: extended.reason.clone(),
        },
        Event::VoucherPrinted(printed) => dto::TimelineStep::Printed {
            last_four,
            paper: printed.out.paper,
            printer: printed.out.to.clone(),
            count,
        },
        Event::VoucherReprinted(again) => dto::TimelineStep::Reprinted {
            last_four,
            paper: again.out.as_ref().map(|out| out.paper),
            printer: again.out.as_ref().and_then(|out| out.to.clone()),
            count,
        },
        Event::VoucherSaved(saved) => dto::TimelineStep::Saved {
            last_four,
            paper: saved.out.paper,
            file: saved.out.to.clone(),
            count,
        },
        Event::VoucherPrintFailed(failed) => dto::TimelineStep::PrintFailed {
            last_four,
            paper: failed.paper,
            printer: failed.printer.clone(),
            reason: failed.reason.clone(),
            count,
        },
        Event::FollowUpSet(_)
        | Event::FollowUpSettled(_)
        | Event::ScoreGiven(_)
        | Event::CauseNamed(_)
        | Event::PreventionPlanned(_)
        | Event::PreventionDone(_)
        | Event::ConcernNoted(_)
        | Event::ConcernDropped(_)
        | Event::PlaybookSet(_) => care_step(&envelope.event),
    }
}

/// What was done for the guest afterwards.
fn care_step(event: &Event) -> dto::TimelineStep {
    let said = |note: Option<&Note>| note.map(|note| note.as_str().to_owned());
    match event {
        Event::ConcernNoted(noted) => dto::TimelineStep::ConcernNoted {
            what: noted.what.as_str().to_owned(),
        },
        Event::FollowUpSet(set) => dto::TimelineStep::FollowUpSet {
            due_at: show::moment(set.due_at),
        },
        Event::FollowUpSettled(settled) => dto::TimelineStep::FollowedUp {
            outcome: follow_ups::shown_outcome(settled.outcome),
            note: said(settled.note.as_ref()),
            score: settled.score.map(u8::from),
        },
        Event::ScoreGiven(given) => dto::TimelineStep::Scored {
            score: given.score.into(),
            words: said(given.words.as_ref()),
        },
        Event::CauseNamed(named) => dto::TimelineStep::CauseNamed {
            cause: named.cause.as_str().to_owned(),
        },
        Event::PreventionPlanned(planned) => dto::TimelineStep::PreventionPlanned {
            what: planned.what.as_str().to_owned(),
            owner: planned.owner.as_str().to_owned(),
            due_on: planned.due_on.to_string(),
        },
        Event::PreventionDone(done) => dto::TimelineStep::PreventionDone {
            what: done.what.as_str().to_owned(),
        },
        _ => dto::TimelineStep::Recorded,
    }
}
