//! The office stub: the lower third, which the shop keeps.

use crate::colour::Ink;
use crate::layout::Page;
use crate::layout::parts::early::as_much_as_fits;
use crate::model::Gives;
use crate::sheet::{Align, Place};
use crate::text::{BASELINE, Breaking, Fit, LEAST_SIZE, LINE_BOX, Setting, sizes};
use crate::typeface::Face;
use crate::wording;

/// Columns of the fields, in parts of the measure.
const COLUMNS: [f32; 4] = [0.28, 0.28, 0.20, 0.24];
const COLUMN_GAP: f32 = 12.0;
/// Columns of the write-in lines.
const WRITE_IN: [f32; 4] = [0.20, 0.20, 0.26, 0.34];
const WRITE_IN_GAP: f32 = 14.0;
const LABEL: f32 = 7.5;
/// From the top of a label to the top of its value.
const LABEL_TO_VALUE: f32 = 9.85;
/// What a value of usual length takes.
const VALUE_ROOM: f32 = 18.6;
/// White below a row that has grown, more than below a usual one, where a second line is rare.
const AIR: f32 = 2.5;
const VALUE_LEADING: f32 = 1.12;
/// More lines than the stub has room for at any size.
const MOST_LINES: usize = 200;
/// From one row of fields to the next.
const ROW: f32 = 32.0;
/// What a note of usual length takes.
const NOTE_ROOM: f32 = 15.7;
/// Room for a pen above the write-in lines, and the least of it when the rows above have grown.
const PEN_ROOM: f32 = 46.0;
const LEAST_PEN_ROOM: f32 = 28.0;
/// From the fold to the bottom of the write-in labels.
const STUB: f32 = 218.2;
/// What a printer cannot reach at the foot of the sheet.
const UNPRINTABLE: f32 = 16.0;

/// A label and the value below it.
struct Field<'a> {
    name: &'static str,
    label: &'static str,
    value: &'a str,
}

/// Draws the stub. Nothing here makes a document fail: what has no room on the stub is in the record.
pub(super) fn draw(page: &mut Page<'_>) {
    let paper = page.paper;
    title_row(page);
    let stub = &paper.stub;
    let given = match &paper.gives {
        Gives::Check { amount } => amount,
        Gives::Certificate { benefit, .. } => benefit,
    };
    let guest = wording::or(paper.guest.as_deref(), "not recorded");
    let table = wording::or(stub.table.as_deref(), "none");
    let approved = wording::or(stub.approved_by.as_deref(), "own limit");
    let expires = wording::day(paper.expires);
    let field = |name, label, value| Field { name, label, value };
    let first = [
        field("stub given", "Given", given.as_str()),
        field("stub guest", "Guest", &guest),
        field("stub table", "Table", &table),
        field("stub expires", "Expires", &expires),
    ];
    let second = [
        field("stub category", "Category", &stub.category),
        field("stub given by", "Given by", &stub.given_by),
        field("stub approved by", "Approved by", &approved),
        field("stub when", "When", &stub.when),
    ];
    let slack = page.sheet.height - UNPRINTABLE - STUB - page.fold;
    let most = slack + PEN_ROOM - LEAST_PEN_ROOM;
    let rows = set_rows(page, [&first, &second], most);
    let top = page.fold + 63.15;
    let mut grown = 0.0;
    for (i, (fields, settings)) in [first, second].iter().zip(&rows).enumerate() {
        draw_row(page, top + ROW * i as f32 + grown, fields, settings);
        grown += growth(settings);
    }
    grown += note(page, top + 2.0 * ROW + grown, most - grown);
    write_in(page, page.fold + grown, (grown - slack).max(0.0));
}

/// What this is, whose it is, and the end of the code.
fn title_row(page: &mut Page<'_>) {
    let (baseline, measure) = (page.fold + 40.0, page.measure());
    let label = page.stock(Face::Bold, 10.5, 0.0, "Office copy");
    page.at_baseline("stub title", &label, page.left, baseline, measure, Align::Left);
    let mut right = page.right;
    if let Some(code) = &page.paper.code {
        let four = page.fixed(Face::Mono, 16.0, 0.04, &code.last_four);
        let ends = page.stock(Face::Sans, 8.0, 0.0, "code ends in");
        let at = right - four.width();
        page.at_baseline(
            "stub code ends in",
            &ends,
            page.left,
            baseline,
            at - 8.0 - page.left,
            Align::Right,
        );
        page.at_baseline(
            "stub last four",
            &four,
            at,
            baseline + 1.0,
            four.width(),
            Align::Left,
        );
        right = at - 8.0 - ends.width();
    }
    let kind = wording::kind(&page.paper.gives);
    let x = page.left + label.width() + 8.0;
    let with_business = page.fixed(
        Face::Sans,
        9.0,
        0.0,
        &format!("{kind}, {}", page.paper.business.name.trim()),
    );
    let fits = !page.paper.business.name.trim().is_empty() && with_business.width() <= right - 12.0 - x;
    let what = if fits {
        with_business
    } else {
        page.stock(Face::Sans, 9.0, 0.0, kind)
    };
    page.at_baseline("stub kind", &what, x, baseline, right - x, Align::Left);
    let y = page.fold + 52.0;
    page.sheet.rule((page.left, y), (page.right, y), 0.75, Ink::Black);
}

