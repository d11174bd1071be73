//! A copy of the books, and a copy in their place.

use std::path::PathBuf;

use clap::Args;
use comeback_actions::{House, dto};

use crate::answer::Answer;
use crate::failure::Failure;
use crate::sheet::Sheet;

/// Where the copy goes.
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The file to write; otherwise one named after the moment, in the folder of backups
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Who makes it
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
}

/// Which copy.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The backup
    pub(crate) file: PathBuf,
    /// Who restores it
    #[arg(long, value_name = "NAME")]
    pub(crate) staff: Option<String>,
}

impl Backup {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let made = house
            .back_up(self.out.as_deref(), self.staff.as_deref().unwrap_or_default())
            .await?;
        let text = Sheet::new("Backed up.")
            .line("File", made.path.clone())
            .line("Events", made.through.to_string())
            .line("Last of them", made.head.clone())
            .set();
        Answer::new(&made, text)
    }
}

impl Restore {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let staff = self.staff.as_deref().unwrap_or_default();
        said(&house.restore(&self.file, staff).await?)
    }
}

/// What was restored, and where the books before it are.
pub(crate) fn said(restored: &dto::Restored) -> Result<Answer, Failure> {
    let text = Sheet::new("Restored.")
        .line("From", restored.file.clone())
        .line("Events", restored.through.to_string())
        .line("Set aside", restored.set_aside.clone())
        .set();
    Answer::new(restored, text)
}
