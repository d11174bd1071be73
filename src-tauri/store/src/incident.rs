//! Incidents: recorded, read one by one, and searched.

use comeback_domain::{
    BusinessDate, Category, ConcernId, Contact, GuestId, GuestName, IncidentId, IncidentRecorded, Instant,
    MakeGoodKind, Place, Responsibility, Score, Severity, StaffName,
};
use rusqlite::types::ToSql;
use rusqlite::{OptionalExtension as _, Row, named_params};

use crate::row::{date, instant, json, known, parsed, parsed_or_null, text_or_null, unreadable};
use crate::{StoreError, Tx, concern};

/// An incident with its guest, where known.
#[derive(Debug, Clone)]
pub struct Incident {
    /// Its identity.
    pub id: IncidentId,
    /// When it happened.
    pub occurred_at: Instant,
    /// The day it counts for.
    pub business_date: BusinessDate,
    /// What fell short.
    pub category: Category,
    /// How bad it was.
    pub severity: Severity,
    /// What happened.
    pub what: String,
    /// Where.
    pub place: Option<Place>,
    /// The guest, unless they are forgotten.
    pub guest_id: Option<GuestId>,
    /// The guest's name.
    pub guest: Option<GuestName>,
    /// How to reach the guest.
    pub contact: Option<Contact>,
    /// Who recorded it.
    pub staff: Option<StaffName>,
    /// How the guest felt.
    pub score: Option<Score>,
    /// The concern it came from.
    pub concern: Option<ConcernId>,
    /// The steps of the playbook that were ticked.
    pub steps: Vec<String>,
    /// How much of it the house answers for.
    pub responsibility: Responsibility,
}

/// Which incidents. `None` narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Part of a text, or the last four of a code.
    pub search: Option<String>,
    /// Whether it is looked for in what guests are called as well: never for those who may not see guests, who would learn
    /// of them by trying.
    pub in_guests: bool,
    /// The first business date.
    pub from: Option<BusinessDate>,
    /// The last business date.
    pub to: Option<BusinessDate>,
    /// One category.
    pub category: Option<Category>,
    /// Only those that got this kind of make-good.
    pub kind: Option<MakeGoodKind>,
    /// Only those in this state.
    pub standing: Option<Standing>,
}

/// How the vouchers of an incident stand today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Something is left, in date.
    Open,
    /// Something was redeemed.
    CameBack,
    /// Time ran out with nothing redeemed.
    Expired,
}

impl Standing {
    fn condition(self) -> &'static str {
        match self {
            Self::Open => OPEN,
            Self::CameBack => CAME_BACK,
            Self::Expired => EXPIRED,
        }
    }
}

const OPEN: &str = "EXISTS (SELECT 1 FROM make_good m JOIN voucher v ON v.id = m.id
    WHERE m.incident_id = i.id AND v.spent = 0 AND v.expires_on >= :today)";
const CAME_BACK: &str = "EXISTS (SELECT 1 FROM make_good m JOIN redemption r ON r.voucher_id = m.id
    WHERE m.incident_id = i.id AND r.reversed_seq IS NULL)";
const EXPIRED: &str = "EXISTS (SELECT 1 FROM make_good m JOIN voucher v ON v.id = m.id
    WHERE m.incident_id = i.id AND v.spent = 0 AND v.expires_on < :today
      AND NOT EXISTS (SELECT 1 FROM redemption r WHERE r.voucher_id = v.id AND r.reversed_seq IS NULL))";

/// How many incidents a filter finds, by state, and what was given for them in minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub all: u32,
    /// With an open voucher.
    pub open: u32,
    /// Whose guest came back.
    pub came_back: u32,
    /// Whose voucher ran out.
    pub expired: u32,
    /// What was given for all of them, in minor units.
    pub given: i64,
}

