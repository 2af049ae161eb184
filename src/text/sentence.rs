//! Sentences: a block cut where one ends, and not at "U.S.", "Mr.", "Nov. 20" or an initial.

use super::abbreviation::{self, Abbreviation};
use super::{Span, Token, tag, token};

/// A sentence with its tagged tokens.
#[derive(Clone, Debug)]
pub struct Sentence {
    pub span: Span,
    pub tokens: Vec<Token>,
}

/// Cuts one block of a text into sentences, and these into tagged tokens.
pub fn sentences(text: &str, block: Span) -> Vec<Sentence> {
    let cut = |span| {
        let mut tokens = token::tokens(text, span);
        if tokens.len() <= LONGEST {
            tag::tag(text, &mut tokens);
            return vec![Sentence { span, tokens }];
        }
        pieces(tokens)
            .into_iter()
            .map(|mut tokens| {
                tag::tag(text, &mut tokens);
                let ends = (tokens.first(), tokens.last());
                let span = ends.0.zip(ends.1).map_or(span, |(first, last)| first.span.join(last.span));
                Sentence { span, tokens }
            })
            .collect()
    };
    split(text, block).into_iter().flat_map(cut).collect()
}

/// No sentence that anybody writes has more tokens. What has is cut, so that whatever looks at pairs of its words comes to
/// an end.
const LONGEST: usize = 1_000;

fn pieces(tokens: Vec<Token>) -> Vec<Vec<Token>> {
    let mut rest = tokens.into_iter();
    std::iter::from_fn(|| Some(rest.by_ref().take(LONGEST).collect::<Vec<_>>()).filter(|piece| !piece.is_empty()))
        .collect()
}

/// The sentences of a block without white space at their ends. A blank line always ends one.
pub fn split(text: &str, block: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = block.start;
    let mut at = block.start;
    let bytes = text.as_bytes();
    while at < block.end {
        let Some(offset) = bytes[at..block.end].iter().position(|b| matches!(b, b'.' | b'!' | b'?' | b'\n' | 0xE2))
        else {
            break;
        };
        at += offset;
        let Some(c) = text[at..].chars().next() else { break };
        let next = at + c.len_utf8();
        let end = match c {
            '\n' => blank_line(text, at, block.end),
            '.' | '!' | '?' | '…' => terminator(text, start, at, block.end),
            _ => None,
        };
        if let Some(end) = end {
            add(&mut found, text, Span::new(start, end));
            start = end;
        }
        at = end.unwrap_or(next).max(next);
    }
    add(&mut found, text, Span::new(start, block.end));
    found
}

fn add(found: &mut Vec<Span>, text: &str, span: Span) {
    let trimmed = span.trimmed(text);
    if !trimmed.is_empty() {
        found.push(trimmed);
    }
}

fn blank_line(text: &str, at: usize, limit: usize) -> Option<usize> {
    let rest = &text[at + 1..limit];
    let spaces = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
    rest[spaces..].starts_with('\n').then_some(at + 1)
}

