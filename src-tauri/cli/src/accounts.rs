//! How the shop posts.

use clap::{Args, Subcommand, ValueEnum};
use comeback_actions::House;
use comeback_actions::dto::{AccountRule, Accounts as Shown, AccountsForm};
use comeback_domain::{Category, MakeGoodKind, PostingMode};

use crate::answer::Answer;
use crate::failure::Failure;
use crate::sheet::Sheet;

/// The accounts.
#[derive(Debug, Subcommand)]
pub(crate) enum Accounts {
    /// List which account takes what, and how the shop posts
    List,
    /// Change how the shop posts; what is not named stays
    Set(Box<Change>),
}

/// A way of posting.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Mode {
    /// Nothing is posted: the till has booked its comps already
    ReportOnly,
    /// From the till's account of comps to yours, net zero
    Reclass,
    /// Comps up and sales up, only for a till that never recorded them
    GrossUp,
}

/// What is changed.
#[derive(Debug, Args)]
pub(crate) struct Change {
    /// How the shop posts
    #[arg(long, value_enum, ignore_case = true)]
    mode: Option<Mode>,
    /// The other side: the till's account of comps, or sales for a gross-up
    #[arg(long, value_name = "ACCOUNT")]
    against: Option<String>,
    /// The account that takes the category and kind named, or everything else; empty takes it away
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<String>,
    /// Only of this category
    #[arg(long, requires = "account")]
    category: Option<String>,
    /// Only of this kind: comp, check or certificate
    #[arg(long, requires = "account")]
    kind: Option<String>,
    /// The food cost in percent of the menu price, for a memo; empty for none
    #[arg(long, value_name = "PERCENT")]
    food_cost: Option<String>,
    /// What the memo charges
    #[arg(long, value_name = "ACCOUNT")]
    marketing: Option<String>,
    /// What the memo relieves
    #[arg(long, value_name = "ACCOUNT")]
    cost_of_goods: Option<String>,
    /// The tax rate that Xero asks for, as the organisation has it
    #[arg(long, value_name = "NAME")]
    tax_rate: Option<String>,
}

impl Accounts {
    pub async fn run(self, house: &House) -> Result<Answer, Failure> {
        let before = house.accounts().await?;
        let accounts = match self {
            Self::List => before,
            Self::Set(change) => house.set_accounts(change.on(before.set)).await?,
        };
        Answer::new(&accounts.set, text(&accounts))
    }
}

impl Change {
    fn on(self, mut form: AccountsForm) -> AccountsForm {
        let put = |field: &mut String, typed: Option<String>| {
            if let Some(typed) = typed {
                *field = typed;
            }
        };
        let mode = self.mode.map(|mode| match mode {
            Mode::ReportOnly => PostingMode::ReportOnly,
            Mode::Reclass => PostingMode::Reclass,
            Mode::GrossUp => PostingMode::GrossUp,
        });
        put(&mut form.mode, mode.map(|mode| mode.key().to_owned()));
        put(&mut form.against, self.against);
        put(&mut form.food_share, self.food_cost);
        put(&mut form.marketing, self.marketing);
        put(&mut form.cost_of_goods, self.cost_of_goods);
        put(&mut form.tax_rate, self.tax_rate);
        if let Some(account) = self.account {
            let (category, kind) = (self.category, self.kind);
            form.rules
                .retain(|rule| (&rule.category, &rule.kind) != (&category, &kind));
            if !account.trim().is_empty() {
                form.rules.push(AccountRule {
                    category,
                    kind,
                    account,
                });
            }
        }
        form
    }
}

fn text(accounts: &Shown) -> String {
    let set = &accounts.set;
    let mode = accounts.modes.iter().find(|mode| mode.key == set.mode);
    let heading = mode.map_or(String::new(), |mode| format!("{}. {}", mode.label, mode.says));
    let food = (!set.food_share.is_empty()).then(|| {
        format!(
            "{} percent of the menu price, from {} to {}",
            set.food_share, set.cost_of_goods, set.marketing
        )
    });
    let rules: Vec<String> = set.rules.iter().map(rule).collect();
    Sheet::new(heading)
        .line("Against", set.against.clone())
        .line("Accounts", rules.join("\n"))
        .line("Food cost", food)
        .line("Xero tax rate", set.tax_rate.clone())
        .set()
}

fn rule(rule: &AccountRule) -> String {
    let category = rule.category.as_deref().and_then(Category::from_key);
    let kind = rule.kind.as_deref().and_then(MakeGoodKind::from_key);
    let what = match (category, kind) {
        (None, None) => "everything else".to_owned(),
        (Some(category), None) => category.label().to_owned(),
        (None, Some(kind)) => kind.label().to_owned(),
        (Some(category), Some(kind)) => format!("{}, {}", category.label(), kind.label()),
    };
    format!("{} takes {what}", rule.account)
}
