//! The month on a page, as a document. Of a closed period it is the same to the byte for ever: it is set as the house was
//! when it was closed, and a cause that was named since is not in it.

use std::path::{Path, PathBuf};

use comeback_books::{
    Against, Bucket, Flow, RollForward, Tally, Tie, Totals, TotalsRow, hundredths, rows_by, tenths,
};
use comeback_domain::{
    BusinessDate, By, Closing, Currency, Deed, Instant, Money, Paper, Shop, StaffName, readable_moment,
    stretch,
};
use comeback_paper::{Rendered, Report, ReportRow, ReportTable};
use comeback_store::{Tx, closing, event, totals};

use crate::face::paper_kind;
use crate::outstanding::{OutstandingAt, end_of, open_at, rolled};
use crate::{ActionError, Destination, House, books, dto, till, typed};

/// The month on a page before it is set.
pub(crate) struct MonthDocument {
    paper: Paper,
    report: Report,
    made_at: Instant,
}

/// The month on a page, set and ready to leave the house.
pub(crate) struct MonthPage {
    /// On which paper.
    pub paper: Paper,
    /// The document.
    pub page: Rendered,
}

impl House {
    /// The month on a page as a PDF. A closed period gives the same bytes every time.
    ///
    /// # Errors
    /// [`ActionError::Date`] or [`ActionError::PeriodBackwards`].
    pub async fn month_pdf(&self, from: &str, to: &str) -> Result<Vec<u8>, ActionError> {
        let period = typed::period(from, to)?;
        Ok(self.month_page(period).await?.page.pdf)
    }

    /// Prints the month on a page on the printer for full pages.
    ///
    /// # Errors
    /// As [`House::month_pdf`]; [`ActionError::NoPrinter`], [`ActionError::NotPrinted`].
    pub async fn print_month(&self, from: &str, to: &str) -> Result<dto::PrintJob, ActionError> {
        let period = typed::period(from, to)?;
        let MonthPage { paper, page } = self.month_page(period).await?;
        let choice = self
            .printer_for(paper, None)
            .await?
            .map_err(ActionError::NotPrinted)?;
        let title = format!("Comeback, {}", title(period));
        self.print_page(choice, &title, (paper, page)).await
    }

    /// Writes the month on a page to a folder, to be opened there.
    ///
    /// # Errors
    /// As [`House::month_pdf`], and [`ActionError::CannotWrite`].
    pub async fn month_to_open(&self, from: &str, to: &str, folder: &Path) -> Result<PathBuf, ActionError> {
        let period = typed::period(from, to)?;
        let made = self.month_page(period).await?;
        let name = format!("{}.pdf", title(period));
        Destination::reserve_in(folder, &name)?.finish(&made.page.pdf)
    }

    /// The month of a period, of the days it is closed as where it is closed.
    pub(crate) async fn month_page(
        &self,
        period: (BusinessDate, BusinessDate),
    ) -> Result<MonthPage, ActionError> {
        let now = self.clock.now();
        let document = self
            .read(Deed::Export, move |tx, shop, today| {
                MonthDocument::read(tx, shop, period, (today, now))
            })
            .await?;
        document.set(self)
    }
}

impl MonthDocument {
    /// Reads it: of a closed period as the house was when it was closed.
    ///
    /// # Errors
    /// [`ActionError`] of the house.
    pub fn read(
        tx: &Tx<'_>,
        shop: &Shop,
        period: (BusinessDate, BusinessDate),
        (today, now): (BusinessDate, Instant),
    ) -> Result<Self, ActionError> {
        let closings = closing::all(tx)?;
        let closed = closings.exactly(period.0, period.1);
        let then = closed
            .map(|closing| event::shop_before(tx, closing.seq))
            .transpose()?;
        let shop = then.flatten().unwrap_or_else(|| shop.clone());
        Ok(Self {
            paper: shop.paper.full_page(),
            report: report(tx, &shop, closed, period, (today, now))?,
            made_at: closed.map_or(now, |closing| closing.at),
        })
    }

    /// Sets it.
    ///
    /// # Errors
    /// [`ActionError::Paper`].
    pub fn set(&self, house: &House) -> Result<MonthPage, ActionError> {
        let kind = paper_kind(self.paper);
        let page = house.typesetter()?.report(kind, &self.report, self.made_at)?;
        Ok(MonthPage {
            paper: self.paper,
            page,
        })
    }
}

/// `October 2026`, or the days.
fn title((from, to): (BusinessDate, BusinessDate)) -> String {
    let whole = chrono::Datelike::day(&from.date()) == 1
        && to.plus_days(1) == BusinessDate::new(from.date() + chrono::Months::new(1));
    if whole {
        from.date().format("%B %Y").to_string()
    } else {
        stretch(from, to)
    }
}

