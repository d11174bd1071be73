//! The books as files: details and summary for reading, journals for the accounts.

use std::path::{Path, PathBuf};

use comeback_books::{Format, render, summary_csv, to_csv};
use comeback_domain::{BusinessDate, Deed};
use comeback_store::totals;

use crate::{ActionError, Destination, House, accounts, books, dto, typed};

/// What the books are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportForm {
    /// Every movement, one line each.
    Details,
    /// The totals by category and by kind.
    Summary,
    /// A journal for the accounts.
    Journal(Format),
}

impl ExportForm {
    /// The form with this name: `csv`, `summary`, or a [`Format::key`].
    ///
    /// # Errors
    /// [`ActionError::NoSuchForm`].
    pub fn from_key(key: &str) -> Result<Self, ActionError> {
        let unknown = || ActionError::NoSuchForm {
            typed: key.trim().chars().take(40).collect(),
        };
        match key.trim() {
            "csv" => Ok(Self::Details),
            "summary" => Ok(Self::Summary),
            key => Format::from_key(key).map(Self::Journal).ok_or_else(unknown),
        }
    }

    /// Its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Details => "csv",
            Self::Summary => "summary",
            Self::Journal(format) => format.key(),
        }
    }

    /// The name of the file for a period.
    fn file_name(self, from: BusinessDate, to: BusinessDate) -> String {
        let of = format!("comeback-{from}-to-{to}");
        match self {
            Self::Details => format!("{of}.csv"),
            Self::Summary => format!("{of}-summary.csv"),
            Self::Journal(format) => format!("{of}-{}.{}", format.key(), format.extension()),
        }
    }
}

impl House {
    /// Writes a period to a file. Where a program takes only so many lines a file, there are several, numbered before
    /// the end of the name.
    ///
    /// # Errors
    /// [`ActionError::Date`], [`ActionError::PeriodBackwards`]; [`ActionError::Posting`] for what keeps a journal from
    /// being posted; [`ActionError::CannotWrite`]. No part of a file is left behind.
    pub async fn export(
        &self,
        from: &str,
        to: &str,
        form: ExportForm,
        path: &Path,
    ) -> Result<dto::Exported, ActionError> {
        self.allow(Deed::Export).await?;
        let period = typed::period(from, to)?;
        let destination = Destination::reserve(path)?;
        self.export_to(period, form, path, destination).await
    }

    /// Writes a period to the save folder, named after it.
    ///
    /// # Errors
    /// As [`House::export`].
    pub async fn save_export(
        &self,
        from: &str,
        to: &str,
        form: ExportForm,
    ) -> Result<dto::Exported, ActionError> {
        self.allow(Deed::Export).await?;
        let (from, to) = typed::period(from, to)?;
        let folder = self.folder_of_papers().await?;
        let name = form.file_name(from, to);
        let destination = Destination::reserve_in(&folder, &name)?;
        self.export_to((from, to), form, &folder.join(name), destination)
            .await
    }

    async fn export_to(
        &self,
        period: (BusinessDate, BusinessDate),
        form: ExportForm,
        path: &Path,
        destination: Destination,
    ) -> Result<dto::Exported, ActionError> {
        let files = self.rendered(period, form).await?;
        let paths = match &files[..] {
            [one] => vec![destination.finish(one)?],
            several => {
                drop(destination);
                finish_all(several, path)?
            }
        };
        Ok(dto::Exported {
            format: form.key().to_owned(),
            paths: paths.iter().map(|path| path.display().to_string()).collect(),
        })
    }

    async fn rendered(
        &self,
        period: (BusinessDate, BusinessDate),
        form: ExportForm,
    ) -> Result<Vec<Vec<u8>>, ActionError> {
        match form {
            ExportForm::Details => {
                let read = move |tx: &comeback_store::Tx<'_>| totals::movements(tx, period.0, period.1);
                let movements = self.read(Deed::Export, move |tx, _, _| Ok(read(tx)?)).await?;
                Ok(vec![to_csv(&movements)?])
            }
            ExportForm::Summary => {
                let totals = self
                    .read(Deed::Export, move |tx, shop, _| {
                        books::totals_of(tx, shop.currency, period)
                    })
                    .await?;
                Ok(vec![summary_csv(&totals)?])
            }
            ExportForm::Journal(format) => {
                let journals = self
                    .read(Deed::Export, move |tx, shop, _| {
                        accounts::of_period(tx, shop.currency, period, None)
                    })
                    .await?;
                Ok(render(format, &journals)?)
            }
        }
    }
}

/// Writes several files, all of them or none that is whole: each is filled before the first gets its name.
fn finish_all(files: &[Vec<u8>], path: &Path) -> Result<Vec<PathBuf>, ActionError> {
    let mut filled = Vec::new();
    for (place, bytes) in files.iter().enumerate() {
        let mut destination = Destination::reserve(&numbered(path, place + 1))?;
        destination.fill(bytes)?;
        filled.push(destination);
    }
    filled.into_iter().map(Destination::place).collect()
}

/// `xero-2.csv` for the second file of `xero.csv`.
fn numbered(path: &Path, number: usize) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = match path.extension() {
        Some(extension) => format!("{stem}-{number}.{}", extension.to_string_lossy()),
        None => format!("{stem}-{number}"),
    };
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_files_are_numbered_before_the_end_of_their_name() {
        let named = |path: &str| numbered(Path::new(path), 2).display().to_string();
        assert_eq!(named("/books/xero.csv"), "/books/xero-2.csv");
        assert_eq!(named("xero"), "xero-2");
    }

    #[test]
    fn every_form_is_named_after_its_period() {
        let day = |text| BusinessDate::parse(text).expect("a date");
        for (key, name) in [
            ("csv", "comeback-2026-09-01-to-2026-09-30.csv"),
            ("summary", "comeback-2026-09-01-to-2026-09-30-summary.csv"),
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
