//! CUPS, spoken to in its own language, IPP (RFC 8011).

mod address;
mod transport;
mod words;

use std::collections::BTreeMap;
use std::env;

use ipp::attribute::{IppAttribute, IppAttributeGroup};
use ipp::model::{
    DelimiterTag, IppVersion, JobState as IppJobState, Operation, PrinterState as IppPrinterState,
};
use ipp::request::IppRequestResponse;
use ipp::value::{IppName, IppValue};

use self::address::Address;
use crate::{Document, Job, JobState, PrintError, Printer, PrinterState};

/// What is asked of a printer.
const PRINTER: [&str; 7] = [
    "printer-name",
    "printer-info",
    "printer-location",
    "printer-state",
    "printer-state-reasons",
    "printer-state-message",
    "printer-is-accepting-jobs",
];
/// What is asked of a job.
const JOB: [&str; 4] = [
    "job-state",
    "job-state-reasons",
    "job-printer-state-message",
    "job-printer-state-reasons",
];
/// Answers by which CUPS says no: not found, too late, and closed for new jobs.
const NOT_FOUND: u16 = 0x0406;
const NOT_POSSIBLE: u16 = 0x0404;
const NOT_ACCEPTING: u16 = 0x0506;
/// Why a job failed of which nothing is told.
const UNPRINTABLE: &str = "The printer's driver could not print this document";
/// The longest title a job may have, in bytes.
const LONGEST_TITLE: usize = 255;

/// The machine's CUPS.
#[derive(Debug, Clone)]
pub struct Spooler {
    address: Address,
}

/// An answer of CUPS.
struct Answer {
    status: u16,
    message: Option<String>,
    groups: Vec<IppAttributeGroup>,
}

impl Spooler {
    /// The print service this machine uses: what `CUPS_SERVER` names, else the system's own, by its socket or by port
    /// 631. Nothing is asked yet.
    pub fn here() -> Spooler {
        Spooler {
            address: Address::here(),
        }
    }

    /// A print service at an address as `CUPS_SERVER` would name it: `/path/of/socket` or `host[:port]`.
    pub fn at(server: &str) -> Spooler {
        Spooler {
            address: Address::of(server),
        }
    }

    /// All printers set up on this machine, by name. None at all is no error.
    ///
    /// # Errors
    /// When the print service does not answer, or not in its language.
    pub fn printers(&self) -> Result<Vec<Printer>, PrintError> {
        let default = self.default_printer()?;
        let request = request(Operation::CupsGetPrinters, None, wanted(&PRINTER))?;
        let answer = self.ask("/", &request, &[])?;
        if answer.status == NOT_FOUND {
            return Ok(Vec::new());
        }
        answer.check("")?;
        let mut printers: Vec<Printer> = answer
            .groups
            .iter()
            .filter(|group| group.tag() == DelimiterTag::PrinterAttributes)
            .filter_map(|group| printer(group, default.as_deref()))
            .collect();
        printers.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(printers)
    }

    /// Hands a document to a printer, on paper of exactly the document's size and unscaled, and tells where it stands
    /// then.
    ///
    /// # Errors
    /// When nothing was handed over: the printer is unknown, takes no jobs or refuses this one, or the print service
    /// does not answer. After [`PrintError::Broken`] it is unknown whether it was.
    pub fn send(&self, printer: &str, document: &Document) -> Result<Job, PrintError> {
        let mut attributes = vec![
            named("requesting-user-name", name(&user())?)?,
            named("job-name", name(title(document.title))?)?,
            named(
                "document-format",
                IppValue::new_mime_media_type("application/pdf").map_err(odd)?,
            )?,
        ];
        let mut request = request(
            Operation::PrintJob,
            Some(printer),
            std::mem::take(&mut attributes),
        )?;
        for attribute in [
            named("media-col", media(document.size)?)?,
            named("print-scaling", keyword("none")?)?,
        ] {
            request
                .attributes_mut()
                .add(DelimiterTag::JobAttributes, attribute);
        }
        let answer = self.ask(&path(printer), &request, document.pdf)?;
        answer.check(printer)?;
        let id = answer
            .group(DelimiterTag::JobAttributes)
            .and_then(|group| number(group, "job-id"))
            .ok_or_else(|| PrintError::Broken {
                reason: "it gave the job no number".to_owned(),
            })?;
        self.job(printer, id)
    }

