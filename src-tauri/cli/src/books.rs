//! The books: totals of a period.

use clap::{Args, ValueEnum};
use comeback_actions::House;
use comeback_books::{Against, Outstanding, Tally, Totals, TotalsRow, hundredths, tenths};
use comeback_domain::{BusinessDate, By, Currency, Money, grouped};
use serde::Serialize;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::sheet::{counted, table};

/// A period of business dates, both included.
#[derive(Debug, Args)]
pub(crate) struct Period {
    /// The first business date, such as 2026-11-01
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub from: String,
    /// The last business date, such as 2026-11-30
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub to: String,
}

#[derive(Serialize)]
struct TotalsObject<'a> {
    from: BusinessDate,
    to: BusinessDate,
    currency: Currency,
    incidents: u32,
    by_category: Vec<Row<'a>>,
    by_kind: Vec<Row<'a>>,
    total: Row<'a>,
    outstanding: Outstanding,
    against: AgainstObject,
}

#[derive(Serialize)]
struct AgainstObject {
    #[serde(flatten)]
    against: Against,
    percent_of_net_sales: Option<String>,
    incidents_per_1000_covers: Option<String>,
}

impl From<Against> for AgainstObject {
    fn from(against: Against) -> Self {
        Self {
            against,
            percent_of_net_sales: against.of_net_sales().map(hundredths),
            incidents_per_1000_covers: against.per_thousand_covers().map(tenths),
        }
    }
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    row: &'a TotalsRow,
    cost: i64,
}

impl<'a> From<&'a TotalsRow> for Row<'a> {
    fn from(row: &'a TotalsRow) -> Self {
        Self {
            row,
            cost: row.cost(),
        }
    }
}

impl<'a> From<&'a Totals> for TotalsObject<'a> {
    fn from(totals: &'a Totals) -> Self {
        Self {
            from: totals.from,
            to: totals.to,
            currency: totals.currency,
            incidents: totals.incidents,
            by_category: totals.by_category.iter().map(Row::from).collect(),
            by_kind: totals.by_kind.iter().map(Row::from).collect(),
            total: Row::from(&totals.total),
            outstanding: totals.outstanding,
            against: totals.against.into(),
        }
    }
}

/// A period to add up.
#[derive(Debug, Args)]
pub(crate) struct AddUp {
    #[command(flatten)]
    period: Period,
    /// By which figures: what was issued (control), or what was redeemed and given (cost); both without it
    #[arg(long, value_enum, ignore_case = true)]
    basis: Option<BasisArg>,
    /// One line for each of these alone
    #[arg(long, value_enum, ignore_case = true)]
    by: Option<ByArg>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "snake_case")]
enum BasisArg {
    /// What was issued, and what was voided of it
    Issued,
    /// What was redeemed, comps and gestures
    Redeemed,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ByArg {
    /// What fell short
    Category,
    /// What the guest got
    Kind,
    /// Who gave it
    Staff,
    /// Who said yes to what went over a limit
    Approver,
    /// The cause that was named
    Reason,
    /// Where it happened
    Location,
}

impl From<ByArg> for By {
    fn from(by: ByArg) -> Self {
        match by {
            ByArg::Category => Self::Category,
            ByArg::Kind => Self::Kind,
            ByArg::Staff => Self::Staff,
            ByArg::Approver => Self::Approver,
            ByArg::Reason => Self::Reason,
            ByArg::Location => Self::Location,
        }
    }
}

#[derive(Serialize)]
struct ByObject<'a> {
    from: BusinessDate,
    to: BusinessDate,
    currency: Currency,
    by: &'static str,
    basis: Option<BasisArg>,
    rows: Vec<Row<'a>>,
    total: Row<'a>,
}

impl AddUp {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let (from, to) = (&self.period.from, &self.period.to);
        let totals = house.totals(from, to).await?;
        let Some(by) = self.by.map(By::from) else {
            return Answer::new(&TotalsObject::from(&totals), totals_text(&totals, self.basis));
        };
        let rows = house.totals_by(from, to, by.key()).await?;
        let object = ByObject {
            from: totals.from,
            to: totals.to,
            currency: totals.currency,
            by: by.key(),
            basis: self.basis,
            rows: rows.iter().map(Row::from).collect(),
            total: Row::from(&totals.total),
        };
        let mut lines = vec![headings(self.basis)];
        lines.extend(rows.iter().map(|row| cells(row, &totals, self.basis)));
        lines.push(vec![String::new()]);
        lines.push(cells(&totals.total, &totals, self.basis));
        let text = format!("{}, by {}\n\n{}", heading(&totals), by.key(), table(&lines));
        Answer::new(&object, text)
    }
}

