//! What a print service tells and is told.

/// A printer as the print service knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printer {
    /// By which the service knows it; what [`Spooler::send`](crate::Spooler::send) takes.
    pub name: String,
    /// What people call it; the name again where nobody gave it another.
    pub label: String,
    /// Where it stands, in the words of whoever set it up; may be empty.
    pub place: String,
    /// Whether it is the system's default. At most one is.
    pub default: bool,
    /// What it is doing.
    pub state: PrinterState,
    /// Whether it takes new jobs. One that is stopped may still do so, and print them later.
    pub accepts: bool,
    /// What is wrong with it, each as a clause without a full stop: `It is out of paper`.
    pub reasons: Vec<String>,
}

/// What a printer is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrinterState {
    /// Waiting for something to print.
    Ready,
    /// Printing.
    Printing,
    /// Paused by somebody, or stopped by what went wrong. Jobs wait.
    Stopped,
}

/// Something to print, as it is: never scaled, one copy.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// What the print queue calls it. Shown on the machine to anybody, so no whole code belongs in it.
    pub title: &'a str,
    /// The PDF file.
    pub pdf: &'a [u8],
    /// Width and height of its pages in points, by which the paper is chosen.
    pub size: (f32, f32),
}

/// A document handed to a printer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// The printer's name.
    pub printer: String,
    /// The print service's number for the job.
    pub id: i32,
    /// How far it has come.
    pub state: JobState,
    /// Why it is not further, as a clause without a full stop: `The printer is paused`.
    pub reason: Option<String>,
}

/// How far a job has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// In the queue, and will be printed by itself; with a reason when the printer has to be seen to first.
    Waiting,
    /// In the queue until somebody releases it.
    Held,
    /// Being printed.
    Printing,
    /// Printed, as far as the print service can know.
    Done,
    /// Given up by the print service.
    Failed,
    /// Taken back by a person.
    Cancelled,
}

impl JobState {
    /// Whether nothing more will come of it.
    pub fn is_over(self) -> bool {
        matches!(self, JobState::Done | JobState::Failed | JobState::Cancelled)
    }
}
