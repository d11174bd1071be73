//! An error as a caller gets it: its kind, its sentence, and the values to go on with.

use std::collections::BTreeMap;

use comeback_domain::{Refusal, TakingsError};

use super::ActionError;
use crate::{Pause, Problem};

impl From<&ActionError> for Problem {
    fn from(error: &ActionError) -> Self {
        let mut details = BTreeMap::new();
        if let Some(field) = error.field() {
            details.insert("field", field.key().to_owned());
        }
        match error {
            ActionError::Refused(Refusal::AlreadyUsed { last }) => {
                details.insert("used_on", last.business_date.to_string());
                details.insert("used_at", last.at.to_rfc3339());
                if let Some(staff) = &last.staff {
                    details.insert("used_by", staff.as_str().to_owned());
                }
                if let Some(bill) = &last.bill {
                    details.insert("bill", bill.clone());
                }
            }
            ActionError::Refused(Refusal::Expired { expires_on, days }) => {
                details.insert("expired_on", expires_on.to_string());
                details.insert("days", days.to_string());
            }
            ActionError::Refused(Refusal::Voided { on, replaced }) => {
                details.insert("voided_on", on.to_string());
                details.insert("replaced", replaced.to_string());
            }
            ActionError::Refused(Refusal::DayIsOver { on, .. }) => {
                details.insert("taken_on", on.to_string());
            }
            ActionError::Refused(Refusal::TooLate { latest }) => {
                details.insert("latest", latest.to_string());
            }
            ActionError::Refused(Refusal::BillTaken { bill }) => {
                details.insert("bill", bill.clone());
            }
            ActionError::Refused(Refusal::MoreThanLeft { left, .. }) => {
                details.insert("left", left.minor.to_string());
            }
            ActionError::Refused(Refusal::OverBill { total, most, .. }) => {
                details.insert("bill_total", total.minor.to_string());
                details.insert("most", most.minor.to_string());
            }
            ActionError::OverLimit {
                window, left, who, ..
            } => {
                details.insert("window", window.key().to_owned());
                details.insert("left", left.minor.to_string());
                details.insert("who", who.join(", "));
            }
            ActionError::ApprovalNeeded { who, .. } => {
                details.insert("who", who.join(", "));
            }
            ActionError::Paused(Pause::Person { until, seconds, .. }) => {
                details.insert("until", crate::show::moment(*until));
                details.insert("seconds", seconds.to_string());
            }
            ActionError::Wait { until, .. } => {
                details.insert("until", crate::show::moment(*until));
            }
            ActionError::NotAllowed { deed, role, who_may } => {
                details.insert("deed", deed.key().to_owned());
                details.insert("role", role.key().to_owned());
                details.insert("who", who_may.clone());
            }
            ActionError::Takings(TakingsError::Figure { from, .. }) => {
                details.insert("day", from.to_string());
            }
            ActionError::CannotWrite { path, .. } => {
                details.insert("path", path.display().to_string());
            }
            _ => {}
        }
        Self {
            code: error.code(),
            message: error.to_string(),
            details,
        }
    }
}
