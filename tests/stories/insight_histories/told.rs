//! The figures as the events alone tell them, added up by hand.

use std::collections::{BTreeMap, BTreeSet};

use comeback_tests::story::Story;
use serde_json::Value;

/// A paper as the events alone tell of it.
#[derive(Default)]
pub(super) struct Paper {
    pub(super) incident: String,
    seq: i64,
    ends: String,
    void: bool,
    pub(super) uses: BTreeMap<i64, i64>,
}

/// What somebody gave, and how often, within their limit or with another’s yes.
pub(super) type Given = BTreeMap<(String, bool), (u32, i64)>;

/// The figures as the events alone tell them.
#[derive(Default)]
pub(super) struct Told {
    /// Who recorded each incident, by its identity.
    pub(super) incidents: BTreeMap<String, String>,
    pub(super) causes: BTreeMap<String, String>,
    /// Comps and gestures, with their incidents, in minor units.
    beside: Vec<(String, i64)>,
    papers: BTreeMap<String, Paper>,
    pub(super) given: Given,
    pub(super) helped: BTreeSet<String>,
}

/// What is the same for the same cause, written once more.
fn same(cause: &str) -> String {
    cause
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .trim_end_matches('.')
        .to_owned()
}

impl Told {
    pub(super) fn by(story: &Story) -> Self {
        let database = rusqlite::Connection::open(story.folder().join("comeback.db")).expect("opened");
        let mut statement = database
            .prepare("SELECT seq, payload FROM event ORDER BY seq")
            .expect("events");
        let mut rows = statement.query([]).expect("events");
        let mut told = Self::default();
        while let Some(row) = rows.next().expect("an event") {
            let payload: String = row.get("payload").expect("a payload");
            let event: Value = serde_json::from_str(&payload).expect("JSON");
            told.take(row.get("seq").expect("a place"), &event);
        }
        told
    }

    fn take(&mut self, seq: i64, event: &Value) {
        let text = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
        let of = || (text("staff"), !text("approved_by").is_empty());
        match event["event"].as_str().unwrap_or_default() {
            "incident_recorded" => {
                self.incidents.insert(text("incident"), text("staff"));
            }
            "cause_named" => {
                self.causes.insert(text("incident"), same(&text("cause")));
            }
            "make_good_given" => {
                let gives = &event["gives"];
                let minor = gives["amount"]["minor"]
                    .as_i64()
                    .or(gives["cost"]["minor"].as_i64());
                let minor = minor.expect("a comp and a gesture have a figure");
                self.beside.push((text("incident"), minor));
                self.helped.insert(text("incident"));
                let sum = self.given.entry(of()).or_default();
                *sum = (sum.0 + 1, sum.1 + minor);
            }
            "voucher_issued" => {
                self.helped.insert(text("incident"));
                if event["replaces"].is_null() {
                    let sum = self.given.entry(of()).or_default();
                    *sum = (
                        sum.0 + 1,
                        sum.1 + event["worth"]["amount"]["minor"].as_i64().unwrap_or(0),
                    );
                }
                let paper = Paper {
                    incident: text("incident"),
                    seq,
                    ends: text("expires_on"),
                    ..Paper::default()
                };
                self.papers.insert(text("voucher"), paper);
            }
            kind => {
                let Some(paper) = self.papers.get_mut(&text("voucher")) else {
                    return;
                };
                match kind {
                    "voucher_extended" => paper.ends = text("to"),
                    "voucher_voided" | "voucher_replaced" => paper.void = true,
                    "voucher_redeemed" => {
                        let minor = event["redemption"]["amount"]["minor"].as_i64().unwrap_or(0);
                        paper.uses.insert(seq, minor);
                    }
                    "voucher_reversed" => {
                        paper.uses.remove(&event["redemption"].as_i64().expect("which"));
                    }
                    _ => {}
                }
            }
        }
    }

    /// The cost by cause; empty where none was named.
    pub(super) fn costs(&self) -> BTreeMap<String, i64> {
        let mut costs: BTreeMap<String, i64> = BTreeMap::new();
        let cause = |incident: &str| self.causes.get(incident).cloned().unwrap_or_default();
        for (incident, minor) in &self.beside {
            *costs.entry(cause(incident)).or_default() += minor;
        }
        for paper in self.papers.values() {
            *costs.entry(cause(&paper.incident)).or_default() += paper.uses.values().sum::<i64>();
        }
        costs
    }

    pub(super) fn ran(&self, today: &str) -> Vec<&Paper> {
        self.papers
            .values()
            .filter(|paper| !paper.void && paper.ends.as_str() < today)
            .collect()
    }

    /// What guests won back cost: what the papers took, and what was given beside them, once for each incident, with
    /// its first paper.
    pub(super) fn won(&self, today: &str) -> i64 {
        let taken: i64 = self.ran(today).iter().flat_map(|paper| paper.uses.values()).sum();
        let first = |incident: &str| {
            let of = self
                .papers
                .values()
                .filter(|paper| !paper.void && paper.incident == incident);
            of.min_by_key(|paper| paper.seq)
        };
        let counts = |incident: &str| first(incident).is_some_and(|paper| paper.ends.as_str() < today);
        let beside: i64 = self
            .beside
            .iter()
            .filter(|(incident, _)| counts(incident))
            .map(|(_, minor)| minor)
            .sum();
        taken + beside
    }
}