fn report(
    tx: &Tx<'_>,
    shop: &Shop,
    closed: Option<&Closing>,
    asked: (BusinessDate, BusinessDate),
    (today, now): (BusinessDate, Instant),
) -> Result<Report, ActionError> {
    let period = closed.map_or(asked, |closing| (closing.closed.from, closing.closed.to));
    let currency = shop.currency;
    let totals = books::totals_of(tx, currency, period)?;
    let sheet = Sheet { currency };
    let mut tables = vec![
        sheet.table("By what fell short", &totals.by_category, &totals.total),
        sheet.table("By make-good", &totals.by_kind, &totals.total),
    ];
    let further = [By::Staff, By::Approver, By::Reason, By::Location];
    let sums = totals::sums_by(tx, further, period, closed.map(|closing| closing.seq))?;
    for (by, sums) in further.into_iter().zip(sums) {
        tables.push(sheet.table(heading(by), &rows_by(by, &sums), &totals.total));
    }
    tables.push(sheet.against(&totals.against, &till::tied(tx, currency, period)?));
    let end = end_of(period, today);
    let open = open_at(tx, currency, end)?;
    let roll = rolled(tx, currency, period, &open.stood)?;
    tables.push(sheet.rolled(&roll, end));
    tables.push(sheet.outstanding(&open));
    Ok(Report {
        house: shop.name.clone(),
        title: title(period),
        words: words(&totals),
        state: state(shop, closed, now),
        tables,
    })
}

fn heading(by: By) -> &'static str {
    match by {
        By::Category => "By what fell short",
        By::Kind => "By make-good",
        By::Staff => "By who gave it",
        By::Approver => "By who approved it",
        By::Reason => "By the cause named",
        By::Location => "By where it happened",
    }
}

fn words(totals: &Totals) -> Vec<String> {
    vec![
        format!(
            "{} to {}, {}. Amounts in {}, at menu price before tax and tip.",
            totals.from.readable(),
            totals.to.readable(),
            match totals.incidents {
                1 => "1 incident".to_owned(),
                many => format!("{many} incidents"),
            },
            totals.currency.code()
        ),
        "Issued is what was promised on these days. Redeemed, comp now and gestures are what it cost, on the day it was \
         taken off a bill or given. The two are never added to one another. Voided and undone stand apart, and are in no cost."
            .to_owned(),
    ]
}

/// Whether it is final, and by which digest; or when it was printed.
fn state(shop: &Shop, closed: Option<&Closing>, now: Instant) -> String {
    let at = |at: Instant| readable_moment(at, shop.timezone);
    let Some(closing) = closed else {
        return format!(
            "Not closed: these figures may still change. As they stood on {}.",
            at(now)
        );
    };
    let said = &closing.closed;
    let by = said
        .staff
        .as_ref()
        .map(StaffName::as_str)
        .map_or(String::new(), |name| format!(", by {name}"));
    format!(
        "Closed as batch {}, revision {}, on {}{by}. SHA-256 of its details: {}",
        said.batch.number,
        said.batch.revision,
        at(closing.at),
        said.details
    )
}

/// How figures are written in the tables: amounts without their sign, nothing as a dash.
struct Sheet {
    currency: Currency,
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

    fn table(&self, heading: &str, rows: &[TotalsRow], total: &TotalsRow) -> ReportTable {
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
            count => grouped(count.into()),
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

    fn against(&self, against: &Against, tie: &Tie) -> ReportTable {
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
                    grouped(against.incidents_on_those_days.into()),
                    grouped(covers.sum)
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

    fn rolled(&self, roll: &RollForward, end: BusinessDate) -> ReportTable {
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

    fn outstanding(&self, open: &OutstandingAt) -> ReportTable {
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
    let tallies = [
        row.issued,
        row.redeemed,
        row.comps,
        row.gestures,
        row.voided,
        row.reversed,
    ];
    tallies.iter().all(|tally| (tally.count, tally.amount) == (0, 0))
}

/// `1,234`.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    groups
        .map(|group| String::from_utf8_lossy(group))
        .collect::<Vec<_>>()
        .join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_month_is_called_by_its_name() {
        let day = |text| BusinessDate::parse(text).expect("a date");
        let named = |from, to| title((day(from), day(to)));
        assert_eq!(named("2026-10-01", "2026-10-31"), "October 2026");
        assert_eq!(named("2028-02-01", "2028-02-29"), "February 2028");
        assert_eq!(named("2026-12-01", "2026-12-31"), "December 2026");
        assert_eq!(named("2026-10-01", "2026-10-30"), "1 Oct 2026 to 30 Oct 2026");
        assert_eq!(named("2026-10-02", "2026-11-01"), "2 Oct 2026 to 1 Nov 2026");
    }
}
