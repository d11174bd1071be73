//! What is outstanding: how it moved, how old it is, and what it may cost.

use comeback_books::{AGES, Bucket, Flow, RollForward, Stood, TIMES_LEFT, bucket_of, buckets};
use comeback_domain::{BusinessDate, Currency, Deed, Money};
use comeback_store::Tx;
use comeback_store::standing::{Moved, MovedPaper, moved};
use comeback_store::totals::{self, ListedPaper, Open, Standing};

use crate::books::MOST_BEHIND;
use crate::{ActionError, Field, House, dto, typed};

/// What is outstanding as at the end of a day.
#[derive(Debug, Clone)]
pub struct OutstandingAt {
    /// The day.
    pub at: BusinessDate,
    /// What the amounts are in.
    pub currency: Currency,
    /// What stands of all that was ever issued.
    pub stood: Stood,
    /// By the days since issue.
    pub by_age: Vec<Bucket>,
    /// By the days that are left.
    pub by_time_left: Vec<Bucket>,
    /// Each of them, the soonest to run out first.
    pub rows: Vec<Open>,
}

impl House {
    /// How what is outstanding moved in a period: opening + issued - redeemed - expired - voided = closing.
    ///
    /// # Errors
    /// [`ActionError::Date`] or [`ActionError::PeriodBackwards`].
    pub async fn rollforward(&self, from: &str, to: &str) -> Result<RollForward, ActionError> {
        let period = typed::period(from, to)?;
        self.read(Deed::SeeTotals, move |tx, shop, _| {
            roll_of(tx, shop.currency, period)
        })
        .await
    }

    /// What is outstanding as at the end of a day, by age and by the time that is left.
    ///
    /// # Errors
    /// [`ActionError::Date`].
    pub async fn outstanding(&self, at: &str) -> Result<OutstandingAt, ActionError> {
        let at = typed::date(at, Field::At)?;
        self.read(Deed::SeeTotals, move |tx, shop, _| open_at(tx, shop.currency, at))
            .await
    }

    /// The same two for the page, as at today where the period goes on.
    ///
    /// # Errors
    /// As [`House::rollforward`].
    pub async fn outstanding_of(&self, from: &str, to: &str) -> Result<dto::Outstanding, ActionError> {
        let period = typed::period(from, to)?;
        self.read(Deed::SeeTotals, move |tx, shop, today| {
            let open = open_at(tx, shop.currency, end_of(period, today))?;
            let roll = rolled(tx, shop.currency, period, &open.stood)?;
            Ok(shown(&open, &roll))
        })
        .await
    }

    /// The papers behind one of the figures of [`House::outstanding_of`]; they add up to it.
    ///
    /// # Errors
    /// As [`House::rollforward`], and [`ActionError::NoSuchStanding`].
    pub async fn papers_behind(
        &self,
        asked: dto::PapersBehindRequest,
    ) -> Result<dto::PapersBehind, ActionError> {
        let period = typed::period(&asked.from, &asked.to)?;
        let figure =
            Behind::parse(&asked.figure, asked.bucket).ok_or_else(|| ActionError::NoSuchStanding {
                typed: typed::quoted(&asked.figure),
            })?;
        self.read(Deed::SeeTotals, move |tx, _, today| {
            let end = end_of(period, today);
            match figure {
                Behind::Moved(what) => {
                    let before = day_before(period.0).unwrap_or(period.0);
                    let found = moved(tx, what, (before, end), MOST_BEHIND)?;
                    Ok(dto::PapersBehind {
                        rows: found.rows.iter().map(moved_paper).collect(),
                        total: found.total,
                        count: found.count,
                    })
                }
                Behind::Opening => match day_before(period.0) {
                    Some(before) => open_papers(tx, before, |_| true),
                    None => Ok(listed(&[])),
                },
                Behind::Closing => open_papers(tx, end, |_| true),
                Behind::Age(start) => open_papers(tx, end, |row| {
                    bucket_of(&AGES, days(row.paper.issued_on, end)) == start
                }),
                Behind::TimeLeft(start) => open_papers(tx, end, |row| {
                    bucket_of(&TIMES_LEFT, days(end, row.paper.expires_on)) == start
                }),
            }
        })
        .await
    }
}

/// A figure of what is outstanding.
enum Behind {
    /// Before the first day.
    Opening,
    /// What moved in the days.
    Moved(Moved),
    /// At their end.
    Closing,
    /// Of it, a bucket by the days since issue, by its first day.
    Age(u32),
    /// Of it, a bucket by the days that are left, by its first day.
    TimeLeft(u32),
}

impl Behind {
    fn parse(figure: &str, bucket: Option<u32>) -> Option<Self> {
        Some(match (figure.trim(), bucket) {
            ("opening", None) => Self::Opening,
            ("issued", None) => Self::Moved(Moved::Issued),
            ("redeemed", None) => Self::Moved(Moved::Redeemed),
            ("expired", None) => Self::Moved(Moved::Expired),
            ("voided", None) => Self::Moved(Moved::Voided),
            ("closing", None) => Self::Closing,
            ("age", Some(start)) if bucket_of(&AGES, start) == start => Self::Age(start),
            ("time_left", Some(start)) if bucket_of(&TIMES_LEFT, start) == start => Self::TimeLeft(start),
            _ => return None,
        })
    }
}

