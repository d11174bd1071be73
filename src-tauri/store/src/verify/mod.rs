//! The proof that the file holds what happened and nothing else.

mod care;
mod guard;
mod guest;
mod team;

use std::collections::BTreeMap;

use comeback_domain::{
    BooksExported, BusinessDate, Digest, GuestRef, HouseState, IncidentId, MakeGoodId, Paper, RunId,
    VoucherId,
};
use rusqlite::Row;

use crate::{
    StoreError, Tx, accounts, closing, event, incident, insights, printed, row, shop, standing, takings,
    till_bill, totals, voucher,
};

/// What was checked, and what did not fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// How many events the chain has.
    pub events: i64,
    /// The hash of the last one.
    pub head: Option<Digest>,
    /// How many incidents the tables hold.
    pub incidents: usize,
    /// How many vouchers the tables hold.
    pub vouchers: usize,
    /// How many comps and gestures the tables hold.
    pub given: usize,
    /// How many redemptions the tables hold.
    pub redemptions: i64,
    /// How many papers that left the house are kept.
    pub papers: usize,
    /// What stands of all vouchers today.
    pub standing: totals::Standing,
    /// The first event that does not fit the chain, or what came before it.
    pub first: Option<Misfit>,
    /// What did not fit, in sentences; empty when everything did.
    pub faults: Vec<String>,
}

/// An event that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// Its place in the order.
    pub seq: i64,
    /// The kind it is filed under; `missing` for one that is not there.
    pub kind: String,
}

/// Past this many, more faults tell nothing new.
const MOST_FAULTS: usize = 20;

/// Checks the file, the chain, that the tables are the fold of the events, and that the sums tie out.
///
/// # Errors
/// [`StoreError`] when the file cannot be read at all.
pub fn verify(tx: &Tx<'_>, today: BusinessDate) -> Result<Findings, StoreError> {
    let mut findings = Findings::default();
    integrity(tx, &mut findings)?;
    let state = chain(tx, &mut findings)?;
    settings(tx, &state, &mut findings)?;
    guest::guests(tx, &state, &mut findings)?;
    incidents(tx, &state, &mut findings)?;
    vouchers(tx, &state, &mut findings)?;
    given(tx, &state, &mut findings)?;
    care::verify(tx, &state.care, &mut findings)?;
    closings(tx, &state, &mut findings)?;
    care::compare("day of takings", takings::all(tx), &state.takings, &mut findings)?;
    care::compare(
        "day of bills",
        till_bill::all(tx),
        &state.till_bills,
        &mut findings,
    )?;
    insights(tx, &mut findings)?;
    papers(tx, &state, &mut findings)?;
    logos(tx, &state, &mut findings)?;
    team::team(tx, &state.team, &mut findings)?;
    guard::guard(tx, &state.guard, &mut findings)?;
    sums(tx, today, &state, &mut findings)?;
    findings.faults.truncate(MOST_FAULTS);
    Ok(findings)
}

fn integrity(tx: &Tx<'_>, findings: &mut Findings) -> Result<(), StoreError> {
    let mut statement = tx.prepare("PRAGMA integrity_check(10)")?;
    let said = statement.query_map([], |row| row.get::<_, String>(0))?;
    for line in said {
        let line = line?;
        if line != "ok" {
            findings.faults.push(format!("The file: {line}."));
        }
    }
    let mut statement = tx.prepare("PRAGMA foreign_key_check")?;
    let said = statement.query_map([], |row| row.get::<_, String>(0))?;
    for table in said {
        findings
            .faults
            .push(format!("The file: a row of {} points to nothing.", table?));
    }
    Ok(())
}

/// Walks the chain from the first event, checks each hash, and folds the events.
fn chain(tx: &Tx<'_>, findings: &mut Findings) -> Result<HouseState, StoreError> {
    let mut state = HouseState::default();
    let mut before = Digest::GENESIS;
    let mut expected = 1;
    let mut statement = tx.prepare("SELECT * FROM event ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get("seq")?;
        let kind: String = row.get("kind")?;
        let stored = Digest::from_bytes(row.get("hash")?);
        let misfit = match event::envelope(row) {
            _ if seq != expected => Some((expected, format!("Event {expected} is missing."))),
            Err(_) => Some((seq, format!("{} cannot be read.", named(seq, &kind)))),
            Ok(envelope) => {
                let payload: String = row.get("payload")?;
                let incident = row::parsed_or_null::<IncidentId>(row, "incident_id")
                    .ok()
                    .flatten();
                let fault = if Digest::from_bytes(row.get("prev")?) != before
                    || envelope.hash(before, &payload) != stored
                {
                    Some(format!(
                        "{} does not fit the chain: it, or one before it, was changed.",
                        named(seq, &kind)
                    ))
                } else if kind != envelope.event.kind() || incident != envelope.event.incident() {
                    Some(format!(
                        "{} is filed under something it is not.",
                        named(seq, &kind)
                    ))
                } else {
                    state.apply(&envelope).err().map(|error| error.to_string())
                };
                fault.map(|fault| (seq, fault))
            }
        };
        if let Some((at, fault)) = misfit {
            let kind = if at == seq { kind } else { "missing".to_owned() };
            findings.first.get_or_insert(Misfit { seq: at, kind });
            if findings.faults.len() < MOST_FAULTS {
                findings.faults.push(fault);
            }
        }
        before = stored;
        expected = seq + 1;
        findings.events = seq;
    }
    findings.head = (findings.events > 0).then_some(before);
    Ok(state)
}

