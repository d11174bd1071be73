//! What is copied from a spreadsheet: lines of cells, and the dates in them.

use chrono::NaiveDate;

use crate::{BusinessDate, Currency};

/// Lines of cells, each with its number from 1. What stands between double quotes is one cell, whatever is in it; an
/// empty line is none. The separator is the first that is there at all: tab, semicolon, comma.
pub(super) fn lines(text: &str) -> Vec<(usize, Vec<String>)> {
    let separator = ['\t', ';', ','].into_iter().find(|mark| text.contains(*mark));
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(place, line)| (place + 1, cells(line, separator)))
        .collect()
}

fn cells(line: &str, separator: Option<char>) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            c if Some(c) == separator && !quoted => cells.push(std::mem::take(&mut cell).trim().to_owned()),
            c => cell.push(c),
        }
    }
    cells.push(cell.trim().to_owned());
    cells
}

/// Takes the first line away where it is a heading, and tells what its columns are.
pub(super) fn heading<C: PartialEq>(
    lines: &mut Vec<(usize, Vec<String>)>,
    named: impl Fn(&str) -> C,
    needed: &C,
) -> Option<Vec<C>> {
    let first = &lines.first()?.1;
    let columns: Vec<C> = first.iter().map(|cell| named(cell)).collect();
    let figures = first
        .iter()
        .any(|cell| cell.bytes().any(|byte| byte.is_ascii_digit()));
    if figures || !columns.contains(needed) {
        return None;
    }
    lines.remove(0);
    Some(columns)
}

/// The cell of a column; empty where the line is shorter.
pub(super) fn cell(cells: &[String], at: usize) -> &str {
    cells.get(at).map_or("", String::as_str)
}

/// Whether a line is a sum over the others.
pub(super) fn is_total(cells: &[String], at: usize) -> bool {
    let is = |cell: &str| {
        let cell = cell.to_lowercase();
        cell.starts_with("total") || cell.starts_with("sum")
    };
    is(cell(cells, 0)) || is(cell(cells, at))
}

/// A figure without its sign: tills write what they gave away with a minus, in brackets, or bare.
pub(super) fn unsigned(text: &str) -> &str {
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.unwrap_or_else(|| text.strip_prefix(['-', '−']).unwrap_or(text))
}

/// The beginning of what stands in a cell, for a sentence.
pub(super) fn short(text: &str) -> String {
    text.trim().chars().take(40).collect()
}

/// Which of two numbers before a year is the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dates {
    MonthFirst,
    DayFirst,
}

impl Dates {
    /// The order that all the dates have in common; where they leave it open, that of the shop: the month first for one
    /// that counts in US dollars.
    pub fn of<'a>(dates: impl Iterator<Item = &'a str>, currency: Currency) -> Self {
        let (mut month_first, mut day_first) = (true, true);
        for [first, second, _] in dates.filter_map(numbers) {
            month_first &= first <= 12;
            day_first &= second <= 12;
        }
        match (month_first, day_first) {
            (true, false) => Self::MonthFirst,
            (false, true) => Self::DayFirst,
            _ if currency.code() == "USD" => Self::MonthFirst,
            _ => Self::DayFirst,
        }
    }

    /// Reads a date as people and spreadsheets write it.
    pub fn read(self, typed: &str) -> Option<BusinessDate> {
        let text = day_of(typed);
        let year_first = text.bytes().take(4).filter(u8::is_ascii_digit).count() == 4;
        let slashed = || year_first.then(|| NaiveDate::parse_from_str(text, "%Y/%m/%d").ok())?;
        let numbered = || {
            let [first, second, year] = numbers(text)?;
            let (month, day) = match self {
                Self::MonthFirst => (first, second),
                Self::DayFirst => (second, first),
            };
            NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
        };
        BusinessDate::parse(text)
            .ok()
            .or_else(|| {
                let found = slashed().or_else(|| worded(text)).or_else(numbered);
                found.map(BusinessDate::new)
            })
            .filter(|day| (1900..=9999).contains(&chrono::Datelike::year(&day.date())))
    }
}

/// `3 Nov 2026`, `November 3, 2026`.
fn worded(text: &str) -> Option<NaiveDate> {
    let words = text.replace(',', " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    ["%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(&words, form).ok())
}

/// Two numbers and a year between slashes, points or hyphens: `11/21/2026`. A year of two digits is one of this century.
fn numbers(text: &str) -> Option<[u32; 3]> {
    let parts: Vec<&str> = day_of(text).split(['/', '.', '-']).collect();
    let [first, second, year] = parts.as_slice() else {
        return None;
    };
    if first.len() > 2 || second.len() > 2 || ![2, 4].contains(&year.len()) {
        return None;
    }
    let year: u32 = year.parse().ok()?;
    let year = if year < 100 { 2000 + year } else { year };
    Some([first.parse().ok()?, second.parse().ok()?, year])
}

/// The part of a cell that is its date: without the weekday before it and the time after it.
fn day_of(text: &str) -> &str {
    let text = text.trim();
    let after_weekday = text.split_once([' ', ',']).filter(|(word, _)| {
        let lower = word.to_lowercase();
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            .iter()
            .any(|weekday| lower.starts_with(weekday))
    });
    let text = after_weekday.map_or(text, |(_, rest)| rest.trim_start_matches([' ', ',']));
    let time = text.split_once([' ', 'T']).filter(|(_, time)| time.contains(':'));
    time.map_or(text, |(date, _)| date)
}
