//! The life of a voucher: issued, redeemed (a check in parts), run out of time.

use serde::{Deserialize, Serialize};
use thiserror::Error;

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
    /// Its last use.
    pub last_use: Option<Redemption>,
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
            last_use: None,
        }
    }

    /// Whether nothing is left on it.
    pub fn is_spent(&self) -> bool {
        match self.worth {
            Worth::Check { .. } => self.remaining == 0,
            Worth::Certificate { .. } => self.last_use.is_some(),
        }
    }

    /// Where it stands on a business date. The expiry date itself is still good.
    pub fn status(&self, today: BusinessDate) -> VoucherStatus {
        if self.is_spent() {
            VoucherStatus::Redeemed
        } else if today > self.expires_on {
            VoucherStatus::Expired
        } else {
            VoucherStatus::Outstanding
        }
    }

    /// Decides what a redemption takes off the bill: of a check the amount asked for, or all that is left; of a
    /// certificate the menu value, as given now or as known at issue.
    ///
    /// # Errors
    /// [`Refusal`], with what the host needs to tell the guest.
    pub fn claim(&self, asked: Option<Money>, today: BusinessDate) -> Result<Option<Money>, Refusal> {
        match (self.status(today), &self.last_use) {
            (VoucherStatus::Redeemed, Some(last)) => return Err(Refusal::AlreadyUsed { last: last.clone() }),
            (VoucherStatus::Expired, _) => {
                let days = (today.date() - self.expires_on.date()).num_days();
                return Err(Refusal::Expired {
                    expires_on: self.expires_on,
                    days,
                });
            }
            (VoucherStatus::Outstanding | VoucherStatus::Redeemed, _) => {}
        }
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

    /// The voucher after a redemption that [`Voucher::claim`] allowed.
    #[must_use]
    pub fn after(mut self, redemption: Redemption) -> Self {
        self.remaining = match self.worth {
            Worth::Check { .. } => self.remaining - redemption.amount.map_or(0, |amount| amount.minor),
            Worth::Certificate { .. } => 0,
        };
        self.last_use = Some(redemption);
        self
    }
}

/// Why a voucher does not redeem.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Nothing is left on it.
    #[error("{}", already_used(last))]
    AlreadyUsed {
        /// Its last use: when, by whom, on which bill.
        last: Redemption,
    },
    /// Its time has run.
    #[error("Expired on {}, {}. It cannot be redeemed.", expires_on.readable(), days_ago(*days))]
    Expired {
        /// The last day it was good.
        expires_on: BusinessDate,
        /// How many days ago that was.
        days: i64,
    },
    /// More was asked for than the check holds.
    #[error("{left} is left on this check, less than {asked}. Take {left} or less.")]
    MoreThanLeft {
        /// What was asked for.
        asked: Money,
        /// What is left.
        left: Money,
    },
    /// The amount is in another currency than the voucher.
    #[error("{} is not the currency of this voucher.", asked.currency.code())]
    OtherCurrency {
        /// What was asked for.
        asked: Money,
    },
}

fn already_used(last: &Redemption) -> String {
    let by = last
        .staff
        .as_ref()
        .map_or(String::new(), |staff| format!(", by {}", staff.as_str()));
    let bill = last
        .bill
        .as_ref()
        .map_or(String::new(), |bill| format!(", bill {bill}"));
    format!("Already used on {}{by}{bill}.", last.business_date.readable())
}

fn days_ago(days: i64) -> String {
    if days == 1 {
        "1 day ago".to_owned()
    } else {
        format!("{days} days ago")
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
        let rest = check.after(used(Some(dollars(1500))));
        assert_eq!(rest.remaining, 900);
        let refusal = rest
            .claim(Some(dollars(901)), day)
            .expect_err("more than is left");
        assert_eq!(
            refusal.to_string(),
            "$9.00 is left on this check, less than $9.01. Take $9.00 or less."
        );
        let spent = rest.after(used(Some(dollars(900))));
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
        let spent = breakfast(None).after(used(None));
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
        let spent = check(2400).after(used(Some(dollars(2400))));
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
                        voucher = voucher.after(used(Some(taken)));
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
