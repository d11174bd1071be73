//! The office copy at the end of a receipt.

use super::Roll;
use super::flow::{Flow, Type};
use crate::colour::Ink;
use crate::layout::parts::early::as_much_as_fits;
use crate::model::Gives;
use crate::sheet::{Align, Place};
use crate::text::{BASELINE, Fit};
use crate::typeface::Face;
use crate::wording;

const LABEL: Type = Type::new(Face::Sans, 23.0, 1.2);
const VALUE: Type = Type::new(Face::Bold, 23.0, 1.2);
/// From the bottom of a row to the top of the next.
const ROW_GAP: f32 = 7.0;
/// Lines a value may take, which is more than any name needs; the record has it whole.
const MOST_LINES: usize = 6;
/// Room for a pen.
const PEN_ROOM: f32 = 62.0;

/// Draws the copy.
pub(super) fn draw(flow: &mut Flow<'_>, roll: &Roll) {
    flow.cut(0.0);
    title(flow);
    let paper = flow.page.paper;
    let stub = &paper.stub;
    let given = match &paper.gives {
        Gives::Check { amount } => amount,
        Gives::Certificate { benefit, .. } => benefit,
    };
    let or = |text: &Option<String>, otherwise| wording::or(text.as_deref(), otherwise);
    row(flow, roll, ("stub given", "Given"), given);
    row(
        flow,
        roll,
        ("stub guest", "Guest"),
        &or(&paper.guest, "not recorded"),
    );
    row(flow, roll, ("stub category", "Category"), &stub.category);
    row(flow, roll, ("stub table", "Table"), &or(&stub.table, "none"));
    row(flow, roll, ("stub given by", "Given by"), &stub.given_by);
    let approved = or(&stub.approved_by, "own limit");
    row(flow, roll, ("stub approved by", "Approved"), &approved);
    row(flow, roll, ("stub when", "When"), &stub.when);
    write_in(flow, roll);
}

fn title(flow: &mut Flow<'_>) {
    let (left, width) = (flow.page.left, flow.page.measure());
    let baseline = flow.y + 38.0;
    let label = flow.page.stock(Face::Bold, 28.0, 0.0, "Office copy");
    flow.page
        .at_baseline("stub title", &label, left, baseline, width, Align::Left);
    if let Some(code) = &flow.page.paper.code {
        let four = flow.page.fixed(Face::Mono, 32.0, 0.02, &code.last_four);
        flow.page
            .at_baseline("stub last four", &four, left, baseline, width, Align::Right);
    }
    flow.y = baseline + 18.0 - ROW_GAP;
}

fn row(flow: &mut Flow<'_>, roll: &Roll, (name, label): (&'static str, &'static str), value: &str) {
    let (left, top) = (flow.page.left, flow.y + ROW_GAP);
    let width = flow.page.measure() - roll.values;
    let fit = Fit {
        size: VALUE.size,
        least: VALUE.size,
        lines: (1, MOST_LINES),
        leading: VALUE.leading,
        balanced: false,
    };
    let set = |value: &str| {
        let text = flow.page.text(VALUE.face, value);
        super::flow::wrapped(&text, fit, width)
    };
    let value = as_much_as_fits(value, wording::VALUE_GOES_ON, set);
    let label = flow.page.stock(LABEL.face, LABEL.size, 0.0, label);
    let place = Place {
        x: left,
        y: top,
        width: roll.values,
        align: Align::Left,
    };
    let bottom = flow.page.sheet.text(name, &label, place, Ink::Black);
    let place = Place {
        x: left + roll.values,
        width,
        ..place
    };
    flow.y = flow.page.sheet.text(name, &value, place, Ink::Black).max(bottom);
}

fn write_in(flow: &mut Flow<'_>, roll: &Roll) {
    let y = (flow.y + PEN_ROOM).round();
    let width = ((flow.page.measure() - roll.gutter) / 2.0).floor();
    for (label, x) in [("Returned", flow.page.left), ("Bill", flow.page.right - width)] {
        flow.page.sheet.fill((x, y), width, 2.0, Ink::Black);
        let label = flow.page.stock(LABEL.face, LABEL.size, 0.0, label);
        let baseline = y + 25.0;
        flow.page
            .at_baseline("stub write-in", &label, x, baseline, width, Align::Left);
        flow.y = baseline + (1.02 - BASELINE) * LABEL.size;
    }
}
