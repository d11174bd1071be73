//! What kind of problem an error is to a caller.

use comeback_domain::{
    AmountError, BillError, ClosingError, CodeError, PlaybookError, Refusal, ShopError, TakingsError,
    TillError,
};
use comeback_paper::PaperError;
use comeback_scan::ScanError;
use comeback_store::{OpenError, RestoreError, StoreError};

use super::ActionError;
use crate::Code;

impl ActionError {
    /// The kind of problem this is to a caller.
    pub fn code(&self) -> Code {
        match self {
            Self::Amount {
                error: AmountError::NotAboveZero | AmountError::TooMuch { .. },
                ..
            } => Code::AmountRefused,
            Self::Amount { .. } => Code::BadAmount,
            Self::Date { .. } | Self::Moment { .. } => Code::BadDate,
            Self::ExpiryInThePast { .. } | Self::PeriodBackwards { .. } | Self::InTheFuture => {
                Code::DateRefused
            }
            Self::Text { .. }
            | Self::RunGuest { .. }
            | Self::NobodyLeft
            | Self::Playbook {
                error: PlaybookError::Text(_),
                ..
            }
            | Self::Setting {
                error: ShopError::Text(_),
                ..
            } => Code::BadText,
            Self::Scale { .. }
            | Self::NoSuchCategory { .. }
            | Self::NoSuchResponsibility { .. }
            | Self::Setting { .. }
            | Self::RequestId(_)
            | Self::Logo(_)
            | Self::Playbook { .. }
            | Self::Hours(_)
            | Self::Shift
            | Self::PaperTwice { .. }
            | Self::StateTwice { .. }
            | Self::Threshold
            | Self::RunSize
            | Self::RunBoth
            | Self::MergeSelf
            | Self::MergeForgotten
            | Self::WrongFigure(_)
            | Self::SampleSize => Code::BadChoice,
            Self::Scan(ScanError::NoCode) => Code::NotFound,
            Self::NoneOfOurs | Self::BadCode(CodeError::NotOurs) => Code::NotOurs,
            Self::Scan(_) | Self::SeveralCodes { .. } => Code::BadChoice,
            Self::BadCode(CodeError::NotACode) => Code::NotACode,
            Self::BadCode(_) => Code::Mistyped,
            Self::UnknownCode => Code::UnknownCode,
            Self::Paused(_) => Code::Paused,
            Self::NoSuchIncident
            | Self::NoSuchVoucher
            | Self::NoSuchRun
            | Self::RunForgotten
            | Self::NoSuchGuest
            | Self::NoSuchConcern
            | Self::NoSuchFollowUp
            | Self::NoSuchPrevention => Code::NotFound,
            Self::ConcernBecameIncident | Self::FollowUpSettled { .. } | Self::PreventionIsDone { .. } => {
                Code::Settled
            }
            Self::Refused(Refusal::AlreadyUsed { .. }) => Code::AlreadyUsed,
            Self::Refused(Refusal::Expired { .. }) => Code::Expired,
            Self::Refused(Refusal::MoreThanLeft { .. }) => Code::MoreThanLeft,
            Self::Refused(Refusal::OtherCurrency { .. }) => Code::AmountRefused,
            Self::Refused(Refusal::Voided { replaced: true, .. }) => Code::Replaced,
            Self::Refused(Refusal::Voided { .. }) => Code::Voided,
            Self::Refused(Refusal::NothingToReverse | Refusal::DayIsOver { .. }) => Code::CannotReverse,
            Self::Refused(Refusal::ExtendedBefore { .. } | Refusal::NeverExtended) => Code::CannotExtend,
            Self::Refused(Refusal::NotLater { .. } | Refusal::TooLate { .. }) => Code::DateRefused,
            Self::Refused(Refusal::BillTaken { .. }) => Code::BillTaken,
            Self::Refused(Refusal::OverBill { .. }) => Code::OverBill,
            Self::Refused(Refusal::NoBillTotal) => Code::BadAmount,
            Self::NoPrinter => Code::NoPrinter,
            Self::NotPrinted(_) => Code::PrintFailed,
            Self::RunStopped | Self::ExportStopped => Code::Stopped,
            Self::FolderTaken { .. } => Code::CannotWrite,
            Self::NotAllowed { .. } => Code::NotAllowed,
            Self::OverLimit { .. } => Code::OverLimit,
            Self::ApprovalNeeded { .. } => Code::ApprovalNeeded,
            Self::ValueCounts => Code::BadAmount,
            Self::NoSuchAsked => Code::NotFound,
            Self::Locked
            | Self::WrongSecret
            | Self::Wait { .. }
            | Self::KeyGone
            | Self::OwnerMustProve
            | Self::UnlockNeedsPin => Code::Locked,
            Self::SigninOff | Self::LastOwner { .. } => Code::SettingRefused,
            Self::NoSuchStaff => Code::NotFound,
            Self::NoSuchRole { .. }
            | Self::NoSuchWindow { .. }
            | Self::NoSuchTopic { .. }
            | Self::LimitOfNobody
            | Self::SameName { .. } => Code::BadChoice,
            Self::Secret(_) => Code::BadText,
            Self::Closing(ClosingError::NoSuchBatch { .. }) => Code::NotFound,
            Self::Closing(ClosingError::Moved { .. }) => Code::Damaged,
            Self::Closing(_) => Code::DateRefused,
            Self::Posting(_) => Code::SettingRefused,
            Self::Takings(
                TakingsError::NotYet { .. } | TakingsError::Closed { .. } | TakingsError::Overlap { .. },
            ) => Code::DateRefused,
            Self::Takings(TakingsError::Figure {
                error: TillError::Negative | TillError::TooMuch,
                ..
            }) => Code::AmountRefused,
            Self::Takings(TakingsError::Figure { .. }) => Code::BadAmount,
            Self::TillBill {
                error: BillError::Number(_),
                ..
            } => Code::BadText,
            Self::TillBill { .. } => Code::BadAmount,
            Self::NoSuchForm { .. }
            | Self::NoSuchMode { .. }
            | Self::NoSuchBy { .. }
            | Self::NoSuchInsight { .. }
            | Self::NoSuchFigure { .. }
            | Self::NoSuchStanding { .. }
            | Self::RuleTwice
            | Self::FoodShare(_) => Code::BadChoice,
            Self::RequestReused => Code::RequestReused,
            Self::NotSetUp => Code::NotSetUp,
            Self::AlreadySetUp | Self::CurrencyFixed => Code::SettingRefused,
            Self::NotEmpty => Code::NotEmpty,
            Self::Restore(RestoreError::InUse | RestoreError::Folder { .. }) => Code::CannotWrite,
            Self::Restore(_) => Code::BadBackup,
            Self::CannotWrite { .. } => Code::CannotWrite,
            Self::Proof(_)
            | Self::Open(OpenError::Damaged { .. })
            | Self::Store {
                error: StoreError::Damaged(_),
            } => Code::Damaged,
            Self::Open(OpenError::Busy { .. })
            | Self::Store {
                error: StoreError::Busy,
            } => Code::Busy,
            Self::Open(_) => Code::DataFolder,
            Self::Store {
                error: StoreError::Full | StoreError::ReadOnly,
            } => Code::CannotWrite,
            Self::Paper(PaperError::TooLong { .. }) => Code::BadText,
            Self::Store { .. }
            | Self::Paper(_)
            | Self::Export(_)
            | Self::Kept(_)
            | Self::Stopped(_)
            | Self::NoDice => Code::Unknown,
        }
    }
}
