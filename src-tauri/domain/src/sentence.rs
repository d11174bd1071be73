//! How numbers and names stand in a sentence.

/// A number with its thousands apart: `1,234`.
pub fn grouped(number: impl Into<u64>) -> String {
    let digits = number.into().to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    groups
        .map(|group| String::from_utf8_lossy(group))
        .collect::<Vec<_>>()
        .join(",")
}

/// A number as a sentence has it: none, and to nine in words.
pub fn in_words(number: u32) -> String {
    const WORDS: [&str; 10] = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    let word = usize::try_from(number).ok().and_then(|at| WORDS.get(at));
    word.map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// A text as it stands at the beginning of a sentence.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_in_words_to_nine_and_then_in_groups_of_three() {
        assert_eq!([0, 1, 9, 10].map(in_words), ["none", "one", "nine", "10"]);
        assert_eq!(
            [0_u64, 12, 999, 1_000, 1_234_567].map(grouped),
            ["0", "12", "999", "1,000", "1,234,567"]
        );
    }

    #[test]
    fn a_sentence_begins_with_a_capital_in_every_script_that_has_them() {
        assert_eq!(
            ["two", "ñoqui", "ψωμί", "寿司", ""].map(capital),
            ["Two", "Ñoqui", "Ψωμί", "寿司", ""]
        );
    }
}
