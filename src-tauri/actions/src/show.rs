//! From the rows of the store to what crosses to the page.

use comeback_domain::{BusinessDate, Instant, Money, Redemption, StaffName, VoucherStatus, Worth};
use comeback_store::{incident, make_good, voucher};

use crate::dto;

/// A moment as the page takes it: RFC 3339, UTC, to the millisecond.
pub(crate) fn moment(at: Instant) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}

pub(crate) fn staff(name: Option<&StaffName>) -> Option<String> {
    name.map(|name| name.as_str().to_owned())
}

pub(crate) fn incident(row: &incident::Incident) -> dto::Incident {
    dto::Incident {
        id: row.id.to_string(),
        at: moment(row.occurred_at),
        business_date: row.business_date.to_string(),
        category: row.category.key().to_owned(),
        severity: row.severity.into(),
        responsibility: row.responsibility.key().to_owned(),
        what: row.what.clone(),
        place: row.place.as_ref().map(|text| text.as_str().to_owned()),
        guest_id: row.guest_id.map(|guest| guest.to_string()),
        guest: row.guest.as_ref().map(|text| text.as_str().to_owned()),
        contact: row.contact.as_ref().map(|text| text.as_str().to_owned()),
        staff: staff(row.staff.as_ref()),
        score: row.score.map(u8::from),
    }
}

pub(crate) fn make_good(row: &make_good::MakeGood, today: BusinessDate) -> dto::MakeGood {
    let status = match &row.voucher {
        None => dto::MakeGoodStatus::Done,
        Some(line) if line.voided => dto::MakeGoodStatus::Voided,
        Some(line) if line.spent => dto::MakeGoodStatus::CameBack,
        Some(line) if line.expires_on < today => dto::MakeGoodStatus::Expired,
        Some(line) if line.used => dto::MakeGoodStatus::PartUsed,
        Some(_) => dto::MakeGoodStatus::Open,
    };
    dto::MakeGood {
        id: row.id.clone(),
        kind: row.kind.key().to_owned(),
        amount: row.amount.map(dto::Money::from),
        what: row.what.clone(),
        status,
        last_four: row.voucher.as_ref().map(|line| line.code.last_four().to_owned()),
        expires_on: row.voucher.as_ref().map(|line| line.expires_on.to_string()),
    }
}

pub(crate) fn voucher(row: &voucher::Voucher, today: BusinessDate) -> dto::Voucher {
    let life = &row.life;
    let amount = life.worth.amount();
    let status = life.status(today);
    let remaining = amount.map(|amount| Money::new(life.remaining, amount.currency));
    dto::Voucher {
        id: row.id.to_string(),
        code: life.code,
        last_four: life.code.last_four().to_owned(),
        kind: life.worth.kind(),
        status,
        amount: amount.map(dto::Money::from),
        remaining: remaining.map(dto::Money::from),
        benefit: match &life.worth {
            Worth::Check { .. } => None,
            Worth::Certificate { benefit, .. } => Some(benefit.as_str().to_owned()),
        },
        issued_on: life.issued_on.to_string(),
        expires_on: life.expires_on.to_string(),
        issued_by: staff(row.issued_by.as_ref()),
        incident_id: row.incident.to_string(),
        guest: row.guest.as_ref().map(|name| name.as_str().to_owned()),
        extended: life.extended.is_some(),
    }
}

pub(crate) fn redemption(redemption: &Redemption) -> dto::Redemption {
    dto::Redemption {
        amount: redemption.amount.map(dto::Money::from),
        bill: redemption.bill.clone(),
        bill_total: redemption.bill_total.map(dto::Money::from),
        lapsed: redemption.lapsed.map(dto::Money::from),
        staff: staff(redemption.staff.as_ref()),
        at: moment(redemption.at),
        business_date: redemption.business_date.to_string(),
    }
}

/// How many days lie between two dates; never below nought.
pub(crate) fn days_between(from: BusinessDate, to: BusinessDate) -> u32 {
    u32::try_from((to.date() - from.date()).num_days()).unwrap_or(0)
}

/// Days since a voucher ran out; nought while it is good.
pub(crate) fn days_late(status: VoucherStatus, expires_on: BusinessDate, today: BusinessDate) -> u32 {
    match status {
        VoucherStatus::Expired => days_between(expires_on, today),
        VoucherStatus::Outstanding | VoucherStatus::Redeemed | VoucherStatus::Voided => 0,
    }
}
