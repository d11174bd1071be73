//! The Missed Opportunity check on a strip: the apology upper left, the amount lower right, the ribbon between them.

use super::beside_qr;
use super::foot::Foot;
use crate::colour::Ink;
use crate::layout::parts::apology::Apology;
use crate::layout::parts::guest::{Guest, GuestSetting};
use crate::layout::parts::head::{self, Beside};
use crate::layout::parts::ribbon::{Ribbon, SANS_CAPITAL, SERIF_CAPITAL};
use crate::layout::{Page, Part, Refusal};
use crate::sheet::{Align, Place, Rise};
use crate::text::{BASELINE, Fit, LINE_BOX, Setting, sizes};
use crate::typeface::Face;
use crate::wording;

const TITLE_TOP: f32 = 51.5;
const APOLOGY_TOP: f32 = 80.1;
/// White between text and the ribbon.
const CLEAR: f32 = 3.0;
/// White between the ribbon's lower left corner and the code.
const ABOVE_CODE: f32 = 5.0;
/// The ribbon's centre below the top of a strip of the usual height.
const RIBBON_CENTRE: f32 = 139.0;
/// The ribbon reaches this far beyond the text on both sides.
const OVERHANG: f32 = 6.0;
/// White between the guest's name and the amount.
const BEFORE_AMOUNT: f32 = 9.0;
const AMOUNT_WIDTH: f32 = 130.0;
const GUEST_WIDTH: f32 = 260.0;

/// What differs between the styles.
struct Look {
    display: Face,
    voice: Face,
    /// Size and letterspacing.
    title: (f32, f32),
    legend: (f32, f32),
    amount: f32,
    guest: f32,
    apology: f32,
}

const CLASSIC: Look = Look {
    display: Face::Serif,
    voice: Face::Italic,
    title: (22.0, 0.0),
    legend: (22.0, 0.085),
    amount: 22.0,
    guest: 13.0,
    apology: 9.5,
};

const MODERN: Look = Look {
    display: Face::Bold,
    voice: Face::Sans,
    title: (20.5, -0.02),
    legend: (21.0, 0.045),
    amount: 21.0,
    guest: 11.5,
    apology: 9.0,
};

pub(super) fn draw(page: &mut Page<'_>, amount: &str, inset: f32, foot: &Foot) -> Result<(), Refusal> {
    let look = if page.modern() { &MODERN } else { &CLASSIC };
    let ribbon = ribbon(page, foot);
    if page.paper.design.legend {
        let (size, tracking) = look.legend;
        let legend = page.stock(look.display, size, tracking, wording::LEGEND);
        ribbon.draw(page, &[legend]);
    }
    head(page, inset)?;
    title(page, look, TITLE_TOP + inset);
    apology(look, APOLOGY_TOP + inset).along(page, &ribbon)?;
    Worth::fit(page, look, amount, &ribbon, foot.above_qr())?.draw(page);
    Ok(())
}

fn head(page: &mut Page<'_>, inset: f32) -> Result<(), Refusal> {
    let look = Beside {
        axis: 29.0 + inset,
        top: 16.0 + inset,
        logo: (24.0, 9.0),
        name: Fit {
            size: if page.modern() { 11.0 } else { 10.5 },
            least: 8.0,
            lines: (1, 2),
            leading: 1.25,
            balanced: true,
        },
        tracking: 0.13,
        address: Fit {
            size: 7.0,
            least: 6.0,
            lines: (3, 4),
            leading: 9.5 / 7.0,
            balanced: false,
        },
        address_width: 132.0,
    };
    head::beside(page, &look).map(drop)
}

/// The title, and the promotional line on its baseline.
fn title(page: &mut Page<'_>, look: &Look, top: f32) {
    let (size, tracking) = look.title;
    let title = page.stock(look.display, size, tracking, wording::title(&page.paper.gives));
    let place = page.across(top, Align::Left);
    page.sheet.text("title", &title, place, Ink::Black);
    let promotional = page.stock(Face::Bold, 8.0, 0.0, wording::PROMOTIONAL);
    let x = page.left + title.width() + 10.0;
    let width = page.right - x;
    let baseline = top + BASELINE * size;
    page.at_baseline("promotional", &promotional, x, baseline, width, Align::Left);
}

