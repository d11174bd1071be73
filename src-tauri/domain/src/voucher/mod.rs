//! The life of a voucher: issued, redeemed (a check in parts), taken back, voided, replaced, extended, run out of time.

mod life;
mod refusal;

use serde::{Deserialize, Serialize};

pub use life::{Act, Stage, diagram};
pub use refusal::Refusal;

use crate::{Benefit, BusinessDate, Code, DoorRules, Instant, Money, StaffName};

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
    /// What that bill came to, where it was written: no more than that was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bill_total: Option<Money>,
    /// What was left over on a check and is lost, in a house where a check is used up at its first use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lapsed: Option<Money>,
    /// Who took it.
    pub staff: Option<StaffName>,
    /// When.
    pub at: Instant,
    /// The day it counts for.
    pub business_date: BusinessDate,
}

impl Redemption {
    /// What it takes off the balance of a check, in minor units: what came off the bill, and what was left over.
    pub fn off_the_balance(&self) -> i64 {
        let moved = self.amount.into_iter().chain(self.lapsed);
        moved.map(|money| money.minor).sum()
    }
}

/// What is asked of a voucher at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ask {
    /// Of a check the amount, `None` for as much as may be taken; of a certificate the menu value, `None` for what was
    /// known at issue.
    pub figure: Option<Money>,
    /// What the bill comes to, where it was written.
    pub bill_total: Option<Money>,
}

impl Ask {
    /// No more than the bill comes to.
    fn within_bill(&self, money: Money) -> Money {
        match self.bill_total {
            Some(total) if total.minor < money.minor => total,
            _ => money,
        }
    }
}

