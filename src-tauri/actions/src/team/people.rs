//! Who works here, and what they prove themselves with.

use comeback_domain::{Deed, Event, Holder, LimitSet, Role, Staff, StaffId, StaffName, Window};
use comeback_store::secret::{self, Secret};
use comeback_store::{Tx, staff};

use super::limits;
use super::state::person;
use crate::house::door::staff_subject;
use crate::house::roll;
use crate::moment::Moment;
use crate::{ActionError, Field, House, dto, typed};

/// What a first host may give in a day until the owner says otherwise, in major units.
const FIRST_LIMIT: &str = "50";

impl House {
    /// The team as its settings page shows it.
    ///
    /// # Errors
    /// [`ActionError::NotAllowed`], [`ActionError::Locked`].
    pub async fn team(&self) -> Result<dto::Team, ActionError> {
        self.allow(Deed::ChangeTeam).await?;
        let keychain = self.has_keychain().await?;
        self.read(Deed::ChangeTeam, move |tx, shop, today| {
            let everybody = staff::all(tx)?;
            let mut rows = everybody
                .iter()
                .map(|one| {
                    Ok(dto::StaffRow {
                        person: person(one),
                        active: one.active,
                        has_secret: has_secret(tx, one.staff)?,
                    })
                })
                .collect::<Result<Vec<_>, ActionError>>()?;
            rows.sort_by_key(|row| !row.active);
            Ok(dto::Team {
                signin: staff::signin(tx)?,
                staff: rows,
                limits: limits::rows(tx, &everybody)?,
                used: limits::used(tx, &everybody, shop, today)?,
                matrix: matrix(),
                keeping: keeping(keychain).to_owned(),
            })
        })
        .await
    }

    /// Takes somebody into the team, or changes them. With the first host comes a limit for hosts.
    ///
    /// # Errors
    /// [`ActionError`] for what was typed; [`ActionError::SameName`]; [`ActionError::LastOwner`] while people sign in.
    pub async fn save_staff(&self, form: dto::StaffForm) -> Result<dto::Team, ActionError> {
        self.allow(Deed::ChangeTeam).await?;
        let id = form
            .id
            .as_deref()
            .and_then(typed::given)
            .map(parse_staff_id)
            .transpose()?;
        let name = StaffName::required(&form.name).map_err(|error| ActionError::Text {
            field: Field::Setting("name"),
            error,
        })?;
        let (role, active) = (parse_role(&form.role)?, form.active);
        // Spaces count in a password, but one of nothing else is nothing typed.
        let typed_secret = form.secret.filter(|secret| typed::given(secret).is_some());
        let secret = match &typed_secret {
            Some(typed) => {
                check_secret(role, typed)?;
                Some(self.keep_secret(typed).await?)
            }
            None => None,
        };
        self.write(Deed::ChangeTeam, move |moment| {
            let before = match id {
                Some(id) => Some(staff::get(moment.tx, id)?.ok_or(ActionError::NoSuchStaff)?),
                None => None,
            };
            let minted = || roll(&moment.dice, |rng| StaffId::mint(moment.at, rng));
            let after = Staff {
                staff: before.as_ref().map_or_else(minted, |before| before.staff),
                name,
                role,
                active,
            };
            put_staff(moment, before.as_ref(), &after, secret)
        })
        .await?;
        self.team().await
    }
}