/// The ribbon, steep where there is room for it, and in any case clear of the code.
fn ribbon(page: &Page<'_>, foot: &Foot) -> Ribbon {
    let modern = page.modern();
    let (left, right) = (page.left - OVERHANG, page.right + OVERHANG);
    let tall = page.sheet.height - super::HEIGHT;
    let mut ribbon = Ribbon {
        centre: (
            (left + right) / 2.0,
            RIBBON_CENTRE + tall / 2.0 - foot.grown() / 2.0,
        ),
        left,
        right,
        half: 16.5,
        rise: Rise::STRIP,
        line: 1.0,
        double: !modern,
        capital: if modern { SANS_CAPITAL } else { SERIF_CAPITAL },
    };
    let over = |ribbon: &Ribbon| (ribbon.lower(left) - (foot.top() - ABOVE_CODE)).max(0.0);
    if over(&ribbon) > 0.0 {
        ribbon.rise = Rise::FLAT;
    }
    ribbon.centre.1 -= over(&ribbon);
    ribbon
}

/// How the apology is set.
fn apology(look: &Look, top: f32) -> Apology {
    Apology {
        top,
        face: look.voice,
        fit: Fit {
            size: look.apology,
            least: 8.0,
            lines: (3, 20),
            leading: 1.305,
            balanced: false,
        },
        width: 237.0,
        least_width: 130.0,
        clear: CLEAR,
    }
}

/// The lower right: the amount above the QR, the guest on its baseline, and until when below them.
struct Worth {
    amount: Setting,
    amount_top: f32,
    guest: Option<GuestSetting>,
    /// Where the guest's name ends, and its top.
    guest_at: (f32, f32),
    detail: Setting,
    detail_top: f32,
}

impl Worth {
    /// The largest amount and, beside it, the largest name that stay clear of the ribbon.
    fn fit(
        page: &Page<'_>,
        look: &Look,
        amount: &str,
        ribbon: &Ribbon,
        bottom: f32,
    ) -> Result<Self, Refusal> {
        let clear = |left: f32, top: f32| top >= ribbon.lower(left) + CLEAR;
        let text = page.text(look.display, amount);
        let (amount, amount_top) = sizes(look.amount, 9.0)
            .find_map(|size| {
                let setting = text.fit_normally(Fit::line(size), &|_, _| AMOUNT_WIDTH)?;
                let top = bottom - LINE_BOX * size;
                clear(page.right - setting.width(), top).then_some((setting, top))
            })
            .ok_or(Refusal::TooLong(Part::Amount))?;
        let baseline = amount_top + BASELINE * amount.size;
        let end = page.right - amount.width() - BEFORE_AMOUNT;
        let mut worth = Worth {
            amount,
            amount_top,
            guest: None,
            guest_at: (end, 0.0),
            detail: page.stock(Face::Sans, 8.0, 0.0, wording::GOOD_UNTIL),
            detail_top: bottom + 2.7,
        };
        if let Some(guest) = Guest::of(page) {
            let (setting, top) = guest
                .settings(look.guest, GUEST_WIDTH.min(end - page.left))
                .find_map(|setting| {
                    let top = baseline - setting.last_baseline();
                    let free = setting.extents().all(|(y, width)| clear(end - width, top + y));
                    free.then_some((setting, top))
                })
                .ok_or(Refusal::TooLong(Part::Guest))?;
            worth.guest = Some(setting);
            worth.guest_at.1 = top;
        }
        Ok(worth)
    }

    fn draw(&self, page: &mut Page<'_>) {
        let ink = page.accent;
        let place = page.across(self.amount_top, Align::Right);
        page.sheet.text("amount", &self.amount, place, ink);
        if let Some(guest) = &self.guest {
            let ((end, top), left) = (self.guest_at, page.left);
            guest.draw(page, left, top, end - left, Align::Right);
        }
        let place = Place {
            width: beside_qr(page) - page.left,
            ..page.across(self.detail_top, Align::Right)
        };
        page.sheet.text("detail", &self.detail, place, Ink::Black);
    }
}
