//! What is done to a code after it was issued, and its ledger.

use std::path::PathBuf;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use comeback_actions::dto::{ExtendRequest, Ledger, LedgerKind, LedgerRow, MendRequest};
use comeback_actions::{Destination, House};
use serde::Serialize;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::sheet::{Sheet, amount, by_and_bill, day};
use crate::wire;

/// What every one of these acts is told.
#[derive(Debug, Args)]
struct Act {
    /// The code, as typed or scanned
    code: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Names this request: asked again with the same ID, it gives the same answer and changes nothing
    #[arg(long, value_name = "ID", value_parser = NonEmptyStringValueParser::new())]
    request: Option<String>,
    /// Who does it
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
}

impl Act {
    async fn request(self, house: &House) -> Result<MendRequest, Failure> {
        let request_id = self.request.unwrap_or_default();
        Ok(MendRequest {
            voucher_id: house.voucher_asked_for(&self.code, &request_id).await?.id,
            request_id,
            redemption: None,
            reason: self.reason,
            staff: self.staff.unwrap_or_default(),
        })
    }
}

/// A redemption to undo.
#[derive(Debug, Args)]
pub(crate) struct Reverse {
    #[command(flatten)]
    act: Act,
}

/// A code to void.
#[derive(Debug, Args)]
pub(crate) struct Void {
    #[command(flatten)]
    act: Act,
}

/// A lost paper to replace.
#[derive(Debug, Args)]
pub(crate) struct Replace {
    #[command(flatten)]
    act: Act,
    /// Save the new paper as a PDF here
    #[arg(long, value_name = "FILE")]
    pdf: Option<PathBuf>,
}

/// A code to give more time.
#[derive(Debug, Args)]
pub(crate) struct Extend {
    #[command(flatten)]
    act: Act,
    /// The last day it is to be good, as 2027-03-31
    #[arg(long, value_name = "DATE")]
    to: String,
}

/// A code whose ledger is shown.
#[derive(Debug, Args)]
pub(crate) struct ShowLedger {
    /// The code, as typed or scanned
    code: String,
}

/// The paper that stands for a lost one.
#[derive(Serialize)]
struct ReplacedObject {
    voucher: wire::Voucher,
    replaced: wire::Voucher,
    pdf: Option<String>,
}

/// A voucher with what moved its balance.
#[derive(Serialize)]
struct LedgerObject<'a> {
    voucher: wire::Voucher,
    ledger: Vec<RowObject<'a>>,
    replaces: Option<&'a str>,
}

/// A line of it, in minor units of the voucher's currency.
#[derive(Serialize)]
struct RowObject<'a> {
    seq: i64,
    kind: LedgerKind,
    at: &'a str,
    business_date: &'a str,
    change: Option<i64>,
    balance: Option<i64>,
    bill: Option<&'a str>,
    staff: Option<&'a str>,
    reason: Option<&'a str>,
    until: Option<&'a str>,
    /// How much of the change was left over and is lost.
    lapsed: Option<i64>,
    undone: bool,
}

impl Reverse {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let ledger = house.reverse(self.act.request(house).await?).await?;
        let left = amount(ledger.voucher.remaining.as_ref());
        let heading = left.map_or_else(
            || "Reversed. It is good again.".to_owned(),
            |left| format!("Reversed. {left} is on it."),
        );
        told(house, &ledger, heading).await
    }
}

impl Void {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let ledger = house.void(self.act.request(house).await?).await?;
        told(
            house,
            &ledger,
            "Voided. Nothing can be taken with it any more.".to_owned(),
        )
        .await
    }
}

impl Extend {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let act = self.act.request(house).await?;
        let request = ExtendRequest {
            request_id: act.request_id,
            voucher_id: act.voucher_id,
            to: self.to,
            reason: act.reason,
            staff: act.staff,
        };
        let ledger = house.extend(request).await?;
        let heading = format!("Extended. It is good until {}.", day(&ledger.voucher.expires_on));
        told(house, &ledger, heading).await
    }
}

