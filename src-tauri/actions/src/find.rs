//! The door without the paper: found by whom it is for, by its day or by the end of its code; and a code with a slip in
//! it, settled by the guest's name. The whole code is told to nobody.

use comeback_domain::{Code, Deed, Group, VoucherId, is_named, one_slip_away, readings};
use comeback_store::{Tx, voucher};

use crate::door::{no_code, verdict};
use crate::house::gate::Pass;
use crate::papers::parse_id;
use crate::{ActionError, House, dto, guard, show};

/// How many papers are shown; whoever sees so many types more.
const MOST: usize = 20;

const TOO_LITTLE: &str = "Write at least two letters of the name, the telephone, the day it was given, or the last four of the code.";
const NOTHING: &str = "No check or certificate fits that. Try another part of the name, the telephone, the day it was given, or the last four of the code.";
const MORE: &str =
    "There are more than these. Write more of the name, or the last four of the code beside it.";

impl House {
    /// Finds papers that were left at home: by a guest's name, telephone or email, by the day they were given, by the
    /// last four of the code, or by some of these together. What is still good comes first.
    ///
    /// # Errors
    /// [`ActionError::NotAllowed`] for whoever may not look up codes and see guests both.
    pub async fn find_papers(&self, typed: &str) -> Result<dto::FoundPapers, ActionError> {
        self.allow(Deed::Redeem).await?;
        let typed = typed.to_owned();
        self.read(Deed::SeeGuests, move |tx, _, today| {
            let readings = readings(&typed, today);
            if readings.is_empty() {
                return Ok(dto::FoundPapers::none(TOO_LITTLE));
            }
            let found = voucher::find(tx, &readings, today, MOST)?;
            let mut rows = Vec::new();
            for id in found.vouchers {
                rows.extend(voucher::by_id(tx, id)?.map(|found| show::voucher(&found, today)));
            }
            Ok(match rows.is_empty() {
                true => dto::FoundPapers::none(NOTHING),
                false => dto::FoundPapers {
                    rows,
                    message: found.more.then(|| MORE.to_owned()),
                },
            })
        })
        .await
    }

    /// Looks up a paper that was found without its code.
    ///
    /// # Errors
    /// [`ActionError::NoSuchVoucher`].
    pub async fn look_at(&self, voucher_id: &str) -> Result<dto::Verdict, ActionError> {
        let id = parse_id(voucher_id)?;
        let pass = self.pass(Deed::Redeem).await?;
        self.read_on(&pass, |tx, shop, today| {
            let found = voucher::by_id(tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
            verdict(tx, &found, (shop, today), &pass)
        })
        .await
    }

    /// Settles a slip: a code that does not fit, and the name of the guest who holds it. Where one paper alone that is
    /// still good is one slip away, and is for a guest of that name, the verdict is its; the group with the slip is told
    /// with it. In every other case the answer is the same as without a name, so that it tells nothing of what there is,
    /// and it counts as an unknown code does: names are no easier to try out.
    ///
    /// # Errors
    /// [`ActionError::NotAllowed`].
    pub async fn look_near(&self, typed: &str, name: &str) -> Result<dto::Near, ActionError> {
        let error = match Code::parse(typed) {
            Ok(_) => return Ok(dto::Near::settled(self.look_up(typed).await?, None)),
            Err(error) => error,
        };
        let (typed, name) = (typed.to_owned(), name.to_owned());
        // One transaction, and the only one that writes: many names at once are counted one by one.
        self.write(Deed::Redeem, move |moment| {
            let (tx, signin) = (moment.tx, moment.who.is_some());
            if let Some(pause) = guard::pause(tx, moment.who.as_ref(), &moment.station, moment.at)? {
                return Ok(dto::Near::settled(guard::verdict(tx, &pause, signin)?, None));
            }
            let pass = Pass {
                who: moment.who.clone(),
            };
            let near = one_slip_away(&typed);
            let open = voucher::open_among(tx, near.keys().copied(), moment.today)?;
            if let Some(found) = only_one(tx, &open, &pass)?.filter(|found| is_for(found, &name)) {
                let slip = near.get(&found.life.code).map(|group| group.label());
                return Ok(dto::Near::settled(
                    verdict(tx, &found, (&moment.shop, moment.today), &pass)?,
                    slip.map(|group| format!("One character in {group} was misread.")),
                ));
            }
            // A name that settles nothing is a guess, whatever there is; the code it counts for ends as it was typed.
            let counts = near
                .iter()
                .find(|(_, group)| **group != Group::Last)
                .or(near.iter().next());
            let pause = match counts.filter(|_| !name.trim().is_empty()) {
                Some((code, _)) => guard::guessed(moment, *code)?,
                None => None,
            };
            Ok(dto::Near::settled(
                match pause {
                    Some(pause) => guard::verdict(tx, &pause, signin)?,
                    None => no_code(&error, &typed),
                },
                None,
            ))
        })
        .await
    }

    /// The code that a redemption is asked for by: the one that was typed, or that of the voucher that was found without
    /// it.
    pub(crate) async fn code_asked(&self, request: &dto::RedeemRequest) -> Result<Code, ActionError> {
        let Some(id) = &request.voucher_id else {
            return Ok(Code::parse(&request.code)?);
        };
        let id = parse_id(id)?;
        self.read(Deed::Redeem, move |tx, _, _| {
            let found = voucher::by_id(tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
            Ok(found.life.code)
        })
        .await
    }
}

/// The voucher, where there is one and no other, and whoever asks may know whose it is.
fn only_one(tx: &Tx<'_>, open: &[VoucherId], pass: &Pass) -> Result<Option<voucher::Voucher>, ActionError> {
    match open {
        [id] if pass.may(Deed::SeeGuests) => Ok(voucher::by_id(tx, *id)?),
        _ => Ok(None),
    }
}

fn is_for(found: &voucher::Voucher, name: &str) -> bool {
    found
        .guest
        .as_ref()
        .is_some_and(|guest| is_named(name, guest.as_str()))
}
