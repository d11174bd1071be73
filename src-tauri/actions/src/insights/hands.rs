//! How people used the room they have to give: too narrow a limit, or one that nobody told them of.

use std::collections::BTreeMap;

use comeback_domain::{BusinessDate, Deed, Money, Shop, StaffId, limits_of};
use comeback_store::insights::{self, Hands};
use comeback_store::{Tx, given, staff};

use crate::team::{of_window, remark, short};
use crate::{ActionError, dto};

pub(super) fn rows(
    tx: &Tx<'_>,
    shop: &Shop,
    (from, to): (BusinessDate, BusinessDate),
) -> Result<Vec<dto::HandRow>, ActionError> {
    let names = insights::names(tx)?;
    let mut by_person: BTreeMap<StaffId, Hands> = BTreeMap::new();
    for (name, hands) in insights::hands(tx, from, to)? {
        if let Some(id) = names.get(&name) {
            let sum = by_person.entry(*id).or_default();
            sum.gave += hands.gave;
            sum.minor += hands.minor;
            sum.asked += hands.asked;
            sum.bare += hands.bare;
        }
    }
    let limits = staff::limits(tx)?;
    let everybody = staff::all(tx)?;
    let givers = everybody
        .iter()
        .filter(|one| one.active && one.role.may(Deed::GiveWithinLimit));
    Ok(givers
        .map(|one| {
            let hands = by_person.remove(&one.staff).unwrap_or_default();
            let held = limits_of(one.staff, one.role, &limits);
            let used = given::Use {
                given: hands.gave + hands.asked,
                minor: hands.minor,
                approved: hands.asked,
                nothing_given: hands.bare,
            };
            dto::HandRow {
                id: one.staff.to_string(),
                name: one.name.as_str().to_owned(),
                limit: held
                    .first()
                    .map(|limit| format!("{} {}", short(limit.amount), of_window(limit.window))),
                gave: hands.gave,
                amount: Money::new(hands.minor, shop.currency).into(),
                asked: hands.asked,
                bare: hands.bare,
                remark: remark(one, &held, used),
            }
        })
        .collect())
}
