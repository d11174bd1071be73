//! The office stub: the lower third, which the shop keeps.

use super::{MARGIN, Page, Part, Refusal};
use crate::colour::Ink;
use crate::model::Gives;
use crate::sheet::{Align, Place};
use crate::text::{BASELINE, Fit, LEAST_SIZE, Setting};
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
const VALUE_ROOM: f32 = 20.0;
/// From one row of fields to the next.
const ROW: f32 = 32.0;
/// What a note of usual length takes.
const NOTE_ROOM: f32 = 15.7;
/// Below the write-in labels, down to the printer's unprintable edge, the stub may grow by this much.
const GROWTH: f32 = 30.0;

struct Field<'a> {
    name: &'static str,
    label: &'static str,
    value: &'a str,
    part: Part,
}

pub(super) fn draw(page: &mut Page<'_>) -> Result<(), Refusal> {
    let paper = page.paper;
    title_row(page);
    let given = match &paper.gives {
        Gives::Check { amount } => Field {
            name: "stub given",
            label: "Given",
            value: amount,
            part: Part::Amount,
        },
        Gives::Certificate { benefit, .. } => Field {
            name: "stub given",
            label: "Given",
            value: benefit,
            part: Part::Benefit,
        },
    };
    let stub = &paper.stub;
    let guest = paper
        .guest
        .as_deref()
        .filter(|name| !name.trim().is_empty())
        .unwrap_or("not recorded");
    let table = stub
        .table
        .as_deref()
        .filter(|table| !table.trim().is_empty())
        .unwrap_or("none");
    let approved = stub.approved_by.as_deref().filter(|name| !name.trim().is_empty());
    let expires = wording::day(paper.expires);
    let first = [
        given,
        Field {
            name: "stub guest",
            label: "Guest",
            value: guest,
            part: Part::Guest,
        },
        Field {
            name: "stub table",
            label: "Table",
            value: table,
            part: Part::Table,
        },
        Field {
            name: "stub expires",
            label: "Expires",
            value: &expires,
            part: Part::When,
        },
    ];
    let second = [
        Field {
            name: "stub category",
            label: "Category",
            value: &stub.category,
            part: Part::Category,
        },
        Field {
            name: "stub given by",
            label: "Given by",
            value: &stub.given_by,
            part: Part::GivenBy,
        },
        Field {
            name: "stub approved by",
            label: "Approved by",
            value: approved.unwrap_or("own limit"),
            part: Part::ApprovedBy,
        },
        Field {
            name: "stub when",
            label: "When",
            value: &stub.when,
            part: Part::When,
        },
    ];
    let top = page.fold + 63.15;
    let mut grown = row(page, top, &first, GROWTH)?;
    grown += row(page, top + ROW + grown, &second, GROWTH - grown)?;
    grown += note(page, top + 2.0 * ROW + grown, GROWTH - grown);
    write_in(page, page.fold + grown);
    Ok(())
}

/// What this is, whose it is, and the end of the code.
fn title_row(page: &mut Page<'_>) {
    let (baseline, measure) = (page.fold + 40.0, page.measure());
    let label = page.fixed(Face::Bold, 10.5, 0.0, "Office copy");
    page.at_baseline("stub title", &label, MARGIN, baseline, measure, Align::Left);
    let mut right = page.right();
    if let Some(code) = &page.paper.code {
        let four = page.fixed(Face::Mono, 16.0, 0.04, &code.last_four);
        let ends = page.fixed(Face::Sans, 8.0, 0.0, "code ends in");
        let at = right - four.width();
        page.at_baseline(
            "stub code ends in",
            &ends,
            MARGIN,
            baseline,
            at - 8.0 - MARGIN,
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
    let x = MARGIN + label.width() + 8.0;
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
        page.fixed(Face::Sans, 9.0, 0.0, kind)
    };
    page.at_baseline("stub kind", &what, x, baseline, right - x, Align::Left);
    let y = page.fold + 52.0;
    page.sheet.rule((MARGIN, y), (page.right(), y), 0.75, Ink::Black);
}

/// One row of fields; gives how much taller than usual it came out.
fn row(page: &mut Page<'_>, top: f32, fields: &[Field<'_>; 4], most: f32) -> Result<f32, Refusal> {
    let mut x = MARGIN;
    let mut tallest = VALUE_ROOM;
    for (field, share) in fields.iter().zip(COLUMNS) {
        let width = share * page.measure() - COLUMN_GAP;
        let label = page.fixed(Face::Sans, LABEL, 0.0, field.label);
        page.sheet.text(
            field.name,
            &label,
            Place {
                x,
                y: top,
                width,
                align: Align::Left,
            },
            Ink::Black,
        );
        let setting = value(page, field, width, VALUE_ROOM + most)?;
        tallest = tallest.max(setting.height());
        let place = Place {
            x,
            y: top + LABEL_TO_VALUE,
            width,
            align: Align::Left,
        };
        page.sheet.text(field.name, &setting, place, Ink::Black);
        x += share * page.measure();
    }
    Ok(tallest - VALUE_ROOM)
}

