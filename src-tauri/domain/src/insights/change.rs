//! Whether something became rarer: two counts, over how much each, and how far chance alone could move them.

/// The middle of a normal curve that holds 95 of 100: a plain habit, not a verdict.
const Z: f64 = 1.96;

/// Between which shares the true one lies 95 times of 100, by Wilson; the whole range for nothing at all.
pub fn share_interval(part: u32, whole: u32) -> (f64, f64) {
    if whole == 0 {
        return (0.0, 1.0);
    }
    let (n, p) = (f64::from(whole), f64::from(part) / f64::from(whole));
    let middle = p + Z * Z / (2.0 * n);
    let reach = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let under = 1.0 + Z * Z / n;
    (
        ((middle - reach) / under).max(0.0),
        ((middle + reach) / under).min(1.0),
    )
}

/// How often something happened before and after, each over so many days or covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// How often before.
    pub before: u32,
    /// Over how much.
    pub before_over: u64,
    /// How often after.
    pub after: u32,
    /// Over how much, in the same measure.
    pub after_over: u64,
}

/// Which way it went, as far as can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tendency {
    /// It became rarer.
    Less,
    /// It became more frequent.
    More,
    /// Chance alone could do this.
    CannotTell,
}

impl Change {
    /// The rate after as a multiple of the rate before; `None` where there was nothing before, or no time.
    pub fn ratio(&self) -> Option<f64> {
        let rates = self.before > 0 && self.before_over > 0 && self.after_over > 0;
        rates.then(|| f64::from(self.after) / f64::from(self.before) * self.odds_of_time())
    }

    /// Between which multiples the true one lies 95 times of 100: given how often it happened in all, the share that fell
    /// after is held against the share of the time.
    pub fn interval(&self) -> (f64, f64) {
        let (low, high) = share_interval(self.after, self.before + self.after);
        let multiple = |share: f64| share / (1.0 - share) * self.odds_of_time();
        (
            multiple(low),
            if high < 1.0 { multiple(high) } else { f64::INFINITY },
        )
    }

    fn odds_of_time(&self) -> f64 {
        // Days and covers of a few years are far below what a float holds exactly.
        #[expect(clippy::cast_precision_loss, reason = "days and covers are small")]
        let odds = self.before_over as f64 / self.after_over.max(1) as f64;
        odds
    }

    /// Which way it went.
    pub fn tendency(&self) -> Tendency {
        if self.before_over == 0 || self.after_over == 0 {
            return Tendency::CannotTell;
        }
        match self.interval() {
            (_, high) if high < 1.0 => Tendency::Less,
            (low, _) if low > 1.0 => Tendency::More,
            _ => Tendency::CannotTell,
        }
    }

    /// How sure it is, in a sentence: “Somewhere between 20% and 70% fewer.” or “Too few to tell: anything from 80% fewer
    /// to 30% more would look like this.”
    pub fn sentence(&self) -> String {
        if self.before + self.after == 0 || self.before_over == 0 || self.after_over == 0 {
            return "Too few to tell.".to_owned();
        }
        let (low, high) = self.interval();
        match self.tendency() {
            Tendency::Less => format!("Somewhere between {}% and {}% fewer.", off(high), off(low)),
            Tendency::More if high > MOST_TIMES => format!("At least {} more.", more(low)),
            Tendency::More => format!("Somewhere between {} and {} more.", more(low), more(high)),
            Tendency::CannotTell if high > MOST_TIMES => "Too few to tell.".to_owned(),
            Tendency::CannotTell => format!(
                "Too few to tell: anything from {}% fewer to {} more would look like this.",
                off(low),
                more(high)
            ),
        }
    }
}

/// Past so many times as often a figure says nothing but "many".
const MOST_TIMES: f64 = 11.0;

fn off(multiple: f64) -> i64 {
    whole((1.0 - multiple) * 100.0)
}

fn more(multiple: f64) -> String {
    format!("{}%", whole((multiple - 1.0) * 100.0))
}

#[expect(clippy::cast_possible_truncation, reason = "a percent below two thousand")]
fn whole(percent: f64) -> i64 {
    percent.round() as i64
}
