//! The life of a voucher: issued, redeemed (a check in parts), taken back, voided, replaced, extended, run out of time.

mod life;
mod refusal;

use serde::{Deserialize, Serialize};

pub use life::{Act, Stage, diagram};
pub use refusal::Refusal;

use crate::{Benefit, BusinessDate, Code, Instant, Money, StaffName};

/// The make-goods that have a code and paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoucherKind {
    /// A Missed Opportunity check.
    Check,
    /// A free-visit certificate.
    Certificate,
}

/// Where a voucher stands on a date. Derived, never stored: time alone moves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoucherStatus {
    /// Something is left, and it is in date.
    Outstanding,
    /// Nothing is left.
    Redeemed,
    /// Something is left, and its time has run.
    Expired,
    /// The house took it back, or gave a new paper for it.
    Voided,
}

/// What a voucher is good for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Worth {
    /// An amount of money, spent in parts.
    Check {
        /// The amount on the paper.
        amount: Money,
    },
    /// A visit or an item, used once.
    Certificate {
        /// What the paper says.
        benefit: Benefit,
        /// Its menu value, where the house knew it at issue.
        value: Option<Money>,
    },
}

impl Worth {
    /// Check or certificate.
    pub fn kind(&self) -> VoucherKind {
        match self {
            Self::Check { .. } => VoucherKind::Check,
            Self::Certificate { .. } => VoucherKind::Certificate,
        }
    }

    /// The money it stands for at issue, where there is a figure.
    pub fn amount(&self) -> Option<Money> {
        match self {
            Self::Check { amount } => Some(*amount),
            Self::Certificate { value, .. } => *value,
        }
    }
}

/// One use of a voucher at the door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redemption {
    /// What came off the bill: the part of a check, or the menu value of a certificate where it was recorded.
    pub amount: Option<Money>,
    /// The POS bill it came off, where it was recorded.
    pub bill: Option<String>,
    /// Who took it.
    pub staff: Option<StaffName>,
    /// When.
    pub at: Instant,
    /// The day it counts for.
    pub business_date: BusinessDate,
}

/// A redemption with its place in the order of events, and whether it still stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Its place in the order of events.
    pub seq: i64,
    /// What was taken.
    pub redemption: Redemption,
    /// It was reversed: nothing was taken after all.
    pub reversed: bool,
}

/// The end of a voucher that the house put to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voided {
    /// The day it counts for.
    pub on: BusinessDate,
    /// A new paper, with a code of its own, took its place.
    pub replaced: bool,
}

/// A later expiry that the house gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extended {
    /// The day it was given.
    pub on: BusinessDate,
    /// The last day it was good before.
    pub from: BusinessDate,
}

/// A voucher as its events left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voucher {
    /// Its code.
    pub code: Code,
    /// What it is good for.
    pub worth: Worth,
    /// The day it was issued.
    pub issued_on: BusinessDate,
    /// The last day it is good, inclusive.
    pub expires_on: BusinessDate,
    /// What is left, in minor units of the worth's currency: of a check its balance; of a certificate its value at
    /// issue (0 where none was known) until it is used.
    pub remaining: i64,
    /// Every use of it, in the order of events, also those that were reversed.
    pub uses: Vec<Use>,
    /// Whether and when the house put an end to it.
    pub voided: Option<Voided>,
    /// Whether and when it got more time.
    pub extended: Option<Extended>,
}

impl Voucher {
    /// A voucher fresh from the printer.
    pub fn issued(code: Code, worth: Worth, issued_on: BusinessDate, expires_on: BusinessDate) -> Self {
        let remaining = worth.amount().map_or(0, |amount| amount.minor);
        Self {
            code,
            worth,
            issued_on,
            expires_on,
            remaining,
            uses: Vec::new(),
            voided: None,
            extended: None,
        }
    }

    /// Its uses that still stand, in the order of events.
    pub fn live_uses(&self) -> impl DoubleEndedIterator<Item = &Use> {
        self.uses.iter().filter(|one| !one.reversed)
    }

