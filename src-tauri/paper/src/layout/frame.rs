//! The frame round the guest's part, the ribbon across a check, and the line to cut along.

use super::Page;
use crate::colour::Ink;
use crate::sheet::{Align, Mark, Paint, Place, Point, RISE, Step};
use crate::text::BASELINE;
use crate::typeface::Face;
use crate::wording;

/// Distance of the outer line from the edges of the guest's part.
const INSET: f32 = 30.0;
/// From the outer line to the inner one.
const BETWEEN: f32 = 4.5;
/// Radius of the concave corners.
const SCOOP: f32 = 13.0;
/// The handle of a quarter circle of radius 1.
const KAPPA: f32 = 0.552_285;
/// Cap height of the legend's face, in em.
const SERIF_CAPITAL: f32 = 0.708;

/// Draws the double frame with its scooped corners and the lozenge in each.
pub(super) fn draw(page: &mut Page<'_>) {
    let ink = page.accent();
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

/// The ribbon's place: where its edges run, for what must stay clear of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ribbon {
    centre: Point,
    left: f32,
    right: f32,
}

impl Ribbon {
    /// Half its upright height.
    const HALF: f32 = 30.0;
    /// It overlaps the frame by this much on each side.
    const OVERLAP: f32 = 7.0;

    pub(super) fn of(page: &Page<'_>) -> Self {
        let left = INSET - Self::OVERLAP;
        let centre = (page.middle(), 0.517 * page.fold);
        Ribbon {
            centre,
            left,
            right: page.sheet.width - left,
        }
    }

    fn axis(&self, x: f32) -> f32 {
        self.centre.1 - (x - self.centre.0) * RISE.tan
    }

    /// Y of the lower edge, line included, at `x`.
    pub(super) fn lower(&self, x: f32) -> f32 {
        self.axis(x) + Self::HALF + 0.5
    }

    /// The largest x at which the upper edge, line included, is still below `y`.
    pub(super) fn reach_above(&self, y: f32) -> f32 {
        self.centre.0 + (self.centre.1 - Self::HALF - 0.5 - y) / RISE.tan
    }

    /// Draws the band, its lines and, later in the reading order, nothing: the legend is text.
    pub(super) fn draw(&self, page: &mut Page<'_>) {
        let edge = |x: f32, offset: f32| (x, self.axis(x) + offset);
        let corners = [
            edge(self.left, -Self::HALF),
            edge(self.right, -Self::HALF),
            edge(self.right, Self::HALF),
            edge(self.left, Self::HALF),
        ];
        let ring = vec![
            Step::Move(corners[0]),
            Step::Line(corners[1]),
            Step::Line(corners[2]),
            Step::Line(corners[3]),
        ];
        let tint = Ink::Colour(page.accent.tint());
        page.sheet.marks.push(Mark::Path {
            rings: vec![ring],
            paint: Paint::Fill,
            ink: tint,
        });
        let ink = page.accent();
        for (offset, width) in [
            (-Self::HALF, 1.0),
            (Self::HALF, 1.0),
            (-Self::HALF + 2.8, 0.5),
            (Self::HALF - 2.8, 0.5),
        ] {
            page.sheet
                .rule(edge(self.left, offset), edge(self.right, offset), width, ink);
        }
        page.sheet.boxes.push(crate::sheet::PlacedBox {
            name: "ribbon".to_owned(),
            corners,
            on: None,
        });
    }

    /// Prints the legend on the ribbon's axis.
    pub(super) fn legend(&self, page: &mut Page<'_>) {
        let setting = page.stock(Face::Serif, 36.0, 0.085, wording::LEGEND);
        let ink = page.accent();
        page.sheet
            .rising("legend", &setting, self.centre, SERIF_CAPITAL, ink, "ribbon");
    }
}

/// The dashed line between the guest's part and the stub, with its sentence in a gap.
pub(super) fn cut_line(page: &mut Page<'_>) {
    let setting = page.stock(Face::Sans, 6.5, 0.0, wording::CUT);
    let (width, y) = (page.sheet.width, page.fold);
    let half = setting.width() / 2.0 + 8.0;
    for (from, to) in [(18.0, page.middle() - half), (page.middle() + half, width - 18.0)] {
        page.sheet.marks.push(Mark::Rule {
            from: (from, y),
            to: (to, y),
            width: 0.5,
            dashed: true,
            ink: Ink::Black,
        });
    }
    let place = Place {
        x: 0.0,
        y: y + 2.3 - BASELINE * 6.5,
        width,
        align: Align::Centre,
    };
    page.sheet.text("cut line", &setting, place, Ink::Black);
}
