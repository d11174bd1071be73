//! The settings in force.

use comeback_domain::{Currency, Design, DoorRules, Paper, Shop, Style};
use rusqlite::{OptionalExtension as _, Row, named_params};

use crate::row::{parsed, parsed_or_null, unreadable};
use crate::{StoreError, Tx};

const CUTOVER: &str = "%H:%M";

/// The settings, or `None` before the shop is set up.
///
/// # Errors
/// [`StoreError`].
pub fn get(tx: &Tx<'_>) -> Result<Option<Shop>, StoreError> {
    Ok(tx
        .prepare_cached("SELECT * FROM shop")?
        .query_row([], |row| {
            let currency: String = row.get("currency")?;
            let cutover: String = row.get("cutover")?;
            let paper: String = row.get("paper")?;
            Ok(Shop {
                name: row.get("name")?,
                address: row.get("address")?,
                telephone: row.get("telephone")?,
                currency: Currency::parse(&currency).map_err(|error| unreadable("currency", error))?,
                timezone: parsed(row, "timezone")?,
                cutover: chrono::NaiveTime::parse_from_str(&cutover, CUTOVER)
                    .map_err(|error| unreadable("cutover", error))?,
                paper: Paper::from_key(&paper).ok_or_else(|| unreadable("paper", paper))?,
                expiry_days: row.get("expiry_days")?,
                apology: row.get("apology")?,
                legend: row.get("legend")?,
                sample: row.get("sample")?,
                design: design(row)?,
                retention_months: row.get("retention_months")?,
                door: DoorRules {
                    extend_days: row.get("extend_days")?,
                    stacking: row.get("stacking")?,
                    keeps_balance: row.get("keeps_balance")?,
                    bill_total: row.get("asks_bill_total")?,
                },
            })
        })
        .optional()?)
}

fn design(row: &Row<'_>) -> rusqlite::Result<Design> {
    let (style, benefits): (String, String) = (row.get("style")?, row.get("benefits")?);
    Ok(Design {
        style: Style::from_key(&style).ok_or_else(|| unreadable("style", style))?,
        accent: parsed(row, "accent")?,
        save_ink: row.get("save_ink")?,
        logo: parsed_or_null(row, "logo")?,
        fine_print: row.get("fine_print")?,
        benefits: serde_json::from_str(&benefits).map_err(|error| unreadable("benefits", error))?,
        letter: row.get("letter")?,
        closing: row.get("closing")?,
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
