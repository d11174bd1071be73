//! What the owner reads on Monday morning.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Money;

/// One of the three figures: how it is set, what it says of itself, and what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Headline {
    /// As it is set: `62%`, `6 of 9`, `$36.00`, `17 days`; `null` while there is nothing to tell.
    pub figure: Option<String>,
    /// What it is.
    pub label: String,
    /// Of what it is, and what it was before, in sentences.
    pub says: String,
}

/// A cause with what it did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CauseBar {
    /// Its key; empty for all others together, which `other_causes` opens.
    pub key: String,
    /// In the team's words.
    pub label: String,
    /// How many incidents.
    pub incidents: u32,
    /// What it cost in the books of the period.
    pub cost: Money,
    /// With those before it, of all that have a cause, in percent.
    pub share: u32,
}

/// Causes, the most frequent first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CausesChart {
    /// In a sentence.
    pub says: String,
    /// The first of them, and the others together.
    pub rows: Vec<CauseBar>,
    /// How many, from the first, make half.
    pub half: usize,
}

/// A week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WeekPoint {
    /// Its first day.
    pub from: String,
    /// Its last day.
    pub to: String,
    /// How many incidents.
    pub incidents: u32,
    /// Covers, where they are known.
    pub covers: Option<u32>,
    /// Incidents for every 1,000 covers, in tenths, where covers are known.
    pub per_thousand_tenths: Option<u32>,
}

/// Something that was done about a cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ActionMark {
    /// When it was done.
    pub on: String,
    /// What.
    pub what: String,
}

/// How often, by week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WeeksChart {
    /// Which way it goes, as far as can be told.
    pub title: String,
    /// In sentences.
    pub says: String,
    /// Whether the points are for 1,000 covers; else they are incidents.
    pub by_covers: bool,
    /// Whether there are enough incidents for a drawing to tell anything.
    pub drawn: bool,
    /// The whole weeks of the period.
    pub rows: Vec<WeekPoint>,
    /// What was done meanwhile.
    pub marks: Vec<ActionMark>,
}

/// How guests felt about one category, then and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FeltRow {
    /// The category.
    pub category: String,
    /// What people read.
    pub label: String,
    /// Of how many both scores are known.
    pub both: u32,
    /// Of how many they are not.
    pub not_asked: u32,
    /// The mean before, in tenths.
    pub before_tenths: Option<u32>,
    /// The mean after, in tenths.
    pub after_tenths: Option<u32>,
    /// Detractors, passives and promoters before, of those with both.
    pub before: [u32; 3],
    /// And after.
    pub after: [u32; 3],
}

/// How guests felt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FeltChart {
    /// In a sentence.
    pub says: String,
    /// By category, those with most answers first.
    pub rows: Vec<FeltRow>,
}

/// How often in one hour of one weekday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HourCell {
    /// From Monday as 0.
    pub weekday: u8,
    /// The hour of the wall clock.
    pub hour: u8,
    /// How many incidents.
    pub incidents: u32,
}

/// When it happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HoursChart {
    /// In a sentence.
    pub says: String,
    /// Whether there are enough incidents for a drawing to tell anything.
    pub drawn: bool,
    /// The hours in the order of the business day, from the first to the last with an incident.
    pub hours: Vec<u8>,
    /// Those with an incident.
    pub cells: Vec<HourCell>,
}

/// Through which door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ChannelBar {
    /// Its name.
    pub key: String,
    /// What people read.
    pub label: String,
    /// How many incidents.
    pub incidents: u32,
}

/// Where it happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ChannelsChart {
    /// In a sentence.
    pub says: String,
    /// The most first.
    pub rows: Vec<ChannelBar>,
}

/// How one person used their room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HandRow {
    /// Their identity.
    pub id: String,
    /// Who.
    pub name: String,
    /// The narrowest limit that counts for them, such as `$50 a day`; `null` for none.
    pub limit: Option<String>,
    /// Make-goods they gave within it.
    pub gave: u32,
    /// What those were worth.
    pub amount: Money,
    /// Make-goods for which they asked another.
    pub asked: u32,
    /// Incidents they recorded and nobody gave anything for.
    pub bare: u32,
    /// What that looks like; `null` when it looks as it should.
    pub remark: Option<String>,
}

