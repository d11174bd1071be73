//! Guests: found, shown, corrected, merged and forgotten; and what the owner may want to look at.

use clap::{Args, Subcommand};
use comeback_actions::{House, dto};
use serde::Serialize;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::sheet::{Sheet, counted, day};

/// What is done with guests.
#[derive(Debug, Subcommand)]
pub(crate) enum Guest {
    /// Find guests by a part of the name or the digits of a telephone
    Find(Find),
    /// Show everything the house knows of a guest
    Show(One),
    /// Correct what a guest is called and how to reach them
    Change(Change),
    /// Make two guests one
    Merge(Merge),
    /// Forget a guest for good; the figures stay
    Erase(Erase),
}

/// What to look for.
#[derive(Debug, Args)]
pub(crate) struct Find {
    /// A part of the name, the telephone or the email; at least two characters
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    typed: String,
}

/// One guest.
#[derive(Debug, Args)]
pub(crate) struct One {
    /// The guest, by the id that “guest find” gave
    #[arg(value_name = "ID")]
    id: String,
}

/// A correction.
#[derive(Debug, Args)]
pub(crate) struct Change {
    #[command(flatten)]
    guest: One,
    /// What they are called; as it was if left out
    #[arg(long)]
    name: Option<String>,
    /// Their telephone or email; as it was if left out
    #[arg(long, allow_hyphen_values = true)]
    contact: Option<String>,
    #[command(flatten)]
    by: By,
}

/// Two who are one.
#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// Who they are
    #[arg(value_name = "KEEP")]
    keep: String,
    /// Who is no guest of their own any more
    #[arg(value_name = "GONE")]
    gone: String,
    #[command(flatten)]
    by: By,
}

/// Somebody to forget.
#[derive(Debug, Args)]
pub(crate) struct Erase {
    #[command(flatten)]
    guest: One,
    #[command(flatten)]
    by: By,
}

/// Who does it.
#[derive(Debug, Args)]
struct By {
    /// Who does it
    #[arg(long, value_name = "NAME", default_value = "")]
    staff: String,
}

impl Guest {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        match self {
            Self::Find(asked) => {
                let found = house.find_guests(&asked.typed).await?;
                Answer::new(&Found { guests: &found }, list(&found))
            }
            Self::Show(asked) => shown("", &house.guest(&asked.id).await?),
            Self::Change(asked) => asked.run(house).await,
            Self::Merge(asked) => {
                let told = house
                    .merge_guests(&asked.keep, &asked.gone, &asked.by.staff)
                    .await?;
                shown("The two are one guest.\n\n", &told)
            }
            Self::Erase(asked) => {
                let list = house.erase_guest(&asked.guest.id, &asked.by.staff).await?;
                let object = Forgotten {
                    forgotten: list.forgotten,
                    total: list.total,
                    still_named: list.still_named.as_ref(),
                };
                Answer::new(&object, forgotten(list.still_named.as_ref()))
            }
        }
    }
}

impl Change {
    async fn run(self, house: &House) -> Result<Answer, Failure> {
        let now = house.guest(&self.guest.id).await?.guest;
        let form = dto::GuestForm {
            id: self.guest.id,
            name: self.name.or(now.name).unwrap_or_default(),
            contact: self.contact.or(now.contact).unwrap_or_default(),
            staff: self.by.staff,
        };
        shown("The guest is corrected.\n\n", &house.change_guest(form).await?)
    }
}

/// Shows what the owner may want to look at.
pub(crate) async fn signs(house: &House) -> Result<Answer, Failure> {
    let signs = house.signs().await?;
    let text = if signs.is_empty() {
        "Nothing that is worth a look.".to_owned()
    } else {
        let lines = signs
            .iter()
            .map(|sign| format!("  {}  {}\n", day(&sign.on), sign.sentence));
        format!(
            "Worth a look. Most of it has a plain reason.\n\n{}",
            lines.collect::<String>()
        )
    };
    Answer::new(&Signs { signs: &signs }, text)
}

#[derive(Serialize)]
struct Found<'a> {
    guests: &'a [dto::GuestRow],
}

#[derive(Serialize)]
struct Forgotten<'a> {
    forgotten: u32,
    total: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    still_named: Option<&'a dto::StillNamed>,
}

#[derive(Serialize)]
struct Signs<'a> {
    signs: &'a [dto::Sign],
}

