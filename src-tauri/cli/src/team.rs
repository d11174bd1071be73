//! The team: who works here, who signs in, who may give how much, and what waits for a yes.

use clap::{Args, Subcommand};
use comeback_actions::dto::{AskedAnswer, AskedFor, LimitForm, LimitRow, Person, StaffForm, StaffRow, Team};
use comeback_actions::{ActionError, House};
use serde::Serialize;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::sheet::{Sheet, amount, table};
use crate::who::{Credentials, line_of_stdin, person};
use crate::wire;

/// Sign-in, on or off.
#[derive(Debug, Subcommand)]
pub(crate) enum Signin {
    /// Have people sign in from now on; needs the owner's --as and --pin-stdin, and tells the recovery code this once
    On,
    /// Let everybody do everything again
    Off,
}

#[derive(Serialize)]
struct Switched {
    signin: bool,
    recovery_code: Option<String>,
}

impl Signin {
    pub async fn run(self, house: &House, who: Option<&Credentials>) -> Result<Answer, Failure> {
        let switched = match self {
            Self::On => {
                let owner = who.ok_or(ActionError::OwnerMustProve)?;
                let team = house.team().await?;
                // An unknown name is tried all the same: it takes as long and says the same.
                let id = one_of(&team, &owner.name).map_or_else(|_| "nobody".to_owned(), |person| person.id);
                house.set_signin(true, Some(&id), Some(&owner.secret)).await?
            }
            Self::Off => house.set_signin(false, None, None).await?,
        };
        let text = match &switched.recovery_code {
            Some(code) => Sheet::new("People sign in from now on.")
                .line("Recovery code", code.clone())
                .line(
                    "Keep it",
                    "on paper, away from this machine; it is shown this once".to_owned(),
                )
                .set(),
            None => "Nobody has to sign in any more.".to_owned(),
        };
        let object = Switched {
            signin: switched.team.signin,
            recovery_code: switched.recovery_code,
        };
        Answer::new(&object, text)
    }
}

/// The people.
#[derive(Debug, Subcommand)]
pub(crate) enum Staff {
    /// Take somebody into the team
    Add {
        /// What they are called
        #[arg(long)]
        name: String,
        /// owner, manager, host or bookkeeper
        #[arg(long)]
        role: String,
        /// Read their PIN or password from the next line of standard input
        #[arg(long)]
        secret_stdin: bool,
    },
    /// List everybody, those who left last
    List,
    /// Somebody left: the books keep their name
    Disable {
        /// Who
        name: String,
    },
    /// Give somebody a new PIN or password, from the next line of standard input
    Pin {
        /// Who
        name: String,
    },
}

#[derive(Serialize)]
struct People {
    signin: bool,
    staff: Vec<StaffRow>,
    keeping: String,
}

impl Staff {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let (heading, team) = match self {
            Self::List => (None, house.team().await?),
            Self::Add {
                name,
                role,
                secret_stdin,
            } => {
                let secret = if secret_stdin {
                    Some(line_of_stdin()?)
                } else {
                    None
                };
                let form = StaffForm {
                    id: None,
                    name: name.clone(),
                    role,
                    active: true,
                    secret,
                };
                (
                    Some(format!("{} is in the team.", name.trim())),
                    house.save_staff(form).await?,
                )
            }
            Self::Disable { name } => {
                let person = one_of(&house.team().await?, &name)?;
                let heading = format!("{} has left the team.", person.name);
                (
                    Some(heading),
                    house.save_staff(changed(person, false, None)).await?,
                )
            }
            Self::Pin { name } => {
                let person = one_of(&house.team().await?, &name)?;
                let heading = format!("{} has a new {}.", person.name, shown_proof(person.proves_with));
                let secret = line_of_stdin()?;
                (
                    Some(heading),
                    house.save_staff(changed(person, true, Some(secret))).await?,
                )
            }
        };
        let text = people_text(heading, &team);
        let object = People {
            signin: team.signin,
            staff: team.staff,
            keeping: team.keeping,
        };
        Answer::new(&object, text)
    }
}

