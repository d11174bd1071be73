//! Recording an incident.

use clap::Args;
use comeback_actions::{House, NewIncident, dto};
use comeback_domain::Responsibility;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::sheet::{Sheet, day};
use crate::whole;

/// An incident as typed.
#[derive(Debug, Args)]
pub(crate) struct Incident {
    /// What fell short: food_quality, wrong_item, long_wait, service, cleanliness, billing, reservation, takeout, other
    #[arg(long)]
    category: String,
    /// What happened, in your words
    #[arg(long, value_name = "TEXT")]
    what: String,
    /// 1 a slip, 2 a let-down, 3 serious
    #[arg(long, value_name = "1|2|3", default_value_t = 2, allow_hyphen_values = true, value_parser = whole::<u8>)]
    severity: u8,
    /// Whose lapse it was: ours, partly_ours, not_ours; ours if left out
    #[arg(long, value_name = "WHOSE")]
    responsibility: Option<String>,
    /// Where: a table, takeout, the phone
    #[arg(long = "where", value_name = "TEXT")]
    place: Option<String>,
    /// The guest, where they were found with “guest find”
    #[arg(long, value_name = "ID", conflicts_with_all = ["guest", "contact"])]
    guest_id: Option<String>,
    /// The guest's name, where known
    #[arg(long, value_name = "NAME")]
    guest: Option<String>,
    /// The guest's telephone or email, where known
    #[arg(long)]
    contact: Option<String>,
    /// How the guest felt, 0 to 10
    #[arg(long, value_name = "0..10", allow_hyphen_values = true, value_parser = whole::<u8>)]
    score: Option<u8>,
    /// Who records it
    #[arg(long, value_name = "NAME")]
    staff: Option<String>,
    /// When it happened, such as 2026-11-21T19:42:00-05:00; now if left out
    #[arg(long, value_name = "RFC3339")]
    at: Option<String>,
    /// The concern it came from
    #[arg(long, value_name = "ID")]
    concern: Option<String>,
    /// A step of the playbook that was done; once for each
    #[arg(long = "step", value_name = "TEXT")]
    steps: Vec<String>,
}

impl Incident {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let recorded = house
            .record_incident(NewIncident {
                category: self.category,
                severity: self.severity,
                responsibility: self.responsibility.unwrap_or_default(),
                what: self.what,
                place: self.place.unwrap_or_default(),
                guest_id: self.guest_id,
                guest: self.guest.unwrap_or_default(),
                contact: self.contact.unwrap_or_default(),
                staff: self.staff.unwrap_or_default(),
                score: self.score,
                at: self.at,
                concern: self.concern,
                steps: self.steps,
            })
            .await?;
        Answer::new(&recorded, text(&recorded))
    }
}

/// Told where it was not the house's alone.
fn whose(incident: &dto::Incident) -> Option<String> {
    let share = Responsibility::from_key(&incident.responsibility)?;
    (share != Responsibility::Ours).then(|| share.label().to_owned())
}

fn text(incident: &dto::Incident) -> String {
    Sheet::new("The incident is recorded.")
        .line("Incident", incident.id.clone())
        .line("Counts for", day(&incident.business_date))
        .line("Category", incident.category.clone())
        .line("Severity", incident.severity.to_string())
        .line("Whose lapse", whose(incident))
        .line("What", incident.what.clone())
        .line("Where", incident.place.clone())
        .line("Guest", incident.guest.clone())
        .line("Contact", incident.contact.clone())
        .line("Score", incident.score.map(|score| score.to_string()))
        .line("By", incident.staff.clone())
        .set()
}
