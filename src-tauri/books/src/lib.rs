//! The books: plain movements in, totals and bytes out.
//!
//! Books follow the redemption date, control follows the issue date; the two stand side by side and are never added
//! to one another. Nothing here knows the database or the window.

mod against;
mod csv_export;
mod format;
mod journal;
mod rollforward;
mod tie;
mod totals;
mod workbook;

pub use against::{Against, hundredths, tenths};
pub use csv_export::{ExportError, details_csv, summary_csv};
pub use format::{Format, RenderError, render};
pub use journal::{Posted, PostingError, journals, months};
pub use rollforward::{AGES, Bucket, Flow, RollForward, Stood, TIMES_LEFT, bucket_of, buckets};
pub use tie::{OtherAmount, Tie, TieRow, Unmatched};
pub use totals::{Outstanding, Tally, Totals, TotalsRow, rows_by};
pub use workbook::{About, ClosedAs, Month, OpenVoucher, workbook};
