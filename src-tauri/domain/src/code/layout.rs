//! What a scanner typed on a machine with another keyboard than the scanner's.
//!
//! A keyboard-wedge scanner presses keys. Set to a US keyboard, as it leaves the box, on a machine with a German or a
//! French one, it presses the right keys and other characters arrive: `CB1:` becomes `CB1Ö` or `CB&M`. Which keys were
//! pressed can be told from what arrived.

use super::{Code, LENGTH, QR_PREFIX};

/// The keys of a US keyboard, from the digits down to the last letter row, each by what it types without Shift.
const US: &str = "1234567890-=QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,./";

/// What the same keys type on another keyboard, without Shift and with it.
struct Layout {
    plain: &'static str,
    shifted: &'static str,
}

/// Where restaurants have other keyboards than the US one: Germany and Austria, both halves of Switzerland, France,
/// Belgium.
const LAYOUTS: [Layout; 5] = [
    Layout {
        plain: "1234567890ß´qwertzuiopü+asdfghjklöäyxcvbnm,.-",
        shifted: "!\"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄYXCVBNM;:_",
    },
    Layout {
        plain: "1234567890'^qwertzuiopü¨asdfghjklöäyxcvbnm,.-",
        shifted: "+\"*ç%&/()=?`QWERTZUIOPè!ASDFGHJKLéàYXCVBNM;:_",
    },
    Layout {
        plain: "1234567890'^qwertzuiopè¨asdfghjkléàyxcvbnm,.-",
        shifted: "+\"*ç%&/()=?`QWERTZUIOPü!ASDFGHJKLöäYXCVBNM;:_",
    },
    Layout {
        plain: "&é\"'(-è_çà)=azertyuiop^$qsdfghjklmùwxcvbn,;:!",
        shifted: "1234567890°+AZERTYUIOP¨£QSDFGHJKLM%WXCVBN?./§",
    },
    Layout {
        plain: "&é\"'(§è!çà)-azertyuiop^$qsdfghjklmµwxcvbn,;:=",
        shifted: "1234567890°_AZERTYUIOP¨*QSDFGHJKLM%WXCVBN?./+",
    },
];

impl Layout {
    /// The keys that were pressed for a text; `None` when this keyboard types a part of it with no such key. Shift and
    /// Caps Lock say nothing about a key, and either may be stuck.
    fn keys(&self, typed: &str) -> Option<String> {
        typed.chars().map(|c| self.key(c)).collect()
    }

    fn key(&self, typed: char) -> Option<char> {
        let at = |wanted: char| {
            let on = |row: &str| row.chars().position(|c| c == wanted);
            on(self.plain).or_else(|| on(self.shifted))
        };
        let place = at(typed)
            .or_else(|| at(only(typed.to_lowercase())?))
            .or_else(|| at(only(typed.to_uppercase())?))?;
        US.chars().nth(place)
    }
}

/// The one character of a case mapping, where it is one.
fn only(mut letters: impl Iterator<Item = char>) -> Option<char> {
    letters.next().filter(|_| letters.next().is_none())
}

/// Reads what a scanner set to a US keyboard typed on another one: the whole of a QR, or the twelve characters where
/// the digits came out as signs. Nothing is read where two keyboards give two codes, or where no sign of another
/// keyboard is in the text: two letters in each other's place are a slip, and a slip is never corrected.
pub(super) fn read(typed: &str) -> Option<Code> {
    let typed = typed.trim();
    let mut found: Option<Code> = None;
    for layout in &LAYOUTS {
        let Some(code) = layout.keys(typed).and_then(|keys| of_keys(typed, &keys)) else {
            continue;
        };
        match found {
            Some(other) if other != code => return None,
            _ => found = Some(code),
        }
    }
    found
}

/// Whether keys that some keyboard types for this text spell an address of the web.
pub(super) fn is_address(typed: &str) -> bool {
    LAYOUTS
        .iter()
        .filter_map(|layout| layout.keys(typed.trim()))
        .any(|keys| keys.starts_with("HTTP") && keys.contains(";//"))
}

fn of_keys(typed: &str, keys: &str) -> Option<Code> {
    let keys = unannounced(keys);
    // The colon shares its key with the semicolon.
    let prefix = QR_PREFIX.replace(':', ";");
    let bare = match keys.strip_prefix(&prefix) {
        Some(bare) => bare,
        None if typed.chars().any(is_sign) => keys,
        None => return None,
    };
    (bare.len() == LENGTH).then(|| Code::of_characters(bare).ok())?
}

/// Without what a scanner may put before: `]Q1`, in the keys of a US keyboard.
fn unannounced(keys: &str) -> &str {
    match keys.as_bytes() {
        [b']', b'A'..=b'Z', b'0'..=b'9', ..] => keys.get(3..).unwrap_or_default(),
        _ => keys,
    }
}

