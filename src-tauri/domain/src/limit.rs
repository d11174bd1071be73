//! How far one may go without asking, and the room left.

use serde::{Deserialize, Serialize};

use crate::{Money, Role, StaffId};

/// Over what a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// What is given for one incident.
    Incident,
    /// What one guest is given within a year.
    Guest,
    /// What is given on one business date.
    Day,
    /// What is given on the business dates of one month.
    Month,
}

impl Window {
    /// All windows, the narrowest first.
    pub const ALL: [Self; 4] = [Self::Incident, Self::Guest, Self::Day, Self::Month];

    /// The stable name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Guest => "guest",
            Self::Day => "day",
            Self::Month => "month",
        }
    }

    /// The window with this [`Window::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        let key = key.trim();
        Self::ALL
            .into_iter()
            .find(|window| window.key().eq_ignore_ascii_case(key))
    }

    /// As it ends a sentence: `$50 today`.
    pub fn of_it(self) -> &'static str {
        match self {
            Self::Incident => "for this incident",
            Self::Guest => "for this guest in a year",
            Self::Day => "today",
            Self::Month => "this month",
        }
    }
}

/// Whom a limit holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// Everybody with this role who has no limit of their own over the same window.
    Role(Role),
    /// This person.
    Staff(StaffId),
}

/// A limit in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Whom it holds.
    pub holder: Holder,
    /// Over what it counts.
    pub window: Window,
    /// How much.
    pub amount: Money,
}

/// The limits that hold one person: their own before their role's of the same window, each window once.
pub fn limits_of(staff: StaffId, role: Role, limits: &[Limit]) -> Vec<Limit> {
    let held = |window: Window, holder: Holder| {
        let mut held = limits.iter();
        held.find(|limit| limit.window == window && limit.holder == holder)
    };
    let of_window = |window| held(window, Holder::Staff(staff)).or_else(|| held(window, Holder::Role(role)));
    Window::ALL.into_iter().filter_map(of_window).copied().collect()
}

/// The room one has in one window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Over what it counts.
    pub window: Window,
    /// The limit.
    pub limit: Money,
    /// What was given in the window already, in minor units.
    pub given: i64,
    /// What is to be given now, in minor units.
    pub this: i64,
}

impl Room {
    /// What is left after this one; below nought when it goes over.
    pub fn left(&self) -> Money {
        let left = self
            .limit
            .minor
            .saturating_sub(self.given)
            .saturating_sub(self.this);
        Money::new(left, self.limit.currency)
    }

    /// Whether this one goes over the limit.
    pub fn is_over(&self) -> bool {
        self.left().minor < 0
    }

    /// By how much it goes over.
    pub fn over_by(&self) -> Money {
        Money::new(self.left().minor.min(0).saturating_neg(), self.limit.currency)
    }
}

/// The narrowest of several rooms: several windows all count.
pub fn narrowest(rooms: impl IntoIterator<Item = Room>) -> Option<Room> {
    rooms.into_iter().min_by_key(|room| room.left().minor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;
    use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng as _};

    fn dollars(amount: i64) -> Money {
        Money::new(amount * 100, Currency::parse("USD").expect("a currency"))
    }

    fn somebody(seed: u64) -> StaffId {
        let at = chrono::DateTime::from_timestamp(1_795_000_000, 0).expect("a moment");
        StaffId::mint(at, &mut ChaCha20Rng::seed_from_u64(seed))
    }

    #[test]
    fn a_persons_own_limit_goes_before_the_roles_of_the_same_window() {
        let (marcus, ines) = (somebody(1), somebody(2));
        let limit = |holder, window, amount| Limit {
            holder,
            window,
            amount: dollars(amount),
        };
        let limits = [
            limit(Holder::Role(Role::Host), Window::Day, 50),
            limit(Holder::Role(Role::Host), Window::Incident, 30),
            limit(Holder::Role(Role::Manager), Window::Month, 900),
            limit(Holder::Staff(marcus), Window::Day, 80),
        ];
        let amounts = |staff, role| -> Vec<(Window, Money)> {
            let held = limits_of(staff, role, &limits);
            held.iter().map(|limit| (limit.window, limit.amount)).collect()
        };
        assert_eq!(
            amounts(marcus, Role::Host),
            [(Window::Incident, dollars(30)), (Window::Day, dollars(80))]
        );
        assert_eq!(
            amounts(ines, Role::Host),
            [(Window::Incident, dollars(30)), (Window::Day, dollars(50))]
        );
        assert_eq!(amounts(ines, Role::Owner), []);
    }

    #[test]
    fn the_narrowest_room_is_the_one_that_counts() {
        let room = |window, limit, given: i64| Room {
            window,
            limit: dollars(limit),
            given: given * 100,
            this: 12_00,
        };
        let rooms = [
            room(Window::Day, 50, 10),
            room(Window::Month, 400, 390),
            room(Window::Guest, 40, 0),
        ];
        let narrow = narrowest(rooms).expect("a room");
        assert_eq!(
            (narrow.window, narrow.left(), narrow.is_over()),
            (Window::Month, dollars(-2), true)
        );
        assert_eq!(narrow.over_by(), dollars(2));
        assert_eq!(narrowest([]), None);
    }

    #[test]
    fn to_the_cent_is_not_over() {
        let room = Room {
            window: Window::Day,
            limit: dollars(50),
            given: 38_00,
            this: 12_00,
        };
        assert_eq!(
            (room.left(), room.is_over(), room.over_by()),
            (dollars(0), false, dollars(0))
        );
        assert!(Room { this: 12_01, ..room }.is_over());
    }
}
