//! Closings: a period made final, with everything that must never move again in its event.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    Accounts, BusinessDate, Currency, Digest, Instant, Journal, Known, Money, MovementSum, PostingMode,
    StaffName, TakingsSum,
};

/// Which closed period: its number, and how often it was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BatchRef {
    /// Its number, from 1, in the order of time.
    pub number: u32,
    /// Its revision, from 1; another one each time it was reopened and closed again.
    pub revision: u32,
}

/// A period was closed. What it came to is in it; the movements themselves are named by a digest over all of them, and
/// are the same for ever, because nothing is ever written for a day that is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodClosed {
    /// Which.
    pub batch: BatchRef,
    /// The first business date in it.
    pub from: BusinessDate,
    /// The last one.
    pub to: BusinessDate,
    /// How many movements.
    pub movements: u32,
    /// The digest of its details as they are exported.
    pub details: Digest,
    /// The form of those details, from 1: a later version of the program still writes this one for this period.
    pub form: u32,
    /// How many incidents.
    pub incidents: u32,
    /// What moved, by category, kind and basis.
    pub sums: Vec<MovementSum>,
    /// How many papers were outstanding at its end.
    pub outstanding: u32,
    /// What was left on them, in minor units.
    pub outstanding_minor: i64,
    /// What the till took, as far as that was known; nothing of it in what earlier versions closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub till: Option<TillClosed>,
    /// The accounts in force.
    pub accounts: Accounts,
    /// Its journals; none where the shop does not post, or nothing came off a bill.
    pub journals: Vec<Journal>,
    /// Who closed it.
    pub staff: Option<StaffName>,
    /// By which version of the program.
    pub program: String,
}

/// What the till took in a period when that was closed. A figure that nobody typed is not there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TillClosed {
    /// Net sales.
    pub net_sales: Option<Money>,
    /// Covers.
    pub covers: Option<i64>,
    /// The till's own comps.
    pub comps: Option<Money>,
}

impl TillClosed {
    /// What is known of a period.
    pub fn of(known: &TakingsSum, currency: Currency) -> Self {
        let money = |sum: Known| sum.any().map(|minor| Money::new(minor, currency));
        Self {
            net_sales: money(known.net_sales),
            covers: known.covers.any(),
            comps: money(known.comps),
        }
    }
}

impl PeriodClosed {
    /// Whether these are the sums that were closed, in whatever order.
    pub fn has_sums(&self, sums: &[MovementSum]) -> bool {
        let ordered = |sums: &[MovementSum]| {
            let mut sums = sums.to_vec();
            sums.sort_by_key(|sum| (sum.category.key(), sum.kind, sum.basis));
            sums
        };
        ordered(&self.sums) == ordered(sums)
    }
}

/// A closed period was opened again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodReopened {
    /// Which; its next revision is to come.
    pub batch: BatchRef,
    /// Why.
    pub reason: String,
    /// Who opened it.
    pub staff: Option<StaffName>,
}

/// The books were written to a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BooksExported {
    /// The first business date.
    pub from: BusinessDate,
    /// The last one.
    pub to: BusinessDate,
    /// Of which closed period; `None` for days that were not closed, or not as one.
    pub batch: Option<BatchRef>,
    /// In which form, by its name.
    pub form: String,
    /// The files, by the digest of each.
    pub files: Vec<Digest>,
    /// Who exported them.
    pub staff: Option<StaffName>,
}

/// A closing as it stands: what was closed, when, and whether it was opened again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// The place of its event.
    pub seq: i64,
    /// When it was closed.
    pub at: Instant,
    /// What was closed.
    pub closed: PeriodClosed,
    /// Whether and how it was opened again.
    pub reopened: Option<Reopening>,
}

/// How a closing was undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reopening {
    /// The place of its event.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// Why, and who.
    pub event: PeriodReopened,
}

/// Why a period cannot be closed or opened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ClosingError {
    /// Its last day goes on.
    #[error("{} is not over. Close through {} at the latest.", through.readable(), latest.readable())]
    NotOver {
        /// The last day asked for.
        through: BusinessDate,
        /// The last day that is over.
        latest: BusinessDate,
    },
    /// It is closed.
    #[error("The books are closed through {} already, batch {batch}. Choose a later day.", to.readable())]
    Overlaps {
        /// Through which day.
        to: BusinessDate,
        /// By which.
        batch: u32,
    },
    /// An earlier one is open again.
    #[error("Batch {batch} was reopened. Close it again first, through {}.", to.readable())]
    ReopenedBefore {
        /// Which.
        batch: u32,
        /// Its last day.
        to: BusinessDate,
    },
    /// There is nothing to close.
    #[error("Nothing was recorded up to {}, so there is nothing to close.", through.readable())]
    NothingYet {
        /// The last day asked for.
        through: BusinessDate,
    },
    /// No such batch.
    #[error("There is no batch {batch}. Look at the list of closed periods.")]
    NoSuchBatch {
        /// What was asked for.
        batch: u32,
    },
    /// It is open.
    #[error("Batch {batch} is open already. Close it through {} when it is right.", to.readable())]
    AlreadyOpen {
        /// Which.
        batch: u32,
        /// Its last day.
        to: BusinessDate,
    },
    /// What was closed is not what is there.
    #[error(
        "Batch {batch} does not come out as it was closed. Do not import this; check the books with verify, and keep a copy of the data folder."
    )]
    Moved {
        /// Which.
        batch: u32,
    },
}