fn changed(person: Person, active: bool, secret: Option<String>) -> StaffForm {
    StaffForm {
        id: Some(person.id),
        name: person.name,
        role: person.role,
        active,
        secret,
    }
}

/// Somebody who works here, by name.
fn one_of(team: &Team, name: &str) -> Result<Person, ActionError> {
    let people: Vec<Person> = team
        .staff
        .iter()
        .filter(|row| row.active)
        .map(|row| row.person.clone())
        .collect();
    person(&people, name).cloned().ok_or(ActionError::NoSuchStaff)
}

fn shown_proof(proves_with: &str) -> &str {
    if proves_with == "pin" { "PIN" } else { proves_with }
}

fn people_text(heading: Option<String>, team: &Team) -> String {
    let row = |row: &StaffRow| {
        let proof = shown_proof(row.person.proves_with);
        let standing = match (row.active, row.has_secret) {
            (false, _) => "left".to_owned(),
            (true, true) => format!("has a {proof}"),
            (true, false) => format!("no {proof} yet"),
        };
        vec![row.person.name.clone(), row.person.role.clone(), standing]
    };
    let rows: Vec<Vec<String>> = team.staff.iter().map(row).collect();
    let heading = heading.unwrap_or_else(|| {
        let signin = if team.signin {
            "People sign in."
        } else {
            "Nobody has to sign in."
        };
        match rows.len() {
            0 => format!("Nobody is in the team yet. {signin}"),
            1 => format!("1 person. {signin}"),
            many => format!("{many} people. {signin}"),
        }
    });
    if rows.is_empty() {
        return format!("{heading}\n\n{}", team.keeping);
    }
    format!("{heading}\n\n{}\n{}", table(&rows), team.keeping)
}

/// The limits.
#[derive(Debug, Subcommand)]
pub(crate) enum Limit {
    /// Set a limit, or take it away
    Set(LimitSet),
    /// List the limits in force
    List,
}

/// A limit as typed.
#[derive(Debug, Args)]
pub(crate) struct LimitSet {
    /// Of everybody with this role: owner, manager, host, bookkeeper
    #[arg(long, conflicts_with = "staff", required_unless_present = "staff")]
    role: Option<String>,
    /// Of one person; goes before the limit of their role over the same window
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
    /// Over what it counts: incident, guest, day, month
    #[arg(long)]
    window: String,
    /// How much, such as 50
    #[arg(
        long,
        allow_hyphen_values = true,
        conflicts_with = "none",
        required_unless_present = "none"
    )]
    amount: Option<String>,
    /// Take the limit away
    #[arg(long)]
    none: bool,
}

#[derive(Serialize)]
struct Limits {
    limits: Vec<LimitLine>,
}

#[derive(Serialize)]
struct LimitLine {
    staff: Option<String>,
    role: Option<String>,
    window: String,
    amount: i64,
    currency: String,
}

impl Limit {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let team = match self {
            Self::List => house.team().await?,
            Self::Set(set) => {
                let staff_id = match &set.staff {
                    Some(name) => Some(one_of(&house.team().await?, name)?.id),
                    None => None,
                };
                let form = LimitForm {
                    staff_id,
                    role: set.role,
                    window: set.window,
                    amount: set.amount.unwrap_or_default(),
                };
                house.set_limit(form).await?
            }
        };
        let text = limits_text(&team.limits);
        let line = |row: LimitRow| LimitLine {
            staff: row.staff,
            role: row.role,
            window: row.window,
            amount: row.amount.minor,
            currency: row.amount.currency,
        };
        let limits = team.limits.into_iter().map(line).collect();
        Answer::new(&Limits { limits }, text)
    }
}

fn limits_text(limits: &[LimitRow]) -> String {
    if limits.is_empty() {
        return "No limits are set: whoever may give, gives what they think right.".to_owned();
    }
    let row = |row: &LimitRow| {
        let whose = row.staff.clone().or_else(|| row.role.clone()).unwrap_or_default();
        vec![whose, format!("each {}", row.window), row.amount.text.clone()]
    };
    let rows: Vec<Vec<String>> = limits.iter().map(row).collect();
    table(&rows)
}

