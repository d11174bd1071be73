//! Printing: a paper handed to its printer, and what became of it.

use comeback_domain::{
    Deed, Digest, Envelope, Event, IncidentId, Out, Paper, PaperOut, PrintFailed, Reprinted, RunId,
    StaffName, VoucherId,
};
use comeback_paper::{Rendered, Shift, shifted};
use comeback_print::{Document, Job, JobState, PrintError, Printer, Spooler};
use comeback_store::printed::Printed;
use comeback_store::{Tx, event, voucher};

use crate::face::paper_kind;
use crate::house::gate::Pass;
use crate::moment::Moment;
use crate::papers::{paper_deed, parse_id};
use crate::printers::shift_of;
use crate::runs::kept_run;
use crate::{ActionError, House, dto, typed};

/// A print service: the machine's own, or one of a story. Its calls wait, so they are made where waiting is allowed.
pub trait Printing: Send + Sync {
    /// The printers it knows.
    ///
    /// # Errors
    /// [`PrintError`] when it does not answer.
    fn printers(&self) -> Result<Vec<Printer>, PrintError>;
    /// Hands a document to a printer.
    ///
    /// # Errors
    /// [`PrintError`] when it was not taken.
    fn send(&self, printer: &str, document: &Document<'_>) -> Result<Job, PrintError>;
    /// How far a job is.
    ///
    /// # Errors
    /// [`PrintError`] when that cannot be told.
    fn job(&self, printer: &str, id: i32) -> Result<Job, PrintError>;
}

impl Printing for Spooler {
    fn printers(&self) -> Result<Vec<Printer>, PrintError> {
        Spooler::printers(self)
    }

    fn send(&self, printer: &str, document: &Document<'_>) -> Result<Job, PrintError> {
        Spooler::send(self, printer, document)
    }

    fn job(&self, printer: &str, id: i32) -> Result<Job, PrintError> {
        Spooler::job(self, printer, id)
    }
}

/// Papers that are printed together, each with its voucher.
struct Batch {
    title: String,
    vouchers: Vec<VoucherId>,
    kept: Printed,
}

impl House {
    /// Prints the paper of a voucher. Its bytes are kept first; then they go to the printer, moved as that printer
    /// needs it; then its story tells of it: as a reprint when it came out before.
    ///
    /// # Errors
    /// [`ActionError::NoPrinter`]; [`ActionError::NotPrinted`] when the printer did not take it, which its story tells,
    /// too. The voucher is as good as before.
    pub async fn print_voucher(
        &self,
        id: &str,
        staff: &str,
        paper: Option<Paper>,
        printer: Option<&str>,
    ) -> Result<dto::PrintJob, ActionError> {
        let (staff, voucher) = (typed::staff(staff)?, self.voucher_by_id(id).await?);
        let id = parse_id(id)?;
        let pass = self.pass_print(id).await?;
        let batch = Batch {
            title: format!("Comeback {}", voucher.last_four),
            vouchers: vec![id],
            kept: self.keep_paper(&pass, id, paper).await?,
        };
        self.print(&pass, batch, staff, printer).await
    }

