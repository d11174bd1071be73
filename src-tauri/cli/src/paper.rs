//! The paper: printed, printed again, checked, and many at once.

use std::io::{self, IsTerminal as _, Write as _};
use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{ArgGroup, Args, ValueEnum};
use comeback_actions::dto::{MakeGoodRequest, MakeItRight, PrintJob, Printer, RunRequest, WordingRemark};
use comeback_actions::{ActionError, Code, Destination, House, Problem, dto};
use comeback_domain::{Paper, grouped};
use serde::Serialize;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::sheet::{Sheet, amount, counted, day};
use crate::{files, whole, wire};

/// The form of a paper.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum PaperKind {
    /// A full page of US Letter
    Letter,
    /// A full page of ISO A4
    A4,
    /// Perforated stock, three to a page of US Letter
    ThreeUp,
    /// A receipt roll of 80 mm
    #[value(name = "receipt80")]
    Receipt80,
    /// A receipt roll of 58 mm
    #[value(name = "receipt58")]
    Receipt58,
    /// A letter to mail on US Letter
    LetterMail,
    /// A letter to mail on A4
    #[value(name = "a4-mail")]
    A4Mail,
}

impl From<PaperKind> for Paper {
    fn from(kind: PaperKind) -> Self {
        match kind {
            PaperKind::Letter => Self::Letter,
            PaperKind::A4 => Self::A4,
            PaperKind::ThreeUp => Self::ThreeUp,
            PaperKind::Receipt80 => Self::Receipt80,
            PaperKind::Receipt58 => Self::Receipt58,
            PaperKind::LetterMail => Self::LetterMail,
            PaperKind::A4Mail => Self::A4Mail,
        }
    }
}

/// Where a paper goes.
#[derive(Debug, Args)]
pub(crate) struct Out {
    /// Write the paper to this file as PDF
    #[arg(long, value_name = "FILE")]
    pub pdf: Option<PathBuf>,
    /// Print it on this printer
    #[arg(long, value_name = "PRINTER", value_parser = NonEmptyStringValueParser::new())]
    pub print: Option<String>,
    /// The form of the paper; the shop's if left out
    #[arg(long, value_enum, ignore_case = true)]
    pub paper: Option<PaperKind>,
}

/// What became of a paper on its way out.
#[derive(Debug, Default)]
pub(crate) struct Went {
    pub pdf: Option<String>,
    pub print: Option<PrintJob>,
    pub problem: Option<Problem>,
}

/// Sends the paper of a voucher where it is asked for. The voucher stays good whatever happens to its paper: the first
/// problem ends it, and is told with what was done.
pub(crate) async fn send_out(
    house: &House,
    id: &str,
    staff: &str,
    out: &Out,
    reserved: Option<Destination>,
) -> Went {
    let (mut went, paper) = (Went::default(), out.paper.map(Paper::from));
    if let Some(reserved) = reserved {
        match house.write_voucher(id, staff, paper, reserved).await {
            Ok(saved) => went.pdf = Some(saved.path),
            Err(error) => {
                went.problem = Some(Problem::from(&error));
                return went;
            }
        }
    }
    if let Some(printer) = &out.print {
        match house.print_voucher(id, staff, paper, Some(printer)).await {
            Ok(job) => went.print = Some(job),
            Err(error) => went.problem = Some(Problem::from(&error)),
        }
    }
    went
}

/// A paper to print again.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("somewhere").required(true).multiple(true).args(["pdf", "print"])))]
pub(crate) struct Reprint {
    /// The code, as typed or scanned
    code: String,
    #[command(flatten)]
    out: Out,
    /// Who asks for it
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
}

/// A voucher with where its paper went.
#[derive(Serialize)]
struct Reprinted {
    #[serde(flatten)]
    voucher: wire::Voucher,
    pdf: Option<String>,
    print: Option<PrintJob>,
}

