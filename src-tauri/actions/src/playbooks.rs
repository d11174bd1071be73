//! The playbook: the plan for each kind of let-down, as the house has changed it or as it came.

use comeback_domain::{
    Category, Currency, Deed, Event, MakeGoodKind, Money, Offer, Playbook, PlaybookError, PlaybookSet,
    Severity, follow_up_hours,
};
use comeback_store::{Tx, playbook};

use crate::moment::Moment;
use crate::team::room_left;
use crate::{ActionError, Field, House, dto, typed};

impl House {
    /// Every plan: by category in the order of the number keys, the slip first.
    ///
    /// # Errors
    /// [`ActionError::NotSetUp`].
    pub async fn playbooks(&self) -> Result<Vec<dto::Playbook>, ActionError> {
        self.read(Deed::RecordIncident, move |tx, shop, _| all(tx, shop.currency))
            .await
    }

    /// The plan for one kind of let-down.
    ///
    /// # Errors
    /// [`ActionError::NoSuchCategory`], or [`ActionError::Scale`] for a severity that is none.
    pub async fn playbook(&self, category: &str, severity: u8) -> Result<dto::Playbook, ActionError> {
        let (category, severity) = (typed::category(category)?, typed::severity(severity)?);
        self.read(Deed::RecordIncident, move |tx, shop, _| {
            let plan = in_force(tx, category, severity, shop.currency)?;
            let original = plan == Playbook::original(category, severity, shop.currency);
            Ok(show(&plan, original))
        })
        .await
    }

    /// The make-good the plan suggests for a let-down: by whose lapse it was, and within the room left to whoever gives it.
    ///
    /// # Errors
    /// [`ActionError::NoSuchCategory`], [`ActionError::NoSuchResponsibility`], or [`ActionError::Scale`] for a severity
    /// that is none.
    pub async fn suggestion(&self, asked: dto::SuggestionRequest) -> Result<dto::Suggestion, ActionError> {
        let (category, severity) = (
            typed::category(&asked.category)?,
            typed::severity(asked.severity)?,
        );
        let responsibility = typed::responsibility(&asked.responsibility)?;
        let pass = self.pass(Deed::RecordIncident).await?;
        let who = pass.who.clone();
        self.read_on(&pass, move |tx, shop, today| {
            let plan = in_force(tx, category, severity, shop.currency)?;
            let left = room_left(tx, today, who, &asked.staff, asked.guest_id.as_deref())?;
            let suggested = plan.suggested(responsibility, left);
            let because: Vec<&str> = suggested.bent.iter().map(|bent| bent.sentence()).collect();
            Ok(dto::Suggestion {
                offer: suggested.offer.kind.key().to_owned(),
                offer_from: figure(suggested.offer.from),
                offer_to: figure(suggested.offer.to),
                offer_what: suggested.offer.what,
                because: (!because.is_empty()).then(|| because.join(" ")),
            })
        })
        .await
    }

    /// Changes a plan. One that is as it came counts as not changed.
    ///
    /// # Errors
    /// [`ActionError`] for what was typed.
    pub async fn save_playbook(&self, plan: dto::Playbook) -> Result<Vec<dto::Playbook>, ActionError> {
        self.write(Deed::ChangePlaybooks, move |moment| {
            let plan = parse(&plan, moment.shop.currency)?;
            let original = Playbook::original(plan.category, plan.severity, moment.shop.currency);
            let (category, severity) = (plan.category, plan.severity);
            set(moment, category, severity, (plan != original).then_some(plan))
        })
        .await
    }

    /// Puts a plan back to the one the house starts with.
    ///
    /// # Errors
    /// [`ActionError::NoSuchCategory`], or [`ActionError::Scale`] for a severity that is none.
    pub async fn reset_playbook(
        &self,
        category: &str,
        severity: u8,
    ) -> Result<Vec<dto::Playbook>, ActionError> {
        let (category, severity) = (typed::category(category)?, typed::severity(severity)?);
        self.write(Deed::ChangePlaybooks, move |moment| {
            set(moment, category, severity, None)
        })
        .await
    }
}

