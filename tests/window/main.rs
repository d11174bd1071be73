//! Journeys through the real window, on a display of its own.

mod audit;
mod beside;
mod by_keyboard;
mod fortress;
mod whole_job;
