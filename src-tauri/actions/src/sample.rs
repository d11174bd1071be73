//! Sample data: being written.
/// How much sample history to write.
#[derive(Debug, Clone)]
pub struct SampleRequest {
    /// Business dates.
    pub days: u32,
    /// Incidents a day, on average; `days * per_day` in all.
    pub per_day: u32,
    /// The same seed gives the same history.
    pub seed: u64,
    /// The last business date; today if left out.
    pub until: Option<String>,
}
