//! What a command says when it is done.

use std::io::{self, Write as _};

use comeback_actions::Problem;
use serde::Serialize;

use crate::failure::Failure;

/// The answer to a command, ready to be shown either way.
#[derive(Debug)]
pub(crate) struct Answer {
    object: String,
    text: String,
    but: Option<Problem>,
}

impl Answer {
    /// An answer as a JSON object and as text for a person.
    ///
    /// # Errors
    /// [`Failure`] when the object cannot be put into JSON.
    pub fn new(object: &impl Serialize, text: impl Into<String>) -> Result<Self, Failure> {
        Ok(Self {
            object: serde_json::to_string(object).map_err(Failure::no_json)?,
            text: text.into(),
            but: None,
        })
    }

    /// The same answer, from a command that did not come to its end: what it did is said, and then the problem.
    #[must_use]
    pub fn but(self, problem: Option<Problem>) -> Self {
        Self { but: problem, ..self }
    }

    /// Puts the answer on stdout.
    ///
    /// # Errors
    /// The problem the command ended with, if any; or [`Failure`] when stdout cannot be written.
    pub fn say(self, json: bool) -> Result<(), Failure> {
        let text = if json { &self.object } else { &self.text };
        let mut out = io::stdout().lock();
        let said = writeln!(out, "{}", text.trim_end()).and_then(|()| out.flush());
        match said {
            // Whoever reads has read enough: `comeback-cli totals | head`.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            said => said.map_err(Failure::unsaid)?,
        }
        self.but.map_or(Ok(()), |problem| Err(Failure::Problem(problem)))
    }
}
