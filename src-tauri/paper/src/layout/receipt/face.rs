//! The guest's part of a receipt.

use super::flow::{Flow, Type};
use super::ribbon;
use super::{MODULE, Roll};
use crate::colour::Ink;
use crate::layout::parts::symbol;
use crate::layout::{Part, Refusal};
use crate::sheet::{Align, Place};
use crate::text::{Fit, Setting};
use crate::typeface::Face;
use crate::wording;

const LOGO: f32 = 96.0;
const AFTER_LOGO: f32 = 20.0;
const ADDRESS: Type = Type::new(Face::Sans, 24.0, 31.0 / 24.0);
const PROMOTIONAL: Type = Type::new(Face::Bold, 26.0, 1.2);
const APOLOGY: Type = Type::new(Face::Sans, 27.0, 37.0 / 27.0);
const FINE: Type = Type::new(Face::Sans, 22.0, 28.0 / 22.0);
const CHECK_CODE: f32 = 44.0;
/// White round the QR code: its quiet zone.
const QUIET: f32 = 32.0;

/// Logo and name of the business beside each other, and below them how to find it.
pub(super) fn head(flow: &mut Flow<'_>, roll: &Roll) {
    let (left, top, paper) = (flow.page.left, flow.y, flow.page.paper);
    let logo = flow.page.logo(LOGO).is_some();
    let shift = if logo { LOGO + AFTER_LOGO } else { 0.0 };
    let name = Type {
        least: roll.business * 0.75,
        ..Type::new(Face::Bold, roll.business, 1.2)
    };
    let width = flow.page.measure() - shift;
    let setting = flow.set(name, &paper.business.name, width);
    let height = setting.height().max(if logo { LOGO } else { 0.0 });
    flow.page.draw_logo((left, top + (height - LOGO) / 2.0), LOGO);
    let place = Place {
        x: left + shift,
        y: top + (height - setting.height()) / 2.0,
        width,
        align: Align::Left,
    };
    flow.page.sheet.text("business", &setting, place, Ink::Black);
    flow.y = top + height;
    let address = format!(
        "{}\n{}",
        wording::address_line(&paper.business.address),
        paper.business.telephone
    );
    flow.text("address", 12.0, ADDRESS, &address);
    flow.rule(17.0);
}

/// What a certificate gives, to whom and why.
pub(super) fn certificate(flow: &mut Flow<'_>, roll: &Roll, benefit: &str, detail: Option<&str>) {
    let paper = flow.page.paper;
    let title = Type::new(Face::Bold, 28.0, 1.2);
    flow.text("title", 18.0, title, wording::title(&paper.gives));
    let large = Type {
        least: roll.benefit * 0.72,
        balanced: true,
        ..Type::new(Face::Bold, roll.benefit, 1.1)
    };
    flow.text("benefit", 4.0, large, benefit);
    let smaller = Type {
        balanced: true,
        ..Type::new(Face::Sans, 25.0, 33.0 / 25.0)
    };
    flow.text("detail", 9.0, smaller, detail.unwrap_or_default());
    flow.text("promotional", 6.0, PROMOTIONAL, wording::PROMOTIONAL);
    guest(flow, 24.0, 32.0);
    apology(flow, 8.0);
}

/// Why a check is given, to whom, and what it is worth.
pub(super) fn check(flow: &mut Flow<'_>, roll: &Roll, amount: &str) -> Result<(), Refusal> {
    let paper = flow.page.paper;
    let title = Type {
        least: 36.0,
        ..Type::new(Face::Bold, roll.title, 1.2)
    };
    flow.text("title", 18.0, title, wording::title(&paper.gives));
    flow.text("promotional", 8.0, PROMOTIONAL, wording::PROMOTIONAL);
    apology(flow, 18.0);
    let above = flow.y;
    let first = flow.page.sheet.boxes.len();
    guest(flow, 17.0, 30.0);
    // The name stands in the triangle the ribbon leaves at the left.
    let guests = flow.page.sheet.boxes[first..]
        .iter()
        .map(|placed| placed.corners[2])
        .collect::<Vec<_>>();
    let ribbon = ribbon::below(flow, roll, above, &guests);
    if paper.design.legend {
        let legend = ribbon::legend(&flow.page, roll);
        ribbon.draw(&mut flow.page, &legend);
    }
    let set = flow
        .page
        .text(Face::Bold, amount)
        .fit_normally(
            Fit {
                least: 22.0,
                ..Fit::line(44.0)
            },
            &|_, _| flow.page.measure(),
        )
        .ok_or(Refusal::TooLong(Part::Amount))?;
    let edge = |setting: &Setting| ribbon.lower(flow.page.right - setting.width());
    flow.y = edge(&set).max(above) + 24.0;
    flow.put("amount", 0.0, &set, Align::Right);
    let until = Type {
        balanced: true,
        ..Type::new(Face::Sans, 25.0, 33.0 / 25.0)
    };
    // On a wide roll it fits on one line, on a narrow one it takes two.
    let set = flow.set(
        until,
        wording::GOOD_UNTIL,
        flow.page.measure() * if roll.wide { 1.0 } else { 0.8 },
    );
    flow.y = (flow.y + 18.0).max(ribbon.lower(flow.page.right - set.width()) + 12.0);
    flow.put("detail", 0.0, &set, Align::Right);
    Ok(())
}

