//! The table against what the voucher does: every sequence of two vouchers and three days, and many random ones.

use proptest::prelude::*;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng as _};

use super::*;
use crate::{Ask, Benefit, Code, Currency, DoorRules, Redemption};

/// A step of a history: on which voucher, what, and by how much.
#[derive(Debug, Clone, Copy)]
enum Step {
    Do(usize, Act, i64),
    NextDay,
}

fn day(number: u32) -> BusinessDate {
    BusinessDate::parse("2026-11-21")
        .expect("a date")
        .plus_days(number)
}

fn dollars(minor: i64) -> Money {
    Money::new(minor, Currency::parse("USD").expect("a currency"))
}

/// A check of ten and a certificate worth seven; both good today and tomorrow.
fn two() -> [Voucher; 2] {
    let code = |seed| Code::draw(&mut ChaCha20Rng::seed_from_u64(seed));
    let check = Worth::Check { amount: dollars(10) };
    let certificate = Worth::Certificate {
        benefit: Benefit::required("Breakfast").expect("text"),
        value: Some(dollars(7)),
    };
    [
        Voucher::issued(code(1), check, day(0), day(1)),
        Voucher::issued(code(2), certificate, day(0), day(1)),
    ]
}

/// What is known of one voucher beside itself: what was taken for good, what was left over and lost, and whether it got
/// more time.
#[derive(Debug, Clone, Copy, Default)]
struct Books {
    taken: i64,
    lost: i64,
    extended: u32,
}

fn minor(money: Option<Money>) -> i64 {
    money.map_or(0, |money| money.minor)
}

fn asked(figure: Option<i64>) -> Ask {
    Ask {
        figure: figure.map(dollars),
        bill_total: None,
    }
}

/// Does a step if the voucher lets it, and holds the outcome to the table and to the rules of the house.
fn act(
    voucher: &mut Voucher,
    books: &mut Books,
    (act, amount): (Act, i64),
    rules: DoorRules,
    (seq, today): (i64, BusinessDate),
) {
    let before = voucher.stage(today);
    let check = matches!(voucher.worth, Worth::Check { .. });
    let after = match act {
        Act::Redeem => voucher
            .claim(asked(check.then_some(amount)), rules, today)
            .ok()
            .map(|claim| {
                books.taken += minor(claim.taken);
                books.lost += minor(claim.lapsed);
                let redemption = Redemption {
                    amount: claim.taken,
                    bill: None,
                    bill_total: None,
                    lapsed: claim.lapsed,
                    staff: None,
                    at: "2026-11-21T20:00:00Z".parse().expect("an instant"),
                    business_date: today,
                };
                voucher.clone().after(seq, redemption)
            }),
        Act::Reverse => voucher.reversible(None, today).ok().cloned().map(|one| {
            assert_eq!(one.redemption.business_date, today, "a day that is over stays");
            books.taken -= minor(one.redemption.amount);
            books.lost -= minor(one.redemption.lapsed);
            voucher.clone().reversed(one.seq)
        }),
        Act::Void | Act::Replace => {
            let allowed = voucher.permit(act, today).is_ok();
            allowed.then(|| voucher.clone().ended(today, act == Act::Replace))
        }
        Act::Extend => {
            let allowed = voucher
                .may_extend(voucher.expires_on.plus_days(1), 1, today)
                .is_ok();
            books.extended += u32::from(allowed);
            allowed.then(|| {
                voucher
                    .clone()
                    .extended_to(voucher.expires_on.plus_days(1), today)
            })
        }
        Act::Reprint => voucher.permit(act, today).is_ok().then(|| voucher.clone()),
    };
    let Some(after) = after else {
        return;
    };
    let led = after.stage(today);
    assert!(
        act.leads_to(before).contains(&led),
        "{act:?} led from {before:?} to {led:?}"
    );
    *voucher = after;
    // Rule 1: never more than its worth, and a certificate once.
    let worth = voucher.worth.amount().map_or(0, |worth| worth.minor);
    assert!((0..=worth).contains(&books.taken), "{} of {worth}", books.taken);
    assert!(check || voucher.live_uses().count() <= 1);
    // Rule 2: what was issued is what was taken and what is left or was lost.
    assert_eq!(books.taken + books.lost + voucher.remaining, worth);
    assert!(books.extended <= 1, "time is given once");
    assert!(voucher.voided.is_none() || voucher.is_over());
}