/// A character that nobody types in a code, and that stands on no key of a code on a US keyboard.
fn is_sign(c: char) -> bool {
    !c.is_ascii_alphanumeric() && !super::is_spacing(c) && c != '|'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::tests::drawn;
    use proptest::prelude::*;

    /// What a person has who looks at the keyboard: each key of the US one, and what it types here without Shift and
    /// with it. Written down a second time, by key, for the characters of a QR alone.
    const GERMAN: &str = "Q qQ W wW R rR T tT Y zZ P pP D dD S sS F fF G gG H hH J jJ K kK L lL Z yY X xX C cC V vV B bB N nN M mM \
        1 1! 2 2\" 3 3§ 4 4$ 5 5% 6 6& 7 7/ 8 8( 9 9) : öÖ ] +*";
    const FRENCH: &str = "Q aA W zZ R rR T tT Y yY P pP D dD S sS F fF G gG H hH J jJ K kK L lL Z wW X xX C cC V vV B bB N nN M ,? \
        1 &1 2 é2 3 \"3 4 '4 5 (5 6 -6 7 è7 8 _8 9 ç9 : mM ] $£";
    const BELGIAN: &str = "Q aA W zZ R rR T tT Y yY P pP D dD S sS F fF G gG H hH J jJ K kK L lL Z wW X xX C cC V vV B bB N nN M ,? \
        1 &1 2 é2 3 \"3 4 '4 5 (5 6 §6 7 è7 8 !8 9 ç9 : mM ] $*";
    const SWISS: &str = "Q qQ W wW R rR T tT Y zZ P pP D dD S sS F fF G gG H hH J jJ K kK L lL Z yY X xX C cC V vV B bB N nN M mM \
        1 1+ 2 2\" 3 3* 4 4ç 5 5% 6 6& 7 7/ 8 8( 9 9) : öé ] ¨!";

    /// How Caps Lock changes what a keyboard types.
    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Caps {
        Off,
        /// Letters change their case.
        Letters,
        /// Every key does what it does with Shift, and with Shift what it does without.
        Lock,
    }

    /// What arrives when a scanner set to a US keyboard types a text on another one.
    fn arrives(keyboard: &str, text: &str, caps: Caps) -> String {
        let keys: Vec<&str> = keyboard.split_whitespace().collect();
        text.chars()
            .map(|c| {
                let pair = keys
                    .chunks(2)
                    .find(|pair| pair[0].chars().eq([c]))
                    .expect("a key of the list");
                let with_shift = c.is_ascii_uppercase() || c == ':';
                let typed = |shift: bool| pair[1].chars().nth(usize::from(shift)).expect("a pair");
                match caps {
                    Caps::Off => typed(with_shift),
                    Caps::Lock => typed(!with_shift),
                    Caps::Letters => {
                        let here = typed(with_shift);
                        let other = if here.is_uppercase() {
                            only(here.to_lowercase())
                        } else {
                            only(here.to_uppercase())
                        };
                        other.unwrap_or(here)
                    }
                }
            })
            .collect()
    }

    #[test]
    fn the_rows_of_all_keyboards_are_of_one_length() {
        for layout in &LAYOUTS {
            for row in [layout.plain, layout.shifted] {
                assert_eq!(row.chars().count(), US.len(), "{row}");
            }
        }
    }

    #[test]
    fn a_qr_arrives_as_these_people_know_it() {
        let qr = "CB1:K7QD4NXR9TYZ";
        assert_eq!(arrives(GERMAN, qr, Caps::Off), "CB1ÖK7QD4NXR9TZY");
        assert_eq!(arrives(FRENCH, qr, Caps::Off), "CB&MKèAD'NXRçTYW");
        assert_eq!(arrives(SWISS, qr, Caps::Off), "CB1éK7QD4NXR9TZY");
        assert_eq!(arrives(GERMAN, qr, Caps::Letters), "cb1ök7qd4nxr9tzy");
        assert_eq!(arrives(GERMAN, qr, Caps::Lock), "cb!ök/qd$nxr)tzy");
        assert_eq!(arrives(FRENCH, qr, Caps::Lock), "cb1mk7ad4nxr9tyw");
    }

    #[test]
    fn letters_in_each_others_place_alone_are_a_slip() {
        for seed in 0..200 {
            let code = drawn(seed);
            let swapped: String = code
                .as_str()
                .chars()
                .map(|c| match c {
                    'Y' => 'Z',
                    'Z' => 'Y',
                    other => other,
                })
                .collect();
            assert_eq!(read(&swapped), None, "no sign of another keyboard is in it");
        }
    }

    #[test]
    fn what_signs_there_are_is_no_code_unless_it_fits() {
        for typed in [
            "",
            "&",
            "Jean-Luc d'Anjou",
            "(616) 555-0119",
            "zoé@example.com",
            "&é\"'(-è_çà)=",
        ] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn an_address_is_known_on_every_keyboard() {
        assert!(is_address("httpsM!!exqmple:co,!,enu"));
        assert!(is_address("httpÖ--example.com-menu"));
        assert!(!is_address("Helen Okafor"));
    }

    proptest! {
        #[test]
        fn a_scan_is_read_on_whatever_keyboard_it_arrives(
            seed in any::<u64>(),
            keyboard in prop::sample::select(vec![GERMAN, FRENCH, BELGIAN, SWISS]),
            caps in prop::sample::select(vec![Caps::Off, Caps::Letters, Caps::Lock]),
            announced in any::<bool>(),
        ) {
            let code = drawn(seed);
            let text = if announced { format!("]Q1{}", code.qr()) } else { code.qr() };
            let typed = arrives(keyboard, &text, caps);
            prop_assert_eq!(Code::parse(&typed), Ok(code), "{}", typed);
        }

        #[test]
        fn a_slip_in_a_scan_is_never_corrected(
            seed in any::<u64>(),
            keyboard in prop::sample::select(vec![GERMAN, FRENCH, BELGIAN, SWISS]),
            place in 0usize..12,
            other in 0usize..28,
        ) {
            let code = drawn(seed);
            let mut places: Vec<char> = code.as_str().chars().collect();
            let others: Vec<char> = super::super::CODE_ALPHABET.iter().map(|c| char::from(*c)).filter(|c| *c != places[place]).collect();
            places[place] = others[other];
            let slip: String = places.iter().collect();
            let typed = arrives(keyboard, &format!("CB1:{slip}"), Caps::Off);
            prop_assert!(Code::parse(&typed).is_err(), "{}", typed);
        }

        #[test]
        fn no_text_makes_it_panic(typed in any::<String>()) {
            let _ = read(&typed);
            let _ = is_address(&typed);
        }
    }
}