/// What to fix next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FixNext {
    /// In a sentence.
    pub says: String,
    /// The cause; `null` where there is none without an owner.
    pub cause: Option<FixCause>,
}

/// The cause that costs most and has no owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FixCause {
    /// Its key.
    pub key: String,
    /// In the team's words.
    pub cause: String,
    /// Its latest incident, from which something is done about it.
    pub incident_id: String,
    /// Papers for it that ran out unused.
    pub lost: u32,
    /// How many incidents.
    pub incidents: u32,
    /// What it cost.
    pub cost: Money,
}

/// What was done about a cause, and whether it has helped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DoneRow {
    /// The cause.
    pub cause: String,
    /// What was done.
    pub what: String,
    /// Whose it was.
    pub owner: String,
    /// When it was done.
    pub on: String,
    /// How often in the four weeks before.
    pub before: u32,
    /// How often since, up to four weeks.
    pub after: u32,
    /// Over how many days.
    pub days: u32,
    /// How sure that is, in sentences.
    pub says: String,
}

/// The page of insights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Insights {
    /// The first business date.
    pub from: String,
    /// The last business date.
    pub to: String,
    /// The first day of what it is held against.
    pub against_from: String,
    /// The last day of it.
    pub against_to: String,
    /// What that is called: `the 12 weeks before`.
    pub against: String,
    /// How many incidents.
    pub incidents: u32,
    /// How many in what it is held against.
    pub incidents_before: u32,
    /// What the period cost in the books.
    pub cost: Money,
    /// All three in a sentence.
    pub sum: String,
    /// The first day of which anything is known; `null` before there is one.
    pub first_on: Option<String>,
    /// What there will be to see and when, where there is nothing; else `null`.
    pub nothing: Option<String>,
    /// Who came back with their paper.
    pub back: Headline,
    /// What each that was won back cost.
    pub won: Headline,
    /// How long it took.
    pub days: Headline,
    /// How many came in the first week after, the second, and so on.
    pub days_by_week: Vec<u32>,
    /// What went wrong.
    pub causes: CausesChart,
    /// Whether it happens less.
    pub weeks: WeeksChart,
    /// How guests felt.
    pub felt: FeltChart,
    /// When.
    pub hours: HoursChart,
    /// Where.
    pub channels: ChannelsChart,
    /// What to fix next.
    pub fix: FixNext,
    /// What was done, the latest first.
    pub done: Vec<DoneRow>,
    /// Limits by person; `null` for whoever may not see them.
    pub hands: Option<Vec<HandRow>>,
}

/// Which insights.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct InsightsRequest {
    /// The first business date.
    pub from: String,
    /// The last business date.
    pub to: String,
    /// What it is held against: `before` or `year_ago`.
    pub against: String,
}

/// Which incidents are behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct InsightBehindRequest {
    /// The first business date.
    pub from: String,
    /// The last business date.
    pub to: String,
    /// What the figure is of: `all`, `cause`, `other_causes`, `category`, `channel`, `hour`, `ran`, `back`, `unused`; and
    /// of somebody, for the owner alone, `gave`, `asked` or `bare`.
    pub of: String,
    /// Which of them; of an hour `5 19`, of those who came back the week, from 0, or empty for all, of somebody their id.
    pub key: String,
}

/// An incident behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct InsightIncident {
    /// Its identity.
    pub id: String,
    /// The day it counts for.
    pub business_date: String,
    /// What fell short.
    pub category: String,
    /// What happened.
    pub what: String,
    /// Where.
    pub place: Option<String>,
    /// Who recorded it.
    pub staff: Option<String>,
    /// Behind what somebody gave: `comp`, `check`, `certificate` or `gesture`.
    pub gave: Option<String>,
    /// What that was worth, where it has a figure.
    pub amount: Option<Money>,
}

/// The incidents behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct InsightBehind {
    /// The latest of them, at most 500.
    pub rows: Vec<InsightIncident>,
    /// How many there are.
    pub total: u32,
}