fn heading(totals: &Totals) -> String {
    format!(
        "{} to {}, in {}: {}",
        totals.from.readable(),
        totals.to.readable(),
        totals.currency.code(),
        counted(totals.incidents, "incident"),
    )
}

fn totals_text(totals: &Totals, basis: Option<BasisArg>) -> String {
    let mut rows = vec![headings(basis)];
    let blank = || vec![String::new()];
    rows.extend(totals.by_category.iter().map(|row| cells(row, totals, basis)));
    rows.push(blank());
    rows.extend(totals.by_kind.iter().map(|row| cells(row, totals, basis)));
    rows.push(blank());
    rows.push(cells(&totals.total, totals, basis));
    format!(
        "{}\n\n{}\n{}\n{}",
        heading(totals),
        table(&rows),
        outstanding(totals),
        against(totals)
    )
}

/// Whether figures of this basis are shown.
fn wants(asked: Option<BasisArg>, basis: BasisArg) -> bool {
    asked.is_none_or(|asked| asked == basis)
}

fn headings(basis: Option<BasisArg>) -> Vec<String> {
    let mut names = vec![""];
    if wants(basis, BasisArg::Issued) {
        names.extend(["", "issued", "", "voided"]);
    }
    if wants(basis, BasisArg::Redeemed) {
        names.extend([
            "", "redeemed", "", "reversed", "", "comps", "", "gestures", "cost",
        ]);
    }
    names.into_iter().map(str::to_owned).collect()
}

/// The label, each tally as how many and how much, and the cost. Nothing at all is left blank, but for the cost of all.
fn cells(row: &TotalsRow, totals: &Totals, basis: Option<BasisArg>) -> Vec<String> {
    let money = |minor| Money::new(minor, totals.currency).to_string();
    let tally = |tally: &Tally| match (tally.count, tally.amount) {
        (0, 0) => [String::new(), String::new()],
        (count, amount) => [grouped(count), money(amount)],
    };
    let mut made = vec![row.label.clone().into_owned()];
    if wants(basis, BasisArg::Issued) {
        made.extend([row.issued, row.voided].iter().flat_map(tally));
    }
    if wants(basis, BasisArg::Redeemed) {
        let figures = [row.redeemed, row.reversed, row.comps, row.gestures];
        made.extend(figures.iter().flat_map(tally));
        made.push(match row.cost() {
            0 if row.key != totals.total.key => String::new(),
            cost => money(cost),
        });
    }
    made
}

fn outstanding(totals: &Totals) -> String {
    let open = totals.outstanding;
    let worth = Money::new(open.amount, totals.currency);
    let unvalued = match open.without_value {
        0 => String::new(),
        some => format!(", {} of them without a figure", grouped(some)),
    };
    format!(
        "Outstanding at the end of {}: {} for {worth}{unvalued}.",
        totals.to.readable(),
        grouped(open.count)
    )
}

/// The cost beside net sales, and the incidents beside covers; or what to type in for them.
fn against(totals: &Totals) -> String {
    let against = &totals.against;
    let money = |minor| Money::new(minor, totals.currency).to_string();
    let on = |known: u32| match against.till.days {
        1 => String::new(),
        days if known == days => format!(" on {} days", grouped(days)),
        days => format!(" on {} of {} days", grouped(known), grouped(days)),
    };
    let (sales, covers) = (against.till.net_sales, against.till.covers);
    let cost = match against.of_net_sales() {
        Some(share) => format!(
            "Cost: {}% of net sales, {} of {}{}.",
            hundredths(share),
            money(against.cost_on_those_days),
            money(sales.sum),
            on(sales.days)
        ),
        None => "No net sales are known for these days: type them in with pos.".to_owned(),
    };
    let incidents = match against.per_thousand_covers() {
        Some(rate) => format!(
            "Incidents: {} for every 1,000 covers, {} among {}{}.",
            tenths(rate),
            grouped(against.incidents_on_those_days),
            grouped(covers.sum.unsigned_abs()),
            on(covers.days)
        ),
        None => "No covers are known for these days: type them in with pos.".to_owned(),
    };
    format!("{cost}\n{incidents}\n")
}
