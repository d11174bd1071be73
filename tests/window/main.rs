//! Journeys through the real window, on a display of its own.

mod fortress;
mod whole_job;
