//! The Missed Opportunity check: what happened at the upper left, what it is worth at the lower right, and the
//! ribbon between them.

use super::certificate::modern_beside;
use super::foot::Foot;
use super::frame::INSET;
use crate::colour::Ink;
use crate::layout::parts::apology::Apology;
use crate::layout::parts::guest::{Guest, GuestSetting};
use crate::layout::parts::head::{self, Beside};
use crate::layout::parts::ribbon::{Ribbon, SANS_CAPITAL, SERIF_CAPITAL};
use crate::layout::{Page, Part, Refusal};
use crate::sheet::{Align, Place, Rise};
use crate::text::{Fit, LINE_BOX, Setting, sizes};
use crate::typeface::Face;
use crate::wording;

const ADDRESS_WIDTH: f32 = 150.0;
const TITLE_TOP: f32 = 108.0;
const APOLOGY_TOP: f32 = 172.4;
/// White between text and the ribbon.
const CLEAR: f32 = 4.5;
const DETAIL_SIZE: f32 = 9.5;
const GUEST_WIDTH: f32 = 290.0;
const AMOUNT_WIDTH: f32 = 180.0;
/// The ribbon overlaps the frame by this much on each side.
const OVERLAP: f32 = 7.0;

/// What differs between the styles: faces, sizes and letterspacing.
struct Look {
    display: Face,
    /// Size and letterspacing of the title and of the legend.
    title: (f32, f32),
    legend: (f32, f32),
    amount: f32,
    guest: f32,
    voice: Face,
    /// Size and distance of baselines, in em, of the apology.
    apology: (f32, f32),
}

const CLASSIC: Look = Look {
    display: Face::Serif,
    title: (34.0, 0.0),
    legend: (36.0, 0.085),
    amount: 36.0,
    guest: 16.0,
    voice: Face::Italic,
    apology: (12.0, 1.36),
};

const MODERN: Look = Look {
    display: Face::Bold,
    title: (32.0, -0.02),
    legend: (34.0, 0.045),
    amount: 34.0,
    guest: 14.0,
    voice: Face::Sans,
    apology: (11.0, 1.455),
};

pub(super) fn draw(page: &mut Page<'_>, amount: &str, foot: &Foot) -> Result<(), Refusal> {
    let look = if page.modern() { &MODERN } else { &CLASSIC };
    let ribbon = ribbon(page);
    if page.paper.design.legend {
        let (size, tracking) = look.legend;
        let legend = page.stock(look.display, size, tracking, wording::LEGEND);
        ribbon.draw(page, &[legend]);
    }
    head(page)?;
    let (size, tracking) = look.title;
    let title = page.stock(look.display, size, tracking, wording::title(&page.paper.gives));
    let place = page.across(TITLE_TOP, Align::Left);
    let y = page.sheet.text("title", &title, place, Ink::Black) + 6.0;
    let promotional = page.stock(Face::Bold, 9.5, 0.0, wording::PROMOTIONAL);
    let place = Place { y, ..place };
    page.sheet.text("promotional", &promotional, place, Ink::Black);

    let worth = Worth::fit(page, look, amount, &ribbon, foot.above_qr())?;
    worth.draw(page);
    apology(look).along(page, &ribbon)
}

/// The name of the business, and its address and telephone in a column at the right.
fn head(page: &mut Page<'_>) -> Result<(), Refusal> {
    let modern = modern_beside(ADDRESS_WIDTH);
    let look = if page.modern() {
        modern
    } else {
        Beside {
            axis: 71.0,
            logo: (38.0, 12.0),
            name: Fit {
                size: 13.5,
                leading: 1.25,
                ..modern.name
            },
            tracking: 0.13,
            ..modern
        }
    };
    head::beside(page, &look).map(drop)
}

fn ribbon(page: &Page<'_>) -> Ribbon {
    let modern = page.modern();
    let left = if modern { INSET } else { INSET - OVERLAP };
    Ribbon {
        centre: (
            page.sheet.width / 2.0,
            0.517 * page.fold + if modern { 3.0 } else { 0.0 },
        ),
        left,
        right: page.sheet.width - left,
        half: 30.0,
        rise: Rise::FULL,
        line: 1.0,
        double: !modern,
        capital: if modern { SANS_CAPITAL } else { SERIF_CAPITAL },
    }
}

/// How the apology is set.
fn apology(look: &Look) -> Apology {
    let (size, leading) = look.apology;
    Apology {
        top: APOLOGY_TOP,
        face: look.voice,
        fit: Fit {
            size,
            least: 9.5,
            lines: (40, 40),
            leading,
            balanced: false,
        },
        width: 252.0,
        least_width: 150.0,
        clear: CLEAR,
    }
}

/// The lower right: amount, guest and until when, standing on the QR's quiet zone.
struct Worth {
    amount: Setting,
    amount_top: f32,
    guest: Option<GuestSetting>,
    guest_top: f32,
    detail: Setting,
    detail_top: f32,
}

impl Worth {
    /// The largest guest's name, and with it the largest amount, that stay clear of the ribbon.
    fn fit(
        page: &Page<'_>,
        look: &Look,
        amount: &str,
        ribbon: &Ribbon,
        bottom: f32,
    ) -> Result<Self, Refusal> {
        let detail = page.stock(Face::Sans, DETAIL_SIZE, 0.0, wording::GOOD_UNTIL);
        let detail_top = bottom - detail.height();
        let amount = page.text(look.display, amount);
        let right = page.right;
        let clear = |top: f32, width: f32| top >= ribbon.lower(right - width) + CLEAR;
        let settle = |guest: Option<GuestSetting>| {
            let guest_top = guest
                .as_ref()
                .map_or(detail_top, |g| detail_top - 6.0 - g.height());
            if let Some(guest) = &guest
                && !guest.extents().all(|(y, width)| clear(guest_top + y, width))
            {
                return None;
            }
            let bottom = guest_top - 3.0;
            let (amount, amount_top) = sizes(look.amount, 12.0).find_map(|size| {
                let setting = amount.fit_normally(Fit::line(size), &|_, _| AMOUNT_WIDTH)?;
                let top = bottom - LINE_BOX * size;
                clear(top, setting.width()).then_some((setting, top))
            })?;
            let detail = detail.clone();
            Some(Worth {
                amount,
                amount_top,
                guest,
                guest_top,
                detail,
                detail_top,
            })
        };
        match Guest::of(page) {
            None => settle(None).ok_or(Refusal::TooLong(Part::Amount)),
            Some(guest) => guest
                .settings(look.guest, GUEST_WIDTH)
                .find_map(|setting| settle(Some(setting)))
                .ok_or(if settle(None).is_some() {
                    Part::Guest
                } else {
                    Part::Amount
                })
                .map_err(Refusal::TooLong),
        }
    }

    fn draw(&self, page: &mut Page<'_>) {
        let ink = page.accent;
        let place = page.across(self.amount_top, Align::Right);
        page.sheet.text("amount", &self.amount, place, ink);
        if let Some(guest) = &self.guest {
            let x = page.right - GUEST_WIDTH;
            guest.draw(page, x, self.guest_top, GUEST_WIDTH, Align::Right);
        }
        let place = page.across(self.detail_top, Align::Right);
        page.sheet.text("detail", &self.detail, place, Ink::Black);
    }
}
