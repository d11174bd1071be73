//! The page of our check as marks with their places, for whoever has no layout of its own: what ours works out for
//! each document, krilla and the floor are given.

use fast_qr::qr::QRBuilder;
use fast_qr::{ECL, Mode, Version};
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng as _, SeedableRng as _},
};

use super::Outcome;
use super::faces::{BOLD, ITALIC, MONO, SANS, SERIF};

pub const WIDTH: f32 = 612.0;
pub const HEIGHT: f32 = 792.0;
/// The accent colour, and the ribbon's lighter one.
pub const ACCENT: [u8; 3] = [30, 77, 59];
pub const RIBBON: [u8; 3] = [239, 243, 241];
/// Sine and cosine of the rise of the legend.
pub const RISE: (f32, f32) = (0.224_951_04, 0.974_370_06);
/// The logo's upper left corner and its size.
pub const LOGO: (Point, Point) = ((72.0, 58.32), (38.0, 25.37));
/// The QR code's upper left corner and the side of a module.
pub const QR: (Point, f32) = ((483.47, 389.15), 2.692);

/// From the upper left of the page, in points.
pub type Point = (f32, f32);

/// What differs from one document to the next.
pub struct Words {
    pub amount: String,
    pub guest: String,
    /// Grouped, as people read it.
    pub code: String,
    pub last_four: String,
    /// What the QR code holds.
    pub qr: String,
    pub note: String,
}

/// What names and codes are made of: another name for each paper, and a code of letters drawn at random, as in a house.
const FIRST: [&str; 12] = [
    "Helen", "Amaya", "Xavier", "Jürgen", "Zoë", "Wendy", "Quentin", "Priya", "Björn", "Fatima", "Sven",
    "Keiko",
];
const LAST: [&str; 12] = [
    "Okafor",
    "Vázquez",
    "Fitzgerald",
    "McKinley",
    "Jankowski",
    "Dubois",
    "Pham",
    "Ueda",
    "Lindqvist",
    "Bianchi",
    "Grey",
    "Thwaite",
];
const CODE: &[u8; 29] = b"23456789BCDFGHJKLMNPQRSTVWXYZ";

impl Words {
    /// Another guest, amount and code each round, so that little can be kept from the paper before.
    pub fn of(round: u32) -> Words {
        let mut rng = ChaCha20Rng::seed_from_u64(u64::from(round));
        let mut one_of = |count: usize| rng.next_u32() as usize % count;
        let (first, last) = (FIRST[one_of(FIRST.len())], LAST[one_of(LAST.len())]);
        let code: String = (0..12).map(|_| char::from(CODE[one_of(CODE.len())])).collect();
        Words {
            amount: format!("${}.00", 10 + round % 80),
            guest: format!("{first} {last}"),
            code: format!("{}-{}-{}", &code[..4], &code[4..8], &code[8..]),
            qr: format!("CB1:{code}"),
            note: format!("Duck came to the table cold, {round} minutes after the others."),
            last_four: code[8..].to_owned(),
        }
    }
}

/// A line of text by its baseline's left end.
pub struct Text<'a> {
    /// Its place among the faces.
    pub face: usize,
    pub size: f32,
    /// In em, after each glyph.
    pub tracking: f32,
    pub at: Point,
    pub accent: bool,
    pub rises: bool,
    pub text: &'a str,
}

/// A straight line.
pub struct Rule {
    pub from: Point,
    pub to: Point,
    pub width: f32,
    pub dashed: bool,
    pub accent: bool,
}

/// Part of an outline.
pub enum Step {
    Move(Point),
    Line(Point),
    Curve(Point, Point, Point),
    Close,
}

/// The outline of the outer frame, drawn 1.25 points wide.
pub fn outer_frame() -> Vec<Step> {
    ring(&[(30.0, 30.0), (582.0, 30.0), (582.0, 498.0), (30.0, 498.0)])
}

/// The inner frame with its hollow corners, 0.6 points wide.
pub fn inner_frame() -> Vec<Step> {
    vec![
        Step::Move((47.5, 34.5)),
        Step::Line((564.5, 34.5)),
        Step::Curve((564.5, 41.68), (570.32, 47.5), (577.5, 47.5)),
        Step::Line((577.5, 480.5)),
        Step::Curve((570.32, 480.5), (564.5, 486.32), (564.5, 493.5)),
        Step::Line((47.5, 493.5)),
        Step::Curve((47.5, 486.32), (41.68, 480.5), (34.5, 480.5)),
        Step::Line((34.5, 47.5)),
        Step::Curve((41.68, 47.5), (47.5, 41.68), (47.5, 34.5)),
        Step::Close,
    ]
}

