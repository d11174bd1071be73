//! The books: plain movements in, totals and bytes out.
//!
//! Books follow the redemption date, control follows the issue date; the two stand side by side and are never added
//! to one another. Nothing here knows the database or the window.

mod csv_export;
mod totals;

pub use csv_export::{ExportError, to_csv};
pub use totals::{Outstanding, Tally, Totals, TotalsRow};
