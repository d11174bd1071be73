//! The twenty-seven plans a house starts with. The owner may change every word of them; until then these stand.

mod let_downs;
mod serious;
mod slips;

use crate::{Category, MakeGoodKind, Severity};

/// One plan as it is written down here: whole amounts, before they are put into a currency.
pub(super) struct Original {
    pub category: Category,
    pub say: &'static str,
    pub steps: &'static [&'static str],
    pub kind: MakeGoodKind,
    /// Of what a dollar buys: from and up to how many.
    pub amount: (i64, i64),
    /// What a certificate gives or a gesture is; empty for money.
    pub what: &'static str,
    pub no_because: &'static str,
    pub instead: &'static [&'static str],
    pub follow_up_hours: Option<u32>,
    pub manager: bool,
}

/// The plan for one kind of let-down; every kind has one.
pub(super) fn original(category: Category, severity: Severity) -> &'static Original {
    let plans = match severity {
        Severity::Slip => &slips::PLANS,
        Severity::LetDown => &let_downs::PLANS,
        Severity::Serious => &serious::PLANS,
    };
    let found = plans.iter().find(|plan| plan.category == category);
    found.unwrap_or(&plans[plans.len() - 1])
}
