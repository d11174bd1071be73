//! What may happen to a voucher, and what it is afterwards: one table for all of its life.

use super::{Extended, Refusal, Use, Voided, Voucher, Worth};
use crate::{BusinessDate, Money};

/// Where a voucher is in its life on a business date. Finer than what people call its status: whether a part was used
/// makes a difference to what may still be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// In date, nothing used.
    Outstanding,
    /// In date, a part used.
    PartUsed,
    /// Nothing left.
    Redeemed,
    /// Something left, and its time has run.
    Expired,
    /// Void.
    Voided,
}

/// What people do to a voucher after it was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Act {
    /// Something comes off a bill.
    Redeem,
    /// A redemption is undone.
    Reverse,
    /// It is taken back for good.
    Void,
    /// A lost paper gets a new code, and the old one dies.
    Replace,
    /// It gets more time, once.
    Extend,
    /// The same paper is printed again.
    Reprint,
}

impl Stage {
    /// All of them, in the order of a life.
    pub const ALL: [Self; 5] = [
        Self::Outstanding,
        Self::PartUsed,
        Self::Redeemed,
        Self::Expired,
        Self::Voided,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Outstanding => "Outstanding",
            Self::PartUsed => "PartUsed",
            Self::Redeemed => "Redeemed",
            Self::Expired => "Expired",
            Self::Voided => "Voided",
        }
    }
}

impl Act {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Redeem,
        Self::Reverse,
        Self::Void,
        Self::Replace,
        Self::Extend,
        Self::Reprint,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Redeem => "redeem",
            Self::Reverse => "reverse",
            Self::Void => "void",
            Self::Replace => "replace",
            Self::Extend => "extend",
            Self::Reprint => "reprint",
        }
    }

    /// The table: where each act may lead from each stage. Nowhere means that the act is refused there. Time alone leads
    /// from in date to expired.
    pub fn leads_to(self, from: Stage) -> &'static [Stage] {
        use Stage::{Expired, Outstanding, PartUsed, Redeemed, Voided};
        match (self, from) {
            (Self::Redeem, Outstanding | PartUsed) => &[PartUsed, Redeemed],
            (Self::Redeem, Redeemed | Expired | Voided) => &[],
            // Only on the business date of the redemption, when it was in date: so never once its time has run.
            (Self::Reverse, PartUsed | Redeemed) => &[Outstanding, PartUsed],
            (Self::Reverse, Outstanding | Expired | Voided) => &[],
            (Self::Void, Outstanding | PartUsed | Expired) => &[Voided],
            (Self::Void, Redeemed | Voided) => &[],
            // What ran out is extended first: a lost paper is no way to more time.
            (Self::Replace, Outstanding | PartUsed) => &[Voided],
            (Self::Replace, Redeemed | Expired | Voided) => &[],
            (Self::Extend, Outstanding) => &[Outstanding],
            (Self::Extend, PartUsed) => &[PartUsed],
            (Self::Extend, Expired) => &[Outstanding, PartUsed],
            (Self::Extend, Redeemed | Voided) => &[],
            (Self::Reprint, Outstanding) => &[Outstanding],
            (Self::Reprint, PartUsed) => &[PartUsed],
            (Self::Reprint, Redeemed) => &[Redeemed],
            (Self::Reprint, Expired) => &[Expired],
            (Self::Reprint, Voided) => &[],
        }
    }
}

/// The table as a state diagram in the notation of Mermaid, for the docs.
pub fn diagram() -> String {
    let mut lines = vec![
        "stateDiagram-v2".to_owned(),
        "    [*] --> Outstanding: issue".to_owned(),
        "    Outstanding --> Expired: time".to_owned(),
        "    PartUsed --> Expired: time".to_owned(),
    ];
    for from in Stage::ALL {
        for to in Stage::ALL {
            let acts: Vec<&str> = Act::ALL
                .into_iter()
                .filter(|act| act.leads_to(from).contains(&to))
                .map(Act::name)
                .collect();
            if !acts.is_empty() {
                lines.push(format!(
                    "    {} --> {}: {}",
                    from.name(),
                    to.name(),
                    acts.join(", ")
                ));
            }
        }
    }
    lines.join("\n") + "\n"
}

