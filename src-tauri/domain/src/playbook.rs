//! The playbook: for each kind of let-down what to say, what to do, what to offer, and what to offer instead of a no.

mod currency;
mod originals;
mod suggestion;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use suggestion::{Bent, Suggestion};

use crate::{Category, Currency, Line, MakeGoodKind, Money, Severity, TextError};

/// The plan for one category and severity. It advises: nothing in it stops anybody but [`Playbook::manager`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Playbook {
    /// What fell short.
    pub category: Category,
    /// How bad it was.
    pub severity: Severity,
    /// What to say: at most 600 characters.
    pub say: String,
    /// What to do, to be ticked: at most eight.
    pub steps: Vec<String>,
    /// What to offer.
    pub offer: Offer,
    /// How to say no and why; may be empty.
    pub no_because: String,
    /// What to offer instead of a no: at most eight.
    pub instead: Vec<String>,
    /// After how many hours the guest is called; `None` for no call.
    pub follow_up_hours: Option<u32>,
    /// Whether it never goes without a manager.
    pub manager: bool,
}

/// What a playbook suggests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Which of the four.
    pub kind: MakeGoodKind,
    /// From how much; either both figures are there or neither.
    pub from: Option<Money>,
    /// Up to how much: never below `from`, and in the same currency.
    pub to: Option<Money>,
    /// What a certificate gives or a gesture is; empty for a comp or a check.
    pub what: String,
}

impl Offer {
    /// Puts an offer together.
    ///
    /// # Errors
    /// [`PlaybookError::Range`] when it runs backwards or has one end only, [`PlaybookError::Text`] for `what`.
    pub fn new(
        kind: MakeGoodKind,
        from: Option<Money>,
        to: Option<Money>,
        what: &str,
    ) -> Result<Self, PlaybookError> {
        let fits = match (from, to) {
            (None, None) => true,
            (Some(from), Some(to)) => from.currency == to.currency && from.minor <= to.minor,
            _ => false,
        };
        if !fits {
            return Err(PlaybookError::Range);
        }
        let line = Line::short("offer");
        let what = match kind {
            MakeGoodKind::Comp | MakeGoodKind::Check => String::new(),
            MakeGoodKind::Certificate | MakeGoodKind::Gesture => line.required(what)?,
        };
        Ok(Self { kind, from, to, what })
    }
}

impl Playbook {
    /// The most steps, and the most things to offer instead.
    pub const MOST: usize = 8;

    /// The plan the house starts with, in its currency. What is suggested stands in whole amounts: so many units as
    /// a dollar buys of them there, to 1, 2 or 5 and noughts (¥100, 10 kr). It is a place to start and no exchange
    /// rate; the owner writes better figures.
    pub fn original(category: Category, severity: Severity, currency: Currency) -> Self {
        let plan = originals::original(category, severity);
        let money = |amount| Some(currency::whole(amount, currency));
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Self {
            category,
            severity,
            say: plan.say.to_owned(),
            steps: owned(plan.steps),
            offer: Offer {
                kind: plan.kind,
                from: money(plan.amount.0),
                to: money(plan.amount.1),
                what: plan.what.to_owned(),
            },
            no_because: plan.no_because.to_owned(),
            instead: owned(plan.instead),
            follow_up_hours: plan.follow_up_hours,
            manager: plan.manager,
        }
    }

    /// Every plan the house starts with: by category in the order of the number keys, the slip first.
    pub fn originals(currency: Currency) -> Vec<Self> {
        let each = Category::ALL
            .into_iter()
            .flat_map(|category| Severity::ALL.map(|severity| (category, severity)));
        each.map(|(category, severity)| Self::original(category, severity, currency))
            .collect()
    }

    /// Reads what to say.
    ///
    /// # Errors
    /// [`PlaybookError::Text`] when it is missing, too long, or cannot be printed.
    pub fn parse_say(typed: &str) -> Result<String, PlaybookError> {
        let line = Line {
            name: "text to say",
            longest: 600,
            many_lines: true,
        };
        Ok(line.required(typed)?)
    }

    /// Reads how to say no.
    ///
    /// # Errors
    /// [`PlaybookError::Text`] when it is too long or cannot be printed.
    pub fn parse_no(typed: &str) -> Result<String, PlaybookError> {
        let line = Line {
            name: "explanation",
            longest: 600,
            many_lines: true,
        };
        Ok(line.clean(typed)?.unwrap_or_default())
    }

    /// Reads a list of steps or of things to offer instead; empty lines are dropped.
    ///
    /// # Errors
    /// [`PlaybookError::TooMany`] past [`Playbook::MOST`], [`PlaybookError::Text`] for one that cannot be taken.
    pub fn parse_list(name: &'static str, typed: &[String]) -> Result<Vec<String>, PlaybookError> {
        let line = Line::short(name);
        let mut taken = Vec::new();
        for text in typed {
            taken.extend(line.clean(text)?);
        }
        if taken.len() > Self::MOST {
            return Err(PlaybookError::TooMany {
                name,
                count: taken.len(),
            });
        }
        Ok(taken)
    }
}

