//! The people of the house: who is in, who may give how much, and what waits for a yes.

mod state;

pub(crate) use state::session_state;