fn guest(flow: &mut Flow<'_>, gap: f32, size: f32) {
    let name: Vec<&str> = flow
        .page
        .paper
        .guest
        .as_deref()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    if name.is_empty() {
        return;
    }
    let kind = Type {
        least: size * 0.8,
        balanced: true,
        ..Type::new(Face::Bold, size, 1.2)
    };
    flow.text("guest", gap, kind, &format!("For {}", name.join(" ")));
}

fn apology(flow: &mut Flow<'_>, gap: f32) {
    if let Some(apology) = &flow.page.paper.apology {
        flow.text("apology", gap, APOLOGY, apology);
    }
}

/// Code, expiry, QR and fine print.
pub(super) fn foot(flow: &mut Flow<'_>, roll: &Roll) -> Result<(), Refusal> {
    flow.rule(20.0);
    let paper = flow.page.paper;
    let size = if matches!(paper.gives, crate::model::Gives::Check { .. }) {
        CHECK_CODE
    } else {
        roll.code
    };
    let (code, ink) = match &paper.code {
        Some(code) => (flow.page.fixed(Face::Mono, size, 0.02, &code.grouped), Ink::Black),
        None => {
            let notice = Type {
                least: 20.0,
                ..Type::new(Face::Sans, 25.0, 1.2)
            };
            let notice = flow.set(notice, wording::BEFORE_ISSUE, flow.page.measure());
            (notice, symbol::GHOST_TEXT)
        }
    };
    let place = flow.page.across(flow.y + 18.0, Align::Left);
    flow.y = flow.page.sheet.text("code", &code, place, ink);
    let expires = wording::expires(paper.expires);
    let expires = flow.page.fixed(Face::Bold, roll.expires, 0.04, &expires);
    flow.put("expires", 6.0, &expires, Align::Left);
    let top = (flow.y + QUIET).ceil();
    let (left, side) = (flow.page.left, symbol::side(MODULE));
    symbol::draw_in_dots(&mut flow.page, (left, top), MODULE)?;
    if roll.wide {
        let width = flow.page.measure() - side - QUIET;
        let setting = flow.set(FINE, &fine_print(flow), width);
        let place = Place {
            x: left + side + QUIET,
            y: top + ((side - setting.height()) / 2.0).max(0.0),
            width,
            align: Align::Left,
        };
        let bottom = flow.page.sheet.text("terms", &setting, place, Ink::Black);
        flow.y = (top + side + QUIET).max(bottom + 20.0);
    } else {
        flow.y = top + side;
        let text = fine_print(flow);
        flow.text("terms", QUIET, FINE, &text);
        flow.y += 20.0;
    }
    Ok(())
}

/// All fine print as one paragraph: the required sentences, the shop's own, where it is good, who issued it.
fn fine_print(flow: &Flow<'_>) -> String {
    let paper = flow.page.paper;
    let own = paper.design.fine_print.as_deref().unwrap_or_default();
    let valid = wording::valid_at(&paper.business).into_iter().next();
    let valid = valid.unwrap_or_else(|| wording::valid_at_shortest(&paper.business).to_owned());
    let issued = wording::issued(paper.issued, &paper.issued_by);
    let required = wording::with_fine_print(wording::terms(&paper.gives), own);
    format!(
        "{} {valid} {}.",
        required.trim_end(),
        issued.trim_end_matches('.')
    )
}
