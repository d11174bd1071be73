//! The middle of a certificate: title, benefit, guest and apology, at sizes that fit together in what is left between
//! head and foot, with the white shared out between them.

use super::guest::{Guest, GuestSetting};
use crate::colour::Ink;
use crate::layout::{Page, Part, Refusal, fitted};
use crate::sheet::{Align, Place};
use crate::text::{Breaking, Fit, LEAST_SIZE, Setting, Text, sizes};
use crate::typeface::Face;
use crate::wording;

/// How far the white grows where there is room.
const MOST_FACTOR: f32 = 1.3;

/// The measures of one paper's middle, in points.
pub(in crate::layout) struct Look {
    pub(in crate::layout) x: f32,
    pub(in crate::layout) width: f32,
    /// The apology's lines are no longer than this.
    pub(in crate::layout) apology_width: f32,
    pub(in crate::layout) align: Align,
    /// Height of what opens the middle.
    pub(in crate::layout) opening: f32,
    pub(in crate::layout) title: (Face, f32),
    pub(in crate::layout) benefit: Face,
    /// Letterspacing and distance of baselines, in em.
    pub(in crate::layout) benefit_set: (f32, f32),
    pub(in crate::layout) detail: (f32, f32),
    pub(in crate::layout) promotional: f32,
    /// White between detail and promotional line, which does not grow.
    pub(in crate::layout) after_detail: f32,
    /// The guest's name has this share of the benefit's size, and at most so many points.
    pub(in crate::layout) guest: (f32, f32),
    pub(in crate::layout) apology: Face,
    pub(in crate::layout) apology_leading: f32,
    /// White after the opening, the title and the benefit, and before and after the guest, each times a factor.
    pub(in crate::layout) gaps: [f32; 5],
    /// Sizes that go together: benefit, apology, and how far the white may shrink. The first that fits is used.
    pub(in crate::layout) ladder: &'static [(f32, f32, f32)],
    /// Sizes of the benefit when nothing on the ladder fits.
    pub(in crate::layout) last: [f32; 4],
}

/// One rung of the ladder.
struct Rung {
    benefit: f32,
    apology: f32,
    least_factor: f32,
    breaking: Breaking,
    /// Lines the benefit and the apology may have.
    lines: (usize, usize),
}

impl Look {
    /// The ladder of the design, then the last resort: the apology shrinks and takes more lines, then the benefit.
    fn rungs(&self) -> impl Iterator<Item = Rung> {
        let normal = self.ladder.iter().map(|&(benefit, apology, least_factor)| Rung {
            benefit,
            apology,
            least_factor,
            breaking: Breaking::Words,
            lines: (3, 6),
        });
        let (smallest, least_factor) = self
            .ladder
            .last()
            .map_or((LEAST_SIZE, 0.4), |&(_, apology, least)| (apology, least));
        let last = move |benefit: f32, breaking: Breaking| {
            sizes(smallest - 0.5, LEAST_SIZE).map(move |apology| Rung {
                benefit,
                apology,
                least_factor,
                breaking,
                lines: (if breaking == Breaking::Anywhere { 8 } else { 4 }, 14),
            })
        };
        let [a, b, c, d] = self.last;
        let words = [a, b, c]
            .into_iter()
            .flat_map(move |benefit| last(benefit, Breaking::Hyphens));
        let broken = [a, b, c, d]
            .into_iter()
            .flat_map(move |benefit| last(benefit, Breaking::Anywhere));
        normal.chain(words).chain(broken)
    }

    /// A text of the middle at one size, if it has no more than `lines` lines there.
    fn set(
        text: &Text<'_>,
        (size, leading): (f32, f32),
        lines: usize,
        breaking: Breaking,
        width: f32,
    ) -> Option<Setting> {
        let fit = Fit {
            size,
            least: size,
            lines: (1, lines),
            leading,
            balanced: true,
        };
        text.wrap_at(fit, breaking, width)
    }
}

