//! A house to tell a story in: a real database in a temporary folder, a clock that goes only when it is told to, and
//! seeded dice.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::DateTime;
use comeback_actions::dto::{
    MadeRight, MakeGoodRequest, MakeItRight, RedeemRequest, Redeemed, ShopSettings, Voucher,
};
use comeback_actions::{ActionError, Code, Cost, House, Problem, Surroundings, WithoutKeychain};
use comeback_domain::{Clock, Instant, Paper, Style};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng as _};

/// A clock that goes only when it is told to.
#[derive(Debug, Clone)]
pub struct ToldClock(Arc<AtomicI64>);

impl ToldClock {
    /// Starts at this moment, in RFC 3339.
    ///
    /// # Panics
    /// When it is no such moment.
    pub fn at(moment: &str) -> Self {
        Self(Arc::new(AtomicI64::new(micros(moment))))
    }

    /// It is now this moment.
    pub fn set(&self, moment: &str) {
        self.0.store(micros(moment), Ordering::SeqCst);
    }
}

impl Clock for ToldClock {
    fn now(&self) -> Instant {
        DateTime::from_timestamp_micros(self.0.load(Ordering::SeqCst)).unwrap_or_default()
    }
}

#[expect(clippy::expect_used, reason = "a story with a wrong moment is a wrong story")]
fn micros(moment: &str) -> i64 {
    moment
        .parse::<Instant>()
        .expect("a moment in RFC 3339")
        .timestamp_micros()
}

/// A house, its clock and its folder.
pub struct Story {
    /// The house.
    pub house: House,
    /// Its clock.
    pub clock: ToldClock,
    folder: tempfile::TempDir,
}

/// Saturday evening in Detroit: 21 November 2026, 7:42 pm.
pub const SATURDAY_EVENING: &str = "2026-11-22T00:42:00Z";

/// The settings of the house in the stories.
pub fn settings() -> ShopSettings {
    ShopSettings {
        name: "Bistro Verveine".to_owned(),
        address: "27 Orchard Lane, Fairhaven, Michigan".to_owned(),
        telephone: "(616) 555-0142".to_owned(),
        currency: "USD".to_owned(),
        timezone: "America/Detroit".to_owned(),
        cutover: "04:00".to_owned(),
        paper: Paper::Letter,
        expiry_days: 90,
        apology: "That was our lapse, and we are sorry.".to_owned(),
        legend: true,
        style: Style::Classic,
        accent: "#1E4D3B".to_owned(),
        save_ink: false,
        logo: None,
        fine_print: String::new(),
        benefits: Vec::new(),
        letter: String::new(),
        closing: String::new(),
        retention_months: 24,
        extend_days: 30,
        stacking: true,
        keeps_balance: true,
        bill_total: false,
    }
}

