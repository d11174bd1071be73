//! Stories: what people do, told through the actions on a real database with a clock that stands where it is put.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a story that cannot go on has failed"
)]

mod activity;
mod asking;
mod backup;
mod bad_input;
mod behind;
mod books;
mod care;
mod chain;
mod closing;
mod design;
mod exactly_once;
mod exports;
mod finding;
mod forgetting;
mod guessing;
mod guests;
mod insight_histories;
mod insights;
mod limits;
mod mending;
mod month;
mod paper;
mod parts;
mod proof;
mod runs;
mod sample;
mod settings;
mod takings;
mod team;
mod till;
mod time;
