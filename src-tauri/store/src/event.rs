//! The chain of events: appended to, never changed.

use comeback_domain::{
    BackupMade, BusinessDate, ConcernId, Digest, Envelope, Event, GuestRef, IncidentId, Instant, RequestId,
    Shop, StaffName, VoucherId,
};
use rusqlite::{OptionalExtension as _, Row, named_params};

use crate::insights::Touched;
use crate::row::{date, instant, json, read_or_null, text_or_null, unreadable};
use crate::{
    StoreError, Tx, accounts, asked, cause, closing, concern, follow_up, guard, guest, incident, insights,
    make_good, playbook, prevention, redemption, score, shop, staff, standing, takings, till_bill, voucher,
};

/// An event before it has its place in the chain.
#[derive(Debug, Clone)]
pub struct NewEvent {
    /// Now.
    pub at: Instant,
    /// The day it counts for.
    pub business_date: BusinessDate,
    /// Who did it.
    pub actor: Option<StaffName>,
    /// On which machine.
    pub station: String,
    /// The request it answers, with the digest of what was asked.
    pub request: Option<(RequestId, Digest)>,
    /// What happened.
    pub event: Event,
}

/// Appends an event and folds it into the tables, in the caller's transaction: a voucher never exists without its
/// event, nor an event without its effect.
///
/// # Errors
/// [`StoreError`]; [`StoreError::Conflict`] when a voucher is not as the caller read it.
pub fn append(tx: &Tx<'_>, new: NewEvent) -> Result<Envelope, StoreError> {
    let (last, before) = head(tx)?;
    let (request, asked) = new.request.unzip();
    let at = chrono::DateTime::from_timestamp_millis(new.at.timestamp_millis()).unwrap_or(new.at);
    let envelope = Envelope {
        seq: last + 1,
        at,
        business_date: new.business_date,
        actor: new.actor,
        station: new.station,
        request,
        asked,
        event: new.event,
    };
    let payload = envelope
        .payload()
        .map_err(|error| StoreError::Sql(unreadable("payload", error)))?;
    let hash = envelope.hash(before, &payload);
    tx.prepare_cached(
        "INSERT INTO event (seq, at_ms, business_date, kind, incident_id, actor, station, request_id, asked, payload, prev, hash)
         VALUES (:seq, :at, :date, :kind, :incident, :actor, :station, :request, :asked, :payload, :prev, :hash)",
    )?
    .execute(named_params! {
        ":seq": envelope.seq,
        ":at": envelope.at.timestamp_millis(),
        ":date": envelope.business_date.to_string(),
        ":kind": envelope.event.kind(),
        ":incident": envelope.event.incident().map(|id| id.to_string()),
        ":actor": envelope.actor.as_ref().map(StaffName::as_str),
        ":station": envelope.station,
        ":request": envelope.request.as_ref().map(RequestId::as_str),
        ":asked": envelope.asked.as_ref().map(|asked| asked.as_bytes().as_slice()),
        ":payload": payload,
        ":prev": before.as_bytes().as_slice(),
        ":hash": hash.as_bytes().as_slice(),
    })?;
    let touched = Touched::by(&envelope.event);
    let before = touched.cells(tx)?;
    fold_in(tx, &envelope)?;
    insights::take(tx, before, touched.cells(tx)?)?;
    Ok(envelope)
}

fn fold_in(tx: &Tx<'_>, envelope: &Envelope) -> Result<(), StoreError> {
    fold(tx, envelope)?;
    match &envelope.event {
        Event::VoucherIssued(_)
        | Event::VoucherRedeemed(_)
        | Event::VoucherReversed(_)
        | Event::VoucherVoided(_)
        | Event::VoucherReplaced(_)
        | Event::VoucherExtended(_) => standing::happened(tx, envelope.business_date),
        _ => Ok(()),
    }
}

