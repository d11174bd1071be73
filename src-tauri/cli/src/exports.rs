//! The books as files: a period in one form, or a closed one handed over in all of them.

use std::io::IsTerminal as _;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::{Args, ValueEnum};
use comeback_actions::dto::{Bundled, ExportProgress};
use comeback_actions::{ExportForm, House};
use comeback_books::Format;
use serde::Serialize;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::paper::how_far;
use crate::sheet::{counted, day};
use crate::whole;

/// A period to write to a file.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The first business date, such as 2026-11-01
    #[arg(
        long,
        value_name = "DATE",
        allow_hyphen_values = true,
        requires = "to",
        required_unless_present = "batch"
    )]
    from: Option<String>,
    /// The last business date, such as 2026-11-30
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, requires = "from")]
    to: Option<String>,
    /// A closed period, by its number
    #[arg(long, value_name = "N", conflicts_with_all = ["from", "to"], value_parser = whole::<u32>)]
    batch: Option<u32>,
    /// The form of the file
    #[arg(long, value_enum, ignore_case = true)]
    format: Form,
    /// The file
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// The forms the books can be written in.
#[derive(Debug, Clone, Copy, ValueEnum, Serialize)]
#[serde(rename_all = "snake_case")]
enum Form {
    /// One line a movement, for a spreadsheet or a script
    Csv,
    /// The totals by category and by kind
    Summary,
    /// A workbook: totals, movements, what is outstanding, voids
    Xlsx,
    /// The month on a page: totals by everything, beside the till, and what is outstanding
    Pdf,
    /// A journal for QuickBooks Online
    Qbo,
    /// A journal for QuickBooks Desktop
    Iif,
    /// A journal for Xero, at most 300 lines a file
    Xero,
    /// A journal for Sage 50
    Sage50,
    /// A journal for hledger and ledger
    Hledger,
    /// A journal for beancount
    Beancount,
}

impl From<Form> for ExportForm {
    fn from(form: Form) -> Self {
        match form {
            Form::Csv => Self::Details,
            Form::Summary => Self::Summary,
            Form::Xlsx => Self::Workbook,
            Form::Pdf => Self::Month,
            Form::Qbo => Self::Journal(Format::Qbo),
            Form::Iif => Self::Journal(Format::Iif),
            Form::Xero => Self::Journal(Format::Xero),
            Form::Sage50 => Self::Journal(Format::Sage50),
            Form::Hledger => Self::Journal(Format::Hledger),
            Form::Beancount => Self::Journal(Format::Beancount),
        }
    }
}

/// Where the books were written.
#[derive(Serialize)]
struct Written {
    path: String,
    paths: Vec<String>,
    format: Form,
    from: String,
    to: String,
    batch: Option<u32>,
    before: Option<String>,
}

impl Export {
    pub async fn run(self, house: &House, json: bool) -> Result<Answer, Failure> {
        let (from, to) = match (self.batch, self.from, self.to) {
            (Some(batch), ..) => {
                let (from, to) = house.days_of_batch(batch).await?;
                (from.to_string(), to.to_string())
            }
            (None, from, to) => (from.unwrap_or_default(), to.unwrap_or_default()),
        };
        let written = house
            .export(&from, &to, self.format.into(), &self.out, headway(json))
            .await?;
        let what = match self.format {
            Form::Csv => "movements",
            Form::Summary => "totals",
            Form::Xlsx => "books",
            Form::Pdf => "page",
            _ => "journal",
        };
        let text = format!(
            "The {what} from {} to {} {} in {}.{}",
            day(&from),
            day(&to),
            if matches!(what, "journal" | "page") {
                "is"
            } else {
                "are"
            },
            written.paths.join(" and "),
            match self.format {
                Form::Iif => " Back the company file up before you import it: an import cannot be undone.",
                _ => "",
            }
        );
        let text = [Some(text), written.before.clone()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ");
        let object = Written {
            batch: written.batch,
            before: written.before,
            path: written.paths.first().cloned().unwrap_or_default(),
            paths: written.paths,
            format: self.format,
            from: from.trim().to_owned(),
            to: to.trim().to_owned(),
        };
        Answer::new(&object, text)
    }
}

/// A closed period to hand over.
#[derive(Debug, Args)]
pub(crate) struct Bundle {
    /// The closed period, by its number
    #[arg(long, value_name = "N", value_parser = whole::<u32>)]
    batch: u32,
    /// The folder, which is made
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Only in this form; may be given several times. All that its accounts can be written in without it
    #[arg(long, value_enum, ignore_case = true)]
    format: Vec<Form>,
}

impl Bundle {
    pub async fn run(self, house: &House, json: bool) -> Result<Answer, Failure> {
        let forms: Vec<ExportForm> = self.format.iter().map(|form| (*form).into()).collect();
        let made = house.bundle(self.batch, &forms, &self.out, headway(json)).await?;
        let text = text(self.batch, &made);
        Answer::new(&made, text)
    }
}

fn text(batch: u32, made: &Bundled) -> String {
    let files = counted(u32::try_from(made.files.len()).unwrap_or(u32::MAX), "file");
    let mut lines = vec![format!(
        "Batch {batch} is in {}: {files} and a manifest.",
        made.folder
    )];
    // What one thing keeps back is told once.
    for together in made.left_out.chunk_by(|one, other| one.why == other.why) {
        let forms: Vec<&str> = together.iter().map(|left| left.form.as_str()).collect();
        let why = together.first().map_or("", |left| left.why.as_str());
        lines.push(format!("Without {}: {why}", forms.join(", ")));
    }
    lines.extend(made.before.iter().cloned());
    lines.join("\n")
}

/// Shows on a terminal how far it is; nothing of it goes into a log. Stops where somebody asks for it.
fn headway(json: bool) -> impl FnMut(ExportProgress) -> ControlFlow<()> + Send + 'static {
    let watched = !json && std::io::stderr().is_terminal();
    let stopped = asked_to_stop();
    move |told| {
        if watched {
            how_far(told.done, told.total);
        }
        if stopped.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

/// Becomes true with Ctrl-C, or when the system ends the program: the export stops at its next line then, and nothing of it
/// is left behind. The second time it does not wait for that.
fn asked_to_stop() -> Arc<AtomicBool> {
    const OF_THE_SIGNAL: i32 = 128;
    let stopped = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // Where a signal cannot be taken, it ends the program as it always did.
        let _ = flag::register_conditional_shutdown(signal, OF_THE_SIGNAL + signal, Arc::clone(&stopped));
        let _ = flag::register(signal, Arc::clone(&stopped));
    }
    stopped
}
