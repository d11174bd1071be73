//! What a command says when it is not done, and with which exit code.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::error::ErrorKind;
use comeback_actions::{ActionError, Code, Problem};
use serde::Serialize;

/// Why a command was not done.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line cannot be read. Also `--help` and `--version`, which are no failures.
    Usage(clap::Error),
    /// The action was not done.
    Problem(Problem),
}

impl From<ActionError> for Failure {
    fn from(error: ActionError) -> Self {
        Self::Problem(Problem::from(&error))
    }
}

impl Failure {
    /// A problem with nothing more to tell than its sentence.
    pub fn plain(code: Code, message: impl Into<String>) -> Self {
        Self::Problem(Problem {
            code,
            message: message.into(),
            details: BTreeMap::new(),
        })
    }

    pub fn no_runtime(error: io::Error) -> Self {
        let message =
            format!("This system gave the program no room to run: {error}. Close something, then try again.");
        Self::plain(Code::Unknown, message)
    }

    pub fn no_json(error: serde_json::Error) -> Self {
        let message = format!(
            "It is done, and the answer could not be put into JSON: {error}. Look it up without --json."
        );
        Self::plain(Code::Unknown, message)
    }

    pub fn unsaid(error: io::Error) -> Self {
        let message = format!("It is done, and the answer could not be written: {error}. Look it up again.");
        Self::plain(Code::CannotWrite, message)
    }

    /// The same to somebody who did not say who they are: there is no screen here to unlock.
    #[must_use]
    pub fn of_nobody(self) -> Self {
        match self {
            Self::Problem(problem) if problem.message == ActionError::Locked.to_string() => Self::plain(
                Code::Locked,
                "People sign in here. Say who you are with --as NAME and --pin-stdin.",
            ),
            other => other,
        }
    }

    /// Puts the failure on stderr (help and version on stdout), and gives the exit code.
    pub fn say(self, json: bool) -> ExitCode {
        // With nowhere left to say it, the exit code has to do.
        let _ = match &self {
            Self::Usage(error) if !json || !error.use_stderr() => error.print(),
            Self::Usage(error) => line(&object(&UsageObject::from(error))),
            Self::Problem(problem) if json => line(&object(problem)),
            Self::Problem(problem) => line(&problem.message),
        };
        ExitCode::from(self.exit())
    }

    fn exit(&self) -> u8 {
        match self {
            Self::Usage(error) => u8::try_from(error.exit_code()).unwrap_or(1),
            Self::Problem(problem) => exit_of(problem.code),
        }
    }
}

/// 2 usage, 3 refused by a rule, 4 no such code or id, 1 anything else. A contract: scripts branch on it.
fn exit_of(code: Code) -> u8 {
    match code {
        Code::BadAmount | Code::BadDate | Code::BadText | Code::BadChoice => 2,
        Code::AmountRefused
        | Code::DateRefused
        | Code::AlreadyUsed
        | Code::Settled
        | Code::Expired
        | Code::Voided
        | Code::Replaced
        | Code::CannotReverse
        | Code::CannotExtend
        | Code::BillTaken
        | Code::MoreThanLeft
        | Code::OverBill
        | Code::Paused
        | Code::RequestReused
        | Code::NotSetUp
        | Code::SettingRefused
        | Code::NotAllowed
        | Code::Locked
        | Code::OverLimit
        | Code::ApprovalNeeded
        | Code::BadBackup
        | Code::NotEmpty => 3,
        Code::Mistyped | Code::NotACode | Code::NotOurs | Code::UnknownCode | Code::NotFound => 4,
        Code::CannotWrite
        | Code::DataFolder
        | Code::Damaged
        | Code::Busy
        | Code::NoPrinter
        | Code::PrintFailed
        | Code::Stopped
        | Code::Unknown => 1,
    }
}

/// A command line that cannot be read, in the form of every other problem.
#[derive(Serialize)]
struct UsageObject {
    code: &'static str,
    message: String,
    details: BTreeMap<&'static str, String>,
}

impl From<&clap::Error> for UsageObject {
    fn from(error: &clap::Error) -> Self {
        Self {
            code: "usage",
            message: format!("{} Run comeback-cli --help to see what it takes.", told(error)),
            details: BTreeMap::new(),
        }
    }
}

/// The first paragraph of what clap says, as one sentence.
fn told(error: &clap::Error) -> String {
    if matches!(
        error.kind(),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    ) {
        return "A command is missing.".to_owned();
    }
    let text = error.to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    let first: Vec<&str> = text
        .lines()
        .map(str::trim)
        .take_while(|line| !line.is_empty())
        .collect();
    let mut letters = first.join(" ").trim_end_matches('.').to_owned();
    if let Some(initial) = letters.get_mut(..1) {
        initial.make_ascii_uppercase();
    }
    letters + "."
}

fn object(problem: &impl Serialize) -> String {
    serde_json::to_string(problem).unwrap_or_default()
}

fn line(text: &str) -> io::Result<()> {
    writeln!(io::stderr().lock(), "{text}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CommandLine;
    use clap::Parser as _;

    fn usage(arguments: &[&str]) -> String {
        let error = CommandLine::try_parse_from(arguments).expect_err("not a command line");
        UsageObject::from(&error).message
    }

    #[test]
    fn a_command_line_that_cannot_be_read_is_told_in_a_sentence() {
        assert_eq!(
            usage(&["comeback-cli"]),
            "A command is missing. Run comeback-cli --help to see what it takes."
        );
        assert_eq!(
            usage(&["comeback-cli", "check", "--incident", "x"]),
            "The following required arguments were not provided: --amount <AMOUNT>. Run comeback-cli --help to see what it takes."
        );
        assert_eq!(
            usage(&["comeback-cli", "comp", "--round"]),
            "Unexpected argument '--round' found. Run comeback-cli --help to see what it takes."
        );
    }
}
