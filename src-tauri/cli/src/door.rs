//! The door: looking a code up, and redeeming it.

use std::collections::BTreeMap;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use comeback_actions::dto::{Became, RedeemRequest, Redeemed, Verdict};
use comeback_actions::{Code, House, Problem, dto};
use comeback_domain::VoucherKind;
use serde::Serialize;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::sheet::{Sheet, amount, by_and_bill, day};
use crate::wire;

/// A code to look up.
#[derive(Debug, Args)]
pub(crate) struct Lookup {
    #[command(flatten)]
    paper: Paper,
    /// Where the code has a slip in it: the name of the guest who holds the paper
    #[arg(long, value_name = "NAME", conflicts_with = "voucher")]
    guest: Option<String>,
}

/// Which paper: by its code, or found without it.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Paper {
    /// The code, as typed or scanned
    code: Option<String>,
    /// In the place of the code: the id that “find” gave
    #[arg(long, value_name = "ID")]
    voucher: Option<String>,
}

/// A code to redeem.
#[derive(Debug, Args)]
pub(crate) struct Redeem {
    #[command(flatten)]
    paper: Paper,
    /// Of a check: how much to take off it; all that is left if left out
    // Empty text is refused: `--amount "$UNSET"` in a script must not take all of it.
    #[arg(long, allow_hyphen_values = true, value_parser = NonEmptyStringValueParser::new())]
    amount: Option<String>,
    /// Of a certificate: its menu value
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true, value_parser = NonEmptyStringValueParser::new())]
    value: Option<String>,
    /// The number of the bill it comes off
    #[arg(long, value_name = "NUMBER")]
    bill: Option<String>,
    /// What that bill comes to: no more than that is taken
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true, value_parser = NonEmptyStringValueParser::new())]
    bill_total: Option<String>,
    /// Names this request: asked again with the same ID, it gives the first answer and changes nothing
    #[arg(long, value_name = "ID", value_parser = NonEmptyStringValueParser::new())]
    request: Option<String>,
    /// Who takes it
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
}

/// A voucher as it stands, and why it was given.
#[derive(Serialize)]
struct Standing {
    /// Which line of the table of reasons this is: what scripts branch on.
    reason: &'static str,
    /// What is worth a word about a voucher that is good.
    conditions: Vec<String>,
    #[serde(flatten)]
    voucher: wire::Voucher,
    /// What happened then; told while it is good.
    because: Option<String>,
    /// When and by whom it was used up.
    last_use: Option<wire::Redemption>,
    /// Which group of the code has a slip, once it is known which paper it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    slip: Option<String>,
}

impl Lookup {
    /// A code as it was read from a picture.
    pub fn of(code: String) -> Self {
        let paper = Paper {
            code: Some(code),
            voucher: None,
        };
        Self { paper, guest: None }
    }

    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let code = self.paper.code.unwrap_or_default();
        let (verdict, slip) = match (&self.paper.voucher, &self.guest) {
            (Some(id), _) => (house.look_at(id).await?, None),
            (None, Some(name)) => {
                let near = house.look_near(&code, name).await?;
                (near.verdict, near.slip)
            }
            (None, None) => (house.look_up(&code).await?, None),
        };
        // Whoever did not have the whole code is not told it.
        let holds = self.paper.voucher.is_none() && slip.is_none();
        let slipped = slip.as_ref().map_or(String::new(), |slip| format!("{slip}\n"));
        let text = slipped + &verdict_text(&verdict, holds);
        let reason = verdict.reason();
        let mut worth_a_word = Vec::new();
        let (voucher, because, last) = match verdict {
            Verdict::Good {
                voucher,
                because,
                conditions,
                ..
            } => {
                worth_a_word = conditions;
                (voucher, Some(because), None)
            }
            Verdict::Used { voucher, last } => (voucher, None, Some(last)),
            Verdict::Expired { voucher, .. } | Verdict::Voided { voucher, .. } => (voucher, None, None),
            Verdict::Mistyped { message, .. }
            | Verdict::NotACode { message }
            | Verdict::NotOurs { message }
            | Verdict::Unknown { message, .. } => {
                return Err(no_code(Code::of(reason).unwrap_or(Code::Unknown), message));
            }
            Verdict::Paused {
                message,
                until,
                seconds,
                ..
            } => return Err(paused(message, until, seconds)),
        };
        let voucher = if holds {
            wire::Voucher::of(house, &voucher).await?
        } else {
            wire::Voucher::masked(house, &voucher).await?
        };
        let last_use = last.map(|last| wire::Redemption::of(&last, &voucher.currency));
        Answer::new(
            &Standing {
                reason: reason.key(),
                conditions: worth_a_word,
                voucher,
                because,
                last_use,
                slip,
            },
            text,
        )
    }
}

