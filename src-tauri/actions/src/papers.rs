//! The paper: from a voucher or a draft to the document the typesetter sets.

use std::path::Path;

use comeback_domain::{
    BusinessDate, Category, Event, IncidentId, Instant, MakeGood, Paper, Shop, StaffName, VoucherId, Worth,
};
use comeback_paper::{Business, Code, Design, Gives, PaperKind, Stub, VoucherPaper};
use comeback_store::{event, incident, voucher};

use crate::record::voucher_of;
use crate::{ActionError, Destination, Field, House, dto, show, typed};

impl House {
    /// The paper of a draft as it will print, without a code. What is not typed yet is left open; what cannot be
    /// taken is said.
    ///
    /// # Errors
    /// [`ActionError`] for what was typed, as at issue. [`ActionError::WrongFigure`] for a make-good without paper.
    pub async fn preview_paper(&self, draft: &dto::MakeItRight) -> Result<Vec<u8>, ActionError> {
        let (shop, at) = (self.shop().await?, self.clock.now());
        self.try_draft(draft, &shop, at)
    }

    /// Sets the paper of a draft; see [`House::try_paper`] for why this comes before a code is made.
    pub(crate) fn try_draft(
        &self,
        draft: &dto::MakeItRight,
        shop: &Shop,
        at: Instant,
    ) -> Result<Vec<u8>, ActionError> {
        let document = draft_paper(draft, shop, at)?;
        Ok(self.typesetter()?.voucher(&document)?.pdf)
    }

    /// Sets the paper of a make-good before it is given: what would not fit on the paper is said while it can still
    /// be changed, and no code is ever made that cannot be printed.
    pub(crate) async fn try_paper(&self, incident: IncidentId, gives: &MakeGood) -> Result<(), ActionError> {
        let (gives, expires) = match gives {
            MakeGood::Check { amount, expires_on } => (
                Gives::Check {
                    amount: amount.to_string(),
                },
                *expires_on,
            ),
            MakeGood::Certificate {
                benefit, expires_on, ..
            } => (
                Gives::Certificate {
                    benefit: benefit.as_str().to_owned(),
                    detail: None,
                },
                *expires_on,
            ),
            MakeGood::Comp { .. } | MakeGood::Gesture { .. } => return Ok(()),
        };
        let at = self.clock.now();
        let document = self
            .read(move |tx, shop, today| {
                let incident = incident::get(tx, incident)?.ok_or(ActionError::NoSuchIncident)?;
                let staff = incident.staff.clone();
                Ok(Face {
                    gives,
                    ..Face::of(shop, &incident, at, today, expires, staff.as_ref())
                }
                .set())
            })
            .await?;
        self.typesetter()?.voucher(&document)?;
        Ok(())
    }

    /// The paper of a voucher: the same bytes each time.
    ///
    /// # Errors
    /// [`ActionError::NoSuchVoucher`].
    pub async fn voucher_pdf(&self, id: &str, size: Option<Paper>) -> Result<Vec<u8>, ActionError> {
        let document = self.voucher_paper(id, size).await?;
        Ok(self.typesetter()?.voucher(&document)?.pdf)
    }

    /// Writes the paper of a voucher to a reserved place.
    ///
    /// # Errors
    /// [`ActionError::NoSuchVoucher`], [`ActionError::CannotWrite`]. The voucher stays issued.
    pub async fn write_voucher(
        &self,
        id: &str,
        size: Option<Paper>,
        destination: Destination,
    ) -> Result<dto::Saved, ActionError> {
        let path = destination.finish(&self.voucher_pdf(id, size).await?)?;
        Ok(dto::Saved {
            path: path.display().to_string(),
        })
    }

    /// Saves the paper of a voucher in the save folder. The name holds the date and the last four, no guest.
    ///
    /// # Errors
    /// As [`House::write_voucher`].
    pub async fn save_voucher(&self, id: &str) -> Result<dto::Saved, ActionError> {
        let folder = self.save_folder().await?;
        self.save_voucher_in(id, &folder).await
    }

