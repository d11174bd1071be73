//! The month in figures.

use serde::{Deserialize, Serialize};
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
    /// Redemptions in the period, at what came off the bills, without those undone.
    pub redeemed: Tally,
    /// Redemptions undone on their day.
    pub reversed: Tally,
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
    /// Beside what the till took.
    pub against: Against,
}

/// The cost of a period beside its net sales, and its incidents beside its covers: each of the same days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Against {
    /// How many business dates the period has.
    pub days: u32,
    /// Net sales; `None` where no day has them.
    pub net_sales: Option<Money>,
    /// On how many days they are known.
    pub net_sales_days: u32,
    /// Covers; `None` where no day has them.
    pub covers: Option<i64>,
    /// On how many days they are known.
    pub covers_days: u32,
    /// What it cost on the days whose net sales are known.
    pub cost: Money,
    /// How many incidents there were on the days whose covers are known.
    pub incidents: u32,
    /// The cost in percent of net sales, such as `0.89`.
    pub percent: Option<String>,
    /// Incidents for every thousand covers, such as `33.6`.
    pub per_thousand: Option<String>,
}

/// A way of posting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PostingMode {
    /// Its name.
    pub key: String,
    /// What people read.
    pub label: String,
    /// What it does, and its trap, in a sentence.
    pub says: String,
}

/// What an account takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AccountRule {
    /// Only of this category.
    pub category: Option<String>,
    /// Only of this kind.
    pub kind: Option<String>,
    /// The account.
    pub account: String,
}

/// How the shop posts, as it is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AccountsForm {
    /// The way of posting, by its name.
    pub mode: String,
    /// The other side: the till's account of comps for a reclass, sales for a gross-up; may be empty.
    pub against: String,
    /// Which account takes what. The narrower wins, and one of neither category nor kind takes everything else.
    pub rules: Vec<AccountRule>,
    /// The food cost in percent of the menu price; empty for no memo.
    pub food_share: String,
    /// What the memo charges.
    pub marketing: String,
    /// What the memo relieves.
    pub cost_of_goods: String,
    /// The tax rate that Xero asks for.
    pub tax_rate: String,
}

/// How the shop posts, and how it could.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Accounts {
    /// The ways of posting.
    pub modes: Vec<PostingMode>,
    /// What is set.
    pub set: AccountsForm,
}

/// One line of a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct JournalLine {
    /// The account.
    pub account: String,
    /// What it takes.
    pub debit: Option<Money>,
    /// What it gives.
    pub credit: Option<Money>,
    /// What it is.
    pub memo: String,
}

/// A journal entry. Its debits are its credits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Journal {
    /// Its number, the same for the same days.
    pub number: String,
    /// The business date it is posted on.
    pub date: String,
    /// What it is as a whole.
    pub narration: String,
    /// The debits together.
    pub total: Money,
    /// Its lines.
    pub lines: Vec<JournalLine>,
}

/// What was written, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Exported {
    /// The form.
    pub format: String,
    /// The files: one, or several where a program takes only so many lines.
    pub paths: Vec<String>,
    /// The closed period it is of.
    pub batch: Option<u32>,
    /// That these days were exported before, in a sentence.
    pub before: Option<String>,
}

/// How far an export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct ExportProgress {
    /// Lines that are written.
    pub done: u32,
    /// Of how many.
    pub total: u32,
}

/// A form that a closed period could not be written in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LeftOut {
    /// The form.
    pub form: String,
    /// Why not, in a sentence.
    pub why: String,
}

/// A closed period as a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Bundled {
    /// Where it is.
    pub folder: String,
    /// The files in it, without those that speak of the others.
    pub files: Vec<String>,
    /// What is not in it.
    pub left_out: Vec<LeftOut>,
    /// That a program had these days before, a sentence each.
    pub before: Vec<String>,
}

/// So many, and so much; may be below nought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Flow {
    /// How many.
    pub count: i64,
    /// How much.
    pub amount: Money,
}

/// What is outstanding of some age, or runs out within some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Bucket {
    /// From so many days on.
    pub from: u32,
    /// To so many days; `None` for any more.
    pub to: Option<u32>,
    /// How many.
    pub count: i64,
    /// What is left on them.
    pub amount: Money,
}

/// What is outstanding: how it moved in a period, and what it is at the end of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Outstanding {
    /// The first business date.
    pub from: String,
    /// The last business date.
    pub to: String,
    /// Before the first day.
    pub opening: Flow,
    /// Issued.
    pub issued: Flow,
    /// Used up, and what was used.
    pub redeemed: Flow,
    /// Ran out, less what got more time.
    pub expired: Flow,
    /// Voided or replaced.
    pub voided: Flow,
    /// At the end of the last day.
    pub closing: Flow,
    /// By the days since issue.
    pub by_age: Vec<Bucket>,
    /// By the days that are left.
    pub by_time_left: Vec<Bucket>,
    /// Certificates among them whose value is not known: counted, not summed.
    pub without_value: u32,
    /// The share never used of all that ran out, in percent; `None` while nothing did.
    pub breakage: Option<String>,
    /// What the outstanding may cost, going by the share used so far. A memo.
    pub expected_cost: Option<Money>,
}

