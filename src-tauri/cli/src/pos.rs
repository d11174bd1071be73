//! What the till took.

use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args};
use comeback_actions::dto::{Takings, TakingsForm, TakingsOfPeriod, TakingsStretch, TillBillsForm};
use comeback_actions::{Code, House};
use comeback_domain::grouped;
use serde::Serialize;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::files;
use crate::sheet::{amount, counted, day, table};

/// What the till took, of one day, of a period as a whole, or of many days from a file.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("when").required(true).args(["date", "from", "paste", "bills"]))]
pub(crate) struct Pos {
    /// The business date
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    date: Option<String>,
    /// The first business date of a period; its figures are of all its days together
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, requires = "to")]
    from: Option<String>,
    /// The last business date of the period
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, requires = "from")]
    to: Option<String>,
    /// A file with a line a day, as copied from a spreadsheet: date, net sales, covers, comps; - for standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["net_sales", "covers", "comps"])]
    paste: Option<PathBuf>,
    /// A file with a line a bill that the till took a comp off: date, bill, amount; - for standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["net_sales", "covers", "comps"])]
    bills: Option<PathBuf>,
    /// What was sold, after discounts and before tax; empty takes it away
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    net_sales: Option<String>,
    /// How many guests were served; empty takes it away
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    covers: Option<String>,
    /// What the till itself booked as comps; empty takes it away
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    comps: Option<String>,
    /// Who sets it
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
}

/// What stands after it, and how many stretches are new or other than before.
#[derive(Serialize)]
struct Set {
    written: u32,
    #[serde(flatten)]
    takings: TakingsOfPeriod,
}

impl Pos {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        if let Some(file) = &self.bills {
            return bills(house, file, self.staff.unwrap_or_default()).await;
        }
        let stretches = match &self.paste {
            Some(file) => pasted(house, file).await?,
            None => vec![self.stretch()],
        };
        let from = least(&stretches, |stretch| &stretch.from);
        let to = least(&stretches, |stretch| &stretch.to);
        let (Some(from), Some(to)) = (from.first().cloned(), to.last().cloned()) else {
            return Err(Failure::plain(Code::BadText, NOTHING.to_owned()));
        };
        let asks =
            self.paste.is_none() && self.net_sales.is_none() && self.covers.is_none() && self.comps.is_none();
        let written = if asks {
            0
        } else {
            let staff = self.staff.unwrap_or_default();
            house.set_takings(TakingsForm { stretches, staff }).await?.written
        };
        let takings = house.takings(&from, &to).await?;
        let text = text(&takings);
        Answer::new(&Set { written, takings }, text)
    }

    fn stretch(&self) -> TakingsStretch {
        let of = |end: &Option<String>| end.as_ref().or(self.date.as_ref()).cloned().unwrap_or_default();
        TakingsStretch {
            from: of(&self.from),
            to: of(&self.to),
            net_sales: self.net_sales.clone(),
            covers: self.covers.clone(),
            comps: self.comps.clone(),
        }
    }
}

const NOTHING: &str = "There is no day in this. Paste lines with a date and its figures.";

/// The dates in their order; ISO dates sort as text.
fn least(stretches: &[TakingsStretch], date: impl Fn(&TakingsStretch) -> &String) -> Vec<String> {
    let mut dates: Vec<String> = stretches
        .iter()
        .map(|stretch| date(stretch).trim().to_owned())
        .collect();
    dates.sort_unstable();
    dates
}

fn text_of(file: &Path) -> Result<String, Failure> {
    files::text(file, "Choose a file of text.")
}

async fn pasted(house: &House, file: &Path) -> Result<Vec<TakingsStretch>, Failure> {
    let read = house.read_takings(&text_of(file)?).await?;
    faultless(&read.faults)?;
    Ok(read.stretches)
}

/// Nothing is set while a line cannot be read.
fn faultless(faults: &[String]) -> Result<(), Failure> {
    if faults.is_empty() {
        return Ok(());
    }
    let message = format!("{}\nNothing was set.", faults.join("\n"));
    Err(Failure::plain(Code::BadText, message))
}

#[derive(Serialize)]
struct BillsSet {
    days: usize,
    bills: usize,
    written: u32,
}

async fn bills(house: &House, file: &Path, staff: String) -> Result<Answer, Failure> {
    let read = house.read_till_bills(&text_of(file)?).await?;
    faultless(&read.faults)?;
    let days = read.days.len();
    let bills = read.days.iter().map(|day| day.bills.len()).sum();
    let form = TillBillsForm {
        days: read.days,
        staff,
    };
    let written = house.set_till_bills(form).await?.written;
    let text = format!(
        "{} of {} {} set. Hold them against ours with tie.\n",
        counted(u64::try_from(bills).unwrap_or(u64::MAX), "bill"),
        counted(u64::try_from(days).unwrap_or(u64::MAX), "day"),
        if bills == 1 { "is" } else { "are" },
    );
    Answer::new(&BillsSet { days, bills, written }, text)
}

fn text(takings: &TakingsOfPeriod) -> String {
    let heading = if takings.from == takings.to {
        day(&takings.from)
    } else {
        format!("{} to {}", day(&takings.from), day(&takings.to))
    };
    let mut rows = vec![
        ["", "net sales", "covers", "comps of the till"]
            .map(str::to_owned)
            .to_vec(),
    ];
    rows.extend(takings.stretches.iter().map(row));
    if takings.stretches.is_empty() {
        return format!("{heading}\n\n  Nothing was typed in for these days.\n");
    }
    if takings.stretches.len() > 1 {
        rows.push(vec![String::new()]);
        rows.push(vec![
            "In all".to_owned(),
            amount(takings.net_sales.as_ref()).unwrap_or_default(),
            takings
                .covers
                .map_or(String::new(), |covers| grouped(covers.unsigned_abs())),
            amount(takings.comps.as_ref()).unwrap_or_default(),
        ]);
    }
    let known = [
        ("net sales", takings.net_sales_days),
        ("covers", takings.covers_days),
        ("comps", takings.comps_days),
    ];
    let missing: Vec<String> = known
        .iter()
        .filter(|(_, days)| (1..takings.days).contains(days))
        .map(|(name, days)| format!("{name} on {} of {} days", grouped(*days), grouped(takings.days)))
        .collect();
    let missing = if missing.is_empty() {
        String::new()
    } else {
        format!("\nKnown so far: {}.\n", missing.join(", "))
    };
    format!("{heading}\n\n{}{missing}", table(&rows))
}

fn row(takings: &Takings) -> Vec<String> {
    let days = if takings.from == takings.to {
        day(&takings.from)
    } else {
        format!("{} to {}", day(&takings.from), day(&takings.to))
    };
    vec![
        days,
        amount(takings.net_sales.as_ref()).unwrap_or_default(),
        takings.covers.map_or(String::new(), grouped),
        amount(takings.comps.as_ref()).unwrap_or_default(),
    ]
}
