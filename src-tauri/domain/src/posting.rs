//! How what it cost is posted in the shop's accounts: whether at all, and which account takes what.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{BusinessDate, Category, Currency, Line, MakeGoodKind, Money, TextError};

/// What a journal does in the accounts. The till has usually booked a comp before we hear of it, and booking it a
/// second time is the great trap: so a shop chooses, and begins with none at all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostingMode {
    /// No journal: the figures are read, and nothing is posted.
    #[default]
    ReportOnly,
    /// From the account in which the till books its comps to ours; net zero.
    Reclass,
    /// Sales up and comps up, for a till that never recorded them.
    GrossUp,
}

impl PostingMode {
    /// All of them, the harmless one first.
    pub const ALL: [Self; 3] = [Self::ReportOnly, Self::Reclass, Self::GrossUp];

    /// The stable name in files, the database and the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::ReportOnly => "report_only",
            Self::Reclass => "reclass",
            Self::GrossUp => "gross_up",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::ReportOnly => "Report only",
            Self::Reclass => "Reclass",
            Self::GrossUp => "Gross-up",
        }
    }

    /// What it does, and its trap, in a sentence.
    pub fn says(self) -> &'static str {
        match self {
            Self::ReportOnly => {
                "Nothing is posted: the till has booked its comps already, and posting them again would count them twice."
            }
            Self::Reclass => {
                "Moves the comps from the till’s one account to yours, net zero; they must have been rung up at the till, or its account ends below nought."
            }
            Self::GrossUp => {
                "Adds the comps and the sales they came off; only where the till never recorded them, or both are counted twice."
            }
        }
    }

    /// The mode with this [`PostingMode::key`]; `gross-up` does as well.
    pub fn from_key(key: &str) -> Option<Self> {
        let key = key.trim().replace('-', "_");
        Self::ALL.into_iter().find(|mode| mode.key() == key)
    }
}

/// An account as the shop's accounts program names it: a path such as `Comps & Discounts:Service Recovery`, or a code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AccountName(String);

impl AccountName {
    const LINE: Line = Line::short("account");

    /// Cleans a typed name; `None` when nothing was typed. What a program refuses is said when a file is made for it.
    ///
    /// # Errors
    /// [`TextError`].
    pub fn parse(typed: &str) -> Result<Option<Self>, TextError> {
        Ok(Self::LINE.clean(typed)?.map(Self))
    }

    /// As it was cleaned.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What an account takes. The narrower rule wins: a category and a kind before a category alone, that before a kind,
/// and a rule of neither takes everything else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRule {
    /// Only of this category.
    pub category: Option<Category>,
    /// Only of this kind.
    pub kind: Option<MakeGoodKind>,
    /// The account.
    pub account: AccountName,
}

/// The share of the menu price that the food itself cost, in hundredths of a percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FoodShare(u32);

impl FoodShare {
    /// Reads a percentage such as `32.5`.
    ///
    /// # Errors
    /// [`ShareError`] unless it is above 0, at most 100, and has at most two decimals.
    pub fn parse(typed: &str) -> Result<Self, ShareError> {
        let text = typed.trim().trim_end_matches('%').trim_end();
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(whole, 3) || !digits(fraction, 2) {
            return Err(ShareError);
        }
        let hundredths = format!("{whole}{fraction:0<2}").parse().map_err(|_| ShareError)?;
        (1..=10_000)
            .contains(&hundredths)
            .then_some(Self(hundredths))
            .ok_or(ShareError)
    }

    /// This share of an amount in minor units, half a unit upward.
    pub fn of(self, minor: i64) -> i64 {
        (minor * i64::from(self.0) + 5_000).div_euclid(10_000)
    }

    /// `32.5`.
    pub fn plain(self) -> String {
        let text = format!("{}.{:02}", self.0 / 100, self.0 % 100);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

/// What was typed is no share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("Write the food cost as a percentage above 0 and up to 100, such as 32.5.")]
pub struct ShareError;

/// A memo beside the journal: the food that was given away, from its cost to marketing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoodCost {
    /// How much of the menu price.
    pub share: FoodShare,
    /// What takes it.
    pub marketing: AccountName,
    /// Where it came from.
    pub cost_of_goods: AccountName,
}

/// How the shop posts. All of it stands in one event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accounts {
    /// Whether, and how.
    pub mode: PostingMode,
    /// The other side: the till's account of comps for a reclass, sales for a gross-up.
    pub against: Option<AccountName>,
    /// Which account takes what; no two rules of the same category and kind.
    pub rules: Vec<AccountRule>,
    /// The memo of the food cost, where one is wanted.
    pub food_cost: Option<FoodCost>,
    /// The name of the tax rate that Xero asks for on every line, as the organisation has it.
    pub tax_rate: String,
}

impl Default for Accounts {
    fn default() -> Self {
        Self {
            mode: PostingMode::ReportOnly,
            against: None,
            rules: Vec::new(),
            food_cost: None,
            tax_rate: "Tax Exempt".to_owned(),
        }
    }
}

impl Accounts {
    /// Which account takes this.
    pub fn account_for(&self, category: Category, kind: MakeGoodKind) -> Option<&AccountName> {
        [
            (Some(category), Some(kind)),
            (Some(category), None),
            (None, Some(kind)),
            (None, None),
        ]
        .into_iter()
        .find_map(|wanted| {
            self.rules
                .iter()
                .find(|rule| (rule.category, rule.kind) == wanted)
        })
        .map(|rule| &rule.account)
    }

