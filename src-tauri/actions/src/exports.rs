//! The books as files: details and summary for reading, journals for the accounts.

use std::path::{Path, PathBuf};

use comeback_books::{Format, render, summary_csv, to_csv};
use comeback_domain::{BatchRef, BooksExported, BusinessDate, Deed, Digest, Envelope, Event, Shop};
use comeback_store::{closing, totals};

use crate::{ActionError, Destination, House, accounts, books, closings, dto, typed};

/// What the books are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportForm {
    /// Every movement, one line each.
    Details,
    /// The totals by category and by kind.
    Summary,
    /// The month on a page, to print or to file.
    Month,
    /// A journal for the accounts.
    Journal(Format),
}

impl ExportForm {
    /// The form with this name: `csv`, `summary`, `pdf`, or a [`Format::key`].
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
            "pdf" => Ok(Self::Month),
            key => Format::from_key(key).map(Self::Journal).ok_or_else(unknown),
        }
    }

    /// Its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Details => "csv",
            Self::Summary => "summary",
            Self::Month => "pdf",
            Self::Journal(format) => format.key(),
        }
    }

    /// The name of the file for a period.
    fn file_name(self, from: BusinessDate, to: BusinessDate) -> String {
        let of = format!("comeback-{from}-to-{to}");
        match self {
            Self::Details => format!("{of}.csv"),
            Self::Summary => format!("{of}-summary.csv"),
            Self::Month => format!("{of}.pdf"),
            Self::Journal(format) => format!("{of}-{}.{}", format.key(), format.extension()),
        }
    }
}

impl House {
    /// Writes a period to a file, a closed one as it was closed. Where a program takes only so many lines a file, there
    /// are several, numbered before the end of the name.
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
        let period = self.days_of(typed::period(from, to)?).await?;
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
        let (from, to) = self.days_of(typed::period(from, to)?).await?;
        let folder = self.folder_of_papers().await?;
        let name = form.file_name(from, to);
        let destination = Destination::reserve_in(&folder, &name)?;
        self.export_to((from, to), form, &folder.join(name), destination)
            .await
    }

    /// The days as they are closed, where they are a closed period; else the days that were asked for.
    async fn days_of(
        &self,
        (from, to): (BusinessDate, BusinessDate),
    ) -> Result<(BusinessDate, BusinessDate), ActionError> {
        self.read(Deed::Export, move |tx, _, _| {
            let closed = closings::exactly(tx, (from, to))?;
            Ok(closed.map_or((from, to), |closed| (closed.from, closed.to)))
        })
        .await
    }

    async fn export_to(
        &self,
        period: (BusinessDate, BusinessDate),
        form: ExportForm,
        path: &Path,
        destination: Destination,
    ) -> Result<dto::Exported, ActionError> {
        let (files, batch) = self.rendered(period, form).await?;
        let mut filled = match &files[..] {
            [_] => vec![destination],
            several => {
                drop(destination);
                reserve_all(several.len(), path)?
            }
        };
        for (destination, bytes) in filled.iter_mut().zip(&files) {
            destination.fill(bytes)?;
        }
        // The register first: a file that it does not know of might be imported twice.
        let before = self.register(period, form, batch, &files).await?;
        let paths: Vec<PathBuf> = filled
            .into_iter()
            .map(Destination::place)
            .collect::<Result<_, _>>()?;
        Ok(dto::Exported {
            format: form.key().to_owned(),
            paths: paths.iter().map(|path| path.display().to_string()).collect(),
            batch: batch.map(|batch| batch.number),
            before,
        })
    }

    /// Notes an export, and tells of an earlier one that has the same days in it, where it matters: a journal is imported
    /// once.
    async fn register(
        &self,
        (from, to): (BusinessDate, BusinessDate),
        form: ExportForm,
        batch: Option<BatchRef>,
        files: &[Vec<u8>],
    ) -> Result<Option<String>, ActionError> {
        let files = files.iter().map(|bytes| Digest::of(bytes)).collect();
        self.write(Deed::Export, move |moment| {
            let before = match form {
                ExportForm::Journal(_) => closing::exported_before(moment.tx, from, to, form.key())?,
                ExportForm::Details | ExportForm::Summary | ExportForm::Month => None,
            };
            let exported = BooksExported {
                from,
                to,
                batch,
                form: form.key().to_owned(),
                files,
                staff: moment.by(None),
            };
            moment.append(moment.by(None), None, Event::BooksExported(exported))?;
            Ok(before.map(|before| told_before(&before, &moment.shop)))
        })
        .await
    }

    /// The files, and the closed period they are of.
    async fn rendered(
        &self,
        period: (BusinessDate, BusinessDate),
        form: ExportForm,
    ) -> Result<(Vec<Vec<u8>>, Option<BatchRef>), ActionError> {
        match form {
            ExportForm::Details => {
                let (movements, closed) = self
                    .read(Deed::Export, move |tx, _, _| {
                        let movements = totals::movements(tx, period.0, period.1)?;
                        Ok((movements, closings::exactly(tx, period)?))
                    })
                    .await?;
                let details = to_csv(&movements)?;
                if let Some(closed) = &closed {
                    closings::same_details(closed, &details)?;
                }
                Ok((vec![details], closed.map(|closed| closed.batch)))
            }
            ExportForm::Summary => {
                let (totals, closed) = self
                    .read(Deed::Export, move |tx, shop, _| {
                        let totals = books::totals_of(tx, shop.currency, period)?;
                        Ok((totals, closings::exactly(tx, period)?))
                    })
                    .await?;
                Ok((vec![summary_csv(&totals)?], closed.map(|closed| closed.batch)))
            }
            ExportForm::Month => {
                let made = self.month_page(period).await?;
                Ok((vec![made.page.pdf], made.batch))
            }
            ExportForm::Journal(format) => {
                let (journals, batch) = self
                    .read(Deed::Export, move |tx, shop, _| {
                        match closings::exactly(tx, period)? {
                            Some(closed) => {
                                let batch = closed.batch;
                                Ok((closings::journals_of(closed)?, Some(batch)))
                            }
                            None => Ok((accounts::of_period(tx, shop.currency, period, None)?, None)),
                        }
                    })
                    .await?;
                Ok((render(format, &journals)?, batch))
            }
        }
    }
}

/// `Already exported as batch 7 on 2 Oct 2026, 4:12 pm, by Ruth Ellery. Import it once only.`
fn told_before(before: &Envelope, shop: &Shop) -> String {
    let at = before
        .at
        .with_timezone(&shop.timezone)
        .format("%-d %b %Y, %-I:%M %P");
    let batch = match &before.event {
        Event::BooksExported(BooksExported {
            batch: Some(batch), ..
        }) => format!(" as batch {}", batch.number),
        _ => String::new(),
    };
    let by = before
        .actor
        .as_ref()
        .map_or(String::new(), |name| format!(", by {}", name.as_str()));
    format!("Already exported{batch} on {at}{by}. Import it once only.")
}

/// A place for each of several files.
fn reserve_all(count: usize, path: &Path) -> Result<Vec<Destination>, ActionError> {
    (1..=count)
        .map(|number| Destination::reserve(&numbered(path, number)))
        .collect()
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
