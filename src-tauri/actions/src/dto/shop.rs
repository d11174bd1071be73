//! The shop's settings and what the window needs to know at start.

use comeback_domain as domain;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{PrinterChoice, SessionState};

/// The settings of the shop, as typed and as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShopSettings {
    /// At the head of every paper.
    pub name: String,
    /// As guests should read it.
    pub address: String,
    /// As guests should read it.
    pub telephone: String,
    /// ISO 4217.
    pub currency: String,
    /// IANA name.
    pub timezone: String,
    /// `04:00`.
    pub cutover: String,
    /// What is in the printer.
    #[ts(type = "Paper")]
    pub paper: domain::Paper,
    /// How long a new paper is good.
    pub expiry_days: u32,
    /// The shop's own words on the paper.
    pub apology: String,
    /// THIS IS NOT A CHECK across a check.
    pub legend: bool,
    /// The set of type.
    #[ts(type = "\"classic\" | \"modern\"")]
    pub style: domain::Style,
    /// The one colour beside black: `#1E4D3B`.
    pub accent: String,
    /// Lines where there would be filled areas.
    pub save_ink: bool,
    /// The logo, by what `take_logo` called it.
    pub logo: Option<String>,
    /// What stands below the required wording.
    pub fine_print: String,
    /// What certificates usually give.
    pub benefits: Vec<String>,
    /// The words of the mailed letter; empty for the suggested ones.
    pub letter: String,
    /// What stands above its signature; empty for the usual.
    pub closing: String,
    /// Guests are forgotten this many months after the last contact; 1 to 24.
    #[serde(default = "usual_retention")]
    pub retention_months: u32,
    /// By how many days a paper may be extended, once; 0 for never.
    #[serde(default = "usual_extension")]
    pub extend_days: u32,
    /// More than one paper may come off the same bill.
    #[serde(default = "usual_stacking")]
    pub stacking: bool,
    /// A check keeps what is left over; otherwise its first use uses it up.
    #[serde(default = "usual_keeping")]
    pub keeps_balance: bool,
    /// Nothing is taken before it is written what the bill comes to.
    #[serde(default)]
    pub bill_total: bool,
}

fn usual_stacking() -> bool {
    domain::DoorRules::default().stacking
}

fn usual_keeping() -> bool {
    domain::DoorRules::default().keeps_balance
}

fn usual_extension() -> u32 {
    domain::DoorRules::default().extend_days
}

fn usual_retention() -> u32 {
    domain::RETENTION_MONTHS
}

impl From<&domain::Shop> for ShopSettings {
    fn from(shop: &domain::Shop) -> Self {
        Self {
            name: shop.name.clone(),
            address: shop.address.clone(),
            telephone: shop.telephone.clone(),
            currency: shop.currency.code().to_owned(),
            timezone: shop.timezone.name().to_owned(),
            cutover: shop.cutover.format("%H:%M").to_string(),
            paper: shop.paper,
            expiry_days: shop.expiry_days,
            apology: shop.apology.clone(),
            legend: shop.legend,
            style: shop.design.style,
            accent: shop.design.accent.to_string(),
            save_ink: shop.design.save_ink,
            logo: shop.design.logo.map(|logo| logo.to_string()),
            fine_print: shop.design.fine_print.clone(),
            benefits: shop.design.benefits.clone(),
            letter: shop.design.letter.clone(),
            closing: shop.design.closing.clone(),
            retention_months: shop.retention_months,
            extend_days: shop.door.extend_days,
            stacking: shop.door.stacking,
            keeps_balance: shop.door.keeps_balance,
            bill_total: shop.door.bill_total,
        }
    }
}

/// What the window knows before anything is done.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct AppState {
    /// The settings; `null` on the first run.
    pub house: Option<ShopSettings>,
    /// This is the sample restaurant, not the real books.
    pub sample: bool,
    /// The present moment.
    pub now: String,
    /// The business date of now; empty before the shop is set up.
    pub business_date: String,
    /// The expiry a new paper gets unless another is chosen; empty before the shop is set up.
    pub expires_on: String,
    /// What stands before an amount: `$`.
    pub currency_prefix: String,
    /// How many decimals an amount has.
    pub currency_decimals: u32,
    /// This machine.
    pub station: String,
    /// Where the database is.
    pub data_folder: String,
    /// The same in words a host understands: `on this machine`.
    pub data_place: String,
    /// When the books were last backed up; `null` before the first time.
    pub last_backup: Option<String>,
    /// Where backups go.
    pub backup_folder: String,
    /// Where papers and exports are saved.
    pub save_folder: String,
    /// Who recorded something lately, the last first.
    pub staff: Vec<String>,
    /// The apology a new shop starts with.
    pub suggested_apology: String,
    /// The letter of a shop that wrote none of its own.
    pub suggested_letter: String,
    /// Which printer of this station takes which paper.
    pub printing: Vec<PrinterChoice>,
    /// Whether the door makes sounds on this station.
    pub sounds: bool,
    /// Who is at this screen, and whether people sign in.
    pub session: SessionState,
    /// How many follow-ups are due by the end of today.
    pub follow_ups_due: u32,
    /// How many concerns are open.
    pub concerns: u32,
    /// How many make-goods wait for a yes that whoever is in may give.
    pub asked_for: u32,
    /// The clock of this machine shows what it should not; `null` while nothing is odd.
    pub clock: Option<ClockWarning>,
    /// The program's version.
    pub version: String,
}

/// The clock does not go with what was written before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ClockWarning {
    /// It shows an earlier time than the last entry; else one that is later by more than a month.
    pub back: bool,
    /// What is odd, in a sentence.
    pub says: String,
    /// What it means for what is written now, and what to do.
    pub then: String,
}

/// A copy of the books was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BackedUp {
    /// The whole path.
    pub path: String,
    /// How large it is.
    pub bytes: u64,
    /// The last event in it.
    pub through: i64,
    /// The hash of that event.
    pub head: String,
}

/// A copy took the place of the books.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Restored {
    /// The copy.
    pub file: String,
    /// The last event in it.
    pub through: i64,
    /// Where the books before it lie now; `null` when there were none.
    pub set_aside: Option<String>,
}

/// A file was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Saved {
    /// The whole path.
    pub path: String,
}
