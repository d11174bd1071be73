//! Through which door a let-down came.

/// Where the guest was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// At a table, at the bar, outside: in the house.
    InTheHouse,
    /// Food that was fetched.
    Takeout,
    /// Food that was brought.
    Delivery,
    /// On the telephone, or in writing.
    FromAfar,
    /// Nobody wrote down where.
    NotSaid,
}

/// Words of a place, each in lower case, and what they tell. The first that is found counts.
const WORDS: [(&str, Channel); 16] = [
    ("deliver", Channel::Delivery),
    ("courier", Channel::Delivery),
    ("driver", Channel::Delivery),
    ("takeout", Channel::Takeout),
    ("take-out", Channel::Takeout),
    ("take away", Channel::Takeout),
    ("takeaway", Channel::Takeout),
    ("to go", Channel::Takeout),
    ("pickup", Channel::Takeout),
    ("pick-up", Channel::Takeout),
    ("curbside", Channel::Takeout),
    ("drive-th", Channel::Takeout),
    ("phone", Channel::FromAfar),
    ("email", Channel::FromAfar),
    ("online", Channel::FromAfar),
    ("website", Channel::FromAfar),
];

impl Channel {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::InTheHouse,
        Self::Takeout,
        Self::Delivery,
        Self::FromAfar,
        Self::NotSaid,
    ];

    /// By the place as it was typed, in lower case; takeout is takeout unless the place says more.
    pub fn of(takeout: bool, place: Option<&str>) -> Self {
        let told = place.and_then(|place| WORDS.iter().find(|(word, _)| place.contains(word)));
        match (told, takeout, place) {
            (Some((_, channel)), ..) => *channel,
            (None, true, _) => Self::Takeout,
            (None, false, None) => Self::NotSaid,
            (None, false, Some(_)) => Self::InTheHouse,
        }
    }

    /// The stable name.
    pub fn key(self) -> &'static str {
        match self {
            Self::InTheHouse => "in_the_house",
            Self::Takeout => "takeout",
            Self::Delivery => "delivery",
            Self::FromAfar => "from_afar",
            Self::NotSaid => "not_said",
        }
    }

    /// The one with this [`Channel::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.key() == key.trim())
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::InTheHouse => "In the house",
            Self::Takeout => "Takeout",
            Self::Delivery => "Delivery",
            Self::FromAfar => "Phone and mail",
            Self::NotSaid => "Not said where",
        }
    }
}