/// Where the sentence ends that the mark at `at` may close.
fn terminator(text: &str, start: usize, at: usize, limit: usize) -> Option<usize> {
    let mark = text[at..].chars().next()?;
    let mut end = at + mark.len_utf8();
    let mut ellipsis = mark == '…';
    while let Some(c) = text[end..limit].chars().next().filter(|c| matches!(c, '.' | '!' | '?' | '…')) {
        ellipsis |= mark == '.' && c == '.';
        end += c.len_utf8();
    }
    let mut closed = false;
    while let Some(c) =
        text[end..limit].chars().next().filter(|c| matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»'))
    {
        closed = true;
        end += c.len_utf8();
    }
    let rest = &text[end..limit];
    if rest.is_empty() {
        return Some(end);
    }
    // A mark inside a word or number: "3.5", "example.org".
    if !rest.starts_with(char::is_whitespace) {
        return footnote(rest).then_some(end);
    }
    let following = rest.trim_start();
    let next = following.trim_start_matches(['"', '“', '‘', '\'', '(', '[', '«']).chars().next();
    let begins = next.is_none_or(|c| !c.is_lowercase());
    if !begins {
        return None;
    }
    if mark == '.' && !ellipsis && !closed && abbreviates(&text[start..at], following) {
        return None;
    }
    Some(end)
}

/// A reference mark glued to the full stop: "…in 1945.[3] The".
fn footnote(rest: &str) -> bool {
    rest.strip_prefix('[').is_some_and(|r| r.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(']'))
}

/// Words that begin a sentence and hardly ever follow an abbreviation inside one.
const OPENERS: &[&str] = &[
    "a",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "as",
    "at",
    "but",
    "by",
    "during",
    "for",
    "he",
    "her",
    "his",
    "however",
    "i",
    "if",
    "in",
    "it",
    "its",
    "many",
    "meanwhile",
    "more",
    "most",
    "mr.",
    "mrs.",
    "ms.",
    "no",
    "on",
    "one",
    "others",
    "she",
    "since",
    "so",
    "some",
    "that",
    "the",
    "their",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "two",
    "under",
    "we",
    "what",
    "when",
    "while",
    "with",
    "you",
];

/// Is the dot after `head` part of its last word, so that the sentence goes on?
fn abbreviates(head: &str, following: &str) -> bool {
    let word = head
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '‘' | '[' | '—' | '–'))
        .next()
        .unwrap_or("");
    let Some(class) = abbreviation::class(word) else { return false };
    let first = following.split_whitespace().next().unwrap_or("");
    let number = first.starts_with(|c: char| c.is_numeric());
    let opener = || OPENERS.contains(&first.trim_matches(['"', '“', '‘', '\'']).to_lowercase().as_str());
    match class {
        Abbreviation::Leads => true,
        Abbreviation::BeforeNumber => number,
        Abbreviation::Either if word.chars().count() == 1 => !opener(),
        // "the U.S. Senate" goes on, "in the U.S. The" does not; neither does "Inc. “We …".
        Abbreviation::Either => !opener() && !following.starts_with(['"', '“']),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Sentences are separated by `|`.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let found: Vec<&str> = split(&text, Span::new(0, text.len())).iter().map(|s| s.of(&text)).collect();
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_never_ends_is_cut() {
        let text = "and it fell ".repeat(1_000);
        let found = sentences(&text, Span::new(0, text.len()));
        let lengths: Vec<usize> = found.iter().map(|s| s.tokens.len()).collect();
        assert_eq!(lengths, [1_000, 1_000, 1_000]);
        assert_eq!((found[0].span.start, found[2].span.end), (0, text.trim_end().len()));
        assert!(found.windows(2).all(|pair| pair[0].span.end < pair[1].span.start));
        let long = "and it fell ".repeat(300);
        assert_eq!(sentences(&long, Span::new(0, long.len())).len(), 1);
    }

    #[test]
    fn plain_ends() {
        check("It rained. |The match was called off! |Was it? |Yes.");
        check("The vote failed… |Nobody was surprised.");
        check("No full stop at the end");
        check("One line\nruns on here. |Two.");
        check("A heading\n\n|A paragraph.");
    }

    #[test]
    fn abbreviations_go_on() {
        check("The U.S. Senate met Mr. Smith on Nov. 20 in St. Louis.");
        check("Gen. A. B. Jones left. |He was tired.");
        check("He lives in the U.S. |The law changed there.");
        check("They left at 5 p.m. |The train was late.");
        check("They left at 5 p.m. on Friday.");
        check("See No. 5 for details. |The answer was no. |Nobody came.");
        check("Acme Inc. said so. |It bought Beta Ltd. |The price was low.");
        check("Prices rose by 3.5 percent, example.org wrote. |So what?");
        check("It happened in Nov. |Everybody saw it.");
    }

    #[test]
    fn quotations_keep_their_marks() {
        check("“We won.” |“They lost.” |He left.");
        check("“Did they win?” he asked. |Nobody knew.");
        check("\"It is over!\" she cried. |The crowd left.");
        check("He said: “It is done. |We are free.” |Then he left.");
        check("(It had rained.) |The road was wet.");
    }

    proptest! {
        #[test]
        fn sentences_hold_all_text_in_order(text in "[A-Za-z.!?\"”… \\n’é0-9]{0,120}") {
            let found = split(&text, Span::new(0, text.len()));
            let mut end = 0;
            for span in &found {
                prop_assert!(span.start >= end && !span.is_empty());
                prop_assert!(text[end..span.start].trim().is_empty());
                end = span.end;
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }
}