pub(crate) fn insert(
    tx: &Tx<'_>,
    seq: i64,
    business_date: BusinessDate,
    recorded: &IncidentRecorded,
) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO incident (id, seq, occurred_ms, business_date, category, severity, what, place, guest_id, guest_digest, staff, score, concern_id, steps, responsibility)
         VALUES (:id, :seq, :occurred, :date, :category, :severity, :what, :place, :guest, :digest, :staff, :score, :concern, :steps, :responsibility)",
    )?
    .execute(named_params! {
        ":id": recorded.incident.to_string(),
        ":seq": seq,
        ":occurred": recorded.occurred_at.timestamp_millis(),
        ":date": business_date.to_string(),
        ":category": recorded.category.key(),
        ":severity": u8::from(recorded.severity),
        ":what": recorded.what.as_str(),
        ":place": recorded.place.as_ref().map(Place::as_str),
        ":guest": recorded.guest.as_ref().map(|guest| guest.guest.to_string()),
        ":digest": recorded.guest.as_ref().map(|guest| guest.digest.to_string()),
        ":staff": recorded.staff.as_ref().map(StaffName::as_str),
        ":score": recorded.score.map(u8::from),
        ":concern": recorded.concern.map(|concern| concern.to_string()),
        ":steps": serde_json::to_string(&recorded.steps).map_err(|error| unreadable("steps", error))?,
        ":responsibility": recorded.responsibility.key(),
    })?;
    let Some(concern) = recorded.concern else {
        return Ok(());
    };
    concern::end(tx, concern, Some(recorded.incident))
}

const SELECT: &str = "SELECT i.*, g.name AS guest_name, g.contact AS guest_contact,
    iif(g.erased = 0, g.id, NULL) AS known_guest FROM incident i LEFT JOIN guest g ON g.id = i.guest_id";

/// One incident.
///
/// # Errors
/// [`StoreError`].
pub fn get(tx: &Tx<'_>, id: IncidentId) -> Result<Option<Incident>, StoreError> {
    Ok(tx
        .prepare_cached(&format!("{SELECT} WHERE i.id = :id"))?
        .query_row(named_params! {":id": id.to_string()}, incident)
        .optional()?)
}

