//! The gate: nothing reaches the database but through here, and nothing passes without saying what it is about to do.
//!
//! While people sign in, whoever is at the screen must be there, not be locked out, and have a role that may do it; that
//! is looked up in the same transaction as the deed itself, so that somebody who was let go a moment ago is let go.
//!
//! What waits for the database here is `async` for its callers alone, who wait for printers and files as well: a transaction
//! is never left open while something else is awaited.

use comeback_domain::{BusinessDate, Deed, Shop, Staff, one_of};
use comeback_store::{Store, StoreError, Tx, shop, staff};

use super::House;
use super::session::AtScreen;
use crate::moment::{Moment, open_day};
use crate::{ActionError, clock};

/// That a deed was allowed, and to whom: for what takes several transactions, and must not stop halfway because the
/// screen locks in the middle.
#[derive(Debug, Clone)]
pub(crate) struct Pass {
    /// Who is in; nobody in particular while people do not sign in.
    pub who: Option<Staff>,
}

impl Pass {
    /// Whether whoever passed may do this as well.
    pub fn may(&self, deed: Deed) -> bool {
        self.who.as_ref().is_none_or(|who| who.role.may(deed))
    }
}

/// Lets a deed pass, or says why not.
fn admit(tx: &Tx<'_>, at_screen: &AtScreen, deed: Deed) -> Result<Pass, ActionError> {
    if !staff::signin(tx)? {
        return Ok(Pass { who: None });
    }
    let who = present(tx, at_screen)?.ok_or(ActionError::Locked)?;
    if who.role.may(deed) {
        return Ok(Pass { who: Some(who) });
    }
    Err(not_allowed(tx, deed, &who)?)
}

/// Who is at the screen and not locked out; nobody who does not work here any more.
fn present(tx: &Tx<'_>, at_screen: &AtScreen) -> Result<Option<Staff>, ActionError> {
    let AtScreen::Open(id) = at_screen else {
        return Ok(None);
    };
    Ok(staff::get(tx, *id)?.filter(|who| who.active))
}

/// Why this person may not, with whoever may instead.
pub(crate) fn not_allowed(tx: &Tx<'_>, deed: Deed, who: &Staff) -> Result<ActionError, StoreError> {
    let all = staff::all(tx)?;
    let others = all
        .iter()
        .filter(|other| other.active && other.staff != who.staff && other.role.may(deed));
    let names: Vec<&str> = others.map(Staff::first_name).collect();
    Ok(ActionError::NotAllowed {
        deed,
        role: who.role,
        who_may: if names.is_empty() {
            "the owner".to_owned()
        } else {
            one_of(&names)
        },
    })
}

impl House {
    /// Asks whether a deed is allowed now, for what takes several steps.
    pub(crate) async fn pass(&self, deed: Deed) -> Result<Pass, ActionError> {
        let at_screen = self.at_screen();
        self.store.read(|tx| admit(tx, &at_screen, deed))
    }

    /// Whether a deed is allowed now: for what the shell does itself, such as showing a folder.
    ///
    /// # Errors
    /// [`ActionError::Locked`], [`ActionError::NotAllowed`].
    pub async fn allow(&self, deed: Deed) -> Result<(), ActionError> {
        self.pass(deed).await.map(drop)
    }

