use serde::Serialize;
use ts_rs::TS;

/// The one code of ours in a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Scanned {
    /// What to look up, as a scanner would have typed it.
    pub code: String,
}
