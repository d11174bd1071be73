//! The page that shows how a printer places a kind of paper: its edges, its folds and perforations, a ruler, the area that
//! must be reached, and what to do with it.

use super::receipt::{NARROW, ROLL_LENGTH, WIDE};
use super::{A4, LETTER, mail, strip};
use crate::colour::Ink;
use crate::model::{PaperKind, Shift};
use crate::sheet::{Align, Mark, Paint, Place, Sheet, Step};
use crate::text::{Fit, Text};
use crate::typeface::{Face, Typefaces};

/// What every printer must reach, on all sides of a sheet and at the sides of a roll.
const SAFE: f32 = 16.0;
const MM: f32 = 72.0 / 25.4;
const INCH: f32 = 72.0;

/// What a kind of paper is called, and what is to be seen on it.
struct Kind {
    name: &'static str,
    size: (f32, f32),
    /// Lines across the sheet, with what each is.
    lines: Vec<(f32, &'static str)>,
    /// What an envelope's window shows: left, top, width, height.
    window: Option<[f32; 4]>,
    advice: &'static str,
}

const SHEET: &str = "Print at 100 %, with no fitting to the page. Measure from the edges of the sheet to the frame: it \
    must be 16 pt (5.6 mm, 0.22 in) on every side. If the frame is off, type how far to the right and down it must move \
    into Settings, Printers, and print this page again. If a side of the frame is missing, the printer cannot reach it: \
    choose another printer for this paper.";
const STOCK: &str = "Print this on plain paper at 100 % and hold it against a sheet of the stock. The dashed lines must lie \
    on the perforations, within 3 mm. If they are off, type how far to the right and down they must move into Settings, \
    Printers, and print this page again. The lines are on this page only.";
const MAILED: &str = "Print at 100 %, fold at both dashed lines, and put the sheet into the window envelope. The outlined \
    box must stay in the window however the sheet lies. If it does not, type how far to the right and down it must move \
    into Settings, Printers, and print this page again.";
const ROLL: &str = "The frame must be whole on both sides, and the ruler true. If a side is cut off, type how far to the \
    right it must move into Settings, Printers. If the ruler is too short, switch off fitting to the page in the \
    printer's settings.";

fn kind(paper: PaperKind) -> Kind {
    let sheet = |name, size: (f32, f32)| Kind {
        name,
        size,
        lines: vec![(size.1 * 2.0 / 3.0, "Cut here: the lower part is the office copy")],
        window: None,
        advice: SHEET,
    };
    let mailed = |name, folding: &mail::Folding| Kind {
        name,
        size: folding.sheet,
        lines: vec![
            (folding.folds[0], "First fold"),
            (folding.folds[1], "Second fold, and the tear-off part"),
        ],
        window: Some(folding.window),
        advice: MAILED,
    };
    let roll = |name, width| Kind {
        name,
        size: (width, ROLL_LENGTH),
        lines: Vec::new(),
        window: None,
        advice: ROLL,
    };
    match paper {
        PaperKind::Letter => sheet("US Letter", LETTER),
        PaperKind::A4 => sheet("A4", A4),
        PaperKind::ThreeUp => Kind {
            lines: vec![
                (strip::HEIGHT, "First perforation"),
                (strip::HEIGHT * 2.0, "Second perforation"),
            ],
            advice: STOCK,
            ..sheet("Three to a page", LETTER)
        },
        PaperKind::Receipt80 => roll("Receipt, 80 mm", WIDE.points()),
        PaperKind::Receipt58 => roll("Receipt, 58 mm", NARROW.points()),
        PaperKind::LetterMail => mailed("Letter with tear-off part, US Letter", &mail::NO_10),
        PaperKind::A4Mail => mailed("Letter with tear-off part, A4", &mail::DIN_LANG),
    }
}

/// The test page of a kind of paper. `shift` is what the printer is set to; it is said, not applied.
pub(crate) fn test_page(faces: &Typefaces, paper: PaperKind, shift: Shift) -> Sheet {
    let kind = kind(paper);
    let (width, height) = kind.size;
    let roll = width < LETTER.0 / 2.0;
    let safe = if roll { 11.34 } else { SAFE };
    let mut page = TestPage {
        faces,
        sheet: Sheet::new(width, height),
    };
    page.frame([safe, safe, width - 2.0 * safe, height - 2.0 * safe], 0.75);
    let left = safe + if roll { 6.0 } else { 56.0 };
    let room = width - left - safe - if roll { 6.0 } else { 40.0 };
    let title = format!("Test page: {}", kind.name);
    let scale = if roll { 0.7 } else { 1.0 };
    let mut y = safe + if roll { 34.0 } else { 44.0 };
    y = page.words("title", Face::Bold, 14.0 * scale, &title, [left, y, room]) + 8.0;
    y = page.words("advice", Face::Sans, 10.0 * scale, kind.advice, [left, y, room]) + 8.0;
    let moved = format!(
        "This printer is set to move what it prints {:.1} mm to the right and {:.1} mm down.",
        shift.x / MM,
        shift.y / MM
    );
    page.words("shift", Face::Sans, 10.0 * scale, &moved, [left, y, room]);
    page.across(safe, width - safe, safe);
    if !roll {
        page.down(safe, height - safe, safe);
    }
    for (y, name) in &kind.lines {
        page.sheet.dashed((0.0, *y), (width, *y), 0.5, (2.0, 3.0));
        page.words("line", Face::Sans, 8.0, name, [left, y + 4.0, room]);
    }
    if let Some(window) = kind.window {
        page.frame(window, 0.5);
        let at = [window[0] + 6.0, window[1] + window[3] - 14.0, window[2] - 12.0];
        page.words(
            "window",
            Face::Sans,
            8.0,
            "What the envelope's window always shows",
            at,
        );
    }
    page.sheet
}

struct TestPage<'a> {
    faces: &'a Typefaces,
    sheet: Sheet,
}

