//! The ribbon across a check: the required sentence as its ornament. Nothing lies on or under it.

use crate::colour::Ink;
use crate::layout::Page;
use crate::sheet::{Mark, Paint, PlacedBox, Point, Rise, Step};
use crate::text::Setting;

/// From the outer line to the fine one inside it.
const INSIDE: f32 = 2.8;
/// Distance of the baselines of a legend on two lines, in em.
pub(in crate::layout) const LEADING: f32 = 1.22;

/// Cap heights of the serif and the sans, in em.
pub(in crate::layout) const SERIF_CAPITAL: f32 = 0.708;
pub(in crate::layout) const SANS_CAPITAL: f32 = 0.727;

/// A band with upright ends that rises to the right.
#[derive(Debug, Clone, Copy)]
pub(in crate::layout) struct Ribbon {
    pub(in crate::layout) centre: Point,
    pub(in crate::layout) left: f32,
    pub(in crate::layout) right: f32,
    /// Half its upright height.
    pub(in crate::layout) half: f32,
    pub(in crate::layout) rise: Rise,
    /// Width of the lines on its long edges.
    pub(in crate::layout) line: f32,
    /// Whether a fine line runs inside each.
    pub(in crate::layout) double: bool,
    /// Cap height of the legend's face in em, by which it is centred.
    pub(in crate::layout) capital: f32,
}

impl Ribbon {
    fn axis(&self, x: f32) -> f32 {
        self.centre.1 - (x - self.centre.0) * self.rise.tan
    }

    /// Y of the upper edge, line included, at `x`.
    pub(in crate::layout) fn upper(&self, x: f32) -> f32 {
        self.axis(x) - self.half - self.line / 2.0
    }

    /// Y of the lower edge, line included, at `x`.
    pub(in crate::layout) fn lower(&self, x: f32) -> f32 {
        self.axis(x) + self.half + self.line / 2.0
    }

    /// The largest x at which the upper edge, line included, is still below `y`.
    pub(in crate::layout) fn reach_above(&self, y: f32) -> f32 {
        self.centre.0 + (self.centre.1 - self.half - self.line / 2.0 - y) / self.rise.tan
    }

    /// Draws the band and its lines, and prints the legend along its axis, on one line or two.
    pub(in crate::layout) fn draw(&self, page: &mut Page<'_>, legend: &[Setting]) {
        let edge = |x: f32, offset: f32| (x, self.axis(x) + offset);
        let corners = [
            edge(self.left, -self.half),
            edge(self.right, -self.half),
            edge(self.right, self.half),
            edge(self.left, self.half),
        ];
        if let Some(ink) = page.tint {
            let [first, rest @ ..] = corners;
            let ring = std::iter::once(Step::Move(first))
                .chain(rest.map(Step::Line))
                .collect();
            page.sheet.marks.push(Mark::Path {
                rings: vec![ring],
                paint: Paint::Fill,
                ink,
            });
        }
        let ink = page.accent;
        let outer = [(-self.half, self.line), (self.half, self.line)];
        let inner = [(-self.half + INSIDE, 0.5), (self.half - INSIDE, 0.5)];
        let lines = outer.into_iter().chain(inner.into_iter().filter(|_| self.double));
        for (offset, width) in lines {
            page.sheet
                .rule(edge(self.left, offset), edge(self.right, offset), width, ink);
        }
        page.sheet.boxes.push(PlacedBox {
            name: "ribbon".to_owned(),
            corners,
            on: None,
        });
        self.legend(page, legend, ink);
    }

    fn legend(&self, page: &mut Page<'_>, legend: &[Setting], ink: Ink) {
        for (i, setting) in legend.iter().enumerate() {
            let down = (i as f32 - (legend.len() as f32 - 1.0) / 2.0) * LEADING * setting.size;
            let centre = (
                self.centre.0 + down * self.rise.sin,
                self.centre.1 + down * self.rise.cos,
            );
            page.sheet.rising(setting, centre, self.rise, self.capital, ink);
        }
    }
}
