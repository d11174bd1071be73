//! The month in figures.

use serde::Serialize;
use ts_rs::TS;

use super::Money;

/// How many, and how much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Tally {
    /// How many.
    pub count: u32,
    /// How much.
    pub amount: Money,
}

/// One line of the totals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TotalsRow {
    /// The category or kind.
    pub key: String,
    /// What people read.
    pub label: String,
    /// Vouchers issued in the period, at their amount.
    pub issued: Tally,
    /// Redemptions in the period, at what came off the bills.
    pub redeemed: Tally,
    /// Vouchers voided or replaced in the period, at what was left on them.
    pub voided: Tally,
    /// Comps given in the period.
    pub comps: Tally,
    /// Gestures given in the period.
    pub gestures: Tally,
    /// Redeemed, comps and gestures together.
    pub cost: Money,
}

/// The totals of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Totals {
    /// The first business date.
    pub from: String,
    /// The last business date.
    pub to: String,
    /// How many incidents.
    pub incidents: u32,
    /// By what fell short; every category, also those with nothing.
    pub categories: Vec<TotalsRow>,
    /// By what the guest got.
    pub kinds: Vec<TotalsRow>,
    /// All of it.
    pub total: TotalsRow,
    /// Vouchers in date with something left at the end of the last day.
    pub outstanding: Tally,
    /// Certificates among the outstanding whose value is not known.
    pub outstanding_without_value: u32,
}
