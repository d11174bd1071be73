//! The papers as they come out: their text, their code, their look, and the promise that nothing on them overlaps.
//!
//! `UPDATE=1 cargo test -p comeback-tests --test goldens` draws the reference pictures in `look/` anew; look at them
//! before you commit them. The text snapshots are reviewed with `cargo insta review`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod boxes;
mod code;
mod file;
mod insights;
mod look;
mod other_fonts;
mod report;
mod samples;
mod scripts;
mod text;
mod tools;
