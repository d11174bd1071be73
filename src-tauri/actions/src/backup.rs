//! A copy of the books to a folder of the owner's choosing, and a copy in the place of the books.

use std::io;
use std::path::{Path, PathBuf};

use comeback_domain::{
    BackupMade, BusinessDate, Clock as _, Deed, Event, GuestId, HouseRestored, Instant, StaffName,
};
use comeback_store::backup::{self, Held};
use comeback_store::guest::Forgotten;
use comeback_store::restore::{self, Ready};
use comeback_store::{OpenError, StoreError, Tx, event, preference, shop};

use crate::house::door::blocking;
use crate::house::gate::Pass;
use crate::{ActionError, Destination, House, MachineClock, dto, typed};

/// Where this station keeps its backups, among its preferences.
const BACKUP_FOLDER: &str = "backup_folder";

impl House {
    /// Copies the books into one file, proves the copy, and notes that it was made. Without a path it goes to the folder
    /// of backups under a name with the date.
    ///
    /// # Errors
    /// [`ActionError::CannotWrite`] when the place cannot be written, or its disk is full; no half copy is left there.
    pub async fn back_up(&self, to: Option<&Path>, staff: &str) -> Result<dto::BackedUp, ActionError> {
        let pass = self.pass(Deed::BackUp).await?;
        let named = typed::staff(staff)?;
        let destination = match to {
            Some(path) => Destination::reserve(path)?,
            None => {
                let (folder, name) = self.place_of_backup().await?;
                Destination::reserve_in(&folder, &name)?
            }
        };
        let data = self.data_folder().to_owned();
        let (path, held) = blocking(move || {
            backup::copy(&data, destination.unnamed())
                .map_err(|error| unwritten(error, destination.path()))?;
            destination.sync()?;
            let held = backup::proved(destination.unnamed())?;
            let path = destination.place_for_owner()?;
            // A copy remembers whoever was forgotten after it was made; the list beside it has them forgotten again.
            note_forgotten(&data, folder_of(&path))?;
            Ok((path, held))
        })
        .await?;
        let file = name_of(&path);
        self.write_on(&pass, move |moment| {
            let staff = moment.by(named);
            let made = BackupMade {
                file,
                bytes: held.bytes,
                through: held.through,
                head: held.head,
                staff: staff.clone(),
            };
            moment.append(staff, None, Event::BackupMade(made))?;
            Ok(())
        })
        .await?;
        Ok(dto::BackedUp {
            path: path.display().to_string(),
            bytes: held.bytes,
            through: held.through,
            head: held.head.to_string(),
        })
    }

    /// Puts a copy in the place of the books. They are set aside beside it; whoever was forgotten stays so.
    ///
    /// # Errors
    /// [`ActionError::Restore`], with why the file is nothing to restore. The books stay as they are then.
    pub async fn restore(&self, from: &Path, staff: &str) -> Result<dto::Restored, ActionError> {
        let pass = self.pass(Deed::Restore).await?;
        let named = typed::staff(staff)?;
        let ready = made_ready(self.data_folder(), from, self.clock.now()).await?;
        let empty = self
            .store_unasked()
            .read(|tx| Ok::<_, ActionError>(event::head(tx)?.0 == 0))?;
        let aside = (!empty).then(|| aside_in(self.data_folder(), self.clock.now()));
        // Before the copy is in place: a crash between the two forgets rather than remembers.
        note_forgotten(folder_of(from), self.data_folder())?;
        let held = ready.held;
        self.store_unasked().restore(ready, aside.clone())?;
        self.look_again();
        self.note_restored(&pass, from, held, aside, named).await
    }

    /// Puts a copy in the place of books that cannot be opened because they are damaged or empty, and opens the house.
    /// Books that can be opened are asked first whether this may be done.
    ///
    /// # Errors
    /// As [`House::restore`], and as [`House::open_here`] for books that are neither.
    pub async fn restore_unopened(
        data_folder: PathBuf,
        from: &Path,
        staff: &str,
    ) -> Result<(Self, dto::Restored), ActionError> {
        match Self::open_here(data_folder.clone()) {
            Ok(house) => {
                let restored = house.restore(from, staff).await?;
                Ok((house, restored))
            }
            Err(ActionError::Open(OpenError::Damaged { .. } | OpenError::Empty { .. })) => {
                let named = typed::staff(staff)?;
                let now = MachineClock.now();
                let ready = made_ready(&data_folder, from, now).await?;
                let aside = aside_in(&data_folder, now);
                note_forgotten(folder_of(from), &data_folder)?;
                let held = ready.held;
                restore::replace_closed(&data_folder, ready, &aside)?;
                let house = Self::open_here(data_folder)?;
                let pass = Pass { who: None };
                let restored = house.note_restored(&pass, from, held, Some(aside), named).await?;
                Ok((house, restored))
            }
            Err(other) => Err(other),
        }
    }

