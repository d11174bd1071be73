//! The sheets that have a line for every movement and every paper.

use std::ops::ControlFlow;

use comeback_domain::{Basis, Movement};
use rust_xlsxwriter as xlsx;

use super::Month;
use super::sheet::{Cell, Looks, Sheet};
use crate::ExportError;

/// After so many lines somebody may break it off.
const STEP: usize = 1_000;

/// How many lines are written, with whoever is told of it.
pub(super) struct Watched<'a> {
    pub done: usize,
    pub watch: &'a mut dyn FnMut(usize) -> ControlFlow<()>,
}

impl Watched<'_> {
    /// One line more, unless it is broken off.
    fn line(&mut self) -> ControlFlow<()> {
        if self.done.is_multiple_of(STEP) {
            (self.watch)(self.done)?;
        }
        self.done += 1;
        ControlFlow::Continue(())
    }
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

pub(super) fn detail(
    book: &mut xlsx::Workbook,
    looks: &Looks,
    month: &Month,
    watched: &mut Watched<'_>,
) -> Result<ControlFlow<()>, ExportError> {
    let mut sheet = Sheet::new(book, looks, "Detail", &MOVEMENTS)?;
    for movement in &month.movements {
        if watched.line().is_break() {
            return Ok(ControlFlow::Break(()));
        }
        moved(&mut sheet, movement)?;
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

pub(super) fn outstanding(
    book: &mut xlsx::Workbook,
    looks: &Looks,
    month: &Month,
    watched: &mut Watched<'_>,
) -> Result<ControlFlow<()>, ExportError> {
    let at = month.totals.to.date();
    let mut sheet = Sheet::new(book, looks, "Outstanding", &OUTSTANDING)?;
    for open in &month.open {
        if watched.line().is_break() {
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
    }
    Ok(ControlFlow::Continue(()))
}

/// What was taken back, apart from what was given: each cites the day of the other, and its batch.
pub(super) fn voids(book: &mut xlsx::Workbook, looks: &Looks, month: &Month) -> Result<(), ExportError> {
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
