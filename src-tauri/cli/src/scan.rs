//! A picture of a paper in the place of its code.

use std::path::PathBuf;

use clap::Args;
use comeback_actions::House;

use crate::answer::Answer;
use crate::door::Lookup;
use crate::failure::Failure;
use crate::files;

/// A picture to look up the code of.
#[derive(Debug, Args)]
pub(crate) struct Scan {
    /// A photo or a screenshot of the paper, PNG or JPEG
    #[arg(value_name = "IMAGE")]
    image: PathBuf,
}

impl Scan {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let picture = files::bytes(&self.image, "Choose another file.")?;
        let code = house.scan_image(picture).await?.code;
        Lookup::of(code).run(house).await
    }
}