impl Replace {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        // A path that cannot be written is said before a code is dead.
        let destination = self.pdf.as_deref().map(Destination::reserve).transpose()?;
        let request = self.act.request(house).await?;
        let staff = request.staff.clone();
        let replaced = house.replace(request).await?;
        let saved = match destination {
            Some(destination) => Some(
                house
                    .write_voucher(&replaced.new.id, &staff, None, destination)
                    .await?
                    .path,
            ),
            None => None,
        };
        let heading = "Replaced. The old code is dead; give the guest the new paper.";
        let text = Sheet::new(heading.to_owned())
            .line("Old code", format!("…{}", replaced.old.last_four))
            .line("New code", replaced.new.code.grouped())
            .line("Good until", day(&replaced.new.expires_on))
            .line("PDF", saved.clone())
            .set();
        Answer::new(
            &ReplacedObject {
                voucher: wire::Voucher::of(house, &replaced.new).await?,
                replaced: wire::Voucher::of(house, &replaced.old).await?,
                pdf: saved,
            },
            text,
        )
    }
}

impl ShowLedger {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let id = house.voucher_by_code(&self.code).await?.id;
        let ledger = house.ledger(&id).await?;
        let heading = format!("Ledger of …{}", ledger.voucher.last_four);
        told(house, &ledger, heading).await
    }
}

async fn told(house: &House, ledger: &Ledger, heading: String) -> Result<Answer, Failure> {
    let mut sheet = Sheet::new(heading);
    for row in &ledger.rows {
        sheet = sheet.line(name(row.kind), line(row));
    }
    let text = sheet.set();
    Answer::new(
        &LedgerObject {
            voucher: wire::Voucher::of(house, &ledger.voucher).await?,
            ledger: ledger.rows.iter().map(object).collect(),
            replaces: ledger.replaces.as_deref(),
        },
        text,
    )
}

fn name(kind: LedgerKind) -> &'static str {
    match kind {
        LedgerKind::Issued => "Issued",
        LedgerKind::Redeemed => "Redeemed",
        LedgerKind::Reversed => "Reversed",
        LedgerKind::Voided => "Voided",
        LedgerKind::Replaced => "Replaced",
        LedgerKind::Extended => "Extended",
    }
}

/// What a line says after its name: when, who, how much, what is then on it, and why.
fn line(row: &LedgerRow) -> String {
    let by = by_and_bill(row.staff.as_deref(), row.bill.as_deref());
    let until = row
        .until
        .as_ref()
        .map_or(String::new(), |until| format!(", until {}", day(until)));
    let moved = match (&row.change, &row.balance) {
        (Some(change), Some(balance)) if change.minor != 0 => {
            format!(": {}, {} on it", change.text, balance.text)
        }
        _ => String::new(),
    };
    let lapsed = row.lapsed.as_ref().map_or(String::new(), |lapsed| {
        format!(", {} of it left over and lost", lapsed.text)
    });
    let undone = if row.undone { ", reversed since" } else { "" };
    let why = row
        .reason
        .as_ref()
        .map_or(String::new(), |reason| format!(". {reason}"));
    format!(
        "{}{by}{until}{moved}{lapsed}{undone}{why}",
        day(&row.business_date)
    )
}

fn object(row: &LedgerRow) -> RowObject<'_> {
    RowObject {
        seq: row.seq,
        kind: row.kind,
        at: &row.at,
        business_date: &row.business_date,
        change: wire::minor(row.change.as_ref()),
        balance: wire::minor(row.balance.as_ref()),
        bill: row.bill.as_deref(),
        staff: row.staff.as_deref(),
        reason: row.reason.as_deref(),
        until: row.until.as_deref(),
        lapsed: wire::minor(row.lapsed.as_ref()),
        undone: row.undone,
    }
}