/// Every closing there was, in the order they were made. Of those of one number only the last counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Closings(Vec<Closing>);

impl Closings {
    /// Those of the house, in the order of their events.
    pub fn new(closings: Vec<Closing>) -> Self {
        Self(closings)
    }

    /// All of them.
    pub fn all(&self) -> &[Closing] {
        &self.0
    }

    /// The last revision of each, in the order of their numbers.
    fn latest(&self) -> impl Iterator<Item = &Closing> {
        self.0.iter().filter(|one| {
            let newer = |other: &&Closing| {
                other.closed.batch.number == one.closed.batch.number
                    && other.closed.batch.revision > one.closed.batch.revision
            };
            !self.0.iter().any(|other| newer(&other))
        })
    }

    /// The last day that was ever closed: nothing is written for it, nor for a day before it, not even while it is open
    /// again.
    pub fn through(&self) -> Option<BusinessDate> {
        self.0.iter().map(|closing| closing.closed.to).max()
    }

    /// The last revision of a batch.
    ///
    /// # Errors
    /// [`ClosingError::NoSuchBatch`].
    pub fn batch(&self, number: u32) -> Result<&Closing, ClosingError> {
        self.latest()
            .find(|closing| closing.closed.batch.number == number)
            .ok_or(ClosingError::NoSuchBatch { batch: number })
    }

    /// The batch that these days are, where they are one and it is closed. Nothing was recorded before the first one, so
    /// its month from the first day on is the same batch as from the day of its first incident.
    pub fn exactly(&self, from: BusinessDate, to: BusinessDate) -> Option<&Closing> {
        self.latest().find(|closing| {
            let PeriodClosed {
                batch,
                from: first,
                to: last,
                ..
            } = &closing.closed;
            let begins = from == *first || (batch.number == 1 && from < *first);
            closing.reopened.is_none() && begins && to == *last
        })
    }

    /// The batch that a day of these is closed in. Everything before the first one is closed with it.
    pub fn holding(&self, from: BusinessDate, to: BusinessDate) -> Option<&Closing> {
        self.latest().find(|closing| {
            let closed = &closing.closed;
            let begun = closed.batch.number == 1 || closed.from <= to;
            closing.reopened.is_none() && begun && from <= closed.to
        })
    }

    /// Which days a closing through this day takes in, and as which batch.
    ///
    /// # Errors
    /// [`ClosingError`] for a day that is not over, is closed, or comes after one that is open again.
    pub fn next(
        &self,
        through: BusinessDate,
        today: BusinessDate,
        first_recorded: Option<BusinessDate>,
    ) -> Result<(BatchRef, BusinessDate), ClosingError> {
        let latest = BusinessDate::new(today.date().pred_opt().unwrap_or(today.date()));
        if through > latest {
            return Err(ClosingError::NotOver { through, latest });
        }
        let open_again = self
            .latest()
            .filter(|closing| closing.reopened.is_some())
            .min_by_key(|closing| closing.closed.to);
        if let Some(open) = open_again {
            let PeriodClosed { batch, from, to, .. } = &open.closed;
            if *to != through {
                return Err(ClosingError::ReopenedBefore {
                    batch: batch.number,
                    to: *to,
                });
            }
            let revision = batch.revision + 1;
            return Ok((BatchRef { revision, ..*batch }, *from));
        }
        let last = self.latest().max_by_key(|closing| closing.closed.to);
        match last.map(|closing| &closing.closed) {
            Some(last) if through <= last.to => Err(ClosingError::Overlaps {
                to: last.to,
                batch: last.batch.number,
            }),
            Some(last) => {
                let number = last.batch.number + 1;
                Ok((BatchRef { number, revision: 1 }, last.to.plus_days(1)))
            }
            None => {
                let first = first_recorded.filter(|first| *first <= through);
                let from = first.ok_or(ClosingError::NothingYet { through })?;
                Ok((
                    BatchRef {
                        number: 1,
                        revision: 1,
                    },
                    from,
                ))
            }
        }
    }

