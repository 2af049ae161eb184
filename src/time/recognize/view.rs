//! One sentence as the rules see it: tokens with what each may be in a time expression.

use super::super::calendar::Unit;
use super::super::expr::{Amount, TimeExpr, TimexType};
use super::lexicon::{LEXICON, NOTHING, Phrase, Role, Word};
use super::order::DayOrder;
use crate::text::{Sentence, Tag, Token, TokenKind};
use std::borrow::Cow;
use std::cell::Cell;

/// What a rule found: the tokens from where it was asked up to `end`, exclusive.
#[derive(Clone, Debug)]
pub struct Hit {
    pub end: usize,
    pub expr: TimeExpr,
    pub kind: TimexType,
    pub modifier: Option<&'static str>,
    pub rule: &'static str,
    /// The first of two days that share their month: "12" of "12-14 July".
    pub first: Option<Box<First>>,
}

/// The first end of a pair that one rule reads.
#[derive(Clone, Debug)]
pub struct First {
    /// Its tokens end here, exclusive.
    pub end: usize,
    pub expr: TimeExpr,
    /// Where the tokens of the second start.
    pub second: usize,
}

impl Hit {
    pub fn date(end: usize, expr: TimeExpr, rule: &'static str) -> Self {
        Self { end, expr, kind: TimexType::Date, modifier: None, rule, first: None }
    }

    pub fn of(kind: TimexType, end: usize, expr: TimeExpr, rule: &'static str) -> Self {
        Self { end, expr, kind, modifier: None, rule, first: None }
    }

    pub fn with_modifier(self, modifier: &'static str) -> Self {
        Self { modifier: Some(modifier), ..self }
    }
}

pub struct View<'a> {
    pub tokens: Cow<'a, [Token]>,
    words: Vec<&'static Word>,
    /// The text counts years before Christ.
    pub before_christ: bool,
    /// In which order it writes day and month in digits.
    pub order: Option<DayOrder>,
    /// How many times are being counted from each other: "the day after Monday of the week after …" must end.
    nested: Cell<u8>,
}

impl<'a> View<'a> {
    pub fn new(sentence: &'a Sentence, before_christ: bool, order: Option<DayOrder>) -> Self {
        let tokens = super::joined::apart(&sentence.tokens);
        let words = tokens.iter().map(|t| LEXICON.word(&t.lower).unwrap_or(&NOTHING)).collect();
        Self { tokens, words, before_christ, order, nested: Cell::new(0) }
    }

    /// Asks `rule` unless so many times already count from each other that no writer means it.
    pub fn nested<T>(&self, rule: impl FnOnce() -> Option<T>) -> Option<T> {
        const DEEP: u8 = 3;
        if self.nested.get() >= DEEP {
            return None;
        }
        self.nested.set(self.nested.get() + 1);
        let found = rule();
        self.nested.set(self.nested.get() - 1);
        found
    }

