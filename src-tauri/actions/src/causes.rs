//! Scores, causes, and what is done so that it does not happen again.

use comeback_domain::{
    BusinessDate, CauseName, CauseNamed, CauseState, Deed, Event, IncidentId, MOST_WHYS, Money, Note,
    PreventionDone, PreventionId, PreventionPlanned, PreventionState, Rate, ScoreGiven, ScoreMoment,
    ScoreState, Shop, Standing, cause_whys,
};
use comeback_store::{Tx, cause, incident, prevention, score};

use crate::house::roll;
use crate::incidents::story;
use crate::moment::{Moment, Request};
use crate::{ActionError, Field, House, dto, show, typed};

impl House {
    /// Sets down how a guest felt when they came back. The same request may be repeated and gives the first answer.
    ///
    /// # Errors
    /// [`ActionError::NoSuchIncident`], or [`ActionError`] for what was typed.
    pub async fn give_score(&self, form: dto::ScoreForm) -> Result<dto::IncidentStory, ActionError> {
        let number = form.score.to_string();
        let asked = ["give_score", &form.incident_id, &number, &form.words, &form.staff];
        let request = Request::new(&self.request_or_new(&form.request_id), &asked)?;
        self.about_incident(Deed::FollowUp, &form.incident_id.clone(), move |moment, id| {
            if moment.answered(&request)?.is_none() {
                score_again(moment, id, &form, Some(request))?;
            }
            Ok(())
        })
        .await
    }

    /// Names the cause of an incident; the last one named counts. Words that were written before are taken as they were
    /// written first. The same request may be repeated and gives the first answer.
    ///
    /// # Errors
    /// [`ActionError::NoSuchIncident`], or [`ActionError`] for what was typed.
    pub async fn name_cause(&self, form: dto::CauseForm) -> Result<dto::IncidentStory, ActionError> {
        let mut asked = vec!["name_cause", &form.incident_id, &form.cause, &form.staff];
        asked.extend(form.whys.iter().map(String::as_str));
        let request = Request::new(&self.request_or_new(&form.request_id), &asked)?;
        self.about_incident(Deed::NameCause, &form.incident_id.clone(), move |moment, id| {
            if moment.answered(&request)?.is_none() {
                name(moment, id, &form, Some(request))?;
            }
            Ok(())
        })
        .await
    }

    /// Writes down what is to be done about the cause of an incident, who does it and until when. The same request may
    /// be repeated and gives the first answer.
    ///
    /// # Errors
    /// [`ActionError::NoSuchIncident`], [`ActionError::WrongFigure`] while no cause is named, or [`ActionError`] for
    /// what was typed.
    pub async fn plan_prevention(
        &self,
        form: dto::PreventionForm,
    ) -> Result<dto::IncidentStory, ActionError> {
        let asked = [
            "plan_prevention",
            &form.incident_id,
            &form.what,
            &form.owner,
            &form.due_on,
            &form.staff,
        ];
        let request = Request::new(&self.request_or_new(&form.request_id), &asked)?;
        self.about_incident(Deed::NameCause, &form.incident_id.clone(), move |moment, id| {
            if moment.answered(&request)?.is_none() {
                plan(moment, id, &form, Some(request))?;
            }
            Ok(())
        })
        .await
    }

    /// Says that a prevention is done.
    ///
    /// # Errors
    /// [`ActionError::NoSuchPrevention`], [`ActionError::PreventionIsDone`] when it was said before.
    pub async fn finish_prevention(&self, id: &str, staff: &str) -> Result<dto::Causes, ActionError> {
        let id: PreventionId = id.parse().map_err(|_| ActionError::NoSuchPrevention)?;
        let staff = typed::staff(staff)?;
        self.write(Deed::NameCause, move |moment| {
            let found = prevention::get(moment.tx, id)?.ok_or(ActionError::NoSuchPrevention)?;
            if let Some((on, _, by)) = found.done {
                return Err(ActionError::PreventionIsDone { by, on });
            }
            let done = PreventionDone {
                prevention: id,
                incident: found.incident,
                what: found.what,
            };
            moment.append(moment.by(staff), None, Event::PreventionDone(done))?;
            causes(moment.tx, &moment.shop, moment.today)
        })
        .await
    }