fn fold(tx: &Tx<'_>, envelope: &Envelope) -> Result<(), StoreError> {
    if let Some(incident) = envelope.event.spoke_with_guest_of() {
        guest::touch_by_incident(tx, incident, envelope.business_date)?;
    }
    match &envelope.event {
        Event::ShopSet(shop) => shop::put(tx, shop),
        Event::AccountsSet(set) => accounts::put(tx, set),
        Event::PeriodClosed(closed) => closing::insert(tx, envelope.seq, closed),
        Event::PeriodReopened(reopened) => closing::reopen(tx, envelope.seq, reopened),
        Event::BooksExported(exported) => closing::insert_export(tx, envelope.seq, exported),
        Event::TakingsSet(set) => takings::put(tx, &set.takings),
        Event::TillBillsSet(set) => till_bill::put(tx, set),
        Event::IncidentRecorded(recorded) => {
            incident::insert(tx, envelope.seq, envelope.business_date, recorded)?;
            named(tx, recorded.guest.as_ref(), envelope.business_date)
        }
        Event::MakeGoodGiven(given) => {
            asked::settle(tx, given.asked)?;
            make_good::insert_given(tx, envelope, given)
        }
        Event::VoucherIssued(issued) => {
            asked::settle(tx, issued.asked)?;
            voucher::insert(tx, envelope, issued)?;
            named(tx, issued.guest.as_ref(), envelope.business_date)
        }
        Event::VoucherRedeemed(redeemed) => {
            redemption::insert(tx, envelope.seq, redeemed)?;
            guest::touch_by_voucher(tx, redeemed.voucher, envelope.business_date)
        }
        Event::VoucherReversed(reversed) => redemption::reverse(tx, envelope.seq, reversed),
        Event::VoucherVoided(voided) => voucher::end(tx, envelope, voided.voucher, voided.lost, None),
        Event::VoucherReplaced(replaced) => {
            voucher::end(tx, envelope, replaced.voucher, replaced.lost, Some(replaced.by))
        }
        Event::VoucherExtended(extended) => voucher::extend(tx, envelope, extended),
        Event::GuestChanged(changed) => guest::change(tx, changed.guest.guest),
        Event::GuestsMerged(merged) => guest::merge(tx, merged),
        Event::GuestErased(erased) => guest::erase(tx, erased.guest),
        // The paper itself is kept by whoever sets it: an event holds its digest only.
        Event::VoucherPrinted(_)
        | Event::VoucherReprinted(_)
        | Event::VoucherSaved(_)
        | Event::VoucherPrintFailed(_)
        | Event::CodeShown(_) => Ok(()),
        Event::UnknownCode(unknown) => guard::unknown(tx, envelope, unknown),
        Event::DoorUnlocked(unlocked) => guard::unlock(tx, envelope, unlocked),
        Event::ClockWentBack(back) => guard::clock_back(tx, envelope, back),
        Event::ClockTrusted(_) => guard::clock_trusted(tx),
        Event::StaffSet(set) => staff::put(tx, set),
        Event::LimitSet(set) => staff::put_limit(tx, set),
        Event::SigninSet(set) => staff::put_signin(tx, set.on),
        Event::MakeGoodAsked(asked_for) => asked::insert(tx, envelope, asked_for),
        Event::MakeGoodDeclined(declined) => asked::settle(tx, Some(declined.asked)),
        Event::PlaybookSet(set) => playbook::put(tx, set),
        Event::ConcernNoted(noted) => concern::insert(tx, envelope, noted),
        Event::ConcernDropped(dropped) => concern::end(tx, dropped.concern, None),
        Event::FollowUpSet(set) => follow_up::put(tx, set),
        Event::FollowUpSettled(settled) => follow_up::settle(tx, envelope, settled),
        Event::ScoreGiven(given) => score::insert(tx, envelope, given),
        Event::CauseNamed(named) => cause::put(tx, envelope, named),
        Event::PreventionPlanned(planned) => prevention::insert(tx, planned),
        Event::PreventionDone(done) => prevention::done(tx, envelope, done),
        Event::BackupMade(_) | Event::HouseRestored(_) => Ok(()),
    }
}

/// An event speaks of a guest: that is a contact.
fn named(tx: &Tx<'_>, referred: Option<&GuestRef>, on: BusinessDate) -> Result<(), StoreError> {
    referred.map_or(Ok(()), |referred| guest::touch(tx, referred.guest, on))
}