#[expect(clippy::expect_used, reason = "a story that cannot begin has failed")]
impl Story {
    /// A house that is not set up, on Saturday evening.
    pub fn before_the_first_day() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let clock = ToldClock::at(SATURDAY_EVENING);
        let house = open(folder.path(), &clock, 1);
        Self { house, clock, folder }
    }

    /// A house that is set up, on Saturday evening.
    pub async fn set_up() -> Self {
        Self::set_up_as(settings()).await
    }

    /// A house with these settings, on Saturday evening.
    pub async fn set_up_as(settings: ShopSettings) -> Self {
        let story = Self::before_the_first_day();
        story.house.set_up(settings).await.expect("set up");
        story
    }

    /// Closes the house; the folder and the clock stay.
    pub fn close(self) -> (tempfile::TempDir, ToldClock) {
        drop(self.house);
        (self.folder, self.clock)
    }

    /// Opens the house in a folder again.
    pub fn opened_in(folder: tempfile::TempDir, clock: ToldClock) -> Self {
        let house = open(folder.path(), &clock, 7);
        Self { house, clock, folder }
    }

    /// The folder of the database; papers and exports are saved in `saved` beside it.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Another process on the same database.
    pub fn another_process(&self, seed: u64) -> House {
        open(self.folder(), &self.clock, seed)
    }

    /// Gives a check of this amount for an incident.
    pub async fn check(&self, amount: &str) -> Voucher {
        let good = MakeGoodRequest::Check {
            amount: amount.to_owned(),
            expires_on: None,
        };
        self.made_right(good)
            .await
            .voucher
            .expect("a check has a voucher")
    }

    /// Gives a certificate for an incident.
    pub async fn certificate(&self, benefit: &str, value: Option<&str>) -> Voucher {
        let good = MakeGoodRequest::Certificate {
            benefit: benefit.to_owned(),
            value: value.map(str::to_owned),
            expires_on: None,
        };
        self.made_right(good)
            .await
            .voucher
            .expect("a certificate has a voucher")
    }

    /// Records the cold duck and makes it good like this.
    pub async fn made_right(&self, good: MakeGoodRequest) -> MadeRight {
        self.house
            .make_it_right(cold_duck(good))
            .await
            .expect("made right")
    }

    /// Redeems a voucher.
    ///
    /// # Errors
    /// What the house answers.
    pub async fn redeem(&self, voucher: &Voucher, amount: Option<&str>) -> Result<Redeemed, ActionError> {
        self.house.redeem(redeem_request("", voucher, amount)).await
    }

    /// Fails unless everything fits.
    ///
    /// # Panics
    /// With what does not fit.
    pub async fn must_verify(&self) {
        let verified = self.house.verify().await.expect("readable");
        assert!(
            verified.findings.faults.is_empty(),
            "{:#?}",
            verified.findings.faults
        );
    }
}

#[expect(clippy::expect_used, reason = "a story that cannot begin has failed")]
fn open(folder: &Path, clock: &ToldClock, seed: u64) -> House {
    let surroundings = Surroundings {
        data_folder: folder.to_owned(),
        documents: folder.join("saved"),
        station: "Front desk".to_owned(),
    };
    House::open(surroundings, clock.clone(), ChaCha20Rng::seed_from_u64(seed))
        .expect("opened")
        .with_keychain(WithoutKeychain, Cost::LEAST)
}

/// A duck came cold: the incident of the stories.
pub fn cold_duck(make_good: MakeGoodRequest) -> MakeItRight {
    MakeItRight {
        request_id: String::new(),
        category: "food_quality".to_owned(),
        severity: 2,
        what: "Duck came to the table cold, twenty minutes after the other three plates.".to_owned(),
        place: "Table 12".to_owned(),
        guest: "Helen Okafor".to_owned(),
        contact: "(616) 555-0119".to_owned(),
        staff: "Owen Brandt".to_owned(),
        score: Some(3),
        make_good,
        guest_id: None,
        concern_id: None,
        steps: Vec::new(),
        responsibility: None,
        approval: None,
    }
}

/// Asks for a redemption, with or without an id of its own.
pub fn redeem_request(id: &str, voucher: &Voucher, amount: Option<&str>) -> RedeemRequest {
    RedeemRequest {
        request_id: id.to_owned(),
        code: voucher.code.grouped(),
        voucher_id: None,
        amount: amount.map(str::to_owned),
        value: None,
        bill: "40931".to_owned(),
        bill_total: String::new(),
        staff: "Marcus Bell".to_owned(),
    }
}

/// Whatever it is told, work goes on.
pub fn to_its_end<P>(_: P) -> std::ops::ControlFlow<()> {
    std::ops::ControlFlow::Continue(())
}

/// What a refused action says, with its code.
///
/// # Panics
/// When it was not refused.
#[expect(clippy::panic, reason = "a story whose refusal did not come has failed")]
pub fn refusal<T>(answer: Result<T, ActionError>) -> (Code, String) {
    match answer {
        Ok(_) => panic!("this should have been refused"),
        Err(error) => {
            let problem = Problem::from(&error);
            (problem.code, problem.message)
        }
    }
}
