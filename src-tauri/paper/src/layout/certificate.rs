//! The free-visit certificate: everything centred, the benefit large, the apology below the guest's name.

use super::foot::Foot;
use super::frame::lozenge;
use super::guest::{Guest, GuestSetting};
use super::{MARGIN, Page, Part, Refusal, fitted, longer_contact};
use crate::colour::Ink;
use crate::sheet::{Align, Mark, Paint, Place};
use crate::text::{Breaking, Fit, LEAST_SIZE, Setting, Text, sizes};
use crate::typeface::Face;
use crate::wording;

/// Text in the head stands this far inside the margins, text in the middle that far.
const HEAD_INSET: f32 = 20.0;
const MIDDLE_INSET: f32 = 22.0;
/// Top of the name of the business when there is no logo above it.
const HEAD_TOP: f32 = 54.0;
/// Least white above the divider and below the last text.
const ABOVE: f32 = 11.0;
const BELOW: f32 = 13.0;
const DIVIDER: f32 = 6.0;
/// White between the parts of the middle, each times a factor that grows with the room.
const AFTER_DIVIDER: f32 = 17.0;
const AFTER_TITLE: f32 = 7.0;
const AFTER_BENEFIT: f32 = 9.0;
const BEFORE_GUEST: f32 = 20.0;
const AFTER_GUEST: f32 = 13.0;
const MOST_FACTOR: f32 = 1.3;
/// Fixed white between the detail and the promotional line.
const AFTER_DETAIL: f32 = 4.0;

/// Sizes that go together: benefit, apology, and how far the white may shrink. The first that fits is used.
struct Rung {
    benefit: f32,
    apology: f32,
    least_factor: f32,
    breaking: Breaking,
    /// Lines the benefit and the apology may have.
    lines: (usize, usize),
}

const LADDER: [(f32, f32, f32); 8] = [
    (40.0, 12.5, 0.85),
    (38.0, 12.0, 0.8),
    (36.0, 12.0, 0.75),
    (32.0, 11.5, 0.7),
    (28.0, 11.5, 0.7),
    (25.0, 11.0, 0.65),
    (22.0, 10.5, 0.6),
    (18.0, 10.0, 0.4),
];

/// The ladder of the design, then the last resort: the apology shrinks and takes more lines, then the benefit.
fn rungs() -> impl Iterator<Item = Rung> {
    let normal = LADDER.into_iter().map(|(benefit, apology, least_factor)| Rung {
        benefit,
        apology,
        least_factor,
        breaking: Breaking::Words,
        lines: (3, 6),
    });
    let last = |benefit: f32, breaking: Breaking| {
        sizes(9.5, LEAST_SIZE).map(move |apology| Rung {
            benefit,
            apology,
            least_factor: 0.4,
            breaking,
            lines: (if breaking == Breaking::Anywhere { 8 } else { 4 }, 14),
        })
    };
    let words = [18.0, 15.0, 12.0]
        .into_iter()
        .flat_map(move |benefit| last(benefit, Breaking::Hyphens));
    let broken = [18.0, 15.0, 12.0, 10.0]
        .into_iter()
        .flat_map(move |benefit| last(benefit, Breaking::Anywhere));
    normal.chain(words).chain(broken)
}

pub(super) fn draw(
    page: &mut Page<'_>,
    benefit: &str,
    detail: Option<&str>,
    foot: &Foot,
) -> Result<(), Refusal> {
    let top = head(page)?;
    let bottom = foot.rule(page);
    let middle = Middle::fit(page, benefit, detail, bottom - top - ABOVE - BELOW)?;
    middle.draw(page, top + ABOVE);
    page.sheet
        .rule((MARGIN, bottom), (page.right(), bottom), 0.5, Ink::Black);
    Ok(())
}

