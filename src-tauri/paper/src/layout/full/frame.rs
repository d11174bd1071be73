//! The frame of the classic style, and the line to cut along.

use crate::colour::Ink;
use crate::layout::Page;
use crate::sheet::{Align, Mark, Paint, Place, Point, Step};
use crate::text::BASELINE;
use crate::typeface::Face;

/// Distance of the outer line from the edges of the guest's part.
pub(super) const INSET: f32 = 30.0;
/// From the outer line to the inner one.
const BETWEEN: f32 = 4.5;
/// Radius of the concave corners.
const SCOOP: f32 = 13.0;
/// The handle of a quarter circle of radius 1.
const KAPPA: f32 = 0.552_285;
/// Draws the double frame with its scooped corners and the lozenge in each.
pub(super) fn draw(page: &mut Page<'_>) {
    let ink = page.accent;
    let (right, bottom) = (page.sheet.width - INSET, page.fold - INSET);
    page.sheet.marks.push(Mark::Path {
        rings: vec![rectangle(INSET, INSET, right, bottom)],
        paint: Paint::Stroke(1.25),
        ink,
    });
    let (left, top) = (INSET + BETWEEN, INSET + BETWEEN);
    let (right, bottom) = (right - BETWEEN, bottom - BETWEEN);
    page.sheet.marks.push(Mark::Path {
        rings: vec![scooped(left, top, right, bottom)],
        paint: Paint::Stroke(0.6),
        ink,
    });
    let lozenges = [left + 3.6, right - 3.6]
        .into_iter()
        .flat_map(|x| [top + 3.6, bottom - 3.6].map(|y| lozenge((x, y), 2.0)))
        .collect();
    page.sheet.marks.push(Mark::Path {
        rings: lozenges,
        paint: Paint::Fill,
        ink,
    });
}

fn rectangle(left: f32, top: f32, right: f32, bottom: f32) -> Vec<Step> {
    vec![
        Step::Move((left, top)),
        Step::Line((right, top)),
        Step::Line((right, bottom)),
        Step::Line((left, bottom)),
    ]
}

/// A rectangle with a quarter circle cut out of each corner.
fn scooped(left: f32, top: f32, right: f32, bottom: f32) -> Vec<Step> {
    let (r, k) = (SCOOP, SCOOP * KAPPA);
    vec![
        Step::Move((left + r, top)),
        Step::Line((right - r, top)),
        Step::Curve((right - r, top + k), (right - k, top + r), (right, top + r)),
        Step::Line((right, bottom - r)),
        Step::Curve(
            (right - k, bottom - r),
            (right - r, bottom - k),
            (right - r, bottom),
        ),
        Step::Line((left + r, bottom)),
        Step::Curve((left + r, bottom - k), (left + k, bottom - r), (left, bottom - r)),
        Step::Line((left, top + r)),
        Step::Curve((left + k, top + r), (left + r, top + k), (left + r, top)),
    ]
}

/// A square on its corner.
pub(super) fn lozenge((x, y): Point, half: f32) -> Vec<Step> {
    vec![
        Step::Move((x - half, y)),
        Step::Line((x, y - half)),
        Step::Line((x + half, y)),
        Step::Line((x, y + half)),
    ]
}

/// The dashed line to cut along at `y`, with its sentence in a gap.
pub(in crate::layout) fn cut_line(page: &mut Page<'_>, y: f32, sentence: &'static str) {
    let setting = page.stock(Face::Sans, 6.5, 0.0, sentence);
    let (width, middle) = (page.sheet.width, page.sheet.width / 2.0);
    let half = setting.width() / 2.0 + 8.0;
    for (from, to) in [(18.0, middle - half), (middle + half, width - 18.0)] {
        page.sheet.dashed((from, y), (to, y), 0.5, (2.0, 3.0));
    }
    let place = Place {
        x: 0.0,
        y: y + 2.3 - BASELINE * 6.5,
        width,
        align: Align::Centre,
    };
    page.sheet.text("cut line", &setting, place, Ink::Black);
}
