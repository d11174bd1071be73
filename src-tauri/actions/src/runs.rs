//! A run: the same make-good for many guests at once, on a night the power failed. All of it or nothing.

use std::ops::ControlFlow;

use comeback_domain::{
    Code, Deed, Digest, Envelope, Event, FixedClock, GuestId, GuestName, IncidentId, Instant, MakeGood, Out,
    Paper, PaperOut, RunId, Staff, StaffName, VoucherId, VoucherIssued, Worth,
};
use comeback_paper::VoucherPaper;
use comeback_store::guest::Guest;
use comeback_store::printed::{self, Printed};
use comeback_store::{Tx, event, guest, incident, voucher};
use rand::RngExt as _;

use crate::face::{Face, Letterhead, code, draft, given};
use crate::house::gate::Pass;
use crate::moment::{Moment, Request};
use crate::record::{NewIncident, asked, decide, has_paper, read_incident, record};
use crate::team::{Gift, second_yes};
use crate::{ActionError, Destination, House, dto, show, typed};

/// The most vouchers of one run.
const MOST: usize = 1_000;

/// One voucher of a run before it is issued: its identity and code are drawn first, so that its paper can be set while
/// nobody waits for the database.
#[derive(Debug, Clone)]
struct Planned {
    voucher: VoucherId,
    code: Code,
    guest: Option<Guest>,
}

/// A run that is thought through: nothing of it is written yet.
struct Plan {
    run: RunId,
    at: Instant,
    request: Request,
    /// The incident it belongs to; `None` when it is recorded with the run.
    incident: Option<IncidentId>,
    draft: dto::MakeItRight,
    gives: MakeGood,
    staff: Option<StaffName>,
    paper: Paper,
    planned: Vec<Planned>,
    documents: Vec<VoucherPaper>,
}

/// What a repeated request finds.
enum Start {
    Again(RunId),
    New(Box<Plan>),
}

impl House {
    /// Issues a run and saves its papers in the save folder, as one file.
    ///
    /// # Errors
    /// As [`House::issue_run`].
    pub async fn save_run(
        &self,
        request: dto::RunRequest,
        progress: impl FnMut(dto::RunProgress) -> ControlFlow<()> + Send + 'static,
    ) -> Result<dto::RunIssued, ActionError> {
        let folder = self.folder_of_papers().await?;
        let place = move |name: &str| Destination::reserve_in(&folder, name);
        self.run(request, place, progress).await
    }

    /// Issues a run: the same make-good for every guest, each with a code of its own, in one transaction with the file
    /// of its papers. The papers are set first and written first; when that is broken off, or the disk is full, nothing
    /// was issued. The same request may be repeated and gives the first answer, with the file as it was.
    ///
    /// # Errors
    /// [`ActionError`] for what was typed, [`ActionError::RunStopped`] when `progress` breaks it off,
    /// [`ActionError::CannotWrite`]; nothing was issued then.
    pub async fn issue_run(
        &self,
        request: dto::RunRequest,
        destination: Destination,
        progress: impl FnMut(dto::RunProgress) -> ControlFlow<()> + Send + 'static,
    ) -> Result<dto::RunIssued, ActionError> {
        self.run(request, move |_| Ok(destination), progress).await
    }

    async fn run(
        &self,
        request: dto::RunRequest,
        place: impl FnOnce(&str) -> Result<Destination, ActionError>,
        progress: impl FnMut(dto::RunProgress) -> ControlFlow<()> + Send + 'static,
    ) -> Result<dto::RunIssued, ActionError> {
        let pass = self.pass(Deed::Run).await?;
        let plan = match self.plan(&pass, request).await? {
            Start::Again(run) => {
                let destination = place(&self.run_name(&pass, run).await?)?;
                return self.run_again(&pass, run, destination).await;
            }
            Start::New(plan) => plan,
        };
        let second = self
            .second_person(&plan.request, plan.draft.approval.clone())
            .await?;
        let mut plan = plan;
        for document in &mut plan.documents {
            document.stub.approved_by = second.as_ref().map(|who| who.name.as_str().to_owned());
        }
        let mut destination = place(&file_name(plan.run, &plan.documents))?;
        let (plan, set) = self.set_run(plan, progress).await?;
        destination.fill(&set.pdf)?;
        let (run, name) = (plan.run, destination.file_name());
        let house = self.at(FixedClock(plan.at));
        let answer = house
            .write_on(&pass, move |moment| match moment.answered(&plan.request)? {
                // Another process was faster with the same request.
                Some(first) => Ok(Err(run_of(moment.tx, &first)?)),
                None => issue(moment, *plan, &set, name, second.as_ref()).map(Ok),
            })
            .await?;
        match answer {
            Err(first) => self.run_again(&pass, first, destination.emptied()?).await,
            Ok(incident) => {
                let path = destination.place()?;
                self.run_answer(&pass, run, incident, path).await
            }
        }
    }

