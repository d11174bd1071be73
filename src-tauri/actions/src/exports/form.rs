//! What the books can be written as.

use comeback_books::Format;
use comeback_domain::BusinessDate;

use crate::{ActionError, typed};

/// What the books are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportForm {
    /// Every movement, one line each.
    Details,
    /// The totals by category and by kind.
    Summary,
    /// A workbook: the totals, every movement, what is outstanding, and what was taken back.
    Workbook,
    /// The month on a page, to print or to file.
    Month,
    /// A journal for the accounts.
    Journal(Format),
}

impl ExportForm {
    /// All of them: those for reading first.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Details, Self::Summary, Self::Workbook, Self::Month]
            .into_iter()
            .chain(Format::ALL.map(Self::Journal))
    }

    /// The form with this name: `csv`, `summary`, `xlsx`, `pdf`, or a [`Format::key`].
    ///
    /// # Errors
    /// [`ActionError::NoSuchForm`].
    pub fn from_key(key: &str) -> Result<Self, ActionError> {
        let known = Self::all().find(|form| form.key() == key.trim());
        known.ok_or_else(|| ActionError::NoSuchForm {
            typed: typed::quoted(key),
        })
    }

    /// Its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Details => "csv",
            Self::Summary => "summary",
            Self::Workbook => "xlsx",
            Self::Month => "pdf",
            Self::Journal(format) => format.key(),
        }
    }

    /// The name of the file for a period.
    pub(super) fn file_name(self, from: BusinessDate, to: BusinessDate) -> String {
        let of = format!("comeback-{from}-to-{to}");
        match self {
            Self::Details => format!("{of}.csv"),
            Self::Summary => format!("{of}-summary.csv"),
            Self::Workbook => format!("{of}.xlsx"),
            Self::Month => format!("{of}.pdf"),
            Self::Journal(format) => format!("{of}-{}.{}", format.key(), format.extension()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_named_after_its_period() {
        let day = |text| BusinessDate::parse(text).expect("a date");
        for (key, name) in [
            ("csv", "comeback-2026-09-01-to-2026-09-30.csv"),
            ("summary", "comeback-2026-09-01-to-2026-09-30-summary.csv"),
            ("xlsx", "comeback-2026-09-01-to-2026-09-30.xlsx"),
            ("iif", "comeback-2026-09-01-to-2026-09-30-iif.iif"),
            (
                "beancount",
                "comeback-2026-09-01-to-2026-09-30-beancount.beancount",
            ),
        ] {
            let form = ExportForm::from_key(key).expect("a form");
            assert_eq!(form.key(), key);
            assert_eq!(form.file_name(day("2026-09-01"), day("2026-09-30")), name);
        }
    }
}
