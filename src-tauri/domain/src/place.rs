//! The short texts of an incident, each its own type so that a guest's name is never taken for a table.

use serde::{Deserialize, Serialize};

use crate::{Line, TextError};

macro_rules! typed_text {
    ($(#[$doc:meta])* $name:ident, $line:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes what was typed; empty text is `None`.
            ///
            /// # Errors
            /// [`TextError`], with a sentence for whoever typed it.
            pub fn parse(typed: &str) -> Result<Option<Self>, TextError> {
                Ok($line.clean(typed)?.map(Self))
            }

            /// As `parse`, for a field that must not be empty.
            ///
            /// # Errors
            /// [`TextError`], also when nothing was typed.
            pub fn required(typed: &str) -> Result<Self, TextError> {
                $line.required(typed).map(Self)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

typed_text!(
    /// What a guest is called.
    GuestName,
    Line::short("guest name")
);
typed_text!(
    /// How to reach a guest: a telephone number or an address for mail, as given.
    Contact,
    Line::short("guest's telephone or email")
);
typed_text!(
    /// Who on the team did it.
    StaffName,
    Line::short("staff name")
);
typed_text!(
    /// Where it happened: a table, takeout, the phone.
    Place,
    Line::short("place")
);
typed_text!(
    /// What a certificate is good for: "Breakfast for two".
    Benefit,
    Line::short("benefit")
);
typed_text!(
    /// What happened, or what was done, in the team's words.
    Note,
    Line::long("description")
);
