//! One page as a list of marks, and the boxes those marks occupy. Lengths in points from the top left of the sheet.

use crate::colour::Ink;
use crate::text::{BASELINE, LINE_BOX, Line, Setting};

/// Sine, cosine and tangent of the ribbon's 13 degrees. Constants, because the trigonometry of two machines may
/// differ in the last bit, and the same document must give the same bytes everywhere.
pub(crate) const RISE: Rise = Rise {
    sin: 0.224_951_05,
    cos: 0.974_370_06,
    tan: 0.230_868_2,
};

/// A direction that rises to the right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rise {
    pub(crate) sin: f32,
    pub(crate) cos: f32,
    pub(crate) tan: f32,
}

/// A place on the sheet.
pub(crate) type Point = (f32, f32);

/// A named part of the page and the four corners of the space it takes. A text of several lines has a box for each.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedBox {
    /// What it is: `amount`, `code`, `stub guest` ...
    pub name: String,
    /// The corners in points from the top left of the sheet, in order round the box. A turned text has a turned box.
    pub corners: [(f32, f32); 4],
    /// The box this one is meant to lie on, if any: the legend lies on the ribbon.
    pub on: Option<&'static str>,
}

/// Part of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Step {
    /// Begin here.
    Move(Point),
    /// A straight line to here.
    Line(Point),
    /// A cubic curve by two handles to here.
    Curve(Point, Point, Point),
}

/// How an outline is painted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Paint {
    Fill,
    /// A closed line of this width.
    Stroke(f32),
}

/// Something printed.
#[derive(Debug, Clone)]
pub(crate) enum Mark {
    /// A line of text from its baseline's left end.
    Text {
        name: &'static str,
        line: Line,
        at: Point,
        size: f32,
        tracking: f32,
        ink: Ink,
        rise: Option<Rise>,
    },
    /// A straight line; a dashed one has dashes of 2 and gaps of 3.
    Rule {
        from: Point,
        to: Point,
        width: f32,
        dashed: bool,
        ink: Ink,
    },
    /// A closed outline of one or more rings.
    Path {
        rings: Vec<Vec<Step>>,
        paint: Paint,
        ink: Ink,
    },
    /// Rectangles `(x, y, width, height)` on a grid of squares of `module` points from `at`, as one path.
    Grid {
        at: Point,
        module: f32,
        cells: Vec<(f32, f32, f32, f32)>,
        ink: Ink,
    },
}

/// Where a line of text stands between the left and right ends of its box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    /// Where its paragraph begins: left, or right for one that runs from right to left. For prose; a line that stands
    /// beside something else keeps its side.
    Start,
    Left,
    Centre,
    Right,
}

impl Align {
    /// The side a line of this paragraph takes.
    pub(crate) fn of(self, line: &Line) -> Self {
        match self {
            Align::Start if line.paragraph.rtl => Align::Right,
            Align::Start => Align::Left,
            side => side,
        }
    }

    /// Left end of a line `own` points wide in a box `width` points wide from `x`.
    pub(crate) fn left(self, x: f32, width: f32, own: f32) -> f32 {
        match self {
            Align::Start | Align::Left => x,
            Align::Centre => x + (width - own) / 2.0,
            Align::Right => x + width - own,
        }
    }
}

/// The box a text is set into: its left end, top and width.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) align: Align,
}

/// One page in the making.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheet {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) marks: Vec<Mark>,
    pub(crate) boxes: Vec<PlacedBox>,
    /// Characters drawn as boxes, because no bundled face has them.
    pub(crate) missing: Vec<char>,
}

impl Sheet {
    pub(crate) fn new(width: f32, height: f32) -> Self {
        Sheet {
            width,
            height,
            ..Sheet::default()
        }
    }

    /// Prints a set text and gives the bottom of its box.
    pub(crate) fn text(&mut self, name: &'static str, setting: &Setting, place: Place, ink: Ink) -> f32 {
        for (i, line) in setting.lines.iter().enumerate() {
            let x = place.align.of(line).left(place.x, place.width, line.width);
            let top = place.y + i as f32 * setting.leading;
            self.line(
                name,
                line,
                (x, top + BASELINE * setting.size),
                setting.size,
                setting.tracking,
                ink,
            );
            self.occupy(name, x, top, line.width, LINE_BOX * setting.size);
        }
        place.y + setting.height()
    }

    /// Prints one line by its baseline, without a box of its own.
    pub(crate) fn line(
        &mut self,
        name: &'static str,
        line: &Line,
        at: Point,
        size: f32,
        tracking: f32,
        ink: Ink,
    ) {
        self.note_missing(line);
        self.marks.push(Mark::Text {
            name,
            line: line.clone(),
            at,
            size,
            tracking,
            ink,
            rise: None,
        });
    }

    /// Prints one line that rises to the right, centred on `centre` by its width and its capitals' height, which is
    /// `capital` em.
    pub(crate) fn rising(
        &mut self,
        name: &'static str,
        setting: &Setting,
        centre: Point,
        capital: f32,
        ink: Ink,
        on: &'static str,
    ) {
        let Some(line) = setting.lines.first() else { return };
        let turn = |dx: f32, dy: f32| {
            (
                centre.0 + dx * RISE.cos + dy * RISE.sin,
                centre.1 - dx * RISE.sin + dy * RISE.cos,
            )
        };
        let (half, drop) = (line.width / 2.0, capital * setting.size / 2.0);
        self.note_missing(line);
        self.marks.push(Mark::Text {
            name,
            line: line.clone(),
            at: turn(-half, drop),
            size: setting.size,
            tracking: setting.tracking,
            ink,
            rise: Some(RISE),
        });
        let corners = [
            turn(-half, -drop),
            turn(half, -drop),
            turn(half, drop),
            turn(-half, drop),
        ];
        self.boxes.push(PlacedBox {
            name: name.to_owned(),
            corners,
            on: Some(on),
        });
    }

    pub(crate) fn rule(&mut self, from: Point, to: Point, width: f32, ink: Ink) {
        self.marks.push(Mark::Rule {
            from,
            to,
            width,
            dashed: false,
            ink,
        });
    }

    /// Records the space a part takes.
    pub(crate) fn occupy(&mut self, name: &str, x: f32, y: f32, width: f32, height: f32) {
        let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
        self.boxes.push(PlacedBox {
            name: name.to_owned(),
            corners,
            on: None,
        });
    }

    fn note_missing(&mut self, line: &Line) {
        for c in &line.paragraph.missing {
            if !self.missing.contains(c) {
                self.missing.push(*c);
            }
        }
    }
}

/// Bottom of the box of one line of `size` points whose top is `y`.
pub(crate) fn line_bottom(y: f32, size: f32) -> f32 {
    y + LINE_BOX * size
}
