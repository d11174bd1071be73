//! What is handed over at the end of a month: a closed period in every form that is wanted, as one folder with a manifest.

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use comeback_books::About;
use comeback_domain::{BatchRef, Deed, Digest, Instant, PeriodClosed};
use comeback_store::closing;
use serde::Serialize;

use super::register::Export;
use super::source::{Source, about};
use super::{ExportForm, made, numbered};
use crate::files::{UNNAMED, sweep};
use crate::{ActionError, House, dto};

/// The names of the two files that speak of the others.
const MANIFEST: &str = "manifest.json";
const SUMS: &str = "SHA256SUMS";

/// What a closed period is made of, before any of it is a file.
struct Parts {
    closed: PeriodClosed,
    about: About,
    sources: Vec<(ExportForm, Source)>,
    left_out: Vec<dto::LeftOut>,
}

/// A file to come.
struct Made {
    name: String,
    form: ExportForm,
    bytes: Vec<u8>,
}

impl House {
    /// Writes a closed period as a folder: in these forms, or in all that its accounts can be written in where none is
    /// named, with a manifest of their digests and the head of the chain. The folder appears whole or not at all, and is
    /// the same to the byte for ever.
    ///
    /// # Errors
    /// [`ActionError::Closing`] for a batch that is not there, or open again; [`ActionError::Posting`] for a form that was
    /// named and cannot be written; [`ActionError::FolderTaken`]; as [`House::export`].
    pub async fn bundle(
        &self,
        batch: u32,
        forms: &[ExportForm],
        folder: &Path,
        progress: impl FnMut(dto::ExportProgress) -> ControlFlow<()> + Send + 'static,
    ) -> Result<dto::Bundled, ActionError> {
        self.allow(Deed::Export).await?;
        let place = Place::reserve(folder)?;
        let parts = self.parts(batch, forms.to_vec()).await?;
        self.bundle_in(parts, place, progress).await
    }

    /// Writes a closed period as a folder in the save folder, named after its batch.
    ///
    /// # Errors
    /// As [`House::bundle`].
    pub async fn save_bundle(
        &self,
        batch: u32,
        forms: &[ExportForm],
        progress: impl FnMut(dto::ExportProgress) -> ControlFlow<()> + Send + 'static,
    ) -> Result<dto::Bundled, ActionError> {
        self.allow(Deed::Export).await?;
        let folder = self.folder_of_papers().await?;
        let parts = self.parts(batch, forms.to_vec()).await?;
        std::fs::create_dir_all(&folder).map_err(|error| cannot_write(&folder, error))?;
        let place = Place::reserve(&free(&folder, parts.closed.batch))?;
        self.bundle_in(parts, place, progress).await
    }

    async fn parts(&self, batch: u32, forms: Vec<ExportForm>) -> Result<Parts, ActionError> {
        let now = self.clock.now();
        self.read(Deed::Export, move |tx, shop, today| {
            let closed = closing::all(tx)?.reopenable(batch)?.closed.clone();
            let period = (closed.from, closed.to);
            let (mut sources, mut left_out) = (Vec::new(), Vec::new());
            let wanted = if forms.is_empty() {
                ExportForm::all().collect()
            } else {
                forms.clone()
            };
            for form in wanted {
                let checked = Source::read(tx, shop, period, form, (today, now)).and_then(|source| {
                    source.can_be_posted()?;
                    Ok(source)
                });
                match checked {
                    Ok(source) => sources.push((form, source)),
                    // Nobody asked for this one; that it is not there is told.
                    Err(ActionError::Posting(error)) if forms.is_empty() => left_out.push(dto::LeftOut {
                        form: form.key().to_owned(),
                        why: error.to_string(),
                    }),
                    Err(error) => return Err(error),
                }
            }
            Ok(Parts {
                about: about(tx, shop, Some(&closed), now)?,
                closed,
                sources,
                left_out,
            })
        })
        .await
    }

    async fn bundle_in(
        &self,
        parts: Parts,
        place: Place,
        progress: impl FnMut(dto::ExportProgress) -> ControlFlow<()> + Send + 'static,
    ) -> Result<dto::Bundled, ActionError> {
        let (period, batch) = ((parts.closed.from, parts.closed.to), parts.closed.batch);
        let (forms, sources): (Vec<_>, Vec<_>) = parts.sources.into_iter().unzip();
        let made = made(self, sources, progress).await?;
        let exports = forms.iter().zip(&made).map(|(form, files)| Export {
            form: *form,
            batch: Some(batch),
            files: files.clone(),
        });
        let exports = exports.collect();
        let files = named(&forms, made, period);
        for file in &files {
            place.write(&file.name, &file.bytes)?;
        }
        let manifest = Manifest::of(&parts.closed, &parts.about, &files, &parts.left_out).json()?;
        place.write(MANIFEST, &manifest)?;
        place.write(SUMS, sums(&files, &manifest).as_bytes())?;
        // The register first: a folder that it does not know of might be imported twice.
        let before = self.register(period, exports).await?;
        let folder = place.appear()?;
        Ok(dto::Bundled {
            folder: folder.display().to_string(),
            files: files.into_iter().map(|file| file.name).collect(),
            left_out: parts.left_out,
            before,
        })
    }
}

