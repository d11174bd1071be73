//! Why an action was not done, with the values a caller needs.

mod code;
mod field;
mod problem;
mod words;

use std::path::PathBuf;

use comeback_books::{ExportError, PostingError, RenderError};
use comeback_domain::{
    AmountError, BillError, BusinessDate, ClosingError, CodeError, DateError, Deed, HoursError, Instant,
    Money, Paper, PlaybookError, Refusal, RequestIdError, Role, ScoreError, SecretError, ShareError,
    ShopError, StaffName, TakingsError, TextError, Window,
};
use comeback_paper::{LogoError, PaperError};
use comeback_print::PrintError;
use comeback_proof::ProofError;
use comeback_scan::ScanError;
use comeback_store::{OpenError, RestoreError, StoreError};
use thiserror::Error;

pub use field::Field;
use words::{as_done, reason, settled, told};

use crate::Pause;

/// Why an action was not done. Each reads as a sentence with the next step.
#[derive(Debug, Error)]
pub enum ActionError {
    /// An amount that cannot be taken.
    #[error("{error}")]
    Amount {
        /// Where it was typed.
        field: Field,
        /// Why not.
        error: AmountError,
    },
    /// A date that cannot be read.
    #[error("{error}")]
    Date {
        /// Where it was typed.
        field: Field,
        /// Why not.
        error: DateError,
    },
    /// A text that cannot be taken.
    #[error("{error}")]
    Text {
        /// Where it was typed.
        field: Field,
        /// Why not.
        error: TextError,
    },
    /// A number outside its scale.
    #[error("{error}")]
    Scale {
        /// Where it was typed.
        field: Field,
        /// Why not.
        error: ScoreError,
    },
    /// No such category.
    #[error(
        "“{typed}” is not a category. Choose one of: food_quality, wrong_item, long_wait, service, cleanliness, billing, reservation, takeout, other."
    )]
    NoSuchCategory {
        /// What was given.
        typed: String,
    },
    /// Nobody's responsibility.
    #[error("“{typed}” does not say whose lapse it was. Choose ours, partly_ours or not_ours.")]
    NoSuchResponsibility {
        /// What was given.
        typed: String,
    },
    /// A moment that cannot be read.
    #[error("“{typed}” is not a moment. Write it as 2026-11-21T19:42:00-05:00.")]
    Moment {
        /// What was typed.
        typed: String,
    },
    /// An incident in the future.
    #[error("That is in the future. Write when it happened.")]
    InTheFuture,
    /// An expiry before today.
    #[error("{} is in the past. Choose {} or a later date.", expires_on.readable(), today.readable())]
    ExpiryInThePast {
        /// What was chosen.
        expires_on: BusinessDate,
        /// Today.
        today: BusinessDate,
    },
    /// A period that runs backwards.
    #[error("The period ends on {}, before it begins on {}. Turn the two dates round.", to.readable(), from.readable())]
    PeriodBackwards {
        /// Its first date.
        from: BusinessDate,
        /// Its last date.
        to: BusinessDate,
    },
    /// A code that cannot be one.
    #[error(transparent)]
    BadCode(#[from] CodeError),
    /// A code that was never issued here.
    #[error("We do not know this code. Check that the paper is ours.")]
    UnknownCode,
    /// Too many unknown codes: no code is looked at now, not even a good one.
    #[error("{}", .0.says())]
    Paused(Pause),
    /// A station is unlocked by somebody who proves who they are.
    #[error("A manager unlocks this with a PIN or password. Choose who it is, then write it.")]
    UnlockNeedsPin,
    /// No such incident.
    #[error("There is no incident with this id. Look it up in the list of incidents.")]
    NoSuchIncident,
    /// No such voucher.
    #[error("There is no check or certificate with this id. Look it up in the list of incidents.")]
    NoSuchVoucher,
    /// No such guest, or not any more.
    #[error("This guest is not known any more. Look at the list again.")]
    NoSuchGuest,
    /// A guest without a name and without a contact.
    #[error("Write a name or a way to reach them. To take both away, erase the guest.")]
    NobodyLeft,
    /// A guest merged with themselves.
    #[error("These two are the same guest already. Choose another one.")]
    MergeSelf,
    /// A forgotten guest cannot be merged.
    #[error("One of the two is forgotten, and nobody can tell any more who it was. Leave them as they are.")]
    MergeForgotten,
    /// The voucher does not redeem.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// An amount for a certificate, or a menu value for a check.
    #[error("{0}")]
    WrongFigure(&'static str),
    /// A request id that cannot be kept.
    #[error(transparent)]
    RequestId(#[from] RequestIdError),
    /// A request id used before, for something else.
    #[error("This request id was used for something else. Use a new one; nothing was changed.")]
    RequestReused,
    /// No shop yet.
    #[error("The shop is not set up yet. Set it up first: business name, currency and time zone.")]
    NotSetUp,
    /// The shop is there already.
    #[error("The shop is set up already. Change it under Settings.")]
    AlreadySetUp,
    /// A setting that cannot be taken.
    #[error("{error}")]
    Setting {
        /// Which.
        field: Field,
        /// Why not.
        error: ShopError,
    },
    /// A currency that amounts are in.
    #[error(
        "The currency cannot change once something was recorded. Use a new data folder for another currency."
    )]
    CurrencyFixed,
    /// Sample data for a shop that has its own.
    #[error(
        "This data folder holds incidents already. Choose an empty folder for sample data; nothing was changed."
    )]
    NotEmpty,
    /// More sample data than there is room for.
    #[error("A sample has 1 to 20000 days and 1 to 100000 incidents a day, a million in all. Ask for less.")]
    SampleSize,
    /// A file that cannot be written.
    #[error("{} cannot be written: {}. Choose another place; nothing was lost.", path.display(), reason(error))]
    CannotWrite {
        /// Which.
        path: PathBuf,
        /// Why not.
        error: std::io::Error,
    },
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A file that does not take the place of the books.
    #[error("{0}")]
    Restore(RestoreError),
    /// The database did not do it.
    #[error("{}", told(error))]
    Store {
        /// Why not.
        #[from]
        error: StoreError,
    },
    /// The paper could not be set.
    #[error(transparent)]
    Paper(#[from] PaperError),
    /// A paper that cannot be shown on the screen.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// A picture that cannot be the logo.
    #[error(transparent)]
    Logo(#[from] LogoError),
    /// A picture without a code that can be read.
    #[error(transparent)]
    Scan(#[from] ScanError),
    /// A picture with codes, and not one of them ours.
    #[error("The code in this picture is not one of ours. Take a photo of our paper, or type its code.")]
    NoneOfOurs,
    /// A picture of several papers.
    #[error("This picture shows {count} of our codes. Take a photo with one paper in it, or type the code.")]
    SeveralCodes {
        /// How many.
        count: usize,
    },
    /// No printer at all.
    #[error(
        "There is no printer for this paper. Choose one under Settings, or save the paper; it is issued."
    )]
    NoPrinter,
    /// A printer or its system did not do it. The voucher is as good as before.
    #[error("{0} The paper is issued and good.")]
    NotPrinted(PrintError),
    /// A printer that is to be moved out of its paper.
    #[error("A printer can be moved by up to 25 mm each way. Measure again, or choose another paper.")]
    Shift,
    /// Two printers for one paper.
    #[error("{} has two printers. Choose one of them.", paper.label())]
    PaperTwice {
        /// Which paper.
        paper: Paper,
    },
    /// Two thresholds for one state.
    #[error("{state} is there twice. Remove one of the two.")]
    StateTwice {
        /// Which state.
        state: String,
    },
    /// A threshold that is none.
    #[error("A threshold is above zero and at most 1,000,000. Write another one.")]
    Threshold,
    /// A plan that cannot be taken.
    #[error("{error}")]
    Playbook {
        /// Where it was typed.
        field: Field,
        /// Why not.
        error: PlaybookError,
    },
    /// A call too soon or too late.
    #[error(transparent)]
    Hours(#[from] HoursError),
    /// No such concern.
    #[error("There is no concern with this id. Look at the list of concerns.")]
    NoSuchConcern,
    /// A concern that is no longer one.
    #[error("This concern became an incident. Look it up in the list of incidents.")]
    ConcernBecameIncident,
    /// No such follow-up.
    #[error("There is no follow-up with this id. Look at the list of follow-ups.")]
    NoSuchFollowUp,
    /// A follow-up that somebody settled before.
    #[error("{} on {}. Read how it went in the incident.", settled(by.as_ref(), "follow-up"), at.format("%-d %b %Y at %-I:%M %P"))]
    FollowUpSettled {
        /// Who, where known.
        by: Option<StaffName>,
        /// When, by the clock of the shop.
        at: chrono::NaiveDateTime,
    },
    /// No such prevention.
    #[error("There is no action with this id. Look at the list of causes.")]
    NoSuchPrevention,
    /// A prevention that was done before.
    #[error("{} on {}. Plan another one if more is to be done.", settled(by.as_ref(), "action"), on.readable())]
    PreventionIsDone {
        /// Who said so, where known.
        by: Option<StaffName>,
        /// When it was done.
        on: BusinessDate,
    },
    /// No such run.
    #[error("There is no run with this id. Look it up in the list of incidents.")]
    NoSuchRun,
    /// A run whose file went with a forgotten guest.
    #[error(
        "The papers of this run are not kept together any more: one of its guests is forgotten. Print them one by one."
    )]
    RunForgotten,
    /// A run for nobody, or for too many.
    #[error("A run is for 1 to 1,000 guests. Write their names, a line each, or how many they are.")]
    RunSize,
    /// A run with names and a number.
    #[error("Write either the names of the guests or how many they are, not both.")]
    RunBoth,
    /// A guest of a run that cannot be printed.
    #[error("Line {line}: {error}")]
    RunGuest {
        /// Which line, from 1.
        line: usize,
        /// Why not.
        error: TextError,
    },
    /// A run that was broken off.
    #[error("The run was stopped. Nothing was issued.")]
    RunStopped,
    /// An export that was broken off.
    #[error("The export was stopped. No file was written.")]
    ExportStopped,
    /// A folder that holds something already.
    #[error("{} is there already. Name another folder, or move that one away.", path.display())]
    FolderTaken {
        /// Which.
        path: PathBuf,
    },
    /// A preference of this station that cannot be read back.
    #[error("The printers of this station could not be read: {0}. Choose them again under Settings.")]
    Kept(String),
    /// Work that ended before it was done.
    #[error("This stopped before it was done: {0}. Try again; nothing was lost.")]
    Stopped(String),
    /// Whoever is in has a role that may not do this.
    #[error("{} may not {}. Ask {who_may}.", role.with_article(), as_done(deed))]
    NotAllowed {
        /// What was to be done.
        deed: Deed,
        /// Who wanted to.
        role: Role,
        /// Who may, by first names.
        who_may: String,
    },
    /// It goes over a limit.
    #[error("{over} {then}")]
    OverLimit {
        /// By how much, in a sentence.
        over: String,
        /// Who can approve it, in a sentence.
        then: String,
        /// Over what the limit counts.
        window: Window,
        /// What may still be given in it.
        left: Money,
        /// Who can approve it.
        who: Vec<String>,
    },
    /// It does not go without a second person, whatever the amount.
    #[error("{because} {then}")]
    ApprovalNeeded {
        /// Why, in a sentence.
        because: String,
        /// Who can approve it, in a sentence.
        then: String,
        /// Who can approve it.
        who: Vec<String>,
    },
    /// A certificate without a value, under a limit.
    #[error("Write its menu value: it counts toward your limit.")]
    ValueCounts,
    /// Nothing waits under this id.
    #[error("This does not wait for an answer any more. Look at the list of what was asked for.")]
    NoSuchAsked,
    /// Nobody is in, or the screen is locked.
    #[error("The screen is locked. Sign in, then do it again; what you typed is still there.")]
    Locked,
    /// The name and what was typed do not go together; which of them is wrong is not told.
    #[error("The name and the PIN or password do not go together. Try again.")]
    WrongSecret,
    /// Too many wrong ones.
    #[error("Too many wrong tries. Wait until {clock}, then try again.")]
    Wait {
        /// Until when nothing is tried.
        until: Instant,
        /// The same as the shop's clock shows it.
        clock: String,
    },
    /// The keychain does not hold the key any more.
    #[error(
        "The keychain of this machine does not give the key that PINs and passwords were made with. Unlock it, or let the owner in with the recovery code and set them anew."
    )]
    KeyGone,
    /// Nobody signs in here.
    #[error("Nobody signs in here. Switch sign-in on under Settings first.")]
    SigninOff,
    /// Sign-in is switched on by an owner who shows that they can sign in.
    #[error("Sign-in is switched on by an owner with a password. Choose the owner and write the password.")]
    OwnerMustProve,
    /// No such person.
    #[error("There is nobody with this name in the team. Look at the list of people.")]
    NoSuchStaff,
    /// No such role.
    #[error("“{typed}” is not a role. Choose owner, manager, host or bookkeeper.")]
    NoSuchRole {
        /// What was given.
        typed: String,
    },
    /// No such window.
    #[error("“{typed}” is nothing a limit counts over. Choose incident, guest, day or month.")]
    NoSuchWindow {
        /// What was given.
        typed: String,
    },
    /// No such topic.
    #[error(
        "“{typed}” is nothing that activity is about. Choose incident, make_good, paper, door, mending, guest, care, team or house."
    )]
    NoSuchTopic {
        /// What was given.
        typed: String,
    },
    /// A limit of nobody.
    #[error("A limit is of one person or of a role. Choose one.")]
    LimitOfNobody,
    /// Two of one name.
    #[error("There is a {name} in the team already. Add a second name or an initial.")]
    SameName {
        /// The name.
        name: String,
    },
    /// Nobody could change the team any more.
    #[error(
        "{name} is the last owner who can sign in. Make somebody else an owner with a password first, or switch sign-in off."
    )]
    LastOwner {
        /// Who.
        name: String,
    },
    /// A PIN or password that cannot be taken.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The export could not be put together.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// There is no journal to post.
    #[error(transparent)]
    Posting(#[from] PostingError),
    /// A period that cannot be closed, or opened.
    #[error(transparent)]
    Closing(#[from] ClosingError),
    /// Figures of the till that were not set.
    #[error(transparent)]
    Takings(#[from] TakingsError),
    /// A bill of the till that was not set.
    #[error("{}: {error}", day.readable())]
    TillBill {
        /// Of which day.
        day: BusinessDate,
        /// Why not.
        error: BillError,
    },
    /// No such form of the books.
    #[error(
        "“{typed}” is no form of the books. Choose csv, summary, xlsx, pdf, qbo, iif, xero, sage50, hledger or beancount."
    )]
    NoSuchForm {
        /// What was given.
        typed: String,
    },
    /// No such way of posting.
    #[error("“{typed}” is no way of posting. Choose report_only, reclass or gross_up.")]
    NoSuchMode {
        /// What was given.
        typed: String,
    },
    /// No such sorting of the figures.
    #[error(
        "“{typed}” is nothing the books are added up by. Choose category, kind, location, staff, approver or reason."
    )]
    NoSuchBy {
        /// What was given.
        typed: String,
    },
    /// Nothing that the insights know.
    #[error("The insights know no “{typed}”. Compare with before or year_ago.")]
    NoSuchInsight {
        /// What was given.
        typed: String,
    },
    /// No such figure.
    #[error(
        "“{typed}” is no figure of the books. Choose issued, redeemed, reversed, voided, comps, gestures or cost."
    )]
    NoSuchFigure {
        /// What was given.
        typed: String,
    },
    /// No such figure of what is outstanding.
    #[error(
        "“{typed}” is no figure of what is outstanding. Choose opening, issued, redeemed, expired, voided or closing; or age or time_left, with the first day of its bucket."
    )]
    NoSuchStanding {
        /// What was given.
        typed: String,
    },
    /// Two accounts for the same.
    #[error("Two accounts take the same category and kind. Remove one of the two.")]
    RuleTwice,
    /// A food cost that is none.
    #[error(transparent)]
    FoodShare(#[from] ShareError),
    /// The system gave no random numbers.
    #[error(
        "This system gave no secure random numbers, and no code is made without them. Restart it, then try again."
    )]
    NoDice,
}