/// What a redemption takes, and what is lost by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// What comes off the bill; `None` where nobody knows the menu value of a certificate.
    pub taken: Option<Money>,
    /// What is left over on a check and is lost, where the house lets a check be used once.
    pub lapsed: Option<Money>,
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
    /// The lost paper it stands for got more time: a new code is no way to more of it.
    pub extended_before: bool,
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
            extended_before: false,
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

    /// Decides what a redemption takes off the bill, and never more than the bill: of a check the amount asked for, or
    /// all that may be taken; of a certificate the menu value, as given now or as known at issue. In a house where a
    /// check is used up at its first use, what is left over is lost.
    ///
    /// # Errors
    /// [`Refusal`], with what the host needs to tell the guest.
    pub fn claim(&self, asked: Ask, rules: DoorRules, today: BusinessDate) -> Result<Claim, Refusal> {
        self.permit(Act::Redeem, today)?;
        if let Some(currency) = self.worth.amount().map(|amount| amount.currency) {
            let mut given = asked.figure.into_iter().chain(asked.bill_total);
            if let Some(asked) = given.find(|money| money.currency != currency) {
                return Err(Refusal::OtherCurrency { asked });
            }
        }
        if rules.bill_total && asked.bill_total.is_none() {
            return Err(Refusal::NoBillTotal);
        }
        let left = match &self.worth {
            Worth::Check { amount } => Some(Money::new(self.remaining, amount.currency)),
            Worth::Certificate { .. } => None,
        };
        let most = left.or(self.worth.amount());
        let taken = asked.figure.or(most.map(|most| asked.within_bill(most)));
        if let (Some(taken), Some(total)) = (taken, asked.bill_total)
            && taken.minor > total.minor
        {
            let most = left.map_or(total, |left| asked.within_bill(left));
            return Err(Refusal::OverBill {
                kind: self.worth.kind(),
                asked: taken,
                total,
                most,
            });
        }
        match (taken, left) {
            (Some(taken), Some(left)) if taken.minor > left.minor => {
                Err(Refusal::MoreThanLeft { asked: taken, left })
            }
            (Some(taken), Some(left)) if !rules.keeps_balance && taken.minor < left.minor => Ok(Claim {
                taken: Some(taken),
                lapsed: Some(Money::new(left.minor - taken.minor, left.currency)),
            }),
            _ => Ok(Claim { taken, lapsed: None }),
        }
    }

    /// By how much a menu value goes over what a certificate was given for, where that is known. It is no reason to
    /// refuse it: the paper gives the thing, not the figure.
    pub fn over_cap(&self, value: Option<Money>) -> Option<Money> {
        match (&self.worth, value) {
            (Worth::Certificate { value: Some(cap), .. }, Some(value)) if value.minor > cap.minor => {
                Some(Money::new(value.minor - cap.minor, cap.currency))
            }
            _ => None,
        }
    }

    /// What is left after a redemption, in minor units.
    pub fn remaining_after(&self, redemption: &Redemption) -> i64 {
        match self.worth {
            Worth::Check { .. } => self.remaining - redemption.off_the_balance(),
            Worth::Certificate { .. } => 0,
        }
    }

    /// The voucher after a redemption that [`Voucher::claim`] allowed, with its place in the order of events.
    #[must_use]
    pub fn after(mut self, seq: i64, redemption: Redemption) -> Self {
        self.remaining = self.remaining_after(&redemption);
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

    /// Asks for this figure in a house of the usual rules.
    fn ask(voucher: &Voucher, figure: Option<Money>, on: BusinessDate) -> Result<Option<Money>, Refusal> {
        let asked = Ask {
            figure,
            bill_total: None,
        };
        let claim = voucher.claim(asked, DoorRules::default(), on)?;
        assert_eq!(claim.lapsed, None, "a house of the usual rules keeps the balance");
        Ok(claim.taken)
    }

    fn used(amount: Option<Money>) -> Redemption {
        Redemption {
            amount,
            bill: Some("40718".to_owned()),
            bill_total: None,
            lapsed: None,
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
            ask(&check, None, day),
            Ok(Some(dollars(2400))),
            "all of it when nothing is said"
        );
        let rest = check.after(1, used(Some(dollars(1500))));
        assert_eq!(rest.remaining, 900);
        let refusal = ask(&rest, Some(dollars(901)), day).expect_err("more than is left");
        assert_eq!(
            refusal.to_string(),
            "$9.00 is left on this check, less than $9.01. Take $9.00 or less."
        );
        let spent = rest.after(1, used(Some(dollars(900))));
        assert_eq!(spent.status(day), VoucherStatus::Redeemed);
        assert_eq!(
            ask(&spent, None, day).expect_err("spent").to_string(),
            "Already used on 27 Nov 2026, by Ines Duarte, bill 40718."
        );
    }

    #[test]
    fn a_certificate_is_used_once_and_records_its_menu_value() {
        let day = date("2026-11-27");
        assert_eq!(
            ask(&breakfast(None), None, day),
            Ok(None),
            "no figure was ever given"
        );
        assert_eq!(
            ask(&breakfast(Some(dollars(1800))), None, day),
            Ok(Some(dollars(1800)))
        );
        assert_eq!(
            ask(&breakfast(Some(dollars(1800))), Some(dollars(2150)), day),
            Ok(Some(dollars(2150)))
        );
        let spent = breakfast(None).after(1, used(None));
        assert!(matches!(ask(&spent, None, day), Err(Refusal::AlreadyUsed { .. })));
    }

    /// A claim in a house with these rules on a bill that comes to so much.
    fn on_bill(
        voucher: &Voucher,
        figure: Option<i64>,
        total: Option<i64>,
        rules: DoorRules,
    ) -> Result<Claim, Refusal> {
        let asked = Ask {
            figure: figure.map(dollars),
            bill_total: total.map(dollars),
        };
        voucher.claim(asked, rules, date("2026-11-27"))
    }

    #[test]
    fn never_more_than_the_bill() {
        let usual = DoorRules::default();
        let taken = |figure, total| {
            on_bill(&check(2400), figure, total, usual).map(|claim| claim.taken.map(|taken| taken.minor))
        };
        assert_eq!(
            taken(None, Some(1800)),
            Ok(Some(1800)),
            "as much as the bill takes"
        );
        assert_eq!(taken(None, Some(8000)), Ok(Some(2400)), "all that is left");
        assert_eq!(taken(Some(1800), Some(1800)), Ok(Some(1800)));
        assert_eq!(
            taken(Some(1801), Some(1800)).expect_err("over").to_string(),
            "The bill comes to $18.00, less than $18.01. Take $18.00 or less: it never pays more than the bill."
        );
        assert_eq!(
            taken(Some(9000), Some(8000)).expect_err("over both").to_string(),
            "The bill comes to $80.00, less than $90.00. Take $24.00 or less: it never pays more than the bill."
        );
        let paid = |figure, total| {
            on_bill(&breakfast(Some(dollars(1800))), figure, total, usual).map(|claim| claim.taken)
        };
        assert_eq!(
            paid(None, Some(1500)),
            Ok(Some(dollars(1500))),
            "no more than was on the bill"
        );
        assert!(matches!(
            paid(Some(1900), Some(1500)),
            Err(Refusal::OverBill { .. })
        ));
    }

    #[test]
    fn a_house_may_want_to_know_what_the_bill_comes_to() {
        let rules = DoorRules {
            bill_total: true,
            ..DoorRules::default()
        };
        assert_eq!(
            on_bill(&check(2400), Some(1000), None, rules)
                .expect_err("not written")
                .to_string(),
            "Write what the bill comes to: this house takes no more than that."
        );
        assert!(on_bill(&check(2400), Some(1000), Some(4000), rules).is_ok());
    }

    #[test]
    fn a_house_may_let_a_check_be_used_once() {
        let rules = DoorRules {
            keeps_balance: false,
            ..DoorRules::default()
        };
        let claim = on_bill(&check(2400), Some(1800), None, rules).expect("taken");
        assert_eq!(
            (claim.taken, claim.lapsed),
            (Some(dollars(1800)), Some(dollars(600)))
        );
        let redemption = Redemption {
            lapsed: claim.lapsed,
            ..used(claim.taken)
        };
        let spent = check(2400).after(1, redemption);
        assert_eq!((spent.remaining, spent.is_spent()), (0, true));
        assert_eq!(
            spent.reversed(1).remaining,
            2400,
            "all of it is back when it is undone"
        );
        let all = on_bill(&check(2400), None, None, rules).expect("taken");
        assert_eq!(all.lapsed, None, "nothing is left over");
        let certificate = on_bill(&breakfast(Some(dollars(1800))), Some(1000), None, rules);
        assert_eq!(
            certificate.expect("taken").lapsed,
            None,
            "a certificate is used once as it is"
        );
    }

    #[test]
    fn a_menu_value_over_the_cap_is_told() {
        let over = |value| breakfast(Some(dollars(1800))).over_cap(Some(dollars(value)));
        assert_eq!((over(1800), over(2150)), (None, Some(dollars(350))));
        assert_eq!(
            breakfast(None).over_cap(Some(dollars(2150))),
            None,
            "no cap, no word"
        );
        assert_eq!(check(1800).over_cap(Some(dollars(2150))), None);
    }

    #[test]
    fn an_expired_voucher_says_since_when() {
        let say = |on: &str| {
            ask(&check(2400), None, date(on))
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
            for wanted in asks {
                match ask(&voucher, Some(dollars(wanted)), date("2026-12-01")) {
                    Ok(Some(taken)) => {
                        paid += taken.minor;
                        voucher = voucher.after(1, used(Some(taken)));
                    }
                    Ok(None) => prop_assert!(false, "a check always has a figure"),
                    Err(Refusal::AlreadyUsed { .. }) => prop_assert_eq!(voucher.remaining, 0),
                    Err(Refusal::MoreThanLeft { left, .. }) => prop_assert!(left.minor < wanted),
                    Err(other) => prop_assert!(false, "{other}"),
                }
                prop_assert_eq!(paid + voucher.remaining, amount);
                prop_assert!(voucher.remaining >= 0);
            }
        }

        #[test]
        fn whatever_the_rules_and_the_bills_the_amount_is_what_was_taken_lost_and_left(
            amount in 1i64..100_000,
            keeps_balance in any::<bool>(),
            visits in prop::collection::vec((prop::option::of(1i64..60_000), prop::option::of(1i64..60_000)), 0..20),
        ) {
            let rules = DoorRules { keeps_balance, ..DoorRules::default() };
            let mut voucher = check(amount);
            let (mut paid, mut lost) = (0, 0);
            for (figure, total) in visits {
                let Ok(claim) = on_bill(&voucher, figure, total, rules) else { continue };
                let taken = claim.taken.map_or(0, |taken| taken.minor);
                prop_assert!(taken > 0 && total.is_none_or(|total| taken <= total), "never more than the bill");
                prop_assert!(!keeps_balance || claim.lapsed.is_none());
                paid += taken;
                lost += claim.lapsed.map_or(0, |lapsed| lapsed.minor);
                let redemption = Redemption { lapsed: claim.lapsed, ..used(claim.taken) };
                voucher = voucher.after(1, redemption);
                prop_assert_eq!(paid + lost + voucher.remaining, amount);
                prop_assert!(keeps_balance || voucher.is_spent(), "once");
            }
        }
    }
}
