//! A sample restaurant: a realistic history to try things in, to test on and to measure with. The same arguments
//! write the same data.

mod care;
mod course;
mod history;
mod till;
mod words;

use std::sync::{Arc, Mutex};

use chrono::NaiveTime;
use comeback_domain::{
    Ask, Currency, Deed, Design, DoorRules, Event, FixedClock, Instant, MakeGood, Paper, Redeemed,
    Redemption, Shop, Staff, StaffId, StaffName, VoucherId,
};
use comeback_store::{Tx, event, shop, staff, voucher};
use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;

use crate::house::{Dice, roll};
use crate::moment::{Moment, to_the_millisecond};
use crate::record::{NewIncident, give, record_alone};
use crate::team::{Yes, put_staff};
use crate::{ActionError, Field, House, Surroundings, typed};
pub use course::SampleKind;

use care::Care;
use course::Course;
use history::{History, Step, What};
use till::Till;

/// How many steps go into one transaction: enough that the disk does not set the pace, few enough that a
/// `Ctrl C` is soon heard.
const CHUNK: usize = 20_000;

const MOST_INCIDENTS: u32 = 1_000_000;

/// Not the seed of the codes: the people must not move them.
const PEOPLE: u64 = 0x0070_656f_706c_6500;

/// The one machine of the sample restaurant.
const STATION: &str = "Front desk";

/// How much sample history to write, and which way it goes: `days * per_day` incidents in all, of a new shop nine.
#[derive(Debug, Clone)]
pub struct SampleRequest {
    /// Which way it goes.
    pub kind: SampleKind,
    /// Business dates.
    pub days: u32,
    /// Incidents a day, on average; weekends have more. The guests of a day are reckoned from it, in a new shop too.
    pub per_day: u32,
    /// The same seed gives the same history.
    pub seed: u64,
    /// The last business date; today if left out.
    pub until: Option<String>,
}

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SampleWritten {
    /// How many incidents.
    pub incidents: u32,
    /// How many checks and certificates.
    pub vouchers: u32,
    /// How many redemptions.
    pub redemptions: u32,
    /// The first business date.
    pub from: String,
    /// The last business date.
    pub until: String,
}

impl House {
    /// Writes a sample history into a house that has none of its own. A house that is not set up becomes the sample
    /// restaurant; one that is keeps its settings, and is marked as a sample.
    ///
    /// # Errors
    /// [`ActionError::NotEmpty`] when anything was recorded there, [`ActionError::SampleSize`], [`ActionError::Date`].
    pub async fn sample(
        &self,
        request: SampleRequest,
        mut progress: impl FnMut(u32, u32) + Send + 'static,
    ) -> Result<SampleWritten, ActionError> {
        let total = total(&request)?;
        let before = self.read_bare(Deed::ChangeHouse, |tx| Ok(shop::get(tx)?)).await?;
        let shop = Shop {
            sample: true,
            ..before.map_or_else(restaurant, Ok)?
        };
        let now = to_the_millisecond(self.clock.now());
        let today = shop.business_day().of(now);
        // All of it is read before anything is written: a date that is none leaves the house as it was.
        let until = request
            .until
            .as_deref()
            .map(|text| typed::date(text, Field::To))
            .transpose()?
            .unwrap_or(today);
        let history = History::new(&shop, &request, total, until, (until == today).then_some(now));
        self.open_as_sample(history.opens(), request.seed).await?;
        let ends = if until == today { now } else { history.ends() };
        let dice = Arc::new(Mutex::new(ChaCha20Rng::seed_from_u64(request.seed)));
        let mut writer = Writer {
            care: Care::new(request.seed, history.course(), ends),
            till: Till::new(request.seed, dice.clone(), history.first(), request.per_day, ends),
            history,
            dice,
            shop,
            bill: 40_000,
            written: SampleWritten::default(),
        };
        loop {
            let more;
            (writer, more) = self
                .write_bare(Deed::ChangeHouse, move |tx| {
                    let more = writer.chunk(tx)?;
                    Ok((writer, more))
                })
                .await?;
            progress(writer.written.incidents, total);
            if !more {
                break;
            }
        }
        let (from, until) = (writer.history.first().to_string(), until.to_string());
        Ok(SampleWritten {
            from,
            until,
            ..writer.written
        })
    }

    /// Marks the house as a sample, as it opens on its first day: the same arguments make the same chain, whenever
    /// and on whichever machine it is written.
    async fn open_as_sample(&self, opens: Instant, seed: u64) -> Result<(), ActionError> {
        let mut house = self.at(FixedClock(opens));
        house.surroundings = Arc::new(Surroundings {
            station: STATION.to_owned(),
            ..Surroundings::clone(&house.surroundings)
        });
        house.dice = Arc::new(Mutex::new(ChaCha20Rng::seed_from_u64(seed ^ PEOPLE)));
        house
            .put_shop(|tx| {
                if event::any_business(tx)? || !staff::all(tx)?.is_empty() {
                    return Err(ActionError::NotEmpty);
                }
                Ok(Shop {
                    sample: true,
                    ..shop::get(tx)?.map_or_else(restaurant, Ok)?
                })
            })
            .await?;
        house.write(Deed::ChangeTeam, take_in_team).await
    }
}

/// The team is there before the first guest. Nobody signs in.
fn take_in_team(moment: &Moment<'_>) -> Result<(), ActionError> {
    for (name, role) in words::TEAM {
        let Some(name) = StaffName::parse(name).ok().flatten() else {
            continue;
        };
        let one = Staff {
            staff: roll(&moment.dice, |rng| StaffId::mint(moment.at, rng)),
            name,
            role: *role,
            active: true,
        };
        put_staff(moment, None, &one, None)?;
    }
    Ok(())
}