impl From<RestoreError> for ActionError {
    fn from(error: RestoreError) -> Self {
        match error {
            RestoreError::Store(error) => error.into(),
            RestoreError::Open(error) => error.into(),
            other => Self::Restore(other),
        }
    }
}

impl ActionError {
    pub(crate) const NO_PAPER: Self =
        Self::WrongFigure("A comp or a gesture has no paper. Choose a check or a certificate.");
    pub(crate) const NO_SUCH_KIND: Self =
        Self::WrongFigure("An offer is one of: comp, check, certificate, gesture. Choose one of them.");
    pub(crate) const AGAIN_WHEN_REACHED: Self = Self::WrongFigure(
        "Another try is set where nobody answered. Leave it out, or choose “could not reach”.",
    );
    pub(crate) const CAUSE_FIRST: Self =
        Self::WrongFigure("Name the cause first, then what is to be done about it.");
    pub(crate) const TOO_MANY_WHYS: Self = Self::WrongFigure("Five whys are enough. Remove some.");
    pub(crate) const NO_SUCH_LOGO: Self = Self::Setting {
        field: Field::Setting("logo"),
        error: ShopError::NoSuchLogo,
    };
}

impl From<RenderError> for ActionError {
    fn from(error: RenderError) -> Self {
        match error {
            RenderError::Posting(error) => Self::Posting(error),
            RenderError::Export(error) => Self::Export(error),
        }
    }
}
