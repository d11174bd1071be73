//! A report: tables of figures on as many full pages as they take, each page with what it is of and which it is.

use super::{A4, LETTER};
use crate::colour::Ink;
use crate::model::{PaperKind, Report, ReportTable};
use crate::sheet::{Align, Place, Sheet};
use crate::text::{Fit, LINE_BOX, Setting, Text};
use crate::typeface::{Face, Typefaces};

const MARGIN: f32 = 44.0;
/// Between two columns.
const GAP: f32 = 9.0;
/// What the first column has at least.
const LEAST_LABEL: f32 = 92.0;
/// Above and below the words of a row.
const PAD: f32 = 2.6;
/// The sizes a table is tried in: the largest in which its figures fit.
const SIZES: [f32; 8] = [8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0];
const FOOT: f32 = 7.0;

/// The report on full pages; A4 where the house prints on that, US Letter everywhere else.
pub(crate) fn report(faces: &Typefaces, kind: PaperKind, said: &Report) -> Vec<Sheet> {
    let size = match kind {
        PaperKind::A4 | PaperKind::A4Mail => A4,
        _ => LETTER,
    };
    let mut pages = Pages {
        faces,
        said,
        size,
        foot: foot(faces, &said.state, size.0),
        sheets: Vec::new(),
        y: 0.0,
    };
    pages.first();
    for table in &said.tables {
        pages.table(table);
    }
    pages.finish()
}

/// What stands at the foot of every page, beside the number of the page.
fn foot(faces: &Typefaces, state: &str, width: f32) -> Setting {
    let fit = Fit {
        size: FOOT,
        least: FOOT,
        lines: (1, 4),
        leading: 1.35,
        balanced: false,
    };
    let room = width - 2.0 * MARGIN - 70.0;
    Text::new(faces, Face::Sans, state)
        .fit(fit, room)
        .unwrap_or_default()
}

struct Pages<'a> {
    faces: &'a Typefaces,
    said: &'a Report,
    size: (f32, f32),
    foot: Setting,
    sheets: Vec<Sheet>,
    /// Where the next line goes on the last page.
    y: f32,
}

/// The columns of a table: the size of its words, the width of its labels, and the right edge of each figure.
struct Columns {
    size: f32,
    label: f32,
    right: Vec<f32>,
}