/// The name of the business and one line below it; gives the bottom of the head.
fn head(page: &mut Page<'_>) -> Result<f32, Refusal> {
    let business = &page.paper.business;
    let x = MARGIN + HEAD_INSET;
    let width = page.measure() - 2.0 * HEAD_INSET;
    let name = Text::tracked(page.faces, Face::Serif, 0.14, &business.name.to_uppercase());
    let one = Fit {
        size: 18.0,
        least: 10.5,
        lines: (1, 1),
        leading: 1.3,
        balanced: true,
    };
    let setting = match name.fit_normally(one, &|_, _| width) {
        Some(setting) => setting,
        None => fitted(
            &name,
            Fit {
                size: 14.0,
                lines: (2, 3),
                ..one
            },
            width,
            Part::Business,
        )?,
    };
    let place = Place {
        x,
        y: HEAD_TOP,
        width,
        align: Align::Centre,
    };
    let mut y = page.sheet.text("business", &setting, place, Ink::Black);

    let parts = [
        wording::address_line(&business.address),
        business.telephone.trim().to_owned(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let address = page.text(Face::Sans, &parts.join("\u{a0}\u{a0}\u{a0}\u{b7}   "));
    if !address.is_empty() {
        let fit = Fit {
            size: 8.0,
            least: 7.0,
            lines: (1, 2),
            leading: 1.35,
            balanced: true,
        };
        let setting = fitted(&address, fit, width, longer_contact(business))?;
        y = page
            .sheet
            .text("address", &setting, Place { y: y + 5.0, ..place }, Ink::Black);
    }
    Ok(y)
}

/// Everything between the divider and the rule, at sizes that fit together.
struct Middle {
    title: Setting,
    benefit: Setting,
    detail: Option<Setting>,
    promotional: Setting,
    guest: Option<GuestSetting>,
    apology: Option<Setting>,
    /// What the white between the parts is multiplied with.
    factor: f32,
    /// White left over, half above and half below.
    spare: f32,
}

/// The texts of the middle, shaped.
struct Texts<'a> {
    benefit: Text<'a>,
    apology: Option<Text<'a>>,
    guest: Option<Guest<'a>>,
}

impl Middle {
    fn fit(page: &Page<'_>, benefit: &str, detail: Option<&str>, room: f32) -> Result<Self, Refusal> {
        let width = page.measure() - 2.0 * MIDDLE_INSET;
        let detail = match page.optional(Face::Sans, detail) {
            None => None,
            Some(text) => {
                let fit = Fit {
                    size: 9.5,
                    least: 8.5,
                    lines: (1, 2),
                    leading: 1.4,
                    balanced: true,
                };
                Some(fitted(&text, fit, width, Part::Detail)?)
            }
        };
        let mut texts = Texts {
            benefit: page.text(Face::Serif, benefit),
            apology: page.optional(Face::Italic, page.paper.apology.as_deref()),
            guest: Guest::of(page),
        };
        let settle = |texts: &Texts<'_>| {
            rungs().find_map(|rung| Self::at(page, &rung, texts, detail.as_ref(), width, room))
        };
        if let Some(middle) = settle(&texts) {
            return Ok(middle);
        }
        // Name the text without which the rest would fit.
        if texts.apology.take().is_some() && settle(&texts).is_some() {
            return Err(Refusal::TooLong(Part::Apology));
        }
        if texts.guest.take().is_some() && settle(&texts).is_some() {
            return Err(Refusal::TooLong(Part::Guest));
        }
        Err(Refusal::TooLong(Part::Benefit))
    }

    /// The middle on one rung of the ladder, if it fits there.
    fn at(
        page: &Page<'_>,
        rung: &Rung,
        texts: &Texts<'_>,
        detail: Option<&Setting>,
        width: f32,
        room: f32,
    ) -> Option<Self> {
        let set = |text: &Text<'_>, size: f32, lines: usize, leading: f32| {
            let fit = Fit {
                size,
                least: size,
                lines: (1, lines),
                leading,
                balanced: true,
            };
            text.wrap_at(fit, rung.breaking, width)
        };
        let benefit = set(&texts.benefit, rung.benefit, rung.lines.0, 1.14)?;
        let apology = match &texts.apology {
            Some(text) => Some(set(text, rung.apology, rung.lines.1, 1.42)?),
            None => None,
        };
        let mut middle = Middle {
            title: page.stock(Face::Italic, 15.0, 0.0, wording::title(&page.paper.gives)),
            promotional: page.stock(Face::Bold, 9.5, 0.0, wording::PROMOTIONAL),
            benefit,
            detail: detail.cloned(),
            guest: None,
            apology,
            factor: 0.0,
            spare: 0.0,
        };
        match &texts.guest {
            None => middle.settle(rung, room).then_some(middle),
            Some(guest) => {
                let size = (rung.benefit / 2.0).min(19.0);
                guest.settings(size, width).find_map(|setting| {
                    let mut candidate = Middle {
                        guest: Some(setting),
                        ..middle.without_guest()
                    };
                    candidate.settle(rung, room).then_some(candidate)
                })
            }
        }
    }

    fn without_guest(&self) -> Middle {
        Middle {
            title: self.title.clone(),
            benefit: self.benefit.clone(),
            detail: self.detail.clone(),
            promotional: self.promotional.clone(),
            guest: None,
            apology: self.apology.clone(),
            factor: 0.0,
            spare: 0.0,
        }
    }

    /// Chooses the white between the parts; false if it would be less than the rung allows.
    fn settle(&mut self, rung: &Rung, room: f32) -> bool {
        let detail = self
            .detail
            .as_ref()
            .map_or(0.0, |detail| detail.height() + AFTER_DETAIL);
        let guest = self.guest.as_ref().map_or(0.0, GuestSetting::height);
        let apology = self.apology.as_ref().map_or(0.0, Setting::height);
        let content = DIVIDER
            + self.title.height()
            + self.benefit.height()
            + detail
            + self.promotional.height()
            + guest
            + apology;
        let white = self.white();
        self.factor = ((room - content) / white).min(MOST_FACTOR);
        self.spare = room - content - self.factor * white;
        self.factor >= rung.least_factor
    }

    /// The white between the parts at factor 1.
    fn white(&self) -> f32 {
        let last = match (&self.guest, &self.apology) {
            (Some(_), Some(_)) => BEFORE_GUEST + AFTER_GUEST,
            (None, None) => 0.0,
            _ => BEFORE_GUEST,
        };
        AFTER_DIVIDER + AFTER_TITLE + AFTER_BENEFIT + last
    }

    fn draw(&self, page: &mut Page<'_>, top: f32) {
        let (x, width) = (MARGIN + MIDDLE_INSET, page.measure() - 2.0 * MIDDLE_INSET);
        let place = |y: f32| Place {
            x,
            y,
            width,
            align: Align::Centre,
        };
        let white = |gap: f32| gap * self.factor;
        let accent = page.accent();
        let mut y = top + self.spare / 2.0;
        divider(page, y + DIVIDER / 2.0);
        y += DIVIDER + white(AFTER_DIVIDER);
        y = page.sheet.text("title", &self.title, place(y), Ink::Black) + white(AFTER_TITLE);
        y = page.sheet.text("benefit", &self.benefit, place(y), accent) + white(AFTER_BENEFIT);
        if let Some(detail) = &self.detail {
            y = page.sheet.text("detail", detail, place(y), Ink::Black) + AFTER_DETAIL;
        }
        y = page
            .sheet
            .text("promotional", &self.promotional, place(y), Ink::Black)
            + white(BEFORE_GUEST);
        if let Some(guest) = &self.guest {
            guest.draw(page, x, y, width, Align::Centre);
            y += guest.height() + white(AFTER_GUEST);
        }
        if let Some(apology) = &self.apology {
            page.sheet.text("apology", apology, place(y), Ink::Black);
        }
    }
}

/// Two short lines with a lozenge between them.
fn divider(page: &mut Page<'_>, y: f32) {
    let (middle, ink) = (page.middle(), page.accent());
    for (from, to) in [(-26.0, -6.0), (6.0, 26.0)] {
        page.sheet.rule((middle + from, y), (middle + to, y), 0.6, ink);
    }
    page.sheet.marks.push(Mark::Path {
        rings: vec![lozenge((middle, y), 2.6)],
        paint: Paint::Fill,
        ink,
    });
}
