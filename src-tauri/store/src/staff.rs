//! The people, their limits, and whether they sign in.

use std::collections::BTreeSet;

use comeback_domain::{Currency, Holder, Limit, LimitSet, Money, Role, Staff, StaffId, StaffName, Window};
use rusqlite::{OptionalExtension as _, Row, named_params};

use crate::row::{known, parsed, read, text_or_null, unreadable};
use crate::{StoreError, Tx};

/// Everybody who works here or did, in the order of the roles and then by name.
///
/// # Errors
/// [`StoreError`].
pub fn all(tx: &Tx<'_>) -> Result<Vec<Staff>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT * FROM staff ORDER BY
            CASE role WHEN 'owner' THEN 1 WHEN 'manager' THEN 2 WHEN 'host' THEN 3 ELSE 4 END, name, id",
    )?;
    let found = statement.query_map([], staff)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// One person.
///
/// # Errors
/// [`StoreError`].
pub fn get(tx: &Tx<'_>, id: StaffId) -> Result<Option<Staff>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT * FROM staff WHERE id = :id")?
        .query_row(named_params! {":id": id.to_string()}, staff)
        .optional()?)
}

/// Every name that people had here, each with whose it was.
///
/// # Errors
/// [`StoreError`].
pub fn names(tx: &Tx<'_>) -> Result<BTreeSet<(StaffId, StaffName)>, StoreError> {
    let mut statement = tx.prepare_cached("SELECT staff_id, name FROM staff_name")?;
    let found = statement.query_map([], |row| Ok((parsed(row, "staff_id")?, name(row)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Whether somebody is called this, or once was.
///
/// # Errors
/// [`StoreError`].
pub fn was_called(tx: &Tx<'_>, id: StaffId, name: &StaffName) -> Result<bool, StoreError> {
    Ok(tx
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM staff_name WHERE staff_id = :id AND name = :name)")?
        .query_row(
            named_params! {":id": id.to_string(), ":name": name.as_str()},
            |row| row.get(0),
        )?)
}

/// Whether people sign in.
///
/// # Errors
/// [`StoreError`].
pub fn signin(tx: &Tx<'_>) -> Result<bool, StoreError> {
    let found = tx
        .prepare_cached("SELECT is_on FROM signin")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(found.unwrap_or(false))
}

/// The limits in force, those of one person first.
///
/// # Errors
/// [`StoreError`].
pub fn limits(tx: &Tx<'_>) -> Result<Vec<Limit>, StoreError> {
    let mut statement = tx.prepare_cached("SELECT * FROM give_limit ORDER BY staff_id DESC, role, over")?;
    let found = statement.query_map([], limit)?;
    Ok(found.collect::<Result<_, _>>()?)
}

pub(crate) fn put(tx: &Tx<'_>, staff: &Staff) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT OR REPLACE INTO staff (id, name, role, active) VALUES (:id, :name, :role, :active)",
    )?
    .execute(named_params! {
        ":id": staff.staff.to_string(),
        ":name": staff.name.as_str(),
        ":role": staff.role.key(),
        ":active": staff.active,
    })?;
    tx.prepare_cached("INSERT OR IGNORE INTO staff_name (staff_id, name) VALUES (:id, :name)")?
        .execute(named_params! {":id": staff.staff.to_string(), ":name": staff.name.as_str()})?;
    Ok(())
}

pub(crate) fn put_signin(tx: &Tx<'_>, on: bool) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT OR REPLACE INTO signin (id, is_on) VALUES (1, :on)")?
        .execute(named_params! {":on": on})?;
    Ok(())
}

pub(crate) fn put_limit(tx: &Tx<'_>, set: &LimitSet) -> Result<(), StoreError> {
    let (staff, role) = match set.holder {
        Holder::Staff(staff) => (staff.to_string(), ""),
        Holder::Role(role) => (String::new(), role.key()),
    };
    match set.amount {
        Some(amount) => tx
            .prepare_cached(
                "INSERT OR REPLACE INTO give_limit (staff_id, role, over, minor, currency)
                 VALUES (:staff, :role, :over, :minor, :currency)",
            )?
            .execute(named_params! {
                ":staff": staff,
                ":role": role,
                ":over": set.window.key(),
                ":minor": amount.minor,
                ":currency": amount.currency.code(),
            })?,
        None => tx
            .prepare_cached(
                "DELETE FROM give_limit WHERE staff_id = :staff AND role = :role AND over = :over",
            )?
            .execute(named_params! {":staff": staff, ":role": role, ":over": set.window.key()})?,
    };
    Ok(())
}

pub(crate) fn staff(row: &Row<'_>) -> rusqlite::Result<Staff> {
    Ok(Staff {
        staff: parsed(row, "id")?,
        name: name(row)?,
        role: known(row, "role", Role::from_key)?,
        active: row.get("active")?,
    })
}

fn name(row: &Row<'_>) -> rusqlite::Result<StaffName> {
    text_or_null(row, "name", StaffName::parse)?.ok_or_else(|| unreadable("name", "empty"))
}

fn limit(row: &Row<'_>) -> rusqlite::Result<Limit> {
    let role: String = row.get("role")?;
    let holder = match Role::from_key(&role) {
        Some(role) => Holder::Role(role),
        None => Holder::Staff(parsed(row, "staff_id")?),
    };
    let currency = read(row, "currency", Currency::parse)?;
    Ok(Limit {
        holder,
        window: known(row, "over", Window::from_key)?,
        amount: Money::new(row.get("minor")?, currency),
    })
}
