//! One slip away: the codes that could have been meant by one that does not fit.

use std::collections::BTreeMap;

use super::{CODE_ALPHABET, Code, LENGTH, normalise, place_of, weighted_sum};

/// One of the three groups of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// The first four characters.
    First,
    /// The middle four.
    Middle,
    /// The last four.
    Last,
}

impl Group {
    pub(super) fn at(place: usize) -> Self {
        match place {
            0..4 => Self::First,
            4..8 => Self::Middle,
            _ => Self::Last,
        }
    }

    /// As a sentence names it: `the middle group`.
    pub fn label(self) -> &'static str {
        match self {
            Self::First => "the first group",
            Self::Middle => "the middle group",
            Self::Last => "the last group",
        }
    }
}

/// The codes one slip away from what was typed, each with the group the slip is in: one character read as another, or
/// two neighbours in each other's place. Where a character stands that no code holds, it is the slip.
///
/// There are few of them, because of eleven known characters the check leaves one: at most twelve of the one kind and
/// eleven of the other. Nothing for what fits, or is not twelve characters, or has two slips for certain.
pub fn one_slip_away(typed: &str) -> BTreeMap<Code, Group> {
    let (characters, _) = normalise(typed);
    let places: Vec<Option<u8>> = characters.chars().map(place_of).collect();
    let strangers: Vec<usize> = (0..places.len()).filter(|at| places[*at].is_none()).collect();
    let Ok(known): Result<[u8; LENGTH], _> = places
        .iter()
        .map(|place| place.unwrap_or(0))
        .collect::<Vec<_>>()
        .try_into()
    else {
        return BTreeMap::new();
    };
    match strangers[..] {
        [] if weighted_sum(&known) == 0 => BTreeMap::new(),
        [] => (0..LENGTH)
            .filter_map(|at| put_right(known, at))
            .chain((1..LENGTH).filter_map(|at| put_back(known, at)))
            .collect(),
        [at] => put_right(known, at).into_iter().collect(),
        _ => BTreeMap::new(),
    }
}

/// The one code that has another character in this place.
fn put_right(known: [u8; LENGTH], at: usize) -> Option<(Code, Group)> {
    (0..29).find_map(|place| {
        let mut places = known;
        places[at] = place;
        (weighted_sum(&places) == 0).then(|| (whole(places), Group::at(at)))
    })
}

/// The code that has this character and the one before it the other way round, where that fits.
fn put_back(known: [u8; LENGTH], at: usize) -> Option<(Code, Group)> {
    let mut places = known;
    places.swap(at - 1, at);
    (weighted_sum(&places) == 0).then(|| (whole(places), Group::at(at - 1)))
}

fn whole(places: [u8; LENGTH]) -> Code {
    Code(places.map(|place| CODE_ALPHABET[usize::from(place)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::tests::drawn;
    use proptest::prelude::*;

    #[test]
    fn what_fits_and_what_is_no_code_has_nothing_near() {
        let code = drawn(3);
        assert!(one_slip_away(&code.grouped()).is_empty());
        for typed in [
            "",
            "2222-2222-222",
            "hello, is it me?",
            "AE22-2222-2222",
            "Helen Okafor",
        ] {
            assert!(one_slip_away(typed).is_empty(), "{typed}");
        }
    }

    #[test]
    fn groups_are_named() {
        assert_eq!(
            [0, 3, 4, 7, 8, 11].map(|at| Group::at(at).label()),
            [
                "the first group",
                "the first group",
                "the middle group",
                "the middle group",
                "the last group",
                "the last group"
            ]
        );
    }

    proptest! {
        #[test]
        fn every_slip_leads_back_with_its_group(seed in any::<u64>(), at in 0usize..LENGTH, other in 0usize..33) {
            let code = drawn(seed);
            let mut slip: Vec<char> = code.as_str().chars().collect();
            // Also the characters that no code holds.
            let other = char::from(b"23456789BCDFGHJKLMNPQRSTVWXYZ0OAE"[other]);
            prop_assume!(slip[at] != other);
            slip[at] = other;
            let near = one_slip_away(&slip.iter().collect::<String>());
            prop_assert_eq!(near.get(&code), Some(&Group::at(at)));
            prop_assert!(near.len() <= 23);
            for code in near.keys() {
                prop_assert_eq!(Code::parse(&code.grouped()), Ok(*code));
            }
        }

        #[test]
        fn every_swap_of_neighbours_leads_back(seed in any::<u64>(), at in 1usize..LENGTH) {
            let code = drawn(seed);
            let mut slip: Vec<char> = code.as_str().chars().collect();
            prop_assume!(slip[at] != slip[at - 1]);
            slip.swap(at - 1, at);
            let near = one_slip_away(&slip.iter().collect::<String>());
            prop_assert_eq!(near.get(&code), Some(&Group::at(at - 1)));
        }

        #[test]
        fn no_text_makes_it_panic(typed in any::<String>()) {
            let _ = one_slip_away(&typed);
        }
    }
}
