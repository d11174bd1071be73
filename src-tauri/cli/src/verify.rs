//! The proof that the books hold what happened and nothing else.

use std::collections::BTreeMap;

use comeback_actions::{Code, House, Problem, Verified};
use comeback_domain::{Money, grouped};
use serde::Serialize;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::sheet::{Sheet, counted};

#[derive(Serialize)]
struct Proof {
    ok: bool,
    events: i64,
    head: Option<String>,
    incidents: usize,
    vouchers: usize,
    redemptions: i64,
    checked: Vec<String>,
    /// The first event that does not fit.
    first: Option<Misfit>,
    faults: Vec<String>,
}

#[derive(Serialize)]
struct Misfit {
    seq: i64,
    kind: String,
}

/// Checks the file, the chain, the tables and the sums, and says what was checked. Faults end it as damaged.
pub(crate) async fn verify(house: &House) -> Result<Answer, Failure> {
    let verified = house.verify().await?;
    let checked = checked(&verified);
    let findings = verified.findings;
    let proof = Proof {
        ok: findings.faults.is_empty(),
        events: findings.events,
        head: findings.head.map(|head| head.to_string()),
        incidents: findings.incidents,
        vouchers: findings.vouchers,
        redemptions: findings.redemptions,
        checked: checked
            .iter()
            .map(|(what, against)| format!("{what}: {against}."))
            .collect(),
        first: findings.first.map(|first| Misfit {
            seq: first.seq,
            kind: first.kind,
        }),
        faults: findings.faults,
    };
    let problem = (!proof.ok).then(|| damaged(proof.faults.len()));
    Ok(Answer::new(&proof, text(&proof, checked))?.but(problem))
}

/// What was checked and against what; it holds whatever was found.
fn checked(verified: &Verified) -> [(&'static str, String); 4] {
    let (findings, standing) = (&verified.findings, &verified.findings.standing);
    let several = |number: usize, one: &str| counted(number as u64, one);
    let worth = |count: u32, minor: i64| match verified.currency {
        Some(currency) => format!("{} for {}", grouped(count), Money::new(minor, currency)),
        None => grouped(count),
    };
    [
        (
            "The file",
            "every page, every index, every reference from row to row".to_owned(),
        ),
        (
            "The chain",
            format!(
                "{}, each against the hash of the one before",
                counted(findings.events.unsigned_abs(), "event")
            ),
        ),
        (
            "The tables",
            format!(
                "{}, {}, {} and {}, each as the events left it",
                several(findings.incidents, "incident"),
                several(findings.vouchers, "check or certificate"),
                several(findings.given, "comp or gesture"),
                counted(findings.redemptions.unsigned_abs(), "redemption"),
            ),
        ),
        (
            "The sums",
            format!(
                "issued {}, against outstanding {}, redeemed {}, voided {} and expired {}",
                worth(standing.issued, standing.issued_minor),
                worth(standing.outstanding, standing.outstanding_minor),
                worth(standing.redeemed, standing.redeemed_minor),
                worth(standing.voided, standing.voided_minor),
                worth(standing.expired, standing.expired_minor),
            ),
        ),
    ]
}

fn text(proof: &Proof, checked: [(&'static str, String); 4]) -> String {
    let heading = if proof.ok {
        "Everything fits."
    } else {
        "Not everything fits."
    };
    let sheet = checked
        .into_iter()
        .fold(Sheet::new(heading), |sheet, (what, against)| {
            sheet.line(what, against)
        });
    let first = proof.first.as_ref().map(|first| {
        format!(
            "{}, {}",
            grouped(first.seq.unsigned_abs()),
            first.kind.replace('_', " ")
        )
    });
    let sheet = sheet
        .line("The last hash", proof.head.clone())
        .line("The first event that does not fit", first);
    let faults: String = proof.faults.iter().map(|fault| format!("  {fault}\n")).collect();
    if proof.ok {
        sheet.set()
    } else {
        format!("{}\nWhat does not fit:\n\n{faults}", sheet.set())
    }
}

fn damaged(faults: usize) -> Problem {
    let found = counted(faults as u64, "fault");
    Problem {
        code: Code::Damaged,
        message: format!(
            "The database has {found}. Stop working with this data folder, keep a copy of it, and put a backup in its place."
        ),
        details: BTreeMap::from([("faults", faults.to_string())]),
    }
}
