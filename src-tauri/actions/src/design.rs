//! The design of the papers: a logo taken in, and an example with settings that are not in force yet.

use comeback_domain::{Category, Deed, Paper, Shop, VoucherKind, Worth};
use comeback_paper::Logo;
use comeback_store::logo;

use crate::face::{Face, gives};
use crate::setup::parse;
use crate::{ActionError, Field, House, dto, typed};

impl House {
    /// Reads a picture file and keeps what the paper needs of it. It is on the papers once settings with it are saved.
    ///
    /// # Errors
    /// [`ActionError::Logo`] for a file that is no picture, is damaged, or is too large.
    pub async fn take_logo(&self, file: Vec<u8>) -> Result<dto::LogoTaken, ActionError> {
        self.allow(Deed::ChangeHouse).await?;
        let read = tokio::task::spawn_blocking(move || Logo::read(&file))
            .await
            .map_err(|stopped| ActionError::Stopped(stopped.to_string()))??;
        let (bytes, width, height) = (read.to_bytes(), read.width(), read.height());
        let digest = self
            .write_bare(Deed::ChangeHouse, move |tx| {
                Ok(logo::keep(tx, &bytes, width, height)?)
            })
            .await?;
        Ok(dto::LogoTaken {
            logo: digest.to_string(),
            width,
            height,
        })
    }

    /// An example of a paper with settings that are not saved yet, for the page where they are chosen.
    ///
    /// # Errors
    /// [`ActionError::Setting`] for a setting that cannot be taken, or that would not fit.
    pub async fn preview_design(
        &self,
        settings: &dto::ShopSettings,
        paper: Paper,
        kind: VoucherKind,
    ) -> Result<Vec<u8>, ActionError> {
        let (shop, at) = (parse(settings)?, self.clock.now());
        let today = shop.business_day().of(at);
        let face = Face {
            at,
            gives: gives(&example(&shop, kind)?),
            guest: Some("Helen Okafor".to_owned()),
            expires: shop.expiry_from(today),
            issued: today,
            staff: Some("Owen Brandt".to_owned()),
            category: Category::FoodQuality,
            place: Some("Table 12".to_owned()),
            what: "Duck came to the table cold, twenty minutes after the other three plates.".to_owned(),
            code: None,
            approved_by: None,
        };
        let head = self
            .read_bare(Deed::ChangeHouse, move |tx| {
                if let Some(digest) = shop.design.logo
                    && !logo::is_kept(tx, digest)?
                {
                    return Err(ActionError::NO_SUCH_LOGO);
                }
                self.letterhead(tx, shop)
            })
            .await?;
        Ok(self.typesetter()?.voucher(&face.on(paper, &head))?.pdf)
    }
}

/// What an example gives: 24 of the shop's money, or its first benefit phrase.
fn example(shop: &Shop, kind: VoucherKind) -> Result<Worth, ActionError> {
    Ok(match kind {
        VoucherKind::Check => Worth::Check {
            amount: typed::money("24", Field::Amount, shop.currency)?,
        },
        VoucherKind::Certificate => {
            let phrase = shop
                .design
                .benefits
                .first()
                .map_or("Breakfast for two", String::as_str);
            Worth::Certificate {
                benefit: typed::benefit(phrase)?,
                value: None,
            }
        }
    })
}
