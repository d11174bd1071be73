//! The Missed Opportunity check: what happened at the upper left, what it is worth at the lower right, and the
//! ribbon between them.

use super::foot::Foot;
use super::frame::Ribbon;
use super::guest::{Guest, GuestSetting};
use super::{MARGIN, Page, Part, Refusal, fitted, longer_contact};
use crate::colour::Ink;
use crate::sheet::{Align, Place, line_bottom};
use crate::text::{Fit, LINE_BOX, Setting, sizes};
use crate::typeface::Face;
use crate::wording;

/// The line on which the name of the business and its address are centred.
const HEAD_AXIS: f32 = 71.0;
const ADDRESS_WIDTH: f32 = 150.0;
/// White between the name and the address.
const HEAD_GAP: f32 = 10.0;
const TITLE_TOP: f32 = 108.0;
const APOLOGY_WIDTH: f32 = 252.0;
/// A line of the apology in the ribbon's triangle is no shorter than this.
const LEAST_APOLOGY_WIDTH: f32 = 150.0;
/// White between text and the ribbon.
const CLEAR: f32 = 4.5;
const DETAIL_SIZE: f32 = 9.5;
const GUEST_WIDTH: f32 = 290.0;
const AMOUNT_WIDTH: f32 = 180.0;

pub(super) fn draw(page: &mut Page<'_>, amount: &str, foot: &Foot) -> Result<(), Refusal> {
    let ribbon = Ribbon::of(page);
    if page.paper.design.legend {
        ribbon.draw(page);
    }
    head(page)?;
    let title = page.stock(Face::Serif, 34.0, 0.0, wording::title(&page.paper.gives));
    let place = Place {
        x: MARGIN,
        y: TITLE_TOP,
        width: page.measure(),
        align: Align::Left,
    };
    let y = page.sheet.text("title", &title, place, Ink::Black) + 6.0;

    let worth = Worth::fit(page, amount, &ribbon, foot.above_qr(page))?;
    worth.draw_amount(page);
    let promotional = page.stock(Face::Bold, 9.5, 0.0, wording::PROMOTIONAL);
    let place = Place { y, ..place };
    let y = page.sheet.text("promotional", &promotional, place, Ink::Black) + 14.0;
    worth.draw_guest(page);
    apology(page, &ribbon, y)?;
    if page.paper.design.legend {
        ribbon.legend(page);
    }
    Ok(())
}

/// The name of the business in capitals, and its address and telephone in a column at the right.
fn head(page: &mut Page<'_>) -> Result<(), Refusal> {
    let business = &page.paper.business;
    let name = business.name.to_uppercase();
    let name = crate::text::Text::tracked(page.faces, Face::Serif, 0.13, &name);
    let width = page.measure() - ADDRESS_WIDTH - HEAD_GAP;
    let fit = Fit {
        size: 13.5,
        least: 10.0,
        lines: (1, 3),
        leading: 1.25,
        balanced: true,
    };
    let setting = fitted(&name, fit, width, Part::Business)?;
    let centred = |setting: &Setting| HEAD_AXIS - setting.height() / 2.0;
    let place = Place {
        x: MARGIN,
        y: centred(&setting),
        width,
        align: Align::Left,
    };
    page.sheet.text("business", &setting, place, Ink::Black);

    let setting = address(page)?;
    let x = page.right() - ADDRESS_WIDTH;
    let place = Place {
        x,
        y: centred(&setting),
        width: ADDRESS_WIDTH,
        align: Align::Right,
    };
    page.sheet.text("address", &setting, place, Ink::Black);
    Ok(())
}

fn address(page: &Page<'_>) -> Result<Setting, Refusal> {
    let business = &page.paper.business;
    let fit = Fit {
        size: 8.0,
        least: 6.5,
        lines: (3, 5),
        leading: 1.4,
        balanced: false,
    };
    let column = format!(
        "{}\n{}",
        wording::address_column(&business.address),
        business.telephone
    );
    if let Some(setting) = page
        .text(Face::Sans, &column)
        .fit_normally(Fit { lines: (3, 4), ..fit }, &|_, _| ADDRESS_WIDTH)
    {
        return Ok(setting);
    }
    let running = format!(
        "{}\n{}",
        wording::address_line(&business.address),
        business.telephone
    );
    fitted(
        &page.text(Face::Sans, &running),
        fit,
        ADDRESS_WIDTH,
        longer_contact(business),
    )
}

/// The apology, which wraps along the ribbon.
fn apology(page: &mut Page<'_>, ribbon: &Ribbon, top: f32) -> Result<(), Refusal> {
    let Some(text) = page.optional(Face::Italic, page.paper.apology.as_deref()) else {
        return Ok(());
    };
    let leading = 1.36;
    let width = |line: usize, size: f32| {
        let bottom = line_bottom(top, size) + line as f32 * leading * size;
        let room = (ribbon.reach_above(bottom + CLEAR) - MARGIN).min(APOLOGY_WIDTH);
        if room < LEAST_APOLOGY_WIDTH { 0.0 } else { room }
    };
    let fit = Fit {
        size: 12.0,
        least: 9.5,
        lines: (40, 40),
        leading,
        balanced: false,
    };
    let setting = text
        .fit_shape(fit, &width)
        .ok_or(Refusal::TooLong(Part::Apology))?;
    // Lines that begin at the right keep clear of the ribbon only if the lowest has room for the longest.
    let narrowest = width(setting.lines.len().saturating_sub(1), setting.size);
    let align = if setting.width() <= narrowest {
        Align::Start
    } else {
        Align::Left
    };
    let place = Place {
        x: MARGIN,
        y: top,
        width: narrowest,
        align,
    };
    page.sheet.text("apology", &setting, place, Ink::Black);
    Ok(())
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
    fn fit(page: &Page<'_>, amount: &str, ribbon: &Ribbon, bottom: f32) -> Result<Self, Refusal> {
        let detail = page.stock(Face::Sans, DETAIL_SIZE, 0.0, wording::GOOD_UNTIL);
        let detail_top = bottom - detail.height();
        let amount = page.text(Face::Serif, amount);
        let right = page.right();
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
            let (amount, amount_top) = sizes(36.0, 12.0).find_map(|size| {
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
                .settings(16.0, GUEST_WIDTH)
                .find_map(|setting| settle(Some(setting)))
                .ok_or(if settle(None).is_some() {
                    Part::Guest
                } else {
                    Part::Amount
                })
                .map_err(Refusal::TooLong),
        }
    }

    fn draw_amount(&self, page: &mut Page<'_>) {
        let place = Place {
            x: page.right() - AMOUNT_WIDTH,
            y: self.amount_top,
            width: AMOUNT_WIDTH,
            align: Align::Right,
        };
        let ink = page.accent();
        page.sheet.text("amount", &self.amount, place, ink);
        let place = Place {
            y: self.detail_top,
            ..place
        };
        page.sheet.text("detail", &self.detail, place, Ink::Black);
    }

    fn draw_guest(&self, page: &mut Page<'_>) {
        if let Some(guest) = &self.guest {
            guest.draw(
                page,
                page.right() - GUEST_WIDTH,
                self.guest_top,
                GUEST_WIDTH,
                Align::Right,
            );
        }
    }
}