/// The place and the hash of the last event; 0 and [`Digest::GENESIS`] before the first.
///
/// # Errors
/// [`StoreError`].
pub fn head(tx: &Tx<'_>) -> Result<(i64, Digest), StoreError> {
    let found = tx
        .prepare_cached("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get("seq")?, row.get::<_, [u8; 32]>("hash")?)))
        .optional()?;
    Ok(found.map_or((0, Digest::GENESIS), |(seq, hash)| {
        (seq, Digest::from_bytes(hash))
    }))
}

/// When the last event was written; `None` before the first.
///
/// # Errors
/// [`StoreError`].
pub fn last_at(tx: &Tx<'_>) -> Result<Option<Instant>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT at_ms FROM event ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| instant(row, "at_ms"))
        .optional()?)
}

/// The event that a request led to, if it was made before.
///
/// # Errors
/// [`StoreError`].
pub fn for_request(tx: &Tx<'_>, request: &RequestId) -> Result<Option<Envelope>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT * FROM event WHERE request_id = :request")?
        .query_row(named_params! {":request": request.as_str()}, envelope)
        .optional()?)
}

/// The events of an incident, in order.
///
/// # Errors
/// [`StoreError`].
pub fn of_incident(tx: &Tx<'_>, incident: IncidentId) -> Result<Vec<Envelope>, StoreError> {
    let mut statement =
        tx.prepare_cached("SELECT * FROM event WHERE incident_id = :incident ORDER BY seq")?;
    let events = statement.query_map(named_params! {":incident": incident.to_string()}, envelope)?;
    Ok(events.collect::<Result<_, _>>()?)
}

/// The events of a voucher, in order.
///
/// # Errors
/// [`StoreError`].
pub fn of_voucher(
    tx: &Tx<'_>,
    incident: IncidentId,
    voucher: VoucherId,
) -> Result<Vec<Envelope>, StoreError> {
    let mut events = of_incident(tx, incident)?;
    events.retain(|envelope| envelope.event.voucher() == Some(voucher));
    Ok(events)
}

/// The settings in force when an event was written.
///
/// # Errors
/// [`StoreError`].
pub fn shop_before(tx: &Tx<'_>, seq: i64) -> Result<Option<Shop>, StoreError> {
    let found = tx
        .prepare_cached(
            "SELECT * FROM event WHERE kind = 'shop_set' AND seq < :seq ORDER BY seq DESC LIMIT 1",
        )?
        .query_row(named_params! {":seq": seq}, envelope)
        .optional()?;
    Ok(found.and_then(|found| match found.event {
        Event::ShopSet(shop) => Some(*shop),
        _ => None,
    }))
}

/// Who did something lately, the last first, each once.
///
/// # Errors
/// [`StoreError`].
pub fn recent_actors(tx: &Tx<'_>, most: u32) -> Result<Vec<String>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT actor FROM (SELECT actor, seq FROM event ORDER BY seq DESC LIMIT 500)
         WHERE actor IS NOT NULL GROUP BY actor ORDER BY max(seq) DESC LIMIT :most",
    )?;
    let actors = statement.query_map(named_params! {":most": most}, |row| row.get("actor"))?;
    Ok(actors.collect::<Result<_, _>>()?)
}

/// When the last backup was made, and which; `None` when there is none.
///
/// # Errors
/// [`StoreError`].
pub fn last_backup(tx: &Tx<'_>) -> Result<Option<(Instant, BackupMade)>, StoreError> {
    let found = tx
        .prepare_cached("SELECT * FROM event WHERE kind = 'backup_made' ORDER BY seq DESC LIMIT 1")?
        .query_row([], envelope)
        .optional()?;
    Ok(found.and_then(|found| match found.event {
        Event::BackupMade(made) => Some((found.at, made)),
        _ => None,
    }))
}

