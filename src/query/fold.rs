//! Words as they are compared: without capitals, accents and marks.

use crate::text::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a text, each between single spaces: "Café-goers’" is " cafe goers ". Empty where it has none.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    text.chars().for_each(|c| add(&mut out, c));
    if out.is_empty() {
        return out;
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// The words of a text with their places.
pub fn words(text: &str) -> Vec<(Span, String)> {
    let mut words = Vec::new();
    let (mut word, mut start) = (String::new(), 0);
    for (at, c) in text.char_indices() {
        let before = word.len();
        add(&mut word, c);
        if before == 0 && !word.is_empty() {
            start = at;
        } else if word.ends_with(' ') {
            words.push((Span::new(start, at), word.trim().to_owned()));
            word.clear();
        }
    }
    if !word.is_empty() {
        words.push((Span::new(start, text.len()), word.trim().to_owned()));
    }
    words
}

/// Adds a letter or digit as it is compared. Anything else closes the word, if there is one; a mark on a letter is nothing.
fn add(out: &mut String, c: char) {
    let gap = |out: &mut String| {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    };
    let letter = |out: &mut String, c: char| {
        // Words begin with a space too, so that a whole word is looked for as " word ".
        if out.is_empty() {
            out.push(' ');
        }
        out.push(c);
    };
    if c.is_ascii_alphanumeric() {
        letter(out, c.to_ascii_lowercase());
    } else if c.is_ascii() {
        gap(out);
    } else if c.is_alphanumeric() {
        c.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)).for_each(|c| letter(out, c));
    } else if !is_combining_mark(c) {
        gap(out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_folded() {
        for (text, expected) in [
            ("Café-goers’ U.S.", " cafe goers u s "),
            ("  Cafe\u{301}  ", " cafe "),
            ("ÅNGSTRÖM № 7", " angstrom 7 "),
            ("", ""),
            ("—!?", ""),
            ("Łódź and İzmir", " łodz and izmir "),
        ] {
            assert_eq!(folded(text), expected, "{text}");
        }
    }

    #[test]
    fn words_have_places() {
        let text = "“Café-goers,” he said";
        let found: Vec<&str> = words(text).iter().map(|(span, _)| span.of(text)).collect();
        assert_eq!(found, ["Café", "goers", "he", "said"]);
        assert!(words(" .,- ").is_empty());
    }

    proptest! {
        #[test]
        fn both_see_the_same_words(text in "[aBé\u{301}İﬁ漢 .,’\\-]{0,40}|\\PC{0,40}") {
            let (whole, single) = (folded(&text), words(&text));
            let whole: Vec<&str> = whole.split(' ').filter(|w| !w.is_empty()).collect();
            prop_assert_eq!(&whole, &single.iter().map(|(_, w)| w.as_str()).collect::<Vec<_>>());
            for (span, _) in single {
                prop_assert!(!span.of(&text).is_empty());
            }
        }
    }
}
