//! The month on a page, as a document. Of a closed period it is the same to the byte for ever: it is set as the house was
//! when it was closed, and a cause that was named since is not in it.

mod tables;

use std::path::{Path, PathBuf};

use comeback_books::{Totals, rows_by};
use comeback_domain::{
    BusinessDate, By, Closing, Deed, Instant, Paper, Shop, StaffName, readable_moment, stretch,
};
use comeback_paper::{Rendered, Report};
use comeback_store::{Tx, closing, event, totals};

use self::tables::{Sheet, heading};
use crate::face::paper_kind;
use crate::outstanding::{end_of, open_at, rolled};
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
