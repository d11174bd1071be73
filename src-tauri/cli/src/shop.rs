//! Setting the shop up, and filling it with a sample.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use comeback_actions::dto::ShopSettings;
use comeback_actions::{ActionError, House, SampleKind, SampleRequest};
use comeback_domain::{Accent, DoorRules, Shop, Style, grouped};
use serde::Serialize;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::paper::PaperKind;
use crate::sheet::{Sheet, day};
use crate::{files, whole};

/// The set of type.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum TypeStyle {
    /// Serifs
    Classic,
    /// None
    Modern,
}

impl From<TypeStyle> for Style {
    fn from(style: TypeStyle) -> Self {
        match style {
            TypeStyle::Classic => Self::Classic,
            TypeStyle::Modern => Self::Modern,
        }
    }
}

/// The settings of a new shop.
#[derive(Debug, Args)]
pub(crate) struct Setup {
    /// The business name, at the head of every paper
    #[arg(long)]
    name: String,
    /// The address, as guests should read it
    #[arg(long)]
    address: Option<String>,
    /// The telephone, as guests should read it
    #[arg(long)]
    phone: Option<String>,
    /// What all amounts are in: three letters, such as USD
    #[arg(long, value_name = "CODE")]
    currency: String,
    /// Where the shop is, such as America/Detroit
    #[arg(long, value_name = "ZONE")]
    timezone: String,
    /// Until when the night counts for the day before
    #[arg(long, value_name = "HH:MM", default_value = "04:00")]
    cutover: String,
    /// The paper in the printer
    #[arg(long, value_enum, ignore_case = true, default_value = "letter")]
    paper: PaperKind,
    #[command(flatten)]
    door: DoorOptions,
    #[command(flatten)]
    design: DesignOptions,
}

/// What the house allows at the door.
#[derive(Debug, Args)]
#[command(next_help_heading = "At the door")]
struct DoorOptions {
    /// By how many days a paper may be extended, once; 0 for never
    #[arg(long, value_name = "N", default_value_t = DoorRules::default().extend_days, allow_hyphen_values = true, value_parser = whole::<u32>)]
    extend_days: u32,
    /// Let a bill take one paper and no more
    #[arg(long)]
    one_paper_a_bill: bool,
    /// Let a check be used up at its first use; what is left over is lost
    #[arg(long)]
    spend_once: bool,
    /// Take nothing before it is written what the bill comes to
    #[arg(long)]
    ask_bill_total: bool,
}

/// How the papers look, and the shop's own words on them.
#[derive(Debug, Args)]
#[command(next_help_heading = "Design")]
struct DesignOptions {
    /// The set of type
    #[arg(long, value_enum, ignore_case = true, default_value = "classic")]
    style: TypeStyle,
    /// The one colour beside black, such as #1E4D3B
    #[arg(long, value_name = "COLOUR")]
    accent: Option<String>,
    /// A picture: PNG, JPEG or SVG
    #[arg(long, value_name = "FILE")]
    logo: Option<PathBuf>,
    /// Print lines where there would be filled areas
    #[arg(long)]
    save_ink: bool,
    /// The apology on every paper
    #[arg(long, value_name = "TEXT")]
    apology: Option<String>,
    /// What stands below the required wording
    #[arg(long, value_name = "TEXT")]
    fine_print: Option<String>,
    /// What a certificate usually gives; may be said several times
    #[arg(long = "benefit-phrase", value_name = "TEXT")]
    benefits: Vec<String>,
    /// The words of the mailed letter, in this file
    #[arg(long, value_name = "FILE")]
    letter: Option<PathBuf>,
    /// What stands above the signature of the letter
    #[arg(long, value_name = "TEXT")]
    closing: Option<String>,
}

impl Setup {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let design = self.design;
        let letter = match &design.letter {
            None => String::new(),
            Some(file) => files::text(file, "Write the letter into a text file.")?,
        };
        let logo = match &design.logo {
            None => None,
            Some(file) => Some(
                house
                    .take_logo(files::bytes(file, "Choose another file.")?)
                    .await?
                    .logo,
            ),
        };
        let state = house
            .set_up(ShopSettings {
                name: self.name,
                address: self.address.unwrap_or_default(),
                telephone: self.phone.unwrap_or_default(),
                currency: self.currency,
                timezone: self.timezone,
                cutover: self.cutover,
                paper: self.paper.into(),
                expiry_days: Shop::EXPIRY_DAYS,
                apology: design.apology.unwrap_or_else(|| Shop::APOLOGY.to_owned()),
                legend: true,
                style: design.style.into(),
                accent: design.accent.unwrap_or_else(|| Accent::GREEN.to_string()),
                save_ink: design.save_ink,
                logo,
                fine_print: design.fine_print.unwrap_or_default(),
                benefits: design.benefits,
                letter,
                closing: design.closing.unwrap_or_default(),
                retention_months: comeback_domain::RETENTION_MONTHS,
                extend_days: self.door.extend_days,
                stacking: !self.door.one_paper_a_bill,
                keeps_balance: !self.door.spend_once,
                bill_total: self.door.ask_bill_total,
            })
            .await?;
        let shop = state.house.ok_or(ActionError::NotSetUp)?;
        Answer::new(&shop, settings_text(&shop, &state.data_folder))
    }
}