/// An event as a sentence begins with it: `Event 3 (voucher issued)`.
fn named(seq: i64, kind: &str) -> String {
    format!("Event {seq} ({})", kind.replace('_', " "))
}

fn settings(tx: &Tx<'_>, state: &HouseState, findings: &mut Findings) -> Result<(), StoreError> {
    if shop::get(tx)? != state.shop {
        findings
            .faults
            .push("The settings are not those of the last event about them.".to_owned());
    }
    if accounts::get(tx)? != state.accounts {
        findings
            .faults
            .push("The accounts are not those of the last event about them.".to_owned());
    }
    Ok(())
}

/// Every closing and export is as its event says, and every closed period still comes out as it was closed.
fn closings(tx: &Tx<'_>, state: &HouseState, findings: &mut Findings) -> Result<(), StoreError> {
    let found = closing::all(tx)?;
    if found != state.closings {
        findings
            .faults
            .push("The closed periods are not those of the events.".to_owned());
    }
    let told = |exported: &BooksExported| {
        (
            exported.from.to_string(),
            exported.to.to_string(),
            exported.form.clone(),
        )
    };
    let exports: BTreeMap<i64, (String, String, String)> = state
        .exports
        .iter()
        .map(|(seq, exported)| (*seq, told(exported)))
        .collect();
    if closing::all_exports(tx)? != exports {
        findings
            .faults
            .push("The register of exports is not that of the events.".to_owned());
    }
    for ((batch, form), digests) in closing::all_kept(tx)? {
        let went_out = |exported: &BooksExported| {
            exported.batch == Some(batch) && exported.form == form && exported.files == digests
        };
        if !state.exports.values().any(went_out) {
            findings.faults.push(format!(
                "What is kept of batch {} as {form} is not what was exported.",
                batch.number
            ));
        }
    }
    for closing in found.all() {
        let closed = &closing.closed;
        if !closed.has_sums(&totals::sums(tx, closed.from, closed.to)?) {
            let batch = closed.batch.number;
            findings.faults.push(format!(
                "Batch {batch} does not add up to what it was closed with."
            ));
        }
    }
    Ok(())
}

/// What the insights are added up from is the sum of the tables, which were held against the events before.
fn insights(tx: &Tx<'_>, findings: &mut Findings) -> Result<(), StoreError> {
    let misfits = insights::misfits(tx)?;
    if misfits > 0 {
        findings.faults.push(format!(
            "The sums of the insights are not those of the tables in {misfits} places."
        ));
    }
    Ok(())
}

fn incidents(tx: &Tx<'_>, state: &HouseState, findings: &mut Findings) -> Result<(), StoreError> {
    let mut statement = tx.prepare("SELECT * FROM incident")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        findings.incidents += 1;
        let id: String = row.get("id")?;
        let fits = id
            .parse::<IncidentId>()
            .ok()
            .and_then(|id| state.incidents.get(&id))
            .is_some_and(|known| incident_fits(row, state, known).unwrap_or(false));
        if !fits && findings.faults.len() < MOST_FAULTS {
            findings
                .faults
                .push(format!("Incident {id} is not as its event recorded it."));
        }
    }
    missing("incident", findings.incidents, state.incidents.len(), findings);
    Ok(())
}

