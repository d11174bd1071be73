//! A print service for stories: it keeps what was sent, and breaks when it is told to.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use comeback_actions::Printing;
use comeback_print::{Document, Job, JobState, PrintError, Printer, PrinterState};

/// A paper that came to a printer.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    /// On which printer.
    pub printer: String,
    /// What its job was called.
    pub title: String,
    /// Its bytes, as they were handed over.
    pub pdf: Vec<u8>,
    /// The size of its first page in points.
    pub size: (f32, f32),
}

#[derive(Debug, Default)]
struct Inside {
    printers: Vec<Printer>,
    sent: Vec<Sent>,
    broken: Option<PrintError>,
    state: Option<(JobState, Option<String>)>,
}

/// Two printers, "Front" and "Back"; the front one is the system's default.
#[derive(Debug, Clone)]
pub struct Tray(Arc<Mutex<Inside>>);

impl Default for Tray {
    fn default() -> Self {
        let printer = |name: &str, default| Printer {
            name: name.to_owned(),
            label: format!("{name} desk"),
            place: String::new(),
            default,
            state: PrinterState::Ready,
            accepts: true,
            reasons: Vec::new(),
        };
        let inside = Inside {
            printers: vec![printer("Front", true), printer("Back", false)],
            ..Inside::default()
        };
        Self(Arc::new(Mutex::new(inside)))
    }
}

impl Tray {
    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What came so far.
    pub fn sent(&self) -> Vec<Sent> {
        self.inside().sent.clone()
    }

    /// From now on every call answers this, or works again.
    pub fn breaks(&self, error: Option<PrintError>) {
        self.inside().broken = error;
    }

    /// There is no printer any more.
    pub fn is_emptied(&self) {
        self.inside().printers.clear();
    }

    /// From now on every job is in this state.
    pub fn jobs_are(&self, state: JobState, reason: Option<&str>) {
        self.inside().state = Some((state, reason.map(str::to_owned)));
    }

    fn asked(&self) -> Result<MutexGuard<'_, Inside>, PrintError> {
        let inside = self.inside();
        match inside.broken.clone() {
            Some(error) => Err(error),
            None => Ok(inside),
        }
    }
}

impl Inside {
    fn job(&self, printer: &str, id: i32) -> Job {
        let (state, reason) = self.state.clone().unwrap_or((JobState::Done, None));
        Job {
            printer: printer.to_owned(),
            id,
            state,
            reason,
        }
    }
}

impl Printing for Tray {
    fn printers(&self) -> Result<Vec<Printer>, PrintError> {
        Ok(self.asked()?.printers.clone())
    }

    fn send(&self, printer: &str, document: &Document<'_>) -> Result<Job, PrintError> {
        let mut inside = self.asked()?;
        if !inside.printers.iter().any(|known| known.name == printer) {
            return Err(PrintError::NoSuchPrinter {
                name: printer.to_owned(),
            });
        }
        inside.sent.push(Sent {
            printer: printer.to_owned(),
            title: document.title.to_owned(),
            pdf: document.pdf.to_vec(),
            size: document.size,
        });
        let id = i32::try_from(inside.sent.len()).unwrap_or(i32::MAX);
        Ok(inside.job(printer, id))
    }

    fn job(&self, printer: &str, id: i32) -> Result<Job, PrintError> {
        Ok(self.asked()?.job(printer, id))
    }
}
