//! What is done to a voucher after it was issued: a redemption undone, a paper voided, a lost one replaced, more time
//! given. Each is a new event with who, when and why; nothing that was written before changes.

use comeback_domain::{
    Act, CodeShown, Deed, Event, StaffName, VoucherExtended, VoucherId, VoucherIssued, VoucherReplaced,
    VoucherReversed, VoucherVoided,
};
use comeback_store::{Tx, event, voucher};

use crate::house::roll;
use crate::moment::{Moment, Request};
use crate::papers::parse_id;
use crate::record::free_code;
use crate::{ActionError, Field, House, dto, guests, ledger, show, typed};

/// What every act on a voucher brings along.
struct Asked {
    id: VoucherId,
    request: String,
    reason: String,
    staff: Option<StaffName>,
}

impl Asked {
    /// The request with the digest of all it asks for.
    fn request(&self, act: &str, more: &str) -> Result<Request, ActionError> {
        let staff = self.staff.as_ref().map_or("", StaffName::as_str);
        Request::new(
            &self.request,
            &[act, &self.id.to_string(), more, &self.reason, staff],
        )
    }

    fn voucher(&self, tx: &Tx<'_>) -> Result<voucher::Voucher, ActionError> {
        voucher::by_id(tx, self.id)?.ok_or(ActionError::NoSuchVoucher)
    }
}

impl House {
    /// Undoes a redemption of today: the one that is named, or the last. The voucher has again what was taken. The same
    /// request gives the same answer.
    ///
    /// # Errors
    /// [`ActionError::Refused`] when nothing was taken, or its day is over; [`ActionError::NoSuchVoucher`].
    pub async fn reverse(&self, request: dto::MendRequest) -> Result<dto::Ledger, ActionError> {
        let asked = self.asked(&request)?;
        self.write(Deed::Reverse, move |moment| {
            let named = request.redemption.map_or(String::new(), |seq| seq.to_string());
            let known = asked.request("reverse", &named)?;
            if moment.answered(&known)?.is_none() {
                let found = asked.voucher(moment.tx)?;
                let undone = found.life.reversible(request.redemption, moment.today)?.clone();
                let staff = moment.by(asked.staff.clone());
                let reversed = VoucherReversed {
                    voucher: found.id,
                    incident: found.incident,
                    redemption: undone.seq,
                    amount: undone.redemption.amount,
                    remaining: found.life.reversed(undone.seq).remaining,
                    reason: asked.reason.clone(),
                    staff: staff.clone(),
                };
                moment.append(staff, Some(known), Event::VoucherReversed(reversed))?;
            }
            mended(moment, asked.id)
        })
        .await
    }

    /// Takes a voucher back for good. The same request gives the same answer.
    ///
    /// # Errors
    /// [`ActionError::Refused`] when nothing is left on it or it is void; [`ActionError::NoSuchVoucher`].
    pub async fn void(&self, request: dto::MendRequest) -> Result<dto::Ledger, ActionError> {
        let asked = self.asked(&request)?;
        self.write(Deed::Void, move |moment| {
            let known = asked.request("void", "")?;
            if moment.answered(&known)?.is_none() {
                let found = asked.voucher(moment.tx)?;
                found.life.permit(Act::Void, moment.today)?;
                let staff = moment.by(asked.staff.clone());
                let voided = VoucherVoided {
                    voucher: found.id,
                    incident: found.incident,
                    lost: found.life.remaining,
                    reason: asked.reason.clone(),
                    staff: staff.clone(),
                };
                moment.append(staff, Some(known), Event::VoucherVoided(voided))?;
            }
            mended(moment, asked.id)
        })
        .await
    }

    /// Replaces a lost paper: the old code dies, and a new one stands for what was left, until the same date. The same
    /// request gives the same answer, and never a third paper.
    ///
    /// # Errors
    /// [`ActionError::Refused`] when it cannot be used any more; [`ActionError::NoSuchVoucher`].
    pub async fn replace(&self, request: dto::MendRequest) -> Result<dto::Replaced, ActionError> {
        let asked = self.asked(&request)?;
        self.write(Deed::Void, move |moment| {
            let known = asked.request("replace", "")?;
            let by = match moment.answered(&known)?.map(|first| first.event) {
                Some(Event::VoucherReplaced(first)) => first.by,
                Some(_) => return Err(ActionError::RequestReused),
                None => replace(moment, &asked, known)?,
            };
            let new = voucher::by_id(moment.tx, by)?.ok_or(ActionError::NoSuchVoucher)?;
            Ok(dto::Replaced {
                old: show::voucher(&asked.voucher(moment.tx)?, moment.today),
                new: show::voucher(&new, moment.today),
            })
        })
        .await
    }

