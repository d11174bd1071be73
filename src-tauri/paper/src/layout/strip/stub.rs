//! The office stub at the right end of a strip.

use crate::colour::Ink;
use crate::layout::Page;
use crate::layout::parts::early::as_much_as_fits;
use crate::model::Gives;
use crate::sheet::{Align, Place};
use crate::text::{Breaking, Fit, Setting};
use crate::typeface::Face;
use crate::wording;

const LEFT: f32 = 472.0;
const RIGHT: f32 = 588.0;
/// Where the table stands beside the category, and how wide both are.
const TABLE: f32 = 556.0;
const CATEGORY_WIDTH: f32 = 80.0;
const FIRST: f32 = 40.3;
/// What the rows may reach, above the room for the pen.
const LAST: f32 = 221.0;
const LABEL: f32 = 6.5;
const LABEL_TO_VALUE: f32 = 7.4;
/// Height of a value on one line.
const USUAL: f32 = 8.2;
/// White below a value.
const AIR: f32 = 4.4;
const WRITE_IN: f32 = 236.0;

/// A row: one field, or two beside each other.
struct Field {
    name: &'static str,
    label: &'static str,
    value: String,
    x: f32,
    width: f32,
    /// Whether the next field stands beside this one.
    shared: bool,
}

/// Draws the stub. What has no room on it is in the record.
pub(super) fn draw(page: &mut Page<'_>) {
    title(page);
    let fields = fields(page);
    let set = |lines: usize| -> Vec<Setting> {
        fields
            .iter()
            .map(|field| value(page, &field.value, lines, field.width))
            .collect()
    };
    let values = [5, 4, 3, 2, 1]
        .map(set)
        .into_iter()
        .find(|values| tops(&fields, values).1 <= LAST)
        .unwrap_or_else(|| set(1));
    let (tops, _) = tops(&fields, &values);
    for ((field, value), y) in fields.iter().zip(&values).zip(tops) {
        let place = Place {
            x: field.x,
            y,
            width: field.width,
            align: Align::Left,
        };
        let label = page.stock(Face::Sans, LABEL, 0.0, field.label);
        page.sheet.text(field.name, &label, place, Ink::Black);
        let place = Place {
            y: y + LABEL_TO_VALUE,
            ..place
        };
        page.sheet.text(field.name, value, place, Ink::Black);
    }
    write_in(page);
}

/// The top of each field, and the bottom of the last row.
fn tops(fields: &[Field], values: &[Setting]) -> (Vec<f32>, f32) {
    let (mut y, mut tallest) = (FIRST, USUAL);
    let mut tops = Vec::with_capacity(fields.len());
    for (field, value) in fields.iter().zip(values) {
        tops.push(y);
        tallest = value.height().max(tallest);
        if !field.shared {
            y += LABEL_TO_VALUE + tallest + AIR;
            tallest = USUAL;
        }
    }
    (tops, y - AIR)
}

fn title(page: &mut Page<'_>) {
    let width = RIGHT - LEFT;
    let label = page.stock(Face::Bold, 8.5, 0.0, "Office copy");
    page.at_baseline("stub title", &label, LEFT, 27.5, width, Align::Left);
    if let Some(code) = &page.paper.code {
        let four = page.fixed(Face::Mono, 11.5, 0.02, &code.last_four);
        page.at_baseline("stub last four", &four, LEFT, 27.5, width, Align::Right);
    }
    page.sheet.rule((LEFT, 34.6), (RIGHT, 34.6), 0.75, Ink::Black);
}

fn fields(page: &Page<'_>) -> Vec<Field> {
    let (paper, stub) = (page.paper, &page.paper.stub);
    let given = match &paper.gives {
        Gives::Check { amount } => amount,
        Gives::Certificate { benefit, .. } => benefit,
    };
    let row = |name, label, value: &str| Field {
        name,
        label,
        value: value.to_owned(),
        x: LEFT,
        width: RIGHT - LEFT,
        shared: false,
    };
    let or = |text: &Option<String>, otherwise| wording::or(text.as_deref(), otherwise);
    vec![
        row("stub given", "Given", given),
        row("stub guest", "Guest", &or(&paper.guest, "not recorded")),
        Field {
            width: CATEGORY_WIDTH,
            shared: true,
            ..row("stub category", "Category", &stub.category)
        },
        Field {
            x: TABLE,
            width: RIGHT - TABLE,
            ..row("stub table", "Table", &or(&stub.table, "none"))
        },
        row("stub given by", "Given by", &stub.given_by),
        row(
            "stub approved by",
            "Approved by",
            &or(&stub.approved_by, "own limit"),
        ),
        row("stub when", "When", &stub.when),
        row("stub expires", "Expires", &wording::day(paper.expires)),
    ]
}

/// A value at 8 points down to 6.5 on up to `lines` lines, ended early if it needs more.
fn value(page: &Page<'_>, value: &str, lines: usize, width: f32) -> Setting {
    let fit = Fit {
        size: 8.0,
        least: 6.5,
        lines: (1, lines),
        leading: 1.1,
        balanced: false,
    };
    let set = |value: &str| {
        let text = page.text(Face::Bold, value);
        let smallest = Fit { size: 6.5, ..fit };
        text.fit_normally(fit, &|_, _| width).or_else(|| {
            [Breaking::Hyphens, Breaking::Anywhere]
                .into_iter()
                .find_map(|breaking| text.wrap_at(smallest, breaking, width))
        })
    };
    as_much_as_fits(value, wording::VALUE_GOES_ON, set)
}

fn write_in(page: &mut Page<'_>) {
    for (name, from, to) in [("Returned", LEFT, 522.0), ("Bill", 530.0, RIGHT)] {
        page.sheet.rule((from, WRITE_IN), (to, WRITE_IN), 0.4, Ink::Black);
        let label = page.stock(Face::Sans, LABEL, 0.0, name);
        let place = Place {
            x: from,
            y: WRITE_IN + 2.4,
            width: to - from,
            align: Align::Left,
        };
        page.sheet.text("stub write-in", &label, place, Ink::Black);
    }
}