impl Reprint {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let voucher = house.voucher_by_code(&self.code).await?;
        let reserved = self.out.pdf.as_deref().map(Destination::reserve).transpose()?;
        let staff = self.staff.unwrap_or_default();
        let went = send_out(house, &voucher.id, &staff, &self.out, reserved).await;
        if let (None, None, Some(problem)) = (&went.pdf, &went.print, &went.problem) {
            return Err(Failure::Problem(problem.clone()));
        }
        let text = Sheet::new("The same paper, with the same code.")
            .line("Code", voucher.code.grouped())
            .line("Paper", went.pdf.clone())
            .line("Printer", went.print.as_ref().map(|job| job.sentence.clone()))
            .set();
        let object = Reprinted {
            voucher: wire::Voucher::of(house, &voucher).await?,
            pdf: went.pdf,
            print: went.print,
        };
        Ok(Answer::new(&object, text)?.but(went.problem))
    }
}

#[derive(Serialize)]
struct Printers {
    printers: Vec<Printer>,
}

/// The printers of this machine.
pub(crate) async fn printers(house: &House) -> Result<Answer, Failure> {
    let found = house.printers().await?;
    if let Some(problem) = found.problem {
        return Err(Failure::plain(Code::PrintFailed, problem));
    }
    let heading = match found.printers.len() {
        0 => "There is no printer on this machine. Set one up in the system's printer settings.".to_owned(),
        several => format!("{}.", counted(several as u64, "printer")),
    };
    let lines = found.printers.iter().map(printer_line).collect::<String>();
    let gap = if lines.is_empty() { "" } else { "\n\n" };
    let text = format!("{heading}{gap}{lines}");
    let object = Printers {
        printers: found.printers,
    };
    Answer::new(&object, text)
}

fn printer_line(printer: &Printer) -> String {
    let state = match printer.state {
        dto::PrinterState::Ready => "ready",
        dto::PrinterState::Printing => "printing",
        dto::PrinterState::Stopped => "stopped",
    };
    let more = [&printer.label, &printer.place].map(String::as_str);
    let more = more
        .into_iter()
        .filter(|text| !text.is_empty() && **text != printer.name);
    let default = printer.default.then_some("the default");
    let reasons = printer.reasons.iter().map(String::as_str);
    let told: Vec<&str> = [state]
        .into_iter()
        .chain(default)
        .chain(more)
        .chain(reasons)
        .collect();
    format!("  {}  {}\n", printer.name, told.join(", "))
}

/// A code whose paper is checked.
#[derive(Debug, Args)]
pub(crate) struct Wording {
    /// The code, as typed or scanned
    code: String,
}

#[derive(Serialize)]
struct Checked {
    code: String,
    /// Whether nothing is missing.
    ok: bool,
    remarks: Vec<WordingRemark>,
}

impl Wording {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let voucher = house.voucher_by_code(&self.code).await?;
        let remarks = house.voucher_wording(&voucher.id).await?;
        let missing = |remark: &&WordingRemark| remark.weight == dto::RemarkWeight::Missing;
        let missing = remarks.iter().filter(missing).count();
        let heading = match (missing, remarks.len()) {
            (0, 0) => "Nothing to remark.",
            (0, _) => "Nothing is missing.",
            _ => "Something is missing.",
        };
        let lines: String = remarks
            .iter()
            .map(|remark| format!("\n  {}\n", remark.sentence))
            .collect();
        let object = Checked {
            code: voucher.code.grouped(),
            ok: missing == 0,
            remarks,
        };
        Answer::new(&object, format!("{heading}\n{lines}"))
    }
}

/// The same make-good for many guests.
#[derive(Debug, Args)]
pub(crate) struct Batch {
    /// The incident it makes good, by the id that `incident` gave
    #[arg(long, value_name = "ID")]
    incident: String,
    #[command(flatten)]
    whom: Whom,
    #[command(flatten)]
    what: What,
    /// Of a certificate: its menu value, where known; never printed
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true, requires = "benefit")]
    value: Option<String>,
    /// The last day they are good, such as 2027-03-31; the shop's default if left out
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    expires: Option<String>,
    /// Write all papers to this file as PDF
    #[arg(long, value_name = "FILE")]
    pdf: PathBuf,
    /// The form of the papers; the shop's if left out
    #[arg(long, value_enum, ignore_case = true)]
    paper: Option<PaperKind>,
    /// Names this request: asked again with the same ID, it gives the first answer and changes nothing
    #[arg(long, value_name = "ID", value_parser = NonEmptyStringValueParser::new())]
    request: Option<String>,
    /// Who gives them; whoever recorded the incident if left out
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
}

