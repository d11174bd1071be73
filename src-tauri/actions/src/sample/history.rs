//! What happens in the sample restaurant, and when: incidents day by day, guests who come back, in one order of time.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use chrono::{NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _};
use comeback_domain::{
    Benefit, BusinessDate, BusinessDay, Category, Currency, Instant, MakeGood, Money, Note, Responsibility,
    Shop, Voucher, VoucherId, Worth,
};
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha20Rng;

use super::course::Course;
use super::{SampleRequest, words};
use crate::record::NewIncident;

/// One thing that happens.
pub(super) struct Step {
    pub at: Instant,
    pub what: What,
}

pub(super) enum What {
    Incident { new: Box<NewIncident>, gives: MakeGood },
    Return { voucher: VoucherId, parts: u8 },
}

/// How busy Monday to Sunday are.
pub(super) const WEEKDAYS: [f64; 7] = [0.70, 0.75, 0.85, 1.00, 1.40, 1.55, 1.10];
/// Of a hundred incidents, how many fall into each category, in the order of [`Category::ALL`].
const CATEGORIES: [u32; 9] = [27, 17, 21, 11, 4, 6, 5, 7, 2];

pub(super) struct History {
    rng: ChaCha20Rng,
    /// Draws whose lapse it was: a stream of its own, so that the rest of the history stays as it is.
    shares: ChaCha20Rng,
    course: Course,
    day: BusinessDay,
    currency: Currency,
    expiry_days: u32,
    first: BusinessDate,
    until: BusinessDate,
    /// Nothing happens after this, where the last day is still going on.
    now: Option<Instant>,
    next_day: BusinessDate,
    /// Incidents wanted a day, and the running sum that spreads them over weekdays without losing one.
    per_day: f64,
    owed: f64,
    total_left: u32,
    today: VecDeque<Step>,
    returns: BinaryHeap<Reverse<(Instant, VoucherId, u8)>>,
}

impl History {
    pub fn new(
        shop: &Shop,
        request: &SampleRequest,
        total: u32,
        until: BusinessDate,
        now: Option<Instant>,
    ) -> Self {
        let back = chrono::Days::new(u64::from(request.days - 1));
        let first = BusinessDate::new(until.date().checked_sub_days(back).unwrap_or(until.date()));
        Self {
            // Not the seed of the codes and ids: a change here must not move them.
            rng: ChaCha20Rng::seed_from_u64(request.seed ^ 0x0043_6f6d_6562_6163),
            shares: ChaCha20Rng::seed_from_u64(request.seed ^ 0x0043_6f6d_6562_6164),
            course: Course::new(request.kind, first, request.days),
            day: shop.business_day(),
            currency: shop.currency,
            expiry_days: shop.expiry_days,
            first,
            until,
            now,
            next_day: first,
            per_day: f64::from(total) / f64::from(request.days),
            owed: 0.0,
            total_left: total,
            today: VecDeque::new(),
            returns: BinaryHeap::new(),
        }
    }

    pub fn first(&self) -> BusinessDate {
        self.first
    }

    /// Which way it goes.
    pub fn course(&self) -> Course {
        self.course
    }

    /// The beginning of the first business date.
    pub fn opens(&self) -> Instant {
        self.instant(self.first.date().and_time(self.day.cutover))
    }

    /// The end of the last business date.
    pub fn ends(&self) -> Instant {
        self.instant(self.until.plus_days(1).date().and_time(self.day.cutover)) - TimeDelta::minutes(1)
    }

    /// The next thing that happens; `None` when the last day is over.
    pub fn next(&mut self) -> Option<Step> {
        while self.today.is_empty() && self.next_day <= self.until {
            self.open_day();
        }
        let incident = self.today.front().map(|step| step.at);
        let back = self.returns.peek().map(|Reverse((at, ..))| *at);
        match (incident, back) {
            (Some(incident), Some(back)) if back < incident => self.next_return(),
            (Some(_), _) => self.today.pop_front(),
            (None, Some(_)) => self.next_return(),
            (None, None) => None,
        }
    }

    fn next_return(&mut self) -> Option<Step> {
        self.returns.pop().map(|Reverse((at, voucher, parts))| Step {
            at,
            what: What::Return { voucher, parts },
        })
    }

