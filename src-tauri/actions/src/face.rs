//! What stands on the paper of a voucher: from the shop, its incident and what is given to the document the typesetter
//! sets.

use std::sync::Arc;

use comeback_domain::{
    BusinessDate, Category, Digest, Instant, MakeGood, Money, Paper, Shop, StaffName, Style, Worth,
};
use comeback_paper::{
    Business, Code, Design, Gives, Letter, Logo, PaperKind, Stub, Style as PaperStyle, VoucherPaper,
};
use comeback_store::{Tx, incident, logo, voucher};

use crate::{ActionError, Field, House, dto, show, typed};

/// The shop with its logo: everything that is the same on all its papers.
#[derive(Debug, Clone)]
pub(crate) struct Letterhead {
    pub shop: Shop,
    pub logo: Option<Arc<Logo>>,
}

impl House {
    /// The letterhead of a shop as set. A logo is read from the database once and then held.
    pub(crate) fn letterhead(&self, tx: &Tx<'_>, shop: Shop) -> Result<Letterhead, ActionError> {
        let logo = match shop.design.logo {
            Some(digest) => self.logo(tx, digest)?,
            None => None,
        };
        Ok(Letterhead { shop, logo })
    }

    fn logo(&self, tx: &Tx<'_>, digest: Digest) -> Result<Option<Arc<Logo>>, ActionError> {
        let held = self.held_logo.lock().ok().and_then(|held| held.clone());
        if let Some((known, logo)) = held.filter(|(known, _)| *known == digest) {
            debug_assert_eq!(known, digest);
            return Ok(Some(logo));
        }
        let Some(bytes) = logo::bytes(tx, digest)? else {
            return Ok(None);
        };
        let read = Arc::new(Logo::from_bytes(&bytes)?);
        if let Ok(mut held) = self.held_logo.lock() {
            *held = Some((digest, read.clone()));
        }
        Ok(Some(read))
    }
}

/// What stands on one voucher of this shop.
pub(crate) struct Face {
    pub at: Instant,
    pub gives: Gives,
    pub guest: Option<String>,
    pub expires: BusinessDate,
    pub issued: BusinessDate,
    pub staff: Option<String>,
    pub category: Category,
    pub place: Option<String>,
    pub what: String,
    pub code: Option<Code>,
    /// Who said yes to it, where it went over a limit.
    pub approved_by: Option<String>,
}

impl Face {
    /// The face of a voucher for this incident.
    pub fn of(
        incident: &incident::Incident,
        gives: Gives,
        (at, issued, expires): (Instant, BusinessDate, BusinessDate),
        staff: Option<&StaffName>,
    ) -> Self {
        Self {
            at,
            gives,
            guest: incident.guest.as_ref().map(|name| name.as_str().to_owned()),
            expires,
            issued,
            staff: show::staff(staff),
            category: incident.category,
            place: incident.place.as_ref().map(|place| place.as_str().to_owned()),
            what: incident.what.clone(),
            code: None,
            approved_by: None,
        }
    }

    /// The face of a voucher that was issued, with its code.
    pub fn of_voucher(found: &voucher::Voucher, incident: &incident::Incident, at: Instant) -> Self {
        let life = &found.life;
        let days = (at, life.issued_on, life.expires_on);
        Self {
            guest: found.guest.as_ref().map(|name| name.as_str().to_owned()),
            code: Some(code(life.code)),
            approved_by: show::staff(found.approved_by.as_ref()),
            ..Self::of(incident, gives(&life.worth), days, found.issued_by.as_ref())
        }
    }

    /// The document of it on a paper.
    pub fn on(self, paper: Paper, head: &Letterhead) -> VoucherPaper {
        let shop = &head.shop;
        let by = self.staff.unwrap_or_else(|| shop.name.clone());
        let letter = paper
            .is_mailed()
            .then(|| letter(shop, self.guest.as_deref(), &by));
        VoucherPaper {
            kind: paper_kind(paper),
            design: design(head),
            business: Business {
                name: shop.name.clone(),
                address: shop.address.clone(),
                telephone: shop.telephone.clone(),
            },
            gives: self.gives,
            code: self.code,
            guest: self.guest,
            apology: Some(shop.apology.clone()).filter(|text| !text.is_empty()),
            expires: self.expires.date(),
            issued: self.issued.date(),
            issued_by: by.clone(),
            stub: Stub {
                category: self.category.label().to_owned(),
                table: self.place.map(table),
                given_by: by,
                approved_by: self.approved_by,
                when: self
                    .at
                    .with_timezone(&shop.timezone)
                    .format("%-d %b %Y, %H:%M")
                    .to_string(),
                note: self.what,
            },
            letter,
            made_at: self.at,
        }
    }
}