    /// Every cause with what it did, what was done about it and whether that helped; and how guests felt.
    ///
    /// # Errors
    /// [`ActionError::NotSetUp`].
    pub async fn causes(&self) -> Result<dto::Causes, ActionError> {
        self.read(Deed::NameCause, causes).await
    }

    /// A write about one incident, answered with its story.
    async fn about_incident<F>(
        &self,
        deed: Deed,
        id: &str,
        work: F,
    ) -> Result<dto::IncidentStory, ActionError>
    where
        F: FnOnce(&Moment<'_>, IncidentId) -> Result<(), ActionError>,
    {
        let id: IncidentId = id.parse().map_err(|_| ActionError::NoSuchIncident)?;
        let pass = self.pass(deed).await?;
        let guests = pass.may(Deed::SeeGuests);
        self.write_on(&pass, move |moment| {
            incident::get(moment.tx, id)?.ok_or(ActionError::NoSuchIncident)?;
            work(moment, id)?;
            story(moment.tx, &moment.shop, moment.today, id, guests)
        })
        .await
    }
}

pub(crate) fn score_again(
    moment: &Moment<'_>,
    incident: IncidentId,
    form: &dto::ScoreForm,
    request: Option<Request>,
) -> Result<(), ActionError> {
    let given = typed::score(Some(form.score))?.map(|score| {
        typed::said(&form.words).map(|words| ScoreGiven {
            incident,
            moment: ScoreMoment::Return,
            score,
            words,
        })
    });
    let Some(given) = given.transpose()? else {
        return Ok(());
    };
    moment.append(
        moment.by(typed::staff(&form.staff)?),
        request,
        Event::ScoreGiven(given),
    )?;
    Ok(())
}

pub(crate) fn name(
    moment: &Moment<'_>,
    incident: IncidentId,
    form: &dto::CauseForm,
    request: Option<Request>,
) -> Result<(), ActionError> {
    let text = |name, error| ActionError::Text {
        field: Field::Setting(name),
        error,
    };
    let typed_cause = CauseName::required(&form.cause).map_err(|error| text("cause", error))?;
    let whys = cause_whys(&form.whys).map_err(|error| text("whys", error))?;
    if whys.len() > MOST_WHYS {
        return Err(ActionError::TOO_MANY_WHYS);
    }
    let named = CauseNamed {
        incident,
        cause: cause::first_written(moment.tx, &typed_cause)?.unwrap_or(typed_cause),
        whys,
    };
    moment.append(
        moment.by(typed::staff(&form.staff)?),
        request,
        Event::CauseNamed(named),
    )?;
    Ok(())
}

pub(crate) fn plan(
    moment: &Moment<'_>,
    incident: IncidentId,
    form: &dto::PreventionForm,
    request: Option<Request>,
) -> Result<PreventionId, ActionError> {
    let named = cause::get(moment.tx, incident)?.ok_or(ActionError::CAUSE_FIRST)?;
    let prevention = roll(&moment.dice, |rng| PreventionId::mint(moment.at, rng));
    let planned = PreventionPlanned {
        prevention,
        incident,
        cause: named.cause,
        what: typed::what(&form.what)?,
        owner: typed::owner(&form.owner)?,
        due_on: typed::date(&form.due_on, Field::Setting("due_on"))?,
    };
    moment.append(
        typed::staff(&form.staff)?,
        request,
        Event::PreventionPlanned(planned),
    )?;
    Ok(prevention)
}

fn causes(tx: &Tx<'_>, shop: &Shop, today: BusinessDate) -> Result<dto::Causes, ActionError> {
    let mut rows = Vec::new();
    for sum in cause::sums(tx)? {
        let against = prevention::against(tx, &sum.cause)?;
        let last_done = against
            .iter()
            .filter_map(|(_, state)| state.done.as_ref().map(|(on, at, _)| (*on, *at)))
            .max_by_key(|(_, at)| *at);
        let rate = match last_done {
            None => None,
            Some(done) => Some(Rate::of(cause::moments(tx, &sum.cause)?, done, today)),
        };
        rows.push(dto::CauseRow {
            cause: sum.cause.as_str().to_owned(),
            incidents: sum.incidents,
            given: Money::new(sum.given, shop.currency).into(),
            last_on: sum.last_on.to_string(),
            actions: shown_preventions(&against, today),
            before: rate.map(|rate| rate.before),
            after: rate.map(|rate| rate.after),
            after_days: rate.map(|rate| rate.after_days),
            sentence: rate.map(|rate| rate.sentence(&sum.cause)),
        });
    }
    let movement = score::movement(tx)?;
    let means = movement.means_in_tenths();
    Ok(dto::Causes {
        causes: rows,
        open: shown_preventions(&prevention::open(tx)?, today),
        unnamed: cause::count_unnamed(tx)?,
        scores: dto::ScoreMovement {
            asked_first: movement.asked_first,
            unanswered_first: movement.unanswered_first,
            asked_later: movement.asked_later,
            unanswered_later: movement.unanswered_later,
            mean_before_tenths: means.map(|(before, _)| before),
            mean_after_tenths: means.map(|(_, after)| after),
            before: movement.before,
            after: movement.after,
        },
    })
}

pub(crate) fn shown_preventions(
    found: &[(PreventionId, PreventionState)],
    today: BusinessDate,
) -> Vec<dto::Prevention> {
    let shown = |(id, state): &(PreventionId, PreventionState)| dto::Prevention {
        id: id.to_string(),
        incident_id: state.incident.to_string(),
        cause: state.cause.as_str().to_owned(),
        what: state.what.as_str().to_owned(),
        owner: state.owner.as_str().to_owned(),
        due_on: state.due_on.to_string(),
        overdue: state.done.is_none() && state.due_on < today,
        done_on: state.done.as_ref().map(|(on, ..)| on.to_string()),
        done_by: state
            .done
            .as_ref()
            .and_then(|(_, _, by)| show::staff(by.as_ref())),
    };
    found.iter().map(shown).collect()
}

pub(crate) fn shown_cause(state: &CauseState) -> dto::Cause {
    dto::Cause {
        cause: state.cause.as_str().to_owned(),
        whys: state.whys.clone(),
        staff: show::staff(state.by.as_ref()),
        at: show::moment(state.at),
    }
}

/// How the guest of an incident felt, in order: at the time, then whenever they were asked again.
pub(crate) fn scores_of(
    tx: &Tx<'_>,
    incident: &incident::Incident,
) -> Result<Vec<dto::ScorePoint>, ActionError> {
    let first = incident.score.map(|score| dto::ScorePoint {
        moment: dto::ScoreMoment::Incident,
        score: score.into(),
        standing: Standing::of(score).key(),
        at: show::moment(incident.occurred_at),
        words: None,
        staff: show::staff(incident.staff.as_ref()),
    });
    let later = score::of_incident(tx, incident.id)?;
    Ok(first.into_iter().chain(later.iter().map(shown_score)).collect())
}

fn shown_score(state: &ScoreState) -> dto::ScorePoint {
    dto::ScorePoint {
        moment: match state.moment {
            ScoreMoment::Incident => dto::ScoreMoment::Incident,
            ScoreMoment::FollowUp => dto::ScoreMoment::FollowUp,
            ScoreMoment::Return => dto::ScoreMoment::Return,
        },
        score: state.score.into(),
        standing: Standing::of(state.score).key(),
        at: show::moment(state.at),
        words: state.words.as_ref().map(Note::as_str).map(str::to_owned),
        staff: show::staff(state.by.as_ref()),
    }
}