    /// How far a job has come.
    ///
    /// # Errors
    /// When the printer or the job is unknown by now, or the print service does not answer.
    pub fn job(&self, printer: &str, id: i32) -> Result<Job, PrintError> {
        let queue = self.queue(printer)?;
        let mut attributes = wanted(&JOB);
        attributes.push(named("job-id", IppValue::Integer(id))?);
        let request = request(Operation::GetJobAttributes, Some(printer), attributes)?;
        let answer = self.ask(&path(printer), &request, &[])?;
        if answer.status == NOT_FOUND {
            return Err(PrintError::NoSuchJob {
                name: printer.to_owned(),
                id,
            });
        }
        answer.check(printer)?;
        let group = answer
            .group(DelimiterTag::JobAttributes)
            .ok_or_else(|| PrintError::Broken {
                reason: "it told nothing of the job".to_owned(),
            })?;
        let (state, reason) = progress(group, &queue);
        Ok(Job {
            printer: printer.to_owned(),
            id,
            state,
            reason,
        })
    }

    /// Takes a job back, as far as it is not printed yet, and tells where it stands then. One that is over stays what
    /// it became.
    ///
    /// # Errors
    /// When the printer or the job is unknown by now, or the print service does not answer.
    pub fn cancel(&self, printer: &str, id: i32) -> Result<Job, PrintError> {
        let attributes = vec![
            named("job-id", IppValue::Integer(id))?,
            named("requesting-user-name", name(&user())?)?,
        ];
        let request = request(Operation::CancelJob, Some(printer), attributes)?;
        let answer = self.ask(&path(printer), &request, &[])?;
        if !matches!(answer.status, NOT_FOUND | NOT_POSSIBLE) {
            answer.check(printer)?;
        }
        self.job(printer, id)
    }

    fn default_printer(&self) -> Result<Option<String>, PrintError> {
        let request = request(Operation::CupsGetDefault, None, wanted(&["printer-name"]))?;
        let answer = self.ask("/", &request, &[])?;
        Ok(answer
            .group(DelimiterTag::PrinterAttributes)
            .and_then(|group| text(group, "printer-name")))
    }

    /// What the printer tells of itself.
    fn queue(&self, printer: &str) -> Result<IppAttributeGroup, PrintError> {
        let request = request(Operation::GetPrinterAttributes, Some(printer), wanted(&PRINTER))?;
        let answer = self.ask(&path(printer), &request, &[])?;
        answer.check(printer)?;
        answer
            .group(DelimiterTag::PrinterAttributes)
            .cloned()
            .ok_or_else(|| PrintError::Broken {
                reason: "it told nothing of the printer".to_owned(),
            })
    }

    fn ask(&self, path: &str, request: &IppRequestResponse, document: &[u8]) -> Result<Answer, PrintError> {
        let answer = transport::ask(&self.address, path, request, document)?;
        let status = answer.header().operation_or_status as u16;
        let message = answer
            .attributes()
            .first_of(DelimiterTag::OperationAttributes)
            .and_then(|group| text(group, "status-message"));
        Ok(Answer {
            status,
            message,
            groups: answer.attributes().groups().to_vec(),
        })
    }
}

impl Answer {
    fn group(&self, tag: DelimiterTag) -> Option<&IppAttributeGroup> {
        self.groups.iter().find(|group| group.tag() == tag)
    }

    /// An error when CUPS said no to a request about this printer.
    fn check(&self, printer: &str) -> Result<(), PrintError> {
        let name = printer.to_owned();
        let message = self.message.clone().unwrap_or_default();
        let message = message.trim_end_matches('.').to_owned();
        match self.status {
            0..0x0100 => Ok(()),
            NOT_FOUND => Err(PrintError::NoSuchPrinter { name }),
            NOT_ACCEPTING => Err(PrintError::NotAccepting {
                name,
                reason: message,
            }),
            status => Err(PrintError::Refused {
                name,
                reason: if message.is_empty() {
                    format!("its answer was {status:#06x}")
                } else {
                    message
                },
            }),
        }
    }
}

