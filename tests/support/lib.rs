//! What the tests share.

pub mod story;
pub mod window;