    /// Thinks a run through: reads what was typed, draws identities and codes, and puts the documents together.
    async fn plan(&self, pass: &Pass, asked: dto::RunRequest) -> Result<Start, ActionError> {
        if !has_paper(&asked.draft.make_good) {
            return Err(ActionError::NO_PAPER);
        }
        let guests = guests(&asked)?;
        let request = request_of(&asked, &self.request_or_new(&asked.request_id))?;
        let at = self.clock.now();
        let signed_in = pass.who.as_ref().map(|who| who.name.clone());
        self.read_on(pass, move |tx, shop, today| {
            if let Some(first) = event::for_request(tx, &request.id)? {
                if first.asked != Some(request.asked) {
                    return Err(ActionError::RequestReused);
                }
                return Ok(Start::Again(run_of(tx, &first)?));
            }
            let known = asked
                .incident_id
                .as_deref()
                .map(|id| known_incident(tx, id))
                .transpose()?;
            let draft = dto::MakeItRight {
                guest: String::new(),
                contact: String::new(),
                guest_id: None,
                ..asked.draft
            };
            let gives = decide(&draft.make_good, shop, today)?;
            let staff = match signed_in {
                Some(who) => Some(who),
                None => typed::staff(&draft.staff)?,
            };
            let draft = dto::MakeItRight {
                staff: show::staff(staff.as_ref()).unwrap_or_default(),
                ..draft
            };
            let head = self.letterhead(tx, shop.clone())?;
            let paper = asked.paper.unwrap_or(shop.paper);
            let planned = self.draw(tx, at, guests)?;
            let documents = planned
                .iter()
                .map(|one| document(one, &draft, known.as_ref(), &gives, at, (paper, &head)))
                .collect::<Result<_, _>>()?;
            Ok(Start::New(Box::new(Plan {
                run: self.roll(|rng| RunId::mint(at, rng)),
                at,
                request,
                staff: staff.or_else(|| known.as_ref().and_then(|known| known.staff.clone())),
                incident: known.map(|known| known.id),
                draft,
                gives,
                paper,
                planned,
                documents,
            })))
        })
        .await
    }

    /// Draws an identity and a free code for each.
    fn draw(
        &self,
        tx: &Tx<'_>,
        at: Instant,
        guests: Vec<Option<GuestName>>,
    ) -> Result<Vec<Planned>, ActionError> {
        let mut planned: Vec<Planned> = Vec::with_capacity(guests.len());
        for name in guests {
            let code = loop {
                let code = self.roll(|rng| Code::draw(rng));
                if !voucher::is_taken(tx, code)? && planned.iter().all(|one| one.code != code) {
                    break code;
                }
            };
            let guest = name.map(|name| {
                let (id, salt) = self.roll(|rng| (GuestId::mint(at, rng), rng.random()));
                Guest {
                    id,
                    name: Some(name),
                    contact: None,
                    salt,
                }
            });
            planned.push(Planned {
                voucher: self.roll(|rng| VoucherId::mint(at, rng)),
                code,
                guest,
            });
        }
        Ok(planned)
    }

    /// Sets all papers in one file, away from the threads that answer the window.
    async fn set_run(
        &self,
        mut plan: Box<Plan>,
        mut progress: impl FnMut(dto::RunProgress) -> ControlFlow<()> + Send + 'static,
    ) -> Result<(Box<Plan>, Printed), ActionError> {
        let house = self.clone();
        let work = move || -> Result<_, ActionError> {
            let documents = std::mem::take(&mut plan.documents);
            let total = u32::try_from(documents.len()).unwrap_or(u32::MAX);
            let mut watch = |done: usize| {
                let done = u32::try_from(done).unwrap_or(u32::MAX);
                progress(dto::RunProgress { done, total })
            };
            let set = house
                .typesetter()?
                .vouchers_with(&documents, &mut watch)?
                .ok_or(ActionError::RunStopped)?;
            // The last moment to think better of it: what follows is not broken off.
            if watch(documents.len()).is_break() {
                return Err(ActionError::RunStopped);
            }
            let printed = Printed {
                paper: plan.paper,
                sha256: Digest::of(&set.pdf),
                pdf: set.pdf,
                size: set.size,
                made_at: plan.at,
            };
            Ok((plan, printed))
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|stopped| ActionError::Stopped(stopped.to_string()))?
    }

