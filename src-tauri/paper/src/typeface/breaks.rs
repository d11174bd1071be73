//! Where a line may end.

use harfrust::Script;
use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::{Break, Unit};

/// Marks after which units the line may end: by the line breaking rules of Unicode, which know spaces, hyphens and the
/// ideographs of East Asia. Thai, Lao, Khmer and Burmese put no space between words and no dictionary is at hand, so
/// there a line may end after any cluster, if no space is near: that can be inside a word, but never inside a letter and
/// its marks.
pub(super) fn mark_breaks(text: &str, units: &mut [Unit]) {
    let mut breaks = linebreaks(text)
        .filter(|(_, kind)| *kind == BreakOpportunity::Allowed)
        .peekable();
    for unit in &mut *units {
        while breaks.next_if(|(at, _)| *at < unit.text.end).is_some() {}
        if breaks.peek().is_some_and(|(at, _)| *at == unit.text.end) {
            let inside = text[unit.text.clone()].ends_with(['-', '\u{2010}', '\u{2013}', '/']);
            unit.after = if inside { Break::Inside } else { Break::Allowed };
        }
    }
    if text.is_ascii() {
        return;
    }
    for i in 1..units.len() {
        let (before, after) = (&text[units[i - 1].text.clone()], &text[units[i].text.clone()]);
        if units[i - 1].after == Break::No && parts_unspaced(before, after) {
            units[i - 1].after = Break::Cluster;
        }
    }
}

/// Whether a line may end between two clusters of a script that has no spaces between words.
fn parts_unspaced(before: &str, after: &str) -> bool {
    let (Some(first), Some(next)) = (before.chars().next(), after.chars().next()) else {
        return false;
    };
    let script = |c: char| harfrust::unicode::script(c.into());
    let unspaced = |c: char| {
        matches!(
            script(c),
            Script::THAI | Script::LAO | Script::KHMER | Script::MYANMAR
        )
    };
    // A vowel written before its consonant, and what belongs to the syllable before it.
    let leads = matches!(first, '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}');
    let follows = matches!(
        next,
        '\u{e2f}'
            | '\u{e30}'
            | '\u{e32}'
            | '\u{e33}'
            | '\u{e45}'
            | '\u{e46}'
            | '\u{eb0}'
            | '\u{eb2}'
            | '\u{eb3}'
            | '\u{ec6}'
    );
    unspaced(first) && unspaced(next) && !leads && !follows
}
