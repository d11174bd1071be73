//! The wording check: what the rules ask of a paper, against what stands on it. It informs; a shop's lawyer has the last
//! word. The sums below which a state has a rest paid out in cash are data, never constants: they change.

use crate::{Line, Money, TextError, VoucherKind};

/// How the paper reaches the guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handing {
    /// Printed here and handed over or mailed.
    Paper,
    /// Sent as a code or as a file for the guest to print.
    Sent,
}

/// One state's rule on paying out a small rest in cash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CashBack {
    /// The state, by its name or its two letters.
    pub state: String,
    /// A rest below this is paid out where the guest asks for it.
    pub below: Money,
    /// Where this was read.
    pub source: String,
}

impl CashBack {
    /// Reads one row.
    ///
    /// # Errors
    /// [`TextError`] for a state or source that is missing or cannot be shown.
    pub fn parse(state: &str, below: Money, source: &str) -> Result<Self, TextError> {
        let field = |name, longest, typed| {
            let line = Line {
                name,
                longest,
                many_lines: false,
            };
            line.required(typed)
        };
        Ok(Self {
            state: field("state", 60, state)?,
            below,
            source: field("source", 200, source)?,
        })
    }
}

/// What stands on the face of a paper.
#[derive(Debug, Clone)]
pub struct Face<'a> {
    /// Check or certificate.
    pub kind: VoucherKind,
    /// The amount of a check.
    pub amount: Option<Money>,
    /// Every text that is the shop's own or was typed: business name, benefit, apology, fine print, letter. Each with
    /// what it is called in a sentence.
    pub texts: Vec<(&'static str, &'a str)>,
    /// The shop's address, which tells its state.
    pub address: &'a str,
    /// The word Promotional or Reward is on the front.
    pub promotional: bool,
    /// "No fees" is on the paper.
    pub no_fees: bool,
    /// The expiry on the front: its size in points where it stands in capitals, `None` where it is missing.
    pub expiry_points: Option<f32>,
    /// THIS IS NOT A CHECK runs across it.
    pub legend: bool,
    /// How it reaches the guest.
    pub handing: Handing,
}

/// The rules there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// It must say on its front that it is promotional.
    Promotional,
    /// Its expiry stands on the front, in capitals, 10 points or larger.
    Expiry,
    /// It says that there are no fees, and nothing on it says otherwise.
    Fees,
    /// THIS IS NOT A CHECK runs across a check.
    Legend,
    /// Nothing on it is taken from a bank check.
    BankCheck,
    /// A figure on a certificate makes it a matter of gift card law.
    Figure,
    /// Sending it makes the promotional wording necessary.
    Sent,
    /// A state has a small rest paid out in cash.
    CashBack,
    /// A character no font here has.
    Glyphs,
}

impl Rule {
    /// The stable name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Promotional => "promotional",
            Self::Expiry => "expiry",
            Self::Fees => "fees",
            Self::Legend => "legend",
            Self::BankCheck => "bank_check",
            Self::Figure => "figure",
            Self::Sent => "sent",
            Self::CashBack => "cash_back",
            Self::Glyphs => "glyphs",
        }
    }
}

/// How much a remark weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Something the rules ask for is not there.
    Missing,
    /// Good to know; nothing has to change.
    Note,
}

impl Weight {
    /// The stable name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Note => "note",
        }
    }
}

/// One thing the check has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Which rule.
    pub rule: Rule,
    /// How much it weighs.
    pub weight: Weight,
    /// What and why, with the next step.
    pub sentence: String,
}

impl Remark {
    fn missing(rule: Rule, sentence: impl Into<String>) -> Self {
        Self {
            rule,
            weight: Weight::Missing,
            sentence: sentence.into(),
        }
    }

    fn note(rule: Rule, sentence: impl Into<String>) -> Self {
        Self {
            rule,
            weight: Weight::Note,
            sentence: sentence.into(),
        }
    }

    /// Characters that no font here has; `None` when there are none.
    pub fn glyphs(missing: &[char]) -> Option<Self> {
        const SHOWN: usize = 8;
        let shown: Vec<String> = missing
            .iter()
            .take(SHOWN)
            .map(|character| format!("“{character}” (U+{:04X})", u32::from(*character)))
            .collect();
        let (one, shown) = (missing.len() == 1, shown.join(", "));
        let rest = missing.len().saturating_sub(SHOWN);
        let more = if rest > 0 {
            format!(" and {rest} more")
        } else {
            String::new()
        };
        let (stands, it) = if one {
            ("a box stands in its place", "it")
        } else {
            ("boxes stand in their place", "them")
        };
        (!missing.is_empty()).then(|| {
            Self::missing(
                Rule::Glyphs,
                format!("No font on this machine has {shown}{more}, so {stands}. Install a font that has {it}, or write it in other letters."),
            )
        })
    }
}

/// The size that California asks for: Civ. Code 1749.5(d)(1).
const EXPIRY_POINTS: f32 = 10.0;

