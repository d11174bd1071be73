//! The people of the house: who is in, who may give how much, and what waits for a yes.

mod asked;
mod limits;
mod people;
mod recovery;
mod room;
mod signin;
mod state;

pub(crate) use asked::waiting_for;
pub(crate) use limits::{of as of_window, remark};
pub(crate) use people::{check_secret, put_secret, put_staff};
pub(crate) use room::{Gift, Yes, room_left, second_yes, short};
pub(crate) use signin::settled_code;
pub(crate) use state::{person, session_state};
