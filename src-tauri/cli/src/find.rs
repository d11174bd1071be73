//! A paper that was left at home.

use clap::Args;
use comeback_actions::{House, dto};
use comeback_domain::{VoucherKind, VoucherStatus};
use serde::Serialize;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::sheet::{amount, day};
use crate::wire;

/// What to look for.
#[derive(Debug, Args)]
pub(crate) struct Find {
    /// A name, a telephone, an email, a day, the last four of the code, or some of them together
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    typed: String,
}

/// What was found. No code of it is told: whoever looks for a paper does not hold it.
#[derive(Serialize)]
struct Found {
    vouchers: Vec<wire::Voucher>,
    message: Option<String>,
}

impl Find {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let found = house.find_papers(&self.typed).await?;
        let text = list(&found);
        let mut vouchers = Vec::new();
        for row in &found.rows {
            vouchers.push(wire::Voucher::masked(house, row).await?);
        }
        let message = found.message;
        Answer::new(&Found { vouchers, message }, text)
    }
}

fn list(found: &dto::FoundPapers) -> String {
    let mut text: String = found.rows.iter().map(line).collect();
    if let Some(message) = &found.message {
        text.push_str(message);
        text.push('\n');
    }
    text
}

fn line(voucher: &dto::Voucher) -> String {
    let worth = match voucher.kind {
        VoucherKind::Check => format!(
            "check, {}",
            amount(voucher.remaining.as_ref()).unwrap_or_default()
        ),
        VoucherKind::Certificate => voucher.benefit.clone().unwrap_or_default(),
    };
    format!(
        "…{}  {}, {worth}\n       given on {}, {}\n       {}\n",
        voucher.last_four,
        voucher.guest.as_deref().unwrap_or("No name"),
        day(&voucher.issued_on),
        standing(voucher),
        voucher.id
    )
}

fn standing(voucher: &dto::Voucher) -> String {
    match voucher.status {
        VoucherStatus::Outstanding => format!("good until {}", day(&voucher.expires_on)),
        VoucherStatus::Redeemed => "already used".to_owned(),
        VoucherStatus::Expired => format!("expired on {}", day(&voucher.expires_on)),
        VoucherStatus::Voided => "voided".to_owned(),
    }
}
