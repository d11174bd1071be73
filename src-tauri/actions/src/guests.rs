//! Guests: found again, corrected, merged and forgotten; and what the owner may want to look at.

use comeback_domain::{
    Calling, Contact, Deed, Event, Forgetting, GuestChanged, GuestId, GuestName, GuestsMerged, IncidentId,
    Money, PastIncident, Repeat, SIGNS_LOOK_BACK_DAYS, cautions_of, forgotten_on, search_words, signs_of,
};
use comeback_store::guest::{self, Guest, Listed};
use comeback_store::{Tx, cause, incident};

use crate::causes::scores_of;
use crate::{ActionError, House, dto, show, typed};

/// The most lines given at once.
const MOST: u32 = 500;
/// The most guests offered while a name is typed.
const MOST_FOUND: u32 = 6;

impl House {
    /// A part of the guests that a search finds, the latest contact first. An empty search finds all of them.
    ///
    /// # Errors
    /// [`ActionError::NotSetUp`].
    pub async fn guests(&self, search: &str, offset: u32, limit: u32) -> Result<dto::GuestList, ActionError> {
        let words = search_words(search);
        let limit = if limit == 0 { MOST } else { limit.min(MOST) };
        // One letter narrows nothing, and shows nothing that was not asked for either.
        let nothing = words.is_empty() && typed::given(search).is_some();
        self.read(Deed::SeeGuests, move |tx, shop, today| {
            let rows = match nothing {
                true => Vec::new(),
                false => guest::page(tx, &words, today, (offset, limit))?,
            };
            Ok(dto::GuestList {
                rows: rows.iter().map(row).collect(),
                total: if nothing { 0 } else { guest::total(tx, &words)? },
                forgotten: guest::forgotten_count(tx)?,
                retention_months: shop.retention_months,
                still_named: None,
            })
        })
        .await
    }

    /// Guests to choose from while a name or a telephone is typed; none for fewer than two characters.
    ///
    /// # Errors
    /// [`ActionError::NotSetUp`].
    pub async fn find_guests(&self, typed: &str) -> Result<Vec<dto::GuestRow>, ActionError> {
        let words = search_words(typed);
        self.read(Deed::SeeGuests, move |tx, _, today| {
            let found = guest::find(tx, &words, today, MOST_FOUND)?;
            Ok(found.iter().map(row).collect())
        })
        .await
    }

    /// Everything the house knows of a guest. One who was merged into another is told as that other.
    ///
    /// # Errors
    /// [`ActionError::NoSuchGuest`], also for one who is forgotten.
    pub async fn guest(&self, id: &str) -> Result<dto::GuestStory, ActionError> {
        let id = parse_id(id)?;
        self.read(Deed::SeeGuests, move |tx, shop, today| story(tx, id, shop, today))
            .await
    }

    /// Corrects what a guest is called and how to reach them. What was printed stays as it left.
    ///
    /// # Errors
    /// [`ActionError::NoSuchGuest`], [`ActionError::NobodyLeft`] when both are empty, or [`ActionError`] for what was
    /// typed.
    pub async fn change_guest(&self, form: dto::GuestForm) -> Result<dto::GuestStory, ActionError> {
        let id = parse_id(&form.id)?;
        let (name, contact) = (typed::guest_name(&form.name)?, typed::contact(&form.contact)?);
        let staff = typed::staff(&form.staff)?;
        if name.is_none() && contact.is_none() {
            return Err(ActionError::NobodyLeft);
        }
        self.write(Deed::ChangeGuests, move |moment| {
            let staff = moment.by(staff);
            let known = present(moment.tx, id)?;
            let changed = Guest {
                name,
                contact,
                ..known.clone()
            };
            if changed.reference() != known.reference() {
                guest::rewrite(moment.tx, &changed)?;
                let event = GuestChanged {
                    guest: changed.reference(),
                    staff: staff.clone(),
                };
                moment.append(staff, None, Event::GuestChanged(event))?;
            }
            story(moment.tx, id, &moment.shop, moment.today)
        })
        .await
    }

