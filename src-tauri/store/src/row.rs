//! Between the columns and the types of the domain.

use std::str::FromStr;

use chrono::DateTime;
use comeback_domain::{BusinessDate, CauseName, Currency, Instant, Money, Note, Score};
use rusqlite::Row;
use rusqlite::types::Type;

/// A stored value that this program never writes.
pub(crate) fn unreadable(
    column: &str,
    error: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> rusqlite::Error {
    let error = error.into();
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, format!("{column}: {error}").into())
}

/// Reads text that parses.
pub(crate) fn parsed<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<T>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    let text: String = row.get(column)?;
    text.parse().map_err(|error: T::Err| unreadable(column, error))
}

/// Reads text that parses, or NULL.
pub(crate) fn parsed_or_null<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse().map_err(|error: T::Err| unreadable(column, error)))
        .transpose()
}

/// Reads a business date.
pub(crate) fn date(row: &Row<'_>, column: &str) -> rusqlite::Result<BusinessDate> {
    let text: String = row.get(column)?;
    BusinessDate::parse(&text).map_err(|error| unreadable(column, error))
}

/// Reads a date that may be missing.
pub(crate) fn date_or_null(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<BusinessDate>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| BusinessDate::parse(&text).map_err(|error| unreadable(column, error)))
        .transpose()
}

/// Reads a moment.
pub(crate) fn instant(row: &Row<'_>, column: &str) -> rusqlite::Result<Instant> {
    let millis: i64 = row.get(column)?;
    DateTime::from_timestamp_millis(millis).ok_or_else(|| unreadable(column, "no such moment"))
}

/// Reads an amount and its currency, or NULL.
pub(crate) fn money_or_null(row: &Row<'_>, minor: &str, currency: &str) -> rusqlite::Result<Option<Money>> {
    let minor: Option<i64> = row.get(minor)?;
    let code: Option<String> = row.get(currency)?;
    match (minor, code) {
        (Some(minor), Some(code)) => {
            let known = Currency::parse(&code).map_err(|error| unreadable(currency, error))?;
            Ok(Some(Money::new(minor, known)))
        }
        _ => Ok(None),
    }
}

/// Reads typed text that is kept as it was cleaned, or NULL.
pub(crate) fn text_or_null<T>(
    row: &Row<'_>,
    column: &str,
    parse: fn(&str) -> Result<Option<T>, comeback_domain::TextError>,
) -> rusqlite::Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map_or(Ok(None), |text| {
        parse(&text).map_err(|error| unreadable(column, error))
    })
}

/// Reads a note that is always there.
pub(crate) fn note(row: &Row<'_>, column: &str) -> rusqlite::Result<Note> {
    let text: String = row.get(column)?;
    Note::required(&text).map_err(|error| unreadable(column, error))
}

/// Reads a cause.
pub(crate) fn cause_name(row: &Row<'_>, column: &str) -> rusqlite::Result<CauseName> {
    let text: String = row.get(column)?;
    CauseName::required(&text).map_err(|error| unreadable(column, error))
}

/// Reads a score, or NULL.
pub(crate) fn score_or_null(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Score>> {
    let number: Option<u8> = row.get(column)?;
    number
        .map(Score::try_from)
        .transpose()
        .map_err(|error| unreadable(column, error))
}

/// Reads JSON.
pub(crate) fn json<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| unreadable(column, error))
}
