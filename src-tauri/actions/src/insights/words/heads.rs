//! The three figures at the head of the page: who came back, what each cost, how long it took.

use comeback_domain::{
    BusinessDate, Currency, FEW, FEW_FOR_A_MIDDLE, Money, Returns, capital, grouped, in_words,
};

use super::counted;
use crate::dto;

/// What the three figures are told from.
pub(in crate::insights) struct Heads {
    pub returns: Returns,
    pub before: Returns,
    pub against: String,
    pub first_end: Option<BusinessDate>,
    pub currency: Currency,
}

impl Heads {
    /// Who came back with their paper.
    pub fn back(&self) -> dto::Headline {
        let (ran, back) = (self.returns.ran, self.returns.back());
        let label = "came back with their paper".to_owned();
        if ran == 0 {
            return dto::Headline {
                figure: None,
                label,
                says: match self.first_end {
                    Some(end) => format!(
                        "No paper’s time ran out in these days. The next runs out on {}.",
                        end.readable()
                    ),
                    None => "No paper’s time ran out in these days, and none is in hand.".to_owned(),
                },
            };
        }
        let was = match (self.before.ran, self.before.rate()) {
            (0, _) | (_, None) => format!("Nothing ran out in {}.", self.against),
            (ran, _) if ran < FEW => format!("It was {} of {ran} in {}.", self.before.back(), self.against),
            (_, Some(rate)) => format!("It was {rate}% in {}.", self.against),
        };
        let of = match ran {
            1 => "The one whose time has run.".to_owned(),
            _ if ran < FEW => "Of those whose time has run; too few for a percentage.".to_owned(),
            _ => format!("{} of the {} whose time has run.", grouped(back), grouped(ran)),
        };
        dto::Headline {
            figure: Some(if ran < FEW {
                format!("{back} of {ran}")
            } else {
                format!("{}%", self.returns.rate().unwrap_or(0))
            }),
            label,
            says: format!("{of} {was}"),
        }
    }

    /// What each that was won back cost.
    pub fn won(&self) -> dto::Headline {
        let label = "for each guest won back".to_owned();
        let money = |minor| Money::new(minor, self.currency);
        let Some(each) = self.returns.each() else {
            return dto::Headline {
                figure: None,
                label,
                says: match (self.returns.ran, self.first_end) {
                    (0, Some(end)) => format!(
                        "Told once the time of a paper has run: the next runs out on {}.",
                        end.readable()
                    ),
                    (0, None) => "Told once the time of a paper has run; none is in hand.".to_owned(),
                    _ => "Nobody has come back yet with a paper whose time has run.".to_owned(),
                },
            };
        };
        let was = self.before.each().map_or_else(
            || format!("Nobody was won back in {}.", self.against),
            |each| format!("It was {} in {}.", money(each), self.against),
        );
        let over = match self.returns.back() {
            1 => "for that one".to_owned(),
            back => format!("over those {}", grouped(back)),
        };
        dto::Headline {
            figure: Some(money(each).to_string()),
            label,
            says: format!(
                "{} in paper, comps and gestures, {over}. {was}",
                money(self.returns.minor)
            ),
        }
    }

    /// How long it took.
    pub fn days(&self) -> dto::Headline {
        let label = "until half were back".to_owned();
        let back = self.returns.back();
        let Some(middle) = self.returns.middle() else {
            return dto::Headline {
                figure: None,
                label,
                says: format!(
                    "Told once {} of those whose time has run have come back; so far {}.",
                    in_words(FEW_FOR_A_MIDDLE),
                    in_words(back)
                ),
            };
        };
        let week: u32 = self.returns.days.range(..7).map(|(_, n)| n).sum();
        let was = match self.before.middle() {
            None => format!("Too few came in {} to compare.", self.against),
            Some(days) => format!("It was {} in {}.", counted(days, "day"), self.against),
        };
        dto::Headline {
            figure: Some(counted(middle, "day")),
            label,
            says: format!(
                "{} of the {} came within a week. {was}",
                capital(&in_words(week)),
                grouped(back)
            ),
        }
    }
}