    async fn run_name(&self, pass: &Pass, run: RunId) -> Result<String, ActionError> {
        self.read_on(pass, move |tx, shop, _| {
            let kept = kept_run(tx, run)?;
            let day = shop.business_day().of(kept.made_at);
            Ok(name_of(run, &day.to_string()))
        })
        .await
    }

    /// The first answer to a repeated request, with the file as it was.
    async fn run_again(
        &self,
        pass: &Pass,
        run: RunId,
        destination: Destination,
    ) -> Result<dto::RunIssued, ActionError> {
        let (kept, incident) = self
            .read_on(pass, move |tx, _, _| {
                let kept = kept_run(tx, run)?;
                let first = voucher::of_run(tx, run)?.into_iter().next();
                let first = first.ok_or(ActionError::NoSuchRun)?;
                let found = voucher::by_id(tx, first)?.ok_or(ActionError::NoSuchRun)?;
                Ok((kept, found.incident))
            })
            .await?;
        let path = destination.finish(&kept.pdf)?;
        self.run_answer(pass, run, incident, path).await
    }

    async fn run_answer(
        &self,
        pass: &Pass,
        run: RunId,
        incident: IncidentId,
        path: std::path::PathBuf,
    ) -> Result<dto::RunIssued, ActionError> {
        self.read_on(pass, move |tx, _, _| {
            let count = voucher::of_run(tx, run)?.len();
            Ok(dto::RunIssued {
                run: run.to_string(),
                incident: read_incident(tx, incident)?,
                count: u32::try_from(count).unwrap_or(u32::MAX),
                saved: dto::Saved {
                    path: path.display().to_string(),
                },
            })
        })
        .await
    }

