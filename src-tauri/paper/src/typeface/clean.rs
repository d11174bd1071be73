//! Typed text made fit to print: composed, without what prints nothing, and with its direction worked out.

use std::borrow::Cow;

use harfrust::Script;
use unicode_bidi::{BidiInfo, Level};
use unicode_normalization::UnicodeNormalization;

/// The first strong isolate and its end: between them a name keeps its own direction and leaves its surroundings theirs.
const ISOLATE: char = '\u{2068}';
const END_OF_ISOLATE: char = '\u{2069}';

/// Text ready to be shaped.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Clean {
    pub(super) text: String,
    /// The embedding level of each byte; `None` if all of it runs from left to right.
    pub(super) levels: Option<Vec<Level>>,
    /// Whether the paragraph as a whole runs from right to left, by its first letter.
    pub(super) rtl: bool,
}

/// `text` as a run of its own inside a sentence, so that a name in Hebrew does not turn round the house number after
/// it. Direction controls inside it are taken out.
pub(crate) fn isolated(text: &str) -> Cow<'_, str> {
    if is_simple(text) {
        return Cow::Borrowed(text);
    }
    let inner = text
        .chars()
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
    Cow::Owned(
        std::iter::once(ISOLATE)
            .chain(inner)
            .chain([END_OF_ISOLATE])
            .collect(),
    )
}

/// Whether every character is a cluster by itself and of a script from left to right: most of what is printed.
pub(super) fn is_simple(text: &str) -> bool {
    text.is_ascii()
        || text
            .chars()
            .all(|c| matches!(c, '\0'..'\u{300}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20bf}'))
}

/// `text` composed, with everything that prints nothing taken out and every kind of white space but the
/// unbreakable one made a plain space; then the direction of each part.
pub(super) fn clean(text: &str) -> Clean {
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return Clean {
            text: text.to_owned(),
            ..Clean::default()
        };
    }
    let mut kept = String::with_capacity(text.len());
    let mut chars = text.nfc().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{a0}' => kept.push(c),
            c if c.is_whitespace() => kept.push(' '),
            c if is_joiner(c) => {
                let before = kept.chars().next_back();
                if before.is_some_and(needs_joiners) && chars.peek().copied().is_some_and(needs_joiners) {
                    kept.push(c);
                }
            }
            ISOLATE | END_OF_ISOLATE => kept.push(c),
            c if c.is_control() || is_invisible(c) => {}
            c => kept.push(c),
        }
    }
    directed(kept)
}

/// Works out the direction of each part and takes the isolates out, which have then done their work.
fn directed(text: String) -> Clean {
    let isolate = |c: char| matches!(c, ISOLATE | END_OF_ISOLATE);
    // No script before Hebrew runs from right to left.
    let may_turn = text.chars().any(|c| c >= '\u{590}' && !isolate(c));
    let info = may_turn.then(|| BidiInfo::new(&text, None));
    let Some(info) = info.filter(|info| info.levels.iter().any(Level::is_rtl)) else {
        let text = if text.contains(isolate) {
            text.replace(isolate, "")
        } else {
            text
        };
        return Clean {
            text,
            ..Clean::default()
        };
    };
    let rtl = info
        .paragraphs
        .first()
        .is_some_and(|paragraph| paragraph.level.is_rtl());
    let mut kept = String::with_capacity(text.len());
    let mut levels = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices().filter(|(_, c)| !isolate(*c)) {
        kept.push(c);
        let level = info.levels.get(at).copied().unwrap_or_else(Level::ltr);
        levels.extend(std::iter::repeat_n(level, c.len_utf8()));
    }
    Clean {
        text: kept,
        levels: Some(levels),
        rtl,
    }
}

/// The two joiners, which print nothing and change their neighbours: the half form in Devanagari, the broken join in
/// Persian.
pub(crate) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

fn needs_joiners(c: char) -> bool {
    let script = harfrust::unicode::script(c.into());
    script == Script::INHERITED && !is_invisible(c) || is_connected(script)
}

/// Scripts whose letters touch or change with their neighbours: letterspacing would tear them apart.
pub(super) fn is_connected(script: Script) -> bool {
    const CONNECTED: [Script; 17] = [
        Script::ARABIC,
        Script::SYRIAC,
        Script::MONGOLIAN,
        Script::NKO,
        Script::DEVANAGARI,
        Script::BENGALI,
        Script::GURMUKHI,
        Script::GUJARATI,
        Script::ORIYA,
        Script::TAMIL,
        Script::TELUGU,
        Script::KANNADA,
        Script::MALAYALAM,
        Script::SINHALA,
        Script::KHMER,
        Script::MYANMAR,
        Script::TIBETAN,
    ];
    CONNECTED.contains(&script)
}

/// Direction marks, joiners, fillers, variation selectors and other characters without a shape.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_prints_nothing_is_left_out() {
        let printed = |text| clean(text).text;
        assert_eq!(printed("a\u{0}b\u{202e}c\u{200b}\td\u{feff}e\u{fe0f}"), "abc de");
        assert_eq!(printed("Zoe\u{308}"), "Zo\u{eb}");
        assert_eq!(printed("\u{202e}\u{0}\u{3164}"), "");
    }

    #[test]
    fn joiners_stay_only_where_letters_change_with_them() {
        let printed = |text| clean(text).text;
        // Persian, a half form in Devanagari; then Latin, an emoji family, and a joiner with nothing to join.
        assert_eq!(printed("علی\u{200c}رضا"), "علی\u{200c}رضا");
        assert_eq!(printed("क्\u{200d}ष"), "क्\u{200d}ष");
        assert_eq!(printed("An\u{200d}na\u{200c}"), "Anna");
        assert_eq!(printed("👨\u{200d}👩"), "👨👩");
        assert_eq!(printed("\u{200d}क"), "क");
    }

    #[test]
    fn a_paragraph_runs_as_its_first_letter_does() {
        let direction = |text| (clean(text).rtl, clean(text).levels.is_some());
        assert_eq!(direction("Anna (7)"), (false, false));
        assert_eq!(direction("Ελένη 渡辺"), (false, false));
        assert_eq!(direction("Anna כהן"), (false, true));
        assert_eq!(direction("(כהן) Anna"), (true, true));
    }

    #[test]
    fn an_isolated_name_leaves_the_number_after_it_in_its_place() {
        let levels = |text: &str| {
            let clean = clean(text);
            let at = clean.text.find("48").unwrap();
            (clean.text.contains(ISOLATE), clean.levels.unwrap()[at].number())
        };
        let plain = levels("Valid at אבג, 48 Harbor Street");
        let set_apart = levels(&format!("Valid at {}, 48 Harbor Street", isolated("אבג")));
        // Level 2 is a number inside Hebrew, level 0 one inside the English sentence.
        assert_eq!((plain, set_apart), ((false, 2), (false, 0)));
        assert_eq!(isolated("Café “Zoë” — 5 €"), "Café “Zoë” — 5 €");
        assert_eq!(isolated("א\u{202e}ב\u{2069}"), "\u{2068}אב\u{2069}");
    }
}
