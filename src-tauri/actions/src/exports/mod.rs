//! The books as files: details, summary and workbook for reading, journals for the accounts, and all of them together as
//! what is handed over at the end of a month.

mod bundle;
mod form;
mod register;
mod source;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use comeback_domain::{BatchRef, BusinessDate, Deed};

pub use form::ExportForm;
use register::Export;
use source::Source;

use crate::files::sweep;
use crate::{ActionError, Destination, House, closings, dto, typed};

impl House {
    /// Writes a period to a file, a closed one as it was closed. Where a program takes only so many lines a file, there
    /// are several, numbered before the end of the name. `progress` is told how far it is, and may break it off.
    ///
    /// # Errors
    /// [`ActionError::Date`], [`ActionError::PeriodBackwards`]; [`ActionError::Posting`] for what keeps a journal from
    /// being posted; [`ActionError::ExportStopped`]; [`ActionError::CannotWrite`]. No part of a file is left behind.
    pub async fn export(
        &self,
        from: &str,
        to: &str,
        form: ExportForm,
        path: &Path,
        progress: impl FnMut(dto::ExportProgress) -> ControlFlow<()> + Send + 'static,
    ) -> Result<dto::Exported, ActionError> {
        self.allow(Deed::Export).await?;
        let period = self.days_of(typed::period(from, to)?).await?;
        let destination = Destination::reserve(path)?;
        self.export_to(period, form, (path, destination), progress).await
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
        progress: impl FnMut(dto::ExportProgress) -> ControlFlow<()> + Send + 'static,
    ) -> Result<dto::Exported, ActionError> {
        self.allow(Deed::Export).await?;
        let (from, to) = self.days_of(typed::period(from, to)?).await?;
        let folder = self.folder_of_papers().await?;
        let name = form.file_name(from, to);
        let destination = Destination::reserve_in(&folder, &name)?;
        let path = folder.join(name);
        self.export_to((from, to), form, (&path, destination), progress)
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
        (from, to): (BusinessDate, BusinessDate),
        form: ExportForm,
        (path, destination): (&Path, Destination),
        progress: impl FnMut(dto::ExportProgress) -> ControlFlow<()> + Send + 'static,
    ) -> Result<dto::Exported, ActionError> {
        let now = self.clock.now();
        sweep(destination.unnamed());
        let source = self
            .read(Deed::Export, move |tx, shop, today| {
                Source::read(tx, shop, (from, to), form, (today, now))
            })
            .await?;
        let batch = source.batch();
        let files = made(self, vec![source], progress).await?.remove(0);
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
        let export = Export { form, batch, files };
        let before = self.register((from, to), vec![export]).await?;
        let paths = place_all(filled)?;
        Ok(dto::Exported {
            format: form.key().to_owned(),
            paths: paths.iter().map(|path| path.display().to_string()).collect(),
            batch: batch.map(|batch: BatchRef| batch.number),
            before: before.into_iter().next(),
        })
    }
}

/// The files of each, made away from the threads that answer the window.
async fn made(
    house: &House,
    sources: Vec<Source>,
    mut progress: impl FnMut(dto::ExportProgress) -> ControlFlow<()> + Send + 'static,
) -> Result<Vec<Vec<Vec<u8>>>, ActionError> {
    let house = house.clone();
    let work = move || -> Result<_, ActionError> {
        let count = |lines: usize| u32::try_from(lines).unwrap_or(u32::MAX);
        let total = sources.iter().map(Source::lines).sum();
        let (mut before, mut all) = (0, Vec::with_capacity(sources.len()));
        for source in sources {
            let mut watch = |done: usize| {
                progress(dto::ExportProgress {
                    done: count(before + done),
                    total: count(total),
                })
            };
            let files = source.bytes(&house, &mut watch)?;
            all.push(files.ok_or(ActionError::ExportStopped)?);
            before += source.lines();
        }
        // The last moment to think better of it: what follows is not broken off.
        let whole = dto::ExportProgress {
            done: count(total),
            total: count(total),
        };
        if progress(whole).is_break() {
            return Err(ActionError::ExportStopped);
        }
        Ok(all)
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|stopped| ActionError::Stopped(stopped.to_string()))?
}

/// A place for each of several files.
fn reserve_all(count: usize, path: &Path) -> Result<Vec<Destination>, ActionError> {
    (1..=count)
        .map(|number| Destination::reserve(&numbered(path, number)))
        .collect()
}

/// Puts them in their places: all of them or none.
fn place_all(filled: Vec<Destination>) -> Result<Vec<PathBuf>, ActionError> {
    let mut placed = Vec::with_capacity(filled.len());
    for destination in filled {
        match destination.place() {
            Ok(path) => placed.push(path),
            Err(error) => {
                for path in placed {
                    // The refusal tells what is wrong here; this one could say nothing better.
                    let _ = std::fs::remove_file(path);
                }
                return Err(error);
            }
        }
    }
    Ok(placed)
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
    fn where_one_file_cannot_take_its_place_none_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, two) = (folder.path().join("one.csv"), folder.path().join("two.csv"));
        let filled = vec![
            Destination::reserve(&one).expect("free"),
            Destination::reserve(&two).expect("free"),
        ];
        // Somebody makes a folder of that name in between.
        std::fs::create_dir(&two).expect("made");
        assert!(place_all(filled).is_err());
        assert!(!one.exists());
    }
}
