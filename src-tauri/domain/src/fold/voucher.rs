//! What happens to a voucher after it was issued, folded by the same rules that allowed it.

use super::{FoldError, HouseState};
use crate::{
    Act, Ask, DoorRules, Envelope, Event, IncidentId, Redemption, Voucher, VoucherId, VoucherIssued,
};

impl HouseState {
    /// Takes in an event of a voucher's life.
    pub(super) fn voucher_acted_on(&mut self, envelope: &Envelope) -> Result<(), FoldError> {
        let (seq, today) = (envelope.seq, envelope.business_date);
        let against = FoldError::AgainstTheRules { seq };
        match &envelope.event {
            Event::VoucherRedeemed(redeemed) => {
                let voucher = self.living(seq, redeemed.voucher, redeemed.incident)?;
                let (asked, rules) = as_asked(&redeemed.redemption);
                let allowed = voucher.claim(asked, rules, today).is_ok_and(|claim| {
                    (claim.taken, claim.lapsed) == (redeemed.redemption.amount, redeemed.redemption.lapsed)
                });
                let after = voucher.clone().after(seq, redeemed.redemption.clone());
                if !allowed || after.remaining != redeemed.remaining {
                    return Err(against);
                }
                *voucher = after;
                self.voucher_brought_guest(redeemed.voucher, today);
            }
            Event::VoucherReversed(reversed) => {
                let voucher = self.living(seq, reversed.voucher, reversed.incident)?;
                let allowed = voucher
                    .reversible(Some(reversed.redemption), today)
                    .is_ok_and(|one| one.redemption.amount == reversed.amount);
                let after = voucher.clone().reversed(reversed.redemption);
                if !allowed || after.remaining != reversed.remaining {
                    return Err(against);
                }
                *voucher = after;
            }
            Event::VoucherVoided(voided) => {
                let voucher = self.living(seq, voided.voucher, voided.incident)?;
                if voucher.permit(Act::Void, today).is_err() || voucher.remaining != voided.lost {
                    return Err(against);
                }
                *voucher = voucher.clone().ended(today, false);
            }
            Event::VoucherReplaced(replaced) => {
                if self.replaces.get(&replaced.by) != Some(&replaced.voucher) {
                    return Err(against);
                }
                let voucher = self.living(seq, replaced.voucher, replaced.incident)?;
                if voucher.permit(Act::Replace, today).is_err() || voucher.remaining != replaced.lost {
                    return Err(against);
                }
                *voucher = voucher.clone().ended(today, true);
            }
            Event::VoucherExtended(extended) => {
                let voucher = self.living(seq, extended.voucher, extended.incident)?;
                // How far the house allowed it then is not asked again: that setting is another event's.
                let allowed = voucher
                    .may_extend(extended.to, u32::from(u16::MAX), today)
                    .is_ok();
                if !allowed || voucher.expires_on != extended.from {
                    return Err(against);
                }
                *voucher = voucher.clone().extended_to(extended.to, today);
            }
            _ => {}
        }
        Ok(())
    }

    /// A voucher that stands for a lost paper is worth what was left on it, and good as long; what time it was
    /// given counts for the new one.
    pub(super) fn replacement_of(
        &mut self,
        seq: i64,
        issued: &VoucherIssued,
        old: VoucherId,
    ) -> Result<(), FoldError> {
        let lost = self.living(seq, old, issued.incident)?;
        if lost.worth_of_replacement() != issued.worth || lost.expires_on != issued.expires_on {
            return Err(FoldError::AgainstTheRules { seq });
        }
        let extended = lost.was_extended();
        self.replaces.insert(issued.voucher, old);
        let new = self.living(seq, issued.voucher, issued.incident)?;
        new.extended_before = extended;
        Ok(())
    }

    fn living(
        &mut self,
        seq: i64,
        voucher: VoucherId,
        incident: IncidentId,
    ) -> Result<&mut Voucher, FoldError> {
        if self.incident_of.get(&voucher) != Some(&incident) {
            return Err(FoldError::NoSuchVoucher { seq });
        }
        self.vouchers
            .get_mut(&voucher)
            .ok_or(FoldError::NoSuchVoucher { seq })
    }
}

/// What was asked for, and the rules it was allowed by, as far as the redemption tells. What the house demanded then is
/// not asked again: that setting is another event's.
fn as_asked(redemption: &Redemption) -> (Ask, DoorRules) {
    let asked = Ask {
        figure: redemption.amount,
        bill_total: redemption.bill_total,
    };
    let rules = DoorRules {
        keeps_balance: redemption.lapsed.is_none(),
        ..DoorRules::default()
    };
    (asked, rules)
}
