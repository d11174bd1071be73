//! The rules of the house: money, business dates, codes, incidents, make-goods and the life of a voucher.
//!
//! Everything here is pure. Time, time zone and randomness are arguments; nothing reads a clock, a file or a
//! database. A rule that decides something about money or a code lives here and nowhere else.

mod business_date;
mod category;
mod chain;
mod clock;
mod code;
mod design;
mod event;
mod fold;
mod id;
mod make_good;
mod money;
mod movement;
mod place;
mod shop;
mod text;
mod voucher;
mod wording;

pub use business_date::{BusinessDate, BusinessDay, DateError};
pub use category::{Category, Score, ScoreError, Severity};
pub use chain::{Digest, DigestError, Envelope, digest_of};
pub use clock::{Clock, FixedClock, Instant};
pub use code::{CODE_ALPHABET, Code, CodeError};
pub use design::{Accent, Design, Paper, Style};
pub use event::{
    Event, GuestRef, IncidentRecorded, MakeGoodGiven, Out, PaperOut, PrintFailed, Redeemed, Reprinted,
    VoucherIssued,
};
pub use fold::{FoldError, HouseState, IncidentState};
pub use id::{GuestId, IncidentId, MakeGoodId, RequestId, RequestIdError, RunId, VoucherId};
pub use make_good::{MakeGood, MakeGoodKind};
pub use money::{AmountError, Currency, MAX_MAJOR_UNITS, Money, MoneyError};
pub use movement::{Basis, Movement, MovementSum};
pub use place::{Benefit, Contact, GuestName, Note, Place, StaffName};
pub use shop::{Shop, ShopError};
pub use text::{Line, TextError};
pub use voucher::{Redemption, Refusal, Voucher, VoucherKind, VoucherStatus, Worth};
pub use wording::{CashBack, Face, Handing, Remark, Rule, Weight, check};
