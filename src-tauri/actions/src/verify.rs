//! The proof, for whoever asks for it.

use comeback_domain::{Currency, Deed};
use comeback_store::verify::{Findings, verify};

use crate::{ActionError, House};

/// What was checked, and in which currency its sums are.
#[derive(Debug, Clone)]
pub struct Verified {
    /// What was found.
    pub findings: Findings,
    /// The shop's currency, once it is set up.
    pub currency: Option<Currency>,
}

impl House {
    /// Checks the file, the chain, that the tables are the fold of the events, and that the sums tie out.
    ///
    /// # Errors
    /// [`ActionError::Store`] when the file cannot be read at all. Faults are findings, not errors.
    pub async fn verify(&self) -> Result<Verified, ActionError> {
        let now = self.clock.now();
        self.read_bare(Deed::Verify, move |tx| {
            let shop = comeback_store::shop::get(tx)?;
            let today = shop.as_ref().map_or_else(
                || comeback_domain::BusinessDate::new(now.date_naive()),
                |shop| shop.business_day().of(now),
            );
            Ok(Verified {
                findings: verify(tx, today)?,
                currency: shop.map(|shop| shop.currency),
            })
        })
        .await
    }
}
