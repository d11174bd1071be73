//! Who gives: the name of the business and how to find it, side by side or one above the other.

use crate::colour::Ink;
use crate::layout::{Page, Part, Refusal, fitted, longer_contact};
use crate::sheet::{Align, Place, Point};
use crate::text::{Fit, Setting, Text};
use crate::typeface::Face;
use crate::wording;

/// White between the name and an address beside it.
const GAP: f32 = 10.0;

/// The name of the business in the paper's type: in spaced capitals of the serif, or in bold as it is written.
pub(in crate::layout) fn name<'a>(page: &Page<'a>, tracking: f32) -> Text<'a> {
    let name = &page.paper.business.name;
    if page.modern() {
        page.text(Face::Bold, name)
    } else {
        Text::tracked(page.faces, Face::Serif, tracking, &name.to_uppercase())
    }
}

/// Measures of a head whose address stands at the right of the name.
pub(in crate::layout) struct Beside {
    /// The line on which logo, name and address are centred.
    pub(in crate::layout) axis: f32,
    /// No text stands higher than this.
    pub(in crate::layout) top: f32,
    /// Side of the logo, and white between it and the name.
    pub(in crate::layout) logo: (f32, f32),
    pub(in crate::layout) name: Fit,
    pub(in crate::layout) tracking: f32,
    pub(in crate::layout) address: Fit,
    pub(in crate::layout) address_width: f32,
}

/// Prints a head with the address at the right; gives its bottom.
pub(in crate::layout) fn beside(page: &mut Page<'_>, look: &Beside) -> Result<f32, Refusal> {
    let (side, gap) = look.logo;
    let shift = if page.logo(side).is_some() {
        side + gap
    } else {
        0.0
    };
    page.draw_logo((page.left, look.axis - side / 2.0), side);
    let x = page.left + shift;
    let width = page.right - look.address_width - GAP - x;
    let setting = fitted(&name(page, look.tracking), look.name, width, Part::Business)?;
    let centred = |setting: &Setting| (look.axis - setting.height() / 2.0).max(look.top);
    let place = Place {
        x,
        y: centred(&setting),
        width,
        align: Align::Left,
    };
    let mut bottom = page.sheet.text("business", &setting, place, Ink::Black);
    let setting = column(page, look)?;
    let place = Place {
        x: page.right - look.address_width,
        y: centred(&setting),
        width: look.address_width,
        align: Align::Right,
    };
    bottom = bottom.max(page.sheet.text("address", &setting, place, Ink::Black));
    if shift > 0.0 {
        bottom = bottom.max(look.axis + side / 2.0);
    }
    Ok(bottom)
}

/// Address and telephone as a column: by their own lines, or run together where these take too many.
fn column(page: &Page<'_>, look: &Beside) -> Result<Setting, Refusal> {
    let (business, fit) = (&page.paper.business, look.address);
    let width = look.address_width;
    let (few, many) = fit.lines;
    let column = wording::address_column(&business.address);
    let column = page.text(Face::Sans, &format!("{column}\n{}", business.telephone));
    let lines = (few, (many - 1).max(few));
    if let Some(setting) = column.fit_normally(Fit { lines, ..fit }, &|_, _| width) {
        return Ok(setting);
    }
    let running = wording::address_line(&business.address);
    let running = page.text(Face::Sans, &format!("{running}\n{}", business.telephone));
    fitted(&running, fit, width, longer_contact(business))
}

/// Measures of a head whose address stands below the name.
pub(in crate::layout) struct Above {
    pub(in crate::layout) at: Point,
    pub(in crate::layout) width: f32,
    pub(in crate::layout) align: Align,
    /// The name on one line, and else on two.
    pub(in crate::layout) name: [Fit; 2],
    pub(in crate::layout) tracking: f32,
    pub(in crate::layout) gap: f32,
    pub(in crate::layout) address: Fit,
}

/// The name of the business for a head with the address below it.
pub(in crate::layout) fn stacked_name(page: &Page<'_>, look: &Above) -> Result<Setting, Refusal> {
    let text = name(page, look.tracking);
    match text.fit_normally(look.name[0], &|_, _| look.width) {
        Some(setting) => Ok(setting),
        None => fitted(&text, look.name[1], look.width, Part::Business),
    }
}

/// Prints a head with the address below the name; gives its bottom.
pub(in crate::layout) fn stacked(page: &mut Page<'_>, name: &Setting, look: &Above) -> Result<f32, Refusal> {
    let place = Place {
        x: look.at.0,
        y: look.at.1,
        width: look.width,
        align: look.align,
    };
    let mut y = page.sheet.text("business", name, place, Ink::Black);
    let business = &page.paper.business;
    let parts = [
        wording::address_line(&business.address),
        business.telephone.trim().to_owned(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let address = page.text(Face::Sans, &parts.join("\u{a0}\u{a0}\u{a0}\u{b7}   "));
    if !address.is_empty() {
        let setting = fitted(&address, look.address, look.width, longer_contact(business))?;
        y += look.gap;
        y = page
            .sheet
            .text("address", &setting, Place { y, ..place }, Ink::Black);
    }
    Ok(y)
}