    /// The batch that may be opened again.
    ///
    /// # Errors
    /// [`ClosingError::NoSuchBatch`], [`ClosingError::AlreadyOpen`].
    pub fn reopenable(&self, number: u32) -> Result<&Closing, ClosingError> {
        let closing = self.batch(number)?;
        match closing.reopened {
            None => Ok(closing),
            Some(_) => Err(ClosingError::AlreadyOpen {
                batch: number,
                to: closing.closed.to,
            }),
        }
    }

    /// Takes in that a period was closed.
    pub(crate) fn close(&mut self, seq: i64, at: Instant, closed: &PeriodClosed) -> bool {
        let twice = self.0.iter().any(|other| other.closed.batch == closed.batch);
        self.0.push(Closing {
            seq,
            at,
            closed: closed.clone(),
            reopened: None,
        });
        !twice
    }

    /// Takes in that one was opened again; `false` where it is not closed.
    pub(crate) fn reopen(&mut self, seq: i64, at: Instant, event: &PeriodReopened) -> bool {
        let found = self
            .0
            .iter_mut()
            .find(|one| one.closed.batch == event.batch && one.reopened.is_none());
        found.is_some_and(|closing| {
            closing.reopened = Some(Reopening {
                seq,
                at,
                event: event.clone(),
            });
            true
        })
    }
}

/// One thing that is other in a later revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What, as people read it.
    pub what: String,
    /// What it was; empty for what was not there.
    pub before: String,
    /// What it is; empty for what is not there any more.
    pub after: String,
}

