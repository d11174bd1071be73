//! The paper of a voucher: shown, saved, opened, and kept as it first left.

use std::path::{Path, PathBuf};

use comeback_domain::{
    Deed, Digest, Envelope, Event, GuestName, IncidentId, Instant, MakeGood, Out, Paper, PaperOut, Refusal,
    Shop, Voided, VoucherId, VoucherKind,
};
use comeback_paper::VoucherPaper;
use comeback_proof::Proof;
use comeback_store::printed::{self, Printed};
use comeback_store::{Tx, event, incident, voucher};

use crate::face::{Face, draft, given};
use crate::house::gate::Pass;
use crate::{ActionError, Destination, House, dto, guests, show, typed};

/// The paper of a voucher: as it left, or as it would.
enum Found {
    Kept(Printed),
    ToSet(Paper, Box<VoucherPaper>),
}

impl House {
    /// The paper of a draft as it will print, without a code. What is not typed yet is left open; what cannot be
    /// taken is said.
    ///
    /// # Errors
    /// [`ActionError`] for what was typed, as at issue. [`ActionError::WrongFigure`] for a make-good without paper.
    pub async fn preview_paper(
        &self,
        draft: &dto::MakeItRight,
        paper: Option<Paper>,
    ) -> Result<Vec<u8>, ActionError> {
        let document = self.draft_document(draft.clone(), paper).await?;
        Ok(self.typesetter()?.voucher(&document)?.pdf)
    }

    /// The first page of a paper as it looks, `width` pixels across: the bytes of [`Proof::to_bytes`].
    ///
    /// # Errors
    /// [`ActionError::Proof`] for a PDF without a page that can be read.
    pub async fn proof(&self, pdf: Vec<u8>, width: u32) -> Result<Vec<u8>, ActionError> {
        let drawn = tokio::task::spawn_blocking(move || Proof::of_first_page(pdf, width))
            .await
            .map_err(|stopped| ActionError::Stopped(stopped.to_string()))??;
        Ok(drawn.to_bytes())
    }

    pub(crate) async fn draft_document(
        &self,
        asked: dto::MakeItRight,
        paper: Option<Paper>,
    ) -> Result<VoucherPaper, ActionError> {
        let at = self.clock.now();
        let pass = self.pass(Deed::GiveWithinLimit).await?;
        let who = pass.who.as_ref().map(|who| who.name.as_str().to_owned());
        self.read_on(&pass, move |tx, shop, _| {
            let mut asked = asked;
            guests::known_guest(tx, &mut asked)?;
            // As on the paper that is issued: whoever is signed in gives it, whatever was typed.
            asked.staff = who.unwrap_or(asked.staff);
            let head = self.letterhead(tx, shop.clone())?;
            Ok(draft(&asked, shop, at)?.on(paper.unwrap_or(shop.paper), &head))
        })
        .await
    }

    /// Sets the paper of a draft; see [`House::try_paper`] for why this comes before a code is made.
    pub(crate) fn try_draft(
        &self,
        tx: &Tx<'_>,
        asked: &dto::MakeItRight,
        shop: &Shop,
        at: Instant,
    ) -> Result<(), ActionError> {
        let head = self.letterhead(tx, shop.clone())?;
        self.typesetter()?
            .voucher(&draft(asked, shop, at)?.on(shop.paper, &head))?;
        Ok(())
    }

    /// Sets the paper of a make-good before it is given: what would not fit on the paper is said while it can still
    /// be changed, and no code is ever made that cannot be printed.
    pub(crate) async fn try_paper(
        &self,
        id: IncidentId,
        gives: &MakeGood,
        paper: Option<Paper>,
    ) -> Result<(), ActionError> {
        let Some((gives, expires)) = given(gives) else {
            return Ok(());
        };
        let at = self.clock.now();
        let document = self
            .read(Deed::GiveWithinLimit, move |tx, shop, today| {
                let incident = incident::get(tx, id)?.ok_or(ActionError::NoSuchIncident)?;
                let head = self.letterhead(tx, shop.clone())?;
                let face = Face::of(&incident, gives, (at, today, expires), incident.staff.as_ref());
                Ok(face.on(paper.unwrap_or(shop.paper), &head))
            })
            .await?;
        self.typesetter()?.voucher(&document)?;
        Ok(())
    }

    /// The paper of a voucher. One that left the house before is given as it left, to the byte, whatever the design
    /// says now; asked for without a form, in the form that left last, or else in the shop's.
    ///
    /// # Errors
    /// [`ActionError::NoSuchVoucher`].
    pub async fn voucher_pdf(&self, id: &str, paper: Option<Paper>) -> Result<Vec<u8>, ActionError> {
        let id = parse_id(id)?;
        let pass = self.pass_paper(id).await?;
        Ok(self.set_or_kept(&pass, id, paper).await?.0.pdf)
    }