    /// Asks whether a voucher may be printed now: for the first time, or again.
    async fn pass_print(&self, id: VoucherId) -> Result<Pass, ActionError> {
        let first = self
            .read(Deed::SeeIncidents, move |tx, _, _| {
                let found = voucher::by_id(tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
                Ok(!came_out(&event::of_voucher(tx, found.incident, id)?, id))
            })
            .await?;
        self.pass(paper_deed(first)).await
    }

    /// Prints all papers of a run.
    ///
    /// # Errors
    /// [`ActionError::NoSuchRun`], and as [`House::print_voucher`].
    pub async fn print_run(&self, run: &str, staff: &str) -> Result<dto::PrintJob, ActionError> {
        let run: RunId = run.parse().map_err(|_| ActionError::NoSuchRun)?;
        let staff = typed::staff(staff)?;
        let pass = self.pass(Deed::Run).await?;
        let (kept, vouchers) = self
            .read_on(&pass, move |tx, _, _| {
                let kept = kept_run(tx, run)?;
                Ok((kept, voucher::of_run(tx, run)?))
            })
            .await?;
        let batch = Batch {
            title: format!("Comeback, {} papers", vouchers.len()),
            vouchers,
            kept,
        };
        self.print(&pass, batch, staff, None).await
    }

    async fn print(
        &self,
        pass: &Pass,
        batch: Batch,
        staff: Option<StaffName>,
        named: Option<&str>,
    ) -> Result<dto::PrintJob, ActionError> {
        let Batch {
            title,
            vouchers,
            kept,
        } = batch;
        let (paper, pdf) = (kept.paper, kept.sha256);
        let (printer, sent) = match self.printer_for(paper, named).await? {
            Ok(choice) => {
                let printer = choice.printer.clone();
                (printer, self.send(choice, title, kept).await?)
            }
            Err(error) => (None, Err(error)),
        };
        match sent {
            Ok(job) => {
                let told = print_job(&job);
                self.record_printed(pass, vouchers, staff, (paper, pdf), job)
                    .await?;
                Ok(told)
            }
            Err(error) => {
                let reason = error.to_string();
                self.record_failed(pass, vouchers, staff, move |voucher, incident, staff| {
                    PrintFailed {
                        voucher,
                        incident,
                        staff,
                        paper,
                        pdf,
                        printer: printer.clone(),
                        job: None,
                        reason: reason.clone(),
                    }
                })
                .await?;
                Err(ActionError::NotPrinted(error))
            }
        }
    }

    /// Moves a paper as its printer needs it, and hands it over.
    async fn send(
        &self,
        choice: dto::PrinterChoice,
        title: String,
        kept: Printed,
    ) -> Result<Result<Job, PrintError>, ActionError> {
        let shift = shift_of(&choice);
        let pdf = if shift == Shift::default() {
            kept.pdf
        } else {
            shifted(&kept.pdf, shift)?
        };
        let printer = choice.printer.ok_or(ActionError::NoPrinter)?;
        self.at_the_printers(move |spooler| {
            let document = Document {
                title: &title,
                pdf: &pdf,
                size: kept.size,
            };
            spooler.send(&printer, &document)
        })
        .await
    }

    async fn record_printed(
        &self,
        pass: &Pass,
        vouchers: Vec<VoucherId>,
        staff: Option<StaffName>,
        (paper, pdf): (Paper, Digest),
        job: Job,
    ) -> Result<(), ActionError> {
        let out = Out {
            paper,
            pdf,
            to: Some(job.printer),
            job: Some(job.id),
        };
        self.write_on(pass, move |moment| {
            let staff = moment.by(staff);
            // The vouchers of a run are of one incident, whose events are read once.
            let mut history: Option<(IncidentId, Vec<Envelope>)> = None;
            for id in vouchers {
                let found = voucher::by_id(moment.tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
                let (incident, staff, out) = (found.incident, staff.clone(), out.clone());
                let events = match history.take() {
                    Some((of, events)) if of == incident => events,
                    _ => event::of_incident(moment.tx, incident)?,
                };
                let again = came_out(&events, id);
                history = Some((incident, events));
                let event = if again {
                    Event::VoucherReprinted(Reprinted {
                        voucher: id,
                        incident,
                        staff: staff.clone(),
                        out: Some(out),
                    })
                } else {
                    Event::VoucherPrinted(PaperOut {
                        voucher: id,
                        incident,
                        staff: staff.clone(),
                        out,
                    })
                };
                moment.append(staff, None, event)?;
            }
            Ok(())
        })
        .await
    }

    async fn record_failed<F>(
        &self,
        pass: &Pass,
        vouchers: Vec<VoucherId>,
        staff: Option<StaffName>,
        failed: F,
    ) -> Result<(), ActionError>
    where
        F: Fn(VoucherId, IncidentId, Option<StaffName>) -> PrintFailed,
    {
        self.write_on(pass, move |moment| {
            let staff = moment.by(staff);
            for id in vouchers {
                let found = voucher::by_id(moment.tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
                let failed = failed(id, found.incident, staff.clone());
                moment.append(staff.clone(), None, Event::VoucherPrintFailed(failed))?;
            }
            Ok(())
        })
        .await
    }

    /// How far a print is. One that ended badly is told in the story of its voucher, once.
    ///
    /// # Errors
    /// [`ActionError::NotPrinted`] when the print service cannot tell.
    pub async fn follow_print(
        &self,
        of: Option<dto::JobOf>,
        staff: &str,
        job: dto::JobRef,
    ) -> Result<dto::PrintJob, ActionError> {
        let (staff, of) = (typed::staff(staff)?, of.map(Carried::parse).transpose()?);
        let asked = job.printer.clone();
        let pass = self.pass(Deed::GiveWithinLimit).await?;
        let found = self
            .at_the_printers(move |spooler| spooler.job(&asked, job.id))
            .await?
            .map_err(ActionError::NotPrinted)?;
        let told = match of {
            Some(_) => print_job(&found),
            None => page_job(&found),
        };
        if let Some(of) = of
            && matches!(found.state, JobState::Failed | JobState::Cancelled)
        {
            self.write_on(&pass, move |moment| {
                for id in of.vouchers(moment.tx)? {
                    ended_badly(moment, id, moment.by(staff.clone()), &found)?;
                }
                Ok(())
            })
            .await?;
        }
        Ok(told)
    }

    /// Prints the test page of a paper on its printer, moved as that printer is.
    ///
    /// # Errors
    /// [`ActionError::NoPrinter`], [`ActionError::NotPrinted`].
    pub async fn print_test_page(&self, paper: Paper) -> Result<dto::PrintJob, ActionError> {
        self.allow(Deed::ChangeHouse).await?;
        let choice = self
            .printer_for(paper, None)
            .await?
            .map_err(ActionError::NotPrinted)?;
        let at = self.clock.now();
        let page = self
            .typesetter()?
            .test_page(paper_kind(paper), shift_of(&choice), at)?;
        self.print_page(choice, "Comeback test page", (paper, page)).await
    }

    /// Prints a page that is no voucher, and so has no story to tell of it.
    pub(crate) async fn print_page(
        &self,
        choice: dto::PrinterChoice,
        title: &str,
        (paper, page): (Paper, Rendered),
    ) -> Result<dto::PrintJob, ActionError> {
        let page = Printed {
            paper,
            sha256: Digest::of(&page.pdf),
            pdf: page.pdf,
            size: page.size,
            made_at: self.clock.now(),
        };
        let sent = self.send(choice, title.to_owned(), page).await?;
        Ok(page_job(&sent.map_err(ActionError::NotPrinted)?))
    }
}

/// Whether the paper of a voucher came out of a printer before, as far as is known: it was handed over, and no failure
/// of that very job was seen.
fn came_out(events: &[Envelope], voucher: VoucherId) -> bool {
    let mut out = Vec::new();
    let of_voucher = |envelope: &&Envelope| envelope.event.voucher() == Some(voucher);
    for envelope in events.iter().filter(of_voucher) {
        match &envelope.event {
            Event::VoucherPrinted(printed) => out.push((printed.out.to.clone(), printed.out.job)),
            Event::VoucherReprinted(again) => {
                let told = again.out.as_ref();
                out.push(told.map_or((None, None), |out| (out.to.clone(), out.job)));
            }
            Event::VoucherPrintFailed(failed) if failed.job.is_some() => {
                out.retain(|(printer, job)| (printer, *job) != (&failed.printer, failed.job));
            }
            _ => {}
        }
    }
    !out.is_empty()
}

/// Whose paper a job carries.
enum Carried {
    Voucher(VoucherId),
    Run(RunId),
}

impl Carried {
    fn parse(of: dto::JobOf) -> Result<Self, ActionError> {
        Ok(match of {
            dto::JobOf::Voucher { id } => Self::Voucher(parse_id(&id)?),
            dto::JobOf::Run { id } => Self::Run(id.parse().map_err(|_| ActionError::NoSuchRun)?),
        })
    }

    fn vouchers(&self, tx: &Tx<'_>) -> Result<Vec<VoucherId>, ActionError> {
        Ok(match self {
            Self::Voucher(id) => vec![*id],
            Self::Run(run) => voucher::of_run(tx, *run)?,
        })
    }
}

/// Records that a job ended badly, unless that is the last thing known of it.
fn ended_badly(
    moment: &Moment<'_>,
    id: VoucherId,
    staff: Option<StaffName>,
    job: &Job,
) -> Result<(), ActionError> {
    let found = voucher::by_id(moment.tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
    let this = (Some(job.printer.clone()), Some(job.id));
    let mut handed_over = None;
    for envelope in event::of_voucher(moment.tx, found.incident, id)? {
        match envelope.event {
            Event::VoucherPrinted(PaperOut { out, .. })
            | Event::VoucherReprinted(Reprinted { out: Some(out), .. })
                if (&out.to, out.job) == (&this.0, this.1) =>
            {
                handed_over = Some(out);
            }
            Event::VoucherPrintFailed(failed) if (&failed.printer, failed.job) == (&this.0, this.1) => {
                handed_over = None;
            }
            _ => {}
        }
    }
    // A job that was never this voucher's, or whose end is told already.
    let Some(out) = handed_over else {
        return Ok(());
    };
    let failed = PrintFailed {
        voucher: id,
        incident: found.incident,
        staff: staff.clone(),
        paper: out.paper,
        pdf: out.pdf,
        printer: this.0,
        job: this.1,
        reason: print_job(job).sentence,
    };
    moment
        .append(staff, None, Event::VoucherPrintFailed(failed))
        .map(drop)
}

/// A voucher's job with its sentence.
fn print_job(job: &Job) -> dto::PrintJob {
    told(
        job,
        "The paper is issued and good: print it again, save it or open it.",
    )
}

/// The job of a page that is no voucher.
fn page_job(job: &Job) -> dto::PrintJob {
    told(job, "Look at the printer, then print it again.")
}

/// A job with its sentence, and what to do if it ended badly.
fn told(job: &Job, otherwise: &str) -> dto::PrintJob {
    let printer = &job.printer;
    let why = job.reason.as_deref().map(|reason| reason.trim_end_matches('.'));
    let because = why.map_or(String::new(), |why| format!(": {why}"));
    let (state, sentence) = match job.state {
        JobState::Waiting if why.is_some() => (
            dto::JobState::Waiting,
            format!(
                "Waiting for {printer}{because}. It prints when the printer goes on; or choose another printer."
            ),
        ),
        JobState::Waiting => (dto::JobState::Waiting, format!("Waiting for {printer}.")),
        JobState::Held => (
            dto::JobState::Held,
            format!(
                "{printer} holds it back{because}. Release it at the printer, or choose another printer."
            ),
        ),
        JobState::Printing => (dto::JobState::Printing, format!("Printing on {printer}.")),
        JobState::Done => (dto::JobState::Done, format!("Printed on {printer}.")),
        JobState::Failed => (
            dto::JobState::Failed,
            format!("{printer} did not print it{because}. {otherwise}"),
        ),
        JobState::Cancelled => (
            dto::JobState::Cancelled,
            format!("The print on {printer} was called off{because}. {otherwise}"),
        ),
    };
    dto::PrintJob {
        id: job.id,
        printer: printer.clone(),
        state,
        reason: job.reason.clone(),
        sentence,
    }
}
