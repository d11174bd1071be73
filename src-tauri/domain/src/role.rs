//! The roles of a house, and what each of them is held to.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What somebody is in the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Whose house it is.
    Owner,
    /// Who runs a service.
    Manager,
    /// Who stands before the guest.
    Host,
    /// Who keeps the books.
    Bookkeeper,
}

/// What somebody proves themselves with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Six digits, typed in a second at a shared screen: it says who did it, and keeps little secret.
    Pin,
    /// A password.
    Password,
}

impl Proof {
    /// The stable name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Password => "password",
        }
    }
}

impl Role {
    /// All roles, in the order of the matrix.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Manager, Self::Host, Self::Bookkeeper];

    /// The stable name in files, the database and the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Manager => "manager",
            Self::Host => "host",
            Self::Bookkeeper => "bookkeeper",
        }
    }

    /// As a sentence begins with it: `A host`.
    pub fn with_article(self) -> &'static str {
        match self {
            Self::Owner => "An owner",
            Self::Manager => "A manager",
            Self::Host => "A host",
            Self::Bookkeeper => "A bookkeeper",
        }
    }

    /// The role with this [`Role::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        let key = key.trim();
        Self::ALL
            .into_iter()
            .find(|role| role.key().eq_ignore_ascii_case(key))
    }

    /// What people of this role prove themselves with.
    pub fn proof(self) -> Proof {
        match self {
            Self::Owner | Self::Bookkeeper => Proof::Password,
            Self::Manager | Self::Host => Proof::Pin,
        }
    }

    /// After how long without a touch their screen locks. A host's stands where guests pass.
    pub fn idle(self) -> Duration {
        match self {
            Self::Host => Duration::from_secs(90),
            Self::Owner | Self::Manager | Self::Bookkeeper => Duration::from_secs(300),
        }
    }
}
