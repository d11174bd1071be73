//! Why something could not be printed, in sentences a person can act on.

use thiserror::Error;

/// Why the print service could not be asked, or said no. Nothing was printed.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum PrintError {
    /// The print service does not answer.
    #[error(
        "The print service does not answer ({service}). Start it, or save the PDF and print it from another program."
    )]
    NoSpooler {
        /// What was asked: `CUPS at localhost:631`.
        service: String,
    },
    /// The print service knows no printer of this name.
    #[error("There is no printer named {name} on this machine. Choose another one in Settings.")]
    NoSuchPrinter {
        /// The name that was asked for.
        name: String,
    },
    /// The print service has forgotten the job.
    #[error(
        "The print service no longer knows job {id} of the printer {name}. Look whether the paper came out; if not, \
         print it again."
    )]
    NoSuchJob {
        /// The printer's name.
        name: String,
        /// The job's number.
        id: i32,
    },
    /// The printer takes no new jobs.
    #[error(
        "The printer {name} takes no new jobs{}. Let it accept jobs in the system's printer settings, or choose another \
         one.",
        said(.reason)
    )]
    NotAccepting {
        /// The printer's name.
        name: String,
        /// What whoever closed it left as the reason; may be empty.
        reason: String,
    },
    /// The print service does not do this for this user.
    #[error(
        "The print service does not let this user print. Ask whoever looks after this machine to allow it, or save the \
         PDF."
    )]
    Forbidden,
    /// The print service would not do this.
    #[error(
        "The printer {name} refused: {reason}. Try again, or save the PDF and print it from another program."
    )]
    Refused {
        /// The printer's name.
        name: String,
        /// What it said.
        reason: String,
    },
    /// What came back cannot be understood, or the line broke.
    #[error("The print service broke off: {reason}. Look at the printer's queue before you print again.")]
    Broken {
        /// What happened.
        reason: String,
    },
}

/// A reason in brackets, if there is one.
fn said(reason: &str) -> String {
    if reason.is_empty() {
        String::new()
    } else {
        format!(" ({reason})")
    }
}