/// Everything between opening and foot, at sizes that fit together.
#[derive(Clone)]
pub(in crate::layout) struct Middle {
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
    /// The middle that fits into `room` points.
    pub(in crate::layout) fn fit(
        page: &Page<'_>,
        look: &Look,
        benefit: &str,
        detail: Option<&str>,
        room: f32,
    ) -> Result<Self, Refusal> {
        let detail = match page.optional(Face::Sans, detail) {
            None => None,
            Some(text) => {
                let (size, least) = look.detail;
                let fit = Fit {
                    size,
                    least,
                    lines: (1, 2),
                    leading: 1.4,
                    balanced: true,
                };
                Some(fitted(&text, fit, look.width, Part::Detail)?)
            }
        };
        let mut texts = Texts {
            benefit: Text::tracked(page.faces, look.benefit, look.benefit_set.0, benefit),
            apology: page.optional(look.apology, page.paper.apology.as_deref()),
            guest: Guest::of(page),
        };
        let settle = |texts: &Texts<'_>| {
            look.rungs()
                .find_map(|rung| Self::at(page, look, &rung, texts, detail.as_ref(), room))
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
        look: &Look,
        rung: &Rung,
        texts: &Texts<'_>,
        detail: Option<&Setting>,
        room: f32,
    ) -> Option<Self> {
        let benefit = Look::set(
            &texts.benefit,
            (rung.benefit, look.benefit_set.1),
            rung.lines.0,
            rung.breaking,
            look.width,
        )?;
        let apology = match &texts.apology {
            Some(text) => Some(Look::set(
                text,
                (rung.apology, look.apology_leading),
                rung.lines.1,
                rung.breaking,
                look.apology_width,
            )?),
            None => None,
        };
        let (title_face, title_size) = look.title;
        let middle = Middle {
            title: page.stock(title_face, title_size, 0.0, wording::title(&page.paper.gives)),
            promotional: page.stock(Face::Bold, look.promotional, 0.0, wording::PROMOTIONAL),
            benefit,
            detail: detail.cloned(),
            guest: None,
            apology,
            factor: 0.0,
            spare: 0.0,
        };
        let settle = |guest: Option<GuestSetting>| {
            let mut candidate = Middle {
                guest,
                ..middle.clone()
            };
            candidate
                .settle(look, rung.least_factor, room)
                .then_some(candidate)
        };
        match &texts.guest {
            None => settle(None),
            Some(guest) => {
                let (share, most) = look.guest;
                guest
                    .settings((rung.benefit * share).min(most), look.width)
                    .find_map(|setting| settle(Some(setting)))
            }
        }
    }

    /// Chooses the white between the parts; false if it would be less than `least`.
    fn settle(&mut self, look: &Look, least: f32, room: f32) -> bool {
        let detail = self
            .detail
            .as_ref()
            .map_or(0.0, |detail| detail.height() + look.after_detail);
        let guest = self.guest.as_ref().map_or(0.0, GuestSetting::height);
        let apology = self.apology.as_ref().map_or(0.0, Setting::height);
        let content = look.opening
            + self.title.height()
            + self.benefit.height()
            + detail
            + self.promotional.height()
            + guest
            + apology;
        let white = self.white(look);
        self.factor = ((room - content) / white).min(MOST_FACTOR);
        self.spare = room - content - self.factor * white;
        self.factor >= least
    }

    /// The white between the parts at factor 1.
    fn white(&self, look: &Look) -> f32 {
        let [opening, title, benefit, before, after] = look.gaps;
        let last = match (&self.guest, &self.apology) {
            (Some(_), Some(_)) => before + after,
            (None, None) => 0.0,
            _ => before,
        };
        opening + title + benefit + last
    }

    /// Prints the middle into the room below `top`; `open` draws what opens it, from its top.
    pub(in crate::layout) fn draw(
        &self,
        page: &mut Page<'_>,
        look: &Look,
        top: f32,
        open: impl FnOnce(&mut Page<'_>, f32),
    ) {
        let place = |y: f32| Place {
            x: look.x,
            y,
            width: look.width,
            align: look.align,
        };
        let [
            after_opening,
            after_title,
            after_benefit,
            before_guest,
            after_guest,
        ] = look.gaps.map(|gap| gap * self.factor);
        let accent = page.accent;
        let mut y = top + self.spare / 2.0;
        open(page, y);
        y += look.opening + after_opening;
        y = page.sheet.text("title", &self.title, place(y), Ink::Black) + after_title;
        y = page.sheet.text("benefit", &self.benefit, place(y), accent) + after_benefit;
        if let Some(detail) = &self.detail {
            y = page.sheet.text("detail", detail, place(y), Ink::Black) + look.after_detail;
        }
        y = page
            .sheet
            .text("promotional", &self.promotional, place(y), Ink::Black)
            + before_guest;
        if let Some(guest) = &self.guest {
            guest.draw(page, look.x, y, look.width, look.align);
            y += guest.height() + after_guest;
        }
        if let Some(apology) = &self.apology {
            page.sheet.text("apology", apology, place(y), Ink::Black);
        }
    }
}