/// Words that belong on a bank check and nowhere else.
const BANK_CHECK: [&str; 9] = [
    "pay to the order of",
    "pay to order",
    "cashier's check",
    "cashiers check",
    "bank check",
    "routing number",
    "account number",
    "negotiable",
    "member fdic",
];

/// Checks the face of a paper: first what is missing, then what is good to know, always in the same order.
pub fn check(face: &Face<'_>, cash_back: &[CashBack]) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = [
        promotional(face),
        expiry(face),
        fees(face),
        legend(face),
        bank_check(face),
    ]
    .into_iter()
    .chain([figure(face), sent(face)])
    .flatten()
    .chain(paid_out(face, cash_back))
    .collect();
    remarks.sort_by_key(|remark| (remark.weight, remark.rule));
    remarks
}

fn promotional(face: &Face<'_>) -> Option<Remark> {
    (!face.promotional).then(|| {
        Remark::missing(
            Rule::Promotional,
            "The front does not say Promotional or Reward. Without it the paper can count as a gift card, which may not expire for five years (12 CFR 1005.20). Put the word back.",
        )
    })
}

fn expiry(face: &Face<'_>) -> Option<Remark> {
    match face.expiry_points {
        None => Some(Remark::missing(
            Rule::Expiry,
            "The front does not say when it expires. A promotional paper has to (12 CFR 1005.20(a)(4)(iii)). Give it a date.",
        )),
        Some(points) if points < EXPIRY_POINTS => Some(Remark::missing(
            Rule::Expiry,
            format!(
                "The expiry is set in {points} points, and California asks for capitals of at least 10 (Civ. Code 1749.5). Choose a larger paper."
            ),
        )),
        Some(_) => None,
    }
}

fn fees(face: &Face<'_>) -> Option<Remark> {
    if !face.no_fees {
        return Some(Remark::missing(
            Rule::Fees,
            "The paper does not say “No fees”. Without it, it needs a toll-free number and a web site about fees (12 CFR 1005.20(a)(4)(iii)). Put the words back.",
        ));
    }
    let (name, _) = face.texts.iter().find(|(_, text)| speaks_of_a_fee(text))?;
    Some(Remark::missing(
        Rule::Fees,
        format!("The {name} speaks of a fee, and the paper says “No fees”. Take it out, or ask a lawyer."),
    ))
}

fn legend(face: &Face<'_>) -> Option<Remark> {
    (face.kind == VoucherKind::Check && !face.legend).then(|| {
        Remark::missing(
            Rule::Legend,
            "THIS IS NOT A CHECK is switched off. New York (GBL 396-aa) and Washington (RCW 19.170.050) ask for it across a paper that looks like a check. Switch it on under Settings.",
        )
    })
}

fn bank_check(face: &Face<'_>) -> Option<Remark> {
    face.texts.iter().find_map(|(name, text)| {
        let text = plain(text);
        let phrase = BANK_CHECK.iter().find(|phrase| holds_words(&text, phrase))?;
        Some(Remark::missing(
            Rule::BankCheck,
            format!("The {name} says “{phrase}”, which belongs on a bank check. A paper that could pass for one is forbidden in several states. Write it another way."),
        ))
    })
}

fn figure(face: &Face<'_>) -> Option<Remark> {
    if face.kind != VoucherKind::Certificate {
        return None;
    }
    let (name, _) = face.texts.iter().find(|(_, text)| holds_a_figure(text))?;
    Some(Remark::note(
        Rule::Figure,
        format!(
            "The {name} names a sum of money. A free item without one is outside the gift card rules; with one, this paper relies on the word Promotional and on its expiry (12 CFR 1005.20, comment 20(a)-3). Leave the sum out if you can."
        ),
    ))
}

fn sent(face: &Face<'_>) -> Option<Remark> {
    (face.handing == Handing::Sent).then(|| {
        Remark::note(
            Rule::Sent,
            "A paper that is handed over is outside the gift card rules for being paper only. Once its code or file is sent to the guest, it relies on the word Promotional and on its expiry (12 CFR 1005.20(b)(5)). Both are on it; hand over the print where you can.",
        )
    })
}

fn paid_out<'a>(face: &Face<'a>, cash_back: &'a [CashBack]) -> impl Iterator<Item = Remark> {
    let here = |rule: &&CashBack| is_in(face.address, &rule.state);
    let amount = face.amount.filter(|_| face.kind == VoucherKind::Check);
    let rules: Vec<&CashBack> = cash_back.iter().filter(here).collect();
    rules.into_iter().filter_map(move |rule| {
        let amount = amount.filter(|amount| amount.currency == rule.below.currency)?;
        let all = if amount.minor < rule.below.minor { "this check" } else { "the rest of a gift card" };
        Some(Remark::note(
            Rule::CashBack,
            format!(
                "In {} a guest may ask for {all} in cash when it is below {} ({}). A promotional paper nobody paid for is often outside the rule. Settle with your lawyer what the team says.",
                rule.state, rule.below, rule.source
            ),
        ))
    })
}

