//! Which printers there are, and which of them takes which paper.

use std::collections::HashSet;

use comeback_domain::{Deed, Paper};
use comeback_paper::Shift;
use comeback_print::{PrintError, Printer, PrinterState};
use comeback_store::{Tx, preference};

use crate::printing::Printing;
use crate::{ActionError, House, dto, typed};

const PRINTERS: &str = "printers";
const POINTS_PER_MM: f32 = 72.0 / 25.4;
/// Farther than this it is another paper, not a printer that feeds askew.
const FARTHEST_MM: f32 = 25.0;

impl House {
    /// The printers of this machine. A print service that does not answer is told as a problem, not as an error: a
    /// house without a printer can still save its papers.
    ///
    /// # Errors
    /// [`ActionError::Locked`], [`ActionError::NotAllowed`].
    pub async fn printers(&self) -> Result<dto::PrinterList, ActionError> {
        self.allow(Deed::GiveWithinLimit).await?;
        let found = self.at_the_printers(|spooler| spooler.printers()).await?;
        Ok(match found {
            Ok(printers) => dto::PrinterList {
                printers: printers.into_iter().map(shown).collect(),
                problem: None,
            },
            Err(error) => dto::PrinterList {
                printers: Vec::new(),
                problem: Some(error.to_string()),
            },
        })
    }

    /// Chooses a printer for each paper, for this station.
    ///
    /// # Errors
    /// [`ActionError::Shift`] for one moved too far; nothing is changed then.
    pub async fn set_printers(&self, choices: Vec<dto::PrinterChoice>) -> Result<dto::AppState, ActionError> {
        let mut seen = HashSet::new();
        for choice in &choices {
            for millimetres in [choice.shift_x_mm, choice.shift_y_mm] {
                if !(millimetres.is_finite() && millimetres.abs() <= FARTHEST_MM) {
                    return Err(ActionError::Shift);
                }
            }
            if !seen.insert(choice.paper) {
                return Err(ActionError::PaperTwice { paper: choice.paper });
            }
        }
        let text = serde_json::to_string(&choices).map_err(|error| ActionError::Kept(error.to_string()))?;
        self.write_bare(Deed::ChangeHouse, move |tx| {
            Ok(preference::set(tx, PRINTERS, &text)?)
        })
        .await?;
        self.app_state().await
    }

    pub(crate) async fn choice(&self, paper: Paper) -> Result<Option<dto::PrinterChoice>, ActionError> {
        let choices = self.read_open(|tx, _| choices(tx)).await?;
        Ok(choices.into_iter().find(|choice| choice.paper == paper))
    }

    /// The printer for a paper: the one that was named, the one chosen for it, or the system's default. The inner error
    /// is of a print service that does not answer.
    pub(crate) async fn printer_for(
        &self,
        paper: Paper,
        named: Option<&str>,
    ) -> Result<Result<dto::PrinterChoice, PrintError>, ActionError> {
        let chosen = self.choice(paper).await?.unwrap_or(unmoved(paper));
        let named = named.and_then(typed::given).map(str::to_owned);
        let printer = match (named, &chosen.printer) {
            // The offset belongs to the printer it was measured on.
            (Some(named), Some(usual)) if named != *usual => {
                return Ok(Ok(dto::PrinterChoice {
                    printer: Some(named),
                    ..unmoved(paper)
                }));
            }
            (Some(named), _) => Some(named),
            (None, usual) => usual.clone(),
        };
        if printer.is_some() {
            return Ok(Ok(dto::PrinterChoice { printer, ..chosen }));
        }
        let found = match self.at_the_printers(|spooler| spooler.printers()).await? {
            Ok(found) => found,
            Err(error) => return Ok(Err(error)),
        };
        let default = found.into_iter().find(|printer| printer.default);
        let printer = Some(default.ok_or(ActionError::NoPrinter)?.name);
        Ok(Ok(dto::PrinterChoice { printer, ..chosen }))
    }

    /// Asks the print service, where waiting is allowed.
    pub(crate) async fn at_the_printers<T, F>(&self, ask: F) -> Result<T, ActionError>
    where
        T: Send + 'static,
        F: FnOnce(&dyn Printing) -> T + Send + 'static,
    {
        let spooler = self.spooler.clone();
        tokio::task::spawn_blocking(move || ask(spooler.as_ref()))
            .await
            .map_err(|stopped| ActionError::Stopped(stopped.to_string()))
    }
}

/// The printers this station chose.
pub(crate) fn choices(tx: &Tx<'_>) -> Result<Vec<dto::PrinterChoice>, ActionError> {
    match preference::get(tx, PRINTERS)? {
        None => Ok(Vec::new()),
        Some(text) => serde_json::from_str(&text).map_err(|error| ActionError::Kept(error.to_string())),
    }
}

pub(crate) fn unmoved(paper: Paper) -> dto::PrinterChoice {
    dto::PrinterChoice {
        paper,
        printer: None,
        shift_x_mm: 0.0,
        shift_y_mm: 0.0,
    }
}

pub(crate) fn shift_of(choice: &dto::PrinterChoice) -> Shift {
    Shift {
        x: choice.shift_x_mm * POINTS_PER_MM,
        y: choice.shift_y_mm * POINTS_PER_MM,
    }
}

pub(crate) fn shown(printer: Printer) -> dto::Printer {
    let stopped = printer.state == PrinterState::Stopped || !printer.accepts;
    dto::Printer {
        name: printer.name,
        label: printer.label,
        place: printer.place,
        default: printer.default,
        state: match printer.state {
            _ if stopped => dto::PrinterState::Stopped,
            PrinterState::Printing => dto::PrinterState::Printing,
            PrinterState::Ready | PrinterState::Stopped => dto::PrinterState::Ready,
        },
        reasons: printer.reasons,
    }
}
