//! The sheet of the recovery code: printed or saved while it is shown, because it is shown only once.

use comeback_domain::{Deed, Paper};
use comeback_paper::{RecoverySheet, Rendered};

use crate::face::paper_kind;
use crate::{ActionError, Destination, House, dto};

impl House {
    /// Prints the recovery code on the printer for full pages.
    ///
    /// # Errors
    /// [`ActionError::WrongSecret`] for a code that is not the one in force; [`ActionError::NoPrinter`],
    /// [`ActionError::NotPrinted`].
    pub async fn print_recovery_code(&self, code: &str) -> Result<dto::PrintJob, ActionError> {
        let (paper, page) = self.recovery_sheet(code).await?;
        let choice = self
            .printer_for(paper, None)
            .await?
            .map_err(ActionError::NotPrinted)?;
        self.print_page(choice, "Comeback recovery code", (paper, page))
            .await
    }

    /// Saves it as a PDF in the folder of papers and exports.
    ///
    /// # Errors
    /// [`ActionError::WrongSecret`] for a code that is not the one in force; [`ActionError::CannotWrite`].
    pub async fn save_recovery_code(&self, code: &str) -> Result<dto::Saved, ActionError> {
        let folder = self.folder_of_papers().await?;
        let destination = Destination::reserve_in(&folder, "Recovery code.pdf")?;
        let (_, page) = self.recovery_sheet(code).await?;
        let path = destination.finish(&page.pdf)?;
        Ok(dto::Saved {
            path: path.display().to_string(),
        })
    }

    /// The sheet of the code in force, and of no other: it must let in whoever needs it one day.
    async fn recovery_sheet(&self, code: &str) -> Result<(Paper, Rendered), ActionError> {
        self.allow(Deed::ChangeTeam).await?;
        self.prove_recovery(&super::signin::settled_code(code)).await?;
        let code = code.trim().to_owned();
        let (paper, said) = self
            .read(Deed::ChangeTeam, move |_, shop, today| {
                let said = RecoverySheet {
                    house: shop.name.clone(),
                    code,
                    made_on: today.date(),
                };
                Ok((shop.paper.full_page(), said))
            })
            .await?;
        let page = self
            .typesetter()?
            .recovery_sheet(paper_kind(paper), &said, self.clock.now())?;
        Ok((paper, page))
    }
}
