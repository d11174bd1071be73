//! Insights: what went wrong, what it cost, who came back and what to fix next, of one period against another.

mod behind;
mod chart;
mod hands;
mod page;
mod words;

use chrono::Timelike as _;
use comeback_domain::{
    Against, BusinessDate, CauseLine, Change, Deed, FEW, InsightFacts, Money, PreventionState, RATE_DAYS,
    Shop, make_half, rates_by_week, tendency_of,
};
use comeback_store::{Tx, insights, prevention, takings};

use crate::{ActionError, House, dto, typed};

/// How many causes stand by themselves; the others stand together.
const CAUSES: usize = 5;

/// How many done actions are told of.
const DONE: usize = 5;

impl House {
    /// The insights of a period, held against another.
    ///
    /// # Errors
    /// [`ActionError::Date`], [`ActionError::PeriodBackwards`], [`ActionError::NoSuchInsight`].
    pub async fn insights(&self, asked: dto::InsightsRequest) -> Result<dto::Insights, ActionError> {
        let period = typed::period(&asked.from, &asked.to)?;
        let against = match typed::given(&asked.against) {
            None => Against::default(),
            Some(key) => Against::from_key(key).ok_or_else(|| no_such(key))?,
        };
        let pass = self.pass(Deed::SeeTotals).await?;
        // How people use their limits is the owner's to see.
        let of_people = pass.may(Deed::ChangeTeam);
        self.read_on(&pass, move |tx, shop, today| {
            let page = Page {
                tx,
                shop,
                today,
                period,
                against,
            };
            page.read(of_people)
        })
        .await
    }
}

fn no_such(text: &str) -> ActionError {
    ActionError::NoSuchInsight {
        typed: typed::quoted(text),
    }
}

/// How many of so many causes stand by themselves; one alone is not “others”.
fn apart(causes: usize) -> usize {
    if causes == CAUSES + 1 {
        causes
    } else {
        causes.min(CAUSES)
    }
}

/// One look at the page.
struct Page<'a> {
    tx: &'a Tx<'a>,
    shop: &'a Shop,
    today: BusinessDate,
    period: (BusinessDate, BusinessDate),
    against: Against,
}

