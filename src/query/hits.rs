//! Where in a text the words of a query stand.

use super::fold::words;
use super::model::{Phrase, Query, What};
use crate::text::Span;

/// The places of a query's words and phrases in a text, in order, apart: those that are to be there, in any field.
pub fn hits(query: &Query, text: &str) -> Vec<Span> {
    let terms = query.clauses.iter().flat_map(|clause| &clause.terms).filter(|term| !term.not);
    let phrases: Vec<&Phrase> = terms
        .filter_map(|term| match &term.what {
            What::Text(phrase) => Some(phrase),
            _ => None,
        })
        .collect();
    if phrases.is_empty() {
        return Vec::new();
    }
    let words = words(text);
    let mut found: Vec<Span> = Vec::new();
    for at in 0..words.len() {
        let longest =
            phrases.iter().filter(|phrase| stands(phrase, &words[at..])).map(|phrase| phrase.words.len()).max();
        let Some(last) = longest.and_then(|length| words.get(at + length - 1)) else { continue };
        let span = words[at].0.join(last.0);
        match found.last_mut() {
            Some(before) if before.overlaps(span) => *before = before.join(span),
            _ => found.push(span),
        }
    }
    found
}

fn stands(phrase: &Phrase, words: &[(Span, String)]) -> bool {
    let Some((last, first)) = phrase.words.split_last() else { return false };
    let Some((_, end)) = words.get(first.len()) else { return false };
    first.iter().zip(words).all(|(wanted, (_, word))| wanted == word)
        && (if phrase.prefix { end.starts_with(last.as_str()) } else { end == last })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[test]
    fn words_are_found_where_they_stand() {
        let text = "The Prime\nMinister’s café: ministers, prime minister!";
        let found = |query: &str| hits(&parse(query), text).iter().map(|span| span.of(text)).collect::<Vec<_>>();
        assert_eq!(found("\"prime minister\""), ["Prime\nMinister", "prime minister"]);
        assert_eq!(found("minister*"), ["Minister", "ministers", "minister"]);
        assert_eq!(found("cafe OR the"), ["The", "café"]);
        assert_eq!(found("\"the prime\" \"prime minister\""), ["The Prime\nMinister", "prime minister"]);
        for nothing in ["-minister", "title:minister", "mini", "\"minister prime\"", "in:2016", ""] {
            assert!(found(nothing).is_empty(), "{nothing}");
        }
    }
}
