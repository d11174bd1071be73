//! Proving who one is: signing in, and saying yes on somebody else's screen.

use comeback_domain::{Instant, Lockout, Staff, StaffId};
use comeback_store::secret::{self, Secret};
use comeback_store::{Tx, shop, staff};

use super::House;
use crate::keychain::known_by;
use crate::{ActionError, dto, secret as proof};

/// The subject of the recovery code among the secrets.
pub(crate) const RECOVERY: &str = "recovery";

/// Who is to be proved.
enum Claim {
    Person(Option<StaffId>),
    Recovery,
}

/// What is known of a claim before it is proved.
struct Known {
    staff: Option<Staff>,
    secret: Option<Secret>,
    /// Secrets here were made with a key that the keychain does not hold.
    key_is_gone: bool,
}

impl House {
    /// Proves that somebody is who they say. Takes as long, and says the same, for a wrong PIN, an unknown person and
    /// one who left.
    ///
    /// # Errors
    /// [`ActionError::WrongSecret`], [`ActionError::Wait`], [`ActionError::KeyGone`].
    pub(crate) async fn prove(&self, id: &str, typed: &str) -> Result<Staff, ActionError> {
        let known = self.try_claim(Claim::Person(id.parse().ok()), typed).await?;
        known.ok_or(ActionError::WrongSecret)
    }

    /// Proves the recovery code.
    pub(crate) async fn prove_recovery(&self, code: &str) -> Result<(), ActionError> {
        self.try_claim(Claim::Recovery, code).await.map(drop)
    }

    /// A try counts as wrong before it is looked at, and is taken back when it was right: many at once, or a program
    /// that is ended in the middle, win nothing.
    async fn try_claim(&self, claim: Claim, typed: &str) -> Result<Option<Staff>, ActionError> {
        let keeping = self.keeping.clone();
        let pepper = blocking(move || Ok(keeping.pepper())).await?;
        let (now, station) = (self.clock.now(), self.surroundings.station.clone());
        let by = pepper.as_ref().map(known_by);
        let (known, counted) = self
            .write_at_the_door(move |tx| {
                let known = known(tx, &claim, by.as_deref())?;
                let counted = subjects(&claim, &known, &station);
                match count(tx, &counted, now)? {
                    // Kept as it stands: an error would take back what was written.
                    Some(until) => Ok(Err(wait(tx, until)?)),
                    None => Ok(Ok((known, counted))),
                }
            })
            .await??;
        // Somebody without a secret is held against one that nobody has.
        let missing = known.secret.is_none();
        let against = known.secret.unwrap_or(Secret {
            hash: [0; 32],
            salt: [0; 16],
            memory: self.keeping.cost.memory,
            passes: self.keeping.cost.passes,
            pepper: by_key(pepper.as_ref()),
        });
        let typed = comeback_domain::settled_secret(typed);
        let right = blocking(move || proof::is(&typed, &against, pepper.as_ref())).await?;
        if !right || missing {
            return Err(if known.key_is_gone {
                ActionError::KeyGone
            } else {
                ActionError::WrongSecret
            });
        }
        self.write_at_the_door(move |tx| {
            for subject in &counted {
                secret::put_lockout(tx, subject, Lockout::none(now))?;
            }
            Ok(())
        })
        .await?;
        Ok(known.staff)
    }

    /// Somebody signs in, in the place of whoever was in.
    ///
    /// # Errors
    /// [`ActionError::WrongSecret`], [`ActionError::Wait`], [`ActionError::KeyGone`], [`ActionError::SigninOff`].
    pub async fn sign_in(&self, staff_id: &str, secret: &str) -> Result<dto::AppState, ActionError> {
        self.signin_must_be_on().await?;
        let staff = self.prove(staff_id, secret).await?;
        self.sit_down(&staff);
        self.app_state().await
    }

    /// Locks the screen.
    ///
    /// # Errors
    /// [`ActionError::Store`].
    pub async fn lock(&self) -> Result<dto::AppState, ActionError> {
        self.lock_screen();
        self.app_state().await
    }

    /// Lets the owner back in with the recovery code and a new password. The code stays good until a new one is made.
    ///
    /// # Errors
    /// [`ActionError::Secret`] for a password that is none, and as [`House::sign_in`].
    pub async fn recover(&self, code: &str, password: &str) -> Result<dto::AppState, ActionError> {
        self.signin_must_be_on().await?;
        crate::team::check_secret(comeback_domain::Role::Owner, password)?;
        self.prove_recovery(&crate::team::settled_code(code)).await?;
        let secret = self.keep_secret(password).await?;
        let owner = self
            .write_at_the_door(move |tx| {
                let owner = staff::all(tx)?
                    .into_iter()
                    .filter(|one| one.active && one.role == comeback_domain::Role::Owner)
                    // Of several, who came first.
                    .min_by_key(|one| one.staff)
                    .ok_or(ActionError::NoSuchStaff)?;
                crate::team::put_secret(tx, owner.staff, &secret)?;
                Ok(owner)
            })
            .await?;
        self.sit_down(&owner);
        self.app_state().await
    }