/// Each file by its name.
fn named(
    forms: &[ExportForm],
    made: Vec<Vec<Vec<u8>>>,
    (from, to): (comeback_domain::BusinessDate, comeback_domain::BusinessDate),
) -> Vec<Made> {
    let mut all = Vec::new();
    for (form, files) in forms.iter().zip(made) {
        let name = form.file_name(from, to);
        let several = files.len() > 1;
        for (at, bytes) in files.into_iter().enumerate() {
            let name = match several {
                true => numbered(Path::new(&name), at + 1).display().to_string(),
                false => name.clone(),
            };
            all.push(Made {
                name,
                form: *form,
                bytes,
            });
        }
    }
    all
}

/// What `sha256sum -c` reads.
fn sums(files: &[Made], manifest: &[u8]) -> String {
    let all = files
        .iter()
        .map(|file| (file.name.as_str(), file.bytes.as_slice()));
    all.chain([(MANIFEST, manifest)])
        .map(|(name, bytes)| format!("{}  {name}\n", Digest::of(bytes)))
        .collect()
}

/// What a folder says of itself, for whoever keeps it.
#[derive(Serialize)]
struct Manifest<'a> {
    business: &'a str,
    batch: u32,
    revision: u32,
    from: String,
    to: String,
    closed_at: Instant,
    closed_by: Option<&'a str>,
    details_sha256: String,
    program: &'a str,
    /// The event of its closing, and the hash of the chain up to it.
    event: i64,
    chain_head: String,
    files: Vec<Listed<'a>>,
    left_out: &'a [dto::LeftOut],
}

#[derive(Serialize)]
struct Listed<'a> {
    name: &'a str,
    form: &'static str,
    bytes: usize,
    sha256: String,
}

impl<'a> Manifest<'a> {
    fn of(
        closed: &'a PeriodClosed,
        about: &'a About,
        files: &'a [Made],
        left_out: &'a [dto::LeftOut],
    ) -> Self {
        Self {
            business: &about.business,
            batch: closed.batch.number,
            revision: closed.batch.revision,
            from: closed.from.to_string(),
            to: closed.to.to_string(),
            closed_at: about.made,
            closed_by: closed.staff.as_ref().map(comeback_domain::StaffName::as_str),
            details_sha256: closed.details.to_string(),
            program: &about.program,
            event: about.event,
            chain_head: about.chain.to_string(),
            files: files
                .iter()
                .map(|file| Listed {
                    name: &file.name,
                    form: file.form.key(),
                    bytes: file.bytes.len(),
                    sha256: Digest::of(&file.bytes).to_string(),
                })
                .collect(),
            left_out,
        }
    }

    fn json(&self) -> Result<Vec<u8>, ActionError> {
        let mut json = serde_json::to_vec_pretty(self)
            .map_err(|error| comeback_books::ExportError::Failed(error.to_string()))?;
        json.push(b'\n');
        Ok(json)
    }
}

/// A folder to come: everything is written beside its place, and it takes its name when it is whole.
struct Place {
    folder: PathBuf,
    beside: tempfile::TempDir,
}

impl Place {
    /// # Errors
    /// [`ActionError::FolderTaken`], [`ActionError::CannotWrite`].
    fn reserve(folder: &Path) -> Result<Self, ActionError> {
        let failed = |error| cannot_write(folder, error);
        match std::fs::read_dir(folder).map(|mut found| found.next().is_some()) {
            Ok(false) => {}
            Ok(true) => {
                return Err(ActionError::FolderTaken {
                    path: folder.to_owned(),
                });
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
        let beside = tempfile::Builder::new()
            .prefix(UNNAMED)
            .tempdir_in(crate::Destination::folder(folder))
            .map_err(failed)?;
        sweep(beside.path());
        Ok(Self {
            folder: folder.to_owned(),
            beside,
        })
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), ActionError> {
        crate::Destination::reserve(&self.beside.path().join(name))
            .and_then(|destination| destination.finish(bytes))
            .map(drop)
            // The folder beside is nobody's business.
            .map_err(|error| match error {
                ActionError::CannotWrite { error, .. } => cannot_write(&self.folder.join(name), error),
                other => other,
            })
    }

    fn appear(self) -> Result<PathBuf, ActionError> {
        let failed = |error| cannot_write(&self.folder, error);
        open_to_all(self.beside.path()).map_err(failed)?;
        // An empty folder of that name gives way; one that was filled meanwhile does not.
        match std::fs::remove_dir(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
        std::fs::rename(self.beside.path(), &self.folder).map_err(failed)?;
        Ok(self.folder)
    }
}

/// Temporary folders are for their owner alone; a finished one is like any other.
#[cfg(unix)]
fn open_to_all(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn open_to_all(_: &Path) -> io::Result<()> {
    Ok(())
}

fn cannot_write(path: &Path, error: io::Error) -> ActionError {
    ActionError::CannotWrite {
        path: path.to_owned(),
        error,
    }
}

/// The first name that is free: `comeback-batch-7`, of a later revision `comeback-batch-7-revision-2`.
fn free(folder: &Path, batch: BatchRef) -> PathBuf {
    let name = match batch.revision {
        1 => format!("comeback-batch-{}", batch.number),
        revision => format!("comeback-batch-{}-revision-{revision}", batch.number),
    };
    let plain = folder.join(&name);
    if !plain.exists() {
        return plain;
    }
    let numbered = (2_u32..).map(|number| folder.join(format!("{name} ({number})")));
    numbered.into_iter().find(|path| !path.exists()).unwrap_or(plain)
}
