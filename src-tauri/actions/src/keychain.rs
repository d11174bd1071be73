//! The keychain of the system: it holds the one key without which no copied PIN can be tried out.

use std::sync::mpsc;
use std::time::Duration;

use comeback_domain::digest_of;

/// The key mixed into PINs and passwords before they are kept.
pub type Pepper = [u8; 32];

/// A keychain: the system's, or one of a story. Its calls wait, so they are made where waiting is allowed.
pub trait Keychain: Send + Sync {
    /// The key it holds; `None` when it holds none yet.
    ///
    /// # Errors
    /// [`NoKeychain`] when there is no keychain, or it does not answer.
    fn pepper(&self) -> Result<Option<Pepper>, NoKeychain>;
    /// Keeps a key.
    ///
    /// # Errors
    /// [`NoKeychain`] when it was not taken.
    fn keep(&self, pepper: &Pepper) -> Result<(), NoKeychain>;
}

/// There is no keychain here, or it does not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this machine has no keychain that answers")]
pub struct NoKeychain;

/// A machine without a keychain.
#[derive(Debug, Clone, Copy, Default)]
pub struct WithoutKeychain;

impl Keychain for WithoutKeychain {
    fn pepper(&self) -> Result<Option<Pepper>, NoKeychain> {
        Err(NoKeychain)
    }

    fn keep(&self, _: &Pepper) -> Result<(), NoKeychain> {
        Err(NoKeychain)
    }
}

const SERVICE: &str = "app.comeback.desktop";
const ENTRY: &str = "pepper";
/// A keychain that asks its owner for a password answers later than that, and the next time.
const PATIENCE: Duration = Duration::from_secs(4);

/// The keychain of this system: Keychain Services, the Credential Manager, or the Secret Service.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemKeychain;

impl SystemKeychain {
    /// Asks on a thread of its own: a keychain that hangs must not hold up whoever wants to sign in.
    fn ask<T: Send + 'static>(
        work: impl FnOnce(&keyring::Entry) -> Result<T, NoKeychain> + Send + 'static,
    ) -> Result<T, NoKeychain> {
        let (answer, answered) = mpsc::channel();
        let asking = move || {
            let asked = keyring::Entry::new(SERVICE, ENTRY)
                .map_err(|_| NoKeychain)
                .and_then(|entry| work(&entry));
            // Whoever asked may have lost patience.
            let _ = answer.send(asked);
        };
        std::thread::Builder::new()
            .name("keychain".to_owned())
            .spawn(asking)
            .map_err(|_| NoKeychain)?;
        answered.recv_timeout(PATIENCE).map_err(|_| NoKeychain)?
    }
}

impl Keychain for SystemKeychain {
    fn pepper(&self) -> Result<Option<Pepper>, NoKeychain> {
        Self::ask(|entry| match entry.get_secret() {
            Ok(kept) => kept.try_into().map(Some).map_err(|_| NoKeychain),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(_) => Err(NoKeychain),
        })
    }

    fn keep(&self, pepper: &Pepper) -> Result<(), NoKeychain> {
        let pepper = *pepper;
        Self::ask(move |entry| entry.set_secret(&pepper).map_err(|_| NoKeychain))
    }
}

/// What a key is known by: a secret notes with which it was made.
pub(crate) fn known_by(pepper: &Pepper) -> String {
    let digest = digest_of(&[b"pepper", pepper]).to_string();
    digest.chars().take(16).collect()
}
