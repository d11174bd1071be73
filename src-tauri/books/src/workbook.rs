//! A period as a workbook, for people: typed cells, one sheet a question.

use std::ops::ControlFlow;

use chrono::{Datelike as _, NaiveDate, Timelike as _};
use comeback_domain::{
    Basis, BatchRef, BusinessDate, Currency, Digest, Instant, MakeGoodKind, Money, Movement, StaffName,
};
use rust_xlsxwriter as xlsx;

use crate::{Against, ExportError, Flow, RollForward, Tally, Totals, TotalsRow};

/// How high the head is, in points: two lines.
const HEAD: f64 = 32.0;
/// After so many lines somebody may break it off.
const STEP: usize = 1_000;

/// A voucher that was outstanding at the end of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenVoucher {
    /// A check or a certificate.
    pub kind: MakeGoodKind,
    /// The end of its code.
    pub last_four: String,
    /// What a certificate is good for.
    pub what: Option<String>,
    /// When it was issued.
    pub issued_on: BusinessDate,
    /// The last day it was good.
    pub expires_on: BusinessDate,
    /// What was left on it; `None` for a certificate without a figure.
    pub left: Option<Money>,
    /// Its incident.
    pub incident: String,
}

/// As what a period was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedAs {
    /// Its number and revision.
    pub batch: BatchRef,
    /// When.
    pub at: Instant,
    /// By whom.
    pub staff: Option<StaffName>,
    /// The digest of its details.
    pub details: Digest,
}

/// What a workbook says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The business.
    pub business: String,
    /// As what it was closed; `None` for days that are open, or that are no closed period.
    pub closed: Option<ClosedAs>,
    /// When it was made: of a closed period the moment it was closed, so that it comes out the same for ever.
    pub made: Instant,
    /// By which version of the program.
    pub program: String,
    /// The last event it knows of.
    pub event: i64,
    /// The hash of that event, which is the head of the chain up to it.
    pub chain: Digest,
}

/// A period with everything a workbook shows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// The totals by category and by kind.
    pub totals: Totals,
    /// The same by further questions: how each is called, and its lines.
    pub by: Vec<(&'static str, Vec<TotalsRow>)>,
    /// How what is outstanding moved.
    pub roll: RollForward,
    /// Every movement.
    pub movements: Vec<Movement>,
    /// What was outstanding at its end.
    pub open: Vec<OpenVoucher>,
    /// What it says of itself.
    pub about: About,
}

impl Month {
    /// How many lines its details and its outstanding are together.
    pub fn lines(&self) -> usize {
        self.movements.len() + self.open.len()
    }
}

/// Writes a period as a workbook: Summary, Detail, Outstanding, Voids and About. Dates are dates and money is numbers, at
/// the decimals of its currency; text is text, also where it looks like a formula; of a code only the last four. The same
/// month gives the same bytes. `watch` is told how many lines are written and may break it off: `None` then.
///
/// # Errors
/// [`ExportError`] for more lines than a sheet holds, or where the system has no room for the work.
pub fn workbook(
    month: &Month,
    watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Option<Vec<u8>>, ExportError> {
    let mut book = xlsx::Workbook::new();
    book.set_properties(
        &xlsx::DocProperties::new()
            .set_title(format!("Books, {} to {}", month.totals.from, month.totals.to))
            .set_author(&month.about.business)
            .set_creation_datetime(&moment(month.about.made)?),
    );
    let looks = Looks::of(month.totals.currency);
    summary(&mut book, &looks, month)?;
    let mut done = 0;
    if detail(&mut book, &looks, month, &mut done, watch)?.is_break()
        || outstanding(&mut book, &looks, month, &mut done, watch)?.is_break()
    {
        return Ok(None);
    }
    voids(&mut book, &looks, month)?;
    about(&mut book, &looks, month)?;
    if watch(done).is_break() {
        return Ok(None);
    }
    book.save_to_buffer().map(Some).map_err(ExportError::of)
}

/// How the cells look.
struct Looks {
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
    fn of(currency: Currency) -> Self {
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
enum Cell<'a> {
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
    fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }

    fn money(money: Option<Money>) -> Self {
        money.map_or(Self::Empty, |money| Self::Minor(money.minor))
    }

    fn date(date: Option<BusinessDate>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }

    /// Nothing at all is left blank.
    fn tally(tally: Tally) -> [Self; 2] {
        match (tally.count, tally.amount) {
            (0, 0) => [Self::Empty, Self::Empty],
            (count, amount) => [Self::Count(count.into()), Self::Minor(amount)],
        }
    }

    fn flow(flow: Flow) -> [Self; 2] {
        [Self::Count(flow.count), Self::Minor(flow.amount)]
    }
}

/// A sheet that is written from its top to its end, each line once: what is written leaves the memory.
struct Sheet<'a> {
    sheet: &'a mut xlsx::Worksheet,
    looks: &'a Looks,
    row: u32,
}

