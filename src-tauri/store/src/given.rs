//! What people gave, for the room they have left and for how they used it.
//!
//! What was given under an earlier name is theirs still, unless somebody else here goes by that name now.
//!
//! What another person approved counts against that person's room and not against the giver's own: it was given on their
//! word. A paper that stands for a lost one was given before, and counts no second time; what was left on a voided one
//! was not given after all.

use comeback_domain::{BusinessDate, GuestId, IncidentId, StaffId};
use rusqlite::named_params;

use crate::{StoreError, Tx, guest};

/// Where a limit counts.
#[derive(Debug, Clone, Copy)]
pub enum Reach {
    /// For one incident.
    Incident(IncidentId),
    /// To one guest, from this day on.
    Guest(GuestId, BusinessDate),
    /// Within these days, both included.
    Days(BusinessDate, BusinessDate),
}

const NAMES: &str = "WITH names AS MATERIALIZED (SELECT n.name FROM staff_name n WHERE n.staff_id = :staff
        AND NOT EXISTS (SELECT 1 FROM staff s WHERE s.name = n.name AND s.id <> n.staff_id AND s.active))";

const GIVEN: &str = "SELECT coalesce(sum(m.minor - coalesce((SELECT v.remaining FROM voucher v
        WHERE v.id = m.id AND v.voided_seq IS NOT NULL AND v.replaced_by IS NULL), 0)), 0) FROM make_good m
    WHERE NOT EXISTS (SELECT 1 FROM voucher r WHERE r.id = m.id AND r.replaces IS NOT NULL)
      AND ((m.staff IN names AND m.approved_by IS NULL) OR m.approved_by IN names)";

/// What somebody gave, or approved, within a reach, in minor units.
///
/// # Errors
/// [`StoreError`].
pub fn by(tx: &Tx<'_>, staff: StaffId, reach: Reach) -> Result<i64, StoreError> {
    let staff = staff.to_string();
    match reach {
        Reach::Incident(incident) => Ok(tx
            .prepare_cached(&format!("{NAMES} {GIVEN} AND m.incident_id = :incident"))?
            .query_row(
                named_params! {":staff": staff, ":incident": incident.to_string()},
                |row| row.get(0),
            )?),
        Reach::Days(from, to) => Ok(tx
            .prepare_cached(&format!("{NAMES} {GIVEN} AND m.given_on BETWEEN :from AND :to"))?
            .query_row(
                named_params! {":staff": staff, ":from": from.to_string(), ":to": to.to_string()},
                |row| row.get(0),
            )?),
        Reach::Guest(id, since) => {
            let mut sum = 0_i64;
            for id in guest::with_those_merged(tx, id)? {
                sum += to_guest(tx, &staff, id, since)?;
            }
            Ok(sum)
        }
    }
}

fn to_guest(tx: &Tx<'_>, staff: &str, id: GuestId, since: BusinessDate) -> Result<i64, StoreError> {
    Ok(tx
        .prepare_cached(&format!(
            "{NAMES} {GIVEN} AND m.given_on >= :since AND EXISTS (
                SELECT 1 FROM incident i LEFT JOIN voucher v ON v.id = m.id
                WHERE i.id = m.incident_id AND iif(v.run IS NULL, i.guest_id, v.guest_id) = :guest)"
        ))?
        .query_row(
            named_params! {":staff": staff, ":since": since.to_string(), ":guest": id.to_string()},
            |row| row.get(0),
        )?)
}

/// How one person used their room over some days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Use {
    /// How many make-goods they gave.
    pub given: u32,
    /// What those were worth, in minor units.
    pub minor: i64,
    /// How many of them another person approved.
    pub approved: u32,
    /// How many incidents they recorded without anybody giving anything.
    pub nothing_given: u32,
}

/// How somebody used their room since a day.
///
/// # Errors
/// [`StoreError`].
pub fn used(tx: &Tx<'_>, staff: StaffId, since: BusinessDate) -> Result<Use, StoreError> {
    Ok(tx
        .prepare_cached(
            &format!("{NAMES} SELECT count(*) AS given, coalesce(sum(minor), 0) AS minor, count(approved_by) AS approved,
                (SELECT count(*) FROM incident i WHERE i.staff IN names AND i.business_date >= :since
                    AND NOT EXISTS (SELECT 1 FROM make_good g WHERE g.incident_id = i.id)
                    AND NOT EXISTS (SELECT 1 FROM asked a WHERE a.incident_id = i.id)) AS bare
             FROM make_good m WHERE staff IN names AND given_on >= :since
                AND NOT EXISTS (SELECT 1 FROM voucher r WHERE r.id = m.id AND r.replaces IS NOT NULL)"),
        )?
        .query_row(
            named_params! {":staff": staff.to_string(), ":since": since.to_string()},
            |row| {
                Ok(Use {
                    given: row.get("given")?,
                    minor: row.get("minor")?,
                    approved: row.get("approved")?,
                    nothing_given: row.get("bare")?,
                })
            },
        )?)
}