/// Writes what differs from what is in force.
fn set(
    moment: &Moment<'_>,
    category: Category,
    severity: Severity,
    plan: Option<Playbook>,
) -> Result<Vec<dto::Playbook>, ActionError> {
    if playbook::get(moment.tx, category, severity)? != plan {
        let set = PlaybookSet {
            category,
            severity,
            plan: plan.map(Box::new),
        };
        moment.append(moment.by(None), None, Event::PlaybookSet(set))?;
    }
    all(moment.tx, moment.shop.currency)
}

/// The plan in force.
pub(crate) fn in_force(
    tx: &Tx<'_>,
    category: Category,
    severity: Severity,
    currency: Currency,
) -> Result<Playbook, ActionError> {
    let changed = playbook::get(tx, category, severity)?;
    Ok(changed.unwrap_or_else(|| Playbook::original(category, severity, currency)))
}

fn all(tx: &Tx<'_>, currency: Currency) -> Result<Vec<dto::Playbook>, ActionError> {
    let mut changed = playbook::all(tx)?;
    let plans = Playbook::originals(currency).into_iter();
    Ok(plans
        .map(|original| {
            let key = (original.category, u8::from(original.severity));
            match changed.remove(&key) {
                Some(plan) => show(&plan, false),
                None => show(&original, true),
            }
        })
        .collect())
}

/// An amount as it would be typed.
fn figure(amount: Option<Money>) -> String {
    amount.map_or(String::new(), Money::plain)
}

fn show(plan: &Playbook, original: bool) -> dto::Playbook {
    dto::Playbook {
        category: plan.category.key().to_owned(),
        severity: plan.severity.into(),
        say: plan.say.clone(),
        steps: plan.steps.clone(),
        offer: plan.offer.kind.key().to_owned(),
        offer_from: figure(plan.offer.from),
        offer_to: figure(plan.offer.to),
        offer_what: plan.offer.what.clone(),
        no_because: plan.no_because.clone(),
        instead: plan.instead.clone(),
        follow_up_hours: plan.follow_up_hours,
        manager: plan.manager,
        original,
    }
}

fn parse(plan: &dto::Playbook, currency: Currency) -> Result<Playbook, ActionError> {
    fn named<T>(name: &'static str, parsed: Result<T, PlaybookError>) -> Result<T, ActionError> {
        parsed.map_err(|error| ActionError::Playbook {
            field: Field::Setting(name),
            error,
        })
    }
    let kind = MakeGoodKind::from_key(&plan.offer).ok_or(ActionError::NO_SUCH_KIND)?;
    let figure = |text: &str, name| typed::money_if_given(Some(text), Field::Setting(name), currency);
    let (from, to) = (
        figure(&plan.offer_from, "offer_from")?,
        figure(&plan.offer_to, "offer_to")?,
    );
    let offer = Offer::new(kind, from, to, &plan.offer_what).map_err(|error| ActionError::Playbook {
        field: Field::Setting(if error == PlaybookError::Range {
            "offer_to"
        } else {
            "offer_what"
        }),
        error,
    })?;
    Ok(Playbook {
        category: typed::category(&plan.category)?,
        severity: typed::severity(plan.severity)?,
        say: named("say", Playbook::parse_say(&plan.say))?,
        steps: named("steps", Playbook::parse_list("step", &plan.steps))?,
        offer,
        no_because: named("no_because", Playbook::parse_no(&plan.no_because))?,
        instead: named("instead", Playbook::parse_list("offer", &plan.instead))?,
        follow_up_hours: plan.follow_up_hours.map(follow_up_hours).transpose()?,
        manager: plan.manager,
    })
}

/// The steps that were ticked, as they stood in the playbook.
pub(crate) fn ticked(steps: &[String]) -> Result<Vec<String>, ActionError> {
    Playbook::parse_list("step", steps).map_err(|error| ActionError::Playbook {
        field: Field::Setting("steps"),
        error,
    })
}
