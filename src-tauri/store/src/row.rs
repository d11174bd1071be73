//! Between the columns and the types of the domain.

use std::str::FromStr;

use chrono::DateTime;
use comeback_domain::{BusinessDate, CauseName, Currency, Instant, Money, Note, Score};
use rusqlite::types::Type;
use rusqlite::{Row, RowIndex};

/// A stored value that this program never writes.
pub(crate) fn unreadable(
    column: &str,
    error: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> rusqlite::Error {
    let error = error.into();
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, format!("{column}: {error}").into())
}

/// The same of a column of this row, by its name.
fn unreadable_in(
    row: &Row<'_>,
    column: impl RowIndex,
    error: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> rusqlite::Error {
    let statement = row.as_ref();
    let name = column.idx(statement).and_then(|at| statement.column_name(at));
    unreadable(name.unwrap_or_default(), error)
}

/// The columns of a row one after another, as its SELECT lists them. For rows that are read all the time: to look for a
/// column by its name takes longer than to read it.
pub(crate) fn one_after_another() -> impl FnMut() -> usize {
    let mut columns = 0..;
    move || columns.next().unwrap_or_default()
}

/// Reads text by a rule.
pub(crate) fn read<T, E>(
    row: &Row<'_>,
    column: impl RowIndex + Copy,
    rule: impl FnOnce(&str) -> Result<T, E>,
) -> rusqlite::Result<T>
where
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let text = row.get_ref(column)?.as_str()?;
    rule(text).map_err(|error| unreadable_in(row, column, error))
}

/// Reads text by a rule, or NULL.
pub(crate) fn read_or_null<T, E>(
    row: &Row<'_>,
    column: impl RowIndex + Copy,
    rule: impl FnOnce(&str) -> Result<T, E>,
) -> rusqlite::Result<Option<T>>
where
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    match row.get_ref(column)?.as_str_or_null()? {
        Some(text) => rule(text)
            .map(Some)
            .map_err(|error| unreadable_in(row, column, error)),
        None => Ok(None),
    }
}

/// Reads the key of something that this program knows.
pub(crate) fn known<T>(
    row: &Row<'_>,
    column: impl RowIndex + Copy,
    from_key: impl FnOnce(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    read(row, column, |key| from_key(key).ok_or_else(|| key.to_owned()))
}

/// Reads text that parses.
pub(crate) fn parsed<T>(row: &Row<'_>, column: impl RowIndex + Copy) -> rusqlite::Result<T>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    read(row, column, str::parse)
}

/// Reads text that parses, or NULL.
pub(crate) fn parsed_or_null<T>(row: &Row<'_>, column: impl RowIndex + Copy) -> rusqlite::Result<Option<T>>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    read_or_null(row, column, str::parse)
}

/// Reads a business date.
pub(crate) fn date(row: &Row<'_>, column: impl RowIndex + Copy) -> rusqlite::Result<BusinessDate> {
    read(row, column, BusinessDate::parse)
}

/// Reads a date that may be missing.
pub(crate) fn date_or_null(
    row: &Row<'_>,
    column: impl RowIndex + Copy,
) -> rusqlite::Result<Option<BusinessDate>> {
    read_or_null(row, column, BusinessDate::parse)
}

/// Reads a moment.
pub(crate) fn instant(row: &Row<'_>, column: impl RowIndex + Copy) -> rusqlite::Result<Instant> {
    let millis: i64 = row.get(column)?;
    DateTime::from_timestamp_millis(millis).ok_or_else(|| unreadable_in(row, column, "no such moment"))
}

/// Reads an amount and its currency, or NULL.
pub(crate) fn money_or_null(
    row: &Row<'_>,
    minor: impl RowIndex,
    currency: impl RowIndex + Copy,
) -> rusqlite::Result<Option<Money>> {
    let minor: Option<i64> = row.get(minor)?;
    let currency = read_or_null(row, currency, Currency::parse)?;
    Ok(minor
        .zip(currency)
        .map(|(minor, currency)| Money::new(minor, currency)))
}

/// Reads typed text that is kept as it was cleaned, or NULL.
pub(crate) fn text_or_null<T>(
    row: &Row<'_>,
    column: impl RowIndex + Copy,
    parse: fn(&str) -> Result<Option<T>, comeback_domain::TextError>,
) -> rusqlite::Result<Option<T>> {
    Ok(read_or_null(row, column, parse)?.flatten())
}

/// Reads a note that is always there.
pub(crate) fn note(row: &Row<'_>, column: impl RowIndex + Copy) -> rusqlite::Result<Note> {
    read(row, column, Note::required)
}

/// Reads a cause.
pub(crate) fn cause_name(row: &Row<'_>, column: impl RowIndex + Copy) -> rusqlite::Result<CauseName> {
    read(row, column, CauseName::required)
}

/// Reads a score, or NULL.
pub(crate) fn score_or_null(row: &Row<'_>, column: impl RowIndex + Copy) -> rusqlite::Result<Option<Score>> {
    let number: Option<u8> = row.get(column)?;
    number
        .map(Score::try_from)
        .transpose()
        .map_err(|error| unreadable_in(row, column, error))
}

/// Reads JSON.
pub(crate) fn json<T: serde::de::DeserializeOwned>(
    row: &Row<'_>,
    column: impl RowIndex + Copy,
) -> rusqlite::Result<T> {
    read(row, column, |text| serde_json::from_str(text))
}
