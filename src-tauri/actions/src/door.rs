//! The door: looking a code up never uses it; redeeming it is done exactly once.

use comeback_domain::{
    Ask, BusinessDate, Code, CodeError, Deed, Envelope, Event, Money, Redeemed, Redemption, Refusal, Shop,
    Stage, Use, Voided, VoucherKind, conditions_of, one_slip_away,
};
use comeback_store::{Tx, incident, redemption, voucher};

use crate::house::gate::Pass;
use crate::moment::{Moment, Request, to_the_millisecond};
use crate::{ActionError, Field, House, dto, guard, mend, show, typed};

/// How many of today's guests the door lists.
const LISTED: u32 = 20;

impl House {
    /// Looks a code up, as typed or scanned. Every answer is a verdict, also that it is no code.
    ///
    /// # Errors
    /// [`ActionError::NotSetUp`] or [`ActionError::Store`].
    pub async fn look_up(&self, typed: &str) -> Result<dto::Verdict, ActionError> {
        let code = match Code::parse(typed) {
            Ok(code) => code,
            Err(error) => return Ok(no_code(&error, typed)),
        };
        let pass = self.pass(Deed::Redeem).await?;
        let (station, now) = (&self.surroundings.station, self.clock.now());
        let seen = self
            .read_on(&pass, |tx, shop, today| {
                if let Some(pause) = guard::pause(tx, pass.who.as_ref(), station, now)? {
                    return guard::verdict(tx, &pause, pass.who.is_some()).map(Some);
                }
                voucher::by_code(tx, code)?
                    .map(|found| verdict(tx, &found, (shop, today), &pass))
                    .transpose()
            })
            .await?;
        match seen {
            Some(verdict) => {
                if matches!(verdict, dto::Verdict::Paused { .. }) {
                    self.note_the_clock(&pass).await?;
                }
                Ok(verdict)
            }
            None => self.unknown(&pass, code).await,
        }
    }

    /// What the door says to a code that was never issued here; it is written down, and may lead to a pause.
    async fn unknown(&self, pass: &Pass, code: Code) -> Result<dto::Verdict, ActionError> {
        let Some(pause) = self.guessed(pass, code).await? else {
            return Ok(dto::Verdict::Unknown {
                message: ActionError::UnknownCode.to_string(),
                last_four: code.last_four().to_owned(),
            });
        };
        let signin = pass.who.is_some();
        self.read_on(pass, move |tx, _, _| guard::verdict(tx, &pause, signin))
            .await
    }

    /// The voucher with this code, for a caller that wants the voucher and not a verdict.
    ///
    /// # Errors
    /// [`ActionError::BadCode`], [`ActionError::UnknownCode`], [`ActionError::Paused`].
    pub async fn voucher_by_code(&self, typed: &str) -> Result<dto::Voucher, ActionError> {
        self.voucher_asked_for(typed, "").await
    }

    /// The same for a caller that does something to it under a request. Where the request has its answer, the voucher is
    /// found under a pause as well, so that asking again gives that answer.
    ///
    /// # Errors
    /// As [`House::voucher_by_code`].
    pub async fn voucher_asked_for(&self, typed: &str, request: &str) -> Result<dto::Voucher, ActionError> {
        let code = Code::parse(typed)?;
        let pass = self.pass(Deed::Redeem).await?;
        let found = self.found_by_code(&pass, code, request).await?;
        self.read_on(&pass, move |_, _, today| Ok(show::voucher(&found, today)))
            .await
    }

    /// Redeems a voucher: once, whatever is repeated or races. The same request gives the first answer again.
    ///
    /// # Errors
    /// [`ActionError::Refused`] with when and by whom it was used, [`ActionError::BadCode`],
    /// [`ActionError::UnknownCode`], [`ActionError::Paused`], [`ActionError::RequestReused`], or what was typed wrongly. After
    /// [`comeback_store::StoreError::Unknown`], ask again with the same request id.
    pub async fn redeem(&self, request: dto::RedeemRequest) -> Result<dto::Redeemed, ActionError> {
        let code = self.code_asked(&request).await?;
        let redeemed = self.redeem_known(code, request).await;
        // What was refused left nothing behind, so that these two are written down on their own.
        match redeemed {
            Err(ActionError::UnknownCode) => {
                let pass = self.pass(Deed::Redeem).await?;
                let pause = self.guessed(&pass, code).await?;
                Err(pause.map_or(ActionError::UnknownCode, ActionError::Paused))
            }
            Err(paused @ ActionError::Paused(_)) => {
                let pass = self.pass(Deed::Redeem).await?;
                self.note_the_clock(&pass).await?;
                Err(paused)
            }
            other => other,
        }
    }

