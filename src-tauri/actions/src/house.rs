//! The open house: its database, its clock, its dice and its typesetter.

pub(crate) mod door;
pub(crate) mod gate;
mod session;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use comeback_domain::{Clock, Digest, Instant, Ticker};
use comeback_paper::{Logo, PaperError, Typesetter};
use comeback_print::Spooler;
use comeback_store::Store;
use rand::rngs::{StdRng, SysRng};
use rand::{CryptoRng, SeedableRng as _};

use crate::ActionError;
use crate::forget::LookedOn;
use crate::keychain::{Keychain, SystemKeychain};
use crate::printing::Printing;
use crate::secret::{Cost, Keeping};

/// The clock of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct MachineClock;

impl Clock for MachineClock {
    #[allow(
        clippy::disallowed_methods,
        reason = "the one place where the machine's time comes in"
    )]
    fn now(&self) -> Instant {
        chrono::Utc::now()
    }
}

/// Ticks for as long as the program runs.
#[derive(Debug, Clone, Copy)]
pub struct MachineTicker(std::time::Instant);

impl MachineTicker {
    /// Begins now.
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }
}

impl Ticker for MachineTicker {
    fn ticked(&self) -> std::time::Duration {
        self.0.elapsed()
    }
}

/// Where the house stands.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// The folder of the database.
    pub data_folder: PathBuf,
    /// Where papers and exports go unless the station prefers another folder.
    pub documents: PathBuf,
    /// What this machine is called.
    pub station: String,
}

impl Surroundings {
    /// Those of this machine: the given data folder, `COMEBACK_DOCUMENTS` or the system's documents folder, and the
    /// machine's name.
    pub fn of_this_machine(data_folder: PathBuf) -> Self {
        let documents = std::env::var_os("COMEBACK_DOCUMENTS")
            .map(PathBuf::from)
            .or_else(|| {
                let user = directories::UserDirs::new()?;
                Some(
                    user.document_dir()
                        .unwrap_or_else(|| user.home_dir())
                        .join("Comeback"),
                )
            });
        Self {
            documents: documents.unwrap_or_else(|| data_folder.join("saved")),
            data_folder,
            station: gethostname::gethostname().to_string_lossy().into_owned(),
        }
    }
}

/// Random numbers, shared by whoever makes ids and codes.
pub(crate) type Dice = Arc<Mutex<dyn CryptoRng + Send>>;

/// Secure random numbers from this machine.
///
/// # Errors
/// [`ActionError::NoDice`] when the system has none.
pub fn machine_dice() -> Result<StdRng, ActionError> {
    StdRng::try_from_rng(&mut SysRng).map_err(|_| ActionError::NoDice)
}

/// The logo read last, under its digest: the next paper most likely carries the same.
type HeldLogo = Arc<Mutex<Option<(Digest, Arc<Logo>)>>>;

/// The open house. Cheap to clone; every action is a method.
#[derive(Clone)]
pub struct House {
    /// Reached through the gate alone.
    store: Store,
    session: Arc<session::Session>,
    ticker: Arc<dyn Ticker>,
    keeping: Arc<Keeping>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) dice: Dice,
    pub(crate) surroundings: Arc<Surroundings>,
    pub(crate) spooler: Arc<dyn Printing>,
    pub(crate) held_logo: HeldLogo,
    /// Held by a screen that asks for a redemption, until there is an answer.
    pub(crate) asking: Arc<tokio::sync::Mutex<()>>,
    /// `None` for a house at another time: history is told as it was.
    pub(crate) looked_on: Option<LookedOn>,
    typesetter: Arc<OnceLock<Typesetter>>,
}

impl std::fmt::Debug for House {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("House")
            .field("surroundings", &self.surroundings)
            .finish_non_exhaustive()
    }
}

impl House {
    /// Opens the database in the data folder; makes both when neither is there.
    ///
    /// # Errors
    /// [`ActionError::Open`], a sentence for the person at the machine.
    pub fn open(
        surroundings: Surroundings,
        clock: impl Clock + 'static,
        dice: impl CryptoRng + Send + 'static,
    ) -> Result<Self, ActionError> {
        let house = Self {
            store: Store::open(&surroundings.data_folder)?,
            session: session::Session::new(),
            ticker: Arc::new(MachineTicker::start()),
            keeping: Keeping::new(SystemKeychain, Cost::USUAL),
            clock: Arc::new(clock),
            dice: Arc::new(Mutex::new(dice)),
            surroundings: Arc::new(surroundings),
            spooler: Arc::new(Spooler::here()),
            held_logo: Arc::default(),
            asking: Arc::default(),
            looked_on: Some(LookedOn::default()),
            typesetter: Arc::default(),
        };
        house.look();
        Ok(house)
    }

    /// Opens the house of this machine.
    ///
    /// # Errors
    /// As [`House::open`], and [`ActionError::NoDice`].
    pub fn open_here(data_folder: PathBuf) -> Result<Self, ActionError> {
        Self::open(
            Surroundings::of_this_machine(data_folder),
            MachineClock,
            machine_dice()?,
        )
    }

    /// The same house at another time: for history, and for stories.
    #[must_use]
    pub fn at(&self, clock: impl Clock + 'static) -> Self {
        Self {
            clock: Arc::new(clock),
            looked_on: None,
            ..self.clone()
        }
    }

    /// The same house with other printers: for stories, where a printer breaks when it is told to.
    #[must_use]
    pub fn with_printers(&self, spooler: impl Printing + 'static) -> Self {
        Self {
            spooler: Arc::new(spooler),
            ..self.clone()
        }
    }

    /// The same house with another keychain and another cost of a try: for stories, which must not touch the keychain
    /// of whoever runs them and sign in a hundred times.
    #[must_use]
    pub fn with_keychain(&self, keychain: impl Keychain + 'static, cost: Cost) -> Self {
        Self {
            keeping: Keeping::new(keychain, cost),
            ..self.clone()
        }
    }

    /// The same house with another ticker: for stories, where a screen is left alone for as long as they say.
    #[must_use]
    pub fn with_ticker(&self, ticker: impl Ticker + 'static) -> Self {
        Self {
            ticker: Arc::new(ticker),
            ..self.clone()
        }
    }

    /// The folder of the database.
    pub fn data_folder(&self) -> &Path {
        &self.surroundings.data_folder
    }

    /// A number that changes when another process has changed the database; 0 as long as none has since it was opened.
    ///
    /// # Errors
    /// [`ActionError::Store`].
    pub fn foreign_changes(&self) -> Result<i64, ActionError> {
        Ok(self.store.foreign_changes()?)
    }

    /// The typesetter, whose faces are parsed when the first paper is set.
    pub(crate) fn typesetter(&self) -> Result<&Typesetter, PaperError> {
        if let Some(ready) = self.typesetter.get() {
            return Ok(ready);
        }
        let made = Typesetter::new()?;
        Ok(self.typesetter.get_or_init(|| made))
    }

    /// Rolls the dice.
    pub(crate) fn roll<T>(&self, work: impl FnOnce(&mut dyn CryptoRng) -> T) -> T {
        roll(&self.dice, work)
    }
}

/// Rolls shared dice. Dice that were in use when a thread panicked are still fair.
pub(crate) fn roll<T>(dice: &Dice, work: impl FnOnce(&mut dyn CryptoRng) -> T) -> T {
    let mut dice = dice.lock().unwrap_or_else(PoisonError::into_inner);
    work(&mut *dice)
}