fn printer(group: &IppAttributeGroup, default: Option<&str>) -> Option<Printer> {
    let name = text(group, "printer-name")?;
    Some(Printer {
        label: text(group, "printer-info")
            .filter(|label| !label.trim().is_empty())
            .unwrap_or_else(|| name.clone()),
        place: text(group, "printer-location").unwrap_or_default(),
        default: default == Some(&name),
        state: state(group),
        accepts: truth(group, "printer-is-accepting-jobs").unwrap_or(true),
        reasons: reasons(group),
        name,
    })
}

fn state(printer: &IppAttributeGroup) -> PrinterState {
    match number(printer, "printer-state") {
        Some(state) if state == IppPrinterState::Stopped as i32 => PrinterState::Stopped,
        Some(state) if state == IppPrinterState::Processing as i32 => PrinterState::Printing,
        _ => PrinterState::Ready,
    }
}

/// What is wrong with a printer, each once. Whoever paused it, or what stopped it, may have left a word.
fn reasons(printer: &IppAttributeGroup) -> Vec<String> {
    let mut clauses: Vec<String> = Vec::new();
    for clause in keywords(printer, "printer-state-reasons")
        .iter()
        .filter_map(|keyword| words::printer_reason(keyword))
    {
        if !clauses.iter().any(|known| known == clause) {
            clauses.push(clause.to_owned());
        }
    }
    if state(printer) == PrinterState::Stopped {
        clauses.retain(|clause| clause != "The printer is paused");
        clauses.insert(0, paused(printer));
    }
    clauses
}

fn paused(printer: &IppAttributeGroup) -> String {
    let said = text(printer, "printer-state-message").unwrap_or_default();
    match said.trim().trim_end_matches('.') {
        // What CUPS itself writes when it is told nothing.
        "" | "Paused" | "reason unknown" | "Reason unknown" => "The printer is paused".to_owned(),
        said => format!("The printer is paused: {said}"),
    }
}

/// How far a job has come, and why not further.
fn progress(job: &IppAttributeGroup, queue: &IppAttributeGroup) -> (JobState, Option<String>) {
    let code = number(job, "job-state").unwrap_or_default();
    let is = |state: IppJobState| code == state as i32;
    // Stopped while the printer is not: its driver could make nothing of it, and nobody will try again.
    let stuck = is(IppJobState::ProcessingStopped) && state(queue) != PrinterState::Stopped;
    let state = if is(IppJobState::PendingHeld) {
        JobState::Held
    } else if is(IppJobState::Processing) {
        JobState::Printing
    } else if is(IppJobState::Canceled) {
        JobState::Cancelled
    } else if is(IppJobState::Aborted) || stuck {
        JobState::Failed
    } else if is(IppJobState::Completed) {
        JobState::Done
    } else {
        JobState::Waiting
    };
    let own = || {
        keywords(job, "job-state-reasons")
            .iter()
            .find_map(|keyword| words::job_reason(keyword))
            .map(str::to_owned)
    };
    let reason = match state {
        JobState::Done => None,
        JobState::Waiting | JobState::Printing => reasons(queue).into_iter().next(),
        JobState::Failed => told(job).or_else(own).or_else(|| Some(UNPRINTABLE.to_owned())),
        JobState::Held | JobState::Cancelled => own(),
    };
    (state, reason)
}

/// What the printer said of a job as it gave up.
fn told(job: &IppAttributeGroup) -> Option<String> {
    let said = text(job, "job-printer-state-message")?;
    let said = said.trim().trim_end_matches('.');
    (!said.is_empty()).then(|| said.to_owned())
}

/// A request, with the attributes it needs.
fn request(
    operation: Operation,
    printer: Option<&str>,
    attributes: Vec<IppAttribute>,
) -> Result<IppRequestResponse, PrintError> {
    if let Some(name) = printer.filter(|name| !may_be_a_printer(name)) {
        return Err(PrintError::NoSuchPrinter {
            name: name.to_owned(),
        });
    }
    let uri = printer
        .map(|printer| format!("ipp://localhost{}", path(printer)).parse())
        .transpose()
        .map_err(odd)?;
    let mut request = IppRequestResponse::new(IppVersion::v2_0(), operation, uri).map_err(odd)?;
    for attribute in attributes {
        request
            .attributes_mut()
            .add(DelimiterTag::OperationAttributes, attribute);
    }
    Ok(request)
}