fn no_code(code: Code, message: String) -> Failure {
    let details = match code {
        Code::UnknownCode => BTreeMap::new(),
        _ => BTreeMap::from([("field", "code".to_owned())]),
    };
    Failure::Problem(Problem {
        code,
        message,
        details,
    })
}

/// Too many unknown codes, as a refused redemption tells it.
fn paused(message: String, until: Option<String>, seconds: Option<u32>) -> Failure {
    let details = [
        ("until", until),
        ("seconds", seconds.map(|seconds| seconds.to_string())),
    ];
    Failure::Problem(Problem {
        code: Code::Paused,
        message,
        details: details
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .collect(),
    })
}

fn verdict_text(verdict: &Verdict, holds: bool) -> String {
    let voucher_sheet = |heading: String, voucher: &dto::Voucher| voucher_sheet(heading, voucher, holds);
    match verdict {
        Verdict::Good {
            voucher,
            because,
            incident_on,
            place,
            conditions,
        } => {
            let worth = voucher.benefit.clone().or(amount(voucher.remaining.as_ref()));
            let heading = format!(
                "Good. {}, until {}.",
                worth.unwrap_or_default(),
                day(&voucher.expires_on)
            );
            let place = place.as_ref().map_or(String::new(), |place| format!(", {place}"));
            voucher_sheet(heading, voucher)
                .line("Because", because.clone())
                .line("Happened", format!("{}{place}", day(incident_on)))
                .line("Mind", conditions.join(" "))
                .set()
        }
        Verdict::Used { voucher, last } => {
            let by = by_and_bill(last.staff.as_deref(), last.bill.as_deref());
            voucher_sheet(
                format!("Already used on {}{by}.", day(&last.business_date)),
                voucher,
            )
            .set()
        }
        Verdict::Voided {
            voucher,
            on,
            replaced,
            reason,
            replaced_by,
        } => {
            let what = if *replaced { "Replaced" } else { "Voided" };
            voucher_sheet(
                format!("{what} on {}. It cannot be used any more.", day(on)),
                voucher,
            )
            .line("Why", reason.clone())
            .line("New paper", replaced_by.as_ref().map(|new| format!("…{new}")))
            .set()
        }
        Verdict::Expired { voucher, days, .. } => {
            let ago = if *days == 1 {
                "1 day".to_owned()
            } else {
                format!("{days} days")
            };
            let heading = format!("Expired on {}, {ago} ago.", day(&voucher.expires_on));
            voucher_sheet(heading, voucher).set()
        }
        Verdict::Mistyped { message, .. }
        | Verdict::NotACode { message }
        | Verdict::NotOurs { message }
        | Verdict::Unknown { message, .. }
        | Verdict::Paused { message, .. } => message.clone(),
    }
}

fn voucher_sheet(heading: String, voucher: &dto::Voucher, holds: bool) -> Sheet {
    let by = voucher
        .issued_by
        .as_ref()
        .map_or(String::new(), |staff| format!(", by {staff}"));
    let (worth, left) = (
        amount(voucher.amount.as_ref()),
        amount(voucher.remaining.as_ref()),
    );
    let code = if holds {
        voucher.code.grouped()
    } else {
        format!("…{}", voucher.last_four)
    };
    let sheet = Sheet::new(heading).line("Code", code);
    let sheet = match voucher.kind {
        VoucherKind::Check => sheet.line("Check", worth).line("Left", left),
        VoucherKind::Certificate => sheet
            .line("Certificate", voucher.benefit.clone())
            .line("Menu value", worth),
    };
    sheet
        .line("Issued", format!("{}{by}", day(&voucher.issued_on)))
        .line("Guest", voucher.guest.clone())
        .line("Incident", voucher.incident_id.clone())
}

