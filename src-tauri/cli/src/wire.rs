//! The names in the JSON objects: a contract with scripts. Amounts are integers in minor units of `currency`.

use comeback_actions::{ActionError, House, dto};
use comeback_domain::{VoucherKind, VoucherStatus};
use serde::Serialize;

/// A check or certificate. The one place where the whole code leaves the program other than on paper: whoever runs
/// the command line holds the paper.
#[derive(Debug, Serialize)]
pub(crate) struct Voucher {
    /// `null` where the voucher was found without it: nobody learns a code that they do not hold.
    pub code: Option<String>,
    pub kind: VoucherKind,
    pub status: VoucherStatus,
    /// `null` where a certificate has no figure.
    pub amount: Option<i64>,
    /// What is left of it.
    pub remaining: Option<i64>,
    pub currency: String,
    pub expires_on: String,
    pub issued_on: String,
    pub benefit: Option<String>,
    pub last_four: String,
    /// What it makes good.
    pub incident: String,
    pub guest: Option<String>,
    pub issued_by: Option<String>,
    pub id: String,
}

impl Voucher {
    /// A voucher to somebody who holds its code.
    pub async fn of(house: &House, voucher: &dto::Voucher) -> Result<Self, ActionError> {
        let code = Some(voucher.code.grouped());
        Ok(Self {
            code,
            ..Self::masked(house, voucher).await?
        })
    }

    /// A voucher to somebody who found it without its code.
    pub async fn masked(house: &House, voucher: &dto::Voucher) -> Result<Self, ActionError> {
        Ok(Self {
            code: None,
            kind: voucher.kind,
            status: voucher.status,
            amount: minor(voucher.amount.as_ref()),
            remaining: minor(voucher.remaining.as_ref()),
            currency: currency(house, voucher.amount.as_ref()).await?,
            expires_on: voucher.expires_on.clone(),
            issued_on: voucher.issued_on.clone(),
            benefit: voucher.benefit.clone(),
            last_four: voucher.last_four.clone(),
            incident: voucher.incident_id.clone(),
            guest: voucher.guest.clone(),
            issued_by: voucher.issued_by.clone(),
            id: voucher.id.clone(),
        })
    }
}

/// One use of a voucher.
#[derive(Debug, Serialize)]
pub(crate) struct Redemption {
    /// `null` where no menu value was recorded.
    pub amount: Option<i64>,
    pub currency: String,
    pub bill: Option<String>,
    /// What that bill came to.
    pub bill_total: Option<i64>,
    /// What was left over on a check and is lost.
    pub lapsed: Option<i64>,
    pub staff: Option<String>,
    pub at: String,
    pub business_date: String,
}

impl Redemption {
    pub fn of(redemption: &dto::Redemption, currency: &str) -> Self {
        Self {
            amount: minor(redemption.amount.as_ref()),
            currency: currency.to_owned(),
            bill: redemption.bill.clone(),
            bill_total: minor(redemption.bill_total.as_ref()),
            lapsed: minor(redemption.lapsed.as_ref()),
            staff: redemption.staff.clone(),
            at: redemption.at.clone(),
            business_date: redemption.business_date.clone(),
        }
    }
}

pub(crate) fn minor(money: Option<&dto::Money>) -> Option<i64> {
    money.map(|money| money.minor)
}

/// The currency of an amount; the shop's where there is no figure to carry one.
async fn currency(house: &House, money: Option<&dto::Money>) -> Result<String, ActionError> {
    match money {
        Some(money) => Ok(money.currency.clone()),
        None => {
            let shop = house.app_state().await?.house;
            Ok(shop.ok_or(ActionError::NotSetUp)?.currency)
        }
    }
}
