//! PINs and passwords: made into what is kept, and held against it. It is slow on purpose, so it is done where waiting is
//! allowed and never on the thread of the database.

use std::sync::{Arc, Mutex, PoisonError};

use argon2::{Algorithm, Argon2, Params, Version};
use comeback_store::secret::Secret;

use crate::ActionError;
use crate::keychain::{Keychain, Pepper, known_by};

/// What one try costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory: u32,
    /// How often it is gone over.
    pub passes: u32,
}

impl Cost {
    /// 64 MiB, three times: a third of a second for whoever knows it, and for whoever guesses as well.
    pub const USUAL: Self = Self {
        memory: 64 * 1024,
        passes: 3,
    };
    /// The least there is, for stories, which sign in a hundred times.
    pub const LEAST: Self = Self { memory: 8, passes: 1 };
}

/// How secrets are kept here.
pub(crate) struct Keeping {
    keychain: Box<dyn Keychain>,
    pub cost: Cost,
    /// The key, once the keychain gave it.
    held: Mutex<Option<Pepper>>,
}

impl Keeping {
    pub fn new(keychain: impl Keychain + 'static, cost: Cost) -> Arc<Self> {
        Arc::new(Self {
            keychain: Box::new(keychain),
            cost,
            held: Mutex::default(),
        })
    }

    /// The key there is; `None` without a keychain or before there was a secret.
    pub fn pepper(&self) -> Option<Pepper> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.is_none() {
            *held = self.keychain.pepper().ok().flatten();
        }
        *held
    }

    /// The key there is, or else this new one; `None` without a keychain. What is read back counts: another process
    /// may have been faster.
    pub fn pepper_or(&self, new: &Pepper) -> Option<Pepper> {
        if self.pepper().is_none() && self.keychain.pepper() == Ok(None) {
            self.keychain.keep(new).ok()?;
        }
        self.pepper()
    }

    /// Whether there is a keychain that answers.
    pub fn has_keychain(&self) -> bool {
        self.pepper().is_some() || self.keychain.pepper().is_ok()
    }
}

/// Makes of a PIN or password what is kept.
pub(crate) fn keep(
    typed: &str,
    salt: [u8; 16],
    cost: Cost,
    pepper: Option<&Pepper>,
) -> Result<Secret, ActionError> {
    let mut secret = Secret {
        hash: [0; 32],
        salt,
        memory: cost.memory,
        passes: cost.passes,
        pepper: pepper.map(known_by),
    };
    secret.hash = hash(typed, &secret, pepper)?;
    Ok(secret)
}

/// Whether this is the PIN or password. Takes as long for a wrong one, and for one whose key is gone.
pub(crate) fn is(typed: &str, secret: &Secret, pepper: Option<&Pepper>) -> Result<bool, ActionError> {
    let found = hash(typed, secret, pepper.filter(|_| secret.pepper.is_some()))?;
    let different = found
        .iter()
        .zip(&secret.hash)
        .fold(0, |different, (a, b)| different | (a ^ b));
    Ok(std::hint::black_box(different) == 0
        && secret.pepper == pepper.filter(|_| secret.pepper.is_some()).map(known_by))
}

fn hash(typed: &str, secret: &Secret, pepper: Option<&Pepper>) -> Result<[u8; 32], ActionError> {
    let failed = |error: argon2::Error| ActionError::Stopped(error.to_string());
    let params = Params::new(secret.memory, secret.passes, 1, Some(32)).map_err(failed)?;
    let key = pepper.map_or(&[] as &[u8], |pepper| pepper.as_slice());
    let argon2 = Argon2::new_with_secret(key, Algorithm::Argon2id, Version::V0x13, params).map_err(failed)?;
    let mut hash = [0; 32];
    argon2
        .hash_password_into(typed.as_bytes(), &secret.salt, &mut hash)
        .map_err(failed)?;
    Ok(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_the_salt_and_the_key_all_count() {
        let pepper = [3; 32];
        let kept = keep("483920", [2; 16], Cost::LEAST, Some(&pepper)).expect("made");
        assert!(is("483920", &kept, Some(&pepper)).expect("held"));
        assert!(!is("483921", &kept, Some(&pepper)).expect("held"));
        assert!(!is("483920", &kept, Some(&[4; 32])).expect("held"));
        assert!(!is("483920", &kept, None).expect("held"));
        let other_salt = keep("483920", [1; 16], Cost::LEAST, Some(&pepper)).expect("made");
        assert_ne!(kept.hash, other_salt.hash);
        let bare = keep("483920", [2; 16], Cost::LEAST, None).expect("made");
        assert_ne!(kept.hash, bare.hash);
        assert!(
            is("483920", &bare, Some(&pepper)).expect("held"),
            "kept before there was a keychain"
        );
    }
}
