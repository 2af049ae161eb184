//! Two dates joined into one token are cut apart: "1914-18", "12-14 July", "July-August", "Monday-Friday",
//! "492-490 BC". Each end is a time of its own.

use super::lexicon::{LEXICON, Role, Word};
use crate::text::{Span, Tag, Token, TokenKind};
use std::borrow::Cow;

/// The tokens of a sentence with joined dates in three: the ends and the mark between them.
pub fn apart(tokens: &[Token]) -> Cow<'_, [Token]> {
    if !(0..tokens.len()).any(|i| seam(tokens, i).is_some()) {
        return Cow::Borrowed(tokens);
    }
    let mut out = Vec::with_capacity(tokens.len() + 2);
    for (i, token) in tokens.iter().enumerate() {
        let Some(at) = seam(tokens, i) else {
            out.push(token.clone());
            continue;
        };
        let cut = token.span.start + at;
        out.push(piece(token, &token.lower[..at], Span::new(token.span.start, cut), false));
        out.push(piece(token, &token.lower[at..=at], Span::new(cut, cut + 1), true));
        out.push(piece(token, &token.lower[at + 1..], Span::new(cut + 1, token.span.end), false));
    }
    Cow::Owned(out)
}

fn piece(whole: &Token, lower: &str, span: Span, mark: bool) -> Token {
    let digit = lower.starts_with(|c: char| c.is_ascii_digit());
    let (kind, tag) = match (mark, digit) {
        (true, _) => (TokenKind::Punct, Tag::Punct),
        (_, true) => (TokenKind::Number, Tag::CD),
        _ => (TokenKind::Word, Tag::NNP),
    };
    Token { span, lower: lower.into(), kind, tag, capital: whole.capital && !mark }
}

/// Where a token that joins two dates is to be cut.
fn seam(tokens: &[Token], i: usize) -> Option<usize> {
    let lower = tokens[i].lower.as_str();
    let mark = |mark: u8| lower.bytes().position(|b| b == mark);
    let at = mark(b'-').or_else(|| mark(b'/'))?;
    let (a, b) = (&lower[..at], &lower[at + 1..]);
    // The text's own bytes are cut: a letter whose lower case has another length would shift them (the Kelvin sign).
    let same_bytes = lower.is_ascii() && lower.len() == tokens[i].span.len();
    if !same_bytes || a.is_empty() || b.is_empty() || b.contains('-') {
        return None;
    }
    let word = |i: Option<usize>| i.and_then(|i| tokens.get(i)).and_then(|t| LEXICON.word(&t.lower));
    let dashed = lower.as_bytes()[at] == b'-';
    let joined = match (number(a), number(b)) {
        (Some(x), Some(y)) => {
            let (next, after) = (word(Some(i + 1)), word(Some(i + 2)));
            let of = tokens.get(i + 1).is_some_and(|t| t.is("of"));
            let beside = is_month(word(i.checked_sub(1))) || is_month(next) || of && is_month(after);
            let days = beside && x < y && (1..=31).contains(&x) && y <= 31;
            let before_christ = dashed && x > y && next.is_some_and(|w| w.role == Some(Role::Bc));
            days || before_christ || (dashed || y == (x + 1) % 100) && years(a, b, x, y)
        }
        // "14 August-24 August", "May 30-June 2": the middle of a range of days.
        (None, Some(y)) if (1..=31).contains(&y) => {
            dashed && is_month(LEXICON.word(a)) && i.checked_sub(1).is_some_and(|p| number(&tokens[p].lower).is_some())
        }
        (Some(x), None) if (1..=31).contains(&x) => {
            dashed && is_month(LEXICON.word(b)) && tokens.get(i + 1).is_some_and(|t| number(&t.lower).is_some())
        }
        _ => dashed && (names(a, b, tokens[i].capital) || clocks(a, b)),
    };
    joined.then_some(at)
}

fn number(text: &str) -> Option<u32> {
    (text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn is_month(word: Option<&Word>) -> bool {
    word.is_some_and(|w| w.month.is_some() || w.short_month.is_some())
}

/// "1914-1918", "1914-18", "1999-00"; "2016-11" is a month, but "1910-11" a pair of years wherever it can be.
fn years(a: &str, b: &str, x: u32, y: u32) -> bool {
    let year = a.len() == 4 && (1000..=2100).contains(&x);
    let turns = x % 100 == 99 && y == 0;
    year && match b.len() {
        4 => x < y && y <= 2100,
        2 => turns || y > x % 100 && (y > 12 || y == x % 100 + 1),
        _ => false,
    }
}

/// "July-August", "Monday-Friday".
fn names(a: &str, b: &str, capital: bool) -> bool {
    let (Some(a), Some(b)) = (LEXICON.word(a), LEXICON.word(b)) else { return false };
    let month = |w: &Word| w.month.or(w.short_month);
    let weekday = |w: &Word| w.weekday.or(w.short_weekday);
    capital && (month(a).is_some() && month(b).is_some() || weekday(a).is_some() && weekday(b).is_some())
}

/// "19:00-21:30", "10/1-11/7", "10/1/2018-10/7/2018".
fn clocks(a: &str, b: &str) -> bool {
    let clock = |t: &str| t.contains(':') && t.bytes().all(|b| b.is_ascii_digit() || b == b':');
    let start = |t: &str| t.split_once('/').is_some_and(|(m, d)| number(m).is_some() && d.len() <= 7);
    clock(a) && b.contains(':') || start(a) && start(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    fn check(sentence: &str, expected: &str) {
        let sentences = text::sentences(sentence, Span::new(0, sentence.len()));
        let tokens = apart(&sentences[0].tokens);
        let words: Vec<&str> = tokens.iter().map(|t| t.text(sentence)).collect();
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn joined_dates_come_apart() {
        check("the war of 1914-18", "the war of 1914 - 18");
        check("in 1914-1918 and 1910-11", "in 1914 - 1918 and 1910 - 11");
        check("on 12-14 July", "on 12 - 14 July");
        check("March 5-9, 1918", "March 5 - 9 , 1918");
        check("the 13/14 May raid", "the 13 / 14 May raid");
        check("in July-August", "in July - August");
        check("Monday-Friday", "Monday - Friday");
        check("in 492-490 BC", "in 492 - 490 BC");
        check("from 14 August-24 August", "from 14 August - 24 August");
        check("March 19-April 30", "March 19 - April 30");
        check("from 10/1-11/7", "from 10/1 - 11/7");
    }

    #[test]
    fn other_joined_numbers_stay() {
        for text in [
            "won 5-4",
            "on 2016-11-20",
            "in 2016-11",
            "call 555-1234",
            "a two-day trip",
            "a 3-5 record",
            "10/a\u{212a}-11/7",
        ] {
            check(text, text);
        }
    }
}
