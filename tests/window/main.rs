//! Journeys through the real window, on a display of its own.

mod audit;
mod beside;
mod books;
mod by_keyboard;
mod care;
mod clock;
mod crash;
mod design;
mod evening;
mod fortress;
mod guard;
mod insights;
mod mending;
#[cfg(unix)]
mod printing;
mod sounds;
mod team;
mod whole_job;