/// How a concern was noted.
///
/// # Errors
/// [`StoreError`].
pub fn of_concern(tx: &Tx<'_>, concern: ConcernId) -> Result<Option<Envelope>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT * FROM event WHERE seq = (SELECT seq FROM concern WHERE id = :concern)")?
        .query_row(named_params! {":concern": concern.to_string()}, envelope)
        .optional()?)
}

/// Which events are looked through, and how far.
#[derive(Debug, Clone, Default)]
pub struct Stretch {
    /// Only those before this place.
    pub before: i64,
    /// Only those from this place on.
    pub from_seq: i64,
    /// Only those that count for this day or a later one.
    pub from: Option<BusinessDate>,
    /// Only those that count for this day or an earlier one.
    pub to: Option<BusinessDate>,
    /// Only those of somebody of this name.
    pub actor: Option<String>,
}

/// An event as it was found: one that somebody tampered with may not be readable any more, and is told of all the same.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its place in the order.
    pub seq: i64,
    /// When it was written, and the day it counts for, as its row says.
    pub at: Instant,
    /// The day it counts for.
    pub business_date: BusinessDate,
    /// The kind it is filed under.
    pub kind: String,
    /// The machine it was written on.
    pub station: String,
    /// All of it; `None` when it cannot be read.
    pub envelope: Option<Envelope>,
}

/// Walks back through a stretch of the events, the latest first, until the closure has enough.
///
/// # Errors
/// [`StoreError`], or what the closure returns.
pub fn walk_back<E: From<StoreError>>(
    tx: &Tx<'_>,
    stretch: &Stretch,
    mut each: impl FnMut(Found) -> Result<std::ops::ControlFlow<()>, E>,
) -> Result<(), E> {
    let mut statement = tx
        .prepare_cached(
            "SELECT * FROM event WHERE seq < :before AND seq >= :from_seq
               AND (:from IS NULL OR business_date >= :from) AND (:to IS NULL OR business_date <= :to)
               AND (:actor IS NULL OR actor = :actor)
             ORDER BY seq DESC",
        )
        .map_err(StoreError::from)?;
    let mut rows = statement
        .query(named_params! {
            ":before": stretch.before,
            ":from_seq": stretch.from_seq,
            ":from": stretch.from.map(|date| date.to_string()),
            ":to": stretch.to.map(|date| date.to_string()),
            ":actor": stretch.actor,
        })
        .map_err(StoreError::from)?;
    while let Some(row) = rows.next().map_err(StoreError::from)? {
        if each(found(row).map_err(StoreError::from)?)?.is_break() {
            break;
        }
    }
    Ok(())
}

fn found(row: &Row<'_>) -> rusqlite::Result<Found> {
    Ok(Found {
        seq: row.get("seq")?,
        at: instant(row, "at_ms").unwrap_or_default(),
        business_date: date(row, "business_date")
            .unwrap_or_else(|_| BusinessDate::new(chrono::NaiveDate::MIN)),
        kind: row.get("kind")?,
        station: row.get("station")?,
        envelope: envelope(row).ok(),
    })
}

/// Whether anything but the settings, the people and backups was ever recorded: whatever carries the currency.
///
/// # Errors
/// [`StoreError`].
pub fn any_business(tx: &Tx<'_>) -> Result<bool, StoreError> {
    Ok(tx.query_row(
        "SELECT EXISTS (SELECT 1 FROM event WHERE kind NOT IN ('shop_set', 'staff_set', 'signin_set',
             'accounts_set', 'backup_made', 'unknown_code', 'door_unlocked', 'clock_went_back', 'clock_trusted'))",
        [],
        |row| row.get(0),
    )?)
}

pub(crate) fn envelope(row: &Row<'_>) -> rusqlite::Result<Envelope> {
    Ok(Envelope {
        seq: row.get("seq")?,
        at: instant(row, "at_ms")?,
        business_date: date(row, "business_date")?,
        actor: text_or_null(row, "actor", StaffName::parse)?,
        station: row.get("station")?,
        request: read_or_null(row, "request_id", RequestId::parse)?,
        asked: row.get::<_, Option<[u8; 32]>>("asked")?.map(Digest::from_bytes),
        event: json(row, "payload")?,
    })
}