impl TestPage<'_> {
    /// Prints words into a box by its left end, top and width; gives its bottom.
    fn words(
        &mut self,
        name: &'static str,
        face: Face,
        size: f32,
        words: &str,
        [x, y, width]: [f32; 3],
    ) -> f32 {
        let fit = Fit {
            size,
            least: size,
            lines: (1, 20),
            leading: 1.4,
            balanced: false,
        };
        let setting = Text::new(self.faces, face, words)
            .fit(fit, width)
            .unwrap_or_default();
        let place = Place {
            x,
            y,
            width,
            align: Align::Left,
        };
        self.sheet.text(name, &setting, place, Ink::Black)
    }

    fn frame(&mut self, [x, y, width, height]: [f32; 4], line: f32) {
        let (right, bottom) = (x + width, y + height);
        self.sheet.marks.push(Mark::Path {
            rings: vec![vec![
                Step::Move((x, y)),
                Step::Line((right, y)),
                Step::Line((right, bottom)),
                Step::Line((x, bottom)),
            ]],
            paint: Paint::Stroke(line),
            ink: Ink::Black,
        });
    }

    /// A ruler along the upper edge: millimetres from the sheet's left edge, and below them inches.
    fn across(&mut self, from: f32, to: f32, y: f32) {
        for (at, length, number) in ticks(from, to, MM, 10, 5) {
            self.sheet.rule((at, y), (at, y + length), 0.4, Ink::Black);
            if let Some(number) = number {
                self.number(at + 1.2, y + 4.6, &format!("{number}"));
            }
        }
        let y = y + 24.0;
        for (at, length, number) in ticks(from, to, INCH / 8.0, 8, 4) {
            self.sheet.rule((at, y), (at, y - length), 0.4, Ink::Black);
            if let Some(number) = number {
                self.number(at + 1.2, y - 8.0, &format!("{} in", number / 8));
            }
        }
    }

    /// A ruler along the left edge: millimetres from the sheet's top.
    fn down(&mut self, from: f32, to: f32, x: f32) {
        for (at, length, number) in ticks(from + 30.0, to, MM, 10, 5) {
            self.sheet.rule((x, at), (x + length, at), 0.4, Ink::Black);
            if let Some(number) = number {
                self.number(x + length + 1.5, at - 2.6, &format!("{number}"));
            }
        }
        let x = x + 44.0;
        for (at, length, number) in ticks(from + 30.0, to, INCH / 8.0, 8, 4) {
            self.sheet.rule((x, at), (x - length, at), 0.4, Ink::Black);
            if let Some(number) = number {
                self.number(x - length - 12.0, at - 2.6, &format!("{} in", number / 8));
            }
        }
    }

    fn number(&mut self, x: f32, y: f32, number: &str) {
        let setting = Text::new(self.faces, Face::Sans, number).set(5.5, 1.2);
        let place = Place {
            x,
            y,
            width: 0.0,
            align: Align::Left,
        };
        self.sheet.text("ruler", &setting, place, Ink::Black);
    }
}

/// The ticks of a ruler that starts at the sheet's edge, between `from` and `to`: where, how long, and every `whole` of
/// them its number.
fn ticks(from: f32, to: f32, step: f32, whole: u32, half: u32) -> Vec<(f32, f32, Option<u32>)> {
    let (first, last) = ((from / step).ceil() as u32, (to / step) as u32);
    (first..=last)
        .map(|i| {
            let at = i as f32 * step;
            match i {
                i if i % whole == 0 => (at, 9.0, (at + 16.0 < to).then_some(i)),
                i if i % half == 0 => (at, 6.0, None),
                _ => (at, 3.5, None),
            }
        })
        .collect()
}
