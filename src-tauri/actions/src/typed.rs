//! From typed text to the types of the domain, with the field it was typed in.

use comeback_domain::{
    Benefit, BusinessDate, Category, Contact, Currency, GuestName, Instant, Line, Money, Note, Place,
    Responsibility, Score, Severity, Shop, StaffName, TextError,
};

use crate::{ActionError, Field};

/// Text that holds more than spaces.
pub(crate) fn given(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// What was typed, as much of it as an answer quotes.
pub(crate) fn quoted(text: &str) -> String {
    text.trim().chars().take(40).collect()
}

pub(crate) fn money(text: &str, field: Field, currency: Currency) -> Result<Money, ActionError> {
    Money::parse(text, currency).map_err(|error| ActionError::Amount { field, error })
}

pub(crate) fn money_if_given(
    text: Option<&str>,
    field: Field,
    currency: Currency,
) -> Result<Option<Money>, ActionError> {
    text.and_then(given)
        .map(|text| money(text, field, currency))
        .transpose()
}

pub(crate) fn date(text: &str, field: Field) -> Result<BusinessDate, ActionError> {
    BusinessDate::parse(text).map_err(|error| ActionError::Date { field, error })
}

pub(crate) fn period(from: &str, to: &str) -> Result<(BusinessDate, BusinessDate), ActionError> {
    let (from, to) = (date(from, Field::From)?, date(to, Field::To)?);
    if from <= to {
        Ok((from, to))
    } else {
        Err(ActionError::PeriodBackwards { from, to })
    }
}

/// The expiry that was chosen, or the shop's default; never before today.
pub(crate) fn expiry(
    text: Option<&str>,
    shop: &Shop,
    today: BusinessDate,
) -> Result<BusinessDate, ActionError> {
    let chosen = text
        .and_then(given)
        .map(|text| date(text, Field::ExpiresOn))
        .transpose()?;
    let expires_on = chosen.unwrap_or_else(|| shop.expiry_from(today));
    if expires_on < today {
        Err(ActionError::ExpiryInThePast { expires_on, today })
    } else {
        Ok(expires_on)
    }
}

pub(crate) fn category(text: &str) -> Result<Category, ActionError> {
    Category::from_key(text).ok_or_else(|| ActionError::NoSuchCategory { typed: quoted(text) })
}

pub(crate) fn severity(number: u8) -> Result<Severity, ActionError> {
    Severity::try_from(number).map_err(|error| ActionError::Scale {
        field: Field::Severity,
        error,
    })
}

/// Whose lapse it was; ours where nobody said.
pub(crate) fn responsibility(text: &str) -> Result<Responsibility, ActionError> {
    let Some(text) = given(text) else {
        return Ok(Responsibility::default());
    };
    Responsibility::from_key(text).ok_or_else(|| ActionError::NoSuchResponsibility { typed: quoted(text) })
}

pub(crate) fn score(number: Option<u8>) -> Result<Option<Score>, ActionError> {
    number
        .map(|number| {
            Score::try_from(number).map_err(|error| ActionError::Scale {
                field: Field::Score,
                error,
            })
        })
        .transpose()
}

/// When it happened: now, unless a moment was given, and never later than now.
pub(crate) fn happened_at(text: Option<&str>, now: Instant) -> Result<Instant, ActionError> {
    let Some(text) = text.and_then(given) else {
        return Ok(now);
    };
    let at = chrono::DateTime::parse_from_rfc3339(text)
        .map_err(|_| ActionError::Moment { typed: quoted(text) })?
        .to_utc();
    if at > now {
        Err(ActionError::InTheFuture)
    } else {
        Ok(at)
    }
}

fn text<T>(field: Field, parsed: Result<T, TextError>) -> Result<T, ActionError> {
    parsed.map_err(|error| ActionError::Text { field, error })
}

pub(crate) fn what(typed: &str) -> Result<Note, ActionError> {
    text(Field::What, Note::required(typed))
}

/// What a guest said; may be empty.
pub(crate) fn said(typed: &str) -> Result<Option<Note>, ActionError> {
    text(Field::Note, Note::parse(typed))
}

/// Who does it, who must be somebody.
pub(crate) fn owner(typed: &str) -> Result<StaffName, ActionError> {
    text(Field::Owner, StaffName::required(typed))
}

pub(crate) fn gesture(typed: &str) -> Result<Note, ActionError> {
    text(Field::Gesture, Note::required(typed))
}

pub(crate) fn benefit(typed: &str) -> Result<Benefit, ActionError> {
    text(Field::Benefit, Benefit::required(typed))
}

pub(crate) fn place(typed: &str) -> Result<Option<Place>, ActionError> {
    text(Field::Place, Place::parse(typed))
}

pub(crate) fn guest(typed: &str) -> Result<Option<GuestName>, ActionError> {
    text(Field::Guest, GuestName::parse(typed))
}

/// A guest's name, in a form that is about the guest.
pub(crate) fn guest_name(typed: &str) -> Result<Option<GuestName>, ActionError> {
    text(Field::Name, GuestName::parse(typed))
}

pub(crate) fn contact(typed: &str) -> Result<Option<Contact>, ActionError> {
    text(Field::Contact, Contact::parse(typed))
}

pub(crate) fn staff(typed: &str) -> Result<Option<StaffName>, ActionError> {
    text(Field::Staff, StaffName::parse(typed))
}

pub(crate) fn bill(typed: &str) -> Result<Option<String>, ActionError> {
    let line = Line {
        name: "bill number",
        longest: 40,
        many_lines: false,
    };
    text(Field::Bill, line.clean(typed))
}

/// Why something is done to a paper.
pub(crate) fn reason(typed: &str) -> Result<String, ActionError> {
    text(Field::Reason, Line::short("reason").required(typed))
}