/// The diamonds in the corners, filled.
pub fn diamonds() -> Vec<Step> {
    [(38.1, 38.1), (38.1, 489.9), (573.9, 38.1), (573.9, 489.9)]
        .into_iter()
        .flat_map(|(x, y)| ring(&[(x - 2.0, y), (x, y - 2.0), (x + 2.0, y), (x, y + 2.0)]))
        .collect()
}

/// The ribbon below the legend, filled.
pub fn ribbon() -> Vec<Step> {
    ring(&[(23.0, 308.31), (589.0, 177.64), (589.0, 237.64), (23.0, 368.31)])
}

fn ring(corners: &[Point]) -> Vec<Step> {
    let mut steps: Vec<Step> = corners.iter().map(|corner| Step::Line(*corner)).collect();
    if let Some(corner) = corners.first() {
        steps[0] = Step::Move(*corner);
    }
    steps.push(Step::Close);
    steps
}

pub fn rules() -> Vec<Rule> {
    let edge = |from, to, width| Rule {
        from,
        to,
        width,
        dashed: false,
        accent: true,
    };
    let level = |y, from, to, width, dashed| Rule {
        from: (from, y),
        to: (to, y),
        width,
        dashed,
        accent: false,
    };
    vec![
        edge((23.0, 308.31), (589.0, 177.64), 1.0),
        edge((23.0, 368.31), (589.0, 237.64), 1.0),
        edge((23.0, 311.11), (589.0, 180.44), 0.5),
        edge((23.0, 365.51), (589.0, 234.84), 0.5),
        level(528.0, 18.0, 233.67, 0.5, true),
        level(528.0, 378.33, 594.0, 0.5, true),
        level(580.0, 72.0, 540.0, 0.75, false),
        level(688.69, 72.0, 540.0, 0.4, false),
        level(734.69, 72.0, 151.6, 0.4, false),
        level(734.69, 165.6, 245.2, 0.4, false),
        level(734.69, 259.2, 366.88, 0.4, false),
        level(734.69, 380.88, 526.0, 0.4, false),
    ]
}

/// The dark runs `(x, y, width)` of the QR code, in modules.
pub fn squares(words: &Words) -> Outcome<Vec<Run>> {
    let code = QRBuilder::new(words.qr.as_str())
        .mode(Mode::Alphanumeric)
        .ecl(ECL::Q)
        .version(Version::V01)
        .build()
        .map_err(|e| e.to_string())?;
    let mut runs: Vec<Run> = Vec::with_capacity(130);
    for row in 0..code.size {
        let mut before = false;
        for (column, module) in code[row].iter().take(code.size).enumerate() {
            match runs.last_mut() {
                Some(run) if before && module.value() => run.2 += 1.0,
                _ if module.value() => runs.push((column as f32, row as f32, 1.0)),
                _ => {}
            }
            before = module.value();
        }
    }
    Ok(runs)
}

type Run = (f32, f32, f32);

/// The lines of the page in reading order.
pub fn texts(words: &Words) -> Vec<Text<'_>> {
    let mut lines = of_the_guest(words);
    lines.extend(of_the_stub(words));
    lines
}

fn line(face: usize, size: f32, tracking: f32, at: Point, text: &str) -> Text<'_> {
    Text {
        face,
        size,
        tracking,
        at,
        accent: face == SERIF && size == 36.0,
        rises: face == SERIF && size == 36.0 && tracking > 0.0,
        text,
    }
}