/// A voucher as the redemption left it.
#[derive(Serialize)]
struct RedeemedObject {
    voucher: wire::Voucher,
    redemption: wire::Redemption,
    /// What to say of a certificate whose menu value went over what it was given for.
    over: Option<String>,
}

impl Redeem {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let holds = self.paper.voucher.is_none();
        let redeemed = house
            .redeem(RedeemRequest {
                request_id: self.request.unwrap_or_default(),
                code: self.paper.code.unwrap_or_default(),
                voucher_id: self.paper.voucher,
                amount: self.amount,
                value: self.value,
                bill: self.bill.unwrap_or_default(),
                bill_total: self.bill_total.unwrap_or_default(),
                staff: self.staff.unwrap_or_default(),
            })
            .await?;
        let text = redeemed_text(&redeemed);
        let voucher = if holds {
            wire::Voucher::of(house, &redeemed.voucher).await?
        } else {
            wire::Voucher::masked(house, &redeemed.voucher).await?
        };
        let redemption = wire::Redemption::of(&redeemed.redemption, &voucher.currency);
        let over = redeemed.over;
        Answer::new(
            &RedeemedObject {
                voucher,
                redemption,
                over,
            },
            text,
        )
    }
}

/// A request whose answer was not heard.
#[derive(Debug, Args)]
pub(crate) struct AskBecame {
    /// The ID that `redeem --request` was given
    #[arg(value_name = "ID", value_parser = NonEmptyStringValueParser::new())]
    request: String,
}

/// What became of it: `voucher` and `redemption` are the first answer.
#[derive(Serialize)]
struct BecameObject {
    taken: bool,
    /// It was reversed since.
    undone: bool,
    voucher: Option<wire::Voucher>,
    redemption: Option<wire::Redemption>,
}

impl AskBecame {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        match house.what_became_of(&self.request).await? {
            Became::NotTaken => {
                let object = BecameObject {
                    taken: false,
                    undone: false,
                    voucher: None,
                    redemption: None,
                };
                Answer::new(&object, "Not taken. Nothing came off a bill by this request.")
            }
            Became::Taken { redeemed, undone } => {
                let since = if undone { " It was reversed since." } else { "" };
                let text = format!("Taken, once.{since} {}", redeemed_text(&redeemed));
                // Whoever asks by a request need not hold the paper.
                let voucher = wire::Voucher::masked(house, &redeemed.voucher).await?;
                let redemption = wire::Redemption::of(&redeemed.redemption, &voucher.currency);
                let object = BecameObject {
                    taken: true,
                    undone,
                    voucher: Some(voucher),
                    redemption: Some(redemption),
                };
                Answer::new(&object, text)
            }
        }
    }
}

fn redeemed_text(redeemed: &Redeemed) -> String {
    let (voucher, redemption) = (&redeemed.voucher, &redeemed.redemption);
    let taken = amount(redemption.amount.as_ref());
    let heading = match (voucher.kind, &taken) {
        (VoucherKind::Check, Some(taken)) => format!("Redeemed. Take {taken} off the bill."),
        _ => "Redeemed.".to_owned(),
    };
    let ending = format!("…{}", voucher.last_four);
    let sheet = match voucher.kind {
        VoucherKind::Check => Sheet::new(heading)
            .line("Check", ending)
            .line("Left", amount(voucher.remaining.as_ref()))
            .line("Left over and lost", amount(redemption.lapsed.as_ref())),
        VoucherKind::Certificate => Sheet::new(heading)
            .line("Certificate", ending)
            .line("Gives", voucher.benefit.clone())
            .line("Menu value", taken),
    };
    sheet
        .line("Note", redeemed.over.clone())
        .line("Bill", redemption.bill.clone())
        .line("Bill total", amount(redemption.bill_total.as_ref()))
        .line("By", redemption.staff.clone())
        .line("Counts for", day(&redemption.business_date))
        .set()
}
