//! The wording check: the rules of the domain, against what stands on a paper of this house.

use comeback_domain::{
    CashBack, Currency, Deed, Event, Face, Handing, Money, Paper, Remark, Shop, VoucherKind, Worth, check,
};
use comeback_paper::{Gives, VoucherPaper};
use comeback_store::{cash_back, event, voucher};

use crate::papers::parse_id;
use crate::record::has_paper;
use crate::{ActionError, Field, House, dto, typed};

/// The size in which every paper sets its expiry, in capitals; a smaller one is none of its layouts'.
const EXPIRY_POINTS: f32 = 10.0;

/// What is judged: a paper as it would be set, with what no paper tells.
struct Judged {
    document: VoucherPaper,
    shop: Shop,
    amount: Option<Money>,
    handing: Handing,
    thresholds: Vec<CashBack>,
}

impl House {
    /// What the wording check says of a draft. A make-good without paper has nothing to check.
    ///
    /// # Errors
    /// [`ActionError`] for what was typed, as at issue.
    pub async fn wording(
        &self,
        draft: &dto::MakeItRight,
        paper: Option<Paper>,
    ) -> Result<Vec<dto::WordingRemark>, ActionError> {
        if !has_paper(&draft.make_good) {
            return Ok(Vec::new());
        }
        let document = self.draft_document(draft.clone(), paper).await?;
        let typed_amount = match &draft.make_good {
            dto::MakeGoodRequest::Check { amount, .. } => Some(amount.clone()),
            _ => None,
        };
        let judged = self
            .read(Deed::GiveWithinLimit, move |tx, shop, _| {
                Ok(Judged {
                    document,
                    amount: typed::money_if_given(typed_amount.as_deref(), Field::Amount, shop.currency)?,
                    shop: shop.clone(),
                    handing: Handing::Paper,
                    thresholds: cash_back::all(tx)?,
                })
            })
            .await?;
        self.judge(&judged)
    }

    /// What the wording check says of a voucher that was issued. One that left as a file may have been sent.
    ///
    /// # Errors
    /// [`ActionError::NoSuchVoucher`].
    pub async fn voucher_wording(&self, id: &str) -> Result<Vec<dto::WordingRemark>, ActionError> {
        let id = parse_id(id)?;
        let judged = self
            .read(Deed::GiveWithinLimit, move |tx, shop, _| {
                let found = voucher::by_id(tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
                let events = event::of_voucher(tx, found.incident, id)?;
                let saved = |event: &Event| matches!(event, Event::VoucherSaved(out) if out.out.to.is_some());
                let as_file = found.run.is_none() && events.iter().any(|envelope| saved(&envelope.event));
                Ok(Judged {
                    document: self.document(tx, shop, &found, None)?.1,
                    amount: match found.life.worth {
                        Worth::Check { amount } => Some(amount),
                        Worth::Certificate { .. } => None,
                    },
                    shop: shop.clone(),
                    handing: if as_file { Handing::Sent } else { Handing::Paper },
                    thresholds: cash_back::all(tx)?,
                })
            })
            .await?;
        self.judge(&judged)
    }

    fn judge(&self, judged: &Judged) -> Result<Vec<dto::WordingRemark>, ActionError> {
        let set = self.typesetter()?.voucher(&judged.document)?;
        let remarks = Remark::glyphs(&set.missing)
            .into_iter()
            .chain(check(&face(judged), &judged.thresholds));
        Ok(remarks.map(dto::WordingRemark::from).collect())
    }

    /// The sums below which a state has a rest paid out in cash.
    ///
    /// # Errors
    /// [`ActionError::Store`].
    pub async fn cash_back(&self) -> Result<Vec<dto::CashBack>, ActionError> {
        let rows = self
            .read_bare(Deed::ChangeHouse, |tx| Ok(cash_back::all(tx)?))
            .await?;
        let shown = |row: CashBack| dto::CashBack {
            state: row.state,
            below_minor: row.below.minor,
            currency: row.below.currency.code().to_owned(),
            source: row.source,
        };
        Ok(rows.into_iter().map(shown).collect())
    }

    /// Puts these sums in the place of all.
    ///
    /// # Errors
    /// [`ActionError`] for a row that cannot be taken; nothing is changed then.
    pub async fn set_cash_back(&self, rows: Vec<dto::CashBack>) -> Result<Vec<dto::CashBack>, ActionError> {
        let rows = rows.iter().map(row).collect::<Result<Vec<_>, _>>()?;
        for (at, row) in rows.iter().enumerate() {
            let same = |other: &CashBack| other.state.eq_ignore_ascii_case(&row.state);
            if rows.iter().take(at).any(same) {
                return Err(ActionError::StateTwice {
                    state: row.state.clone(),
                });
            }
        }
        self.write_bare(Deed::ChangeHouse, move |tx| Ok(cash_back::set(tx, &rows)?))
            .await?;
        self.cash_back().await
    }
}

fn row(row: &dto::CashBack) -> Result<CashBack, ActionError> {
    let currency = Currency::parse(&row.currency).map_err(|error| ActionError::Setting {
        field: Field::Setting("currency"),
        error: error.into(),
    })?;
    if !(1..=100_000_000).contains(&row.below_minor) {
        return Err(ActionError::Threshold);
    }
    CashBack::parse(&row.state, Money::new(row.below_minor, currency), &row.source).map_err(|error| {
        ActionError::Text {
            field: Field::Setting("cash_back"),
            error,
        }
    })
}

/// The face of a paper as the check reads it. The promotional line, the fees and the expiry are set by the paper itself
/// and no design takes them away; the rest is the shop's.
fn face(judged: &Judged) -> Face<'_> {
    let (document, shop) = (&judged.document, &judged.shop);
    let mut texts = vec![("business name", document.business.name.as_str())];
    let kind = match &document.gives {
        Gives::Check { .. } => VoucherKind::Check,
        Gives::Certificate { benefit, .. } => {
            texts.push(("benefit", benefit));
            VoucherKind::Certificate
        }
    };
    texts.extend(document.apology.as_deref().map(|text| ("apology", text)));
    texts.extend(
        document
            .design
            .fine_print
            .as_deref()
            .map(|text| ("fine print", text)),
    );
    texts.extend(
        document
            .letter
            .as_ref()
            .map(|letter| ("letter", letter.body.as_str())),
    );
    Face {
        kind,
        amount: judged.amount,
        texts,
        address: &shop.address,
        promotional: true,
        no_fees: true,
        expiry_points: Some(EXPIRY_POINTS),
        legend: document.design.legend,
        handing: judged.handing,
    }
}