    /// Makes two guests one: everything of `gone` is `keep`'s from now on. Two who are one already stay so.
    ///
    /// # Errors
    /// [`ActionError::NoSuchGuest`]; [`ActionError::MergeForgotten`] when one of them is forgotten;
    /// [`ActionError::MergeSelf`] for one guest twice.
    pub async fn merge_guests(
        &self,
        keep: &str,
        gone: &str,
        staff: &str,
    ) -> Result<dto::GuestStory, ActionError> {
        let (keep, gone) = (parse_id(keep)?, parse_id(gone)?);
        let staff = typed::staff(staff)?;
        if keep == gone {
            return Err(ActionError::MergeSelf);
        }
        self.write(Deed::ChangeGuests, move |moment| {
            let staff = moment.by(staff);
            let tx = moment.tx;
            if guest::is_erased(tx, keep)? || guest::is_erased(tx, gone)? {
                return Err(ActionError::MergeForgotten);
            }
            let (keep, gone) = (present(tx, keep)?.id, present(tx, gone)?.id);
            if keep != gone {
                let event = GuestsMerged {
                    keep,
                    gone,
                    staff: staff.clone(),
                };
                moment.append(staff, None, Event::GuestsMerged(event))?;
            }
            story(tx, keep, &moment.shop, moment.today)
        })
        .await
    }

    /// Forgets a guest for good: the name and the contact are nowhere in the data folder any more, and a paper printed
    /// again bears no name. The figures and the chain stay. Whoever is forgotten already stays so.
    ///
    /// # Errors
    /// [`ActionError::NoSuchGuest`]; [`ActionError::Store`] when it could not be written down.
    pub async fn erase_guest(&self, id: &str, staff: &str) -> Result<dto::GuestList, ActionError> {
        let id = parse_id(id)?;
        let staff = typed::staff(staff)?;
        let (erased, named) = self
            .write(Deed::EraseGuests, move |moment| {
                if guest::is_erased(moment.tx, id)? {
                    return Ok((false, Vec::new()));
                }
                let known = present(moment.tx, id)?;
                let named = self.still_named(moment.tx, &known)?;
                self.forget(
                    moment,
                    &[known.id],
                    Forgetting::Request,
                    moment.by(staff).as_ref(),
                )?;
                Ok((true, named))
            })
            .await?;
        if erased {
            // What cannot be swept now, because another program reads, is swept when the house is next opened.
            let _ = self.sweep();
        }
        let list = self.guests("", 0, 50).await?;
        Ok(dto::GuestList {
            still_named: still_named(&named),
            ..list
        })
    }

    /// What should not stand in a text that is being typed.
    pub fn cautions(text: &str) -> Vec<dto::Caution> {
        let shown = |caution: comeback_domain::Caution| dto::Caution {
            kind: caution.key(),
            sentence: caution.sentence().to_owned(),
        };
        cautions_of(text).into_iter().map(shown).collect()
    }

    /// What the owner may want to look at, of the last 90 business dates, the latest first.
    ///
    /// # Errors
    /// [`ActionError::NotSetUp`].
    pub async fn signs(&self) -> Result<Vec<dto::Sign>, ActionError> {
        self.read(Deed::SeeSigns, move |tx, _, today| {
            let since = today.date() - chrono::Days::new(u64::from(SIGNS_LOOK_BACK_DAYS) - 1);
            let seen = guest::seen(tx, comeback_domain::BusinessDate::new(since))?;
            let shown = |sign: comeback_domain::Sign| dto::Sign {
                kind: sign.kind.key().to_owned(),
                sentence: sign.sentence,
                on: sign.on.to_string(),
                staff: show::staff(sign.staff.as_ref()),
                incident_ids: sign.incidents.iter().map(IncidentId::to_string).collect(),
            };
            Ok(signs_of(&seen).into_iter().map(shown).collect())
        })
        .await
    }
}

pub(crate) fn parse_id(id: &str) -> Result<GuestId, ActionError> {
    id.parse().map_err(|_| ActionError::NoSuchGuest)
}

/// A guest who is there; whoever they turned out to be.
pub(crate) fn present(tx: &Tx<'_>, id: GuestId) -> Result<Guest, ActionError> {
    guest::get(tx, id)?.ok_or(ActionError::NoSuchGuest)
}

