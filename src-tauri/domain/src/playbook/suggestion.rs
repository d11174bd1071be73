//! What the playbook suggests this time: its offer, bent by whose lapse it was and by the room that is left.

use super::{Offer, Playbook};
use crate::{MakeGoodKind, Money, Responsibility};

/// What is suggested, and why it is not the offer as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What to offer.
    pub offer: Offer,
    /// What bent it, in the order it did; empty where it is the offer itself.
    pub bent: Vec<Bent>,
}

/// What bent an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bent {
    /// The lapse was partly the house's: half.
    PartlyOurs,
    /// It was not the house's at all: a kindness.
    NotOurs,
    /// Whoever gives it has no more room.
    RoomLeft,
}

impl Bent {
    /// Why, in a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::PartlyOurs => "Half, as it was partly ours.",
            Self::NotOurs => "A kindness, as it was not ours.",
            Self::RoomLeft => "No more than your limit leaves.",
        }
    }
}

/// What costs little and means well, in every house.
const KINDNESS: &str = "A coffee or something sweet";

impl Playbook {
    /// What to offer, by whose lapse it was, and within what the limit of whoever gives it leaves (`None` for no limit).
    /// A gesture is a kindness already, and stays as it is. With nothing left at all a second person decides, and the
    /// whole offer is suggested to them.
    pub fn suggested(&self, responsibility: Responsibility, left: Option<Money>) -> Suggestion {
        let (offer, share) = match responsibility {
            Responsibility::Ours => (self.offer.clone(), None),
            Responsibility::PartlyOurs => (self.offer.halved(), Some(Bent::PartlyOurs)),
            Responsibility::NotOurs => (self.offer.kindness(), Some(Bent::NotOurs)),
        };
        let share = share.filter(|_| offer != self.offer);
        let within = left
            .filter(|left| left.minor > 0)
            .and_then(|left| offer.within(left));
        let room = within.is_some().then_some(Bent::RoomLeft);
        Suggestion {
            offer: within.unwrap_or(offer),
            bent: share.into_iter().chain(room).collect(),
        }
    }
}

impl Offer {
    /// Half of it. Half a visit is none: a certificate becomes a check over half its value, where one is written.
    fn halved(&self) -> Self {
        let (from, to) = (self.from.map(half), self.to.map(half));
        match self.kind {
            MakeGoodKind::Gesture => self.clone(),
            MakeGoodKind::Certificate if from.is_none() => self.clone(),
            MakeGoodKind::Certificate => Self::money(MakeGoodKind::Check, from, to),
            MakeGoodKind::Comp | MakeGoodKind::Check => Self::money(self.kind, from, to),
        }
    }

    /// Nothing is owed: a gesture, the plan's own where it has one.
    fn kindness(&self) -> Self {
        if self.kind == MakeGoodKind::Gesture {
            return self.clone();
        }
        Self {
            kind: MakeGoodKind::Gesture,
            from: None,
            to: None,
            what: KINDNESS.to_owned(),
        }
    }

    /// It cut to what is left, in the same currency; `None` where it fits, or cannot be cut.
    fn within(&self, left: Money) -> Option<Self> {
        let (from, to) = (self.from?, self.to?);
        if to.currency != left.currency || to.minor <= left.minor {
            return None;
        }
        let least = if from.minor < left.minor { from } else { left };
        match self.kind {
            MakeGoodKind::Gesture => None,
            MakeGoodKind::Certificate if from.minor > left.minor => {
                Some(Self::money(MakeGoodKind::Check, Some(left), Some(left)))
            }
            MakeGoodKind::Comp | MakeGoodKind::Check | MakeGoodKind::Certificate => Some(Self {
                from: Some(least),
                to: Some(left),
                ..self.clone()
            }),
        }
    }

    fn money(kind: MakeGoodKind, from: Option<Money>, to: Option<Money>) -> Self {
        Self {
            kind,
            from,
            to,
            what: String::new(),
        }
    }
}

