//! Limits: set, listed, and how their room was used.

use comeback_domain::{
    BusinessDate, Deed, Event, Holder, Limit, LimitSet, Money, Shop, Staff, Window, limits_of,
};
use comeback_store::given::{self, Use};
use comeback_store::{Tx, staff};

use super::people::{parse_role, parse_staff_id};
use super::room::short;
use crate::{ActionError, Field, House, dto, typed};

/// Over how many business dates the use of room is told.
const LOOKED_AT_DAYS: u64 = 30;

impl House {
    /// Sets a limit, or takes it away.
    ///
    /// # Errors
    /// [`ActionError`] for what was typed.
    pub async fn set_limit(&self, form: dto::LimitForm) -> Result<dto::Team, ActionError> {
        let window = Window::from_key(&form.window).ok_or_else(|| ActionError::NoSuchWindow {
            typed: typed::quoted(&form.window),
        })?;
        let (one, role) = (
            form.staff_id.as_deref().and_then(typed::given),
            form.role.as_deref().and_then(typed::given),
        );
        let holder = match (one, role) {
            (Some(id), _) => Holder::Staff(parse_staff_id(id)?),
            (None, Some(role)) => Holder::Role(parse_role(role)?),
            (None, None) => return Err(ActionError::LimitOfNobody),
        };
        self.write(Deed::ChangeTeam, move |moment| {
            if let Holder::Staff(id) = holder {
                staff::get(moment.tx, id)?.ok_or(ActionError::NoSuchStaff)?;
            }
            let amount = typed::money_if_given(Some(&form.amount), Field::Amount, moment.shop.currency)?;
            let mut known = staff::limits(moment.tx)?.into_iter();
            let before = known.find(|limit| (limit.holder, limit.window) == (holder, window));
            if before.map(|limit| limit.amount) != amount {
                let set = LimitSet {
                    holder,
                    window,
                    amount,
                };
                moment.append(moment.by(None), None, Event::LimitSet(set))?;
            }
            Ok(())
        })
        .await?;
        self.team().await
    }
}

pub(super) fn rows(tx: &Tx<'_>, everybody: &[Staff]) -> Result<Vec<dto::LimitRow>, ActionError> {
    let row = |limit: Limit| {
        let (one, role) = match limit.holder {
            Holder::Staff(id) => (everybody.iter().find(|one| one.staff == id), None),
            Holder::Role(role) => (None, Some(role)),
        };
        dto::LimitRow {
            staff_id: one.map(|one| one.staff.to_string()),
            staff: one.map(|one| one.name.as_str().to_owned()),
            role: role.map(|role| role.key().to_owned()),
            window: limit.window.key().to_owned(),
            amount: limit.amount.into(),
        }
    };
    Ok(staff::limits(tx)?.into_iter().map(row).collect())
}

/// How everybody who works here and may give used their room.
pub(super) fn used(
    tx: &Tx<'_>,
    everybody: &[Staff],
    shop: &Shop,
    today: BusinessDate,
) -> Result<Vec<dto::LimitUse>, ActionError> {
    let since = BusinessDate::new(today.date() - chrono::Days::new(LOOKED_AT_DAYS - 1));
    let limits = staff::limits(tx)?;
    let givers = everybody
        .iter()
        .filter(|one| one.active && one.role.may(Deed::GiveWithinLimit));
    givers
        .map(|one| {
            let found = given::used(tx, one.staff, since)?;
            let held = limits_of(one.staff, one.role, &limits);
            Ok(dto::LimitUse {
                name: one.name.as_str().to_owned(),
                given: found.given,
                amount: Money::new(found.minor, shop.currency).into(),
                approved: found.approved,
                nothing_given: found.nothing_given,
                remark: remark(one, &held, found),
            })
        })
        .collect()
}

/// What the use looks like, for the owner: a limit that is too narrow, or one that nobody told them of.
pub(crate) fn remark(one: &Staff, held: &[Limit], found: Use) -> Option<String> {
    let limit = held.first()?;
    let (first, limit) = (
        one.first_name(),
        format!("{} {}", short(limit.amount), of(limit.window)),
    );
    if found.approved >= 3 && found.approved * 2 >= found.given {
        return Some(format!(
            "{} of {} went over {limit}. The limit may be too narrow for the work {first} does.",
            found.approved, found.given
        ));
    }
    if found.nothing_given >= 3 && found.nothing_given > found.given {
        return Some(format!(
            "{first} recorded {} incidents and gave nothing. Tell them that {limit} is theirs to give.",
            found.nothing_given
        ));
    }
    None
}

pub(crate) fn of(window: Window) -> &'static str {
    match window {
        Window::Incident => "an incident",
        Window::Guest => "a guest",
        Window::Day => "a day",
        Window::Month => "a month",
    }
}
