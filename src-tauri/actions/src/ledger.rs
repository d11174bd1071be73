//! A voucher as a ledger: the balance is the sum of what moved it, read from the events.

use comeback_domain::{
    Act, BusinessDate, Currency, Deed, Envelope, Event, Money, StaffName, VoucherId, Worth,
};
use comeback_store::{Tx, event, voucher};

use crate::{ActionError, dto, show};

/// The ledger of a voucher on a day, in a house that extends by so many days, for somebody who may do what `may` says.
pub(crate) fn read(
    tx: &Tx<'_>,
    id: VoucherId,
    (today, extend_days): (BusinessDate, u32),
    may: &dyn Fn(Deed) -> bool,
) -> Result<dto::Ledger, ActionError> {
    let found = voucher::by_id(tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
    let events = event::of_voucher(tx, found.incident, id)?;
    let shown = |id: Option<VoucherId>| -> Result<Option<voucher::Voucher>, ActionError> {
        Ok(id.map(|id| voucher::by_id(tx, id)).transpose()?.flatten())
    };
    let replaces = shown(found.replaces)?;
    let life = &found.life;
    let guests = may(Deed::SeeGuests);
    let voucher = |row: &voucher::Voucher| {
        let voucher = show::voucher(row, today);
        dto::Voucher {
            guest: voucher.guest.filter(|_| guests),
            ..voucher
        }
    };
    Ok(dto::Ledger {
        rows: rows(&events, &found),
        may: dto::MayMend {
            reverse: match may(Deed::Reverse) {
                true => life
                    .live_uses()
                    .filter(|one| life.reversible(Some(one.seq), today).is_ok())
                    .map(|one| one.seq)
                    .collect(),
                false => Vec::new(),
            },
            void: may(Deed::Void) && life.permit(Act::Void, today).is_ok(),
            replace: may(Deed::Void) && life.permit(Act::Replace, today).is_ok(),
            extend_to: life
                .extensible_to(extend_days, today)
                .ok()
                .filter(|_| may(Deed::Extend))
                .map(|latest| latest.to_string()),
        },
        replaces: replaces.map(|old| old.life.code.last_four().to_owned()),
        replaced_by: shown(found.replaced_by)?.as_ref().map(voucher),
        voucher: voucher(&found),
    })
}

/// What an event does to the balance, in minor units, and how its line reads.
struct Line<'a> {
    kind: dto::LedgerKind,
    change: i64,
    bill: Option<&'a str>,
    reason: Option<&'a str>,
    until: Option<BusinessDate>,
    lapsed: Option<Money>,
    undone: bool,
}

impl<'a> Line<'a> {
    fn new(kind: dto::LedgerKind, change: i64) -> Self {
        Self {
            kind,
            change,
            bill: None,
            reason: None,
            until: None,
            lapsed: None,
            undone: false,
        }
    }

    fn because(self, reason: &'a str) -> Self {
        Self {
            reason: Some(reason),
            ..self
        }
    }
}

fn rows(events: &[Envelope], found: &voucher::Voucher) -> Vec<dto::LedgerRow> {
    let mut balance = 0;
    let mut rows = Vec::new();
    let currency = found.life.worth.amount().map(|amount| amount.currency);
    for envelope in events {
        let Some(line) = line(envelope, balance, found) else {
            continue;
        };
        balance += line.change;
        rows.push(row(envelope, line, balance, currency));
    }
    rows
}

/// The line of an event, given the balance before it; `None` for what moves nothing, such as a print.
fn line<'a>(envelope: &'a Envelope, balance: i64, found: &voucher::Voucher) -> Option<Line<'a>> {
    use dto::LedgerKind as Kind;
    // A certificate is worth its value at issue until it is used, whatever the menu said on that day.
    let certificate = matches!(found.life.worth, Worth::Certificate { .. });
    let minor = |amount: Option<Money>| amount.map_or(0, |amount| amount.minor);
    let moved = |amount: Option<Money>| match certificate {
        true => minor(found.life.worth.amount()),
        false => minor(amount),
    };
    Some(match &envelope.event {
        Event::VoucherIssued(issued) => Line::new(
            Kind::Issued,
            issued.worth.amount().map_or(0, |amount| amount.minor),
        ),
        Event::VoucherRedeemed(redeemed) => Line {
            bill: redeemed.redemption.bill.as_deref(),
            undone: found
                .life
                .uses
                .iter()
                .any(|one| one.seq == envelope.seq && one.reversed),
            lapsed: redeemed.redemption.lapsed,
            ..Line::new(
                Kind::Redeemed,
                -moved(redeemed.redemption.amount) - minor(redeemed.redemption.lapsed),
            )
        },
        Event::VoucherReversed(reversed) => {
            let undone = found.life.uses.iter().find(|one| one.seq == reversed.redemption);
            let lapsed = undone.and_then(|one| one.redemption.lapsed);
            Line::new(Kind::Reversed, moved(reversed.amount) + minor(lapsed)).because(&reversed.reason)
        }
        Event::VoucherVoided(voided) => Line::new(Kind::Voided, -balance).because(&voided.reason),
        Event::VoucherReplaced(replaced) => Line::new(Kind::Replaced, -balance).because(&replaced.reason),
        Event::VoucherExtended(extended) => Line {
            until: Some(extended.to),
            ..Line::new(Kind::Extended, 0).because(&extended.reason)
        },
        _ => return None,
    })
}

fn row(envelope: &Envelope, line: Line<'_>, balance: i64, currency: Option<Currency>) -> dto::LedgerRow {
    let money = |minor| currency.map(|currency| dto::Money::from(Money::new(minor, currency)));
    dto::LedgerRow {
        seq: envelope.seq,
        kind: line.kind,
        at: show::moment(envelope.at),
        business_date: envelope.business_date.to_string(),
        change: money(line.change),
        balance: money(balance),
        bill: line.bill.map(str::to_owned),
        staff: envelope.actor.as_ref().map(StaffName::as_str).map(str::to_owned),
        reason: line.reason.map(str::to_owned),
        until: line.until.map(|until| until.to_string()),
        lapsed: line.lapsed.map(dto::Money::from),
        undone: line.undone,
    }
}