impl Voucher {
    /// Asks the table whether an act is allowed where the voucher stands.
    ///
    /// # Errors
    /// [`Refusal`], with why not.
    pub fn permit(&self, act: Act, today: BusinessDate) -> Result<(), Refusal> {
        let stage = self.stage(today);
        if !act.leads_to(stage).is_empty() {
            return Ok(());
        }
        Err(match (stage, self.voided, self.last_use()) {
            (_, Some(Voided { on, replaced }), _) => Refusal::Voided { on, replaced },
            (Stage::Redeemed, None, Some(last)) => Refusal::AlreadyUsed { last: last.clone() },
            (Stage::Expired, None, _) => Refusal::Expired {
                expires_on: self.expires_on,
                days: (today.date() - self.expires_on.date()).num_days(),
            },
            (Stage::Outstanding | Stage::PartUsed | Stage::Redeemed | Stage::Voided, None, _) => {
                Refusal::NothingToReverse
            }
        })
    }

    /// Which redemption a reversal undoes: the one that is named, or else the last that stands. Only on its own
    /// business date: a day that is over stays as it was.
    ///
    /// # Errors
    /// [`Refusal`], with why not.
    pub fn reversible(&self, named: Option<i64>, today: BusinessDate) -> Result<&Use, Refusal> {
        let found = match named {
            Some(seq) => self.live_uses().find(|one| one.seq == seq),
            None => self.live_uses().next_back(),
        };
        if self.voided.is_none() {
            let on = found.ok_or(Refusal::NothingToReverse)?.redemption.business_date;
            if on != today {
                let spent = self.stage(today) == Stage::Redeemed;
                return Err(Refusal::DayIsOver { on, spent });
            }
        }
        self.permit(Act::Reverse, today)?;
        found.ok_or(Refusal::NothingToReverse)
    }

    /// The voucher after the redemption with this place in the order of events was reversed.
    #[must_use]
    pub fn reversed(mut self, seq: i64) -> Self {
        for one in self.uses.iter_mut().filter(|one| one.seq == seq && !one.reversed) {
            one.reversed = true;
            self.remaining = match &self.worth {
                Worth::Check { .. } => self.remaining + one.redemption.off_the_balance(),
                Worth::Certificate { value, .. } => value.map_or(0, |value| value.minor),
            };
        }
        self
    }

    /// The voucher after the house put an end to it. What is left stays written on it, as what was lost.
    #[must_use]
    pub fn ended(mut self, on: BusinessDate, replaced: bool) -> Self {
        self.voided = Some(Voided { on, replaced });
        self
    }

    /// What a new paper for a lost one is good for: of a check what is left.
    pub fn worth_of_replacement(&self) -> Worth {
        match &self.worth {
            Worth::Check { amount } => Worth::Check {
                amount: Money::new(self.remaining, amount.currency),
            },
            certificate @ Worth::Certificate { .. } => certificate.clone(),
        }
    }

    /// Whether it got more time, or a lost paper that it stands for did.
    pub fn was_extended(&self) -> bool {
        self.extended.is_some() || self.extended_before
    }

    /// The last date this may be extended to: so many days from its expiry or from today, whichever is later.
    ///
    /// # Errors
    /// [`Refusal`], with why it gets no more time.
    pub fn extensible_to(&self, days: u32, today: BusinessDate) -> Result<BusinessDate, Refusal> {
        self.permit(Act::Extend, today)?;
        if self.was_extended() {
            return Err(Refusal::ExtendedBefore {
                until: self.expires_on,
            });
        }
        if days == 0 {
            return Err(Refusal::NeverExtended);
        }
        Ok(self.expires_on.max(today).plus_days(days))
    }

    /// Decides whether this may be good until another date.
    ///
    /// # Errors
    /// [`Refusal`], with why not.
    pub fn may_extend(&self, to: BusinessDate, days: u32, today: BusinessDate) -> Result<(), Refusal> {
        let latest = self.extensible_to(days, today)?;
        if to <= self.expires_on || to < today {
            return Err(Refusal::NotLater {
                until: self.expires_on,
            });
        }
        if to > latest {
            return Err(Refusal::TooLate { latest });
        }
        Ok(())
    }

    /// The voucher with more time.
    #[must_use]
    pub fn extended_to(mut self, to: BusinessDate, on: BusinessDate) -> Self {
        self.extended = Some(Extended {
            on,
            from: self.expires_on,
        });
        self.expires_on = to;
        self
    }
}

#[cfg(test)]
mod tests;
