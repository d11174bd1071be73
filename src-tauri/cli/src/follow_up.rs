//! Follow-ups and scores: who is to be called, how it went, and how guests feel.

use clap::{Args, Subcommand, ValueEnum};
use comeback_actions::{House, dto};

use crate::answer::Answer;
use crate::failure::Failure;
use crate::sheet::{Sheet, counted, day};
use crate::whole;

/// The calls to make.
#[derive(Debug, Args)]
pub(crate) struct FollowUps {
    /// Only those due by the end of today, overdue ones first
    #[arg(long, value_name = "WHEN")]
    due: Option<Due>,
}

/// Which calls.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Due {
    /// Overdue, and due today
    Today,
}

impl FollowUps {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let mut lists = house.follow_ups().await?;
        if let Some(Due::Today) = self.due {
            lists = dto::FollowUps {
                overdue: lists.overdue,
                today: lists.today,
                ..dto::FollowUps::default()
            };
        }
        listed(&lists)
    }
}

fn listed(lists: &dto::FollowUps) -> Result<Answer, Failure> {
    let parts = [
        ("Overdue", &lists.overdue),
        ("Today", &lists.today),
        ("Tomorrow", &lists.tomorrow),
        ("Later", &lists.later),
        ("Settled", &lists.settled),
    ];
    let due = lists.overdue.len() + lists.today.len();
    let mut text = format!("{} due by the end of today.\n", counted(due as u64, "follow-up"));
    for (heading, calls) in parts {
        for call in calls {
            text.push('\n');
            text.push_str(&sheet(heading, call));
        }
    }
    Answer::new(lists, text)
}

fn sheet(heading: &str, call: &dto::FollowUp) -> String {
    let who = call.guest.clone().or(call.place.clone()).unwrap_or_default();
    let outcome = call.outcome.map(|outcome| match outcome {
        dto::FollowUpOutcome::Recovered => "recovered",
        dto::FollowUpOutcome::NotRecovered => "not recovered",
        dto::FollowUpOutcome::NotReached => "could not reach",
    });
    Sheet::new(
        format!("{heading}: {who}")
            .trim_end_matches([':', ' '])
            .to_owned(),
    )
    .line("Follow-up", call.id.clone())
    .line("Due", day(&call.due_on))
    .line("Contact", call.contact.clone())
    .line("What", call.what.clone())
    .line("Promised", call.promised.clone())
    .line("Score then", call.score.map(|score| score.to_string()))
    .line("Outcome", outcome.map(str::to_owned))
    .line("Note", call.note.clone())
    .line("Score now", call.new_score.map(|score| score.to_string()))
    .line("By", call.settled_by.clone())
    .line("Incident", call.incident_id.clone())
    .set()
}

/// What is done with one follow-up.
#[derive(Debug, Subcommand)]
pub(crate) enum FollowUp {
    /// Set down how a call went
    Settle(Settle),
    /// Have the guest of an incident called
    Set(Set),
}

/// How it went.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Outcome {
    /// The guest came round
    Recovered,
    /// They did not, or not yet
    NotRecovered,
    /// Nobody answered
    NotReached,
}

/// A call that was made.
#[derive(Debug, Args)]
pub(crate) struct Settle {
    /// Which, by the id that “followups” gave
    #[arg(value_name = "ID")]
    id: String,
    /// How it went
    #[arg(long)]
    outcome: Outcome,
    /// What the guest said
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// How they feel now, 0 to 10
    #[arg(long, value_name = "0..10", allow_hyphen_values = true, value_parser = whole::<u8>)]
    score: Option<u8>,
    /// After how many hours to try again, where nobody answered
    #[arg(long, value_name = "HOURS", allow_hyphen_values = true, value_parser = whole::<u32>)]
    again: Option<u32>,
    /// Who called
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
    /// Names this request, so that it may be repeated and gives the first answer
    #[arg(long, value_name = "ID")]
    request: Option<String>,
}

/// A call to be made.
#[derive(Debug, Args)]
pub(crate) struct Set {
    /// About which incident
    #[arg(long, value_name = "ID")]
    incident: String,
    /// After how many hours; at night it waits for ten in the morning
    #[arg(long, value_name = "HOURS", default_value_t = 24, allow_hyphen_values = true, value_parser = whole::<u32>)]
    hours: u32,
    /// Who sets it
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
}

impl FollowUp {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let lists = match self {
            Self::Settle(asked) => {
                let form = dto::FollowUpForm {
                    request_id: asked.request.unwrap_or_default(),
                    id: asked.id,
                    outcome: match asked.outcome {
                        Outcome::Recovered => dto::FollowUpOutcome::Recovered,
                        Outcome::NotRecovered => dto::FollowUpOutcome::NotRecovered,
                        Outcome::NotReached => dto::FollowUpOutcome::NotReached,
                    },
                    note: asked.note.unwrap_or_default(),
                    score: asked.score,
                    again_in_hours: asked.again,
                    staff: asked.staff.unwrap_or_default(),
                };
                house.settle_follow_up(form).await?
            }
            Self::Set(asked) => {
                let staff = asked.staff.unwrap_or_default();
                house.set_follow_up(&asked.incident, asked.hours, &staff).await?
            }
        };
        listed(&lists)
    }
}

/// How a guest felt when they came back.
#[derive(Debug, Args)]
pub(crate) struct Score {
    /// About which incident
    #[arg(long, value_name = "ID")]
    incident: String,
    /// 0 to 10
    #[arg(long, value_name = "0..10", allow_hyphen_values = true, value_parser = whole::<u8>)]
    score: u8,
    /// What they said
    #[arg(long, value_name = "TEXT")]
    words: Option<String>,
    /// Who asked
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
    /// Names this request, so that it may be repeated and gives the first answer
    #[arg(long, value_name = "ID")]
    request: Option<String>,
}

impl Score {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let form = dto::ScoreForm {
            request_id: self.request.unwrap_or_default(),
            incident_id: self.incident,
            score: self.score,
            words: self.words.unwrap_or_default(),
            staff: self.staff.unwrap_or_default(),
        };
        let story = house.give_score(form).await?;
        let points = story
            .scores
            .iter()
            .map(|point| format!("{} ({})", point.score, point.standing));
        let text = Sheet::new("The score is set down.")
            .line("Scores", points.collect::<Vec<_>>().join(", then "))
            .line("Incident", story.incident.id.clone())
            .set();
        Answer::new(&story, text)
    }
}
