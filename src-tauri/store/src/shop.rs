//! The settings in force.

use chrono::NaiveTime;
use comeback_domain::{Currency, Design, DoorRules, Paper, Shop, Style};
use rusqlite::{OptionalExtension as _, Row, named_params};

use crate::row::{json, known, one_after_another, parsed, parsed_or_null, read, unreadable};
use crate::{StoreError, Tx};

const CUTOVER: &str = "%H:%M";

/// The settings, or `None` before the shop is set up.
///
/// # Errors
/// [`StoreError`].
pub fn get(tx: &Tx<'_>) -> Result<Option<Shop>, StoreError> {
    Ok(tx.prepare_cached(SELECT)?.query_row([], shop).optional()?)
}

/// Every action reads it.
const SELECT: &str = "SELECT name, address, telephone, currency, timezone, cutover, paper, expiry_days, apology, legend, sample,
    style, accent, save_ink, logo, fine_print, benefits, letter, closing,
    retention_months, extend_days, stacking, keeps_balance, asks_bill_total FROM shop";

fn shop(row: &Row<'_>) -> rusqlite::Result<Shop> {
    let mut next = one_after_another();
    Ok(Shop {
        name: row.get(next())?,
        address: row.get(next())?,
        telephone: row.get(next())?,
        currency: read(row, next(), Currency::parse)?,
        timezone: parsed(row, next())?,
        cutover: read(row, next(), |text| NaiveTime::parse_from_str(text, CUTOVER))?,
        paper: known(row, next(), Paper::from_key)?,
        expiry_days: row.get(next())?,
        apology: row.get(next())?,
        legend: row.get(next())?,
        sample: row.get(next())?,
        design: Design {
            style: known(row, next(), Style::from_key)?,
            accent: parsed(row, next())?,
            save_ink: row.get(next())?,
            logo: parsed_or_null(row, next())?,
            fine_print: row.get(next())?,
            benefits: json(row, next())?,
            letter: row.get(next())?,
            closing: row.get(next())?,
        },
        retention_months: row.get(next())?,
        door: DoorRules {
            extend_days: row.get(next())?,
            stacking: row.get(next())?,
            keeps_balance: row.get(next())?,
            bill_total: row.get(next())?,
        },
    })
}

pub(crate) fn put(tx: &Tx<'_>, shop: &Shop) -> Result<(), StoreError> {
    let design = &shop.design;
    let benefits = serde_json::to_string(&design.benefits).map_err(|error| unreadable("benefits", error))?;
    tx.prepare_cached(
        "INSERT OR REPLACE INTO shop
           (id, name, address, telephone, currency, timezone, cutover, paper, expiry_days, apology, legend, sample,
            style, accent, save_ink, logo, fine_print, benefits, letter, closing, retention_months, extend_days, stacking,
            keeps_balance, asks_bill_total)
         VALUES (1, :name, :address, :telephone, :currency, :timezone, :cutover, :paper, :days, :apology, :legend, :sample,
            :style, :accent, :save_ink, :logo, :fine_print, :benefits, :letter, :closing, :retention, :extend_days, :stacking,
            :keeps_balance, :bill_total)",
    )?
    .execute(named_params! {
        ":name": shop.name,
        ":address": shop.address,
        ":telephone": shop.telephone,
        ":currency": shop.currency.code(),
        ":timezone": shop.timezone.name(),
        ":cutover": shop.cutover.format(CUTOVER).to_string(),
        ":paper": shop.paper.key(),
        ":days": shop.expiry_days,
        ":apology": shop.apology,
        ":legend": shop.legend,
        ":sample": shop.sample,
        ":style": design.style.key(),
        ":accent": design.accent.to_string(),
        ":save_ink": design.save_ink,
        ":logo": design.logo.map(|logo| logo.to_string()),
        ":fine_print": design.fine_print,
        ":benefits": benefits,
        ":letter": design.letter,
        ":closing": design.closing,
        ":retention": shop.retention_months,
        ":extend_days": shop.door.extend_days,
        ":stacking": shop.door.stacking,
        ":keeps_balance": shop.door.keeps_balance,
        ":bill_total": shop.door.bill_total,
    })?;
    Ok(())
}