    /// Gives a voucher more time, once, as far as the house allows. The same request gives the same answer.
    ///
    /// # Errors
    /// [`ActionError::Refused`] when it was extended before, or so far is not allowed; [`ActionError::Date`];
    /// [`ActionError::NoSuchVoucher`].
    pub async fn extend(&self, request: dto::ExtendRequest) -> Result<dto::Ledger, ActionError> {
        let to = typed::date(&request.to, Field::To)?;
        let asked = self.asked(&dto::MendRequest {
            request_id: request.request_id,
            voucher_id: request.voucher_id,
            redemption: None,
            reason: request.reason,
            staff: request.staff,
        })?;
        self.write(Deed::Extend, move |moment| {
            let known = asked.request("extend", &to.to_string())?;
            if moment.answered(&known)?.is_none() {
                let found = asked.voucher(moment.tx)?;
                found
                    .life
                    .may_extend(to, moment.shop.door.extend_days, moment.today)?;
                let staff = moment.by(asked.staff.clone());
                let extended = VoucherExtended {
                    voucher: found.id,
                    incident: found.incident,
                    from: found.life.expires_on,
                    to,
                    reason: asked.reason.clone(),
                    staff: staff.clone(),
                };
                moment.append(staff, Some(known), Event::VoucherExtended(extended))?;
            }
            mended(moment, asked.id)
        })
        .await
    }

    /// The ledger of a voucher: everything that moved its balance, and what may be done to it now; without whom it is
    /// for to somebody who may not see guests.
    ///
    /// # Errors
    /// [`ActionError::NoSuchVoucher`].
    pub async fn ledger(&self, id: &str) -> Result<dto::Ledger, ActionError> {
        let id = parse_id(id)?;
        let pass = self.pass(Deed::SeeIncidents).await?;
        self.read_on(&pass, |tx, shop, today| {
            ledger::read(tx, id, (today, shop.door.extend_days), &|deed| pass.may(deed))
        })
        .await
    }

    /// Shows the whole code of a voucher, and writes down who looked and, where it is said, why: everywhere else codes
    /// show their last four.
    ///
    /// # Errors
    /// [`ActionError::NoSuchVoucher`], [`ActionError::NotAllowed`]; [`ActionError::Text`] for a reason that cannot be kept.
    pub async fn show_code(
        &self,
        id: &str,
        reason: &str,
        staff: &str,
    ) -> Result<dto::ShownCode, ActionError> {
        let id = parse_id(id)?;
        let reason = typed::given(reason).map(typed::reason).transpose()?;
        let named = typed::staff(staff)?;
        self.write(Deed::SeeCodes, move |moment| {
            let found = voucher::by_id(moment.tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
            let staff = moment.by(named);
            let shown = CodeShown {
                voucher: id,
                incident: found.incident,
                reason,
                staff: staff.clone(),
            };
            moment.append(staff, None, Event::CodeShown(shown))?;
            Ok(dto::ShownCode {
                code: found.life.code.grouped(),
            })
        })
        .await
    }

    fn asked(&self, request: &dto::MendRequest) -> Result<Asked, ActionError> {
        Ok(Asked {
            id: parse_id(&request.voucher_id)?,
            request: self.request_or_new(&request.request_id),
            reason: typed::reason(&request.reason)?,
            staff: typed::staff(&request.staff)?,
        })
    }
}

/// Issues the new paper and ends the old one, in this order: the end names what took its place.
fn replace(moment: &Moment<'_>, asked: &Asked, known: Request) -> Result<VoucherId, ActionError> {
    let found = asked.voucher(moment.tx)?;
    found.life.permit(Act::Replace, moment.today)?;
    let staff = moment.by(asked.staff.clone());
    let new = roll(&moment.dice, |rng| VoucherId::mint(moment.at, rng));
    // Of a run: for whom this one was. A guest who is forgotten stays so.
    let guest = voucher::own_guest(moment.tx, found.id)?.and_then(|id| guests::present(moment.tx, id).ok());
    let issued = VoucherIssued {
        voucher: new,
        incident: found.incident,
        code: free_code(moment)?.as_str().to_owned(),
        worth: found.life.worth_of_replacement(),
        expires_on: found.life.expires_on,
        staff: staff.clone(),
        guest: guest.map(|guest| guest.reference()),
        run: found.run,
        approved_by: None,
        asked: None,
        replaces: Some(found.id),
    };
    moment.append(staff.clone(), None, Event::VoucherIssued(issued))?;
    let replaced = VoucherReplaced {
        voucher: found.id,
        incident: found.incident,
        by: new,
        lost: found.life.remaining,
        reason: asked.reason.clone(),
        staff: staff.clone(),
    };
    moment.append(staff, Some(known), Event::VoucherReplaced(replaced))?;
    Ok(new)
}

/// The ledger after something was done, to whoever did it.
fn mended(moment: &Moment<'_>, id: VoucherId) -> Result<dto::Ledger, ActionError> {
    let may = |deed| moment.who.as_ref().is_none_or(|who| who.role.may(deed));
    ledger::read(moment.tx, id, (moment.today, moment.shop.door.extend_days), &may)
}

/// Why a voucher was voided or replaced.
pub(crate) fn reason_of_end(tx: &Tx<'_>, found: &voucher::Voucher) -> Result<Option<String>, ActionError> {
    let events = event::of_voucher(tx, found.incident, found.id)?;
    Ok(events
        .into_iter()
        .rev()
        .find_map(|envelope| match envelope.event {
            Event::VoucherVoided(voided) => Some(voided.reason),
            Event::VoucherReplaced(replaced) => Some(replaced.reason),
            _ => None,
        }))
}
