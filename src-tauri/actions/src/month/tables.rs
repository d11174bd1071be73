//! The tables of the month on a page.

use comeback_books::{Against, Bucket, Flow, RollForward, Tally, Tie, TotalsRow, hundredths, tenths};
use comeback_domain::{BusinessDate, By, Currency, Money, grouped};
use comeback_paper::{ReportRow, ReportTable};

use crate::outstanding::OutstandingAt;

pub(super) fn heading(by: By) -> &'static str {
    match by {
        By::Category => "By what fell short",
        By::Kind => "By make-good",
        By::Staff => "By who gave it",
        By::Approver => "By who approved it",
        By::Reason => "By the cause named",
        By::Location => "By where it happened",
    }
}

/// How figures are written in the tables: amounts without their sign, nothing as a dash.
pub(super) struct Sheet {
    pub currency: Currency,
}

impl Sheet {
    fn amount(&self, minor: i64) -> String {
        let text = Money::new(minor, self.currency).to_string();
        text.replacen(&self.currency.prefix(), "", 1)
    }

    fn or_dash(&self, minor: i64) -> String {
        match minor {
            0 => "–".to_owned(),
            minor => self.amount(minor),
        }
    }

    pub fn table(&self, heading: &str, rows: &[TotalsRow], total: &TotalsRow) -> ReportTable {
        let columns = [
            "", "n", "Issued", "n", "Redeemed", "Comp now", "Gestures", "Cost", "Voided", "Undone",
        ];
        // Nobody asks for every category that nothing fell short in.
        let told = rows.iter().filter(|row| !is_nothing(row));
        let mut rows: Vec<ReportRow> = told
            .map(|row| self.row(row.label.to_string(), row, false))
            .collect();
        rows.push(self.row("In all".to_owned(), total, true));
        ReportTable {
            heading: heading.to_owned(),
            columns: columns.map(str::to_owned).to_vec(),
            rows,
            note: None,
        }
    }

    fn row(&self, label: String, row: &TotalsRow, sum: bool) -> ReportRow {
        let count = |tally: Tally| match tally.count {
            0 => "–".to_owned(),
            count => grouped(count),
        };
        ReportRow {
            cells: vec![
                label,
                count(row.issued),
                self.or_dash(row.issued.amount),
                count(row.redeemed),
                self.or_dash(row.redeemed.amount),
                self.or_dash(row.comps.amount),
                self.or_dash(row.gestures.amount),
                self.or_dash(row.cost()),
                self.or_dash(row.voided.amount),
                self.or_dash(row.reversed.amount),
            ],
            sum,
        }
    }

    pub fn against(&self, against: &Against, tie: &Tie) -> ReportTable {
        let days = against.till.days;
        let on = |known: u32| format!("on {known} of {days} days");
        let mut rows = Vec::new();
        let sales = against.till.net_sales;
        rows.push(match against.of_net_sales() {
            Some(share) => line(
                format!("Cost in percent of net sales, {}", on(sales.days)),
                format!("{}%", hundredths(share)),
                format!(
                    "{} of {}",
                    self.amount(against.cost_on_those_days),
                    self.amount(sales.sum)
                ),
            ),
            None => line("Cost in percent of net sales: none are known", "–", ""),
        });
        let covers = against.till.covers;
        rows.push(match against.per_thousand_covers() {
            Some(rate) => line(
                format!("Incidents for every 1,000 covers, {}", on(covers.days)),
                tenths(rate),
                format!(
                    "{} among {}",
                    grouped(against.incidents_on_those_days),
                    grouped(covers.sum.unsigned_abs())
                ),
            ),
            None => line("Incidents for every 1,000 covers: none are known", "–", ""),
        });
        if tie.rows.is_empty() {
            rows.push(line(
                "Comps of the till against ours: the till’s are not known",
                "–",
                "",
            ));
        } else {
            rows.push(line(
                format!("Comps of the till, {}", on(tie.known_days)),
                self.amount(tie.till()),
                "",
            ));
            rows.push(line(
                "What came off bills with us on those days",
                self.amount(tie.ours()),
                "",
            ));
            rows.push(line("Apart", self.amount(tie.difference()), ""));
        }
        let alone = tie.ours_alone.len() + tie.till_alone.len() + tie.other_amounts.len();
        if tie.days_with_bills > 0 {
            rows.push(line(
                format!(
                    "Bills without a match, on {} days whose list is known",
                    tie.days_with_bills
                ),
                alone.to_string(),
                "",
            ));
        }
        ReportTable {
            heading: "Beside the till".to_owned(),
            columns: Vec::new(),
            rows,
            note: Some(
                "Each is of the days on which both figures are known. Gestures never came off a bill."
                    .to_owned(),
            ),
        }
    }

    pub fn rolled(&self, roll: &RollForward, end: BusinessDate) -> ReportTable {
        let flow = |name: String, flow: Flow, sign: i64| {
            line(
                name,
                (sign * flow.count).to_string().replace('-', "−"),
                self.amount(sign * flow.amount),
            )
        };
        let mut rows = vec![
            flow(format!("Before {}", roll.from.readable()), roll.opening, 1),
            flow("Issued".to_owned(), roll.issued, 1),
            flow("Redeemed".to_owned(), roll.redeemed, -1),
            flow("Expired".to_owned(), roll.expired, -1),
            flow("Voided".to_owned(), roll.voided, -1),
        ];
        rows.push(ReportRow {
            sum: true,
            ..flow(format!("At the end of {}", end.readable()), roll.closing, 1)
        });
        ReportTable {
            heading: "Outstanding, rolled forward".to_owned(),
            columns: Vec::new(),
            rows,
            note: Some(
                "At face: a certificate at the value it was issued with. A memo; no entry is made of it."
                    .to_owned(),
            ),
        }
    }

    pub fn outstanding(&self, open: &OutstandingAt) -> ReportTable {
        let bucket = |what: &str, bucket: &Bucket| {
            let span = match bucket.to {
                Some(to) => format!("{} to {to} days", bucket.from),
                None => format!("{} days or more", bucket.from),
            };
            line(
                what.replace("…", &span),
                bucket.tally.count.to_string(),
                self.amount(bucket.tally.amount),
            )
        };
        let mut rows: Vec<ReportRow> = open
            .by_age
            .iter()
            .map(|each| bucket("Issued … ago", each))
            .collect();
        rows.extend(
            open.by_time_left
                .iter()
                .map(|each| bucket("Good for … more", each)),
        );
        if let Some(cost) = open.stood.expected_cost() {
            rows.push(line(
                "What it may cost, going by the share used so far",
                "",
                self.amount(cost),
            ));
        }
        ReportTable {
            heading: "Outstanding, by age and by the time that is left".to_owned(),
            columns: Vec::new(),
            rows,
            note: None,
        }
    }
}

fn line(label: impl Into<String>, one: impl Into<String>, other: impl Into<String>) -> ReportRow {
    ReportRow {
        cells: vec![label.into(), one.into(), other.into()],
        sum: false,
    }
}

fn is_nothing(row: &TotalsRow) -> bool {
    row.tallies()
        .iter()
        .all(|tally| (tally.count, tally.amount) == (0, 0))
}