/// The day at whose end a period is counted: what runs out by the end of a month that goes on has not run out yet.
pub(crate) fn end_of((from, to): (BusinessDate, BusinessDate), today: BusinessDate) -> BusinessDate {
    to.min(today).max(from)
}

fn day_before(day: BusinessDate) -> Option<BusinessDate> {
    day.date().pred_opt().map(BusinessDate::new)
}

fn days(from: BusinessDate, to: BusinessDate) -> u32 {
    u32::try_from((to.date() - from.date()).num_days()).unwrap_or(0)
}

/// Those outstanding at the end of a day that are wanted, the soonest to run out first.
fn open_papers(
    tx: &Tx<'_>,
    at: BusinessDate,
    wanted: impl Fn(&Open) -> bool,
) -> Result<dto::PapersBehind, ActionError> {
    let mut rows = totals::outstanding(tx, at)?;
    rows.retain(wanted);
    Ok(listed(&rows))
}

fn listed(rows: &[Open]) -> dto::PapersBehind {
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let most = usize::try_from(MOST_BEHIND).unwrap_or(usize::MAX);
    dto::PapersBehind {
        rows: rows.iter().take(most).map(open_paper).collect(),
        total,
        count: total.into(),
    }
}

/// Of one that is outstanding, the day is the last it is good.
fn open_paper(row: &Open) -> dto::PaperBehind {
    shown_paper(&row.paper, row.paper.expires_on, 1, row.left)
}

fn moved_paper(row: &MovedPaper) -> dto::PaperBehind {
    shown_paper(&row.paper, row.day, row.count, row.amount)
}

fn shown_paper(
    paper: &ListedPaper,
    day: BusinessDate,
    count: i64,
    amount: Option<Money>,
) -> dto::PaperBehind {
    dto::PaperBehind {
        day: day.to_string(),
        kind: paper.kind.key().to_owned(),
        last_four: paper.last_four.clone(),
        what: paper.what.clone(),
        incident_id: paper.incident.to_string(),
        issued_on: paper.issued_on.to_string(),
        expires_on: paper.expires_on.to_string(),
        count,
        amount: amount.map(dto::Money::from),
    }
}

/// How what is outstanding moved in a period.
pub(crate) fn roll_of(
    tx: &Tx<'_>,
    currency: Currency,
    period: (BusinessDate, BusinessDate),
) -> Result<RollForward, ActionError> {
    rolled(tx, currency, period, &stood(tx, period.1)?)
}

fn stood(tx: &Tx<'_>, at: BusinessDate) -> Result<Stood, ActionError> {
    let found: Standing = totals::standing(tx, at)?;
    Ok(Stood {
        outstanding: Flow::new(found.outstanding, found.outstanding_minor),
        issued: Flow::new(found.issued, found.issued_minor),
        redeemed: Flow::new(found.redeemed, found.redeemed_minor),
        expired: Flow::new(found.expired, found.expired_minor),
        voided: Flow::new(found.voided, found.voided_minor),
        without_value: found.without_value,
        ended_face: found.ended_minor,
        ended_used: found.ended_used_minor,
    })
}

pub(crate) fn rolled(
    tx: &Tx<'_>,
    currency: Currency,
    period: (BusinessDate, BusinessDate),
    after: &Stood,
) -> Result<RollForward, ActionError> {
    let before = match day_before(period.0) {
        Some(day) => stood(tx, day)?,
        None => Stood::default(),
    };
    Ok(RollForward::between(period, currency, &before, after))
}

pub(crate) fn open_at(
    tx: &Tx<'_>,
    currency: Currency,
    at: BusinessDate,
) -> Result<OutstandingAt, ActionError> {
    let rows = totals::outstanding(tx, at)?;
    let left = |row: &Open| row.left.map_or(0, |left| left.minor);
    let by_age = buckets(
        &AGES,
        rows.iter().map(|row| (days(row.paper.issued_on, at), left(row))),
    );
    let by_time_left = buckets(
        &TIMES_LEFT,
        rows.iter().map(|row| (days(at, row.paper.expires_on), left(row))),
    );
    Ok(OutstandingAt {
        at,
        currency,
        stood: stood(tx, at)?,
        by_age,
        by_time_left,
        rows,
    })
}

fn shown(open: &OutstandingAt, roll: &RollForward) -> dto::Outstanding {
    let money = |minor| dto::Money::from(Money::new(minor, open.currency));
    let flow = |flow: Flow| dto::Flow {
        count: flow.count,
        amount: money(flow.amount),
    };
    let bucket = |bucket: &Bucket| dto::Bucket {
        from: bucket.from,
        to: bucket.to,
        count: bucket.tally.count,
        amount: money(bucket.tally.amount),
    };
    dto::Outstanding {
        from: roll.from.to_string(),
        to: roll.to.to_string(),
        opening: flow(roll.opening),
        issued: flow(roll.issued),
        redeemed: flow(roll.redeemed),
        expired: flow(roll.expired),
        voided: flow(roll.voided),
        closing: flow(roll.closing),
        by_age: open.by_age.iter().map(bucket).collect(),
        by_time_left: open.by_time_left.iter().map(bucket).collect(),
        without_value: open.stood.without_value,
        breakage: open.stood.breakage().map(percent),
        expected_cost: open.stood.expected_cost().map(money),
    }
}

/// `12.3` for 1,234 hundredths of a percent.
pub(crate) fn percent(hundredths: i64) -> String {
    let tenths = (hundredths + 5) / 10;
    format!("{}.{}", tenths / 10, tenths % 10)
}