/// What is other in a revision than in the one before it: the accounts it was posted to, what the till took, and every sum
/// of its journals.
pub fn differences(before: &PeriodClosed, after: &PeriodClosed) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut other = |what: String, before: String, after: String| {
        if before != after {
            found.push(Difference { what, before, after });
        }
    };
    let mode = |closed: &PeriodClosed| PostingMode::label(closed.accounts.mode).to_owned();
    other("Posting".to_owned(), mode(before), mode(after));
    other(
        "Movements".to_owned(),
        before.movements.to_string(),
        after.movements.to_string(),
    );
    other(
        "Details".to_owned(),
        before.details.to_string(),
        after.details.to_string(),
    );
    if let (Some(old), Some(new)) = (before.till, after.till) {
        let money = |sum: Option<Money>| sum.map_or_else(String::new, |sum| sum.to_string());
        let count = |sum: Option<i64>| sum.map_or_else(String::new, |sum| sum.to_string());
        other("Net sales".to_owned(), money(old.net_sales), money(new.net_sales));
        other("Covers".to_owned(), count(old.covers), count(new.covers));
        other("Comps of the till".to_owned(), money(old.comps), money(new.comps));
    }
    let sums = |closed: &PeriodClosed| {
        let mut sums = BTreeMap::new();
        for (journal, line) in closed
            .journals
            .iter()
            .flat_map(|journal| journal.lines.iter().map(move |line| (journal, line)))
        {
            let sum: &mut i64 = sums
                .entry((journal.date, line.account.as_str().to_owned()))
                .or_default();
            *sum += line.minor;
        }
        sums
    };
    let shown = |closed: &PeriodClosed, minor: Option<&i64>| match (minor, closed.journals.first()) {
        (Some(minor), Some(journal)) => journal.signed(*minor),
        _ => String::new(),
    };
    let (old, new) = (sums(before), sums(after));
    for key in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
        let (date, account) = key;
        other(
            format!("{account}, {}", date.readable()),
            shown(before, old.get(key)),
            shown(after, new.get(key)),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> BusinessDate {
        BusinessDate::parse(text).expect("a date")
    }

    fn at() -> Instant {
        "2026-12-02T15:00:00Z".parse().expect("an instant")
    }

    fn closed(number: u32, revision: u32, from: &str, to: &str) -> PeriodClosed {
        PeriodClosed {
            batch: BatchRef { number, revision },
            from: day(from),
            to: day(to),
            movements: 3,
            details: Digest::GENESIS,
            form: 1,
            incidents: 2,
            sums: Vec::new(),
            outstanding: 0,
            outstanding_minor: 0,
            till: None,
            accounts: Accounts::default(),
            journals: Vec::new(),
            staff: None,
            program: "0.1.0".to_owned(),
        }
    }

    fn told(found: Result<(BatchRef, BusinessDate), ClosingError>) -> String {
        match found {
            Ok((batch, from)) => format!("{}.{} from {from}", batch.number, batch.revision),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn closings_follow_one_another_without_a_gap() {
        let (today, first) = (day("2026-12-02"), Some(day("2026-09-14")));
        let mut closings = Closings::default();
        let next = |closings: &Closings, through| told(closings.next(day(through), today, first));
        assert_eq!(
            next(&closings, "2026-12-02"),
            "2 Dec 2026 is not over. Close through 1 Dec 2026 at the latest."
        );
        assert_eq!(
            next(&closings, "2026-08-31"),
            "Nothing was recorded up to 31 Aug 2026, so there is nothing to close."
        );
        assert_eq!(next(&closings, "2026-10-31"), "1.1 from 2026-09-14");
        assert!(closings.close(9, at(), &closed(1, 1, "2026-09-14", "2026-10-31")));
        assert_eq!(
            next(&closings, "2026-10-31"),
            "The books are closed through 31 Oct 2026 already, batch 1. Choose a later day."
        );
        assert_eq!(next(&closings, "2026-11-30"), "2.1 from 2026-11-01");
        let is_one = |from, to| closings.exactly(day(from), day(to)).is_some();
        assert!(is_one("2026-09-14", "2026-10-31"));
        assert!(is_one("2026-09-01", "2026-10-31"), "nothing was recorded before");
        assert!(!is_one("2026-10-01", "2026-10-31") && !is_one("2026-09-14", "2026-10-30"));
        assert_eq!(closings.through(), Some(day("2026-10-31")));
    }

    #[test]
    fn one_that_was_reopened_is_closed_again_before_any_other_as_its_next_revision() {
        let today = day("2026-12-02");
        let mut closings = Closings::default();
        closings.close(9, at(), &closed(1, 1, "2026-09-14", "2026-10-31"));
        let reopened = PeriodReopened {
            batch: closings.reopenable(1).expect("closed").closed.batch,
            reason: "Wrong account".to_owned(),
            staff: None,
        };
        assert!(closings.reopen(10, at(), &reopened));
        assert!(!closings.reopen(11, at(), &reopened), "once");
        assert_eq!(
            closings.reopenable(1).expect_err("open").to_string(),
            "Batch 1 is open already. Close it through 31 Oct 2026 when it is right."
        );
        let next = |closings: &Closings, through| told(closings.next(day(through), today, None));
        assert_eq!(
            next(&closings, "2026-11-30"),
            "Batch 1 was reopened. Close it again first, through 31 Oct 2026."
        );
        assert_eq!(next(&closings, "2026-10-31"), "1.2 from 2026-09-14");
        assert_eq!(
            closings.through(),
            Some(day("2026-10-31")),
            "still nothing is written for its days"
        );
        assert!(closings.exactly(day("2026-09-14"), day("2026-10-31")).is_none());
        assert!(closings.close(12, at(), &closed(1, 2, "2026-09-14", "2026-10-31")));
        assert_eq!(closings.batch(1).expect("there").closed.batch.revision, 2);
        assert!(
            !closings.close(13, at(), &closed(1, 2, "2026-09-14", "2026-10-31")),
            "twice"
        );
        assert_eq!(
            closings.batch(4).expect_err("none").to_string(),
            "There is no batch 4. Look at the list of closed periods."
        );
    }

    #[test]
    fn a_revision_tells_what_is_other_in_it() {
        let before = closed(1, 1, "2026-09-14", "2026-10-31");
        let mut after = closed(1, 2, "2026-09-14", "2026-10-31");
        assert!(differences(&before, &after).is_empty());
        let till = TillClosed {
            covers: Some(212),
            ..TillClosed::default()
        };
        after.till = Some(till);
        assert!(
            differences(&before, &after).is_empty(),
            "an earlier version did not say what the till took"
        );
        after.till = None;
        after.accounts.mode = PostingMode::Reclass;
        let line = |account: &str, minor| crate::JournalLine {
            account: crate::AccountName::parse(account)
                .expect("clean")
                .expect("a name"),
            minor,
            memo: String::new(),
        };
        after.journals = vec![Journal {
            number: "CB260914R2".to_owned(),
            from: day("2026-09-14"),
            date: day("2026-09-30"),
            narration: String::new(),
            currency: Currency::parse("USD").expect("a currency"),
            tax_rate: String::new(),
            lines: vec![line("Comps", 1_250), line("Till", -1_250)],
        }];
        let told: Vec<String> = differences(&before, &after)
            .into_iter()
            .map(|each| format!("{}: {} -> {}", each.what, each.before, each.after))
            .collect();
        assert_eq!(
            told,
            [
                "Posting: Report only -> Reclass",
                "Comps, 30 Sep 2026:  -> 12.50",
                "Till, 30 Sep 2026:  -> -12.50"
            ]
        );
    }
}
