//! The ribbon across a check on a receipt: two thick lines with the legend between them.

use super::Roll;
use super::flow::Flow;
use crate::layout::Page;
use crate::layout::parts::ribbon::{LEADING, Ribbon, SANS_CAPITAL};
use crate::sheet::{Point, Rise};
use crate::text::Setting;
use crate::typeface::Face;
use crate::wording;

/// Size of the legend, and the least of it.
const SIZE: f32 = 44.0;
const TRACKING: f32 = 0.05;
/// White above and below the legend, and at its ends, across the ribbon.
const MARGIN: f32 = 25.5;
const LINE: f32 = 4.0;
/// White between the ribbon and what stands above it.
const BELOW_TEXT: f32 = 24.0;
const BELOW_GUEST: f32 = 12.0;

/// The ribbon, as high up as the text that ends at `above` and the guest's lines, by their lower right corners, allow.
pub(super) fn below(flow: &Flow<'_>, roll: &Roll, above: f32, guests: &[Point]) -> Ribbon {
    let (left, right) = (flow.page.left, flow.page.right);
    let lines = legend(&flow.page, roll);
    let size = lines.first().map_or(SIZE, |line| line.size);
    let rise = if roll.wide { Rise::STRIP } else { Rise::STEEP };
    let across = 2.0 * MARGIN + (SANS_CAPITAL + LEADING * (lines.len() as f32 - 1.0)) * size;
    let mut ribbon = Ribbon {
        centre: ((left + right) / 2.0, 0.0),
        left,
        right,
        half: across / rise.cos / 2.0,
        rise,
        line: LINE,
        double: false,
        capital: SANS_CAPITAL,
    };
    let text = above + BELOW_TEXT - ribbon.upper(right);
    let lowest = guests
        .iter()
        .map(|(x, y)| y + BELOW_GUEST - ribbon.upper(*x))
        .fold(text, f32::max);
    ribbon.centre.1 = lowest;
    ribbon
}

/// The legend on one line, or on two where the roll is narrow, at the largest size that leaves white at its ends.
pub(super) fn legend(page: &Page<'_>, roll: &Roll) -> Vec<Setting> {
    let lines: &[&'static str] = if roll.wide {
        &[wording::LEGEND]
    } else {
        &wording::LEGEND_LINES
    };
    let set = |size: f32| -> Vec<Setting> {
        lines
            .iter()
            .map(|line| page.stock(Face::Bold, size, TRACKING, line))
            .collect()
    };
    let widest = set(SIZE).iter().map(Setting::width).fold(0.0, f32::max);
    let size = SIZE * ((page.measure() - 2.0 * MARGIN) / widest).min(1.0);
    set(size.floor())
}
