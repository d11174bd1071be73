//! Whose lapse it was: how much of it the house answers for.

use serde::{Deserialize, Serialize};

/// How much of a lapse the house answers for. It moves what the playbook suggests, and nothing else: the apology and the
/// call are owed all the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Responsibility {
    /// The house let the guest down. So it is unless somebody says otherwise.
    #[default]
    Ours,
    /// The house had a part in it: a late courier, a guest who came late to a full room.
    PartlyOurs,
    /// The house had no part in it: the weather, the street, another guest.
    NotOurs,
}

impl Responsibility {
    /// All of them, the most first.
    pub const ALL: [Self; 3] = [Self::Ours, Self::PartlyOurs, Self::NotOurs];

    /// The stable name in files, the database and the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::PartlyOurs => "partly_ours",
            Self::NotOurs => "not_ours",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::PartlyOurs => "partly ours",
            Self::NotOurs => "not ours",
        }
    }

    /// The one with this [`Responsibility::key`]; dashes and spaces are taken for underscores.
    pub fn from_key(typed: &str) -> Option<Self> {
        let wanted = typed.trim().to_lowercase().replace(['-', ' '], "_");
        Self::ALL.into_iter().find(|each| each.key() == wanted)
    }

    /// Whether it is what an incident is unless somebody says otherwise; an event leaves it out then.
    pub(crate) fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_found_by_its_key_and_by_its_words() {
        for each in Responsibility::ALL {
            assert_eq!(Responsibility::from_key(each.key()), Some(each));
            assert_eq!(Responsibility::from_key(each.label()), Some(each));
            assert_eq!(
                serde_json::to_string(&each).expect("JSON"),
                format!("\"{}\"", each.key())
            );
        }
        assert_eq!(
            Responsibility::from_key("Partly-Ours"),
            Some(Responsibility::PartlyOurs)
        );
        assert_eq!(Responsibility::from_key("theirs"), None);
    }
}
