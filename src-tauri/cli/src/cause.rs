//! Causes, and what is done so that it does not happen again.

use clap::{Args, Subcommand};
use comeback_actions::{House, dto};

use crate::answer::Answer;
use crate::failure::Failure;
use crate::sheet::{Sheet, counted, day};

/// What is done with causes.
#[derive(Debug, Subcommand)]
pub(crate) enum Cause {
    /// Name the cause of an incident
    Name(Name),
    /// List the causes, as “causes” does
    List,
}

/// A cause in the team's words.
#[derive(Debug, Args)]
pub(crate) struct Name {
    /// Of which incident
    #[arg(long, value_name = "ID")]
    incident: String,
    /// The cause; the same words are the same cause
    #[arg(long, value_name = "TEXT")]
    cause: String,
    /// Why, and why that: up to five times
    #[arg(long = "why", value_name = "TEXT")]
    whys: Vec<String>,
    /// Who names it
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
    /// Names this request, so that it may be repeated and gives the first answer
    #[arg(long, value_name = "ID")]
    request: Option<String>,
}

impl Cause {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        match self {
            Self::List => list(house).await,
            Self::Name(asked) => {
                let form = dto::CauseForm {
                    request_id: asked.request.unwrap_or_default(),
                    incident_id: asked.incident,
                    cause: asked.cause,
                    whys: asked.whys,
                    staff: asked.staff.unwrap_or_default(),
                };
                let story = house.name_cause(form).await?;
                let cause = story.cause.as_ref();
                let text = Sheet::new("The cause is named.")
                    .line("Cause", cause.map(|cause| cause.cause.clone()))
                    .line("Why", cause.map(|cause| cause.whys.join("\n")))
                    .line("Incident", story.incident.id.clone())
                    .set();
                Answer::new(&story, text)
            }
        }
    }
}

/// Every cause, what is done about it, and whether that helped.
pub(crate) async fn list(house: &House) -> Result<Answer, Failure> {
    let causes = house.causes().await?;
    let text = told(&causes);
    Answer::new(&causes, text)
}

fn told(causes: &dto::Causes) -> String {
    let mut text = format!(
        "{}, and {} without one.\n",
        counted(causes.causes.len() as u64, "cause"),
        counted(causes.unnamed, "incident")
    );
    for row in &causes.causes {
        let actions = row.actions.iter().map(action).collect::<Vec<_>>().join("\n");
        let sheet = Sheet::new(row.cause.clone())
            .line("Incidents", row.incidents.to_string())
            .line("Last", day(&row.last_on))
            .line("Given", row.given.text.clone())
            .line("Done about it", actions)
            .line("Rate", row.sentence.clone());
        text.push('\n');
        text.push_str(&sheet.set());
    }
    let scores = &causes.scores;
    let tenths = |mean: Option<u32>| mean.map(|mean| format!("{}.{}", mean / 10, mean % 10));
    let moved = tenths(scores.mean_before_tenths).zip(tenths(scores.mean_after_tenths));
    let unanswered = format!(
        "{} at the time, {} later",
        scores.unanswered_first, scores.unanswered_later
    );
    let sheet = Sheet::new("How guests felt")
        .line(
            "Moved",
            moved.map(|(before, after)| format!("{before} to {after}")),
        )
        .line("Not answered", unanswered);
    format!("{text}\n{}", sheet.set())
}

fn action(action: &dto::Prevention) -> String {
    let state = match &action.done_on {
        Some(on) => format!("done {}", day(on)),
        None if action.overdue => format!("overdue since {}", day(&action.due_on)),
        None => format!("until {}", day(&action.due_on)),
    };
    format!("{} ({}, {state}) {}", action.what, action.owner, action.id)
}

/// What is done about a cause.
#[derive(Debug, Subcommand)]
pub(crate) enum Prevention {
    /// Write down what is to be done about the cause of an incident
    Plan(Plan),
    /// Say that it is done
    Done(Done),
}

/// Something to be done.
#[derive(Debug, Args)]
pub(crate) struct Plan {
    /// The incident it comes from; its cause must be named
    #[arg(long, value_name = "ID")]
    incident: String,
    /// What is to be done
    #[arg(long, value_name = "TEXT")]
    what: String,
    /// Who does it
    #[arg(long, value_name = "NAME")]
    owner: String,
    /// Until when, such as 2027-03-31
    #[arg(long, value_name = "DATE")]
    due: String,
    /// Who writes it down
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
    /// Names this request, so that it may be repeated and gives the first answer
    #[arg(long, value_name = "ID")]
    request: Option<String>,
}

/// Something that is done.
#[derive(Debug, Args)]
pub(crate) struct Done {
    /// Which, by the id that “causes” gave
    #[arg(value_name = "ID")]
    id: String,
    /// Who says so
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
}

impl Prevention {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        match self {
            Self::Plan(asked) => {
                let form = dto::PreventionForm {
                    request_id: asked.request.unwrap_or_default(),
                    incident_id: asked.incident,
                    what: asked.what,
                    owner: asked.owner,
                    due_on: asked.due,
                    staff: asked.staff.unwrap_or_default(),
                };
                let story = house.plan_prevention(form).await?;
                let actions = story
                    .preventions
                    .iter()
                    .map(action)
                    .collect::<Vec<_>>()
                    .join("\n");
                let text = Sheet::new("It is written down.")
                    .line("To do", actions)
                    .line("Incident", story.incident.id.clone())
                    .set();
                Answer::new(&story, text)
            }
            Self::Done(asked) => {
                let staff = asked.staff.unwrap_or_default();
                let causes = house.finish_prevention(&asked.id, &staff).await?;
                let text = told(&causes);
                Answer::new(&causes, text)
            }
        }
    }
}
