//! What several kinds of paper share.

pub(super) mod apology;
pub(super) mod early;
pub(super) mod fine;
pub(super) mod guest;
pub(super) mod head;
pub(super) mod middle;
pub(super) mod ribbon;
pub(super) mod symbol;
