//! What the tests share.

#[cfg(target_os = "linux")]
pub mod cups;
pub mod story;
pub mod tray;
pub mod window;
