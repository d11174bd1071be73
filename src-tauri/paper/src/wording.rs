//! The sentences of the paper, and dates and addresses as the paper writes them.

use chrono::NaiveDate;

use crate::model::{Business, Gives};
use crate::typeface::isolated;

pub(crate) const LEGEND: &str = "THIS IS NOT A CHECK";
pub(crate) const PROMOTIONAL: &str = "Promotional \u{2013} complimentary";
pub(crate) const CUT: &str = "Cut here. Lower part stays with the office.";
pub(crate) const CUT_OR_TEAR: &str = "Cut or tear here";
/// The legend on the two lines a narrow receipt has room for.
pub(crate) const LEGEND_LINES: [&str; 2] = ["THIS IS NOT", "A CHECK"];
pub(crate) const GOOD_UNTIL: &str = "good tonight or on any visit until it expires";
pub(crate) const BEFORE_ISSUE: &str = "the code is made when you issue";
/// Ends a value of the stub that has no room there; the record has it whole.
pub(crate) const VALUE_GOES_ON: &str = "\u{2026}";
/// Ends a note that the stub has no room for.
pub(crate) const NOTE_GOES_ON: &str = "\u{2026} (the record has the rest)";

/// The title of the document.
pub(crate) fn title(gives: &Gives) -> &'static str {
    match gives {
        Gives::Check { .. } => "Missed Opportunity",
        Gives::Certificate { .. } => "Free-visit certificate",
    }
}

/// What the office calls the document.
pub(crate) fn kind(gives: &Gives) -> &'static str {
    match gives {
        Gives::Check { .. } => "Missed Opportunity check",
        Gives::Certificate { .. } => "Free-visit certificate",
    }
}

/// The expiry as the law asks for it, in capitals.
pub(crate) fn expires(date: NaiveDate) -> String {
    format!("EXPIRES {}", date.format("%d %b %Y")).to_uppercase()
}

/// A date in running text: `22 Nov 2026`.
pub(crate) fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// The first sentence of the fine print, which no design may leave out.
pub(crate) fn terms(gives: &Gives) -> &'static str {
    match gives {
        Gives::Check { .. } => {
            "No fees. No cash value except where required by law. Balance kept until expiry. Not for resale."
        }
        Gives::Certificate { .. } => {
            "No fees. No cash value except where required by law. Good for one visit. Not for resale."
        }
    }
}

/// `Issued 22 Nov 2026 by Thomas Reyes`, or without the name if there is none.
pub(crate) fn issued(date: NaiveDate, by: &str) -> String {
    match by.trim() {
        "" => format!("Issued {}", day(date)),
        by => format!("Issued {} by {}", day(date), isolated(by)),
    }
}

/// The required sentences with the shop's own fine print after them.
pub(crate) fn with_fine_print(required: &str, own: &str) -> String {
    let own: Vec<&str> = own.split_whitespace().collect();
    format!("{required} {}", own.join(" "))
}

/// The paragraphs of a letter, parted by blank lines; its other line breaks are kept.
pub(crate) fn paragraphs(body: &str) -> Vec<String> {
    let lines: Vec<&str> = body.lines().map(str::trim).collect();
    lines
        .split(|line| line.is_empty())
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| paragraph.join("\n"))
        .collect()
}

/// The text, or what stands in its place where there is none.
pub(crate) fn or(text: Option<&str>, otherwise: &'static str) -> String {
    match text.map(str::trim) {
        None | Some("") => otherwise.to_owned(),
        Some(text) => text.to_owned(),
    }
}

/// A date at the head of a letter: `22 November 2026`.
pub(crate) fn long_day(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// Where the document is good, from the fullest wording to the shortest that names the business. The first that fits is
/// printed, or else [`valid_at_shortest`].
pub(crate) fn valid_at(business: &Business) -> Vec<String> {
    let name = business.name.trim();
    if name.is_empty() {
        return Vec::new();
    }
    let name = isolated(name);
    let parts: Vec<_> = address_parts(&business.address).take(2).map(isolated).collect();
    let mut wordings = Vec::with_capacity(2);
    if !parts.is_empty() {
        wordings.push(format!("Valid at {name}, {}.", parts.join(", ")));
    }
    wordings.push(format!("Valid at {name}."));
    wordings
}

/// The wording that always fits.
pub(crate) fn valid_at_shortest(business: &Business) -> &'static str {
    if address_parts(&business.address).next().is_some() {
        "Valid at the address above."
    } else {
        "Valid at the business named above."
    }
}

/// The parts of an address between commas and line breaks.
fn address_parts(address: &str) -> impl Iterator<Item = &str> {
    address
        .split([',', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// The address on one line.
pub(crate) fn address_line(address: &str) -> String {
    let lines = address
        .lines()
        .map(|line| line.trim().trim_end_matches(','))
        .filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(", ")
}

/// The address as a column: its own line breaks if it has any, else the street and, below it, the rest.
pub(crate) fn address_column(address: &str) -> String {
    let address = address.trim();
    match address.split_once(',') {
        Some((street, rest)) if !address.contains('\n') => format!("{}\n{}", street.trim(), rest.trim()),
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn business(name: &str, address: &str) -> Business {
        Business {
            name: name.into(),
            address: address.into(),
            telephone: String::new(),
        }
    }

    #[test]
    fn dates_are_written_the_same_everywhere() {
        let date = NaiveDate::from_ymd_opt(2027, 3, 1).unwrap();
        assert_eq!(expires(date), "EXPIRES 01 MAR 2027");
        assert_eq!(day(date), "1 Mar 2027");
        assert_eq!(issued(date, "  "), "Issued 1 Mar 2027");
    }

    #[test]
    fn the_place_is_named_from_the_fullest_wording_to_the_shortest() {
        let shop = business("Halden & Quince", "48 Harbor Street, Millbrook, Michigan 49000");
        assert_eq!(
            valid_at(&shop),
            [
                "Valid at Halden & Quince, 48 Harbor Street, Millbrook.",
                "Valid at Halden & Quince."
            ]
        );
        assert_eq!(valid_at_shortest(&shop), "Valid at the address above.");
        assert!(valid_at(&business("", "48 Harbor Street")).is_empty());
        assert_eq!(
            valid_at_shortest(&business("", " , ")),
            "Valid at the business named above."
        );
    }

    #[test]
    fn an_address_keeps_its_own_lines_or_breaks_after_the_street() {
        assert_eq!(
            address_column("48 Harbor Street, Millbrook, Michigan 49000"),
            "48 Harbor Street\nMillbrook, Michigan 49000"
        );
        assert_eq!(
            address_column("Hafen 1\n20457 Hamburg, HH"),
            "Hafen 1\n20457 Hamburg, HH"
        );
        assert_eq!(address_line("Hafen 1,\n20457 Hamburg"), "Hafen 1, 20457 Hamburg");
    }
}