/// Why a playbook was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PlaybookError {
    /// A text that is missing, too long, or cannot be printed.
    #[error(transparent)]
    Text(#[from] TextError),
    /// One end of a range, or a range that runs backwards.
    #[error("A suggestion goes from a smaller amount to a larger one. Write both, or neither.")]
    Range,
    /// More than a person reads with a guest waiting.
    #[error(
        "There are {count} lines of {name}s, and {} fit. Remove some.",
        Playbook::MOST
    )]
    TooMany {
        /// Of what.
        name: &'static str,
        /// How many.
        count: usize,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dollars() -> Currency {
        Currency::parse("USD").expect("dollars")
    }

    #[test]
    fn there_is_one_plan_for_each_kind_and_each_can_be_taken_as_it_is() {
        let plans = Playbook::originals(dollars());
        assert_eq!(plans.len(), 27);
        for plan in plans {
            let at = format!("{} {}", plan.category.key(), u8::from(plan.severity));
            assert_eq!(Playbook::parse_say(&plan.say).as_ref(), Ok(&plan.say), "{at}");
            assert_eq!(
                Playbook::parse_no(&plan.no_because).as_ref(),
                Ok(&plan.no_because),
                "{at}"
            );
            assert_eq!(
                Playbook::parse_list("step", &plan.steps).as_ref(),
                Ok(&plan.steps),
                "{at}"
            );
            assert_eq!(
                Playbook::parse_list("offer", &plan.instead).as_ref(),
                Ok(&plan.instead),
                "{at}"
            );
            let offer = &plan.offer;
            let again = Offer::new(offer.kind, offer.from, offer.to, &offer.what);
            assert_eq!(again.as_ref(), Ok(offer), "{at}");
            assert!(
                (2..=6).contains(&plan.steps.len()) && plan.instead.len() >= 2,
                "{at}"
            );
            assert!(!plan.no_because.is_empty(), "{at}");
        }
    }

    #[test]
    fn each_serious_one_has_a_call_within_two_days_and_no_other_has_one() {
        for plan in Playbook::originals(dollars()) {
            let expected = plan.severity == Severity::Serious;
            let call = plan
                .follow_up_hours
                .is_some_and(|hours| (24..=48).contains(&hours));
            assert_eq!(call, expected, "{} {:?}", plan.category.key(), plan.severity);
            assert!(expected || plan.follow_up_hours.is_none());
        }
    }

    /// The house's voice: sorry first, and neither an excuse nor blame after it.
    #[test]
    fn every_plan_begins_with_an_apology_and_makes_no_excuse() {
        let mut said = std::collections::HashSet::new();
        for plan in Playbook::originals(dollars()) {
            assert!(
                plan.say.starts_with("I’m sorry") || plan.say.starts_with("I am sorry"),
                "{}",
                plan.say
            );
            assert!(said.insert(plan.say.clone()), "twice: {}", plan.say);
            let words = format!("{} {} {}", plan.say, plan.no_because, plan.instead.join(" ")).to_lowercase();
            for excuse in [
                "but ",
                "unfortunately",
                "policy",
                "busy",
                "short-staffed",
                "if you were",
                "you should have",
                "inconvenience",
                "!",
                "'",
            ] {
                assert!(!words.contains(excuse), "“{excuse}” in: {words}");
            }
        }
    }

    #[test]
    fn the_worse_it_was_the_more_is_suggested() {
        for category in Category::ALL {
            let [slip, let_down, serious] =
                Severity::ALL.map(|severity| Playbook::original(category, severity, dollars()).offer.to);
            let minor = |money: Option<Money>| money.map(|money| money.minor);
            assert!(
                minor(slip) < minor(let_down) && minor(let_down) < minor(serious),
                "{}",
                category.key()
            );
        }
    }

    #[test]
    fn suggestions_are_whole_amounts_of_the_shops_own_money() {
        let duck = |code: &str| {
            let currency = Currency::parse(code).expect("a currency");
            let offer = Playbook::original(Category::FoodQuality, Severity::LetDown, currency).offer;
            [offer.from, offer.to].map(|money| money.expect("a figure").plain())
        };
        assert_eq!(duck("USD"), ["18.00", "26.00"]);
        assert_eq!(duck("EUR"), ["18.00", "26.00"]);
        assert_eq!(duck("JPY"), ["1800", "2600"]);
        assert_eq!(duck("SEK"), ["180.00", "260.00"]);
        assert_eq!(duck("KWD"), ["18.000", "26.000"]);
        assert_eq!(duck("VUV"), ["1800", "2600"], "no decimals and not in the list");
    }

    #[test]
    fn what_cannot_be_a_plan_is_refused_in_a_sentence() {
        let money = |minor| Some(Money::new(minor, dollars()));
        for (from, to) in [(money(500), None), (None, money(500)), (money(500), money(499))] {
            assert_eq!(
                Offer::new(MakeGoodKind::Check, from, to, "")
                    .expect_err("refused")
                    .to_string(),
                "A suggestion goes from a smaller amount to a larger one. Write both, or neither."
            );
        }
        assert_eq!(
            Offer::new(MakeGoodKind::Certificate, None, None, " ")
                .expect_err("refused")
                .to_string(),
            "The offer is missing. Write it, then try again."
        );
        let nine = vec!["Say so".to_owned(); 9];
        assert_eq!(
            Playbook::parse_list("step", &nine)
                .expect_err("refused")
                .to_string(),
            "There are 9 lines of steps, and 8 fit. Remove some."
        );
        assert_eq!(
            Playbook::parse_list("step", &["  ".to_owned(), " One  more ".to_owned()]),
            Ok(vec!["One more".to_owned()])
        );
        assert_eq!(
            Playbook::parse_say("").expect_err("refused").to_string(),
            "The text to say is missing. Write it, then try again."
        );
    }
}