impl Pages<'_> {
    fn width(&self) -> f32 {
        self.size.0 - 2.0 * MARGIN
    }

    /// Below this nothing of a table stands.
    fn bottom(&self) -> f32 {
        self.size.1 - MARGIN - self.foot.height() - 10.0
    }

    fn sheet(&mut self) -> &mut Sheet {
        if self.sheets.is_empty() {
            self.sheets.push(Sheet::new(self.size.0, self.size.1));
        }
        let last = self.sheets.len() - 1;
        &mut self.sheets[last]
    }

    /// Words over the whole width, and the room below them.
    fn words(&mut self, name: &'static str, face: Face, size: f32, words: &str, below: f32) {
        let fit = Fit {
            size,
            least: size.min(9.0),
            lines: (1, 8),
            leading: 1.4,
            balanced: false,
        };
        let width = self.width();
        let setting = Text::new(self.faces, face, words)
            .fit(fit, width)
            .unwrap_or_default();
        let place = Place {
            x: MARGIN,
            y: self.y,
            width,
            align: Align::Left,
        };
        self.y = self.sheet().text(name, &setting, place, Ink::Black) + below;
    }

    fn rule(&mut self, width: f32, below: f32) {
        let (y, right) = (self.y, MARGIN + self.width());
        self.sheet().rule((MARGIN, y), (right, y), width, Ink::Black);
        self.y += below;
    }

    /// The head of the first page.
    fn first(&mut self) {
        let said = self.said;
        self.sheets.push(Sheet::new(self.size.0, self.size.1));
        self.y = MARGIN;
        self.words("house", Face::Serif, 12.0, &said.house, 4.0);
        self.words("title", Face::Serif, 24.0, &said.title, 8.0);
        self.rule(1.4, 2.2);
        self.rule(0.5, 9.0);
        for words in &said.words {
            self.words("words", Face::Sans, 8.0, words, 3.0);
        }
        self.y += 12.0;
    }

    /// Another page, with the house and what the report is of.
    fn next_page(&mut self) {
        let head = format!("{}, {}", self.said.house, self.said.title);
        self.sheets.push(Sheet::new(self.size.0, self.size.1));
        self.y = MARGIN;
        self.words("house", Face::Serif, 10.0, &head, 6.0);
        self.rule(0.5, 12.0);
    }

    fn table(&mut self, table: &ReportTable) {
        let columns = self.columns(table);
        let heads = !table.columns.iter().all(String::is_empty);
        let row = LINE_BOX * columns.size + 2.0 * PAD;
        // A heading alone at the foot of a page says nothing.
        if self.y + 30.0 + 3.0 * row > self.bottom() {
            self.next_page();
        }
        self.heading(table, &columns, heads, "");
        for line in &table.rows {
            let face = if line.sum { Face::Bold } else { Face::Sans };
            let label = self.label(line.cells.first().map_or("", String::as_str), face, &columns);
            let height = label.height().max(LINE_BOX * columns.size) + 2.0 * PAD;
            if self.y + height > self.bottom() {
                self.next_page();
                self.heading(table, &columns, heads, ", continued");
            }
            self.row(&line.cells, &label, face, &columns, height, line.sum);
        }
        self.y += 5.0;
        if let Some(note) = &table.note {
            if self.y + 24.0 > self.bottom() {
                self.next_page();
            }
            self.words("note", Face::Sans, 7.5, note, 0.0);
        }
        self.y += 15.0;
    }

    fn heading(&mut self, table: &ReportTable, columns: &Columns, heads: bool, more: &str) {
        let words = format!("{}{more}", table.heading);
        self.words("heading", Face::Bold, 9.5, &words, 3.0);
        if heads {
            let label = self.label(
                table.columns.first().map_or("", String::as_str),
                Face::Italic,
                columns,
            );
            let height = label.height().max(LINE_BOX * columns.size) + 2.0 * PAD;
            self.row(&table.columns, &label, Face::Italic, columns, height, false);
        }
        let y = self.y;
        let right = MARGIN + self.width();
        self.sheet().rule((MARGIN, y), (right, y), 0.7, Ink::Black);
    }

    fn label(&self, words: &str, face: Face, columns: &Columns) -> Setting {
        let fit = Fit {
            size: columns.size,
            least: columns.size,
            lines: (1, 60),
            leading: 1.3,
            balanced: false,
        };
        let text = Text::new(self.faces, face, words);
        text.fit(fit, columns.label).unwrap_or_default()
    }

    fn row(
        &mut self,
        cells: &[String],
        label: &Setting,
        face: Face,
        columns: &Columns,
        height: f32,
        sum: bool,
    ) {
        let (top, faces, right) = (self.y, self.faces, MARGIN + self.width());
        let sheet = self.sheet();
        if sum {
            sheet.rule((MARGIN, top), (right, top), 0.9, Ink::Black);
        }
        let y = top + PAD;
        let place = Place {
            x: MARGIN,
            y,
            width: columns.label,
            align: Align::Left,
        };
        sheet.text("label", label, place, Ink::Black);
        for (cell, edge) in cells.iter().skip(1).zip(&columns.right) {
            let setting = Text::new(faces, face, cell).set(columns.size, 1.2);
            let width = setting.width();
            let place = Place {
                x: edge - width,
                y,
                width,
                align: Align::Left,
            };
            sheet.text("figure", &setting, place, Ink::Black);
        }
        if !sum {
            let line = top + height;
            sheet.rule((MARGIN, line), (right, line), 0.2, Ink::Black);
        }
        self.y = top + height;
    }

    /// The largest size in which every figure has its room and the labels keep theirs.
    fn columns(&self, table: &ReportTable) -> Columns {
        let width = self.width();
        let count = table
            .rows
            .iter()
            .map(|row| row.cells.len())
            .chain([table.columns.len()])
            .max()
            .unwrap_or(1)
            .saturating_sub(1);
        let natural = |column: usize| {
            let figures = table.rows.iter().filter_map(|row| {
                let face = if row.sum { Face::Bold } else { Face::Sans };
                row.cells.get(column).map(|cell| (face, cell))
            });
            let heads = table.columns.get(column).map(|cell| (Face::Italic, cell));
            figures
                .chain(heads)
                .map(|(face, cell)| Text::new(self.faces, face, cell).set(10.0, 1.2).width() / 10.0)
                .fold(0.0, f32::max)
        };
        let ems: Vec<f32> = (1..=count).map(natural).collect();
        let taken = |size: f32| ems.iter().map(|em| em * size + GAP).sum::<f32>();
        let size = SIZES
            .into_iter()
            .find(|size| width - taken(*size) >= LEAST_LABEL)
            .unwrap_or(SIZES[SIZES.len() - 1]);
        let label = (width - taken(size)).max(LEAST_LABEL / 2.0);
        let mut edge = MARGIN + label;
        let right = ems
            .iter()
            .map(|em| {
                edge += GAP + em * size;
                edge
            })
            .collect();
        Columns { size, label, right }
    }

    /// Puts the foot on every page, now that their number is known.
    fn finish(mut self) -> Vec<Sheet> {
        let all = self.sheets.len();
        let (width, height) = self.size;
        for (place, sheet) in self.sheets.iter_mut().enumerate() {
            let top = height - MARGIN - self.foot.height();
            let of = format!("Page {} of {all}", place + 1);
            let number = Text::new(self.faces, Face::Sans, &of).set(FOOT, 1.2);
            let left = Place {
                x: MARGIN,
                y: top,
                width: width - 2.0 * MARGIN,
                align: Align::Left,
            };
            sheet.text("state", &self.foot, left, Ink::Black);
            let right = Place {
                align: Align::Right,
                ..left
            };
            sheet.text("page", &number, right, Ink::Black);
        }
        self.sheets
    }
}
