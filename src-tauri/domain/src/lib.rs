//! The rules of the house: money, business dates, codes, incidents, make-goods and the life of a voucher.
//!
//! Everything here is pure. Time, time zone and randomness are arguments; nothing reads a clock, a file or a
//! database. A rule that decides something about money or a code lives here and nowhere else.

mod business_date;
mod category;
mod cause;
mod cautions;
mod chain;
mod clock;
mod closing;
mod code;
mod deed;
mod design;
mod event;
mod fold;
mod follow_up;
mod guessing;
mod guest;
mod id;
mod insights;
mod limit;
mod lockout;
mod make_good;
mod money;
mod movement;
mod place;
mod playbook;
mod posting;
mod reason;
mod repeat;
mod responsibility;
mod role;
mod score;
mod secret;
mod sensitive;
mod sentence;
mod shop;
mod signs;
mod sought;
mod staff;
mod takings;
mod text;
mod voucher;
mod wording;

pub use business_date::{BusinessDate, BusinessDay, DateError};
pub use category::{Category, Score, ScoreError, Severity};
pub use cause::{CauseName, DAYS as RATE_DAYS, MOST_WHYS, Rate, whys as cause_whys};
pub use cautions::{Caution, cautions_of};
pub use chain::{Digest, DigestError, Envelope, digest_of};
pub use chrono_tz::Tz;
pub use clock::{Clock, ClockJump, FixedClock, Instant, Ticker, readable_moment};
pub use closing::{
    BatchRef, BooksExported, Closing, ClosingError, Closings, Difference, PeriodClosed, PeriodReopened,
    Reopening, TillClosed, differences as closing_differences,
};
pub use code::{CODE_ALPHABET, Code, CodeError, Group, one_slip_away};
pub use deed::Deed;
pub use design::{Accent, Design, Paper, Style};
pub use event::{
    BackupMade, CauseNamed, ClockTrusted, ClockWentBack, CodeShown, ConcernDropped, ConcernNoted,
    DoorUnlocked, Event, FollowUpSet, FollowUpSettled, Forgetting, GuestChanged, GuestErased, GuestRef,
    GuestsMerged, HouseRestored, IncidentRecorded, LimitSet, MakeGoodAsked, MakeGoodDeclined, MakeGoodGiven,
    Out, PaperOut, PlaybookSet, PreventionDone, PreventionPlanned, PrintFailed, Redeemed, Reprinted,
    ScoreGiven, SigninSet, TakingsSet, TillBillsSet, Topic, UnknownCode, VoucherExtended, VoucherIssued,
    VoucherReplaced, VoucherReversed, VoucherVoided,
};
pub use fold::{
    AskedState, CareState, CauseState, ConcernEnd, ConcernState, FoldError, FollowUpState, GuardState,
    GuestState, GuestStates, HouseState, IncidentState, PreventionState, ScoreState, Settled, TeamState,
};
pub use follow_up::{
    HoursError, MOST_HOURS, Outcome, due_at as follow_up_due, hours as follow_up_hours,
    opening as follow_up_opening,
};
pub use guessing::{Guesser, Guesses, StationGuesses};
pub use guest::{
    Calling, RETENTION_MONTHS, due_before, forgotten_on, search_text, search_words, telling_words, tells_of,
};
pub use id::{
    AskedId, ConcernId, FollowUpId, GuestId, IncidentId, MakeGoodId, PreventionId, RequestId, RequestIdError,
    RunId, StaffId, VoucherId,
};
pub use insights::{
    Against, CauseLine, Change, Channel, FEW, FEW_FOR_A_MIDDLE, InsightFacts, PaperFact, Returns, ScoreFact,
    Tendency, WeekRate, make_half, percent, rates_by_week, share_interval, tendency_of, weeks_of,
};
pub use limit::{Holder, Limit, Room, Window, limits_of, narrowest};
pub use lockout::Lockout;
pub use make_good::{MakeGood, MakeGoodKind};
pub use money::{AmountError, Currency, MAX_MAJOR_UNITS, Money, MoneyError};
pub use movement::{Basis, By, DaySum, Figure, Movement, MovementSum};
pub use place::{Benefit, Contact, GuestName, Note, Place, StaffName};
pub use playbook::{Bent, Offer, Playbook, PlaybookError, Suggestion};
pub use posting::{
    AccountName, AccountRule, Accounts, FoodCost, FoodShare, Journal, JournalLine, PostingMode, ShareError,
};
pub use reason::{Reason, Tone, conditions_of, reasons};
pub use repeat::{PastIncident, Repeat};
pub use responsibility::Responsibility;
pub use role::{Proof, Role};
pub use score::{ScoreMoment, ScoreMovement, Standing};
pub use secret::{LONGEST_PASSWORD, PIN_DIGITS, SHORTEST_PASSWORD, SecretError, settled_secret};
pub use sensitive::{Sensitive, sensitive_of};
pub use sentence::{capital, grouped, in_words};
pub use shop::{DoorRules, Shop, ShopError};
pub use signs::{
    GivenGood, GuestIncident, Hours, PrintedAgain, SIGNS_LOOK_BACK_DAYS, Seen, Sign, SignKind, Undone,
    UsedVoucher, WrongCode, signs_of,
};
pub use sought::{Needle, Sought, guest_words, is_named, readings};
pub use staff::{Staff, one_of};
pub use takings::{
    BillError, BillFault, BillFaultKind, DayOfBills, Known, MOST_COVERS, MOST_TAKINGS, PasteFault,
    PasteFaultKind, Pasted, PastedBills, PastedDay, Takings, TakingsError, TakingsSum, TillBill, TillError,
    bill_key, covers, days as days_of, read_pasted, read_pasted_bills, stretch, till_amount,
};
pub use text::{Line, TextError};
pub use voucher::{
    Act, Ask, Claim, Extended, Redemption, Refusal, Stage, Use, Voided, Voucher, VoucherKind, VoucherStatus,
    Worth, diagram as voucher_diagram,
};
pub use wording::{CashBack, Face, Handing, Remark, Rule, Weight, check};
