//! The command line as scripts and people meet it: the program itself, its stdout, its stderr and its exit code.
//!
//! What people read is in `snapshots/`; `INSTA_UPDATE=always cargo test -p comeback-tests --test cli` writes it anew.
//! Read it before you commit it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod asking;
mod backup;
mod bad_input;
mod batch;
mod books;
mod care;
mod chain;
mod closings;
mod data_folder;
mod finding;
mod goldens;
mod guard;
mod guests;
mod journal;
mod mending;
mod paper;
mod parts;
mod place;
mod printing;
mod race;
mod refusals;
mod requests;
mod sample;
mod scan;
mod team;
mod tools;
mod workbook;
mod year;