/// Writes what is new about somebody.
pub(crate) fn put_staff(
    moment: &Moment<'_>,
    before: Option<&Staff>,
    after: &Staff,
    secret: Option<Secret>,
) -> Result<(), ActionError> {
    let tx = moment.tx;
    let everybody = staff::all(tx)?;
    let called = |one: &Staff| one.name.as_str().to_lowercase();
    let same = |one: &&Staff| one.active && one.staff != after.staff && called(one) == called(after);
    if let Some(other) = everybody.iter().find(same).filter(|_| after.active) {
        return Err(ActionError::SameName {
            name: other.name.as_str().to_owned(),
        });
    }
    if before != Some(after) {
        let who = moment.by(None);
        moment.append(who, None, Event::StaffSet(after.clone()))?;
    }
    if after.role == Role::Host && !everybody.iter().any(|one| one.role == Role::Host) {
        first_limit(moment)?;
    }
    let other_proof = before.is_some_and(|before| before.role.proof() != after.role.proof());
    match secret {
        Some(secret) if after.active => put_secret(tx, after.staff, &secret)?,
        // A PIN is no password, and whoever left proves nothing any more.
        _ if other_proof || !after.active => secret::remove(tx, &after.staff.to_string())?,
        _ => {}
    }
    if staff::signin(tx)? && !any_owner_signs_in(tx)? {
        return Err(ActionError::LastOwner {
            name: before.unwrap_or(after).name.as_str().to_owned(),
        });
    }
    Ok(())
}

/// What hosts may give in a day until the owner says otherwise.
fn first_limit(moment: &Moment<'_>) -> Result<(), ActionError> {
    let holder = Holder::Role(Role::Host);
    if staff::limits(moment.tx)?
        .iter()
        .any(|limit| limit.holder == holder)
    {
        return Ok(());
    }
    let set = LimitSet {
        holder,
        window: Window::Day,
        amount: Some(typed::money(FIRST_LIMIT, Field::Amount, moment.shop.currency)?),
    };
    moment
        .append(moment.by(None), None, Event::LimitSet(set))
        .map(drop)
}

/// Keeps somebody's new PIN or password; what was tried before is forgiven.
pub(crate) fn put_secret(tx: &Tx<'_>, id: StaffId, kept: &Secret) -> Result<(), ActionError> {
    secret::put(tx, &id.to_string(), kept)?;
    let none = comeback_domain::Lockout {
        wrong: 0,
        since: comeback_domain::Instant::UNIX_EPOCH,
    };
    Ok(secret::put_lockout(tx, &staff_subject(id), none)?)
}

pub(super) fn has_secret(tx: &Tx<'_>, id: StaffId) -> Result<bool, ActionError> {
    Ok(secret::get(tx, &id.to_string())?.is_some())
}

fn any_owner_signs_in(tx: &Tx<'_>) -> Result<bool, ActionError> {
    for one in staff::all(tx)? {
        if one.active && one.role == Role::Owner && has_secret(tx, one.staff)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether this may become the PIN or password of somebody of this role.
pub(crate) fn check_secret(role: Role, typed: &str) -> Result<(), ActionError> {
    Ok(role.proof().check(&comeback_domain::settled_secret(typed))?)
}

pub(super) fn parse_staff_id(id: &str) -> Result<StaffId, ActionError> {
    id.parse().map_err(|_| ActionError::NoSuchStaff)
}

pub(super) fn parse_role(typed: &str) -> Result<Role, ActionError> {
    Role::from_key(typed).ok_or_else(|| ActionError::NoSuchRole {
        typed: typed::quoted(typed),
    })
}

fn matrix() -> Vec<dto::MatrixRow> {
    let row = |deed: Deed| dto::MatrixRow {
        deed: deed.key().to_owned(),
        label: deed.label().to_owned(),
        may: Role::ALL.map(|role| role.may(deed)),
    };
    Deed::ALL.into_iter().map(row).collect()
}

/// How well PINs are kept, and what truly keeps the books.
fn keeping(keychain: bool) -> &'static str {
    if keychain {
        "PINs and passwords are kept with a key from this machine’s keychain, so a copy of the database alone tells nobody a PIN. A PIN says who did something; what keeps the books from a stranger is the encryption of this machine’s disk."
    } else {
        "This machine has no keychain that answers, so whoever copies the database can try out every PIN. A PIN says who did something; what keeps the books from a stranger is the encryption of this machine’s disk: switch it on."
    }
}
