//! The free-visit certificate on a strip: flush left, the logo at the upper right.

use super::beside_qr;
use super::foot::Foot;
use crate::layout::parts::head::{self, Above};
use crate::layout::parts::middle::{Look, Middle};
use crate::layout::{Page, Refusal};
use crate::sheet::Align;
use crate::text::Fit;
use crate::typeface::Face;

const LOGO: f32 = 42.0;
/// Least white below the head and above the code.
const ABOVE: f32 = 6.0;
const BELOW: f32 = 7.0;
/// The apology's lines are no longer than this.
const APOLOGY_WIDTH: f32 = 360.0;

pub(super) fn draw(
    page: &mut Page<'_>,
    benefit: &str,
    detail: Option<&str>,
    inset: f32,
    foot: &Foot,
) -> Result<(), Refusal> {
    page.draw_logo((page.right - LOGO, 18.0 + inset), LOGO);
    let top = head(page, 19.0 + inset)? + ABOVE;
    let look = look(page);
    let middle = Middle::fit(page, &look, benefit, detail, foot.top() - top - BELOW)?;
    middle.draw(page, &look, top, |_, _| ());
    Ok(())
}

fn head(page: &mut Page<'_>, top: f32) -> Result<f32, Refusal> {
    let one = Fit {
        size: if page.modern() { 12.0 } else { 11.5 },
        least: 8.5,
        lines: (1, 1),
        leading: 1.25,
        balanced: true,
    };
    let look = Above {
        at: (page.left, top),
        width: beside_qr(page) - page.left,
        align: Align::Left,
        name: [
            one,
            Fit {
                size: 9.5,
                lines: (2, 2),
                ..one
            },
        ],
        tracking: 0.13,
        gap: 2.5,
        address: Fit {
            size: 7.0,
            least: 6.5,
            lines: (1, 2),
            leading: 1.3,
            balanced: true,
        },
    };
    let name = head::stacked_name(page, &look)?;
    head::stacked(page, &name, &look)
}

fn look(page: &Page<'_>) -> Look {
    let modern = page.modern();
    let width = beside_qr(page) - page.left;
    let face = |modern_face, classic| if modern { modern_face } else { classic };
    Look {
        x: page.left,
        width,
        apology_width: width.min(APOLOGY_WIDTH),
        align: Align::Left,
        opening: 0.0,
        title: (face(Face::Bold, Face::Italic), if modern { 10.0 } else { 11.5 }),
        benefit: face(Face::Bold, Face::Serif),
        benefit_set: if modern { (-0.02, 1.08) } else { (0.0, 1.1) },
        detail: (8.0, 7.0),
        promotional: 8.0,
        after_detail: 2.5,
        guest: (0.6, if modern { 12.0 } else { 13.5 }),
        apology: face(Face::Sans, Face::Italic),
        apology_leading: 1.34,
        gaps: [0.0, 4.0, 5.0, 11.0, 5.0],
        ladder: if modern { &MODERN } else { &CLASSIC },
        last: [14.0, 12.0, 10.5, 9.0],
    }
}

const CLASSIC: [(f32, f32, f32); 7] = [
    (30.0, 10.0, 0.85),
    (28.0, 10.0, 0.8),
    (26.0, 9.5, 0.7),
    (22.0, 9.0, 0.65),
    (19.0, 8.5, 0.6),
    (16.0, 8.0, 0.5),
    (14.0, 7.5, 0.35),
];

/// The sans looks a size larger than the serif.
const MODERN: [(f32, f32, f32); 7] = [
    (28.0, 9.0, 0.85),
    (26.0, 9.0, 0.8),
    (24.0, 8.5, 0.7),
    (21.0, 8.5, 0.65),
    (18.0, 8.0, 0.6),
    (15.0, 7.5, 0.5),
    (13.0, 7.0, 0.35),
];