fn incident_fits(
    row: &Row<'_>,
    state: &HouseState,
    known: &comeback_domain::IncidentState,
) -> rusqlite::Result<bool> {
    let recorded = &known.recorded;
    Ok(guest_fits(row, state, recorded.guest.as_ref())?
        && row::date(row, "business_date")? == known.business_date
        && row.get::<_, i64>("occurred_ms")? == recorded.occurred_at.timestamp_millis()
        && incident::category(row)? == recorded.category
        && row.get::<_, u8>("severity")? == u8::from(recorded.severity)
        && row.get::<_, String>("what")? == recorded.what.as_str()
        && row.get::<_, Option<String>>("place")?.as_deref()
            == recorded.place.as_ref().map(|text| text.as_str())
        && row.get::<_, Option<String>>("staff")?.as_deref()
            == recorded.staff.as_ref().map(|text| text.as_str())
        && row.get::<_, Option<u8>>("score")? == recorded.score.map(u8::from)
        && row::parsed_or_null(row, "concern_id")? == recorded.concern
        && row::json::<Vec<String>>(row, "steps")? == recorded.steps
        && incident::responsibility(row)? == recorded.responsibility)
}

/// The guest of a row is whom the event spoke of, or who they turned out to be.
fn guest_fits(row: &Row<'_>, state: &HouseState, referred: Option<&GuestRef>) -> rusqlite::Result<bool> {
    let guest: Option<String> = row.get("guest_id")?;
    let digest: Option<String> = row.get("guest_digest")?;
    Ok(
        guest == referred.map(|guest| state.guests.who(guest.guest).to_string())
            && digest == referred.map(|guest| guest.digest.to_string()),
    )
}

/// The run of a voucher and its guest in it are as the event says.
fn run_fits(row: &Row<'_>, state: &HouseState, id: VoucherId) -> rusqlite::Result<bool> {
    let (run, referred) = (state.run_of.get(&id), state.guest_of.get(&id));
    Ok(guest_fits(row, state, referred)? && row::parsed_or_null::<RunId>(row, "run")?.as_ref() == run)
}

/// A voucher points to the one that stands for it, which points back.
fn replaced_fits(state: &HouseState, stored: &voucher::Voucher) -> bool {
    stored
        .replaced_by
        .is_none_or(|by| state.replaces.get(&by) == Some(&stored.id))
}

fn vouchers(tx: &Tx<'_>, state: &HouseState, findings: &mut Findings) -> Result<(), StoreError> {
    let mut statement = tx.prepare(
        "SELECT v.id, v.spent, v.run, v.guest_id, v.guest_digest, m.approved_by, m.asked
         FROM voucher v JOIN make_good m ON m.id = v.id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        findings.vouchers += 1;
        let id: String = row.get("id")?;
        let spent: bool = row.get("spent")?;
        let found = id.parse::<VoucherId>().ok();
        let stored = found
            .map(|id| voucher::by_id(tx, id))
            .transpose()
            .ok()
            .flatten()
            .flatten();
        let fits = match (found.and_then(|id| state.vouchers.get(&id)), &stored) {
            (Some(known), Some(stored)) => {
                *known == stored.life
                    && known.is_over() == spent
                    && state.incident_of(stored.id) == Some(stored.incident)
                    && state.replaces.get(&stored.id) == stored.replaces.as_ref()
                    && replaced_fits(state, stored)
                    && run_fits(row, state, stored.id).unwrap_or(false)
                    && team::voucher_approval_fits(row, state, stored.id).unwrap_or(false)
            }
            _ => false,
        };
        if !fits && findings.faults.len() < MOST_FAULTS {
            let last_four = stored.map_or(id, |stored| format!("…{}", stored.life.code.last_four()));
            findings
                .faults
                .push(format!("The voucher {last_four} is not as its events left it."));
        }
    }
    missing("voucher", findings.vouchers, state.vouchers.len(), findings);
    Ok(())
}

fn given(tx: &Tx<'_>, state: &HouseState, findings: &mut Findings) -> Result<(), StoreError> {
    let mut statement = tx.prepare(
        "SELECT id, incident_id, kind, minor, currency, staff, approved_by, asked FROM make_good WHERE kind IN ('comp', 'gesture')",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        findings.given += 1;
        let id: String = row.get("id")?;
        let amount = row::money_or_null(row, "minor", "currency")?;
        let kind: String = row.get("kind")?;
        let incident: String = row.get("incident_id")?;
        let fits = id
            .parse::<MakeGoodId>()
            .ok()
            .and_then(|id| state.given.get(&id))
            .is_some_and(|known| {
                known.gives.amount() == amount
                    && known.gives.kind().key() == kind
                    && known.incident.to_string() == incident
                    && team::approval_fits(row, known.approved_by.as_ref(), known.asked).unwrap_or(false)
            });
        if !fits && findings.faults.len() < MOST_FAULTS {
            findings
                .faults
                .push(format!("The {kind} {id} is not as its event recorded it."));
        }
    }
    missing("comp or gesture", findings.given, state.given.len(), findings);
    Ok(())
}

