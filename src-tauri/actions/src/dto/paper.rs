//! The paper: what it prints on and how, what the wording check says of it, and many at once.

use comeback_domain as domain;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Incident, MakeItRight, Saved};

/// Which printer of this station takes a paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PrinterChoice {
    /// The form of the paper.
    #[ts(type = "Paper")]
    pub paper: domain::Paper,
    /// The printer; `null` for the system's default.
    pub printer: Option<String>,
    /// How far to the right this printer has to be moved, in millimetres.
    pub shift_x_mm: f32,
    /// How far down.
    pub shift_y_mm: f32,
}

/// A printer the system knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Printer {
    /// What the system calls it.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// Where it stands.
    pub place: String,
    /// The one that is used unless another is chosen.
    pub default: bool,
    /// What it does.
    pub state: PrinterState,
    /// Why it does not print, or what it asks for.
    pub reasons: Vec<String>,
}

/// What a printer does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PrinterState {
    /// Nothing: it waits for a paper.
    Ready,
    /// It prints.
    Printing,
    /// It was stopped, or takes no papers.
    Stopped,
}

/// The printers of this machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PrinterList {
    /// Each of them.
    pub printers: Vec<Printer>,
    /// Why there are none to be had, in a sentence.
    pub problem: Option<String>,
}

/// A paper on its way out of a printer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PrintJob {
    /// The printer's number for it.
    pub id: i32,
    /// The printer.
    pub printer: String,
    /// How far it is.
    pub state: JobState,
    /// What the printer says about it.
    pub reason: Option<String>,
    /// The same for a person, with the next step.
    pub sentence: String,
}

/// Whose paper a print job carries.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum JobOf {
    /// One voucher.
    Voucher {
        /// The voucher.
        id: String,
    },
    /// All vouchers of a run.
    Run {
        /// The run.
        id: String,
    },
}

/// Which job is asked about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct JobRef {
    /// The printer's number for it.
    pub id: i32,
    /// The printer.
    pub printer: String,
}

/// How far a print is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Others come first, or the printer is paused.
    Waiting,
    /// Somebody has to release it.
    Held,
    /// It is being printed.
    Printing,
    /// It is out.
    Done,
    /// It will not come out.
    Failed,
    /// Somebody called it off.
    Cancelled,
}

/// A logo was read and kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LogoTaken {
    /// What the settings call it.
    pub logo: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// How much a remark weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RemarkWeight {
    /// Something the rules ask for is not there.
    Missing,
    /// Good to know.
    Note,
}

/// What the wording check says of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WordingRemark {
    /// Which rule: `legend`, `expiry`, `glyphs` ...
    pub rule: String,
    /// How much it weighs.
    pub weight: RemarkWeight,
    /// What and why, with the next step.
    pub sentence: String,
}

impl From<domain::Remark> for WordingRemark {
    fn from(remark: domain::Remark) -> Self {
        Self {
            rule: remark.rule.key().to_owned(),
            weight: match remark.weight {
                domain::Weight::Missing => RemarkWeight::Missing,
                domain::Weight::Note => RemarkWeight::Note,
            },
            sentence: remark.sentence,
        }
    }
}

/// Below which rest a state has a gift card paid out in cash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CashBack {
    /// The state, by its name or its two letters.
    pub state: String,
    /// Whole minor units.
    pub below_minor: i64,
    /// ISO 4217.
    pub currency: String,
    /// Where this was read.
    pub source: String,
}

/// The same make-good for many guests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RunRequest {
    /// Names this request, so that it may be repeated.
    pub request_id: String,
    /// The incident it makes good; `null` to record the draft's.
    pub incident_id: Option<String>,
    /// The incident, where it is new, and what each guest gets.
    pub draft: MakeItRight,
    /// Their names; empty for papers without a name.
    pub guests: Vec<String>,
    /// How many papers without a name.
    pub count: Option<u32>,
    /// The form of the papers; left out for the shop's.
    #[serde(default)]
    #[ts(optional, type = "Paper | null")]
    pub paper: Option<domain::Paper>,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct RunProgress {
    /// Papers that are set.
    pub done: u32,
    /// Of how many.
    pub total: u32,
}

/// A run was issued, and its papers saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RunIssued {
    /// Its identity, for printing it.
    pub run: String,
    /// What it makes good.
    pub incident: Incident,
    /// How many vouchers.
    pub count: u32,
    /// All papers in one file.
    pub saved: Saved,
}