    /// Runs one write of a shop that is set up.
    pub(crate) async fn write<T, F>(&self, deed: Deed, work: F) -> Result<T, ActionError>
    where
        F: FnOnce(&Moment<'_>) -> Result<T, ActionError>,
    {
        let at_screen = self.at_screen();
        self.in_write(|tx| admit(tx, &at_screen, deed), work)
    }

    /// Goes on with what was allowed before.
    pub(crate) async fn write_on<T, F>(&self, pass: &Pass, work: F) -> Result<T, ActionError>
    where
        F: FnOnce(&Moment<'_>) -> Result<T, ActionError>,
    {
        self.in_write(|_| Ok(pass.clone()), work)
    }

    /// The database itself, for what the house does of its own accord and nobody asks for, such as forgetting guests in
    /// time. No action of a person goes this way.
    pub(crate) fn store_unasked(&self) -> &Store {
        &self.store
    }

    fn in_write<T, A, F>(&self, admit: A, work: F) -> Result<T, ActionError>
    where
        A: FnOnce(&Tx<'_>) -> Result<Pass, ActionError>,
        F: FnOnce(&Moment<'_>) -> Result<T, ActionError>,
    {
        self.look_once_a_day();
        let (at, station, dice, is_told) = (
            self.clock.now(),
            self.surroundings.station.clone(),
            self.dice.clone(),
            self.looked_on.is_none(),
        );
        self.store.write(|tx| {
            let pass = admit(tx)?;
            let shop = shop::get(tx)?.ok_or(ActionError::NotSetUp)?;
            let today = open_day(tx, shop.business_day().of(at))?;
            let moment = Moment {
                tx,
                shop,
                at,
                today,
                station,
                dice,
                who: pass.who,
            };
            // History is told as it was, by a clock of its own.
            if !is_told {
                clock::note(tx, (at, today), &moment.station)?;
            }
            work(&moment)
        })
    }

    /// Runs one read of a shop that is set up.
    pub(crate) async fn read<T, F>(&self, deed: Deed, work: F) -> Result<T, ActionError>
    where
        F: FnOnce(&Tx<'_>, &Shop, BusinessDate) -> Result<T, ActionError>,
    {
        let at_screen = self.at_screen();
        self.in_read(|tx| admit(tx, &at_screen, deed).map(drop), work)
    }

    /// Goes on with what was allowed before.
    pub(crate) async fn read_on<T, F>(&self, _: &Pass, work: F) -> Result<T, ActionError>
    where
        F: FnOnce(&Tx<'_>, &Shop, BusinessDate) -> Result<T, ActionError>,
    {
        self.in_read(|_| Ok(()), work)
    }

    fn in_read<T, A, F>(&self, admit: A, work: F) -> Result<T, ActionError>
    where
        A: FnOnce(&Tx<'_>) -> Result<(), ActionError>,
        F: FnOnce(&Tx<'_>, &Shop, BusinessDate) -> Result<T, ActionError>,
    {
        self.look_once_a_day();
        let at = self.clock.now();
        self.store.read(|tx| {
            admit(tx)?;
            let shop = shop::get(tx)?.ok_or(ActionError::NotSetUp)?;
            let today = open_day(tx, shop.business_day().of(at))?;
            work(tx, &shop, today)
        })
    }

    /// Runs one write of a house that need not be set up.
    pub(crate) async fn write_bare<T, F>(&self, deed: Deed, work: F) -> Result<T, ActionError>
    where
        F: FnOnce(&Tx<'_>) -> Result<T, ActionError>,
    {
        let at_screen = self.at_screen();
        self.store.write(|tx| {
            admit(tx, &at_screen, deed)?;
            work(tx)
        })
    }

    /// Goes on with what was allowed before, in a house that need not be set up.
    pub(crate) async fn write_bare_on<T, F>(&self, _: &Pass, work: F) -> Result<T, ActionError>
    where
        F: FnOnce(&Tx<'_>) -> Result<T, ActionError>,
    {
        self.store.write(work)
    }

    /// Runs one read of a house that need not be set up.
    pub(crate) async fn read_bare<T, F>(&self, deed: Deed, work: F) -> Result<T, ActionError>
    where
        F: FnOnce(&Tx<'_>) -> Result<T, ActionError>,
    {
        let at_screen = self.at_screen();
        self.store.read(|tx| {
            admit(tx, &at_screen, deed)?;
            work(tx)
        })
    }

    /// Reads what anybody may know who stands before the screen, signed in or not: what the window opens with, and
    /// what this station prefers. The closure is told who is there.
    pub(crate) async fn read_open<T, F>(&self, work: F) -> Result<T, ActionError>
    where
        F: FnOnce(&Tx<'_>, &Presence) -> Result<T, ActionError>,
    {
        let at_screen = self.at_screen();
        self.store.read(|tx| {
            let presence = Presence {
                signin: staff::signin(tx)?,
                locked: !matches!(at_screen, AtScreen::Open(_)),
                who: match at_screen {
                    AtScreen::Nobody => None,
                    AtScreen::Open(id) | AtScreen::Locked(id) => staff::get(tx, id)?.filter(|who| who.active),
                },
            };
            work(tx, &presence)
        })
    }

    /// Writes what belongs to proving who one is, before anybody is in.
    pub(super) async fn write_at_the_door<T, F>(&self, work: F) -> Result<T, ActionError>
    where
        F: FnOnce(&Tx<'_>) -> Result<T, ActionError>,
    {
        self.store.write(work)
    }
}

/// Who is before the screen.
pub(crate) struct Presence {
    /// Whether people sign in.
    pub signin: bool,
    /// Whether the screen is locked, or nobody is in.
    pub locked: bool,
    /// Who signed in last and has not gone.
    pub who: Option<Staff>,
}

impl Presence {
    /// Whether whoever is there may do this.
    pub fn may(&self, deed: Deed) -> bool {
        !self.signin || (!self.locked && self.who.as_ref().is_some_and(|who| who.role.may(deed)))
    }
}