fn total(request: &SampleRequest) -> Result<u32, ActionError> {
    let total = request
        .days
        .checked_mul(request.per_day)
        .filter(|total| (1..=MOST_INCIDENTS).contains(total));
    total
        .filter(|_| request.days <= 20_000 && request.per_day <= 100_000)
        .map(|total| Course::incidents(request.kind, total))
        .ok_or(ActionError::SampleSize)
}

fn restaurant() -> Result<Shop, ActionError> {
    let currency = Currency::parse("USD").map_err(|error| ActionError::Setting {
        field: Field::Setting("currency"),
        error: error.into(),
    })?;
    Ok(Shop {
        name: "Bistro Verveine".to_owned(),
        address: "27 Orchard Lane, Fairhaven, Michigan".to_owned(),
        telephone: "(616) 555-0142".to_owned(),
        currency,
        timezone: chrono_tz::America::Detroit,
        cutover: NaiveTime::from_hms_opt(4, 0, 0).unwrap_or_default(),
        paper: Paper::Letter,
        expiry_days: Shop::EXPIRY_DAYS,
        apology: Shop::APOLOGY.to_owned(),
        legend: true,
        sample: true,
        design: Design::default(),
        retention_months: comeback_domain::RETENTION_MONTHS,
        door: DoorRules::default(),
    })
}

/// Turns the steps of a history into events, through the same functions as everybody.
struct Writer {
    history: History,
    care: Care,
    till: Till,
    dice: Dice,
    shop: Shop,
    bill: u32,
    written: SampleWritten,
}

impl Writer {
    /// Writes the next steps; says whether there are more.
    fn chunk(&mut self, tx: &Tx<'_>) -> Result<bool, ActionError> {
        for _ in 0..CHUNK {
            let Some(step) = self.history.next() else {
                self.meanwhile(tx, Instant::MAX_UTC)?;
                self.care.close(tx, &self.shop)?;
                return Ok(false);
            };
            self.meanwhile(tx, step.at)?;
            self.write(tx, step)?;
        }
        Ok(true)
    }

    /// What is done beside the incidents until a moment, in the order of time: guests are looked after, and the days
    /// are counted up.
    fn meanwhile(&mut self, tx: &Tx<'_>, until: Instant) -> Result<(), ActionError> {
        while let Some(evening) = self.till.due(&self.shop, until) {
            self.care.until(tx, &self.shop, evening)?;
            self.till.count_up(tx, &self.shop, evening)?;
        }
        self.care.until(tx, &self.shop, until)
    }

    fn write(&mut self, tx: &Tx<'_>, step: Step) -> Result<(), ActionError> {
        let moment = Moment {
            tx,
            shop: self.shop.clone(),
            at: step.at,
            today: self.shop.business_day().of(step.at),
            station: STATION.to_owned(),
            dice: self.dice.clone(),
            who: None,
        };
        match step.what {
            What::Incident { new, gives } => self.incident(&moment, &new, gives),
            What::Return { voucher, parts } => self.comes_back(&moment, voucher, parts),
        }
    }

    fn incident(
        &mut self,
        moment: &Moment<'_>,
        new: &NewIncident,
        gives: MakeGood,
    ) -> Result<(), ActionError> {
        let incident = record_alone(moment, new, None)?;
        self.care
            .incident(moment.tx, &self.shop, moment.at, incident, new)?;
        self.written.incidents += 1;
        self.till.given(moment.today, &gives);
        let expires_on = match &gives {
            MakeGood::Check { expires_on, .. } | MakeGood::Certificate { expires_on, .. } => {
                Some(*expires_on)
            }
            MakeGood::Comp { .. } | MakeGood::Gesture { .. } => None,
        };
        let id = give(
            moment,
            incident,
            gives,
            typed::staff(&new.staff)?,
            Yes::default(),
            None,
        )?;
        if let (Some(expires_on), Ok(voucher)) = (expires_on, id.parse()) {
            self.written.vouchers += 1;
            self.history.issued(voucher, moment.at, new.severity, expires_on);
        }
        Ok(())
    }

    fn comes_back(&mut self, moment: &Moment<'_>, id: VoucherId, parts: u8) -> Result<(), ActionError> {
        let found = voucher::by_id(moment.tx, id)?.ok_or(ActionError::NoSuchVoucher)?;
        let asked = self.history.takes(&found.life, parts);
        let asked = Ask {
            figure: asked,
            bill_total: None,
        };
        let Ok(claim) = found.life.claim(asked, moment.shop.door, moment.today) else {
            return Ok(());
        };
        self.bill += 1;
        self.till.off_a_bill(moment.today, claim.taken);
        let redemption = Redemption {
            amount: claim.taken,
            bill: Some(self.bill.to_string()),
            bill_total: None,
            lapsed: claim.lapsed,
            staff: StaffName::parse(self.history.host()).ok().flatten(),
            at: moment.at,
            business_date: moment.today,
        };
        let remaining = found.life.remaining_after(&redemption);
        let event = Event::VoucherRedeemed(Redeemed {
            voucher: id,
            incident: found.incident,
            redemption: redemption.clone(),
            remaining,
            without_paper: false,
        });
        let written = moment.append(redemption.staff.clone(), None, event)?;
        let life = found.life.after(written.seq, redemption);
        self.written.redemptions += 1;
        self.care.came_back(moment.at, found.incident);
        if !life.is_spent() {
            self.history.kept_a_rest(id, moment.at, life.expires_on);
        }
        Ok(())
    }
}
