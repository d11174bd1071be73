use super::*;
use crate::Currency;
use proptest::prelude::*;

fn dollars(minor: i64) -> Money {
    Money::new(minor, Currency::parse("USD").expect("dollars"))
}

/// A check as the paper sets it: nothing to remark.
fn face() -> Face<'static> {
    Face {
        kind: VoucherKind::Check,
        amount: Some(dollars(2_400)),
        texts: vec![
            ("business name", "Bistro Verveine"),
            ("apology", "That was our lapse."),
        ],
        address: "27 Orchard Lane, Fairhaven, Michigan",
        promotional: true,
        no_fees: true,
        expiry_points: Some(10.0),
        legend: true,
        handing: Handing::Paper,
    }
}

fn certificate(benefit: &'static str) -> Face<'static> {
    Face {
        kind: VoucherKind::Certificate,
        amount: None,
        legend: false,
        texts: vec![("benefit", benefit)],
        ..face()
    }
}

fn thresholds() -> Vec<CashBack> {
    let row =
        |state: &str, minor| CashBack::parse(state, dollars(minor), "CT OLR 2015-R-0095").expect("a row");
    vec![
        row("California", 1_000),
        row("Oregon", 500),
        row("WA", 500),
        row("Ontario", 500),
    ]
}

fn said(face: &Face<'_>) -> Vec<(&'static str, &'static str, String)> {
    let told = |remark: Remark| (remark.rule.key(), remark.weight.key(), remark.sentence);
    check(face, &thresholds()).into_iter().map(told).collect()
}

fn only(face: &Face<'_>) -> (&'static str, &'static str, String) {
    let [one] = <[_; 1]>::try_from(said(face)).expect("one remark");
    one
}

#[test]
fn the_paper_as_it_comes_has_nothing_to_remark() {
    assert_eq!(said(&face()), []);
    let in_oregon = Face {
        address: "1 Pine Street, Portland, OR 97201",
        ..certificate("Breakfast for two")
    };
    assert_eq!(
        said(&in_oregon),
        [],
        "no figure, so no rest to pay out, and no check to take it for"
    );
}

#[test]
fn what_is_missing_is_said_with_the_reason_and_the_next_step() {
    let missing = |face: &Face<'_>, rule: &'static str, sentence: &str| {
        assert_eq!(only(face), (rule, "missing", sentence.to_owned()));
    };
    missing(
        &Face {
            promotional: false,
            ..face()
        },
        "promotional",
        "The front does not say Promotional or Reward. Without it the paper can count as a gift card, which may not expire for five years (12 CFR 1005.20). Put the word back.",
    );
    missing(
        &Face {
            expiry_points: None,
            ..face()
        },
        "expiry",
        "The front does not say when it expires. A promotional paper has to (12 CFR 1005.20(a)(4)(iii)). Give it a date.",
    );
    missing(
        &Face {
            expiry_points: Some(9.5),
            ..face()
        },
        "expiry",
        "The expiry is set in 9.5 points, and California asks for capitals of at least 10 (Civ. Code 1749.5). Choose a larger paper.",
    );
    missing(
        &Face {
            no_fees: false,
            ..face()
        },
        "fees",
        "The paper does not say “No fees”. Without it, it needs a toll-free number and a web site about fees (12 CFR 1005.20(a)(4)(iii)). Put the words back.",
    );
    missing(
        &Face {
            legend: false,
            ..face()
        },
        "legend",
        "THIS IS NOT A CHECK is switched off. New York (GBL 396-aa) and Washington (RCW 19.170.050) ask for it across a paper that looks like a check. Switch it on under Settings.",
    );
}

#[test]
fn what_the_shop_wrote_is_read_for_what_takes_the_paper_out_of_the_rules() {
    let wrote = |name, text| Face {
        texts: vec![(name, text)],
        ..face()
    };
    let (rule, weight, sentence) = only(&wrote("fine print", "A handling fee of 2% applies."));
    assert_eq!((rule, weight), ("fees", "missing"));
    assert_eq!(
        sentence,
        "The fine print speaks of a fee, and the paper says “No fees”. Take it out, or ask a lawyer."
    );
    assert_eq!(
        said(&wrote("fine print", "There are no fees, and coffee is free.")),
        []
    );
    let (rule, weight, sentence) = only(&wrote("apology", "PAY TO  THE ORDER OF our guest"));
    assert_eq!((rule, weight), ("bank_check", "missing"));
    assert_eq!(
        sentence,
        "The apology says “pay to the order of”, which belongs on a bank check. A paper that could pass for one is forbidden in several states. Write it another way."
    );
}

#[test]
fn a_sum_on_a_certificate_is_noticed_and_a_number_is_not() {
    for benefit in [
        "Dinner, up to $15",
        "A 15 dollar pie",
        "a USD 15 value",
        "€ 20 of wine",
        "₹500 off",
    ] {
        let (rule, weight, sentence) = only(&certificate(benefit));
        assert_eq!((rule, weight), ("figure", "note"), "{benefit}");
        assert_eq!(
            sentence,
            "The benefit names a sum of money. A free item without one is outside the gift card rules; with one, this paper relies on the word Promotional and on its expiry (12 CFR 1005.20, comment 20(a)-3). Leave the sum out if you can."
        );
    }
    for benefit in [
        "Breakfast for 2",
        "Table 12, with a view",
        "The $pecial",
        "Dollar pancakes for 2",
    ] {
        assert_eq!(said(&certificate(benefit)), [], "{benefit}");
    }
}

#[test]
fn sending_it_makes_the_promotional_wording_necessary() {
    let (rule, weight, sentence) = only(&Face {
        handing: Handing::Sent,
        ..face()
    });
    assert_eq!((rule, weight), ("sent", "note"));
    assert_eq!(
        sentence,
        "A paper that is handed over is outside the gift card rules for being paper only. Once its code or file is sent to the guest, it relies on the word Promotional and on its expiry (12 CFR 1005.20(b)(5)). Both are on it; hand over the print where you can."
    );
}

#[test]
fn the_state_of_the_shop_is_read_from_its_address() {
    let at = |address| Face { address, ..face() };
    assert_eq!(
        only(&at("9 Vine Street, Napa, California 94558")).2,
        "In California a guest may ask for the rest of a gift card in cash when it is below $10.00 (CT OLR 2015-R-0095). A promotional paper nobody paid for is often outside the rule. Settle with your lawyer what the team says."
    );
    let small = Face {
        amount: Some(dollars(450)),
        ..at("1 Pine Street, Portland, OR 97201")
    };
    assert_eq!(
        only(&small).2,
        "In Oregon a guest may ask for this check in cash when it is below $5.00 (CT OLR 2015-R-0095). A promotional paper nobody paid for is often outside the rule. Settle with your lawyer what the team says."
    );
    for address in [
        "1 Pike Place\nSeattle, WA 98101",
        "1 Pike Place, Seattle, Washington",
        "5 King Street, Toronto, Ontario",
    ] {
        assert_eq!(only(&at(address)).0, "cash_back", "{address}");
    }
    for address in [
        "",
        ",",
        "3 Washington Avenue, Detroit, MI",
        "California Street 4, Utrecht",
        "Dinner or breakfast",
        "OREGONIAN Road",
    ] {
        assert_eq!(said(&at(address)), [], "{address}");
    }
}

#[test]
fn characters_without_a_glyph_are_named() {
    assert_eq!(Remark::glyphs(&[]), None);
    let say = |missing: &[char]| Remark::glyphs(missing).expect("a remark").sentence;
    assert_eq!(
        say(&['\u{1200}']),
        "No font on this machine has “\u{1200}” (U+1200), so a box stands in its place. Install a font that has it, or write it in other letters."
    );
    assert_eq!(
        say(&['\u{1200}', '\u{a000}']),
        "No font on this machine has “\u{1200}” (U+1200), “\u{a000}” (U+A000), so boxes stand in their place. Install a font that has them, or write it in other letters."
    );
    assert!(
        say(&['x'; 20]).contains(" and 12 more, so boxes"),
        "{}",
        say(&['x'; 20])
    );
}

proptest! {
    /// Whatever is typed: the check ends, what is missing comes first, and what is missing is told once.
    #[test]
    fn any_face_is_judged_in_order(
        texts in proptest::collection::vec(any::<String>(), 0..5),
        address in any::<String>(),
        (promotional, no_fees, legend, sent, is_check) in any::<(bool, bool, bool, bool, bool)>(),
        points in proptest::option::of(0.0_f32..40.0),
        minor in 1_i64..100_000,
    ) {
        let face = Face {
            kind: if is_check { VoucherKind::Check } else { VoucherKind::Certificate },
            amount: Some(dollars(minor)),
            texts: texts.iter().map(|text| ("fine print", text.as_str())).collect(),
            address: &address,
            promotional,
            no_fees,
            legend,
            expiry_points: points,
            handing: if sent { Handing::Sent } else { Handing::Paper },
        };
        let remarks = check(&face, &thresholds());
        let told = |rule| remarks.iter().filter(|remark| remark.rule == rule).count();
        prop_assert!(remarks.is_sorted_by_key(|remark| remark.weight));
        prop_assert!(remarks.iter().all(|remark| remark.sentence.ends_with('.')));
        prop_assert_eq!(told(Rule::Promotional), usize::from(!promotional));
        prop_assert_eq!(told(Rule::Legend), usize::from(is_check && !legend));
        prop_assert_eq!(told(Rule::Expiry), usize::from(points.is_none_or(|points| points < 10.0)));
        prop_assert_eq!(told(Rule::Sent), usize::from(sent));
        prop_assert!(no_fees || told(Rule::Fees) == 1);
    }

    /// A threshold is data: a remark comes when the table has a row for the state, and with its figure.
    #[test]
    fn a_threshold_is_told_as_the_table_has_it(minor in 1_i64..10_000) {
        let rows = [CashBack::parse("Michigan", dollars(minor), "a test").expect("a row")];
        let remarks = check(&face(), &rows);
        prop_assert_eq!(remarks.len(), 1);
        prop_assert!(remarks[0].sentence.contains(&dollars(minor).to_string()));
        prop_assert_eq!(check(&face(), &[]), vec![]);
    }
}
