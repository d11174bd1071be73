//! The settings in force.

use comeback_domain::{Currency, Paper, Shop};
use rusqlite::{OptionalExtension as _, named_params};

use crate::row::{parsed, unreadable};
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
                paper: if paper == "a4" { Paper::A4 } else { Paper::Letter },
                expiry_days: row.get("expiry_days")?,
                apology: row.get("apology")?,
                legend: row.get("legend")?,
                sample: row.get("sample")?,
            })
        })
        .optional()?)
}

pub(crate) fn put(tx: &Tx<'_>, shop: &Shop) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT OR REPLACE INTO shop
           (id, name, address, telephone, currency, timezone, cutover, paper, expiry_days, apology, legend, sample)
         VALUES (1, :name, :address, :telephone, :currency, :timezone, :cutover, :paper, :days, :apology, :legend, :sample)",
    )?
    .execute(named_params! {
        ":name": shop.name,
        ":address": shop.address,
        ":telephone": shop.telephone,
        ":currency": shop.currency.code(),
        ":timezone": shop.timezone.name(),
        ":cutover": shop.cutover.format(CUTOVER).to_string(),
        ":paper": match shop.paper { Paper::Letter => "letter", Paper::A4 => "a4" },
        ":days": shop.expiry_days,
        ":apology": shop.apology,
        ":legend": shop.legend,
        ":sample": shop.sample,
    })?;
    Ok(())
}