    /// The vouchers of a run with their codes, in the order they were issued: for the command line, whose caller holds
    /// the papers.
    ///
    /// # Errors
    /// [`ActionError::NoSuchRun`].
    pub async fn run_vouchers(&self, run: &str) -> Result<Vec<dto::Voucher>, ActionError> {
        let run: RunId = run.parse().map_err(|_| ActionError::NoSuchRun)?;
        self.read(Deed::Run, move |tx, _, today| {
            let mut found = Vec::new();
            for id in voucher::of_run(tx, run)? {
                let voucher = voucher::by_id(tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
                found.push(show::voucher(&voucher, today));
            }
            Ok(found)
        })
        .await
    }
}

/// Writes everything: the incident where it is new, each guest and voucher, the kept file, and that it was saved.
fn issue(
    moment: &Moment<'_>,
    plan: Plan,
    set: &Printed,
    file: String,
    second: Option<&Staff>,
) -> Result<IncidentId, ActionError> {
    let mut request = Some(plan.request);
    let incident = match plan.incident {
        Some(incident) => incident,
        None => record(moment, &NewIncident::of(&plan.draft), request.take())?,
    };
    let known = incident::get(moment.tx, incident)?.ok_or(ActionError::NoSuchIncident)?;
    let gift = Gift {
        times: i64::try_from(plan.planned.len()).unwrap_or(i64::MAX),
        guest: None,
        ..Gift::of(moment.tx, moment.shop.currency, &plan.gives, &known)?
    };
    let yes = second_yes(moment, second, &gift)?;
    let (worth, expires_on) = match plan.gives {
        MakeGood::Check { amount, expires_on } => (Worth::Check { amount }, expires_on),
        MakeGood::Certificate {
            benefit,
            value,
            expires_on,
        } => (Worth::Certificate { benefit, value }, expires_on),
        MakeGood::Comp { .. } | MakeGood::Gesture { .. } => return Err(ActionError::NO_PAPER),
    };
    for one in &plan.planned {
        if let Some(guest) = &one.guest {
            guest::insert(moment.tx, guest)?;
        }
        let issued = VoucherIssued {
            voucher: one.voucher,
            incident,
            code: one.code.as_str().to_owned(),
            worth: worth.clone(),
            expires_on,
            staff: plan.staff.clone(),
            guest: one.guest.as_ref().map(Guest::reference),
            run: Some(plan.run),
            approved_by: yes.by.clone(),
            asked: None,
            replaces: None,
        };
        moment.append(plan.staff.clone(), request.take(), Event::VoucherIssued(issued))?;
    }
    printed::keep_run(moment.tx, plan.run, incident, set)?;
    for one in &plan.planned {
        let saved = PaperOut {
            voucher: one.voucher,
            incident,
            staff: plan.staff.clone(),
            out: Out {
                paper: set.paper,
                pdf: set.sha256,
                to: Some(file.clone()),
                job: None,
            },
        };
        moment.append(plan.staff.clone(), None, Event::VoucherSaved(saved))?;
    }
    Ok(incident)
}

/// The paper of one voucher of a run.
fn document(
    one: &Planned,
    asked: &dto::MakeItRight,
    known: Option<&incident::Incident>,
    gives: &MakeGood,
    at: Instant,
    (paper, head): (Paper, &Letterhead),
) -> Result<VoucherPaper, ActionError> {
    let shop = &head.shop;
    let face = match known {
        None => draft(asked, shop, at)?,
        Some(incident) => {
            let (gives, expires) = given(gives).ok_or(ActionError::NO_PAPER)?;
            let staff = typed::staff(&asked.staff)?.or_else(|| incident.staff.clone());
            let days = (at, shop.business_day().of(at), expires);
            Face::of(incident, gives, days, staff.as_ref())
        }
    };
    let guest = one.guest.as_ref().and_then(|guest| guest.name.as_ref());
    Ok(Face {
        guest: guest.map(|name| name.as_str().to_owned()),
        code: Some(code(one.code)),
        ..face
    }
    .on(paper, head))
}

/// Whom a run is for: names as pasted, a line each, or so many without a name.
fn guests(asked: &dto::RunRequest) -> Result<Vec<Option<GuestName>>, ActionError> {
    let mut named = Vec::new();
    for (at, typed) in asked.guests.iter().enumerate() {
        let name = GuestName::parse(typed).map_err(|error| ActionError::RunGuest { line: at + 1, error })?;
        named.extend(name.map(Some));
    }
    let unnamed = asked
        .count
        .map(|count| usize::try_from(count).unwrap_or(usize::MAX));
    let found = match (named.is_empty(), unnamed) {
        (false, None) => named,
        (true, Some(count)) if count <= MOST => vec![None; count],
        (true, Some(_)) => return Err(ActionError::RunSize),
        (false, Some(_)) => return Err(ActionError::RunBoth),
        (true, None) => Vec::new(),
    };
    if (1..=MOST).contains(&found.len()) {
        Ok(found)
    } else {
        Err(ActionError::RunSize)
    }
}

/// Everything a request asks for goes into its digest.
fn request_of(request: &dto::RunRequest, id: &str) -> Result<Request, ActionError> {
    let drafted = asked("issue_run", &request.draft);
    let count = request.count.map_or(String::new(), |count| count.to_string());
    let mut fields: Vec<&str> = drafted.iter().map(String::as_str).collect();
    fields.push(request.incident_id.as_deref().unwrap_or(""));
    fields.push(&count);
    fields.push(request.paper.map_or("", Paper::key));
    fields.extend(request.guests.iter().map(String::as_str));
    Request::new(id, &fields)
}

/// The papers of a run, unless they went with a guest who was forgotten.
pub(crate) fn kept_run(tx: &Tx<'_>, run: RunId) -> Result<Printed, ActionError> {
    match printed::of_run(tx, run)? {
        Some(kept) => Ok(kept),
        None if voucher::of_run(tx, run)?.is_empty() => Err(ActionError::NoSuchRun),
        None => Err(ActionError::RunForgotten),
    }
}

fn known_incident(tx: &Tx<'_>, id: &str) -> Result<incident::Incident, ActionError> {
    let id: IncidentId = id.parse().map_err(|_| ActionError::NoSuchIncident)?;
    incident::get(tx, id)?.ok_or(ActionError::NoSuchIncident)
}

/// The run that a request led to: its first event names the request, and the first voucher after it the run.
fn run_of(tx: &Tx<'_>, first: &Envelope) -> Result<RunId, ActionError> {
    let incident = first.event.incident().ok_or(ActionError::RequestReused)?;
    let issued = event::of_incident(tx, incident)?
        .into_iter()
        .find_map(|envelope| match envelope.event {
            Event::VoucherIssued(issued) if envelope.seq >= first.seq => issued.run,
            _ => None,
        });
    issued.ok_or(ActionError::RequestReused)
}

/// A name that tells no guest and no code.
fn file_name(run: RunId, documents: &[VoucherPaper]) -> String {
    let day = documents.first().map(|document| document.issued.to_string());
    name_of(run, &day.unwrap_or_default())
}

fn name_of(run: RunId, day: &str) -> String {
    let run = run.to_string();
    let end: String = run
        .chars()
        .rev()
        .take(6)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    format!("{day}-run-{end}.pdf")
}
