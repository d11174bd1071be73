//! One sheet, written from its top to its end, with the looks of its cells.

use chrono::{Datelike as _, NaiveDate, Timelike as _};
use comeback_domain::{BusinessDate, Currency, Instant, Money};
use rust_xlsxwriter as xlsx;

use crate::{ExportError, Flow, Tally};

/// How high the head is, in points: two lines.
const HEAD: f64 = 32.0;

/// How the cells look.
pub(super) struct Looks {
    head: xlsx::Format,
    strong: xlsx::Format,
    count: xlsx::Format,
    money: xlsx::Format,
    date: xlsx::Format,
    moment: xlsx::Format,
    share: xlsx::Format,
    rate: xlsx::Format,
    currency: Currency,
}

impl Looks {
    pub fn of(currency: Currency) -> Self {
        let decimals = usize::try_from(currency.decimals()).unwrap_or(0);
        let money = match decimals {
            0 => "#,##0".to_owned(),
            decimals => format!("#,##0.{}", "0".repeat(decimals)),
        };
        let look = |format: &str| xlsx::Format::new().set_num_format(format);
        Self {
            head: xlsx::Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(xlsx::FormatAlign::Top)
                .set_border_bottom(xlsx::FormatBorder::Thin),
            strong: xlsx::Format::new().set_bold(),
            count: look("#,##0"),
            money: look(&money),
            date: look("yyyy-mm-dd"),
            moment: look("yyyy-mm-dd hh:mm:ss"),
            share: look("0.00%"),
            rate: look("0.0"),
            currency,
        }
    }
}

/// What stands in a cell.
pub(super) enum Cell<'a> {
    Empty,
    Text(&'a str),
    Strong(&'a str),
    Count(i64),
    Minor(i64),
    /// In hundredths of a percent.
    Share(i64),
    /// In tenths.
    Rate(i64),
    Date(BusinessDate),
    Moment(Instant),
}

impl<'a> Cell<'a> {
    pub fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }

    pub fn money(money: Option<Money>) -> Self {
        money.map_or(Self::Empty, |money| Self::Minor(money.minor))
    }

    pub fn date(date: Option<BusinessDate>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }

    /// Nothing at all is left blank.
    pub fn tally(tally: Tally) -> [Self; 2] {
        match (tally.count, tally.amount) {
            (0, 0) => [Self::Empty, Self::Empty],
            (count, amount) => [Self::Count(count.into()), Self::Minor(amount)],
        }
    }

    pub fn flow(flow: Flow) -> [Self; 2] {
        [Self::Count(flow.count), Self::Minor(flow.amount)]
    }
}

/// A sheet that is written from its top to its end, each line once: what is written leaves the memory.
pub(super) struct Sheet<'a> {
    sheet: &'a mut xlsx::Worksheet,
    looks: &'a Looks,
    row: u32,
}

impl<'a> Sheet<'a> {
    /// A sheet with its columns: how each is called, and how wide it is, in characters. The head stays while one scrolls.
    pub fn new(
        book: &'a mut xlsx::Workbook,
        looks: &'a Looks,
        name: &str,
        columns: &[(&str, u8)],
    ) -> Result<Self, ExportError> {
        let sheet = book.add_worksheet_with_constant_memory().map_err(of)?;
        let mut write = || -> Result<(), xlsx::XlsxError> {
            sheet.set_name(name)?;
            sheet.set_freeze_panes(1, 0)?;
            sheet.set_row_height(0, HEAD)?;
            // On paper: as wide as the page, with the head on each.
            sheet.set_landscape().set_print_fit_to_pages(1, 0);
            sheet.set_repeat_rows(0, 0)?;
            for (column, (title, width)) in (0..).zip(columns) {
                sheet.set_column_width(column, *width)?;
                sheet.write_string_with_format(0, column, *title, &looks.head)?;
            }
            Ok(())
        };
        write().map_err(of)?;
        Ok(Self { sheet, looks, row: 1 })
    }

    pub fn line<'c>(&mut self, cells: impl IntoIterator<Item = Cell<'c>>) -> Result<(), ExportError> {
        for (column, cell) in (0..).zip(cells) {
            self.cell(column, cell)?;
        }
        self.row += 1;
        Ok(())
    }

    fn cell(&mut self, column: u16, cell: Cell<'_>) -> Result<(), ExportError> {
        let (row, looks) = (self.row, self.looks);
        let written = match cell {
            Cell::Empty => return Ok(()),
            Cell::Text(text) => self.sheet.write_string(row, column, text),
            Cell::Strong(text) => self
                .sheet
                .write_string_with_format(row, column, text, &looks.strong),
            Cell::Count(count) => {
                self.sheet
                    .write_number_with_format(row, column, number(count, 0), &looks.count)
            }
            Cell::Minor(minor) => {
                let amount = number(minor, looks.currency.decimals());
                self.sheet
                    .write_number_with_format(row, column, amount, &looks.money)
            }
            Cell::Share(hundredths) => {
                self.sheet
                    .write_number_with_format(row, column, number(hundredths, 4), &looks.share)
            }
            Cell::Rate(tenths) => {
                self.sheet
                    .write_number_with_format(row, column, number(tenths, 1), &looks.rate)
            }
            Cell::Date(date) => self
                .sheet
                .write_datetime_with_format(row, column, &day(date)?, &looks.date),
            Cell::Moment(at) => {
                self.sheet
                    .write_datetime_with_format(row, column, &moment(at)?, &looks.moment)
            }
        };
        written.map(drop).map_err(of)
    }

    pub fn skip(&mut self) {
        self.row += 1;
    }
}

/// A number as a sheet holds it. Of whole minor units up to 2^53 the nearest binary fraction prints as the same decimals
/// again, so nothing is lost on the way.
#[expect(clippy::cast_precision_loss, reason = "money stays below 2^53")]
fn number(minor: i64, decimals: u32) -> f64 {
    minor as f64 / 10_f64.powi(i32::try_from(decimals).unwrap_or(0))
}

fn day(date: BusinessDate) -> Result<xlsx::ExcelDateTime, ExportError> {
    on(date.date())
}

pub(super) fn moment(at: Instant) -> Result<xlsx::ExcelDateTime, ExportError> {
    let time = at.time();
    // Hours, minutes and seconds are below 60.
    let [minute, second] = [time.minute(), time.second()].map(|part| u8::try_from(part).unwrap_or(0));
    let hour = u16::try_from(time.hour()).unwrap_or(0);
    on(at.date_naive())?.and_hms(hour, minute, second).map_err(of)
}

fn on(date: NaiveDate) -> Result<xlsx::ExcelDateTime, ExportError> {
    // Those of a month and a day always fit; a sheet refuses a year of its own accord.
    let [month, day] = [date.month(), date.day()].map(|part| u8::try_from(part).unwrap_or(0));
    xlsx::ExcelDateTime::from_ymd(u16::try_from(date.year()).unwrap_or(0), month, day).map_err(of)
}

/// More lines than a sheet holds is the one thing that a person can do something about.
fn of(error: xlsx::XlsxError) -> ExportError {
    match error {
        xlsx::XlsxError::RowColumnLimitError => ExportError::TooLong,
        error => ExportError::of(error),
    }
}
