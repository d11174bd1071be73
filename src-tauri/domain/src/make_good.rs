//! What a guest gets for a lapse.

use serde::{Deserialize, Serialize};

use crate::{Benefit, BusinessDate, Money, Note};

/// The four kinds of make-good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MakeGoodKind {
    /// Off today's bill; no paper.
    Comp,
    /// A Missed Opportunity check: an amount of money, spent in parts.
    Check,
    /// A free visit or item, used once.
    Certificate,
    /// Cookies, a delivery, flowers: has a cost, no code.
    Gesture,
}

impl MakeGoodKind {
    /// All kinds, in the order screens and books show them.
    pub const ALL: [Self; 4] = [Self::Check, Self::Certificate, Self::Comp, Self::Gesture];

    /// The stable name in files, the database and the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Comp => "comp",
            Self::Check => "check",
            Self::Certificate => "certificate",
            Self::Gesture => "gesture",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Comp => "Comp now",
            Self::Check => "Check",
            Self::Certificate => "Certificate",
            Self::Gesture => "Gesture",
        }
    }

    /// The kind with this [`MakeGoodKind::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// A make-good as decided, before it is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MakeGood {
    /// Off today's bill, at menu price before tax and tip.
    Comp {
        /// How much.
        amount: Money,
    },
    /// A Missed Opportunity check.
    Check {
        /// Its amount.
        amount: Money,
        /// The last business date it is good.
        expires_on: BusinessDate,
    },
    /// A free-visit certificate.
    Certificate {
        /// What it is good for.
        benefit: Benefit,
        /// Its menu value, where the house knows it beforehand. Never printed: a figure on the paper could make it
        /// a gift card (12 CFR 1005.20, comment 20(a)-3).
        value: Option<Money>,
        /// The last business date it is good.
        expires_on: BusinessDate,
    },
    /// Something kind that has a cost and no code.
    Gesture {
        /// What was done.
        what: Note,
        /// What it cost the house.
        cost: Money,
    },
}

impl MakeGood {
    /// Which of the four it is.
    pub fn kind(&self) -> MakeGoodKind {
        match self {
            Self::Comp { .. } => MakeGoodKind::Comp,
            Self::Check { .. } => MakeGoodKind::Check,
            Self::Certificate { .. } => MakeGoodKind::Certificate,
            Self::Gesture { .. } => MakeGoodKind::Gesture,
        }
    }

    /// The money it stands for, where there is a figure.
    pub fn amount(&self) -> Option<Money> {
        match self {
            Self::Comp { amount } | Self::Check { amount, .. } => Some(*amount),
            Self::Certificate { value, .. } => *value,
            Self::Gesture { cost, .. } => Some(*cost),
        }
    }
}
