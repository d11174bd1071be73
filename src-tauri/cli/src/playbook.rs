//! The playbook and concerns: what to do when it goes wrong, and what is about to.

use clap::{Args, Subcommand};
use comeback_actions::{House, dto};
use comeback_domain::{Category, Severity};
use serde::Serialize;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::sheet::{Sheet, counted};
use crate::whole;

/// What is done with the playbook.
#[derive(Debug, Subcommand)]
pub(crate) enum Playbook {
    /// List every plan in a line
    List,
    /// Show the plan for one kind of let-down
    Show(Show),
}

/// One kind of let-down.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// What fell short: food_quality, wrong_item, long_wait, service, cleanliness, billing, reservation, takeout, other
    #[arg(long)]
    category: String,
    /// 1 a slip, 2 a let-down, 3 serious
    #[arg(long, value_name = "1|2|3", default_value_t = 2, allow_hyphen_values = true, value_parser = whole::<u8>)]
    severity: u8,
    /// Whose lapse it was: ours, partly_ours, not_ours; the offer goes by it
    #[arg(long, value_name = "WHOSE", default_value = "ours")]
    responsibility: String,
}

/// A plan, and what it suggests this time.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    plan: dto::Playbook,
    suggestion: dto::Suggestion,
}

#[derive(Serialize)]
struct Playbooks {
    playbooks: Vec<dto::Playbook>,
}

impl Playbook {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        match self {
            Self::List => {
                let playbooks = house.playbooks().await?;
                let lines: String = playbooks.iter().map(line).collect();
                let text = format!("{}\n\n{lines}", counted(playbooks.len() as u64, "plan"));
                Answer::new(&Playbooks { playbooks }, text)
            }
            Self::Show(asked) => {
                let plan = house.playbook(&asked.category, asked.severity).await?;
                let wanted = dto::SuggestionRequest {
                    category: asked.category,
                    severity: asked.severity,
                    responsibility: asked.responsibility,
                    ..dto::SuggestionRequest::default()
                };
                let suggestion = house.suggestion(wanted).await?;
                let text = text(&plan, &suggestion);
                Answer::new(&Shown { plan, suggestion }, text)
            }
        }
    }
}

fn kind(plan: &dto::Playbook) -> String {
    let category = Category::from_key(&plan.category).map_or("", |category| category.label());
    let severity = Severity::try_from(plan.severity).map_or("", Severity::label);
    format!("{category}, {severity}")
}

fn line(plan: &dto::Playbook) -> String {
    let changed = if plan.original { "" } else { " (changed)" };
    format!("  {}: {}{changed}\n", kind(plan), offer(plan))
}

fn offer(plan: &dto::Playbook) -> String {
    offered(&plan.offer, &plan.offer_from, &plan.offer_to, &plan.offer_what)
}

fn offered(kind: &str, from: &str, to: &str, what: &str) -> String {
    let range = match (from, to) {
        ("", _) => String::new(),
        (from, to) if from == to => format!(", {from}"),
        (from, to) => format!(", {from} to {to}"),
    };
    let what = if what.is_empty() {
        String::new()
    } else {
        format!(", {what}")
    };
    format!("{kind}{what}{range}")
}

/// What is suggested this time, where it is not the offer as it stands.
fn this_time(suggestion: &dto::Suggestion) -> Option<String> {
    let because = suggestion.because.as_ref()?;
    let dto::Suggestion {
        offer,
        offer_from,
        offer_to,
        offer_what,
        ..
    } = suggestion;
    Some(format!(
        "{}\n{because}",
        offered(offer, offer_from, offer_to, offer_what)
    ))
}

fn text(plan: &dto::Playbook, suggestion: &dto::Suggestion) -> String {
    Sheet::new(kind(plan))
        .line("Say", plan.say.clone())
        .line("Do", plan.steps.join("\n"))
        .line("Offer", offer(plan))
        .line("This time", this_time(suggestion))
        .line("If it must be no", plan.no_because.clone())
        .line("Instead", plan.instead.join("\n"))
        .line(
            "Call after",
            plan.follow_up_hours.map(|hours| format!("{hours} hours")),
        )
        .line("Manager", plan.manager.then(|| "always".to_owned()))
        .set()
}

/// What is done with concerns.
#[derive(Debug, Subcommand)]
pub(crate) enum Concern {
    /// Note what is about to go wrong
    Note(Note),
    /// List the concerns that are open
    List,
    /// Drop a concern that did not go wrong
    Drop(Drop),
}

/// Something that is about to go wrong.
#[derive(Debug, Args)]
pub(crate) struct Note {
    /// What was seen
    #[arg(long, value_name = "TEXT")]
    what: String,
    /// Where
    #[arg(long = "where", value_name = "TEXT")]
    place: Option<String>,
    /// What may fall short
    #[arg(long)]
    category: Option<String>,
    /// Who notes it
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
    /// Names this request, so that it may be repeated and gives the first answer
    #[arg(long, value_name = "ID")]
    request: Option<String>,
}

/// A concern that is none any more.
#[derive(Debug, Args)]
pub(crate) struct Drop {
    /// Which, by the id that “concern list” gave
    #[arg(value_name = "ID")]
    id: String,
    /// Who drops it
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
}

#[derive(Serialize)]
struct Concerns {
    concerns: Vec<dto::Concern>,
}

impl Concern {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        match self {
            Self::Note(asked) => {
                let form = dto::ConcernForm {
                    request_id: asked.request.unwrap_or_default(),
                    what: asked.what,
                    place: asked.place.unwrap_or_default(),
                    category: asked.category,
                    staff: asked.staff.unwrap_or_default(),
                };
                let noted = house.note_concern(form).await?;
                let text = concern("The concern is noted.", &noted);
                Answer::new(&noted, text)
            }
            Self::List => listed(house.concerns().await?),
            Self::Drop(asked) => {
                let staff = asked.staff.unwrap_or_default();
                listed(house.drop_concern(&asked.id, &staff).await?)
            }
        }
    }
}

fn concern(heading: &str, concern: &dto::Concern) -> String {
    Sheet::new(heading)
        .line("Concern", concern.id.clone())
        .line("What", concern.what.clone())
        .line("Where", concern.place.clone())
        .line("Category", concern.category.clone())
        .line("By", concern.staff.clone())
        .set()
}

fn listed(concerns: Vec<dto::Concern>) -> Result<Answer, Failure> {
    let sheets = concerns.iter().map(|one| format!("\n{}", concern(&one.at, one)));
    let text = format!(
        "{} open.\n{}",
        counted(concerns.len() as u64, "concern"),
        sheets.collect::<String>()
    );
    Answer::new(&Concerns { concerns }, text)
}
