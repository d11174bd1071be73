//! What an event is about, for whoever looks for it among many.

use super::Event;

/// A part of the work of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// Something fell short, or is about to.
    Incident,
    /// Something was given, asked for or refused.
    MakeGood,
    /// A paper was issued, printed, saved, or its whole code looked at.
    Paper,
    /// Codes at the door: redeemed, unknown, unlocked.
    Door,
    /// A paper was reversed, voided, replaced or extended.
    Mending,
    /// A guest was corrected, merged or forgotten.
    Guest,
    /// A guest was called, or a cause looked into.
    Care,
    /// The people and their limits.
    Team,
    /// The settings, the accounts, what the till took, the plans and the clock.
    House,
}

impl Topic {
    /// All topics, in the order of the work.
    pub const ALL: [Self; 9] = [
        Self::Incident,
        Self::MakeGood,
        Self::Paper,
        Self::Door,
        Self::Mending,
        Self::Guest,
        Self::Care,
        Self::Team,
        Self::House,
    ];

    /// The stable name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::MakeGood => "make_good",
            Self::Paper => "paper",
            Self::Door => "door",
            Self::Mending => "mending",
            Self::Guest => "guest",
            Self::Care => "care",
            Self::Team => "team",
            Self::House => "house",
        }
    }

    /// The topic with this [`Topic::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        let key = key.trim();
        Self::ALL.into_iter().find(|topic| topic.key() == key)
    }
}

impl Event {
    /// What it is about.
    pub fn topic(&self) -> Topic {
        match self {
            Self::IncidentRecorded(_) | Self::ConcernNoted(_) | Self::ConcernDropped(_) => Topic::Incident,
            Self::MakeGoodGiven(_) | Self::MakeGoodAsked(_) | Self::MakeGoodDeclined(_) => Topic::MakeGood,
            Self::VoucherIssued(_)
            | Self::VoucherPrinted(_)
            | Self::VoucherReprinted(_)
            | Self::VoucherSaved(_)
            | Self::VoucherPrintFailed(_)
            | Self::CodeShown(_) => Topic::Paper,
            Self::VoucherRedeemed(_) | Self::UnknownCode(_) | Self::DoorUnlocked(_) => Topic::Door,
            Self::VoucherReversed(_)
            | Self::VoucherVoided(_)
            | Self::VoucherReplaced(_)
            | Self::VoucherExtended(_) => Topic::Mending,
            Self::GuestChanged(_) | Self::GuestsMerged(_) | Self::GuestErased(_) => Topic::Guest,
            Self::FollowUpSet(_)
            | Self::FollowUpSettled(_)
            | Self::ScoreGiven(_)
            | Self::CauseNamed(_)
            | Self::PreventionPlanned(_)
            | Self::PreventionDone(_) => Topic::Care,
            Self::StaffSet(_) | Self::LimitSet(_) | Self::SigninSet(_) => Topic::Team,
            Self::ShopSet(_)
            | Self::AccountsSet(_)
            | Self::PeriodClosed(_)
            | Self::PeriodReopened(_)
            | Self::BooksExported(_)
            | Self::TakingsSet(_)
            | Self::TillBillsSet(_)
            | Self::PlaybookSet(_)
            | Self::ClockWentBack(_)
            | Self::ClockTrusted(_)
            | Self::BackupMade(_)
            | Self::HouseRestored(_) => Topic::House,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_is_found_by_its_key() {
        for topic in Topic::ALL {
            assert_eq!(Topic::from_key(topic.key()), Some(topic));
        }
        assert_eq!(Topic::from_key("everything"), None);
    }
}
