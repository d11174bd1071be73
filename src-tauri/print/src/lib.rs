//! Printing: which printers this machine knows, a PDF handed to one of them with no dialog, and what became of it.
//!
//! A [`Spooler`] is the machine's print service: CUPS on Linux and macOS, the Windows spooler on Windows. All its calls
//! wait for an answer, so a program with a window makes them on a thread that may wait.
//!
//! The Windows part draws the pages with what Windows brings. It is built by the workflow and was not yet tried by
//! hand.

mod error;
mod model;

#[cfg(unix)]
mod cups;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub use cups::Spooler;
pub use error::PrintError;
pub use model::{Document, Job, JobState, Printer, PrinterState};
#[cfg(windows)]
pub use windows::Spooler;