#[derive(Serialize)]
struct Asked {
    asked: Vec<AskedLine>,
}

#[derive(Serialize)]
struct AskedLine {
    id: String,
    at: String,
    by: Option<String>,
    incident: String,
    kind: String,
    amount: Option<i64>,
    gives: Option<String>,
    why: String,
    mine: bool,
}

/// Lists what waits for a yes.
pub(crate) async fn asked(house: &House) -> Result<Answer, Failure> {
    let asked = house.asked_for().await?;
    let heading = format!("{} for a yes.", waits(asked.len()));
    let text = asked
        .iter()
        .fold(heading, |text, one| format!("{text}\n\n{}", asked_text(one)));
    let line = |one: AskedFor| AskedLine {
        amount: wire::minor(one.amount.as_ref()),
        id: one.id,
        at: one.at,
        by: one.by,
        incident: one.incident_id,
        kind: one.kind,
        gives: one.gives,
        why: one.why,
        mine: one.mine,
    };
    let asked = asked.into_iter().map(line).collect();
    Answer::new(&Asked { asked }, text)
}

fn waits(number: usize) -> String {
    match number {
        0 => "Nothing waits".to_owned(),
        1 => "1 make-good waits".to_owned(),
        many => format!("{many} make-goods wait"),
    }
}

fn asked_text(one: &AskedFor) -> String {
    let worth = one
        .gives
        .clone()
        .or(amount(one.amount.as_ref()))
        .unwrap_or_default();
    Sheet::new(format!("A {} of {worth}", one.kind))
        .line("Asked for", one.id.clone())
        .line("By", one.by.clone())
        .line("Because", one.what.clone())
        .line("Guest", one.guest.clone())
        .line("It waits", one.why.clone())
        .set()
}

/// A yes.
#[derive(Debug, Args)]
pub(crate) struct Approve {
    /// What waits, by the id that `asked` gave
    id: String,
    /// Names this request: asked again with the same ID, it gives the first answer and changes nothing
    #[arg(long, value_name = "ID")]
    request: Option<String>,
}

/// A no.
#[derive(Debug, Args)]
pub(crate) struct Decline {
    /// What waits, by the id that `asked` gave
    id: String,
    /// Why not
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Names this request: asked again with the same ID, it gives the first answer and changes nothing
    #[arg(long, value_name = "ID")]
    request: Option<String>,
}

#[derive(Serialize)]
struct Approved {
    incident: String,
    kind: String,
    amount: Option<i64>,
    voucher: Option<wire::Voucher>,
}

impl Approve {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let answer = AskedAnswer {
            id: self.id,
            yes: true,
            reason: String::new(),
            approval: None,
            request_id: self.request.unwrap_or_default(),
        };
        let made = house
            .answer_asked(answer)
            .await?
            .ok_or(ActionError::NoSuchAsked)?;
        let voucher = match &made.voucher {
            Some(voucher) => Some(wire::Voucher::of(house, voucher).await?),
            None => None,
        };
        let text = Sheet::new("It is approved, and given.")
            .line("Code", voucher.as_ref().and_then(|voucher| voucher.code.clone()))
            .line("Amount", amount(made.make_good.amount.as_ref()))
            .line("Incident", made.incident.id.clone())
            .set();
        let object = Approved {
            incident: made.incident.id,
            kind: made.make_good.kind,
            amount: wire::minor(made.make_good.amount.as_ref()),
            voucher,
        };
        Answer::new(&object, text)
    }
}

#[derive(Serialize)]
struct Declined {
    declined: String,
}

impl Decline {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let declined = self.id.clone();
        house
            .answer_asked(AskedAnswer {
                id: self.id,
                yes: false,
                reason: self.reason,
                approval: None,
                request_id: self.request.unwrap_or_default(),
            })
            .await?;
        Answer::new(&Declined { declined }, "It is declined. Tell whoever asked why.")
    }
}
