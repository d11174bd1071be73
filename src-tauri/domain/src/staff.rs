//! The people of a house.

use serde::{Deserialize, Serialize};

use crate::{Role, StaffId, StaffName};

/// One person: who they are, what they are, and whether they work here still. One who left is kept, because the books
/// name them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Their identity, which no change of name touches.
    pub staff: StaffId,
    /// What they are called.
    pub name: StaffName,
    /// What they are.
    pub role: Role,
    /// Whether they work here still.
    pub active: bool,
}

impl Staff {
    /// The name they are called by across the room.
    pub fn first_name(&self) -> &str {
        let name = self.name.as_str();
        name.split(' ').next().unwrap_or(name)
    }
}

/// Names as a sentence lists them: `Owen`, `Owen or Nadia`, `Owen, Nadia or Ruth`.
pub fn one_of(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [others @ .., last] => format!("{} or {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_as_people_say_them() {
        assert_eq!(one_of(&[]), "");
        assert_eq!(one_of(&["Owen"]), "Owen");
        assert_eq!(one_of(&["Owen", "Nadia", "Ruth"]), "Owen, Nadia or Ruth");
    }
}
