//! Text for a person: a heading, lines of label and value, and tables of figures.

use comeback_actions::dto;
use comeback_domain::{BusinessDate, Instant, Tz, grouped, readable_moment};

/// A heading with aligned lines under it.
pub(crate) struct Sheet {
    heading: String,
    lines: Vec<(&'static str, String)>,
}

impl Sheet {
    pub fn new(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            lines: Vec::new(),
        }
    }

    /// Adds a line. One with nothing to say is left out.
    #[must_use]
    pub fn line(mut self, label: &'static str, value: impl Into<Option<String>>) -> Self {
        if let Some(value) = value.into().filter(|value| !value.is_empty()) {
            self.lines.push((label, value));
        }
        self
    }

    pub fn set(self) -> String {
        let widest = self.lines.iter().map(|(label, _)| width(label)).max();
        let widest = widest.unwrap_or(0);
        // A note of several lines stays in its column.
        let indent = format!("\n{}", " ".repeat(widest + 4));
        let lines = self.lines.iter().map(|(label, value)| {
            let value = value.replace('\n', &indent);
            format!("\n  {}  {value}", left(label, widest))
        });
        format!("{}\n{}\n", self.heading, lines.collect::<String>())
    }
}

/// A table of figures: the first column to the left, the others to the right, each as wide as it must be.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| width(cell))
            .max()
    };
    let widths: Vec<usize> = (0..columns).map(|column| widest(column).unwrap_or(0)).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate();
        let cells = cells.map(|(column, (cell, widest))| match column {
            0 => left(cell, *widest),
            _ => right(cell, *widest),
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        format!("  {line}").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn left(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(width(text))))
}

fn right(text: &str, to: usize) -> String {
    format!("{}{text}", " ".repeat(to.saturating_sub(width(text))))
}

/// `19 Feb 2027` for `2027-02-19`.
pub(crate) fn day(date: &str) -> String {
    BusinessDate::parse(date).map_or_else(|_| date.to_owned(), BusinessDate::readable)
}

/// `28 Nov 2026, 4:07 pm` where the shop is, for a moment as it crosses to the page.
pub(crate) fn moment(at: &str, zone: &str) -> String {
    let known = at.parse::<Instant>().ok().zip(zone.parse::<Tz>().ok());
    known.map_or_else(|| at.to_owned(), |(at, zone)| readable_moment(at, zone))
}

/// `1 incident`, `2 incidents`, `0 checks or certificates`.
pub(crate) fn counted(count: impl Into<u64>, one: &str) -> String {
    let count = count.into();
    let what = match count {
        1 => one.to_owned(),
        _ => one
            .split(" or ")
            .map(|one| format!("{one}s"))
            .collect::<Vec<_>>()
            .join(" or "),
    };
    format!("{} {what}", grouped(count))
}

/// The amount, where there is a figure.
pub(crate) fn amount(money: Option<&dto::Money>) -> Option<String> {
    money.map(|money| money.text.clone())
}

/// `by Ines Duarte, bill 40718`, as far as it is known, each part after a comma.
pub(crate) fn by_and_bill(staff: Option<&str>, bill: Option<&str>) -> String {
    let by = staff.map_or(String::new(), |staff| format!(", by {staff}"));
    let bill = bill.map_or(String::new(), |bill| format!(", bill {bill}"));
    format!("{by}{bill}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_aligned_and_those_without_a_value_left_out() {
        let sheet = Sheet::new("Good: $24.00")
            .line("Code", "BCDF-GHJK-LMNP".to_owned())
            .line("For", None)
            .line("Because", "Cold soup.\nNobody noticed.".to_owned());
        assert_eq!(
            sheet.set(),
            "Good: $24.00\n\n  Code     BCDF-GHJK-LMNP\n  Because  Cold soup.\n           Nobody noticed.\n"
        );
    }

    #[test]
    fn figures_stand_to_the_right() {
        let cells = |row: &[&str]| row.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            table(&[
                cells(&["", "cost"]),
                cells(&["Service", "¥9"]),
                cells(&["Other", ""])
            ]),
            "           cost\n  Service    ¥9\n  Other\n"
        );
    }
}
