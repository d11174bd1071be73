//! How the shop posts, and the journal as it would be.

use comeback_books::{Posted, journals, months};
use comeback_domain::{
    AccountName, AccountRule, Accounts, BatchRef, BusinessDate, Currency, Deed, Event, FoodCost, FoodShare,
    Journal, Line, MakeGoodKind, Money, PostingMode,
};
use comeback_store::{Tx, accounts, totals};

use crate::{ActionError, Field, House, dto, typed};

impl House {
    /// How the shop posts.
    ///
    /// # Errors
    /// [`ActionError`] of the house.
    pub async fn accounts(&self) -> Result<dto::Accounts, ActionError> {
        self.read(Deed::SeeTotals, |tx, _, _| Ok(shown(&in_force(tx)?)))
            .await
    }

    /// Sets how the shop posts, all of it at once.
    ///
    /// # Errors
    /// [`ActionError`] for what was typed. What only one program would refuse is told when a file is made for it.
    pub async fn set_accounts(&self, form: dto::AccountsForm) -> Result<dto::Accounts, ActionError> {
        let set = read(&form)?;
        self.write(Deed::ChangeAccounts, move |moment| {
            if in_force(moment.tx)? != set {
                let set = Box::new(set.clone());
                moment.append(moment.by(None), None, Event::AccountsSet(set))?;
            }
            Ok(shown(&set))
        })
        .await
    }

    /// The journal of a period, a month an entry, as every format would hold it.
    ///
    /// # Errors
    /// [`ActionError::Posting`] for what keeps it from being posted; [`ActionError::Date`],
    /// [`ActionError::PeriodBackwards`].
    pub async fn journal(&self, from: &str, to: &str) -> Result<Vec<dto::Journal>, ActionError> {
        let period = typed::period(from, to)?;
        self.read(Deed::SeeTotals, move |tx, shop, _| {
            let made = of_period(tx, shop.currency, period, None)?;
            Ok(made.iter().map(entry).collect())
        })
        .await
    }
}

/// What was set last, or what a shop begins with.
pub(crate) fn in_force(tx: &Tx<'_>) -> Result<Accounts, ActionError> {
    Ok(accounts::get(tx)?.unwrap_or_default())
}

/// The journals of a period, by the accounts in force.
pub(crate) fn of_period(
    tx: &Tx<'_>,
    currency: Currency,
    (from, to): (BusinessDate, BusinessDate),
    batch: Option<BatchRef>,
) -> Result<Vec<Journal>, ActionError> {
    let accounts = in_force(tx)?;
    if accounts.mode == PostingMode::ReportOnly {
        // Nothing is added up that nobody posts; the refusal is the journal's own.
        return Ok(journals(&accounts, currency, &[], batch)?);
    }
    let mut posted = Vec::new();
    for (first, last) in months(from, to) {
        posted.push(Posted {
            from: first,
            to: last,
            sums: totals::sums(tx, first, last)?,
        });
    }
    Ok(journals(&accounts, currency, &posted, batch)?)
}

fn read(form: &dto::AccountsForm) -> Result<Accounts, ActionError> {
    let mode = PostingMode::from_key(&form.mode).ok_or_else(|| ActionError::NoSuchMode {
        typed: typed::quoted(&form.mode),
    })?;
    let mut accounts = Accounts {
        mode,
        against: account(&form.against, "against")?,
        rules: Vec::new(),
        food_cost: food_cost(form)?,
        tax_rate: tax_rate(&form.tax_rate)?,
    };
    for rule in &form.rules {
        let AccountRule {
            category,
            kind,
            account,
        } = self::rule(rule)?;
        if accounts
            .rules
            .iter()
            .any(|other| (other.category, other.kind) == (category, kind))
        {
            return Err(ActionError::RuleTwice);
        }
        accounts = accounts.with_rule(category, kind, Some(account));
    }
    Ok(accounts)
}

fn rule(rule: &dto::AccountRule) -> Result<AccountRule, ActionError> {
    let category = rule.category.as_deref().map(typed::category).transpose()?;
    let kind = rule.kind.as_deref().map(kind).transpose()?;
    let account = account(&rule.account, "rules")?.ok_or(ActionError::Text {
        field: Field::Setting("rules"),
        error: comeback_domain::TextError::Missing { name: "account" },
    })?;
    Ok(AccountRule {
        category,
        kind,
        account,
    })
}

fn kind(typed: &str) -> Result<MakeGoodKind, ActionError> {
    MakeGoodKind::from_key(typed.trim()).ok_or(ActionError::NO_SUCH_KIND)
}

fn account(typed: &str, field: &'static str) -> Result<Option<AccountName>, ActionError> {
    AccountName::parse(typed).map_err(|error| ActionError::Text {
        field: Field::Setting(field),
        error,
    })
}

/// All three, or none of them.
fn food_cost(form: &dto::AccountsForm) -> Result<Option<FoodCost>, ActionError> {
    let Some(share) = typed::given(&form.food_share) else {
        return Ok(None);
    };
    let needed = |typed: &str, field| {
        account(typed, field)?.ok_or(ActionError::Text {
            field: Field::Setting(field),
            error: comeback_domain::TextError::Missing { name: "account" },
        })
    };
    Ok(Some(FoodCost {
        share: FoodShare::parse(share)?,
        marketing: needed(&form.marketing, "marketing")?,
        cost_of_goods: needed(&form.cost_of_goods, "cost_of_goods")?,
    }))
}

fn tax_rate(typed: &str) -> Result<String, ActionError> {
    Line::short("tax rate")
        .required(typed)
        .map_err(|error| ActionError::Text {
            field: Field::Setting("tax_rate"),
            error,
        })
}

fn shown(accounts: &Accounts) -> dto::Accounts {
    let food = accounts.food_cost.as_ref();
    let name = |account: Option<&AccountName>| account.map_or(String::new(), |name| name.as_str().to_owned());
    dto::Accounts {
        modes: PostingMode::ALL
            .iter()
            .map(|mode| dto::PostingMode {
                key: mode.key().to_owned(),
                label: mode.label().to_owned(),
                says: mode.says().to_owned(),
            })
            .collect(),
        set: dto::AccountsForm {
            mode: accounts.mode.key().to_owned(),
            against: name(accounts.against.as_ref()),
            rules: accounts.rules.iter().map(shown_rule).collect(),
            food_share: food.map_or(String::new(), |food| food.share.plain()),
            marketing: name(food.map(|food| &food.marketing)),
            cost_of_goods: name(food.map(|food| &food.cost_of_goods)),
            tax_rate: accounts.tax_rate.clone(),
        },
    }
}

fn shown_rule(rule: &AccountRule) -> dto::AccountRule {
    dto::AccountRule {
        category: rule.category.map(|category| category.key().to_owned()),
        kind: rule.kind.map(|kind| kind.key().to_owned()),
        account: rule.account.as_str().to_owned(),
    }
}

fn entry(journal: &Journal) -> dto::Journal {
    let money = |minor| dto::Money::from(Money::new(minor, journal.currency));
    dto::Journal {
        number: journal.number.clone(),
        date: journal.date.to_string(),
        narration: journal.narration.clone(),
        total: journal.total().into(),
        lines: journal
            .lines
            .iter()
            .map(|line| dto::JournalLine {
                account: line.account.as_str().to_owned(),
                debit: (line.minor > 0).then(|| money(line.minor)),
                credit: (line.minor < 0).then(|| money(-line.minor)),
                memo: line.memo.clone(),
            })
            .collect(),
    }
}