/// A part of what a filter finds, the latest first.
///
/// # Errors
/// [`StoreError`].
pub fn list(
    tx: &Tx<'_>,
    filter: &Filter,
    today: BusinessDate,
    offset: u32,
    limit: u32,
) -> Result<Vec<Incident>, StoreError> {
    let mut query = Where::of(filter);
    query.bind(":offset", offset);
    query.bind(":limit", limit);
    if let Some(standing) = filter.standing {
        query.clause(standing.condition());
        if standing != Standing::CameBack {
            query.bind(":today", today.to_string());
        }
    }
    let sql = format!(
        "{SELECT} {} ORDER BY i.business_date DESC, i.occurred_ms DESC, i.seq DESC LIMIT :limit OFFSET :offset",
        query.sql()
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let found = statement.query_map(query.params().as_slice(), incident)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// How many a filter finds in each state; the filter's own state is left out of account.
///
/// # Errors
/// [`StoreError`].
pub fn counts(tx: &Tx<'_>, filter: &Filter, today: BusinessDate) -> Result<Counts, StoreError> {
    let mut query = Where::of(filter);
    query.bind(":today", today.to_string());
    let sql = format!(
        "SELECT count(*) AS n, coalesce(sum(opened), 0) AS n_open, coalesce(sum(back), 0) AS n_back,
                coalesce(sum(ran_out), 0) AS n_expired, coalesce(sum(minor), 0) AS given
         FROM (SELECT {OPEN} AS opened, {CAME_BACK} AS back, {EXPIRED} AS ran_out,
                      (SELECT sum(m.minor) FROM make_good m WHERE m.incident_id = i.id) AS minor
               FROM incident i LEFT JOIN guest g ON g.id = i.guest_id {})",
        query.sql()
    );
    Ok(tx
        .prepare_cached(&sql)?
        .query_row(query.params().as_slice(), |row| {
            Ok(Counts {
                all: row.get("n")?,
                open: row.get("n_open")?,
                came_back: row.get("n_back")?,
                expired: row.get("n_expired")?,
                given: row.get("given")?,
            })
        })?)
}

/// The conditions of a filter with their values, kept together so that no text is ever pasted into SQL.
struct Where {
    clauses: Vec<&'static str>,
    values: Vec<(&'static str, Box<dyn ToSql>)>,
}

impl Where {
    fn of(filter: &Filter) -> Self {
        let mut query = Self {
            clauses: Vec::new(),
            values: Vec::new(),
        };
        if let Some(from) = filter.from {
            query.clause("i.business_date >= :from");
            query.bind(":from", from.to_string());
        }
        if let Some(to) = filter.to {
            query.clause("i.business_date <= :to");
            query.bind(":to", to.to_string());
        }
        if let Some(category) = filter.category {
            query.clause("i.category = :category");
            query.bind(":category", category.key());
        }
        if let Some(kind) = filter.kind {
            query.clause("EXISTS (SELECT 1 FROM make_good m WHERE m.incident_id = i.id AND m.kind = :kind)");
            query.bind(":kind", kind.key());
        }
        if let Some(search) = &filter.search {
            query.clause(
                "(i.what LIKE :part ESCAPE '!' OR i.place LIKE :part ESCAPE '!'
                  OR :in_guests AND (g.name LIKE :part ESCAPE '!' OR g.contact LIKE :part ESCAPE '!') OR EXISTS (
                    SELECT 1 FROM make_good m LEFT JOIN voucher v ON v.id = m.id
                    WHERE m.incident_id = i.id AND (m.what LIKE :part ESCAPE '!' OR substr(v.code, 9) = :last_four
                      OR :in_guests AND EXISTS (
                        SELECT 1 FROM guest o WHERE o.id = v.guest_id AND o.name LIKE :part ESCAPE '!')
                      OR EXISTS (SELECT 1 FROM redemption r WHERE r.voucher_id = v.id AND r.bill = :whole))))",
            );
            let escaped = search.replace('!', "!!").replace('%', "!%").replace('_', "!_");
            query.bind(":part", format!("%{escaped}%"));
            query.bind(":last_four", search.trim_start_matches('…').to_uppercase());
            query.bind(":whole", search.clone());
            query.bind(":in_guests", filter.in_guests);
        }
        query
    }

    fn clause(&mut self, clause: &'static str) {
        self.clauses.push(clause);
    }

    fn bind(&mut self, name: &'static str, value: impl ToSql + 'static) {
        self.values.push((name, Box::new(value)));
    }

    fn sql(&self) -> String {
        if self.clauses.is_empty() {
            String::new()
        } else {
            format!("WHERE {}", self.clauses.join(" AND "))
        }
    }

    fn params(&self) -> Vec<(&str, &dyn ToSql)> {
        self.values
            .iter()
            .map(|(name, value)| (*name, value.as_ref()))
            .collect()
    }
}

pub(crate) fn responsibility(row: &Row<'_>) -> rusqlite::Result<Responsibility> {
    known(row, "responsibility", Responsibility::from_key)
}

pub(crate) fn category(row: &Row<'_>) -> rusqlite::Result<Category> {
    known(row, "category", Category::from_key)
}

fn incident(row: &Row<'_>) -> rusqlite::Result<Incident> {
    let severity: u8 = row.get("severity")?;
    let score: Option<u8> = row.get("score")?;
    Ok(Incident {
        id: parsed(row, "id")?,
        occurred_at: instant(row, "occurred_ms")?,
        business_date: date(row, "business_date")?,
        category: category(row)?,
        severity: Severity::try_from(severity).map_err(|error| unreadable("severity", error))?,
        what: row.get("what")?,
        place: text_or_null(row, "place", Place::parse)?,
        guest_id: parsed_or_null(row, "known_guest")?,
        guest: text_or_null(row, "guest_name", GuestName::parse)?,
        contact: text_or_null(row, "guest_contact", Contact::parse)?,
        staff: text_or_null(row, "staff", StaffName::parse)?,
        score: score
            .map(Score::try_from)
            .transpose()
            .map_err(|error| unreadable("score", error))?,
        concern: parsed_or_null(row, "concern_id")?,
        steps: json(row, "steps")?,
        responsibility: responsibility(row)?,
    })
}