    async fn redeem_known(
        &self,
        code: Code,
        request: dto::RedeemRequest,
    ) -> Result<dto::Redeemed, ActionError> {
        let id = self.request_or_new(&request.request_id);
        self.write(Deed::Redeem, move |moment| {
            // A paper that was found without its code is known: nothing is tried out with it.
            if request.voucher_id.is_none()
                && let Some(pause) = guard::keeps_from_redeeming(moment, code, &id)?
            {
                return Err(ActionError::Paused(pause));
            }
            let found = voucher::by_code(moment.tx, code)?.ok_or(ActionError::UnknownCode)?;
            let figure = figure(&request, found.life.worth.kind(), &moment.shop)?;
            let (bill, named) = (typed::bill(&request.bill)?, typed::staff(&request.staff)?);
            let total = Some(request.bill_total.as_str());
            let bill_total = typed::money_if_given(total, Field::BillTotal, moment.shop.currency)?;
            let figures = [figure, bill_total].map(|money| money.map_or(String::new(), Money::plain));
            let mut fields = vec![
                "redeem",
                code.as_str(),
                &figures[0],
                bill.as_deref().unwrap_or(""),
                named.as_ref().map_or("", |name| name.as_str()),
            ];
            // Only where it is given: a request of the version before it has the same digest in this one.
            fields.extend(bill_total.map(|_| figures[1].as_str()));
            let asked = Request::new(&id, &fields)?;
            if let Some(first) = moment.answered(&asked)? {
                return answer_again(&first, found, moment.today);
            }
            let ask = Ask { figure, bill_total };
            let claim = found.life.claim(ask, moment.shop.door, moment.today)?;
            free_bill(moment, &found, bill.as_deref())?;
            take(
                moment,
                found,
                (asked, request.voucher_id.is_some()),
                Redemption {
                    amount: claim.taken,
                    bill,
                    bill_total,
                    lapsed: claim.lapsed,
                    staff: moment.by(named),
                    at: to_the_millisecond(moment.at),
                    business_date: moment.today,
                },
            )
        })
        .await
    }

    /// Everybody who came back today.
    ///
    /// # Errors
    /// [`ActionError::NotSetUp`] or [`ActionError::Store`].
    pub async fn came_back_today(&self) -> Result<dto::CameBack, ActionError> {
        self.read(Deed::Redeem, |tx, shop, today| {
            let (count, minor) = redemption::count_on(tx, today)?;
            let rows = redemption::on(tx, today, LISTED)?;
            Ok(dto::CameBack {
                count,
                amount: Money::new(minor, shop.currency).into(),
                rows: rows.into_iter().map(|row| came_back(row, shop)).collect(),
            })
        })
        .await
    }
}

/// What the door says of what was typed, where it is no code.
pub(crate) fn no_code(error: &CodeError, typed: &str) -> dto::Verdict {
    let message = error.to_string();
    match error {
        CodeError::NotACode => dto::Verdict::NotACode { message },
        CodeError::NotOurs => dto::Verdict::NotOurs { message },
        CodeError::Mistyped | CodeError::WrongLength { .. } | CodeError::NeverInACode { .. } => {
            let by_name = !one_slip_away(typed).is_empty();
            dto::Verdict::Mistyped { message, by_name }
        }
    }
}

/// What the door says of a voucher, to whoever passed.
pub(crate) fn verdict(
    tx: &Tx<'_>,
    found: &voucher::Voucher,
    (shop, today): (&Shop, BusinessDate),
    pass: &Pass,
) -> Result<dto::Verdict, ActionError> {
    let life = &found.life;
    let voucher = show::voucher(found, today);
    Ok(match (life.stage(today), life.last_use(), life.voided) {
        (Stage::Voided, _, Some(end)) => voided(tx, found, voucher, end, pass)?,
        (Stage::Redeemed, Some(last), _) => dto::Verdict::Used {
            last: show::redemption(last),
            voucher,
        },
        (Stage::Expired, ..) => dto::Verdict::Expired {
            days: show::days_late(voucher.status, life.expires_on, today),
            voucher,
            extend_to: life
                .extensible_to(shop.door.extend_days, today)
                .ok()
                .filter(|_| pass.may(Deed::Extend))
                .map(|latest| latest.to_string()),
        },
        (Stage::Outstanding | Stage::PartUsed | Stage::Redeemed | Stage::Voided, ..) => {
            good(tx, found, voucher, today)?
        }
    })
}

/// A paper that was voided. Why, and what took its place, is told to those who may void one themselves.
fn voided(
    tx: &Tx<'_>,
    found: &voucher::Voucher,
    voucher: dto::Voucher,
    end: Voided,
    pass: &Pass,
) -> Result<dto::Verdict, ActionError> {
    let tells = pass.may(Deed::Void);
    let new = if tells { newest(tx, found)? } else { None };
    Ok(dto::Verdict::Voided {
        voucher,
        on: end.on.to_string(),
        replaced: end.replaced,
        reason: if tells {
            mend::reason_of_end(tx, found)?
        } else {
            None
        },
        replaced_by: new.map(|new| new.life.code.last_four().to_owned()),
    })
}

/// The paper that stands for a lost one now: one that was lost in its turn was replaced as well.
fn newest(tx: &Tx<'_>, lost: &voucher::Voucher) -> Result<Option<voucher::Voucher>, ActionError> {
    let mut newest = None;
    let mut next = lost.replaced_by;
    while let Some(id) = next {
        newest = voucher::by_id(tx, id)?;
        next = newest.as_ref().and_then(|new| new.replaced_by);
    }
    Ok(newest)
}

