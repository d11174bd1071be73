//! Making it good: a check or a certificate with its paper, a comp, a gesture.

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use comeback_actions::dto::MakeGoodRequest;
use comeback_actions::{ActionError, Destination, House, dto};
use comeback_domain::VoucherKind;
use serde::Serialize;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::paper::{Out, Went, send_out};
use crate::sheet::{Sheet, amount, day};
use crate::who::{line_of_stdin, person};
use crate::wire;

/// What every make-good needs to know.
#[derive(Debug, Args)]
struct For {
    /// The incident it makes good, by the id that `incident` gave
    #[arg(long, value_name = "ID")]
    incident: String,
    /// Who gives it; whoever recorded the incident if left out
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
    /// Who says yes to it where it goes over your limit; their PIN or password is the next line of standard input
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    approved_by: Option<String>,
}

/// The paper of a check or certificate.
#[derive(Debug, Args)]
struct Print {
    /// The last day it is good, such as 2027-03-31; the shop's default if left out
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    expires: Option<String>,
    #[command(flatten)]
    out: Out,
}

/// Asked for, and not given yet: there is no paper before the yes.
#[derive(Debug, Args)]
struct AskFirst {
    /// Ask for it instead: it waits for the yes of somebody who may approve it
    #[arg(long, conflicts_with_all = ["approved_by", "pdf", "print"])]
    ask: bool,
}

/// A check as typed.
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    given_for: For,
    /// How much, such as 12.50
    #[arg(long, allow_hyphen_values = true)]
    amount: String,
    #[command(flatten)]
    first: AskFirst,
    #[command(flatten)]
    print: Print,
}

/// A certificate as typed.
#[derive(Debug, Args)]
pub(crate) struct Certificate {
    #[command(flatten)]
    given_for: For,
    /// What it is good for, such as "Breakfast for two"
    #[arg(long, value_name = "TEXT")]
    benefit: String,
    /// Its menu value, where known; never printed
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    value: Option<String>,
    #[command(flatten)]
    first: AskFirst,
    #[command(flatten)]
    print: Print,
}

/// A comp as typed.
#[derive(Debug, Args)]
pub(crate) struct Comp {
    #[command(flatten)]
    given_for: For,
    /// How much comes off the bill, such as 4.50
    #[arg(long, allow_hyphen_values = true)]
    amount: String,
    /// Ask for it instead: it waits for the yes of somebody who may approve it
    #[arg(long, conflicts_with = "approved_by")]
    ask: bool,
}

/// A gesture as typed.
#[derive(Debug, Args)]
pub(crate) struct Gesture {
    #[command(flatten)]
    given_for: For,
    /// What was done: cookies, a delivery, flowers
    #[arg(long, value_name = "TEXT")]
    what: String,
    /// What it cost, such as 6.00
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    cost: String,
    /// Ask for it instead: it waits for the yes of somebody who may approve it
    #[arg(long, conflicts_with = "approved_by")]
    ask: bool,
}

impl Check {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let asked = MakeGoodRequest::Check {
            amount: self.amount,
            expires_on: self.print.expires.clone(),
        };
        if self.first.ask {
            return ask(house, self.given_for, asked).await;
        }
        issue(house, self.given_for, asked, self.print).await
    }
}

impl Certificate {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let asked = MakeGoodRequest::Certificate {
            benefit: self.benefit,
            value: self.value,
            expires_on: self.print.expires.clone(),
        };
        if self.first.ask {
            return ask(house, self.given_for, asked).await;
        }
        issue(house, self.given_for, asked, self.print).await
    }
}

impl Comp {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let asked = MakeGoodRequest::Comp { amount: self.amount };
        if self.ask {
            return ask(house, self.given_for, asked).await;
        }
        give(house, self.given_for, asked, "The comp is recorded.").await
    }
}

impl Gesture {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let asked = MakeGoodRequest::Gesture {
            what: self.what,
            cost: self.cost,
        };
        if self.ask {
            return ask(house, self.given_for, asked).await;
        }
        give(house, self.given_for, asked, "The gesture is recorded.").await
    }
}

/// A voucher with where its paper was written.
#[derive(Serialize)]
struct Issued {
    #[serde(flatten)]
    voucher: wire::Voucher,
    pdf: Option<String>,
    print: Option<dto::PrintJob>,
}