    /// What a token may be; past the end, nothing.
    pub fn word(&self, i: usize) -> &'static Word {
        self.words.get(i).copied().unwrap_or(&NOTHING)
    }

    pub fn lower(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.lower.as_str())
    }

    /// The word before `i`; empty at the start.
    pub fn before(&self, i: usize) -> &str {
        i.checked_sub(1).map_or("", |i| self.lower(i))
    }

    pub fn is(&self, i: usize, words: &[&str]) -> bool {
        words.contains(&self.lower(i))
    }

    pub fn role(&self, i: usize) -> Option<Role> {
        self.word(i).role
    }

    pub fn tag(&self, i: usize) -> Option<Tag> {
        self.tokens.get(i).map(|t| t.tag)
    }

    pub fn capital(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.capital)
    }

    pub fn is_number(&self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| t.kind == TokenKind::Number || t.lower.as_bytes().first().is_some_and(u8::is_ascii_digit))
    }

    /// Does white space, or nothing, part a token from the one before it?
    pub fn glued(&self, i: usize) -> bool {
        i > 0 && i < self.tokens.len() && self.tokens[i - 1].span.end == self.tokens[i].span.start
    }

    pub fn is_plural_noun(&self, i: usize) -> bool {
        matches!(self.tag(i), Some(Tag::NNS | Tag::NNPS))
            && self.word(i).units.is_none()
            && self.word(i).weekdays.is_none()
    }

    /// Digits alone, with their count.
    pub fn digits(&self, i: usize) -> Option<(u32, usize)> {
        let lower = self.lower(i);
        let all = !lower.is_empty() && lower.len() <= 6 && lower.bytes().all(|b| b.is_ascii_digit());
        all.then(|| lower.parse().ok().map(|n| (n, lower.len())))?
    }

    /// A day of a month: "20", "20th", "twentieth", with the token after it.
    pub fn day_number(&self, i: usize) -> Option<(u32, usize)> {
        let lower = self.lower(i);
        let (day, end) = if lower.as_bytes().first().is_some_and(u8::is_ascii_digit) {
            (leading_ordinal(lower).or_else(|| self.digits(i).filter(|(_, n)| *n <= 2).map(|(d, _)| d))?, i + 1)
        } else {
            let (n, end) = self.ordinal(i)?;
            (u32::try_from(n).ok()?, end)
        };
        (1..=31).contains(&day).then_some((day, end))
    }

    /// "first", "twenty-first", "twenty first", "21st"; "last" is -1.
    pub fn ordinal(&self, i: usize) -> Option<(i32, usize)> {
        if let Some(n) = leading_ordinal(self.lower(i)) {
            return Some((i32::try_from(n).ok()?, i + 1));
        }
        if let Some(n) = self.word(i).ordinal {
            return Some((n, i + 1));
        }
        if self.role(i) == Some(Role::Last) && self.lower(i) == "last" {
            return Some((-1, i + 1));
        }
        let tens = self.word(i).cardinal.filter(|n| n % 10 == 0 && (20..100).contains(n))?;
        let ones = self.word(i + 1).ordinal.filter(|n| (1..10).contains(n))?;
        Some((i32::try_from(tens).ok()? + ones, i + 2))
    }

    /// A cardinal number in digits or words, with the token after it.
    pub fn number(&self, i: usize) -> Option<(u32, usize)> {
        let lower = self.lower(i);
        if lower.as_bytes().first().is_some_and(u8::is_ascii_digit) {
            let plain: String = lower.chars().filter(|c| *c != ',').collect();
            return (plain.len() <= 7).then(|| plain.parse().ok().map(|n| (n, i + 1)))?;
        }
        let (mut total, mut end) = match (self.cardinal(i), self.role(i)) {
            (Some(n), _) => (n, i + 1),
            (None, Some(Role::A))
                if matches!(self.word(i + 1).cardinal, Some(12 | 100 | 1000)) && self.lower(i + 1) != "twelve" =>
            {
                (self.word(i + 1).cardinal?, i + 2)
            }
            _ => return None,
        };
        // Eight words hold any number that people write in words before a unit.
        for _ in 0..8 {
            let at = if self.lower(end) == "and" && total % 100 == 0 { end + 1 } else { end };
            match self.cardinal(at) {
                Some(n @ (100 | 1000)) if total < n => total *= n,
                Some(n) if n < 10 && total % 100 >= 20 && total % 10 == 0 => total += n,
                Some(n) if n < 100 && total % 100 == 0 && total > 0 => total += n,
                _ => return Some((total, end)),
            }
            end = at + 1;
        }
        Some((total, end))
    }

    /// A year in words: "nineteen ninety-six", "nineteen hundred (and) five", "two thousand (and) five", "twenty sixteen".
    pub fn year_in_words(&self, i: usize) -> Option<(i32, usize)> {
        let year = |n: u32, end: usize| Some((i32::try_from(n).ok()?, end));
        let below_hundred = |at: usize| -> Option<(u32, usize)> {
            let tens = self.cardinal(at).filter(|n| *n < 100)?;
            let ones = self.word(at + 1).cardinal.filter(|n| *n < 10 && tens % 10 == 0 && tens >= 20);
            Some(ones.map_or((tens, at + 1), |ones| (tens + ones, at + 2)))
        };
        let first = self.word(i).cardinal?;
        let rest = |at: usize| below_hundred(at + usize::from(self.is(at, &["and"])));
        if first == 2 && self.is(i + 1, &["thousand"]) {
            return match rest(i + 2) {
                Some((n, end)) => year(2000 + n, end),
                None => year(2000, i + 2),
            };
        }
        if !(10..=20).contains(&first) {
            return None;
        }
        if self.is(i + 1, &["hundred"]) {
            return match rest(i + 2) {
                Some((n, end)) => year(first * 100 + n, end),
                None => year(first * 100, i + 2),
            };
        }
        let (n, end) = below_hundred(i + 1).filter(|(n, _)| *n >= 10)?;
        year(first * 100 + n, end)
    }

    /// One word of a number: "twenty", "twenty-five".
    fn cardinal(&self, i: usize) -> Option<u32> {
        self.word(i).cardinal.or_else(|| hyphenated_number(self.lower(i)))
    }

    /// How many: "three", "a few", "two to three", "a couple of", "two and a half", "a".
    pub fn amount(&self, i: usize) -> Option<(Amount, usize)> {
        if let Some((n, end)) = self.number(i) {
            if self.is(end, &["to", "or", "-", "–"])
                && let Some((m, end)) = self.number(end + 1)
                && m > n
            {
                return Some((Amount::Between(n, m), end));
            }
            if self.is(end, &["and"]) {
                let half = end + 1 + usize::from(self.is(end + 1, &["a", "one"]));
                if self.is(half, &["half"]) {
                    return Some((Amount::AndHalf(n), half + 1));
                }
            }
            // "2 1/2".
            if self.is(end, &["1/2", "½"]) {
                return Some((Amount::AndHalf(n), end + 1));
            }
            return Some((Amount::Count(n), end));
        }
        let lower = self.lower(i);
        if self.is_number(i) {
            if let Some((a, b)) = lower.split_once(['-', '–'])
                && let (Ok(a), Ok(b)) = (a.parse::<u32>(), b.parse::<u32>())
                && a < b
                && b < 1000
            {
                return Some((Amount::Between(a, b), i + 1));
            }
            let whole = lower.split_once('.').filter(|(_, f)| f.bytes().all(|b| b.is_ascii_digit()))?.0.parse().ok()?;
            return Some((if lower.ends_with(".5") { Amount::AndHalf(whole) } else { Amount::Count(whole) }, i + 1));
        }
        match self.role(i)? {
            Role::Some => Some((Amount::Some, i + 1)),
            Role::A | Role::The if self.role(i + 1) == Some(Role::Some) => Some((Amount::Some, i + 2)),
            Role::A if self.role(i + 1) == Some(Role::Couple) => {
                Some((Amount::Count(2), i + 2 + usize::from(self.is(i + 2, &["of"]))))
            }
            Role::Couple => Some((Amount::Count(2), i + 1 + usize::from(self.is(i + 1, &["of"])))),
            Role::A => Some((Amount::Count(1), i + 1)),
            _ => None,
        }
    }

    /// A unit in either number.
    pub fn unit(&self, i: usize) -> Option<Unit> {
        let word = self.word(i);
        word.unit.or(word.units)
    }

    /// The phrase of several words that starts here, with the token after it.
    pub fn phrase(&self, i: usize) -> Option<(Phrase, usize)> {
        if !self.word(i).starts_phrase {
            return None;
        }
        LEXICON.phrases(self.lower(i)).iter().find_map(|(words, phrase)| {
            let same = words.iter().enumerate().all(|(k, w)| self.lower(i + k) == *w);
            same.then_some((*phrase, i + words.len()))
        })
    }

    /// Nothing but a preposition, an adverb or a comma lies between the sentence's start and `i`.
    pub fn at_start(&self, i: usize) -> bool {
        i == 0 || (i <= 4 && (0..i).all(|k| !matches!(self.tag(k), Some(t) if is_verb(t) || t == Tag::MD)))
    }
}

pub const fn is_verb(tag: Tag) -> bool {
    matches!(tag, Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ)
}

/// "20th" → 20.
fn leading_ordinal(lower: &str) -> Option<u32> {
    let digits = lower.strip_suffix("st").or_else(|| lower.strip_suffix("nd")).or_else(|| lower.strip_suffix("rd"));
    let digits = digits.or_else(|| lower.strip_suffix("th"))?;
    (!digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit()))
        .then(|| digits.parse().ok())?
}

/// "twenty-five" → 25.
pub fn hyphenated_number(lower: &str) -> Option<u32> {
    let (tens, ones) = lower.split_once('-')?;
    let tens = LEXICON.word(tens)?.cardinal.filter(|n| n % 10 == 0 && (20..100).contains(n))?;
    let ones = LEXICON.word(ones)?.cardinal.filter(|n| *n < 10)?;
    Some(tens + ones)
}
