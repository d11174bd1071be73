//! The foot of the guest's part, the same on both documents: code, expiry, QR, fine print, issued by whom. It stands
//! on the bottom of the frame and grows upward.

use super::{MARGIN, Page, Part, Refusal, fitted};
use crate::colour::Ink;
use crate::qr::{self, MODULES, QUIET};
use crate::sheet::{Align, Mark};
use crate::text::{Fit, LINE_BOX, Setting};
use crate::typeface::Face;
use crate::wording;

/// Side of a QR module: 0.95 mm.
const MODULE: f32 = 2.692;
const QR_SIDE: f32 = MODULE * MODULES as f32;
/// Fine print.
const FINE: f32 = 8.0;
const FINE_LEADING: f32 = 1.4;
/// Least white between the two texts that share the last line.
const GUTTER: f32 = 12.0;
/// What the date and a name of usual length take of that line.
const ISSUED_WIDTH: f32 = 159.5;
/// Lines of its own that a very long name may take: with more, the foot would grow into a check's ribbon.
const MOST_ISSUED: usize = 2;
/// The grey of what a preview shows in place of the code.
const GHOST: Ink = Ink::Grey(0.72);
const GHOST_TEXT: Ink = Ink::Grey(0.38);

/// The foot, measured but not yet printed.
pub(super) struct Foot {
    valid: Setting,
    issued: Setting,
    /// Whether the issuer's name is too long to share a line.
    issued_below: bool,
    /// How far the foot has grown upward.
    grown: f32,
}

impl Foot {
    /// Top of the QR symbol.
    pub(super) fn qr_top(&self, page: &Page<'_>) -> f32 {
        page.fold - 138.852 - self.grown
    }

    /// The rule that closes a certificate's middle.
    pub(super) fn rule(&self, page: &Page<'_>) -> f32 {
        page.fold - 152.85 - self.grown
    }

    /// Where a text above the QR must end to leave its quiet zone free.
    pub(super) fn above_qr(&self, page: &Page<'_>) -> f32 {
        self.qr_top(page) - f32::from(QUIET) * MODULE - 1.0
    }
}

/// Measures the texts that decide how high the foot is.
pub(super) fn measure(page: &Page<'_>) -> Result<Foot, Refusal> {
    let business = &page.paper.business;
    let text = wording::issued(page.paper.issued, &page.paper.issued_by);
    let issued = page.text(Face::Sans, &text);
    let shortest = page.stock(Face::Sans, FINE, 0.0, wording::valid_at_shortest(business));
    let beside = |room: f32| {
        let fit = Fit {
            least: 7.0,
            ..Fit::line(FINE)
        };
        issued.fit_normally(fit, &|_, _| room)
    };
    let shared = beside(ISSUED_WIDTH).or_else(|| beside(page.measure() - GUTTER - shortest.width()));
    let issued_below = shared.is_none();
    let (issued, room, grown) = match shared {
        Some(issued) => {
            let room = page.measure() - issued.width().max(ISSUED_WIDTH - GUTTER) - GUTTER;
            (issued, room, 0.0)
        }
        None => {
            let fit = Fit {
                lines: (1, MOST_ISSUED),
                leading: FINE_LEADING,
                least: 7.0,
                ..Fit::line(FINE)
            };
            let issued = fitted(&issued, fit, page.measure(), Part::IssuedBy)?;
            let grown = issued.height() + (FINE_LEADING - LINE_BOX) * FINE;
            (issued, page.measure(), grown)
        }
    };
    let valid = wording::valid_at(business)
        .iter()
        .map(|wording| page.fixed(Face::Sans, FINE, 0.0, wording))
        .find(|wording| wording.width() <= room)
        .unwrap_or(shortest);
    Ok(Foot {
        valid,
        issued,
        issued_below,
        grown,
    })
}

/// Prints the foot in reading order: code, expiry, fine print, issue.
pub(super) fn draw(page: &mut Page<'_>, foot: &Foot) -> Result<(), Refusal> {
    let base = page.fold - foot.grown;
    let measure = page.measure();
    code(page, foot, base)?;
    let expires = page.fixed(Face::Bold, 12.0, 0.05, &wording::expires(page.paper.expires));
    page.at_baseline("expires", &expires, MARGIN, base - 87.2, measure, Align::Left);
    let terms = page.stock(Face::Sans, FINE, 0.0, wording::terms(&page.paper.gives));
    page.at_baseline("terms", &terms, MARGIN, base - 63.08, measure, Align::Left);
    page.at_baseline(
        "valid at",
        &foot.valid,
        MARGIN,
        base - 51.92,
        measure,
        Align::Left,
    );
    if foot.issued_below {
        let first = base - 51.92 + FINE_LEADING * FINE;
        page.at_baseline("issued", &foot.issued, MARGIN, first, measure, Align::Left);
    } else {
        page.at_baseline(
            "issued",
            &foot.issued,
            MARGIN,
            base - 51.92,
            measure,
            Align::Right,
        );
    }
    Ok(())
}

fn code(page: &mut Page<'_>, foot: &Foot, base: f32) -> Result<(), Refusal> {
    let (x, y) = (page.right() - QR_SIDE, foot.qr_top(page));
    page.sheet.occupy("qr", x, y, QR_SIDE, QR_SIDE);
    let Some(code) = &page.paper.code else {
        let notice = page.stock(Face::Sans, 11.0, 0.0, wording::BEFORE_ISSUE);
        let place = crate::sheet::Place {
            x: MARGIN,
            y: base - 120.69 - 4.0 - crate::text::BASELINE * 11.0,
            width: page.measure(),
            align: Align::Left,
        };
        page.sheet.text("code", &notice, place, GHOST_TEXT);
        page.sheet.marks.push(Mark::Grid {
            at: (x, y),
            module: MODULE,
            cells: finder_ghosts(),
            ink: GHOST,
        });
        return Ok(());
    };
    let grouped = page.fixed(Face::Mono, 22.0, 0.03, &code.grouped);
    // The mono's first letters stand a little inside their advance; pulled out, they align with the text below.
    page.at_baseline(
        "code",
        &grouped,
        MARGIN - 0.8,
        base - 120.69,
        page.measure(),
        Align::Left,
    );
    let cells = qr::runs(&code.qr)
        .ok_or(Refusal::Qr)?
        .iter()
        .map(|run| {
            (
                f32::from(run.column),
                f32::from(run.row),
                f32::from(run.length),
                1.0,
            )
        })
        .collect();
    page.sheet.marks.push(Mark::Grid {
        at: (x, y),
        module: MODULE,
        cells,
        ink: Ink::Black,
    });
    Ok(())
}

/// Where the finder patterns will be, as thin open squares that no scanner takes for a symbol.
fn finder_ghosts() -> Vec<(f32, f32, f32, f32)> {
    const LINE: f32 = 0.4;
    [(0.0, 0.0), (14.0, 0.0), (0.0, 14.0)]
        .into_iter()
        .flat_map(|(x, y)| {
            [
                (x, y, 7.0, LINE),
                (x, y + 7.0 - LINE, 7.0, LINE),
                (x, y + LINE, LINE, 7.0 - 2.0 * LINE),
                (x + 7.0 - LINE, y + LINE, LINE, 7.0 - 2.0 * LINE),
                (x + 2.5, y + 2.5, 2.0, 2.0),
            ]
        })
        .collect()
}