fn good(
    tx: &Tx<'_>,
    found: &voucher::Voucher,
    voucher: dto::Voucher,
    today: BusinessDate,
) -> Result<dto::Verdict, ActionError> {
    let incident = incident::get(tx, found.incident)?.ok_or(ActionError::NoSuchIncident)?;
    Ok(dto::Verdict::Good {
        voucher,
        because: incident.what,
        incident_on: incident.business_date.to_string(),
        place: incident.place.map(|place| place.as_str().to_owned()),
        conditions: conditions_of(&found.life, found.replaces.is_some(), today)
            .into_iter()
            .map(str::to_owned)
            .collect(),
    })
}

/// The figure that goes with the kind of voucher: an amount for a check, a menu value for a certificate.
fn figure(
    request: &dto::RedeemRequest,
    kind: VoucherKind,
    shop: &Shop,
) -> Result<Option<Money>, ActionError> {
    let amount = typed::money_if_given(request.amount.as_deref(), Field::Amount, shop.currency)?;
    let value = typed::money_if_given(request.value.as_deref(), Field::Value, shop.currency)?;
    match kind {
        VoucherKind::Check if value.is_some() => Err(ActionError::WrongFigure(
            "This is a check: give the amount to take off it, not a menu value.",
        )),
        VoucherKind::Certificate if amount.is_some() => Err(ActionError::WrongFigure(
            "This is a certificate: give its menu value, not an amount.",
        )),
        VoucherKind::Check => Ok(amount),
        VoucherKind::Certificate => Ok(value),
    }
}

fn take(
    moment: &Moment<'_>,
    found: voucher::Voucher,
    (asked, without_paper): (Request, bool),
    redemption: Redemption,
) -> Result<dto::Redeemed, ActionError> {
    let event = Event::VoucherRedeemed(Redeemed {
        voucher: found.id,
        incident: found.incident,
        remaining: found.life.remaining_after(&redemption),
        redemption: redemption.clone(),
        without_paper,
    });
    let written = moment.append(redemption.staff.clone(), Some(asked), event)?;
    let shown = show::redemption(&redemption);
    let over = over(&found, &redemption);
    let life = found.life.after(written.seq, redemption);
    Ok(dto::Redeemed {
        voucher: show::voucher(&voucher::Voucher { life, ..found }, moment.today),
        redemption: shown,
        over,
    })
}

/// What to say of a certificate whose menu value went over what it was given for.
fn over(found: &voucher::Voucher, redemption: &Redemption) -> Option<String> {
    let over = found.life.over_cap(redemption.amount)?;
    let given = found.life.worth.amount()?;
    Some(format!(
        "That is {over} over the {given} this certificate was given for. It is redeemed, and all of it counts; tell a manager if it should not."
    ))
}

/// One bill takes one paper, unless the house allows more.
fn free_bill(moment: &Moment<'_>, found: &voucher::Voucher, bill: Option<&str>) -> Result<(), ActionError> {
    match bill {
        Some(bill)
            if !moment.shop.door.stacking
                && redemption::another_on_bill(moment.tx, found.id, bill, moment.today)? =>
        {
            Err(Refusal::BillTaken {
                bill: bill.to_owned(),
            }
            .into())
        }
        _ => Ok(()),
    }
}

/// The first answer to a request, from its event: the voucher as that redemption left it, whatever came later.
pub(crate) fn answer_again(
    envelope: &Envelope,
    mut found: voucher::Voucher,
    today: BusinessDate,
) -> Result<dto::Redeemed, ActionError> {
    let seq = envelope.seq;
    let Event::VoucherRedeemed(first) = &envelope.event else {
        return Err(ActionError::RequestReused);
    };
    // As it was then, whatever happened since.
    found.life.remaining = first.remaining;
    found.life.voided = None;
    let that = Use {
        seq,
        redemption: first.redemption.clone(),
        reversed: false,
    };
    found.life.uses.retain(|one| one.seq < seq);
    found.life.uses.push(that);
    Ok(dto::Redeemed {
        over: over(&found, &first.redemption),
        voucher: show::voucher(&found, first.redemption.business_date.min(today)),
        redemption: show::redemption(&first.redemption),
    })
}

fn came_back(row: redemption::CameBack, shop: &Shop) -> dto::CameBackRow {
    dto::CameBackRow {
        at: show::moment(row.redemption.at),
        guest: row.guest.map(|name| name.as_str().to_owned()),
        kind: row.kind,
        benefit: row.benefit,
        last_four: row.code.last_four().to_owned(),
        amount: row.redemption.amount.map(dto::Money::from),
        remaining: match row.kind {
            VoucherKind::Check => Some(Money::new(row.remaining, shop.currency).into()),
            VoucherKind::Certificate => None,
        },
        incident_id: row.incident.to_string(),
    }
}