/// The values of both rows. Those of usual length are set on one line or two; the others share the `most` points the
/// rows may grow by, all at the largest size for which that is enough, and end early if none is.
fn set_rows(page: &Page<'_>, rows: [&[Field<'_>; 4]; 2], most: f32) -> [Vec<Setting>; 2] {
    let at = |size: f32, lines: usize| rows.map(|fields| set_row(page, fields, size, lines));
    let whole = sizes(7.0, LEAST_SIZE).map(|size| at(size, MOST_LINES));
    let fits = |rows: &[Vec<Setting>; 2]| rows.iter().map(|row| growth(row)).sum::<f32>() <= most;
    let lines = (VALUE_ROOM + most / 2.0 - AIR - LINE_BOX * LEAST_SIZE) / (VALUE_LEADING * LEAST_SIZE);
    whole
        .into_iter()
        .find(fits)
        .unwrap_or_else(|| at(LEAST_SIZE, 1 + lines as usize))
}

fn set_row(page: &Page<'_>, fields: &[Field<'_>; 4], size: f32, lines: usize) -> Vec<Setting> {
    let width = |share: f32| share * page.measure() - COLUMN_GAP;
    fields
        .iter()
        .zip(COLUMNS)
        .map(|(field, share)| value(page, field.value, size, lines, width(share)))
        .collect()
}

/// A value on one line or on two, else on up to `lines` at `size`.
fn value(page: &Page<'_>, value: &str, size: f32, lines: usize, width: f32) -> Setting {
    let usual = Fit {
        size: 10.0,
        least: 7.0,
        lines: (1, 2),
        leading: VALUE_LEADING,
        balanced: false,
    };
    let many = Fit {
        size,
        lines: (lines, lines),
        ..usual
    };
    let set = |value: &str| {
        let text = page.text(Face::Bold, value);
        let short = text
            .fit_normally(usual, &|_, _| width)
            .filter(|setting| setting.height() <= VALUE_ROOM);
        short.or_else(|| {
            [Breaking::Words, Breaking::Hyphens, Breaking::Anywhere]
                .into_iter()
                .find_map(|breaking| text.wrap_at(many, breaking, width))
        })
    };
    as_much_as_fits(value, wording::VALUE_GOES_ON, set)
}

/// How much taller than usual a row came out.
fn growth(settings: &[Setting]) -> f32 {
    let tallest = settings.iter().map(Setting::height).fold(0.0, f32::max);
    if tallest > VALUE_ROOM {
        tallest - VALUE_ROOM + AIR
    } else {
        0.0
    }
}

fn draw_row(page: &mut Page<'_>, top: f32, fields: &[Field<'_>; 4], settings: &[Setting]) {
    let mut x = page.left;
    for ((field, setting), share) in fields.iter().zip(settings).zip(COLUMNS) {
        let width = share * page.measure() - COLUMN_GAP;
        let place = Place {
            x,
            y: top,
            width,
            align: Align::Left,
        };
        let label = page.stock(Face::Sans, LABEL, 0.0, field.label);
        page.sheet.text(field.name, &label, place, Ink::Black);
        page.sheet.text(
            field.name,
            setting,
            Place {
                y: top + LABEL_TO_VALUE,
                ..place
            },
            Ink::Black,
        );
        x += share * page.measure();
    }
}

/// What happened, as much of it as has room; gives how much taller than usual it came out.
fn note(page: &mut Page<'_>, top: f32, most: f32) -> f32 {
    let label = page.stock(Face::Sans, LABEL, 0.0, "What happened");
    let width = page.measure();
    let place = Place {
        x: page.left,
        y: top,
        width,
        align: Align::Left,
    };
    page.sheet.text("stub note", &label, place, Ink::Black);
    let usual = Fit {
        size: 9.5,
        least: 7.0,
        lines: (1, 2),
        leading: 1.29,
        balanced: false,
    };
    let small = Fit {
        size: 7.0,
        least: 6.0,
        lines: (3, 5),
        ..usual
    };
    let set = |note: &str| {
        let text = page.text(Face::Sans, note);
        text.fit_normally(usual, &|_, _| width)
            .or_else(|| text.fit(small, width))
            .filter(|setting| setting.height() <= NOTE_ROOM + most)
    };
    let setting = as_much_as_fits(&page.paper.stub.note, wording::NOTE_GOES_ON, set);
    page.sheet.text(
        "stub note",
        &setting,
        Place {
            y: top + 10.0,
            ..place
        },
        Ink::Black,
    );
    (setting.height() - NOTE_ROOM).max(0.0)
}

/// The rule, and lines for the pen when the paper comes back. `cramped` is what they give up of the room for the pen.
fn write_in(page: &mut Page<'_>, fold: f32, cramped: f32) {
    let y = fold + 160.69;
    page.sheet.rule((page.left, y), (page.right, y), 0.4, Ink::Black);
    let heading = page.stock(Face::Bold, 8.5, 0.0, "When it comes back");
    page.at_baseline(
        "stub comes back",
        &heading,
        page.left,
        fold + 174.69,
        page.measure(),
        Align::Left,
    );
    let used = match &page.paper.gives {
        Gives::Check { .. } => "Amount used",
        Gives::Certificate { .. } => "Menu value",
    };
    let line = y + PEN_ROOM - cramped;
    let mut x = page.left;
    for (label, share) in ["Date", "Bill", used, "Taken by"].into_iter().zip(WRITE_IN) {
        let width = share * page.measure() - WRITE_IN_GAP;
        page.sheet.rule((x, line), (x + width, line), 0.4, Ink::Black);
        let label = page.stock(Face::Sans, LABEL, 0.0, label);
        let place = Place {
            x,
            y: line + 9.5 - BASELINE * LABEL,
            width,
            align: Align::Left,
        };
        page.sheet.text("stub write-in", &label, place, Ink::Black);
        x += share * page.measure();
    }
}
