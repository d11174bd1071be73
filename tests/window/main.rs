//! Journeys through the real window, on a display of its own.

mod audit;
mod fortress;
mod whole_job;
