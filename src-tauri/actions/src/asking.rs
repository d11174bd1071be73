//! Knowing that a retry is safe: a screen that may die before it hears the answer notes what it asks, and asks what
//! became of it when it is back.

use comeback_domain::{Deed, Event, RequestId};
use comeback_store::{asking, event, voucher};

use crate::door::answer_again;
use crate::{ActionError, Field, House, dto, show, typed};

impl House {
    /// Redeems as [`House::redeem`] does, for a screen: the request is on the disk before it is asked, without the code,
    /// and stays there until the screen says that it heard the answer.
    ///
    /// # Errors
    /// As [`House::redeem`].
    pub async fn redeem_noted(&self, request: dto::RedeemRequest) -> Result<dto::Redeemed, ActionError> {
        // What cannot be a code is asked of nobody.
        let last_four = self.code_asked(&request).await?.last_four().to_owned();
        let id = self.request_or_new(&request.request_id);
        let asked = RequestId::parse(&id)?;
        let request = dto::RedeemRequest {
            request_id: id,
            ..request
        };
        // While this is held, what is open is not told to have come to nothing.
        let _asking = self.asking.lock().await;
        let at = self.clock.now();
        let (figure, bill) = (
            request.amount.clone().or(request.value.clone()),
            typed::bill(&request.bill)?,
        );
        self.write(Deed::Redeem, move |moment| {
            let amount = typed::money_if_given(figure.as_deref(), Field::Amount, moment.shop.currency);
            let noted = asking::Asking {
                request: asked,
                at,
                last_four,
                // What cannot be read is refused in a moment; here it is only a reminder.
                amount: amount.unwrap_or_default(),
                bill,
            };
            Ok(asking::note(moment.tx, &moment.station, &noted)?)
        })
        .await?;
        self.redeem(request).await
    }

    /// What the screens of this station asked for and did not hear the answer to, the oldest first.
    ///
    /// # Errors
    /// [`ActionError::NotSetUp`] or [`ActionError::Store`].
    pub async fn unheard(&self) -> Result<Vec<dto::Unheard>, ActionError> {
        self.read(Deed::Redeem, |tx, _, _| {
            let open = asking::of(tx, &self.surroundings.station)?;
            Ok(open
                .into_iter()
                .map(|one| dto::Unheard {
                    request_id: one.request.as_str().to_owned(),
                    at: show::moment(one.at),
                    last_four: one.last_four,
                    amount: one.amount.map(dto::Money::from),
                    bill: one.bill,
                })
                .collect())
        })
        .await
    }

    /// What became of a request to redeem. The answer is certain: whatever asked it is dead, or has its answer.
    ///
    /// # Errors
    /// [`ActionError::RequestReused`] for a request that asked for something else, [`ActionError::RequestId`].
    pub async fn what_became_of(&self, request_id: &str) -> Result<dto::Became, ActionError> {
        let request = RequestId::parse(request_id)?;
        let _asking = self.asking.lock().await;
        self.read(Deed::Redeem, move |tx, _, today| {
            let Some(first) = event::for_request(tx, &request)? else {
                return Ok(dto::Became::NotTaken);
            };
            let Event::VoucherRedeemed(taken) = &first.event else {
                return Err(ActionError::RequestReused);
            };
            let found = voucher::by_id(tx, taken.voucher)?.ok_or(ActionError::NoSuchVoucher)?;
            let undone = found
                .life
                .uses
                .iter()
                .any(|one| one.seq == first.seq && one.reversed);
            Ok(dto::Became::Taken {
                redeemed: Box::new(answer_again(&first, found, today)?),
                undone,
            })
        })
        .await
    }

    /// A screen heard the answer to what it asked: there is nothing to ask when it is back.
    ///
    /// # Errors
    /// [`ActionError::Store`], [`ActionError::RequestId`].
    pub async fn heard(&self, request_id: &str) -> Result<(), ActionError> {
        let request = RequestId::parse(request_id)?;
        self.write(Deed::Redeem, move |moment| {
            Ok(asking::heard(moment.tx, &request)?)
        })
        .await
    }
}
