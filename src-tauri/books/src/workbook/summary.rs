//! The first sheet: the totals, the roll-forward, and what the till took beside them.

use rust_xlsxwriter as xlsx;

use super::Month;
use super::sheet::{Cell, Looks, Sheet};
use crate::{Against, ExportError, TotalsRow};

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

pub(super) fn summary(book: &mut xlsx::Workbook, looks: &Looks, month: &Month) -> Result<(), ExportError> {
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