    /// Puts down everything that goes wrong on the next day, in order of time.
    fn open_day(&mut self) {
        let date = self.next_day;
        self.next_day = date.plus_days(1);
        let weekday = chrono::Datelike::weekday(&date.date()).num_days_from_monday() as usize;
        let usual = self.per_day * WEEKDAYS[weekday] / (WEEKDAYS.iter().sum::<f64>() / 7.0);
        self.owed += usual * self.course.often(date);
        // The last day takes what rounding and a broken week left over.
        let wanted = if date == self.until {
            self.total_left
        } else {
            (self.owed.floor() as u32).min(self.total_left)
        };
        self.owed -= f64::from(wanted);
        self.total_left -= wanted;
        let mut moments: Vec<Instant> = (0..wanted).map(|_| self.moment_of(date)).collect();
        moments.sort_unstable();
        for at in moments {
            let step = self.incident(at, date);
            self.today.push_back(step);
        }
    }

    /// A moment of service: three in ten at lunch, the rest at dinner.
    fn moment_of(&mut self, date: BusinessDate) -> Instant {
        let (from, minutes) = if self.rng.random_ratio(3, 10) {
            (12, 150)
        } else {
            (18, 260)
        };
        let opens = NaiveTime::from_hms_opt(from, 0, 0).unwrap_or_default();
        let after = TimeDelta::milliseconds(i64::from(self.rng.random_range(0..minutes * 60_000_u32)));
        let at = self.instant(date.date().and_time(opens) + after);
        self.now.map_or(at, |now| at.min(now))
    }

    fn instant(&self, local: NaiveDateTime) -> Instant {
        let at = self.day.zone.from_local_datetime(&local).earliest();
        at.map_or_else(|| local.and_utc(), |at| at.to_utc())
    }

    fn incident(&mut self, at: Instant, date: BusinessDate) -> Step {
        let category = self.category();
        let severity = *self.course.severities(date).choose(&mut self.rng).unwrap_or(&2);
        let responsibility = self.responsibility(category);
        let known = self.rng.random_ratio(7, 10);
        let (guest, contact) = if known {
            let telephone = format!("(616) 555-{:04}", self.rng.random_range(100..9_999));
            (
                self.guest(),
                if self.rng.random_ratio(6, 10) {
                    telephone
                } else {
                    String::new()
                },
            )
        } else {
            (String::new(), String::new())
        };
        let new = NewIncident {
            guest_id: None,
            category: category.key().to_owned(),
            severity,
            what: self.pick(words::happened(category)).to_owned(),
            place: self.place(category),
            guest,
            contact,
            staff: self.pick(words::STAFF).to_owned(),
            score: self.rng.random_ratio(55, 100).then(|| self.score(severity)),
            responsibility: responsibility.key().to_owned(),
            ..NewIncident::default()
        };
        let gives = self.make_good(severity, date);
        Step {
            at,
            what: What::Incident {
                new: Box::new(new),
                gives,
            },
        }
    }

    /// Nearly always ours; couriers and guests who come late have a part in what goes wrong on the way and at the door.
    fn responsibility(&mut self, category: Category) -> Responsibility {
        let (shared, none) = match category {
            Category::Takeout | Category::Reservation => (22, 6),
            Category::LongWait | Category::Other => (10, 4),
            _ => (3, 1),
        };
        match self.shares.random_range(0..100) {
            drawn if drawn < shared => Responsibility::PartlyOurs,
            drawn if drawn < shared + none => Responsibility::NotOurs,
            _ => Responsibility::Ours,
        }
    }

    fn make_good(&mut self, severity: u8, date: BusinessDate) -> MakeGood {
        let units = i64::from(self.rng.random_range(4..16)) * i64::from(severity);
        let amount = self.money(units);
        let expires_on = date.plus_days(self.expiry_days);
        match self.rng.random_range(0..100) {
            0..=46 => MakeGood::Check { amount, expires_on },
            47..=64 => self.certificate(expires_on),
            65..=86 => MakeGood::Comp { amount },
            _ => {
                let cost = i64::from(self.rng.random_range(3..12));
                let what = Note::parse(self.pick(words::GESTURES)).ok().flatten();
                let cost = self.money(cost);
                what.map_or(MakeGood::Comp { amount: cost }, |what| MakeGood::Gesture {
                    what,
                    cost,
                })
            }
        }
    }

