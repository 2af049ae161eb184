//! Tokens as the Penn Treebank cuts them, with a few decisions of our own: numeric dates and times, hyphenated words
//! and dotted abbreviations stay whole.

use super::abbreviation;
use super::{Span, Tag};
use smol_str::{SmolStr, StrExt};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    Word,
    Number,
    Punct,
    /// Currency signs, "%", "+" and the like.
    Symbol,
}

/// A word, number or mark.
#[derive(Clone, Debug)]
pub struct Token {
    /// Bytes of the article's text.
    pub span: Span,
    /// Lower case; a curly apostrophe is a straight one.
    pub lower: SmolStr,
    pub kind: TokenKind,
    pub tag: Tag,
    /// Begins with a capital.
    pub capital: bool,
}

impl Token {
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }

    pub fn is(&self, lower: &str) -> bool {
        self.lower == lower
    }
}

/// The tokens of a sentence, untagged; they lie in order, apart, on character borders.
pub fn tokens(text: &str, sentence: Span) -> Vec<Token> {
    let mut found = Vec::with_capacity(sentence.len() / 5 + 1);
    let mut at = sentence.start;
    while let Some(c) = text[at..sentence.end].chars().next() {
        if c.is_whitespace() || is_invisible(c) {
            at += c.len_utf8();
            continue;
        }
        let end = token_end(text, at, sentence.end, c);
        push(&mut found, text, Span::new(at, end));
        at = end;
    }
    found
}

/// Where a word may be parted at a line's end; it is no part of the word.
pub const SOFT_HYPHEN: char = '\u{ad}';

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{ad}') || c.is_control()
}

fn token_end(text: &str, start: usize, limit: usize, first: char) -> usize {
    let rest = &text[start..limit];
    if first.is_numeric() {
        return start + number_length(rest);
    }
    if first.is_alphanumeric() {
        return start + word_length(rest);
    }
    // "'s" at the start of a chunk is cut by the word rule; here stand lone marks and runs of one mark.
    let run = || rest.chars().take_while(|c| *c == first).count();
    match first {
        '.' | '-' | '`' | '\'' if rest[1..].starts_with(first) => start + run() * first.len_utf8(),
        // "the Co.'s profit": the dot has ended the word.
        '\'' | '’' if text[..start].ends_with('.') && is_possessive(rest, first) => start + first.len_utf8() + 1,
        '\'' | '’' if start > 0 && decade_after(rest, first) => start + first.len_utf8() + 3,
        _ => start + first.len_utf8(),
    }
}

/// "'s" and nothing more.
fn is_possessive(rest: &str, mark: char) -> bool {
    let mut after = rest[mark.len_utf8()..].chars();
    after.next() == Some('s') && !after.next().is_some_and(char::is_alphanumeric)
}

/// "'90s" is one token.
fn decade_after(rest: &str, mark: char) -> bool {
    let after = &rest.as_bytes()[mark.len_utf8()..];
    matches!(after, [a, b, b's', ..] if a.is_ascii_digit() && b.is_ascii_digit())
}

/// Digits with inner marks: "1,200", "3.5", "8:15", "2016-11-20", "11/20/2016", "20th", "787-9", "5G".
fn number_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    for (i, c) in rest.char_indices() {
        let keep = c.is_alphanumeric()
            || (matches!(c, ',' | '.' | ':' | '/' | '-') && bytes.get(i + 1).is_some_and(u8::is_ascii_alphanumeric))
                && (!matches!(c, ',' | '.' | ':') || bytes.get(i + 1).is_some_and(u8::is_ascii_digit));
        if !keep {
            break;
        }
        at = i + c.len_utf8();
    }
    at.max(rest.chars().next().map_or(1, char::len_utf8))
}

/// Letters with inner hyphens, apostrophes and dots: "rebel-held", "O'Neill", "U.S.", "AT&T".
fn word_length(rest: &str) -> usize {
    // Most words are plain, with nothing behind them that could belong to them.
    let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if plain > 0 && matches!(rest.as_bytes().get(plain), None | Some(b' ' | b'\n' | b',' | b')' | b'"')) {
        return plain;
    }
    if let Some(length) = address_length(rest) {
        return length;
    }
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let joined = next.is_some_and(char::is_alphanumeric);
        let keep = match c {
            _ if c.is_alphanumeric() || is_combining(c) => true,
            '-' | '‑' | '&' | '\'' | '’' | SOFT_HYPHEN => joined,
            '.' => joined && !next.is_some_and(char::is_numeric) && dotted_so_far(&rest[..i]),
            _ => false,
        };
        if !keep {
            break;
        }
        end = i + c.len_utf8();
    }
    let word = &rest[..end];
    if rest[end..].starts_with('.') && abbreviation::is_abbreviation(word, &rest[end + 1..]) { end + 1 } else { end }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Only single letters between dots: "U.S", "a.m" but not "end.Next".
fn dotted_so_far(head: &str) -> bool {
    head.split('.').all(|part| part.chars().count() <= 1)
}