fn row(listed: &Listed) -> dto::GuestRow {
    dto::GuestRow {
        id: listed.id.to_string(),
        name: listed.name.as_ref().map(|name| name.as_str().to_owned()),
        contact: listed.contact.as_ref().map(|contact| contact.as_str().to_owned()),
        incidents: listed.incidents,
        last_on: listed.last_on.map(|day| day.to_string()),
        open: listed.open,
        came_back: listed.came_back,
    }
}

fn story(
    tx: &Tx<'_>,
    id: GuestId,
    shop: &comeback_domain::Shop,
    today: comeback_domain::BusinessDate,
) -> Result<dto::GuestStory, ActionError> {
    let known = present(tx, id)?;
    let listed = guest::listed(tx, known.id, today)?.ok_or(ActionError::NoSuchGuest)?;
    let (mut rows, mut past, mut scores) = (Vec::new(), Vec::new(), Vec::new());
    for id in guest::incidents_of(tx, known.id)? {
        let found = incident::get(tx, id)?.ok_or(ActionError::NoSuchIncident)?;
        let goods = guest::make_goods_of(tx, known.id, id)?;
        past.push(PastIncident {
            on: found.business_date,
            given: goods
                .iter()
                .filter_map(|good| good.amount)
                .map(|amount| amount.minor)
                .sum(),
            confirmed: cause::get(tx, id)?.is_some(),
        });
        scores.extend(scores_of(tx, &found)?);
        rows.push(dto::IncidentRow {
            incident: show::incident(&found),
            make_goods: goods.iter().map(|good| show::make_good(good, today)).collect(),
        });
    }
    scores.sort_by(|a: &dto::ScorePoint, b| a.at.cmp(&b.at));
    let (redemptions, redeemed) = guest::redeemed_by(tx, known.id)?;
    let repeat = Repeat::of(&past, today);
    Ok(dto::GuestStory {
        guest: row(&listed),
        incidents: rows,
        redeemed: Money::new(redeemed, shop.currency).into(),
        redemptions,
        scores,
        repeat: dto::Repeat {
            incidents: repeat.incidents,
            given: Money::new(repeat.given, shop.currency).into(),
            confirmed: repeat.confirmed,
            sentence: repeat.sentence,
        },
        forgotten_on: listed
            .last_on
            .map(|last| forgotten_on(last, shop.retention_months).to_string()),
        doubles: doubles(tx, &known, today)?,
    })
}

fn doubles(
    tx: &Tx<'_>,
    known: &Guest,
    today: comeback_domain::BusinessDate,
) -> Result<Vec<dto::GuestRow>, ActionError> {
    let calling = Calling {
        name: known.name.as_ref().map(GuestName::as_str),
        contact: known.contact.as_ref().map(Contact::as_str),
    };
    let mut doubles = Vec::new();
    for other in guest::may_be(tx, known.id, &calling)? {
        doubles.extend(guest::listed(tx, other, today)?.iter().map(row));
    }
    Ok(doubles)
}

/// What whoever forgot a guest is told of the team's own words.
fn still_named(incidents: &[IncidentId]) -> Option<dto::StillNamed> {
    let sentence = match incidents.len() {
        0 => return None,
        1 => "What was written about 1 incident still tells who it was. Those words are the house's record and stay: think of them before you show or send them.".to_owned(),
        many => format!(
            "What was written about {many} incidents still tells who it was. Those words are the house's record and stay: think of them before you show or send them."
        ),
    };
    Some(dto::StillNamed {
        sentence,
        incident_ids: incidents.iter().map(IncidentId::to_string).collect(),
    })
}

/// A guest was chosen from the list: the name and the contact are as they stand there, whatever else was typed.
pub(crate) fn known_guest(tx: &Tx<'_>, asked: &mut dto::MakeItRight) -> Result<(), ActionError> {
    if let Some(id) = asked.guest_id.as_deref().and_then(typed::given) {
        let known = present(tx, parse_id(id)?)?;
        asked.guest = known
            .name
            .as_ref()
            .map_or(String::new(), |name| name.as_str().to_owned());
        asked.contact = known
            .contact
            .as_ref()
            .map_or(String::new(), |contact| contact.as_str().to_owned());
    }
    Ok(())
}
