//! Setting the shop up, and changing its settings.

use std::path::Path;

use comeback_domain::{Currency, Deed, Design, DoorRules, Event, Shop, ShopError};
use comeback_store::{Tx, concern, event, follow_up, logo, preference, shop};

use crate::dto::{AppState, ShopSettings};
use crate::printers;
use crate::team::{session_state, waiting_for};
use crate::{ActionError, Destination, Field, House, clock, machine_data_folder};

const SAVE_FOLDER: &str = "save_folder";
/// Set while the door makes sounds here. Silent unless somebody wants them: a guest stands before the screen.
const DOOR_SOUNDS: &str = "door_sounds";

impl House {
    /// What the window needs to know before anything is done.
    ///
    /// # Errors
    /// [`ActionError::Store`].
    pub async fn app_state(&self) -> Result<AppState, ActionError> {
        let now = self.clock.now();
        let (shop, staff, preferred, backups, printing, session, asked_for, concerns, due, doubt, sounds) =
            self.read_open(move |tx, presence| {
                let shop = shop::get(tx)?;
                let today = shop.as_ref().map(|shop| shop.business_day().of(now));
                let due = today.map(|today| follow_up::count_due(tx, today)).transpose()?;
                Ok((
                    shop,
                    event::recent_actors(tx, 12)?,
                    preference::get(tx, SAVE_FOLDER)?,
                    (self.backup_folder(tx)?, event::last_backup(tx)?),
                    // Choices that cannot be read are made again; the window must open all the same.
                    printers::choices(tx).unwrap_or_default(),
                    session_state(tx, presence, self.station_waits(tx)?)?,
                    waiting_for(tx, presence)?,
                    concern::count_open(tx)?,
                    due.unwrap_or(0),
                    clock::doubt(tx, now)?,
                    preference::get(tx, DOOR_SOUNDS)?.is_some(),
                ))
            })
            .await?;
        let today = shop.as_ref().map(|shop| shop.business_day().of(now));
        let shown =
            |date: Option<comeback_domain::BusinessDate>| date.map_or(String::new(), |d| d.to_string());
        let documents = self.surroundings.documents.display().to_string();
        Ok(AppState {
            house: shop.as_ref().map(ShopSettings::from),
            sample: shop.as_ref().is_some_and(|shop| shop.sample),
            now: crate::show::moment(now),
            business_date: shown(today),
            expires_on: shown(
                shop.as_ref()
                    .zip(today)
                    .map(|(shop, today)| shop.expiry_from(today)),
            ),
            currency_prefix: shop.as_ref().map_or(String::new(), |shop| shop.currency.prefix()),
            currency_decimals: shop.as_ref().map_or(2, |shop| shop.currency.decimals()),
            station: self.surroundings.station.clone(),
            data_folder: self.data_folder().display().to_string(),
            data_place: place_in_words(self.data_folder()),
            backup_folder: backups.0.display().to_string(),
            last_backup: backups.1.map(|(at, _)| crate::show::moment(at)),
            save_folder: preferred.unwrap_or(documents),
            staff,
            suggested_apology: Shop::APOLOGY.to_owned(),
            suggested_letter: Design::LETTER.to_owned(),
            printing,
            sounds,
            session,
            follow_ups_due: due,
            concerns,
            asked_for,
            clock: shop
                .as_ref()
                .zip(doubt)
                .map(|(shop, doubt)| clock::warning(shop, &doubt, now)),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// Sets the shop up.
    ///
    /// # Errors
    /// [`ActionError::AlreadySetUp`], or [`ActionError::Setting`] for a setting that cannot be taken.
    pub async fn set_up(&self, settings: ShopSettings) -> Result<AppState, ActionError> {
        let shop = parse(&settings)?;
        self.put_shop(move |tx| match shop::get(tx)? {
            None => Ok(shop),
            Some(_) => Err(ActionError::AlreadySetUp),
        })
        .await?;
        self.app_state().await
    }

    /// Changes the settings. What was written before keeps the day it counted for.
    ///
    /// # Errors
    /// [`ActionError::Setting`] for a setting that cannot be taken, [`ActionError::CurrencyFixed`] for a new currency
    /// once something was recorded, [`ActionError::NotSetUp`].
    pub async fn change_shop(&self, settings: ShopSettings) -> Result<AppState, ActionError> {
        let changed = parse(&settings)?;
        self.put_shop(move |tx| {
            let before = shop::get(tx)?.ok_or(ActionError::NotSetUp)?;
            if before.currency != changed.currency && event::any_business(tx)? {
                return Err(ActionError::CurrencyFixed);
            }
            Ok(Shop {
                sample: before.sample,
                ..changed
            })
        })
        .await?;
        self.app_state().await
    }

    /// Writes the settings that the closure decides on, unless they are in force already.
    pub(crate) async fn put_shop<F>(&self, decide: F) -> Result<(), ActionError>
    where
        F: FnOnce(&Tx<'_>) -> Result<Shop, ActionError>,
    {
        let (at, station) = (self.clock.now(), self.surroundings.station.clone());
        let is_told = self.looked_on.is_none();
        self.write_bare(Deed::ChangeHouse, move |tx| {
            let shop = decide(tx)?;
            if let Some(digest) = shop.design.logo
                && !logo::is_kept(tx, digest)?
            {
                return Err(ActionError::NO_SUCH_LOGO);
            }
            if shop::get(tx)?.as_ref() != Some(&shop) {
                let business_date = shop.business_day().of(at);
                if !is_told {
                    clock::note(tx, (at, business_date), &station)?;
                }
                let event = Event::ShopSet(Box::new(shop));
                let new = event::NewEvent {
                    at,
                    business_date,
                    actor: None,
                    station,
                    request: None,
                    event,
                };
                event::append(tx, new)?;
            }
            Ok(())
        })
        .await
        .inspect(|()| self.look_again())
    }

    /// The folder where papers and exports are saved.
    ///
    /// # Errors
    /// [`ActionError::Store`].
    pub async fn save_folder(&self) -> Result<std::path::PathBuf, ActionError> {
        self.allow(Deed::SeeIncidents).await?;
        self.folder_of_papers().await
    }

    /// The same for an action that was allowed by what it does.
    pub(crate) async fn folder_of_papers(&self) -> Result<std::path::PathBuf, ActionError> {
        let preferred = self
            .read_open(|tx, _| Ok(preference::get(tx, SAVE_FOLDER)?))
            .await?;
        Ok(preferred.map_or_else(|| self.surroundings.documents.clone(), Into::into))
    }

    /// Has the door make sounds on this station, or not.
    ///
    /// # Errors
    /// [`ActionError::NotAllowed`] for whoever does not work at the door.
    pub async fn set_sounds(&self, on: bool) -> Result<AppState, ActionError> {
        self.write_bare(Deed::Redeem, move |tx| {
            match on {
                true => preference::set(tx, DOOR_SOUNDS, "1")?,
                false => preference::remove(tx, DOOR_SOUNDS)?,
            }
            Ok(())
        })
        .await?;
        self.app_state().await
    }

    /// Has papers and exports saved in another folder from now on.
    ///
    /// # Errors
    /// [`ActionError::CannotWrite`] when nothing can be written there; the old folder stays.
    pub async fn set_save_folder(&self, folder: &Path) -> Result<AppState, ActionError> {
        self.allow(Deed::ChangeHouse).await?;
        Destination::reserve(&folder.join("comeback.pdf"))?;
        let text = folder.display().to_string();
        self.write_bare(Deed::ChangeHouse, move |tx| {
            Ok(preference::set(tx, SAVE_FOLDER, &text)?)
        })
        .await?;
        self.app_state().await
    }
}

/// Where the books are, in words a host understands. The whole path is for whoever asks for it.
fn place_in_words(data_folder: &Path) -> String {
    if data_folder == machine_data_folder() {
        return "on this machine".to_owned();
    }
    let name = data_folder.file_name().unwrap_or_default().to_string_lossy();
    format!("on this machine, in the folder “{name}”")
}

pub(crate) fn parse(settings: &ShopSettings) -> Result<Shop, ActionError> {
    fn named<T>(name: &'static str, parsed: Result<T, ShopError>) -> Result<T, ActionError> {
        parsed.map_err(|error| ActionError::Setting {
            field: Field::Setting(name),
            error,
        })
    }
    let logo = settings.logo.as_deref().map(str::parse).transpose();
    Ok(Shop {
        name: named("name", Shop::parse_name(&settings.name))?,
        address: named("address", Shop::parse_line("address", &settings.address))?,
        telephone: named("telephone", Shop::parse_line("telephone", &settings.telephone))?,
        currency: named(
            "currency",
            Currency::parse(&settings.currency).map_err(ShopError::from),
        )?,
        timezone: named("timezone", Shop::parse_timezone(&settings.timezone))?,
        cutover: named("cutover", Shop::parse_cutover(&settings.cutover))?,
        paper: settings.paper,
        expiry_days: named("expiry_days", Shop::parse_expiry_days(settings.expiry_days))?,
        apology: named("apology", Shop::parse_apology(&settings.apology))?,
        legend: settings.legend,
        sample: false,
        design: Design {
            style: settings.style,
            accent: named("accent", settings.accent.parse())?,
            save_ink: settings.save_ink,
            logo: logo.map_err(|_| ActionError::NO_SUCH_LOGO)?,
            fine_print: named("fine_print", Design::parse_fine_print(&settings.fine_print))?,
            benefits: named("benefits", Design::parse_benefits(&settings.benefits))?,
            letter: named("letter", Design::parse_letter(&settings.letter))?,
            closing: named("closing", Design::parse_closing(&settings.closing))?,
        },
        retention_months: named(
            "retention_months",
            Shop::parse_retention_months(settings.retention_months),
        )?,
        door: DoorRules {
            extend_days: named("extend_days", DoorRules::parse_extend_days(settings.extend_days))?,
            stacking: settings.stacking,
            keeps_balance: settings.keeps_balance,
            bill_total: settings.bill_total,
        },
    })
}
