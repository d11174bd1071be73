//! What the till of the sample restaurant took: typed in at the end of most days, from a stream of its own, so that no
//! figure, no code and no call of the history moves.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveTime, TimeZone as _};
use comeback_domain::{BusinessDate, Event, Instant, MakeGood, Money, Shop, StaffName, Takings, TakingsSet};
use comeback_store::Tx;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha20Rng;

use super::history::WEEKDAYS;
use super::{STATION, words};
use crate::ActionError;
use crate::house::Dice;
use crate::moment::Moment;

/// Not the seed of the history, nor of its care.
const TILL: u64 = 0x7469_6c6c;

/// Guests for each thing that goes wrong, as even careful people err.
const COVERS_TO_AN_INCIDENT: f64 = 31.0;

pub(super) struct Till {
    rng: ChaCha20Rng,
    dice: Dice,
    next: BusinessDate,
    ends: Instant,
    per_day: f64,
    /// What came off bills on each day that is not counted up yet, in minor units.
    comped: BTreeMap<BusinessDate, i64>,
}

impl Till {
    /// Days are counted up from this one on, until the history ends.
    pub fn new(seed: u64, dice: Dice, first: BusinessDate, per_day: u32, ends: Instant) -> Self {
        Self {
            rng: ChaCha20Rng::seed_from_u64(seed ^ TILL),
            dice,
            next: first,
            ends,
            per_day: f64::from(per_day),
            comped: BTreeMap::new(),
        }
    }

    /// Something came off a bill.
    pub fn off_a_bill(&mut self, on: BusinessDate, amount: Option<Money>) {
        *self.comped.entry(on).or_default() += amount.map_or(0, |amount| amount.minor);
    }

    /// A comp was given; anything else costs the till nothing yet.
    pub fn given(&mut self, on: BusinessDate, gives: &MakeGood) {
        if let MakeGood::Comp { amount } = gives {
            self.off_a_bill(on, Some(*amount));
        }
    }

    /// When the next day is counted up, if that is by this moment.
    pub fn due(&self, shop: &Shop, until: Instant) -> Option<Instant> {
        let closes = NaiveTime::from_hms_opt(23, 40, 0).unwrap_or_default();
        let local = self.next.date().and_time(closes);
        let at = shop.timezone.from_local_datetime(&local).latest();
        let at = at.map_or_else(|| local.and_utc(), |at| at.to_utc());
        (at <= until.min(self.ends)).then_some(at)
    }

    /// Counts the next day up. Now and then nobody types it in, and now and then a comp was not rung up as one.
    pub fn count_up(&mut self, tx: &Tx<'_>, shop: &Shop, at: Instant) -> Result<(), ActionError> {
        let day = self.next;
        self.next = day.plus_days(1);
        let comped = self.comped.remove(&day).unwrap_or(0);
        let weekday = WEEKDAYS[day.date().weekday().num_days_from_monday() as usize];
        let usual = self.per_day * COVERS_TO_AN_INCIDENT * weekday / (WEEKDAYS.iter().sum::<f64>() / 7.0);
        let covers = (usual * self.rng.random_range(0.88..1.12)).round().max(1.0) as u32;
        let scale = if shop.currency.decimals() == 3 { 1_000 } else { 100 };
        let per_cover = self.rng.random_range(34 * scale..42 * scale);
        let (typed_in, missed) = (self.rng.random_ratio(19, 20), self.rng.random_ratio(1, 9));
        let missing = scale * self.rng.random_range(4..16);
        if !typed_in {
            return Ok(());
        }
        let takings = Takings {
            net_sales: Some(Money::new(i64::from(covers) * per_cover, shop.currency)),
            covers: Some(covers),
            comps: Some(Money::new(
                if missed { (comped - missing).max(0) } else { comped },
                shop.currency,
            )),
            ..Takings::of(day, day)
        };
        let moment = Moment {
            tx,
            shop: shop.clone(),
            at,
            today: day,
            station: STATION.to_owned(),
            dice: self.dice.clone(),
            who: None,
        };
        let by = StaffName::parse(words::CLOSES_THE_TILL).ok().flatten();
        moment.append(by, None, Event::TakingsSet(TakingsSet { takings }))?;
        Ok(())
    }
}
