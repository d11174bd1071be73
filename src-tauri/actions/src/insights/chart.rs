//! A chart taken along as a file, for where a clipboard takes no pictures.

use std::path::Path;

use comeback_domain::Deed;

use crate::{ActionError, Destination, House, dto};

impl House {
    /// Saves a chart, drawn as SVG, into the folder of papers and exports, under its title; one that was saved before
    /// stays beside it.
    ///
    /// # Errors
    /// [`ActionError::CannotWrite`].
    pub async fn save_chart(&self, title: &str, svg: &str) -> Result<dto::Saved, ActionError> {
        self.allow(Deed::SeeTotals).await?;
        let folder = self.folder_of_papers().await?;
        let path = Destination::reserve_in(&folder, &free(&folder, title))?.finish(svg.as_bytes())?;
        Ok(dto::Saved {
            path: path.display().to_string(),
        })
    }
}

/// The first name of this title that no file has yet.
fn free(folder: &Path, title: &str) -> String {
    let name = plain(title);
    let numbered = (2_u32..100).map(|number| format!("{name} ({number}).svg"));
    let mut names = std::iter::once(format!("{name}.svg")).chain(numbered);
    names
        .find(|name| !folder.join(name).exists())
        .unwrap_or_else(|| format!("{name}.svg"))
}

/// The title as every system takes it for the name of a file, and nothing that leads to another folder.
fn plain(title: &str) -> String {
    let taken = |letter: char| letter.is_alphanumeric() || [' ', ',', '-'].contains(&letter);
    let name: String = title.chars().filter(|letter| taken(*letter)).take(60).collect();
    match name.trim() {
        "" => "Chart".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_a_name_and_never_a_path() {
        for (title, name) in [
            ("How they felt, then and after", "How they felt, then and after"),
            ("../../etc/passwd", "etcpasswd"),
            ("C:\\x", "Cx"),
            ("  \u{0}", "Chart"),
        ] {
            assert_eq!(plain(title), name);
        }
    }
}