    /// The same with another account for this category and kind, or with none.
    #[must_use]
    pub fn with_rule(
        mut self,
        category: Option<Category>,
        kind: Option<MakeGoodKind>,
        account: Option<AccountName>,
    ) -> Self {
        self.rules
            .retain(|rule| (rule.category, rule.kind) != (category, kind));
        self.rules.extend(account.map(|account| AccountRule {
            category,
            kind,
            account,
        }));
        self.sort();
        self
    }

    /// Puts the rules in the order of the screens, that of everything else first.
    fn sort(&mut self) {
        let place = |rule: &AccountRule| {
            let category = Category::ALL.iter().position(|each| Some(*each) == rule.category);
            let kind = MakeGoodKind::ALL.iter().position(|each| Some(*each) == rule.kind);
            (category, kind)
        };
        self.rules.sort_by_key(place);
    }
}

/// One line: an account, and what it takes (above nought, a debit) or gives (below, a credit).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalLine {
    /// The account, as the shop's program names it.
    pub account: AccountName,
    /// Minor units; never nought.
    pub minor: i64,
    /// What it is, in words that nobody typed.
    pub memo: String,
}

/// A journal entry. Its lines sum to nought, and nobody's words but the house's own are in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journal {
    /// Always the same for the same days, so that a second import is caught; 11 characters, which is what QuickBooks
    /// Desktop takes.
    pub number: String,
    /// The first business date it covers.
    pub from: BusinessDate,
    /// The last one, on which it is posted.
    pub date: BusinessDate,
    /// What it is as a whole.
    pub narration: String,
    /// What the amounts are in.
    pub currency: Currency,
    /// The tax rate that Xero asks for, by its name.
    pub tax_rate: String,
    /// At least two.
    pub lines: Vec<JournalLine>,
}

impl Journal {
    /// The debits together, which are the credits together.
    pub fn total(&self) -> Money {
        let debits = self.lines.iter().map(|line| line.minor.max(0)).sum();
        Money::new(debits, self.currency)
    }

    /// An amount of it as files carry it, without a sign.
    pub fn unsigned(&self, minor: i64) -> String {
        Money::new(minor.abs(), self.currency).plain()
    }

    /// An amount of it as files carry it.
    pub fn signed(&self, minor: i64) -> String {
        Money::new(minor, self.currency).plain()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> AccountName {
        AccountName::parse(text).expect("clean").expect("a name")
    }

    #[test]
    fn the_narrower_rule_wins() {
        use MakeGoodKind::{Check, Comp};
        let accounts = Accounts::default()
            .with_rule(None, None, Some(name("Else")))
            .with_rule(None, Some(Comp), Some(name("Comps")))
            .with_rule(Some(Category::Service), None, Some(name("Service")))
            .with_rule(Some(Category::Service), Some(Comp), Some(name("Both")));
        let account = |category, kind| accounts.account_for(category, kind).map(AccountName::as_str);
        assert_eq!(account(Category::Service, Comp), Some("Both"));
        assert_eq!(account(Category::Service, Check), Some("Service"));
        assert_eq!(account(Category::Other, Comp), Some("Comps"));
        assert_eq!(account(Category::Other, Check), Some("Else"));
        let fewer = accounts.with_rule(None, None, None);
        assert_eq!(fewer.account_for(Category::Other, Check), None);
    }

    #[test]
    fn a_rule_takes_the_place_of_the_one_before_it() {
        let once = Accounts::default().with_rule(None, None, Some(name("One")));
        let twice = once.with_rule(None, None, Some(name("Other")));
        assert_eq!(twice.rules.len(), 1);
        assert_eq!(twice.rules[0].account.as_str(), "Other");
    }

    #[test]
    fn a_share_is_read_without_a_float_and_rounds_half_upward() {
        for (typed, plain, of_1000) in [
            ("32.5", "32.5", 325),
            (" 30 % ", "30", 300),
            ("0.05", "0.05", 1),
            ("100", "100", 1000),
        ] {
            let share = FoodShare::parse(typed).expect("a share");
            assert_eq!(
                (share.plain().as_str(), share.of(1000)),
                (plain, of_1000),
                "{typed}"
            );
        }
        for typed in ["", "0", "100.01", "-3", "1e2", "32,5", "32.", ".5", "1.234", "９"] {
            assert_eq!(FoodShare::parse(typed), Err(ShareError), "{typed}");
        }
    }

    #[test]
    fn every_mode_has_a_name_that_is_read_back() {
        for mode in PostingMode::ALL {
            assert_eq!(PostingMode::from_key(mode.key()), Some(mode));
        }
        assert_eq!(PostingMode::from_key("gross-up"), Some(PostingMode::GrossUp));
        assert_eq!(PostingMode::from_key("both"), None);
    }

    #[test]
    fn the_settings_are_kept_in_these_very_words() {
        let accounts = Accounts {
            mode: PostingMode::Reclass,
            against: Some(name("Comps:POS")),
            food_cost: Some(FoodCost {
                share: FoodShare::parse("30").expect("a share"),
                marketing: name("Marketing"),
                cost_of_goods: name("COGS"),
            }),
            ..Accounts::default()
        }
        .with_rule(None, Some(MakeGoodKind::Comp), Some(name("Comps")));
        let written = r#"{"mode":"reclass","against":"Comps:POS","rules":[{"category":null,"kind":"comp","account":"Comps"}],"food_cost":{"share":3000,"marketing":"Marketing","cost_of_goods":"COGS"},"tax_rate":"Tax Exempt"}"#;
        assert_eq!(serde_json::to_string(&accounts).expect("JSON"), written);
        assert_eq!(
            serde_json::from_str::<Accounts>(written).expect("it reads"),
            accounts
        );
    }
}
