//! The free-visit certificate on a whole sheet: the benefit large, the apology below the guest's name. Classic, it is
//! centred under the name of the business; modern, it is set flush left under a short bar.

use super::foot::Foot;
use super::frame::lozenge;
use crate::layout::parts::head::{self, Above, Beside};
use crate::layout::parts::middle::{Look, Middle};
use crate::layout::{Page, Refusal};
use crate::sheet::{Align, Mark, Paint};
use crate::text::Fit;
use crate::typeface::Face;

/// Text in the head stands this far inside the margins, text in the middle that far.
const HEAD_INSET: f32 = 20.0;
const MIDDLE_INSET: f32 = 22.0;
/// The inner line of the frame; the modern style keeps to it too.
const FRAME: f32 = 34.5;

pub(super) fn draw(
    page: &mut Page<'_>,
    benefit: &str,
    detail: Option<&str>,
    foot: &Foot,
) -> Result<(), Refusal> {
    let modern = page.modern();
    let top = if modern {
        modern_head(page)?
    } else {
        classic_head(page)?
    };
    let look = if modern {
        modern_look(page)
    } else {
        classic_look(page)
    };
    // Least white above what opens the middle and below the last text.
    let (above, below) = if modern { (16.0, 12.0) } else { (11.0, 13.0) };
    let bottom = foot.rule();
    let middle = Middle::fit(page, &look, benefit, detail, bottom - top - above - below)?;
    middle.draw(page, &look, top + above, if modern { bar } else { divider });
    page.rule(bottom, 0.5);
    Ok(())
}

/// The logo, the name of the business and one line below it, all centred; gives the bottom of the head.
fn classic_head(page: &mut Page<'_>) -> Result<f32, Refusal> {
    let one = Fit {
        size: 14.0,
        least: 10.5,
        lines: (1, 1),
        leading: 1.3,
        balanced: true,
    };
    let two = |size: f32| Fit {
        size,
        lines: (2, 3),
        ..one
    };
    let mut look = Above {
        at: (page.left + HEAD_INSET, 98.0),
        width: page.measure() - 2.0 * HEAD_INSET,
        align: Align::Centre,
        name: [one, two(12.0)],
        tracking: 0.14,
        gap: 5.0,
        address: Fit {
            size: 8.0,
            least: 7.0,
            lines: (1, 2),
            leading: 1.35,
            balanced: true,
        },
    };
    if page.logo(1.0).is_none() {
        // The head closes up, and the name grows.
        look.at.1 = 54.0;
        look.name = [Fit { size: 18.0, ..one }, two(14.0)];
    }
    let name = head::stacked_name(page, &look)?;
    let side = if name.lines.len() > 1 { 34.0 } else { 42.0 };
    if page.logo(side).is_some() {
        look.at.1 = 48.0 + side + 8.0;
    }
    page.draw_logo((page.middle() - side / 2.0, 48.0), side);
    head::stacked(page, &name, &look)
}

fn modern_head(page: &mut Page<'_>) -> Result<f32, Refusal> {
    head::beside(page, &modern_beside(200.0))
}

/// The head both modern documents have.
pub(super) fn modern_beside(address_width: f32) -> Beside {
    Beside {
        axis: 64.0,
        top: FRAME,
        logo: (36.0, 12.0),
        name: Fit {
            size: 15.0,
            least: 10.0,
            lines: (1, 3),
            leading: 1.2,
            balanced: true,
        },
        tracking: 0.0,
        address: Fit {
            size: 8.0,
            least: 6.5,
            lines: (3, 5),
            leading: 1.4,
            balanced: false,
        },
        address_width,
    }
}

fn classic_look(page: &Page<'_>) -> Look {
    let width = page.measure() - 2.0 * MIDDLE_INSET;
    Look {
        x: page.left + MIDDLE_INSET,
        width,
        apology_width: width,
        align: Align::Centre,
        opening: 6.0,
        title: (Face::Italic, 15.0),
        benefit: Face::Serif,
        benefit_set: (0.0, 1.14),
        detail: (9.5, 8.5),
        promotional: 9.5,
        after_detail: 4.0,
        guest: (0.5, 19.0),
        apology: Face::Italic,
        apology_leading: 1.42,
        gaps: [17.0, 7.0, 9.0, 20.0, 13.0],
        ladder: &[
            (40.0, 12.5, 0.85),
            (38.0, 12.0, 0.8),
            (36.0, 12.0, 0.75),
            (32.0, 11.5, 0.7),
            (28.0, 11.5, 0.7),
            (25.0, 11.0, 0.65),
            (22.0, 10.5, 0.6),
            (18.0, 10.0, 0.4),
        ],
        last: [18.0, 15.0, 12.0, 10.0],
    }
}

fn modern_look(page: &Page<'_>) -> Look {
    Look {
        x: page.left,
        width: page.measure(),
        apology_width: 396.0,
        align: Align::Left,
        opening: 4.0,
        title: (Face::Bold, 13.0),
        benefit: Face::Bold,
        benefit_set: (-0.022, 1.08),
        detail: (10.5, 9.0),
        promotional: 10.5,
        after_detail: 5.3,
        guest: (0.5, 15.0),
        apology: Face::Sans,
        apology_leading: 1.5,
        gaps: [15.0, 8.0, 11.0, 26.0, 9.0],
        ladder: &[
            (46.0, 12.0, 0.85),
            (44.0, 12.0, 0.8),
            (38.0, 11.5, 0.75),
            (32.0, 11.5, 0.7),
            (28.0, 11.0, 0.65),
            (24.0, 10.5, 0.6),
            (20.0, 10.0, 0.4),
        ],
        last: [20.0, 16.0, 13.0, 10.0],
    }
}

/// Two short lines with a lozenge between them.
fn divider(page: &mut Page<'_>, top: f32) {
    let (middle, ink, y) = (page.middle(), page.accent, top + 3.0);
    for (from, to) in [(-26.0, -6.0), (6.0, 26.0)] {
        page.sheet.rule((middle + from, y), (middle + to, y), 0.6, ink);
    }
    page.sheet.marks.push(Mark::Path {
        rings: vec![lozenge((middle, y), 2.6)],
        paint: Paint::Fill,
        ink,
    });
}

fn bar(page: &mut Page<'_>, top: f32) {
    let (at, ink) = ((page.left, top), page.accent);
    page.sheet.fill(at, 44.0, 4.0, ink);
}
