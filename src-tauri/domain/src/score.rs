//! How scores are read: detractor, passive, promoter, and how they moved.

use serde::{Deserialize, Serialize};

use crate::Score;

/// When a score was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScoreMoment {
    /// When it happened.
    Incident,
    /// At the follow-up.
    FollowUp,
    /// When they came back.
    Return,
}

impl ScoreMoment {
    /// The stable name in files, the database and the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::FollowUp => "follow_up",
            Self::Return => "return",
        }
    }

    /// The moment with this [`ScoreMoment::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        let all = [Self::Incident, Self::FollowUp, Self::Return];
        all.into_iter().find(|moment| moment.key() == key)
    }
}

/// What a score says of whether a guest would recommend the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// 0 to 6.
    Detractor,
    /// 7 and 8.
    Passive,
    /// 9 and 10.
    Promoter,
}

impl Standing {
    /// The stable name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Detractor => "detractor",
            Self::Passive => "passive",
            Self::Promoter => "promoter",
        }
    }

    /// What this score says.
    pub fn of(score: Score) -> Self {
        match u8::from(score) {
            0..=6 => Self::Detractor,
            7..=8 => Self::Passive,
            _ => Self::Promoter,
        }
    }
}

/// How guests felt at the time and later, and of how many nobody knows. What was not answered is counted beside what
/// was, because those who say nothing are not those who are content.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ScoreMovement {
    /// Incidents with a score at the time.
    pub asked_first: u32,
    /// Incidents without one.
    pub unanswered_first: u32,
    /// Incidents with a later score.
    pub asked_later: u32,
    /// Incidents with a score at the time and none later.
    pub unanswered_later: u32,
    /// Of those with both: detractors, passives and promoters at the time.
    pub before: [u32; 3],
    /// And by their last score.
    pub after: [u32; 3],
    sum_before: u64,
    sum_after: u64,
}

impl ScoreMovement {
    /// Takes in so many incidents with this score at the time and this last later one.
    pub fn take(&mut self, first: Option<Score>, later: Option<Score>, incidents: u32) {
        match (first, later) {
            (None, _) => self.unanswered_first += incidents,
            (Some(_), None) => {
                self.asked_first += incidents;
                self.unanswered_later += incidents;
            }
            (Some(_), Some(_)) => self.asked_first += incidents,
        }
        if later.is_some() {
            self.asked_later += incidents;
        }
        if let (Some(first), Some(later)) = (first, later) {
            self.before[Standing::of(first) as usize] += incidents;
            self.after[Standing::of(later) as usize] += incidents;
            self.sum_before += u64::from(u8::from(first)) * u64::from(incidents);
            self.sum_after += u64::from(u8::from(later)) * u64::from(incidents);
        }
    }

    /// How many have both scores.
    pub fn both(&self) -> u32 {
        self.before.iter().sum()
    }

    /// Of those with both: the mean before and after in tenths, a half rounded up; `None` where nobody has both.
    pub fn means_in_tenths(&self) -> Option<(u32, u32)> {
        let both = u64::from(self.both());
        let mean = |sum: u64| u32::try_from((sum * 20 + both).checked_div(both * 2)?).ok();
        mean(self.sum_before).zip(mean(self.sum_after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn score(number: u8) -> Option<Score> {
        Some(Score::try_from(number).expect("a score"))
    }

    #[test]
    fn a_score_stands_for_one_of_three() {
        let keys: Vec<&str> = (0..=10)
            .map(|number| Standing::of(score(number).expect("a score")).key())
            .collect();
        assert_eq!(
            keys,
            [["detractor"; 7].as_slice(), &["passive"; 2], &["promoter"; 2]].concat()
        );
    }

    #[test]
    fn a_two_that_became_a_nine_moves_and_silence_is_counted_beside_it() {
        let mut movement = ScoreMovement::default();
        movement.take(score(2), score(9), 1);
        movement.take(score(7), score(8), 1);
        movement.take(score(3), None, 2);
        movement.take(None, score(10), 1);
        movement.take(None, None, 4);
        assert_eq!((movement.asked_first, movement.unanswered_first), (4, 5));
        assert_eq!((movement.asked_later, movement.unanswered_later), (3, 2));
        assert_eq!((movement.before, movement.after), ([1, 1, 0], [0, 1, 1]));
        assert_eq!(movement.means_in_tenths(), Some((45, 85)));
        assert_eq!(ScoreMovement::default().means_in_tenths(), None);
    }

    proptest! {
        #[test]
        fn everybody_is_counted_once(pairs in prop::collection::vec(
            (prop::option::of(0u8..=10), prop::option::of(0u8..=10)), 0..60,
        )) {
            let mut movement = ScoreMovement::default();
            for (first, later) in &pairs {
                movement.take(first.and_then(score), later.and_then(score), 1);
            }
            let count = u32::try_from(pairs.len()).expect("few");
            prop_assert_eq!(movement.asked_first + movement.unanswered_first, count);
            prop_assert_eq!(movement.both() + movement.unanswered_later, movement.asked_first);
            prop_assert_eq!(movement.before.iter().sum::<u32>(), movement.after.iter().sum::<u32>());
            if let Some((before, after)) = movement.means_in_tenths() {
                prop_assert!(before <= 100 && after <= 100);
            }
        }
    }
}