    /// Has backups go to another folder from now on.
    ///
    /// # Errors
    /// [`ActionError::CannotWrite`] when nothing can be written there; the old folder stays.
    pub async fn set_backup_folder(&self, folder: &Path) -> Result<dto::AppState, ActionError> {
        self.allow(Deed::ChangeHouse).await?;
        Destination::reserve(&folder.join("comeback.db"))?;
        let text = folder.display().to_string();
        self.write_bare(Deed::ChangeHouse, move |tx| {
            Ok(preference::set(tx, BACKUP_FOLDER, &text)?)
        })
        .await?;
        self.app_state().await
    }

    /// The folder backups go to.
    pub(crate) fn backup_folder(&self, tx: &Tx<'_>) -> Result<PathBuf, ActionError> {
        let chosen = preference::get(tx, BACKUP_FOLDER)?;
        Ok(chosen.map_or_else(|| self.surroundings.documents.join("Backups"), PathBuf::from))
    }

    /// Where the next backup goes, named after the moment by the shop's clock.
    async fn place_of_backup(&self) -> Result<(PathBuf, String), ActionError> {
        let now = self.clock.now();
        self.read_open(|tx, _| {
            let shop = shop::get(tx)?.ok_or(ActionError::NotSetUp)?;
            let moment = now.with_timezone(&shop.timezone).format("%Y-%m-%d-%H%M%S");
            Ok((self.backup_folder(tx)?, format!("comeback-{moment}.db")))
        })
        .await
    }

    async fn note_restored(
        &self,
        pass: &Pass,
        from: &Path,
        held: Held,
        aside: Option<PathBuf>,
        named: Option<StaffName>,
    ) -> Result<dto::Restored, ActionError> {
        let (file, set_aside) = (name_of(from), aside.as_deref().map(name_of));
        self.write_on(pass, move |moment| {
            let staff = moment.by(named);
            let restored = HouseRestored {
                file,
                through: held.through,
                head: held.head,
                set_aside,
                staff: staff.clone(),
            };
            moment.append(staff, None, Event::HouseRestored(restored))?;
            Ok(())
        })
        .await?;
        Ok(dto::Restored {
            file: from.display().to_string(),
            through: held.through,
            set_aside: aside.map(|aside| aside.display().to_string()),
        })
    }
}

/// A copy ready to take the place of the books of a folder.
async fn made_ready(folder: &Path, from: &Path, now: Instant) -> Result<Ready, ActionError> {
    let (folder, from) = (folder.to_owned(), from.to_owned());
    blocking(move || {
        Ok(restore::ready(
            &folder,
            &from,
            BusinessDate::new(now.date_naive()),
        )?)
    })
    .await
}

/// A name beside the books that nothing has yet.
fn aside_in(folder: &Path, now: Instant) -> PathBuf {
    let name = format!("comeback-before-restore-{}", now.format("%Y-%m-%d-%H%M%S"));
    let first = folder.join(format!("{name}.db"));
    let others = (2_u32..).map(|number| folder.join(format!("{name}-{number}.db")));
    std::iter::once(first)
        .chain(others)
        .find(|path| !path.exists())
        .unwrap_or_default()
}

/// Whoever is on the list beside one database is on the list beside another.
fn note_forgotten(from: &Path, to: &Path) -> Result<(), ActionError> {
    let (from, to) = (Forgotten::beside(from), Forgotten::beside(to));
    let copied = from.read().and_then(|those| {
        let known = to.read()?;
        let missing: Vec<GuestId> = those.difference(&known).copied().collect();
        if missing.is_empty() {
            Ok(())
        } else {
            to.note(&missing)
        }
    });
    Ok(copied.map_err(StoreError::Beside)?)
}

/// What went wrong with a copy, told of the place it was to go to.
fn unwritten(error: StoreError, path: &Path) -> ActionError {
    let error = match error {
        StoreError::Full => io::ErrorKind::StorageFull.into(),
        StoreError::ReadOnly => io::ErrorKind::PermissionDenied.into(),
        StoreError::Sql(error) => io::Error::other(error),
        // Of the books, not of the place.
        other => return other.into(),
    };
    ActionError::CannotWrite {
        path: path.to_owned(),
        error,
    }
}

fn folder_of(file: &Path) -> &Path {
    file.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

fn name_of(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
