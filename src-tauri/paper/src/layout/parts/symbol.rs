//! The QR symbol on the page, and what a preview shows in its place.

use crate::colour::Ink;
use crate::layout::{Page, Refusal};
use crate::qr::{self, MODULES, QUIET};
use crate::sheet::{Mark, Point};

/// The grey of what a preview shows in place of the code.
const GHOST: Ink = Ink::Grey(0.72);
pub(in crate::layout) const GHOST_TEXT: Ink = Ink::Grey(0.38);

/// Side of the symbol.
pub(in crate::layout) fn side(module: f32) -> f32 {
    module * f32::from(MODULES)
}

/// White that must be left on every side of it.
pub(in crate::layout) fn quiet(module: f32) -> f32 {
    module * f32::from(QUIET)
}

/// What a module of a printer's dots is short of its dots on each side, in modules. A program that prints black or white
/// blackens every dot a shape touches, and a module that ended exactly on the edge of a dot might touch the next.
const SHY: f32 = 0.01;

/// As [`draw`], for a module of a whole number of dots.
pub(in crate::layout) fn draw_in_dots(page: &mut Page<'_>, at: Point, module: f32) -> Result<(), Refusal> {
    draw(page, at, module)?;
    if let Some(Mark::Grid { cells, .. }) = page.sheet.marks.last_mut() {
        for (x, y, width, height) in cells {
            (*x, *y) = (*x + SHY, *y + SHY);
            (*width, *height) = (*width - 2.0 * SHY, *height - 2.0 * SHY);
        }
    }
    Ok(())
}

/// Draws the symbol of the code, or before issue the outline of one, which no scanner reads.
pub(in crate::layout) fn draw(page: &mut Page<'_>, at: Point, module: f32) -> Result<(), Refusal> {
    page.sheet.occupy("qr", at.0, at.1, side(module), side(module));
    let (cells, ink) = match &page.paper.code {
        None => (finder_ghosts(), GHOST),
        Some(code) => {
            let runs = qr::runs(&code.qr).ok_or(Refusal::Qr)?;
            let cells = runs
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
            (cells, Ink::Black)
        }
    };
    page.sheet.marks.push(Mark::Grid {
        at,
        module,
        cells,
        ink,
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