    /// Asks whether the paper of a voucher may be shown or saved now. Whoever gives it is handing it over: a paper that
    /// never left, and one that they gave today. Any other is printed again.
    async fn pass_paper(&self, id: VoucherId) -> Result<Pass, ActionError> {
        let pass = self.pass(Deed::SeeIncidents).await?;
        let who = pass.who.clone();
        let handing_over = self
            .read_on(&pass, move |tx, _, today| {
                let found = voucher::by_id(tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
                let given_today = found.life.issued_on == today
                    && found.issued_by.as_ref() == who.as_ref().map(|who| &who.name);
                Ok(given_today || !left_before(&event::of_voucher(tx, found.incident, id)?))
            })
            .await?;
        self.pass(paper_deed(handing_over)).await
    }

    /// The paper, and whom it is for as it was read.
    async fn set_or_kept(
        &self,
        pass: &Pass,
        id: VoucherId,
        paper: Option<Paper>,
    ) -> Result<(Printed, Option<GuestName>), ActionError> {
        let (found, guest) = self
            .read_on(pass, move |tx, shop, _| {
                Ok((self.find_paper(tx, shop, id, paper)?, guest_of(tx, id)?))
            })
            .await?;
        let printed = match found {
            Found::Kept(kept) => kept,
            Found::ToSet(paper, document) => {
                let set = self.typesetter()?.voucher(&document)?;
                Printed {
                    paper,
                    sha256: Digest::of(&set.pdf),
                    pdf: set.pdf,
                    size: set.size,
                    made_at: self.clock.now(),
                }
            }
        };
        Ok((printed, guest))
    }

    fn find_paper(
        &self,
        tx: &Tx<'_>,
        shop: &Shop,
        id: VoucherId,
        paper: Option<Paper>,
    ) -> Result<Found, ActionError> {
        let found = voucher::by_id(tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
        if let Some(kept) = printed::of_voucher(tx, id, paper)? {
            return Ok(Found::Kept(kept));
        }
        let (paper, document) = self.document(tx, shop, &found, paper)?;
        Ok(Found::ToSet(paper, Box::new(document)))
    }

    /// The document of a voucher that was issued.
    pub(crate) fn document(
        &self,
        tx: &Tx<'_>,
        shop: &Shop,
        found: &voucher::Voucher,
        paper: Option<Paper>,
    ) -> Result<(Paper, VoucherPaper), ActionError> {
        let incident = incident::get(tx, found.incident)?.ok_or(ActionError::NoSuchIncident)?;
        let issued = issued(tx, found.incident, found.id)?;
        // The papers of a run left together; one of them printed by itself looks as it did then.
        let then = match found.run {
            Some(_) => event::shop_before(tx, issued.seq)?,
            None => None,
        };
        let head = self.letterhead(tx, then.unwrap_or_else(|| shop.clone()))?;
        let paper = paper.unwrap_or(head.shop.paper);
        let document = Face::of_voucher(found, &incident, issued.at).on(paper, &head);
        Ok((paper, document))
    }

    /// Keeps the paper that is about to leave, and gives what is kept: from now on it is the paper of this voucher.
    pub(crate) async fn keep_paper(
        &self,
        pass: &Pass,
        id: VoucherId,
        paper: Option<Paper>,
    ) -> Result<Printed, ActionError> {
        loop {
            let (set, guest) = self.set_or_kept(pass, id, paper).await?;
            let kept = self
                .write_bare_on(pass, move |tx| {
                    // A guest who was forgotten while the paper was being set must not come back on it.
                    let found = voucher::by_id(tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
                    if found.guest != guest {
                        return Ok(None);
                    }
                    if let Some(Voided { on, replaced }) = found.life.voided {
                        return Err(Refusal::Voided { on, replaced }.into());
                    }
                    Ok(Some(printed::keep(tx, id, set)?))
                })
                .await?;
            if let Some(kept) = kept {
                return Ok(kept);
            }
        }
    }

    /// Writes the paper of a voucher to a reserved place, and records it. The bytes are on the disk before the event
    /// is, and the event before the file has its name: no paper leaves that its story does not tell.
    ///
    /// # Errors
    /// [`ActionError::NoSuchVoucher`], [`ActionError::CannotWrite`]. The voucher stays issued.
    pub async fn write_voucher(
        &self,
        id: &str,
        staff: &str,
        paper: Option<Paper>,
        mut destination: Destination,
    ) -> Result<dto::Saved, ActionError> {
        let id = parse_id(id)?;
        let pass = self.pass_paper(id).await?;
        let kept = self.keep_paper(&pass, id, paper).await?;
        destination.fill(&kept.pdf)?;
        let name = destination.file_name();
        self.record_saved(&pass, id, staff, &kept, Some(name)).await?;
        Ok(dto::Saved {
            path: destination.place()?.display().to_string(),
        })
    }

    async fn record_saved(
        &self,
        pass: &Pass,
        id: VoucherId,
        staff: &str,
        kept: &Printed,
        file: Option<String>,
    ) -> Result<(), ActionError> {
        let staff = typed::staff(staff)?;
        let (paper, pdf) = (kept.paper, kept.sha256);
        self.write_on(pass, move |moment| {
            let staff = moment.by(staff);
            let found = voucher::by_id(moment.tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
            let saved = PaperOut {
                voucher: id,
                incident: found.incident,
                staff: staff.clone(),
                out: Out {
                    paper,
                    pdf,
                    to: file,
                    job: None,
                },
            };
            moment.append(staff, None, Event::VoucherSaved(saved)).map(drop)
        })
        .await
    }

    /// Saves the paper of a voucher in the save folder. The name holds the date and the last four, no guest.
    ///
    /// # Errors
    /// As [`House::write_voucher`].
    pub async fn save_voucher(&self, id: &str, staff: &str) -> Result<dto::Saved, ActionError> {
        self.save_voucher_on(id, staff, None).await
    }

    /// The same on a chosen paper; `None` for the shop's own.
    ///
    /// # Errors
    /// As [`House::write_voucher`].
    pub async fn save_voucher_on(
        &self,
        id: &str,
        staff: &str,
        paper: Option<Paper>,
    ) -> Result<dto::Saved, ActionError> {
        let folder = self.folder_of_papers().await?;
        let destination = Destination::reserve_in(&folder, &self.paper_name(id, paper).await?)?;
        self.write_voucher(id, staff, paper, destination).await
    }

    /// Writes the paper of a voucher into a folder for the system's viewer to open, and records that it was opened.
    ///
    /// # Errors
    /// As [`House::write_voucher`].
    pub async fn paper_to_open(
        &self,
        id: &str,
        staff: &str,
        paper: Option<Paper>,
        folder: &Path,
    ) -> Result<PathBuf, ActionError> {
        let mut destination = Destination::reserve_in(folder, &self.paper_name(id, paper).await?)?;
        let id = parse_id(id)?;
        let pass = self.pass_paper(id).await?;
        let kept = self.keep_paper(&pass, id, paper).await?;
        destination.fill(&kept.pdf)?;
        self.record_saved(&pass, id, staff, &kept, None).await?;
        destination.place()
    }

    /// One on another paper than the shop's own says so: it must not replace the one that was saved before.
    async fn paper_name(&self, id: &str, paper: Option<Paper>) -> Result<String, ActionError> {
        let own = self.read(Deed::SeeIncidents, |_, shop, _| Ok(shop.paper)).await?;
        let voucher = self.voucher_by_id(id).await?;
        let kind = match voucher.kind {
            VoucherKind::Check => "check",
            VoucherKind::Certificate => "certificate",
        };
        let other = paper.filter(|paper| *paper != own);
        let other = other.map_or(String::new(), |paper| format!("-{}", paper.key()));
        Ok(format!(
            "{}-{kind}-{}{other}.pdf",
            voucher.issued_on, voucher.last_four
        ))
    }

    /// The voucher with this identity, as it stands today.
    ///
    /// # Errors
    /// [`ActionError::NoSuchVoucher`].
    pub async fn voucher_by_id(&self, id: &str) -> Result<dto::Voucher, ActionError> {
        let id = parse_id(id)?;
        self.read(Deed::SeeIncidents, move |tx, _, today| {
            let found = voucher::by_id(tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
            Ok(show::voucher(&found, today))
        })
        .await
    }
}

/// Whom a voucher is for, where they are known.
fn guest_of(tx: &Tx<'_>, id: VoucherId) -> Result<Option<GuestName>, ActionError> {
    let found = voucher::by_id(tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
    Ok(found.guest)
}

/// The event that issued a voucher.
fn issued(tx: &Tx<'_>, incident: IncidentId, id: VoucherId) -> Result<Envelope, ActionError> {
    event::of_voucher(tx, incident, id)?
        .into_iter()
        .find(|event| matches!(event.event, Event::VoucherIssued(_)))
        .ok_or(ActionError::NoSuchVoucher)
}

/// What it is to bring a paper out: handing it over, or printing it again.
pub(crate) fn paper_deed(handing_over: bool) -> Deed {
    if handing_over {
        Deed::GiveWithinLimit
    } else {
        Deed::Reprint
    }
}

/// Whether a paper of this voucher left the house before.
fn left_before(events: &[Envelope]) -> bool {
    let left = |envelope: &Envelope| {
        matches!(
            envelope.event,
            Event::VoucherPrinted(_) | Event::VoucherReprinted(_) | Event::VoucherSaved(_)
        )
    };
    events.iter().any(left)
}

pub(crate) fn parse_id(id: &str) -> Result<VoucherId, ActionError> {
    id.parse().map_err(|_| ActionError::NoSuchVoucher)
}
