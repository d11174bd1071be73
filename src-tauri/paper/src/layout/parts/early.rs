//! A text of the stub that ends early where it has no room: the record has it whole.

use crate::text::Setting;

/// No longer text is tried; a stub has room for far less.
const LONGEST: usize = 1_500;

/// The text if `set` can set it, else its longest beginning that can be set with `ending` after it.
pub(in crate::layout) fn as_much_as_fits(
    text: &str,
    ending: &str,
    set: impl Fn(&str) -> Option<Setting>,
) -> Setting {
    let text: Vec<char> = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(LONGEST + 1)
        .collect();
    let beginning = |length: usize| text[..length].iter().collect::<String>();
    if let (true, Some(setting)) = (text.len() <= LONGEST, set(&beginning(text.len()))) {
        return setting;
    }
    let shortened = |length: usize| set(&format!("{}{ending}", beginning(length).trim_end()));
    let (mut fits, mut fails) = (0, text.len());
    while fits + 1 < fails {
        let middle = fits.midpoint(fails);
        if shortened(middle).is_some() {
            fits = middle
        } else {
            fails = middle
        }
    }
    // Rather the word before than a part of a word.
    let word = (1..=fits)
        .rev()
        .find(|i| text[*i] == ' ')
        .filter(|i| fits - i < 20)
        .unwrap_or(fits);
    shortened(word).unwrap_or_default()
}