/// What CUPS itself allows as a name. Others would be a path of another kind.
fn may_be_a_printer(name: &str) -> bool {
    !name.is_empty()
        && !name.contains(|c: char| "/\\#?'\"".contains(c) || c.is_whitespace() || c.is_control())
}

/// The path of a printer's name, with what a path may not have as percent signs and numbers.
fn path(printer: &str) -> String {
    let mut path = "/printers/".to_owned();
    for byte in printer.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            path.push(char::from(byte));
        } else {
            path.push_str(&format!("%{byte:02X}"));
        }
    }
    path
}

fn wanted(names: &[&str]) -> Vec<IppAttribute> {
    let names: Vec<IppValue> = names.iter().filter_map(|name| keyword(name).ok()).collect();
    named("requested-attributes", IppValue::Array(names))
        .into_iter()
        .collect()
}

/// Paper of this size in points, as IPP wants it: in hundredths of a millimetre.
fn media((width, height): (f32, f32)) -> Result<IppValue, PrintError> {
    let hundredths = |points: f32| IppValue::Integer((points / 72.0 * 2540.0).round() as i32);
    let collection = |members: Vec<(&str, IppValue)>| -> Result<IppValue, PrintError> {
        let members: Result<BTreeMap<IppName, IppValue>, _> = members
            .into_iter()
            .map(|(name, value)| IppName::new(name).map(|name| (name, value)))
            .collect();
        Ok(IppValue::Collection(members.map_err(odd)?))
    };
    let size = collection(vec![
        ("x-dimension", hundredths(width)),
        ("y-dimension", hundredths(height)),
    ])?;
    collection(vec![("media-size", size)])
}

/// As much of a title as a job may have.
fn title(title: &str) -> &str {
    &title[..title.floor_char_boundary(LONGEST_TITLE)]
}

/// Who prints, as the queue will show it.
fn user() -> String {
    ["USER", "LOGNAME"]
        .iter()
        .find_map(|name| {
            env::var(name)
                .ok()
                .filter(|user| !user.is_empty() && user.len() < 200)
        })
        .unwrap_or_else(|| "comeback".to_owned())
}

fn named(attribute: &str, value: IppValue) -> Result<IppAttribute, PrintError> {
    IppAttribute::with_name(attribute, value).map_err(odd)
}

fn name(value: &str) -> Result<IppValue, PrintError> {
    IppValue::new_name_without_language(value).map_err(odd)
}

fn keyword(value: &str) -> Result<IppValue, PrintError> {
    IppValue::new_keyword(value).map_err(odd)
}

/// A value that cannot be said in IPP.
fn odd(error: impl std::fmt::Display) -> PrintError {
    PrintError::Broken {
        reason: error.to_string(),
    }
}

fn value<'a>(group: &'a IppAttributeGroup, name: &str) -> Option<&'a IppValue> {
    group.get(name).map(IppAttribute::value)
}

fn text(group: &IppAttributeGroup, name: &str) -> Option<String> {
    match value(group, name)? {
        IppValue::TextWithoutLanguage(text) | IppValue::TextWithLanguage { text, .. } => {
            Some(text.to_string())
        }
        IppValue::NameWithoutLanguage(name) | IppValue::NameWithLanguage { name, .. } => {
            Some(name.as_str().to_owned())
        }
        IppValue::Keyword(word) => Some(word.as_str().to_owned()),
        _ => None,
    }
}

fn number(group: &IppAttributeGroup, name: &str) -> Option<i32> {
    match value(group, name)? {
        IppValue::Integer(number) | IppValue::Enum(number) => Some(*number),
        _ => None,
    }
}

fn truth(group: &IppAttributeGroup, name: &str) -> Option<bool> {
    value(group, name)?.as_boolean().copied()
}

fn keywords(group: &IppAttributeGroup, name: &str) -> Vec<String> {
    match value(group, name) {
        Some(IppValue::Keyword(word)) => vec![word.as_str().to_owned()],
        Some(IppValue::Array(words)) => words
            .iter()
            .filter_map(|word| word.as_keyword().map(|word| word.as_str().to_owned()))
            .collect(),
        _ => Vec::new(),
    }
}