pub(crate) fn code(code: comeback_domain::Code) -> Code {
    Code {
        grouped: code.grouped(),
        qr: code.qr(),
        last_four: code.last_four().to_owned(),
    }
}

fn letter(shop: &Shop, guest: Option<&str>, by: &str) -> Letter {
    Letter {
        recipient: guest.map(str::to_owned).into_iter().collect(),
        body: shop.design.letter_words().to_owned(),
        closing: shop.design.closing_words().to_owned(),
        signed_by: by.to_owned(),
    }
}

fn design(head: &Letterhead) -> Design {
    let design = &head.shop.design;
    Design {
        style: match design.style {
            Style::Classic => PaperStyle::Classic,
            Style::Modern => PaperStyle::Modern,
        },
        accent: design.accent.rgb(),
        save_ink: design.save_ink,
        legend: head.shop.legend,
        logo: head.logo.clone(),
        fine_print: Some(design.fine_print.clone()).filter(|text| !text.is_empty()),
    }
}

pub(crate) fn paper_kind(paper: Paper) -> PaperKind {
    match paper {
        Paper::Letter => PaperKind::Letter,
        Paper::A4 => PaperKind::A4,
        Paper::ThreeUp => PaperKind::ThreeUp,
        Paper::Receipt80 => PaperKind::Receipt80,
        Paper::Receipt58 => PaperKind::Receipt58,
        Paper::LetterMail => PaperKind::LetterMail,
        Paper::A4Mail => PaperKind::A4Mail,
    }
}

/// What a voucher gives, in the words of the paper. The value of a certificate is never printed: a figure could make
/// it a gift card.
pub(crate) fn gives(worth: &Worth) -> Gives {
    match worth {
        Worth::Check { amount } => check(*amount),
        Worth::Certificate { benefit, .. } => certificate(benefit.as_str()),
    }
}

/// What a make-good gives and until when; `None` for one without paper.
pub(crate) fn given(gives: &MakeGood) -> Option<(Gives, BusinessDate)> {
    match gives {
        MakeGood::Check { amount, expires_on } => Some((check(*amount), *expires_on)),
        MakeGood::Certificate {
            benefit, expires_on, ..
        } => Some((certificate(benefit.as_str()), *expires_on)),
        MakeGood::Comp { .. } | MakeGood::Gesture { .. } => None,
    }
}

fn check(amount: Money) -> Gives {
    Gives::Check {
        amount: amount.to_string(),
    }
}

fn certificate(benefit: &str) -> Gives {
    Gives::Certificate {
        benefit: benefit.to_owned(),
        detail: None,
    }
}

/// The stub has the word Table before it already.
fn table(place: String) -> String {
    match place.split_once(' ') {
        Some((word, rest)) if word.eq_ignore_ascii_case("table") => rest.to_owned(),
        _ => place,
    }
}

/// The face of a draft. What is not typed yet is left open; what cannot be taken is said.
pub(crate) fn draft(draft: &dto::MakeItRight, shop: &Shop, at: Instant) -> Result<Face, ActionError> {
    let today = shop.business_day().of(at);
    let (gives, expires) = match &draft.make_good {
        dto::MakeGoodRequest::Check { amount, expires_on } => {
            let amount = typed::money_if_given(Some(amount), Field::Amount, shop.currency)?;
            (
                check(amount.unwrap_or(Money::zero(shop.currency))),
                typed::expiry(expires_on.as_deref(), shop, today)?,
            )
        }
        dto::MakeGoodRequest::Certificate {
            benefit,
            value,
            expires_on,
        } => {
            typed::money_if_given(value.as_deref(), Field::Value, shop.currency)?;
            let gives = match typed::given(benefit) {
                Some(benefit) => certificate(typed::benefit(benefit)?.as_str()),
                None => certificate("…"),
            };
            (gives, typed::expiry(expires_on.as_deref(), shop, today)?)
        }
        dto::MakeGoodRequest::Comp { .. } | dto::MakeGoodRequest::Gesture { .. } => {
            return Err(ActionError::NO_PAPER);
        }
    };
    let what = match typed::given(&draft.what) {
        Some(text) => typed::what(text)?.as_str().to_owned(),
        None => String::new(),
    };
    Ok(Face {
        at,
        gives,
        guest: typed::guest(&draft.guest)?.map(|name| name.as_str().to_owned()),
        expires,
        issued: today,
        staff: show::staff(typed::staff(&draft.staff)?.as_ref()),
        category: typed::category(&draft.category).unwrap_or(Category::Other),
        place: typed::place(&draft.place)?.map(|place| place.as_str().to_owned()),
        what,
        code: None,
        approved_by: None,
    })
}