#[rustfmt::skip] // A table.
fn of_the_guest(words: &Words) -> Vec<Text<'_>> {
    vec![
        line(SERIF, 13.5, 0.13, (122.0, 74.64), "BISTRO VERVEINE"),
        line(SANS, 8.0, 0.0, (477.12, 61.96), "27 Orchard Lane"),
        line(SANS, 8.0, 0.0, (463.99, 73.16), "Fairhaven, Michigan"),
        line(SANS, 8.0, 0.0, (482.47, 84.36), "(616) 555-0142"),
        line(SERIF, 34.0, 0.0, (72.0, 134.52), "Missed Opportunity"),
        line(SERIF, 36.0, 0.0, (442.69, 333.73), &words.amount),
        line(SANS, 9.5, 0.0, (352.67, 375.1), "good tonight or on any visit until it expires"),
        line(BOLD, 9.5, 0.0, (72.0, 156.09), "Promotional – complimentary"),
        line(ITALIC, 16.0, 0.0, (411.36, 357.85), "for"),
        line(SERIF, 16.0, 0.0, (435.44, 357.85), &words.guest),
        line(ITALIC, 12.0, 0.0, (72.0, 181.76), "That was our lapse, and we are sorry. Please let"),
        line(ITALIC, 12.0, 0.0, (72.0, 198.08), "us cook for you again."),
        line(SERIF, 36.0, 0.085, (103.8, 332.74), "THIS IS NOT A CHECK"),
        line(MONO, 22.0, 0.03, (71.2, 407.31), &words.code),
        line(BOLD, 12.0, 0.05, (72.0, 440.8), "EXPIRES 01 JAN 1970"),
        line(SANS, 8.0, 0.0, (72.0, 464.88), "No fees. No cash value except where required by law. Balance kept until expiry. Not for resale."),
        line(SANS, 8.0, 0.0, (72.0, 476.08), "Valid at Bistro Verveine, 27 Orchard Lane, Fairhaven."),
        line(SANS, 8.0, 0.0, (410.82, 476.08), "Issued 1 Jan 1970 by Owen Brandt"),
    ]
}

#[rustfmt::skip] // A table.
fn of_the_stub(words: &Words) -> Vec<Text<'_>> {
    vec![
        line(SANS, 6.5, 0.0, (241.67, 530.3), "Cut here. Lower part stays with the office."),
        line(BOLD, 10.5, 0.0, (72.0, 568.0), "Office copy"),
        line(SANS, 8.0, 0.0, (443.07, 568.0), "code ends in"),
        line(MONO, 16.0, 0.04, (499.68, 569.0), &words.last_four),
        line(SANS, 9.0, 0.0, (138.63, 568.0), "Missed Opportunity check, Bistro Verveine"),
        line(SANS, 7.5, 0.0, (72.0, 597.0), "Given"),
        line(BOLD, 10.0, 0.0, (72.0, 608.8), &words.amount),
        line(SANS, 7.5, 0.0, (203.04, 597.0), "Guest"),
        line(BOLD, 10.0, 0.0, (203.04, 608.8), &words.guest),
        line(SANS, 7.5, 0.0, (334.08, 597.0), "Table"),
        line(BOLD, 10.0, 0.0, (334.08, 608.8), "Table 12"),
        line(SANS, 7.5, 0.0, (427.68, 597.0), "Expires"),
        line(BOLD, 10.0, 0.0, (427.68, 608.8), "1 Jan 1970"),
        line(SANS, 7.5, 0.0, (72.0, 629.0), "Category"),
        line(BOLD, 10.0, 0.0, (72.0, 640.8), "Food quality"),
        line(SANS, 7.5, 0.0, (203.04, 629.0), "Given by"),
        line(BOLD, 10.0, 0.0, (203.04, 640.8), "Owen Brandt"),
        line(SANS, 7.5, 0.0, (334.08, 629.0), "Approved by"),
        line(BOLD, 10.0, 0.0, (334.08, 640.8), "own limit"),
        line(SANS, 7.5, 0.0, (427.68, 629.0), "When"),
        line(BOLD, 10.0, 0.0, (427.68, 640.8), "21 Nov 2026, 19:42"),
        line(SANS, 7.5, 0.0, (72.0, 661.0), "What happened"),
        line(SANS, 9.5, 0.0, (72.0, 672.56), &words.note),
        line(BOLD, 8.5, 0.0, (72.0, 702.69), "When it comes back"),
        line(SANS, 7.5, 0.0, (72.0, 744.19), "Date"),
        line(SANS, 7.5, 0.0, (165.6, 744.19), "Bill"),
        line(SANS, 7.5, 0.0, (259.2, 744.19), "Amount used"),
        line(SANS, 7.5, 0.0, (380.88, 744.19), "Taken by"),
    ]
}