    async fn signin_must_be_on(&self) -> Result<(), ActionError> {
        let on = self.read_open(|_, presence| Ok(presence.signin)).await?;
        if on { Ok(()) } else { Err(ActionError::SigninOff) }
    }

    /// Makes of a PIN or password what is kept, with the key of the keychain where there is one.
    pub(crate) async fn keep_secret(&self, typed: &str) -> Result<Secret, ActionError> {
        let (keeping, typed) = (self.keeping.clone(), comeback_domain::settled_secret(typed));
        let (salt, new) = self.roll(|rng| {
            let (mut salt, mut new) = ([0; 16], [0; 32]);
            rng.fill_bytes(&mut salt);
            rng.fill_bytes(&mut new);
            (salt, new)
        });
        blocking(move || {
            let pepper = keeping.pepper_or(&new);
            proof::keep(&typed, salt, keeping.cost, pepper.as_ref())
        })
        .await
    }

    /// Makes of a new recovery code what is kept: without the key of the keychain, because it must help when that is
    /// lost, and it is long enough to do without.
    pub(crate) async fn keep_recovery(&self, code: String) -> Result<Secret, ActionError> {
        let cost = self.keeping.cost;
        let salt = self.roll(|rng| {
            let mut salt = [0; 16];
            rng.fill_bytes(&mut salt);
            salt
        });
        blocking(move || proof::keep(&code, salt, cost, None)).await
    }

    /// Whether there is a keychain that answers.
    pub(crate) async fn has_keychain(&self) -> Result<bool, ActionError> {
        let keeping = self.keeping.clone();
        blocking(move || Ok(keeping.has_keychain())).await
    }

    /// Switches sign-in. Whoever switches it on is an owner who proved it, and is in then.
    pub(crate) fn seat(&self, owner: Option<&Staff>) {
        match owner {
            Some(owner) => self.sit_down(owner),
            None => self.stand_up(),
        }
    }

    /// Until when nothing is tried at this station.
    pub(crate) fn station_waits(&self, tx: &Tx<'_>) -> Result<Option<Instant>, ActionError> {
        let now = self.clock.now();
        let subject = station_subject(&self.surroundings.station);
        Ok(secret::lockout(tx, &subject, now)?.until(now))
    }
}

fn by_key(pepper: Option<&crate::keychain::Pepper>) -> Option<String> {
    pepper.map(known_by)
}

/// Does what waits for the disk or the processor away from the threads that answer.
pub(crate) async fn blocking<T, F>(work: F) -> Result<T, ActionError>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, ActionError> + Send + 'static,
{
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|stopped| ActionError::Stopped(stopped.to_string()))?
}

fn known(tx: &Tx<'_>, claim: &Claim, pepper: Option<&str>) -> Result<Known, ActionError> {
    let staff = match claim {
        Claim::Person(Some(id)) => staff::get(tx, *id)?.filter(|staff| staff.active),
        Claim::Person(None) | Claim::Recovery => None,
    };
    let secret = match (claim, &staff) {
        (Claim::Recovery, _) => secret::get(tx, RECOVERY)?,
        (Claim::Person(_), Some(staff)) => secret::get(tx, &staff.staff.to_string())?,
        (Claim::Person(_), None) => None,
    };
    Ok(Known {
        staff,
        secret,
        key_is_gone: matches!(claim, Claim::Person(_)) && secret::any_of_another_pepper(tx, pepper)?,
    })
}

fn station_subject(station: &str) -> String {
    format!("station {station}")
}

pub(crate) fn staff_subject(staff: StaffId) -> String {
    format!("staff {staff}")
}

/// Whose tries this one counts among. Nobody is locked out who is not there.
fn subjects(claim: &Claim, known: &Known, station: &str) -> Vec<String> {
    let person = match claim {
        Claim::Recovery => Some(RECOVERY.to_owned()),
        Claim::Person(_) => known.staff.as_ref().map(|staff| staff_subject(staff.staff)),
    };
    std::iter::once(station_subject(station)).chain(person).collect()
}

/// Counts a try, or says until when none is taken.
fn count(tx: &Tx<'_>, subjects: &[String], now: Instant) -> Result<Option<Instant>, ActionError> {
    let mut until = None;
    let mut lockouts = Vec::new();
    for subject in subjects {
        let lockout = secret::lockout(tx, subject, now)?.as_of(now);
        until = until.max(lockout.until(now));
        lockouts.push((subject, lockout));
    }
    for (subject, lockout) in lockouts {
        let lockout = if until.is_none() {
            lockout.tried(now)
        } else {
            lockout
        };
        secret::put_lockout(tx, subject, lockout)?;
    }
    Ok(until)
}

/// The time as the shop reads it.
fn wait(tx: &Tx<'_>, until: Instant) -> Result<ActionError, ActionError> {
    let shop = shop::get(tx)?.ok_or(ActionError::NotSetUp)?;
    // Up to the next whole second: told too early, it would be refused again.
    let rounded = until + chrono::TimeDelta::milliseconds(999);
    Ok(ActionError::Wait {
        until,
        clock: rounded
            .with_timezone(&shop.timezone)
            .format("%H:%M:%S")
            .to_string(),
    })
}
