//! One page as a list of marks, and the boxes those marks occupy. Lengths in points from the top left of the sheet.

use std::sync::Arc;

use crate::colour::Ink;
use crate::logo::Logo;
use crate::text::{BASELINE, LINE_BOX, Line, Setting};

/// A direction that rises to the right, as the sine, cosine and tangent of its angle. Constants, because the trigonometry
/// of two machines may differ in the last bit, and the same document must give the same bytes everywhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rise {
    pub(crate) sin: f32,
    pub(crate) cos: f32,
    pub(crate) tan: f32,
}

impl Rise {
    /// 10.5 degrees.
    pub(crate) const FLAT: Rise = Rise {
        sin: 0.182_235_53,
        cos: 0.983_254_9,
        tan: 0.185_339_05,
    };
    /// 12.5 degrees.
    pub(crate) const STRIP: Rise = Rise {
        sin: 0.216_439_62,
        cos: 0.976_296,
        tan: 0.221_694_66,
    };
    /// 13 degrees.
    pub(crate) const FULL: Rise = Rise {
        sin: 0.224_951_05,
        cos: 0.974_370_06,
        tan: 0.230_868_2,
    };
    /// 15 degrees.
    pub(crate) const STEEP: Rise = Rise {
        sin: 0.258_819_04,
        cos: 0.965_925_8,
        tan: 0.267_949_2,
    };
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
#[derive(Debug, Clone, PartialEq)]
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
    /// A straight line; a dashed one with the lengths of its dashes and gaps.
    Rule {
        from: Point,
        to: Point,
        width: f32,
        dash: Option<(f32, f32)>,
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
    /// A picture by its upper left corner.
    Image {
        logo: Arc<Logo>,
        at: Point,
        width: f32,
        height: f32,
    },
}

impl Mark {
    /// The mark enlarged from the origin, then moved.
    fn moved(&mut self, scale: f32, by: Point) {
        let to = |p: &mut Point| *p = (p.0 * scale + by.0, p.1 * scale + by.1);
        match self {
            Mark::Text { at, size, .. } => {
                to(at);
                *size *= scale;
            }
            Mark::Rule {
                from,
                to: end,
                width,
                dash,
                ..
            } => {
                to(from);
                to(end);
                *width *= scale;
                *dash = dash.map(|(on, off)| (on * scale, off * scale));
            }
            Mark::Path { rings, paint, .. } => {
                for step in rings.iter_mut().flatten() {
                    match step {
                        Step::Move(p) | Step::Line(p) => to(p),
                        Step::Curve(a, b, p) => {
                            to(a);
                            to(b);
                            to(p);
                        }
                    }
                }
                if let Paint::Stroke(width) = paint {
                    *width *= scale;
                }
            }
            Mark::Grid { at, module, .. } => {
                to(at);
                *module *= scale;
            }
            Mark::Image {
                at, width, height, ..
            } => {
                to(at);
                *width *= scale;
                *height *= scale;
            }
        }
    }

    /// Where it comes when the page is read aloud. What is not text comes first: it lies below, and says nothing.
    fn turn(&self) -> usize {
        match self {
            Mark::Text { name, .. } => {
                1 + READING
                    .iter()
                    .position(|known| known == name)
                    .unwrap_or(READING.len())
            }
            _ => 0,
        }
    }
}

/// The reading order of a guest's part. What is not listed, the stub, follows in the order it was drawn.
const READING: [&str; 20] = [
    "business",
    "address",
    "recipient",
    "date",
    "letter",
    "closing",
    "signed by",
    "title",
    "benefit",
    "amount",
    "detail",
    "promotional",
    "guest",
    "apology",
    "legend",
    "code",
    "expires",
    "terms",
    "valid at",
    "issued",
];

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

    /// Sets a part of the page, laid out by itself, `by` from the top left.
    pub(crate) fn put(&mut self, part: Sheet, by: Point) {
        self.put_scaled(part, 1.0, by);
    }

    /// The same sheet in units of `unit` points.
    pub(crate) fn in_points(part: Sheet, unit: f32) -> Sheet {
        let mut sheet = Sheet::new(part.width * unit, part.height * unit);
        sheet.put_scaled(part, unit, (0.0, 0.0));
        sheet
    }

    fn put_scaled(&mut self, mut part: Sheet, scale: f32, by: Point) {
        for mark in &mut part.marks {
            mark.moved(scale, by);
        }
        for corner in part.boxes.iter_mut().flat_map(|placed| &mut placed.corners) {
            *corner = (corner.0 * scale + by.0, corner.1 * scale + by.1);
        }
        self.marks.append(&mut part.marks);
        self.boxes.append(&mut part.boxes);
        for c in part.missing {
            if !self.missing.contains(&c) {
                self.missing.push(c);
            }
        }
    }

    /// Puts the marks into the order in which they are to be read, whatever the order they were drawn in.
    pub(crate) fn in_reading_order(mut self) -> Sheet {
        self.marks.sort_by_key(Mark::turn);
        self
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

    /// Prints one line of the legend, rising to the right, centred on `centre` by its width and its capitals' height,
    /// which is `capital` em.
    pub(crate) fn rising(&mut self, setting: &Setting, centre: Point, rise: Rise, capital: f32, ink: Ink) {
        let Some(line) = setting.lines.first() else { return };
        let turn = |dx: f32, dy: f32| {
            (
                centre.0 + dx * rise.cos + dy * rise.sin,
                centre.1 - dx * rise.sin + dy * rise.cos,
            )
        };
        let (half, drop) = (line.width / 2.0, capital * setting.size / 2.0);
        self.note_missing(line);
        self.marks.push(Mark::Text {
            name: "legend",
            line: line.clone(),
            at: turn(-half, drop),
            size: setting.size,
            tracking: setting.tracking,
            ink,
            rise: Some(rise),
        });
        let corners = [
            turn(-half, -drop),
            turn(half, -drop),
            turn(half, drop),
            turn(-half, drop),
        ];
        self.boxes.push(PlacedBox {
            name: "legend".to_owned(),
            corners,
            on: Some("ribbon"),
        });
    }

    pub(crate) fn rule(&mut self, from: Point, to: Point, width: f32, ink: Ink) {
        self.marks.push(Mark::Rule {
            from,
            to,
            width,
            dash: None,
            ink,
        });
    }

    /// A line to cut along.
    pub(crate) fn dashed(&mut self, from: Point, to: Point, width: f32, dash: (f32, f32)) {
        self.marks.push(Mark::Rule {
            from,
            to,
            width,
            dash: Some(dash),
            ink: Ink::Black,
        });
    }

    /// A filled rectangle.
    pub(crate) fn fill(&mut self, at: Point, width: f32, height: f32, ink: Ink) {
        let (right, bottom) = (at.0 + width, at.1 + height);
        self.marks.push(Mark::Path {
            rings: vec![vec![
                Step::Move(at),
                Step::Line((right, at.1)),
                Step::Line((right, bottom)),
                Step::Line((at.0, bottom)),
            ]],
            paint: Paint::Fill,
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