/// Issues a voucher. A path that cannot be written is said before there is a code; a disk that fills up after that
/// leaves the voucher issued, and its code is told with the problem.
async fn issue(
    house: &House,
    given_for: For,
    asked: MakeGoodRequest,
    print: Print,
) -> Result<Answer, Failure> {
    let out = print.out;
    let reserved = out.pdf.as_deref().map(Destination::reserve).transpose()?;
    let approval = second(house, given_for.approved_by.as_deref()).await?;
    let staff = given_for.staff.unwrap_or_default();
    let paper = out.paper.map(Into::into);
    let given = house
        .make_good(&given_for.incident, asked, &staff, paper, approval)
        .await?;
    let voucher = given.voucher.ok_or(ActionError::NoSuchVoucher)?;
    let went = send_out(house, &voucher.id, &staff, &out, reserved).await;
    let text = issued_text(&voucher, &went);
    let issued = Issued {
        voucher: wire::Voucher::of(house, &voucher).await?,
        pdf: went.pdf,
        print: went.print,
    };
    Ok(Answer::new(&issued, text)?.but(went.problem))
}

fn issued_text(voucher: &dto::Voucher, went: &Went) -> String {
    let heading = match voucher.kind {
        VoucherKind::Check => "The check is issued.",
        VoucherKind::Certificate => "The certificate is issued.",
    };
    Sheet::new(heading)
        .line("Code", voucher.code.grouped())
        .line(
            "Good for",
            voucher.benefit.clone().or(amount(voucher.amount.as_ref())),
        )
        .line(
            "Menu value",
            voucher.benefit.as_ref().and(amount(voucher.amount.as_ref())),
        )
        .line("Until", day(&voucher.expires_on))
        .line("Guest", voucher.guest.clone())
        .line("By", voucher.issued_by.clone())
        .line("Incident", voucher.incident_id.clone())
        .line("Paper", went.pdf.clone())
        .line("Printer", went.print.as_ref().map(|job| job.sentence.clone()))
        .set()
}

/// Reads what the second person proves themselves with.
async fn second(house: &House, name: Option<&str>) -> Result<Option<dto::Approval>, Failure> {
    let Some(name) = name else {
        return Ok(None);
    };
    let people = house.app_state().await?.session.people;
    Ok(Some(dto::Approval {
        // Somebody who is not there is tried all the same: it takes as long and says the same.
        by: person(&people, name).map_or(String::new(), |person| person.id.clone()),
        secret: line_of_stdin()?,
    }))
}

/// A make-good that waits.
#[derive(Serialize)]
struct Waits {
    asked: String,
    incident: String,
    kind: String,
    amount: Option<i64>,
    why: String,
    approvers: Vec<String>,
}

async fn ask(house: &House, given_for: For, asked: MakeGoodRequest) -> Result<Answer, Failure> {
    let staff = given_for.staff.unwrap_or_default();
    let dto::Waiting { asked, approvers } = house.ask_for_good(&given_for.incident, asked, &staff).await?;
    let approvers: Vec<String> = approvers.into_iter().map(|person| person.name).collect();
    let text = Sheet::new("It waits for a yes.")
        .line("Asked for", asked.id.clone())
        .line("Worth", asked.gives.clone().or(amount(asked.amount.as_ref())))
        .line("It waits", asked.why.clone())
        .line(
            "Can approve",
            (!approvers.is_empty()).then(|| approvers.join(", ")),
        )
        .line("Incident", asked.incident_id.clone())
        .set();
    let waits = Waits {
        asked: asked.id,
        incident: asked.incident_id,
        kind: asked.kind,
        amount: wire::minor(asked.amount.as_ref()),
        why: asked.why,
        approvers,
    };
    Answer::new(&waits, text)
}

/// A comp or gesture.
#[derive(Serialize)]
struct Done {
    id: String,
    kind: String,
    amount: Option<i64>,
    currency: Option<String>,
    what: Option<String>,
    incident: String,
}

async fn give(
    house: &House,
    given_for: For,
    asked: MakeGoodRequest,
    heading: &str,
) -> Result<Answer, Failure> {
    let approval = second(house, given_for.approved_by.as_deref()).await?;
    let staff = given_for.staff.unwrap_or_default();
    let made = house
        .make_good(&given_for.incident, asked, &staff, None, approval)
        .await?
        .make_good;
    let incident = given_for.incident.trim().to_lowercase();
    let text = Sheet::new(heading)
        .line("Amount", amount(made.amount.as_ref()))
        .line("What", made.what.clone())
        .line("Incident", incident.clone())
        .set();
    let done = Done {
        id: made.id,
        kind: made.kind,
        amount: wire::minor(made.amount.as_ref()),
        currency: made.amount.map(|money| money.currency),
        what: made.what,
        incident,
    };
    Answer::new(&done, text)
}
