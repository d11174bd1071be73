//! What guards the house: everything that was written down, whole codes, stations that wait, and the clock.

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use comeback_actions::House;
use comeback_actions::dto::{ActivityFilter, ActivityRow, Approval};
use serde::Serialize;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::sheet::{day, table};
use crate::who::{Credentials, person};

/// A stretch of what was written down.
#[derive(Debug, Args)]
pub(crate) struct ShowActivity {
    /// The first business date, such as 2026-11-01
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    from: Option<String>,
    /// The last business date, such as 2026-11-30
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    to: Option<String>,
    /// Only what somebody of this name did
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    staff: Option<String>,
    /// Only lines with this in them
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    search: Option<String>,
}

#[derive(Serialize)]
struct ActivityObject {
    activity: Vec<ActivityRow>,
}

impl ShowActivity {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let mut filter = ActivityFilter {
            staff: self.staff,
            from: self.from,
            to: self.to,
            search: self.search.unwrap_or_default(),
            ..ActivityFilter::default()
        };
        let mut rows = Vec::new();
        loop {
            let part = house.activity(filter.clone()).await?;
            rows.extend(part.rows);
            filter.before = part.next;
            if filter.before.is_none() {
                break;
            }
        }
        // In order: what came first stands first.
        rows.reverse();
        let text = match rows.is_empty() {
            true => "Nothing was written down that fits.".to_owned(),
            false => table(&rows.iter().map(line).collect::<Vec<_>>()),
        };
        Answer::new(&ActivityObject { activity: rows }, text)
    }
}

fn line(row: &ActivityRow) -> Vec<String> {
    let who = row.staff.as_ref().unwrap_or(&row.station).clone();
    vec![
        row.seq.to_string(),
        day(&row.business_date),
        who,
        row.says.clone(),
    ]
}

/// A voucher whose whole code is looked at.
#[derive(Debug, Args)]
pub(crate) struct ShowCode {
    /// The ID of the check or certificate
    voucher: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Who looks
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
}

#[derive(Serialize)]
struct CodeObject {
    code: String,
}

impl ShowCode {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let (reason, staff) = (self.reason.unwrap_or_default(), self.staff.unwrap_or_default());
        let code = house.show_code(&self.voucher, &reason, &staff).await?.code;
        let text = format!("{code}\nIt is written down that you looked.");
        Answer::new(&CodeObject { code }, text)
    }
}

#[derive(Serialize)]
struct Unlocked {
    unlocked: bool,
}

/// Lets this machine look at codes again.
pub(crate) async fn unlock(house: &House, who: Option<&Credentials>) -> Result<Answer, Failure> {
    let people = house.app_state().await?.session.people;
    let approval = who.map(|who| Approval {
        by: person(&people, &who.name).map_or_else(String::new, |person| person.id.clone()),
        secret: who.secret.clone(),
    });
    house.unlock_door(approval).await?;
    Answer::new(
        &Unlocked { unlocked: true },
        "Unlocked. Codes are looked at again.",
    )
}

#[derive(Serialize)]
struct Trusted {
    trusted: bool,
}

/// A clock that is right after all.
#[derive(Debug, Args)]
pub(crate) struct TrustClock {
    /// Who says so
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
}

impl TrustClock {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        house.trust_clock(&self.staff.unwrap_or_default()).await?;
        Answer::new(
            &Trusted { trusted: true },
            "The clock is taken as right from now on.",
        )
    }
}