/// Half an amount, in the guest's favour: to whole units where it was whole, and to the smallest coin where it was not.
fn half(amount: Money) -> Money {
    let unit = 10_i64.pow(amount.currency.decimals());
    let step = if amount.minor % unit == 0 { unit } else { 1 };
    let steps = amount.minor / step;
    Money::new((steps - steps / 2) * step, amount.currency)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Category, Currency, Severity};

    fn money(minor: i64) -> Money {
        Money::new(minor, Currency::parse("USD").expect("dollars"))
    }

    fn plan(kind: MakeGoodKind, range: Option<(i64, i64)>) -> Playbook {
        let what = "Breakfast for two";
        let (from, to) = (range.map(|(from, _)| money(from)), range.map(|(_, to)| money(to)));
        Playbook {
            offer: Offer::new(kind, from, to, what).expect("an offer"),
            ..Playbook::original(Category::FoodQuality, Severity::LetDown, money(0).currency)
        }
    }

    /// Kind, figures and what of a suggestion, with what bent it.
    fn told(suggestion: &Suggestion) -> String {
        let Offer { kind, from, to, what } = &suggestion.offer;
        let figure = |money: &Option<Money>| money.map_or("-".to_owned(), Money::plain);
        let bent: Vec<&str> = suggestion.bent.iter().map(|bent| bent.sentence()).collect();
        format!(
            "{} {} {} {what}|{}",
            kind.key(),
            figure(from),
            figure(to),
            bent.join(" ")
        )
    }

    #[test]
    fn what_is_suggested_goes_by_whose_lapse_it_was() {
        use MakeGoodKind::{Certificate, Check, Comp, Gesture};
        use Responsibility::{NotOurs, Ours, PartlyOurs};
        let kindness = "gesture - - A coffee or something sweet|A kindness, as it was not ours.";
        for (kind, range, whose, expected) in [
            (Check, Some((1800, 2600)), Ours, "check 18.00 26.00 |"),
            (
                Check,
                Some((1800, 2600)),
                PartlyOurs,
                "check 9.00 13.00 |Half, as it was partly ours.",
            ),
            (Check, Some((1800, 2600)), NotOurs, kindness),
            // Whole stays whole, and what was odd to the cent stays so; always in the guest's favour.
            (
                Comp,
                Some((500, 1525)),
                PartlyOurs,
                "comp 3.00 7.63 |Half, as it was partly ours.",
            ),
            (
                Certificate,
                Some((2200, 3400)),
                PartlyOurs,
                "check 11.00 17.00 |Half, as it was partly ours.",
            ),
            (
                Certificate,
                None,
                PartlyOurs,
                "certificate - - Breakfast for two|",
            ),
            (Certificate, None, NotOurs, kindness),
            (
                Gesture,
                Some((600, 900)),
                PartlyOurs,
                "gesture 6.00 9.00 Breakfast for two|",
            ),
            (
                Gesture,
                Some((600, 900)),
                NotOurs,
                "gesture 6.00 9.00 Breakfast for two|",
            ),
        ] {
            assert_eq!(told(&plan(kind, range).suggested(whose, None)), expected);
        }
    }

    #[test]
    fn what_is_suggested_stays_within_the_limit() {
        use MakeGoodKind::{Certificate, Check, Gesture};
        let tight = "No more than your limit leaves.";
        for (kind, left, expected) in [
            (Check, 26_00, "check 18.00 26.00 |".to_owned()),
            (Check, 20_00, format!("check 18.00 20.00 |{tight}")),
            (Check, 12_00, format!("check 12.00 12.00 |{tight}")),
            (Check, 0, "check 18.00 26.00 |".to_owned()),
            (Check, -4_00, "check 18.00 26.00 |".to_owned()),
            (
                Certificate,
                20_00,
                format!("certificate 18.00 20.00 Breakfast for two|{tight}"),
            ),
            (Certificate, 12_00, format!("check 12.00 12.00 |{tight}")),
            (
                Gesture,
                12_00,
                "gesture 18.00 26.00 Breakfast for two|".to_owned(),
            ),
        ] {
            let plan = plan(kind, Some((18_00, 26_00)));
            let suggested = plan.suggested(Responsibility::Ours, Some(money(left)));
            assert_eq!(told(&suggested), expected, "{left}");
        }
        let both =
            plan(Check, Some((18_00, 26_00))).suggested(Responsibility::PartlyOurs, Some(money(10_00)));
        assert_eq!(
            told(&both),
            "check 9.00 10.00 |Half, as it was partly ours. No more than your limit leaves."
        );
    }

    /// Every plan of the house, however it is bent, is an offer that could be written down, and never dearer.
    #[test]
    fn no_plan_is_bent_out_of_shape() {
        for plan in Playbook::originals(money(0).currency) {
            for whose in Responsibility::ALL {
                for left in [None, Some(money(1)), Some(money(7_50)), Some(money(10_000))] {
                    let Suggestion { offer, .. } = plan.suggested(whose, left);
                    let again = Offer::new(offer.kind, offer.from, offer.to, &offer.what);
                    assert_eq!(again.as_ref(), Ok(&offer));
                    assert!(offer.to.map(|to| to.minor) <= plan.offer.to.map(|to| to.minor));
                }
            }
        }
    }
}
