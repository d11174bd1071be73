//! What is behind a figure of the insights: its incidents, or what somebody gave.

use chrono::Timelike as _;
use comeback_domain::{BusinessDate, Category, Channel, Deed, Money, Shop, StaffId};
use comeback_store::Tx;
use comeback_store::insights::{self, Wanted};

use super::{apart, no_such};
use crate::books::MOST_BEHIND;
use crate::{ActionError, House, dto, typed};

impl House {
    /// The incidents behind a figure, the latest first.
    ///
    /// # Errors
    /// As [`House::insights`].
    pub async fn insights_behind(
        &self,
        asked: dto::InsightBehindRequest,
    ) -> Result<dto::InsightBehind, ActionError> {
        let period = typed::period(&asked.from, &asked.to)?;
        let sought = Sought::read(&asked.of, &asked.key)?;
        // How people use their limits is the owner's to see.
        let deed = match sought {
            Sought::Hand(..) => Deed::ChangeTeam,
            _ => Deed::SeeTotals,
        };
        let pass = self.pass(deed).await?;
        self.read_on(&pass, move |tx, shop, today| {
            let mut found = insights::behind(tx, period, today, &sought.wanted(tx, period, today)?)?;
            found.retain(|row| sought.holds(row, shop));
            if !matches!(sought, Sought::Hand(..)) {
                // An incident with two papers stands there once.
                found.dedup_by(|one, other| one.id == other.id);
            }
            let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
            found.truncate(usize::try_from(MOST_BEHIND).unwrap_or(usize::MAX));
            Ok(dto::InsightBehind {
                rows: found.into_iter().map(|row| shown(row, shop)).collect(),
                total,
            })
        })
        .await
    }
}

fn shown(row: insights::Behind, shop: &Shop) -> dto::InsightIncident {
    let (gave, amount) = match row.gave {
        Some((kind, minor)) => (Some(kind), minor),
        None => (None, None),
    };
    dto::InsightIncident {
        id: row.id.to_string(),
        business_date: row.business_date.to_string(),
        category: row.category.key().to_owned(),
        what: row.what,
        place: row.place,
        staff: row.staff,
        gave,
        amount: amount.map(|minor| Money::new(minor, shop.currency).into()),
    }
}

/// What is looked for behind a figure.
enum Sought {
    Rows(Wanted),
    OtherCauses,
    /// What is wanted of somebody, by all their names.
    Hand(StaffId, fn(Vec<String>) -> Wanted),
    Channel(Channel),
    Hour(u8, u8),
    Week(u32),
}

impl Sought {
    fn read(of: &str, key: &str) -> Result<Self, ActionError> {
        let wrong = || no_such(&format!("{of} {key}"));
        Ok(match of.trim() {
            "all" => Self::Rows(Wanted::All),
            "ran" => Self::Rows(Wanted::Ran),
            "unused" => Self::Rows(Wanted::Unused),
            "cause" => Self::Rows(Wanted::Causes(vec![key.to_owned()])),
            "other_causes" => Self::OtherCauses,
            "gave" => Self::Hand(key.parse().map_err(|_| wrong())?, Wanted::Gave),
            "asked" => Self::Hand(key.parse().map_err(|_| wrong())?, Wanted::Asked),
            "bare" => Self::Hand(key.parse().map_err(|_| wrong())?, Wanted::Bare),
            "category" => Self::Rows(Wanted::Category(Category::from_key(key).ok_or_else(wrong)?)),
            "channel" => Self::Channel(Channel::from_key(key).ok_or_else(wrong)?),
            "back" => match typed::given(key) {
                None => Self::Rows(Wanted::Back),
                Some(week) => Self::Week(week.parse().map_err(|_| wrong())?),
            },
            "hour" => {
                let (weekday, hour) = key.split_once(' ').ok_or_else(wrong)?;
                Self::Hour(
                    weekday.parse().map_err(|_| wrong())?,
                    hour.parse().map_err(|_| wrong())?,
                )
            }
            _ => return Err(wrong()),
        })
    }

    fn wanted(
        &self,
        tx: &Tx<'_>,
        period: (BusinessDate, BusinessDate),
        today: BusinessDate,
    ) -> Result<Wanted, ActionError> {
        Ok(match self {
            Self::Rows(wanted) => wanted.clone(),
            Self::Channel(_) | Self::Hour(..) => Wanted::All,
            Self::Week(_) => Wanted::Back,
            Self::OtherCauses => {
                let lines = insights::facts(tx, period, today)?.pareto();
                let (_, others) = lines.split_at(apart(lines.len()));
                Wanted::Causes(others.iter().map(|line| line.key.clone()).collect())
            }
            Self::Hand(staff, of) => {
                let names = insights::names(tx)?.into_iter();
                of(names
                    .filter(|(_, id)| id == staff)
                    .map(|(name, _)| name)
                    .collect())
            }
        })
    }

    fn holds(&self, row: &insights::Behind, shop: &Shop) -> bool {
        match self {
            Self::Rows(_) | Self::OtherCauses | Self::Hand(..) => true,
            Self::Week(week) => row.days.is_some_and(|days| days / 7 == *week),
            Self::Channel(channel) => {
                let place = row.place.as_ref().map(|place| place.to_lowercase());
                Channel::of(row.category == Category::Takeout, place.as_deref()) == *channel
            }
            Self::Hour(weekday, hour) => {
                let date = row.business_date.date();
                let local = row.occurred_at.with_timezone(&shop.timezone);
                chrono::Datelike::weekday(&date).num_days_from_monday() == u32::from(*weekday)
                    && local.hour() == u32::from(*hour)
            }
        }
    }
}
