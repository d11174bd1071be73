//! What kind of lapse it was, how bad, and how the guest felt.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What fell short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// The food itself: cold, dry, raw, something in it.
    FoodQuality,
    /// Something missing, or not what was asked for.
    WrongItem,
    /// It took too long.
    LongWait,
    /// How the guest was treated.
    Service,
    /// Table, glass, room or restroom not clean.
    Cleanliness,
    /// The bill was wrong.
    Billing,
    /// The booking was lost, late or misread.
    Reservation,
    /// Delivery or takeout.
    Takeout,
    /// Anything else.
    Other,
}

impl Category {
    /// All categories, in the order of the number keys 1 to 9.
    pub const ALL: [Self; 9] = [
        Self::FoodQuality,
        Self::WrongItem,
        Self::LongWait,
        Self::Service,
        Self::Cleanliness,
        Self::Billing,
        Self::Reservation,
        Self::Takeout,
        Self::Other,
    ];

    /// The stable name in files, the database and the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::FoodQuality => "food_quality",
            Self::WrongItem => "wrong_item",
            Self::LongWait => "long_wait",
            Self::Service => "service",
            Self::Cleanliness => "cleanliness",
            Self::Billing => "billing",
            Self::Reservation => "reservation",
            Self::Takeout => "takeout",
            Self::Other => "other",
        }
    }

    /// What people read, on paper and in the books.
    pub fn label(self) -> &'static str {
        match self {
            Self::FoodQuality => "Food quality",
            Self::WrongItem => "Missing or wrong item",
            Self::LongWait => "Long wait",
            Self::Service => "Service",
            Self::Cleanliness => "Cleanliness",
            Self::Billing => "Billing",
            Self::Reservation => "Reservation",
            Self::Takeout => "Delivery or takeout",
            Self::Other => "Other",
        }
    }

    /// The category with this [`Category::key`] or a word people use for it (`food`, `delivery`); dashes and spaces
    /// are taken for underscores.
    pub fn from_key(typed: &str) -> Option<Self> {
        let wanted = typed.trim().to_lowercase().replace(['-', ' '], "_");
        let alias = match wanted.as_str() {
            "food" => "food_quality",
            "missing" | "missing_item" | "missing_or_wrong_item" | "wrong" => "wrong_item",
            "wait" => "long_wait",
            "cleaning" | "clean" => "cleanliness",
            "bill" => "billing",
            "booking" => "reservation",
            "delivery" | "delivery_or_takeout" | "takeaway" => "takeout",
            key => key,
        };
        Self::ALL.into_iter().find(|category| category.key() == alias)
    }
}

/// How bad it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub enum Severity {
    /// 1: noticed, and soon mended.
    Slip,
    /// 2: the guest was let down.
    LetDown,
    /// 3: the visit was spoiled.
    Serious,
}

impl Severity {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::Slip, Self::LetDown, Self::Serious];

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Slip => "a slip",
            Self::LetDown => "a let-down",
            Self::Serious => "serious",
        }
    }
}

impl From<Severity> for u8 {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Slip => 1,
            Severity::LetDown => 2,
            Severity::Serious => 3,
        }
    }
}

impl TryFrom<u8> for Severity {
    type Error = ScoreError;

    fn try_from(number: u8) -> Result<Self, ScoreError> {
        match number {
            1 => Ok(Self::Slip),
            2 => Ok(Self::LetDown),
            3 => Ok(Self::Serious),
            _ => Err(ScoreError::NoSuchSeverity { number }),
        }
    }
}

/// How likely the guest would be to recommend the house, 0 to 10, asked at that moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub struct Score(u8);

impl From<Score> for u8 {
    fn from(score: Score) -> Self {
        score.0
    }
}

impl TryFrom<u8> for Score {
    type Error = ScoreError;

    fn try_from(number: u8) -> Result<Self, ScoreError> {
        if number <= 10 {
            Ok(Self(number))
        } else {
            Err(ScoreError::NoSuchScore { number })
        }
    }
}

/// A number outside its scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ScoreError {
    /// Outside 0 to 10.
    #[error("A score goes from 0 to 10; {number} is outside. Choose one of them, or leave it out.")]
    NoSuchScore {
        /// What was given.
        number: u8,
    },
    /// Outside 1 to 3.
    #[error("Severity is 1 (a slip), 2 (a let-down) or 3 (serious); {number} is none of them.")]
    NoSuchSeverity {
        /// What was given.
        number: u8,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_is_found_by_its_key() {
        for category in Category::ALL {
            assert_eq!(Category::from_key(category.key()), Some(category));
            assert_eq!(
                Category::from_key(category.label()),
                Some(category),
                "{}",
                category.label()
            );
        }
        assert_eq!(Category::from_key("Food"), Some(Category::FoodQuality));
        assert_eq!(Category::from_key("weather"), None);
    }

    #[test]
    fn scales_say_where_they_end() {
        assert_eq!(
            Score::try_from(11).expect_err("outside").to_string(),
            "A score goes from 0 to 10; 11 is outside. Choose one of them, or leave it out."
        );
        assert_eq!(
            Severity::try_from(4).expect_err("outside").to_string(),
            "Severity is 1 (a slip), 2 (a let-down) or 3 (serious); 4 is none of them."
        );
    }
}