    /// Saves the paper of a voucher in a folder, for the system's viewer to open.
    ///
    /// # Errors
    /// As [`House::write_voucher`].
    pub async fn save_voucher_in(&self, id: &str, folder: &Path) -> Result<dto::Saved, ActionError> {
        let voucher = self.voucher_by_id(id).await?;
        let kind = match voucher.kind {
            comeback_domain::VoucherKind::Check => "check",
            comeback_domain::VoucherKind::Certificate => "certificate",
        };
        let name = format!("{}-{kind}-{}.pdf", voucher.issued_on, voucher.last_four);
        self.write_voucher(id, None, Destination::reserve_in(folder, &name)?)
            .await
    }

    /// Records that a voucher is printed again. The code stays the same.
    ///
    /// # Errors
    /// [`ActionError::NoSuchVoucher`].
    pub async fn reprint_voucher(&self, id: &str, staff: &str) -> Result<(), ActionError> {
        let (id, staff) = (parse_id(id)?, typed::staff(staff)?);
        self.write(move |moment| {
            let found = voucher::by_id(moment.tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
            let reprinted = comeback_domain::Reprinted {
                voucher: id,
                incident: found.incident,
                staff: staff.clone(),
            };
            moment
                .append(staff, None, Event::VoucherReprinted(reprinted))
                .map(drop)
        })
        .await
    }

    /// The voucher with this identity, as it stands today.
    ///
    /// # Errors
    /// [`ActionError::NoSuchVoucher`].
    pub async fn voucher_by_id(&self, id: &str) -> Result<dto::Voucher, ActionError> {
        let id = parse_id(id)?;
        self.read(move |tx, _, today| {
            let found = voucher::by_id(tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
            Ok(show::voucher(&found, today))
        })
        .await
    }

    async fn voucher_paper(&self, id: &str, size: Option<Paper>) -> Result<VoucherPaper, ActionError> {
        let id = parse_id(id)?;
        self.read(move |tx, shop, _| {
            let found = voucher::by_id(tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
            let incident = incident::get(tx, found.incident)?.ok_or(ActionError::NoSuchIncident)?;
            let events = event::of_incident(tx, found.incident)?;
            let issued = events
                .iter()
                .find(|event| matches!(event.event, Event::VoucherIssued(_)) && voucher_of(event) == Some(id))
                .ok_or(ActionError::NoSuchVoucher)?;
            let code = &found.life.code;
            let life = &found.life;
            let by = found.issued_by.as_ref();
            let face = Face::of(shop, &incident, issued.at, life.issued_on, life.expires_on, by);
            let mut document = Face {
                gives: gives(&life.worth),
                ..face
            }
            .set();
            document.code = Some(Code {
                grouped: code.grouped(),
                qr: code.qr(),
                last_four: code.last_four().to_owned(),
            });
            if let Some(size) = size {
                document.kind = paper_kind(size);
            }
            Ok(document)
        })
        .await
    }
}

fn parse_id(id: &str) -> Result<VoucherId, ActionError> {
    id.parse().map_err(|_| ActionError::NoSuchVoucher)
}

fn paper_kind(paper: Paper) -> PaperKind {
    match paper {
        Paper::Letter => PaperKind::Letter,
        Paper::A4 => PaperKind::A4,
    }
}

fn gives(worth: &Worth) -> Gives {
    match worth {
        Worth::Check { amount } => Gives::Check {
            amount: amount.to_string(),
        },
        // The value of a certificate is never printed: a figure could make it a gift card.
        Worth::Certificate { benefit, .. } => Gives::Certificate {
            benefit: benefit.as_str().to_owned(),
            detail: None,
        },
    }
}

/// What stands on a voucher of this shop.
struct Face<'a> {
    shop: &'a Shop,
    at: Instant,
    gives: Gives,
    guest: Option<String>,
    expires: BusinessDate,
    issued: BusinessDate,
    staff: Option<String>,
    category: Category,
    place: Option<String>,
    what: String,
}

impl<'a> Face<'a> {
    /// The face of a voucher for this incident, with nothing given yet.
    fn of(
        shop: &'a Shop,
        incident: &incident::Incident,
        at: Instant,
        issued: BusinessDate,
        expires: BusinessDate,
        staff: Option<&StaffName>,
    ) -> Self {
        Self {
            shop,
            at,
            gives: Gives::Check {
                amount: String::new(),
            },
            guest: incident.guest.as_ref().map(|name| name.as_str().to_owned()),
            expires,
            issued,
            staff: show::staff(staff),
            category: incident.category,
            place: incident.place.as_ref().map(|place| place.as_str().to_owned()),
            what: incident.what.clone(),
        }
    }

    fn set(self) -> VoucherPaper {
        let shop = self.shop;
        let by = self.staff.unwrap_or_else(|| shop.name.clone());
        VoucherPaper {
            kind: paper_kind(shop.paper),
            design: Design {
                legend: shop.legend,
                ..Design::default()
            },
            business: Business {
                name: shop.name.clone(),
                address: shop.address.clone(),
                telephone: shop.telephone.clone(),
            },
            gives: self.gives,
            code: None,
            guest: self.guest,
            apology: Some(shop.apology.clone()).filter(|text| !text.is_empty()),
            expires: self.expires.date(),
            issued: self.issued.date(),
            issued_by: by.clone(),
            stub: Stub {
                category: self.category.label().to_owned(),
                table: self.place.map(table),
                given_by: by,
                approved_by: None,
                when: self
                    .at
                    .with_timezone(&shop.timezone)
                    .format("%-d %b %Y, %H:%M")
                    .to_string(),
                note: self.what,
            },
            letter: None,
            made_at: self.at,
        }
    }
}

/// The stub has the word Table before it already.
fn table(place: String) -> String {
    match place.split_once(' ') {
        Some((word, rest)) if word.eq_ignore_ascii_case("table") => rest.to_owned(),
        _ => place,
    }
}

fn draft_paper(draft: &dto::MakeItRight, shop: &Shop, at: Instant) -> Result<VoucherPaper, ActionError> {
    let today = shop.business_day().of(at);
    let (gives, expires) = match &draft.make_good {
        dto::MakeGoodRequest::Check { amount, expires_on } => {
            let amount = typed::money_if_given(Some(amount), Field::Amount, shop.currency)?;
            let amount = amount
                .unwrap_or(comeback_domain::Money::zero(shop.currency))
                .to_string();
            (
                Gives::Check { amount },
                typed::expiry(expires_on.as_deref(), shop, today)?,
            )
        }
        dto::MakeGoodRequest::Certificate {
            benefit,
            value,
            expires_on,
        } => {
            typed::money_if_given(value.as_deref(), Field::Value, shop.currency)?;
            let benefit = match typed::given(benefit) {
                Some(benefit) => typed::benefit(benefit)?.as_str().to_owned(),
                None => "…".to_owned(),
            };
            (
                Gives::Certificate {
                    benefit,
                    detail: None,
                },
                typed::expiry(expires_on.as_deref(), shop, today)?,
            )
        }
        dto::MakeGoodRequest::Comp { .. } | dto::MakeGoodRequest::Gesture { .. } => {
            return Err(ActionError::WrongFigure(
                "A comp or a gesture has no paper. Choose a check or a certificate.",
            ));
        }
    };
    let what = match typed::given(&draft.what) {
        Some(text) => typed::what(text)?.as_str().to_owned(),
        None => String::new(),
    };
    Ok(Face {
        shop,
        at,
        gives,
        guest: typed::guest(&draft.guest)?.map(|name| name.as_str().to_owned()),
        expires,
        issued: today,
        staff: show::staff(typed::staff(&draft.staff)?.as_ref()),
        category: typed::category(&draft.category).unwrap_or(Category::Other),
        place: typed::place(&draft.place)?.map(|place| place.as_str().to_owned()),
        what,
    }
    .set())
}