/// Every kept paper is the one that its events say left the house. One that is not kept any more is no fault: its guest
/// was forgotten. What is set anew for such a voucher is told by the events after that.
fn papers(tx: &Tx<'_>, state: &HouseState, findings: &mut Findings) -> Result<(), StoreError> {
    let told = |voucher: VoucherId, paper: Paper, sha256: Digest| {
        let known = state.papers.get(&(voucher, paper));
        known.is_none_or(|known| known.contains(sha256.as_bytes()))
    };
    let mut statement = tx.prepare("SELECT * FROM printed_paper")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        findings.papers += 1;
        let id: String = row.get("voucher_id")?;
        let fits = match (id.parse::<VoucherId>(), printed::printed(row)) {
            (Ok(id), Ok(kept)) => Digest::of(&kept.pdf) == kept.sha256 && told(id, kept.paper, kept.sha256),
            _ => false,
        };
        if !fits && findings.faults.len() < MOST_FAULTS {
            let fault = format!("The kept paper of voucher {id} is not the one that was printed.");
            findings.faults.push(fault);
        }
    }
    let mut statement = tx.prepare("SELECT * FROM printed_run")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        findings.papers += 1;
        let id: String = row.get("run")?;
        let fits = match (id.parse::<RunId>(), printed::printed(row)) {
            (Ok(run), Ok(kept)) => {
                let mut vouchers = state.run_of.iter().filter(|(_, of)| **of == run);
                Digest::of(&kept.pdf) == kept.sha256
                    && vouchers.all(|(voucher, _)| {
                        state.replaces.contains_key(voucher) || told(*voucher, kept.paper, kept.sha256)
                    })
            }
            _ => false,
        };
        if !fits && findings.faults.len() < MOST_FAULTS {
            let fault = format!("The kept papers of run {id} are not those that were printed.");
            findings.faults.push(fault);
        }
    }
    Ok(())
}

/// Every logo is what its digest says, and the one in force is there.
fn logos(tx: &Tx<'_>, state: &HouseState, findings: &mut Findings) -> Result<(), StoreError> {
    let mut wanted = state.shop.as_ref().and_then(|shop| shop.design.logo);
    let mut statement = tx.prepare("SELECT digest, bytes FROM logo")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (digest, bytes): (String, Vec<u8>) = (row.get("digest")?, row.get("bytes")?);
        let found = Digest::of(&bytes);
        if found.to_string() != digest {
            findings.faults.push(format!("The logo {digest} was changed."));
        } else if wanted == Some(found) {
            wanted = None;
        }
    }
    if wanted.is_some() {
        findings.faults.push("The logo in force is not kept.".to_owned());
    }
    Ok(())
}

fn missing(name: &str, found: usize, expected: usize, findings: &mut Findings) {
    if found < expected {
        findings.faults.push(format!(
            "The tables lack {} that the events made: {name}.",
            expected - found
        ));
    }
}

/// issued = outstanding + redeemed + voided + expired, in count and in money, and both against the fold.
fn sums(
    tx: &Tx<'_>,
    today: BusinessDate,
    state: &HouseState,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let stands = totals::standing(tx, today)?;
    let count = stands.outstanding + stands.redeemed + stands.voided + stands.expired;
    let minor = stands.outstanding_minor + stands.redeemed_minor + stands.voided_minor + stands.expired_minor;
    if count != stands.issued || minor != stands.issued_minor {
        findings.faults.push(format!(
            "Issued is {} for {}, but outstanding, redeemed, voided and expired are {count} for {minor}, in minor units.",
            stands.issued, stands.issued_minor
        ));
    }
    let issued = state
        .vouchers
        .values()
        .filter(|voucher| voucher.issued_on <= today);
    let (folded, folded_minor) = issued.fold((0, 0), |(count, minor), voucher| {
        (
            count + 1,
            minor + voucher.worth.amount().map_or(0, |amount| amount.minor),
        )
    });
    if (folded, folded_minor) != (stands.issued, stands.issued_minor) {
        findings
            .faults
            .push("The sum of what was issued is not that of the events.".to_owned());
    }
    if let Some((day, kept)) = standing::last_kept(tx)?
        && kept != standing::counted(tx, day)?
    {
        findings.faults.push(format!(
            "What is kept as outstanding at the end of {day} is not what the vouchers say."
        ));
    }
    findings.redemptions = tx.query_row("SELECT count(*) FROM redemption", [], |row| row.get(0))?;
    findings.standing = stands;
    Ok(())
}
