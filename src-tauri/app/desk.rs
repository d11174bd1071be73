//! The house on the desk: the real one, or the sample restaurant kept in a folder of its own beside it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use comeback_actions::{
    ActionError, House, MachineClock, Problem, SampleKind, SampleRequest, Surroundings, machine_dice,
};
use comeback_domain::Deed;
use tauri::{AppHandle, Emitter, Manager};
use tokio::sync::Mutex;

use crate::{commands::told, window};

/// The folder of the sample restaurant, inside the data folder. While it stands, the app works on it.
const SAMPLE: &str = "sample";
/// Five months of a busy restaurant: long enough that the first papers have run out.
const SEASON: SampleRequest = SampleRequest {
    kind: SampleKind::Steady,
    days: 150,
    per_day: 4,
    seed: 1,
    until: None,
};
/// How often another program's changes are looked for: sooner than a person turns from one screen to another.
const GLANCE: Duration = Duration::from_millis(700);

/// The open house. It is opened when first asked for, so that the window need not wait for it; a house that could not
/// be opened is tried again at the next request.
pub struct Desk {
    folder: PathBuf,
    open: Mutex<Option<House>>,
    /// The run that is being set.
    pub run: Turn,
    /// The export that is being made.
    pub export: Turn,
}

/// Which piece of work is wanted, by its number: another one begun, or this one called off, makes it old.
#[derive(Debug, Default)]
pub struct Turn(Arc<AtomicU64>);

impl Turn {
    /// A piece of work begins: gives what tells whether it is still wanted.
    pub fn begins(&self) -> impl Fn() -> bool + Send + use<> {
        let (turn, mine) = (self.0.clone(), self.0.fetch_add(1, Ordering::SeqCst) + 1);
        move || turn.load(Ordering::SeqCst) == mine
    }

    /// What is being made is not wanted any more.
    pub fn call_off(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

impl Desk {
    /// A desk for the house in this data folder.
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            open: Mutex::default(),
            run: Turn::default(),
            export: Turn::default(),
        }
    }

    /// The open house.
    ///
    /// # Errors
    /// Why it cannot be opened, for the person at the machine.
    pub async fn house(&self) -> Result<House, Problem> {
        let mut open = self.open.lock().await;
        if let Some(house) = open.as_ref() {
            return Ok(house.clone());
        }
        let house = match self.unfinished_visit().await {
            Some(sample) => sample,
            None => open_house(self.folder.clone()).await?,
        };
        Ok(open.insert(house).clone())
    }

    /// Opens a new sample restaurant and works on it.
    ///
    /// # Errors
    /// Why it cannot be made; the house stays open then.
    pub async fn start_sample(&self) -> Result<House, Problem> {
        let mut open = self.open.lock().await;
        if let Some(house) = open.as_ref() {
            house.allow(Deed::ChangeHouse).await.map_err(told)?;
        }
        self.clear_sample()?;
        let sample = open_sample(self.sample_folder()).await?;
        if let Err(error) = sample.sample(SEASON, |_, _| {}).await {
            drop(sample);
            self.clear_sample()?;
            return Err(told(error));
        }
        Ok(open.insert(sample).clone())
    }

    /// Removes the sample restaurant, and returns to the house.
    ///
    /// # Errors
    /// Why the house cannot be opened, or the sample not be removed; it stays open then.
    pub async fn remove_sample(&self) -> Result<House, Problem> {
        let mut open = self.open.lock().await;
        let house = open_house(self.folder.clone()).await?;
        *open = Some(house.clone());
        self.clear_sample()?;
        Ok(house)
    }

    /// Puts a backup in the place of the books, also of books that cannot be opened.
    ///
    /// # Errors
    /// Why it cannot be; the books are as they were then.
    pub async fn restore(&self, file: &Path, staff: &str) -> Result<House, Problem> {
        let mut open = self.open.lock().await;
        if let Some(house) = open.as_ref() {
            house.restore(file, staff).await.map_err(told)?;
            return Ok(house.clone());
        }
        let restored = House::restore_unopened(self.folder.clone(), file, staff).await;
        let (house, _) = restored.map_err(told)?;
        Ok(open.insert(house).clone())
    }

    /// The sample restaurant, when the app was closed while working on it. One that cannot be opened, or was never
    /// finished, keeps nobody from the real books.
    async fn unfinished_visit(&self) -> Option<House> {
        if !self.sample_folder().is_dir() {
            return None;
        }
        let sample = open_sample(self.sample_folder()).await.ok()?;
        sample
            .app_state()
            .await
            .is_ok_and(|state| state.sample)
            .then_some(sample)
    }

    fn sample_folder(&self) -> PathBuf {
        self.folder.join(SAMPLE)
    }

    fn clear_sample(&self) -> Result<(), Problem> {
        match std::fs::remove_dir_all(self.sample_folder()) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(told(ActionError::CannotWrite {
                    path: self.sample_folder(),
                    error,
                }))
            }
            _ => Ok(()),
        }
    }
}

async fn open_house(folder: PathBuf) -> Result<House, Problem> {
    opened(Surroundings::of_this_machine(folder)).await
}

/// The sample's papers go to a folder of their own: nobody may take them for the guests'.
async fn open_sample(folder: PathBuf) -> Result<House, Problem> {
    let here = Surroundings::of_this_machine(folder);
    let documents = here.documents.join("Sample");
    opened(Surroundings { documents, ..here }).await
}

/// Opens a house away from the threads that answer the page: a large one is checked first.
async fn opened(surroundings: Surroundings) -> Result<House, Problem> {
    let open = move || House::open(surroundings, MachineClock, machine_dice()?);
    match tauri::async_runtime::spawn_blocking(open).await {
        Ok(house) => house.map_err(told),
        Err(stopped) => Err(crate::outside::problem(
            comeback_actions::Code::Unknown,
            format!("Opening the house stopped: {stopped}. Start the app again."),
        )),
    }
}

/// Tells the page when another program, such as the command line, changed the open database, and when the screen locked
/// because nobody touched it.
pub async fn watch(app: AppHandle) {
    let desk = app.state::<Desk>();
    let mut last: Option<(PathBuf, i64)> = None;
    let mut was_locked = false;
    loop {
        tokio::time::sleep(GLANCE).await;
        let Some(house) = desk.open.lock().await.clone() else {
            continue;
        };
        let is_locked = house.screen_is_locked();
        if is_locked && !was_locked {
            let _ = app.emit_to(window::LABEL, "locked", ());
        }
        was_locked = is_locked;
        let Ok(version) = house.foreign_changes() else {
            continue;
        };
        let seen = (house.data_folder().to_owned(), version);
        if changed(last.as_ref(), &seen) {
            // A window that is closing has nobody to tell.
            let _ = app.emit_to(window::LABEL, "changed", ());
        }
        last = Some(seen);
    }
}

/// Whether another program changed the database since the last look, or since it was opened. Another database is no
/// change: whoever swapped it knows.
fn changed(last: Option<&(PathBuf, i64)>, seen: &(PathBuf, i64)) -> bool {
    let before = last
        .filter(|last| Path::eq(&last.0, &seen.0))
        .map_or(0, |last| last.1);
    seen.1 != before
}
