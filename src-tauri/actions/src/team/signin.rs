//! Sign-in: switched on and off, and the code that lets the owner back in.

use comeback_domain::{CODE_ALPHABET, Deed, Event, Role, SigninSet};
use comeback_store::{secret, staff};
use rand::RngExt as _;

use crate::house::door::RECOVERY;
use crate::house::gate;
use crate::{ActionError, House, dto, typed};

/// How many characters a recovery code has: 97 bits, which nobody tries out.
const CHARACTERS: usize = 20;

impl House {
    /// Switches sign-in. On needs an owner who shows that they can sign in, and gives the recovery code; that owner is
    /// in then.
    ///
    /// # Errors
    /// [`ActionError::OwnerMustProve`], [`ActionError::WrongSecret`], [`ActionError::Wait`]; [`ActionError::NotAllowed`]
    /// for anybody but an owner.
    pub async fn set_signin(
        &self,
        on: bool,
        staff_id: Option<&str>,
        secret: Option<&str>,
    ) -> Result<dto::SigninSwitched, ActionError> {
        self.allow(Deed::ChangeTeam).await?;
        if !on {
            return self.switch_off().await;
        }
        let (Some(id), Some(typed)) = (staff_id.and_then(typed::given), secret) else {
            return Err(ActionError::OwnerMustProve);
        };
        let owner = self.prove(id, typed).await?;
        let (code, kept) = self.new_code().await?;
        let switched = owner.clone();
        self.write(Deed::ChangeTeam, move |moment| {
            if switched.role != Role::Owner {
                return Err(gate::not_allowed(moment.tx, Deed::ChangeTeam, &switched)?);
            }
            if !staff::signin(moment.tx)? {
                let event = Event::SigninSet(SigninSet { on: true });
                moment.append(Some(switched.name), None, event)?;
            }
            Ok(secret::put(moment.tx, RECOVERY, &kept)?)
        })
        .await?;
        self.seat(Some(&owner));
        Ok(dto::SigninSwitched {
            team: self.team().await?,
            recovery_code: Some(code),
        })
    }

    async fn switch_off(&self) -> Result<dto::SigninSwitched, ActionError> {
        self.write(Deed::ChangeTeam, |moment| {
            if staff::signin(moment.tx)? {
                let event = Event::SigninSet(SigninSet { on: false });
                moment.append(moment.by(None), None, event)?;
            }
            Ok(secret::remove(moment.tx, RECOVERY)?)
        })
        .await?;
        self.seat(None);
        Ok(dto::SigninSwitched {
            team: self.team().await?,
            recovery_code: None,
        })
    }

    /// Makes a new recovery code; the one before is no good any more.
    ///
    /// # Errors
    /// [`ActionError::SigninOff`], [`ActionError::NotAllowed`], [`ActionError::Locked`].
    pub async fn new_recovery_code(&self) -> Result<dto::SigninSwitched, ActionError> {
        self.allow(Deed::ChangeTeam).await?;
        let (code, kept) = self.new_code().await?;
        self.write(Deed::ChangeTeam, move |moment| {
            if staff::signin(moment.tx)? {
                Ok(secret::put(moment.tx, RECOVERY, &kept)?)
            } else {
                Err(ActionError::SigninOff)
            }
        })
        .await?;
        Ok(dto::SigninSwitched {
            team: self.team().await?,
            recovery_code: Some(code),
        })
    }

    async fn new_code(&self) -> Result<(String, secret::Secret), ActionError> {
        let drawn: String = self.roll(|rng| {
            let mut draw = || CODE_ALPHABET.get(rng.random_range(0..CODE_ALPHABET.len()));
            (0..CHARACTERS)
                .filter_map(|_| draw())
                .map(|letter| char::from(*letter))
                .collect()
        });
        let kept = self.keep_recovery(drawn.clone()).await?;
        let groups: Vec<String> = drawn
            .as_bytes()
            .chunks(4)
            .map(|group| String::from_utf8_lossy(group).into_owned())
            .collect();
        Ok((groups.join("-"), kept))
    }
}

/// A recovery code as typed, without what was typed to read it better.
pub(crate) fn settled_code(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .take(100)
        .collect()
}