/// Plays a history in a house where checks keep their balance, and in one where they do not.
fn play(steps: &[Step]) {
    for keeps_balance in [true, false] {
        let rules = DoorRules {
            keeps_balance,
            ..DoorRules::default()
        };
        play_by(steps, rules);
    }
}

fn play_by(steps: &[Step], rules: DoorRules) {
    let (mut vouchers, mut books, mut today) = (two(), [Books::default(); 2], 0);
    for (seq, step) in (1_i64..).zip(steps) {
        match *step {
            Step::NextDay => today += 1,
            Step::Do(which, what, amount) => {
                act(
                    &mut vouchers[which],
                    &mut books[which],
                    (what, amount),
                    rules,
                    (seq, day(today)),
                );
            }
        }
    }
}

/// Everything that can be done next: reprints change nothing, and are left to the random histories.
fn choices() -> Vec<Step> {
    let acts = [Act::Redeem, Act::Reverse, Act::Void, Act::Replace, Act::Extend];
    let mut all = vec![Step::NextDay, Step::Do(0, Act::Redeem, 4)];
    for which in 0..2 {
        all.extend(acts.map(|what| Step::Do(which, what, 10)));
    }
    all
}

/// Every sequence of so many steps.
fn every(depth: usize) {
    let choices = choices();
    let mut at = vec![0_usize; depth];
    loop {
        play(&at.iter().map(|choice| choices[*choice]).collect::<Vec<_>>());
        let Some(turn) = at.iter().rposition(|choice| choice + 1 < choices.len()) else {
            return;
        };
        at[turn] += 1;
        at[turn + 1..].fill(0);
    }
}

#[test]
fn no_sequence_of_four_steps_breaks_a_rule() {
    every(4);
}

/// Run with `./dev check --long`: 35 million histories in two houses, some seconds of a release build and minutes of any other.
#[test]
#[ignore = "long: run by ./dev check --long"]
fn no_sequence_of_seven_steps_breaks_a_rule() {
    every(7);
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        1 => Just(Step::NextDay),
        9 => (0usize..2, prop::sample::select(Act::ALL.to_vec()), 1i64..12)
            .prop_map(|(which, what, amount)| Step::Do(which, what, amount)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_random_history_breaks_a_rule(steps in prop::collection::vec(step(), 0..40)) {
        play(&steps);
    }
}

/// A million random histories; the seed is printed.
#[test]
#[ignore = "long: run by ./dev check --long"]
#[expect(clippy::print_stdout, reason = "whoever looks for a fault needs the seed")]
fn no_random_history_of_a_million_breaks_a_rule() {
    use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
    let seed = [29_u8; 32];
    println!("seed {seed:?}");
    let config = ProptestConfig::with_cases(1_000_000);
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let histories = prop::collection::vec(step(), 0..40);
    runner
        .run(&histories, |steps| {
            play(&steps);
            Ok(())
        })
        .expect("no rule is broken");
}

/// The diagram in the README is made from the table. `UPDATE=1` writes it anew.
#[test]
fn the_diagram_in_the_readme_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md");
    let readme = std::fs::read_to_string(path).expect("the README");
    let (before, rest) = readme.split_once("```mermaid\n").expect("a diagram");
    let (_, after) = rest.split_once("```").expect("its end");
    let fresh = format!("{before}```mermaid\n{}```{after}", diagram());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &fresh).expect("written");
    }
    let committed = std::fs::read_to_string(path).expect("the README");
    assert!(
        committed == fresh,
        "the diagram of a paper's life is stale: run this test with UPDATE=1"
    );
}
