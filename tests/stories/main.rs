//! Stories: what people do, told through the actions on a real database with a clock that stands where it is put.

mod bad_input;
mod books;
mod chain;
mod exactly_once;
mod proof;
mod sample;
mod settings;
mod time;