/// A guest's page. Amounts are minor units of `currency`.
#[derive(Serialize)]
struct Page<'a> {
    guest: &'a dto::GuestRow,
    currency: &'a str,
    incidents: Vec<Incident<'a>>,
    redeemed: i64,
    redemptions: u32,
    scores: &'a [dto::ScorePoint],
    repeat: Repeat<'a>,
    forgotten_on: Option<&'a str>,
    doubles: &'a [dto::GuestRow],
}

#[derive(Serialize)]
struct Incident<'a> {
    #[serde(flatten)]
    incident: &'a dto::Incident,
    /// What the guest got for it, where there is a figure.
    given: i64,
}

#[derive(Serialize)]
struct Repeat<'a> {
    incidents: u32,
    given: i64,
    confirmed: u32,
    sentence: &'a str,
}

impl<'a> From<&'a dto::GuestStory> for Page<'a> {
    fn from(told: &'a dto::GuestStory) -> Self {
        Self {
            guest: &told.guest,
            currency: &told.redeemed.currency,
            incidents: told.incidents.iter().map(incident).collect(),
            redeemed: told.redeemed.minor,
            redemptions: told.redemptions,
            scores: &told.scores,
            repeat: Repeat {
                incidents: told.repeat.incidents,
                given: told.repeat.given.minor,
                confirmed: told.repeat.confirmed,
                sentence: &told.repeat.sentence,
            },
            forgotten_on: told.forgotten_on.as_deref(),
            doubles: &told.doubles,
        }
    }
}

fn incident(row: &dto::IncidentRow) -> Incident<'_> {
    let amounts = row.make_goods.iter().filter_map(|good| good.amount.as_ref());
    Incident {
        incident: &row.incident,
        given: amounts.map(|amount| amount.minor).sum(),
    }
}

fn called(row: &dto::GuestRow) -> String {
    let parts = [row.name.as_deref(), row.contact.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn list(rows: &[dto::GuestRow]) -> String {
    if rows.is_empty() {
        return "No guest is called like that. Try a part of the name, or the last digits of the telephone."
            .to_owned();
    }
    let lines = rows.iter().map(|row| {
        let last = row
            .last_on
            .as_deref()
            .map_or(String::new(), |on| format!(", last on {}", day(on)));
        let incidents = counted(row.incidents, "incident");
        format!("  {}\n    {incidents}{last}\n    {}\n", called(row), row.id)
    });
    format!(
        "{}\n\n{}",
        counted(rows.len() as u64, "guest"),
        lines.collect::<String>()
    )
}

fn shown(done: &str, told: &dto::GuestStory) -> Result<Answer, Failure> {
    Answer::new(&Page::from(told), format!("{done}{}", page(told)))
}

fn page(told: &dto::GuestStory) -> String {
    let came_back = (told.redemptions > 0).then(|| {
        format!(
            "{}, {} in all",
            counted(told.redemptions, "redemption"),
            told.redeemed.text
        )
    });
    let sheet = Sheet::new(called(&told.guest))
        .line("Repeat", told.repeat.sentence.clone())
        .line("Given", told.repeat.given.text.clone())
        .line("Came back", came_back)
        .line(
            "Still good",
            (told.guest.open > 0).then(|| counted(told.guest.open, "paper")),
        )
        .line("Forgotten on", told.forgotten_on.as_deref().map(day))
        .line("Guest", told.guest.id.clone());
    let incidents = told.incidents.iter().map(|row| {
        let incident = &row.incident;
        format!(
            "  {}  {}\n    {}\n",
            day(&incident.business_date),
            incident.what,
            incident.id
        )
    });
    let doubles = if told.doubles.is_empty() {
        String::new()
    } else {
        let lines = told
            .doubles
            .iter()
            .map(|row| format!("  {}\n    {}\n", called(row), row.id));
        format!(
            "\nWho may be the same; “guest merge” makes them one:\n\n{}",
            lines.collect::<String>()
        )
    };
    format!(
        "{}\nIncidents:\n\n{}{doubles}",
        sheet.set(),
        incidents.collect::<String>()
    )
}

fn forgotten(still_named: Option<&dto::StillNamed>) -> String {
    let done = "The guest is forgotten. The figures stay, and a paper printed again bears no name.";
    match still_named {
        None => done.to_owned(),
        Some(still) => {
            let ids = still.incident_ids.iter().map(|id| format!("  {id}\n"));
            format!("{done}\n{}\n\n{}", still.sentence, ids.collect::<String>())
        }
    }
}
