//! What the till took.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args};
use comeback_actions::dto::{Takings, TakingsForm, TakingsOfPeriod, TakingsStretch};
use comeback_actions::{Code, House};
use serde::Serialize;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::sheet::{amount, day, number, table};

/// What the till took, of one day, of a period as a whole, or of many days from a file.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("when").required(true).args(["date", "from", "paste"]))]
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

async fn pasted(house: &House, file: &Path) -> Result<Vec<TakingsStretch>, Failure> {
    let read = if file == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().lock().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(file)
    };
    let text = read.map_err(|error| {
        let message = format!(
            "{} cannot be read: {error}. Choose a file of text.",
            file.display()
        );
        Failure::plain(Code::BadText, message)
    })?;
    let read = house.read_takings(&text).await?;
    if read.faults.is_empty() {
        Ok(read.stretches)
    } else {
        let message = format!("{} Nothing was set.", read.faults.join("\n"));
        Err(Failure::plain(Code::BadText, message))
    }
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
                .map_or(String::new(), |covers| number(covers.unsigned_abs())),
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
        .map(|(name, days)| format!("{name} on {} of {} days", number(*days), number(takings.days)))
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
        takings.covers.map_or(String::new(), number),
        amount(takings.comps.as_ref()).unwrap_or_default(),
    ]
}