impl<'a> Sheet<'a> {
    /// A sheet with its columns: how each is called, and how wide it is, in characters. The head stays while one scrolls.
    fn new(
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

    fn line<'c>(&mut self, cells: impl IntoIterator<Item = Cell<'c>>) -> Result<(), ExportError> {
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

    fn skip(&mut self) {
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

fn moment(at: Instant) -> Result<xlsx::ExcelDateTime, ExportError> {
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

const SUMMARY: [(&str, u8); 15] = [
    ("By", 12),
    ("", 34),
    ("Issued", 9),
    ("Issued, amount", 13),
    ("Redeemed", 9),
    ("Redeemed, amount", 13),
    ("Comps", 9),
    ("Comps, amount", 13),
    ("Gestures", 9),
    ("Gestures, amount", 13),
    ("Cost", 13),
    ("Voided", 9),
    ("Voided, amount", 13),
    ("Reversed", 9),
    ("Reversed, amount", 13),
];

fn summary(book: &mut xlsx::Workbook, looks: &Looks, month: &Month) -> Result<(), ExportError> {
    let totals = &month.totals;
    let mut sheet = Sheet::new(book, looks, "Summary", &SUMMARY)?;
    let blocks = [("Category", &totals.by_category), ("Kind", &totals.by_kind)];
    let further = month.by.iter().map(|(name, rows)| (*name, rows));
    for (name, rows) in blocks.into_iter().chain(further) {
        for row in rows {
            figures(&mut sheet, Cell::Text(name), Cell::Text(&row.label), row)?;
        }
        if !rows.is_empty() {
            sheet.skip();
        }
    }
    figures(
        &mut sheet,
        Cell::Strong("All"),
        Cell::Strong(&totals.total.label),
        &totals.total,
    )?;
    sheet.line([
        Cell::Text("Incidents"),
        Cell::Empty,
        Cell::Count(totals.incidents.into()),
    ])?;
    sheet.skip();
    let roll = &month.roll;
    for (label, flow) in [
        ("Outstanding before", roll.opening),
        ("Issued", roll.issued),
        ("less redeemed", roll.redeemed),
        ("less expired", roll.expired),
        ("less voided", roll.voided),
        ("Outstanding after", roll.closing),
    ] {
        let [count, amount] = Cell::flow(flow);
        sheet.line([Cell::Text("Roll-forward"), Cell::Text(label), count, amount])?;
    }
    beside_the_till(&mut sheet, &totals.against)
}

/// The cost beside net sales, and the incidents beside covers: each of the days on which both are known.
fn beside_the_till(sheet: &mut Sheet<'_>, against: &Against) -> Result<(), ExportError> {
    let (sales, covers) = (against.till.net_sales, against.till.covers);
    let of = |known: u32| format!("on {known} of {} days", against.till.days);
    sheet.skip();
    if let Some(share) = against.of_net_sales() {
        let (sold, cost) = (
            format!("Net sales, {}", of(sales.days)),
            Cell::Minor(against.cost_on_those_days),
        );
        sheet.line([
            Cell::Text("Till"),
            Cell::Text(&sold),
            Cell::Empty,
            Cell::Minor(sales.sum),
        ])?;
        sheet.line([
            Cell::Text("Till"),
            Cell::Text("Cost on those days"),
            Cell::Empty,
            cost,
        ])?;
        sheet.line([
            Cell::Text("Till"),
            Cell::Text("Cost of net sales"),
            Cell::Empty,
            Cell::Share(share),
        ])?;
    }
    if let Some(rate) = against.per_thousand_covers() {
        let (served, incidents) = (
            format!("Covers, {}", of(covers.days)),
            Cell::Count(against.incidents_on_those_days.into()),
        );
        sheet.line([Cell::Text("Till"), Cell::Text(&served), Cell::Count(covers.sum)])?;
        sheet.line([
            Cell::Text("Till"),
            Cell::Text("Incidents on those days"),
            incidents,
        ])?;
        sheet.line([
            Cell::Text("Till"),
            Cell::Text("Incidents per 1,000 covers"),
            Cell::Rate(rate),
        ])?;
    }
    Ok(())
}

fn figures<'c>(
    sheet: &mut Sheet<'_>,
    by: Cell<'c>,
    label: Cell<'c>,
    row: &TotalsRow,
) -> Result<(), ExportError> {
    let cost = match row.cost() {
        0 => Cell::Empty,
        cost => Cell::Minor(cost),
    };
    let taken = [row.issued, row.redeemed, row.comps, row.gestures];
    let undone = [row.voided, row.reversed];
    let cells = [by, label]
        .into_iter()
        .chain(taken.into_iter().flat_map(Cell::tally));
    sheet.line(
        cells
            .chain([cost])
            .chain(undone.into_iter().flat_map(Cell::tally)),
    )
}

const MOVEMENTS: [(&str, u8); 14] = [
    ("Business date", 12),
    ("Written, UTC", 20),
    ("Basis", 10),
    ("Kind", 11),
    ("Category", 18),
    ("Amount", 12),
    ("Currency", 9),
    ("Code ends in", 9),
    ("Bill", 12),
    ("What", 30),
    ("By", 20),
    ("Incident", 38),
    ("Takes back one of", 12),
    ("of batch", 9),
];

fn moved(sheet: &mut Sheet<'_>, movement: &Movement) -> Result<(), ExportError> {
    let incident = movement.incident.to_string();
    sheet.line([
        Cell::Date(movement.business_date),
        Cell::Moment(movement.at),
        Cell::Text(movement.basis.label()),
        Cell::Text(movement.kind.label()),
        Cell::Text(movement.category.label()),
        Cell::money(movement.amount),
        Cell::text(movement.amount.map(|amount| amount.currency.code())),
        Cell::text(movement.last_four.as_deref()),
        Cell::text(movement.bill.as_deref()),
        Cell::text(movement.what.as_deref()),
        Cell::text(movement.staff.as_deref()),
        Cell::Text(&incident),
        Cell::date(movement.of_date),
        movement
            .of_batch
            .map_or(Cell::Empty, |batch| Cell::Count(batch.into())),
    ])
}

fn detail(
    book: &mut xlsx::Workbook,
    looks: &Looks,
    month: &Month,
    done: &mut usize,
    watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<ControlFlow<()>, ExportError> {
    let mut sheet = Sheet::new(book, looks, "Detail", &MOVEMENTS)?;
    for movement in &month.movements {
        if done.is_multiple_of(STEP) && watch(*done).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        moved(&mut sheet, movement)?;
        *done += 1;
    }
    Ok(ControlFlow::Continue(()))
}

const OUTSTANDING: [(&str, u8); 10] = [
    ("Issued", 12),
    ("Last day", 12),
    ("Kind", 11),
    ("Code ends in", 9),
    ("Good for", 30),
    ("Left on it", 12),
    ("Currency", 9),
    ("Days old", 9),
    ("Days left", 9),
    ("Incident", 38),
];

fn outstanding(
    book: &mut xlsx::Workbook,
    looks: &Looks,
    month: &Month,
    done: &mut usize,
    watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<ControlFlow<()>, ExportError> {
    let at = month.totals.to.date();
    let mut sheet = Sheet::new(book, looks, "Outstanding", &OUTSTANDING)?;
    for open in &month.open {
        if done.is_multiple_of(STEP) && watch(*done).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        sheet.line([
            Cell::Date(open.issued_on),
            Cell::Date(open.expires_on),
            Cell::Text(open.kind.label()),
            Cell::Text(&open.last_four),
            Cell::text(open.what.as_deref()),
            Cell::money(open.left),
            Cell::text(open.left.map(|left| left.currency.code())),
            Cell::Count((at - open.issued_on.date()).num_days()),
            Cell::Count((open.expires_on.date() - at).num_days()),
            Cell::Text(&open.incident),
        ])?;
        *done += 1;
    }
    Ok(ControlFlow::Continue(()))
}

/// What was taken back, apart from what was given: each cites the day of the other, and its batch.
fn voids(book: &mut xlsx::Workbook, looks: &Looks, month: &Month) -> Result<(), ExportError> {
    let mut sheet = Sheet::new(book, looks, "Voids", &MOVEMENTS)?;
    let taken_back = |basis| matches!(basis, Basis::Voided | Basis::Reversed | Basis::Lapsed);
    for movement in month
        .movements
        .iter()
        .filter(|movement| taken_back(movement.basis))
    {
        moved(&mut sheet, movement)?;
    }
    Ok(())
}

fn about(book: &mut xlsx::Workbook, looks: &Looks, month: &Month) -> Result<(), ExportError> {
    let (about, totals) = (&month.about, &month.totals);
    let mut sheet = Sheet::new(book, looks, "About", &[("About", 24), ("", 90)])?;
    let event = format!("event {}, {}", about.event, about.chain);
    sheet.line([Cell::Text("Business"), Cell::Text(&about.business)])?;
    sheet.line([Cell::Text("First business date"), Cell::Date(totals.from)])?;
    sheet.line([Cell::Text("Last business date"), Cell::Date(totals.to)])?;
    sheet.line([Cell::Text("Currency"), Cell::Text(totals.currency.code())])?;
    match &about.closed {
        None => sheet.line([
            Cell::Text("State"),
            Cell::Text("Open, or no closed period as a whole: it may still change."),
        ])?,
        Some(closed) => {
            let BatchRef { number, revision } = closed.batch;
            let batch =
                format!("Closed as batch {number}, revision {revision}. It does not change any more.");
            let details = closed.details.to_string();
            sheet.line([Cell::Text("State"), Cell::Text(&batch)])?;
            sheet.line([Cell::Text("Closed, UTC"), Cell::Moment(closed.at)])?;
            let staff = closed.staff.as_ref().map(StaffName::as_str);
            sheet.line([Cell::Text("Closed by"), Cell::text(staff)])?;
            sheet.line([Cell::Text("SHA-256 of the details"), Cell::Text(&details)])?;
        }
    }
    sheet.line([Cell::Text("Made, UTC"), Cell::Moment(about.made)])?;
    sheet.line([Cell::Text("Made by"), Cell::Text(&about.program)])?;
    sheet.line([Cell::Text("Head of the chain"), Cell::Text(&event)])?;
    for (what, says) in WORDS {
        sheet.line([Cell::Text(what), Cell::Text(says)])?;
    }
    Ok(())
}

/// How to read it.
const WORDS: [(&str, &str); 6] = [
    (
        "Issued",
        "Control: papers handed out in these days, at their amount. A promise, and no cost.",
    ),
    (
        "Redeemed, comps, gestures",
        "Cost: what came off bills in these days, at menu price before tax and tip, and what gestures cost. A redemption that was undone on its day is in neither.",
    ),
    (
        "Voided, reversed",
        "What was taken back. A paper is voided on the day that was done; where its own day is closed, it names that batch.",
    ),
    (
        "Outstanding",
        "Papers in date with something left, as at the end of the last day. A memo, and no liability, unless your accountant says otherwise.",
    ),
    (
        "Codes",
        "Only the last four characters: a whole code is worth money.",
    ),
    ("Guests", "No guest is named here."),
];