/// So many letters may stand before the "@" of a mail address (RFC 5321).
const LONGEST_USER: usize = 64;
/// … and so many in all of it.
const LONGEST_MAIL: usize = 320;

/// A web or mail address up to the next space or closing mark.
fn address_length(rest: &str) -> Option<usize> {
    let ends = |c: char| c.is_whitespace() || matches!(c, ')' | ']' | '>' | '"' | '”' | ',');
    let web = ["http://", "https://", "www."].iter().any(|start| rest.starts_with(start));
    let mail = || {
        let mut near = rest.chars().take(LONGEST_MAIL).take_while(|c| !ends(*c));
        near.by_ref().take(LONGEST_USER + 1).any(|c| c == '@') && near.any(|c| c == '.')
    };
    // Only then is it worth a look at all that stands without a space.
    let address = web || mail();
    let chunk = address.then(|| rest.split(ends).next()).flatten()?;
    Some(chunk.trim_end_matches(['.', ';', ':', '!', '?']).len()).filter(|n| *n > 0)
}

/// Endings that are tokens of their own.
const CLITICS: &[&str] = &["n't", "'s", "'ll", "'re", "'ve", "'d", "'m"];

fn push(found: &mut Vec<Token>, text: &str, span: Span) {
    let whole = token(text, span);
    // An apostrophe stands near the end of each.
    let may = whole.lower.bytes().rev().take(3).any(|b| b == b'\'');
    let clitic = CLITICS
        .iter()
        .filter(|_| may)
        .find(|clitic| whole.lower.len() > clitic.len() && whole.lower.ends_with(**clitic));
    let Some(clitic) = clitic else {
        // "workers'": a possessor in the plural leaves its mark to stand alone, which it does already.
        found.push(whole);
        return;
    };
    let from_end: usize = span.of(text).chars().rev().take(clitic.len()).map(char::len_utf8).sum();
    let cut = span.end - from_end;
    found.push(token(text, Span::new(span.start, cut)));
    found.push(token(text, Span::new(cut, span.end)));
}

fn lower(text: &str) -> SmolStr {
    if text.is_ascii() {
        return text.to_ascii_lowercase_smolstr();
    }
    let visible = text.chars().filter(|c| *c != SOFT_HYPHEN);
    visible.flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect()
}

fn token(text: &str, span: Span) -> Token {
    let inside = span.of(text);
    let first = inside.chars().next().unwrap_or(' ');
    let kind = match first {
        c if c.is_numeric() => TokenKind::Number,
        c if c.is_alphabetic() => TokenKind::Word,
        '\'' | '’' if inside.len() > first.len_utf8() => TokenKind::Word,
        '$' | '£' | '€' | '¥' | '%' | '+' | '=' | '<' | '>' | '°' | '#' | '&' | '©' => TokenKind::Symbol,
        _ => TokenKind::Punct,
    };
    Token { span, lower: lower(inside), kind, tag: Tag::Punct, capital: first.is_uppercase() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let found = tokens(text, Span::new(0, text.len()));
        assert_eq!(found.iter().map(|t| t.text(text)).collect::<Vec<_>>().join(" "), expected, "{text}");
    }

    #[test]
    fn words_and_marks() {
        check("The U.S. Senate couldn't agree.", "The U.S. Senate could n't agree .");
        check("Obama’s rebel-held plan, Mr. O'Neill said", "Obama ’s rebel-held plan , Mr. O'Neill said");
        check(
            "The workers' union (AT&T) lost $8.8 billion, or 5%.",
            "The workers ' union ( AT&T ) lost $ 8.8 billion , or 5 % .",
        );
        check("at 8:15 a.m. on Nov. 20, 2016", "at 8:15 a.m. on Nov. 20 , 2016");
        check("11/20/2016, 2016-11-20, 1914-18 and 1914–1918", "11/20/2016 , 2016-11-20 , 1914-18 and 1914 – 1918");
        check("the 20th, the '90s and mid-1990s", "the 20th , the '90s and mid-1990s");
        check("“We'll see,” he wrote to a.b@example.org.", "“ We 'll see , ” he wrote to a.b@example.org .");
        check("an end.Next one... 1,200 787-9s", "an end . Next one ... 1,200 787-9s");
    }

    #[test]
    fn long_runs_take_no_longer_than_others() {
        for part in ["[", "a/", "(", "@", "“", "a@", "...", "''"] {
            let text = part.repeat(50_000);
            assert!(!tokens(&text, Span::new(0, text.len())).is_empty(), "{part}");
        }
        check(
            "write to [[a.b@example.org] or -- www.example.org/a, now",
            "write to [ [ a.b@example.org ] or -- www.example.org/a , now",
        );
    }

    proptest! {
        #[test]
        fn tokens_lie_in_order_inside(text in "\\PC{0,60}") {
            let found = tokens(&text, Span::new(0, text.len()));
            for pair in found.windows(2) {
                prop_assert!(pair[0].span.end <= pair[1].span.start);
            }
            for token in &found {
                prop_assert!(!token.span.is_empty() && !token.text(&text).is_empty());
            }
        }
    }
}