    /// Its last use that still stands.
    pub fn last_use(&self) -> Option<&Redemption> {
        self.live_uses().next_back().map(|one| &one.redemption)
    }

    /// Whether nothing is left on it because all of it was used.
    pub fn is_spent(&self) -> bool {
        match self.worth {
            Worth::Check { .. } => self.remaining == 0,
            Worth::Certificate { .. } => self.last_use().is_some(),
        }
    }

    /// Whether nothing more can ever be taken with it: used up, or void.
    pub fn is_over(&self) -> bool {
        self.voided.is_some() || self.is_spent()
    }

    /// Where it is in its life on a business date. The expiry date itself is still good.
    pub fn stage(&self, today: BusinessDate) -> Stage {
        if self.voided.is_some() {
            Stage::Voided
        } else if self.is_spent() {
            Stage::Redeemed
        } else if today > self.expires_on {
            Stage::Expired
        } else if self.last_use().is_some() {
            Stage::PartUsed
        } else {
            Stage::Outstanding
        }
    }

    /// Where it stands on a business date.
    pub fn status(&self, today: BusinessDate) -> VoucherStatus {
        match self.stage(today) {
            Stage::Outstanding | Stage::PartUsed => VoucherStatus::Outstanding,
            Stage::Redeemed => VoucherStatus::Redeemed,
            Stage::Expired => VoucherStatus::Expired,
            Stage::Voided => VoucherStatus::Voided,
        }
    }

    /// Decides what a redemption takes off the bill: of a check the amount asked for, or all that is left; of a
    /// certificate the menu value, as given now or as known at issue.
    ///
    /// # Errors
    /// [`Refusal`], with what the host needs to tell the guest.
    pub fn claim(&self, asked: Option<Money>, today: BusinessDate) -> Result<Option<Money>, Refusal> {
        self.permit(Act::Redeem, today)?;
        let currency = self.worth.amount().map(|amount| amount.currency);
        if let (Some(asked), Some(currency)) = (asked, currency)
            && asked.currency != currency
        {
            return Err(Refusal::OtherCurrency { asked });
        }
        match &self.worth {
            Worth::Check { amount } => {
                let left = Money::new(self.remaining, amount.currency);
                let taken = asked.unwrap_or(left);
                if taken.minor > left.minor {
                    return Err(Refusal::MoreThanLeft { asked: taken, left });
                }
                Ok(Some(taken))
            }
            Worth::Certificate { value, .. } => Ok(asked.or(*value)),
        }
    }

    /// What is left after so much is taken, in minor units.
    pub fn remaining_after(&self, taken: Option<Money>) -> i64 {
        match self.worth {
            Worth::Check { .. } => self.remaining - taken.map_or(0, |amount| amount.minor),
            Worth::Certificate { .. } => 0,
        }
    }

    /// The voucher after a redemption that [`Voucher::claim`] allowed, with its place in the order of events.
    #[must_use]
    pub fn after(mut self, seq: i64, redemption: Redemption) -> Self {
        self.remaining = self.remaining_after(redemption.amount);
        self.uses.push(Use {
            seq,
            redemption,
            reversed: false,
        });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;
    use proptest::prelude::*;
    use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng as _};

    fn date(text: &str) -> BusinessDate {
        BusinessDate::parse(text).expect("a date")
    }

    fn dollars(minor: i64) -> Money {
        Money::new(minor, Currency::parse("USD").expect("a currency"))
    }

    fn voucher(worth: Worth) -> Voucher {
        let code = Code::draw(&mut ChaCha20Rng::seed_from_u64(1));
        Voucher::issued(code, worth, date("2026-11-21"), date("2027-02-19"))
    }

    fn check(minor: i64) -> Voucher {
        voucher(Worth::Check {
            amount: dollars(minor),
        })
    }

    fn breakfast(value: Option<Money>) -> Voucher {
        voucher(Worth::Certificate {
            benefit: Benefit::required("Breakfast for two").expect("text"),
            value,
        })
    }

