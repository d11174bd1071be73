//! The sheet that keeps the recovery code of a house: not for guests, and never with anything that could be redeemed.

use super::{A4, LETTER};
use crate::colour::Ink;
use crate::model::{PaperKind, RecoverySheet};
use crate::sheet::{Align, Mark, Paint, Place, Sheet, Step};
use crate::text::{Fit, Text};
use crate::typeface::{Face, Typefaces};
use crate::wording;

const MARGIN: f32 = 72.0;

const WHAT: &str = "This code lets the owner into Comeback when the password is forgotten. It is kept nowhere else: the \
    program itself knows only whether a code is the right one.";
const HOW: [&str; 3] = [
    "1.  On the sign-in screen, choose the owner, then Forgot.",
    "2.  Type this code, with or without its dashes, and a new password.",
    "3.  Make a new code under Settings, Team, and print it. This one stays good until then.",
];
const KEEP: &str =
    "Keep this sheet where the money is kept, away from the machine. Whoever holds it can open the books.";

/// The sheet on a full page; A4 where the house prints on that, US Letter everywhere else.
pub(crate) fn recovery(faces: &Typefaces, kind: PaperKind, said: &RecoverySheet) -> Sheet {
    let (width, height) = match kind {
        PaperKind::A4 | PaperKind::A4Mail => A4,
        _ => LETTER,
    };
    let mut page = Page {
        faces,
        width: width - 2.0 * MARGIN,
        y: MARGIN,
        sheet: Sheet::new(width, height),
    };
    page.words(Face::Serif, 14.0, &said.house, 6.0);
    page.rule(18.0);
    page.words(Face::Serif, 26.0, "Recovery code", 14.0);
    page.words(Face::Sans, 11.0, WHAT, 26.0);
    page.code(&said.code);
    page.words(Face::Bold, 11.0, "When it is needed", 6.0);
    for step in HOW {
        page.words(Face::Sans, 11.0, step, 4.0);
    }
    page.y += 16.0;
    page.words(Face::Sans, 11.0, KEEP, 26.0);
    page.rule(8.0);
    let made = format!(
        "Made on {}. A newer code makes this one useless.",
        wording::long_day(said.made_on)
    );
    page.words(Face::Sans, 10.0, &made, 0.0);
    page.sheet
}

struct Page<'a> {
    faces: &'a Typefaces,
    width: f32,
    y: f32,
    sheet: Sheet,
}

impl Page<'_> {
    /// Words over the whole width, and the room below them.
    fn words(&mut self, face: Face, size: f32, words: &str, below: f32) {
        let fit = Fit {
            size,
            least: 6.0,
            lines: (1, 6),
            leading: 1.45,
            balanced: false,
        };
        let setting = Text::new(self.faces, face, words)
            .fit(fit, self.width)
            .unwrap_or_default();
        let place = Place {
            x: MARGIN,
            y: self.y,
            width: self.width,
            align: Align::Left,
        };
        self.y = self.sheet.text("recovery", &setting, place, Ink::Black) + below;
    }

    fn code(&mut self, code: &str) {
        const ROOM: f32 = 22.0;
        let top = self.y;
        let setting = Text::new(self.faces, Face::Mono, code).set(21.0, 1.2);
        let place = Place {
            x: MARGIN,
            y: top + ROOM,
            width: self.width,
            align: Align::Centre,
        };
        let bottom = self.sheet.text("code", &setting, place, Ink::Black) + ROOM;
        let (left, right) = (MARGIN, MARGIN + self.width);
        self.sheet.marks.push(Mark::Path {
            rings: vec![vec![
                Step::Move((left, top)),
                Step::Line((right, top)),
                Step::Line((right, bottom)),
                Step::Line((left, bottom)),
            ]],
            paint: Paint::Stroke(0.75),
            ink: Ink::Black,
        });
        self.y = bottom + 28.0;
    }

    fn rule(&mut self, below: f32) {
        self.sheet
            .rule((MARGIN, self.y), (MARGIN + self.width, self.y), 0.5, Ink::Black);
        self.y += below;
    }
}