/// Which movements are wanted: of a period, of one line of the books, of one figure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct BehindRequest {
    /// The first business date.
    pub from: String,
    /// The last business date.
    pub to: String,
    /// What the line is one of; `None` for all.
    pub by: Option<String>,
    /// The key of the line; empty for the one of nobody.
    pub key: String,
    /// The figure.
    pub figure: String,
}

/// One movement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Movement {
    /// The day it counts for.
    pub business_date: String,
    /// Why it counts: issued, redeemed, given, reversed, voided.
    pub basis: String,
    /// What the guest got.
    pub kind: String,
    /// What fell short.
    pub category: String,
    /// For which incident.
    pub incident_id: String,
    /// The end of a code.
    pub last_four: Option<String>,
    /// The benefit of a certificate, what a gesture was.
    pub what: Option<String>,
    /// The bill.
    pub bill: Option<String>,
    /// Who did it.
    pub staff: Option<String>,
    /// How much, where there is a figure.
    pub amount: Option<Money>,
}

/// The movements behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Behind {
    /// The latest of them, at most 500.
    pub rows: Vec<Movement>,
    /// How many there are.
    pub total: u32,
}

/// Which papers are wanted: of a figure of the roll-forward of a period, or of what is outstanding at its end.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct PapersBehindRequest {
    /// The first business date.
    pub from: String,
    /// The last business date.
    pub to: String,
    /// The figure: opening, issued, redeemed, expired, voided, closing; or age or time_left, of one bucket.
    pub figure: String,
    /// The first day of the bucket; nothing to any other figure.
    pub bucket: Option<u32>,
}

/// A paper behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PaperBehind {
    /// The day of what happened to it; of one that is outstanding, the last day it is good.
    pub day: String,
    /// A check or a certificate.
    pub kind: String,
    /// The end of its code.
    pub last_four: String,
    /// The benefit of a certificate.
    pub what: Option<String>,
    /// For which incident.
    pub incident_id: String,
    /// When it was issued.
    pub issued_on: String,
    /// The last day it is good.
    pub expires_on: String,
    /// What it adds to the count of the figure: nothing where only a part of it was used, less than that where it is not
    /// expired any more.
    pub count: i64,
    /// What it adds to the amount; `None` where its value is not known.
    pub amount: Option<Money>,
}

/// The papers behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PapersBehind {
    /// At most 500 of them: what happened last, or what runs out first.
    pub rows: Vec<PaperBehind>,
    /// How many there are.
    pub total: u32,
    /// What they add to the count of the figure.
    pub count: i64,
}

/// Something that is other in a later revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Difference {
    /// What.
    pub what: String,
    /// What it was; empty for what was not there.
    pub before: String,
    /// What it is; empty for what is not there any more.
    pub after: String,
}

/// That a closed period was opened again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReopeningMade {
    /// When.
    pub at: String,
    /// Why.
    pub reason: String,
    /// Who.
    pub staff: Option<String>,
}

/// A closed period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ClosingRow {
    /// Its number.
    pub batch: u32,
    /// Its revision, from 1.
    pub revision: u32,
    /// The first business date.
    pub from: String,
    /// The last business date.
    pub to: String,
    /// When it was closed.
    pub at: String,
    /// Who closed it.
    pub staff: Option<String>,
    /// How many movements.
    pub movements: u32,
    /// How many incidents.
    pub incidents: u32,
    /// What it cost.
    pub cost: Money,
    /// The digest of its details, SHA-256.
    pub details: String,
    /// The numbers of its journals.
    pub journals: Vec<String>,
    /// Whether it was opened again.
    pub reopened: Option<ReopeningMade>,
    /// What is other than in the revision before.
    pub differences: Vec<Difference>,
}

/// A line of the register of exports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ExportMade {
    /// When.
    pub at: String,
    /// The first business date.
    pub from: String,
    /// The last business date.
    pub to: String,
    /// Of which closed period.
    pub batch: Option<u32>,
    /// And which revision of it.
    pub revision: Option<u32>,
    /// In which form.
    pub form: String,
    /// The digest of each file, SHA-256.
    pub files: Vec<String>,
    /// Who exported it.
    pub staff: Option<String>,
}

/// The closed periods, and what was exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Closings {
    /// Today, as the books count it.
    pub today: String,
    /// The last day that was ever closed.
    pub through: Option<String>,
    /// The first day that the next closing takes in; `None` while nothing was recorded.
    pub next_from: Option<String>,
    /// The closed periods, the last first.
    pub rows: Vec<ClosingRow>,
    /// What was exported, the last first.
    pub exports: Vec<ExportMade>,
}