/// A value on one line, on two, or as small and on as many lines as `room` points in height allow.
fn value(page: &Page<'_>, field: &Field<'_>, width: f32, room: f32) -> Result<Setting, Refusal> {
    let text = page.text(
        Face::Bold,
        &field.value.split_whitespace().collect::<Vec<_>>().join(" "),
    );
    let fit = Fit {
        size: 10.0,
        least: 7.0,
        lines: (1, 2),
        leading: 1.12,
        balanced: false,
    };
    let usual = text
        .fit_normally(fit, &|_, _| width)
        .filter(|setting| setting.height() <= VALUE_ROOM);
    if let Some(setting) = usual {
        return Ok(setting);
    }
    let taller = Fit {
        size: 7.0,
        least: LEAST_SIZE,
        lines: (2, 9),
        ..fit
    };
    text.fit(taller, width)
        .filter(|setting| setting.height() <= room)
        .ok_or(Refusal::TooLong(field.part))
}

/// What happened, as much of it as has room; gives how much taller than usual it came out.
fn note(page: &mut Page<'_>, top: f32, most: f32) -> f32 {
    let words: Vec<&str> = page.paper.stub.note.split_whitespace().collect();
    let label = page.fixed(Face::Sans, LABEL, 0.0, "What happened");
    let place = Place {
        x: MARGIN,
        y: top,
        width: page.measure(),
        align: Align::Left,
    };
    page.sheet.text("stub note", &label, place, Ink::Black);
    let room = NOTE_ROOM + most;
    let whole = set_note(page, &words.join(" "), room);
    let setting = whole.or_else(|| {
        // The record keeps the whole note: the stub says so where it stops.
        let (mut least, mut most) = (0, words.len().min(400));
        let mut best = None;
        while least < most {
            let middle = (least + most).div_ceil(2);
            let shortened = format!("{}{}", words[..middle].join(" "), wording::NOTE_GOES_ON);
            match set_note(page, &shortened, room) {
                Some(setting) => (least, best) = (middle, Some(setting)),
                None => most = middle - 1,
            }
        }
        best
    });
    let Some(setting) = setting else { return 0.0 };
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

fn set_note(page: &Page<'_>, note: &str, room: f32) -> Option<Setting> {
    let text = page.text(Face::Sans, note);
    let fit = Fit {
        size: 9.5,
        least: 7.0,
        lines: (1, 2),
        leading: 1.29,
        balanced: false,
    };
    let width = page.measure();
    text.fit_normally(fit, &|_, _| width)
        .or_else(|| {
            text.fit(
                Fit {
                    size: 7.0,
                    least: 6.0,
                    lines: (3, 5),
                    ..fit
                },
                width,
            )
        })
        .filter(|setting| setting.height() <= room)
}

/// The rule, and lines for the pen when the paper comes back.
fn write_in(page: &mut Page<'_>, fold: f32) {
    let y = fold + 160.69;
    page.sheet.rule((MARGIN, y), (page.right(), y), 0.4, Ink::Black);
    let heading = page.fixed(Face::Bold, 8.5, 0.0, "When it comes back");
    page.at_baseline(
        "stub comes back",
        &heading,
        MARGIN,
        fold + 174.69,
        page.measure(),
        Align::Left,
    );
    let used = match &page.paper.gives {
        Gives::Check { .. } => "Amount used",
        Gives::Certificate { .. } => "Menu value",
    };
    let line = fold + 206.69;
    let mut x = MARGIN;
    for (label, share) in ["Date", "Bill", used, "Taken by"].into_iter().zip(WRITE_IN) {
        let width = share * page.measure() - WRITE_IN_GAP;
        page.sheet.rule((x, line), (x + width, line), 0.4, Ink::Black);
        let label = page.fixed(Face::Sans, LABEL, 0.0, label);
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
