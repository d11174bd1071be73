//! What never goes without a manager, read from what was written: an allergy, an injury, alcohol, a child.
//!
//! Lists of words, matched whole and never inside another word. They ask for a second pair of eyes and decide nothing,
//! so they lean toward asking; a dish that bears such a word (drunken noodles, baby carrots) is let pass.

/// A matter that is not for one person alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sensitive {
    /// Somebody must not eat it.
    Allergy,
    /// Somebody was hurt or became ill.
    Injury,
    /// Somebody had too much, or should have had none.
    Alcohol,
    /// A child is concerned.
    Child,
}

impl Sensitive {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Allergy, Self::Injury, Self::Alcohol, Self::Child];

    /// The stable name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Allergy => "allergy",
            Self::Injury => "injury",
            Self::Alcohol => "alcohol",
            Self::Child => "child",
        }
    }

    /// As a sentence names it: “This is about an allergy.”
    pub fn label(self) -> &'static str {
        match self {
            Self::Allergy => "an allergy",
            Self::Injury => "an injury",
            Self::Alcohol => "alcohol",
            Self::Child => "a child",
        }
    }

    /// Words and phrases that say it. A hyphen parts words.
    fn phrases(self) -> &'static [&'static str] {
        match self {
            Self::Allergy => &[
                "allergy",
                "allergies",
                "allergic",
                "allergen",
                "allergens",
                "anaphylaxis",
                "anaphylactic",
                "anaphylactic shock",
                "epipen",
                "epi pen",
                "coeliac",
                "celiac",
                "coeliacs",
                "celiacs",
                "intolerant",
                "intolerance",
                "gluten free",
                "nut free",
                "peanut free",
                "dairy free",
                "lactose free",
                "shellfish free",
                "egg free",
                "sesame free",
                "soy free",
                "hives",
                "throat swelled",
                "throat swelling",
                "lips swelled",
                "lips swelling",
                "swollen lips",
            ],
            Self::Injury => &[
                "injury",
                "injuries",
                "injured",
                "injures",
                "bleeding",
                "bled",
                "scald",
                "scalded",
                "scalding",
                "choked",
                "choking",
                "ambulance",
                "hospital",
                "paramedic",
                "paramedics",
                "emergency room",
                "first aid",
                "unconscious",
                "fainted",
                "concussion",
                "stitches",
                "food poisoning",
                "poisoned",
                "vomited",
                "vomiting",
                "threw up",
                "slipped and fell",
                "slipped on",
                "fell down",
                "fell over",
                "fell off",
                "fell on the stairs",
                "tripped over",
                "tripped on",
                "broken glass in",
                "glass in the",
                "glass in her",
                "glass in his",
                "glass in their",
                "shard",
                "shards",
                "got hurt",
                "was hurt",
                "were hurt",
                "hurt herself",
                "hurt himself",
                "hurt themselves",
            ],
            Self::Alcohol => &[
                "alcohol",
                "alcoholic",
                "drunk",
                "drunken",
                "intoxicated",
                "intoxication",
                "tipsy",
                "overserved",
                "over served",
                "too much to drink",
                "had been drinking",
                "underage",
                "under age",
                "fake id",
            ],
            Self::Child => &[
                "child",
                "children",
                "kid",
                "kids",
                "toddler",
                "toddlers",
                "baby",
                "babies",
                "infant",
                "infants",
                "newborn",
                "daughter",
                "daughters",
                "son",
                "sons",
                "grandson",
                "grandsons",
                "granddaughter",
                "granddaughters",
                "grandchild",
                "grandchildren",
                "underage",
                "under age",
            ],
        }
    }

    /// Things that bear such a word and are no such matter.
    fn passes(self) -> &'static [&'static str] {
        match self {
            Self::Allergy => &[],
            Self::Injury => &[
                "slipped on the bill",
                "tripped over his words",
                "tripped over her words",
            ],
            Self::Alcohol => &[
                "drunken noodles",
                "drunken noodle",
                "drunken chicken",
                "drunken prawns",
                "drunken shrimp",
                "drunken goat",
            ],
            Self::Child => &[
                "child plate",
                "child menu",
                "child meal",
                "child portion",
                "child seat",
                "children menu",
                "children meal",
                "children meals",
                "children portion",
                "children plate",
                "kids menu",
                "kid menu",
                "kids meal",
                "kids meals",
                "kid meal",
                "kids plate",
                "kid plate",
                "kids portion",
                "kid goat",
                "kid gloves",
                "baby carrots",
                "baby carrot",
                "baby spinach",
                "baby potatoes",
                "baby potato",
                "baby back ribs",
                "baby back",
                "baby leeks",
                "baby greens",
                "baby kale",
                "baby squid",
                "baby octopus",
                "baby corn",
                "baby gem",
                "baby beets",
                "baby artichokes",
                "baby lamb",
                "baby shower",
                "baby chair",
                "baby grand",
            ],
        }
    }
}

/// What is hurt by burning, cutting or striking. Steaks are burnt and cuts are cold; a hand is neither.
const BODY: &[&str] = &[
    "hand",
    "hands",
    "finger",
    "fingers",
    "thumb",
    "arm",
    "arms",
    "leg",
    "legs",
    "foot",
    "feet",
    "lap",
    "thigh",
    "skin",
    "mouth",
    "tongue",
    "lip",
    "lips",
    "throat",
    "face",
    "eye",
    "eyes",
    "head",
    "knee",
    "ankle",
    "wrist",
    "elbow",
    "back",
    "tooth",
    "teeth",
    "palate",
    "himself",
    "herself",
    "themselves",
    "myself",
];