    fn used(amount: Option<Money>) -> Redemption {
        Redemption {
            amount,
            bill: Some("40718".to_owned()),
            staff: StaffName::parse("Ines Duarte").expect("a name"),
            at: "2026-11-28T01:15:00Z".parse().expect("an instant"),
            business_date: date("2026-11-27"),
        }
    }

    #[test]
    fn the_expiry_date_itself_is_still_good() {
        assert_eq!(check(2400).status(date("2027-02-19")), VoucherStatus::Outstanding);
        assert_eq!(check(2400).status(date("2027-02-20")), VoucherStatus::Expired);
    }

    #[test]
    fn a_check_is_spent_in_parts_and_never_past_its_amount() {
        let day = date("2026-11-27");
        let check = check(2400);
        assert_eq!(
            check.claim(None, day),
            Ok(Some(dollars(2400))),
            "all of it when nothing is said"
        );
        let rest = check.after(1, used(Some(dollars(1500))));
        assert_eq!(rest.remaining, 900);
        let refusal = rest
            .claim(Some(dollars(901)), day)
            .expect_err("more than is left");
        assert_eq!(
            refusal.to_string(),
            "$9.00 is left on this check, less than $9.01. Take $9.00 or less."
        );
        let spent = rest.after(1, used(Some(dollars(900))));
        assert_eq!(spent.status(day), VoucherStatus::Redeemed);
        assert_eq!(
            spent.claim(None, day).expect_err("spent").to_string(),
            "Already used on 27 Nov 2026, by Ines Duarte, bill 40718."
        );
    }

    #[test]
    fn a_certificate_is_used_once_and_records_its_menu_value() {
        let day = date("2026-11-27");
        assert_eq!(
            breakfast(None).claim(None, day),
            Ok(None),
            "no figure was ever given"
        );
        assert_eq!(
            breakfast(Some(dollars(1800))).claim(None, day),
            Ok(Some(dollars(1800)))
        );
        assert_eq!(
            breakfast(Some(dollars(1800))).claim(Some(dollars(2150)), day),
            Ok(Some(dollars(2150)))
        );
        let spent = breakfast(None).after(1, used(None));
        assert!(matches!(spent.claim(None, day), Err(Refusal::AlreadyUsed { .. })));
    }

    #[test]
    fn an_expired_voucher_says_since_when() {
        let say = |on: &str| {
            check(2400)
                .claim(None, date(on))
                .expect_err("expired")
                .to_string()
        };
        assert_eq!(
            say("2027-03-02"),
            "Expired on 19 Feb 2027, 11 days ago. It cannot be redeemed."
        );
        assert_eq!(
            say("2027-02-20"),
            "Expired on 19 Feb 2027, 1 day ago. It cannot be redeemed."
        );
    }

    #[test]
    fn a_spent_voucher_is_used_rather_than_expired_however_late_it_is() {
        let spent = check(2400).after(1, used(Some(dollars(2400))));
        assert_eq!(spent.status(date("2030-01-01")), VoucherStatus::Redeemed);
    }

    proptest! {
        #[test]
        fn a_check_pays_out_its_amount_and_not_a_cent_more(
            amount in 1i64..1_000_000,
            asks in prop::collection::vec(1i64..400_000, 0..40),
        ) {
            let mut voucher = check(amount);
            let mut paid = 0;
            for ask in asks {
                match voucher.claim(Some(dollars(ask)), date("2026-12-01")) {
                    Ok(Some(taken)) => {
                        paid += taken.minor;
                        voucher = voucher.after(1, used(Some(taken)));
                    }
                    Ok(None) => prop_assert!(false, "a check always has a figure"),
                    Err(Refusal::AlreadyUsed { .. }) => prop_assert_eq!(voucher.remaining, 0),
                    Err(Refusal::MoreThanLeft { left, .. }) => prop_assert!(left.minor < ask),
                    Err(other) => prop_assert!(false, "{other}"),
                }
                prop_assert_eq!(paid + voucher.remaining, amount);
                prop_assert!(voucher.remaining >= 0);
            }
        }
    }
}