    fn certificate(&mut self, expires_on: BusinessDate) -> MakeGood {
        let (benefit, dollars) = *words::BENEFITS
            .choose(&mut self.rng)
            .unwrap_or(&words::BENEFITS[0]);
        let value = self.rng.random_ratio(8, 10).then(|| self.money(dollars));
        match Benefit::parse(benefit) {
            Ok(Some(benefit)) => MakeGood::Certificate {
                benefit,
                value,
                expires_on,
            },
            _ => MakeGood::Comp {
                amount: self.money(dollars),
            },
        }
    }

    /// So many dollars, or a hundred times as many of a currency without decimals.
    fn money(&self, dollars: i64) -> Money {
        let minor = if self.currency.decimals() == 3 { 1_000 } else { 100 };
        Money::new(dollars * minor, self.currency)
    }

    /// A voucher was issued: decides whether and when its guest comes back. The worse it was, the fewer do.
    pub fn issued(&mut self, voucher: VoucherId, at: Instant, severity: u8, expires_on: BusinessDate) {
        let chance = match severity {
            1 => 58,
            2 => 47,
            _ => 36,
        };
        let chance = self.course.of_a_hundred(chance, self.day.of(at));
        if self.rng.random_ratio(chance, 100) {
            // Most come soon: the square of an even draw lies near nought.
            let draw: f64 = self.rng.random_range(0.0..1.0);
            let days = 2 + (draw * draw * f64::from(self.expiry_days)) as u32;
            let parts = u8::from(self.rng.random_ratio(15, 100)) + 1;
            self.plan_return(voucher, at, days, parts, expires_on);
        }
    }

    /// A check was used in part: its guest may come for the rest.
    pub fn kept_a_rest(&mut self, voucher: VoucherId, at: Instant, expires_on: BusinessDate) {
        if self.rng.random_ratio(6, 10) {
            let days = self.rng.random_range(3..40);
            self.plan_return(voucher, at, days, 1, expires_on);
        }
    }

    fn plan_return(
        &mut self,
        voucher: VoucherId,
        at: Instant,
        days: u32,
        parts: u8,
        expires_on: BusinessDate,
    ) {
        let date = self.day.of(at).plus_days(days);
        if date <= self.until.min(expires_on) {
            let back = self.moment_of(date);
            if back > at {
                self.returns.push(Reverse((back, voucher, parts)));
            }
        }
    }

    /// How much of a voucher is taken: a check in parts gives up to two thirds of it first, in whole units.
    pub fn takes(&mut self, voucher: &Voucher, parts: u8) -> Option<Money> {
        match &voucher.worth {
            Worth::Check { amount } if parts > 1 && voucher.remaining > 300 => {
                let most = voucher.remaining * 2 / 3 / 100;
                let taken = self.rng.random_range(1..=most.max(1)) * 100;
                Some(Money::new(taken.min(voucher.remaining), amount.currency))
            }
            Worth::Check { .. } => None,
            Worth::Certificate {
                value: Some(value), ..
            } => {
                // What they order is a little more or less than was thought.
                let percent = self.rng.random_range(80..=125);
                Some(Money::new((value.minor * percent / 100).max(1), value.currency))
            }
            Worth::Certificate { value: None, .. } => Some(self.money(24)),
        }
    }

    pub fn host(&mut self) -> &'static str {
        self.pick(words::HOSTS)
    }

    fn category(&mut self) -> Category {
        let mut draw = self.rng.random_range(0..CATEGORIES.iter().sum::<u32>());
        for (category, share) in Category::ALL.into_iter().zip(CATEGORIES) {
            if draw < share {
                return category;
            }
            draw -= share;
        }
        Category::Other
    }

    fn place(&mut self, category: Category) -> String {
        match category {
            Category::Takeout => self.pick(&["Takeout", "Phone", "Delivery"]).to_owned(),
            Category::Reservation => self.pick(&["Host stand", "Phone"]).to_owned(),
            _ if self.rng.random_ratio(1, 12) => self.pick(&["Bar", "Patio", "Private room"]).to_owned(),
            _ => format!("Table {}", self.rng.random_range(1..=28)),
        }
    }

    fn guest(&mut self) -> String {
        format!(
            "{} {}",
            self.pick(words::FIRST_NAMES),
            self.pick(words::LAST_NAMES)
        )
    }

    fn score(&mut self, severity: u8) -> u8 {
        let worst = match severity {
            1 => 5,
            2 => 2,
            _ => 0,
        };
        self.rng.random_range(worst..=worst + 4)
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        from.choose(&mut self.rng).copied().unwrap_or_default()
    }
}
