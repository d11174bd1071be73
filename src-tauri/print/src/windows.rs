//! The Windows spooler, through winprint: it draws the pages of a PDF with `Windows.Data.Pdf` and hands them to the
//! printer's driver. Built by the workflow; not yet tried by hand.
//!
//! A job is over once the spooler has taken all of it, which `send` waits for. What the device does with it afterwards
//! is not told; Windows itself says when a printer has run out of paper.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use winprint::printer::{FilePrinter, FindDeviceError, PrintOutcome, PrinterDevice, WinPdfPrinter};
use winprint::ticket::{PrintCapabilities, PrintTicket, PrintTicketBuilder};

use crate::{Document, Job, JobState, PrintError, Printer, PrinterState};

/// How far a paper's size may be from the document's to be chosen, in micrometres: a millimetre.
const NEAR: u32 = 1_000;

/// The machine's spooler, and the jobs this program gave it.
#[derive(Debug, Clone, Default)]
pub struct Spooler {
    jobs: Arc<Mutex<HashMap<i32, Job>>>,
}

impl Spooler {
    /// The print service this machine uses. Nothing is asked yet.
    pub fn here() -> Spooler {
        Spooler::default()
    }

    /// All printers set up on this machine, by name. None at all is no error.
    ///
    /// # Errors
    /// When the print service does not answer.
    pub fn printers(&self) -> Result<Vec<Printer>, PrintError> {
        let devices = PrinterDevice::all().map_err(|_| no_spooler())?;
        let default = PrinterDevice::user_default().ok().flatten();
        let mut printers: Vec<Printer> = devices
            .iter()
            .map(|device| Printer {
                name: device.name().to_owned(),
                label: device.name().to_owned(),
                place: device.os_server().to_string_lossy().into_owned(),
                default: default
                    .as_ref()
                    .is_some_and(|default| default.name() == device.name()),
                state: PrinterState::Ready,
                accepts: true,
                reasons: Vec::new(),
            })
            .collect();
        printers.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(printers)
    }

    /// Hands a document to a printer, on the paper nearest to the document's size and unscaled, and waits until the
    /// spooler has all of it.
    ///
    /// # Errors
    /// When the printer is unknown, or the pages could not be handed over.
    pub fn send(&self, printer: &str, document: &Document) -> Result<Job, PrintError> {
        let device = PrinterDevice::by_os_name(printer).map_err(|e| match e {
            FindDeviceError::NotFound => PrintError::NoSuchPrinter {
                name: printer.to_owned(),
            },
            other => refused(printer, &other),
        })?;
        // winprint opens a file, and shows its name in the queue.
        let folder = tempfile::tempdir().map_err(|e| refused(printer, &e))?;
        let path = folder.path().join(format!("{}.pdf", file_name(document.title)));
        std::fs::File::create(&path)
            .and_then(|mut file| file.write_all(document.pdf))
            .map_err(|e| refused(printer, &e))?;
        let ticket = ticket(&device, document.size);
        let outcome = WinPdfPrinter::new(device)
            .print(&path, ticket)
            .map_err(|e| refused(printer, &e))?;
        let state = match outcome {
            PrintOutcome::Completed => JobState::Done,
            PrintOutcome::Canceled => JobState::Cancelled,
        };
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let job = Job {
            printer: printer.to_owned(),
            id: i32::try_from(jobs.len()).unwrap_or_default() + 1,
            state,
            reason: None,
        };
        jobs.insert(job.id, job.clone());
        Ok(job)
    }

    /// How far a job has come that this spooler was given.
    ///
    /// # Errors
    /// When it was given no such job.
    pub fn job(&self, printer: &str, id: i32) -> Result<Job, PrintError> {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.get(&id)
            .filter(|job| job.printer == printer)
            .cloned()
            .ok_or_else(|| PrintError::NoSuchJob {
                name: printer.to_owned(),
                id,
            })
    }

    /// Tells what became of a job: the spooler has all of it by the time it has a number, so that only its own window
    /// can still stop it.
    ///
    /// # Errors
    /// As for [`Spooler::job`].
    pub fn cancel(&self, printer: &str, id: i32) -> Result<Job, PrintError> {
        self.job(printer, id)
    }
}

fn no_spooler() -> PrintError {
    PrintError::NoSpooler {
        service: "the Windows Print Spooler".to_owned(),
    }
}

fn refused(printer: &str, error: &dyn std::error::Error) -> PrintError {
    // The outer error says which step, its source what Windows said.
    let reason = error
        .source()
        .map_or_else(|| error.to_string(), |source| format!("{error}: {source}"));
    PrintError::Refused {
        name: printer.to_owned(),
        reason: reason.trim_end_matches('.').to_owned(),
    }
}

/// The printer's own settings, with the paper that has the document's size if it knows one.
fn ticket(device: &PrinterDevice, (width, height): (f32, f32)) -> PrintTicket {
    let micrometres = |points: f32| (points / 72.0 * 25_400.0).round() as u32;
    let (width, height) = (micrometres(width), micrometres(height));
    let chosen = || {
        let capabilities = PrintCapabilities::fetch(device).ok()?;
        let media = capabilities.page_media_sizes().find(|media| {
            let size = media.size();
            size.width_in_micron().abs_diff(width) <= NEAR && size.height_in_micron().abs_diff(height) <= NEAR
        })?;
        let mut builder = PrintTicketBuilder::new(device).ok()?;
        builder.merge(media).ok()?;
        builder.build().ok()
    };
    chosen().unwrap_or_else(|| PrintTicket::default_for(device).unwrap_or_default())
}

/// A title as the name of a file, which it may not be as it is.
fn file_name(title: &str) -> String {
    let name: String = title
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || " -_".contains(c) {
                c
            } else {
                '_'
            }
        })
        .take(80)
        .collect();
    if name.trim().is_empty() {
        "paper".to_owned()
    } else {
        name
    }
}