/// Whom it is for.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Whom {
    /// Their names, a line each, in this file
    #[arg(long, value_name = "FILE")]
    guests: Option<PathBuf>,
    /// How many, without names
    #[arg(long, value_name = "N", allow_hyphen_values = true, value_parser = whole::<u32>)]
    count: Option<u32>,
}

/// What each gets.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct What {
    /// A check of this amount each, such as 12.50
    #[arg(long, allow_hyphen_values = true)]
    amount: Option<String>,
    /// A certificate good for this each, such as "Breakfast for two"
    #[arg(long, value_name = "TEXT")]
    benefit: Option<String>,
}

#[derive(Serialize)]
struct Issued {
    run: String,
    incident: String,
    count: u32,
    pdf: String,
    vouchers: Vec<wire::Voucher>,
}

impl Batch {
    pub async fn run(self, house: &House, json: bool) -> Result<Answer, Failure> {
        let guests = match &self.whom.guests {
            Some(file) => names(file)?,
            None => Vec::new(),
        };
        let reserved = Destination::reserve(&self.pdf)?;
        let watched = !json && io::stderr().is_terminal();
        let issued = house
            .issue_run(self.request(guests), reserved, move |told| {
                if watched {
                    how_far(told.done, told.total);
                }
                ControlFlow::Continue(())
            })
            .await?;
        let vouchers = house.run_vouchers(&issued.run).await?;
        let first = vouchers.first().ok_or(ActionError::NoSuchVoucher)?;
        let heading = match issued.count {
            1 => "1 paper is issued.".to_owned(),
            several => format!("{} papers are issued.", grouped(several)),
        };
        let text = Sheet::new(heading)
            .line("Each", first.benefit.clone().or(amount(first.amount.as_ref())))
            .line("Until", day(&first.expires_on))
            .line("Incident", issued.incident.id.clone())
            .line("Papers", issued.saved.path.clone())
            .set();
        let mut object = Issued {
            run: issued.run,
            incident: issued.incident.id,
            count: issued.count,
            pdf: issued.saved.path,
            vouchers: Vec::with_capacity(vouchers.len()),
        };
        for voucher in &vouchers {
            object.vouchers.push(wire::Voucher::of(house, voucher).await?);
        }
        Answer::new(&object, text)
    }

    fn request(self, guests: Vec<String>) -> RunRequest {
        let make_good = match self.what.benefit {
            Some(benefit) => MakeGoodRequest::Certificate {
                benefit,
                value: self.value,
                expires_on: self.expires,
            },
            None => MakeGoodRequest::Check {
                amount: self.what.amount.unwrap_or_default(),
                expires_on: self.expires,
            },
        };
        RunRequest {
            request_id: self.request.unwrap_or_default(),
            incident_id: Some(self.incident),
            draft: MakeItRight {
                request_id: String::new(),
                category: String::new(),
                severity: 1,
                what: String::new(),
                place: String::new(),
                guest: String::new(),
                contact: String::new(),
                staff: self.staff.unwrap_or_default(),
                score: None,
                make_good,
                guest_id: None,
                concern_id: None,
                steps: Vec::new(),
                responsibility: None,
                approval: None,
            },
            guests,
            count: self.whom.count,
            paper: self.paper.map(Paper::from),
        }
    }
}

/// The names in a file, a line each. One without any is told apart from one that is not there.
fn names(file: &std::path::Path) -> Result<Vec<String>, Failure> {
    let text = files::text(file, "Write the names into a text file, a line each.")?;
    Ok(text.lines().map(str::to_owned).collect())
}

/// Shows on a terminal how far it is, on one line that is empty again at the end.
pub(crate) fn how_far(done: u32, total: u32) {
    let mut err = io::stderr().lock();
    // Nobody misses it when it cannot be shown.
    let _ = if done < total {
        write!(err, "\r\u{1b}[K  {} of {}", grouped(done), grouped(total))
    } else {
        write!(err, "\r\u{1b}[K")
    };
    let _ = err.flush();
}