const HURTS: &[&str] = &[
    "burn", "burned", "burnt", "burns", "cut", "cuts", "hurt", "hit", "banged", "bumped", "twisted",
    "sprained", "broke", "chipped", "cracked", "bruised", "pinched",
];

/// Between what hurts and what is hurt stand at most so many words: “burned the roof of her mouth”.
const REACH: usize = 5;

/// What in this text is not for one person alone, each once, in the order of [`Sensitive::ALL`].
pub fn sensitive_of(text: &str) -> Vec<Sensitive> {
    let words = words_of(text);
    let found = |matter: &Sensitive| {
        let passed = |at: usize| matter.passes().iter().any(|pass| stands(&words, at, pass));
        let said = |at: usize| matter.phrases().iter().any(|phrase| stands(&words, at, phrase));
        (0..words.len()).any(|at| said(at) && !passed(at))
            || (*matter == Sensitive::Injury && (0..words.len()).any(|at| hurts(&words, at)))
    };
    Sensitive::ALL.into_iter().filter(found).collect()
}

/// The words in lower case. A possessive is taken for its owner, so that “the child’s plate” is a plate of a child.
fn words_of(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace('’', "'");
    text.split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(|word| word.trim_matches('\''))
        .map(|word| word.strip_suffix("'s").unwrap_or(word).to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

fn stands(words: &[String], at: usize, phrase: &str) -> bool {
    let mut here = words.iter().skip(at);
    phrase
        .split(' ')
        .all(|word| here.next().is_some_and(|found| found == word))
}

fn hurts(words: &[String], at: usize) -> bool {
    let verb = words.get(at).is_some_and(|word| HURTS.contains(&word.as_str()));
    let mut near = words.iter().skip(at + 1).take(REACH);
    verb && near.any(|word| BODY.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::Sensitive::{Alcohol, Allergy, Child, Injury};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_needs_a_manager_is_seen() {
        for (text, expected) in [
            ("Guest is allergic to nuts; there were nuts in it", vec![Allergy]),
            ("NUT ALLERGY ignored.", vec![Allergy]),
            ("Asked for gluten-free, got flour", vec![Allergy]),
            ("Needed her EpiPen", vec![Allergy]),
            ("Coffee spilled, burned the roof of her mouth", vec![Injury]),
            ("Cut his finger on the rim of the glass", vec![Injury]),
            ("Chipped a tooth on an olive stone", vec![Injury]),
            ("She slipped on the wet floor", vec![Injury]),
            ("There was glass in the salad", vec![Injury]),
            ("Whole table had food poisoning the next day", vec![Injury]),
            ("Guest at the bar was drunk and loud", vec![Alcohol]),
            (
                "Cocktail had alcohol in it although asked for none",
                vec![Alcohol],
            ),
            ("Soup spilled on the baby", vec![Child]),
            ("His daughter’s chair broke", vec![Child]),
            ("The child’s allergy was not written down", vec![Allergy, Child]),
            ("Beer served to an under-age guest", vec![Alcohol, Child]),
        ] {
            assert_eq!(sensitive_of(text), expected, "{text}");
        }
    }

    #[test]
    fn false_friends_pass() {
        for text in [
            "",
            "Steak was burnt, fries were cold",
            "The crème brûlée was burned",
            "Cold cuts were dry",
            "Cut of beef was not what the card said",
            "Plate was chipped",
            "Service fell short, and it slipped our mind",
            "Coat fell from the hook into a puddle",
            "A slip on the bill",
            "Artichoke was stringy",
            "Told an allegory and kidded around",
            "Drunken noodles came without basil",
            "Lipstick on a wine glass",
            "Charged for a bottle they sent back",
            "Baby carrots were raw, baby-back ribs dry",
            "Order packed without the children’s meals",
            "Child’s plate came without the sauce on the side",
            "Kids’ menu was sticky",
            "The kidney pie was cold",
            "Sonata played too loud",
            "Hospitality was poor",
            "A minor mistake with the bill",
            "Free dessert forgotten",
        ] {
            assert_eq!(sensitive_of(text), [], "{text}");
        }
    }

    #[test]
    fn a_dish_beside_it_does_not_hide_the_matter() {
        assert_eq!(sensitive_of("Baby carrots went to the baby’s plate"), [Child]);
        assert_eq!(sensitive_of("Drunken noodles thrown by a drunk guest"), [Alcohol]);
    }

    #[test]
    fn every_word_of_the_lists_is_seen_alone() {
        for matter in Sensitive::ALL {
            for phrase in matter.phrases() {
                assert!(sensitive_of(phrase).contains(&matter), "{phrase}");
                assert!(sensitive_of(&phrase.to_uppercase()).contains(&matter), "{phrase}");
            }
            for pass in matter.passes() {
                assert!(!sensitive_of(pass).contains(&matter), "{pass}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_word_within_another_is_not_seen(matter in 0usize..4, at in any::<prop::sample::Index>()) {
            let matter = Sensitive::ALL[matter];
            let phrase = matter.phrases()[at.index(matter.phrases().len())];
            let inside = format!("x{}x", phrase.replace(' ', "x x"));
            prop_assert_eq!(sensitive_of(&inside), Vec::new());
        }

        #[test]
        fn any_text_is_read(text in any::<String>()) {
            prop_assert!(sensitive_of(&text).len() <= 4);
        }
    }
}