impl Page<'_> {
    fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.shop.currency)
    }

    fn read(&self, of_people: bool) -> Result<dto::Insights, ActionError> {
        let Self {
            tx, today, period, ..
        } = *self;
        let against = self.against.of(period);
        let facts = insights::facts(tx, period, today)?;
        let before = insights::facts(tx, against, today)?;
        let (first_on, first_end) = insights::beginnings(tx, today)?;
        let heads = words::Heads {
            returns: facts.returns(),
            before: before.returns(),
            against: words::against(self.against, period),
            first_end,
            currency: self.shop.currency,
        };
        let lines = facts.pareto();
        let hands = if of_people {
            Some(hands::rows(tx, self.shop, period)?)
        } else {
            None
        };
        Ok(dto::Insights {
            from: period.0.to_string(),
            to: period.1.to_string(),
            against_from: against.0.to_string(),
            against_to: against.1.to_string(),
            incidents: facts.incidents(),
            incidents_before: before.incidents(),
            cost: self.money(facts.cost()).into(),
            sum: words::sum(
                [facts.incidents(), before.incidents()],
                &heads.against,
                first_on,
                against,
                self.money(facts.cost()),
            ),
            first_on: first_on.map(|day| day.to_string()),
            nothing: words::nothing(facts.incidents() + heads.returns.ran, first_on, period.1),
            back: heads.back(),
            won: heads.won(),
            days: heads.days(),
            days_by_week: heads.returns.by_week(),
            against: heads.against,
            causes: self.causes(&lines, facts.incidents())?,
            weeks: self.weeks(&facts, first_on)?,
            felt: felt(&facts),
            hours: self.hours(&facts),
            channels: channels(&facts),
            fix: self.fix(&lines)?,
            done: self.done()?,
            hands,
        })
    }

    /// A cause as it was written.
    fn written(&self, line: &CauseLine) -> Result<String, ActionError> {
        let found = insights::written(self.tx, &line.key)?;
        Ok(found.map_or_else(|| line.key.clone(), |(name, _)| name.as_str().to_owned()))
    }

    fn causes(&self, lines: &[CauseLine], incidents: u32) -> Result<dto::CausesChart, ActionError> {
        let (first, others) = lines.split_at(apart(lines.len()));
        let mut rows = Vec::new();
        for line in first {
            rows.push(dto::CauseBar {
                key: line.key.clone(),
                label: self.written(line)?,
                incidents: line.incidents,
                cost: self.money(line.minor).into(),
                share: line.share,
            });
        }
        if !others.is_empty() {
            rows.push(dto::CauseBar {
                key: String::new(),
                label: words::other_causes(others.len()),
                incidents: others.iter().map(|line| line.incidents).sum(),
                cost: self.money(others.iter().map(|line| line.minor).sum()).into(),
                share: 100,
            });
        }
        let named = lines.iter().map(|line| line.incidents).sum();
        let half = if named == 0 { 0 } else { make_half(lines) };
        Ok(dto::CausesChart {
            says: words::causes(named, incidents, half),
            rows,
            half,
        })
    }

    fn weeks(
        &self,
        facts: &InsightFacts,
        first_on: Option<BusinessDate>,
    ) -> Result<dto::WeeksChart, ActionError> {
        let (from, to) = self.period;
        let takings = takings::touching(self.tx, from, to)?;
        let weeks = rates_by_week(self.period, first_on, &facts.days, &takings);
        let by_covers = weeks.iter().any(|week| week.covers.is_some());
        let marks = prevention::done_between(self.tx, from, to)?;
        let mark = |state: &PreventionState| {
            let (on, ..) = state.done.as_ref()?;
            Some(dto::ActionMark {
                on: on.to_string(),
                what: state.what.as_str().to_owned(),
            })
        };
        Ok(dto::WeeksChart {
            title: words::title_of_weeks(&weeks, tendency_of(&weeks)),
            says: words::weeks(&weeks),
            drawn: words::counted_in(&weeks) >= FEW,
            by_covers,
            rows: weeks
                .iter()
                .map(|week| dto::WeekPoint {
                    from: week.from.to_string(),
                    to: week.to.to_string(),
                    incidents: week.incidents,
                    covers: week.covers,
                    per_thousand_tenths: week.per_thousand(),
                })
                .collect(),
            marks: marks.iter().filter_map(|(_, state)| mark(state)).collect(),
        })
    }

    fn hours(&self, facts: &InsightFacts) -> dto::HoursChart {
        let hours = facts.hours(&self.shop.business_day());
        let opens = u8::try_from(self.shop.cutover.hour()).unwrap_or(0);
        let place = |hour: u8| (24 + hour - opens) % 24;
        let places = hours.keys().map(|(_, hour)| place(*hour));
        let range = places.clone().min().zip(places.max());
        dto::HoursChart {
            says: words::hours(&hours),
            drawn: hours.values().sum::<u32>() >= FEW,
            hours: range.map_or(Vec::new(), |(first, last)| {
                (first..=last).map(|place| (place + opens) % 24).collect()
            }),
            cells: hours
                .iter()
                .map(|((weekday, hour), n)| dto::HourCell {
                    weekday: *weekday,
                    hour: *hour,
                    incidents: *n,
                })
                .collect(),
        }
    }

    /// The cause that costs most and that nobody has: none of what is done about it is still open.
    fn fix(&self, lines: &[CauseLine]) -> Result<dto::FixNext, ActionError> {
        let taken: Vec<String> = prevention::open(self.tx)?
            .iter()
            .map(|(_, state)| state.cause.key())
            .collect();
        let free = lines.iter().filter(|line| !taken.contains(&line.key));
        let dearest = free.max_by_key(|line| (line.minor, line.incidents));
        let Some(line) = dearest.filter(|line| line.incidents > 0) else {
            return Ok(dto::FixNext {
                says: words::nothing_to_fix(lines.is_empty()).to_owned(),
                cause: None,
            });
        };
        let Some((name, incident)) = insights::written(self.tx, &line.key)? else {
            return Ok(dto::FixNext {
                says: words::nothing_to_fix(true).to_owned(),
                cause: None,
            });
        };
        let cost = self.money(line.minor);
        Ok(dto::FixNext {
            says: words::fix(name.as_str(), line.incidents, cost),
            cause: Some(dto::FixCause {
                key: line.key.clone(),
                cause: name.as_str().to_owned(),
                incident_id: incident.to_string(),
                lost: line.unused,
                incidents: line.incidents,
                cost: cost.into(),
            }),
        })
    }

    fn done(&self) -> Result<Vec<dto::DoneRow>, ActionError> {
        let (from, to) = self.period;
        let found = prevention::done_between(self.tx, from, to)?;
        let mut rows = Vec::new();
        for (_, state) in found.into_iter().take(DONE) {
            let Some((on, ..)) = state.done else { continue };
            // The day itself is on neither side.
            let key = state.cause.key();
            let back = BusinessDate::new(on.date() - chrono::Days::new(RATE_DAYS.into()));
            let until = on.plus_days(RATE_DAYS).min(self.today);
            let days = u32::try_from((until.date() - on.date()).num_days()).unwrap_or(0);
            let eve = BusinessDate::new(on.date() - chrono::Days::new(1));
            let change = Change {
                before: insights::of_cause(self.tx, &key, back, eve)?,
                before_over: RATE_DAYS.into(),
                after: insights::of_cause(self.tx, &key, on.plus_days(1), until)?,
                after_over: days.into(),
            };
            rows.push(dto::DoneRow {
                cause: state.cause.as_str().to_owned(),
                what: state.what.as_str().to_owned(),
                owner: state.owner.as_str().to_owned(),
                on: on.to_string(),
                before: change.before,
                after: change.after,
                days,
                says: words::change(&change, days),
            });
        }
        Ok(rows)
    }
}

fn felt(facts: &InsightFacts) -> dto::FeltChart {
    let felt = facts.felt();
    let mut rows: Vec<dto::FeltRow> = felt
        .iter()
        .map(|(category, movement)| {
            let means = movement.means_in_tenths();
            let all = movement.asked_first + movement.unanswered_first;
            dto::FeltRow {
                category: category.key().to_owned(),
                label: category.label().to_owned(),
                both: movement.both(),
                not_asked: all - movement.both(),
                before_tenths: means.map(|(before, _)| before),
                after_tenths: means.map(|(_, after)| after),
                before: movement.before,
                after: movement.after,
            }
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.both));
    dto::FeltChart {
        says: words::felt(&rows),
        rows,
    }
}

fn channels(facts: &InsightFacts) -> dto::ChannelsChart {
    let channels = facts.channels();
    dto::ChannelsChart {
        says: words::channels(&channels),
        rows: channels
            .iter()
            .map(|(channel, n)| dto::ChannelBar {
                key: channel.key().to_owned(),
                label: channel.label().to_owned(),
                incidents: *n,
            })
            .collect(),
    }
}