fn settings_text(shop: &ShopSettings, data_folder: &str) -> String {
    let style = match shop.style {
        Style::Classic => "classic",
        Style::Modern => "modern",
    };
    let ink = if shop.save_ink { ", saving ink" } else { "" };
    let logo = if shop.logo.is_some() { ", with a logo" } else { "" };
    Sheet::new(format!("{} is set up.", shop.name))
        .line("Address", shop.address.clone())
        .line("Telephone", shop.telephone.clone())
        .line("Currency", shop.currency.clone())
        .line("Time zone", shop.timezone.clone())
        .line("Day begins", shop.cutover.clone())
        .line("Paper", shop.paper.label().to_owned())
        .line("Design", format!("{style}, {}{ink}{logo}", shop.accent))
        .line("Good for", format!("{} days", grouped(shop.expiry_days)))
        .line("At the door", door_text(shop))
        .line("Apology", shop.apology.clone())
        .line("Fine print", shop.fine_print.clone())
        .line("Benefits", shop.benefits.join("\n"))
        .line("Data", data_folder.to_owned())
        .set()
}

/// What the house lets happen at the door, where it is not the usual.
fn door_text(shop: &ShopSettings) -> Option<String> {
    let usual = DoorRules::default();
    let told = [
        (shop.extend_days != usual.extend_days).then(|| match shop.extend_days {
            0 => "papers are never extended".to_owned(),
            days => format!("papers are extended by up to {} days", grouped(days)),
        }),
        (!shop.stacking).then(|| "one paper a bill".to_owned()),
        (!shop.keeps_balance).then(|| "a check is used up at its first use".to_owned()),
        shop.bill_total
            .then(|| "what the bill comes to is asked for".to_owned()),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join("\n"))
}

/// Which way the history of a sample goes.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum HistoryKind {
    /// As many let-downs at the end as at the beginning
    Steady,
    /// Fewer and milder let-downs, more guests who come back
    Improving,
    /// More and graver let-downs, fewer guests who come back
    Worsening,
    /// A shop that has only just opened: nine incidents in all
    New,
}

impl From<HistoryKind> for SampleKind {
    fn from(kind: HistoryKind) -> Self {
        match kind {
            HistoryKind::Steady => Self::Steady,
            HistoryKind::Improving => Self::Improving,
            HistoryKind::Worsening => Self::Worsening,
            HistoryKind::New => Self::New,
        }
    }
}

/// How much sample history to write.
#[derive(Debug, Args)]
pub(crate) struct Sample {
    /// Which way it goes
    #[arg(long, value_enum, ignore_case = true, default_value = "steady")]
    kind: HistoryKind,
    /// How many business dates
    #[arg(long, value_name = "N", allow_hyphen_values = true, value_parser = whole::<u32>)]
    days: u32,
    /// How many incidents a day, on average; the guests of a day are reckoned from it, in a new shop too
    #[arg(long, value_name = "M", allow_hyphen_values = true, value_parser = whole::<u32>)]
    per_day: u32,
    /// The same seed writes the same history
    #[arg(long, value_name = "S", allow_hyphen_values = true, value_parser = whole::<u64>)]
    seed: u64,
    /// The last business date; today if left out
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    until: Option<String>,
}

#[derive(Serialize)]
struct SampleObject {
    incidents: u32,
    vouchers: u32,
    redemptions: u32,
    from: String,
    until: String,
    seed: u64,
}

impl Sample {
    pub async fn run(self, house: &House, json: bool) -> Result<Answer, Failure> {
        let request = SampleRequest {
            kind: self.kind.into(),
            days: self.days,
            per_day: self.per_day,
            seed: self.seed,
            until: self.until,
        };
        let watched = !json && io::stderr().is_terminal();
        let written = house
            .sample(request, move |done, of| {
                if watched {
                    progress(done, of);
                }
            })
            .await?;
        let text = Sheet::new("The sample restaurant is open.")
            .line(
                "Days",
                format!("{} to {}", day(&written.from), day(&written.until)),
            )
            .line("Incidents", grouped(written.incidents))
            .line("Checks and certificates", grouped(written.vouchers))
            .line("Redemptions", grouped(written.redemptions))
            .set();
        let object = SampleObject {
            incidents: written.incidents,
            vouchers: written.vouchers,
            redemptions: written.redemptions,
            from: written.from,
            until: written.until,
            seed: self.seed,
        };
        Answer::new(&object, text)
    }
}

/// Shows on a terminal how far it is, on one line that is empty again at the end.
fn progress(done: u32, of: u32) {
    let mut err = io::stderr().lock();
    // Nobody misses it when it cannot be shown.
    let _ = if done < of {
        write!(err, "\r\u{1b}[K  {} of {}", grouped(done), grouped(of))
    } else {
        write!(err, "\r\u{1b}[K")
    };
    let _ = err.flush();
}