/// Lower case, plain quotes, single spaces.
fn plain(text: &str) -> String {
    let text = text.to_lowercase().replace('\u{2019}', "'");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether these words stand in a text as whole words.
fn holds_words(text: &str, words: &str) -> bool {
    let inner = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, found)| {
        let (before, after) = text.split_at(at);
        let after = after.get(found.len()..).unwrap_or_default();
        !inner(before.chars().next_back()) && !inner(after.chars().next())
    })
}

fn speaks_of_a_fee(text: &str) -> bool {
    let text = plain(text);
    ["fee", "fees", "surcharge"]
        .iter()
        .any(|word| holds_words(&text, word))
        && !["no fee", "no fees", "without fee", "free of fees"]
            .iter()
            .any(|words| holds_words(&text, words))
}

/// A digit beside the sign, code or name of a currency: `$15`, `15 dollars`, `€ 20`.
fn holds_a_figure(text: &str) -> bool {
    const SIGNS: [char; 5] = ['$', '€', '£', '¥', '₹'];
    const NAMES: [&str; 8] = ["dollar", "dollars", "bucks", "usd", "euro", "euros", "eur", "gbp"];
    let text = plain(text);
    let digit = |word: &str| word.chars().any(char::is_numeric);
    let words: Vec<&str> = text.split(' ').collect();
    let by_sign = words.iter().enumerate().any(|(at, word)| {
        let beside = [at.checked_sub(1), at.checked_add(1)].into_iter().flatten();
        let alone = word.chars().all(|c| SIGNS.contains(&c));
        word.contains(SIGNS)
            && (digit(word) || alone && beside.filter_map(|at| words.get(at)).any(|word| digit(word)))
    });
    let by_name = words.windows(2).any(|pair| {
        let name = |word: &str| NAMES.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()));
        matches!(pair, [first, second] if digit(first) && name(second) || name(first) && digit(second))
    });
    by_sign || by_name
}

/// Whether an address is in a state that is named by its name or its two letters.
fn is_in(address: &str, state: &str) -> bool {
    let state = state.trim();
    let known = STATES
        .iter()
        .find(|(name, letters)| name.eq_ignore_ascii_case(state) || letters.eq_ignore_ascii_case(state));
    let names_it = |name: &str| holds_words(&plain(address), &plain(name));
    // Two letters only in capitals and in the last part: "or" and "in" are words.
    let last = address.rsplit(['\n', ',']).find(|part| !part.trim().is_empty());
    let letters_it =
        |letters: &str| last.is_some_and(|part| part.split_whitespace().any(|word| word == letters));
    match known {
        // "Washington" is a street and a city, too; a name counts from the last comma on, or as a whole part.
        Some((name, letters)) => {
            let parts = address.split(['\n', ',']);
            parts
                .map(without_postcode)
                .any(|part| part.eq_ignore_ascii_case(name))
                || letters_it(letters)
        }
        None => !state.is_empty() && names_it(state),
    }
}

/// `Oregon 97201` is Oregon.
fn without_postcode(part: &str) -> &str {
    part.trim()
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == '-' || c == ' ')
}

/// The states of the United States with their two letters, to find one in an address.
const STATES: [(&str, &str); 51] = [
    ("Alabama", "AL"),
    ("Alaska", "AK"),
    ("Arizona", "AZ"),
    ("Arkansas", "AR"),
    ("California", "CA"),
    ("Colorado", "CO"),
    ("Connecticut", "CT"),
    ("Delaware", "DE"),
    ("District of Columbia", "DC"),
    ("Florida", "FL"),
    ("Georgia", "GA"),
    ("Hawaii", "HI"),
    ("Idaho", "ID"),
    ("Illinois", "IL"),
    ("Indiana", "IN"),
    ("Iowa", "IA"),
    ("Kansas", "KS"),
    ("Kentucky", "KY"),
    ("Louisiana", "LA"),
    ("Maine", "ME"),
    ("Maryland", "MD"),
    ("Massachusetts", "MA"),
    ("Michigan", "MI"),
    ("Minnesota", "MN"),
    ("Mississippi", "MS"),
    ("Missouri", "MO"),
    ("Montana", "MT"),
    ("Nebraska", "NE"),
    ("Nevada", "NV"),
    ("New Hampshire", "NH"),
    ("New Jersey", "NJ"),
    ("New Mexico", "NM"),
    ("New York", "NY"),
    ("North Carolina", "NC"),
    ("North Dakota", "ND"),
    ("Ohio", "OH"),
    ("Oklahoma", "OK"),
    ("Oregon", "OR"),
    ("Pennsylvania", "PA"),
    ("Rhode Island", "RI"),
    ("South Carolina", "SC"),
    ("South Dakota", "SD"),
    ("Tennessee", "TN"),
    ("Texas", "TX"),
    ("Utah", "UT"),
    ("Vermont", "VT"),
    ("Virginia", "VA"),
    ("Washington", "WA"),
    ("West Virginia", "WV"),
    ("Wisconsin", "WI"),
    ("Wyoming", "WY"),
];

#[cfg(test)]
mod tests;
