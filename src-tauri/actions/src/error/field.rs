//! Which field of a form a problem is about.

use comeback_domain::{ClosingError, Refusal, TakingsError, VoucherKind};

use super::ActionError;

/// The field of a form that a problem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The amount of a check or a comp, or what to take off a check.
    Amount,
    /// The menu value of a certificate.
    Value,
    /// The cost of a gesture.
    Cost,
    /// The expiry.
    ExpiresOn,
    /// What a certificate is good for.
    Benefit,
    /// What a gesture was.
    Gesture,
    /// What happened.
    What,
    /// Where.
    Place,
    /// The guest's name.
    Guest,
    /// The guest's telephone or email.
    Contact,
    /// The guest's name, in a form that is about the guest.
    Name,
    /// Who does it.
    Staff,
    /// The score.
    Score,
    /// The severity.
    Severity,
    /// The category.
    Category,
    /// When it happened.
    At,
    /// The bill number.
    Bill,
    /// What the bill comes to.
    BillTotal,
    /// What the guest said.
    Note,
    /// Why something is done to a paper.
    Reason,
    /// Who does it.
    Owner,
    /// The code.
    Code,
    /// The first date of a period.
    From,
    /// The last date of a period.
    To,
    /// The last day of a closing.
    Through,
    /// A setting of the shop, by its name in the form.
    Setting(&'static str),
}

impl Field {
    /// The name in the form and in `details`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::Value => "value",
            Self::Cost => "cost",
            Self::ExpiresOn => "expires_on",
            Self::Benefit => "benefit",
            Self::Gesture => "gesture",
            Self::What => "what",
            Self::Place => "place",
            Self::Guest => "guest",
            Self::Contact => "contact",
            Self::Name => "name",
            Self::Staff => "staff",
            Self::Score => "score",
            Self::Severity => "severity",
            Self::Category => "category",
            Self::At => "at",
            Self::Bill => "bill",
            Self::BillTotal => "bill_total",
            Self::Note => "note",
            Self::Reason => "reason",
            Self::Owner => "owner",
            Self::Code => "code",
            Self::From => "from",
            Self::To => "to",
            Self::Through => "through",
            Self::Setting(name) => name,
        }
    }
}

impl ActionError {
    /// The field to go back to, where there is one.
    pub(super) fn field(&self) -> Option<Field> {
        match self {
            Self::Amount { field, .. }
            | Self::Date { field, .. }
            | Self::Text { field, .. }
            | Self::Scale { field, .. }
            | Self::Playbook { field, .. }
            | Self::Setting { field, .. } => Some(*field),
            Self::Hours(_) => Some(Field::Setting("follow_up_hours")),
            Self::NoSuchCategory { .. } => Some(Field::Category),
            Self::NoSuchResponsibility { .. } => Some(Field::Setting("responsibility")),
            Self::NobodyLeft => Some(Field::Name),
            Self::Moment { .. } | Self::InTheFuture => Some(Field::At),
            Self::ExpiryInThePast { .. } => Some(Field::ExpiresOn),
            Self::PeriodBackwards { .. } => Some(Field::To),
            Self::BadCode(_) => Some(Field::Code),
            Self::Refused(Refusal::MoreThanLeft { .. } | Refusal::OtherCurrency { .. }) => {
                Some(Field::Amount)
            }
            Self::Refused(Refusal::OverBill { kind, .. }) => Some(match kind {
                VoucherKind::Check => Field::Amount,
                VoucherKind::Certificate => Field::Value,
            }),
            Self::Refused(Refusal::NoBillTotal) => Some(Field::BillTotal),
            Self::Refused(Refusal::BillTaken { .. }) => Some(Field::Bill),
            Self::Refused(Refusal::NotLater { .. } | Refusal::TooLate { .. }) => Some(Field::To),
            Self::RunGuest { .. } | Self::RunSize | Self::RunBoth => Some(Field::Setting("guests")),
            Self::Logo(_) => Some(Field::Setting("logo")),
            Self::Shift | Self::PaperTwice { .. } => Some(Field::Setting("printing")),
            Self::StateTwice { .. } | Self::Threshold => Some(Field::Setting("cash_back")),
            Self::CurrencyFixed => Some(Field::Setting("currency")),
            Self::Secret(_) | Self::WrongSecret | Self::OwnerMustProve | Self::UnlockNeedsPin => {
                Some(Field::Setting("secret"))
            }
            Self::SameName { .. } => Some(Field::Setting("name")),
            Self::ValueCounts => Some(Field::Value),
            Self::Closing(
                ClosingError::NotOver { .. }
                | ClosingError::Overlaps { .. }
                | ClosingError::NothingYet { .. },
            ) => Some(Field::Through),
            Self::RuleTwice => Some(Field::Setting("rules")),
            Self::FoodShare(_) => Some(Field::Setting("food_share")),
            Self::Takings(TakingsError::Figure { figure, .. }) => Some(Field::Setting(figure)),
            Self::Takings(_) => Some(Field::From),
            Self::NoSuchRole { .. } => Some(Field::Setting("role")),
            Self::NoSuchWindow { .. } => Some(Field::Setting("window")),
            _ => None,
        }
    }
}
